//! One queue for everything that waits for a person: who may still be held, contradictions, pairs that may be one person,
//! what came in, drafts, doubts. In this order, since people in custody come first. Nothing here writes.

use super::word_of_custody::{Stale, stale_held};
use super::{DraftsFrom, proposals_ready, read_for_drafts};
use crate::desk::Desk;
use crate::feed;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{Contradiction, Doubt};
use claims::{ClaimId, Property, RecordId};

/// Things of one kind that are listed; there may be more.
const LISTED: usize = 100;
/// Reports that are read for drafts at once; when nothing of theirs waits, it is read on.
const READ: u64 = 48;
/// Reports that are read for the first time while somebody waits for the whole queue: one takes milliseconds, a long one
/// a tenth of a second.
const ANEW: u64 = 16;

/// What sort of thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingKind {
    /// Nothing was heard for long of somebody who may be held.
    Held,
    /// Sources contradict.
    Contradiction,
    /// Two records may be one person.
    Duplicate,
    /// A report came in and is to be sorted.
    Incoming,
    /// What a report seems to say.
    Draft,
    /// Something that could not be read without guessing.
    Doubt,
}

/// One thing that waits, by what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// The detention.
    Held(RecordId),
    /// The record and the property.
    Contradiction(RecordId, Property),
    /// The two records, the lesser first.
    Duplicate(RecordId, RecordId),
    /// The report.
    Incoming(RecordId),
    /// The draft's key.
    Draft(String),
    /// The claim that says so.
    Doubt(ClaimId),
}

/// One line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What waits.
    pub waiting: Waiting,
    /// What to call it: names, words of a report, nothing of ours.
    pub label: String,
    /// The property on which sources contradict.
    pub property: Option<Property>,
    /// Somebody looked and left it open.
    pub left_open: bool,
}

/// Everything that waits.
#[derive(Debug, Clone, Default)]
pub struct WaitingList {
    /// How many of each kind, and whether there may be more.
    pub counts: Vec<(WaitingKind, u64, bool)>,
    /// The lines, in the order in which they are worked through.
    pub lines: Vec<Line>,
    /// How many reports were read for drafts, and after which of them to read on.
    pub read: (u64, Option<RecordId>),
}

impl WaitingKind {
    /// All of them, in the order of the queue.
    pub const ALL: [WaitingKind; 6] = [
        WaitingKind::Held,
        WaitingKind::Contradiction,
        WaitingKind::Duplicate,
        WaitingKind::Incoming,
        WaitingKind::Draft,
        WaitingKind::Doubt,
    ];

    /// The word in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            WaitingKind::Held => "held",
            WaitingKind::Contradiction => "contradiction",
            WaitingKind::Duplicate => "duplicate",
            WaitingKind::Incoming => "incoming",
            WaitingKind::Draft => "draft",
            WaitingKind::Doubt => "doubt",
        }
    }

    /// The kind of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Waiting {
    /// What sort of thing it is.
    pub const fn kind(&self) -> WaitingKind {
        match self {
            Waiting::Held(_) => WaitingKind::Held,
            Waiting::Contradiction(..) => WaitingKind::Contradiction,
            Waiting::Duplicate(..) => WaitingKind::Duplicate,
            Waiting::Incoming(_) => WaitingKind::Incoming,
            Waiting::Draft(_) => WaitingKind::Draft,
            Waiting::Doubt(_) => WaitingKind::Doubt,
        }
    }

    /// The records it is about, whose limits it shares.
    pub fn records(&self) -> Vec<RecordId> {
        match self {
            Waiting::Held(record) | Waiting::Incoming(record) | Waiting::Contradiction(record, _) => {
                vec![*record]
            }
            Waiting::Duplicate(a, b) => vec![*a, *b],
            Waiting::Draft(_) | Waiting::Doubt(_) => Vec::new(),
        }
    }

    /// Its name in addresses.
    pub fn key(&self) -> String {
        let kind = self.kind().name();
        match self {
            Waiting::Held(record) | Waiting::Incoming(record) => format!("{kind}:{record}"),
            Waiting::Contradiction(record, property) => format!("{kind}:{record}:{}", property.name()),
            Waiting::Duplicate(a, b) => format!("{kind}:{a}:{b}"),
            Waiting::Draft(key) => format!("{kind}:{key}"),
            Waiting::Doubt(claim) => format!("{kind}:{claim}"),
        }
    }

    /// What a name in an address means.
    ///
    /// # Errors
    /// A refusal when it means nothing.
    pub fn read(key: &str) -> Outcome<Self> {
        let odd = || Stop::refused("item", sentence!("{key:?} names nothing that can wait.", key));
        let mut parts = key.splitn(3, ':');
        let kind = parts.next().and_then(WaitingKind::from_name).ok_or_else(odd)?;
        let first = parts.next().ok_or_else(odd)?;
        let second = parts.next();
        let record = |text: &str| text.parse::<RecordId>().map_err(|_| odd());
        Ok(match (kind, second) {
            (WaitingKind::Held, None) => Waiting::Held(record(first)?),
            (WaitingKind::Incoming, None) => Waiting::Incoming(record(first)?),
            (WaitingKind::Contradiction, Some(property)) => {
                Waiting::Contradiction(record(first)?, Property::from_name(property).ok_or_else(odd)?)
            }
            (WaitingKind::Duplicate, Some(other)) => Waiting::Duplicate(record(first)?, record(other)?),
            (WaitingKind::Draft, None) => Waiting::Draft(first.to_owned()),
            (WaitingKind::Doubt, None) => Waiting::Doubt(first.parse().map_err(|_| odd())?),
            _ => return Err(odd()),
        })
    }
}

/// Everything that waits, or all of one kind; drafts of the reports from there on. Contradictions that somebody left open come last, when asked for by kind.
///
/// # Errors
/// A fault of the casebook.
pub fn waiting(
    desk: &Desk,
    fresh_for: i64,
    only: Option<WaitingKind>,
    from: DraftsFrom,
) -> Outcome<WaitingList> {
    let mut list = WaitingList::default();
    for kind in WaitingKind::ALL {
        // Among everything else, drafts of reports that nobody has read yet come a few at a time.
        let anew = if only == Some(WaitingKind::Draft) { READ } else { ANEW };
        let (mut lines, more) = of_kind(desk, kind, fresh_for, (from, anew), &mut list.read)?;
        let total = lines.iter().filter(|line| !line.left_open).count() as u64;
        list.counts.push((kind, total, more));
        if only != Some(kind) {
            lines.retain(|line| !line.left_open);
        }
        if only.is_none_or(|only| only == kind) {
            lines.sort_by_key(|line| line.left_open);
            list.lines.extend(lines.into_iter().take(LISTED));
        }
    }
    Ok(list)
}

fn line(waiting: Waiting, label: String) -> Line {
    Line { waiting, label, property: None, left_open: false }
}

/// The lines of one kind, and whether there may be more.
fn of_kind(
    desk: &Desk,
    kind: WaitingKind,
    fresh_for: i64,
    (from, anew): (DraftsFrom, u64),
    so_far: &mut (u64, Option<RecordId>),
) -> Outcome<(Vec<Line>, bool)> {
    Ok(match kind {
        WaitingKind::Held => {
            let named = |of: &Stale| match of.unit_label.as_str() {
                "" => of.line.facts.label.to_string(),
                unit => format!("{} · {unit}", of.line.facts.label),
            };
            let stale = stale_held(desk, fresh_for)?;
            (stale.iter().map(|of| line(Waiting::Held(of.line.detention), named(of))).collect(), false)
        }
        WaitingKind::Contradiction => {
            let open = desk.casebook().contradictions()?;
            let one = |of: Contradiction| Line {
                waiting: Waiting::Contradiction(of.about.record, of.property),
                label: of.about.label.to_string(),
                property: Some(of.property),
                left_open: of.seen.is_some(),
            };
            (open.into_iter().map(one).collect(), false)
        }
        WaitingKind::Duplicate => {
            let found = proposals_ready(desk, None, 0, LISTED)?;
            let more = found.looking || found.total > found.list.len();
            let one = |of: super::Proposal| {
                let (a, b) = (of.a.named.record, of.b.named.record);
                line(Waiting::Duplicate(a.min(b), a.max(b)), format!("{} · {}", of.written.0, of.written.1))
            };
            (found.list.into_iter().map(one).collect(), more)
        }
        WaitingKind::Incoming => {
            let queue = feed::queue(desk)?;
            let one = |of: feed::Chain| {
                line(Waiting::Incoming(of.head.report.record), of.head.report.label.to_string())
            };
            (queue.waiting.into_iter().map(one).collect(), false)
        }
        WaitingKind::Draft => {
            let read = read_for_drafts(desk, from, READ, anew)?;
            *so_far = (read.read, read.next);
            let mut lines = Vec::new();
            for of in &read.waiting {
                lines.extend(of.open().map(|draft| {
                    let words = draft.evidence.quote(&of.text);
                    line(Waiting::Draft(draft.key.clone()), words.chars().take(160).collect())
                }));
            }
            (lines, read.next.is_some())
        }
        WaitingKind::Doubt => {
            let open = desk.casebook().open_doubts()?;
            let one = |of: Doubt| line(Waiting::Doubt(of.claim), of.text.into());
            (open.into_iter().map(one).collect(), false)
        }
    })
}
