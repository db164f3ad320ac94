//! Reading a whole ledger from its segment files, from the first entry to the last: frames, numbering, and each
//! device's chain. What cannot be read is located and passed over, never skipped in silence; nothing is written here.

use std::collections::{BTreeMap, HashMap};

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

/// What a device's chain says about a lost entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chained {
    pub device: DeviceId,
    pub seq: u64,
    pub hash: [u8; 32],
}

/// What is known after the last segment.
#[derive(Debug, Default)]
pub(crate) struct WalkEnd {
    /// The number of the last entry that could be read.
    pub last: u64,
    /// The number of the last entry there is or must have been.
    pub reached: u64,
    pub findings: Vec<Finding>,
    pub torn: Option<Tail>,
    /// How many sound frames lie in the torn tail.
    pub frames_in_torn: u64,
    pub heads: HashMap<DeviceId, Head>,
    /// Runs of entries that could not be read: the first's number, and how many.
    pub lost: Vec<(u64, u64)>,
    /// Lost entries whose hash their device's next entry names.
    pub chained: HashMap<u64, Chained>,
    /// The first finding about order or chains beyond what the checkpoint names: what stands there is not proved.
    pub unproved: Option<Finding>,
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
    frames_before: u64,
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
    /// The end of the segment before, and whether one between is missing.
    before: Place,
    segment_missing: bool,
    chains: HashMap<DeviceId, Chain>,
    /// How many frames were read so far.
    frames: u64,
}

/// A device's entries so far.
struct Chain {
    head: Head,
    claimed_at: i64,
    hashes: Hashes,
}

/// The first bytes of each entry's hash, by sequence number: in a row as long as none is left out. A number that is
/// far ahead costs no more than any other.
#[derive(Default)]
struct Hashes {
    row: Vec<[u8; 8]>,
    behind_gaps: BTreeMap<u64, [u8; 8]>,
}

impl Hashes {
    fn insert(&mut self, seq: u64, hash: [u8; 8]) {
        if seq == self.row.len() as u64 + 1 {
            self.row.push(hash);
        } else {
            self.behind_gaps.insert(seq, hash);
        }
    }

    fn get(&self, seq: u64) -> Option<[u8; 8]> {
        let in_row = usize::try_from(seq.checked_sub(1)?).ok().and_then(|index| self.row.get(index));
        in_row.or_else(|| self.behind_gaps.get(&seq)).copied()
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self { head: Head { seq: 0, hash: [0; 32] }, claimed_at: i64::MIN, hashes: Hashes::default() }
    }
}

/// How far back, in seconds, a device's clock may be set before it is worth a word.
const CLOCK_TOLERANCE: i64 = 300;

fn short(hash: &[u8; 32]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = *hash;
    [a, b, c, d, e, f, g, h]
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
        let mut state = State {
            end: WalkEnd::default(),
            expected: 1,
            bads: Vec::new(),
            excused: 0,
            before: Place { segment: 1, offset: 0 },
            segment_missing: false,
            chains: HashMap::new(),
            frames: 0,
        };
        let mut next = 1;
        for number in &numbers {
            if *number != next {
                let what = format!("the segment is missing; the next one there is {}", segment_name(*number));
                state.end.findings.push(file_finding(next, 0, Some(state.expected), what));
                state.segment_missing = true;
            }
            next = number + 1;
            let path = self.layout.segment(*number);
            let bytes = self.storage.read(&path).doing("read", &path)?;
            self.segment(*number, &bytes, &mut state, visit)?;
            state.end.last_segment = Some(*number);
            state.segment_missing = false;
            state.before = Place { segment: *number, offset: bytes.len() as u64 };
        }
        self.conclude(state)
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
            state.bad(place, what);
            return Ok(());
        };
        if let Some(casebook) = &self.casebook {
            // A segment may have been begun behind a loss; it says how much was lost.
            let stated = head.get(28..36).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
            let first = stated.max(state.expected);
            if head != segment_head(casebook, number, first) {
                let what = "the segment's head changed".to_owned();
                state.end.findings.push(file_finding(number, 0, None, what));
            } else if first > state.expected {
                let count = first - state.expected;
                match state.bads.last_mut().filter(|bad| bad.lost.is_none()) {
                    Some(bad) => bad.lost = Some(count),
                    None if state.segment_missing => {}
                    None => {
                        let before = state.before;
                        let what = format!(
                            "{} missing: the next segment begins with entry {first}",
                            numbers(state.expected, count)
                        );
                        let finding = file_finding(before.segment, before.offset, Some(state.expected), what);
                        state.end.findings.push(finding);
                    }
                }
                self.lose(count, state);
                state.expected = first;
                self.settle(state);
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
                    state.bad(place, what);
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
        let explained = match state.bads.last_mut() {
            Some(bad) if bad.lost.is_none() => {
                bad.lost = Some(lost);
                true
            }
            _ => lost == 0,
        };
        if !explained || frame.number < state.expected {
            let what = format!("it has number {}, but entry {} comes next", frame.number, state.expected);
            self.disordered(entry_finding(frame, place, what), state);
        }
        self.lose(lost, state);
        state.expected = state.expected.max(frame.number.saturating_add(1));
        if frame.index_in_group == 0 {
            // A later group was begun, so everything before was durable: damage, not a torn tail.
            self.settle(state);
        }
        if (self.every_sealed_byte || frame.number > self.acknowledged)
            && let Some(part) = frame.changed_part()
        {
            let what = format!("the sealed bytes of part {part} are not the ones that were signed");
            if frame.number > self.acknowledged {
                // Perhaps torn. Its header is sound all the same, so that its device's chain goes on.
                let device = Some((frame.header.device, frame.header.seq));
                let frames_before = state.frames;
                state.bads.push(Bad {
                    entry: frame.number,
                    lost: Some(1),
                    place,
                    what,
                    device,
                    frames_before,
                });
            } else {
                state.end.findings.push(entry_finding(frame, place, what));
            }
        }
        state.frames += 1;
        self.chain(frame, place, state);
        visit(frame, place, &mut state.end.findings)?;
        state.end.last = state.end.last.max(frame.number);
        Ok(())
    }

    fn chain(&self, frame: &FrameView<'_>, place: Place, state: &mut State) {
        let header = &frame.header;
        if self.casebook.is_some_and(|casebook| casebook != header.casebook) {
            let what = format!("it belongs to another casebook, {}", header.casebook);
            self.disordered(entry_finding(frame, place, what), state);
        }
        let chain = state.chains.entry(header.device).or_default();
        let head = chain.head;
        let claimed_before = chain.claimed_at;
        let ahead = header.seq.checked_sub(head.seq.saturating_add(1));
        if ahead.is_some() {
            chain.head = Head { seq: header.seq, hash: frame.entry_hash };
            chain.claimed_at = header.claimed_at;
            chain.hashes.insert(header.seq, short(&frame.entry_hash));
        }
        let earlier = if ahead.is_none() { chain.hashes.get(header.seq) } else { None };
        let what = match ahead {
            Some(0) if header.previous != head.hash => {
                "it does not follow the device's previous entry: the hashes differ".to_owned()
            }
            Some(0) => String::new(),
            Some(ahead) if ahead <= state.excused => {
                if ahead == state.excused
                    && let Some((first, count)) = state.end.lost.last()
                {
                    // All that is missing is this device's; the last of it is the one before this.
                    let lost = first.saturating_add(*count) - 1;
                    let (device, seq, hash) = (header.device, header.seq - 1, header.previous);
                    state.end.chained.insert(lost, Chained { device, seq, hash });
                }
                state.excused -= ahead;
                String::new()
            }
            None if earlier == Some(short(&frame.entry_hash)) => {
                format!("it stands here again: entry {} of its device came before", header.seq)
            }
            None if earlier.is_some() => format!(
                "a fork: its device signed another entry with the same number, {}; either a copy of the casebook was \
                 written to, or the device's key is in other hands",
                header.seq
            ),
            _ => format!("its number on the device is {}, but {} comes next", header.seq, head.seq + 1),
        };
        if !what.is_empty() {
            self.disordered(entry_finding(frame, place, what), state);
        } else if header.claimed_at < claimed_before.saturating_sub(CLOCK_TOLERANCE) {
            let what = "it claims an earlier time than the device's entry before it".to_owned();
            let mut finding = entry_finding(frame, place, what);
            finding.kind = FindingKind::Warning;
            state.end.findings.push(finding);
        }
    }

    /// Notes that entries are lost before the next one.
    fn lose(&self, count: u64, state: &mut State) {
        if count > 0 {
            state.end.lost.push((state.expected, count));
            state.excused = state.excused.saturating_add(count);
        }
    }

    /// A finding about the order of entries.
    fn disordered(&self, finding: Finding, state: &mut State) {
        if state.end.unproved.is_none() && finding.entry.is_some_and(|number| number > self.acknowledged) {
            state.end.unproved = Some(finding.clone());
        }
        state.end.findings.push(finding);
    }

    /// The regions seen so far are damage.
    fn settle(&self, state: &mut State) {
        for bad in state.bads.drain(..) {
            state.end.findings.push(bad.finding());
        }
    }

    fn conclude(&self, mut state: State) -> Result<WalkEnd, LedgerError> {
        let end_of_last = state.before;
        let mut reached = state.expected - 1;
        let torn = state.bads.iter().position(|bad| {
            bad.entry > self.acknowledged && Some(bad.place.segment) == state.end.last_segment
        });
        if let Some(at) = torn {
            let tail: Vec<Bad> = state.bads.drain(at..).collect();
            if let Some(bad) = tail.into_iter().next() {
                let bytes = end_of_last.offset.saturating_sub(bad.place.offset);
                let tail = Tail { entry: bad.entry, place: bad.place, bytes };
                reached = bad.entry - 1;
                // Whatever lies in a torn tail is no entry.
                state.end.findings.retain(|finding| !tail.holds(finding));
                state.end.lost.retain(|(first, _)| *first < tail.entry);
                state.end.unproved = state.end.unproved.take().filter(|finding| !tail.holds(finding));
                state.end.frames_in_torn = state.frames - bad.frames_before;
                state.end.torn = Some(tail);
            }
        }
        if let Some(bad) = state.bads.last_mut()
            && bad.lost.is_none()
        {
            let count = (self.acknowledged + 1).saturating_sub(bad.entry);
            bad.lost = Some(count);
            if count > 0 {
                state.end.lost.push((bad.entry, count));
            }
            reached = reached.max(self.acknowledged);
        }
        self.settle(&mut state);
        state.end.heads = state.chains.drain().map(|(device, chain)| (device, chain.head)).collect();
        state.end.reached = reached.max(self.acknowledged);
        if reached < self.acknowledged {
            state.end.lost.push((reached + 1, self.acknowledged - reached));
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

impl State {
    /// A region that is no frame begins where the expected entry should.
    fn bad(&mut self, place: Place, what: String) {
        let frames_before = self.frames;
        self.bads.push(Bad { entry: self.expected, lost: None, place, what, device: None, frames_before });
    }
}

impl Tail {
    /// Whether a finding lies in the tail.
    pub(crate) fn holds(&self, finding: &Finding) -> bool {
        finding.offset >= self.place.offset
            && finding.file == format!("ledger/{}", segment_name(self.place.segment))
    }
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
