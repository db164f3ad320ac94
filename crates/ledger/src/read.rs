//! Reading entries in local order, opening what there are keys for. A part whose key was destroyed is given without
//! its text; a damaged entry is given as an error, and reading goes on behind it.

use claims::{RecordId, Tier};
use zeroize::Zeroizing;

use crate::errors::{Doing, LedgerError};
use crate::finding::{Finding, FindingKind};
use crate::frame::{FRAME_LIMIT, FRAME_PREFIX, FrameFault, FrameView, read_frame};
use crate::identity::DeviceId;
use crate::layout::segment_name;
use crate::locked::scrub_stack;
use crate::record_keys::KeyState;
use crate::sealed_part::{PartPlace, open};
use crate::state::{FramePlace, Ledger, held};
use crate::storage::ReadAt;
use crate::walk::{Place, entry_finding};

/// How much of a segment is read at once, in bytes.
const WINDOW: usize = 1 << 20;

/// An entry as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedEntry {
    /// Its number in local order, from 1.
    pub position: u64,
    /// The device that signed it.
    pub device: DeviceId,
    /// Its number on that device; with the device, the entry's id.
    pub seq: u64,
    /// When the device said it was: seconds since 1970 UTC, a whole minute.
    pub claimed_at: i64,
    /// SHA-256 of header ‖ signature.
    pub entry_hash: [u8; 32],
    /// Its parts in the order they were given.
    pub parts: Vec<OpenedPart>,
}

/// A part as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPart {
    /// The record it is about.
    pub record: RecordId,
    /// Its tier.
    pub tier: Tier,
    /// What it says; `None` when its key was destroyed or is not here.
    pub plaintext: Option<Zeroizing<Vec<u8>>>,
}

/// Entries in local order, up to those durable when reading began.
pub struct Entries<'a> {
    ledger: &'a Ledger,
    next: u64,
    end: u64,
    places: std::collections::VecDeque<Option<FramePlace>>,
    file: Option<(u32, Box<dyn ReadAt>)>,
    window: Vec<u8>,
    window_start: u64,
    scratch: Zeroizing<Vec<u8>>,
}

/// How many places are copied out of the shared view at once.
const PLACES: u64 = 4096;

impl Ledger {
    /// Entries from a position on: `read_from(1)` gives all, `read_from(p + 1)` what came after position `p`. Gives
    /// the entries durable at this moment, in order; those that cannot be read as `LedgerError::Damaged`.
    pub fn read_from(&self, position: u64) -> Entries<'_> {
        let end = self.view().places.len() as u64;
        Entries {
            ledger: self,
            next: position.max(1),
            end,
            places: std::collections::VecDeque::new(),
            file: None,
            window: Vec::new(),
            window_start: 0,
            scratch: Zeroizing::new(Vec::new()),
        }
    }

    /// One entry by its number.
    ///
    /// # Errors
    /// `Damaged` if it cannot be read, `Storage`; `Ok(None)` if there is none of that number.
    pub fn entry(&self, position: u64) -> Result<Option<OpenedEntry>, LedgerError> {
        if position == 0 {
            return Ok(None);
        }
        self.read_from(position).next().transpose()
    }
}

impl Iterator for Entries<'_> {
    type Item = Result<OpenedEntry, LedgerError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next > self.end {
            return None;
        }
        let number = self.next;
        if self.places.is_empty() {
            let view = self.ledger.view();
            let from = (number - 1) as usize;
            let to = (number - 1 + PLACES).min(self.end) as usize;
            self.places.extend(view.places.get(from..to).unwrap_or_default());
        }
        let place = self.places.pop_front();
        self.next += 1;
        let Some(Some(place)) = place else { return Some(Err(unreadable(number))) };
        Some(self.read(number, place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end + 1).saturating_sub(self.next) as usize;
        (left, Some(left))
    }
}

fn unreadable(number: u64) -> LedgerError {
    LedgerError::Damaged(Box::new(Finding {
        kind: FindingKind::Damage,
        entry: Some(number),
        device: None,
        seq: None,
        file: "ledger".to_owned(),
        offset: 0,
        what: "its bytes are damaged or missing; verify says where".to_owned(),
    }))
}

impl Entries<'_> {
    fn read(&mut self, number: u64, place: FramePlace) -> Result<OpenedEntry, LedgerError> {
        let offset = u64::from(place.offset);
        if self.file.as_ref().is_none_or(|(segment, _)| *segment != place.segment) {
            let path = self.ledger.layout.segment(place.segment);
            let file = self.ledger.storage.open_read(&path).doing("read", &path)?;
            self.file = Some((place.segment, file));
            self.window.clear();
        }
        let fault = |what: String| {
            LedgerError::Damaged(Box::new(Finding {
                kind: FindingKind::Damage,
                entry: Some(number),
                device: None,
                seq: None,
                file: format!("ledger/{}", segment_name(place.segment)),
                offset,
                what,
            }))
        };
        let mut wanted = FRAME_PREFIX;
        loop {
            self.load(place.segment, offset, wanted)?;
            let start = offset.checked_sub(self.window_start).map_or(usize::MAX, |start| start as usize);
            let bytes = self.window.get(start..).unwrap_or_default();
            match read_frame(bytes) {
                Ok(frame) => {
                    let opened = open_entry(self.ledger, &frame, place, &mut self.scratch);
                    scrub_stack();
                    return opened;
                }
                Err(FrameFault::Incomplete) if bytes.len() < FRAME_LIMIT => {
                    let length =
                        bytes.get(4..8).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
                    let length = length as usize;
                    if length <= bytes.len() || length > FRAME_LIMIT || length <= wanted {
                        return Err(fault("its frame is not complete".to_owned()));
                    }
                    wanted = length;
                }
                Err(FrameFault::Incomplete) => return Err(fault("its frame is not complete".to_owned())),
                Err(FrameFault::Damaged(what)) => return Err(fault(what)),
            }
        }
    }

    /// Makes the window hold `wanted` bytes from `offset`, if the file has them.
    fn load(&mut self, segment: u32, offset: u64, wanted: usize) -> Result<(), LedgerError> {
        let held = self.window_start..self.window_start + self.window.len() as u64;
        if held.contains(&offset) && offset + wanted as u64 <= held.end {
            return Ok(());
        }
        let Some((_, file)) = &self.file else { return Ok(()) };
        self.window.resize(wanted.max(WINDOW), 0);
        let path = self.ledger.layout.segment(segment);
        let count = file.read_at(offset, &mut self.window).doing("read", &path)?;
        self.window.truncate(count);
        self.window_start = offset;
        Ok(())
    }
}

/// Opens an entry's parts with the keys there are.
fn open_entry(
    ledger: &Ledger,
    frame: &FrameView<'_>,
    place: FramePlace,
    scratch: &mut Zeroizing<Vec<u8>>,
) -> Result<OpenedEntry, LedgerError> {
    let header = &frame.header;
    let mut parts = Vec::with_capacity(header.parts.len());
    for (index, (head, sealed)) in frame.parts().enumerate() {
        let state = held(&ledger.keys).get(head.record, head.tier);
        let fault = |what: String| {
            let place = Place { segment: place.segment, offset: u64::from(place.offset) };
            LedgerError::Damaged(Box::new(entry_finding(frame, place, format!("part {}: {what}", index + 1))))
        };
        let plaintext = match state {
            KeyState::Held(key) => {
                let part = PartPlace {
                    casebook: header.casebook,
                    device: header.device,
                    seq: header.seq,
                    index: index as u16,
                    record: head.record,
                    tier: head.tier,
                };
                let text = open(&key, &part, sealed, &head.commitment, scratch);
                Some(text.map_err(|what| fault(what.to_owned()))?)
            }
            KeyState::Erased | KeyState::Missing => None,
            KeyState::Unopenable => return Err(fault("its key is damaged".to_owned())),
        };
        parts.push(OpenedPart { record: head.record, tier: head.tier, plaintext });
    }
    Ok(OpenedEntry {
        position: frame.number,
        device: header.device,
        seq: header.seq,
        claimed_at: header.claimed_at,
        entry_hash: frame.entry_hash,
        parts,
    })
}
