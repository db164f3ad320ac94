//! Putting segments together anew from the sound frames that are here and those a copy has. A sound frame is taken
//! byte for byte; one from the copy gets this ledger's number. Nothing is written here.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::errors::{Doing, LedgerError};
use crate::frame::{FrameView, read_frame, write_frame};
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{Layout, segment_name};
use crate::overlay::Overlay;
use crate::repair::{RepairReport, Side, segment_path};
use crate::segments::{SEGMENT_HEAD, segment_head};
use crate::storage::Storage;
use crate::verify::VerifyReport;
use crate::walk::{Place, WalkEnd};

/// A sound frame that is held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub hash: [u8; 32],
    pub device: DeviceId,
    pub seq: u64,
    pub place: Place,
    pub length: usize,
}

/// The frames of a ledger.
#[derive(Default)]
pub(crate) struct Stock {
    /// Frames in which nothing was found wrong, by number.
    pub sound: BTreeMap<u64, Held>,
    /// The hash of every frame whose header and signature are sound, whatever its parts.
    pub any_hash: HashSet<[u8; 32]>,
    /// Frames that were found damaged, or out of place: the first of each number.
    suspect: BTreeMap<u64, (Held, bool)>,
    /// What the frames say of the casebook.
    pub casebook: Option<CasebookId>,
    damaged: Vec<(u64, u64)>,
}

impl Stock {
    pub(crate) fn new(report: &VerifyReport) -> Self {
        Self { damaged: report.damaged_entries(), ..Self::default() }
    }

    pub(crate) fn note(&mut self, frame: &FrameView<'_>, place: Place) {
        self.casebook.get_or_insert(frame.header.casebook);
        let held = Held {
            hash: frame.entry_hash,
            device: frame.header.device,
            seq: frame.header.seq,
            place,
            length: frame.length,
        };
        let number = frame.number;
        let damaged = self.damaged.partition_point(|(_, last)| *last < number);
        if self.damaged.get(damaged).is_some_and(|(first, _)| *first <= number) {
            self.suspect.entry(number).or_insert((held, frame.changed_part().is_none()));
        } else {
            self.any_hash.insert(held.hash);
            self.sound.entry(number).or_insert(held);
        }
    }

    /// What lies in a torn tail is no entry.
    pub(crate) fn conclude(&mut self, end: &WalkEnd) {
        if let Some(tail) = &end.torn {
            self.sound.split_off(&tail.entry);
            self.suspect.split_off(&tail.entry);
        }
    }
}

/// Stands where an entry was that is lost for good, so that the next frame's number explains itself. What lay there is
/// kept with the evidence.
const LOST: &[u8] = b"lost";

/// So many entries of one segment are named that the copy does not hold.
const SAID: usize = 20;

fn not_there(number: u64) -> String {
    format!("the copy does not hold entry {number} either")
}

/// Reads frames from segment files, keeping the last file.
struct Shelf<'a> {
    storage: &'a dyn Storage,
    layout: &'a Layout,
    segment: Option<(u32, Vec<u8>)>,
}

impl Shelf<'_> {
    fn frame(&mut self, held: &Held) -> Result<Option<&[u8]>, LedgerError> {
        if self.segment.as_ref().is_none_or(|(number, _)| *number != held.place.segment) {
            let path = segment_path(self.layout, held.place.segment);
            self.segment = Some((held.place.segment, self.storage.read(&path).doing("read", &path)?));
        }
        let start = usize::try_from(held.place.offset).unwrap_or(usize::MAX);
        let bytes = self.segment.as_ref().map_or([].as_slice(), |(_, bytes)| bytes);
        Ok(bytes.get(start..start.saturating_add(held.length)))
    }
}

/// Puts the damaged segments together anew, as far as the copy has what is missing.
#[allow(clippy::too_many_arguments)]
pub(crate) fn mend_segments(
    storage: &dyn Storage,
    ours: &Layout,
    theirs: &Layout,
    casebook: &CasebookId,
    mine: &Side,
    other: &Side,
    overlay: &mut Overlay<'_>,
    report: &mut RepairReport,
) -> Result<(), LedgerError> {
    let fetched = fetch(mine, other, report);
    let last = mine.end.last_segment.unwrap_or(0).max(1);
    let spans = spans(mine);
    let last_in = |segment: u32| spans.get(&segment).map(|(_, last)| last + 1);
    let firsts = firsts(storage, ours, casebook, &spans, mine.end.reached, last)?;
    let touched = |segment: u32| {
        let name = format!("ledger/{}", segment_name(segment));
        mine.report.findings.iter().any(|finding| finding.file == name)
    };
    let mut here = Shelf { storage, layout: ours, segment: None };
    let mut there = Shelf { storage, layout: theirs, segment: None };
    let mut expected = 1u64;
    for segment in 1..=last {
        let end = (segment + 1..=last).find_map(|later| firsts.get(&later)).copied();
        let missing = !firsts.contains_key(&segment);
        let end = match end {
            // What is lost before a segment that is missing belongs to the missing one.
            Some(end) if missing || firsts.contains_key(&(segment + 1)) => end,
            Some(end) => last_in(segment).map_or(expected, |next| next.clamp(expected, end)),
            None if segment < last => last_in(segment).unwrap_or(expected),
            None => mine.end.reached.saturating_add(1),
        };
        let range = expected..end.max(expected);
        expected = range.end;
        let impostor = mine.settled.impostors.iter().any(|number| range.contains(number));
        let nothing = range.clone().all(|number| !fetched.contains_key(&number));
        let holes =
            range.clone().any(|n| !mine.stock.sound.contains_key(&n) && !mine.stock.suspect.contains_key(&n));
        if nothing && !missing && (holes || (!touched(segment) && !impostor)) {
            let gone =
                range.filter(|n| !mine.stock.sound.contains_key(n) && !mine.stock.suspect.contains_key(n));
            report.left.extend(gone.take(SAID).map(not_there));
            continue;
        }
        let mut lost = false;
        let path = segment_path(ours, segment);
        let old = if storage.exists(&path).doing("look for", &path)? {
            storage.read(&path).doing("read", &path)?
        } else {
            Vec::new()
        };
        let mut bytes = segment_head(casebook, segment, range.start);
        for number in range {
            let fetched = match fetched.get(&number) {
                Some(held) => there.frame(held)?.and_then(|frame| renumbered(frame, number)),
                None => None,
            };
            match (fetched, mine.stock.sound.get(&number), mine.stock.suspect.get(&number)) {
                (Some(frame), _, _) => {
                    lost = false;
                    report.entries.push(number);
                    bytes.extend_from_slice(&frame);
                }
                (None, Some(held), _) | (None, None, Some((held, _))) => {
                    lost = false;
                    bytes.extend_from_slice(here.frame(held)?.unwrap_or_default());
                }
                (None, None, None) => {
                    report.left.push(not_there(number));
                    if !std::mem::replace(&mut lost, true) {
                        bytes.extend_from_slice(LOST);
                    }
                }
            }
        }
        if let Some(tail) = mine.end.torn.filter(|tail| tail.place.segment == segment) {
            let from = usize::try_from(tail.place.offset).unwrap_or(usize::MAX);
            bytes.extend_from_slice(old.get(from.max(SEGMENT_HEAD)..).unwrap_or_default());
        }
        if bytes != old {
            overlay.files.insert(path, bytes);
        }
    }
    Ok(())
}

/// For each damaged entry the copy's frame: the one with the hash that is known, else the one with its number.
fn fetch(mine: &Side, other: &Side, report: &mut RepairReport) -> BTreeMap<u64, Held> {
    let by_hash: HashMap<[u8; 32], Held> =
        other.stock.sound.values().map(|held| (held.hash, *held)).collect();
    let mut fetched = BTreeMap::new();
    for (first, last) in mine.report.damaged_entries() {
        if last - first > 1 << 24 {
            report.left.push(format!("entry {last} is too far ahead to be one of this ledger"));
            continue;
        }
        for number in first..=last.min(mine.end.reached) {
            let by_tree = mine.settled.lost.get(&number).or(mine.settled.others.get(&number)).map(|r| r.hash);
            let by_header = mine.stock.suspect.get(&number).map(|(held, _)| held.hash);
            let found = [by_tree, by_header].into_iter().flatten().find_map(|hash| by_hash.get(&hash));
            let by_number = || {
                let held = other.stock.sound.get(&number)?;
                (!mine.stock.any_hash.contains(&held.hash)).then_some(held)
            };
            if let Some(held) = found.or_else(by_number) {
                fetched.insert(number, *held);
            }
        }
    }
    fetched
}

/// The first entry number of each segment that is there and says it.
fn firsts(
    storage: &dyn Storage,
    layout: &Layout,
    casebook: &CasebookId,
    spans: &BTreeMap<u32, (u64, u64)>,
    reached: u64,
    last: u32,
) -> Result<BTreeMap<u32, u64>, LedgerError> {
    let mut firsts = BTreeMap::new();
    let mut least = 1;
    for segment in 1..=last {
        let path = segment_path(layout, segment);
        if !storage.exists(&path).doing("look for", &path)? {
            continue;
        }
        let mut head = [0; SEGMENT_HEAD];
        let file = storage.open_read(&path).doing("read", &path)?;
        file.read_at(0, &mut head).doing("read", &path)?;
        let stated = head.get(28..36).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
        let sound = head.as_slice() == segment_head(casebook, segment, stated).as_slice();
        let span = spans.get(&segment);
        let first = match (sound, span) {
            (true, _) => stated,
            (false, Some((first, _))) => *first,
            // Nothing of it can be read: whatever is lost here is put into it.
            (false, None) => least,
        };
        if first >= least && first <= reached.saturating_add(1) {
            firsts.insert(segment, first);
            least = span.map_or(first, |(_, last)| first.max(last + 1));
        }
    }
    firsts.entry(1).and_modify(|first| *first = 1);
    Ok(firsts)
}

/// The first and the last sound entry of each segment.
fn spans(mine: &Side) -> BTreeMap<u32, (u64, u64)> {
    let mut spans = BTreeMap::new();
    for (number, held) in &mine.stock.sound {
        spans
            .entry(held.place.segment)
            .and_modify(|span: &mut (u64, u64)| span.1 = *number)
            .or_insert((*number, *number));
    }
    spans
}

/// A frame under this ledger's number. Where the number is the copy's own, it stays byte for byte.
fn renumbered(bytes: &[u8], number: u64) -> Option<Vec<u8>> {
    let frame = read_frame(bytes).ok()?;
    if frame.number == number {
        return Some(bytes.to_vec());
    }
    let sealed: Vec<u8> = frame.parts().flat_map(|(_, sealed)| sealed.iter().copied()).collect();
    let mut out = Vec::new();
    write_frame(number, 0, frame.header_bytes, frame.signature, &sealed, &mut out)?;
    Some(out)
}
