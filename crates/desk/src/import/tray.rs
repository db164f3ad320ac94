//! The tray: files that were handed in by a page and wait to be looked at, imported, or taken away. They are kept in memory
//! alone and go with the process; what was imported of them is in the ledger, and a file handed in again goes on where it
//! ended. Reading and saving are done by whoever calls [`rehearse`] and [`run`], on a thread of its own.

use super::link_report::Linked;
use super::look::{Looked, look_into};
use super::{FileInHand, ImportChoices, Imported, import};
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Refusal, Stop};
use claims::RecordId;
use claims::when::Instant;
use intake::mapping::Mapping;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Files in the tray.
const KEPT: usize = 12;
/// Bytes of all of them together.
const BYTES: usize = 192 << 20;
/// Seconds after which a file that nobody asks for is taken away.
const FORGOTTEN: i64 = 2 * 3600;

/// What a file in the tray is asked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket([u8; 16]);

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Ticket {
    type Err = Stop;

    fn from_str(text: &str) -> Outcome<Self> {
        let read = u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 32 && !text.starts_with('+'));
        read.map(|number| Self(number.to_be_bytes())).ok_or_else(gone)
    }
}

/// How a file in the tray stands.
#[derive(Debug, Clone)]
pub enum SlipState {
    /// It is being read, and nothing recorded: rows, and bytes of how many.
    Reading(u64, u64, u64),
    /// It was read: what would be recorded.
    Read(Box<Imported>),
    /// It cannot be imported so.
    Refused(Refusal),
    /// It is being recorded: rows, and bytes of how many.
    Saving(u64, u64, u64),
    /// It was recorded, wholly or up to where it was stopped.
    Done(Box<Imported>),
    /// Recording broke off; what was recorded by then stays.
    Broken,
}

/// A file in the tray.
#[derive(Debug, Clone)]
pub struct Slip {
    /// What it is asked for by.
    pub ticket: Ticket,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: usize,
    /// Who handed it in.
    pub by: Actor,
    /// When.
    pub since: Instant,
    /// What it is.
    pub looked: Looked,
    /// What was said about it.
    pub choices: ImportChoices,
    /// How it stands.
    pub state: SlipState,
}

struct Kept {
    slip: Slip,
    file: Option<FileInHand>,
    asked: Instant,
    end: Arc<AtomicBool>,
    /// Who imports it and why, from the moment somebody says so.
    order: Option<(Actor, Reason)>,
}

/// The tray of an open desk.
#[derive(Default)]
pub(crate) struct Tray {
    all: Mutex<VecDeque<Kept>>,
    /// One file is recorded at a time.
    turn: Mutex<()>,
    /// What comparing the people of a report found, with the position it was asked at.
    pub(super) linked: Mutex<BTreeMap<RecordId, Linked>>,
}

impl Tray {
    fn with<T>(&self, ask: impl FnOnce(&mut VecDeque<Kept>) -> T) -> T {
        ask(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn one<T>(&self, ticket: Ticket, ask: impl FnOnce(&mut Kept) -> Outcome<T>) -> Outcome<T> {
        self.with(|all| match all.iter_mut().find(|kept| kept.slip.ticket == ticket) {
            Some(kept) => ask(kept),
            None => Err(gone()),
        })
    }

    fn set(&self, ticket: Ticket, state: SlipState) {
        // One that was taken away meanwhile has no state.
        let _ = self.one(ticket, |kept| {
            kept.slip.state = state;
            Ok(())
        });
    }
}

fn gone() -> Stop {
    Stop::not_found(sentence!("This file is not here any more; it was imported long ago, taken away, or the program was started again."))
        .hint(sentence!("Hand it in again: what was recorded of it is known and skipped."))
}

fn is_busy(state: &SlipState) -> bool {
    matches!(state, SlipState::Reading(..) | SlipState::Saving(..))
}

/// What is said of a file; a table that nobody described is read by the mapping that was guessed and shown.
fn chosen(slip: &Slip) -> ImportChoices {
    let guessed = slip.looked.table.as_ref().map(|table| table.mapping.clone());
    let choices = slip.choices.clone();
    ImportChoices { mapping: choices.mapping.or(guessed), ..choices }
}

/// Puts a file into the tray and looks what it is. [`rehearse`] reads it.
///
/// # Errors
/// A refusal when it is of no kind that is read; busy when the tray is full.
pub fn hand_in(desk: &Desk, by: &Actor, file: FileInHand, choices: ImportChoices) -> Outcome<Ticket> {
    let now = desk.now();
    let looked = look_into(desk, &file, &choices)?;
    let ticket = Ticket(desk.fresh()?);
    let size = file.held();
    let slip = Slip {
        ticket,
        name: file.name().to_owned(),
        size,
        by: by.clone(),
        since: now,
        looked,
        choices,
        state: SlipState::Reading(0, 0, size as u64),
    };
    desk.tray().with(|all| {
        all.retain(|kept| is_busy(&kept.slip.state) || now.seconds_since(kept.asked) < FORGOTTEN);
        let held = |all: &VecDeque<Kept>| -> usize {
            all.iter().filter_map(|kept| kept.file.as_ref()).map(FileInHand::held).sum()
        };
        while all.len() >= KEPT || held(all) + size > BYTES {
            // What is done goes first, then what was asked for longest ago.
            let idle = |kept: &&Kept| !is_busy(&kept.slip.state);
            let oldest = all.iter().filter(idle).min_by_key(|kept| (kept.file.is_some(), kept.asked));
            let Some(ticket) = oldest.map(|kept| kept.slip.ticket) else {
                let say =
                    sentence!("Other files are being read or imported, and there is no room for one more.");
                return Err(Stop::conflict(say).hint(sentence!("Wait until one is done.")));
            };
            all.retain(|kept| kept.slip.ticket != ticket);
        }
        all.push_back(Kept { slip, file: Some(file), asked: now, end: Arc::default(), order: None });
        Ok(ticket)
    })
}

/// What is in the tray, latest first.
pub fn slips(desk: &Desk) -> Vec<Slip> {
    desk.tray().with(|all| all.iter().rev().map(|kept| kept.slip.clone()).collect())
}

/// One file of the tray.
///
/// # Errors
/// Not found when it is not there any more.
pub fn slip(desk: &Desk, ticket: Ticket) -> Outcome<Slip> {
    let now = desk.now();
    desk.tray().one(ticket, |kept| {
        kept.asked = now;
        Ok(kept.slip.clone())
    })
}

/// Reads a file of the tray to its end and records nothing. Takes as long as it takes.
///
/// # Errors
/// Not found; faults. What is wrong with the file becomes its state.
pub fn rehearse(desk: &Desk, ticket: Ticket, go_on: &dyn Fn() -> bool) -> Outcome<()> {
    let (file, choices, end, by) = desk.tray().one(ticket, |kept| {
        let choices = ImportChoices { dry_run: true, ..chosen(&kept.slip) };
        Ok((kept.file.clone(), choices, Arc::clone(&kept.end), kept.slip.by.clone()))
    })?;
    let Some(file) = file else { return Ok(()) };
    let broken = Broken { desk, ticket };
    let mut tell = |rows, done, of| {
        desk.tray().set(ticket, SlipState::Reading(rows, done, of));
        if go_on() && !end.load(Ordering::Relaxed) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let why = Reason::parse("read before importing")?;
    let state = match import(desk, &by, &why, &file, &choices, &mut tell) {
        Ok(imported) => SlipState::Read(Box::new(imported)),
        Err(Stop::Refusal(refusal)) => SlipState::Refused(refusal),
        Err(fault) => return Err(fault),
    };
    desk.tray().set(ticket, state);
    drop(broken);
    Ok(())
}

/// Says what the columns of a table in the tray hold. [`rehearse`] reads it again.
///
/// # Errors
/// A refusal when the mapping cannot be read or does not fit; a conflict while the file is being recorded.
pub fn map_by(desk: &Desk, ticket: Ticket, choices: ImportChoices) -> Outcome<()> {
    let file = desk.tray().one(ticket, |kept| {
        if matches!(kept.slip.state, SlipState::Saving(..) | SlipState::Done(_)) {
            return Err(Stop::conflict(sentence!("This file is imported already, or being imported.")));
        }
        kept.file.clone().ok_or_else(gone)
    })?;
    let looked = look_into(desk, &file, &choices)?;
    desk.tray().one(ticket, |kept| {
        kept.slip.state = SlipState::Reading(0, 0, kept.slip.size as u64);
        kept.slip.looked = looked;
        kept.slip.choices = choices;
        Ok(())
    })
}

/// The mapping of a text, for [`map_by`].
///
/// # Errors
/// A refusal that names the line or the word at fault.
pub fn mapping(text: &str) -> Outcome<Mapping> {
    Ok(Mapping::parse(text)?)
}

/// Says that a file is to be imported. [`run`] does it.
///
/// # Errors
/// A conflict when it was not read yet, or is being recorded already.
pub fn start(desk: &Desk, ticket: Ticket, actor: &Actor, why: &Reason) -> Outcome<()> {
    desk.tray().one(ticket, |kept| match &kept.slip.state {
        SlipState::Read(_) | SlipState::Broken => {
            kept.slip.state = SlipState::Saving(0, 0, kept.slip.size as u64);
            kept.order = Some((actor.clone(), why.clone()));
            kept.end = Arc::default();
            Ok(())
        }
        SlipState::Done(imported) if imported.stopped => {
            kept.slip.state = SlipState::Saving(0, 0, kept.slip.size as u64);
            kept.order = Some((actor.clone(), why.clone()));
            kept.end = Arc::default();
            Ok(())
        }
        SlipState::Reading(..) => Err(Stop::conflict(sentence!("The file is still being read."))),
        SlipState::Refused(refusal) => Err(Stop::Refusal(refusal.clone())),
        SlipState::Saving(..) | SlipState::Done(_) => {
            Err(Stop::conflict(sentence!("This file is imported already, or being imported.")))
        }
    })
}

/// Imports what [`start`] was said of. Takes as long as it takes; the file leaves the memory when it is done.
///
/// # Errors
/// Not found; faults. What is wrong with the file becomes its state.
pub fn run(desk: &Desk, ticket: Ticket, go_on: &dyn Fn() -> bool) -> Outcome<()> {
    let _turn = desk.tray().turn.lock().unwrap_or_else(PoisonError::into_inner);
    let (file, choices, end, order) = desk.tray().one(ticket, |kept| {
        Ok((kept.file.clone(), chosen(&kept.slip), Arc::clone(&kept.end), kept.order.take()))
    })?;
    let (Some(file), Some((actor, why))) = (file, order) else { return Ok(()) };
    let broken = Broken { desk, ticket };
    let mut tell = |rows, done, of| {
        desk.tray().set(ticket, SlipState::Saving(rows, done, of));
        if go_on() && !end.load(Ordering::Relaxed) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let state = match import(desk, &actor, &why, &file, &choices, &mut tell) {
        Ok(imported) => SlipState::Done(Box::new(imported)),
        Err(Stop::Refusal(refusal)) => SlipState::Refused(refusal),
        Err(fault) => return Err(fault),
    };
    let _ = desk.tray().one(ticket, |kept| {
        if matches!(&state, SlipState::Done(imported) if !imported.stopped) {
            kept.file = None;
        }
        kept.slip.state = state;
        Ok(())
    });
    drop(broken);
    Ok(())
}

/// Ends reading or recording at the next occasion; what was recorded by then stays.
///
/// # Errors
/// Not found when it is not there any more.
pub fn stop(desk: &Desk, ticket: Ticket) -> Outcome<()> {
    desk.tray().one(ticket, |kept| {
        kept.end.store(true, Ordering::Relaxed);
        Ok(())
    })
}

/// Takes a file out of the tray; nothing that was recorded of it changes.
///
/// # Errors
/// A conflict while it is being recorded.
pub fn discard(desk: &Desk, ticket: Ticket) -> Outcome<()> {
    desk.tray().one(ticket, |kept| {
        if matches!(kept.slip.state, SlipState::Saving(..)) {
            return Err(Stop::conflict(sentence!("This file is being imported; stop that first.")));
        }
        kept.end.store(true, Ordering::Relaxed);
        Ok(())
    })?;
    desk.tray().with(|all| all.retain(|kept| kept.slip.ticket != ticket));
    Ok(())
}

/// Says that it broke off, when whoever read or recorded it went away.
struct Broken<'d> {
    desk: &'d Desk,
    ticket: Ticket,
}

impl Drop for Broken<'_> {
    fn drop(&mut self) {
        let _ = self.desk.tray().one(self.ticket, |kept| {
            if is_busy(&kept.slip.state) {
                kept.slip.state = SlipState::Broken;
            }
            Ok(())
        });
    }
}
