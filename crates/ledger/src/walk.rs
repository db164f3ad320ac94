//! Reading a whole ledger from its segment files, from the first entry to the last: frames, numbering, and each
//! device's chain. What cannot be read is located and passed over, never skipped in silence; nothing is written here.

use std::collections::HashMap;

use crate::errors::{Doing, LedgerError};
use crate::finding::{Finding, FindingKind};
use crate::frame::{FRAME_MAGIC, FrameFault, FrameView, read_frame};
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{Layout, segment_name, segment_number};
use crate::segments::{SEGMENT_HEAD, segment_head};
use crate::storage::Storage;

/// How many false frame marks are tried in one damaged region before the rest of the segment is given up.
const FALSE_MARKS: usize = 1000;

/// Where a frame lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub segment: u32,
    pub offset: u64,
}

/// The last entry of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub seq: u64,
    pub hash: [u8; 32],
}

/// An unacknowledged tail: from here to the end of the last segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tail {
    pub entry: u64,
    pub place: Place,
    pub bytes: u64,
}

/// What is known after the last segment.
#[derive(Debug, Default)]
pub(crate) struct WalkEnd {
    /// The number of the last entry that could be read.
    pub last: u64,
    pub findings: Vec<Finding>,
    pub torn: Option<Tail>,
    pub heads: HashMap<DeviceId, Head>,
    /// The last segment's number.
    pub last_segment: Option<u32>,
}

/// A region that is no frame.
struct Bad {
    entry: u64,
    lost: Option<u64>,
    place: Place,
    what: String,
    device: Option<(DeviceId, u64)>,
}

pub(crate) struct Walk<'a> {
    pub storage: &'a dyn Storage,
    pub layout: &'a Layout,
    pub casebook: Option<CasebookId>,
    /// How many entries the checkpoint says are durable.
    pub acknowledged: u64,
    /// Whether the sealed bytes of acknowledged entries are hashed too; those of later ones always are.
    pub every_sealed_byte: bool,
}

pub(crate) fn entry_finding(frame: &FrameView<'_>, place: Place, what: String) -> Finding {
    Finding {
        kind: FindingKind::Damage,
        entry: Some(frame.number),
        device: Some(frame.header.device),
        seq: Some(frame.header.seq),
        file: format!("ledger/{}", segment_name(place.segment)),
        offset: place.offset,
        what,
    }
}

type Visit<'v> = &'v mut dyn FnMut(&FrameView<'_>, Place, &mut Vec<Finding>) -> Result<(), LedgerError>;

struct State {
    end: WalkEnd,
    /// The number the next entry must have.
    expected: u64,
    bads: Vec<Bad>,
    /// Entries lost so far that no device's chain has accounted for.
    excused: u64,
}

impl Walk<'_> {
    pub(crate) fn run(&self, visit: Visit<'_>) -> Result<WalkEnd, LedgerError> {
        let dir = &self.layout.ledger;
        let mut numbers: Vec<u32> = self
            .storage
            .list(dir)
            .doing("list", dir)?
            .iter()
            .filter_map(|name| segment_number(name))
            .collect();
        numbers.sort_unstable();
        let mut state = State { end: WalkEnd::default(), expected: 1, bads: Vec::new(), excused: 0 };
        let mut next = 1;
        let mut end_of_last = Place { segment: 1, offset: 0 };
        for number in &numbers {
            if *number != next {
                let what = format!("the segment is missing; the next one there is {}", segment_name(*number));
                state.end.findings.push(file_finding(next, 0, Some(state.expected), what));
            }
            next = number + 1;
            let path = self.layout.segment(*number);
            let bytes = self.storage.read(&path).doing("read", &path)?;
            self.segment(*number, &bytes, &mut state, visit)?;
            state.end.last_segment = Some(*number);
            end_of_last = Place { segment: *number, offset: bytes.len() as u64 };
        }
        self.conclude(state, end_of_last)
    }

    fn segment(
        &self,
        number: u32,
        bytes: &[u8],
        state: &mut State,
        visit: Visit<'_>,
    ) -> Result<(), LedgerError> {
        let Some(head) = bytes.get(..SEGMENT_HEAD) else {
            let what = "the segment's head is not complete".to_owned();
            let place = Place { segment: number, offset: 0 };
            state.bads.push(Bad { entry: state.expected, lost: None, place, what, device: None });
            return Ok(());
        };
        if let Some(casebook) = &self.casebook {
            // After a loss the first entry's number cannot be known; any later one is believed if the rest fits.
            let stated = head.get(28..36).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
            let first = if state.bads.is_empty() && state.end.findings.is_empty() {
                state.expected
            } else {
                stated.max(state.expected)
            };
            if head != segment_head(casebook, number, first) {
                let what = "the segment's head changed".to_owned();
                state.end.findings.push(file_finding(number, 0, None, what));
            }
        }
        let mut offset = SEGMENT_HEAD;
        while let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) {
            let place = Place { segment: number, offset: offset as u64 };
            match read_frame(rest) {
                Ok(frame) => {
                    offset += frame.length;
                    self.frame(&frame, place, state, visit)?;
                }
                Err(fault) => {
                    let what = match fault {
                        FrameFault::Incomplete => "its frame is not complete".to_owned(),
                        FrameFault::Damaged(what) => what,
                    };
                    state.bads.push(Bad { entry: state.expected, lost: None, place, what, device: None });
                    offset += next_frame(rest, state.expected).unwrap_or(rest.len());
                }
            }
        }
        Ok(())
    }

    fn frame(
        &self,
        frame: &FrameView<'_>,
        place: Place,
        state: &mut State,
        visit: Visit<'_>,
    ) -> Result<(), LedgerError> {
        // What this frame's number says about the region before it.
        let lost = frame.number.saturating_sub(state.expected);
        match state.bads.last_mut() {
            Some(bad) if bad.lost.is_none() => bad.lost = Some(lost),
            _ if frame.number != state.expected => {
                let what = format!("it has number {}, but entry {} comes next", frame.number, state.expected);
                state.end.findings.push(entry_finding(frame, place, what));
            }
            _ => {}
        }
        state.excused += lost;
        state.expected = frame.number + 1;
        if frame.index_in_group == 0 {
            // A later group was begun, so everything before was durable: damage, not a torn tail.
            self.settle(state);
        }
        if (self.every_sealed_byte || frame.number > self.acknowledged)
            && let Some(part) = frame.changed_part()
        {
            let what = format!("the sealed bytes of part {part} are not the ones that were signed");
            if frame.number > self.acknowledged {
                let device = Some((frame.header.device, frame.header.seq));
                state.bads.push(Bad { entry: frame.number, lost: Some(1), place, what, device });
                state.excused += 1;
                return Ok(());
            }
            state.end.findings.push(entry_finding(frame, place, what));
        }
        self.chain(frame, place, state);
        visit(frame, place, &mut state.end.findings)?;
        state.end.last = state.end.last.max(frame.number);
        Ok(())
    }

    fn chain(&self, frame: &FrameView<'_>, place: Place, state: &mut State) {
        let header = &frame.header;
        if self.casebook.is_some_and(|casebook| casebook != header.casebook) {
            let what = format!("it belongs to another casebook, {}", header.casebook);
            state.end.findings.push(entry_finding(frame, place, what));
        }
        let head = state.end.heads.get(&header.device).copied().unwrap_or(Head { seq: 0, hash: [0; 32] });
        let ahead = header.seq.checked_sub(head.seq + 1);
        match ahead {
            Some(0) if header.previous != head.hash => {
                let what = "it does not follow the device's previous entry: the hashes differ".to_owned();
                state.end.findings.push(entry_finding(frame, place, what));
            }
            Some(0) => {}
            Some(ahead) if ahead <= state.excused => state.excused -= ahead,
            _ => {
                let what =
                    format!("its number on the device is {}, but {} comes next", header.seq, head.seq + 1);
                state.end.findings.push(entry_finding(frame, place, what));
            }
        }
        if header.seq > head.seq {
            state.end.heads.insert(header.device, Head { seq: header.seq, hash: frame.entry_hash });
        }
    }

    /// The regions seen so far are damage.
    fn settle(&self, state: &mut State) {
        for bad in state.bads.drain(..) {
            state.end.findings.push(bad.finding());
        }
    }

    fn conclude(&self, mut state: State, end_of_last: Place) -> Result<WalkEnd, LedgerError> {
        let mut reached = state.expected - 1;
        let torn = state.bads.iter().position(|bad| {
            bad.entry > self.acknowledged && Some(bad.place.segment) == state.end.last_segment
        });
        if let Some(at) = torn {
            let tail: Vec<Bad> = state.bads.drain(at..).collect();
            if let Some(bad) = tail.into_iter().next() {
                let bytes = end_of_last.offset.saturating_sub(bad.place.offset);
                state.end.torn = Some(Tail { entry: bad.entry, place: bad.place, bytes });
                reached = bad.entry - 1;
            }
        }
        if let Some(bad) = state.bads.last_mut()
            && bad.lost.is_none()
        {
            bad.lost = Some((self.acknowledged + 1).saturating_sub(bad.entry));
            reached = reached.max(self.acknowledged);
        }
        self.settle(&mut state);
        if reached < self.acknowledged {
            let what = format!(
                "{} missing: the checkpoint names {} entries",
                numbers(reached + 1, self.acknowledged - reached),
                self.acknowledged
            );
            state.end.findings.push(file_finding(
                end_of_last.segment,
                end_of_last.offset,
                Some(reached + 1),
                what,
            ));
        }
        Ok(state.end)
    }
}

/// "entry 5 is" or "entries 5 to 7 are".
fn numbers(first: u64, count: u64) -> String {
    if count <= 1 {
        format!("entry {first} is")
    } else {
        format!("entries {first} to {} are", first + count - 1)
    }
}

fn file_finding(segment: u32, offset: u64, entry: Option<u64>, what: String) -> Finding {
    let file = format!("ledger/{}", segment_name(segment));
    Finding { kind: FindingKind::Damage, entry, device: None, seq: None, file, offset, what }
}

impl Bad {
    fn finding(self) -> Finding {
        let what = match self.lost {
            Some(0) => format!("bytes that are no entry lie before it; {}", self.what),
            Some(count) if count > 1 => {
                format!("{} unreadable; {}", numbers(self.entry, count), self.what)
            }
            _ => self.what,
        };
        let (device, seq) = self.device.unzip();
        let mut finding = file_finding(self.place.segment, self.place.offset, Some(self.entry), what);
        finding.device = device;
        finding.seq = seq;
        finding
    }
}

/// How far behind the start of a damaged region the next whole frame begins.
fn next_frame(bytes: &[u8], at_least: u64) -> Option<usize> {
    let mut from = 1;
    for _ in 0..FALSE_MARKS {
        from += bytes.get(from..)?.windows(4).position(|window| window == FRAME_MAGIC)?;
        match read_frame(bytes.get(from..)?) {
            Ok(frame) if frame.number >= at_least => return Some(from),
            _ => from += 1,
        }
    }
    None
}
