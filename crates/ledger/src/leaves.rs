//! The entry hashes of a whole ledger, put together from its frames and, where a frame is damaged, from the tree file
//! and the devices' chains. Nothing is taken on the word of the tree file alone: the checkpoint's root must come out.

use std::collections::{BTreeMap, HashMap};

use crate::checkpoint::Checkpoint;
use crate::finding::{Finding, FindingKind};
use crate::frame::FrameView;
use crate::identity::CasebookId;
use crate::layout::TREE;
use crate::open::whole_file;
use crate::tree::{MerkleTree, leaf_hash};
use crate::tree_file::{TREE_RECORD, TreeFile, TreeRecord, tree_head};
use crate::walk::{Chained, WalkEnd};

/// More lost entries than this cannot be filled in: a number so far ahead is a forgery.
const FILL_LIMIT: u64 = 1 << 24;

/// What the frames say, held against the tree file while they are read.
pub(crate) struct Leaves {
    pub file: TreeFile,
    tree: MerkleTree,
    /// Behind a gap.
    ahead: BTreeMap<u64, [u8; 32]>,
    /// Records that are not what the frames say, as they should be.
    off: BTreeMap<u64, TreeRecord>,
}

/// How the frames, the tree file and the checkpoint go together.
#[derive(Default)]
pub(crate) struct Settled {
    /// Over all entries, lost ones too, if `complete`; else over those before the first that is lost.
    pub tree: MerkleTree,
    /// Every hash is known and vouched for.
    pub complete: bool,
    /// Entries whose frames are others than the checkpoint vouches for.
    pub impostors: Vec<u64>,
    /// Every hash is known, but the checkpoint's root does not come out.
    pub root_differs: bool,
    /// The damage to the tree file, and a warning where its last records are not as they should be.
    pub findings: Vec<Finding>,
    /// The first record that must be written again; `None` if the file is as it should be.
    pub rewrite_from: Option<u64>,
    /// What is known about lost entries.
    pub lost: BTreeMap<u64, TreeRecord>,
    /// What belongs in the place of each impostor.
    pub others: BTreeMap<u64, TreeRecord>,
    /// Lost entries of which nothing is known.
    unfilled: Vec<u64>,
    off: BTreeMap<u64, TreeRecord>,
    file: TreeFile,
    reached: u64,
}

impl Leaves {
    pub(crate) fn new(file: TreeFile) -> Self {
        Self { file, tree: MerkleTree::default(), ahead: BTreeMap::new(), off: BTreeMap::new() }
    }

    /// Takes the next frame; of several with one number the first counts.
    pub(crate) fn note(&mut self, frame: &FrameView<'_>) {
        let number = frame.number;
        if number == 0 || number <= self.tree.len() || self.ahead.contains_key(&number) {
            return;
        }
        if number == self.tree.len() + 1 {
            self.tree.push(&frame.entry_hash);
        } else {
            self.ahead.insert(number, frame.entry_hash);
        }
        let record = TreeRecord::new(frame.entry_hash, &frame.header.device, frame.header.seq);
        if self.file.raw(number) != Some(&record.encode(number)) {
            self.off.insert(number, record);
        }
    }

    /// Puts everything together after the last frame.
    pub(crate) fn settle(
        mut self,
        end: &WalkEnd,
        casebook: Option<&CasebookId>,
        checkpoint: Option<&Checkpoint>,
    ) -> Settled {
        let size = checkpoint.map_or(0, |checkpoint| checkpoint.size);
        if let Some(tail) = &end.torn {
            // What lies in a torn tail is no entry.
            self.ahead.split_off(&tail.entry);
            self.off.split_off(&tail.entry);
            self.tree.truncate(tail.entry - 1);
        }
        let mut settled = Settled { reached: end.reached, ..Settled::default() };
        let sound = self.tree.len();
        let mut complete = self.fill(end, size, &mut settled);
        let holds = |tree: &MerkleTree| {
            checkpoint.is_none_or(|checkpoint| tree.root_at(size) == Some(checkpoint.root))
        };
        if complete && !holds(&self.tree) {
            // Perhaps the frames are wrong and the tree file is right.
            let others: BTreeMap<u64, [u8; 32]> = (self.off.range(..=size))
                .filter_map(|(number, should)| Some((*number, self.file.get(*number)?, should)))
                .filter(|(_, says, should)| says.hash != should.hash)
                .map(|(number, says, _)| (number, leaf_hash(&says.hash)))
                .collect();
            let other = self.tree.with(&others);
            if !others.is_empty() && holds(&other) {
                settled.impostors = others.keys().copied().collect();
                let file = &self.file;
                settled.others =
                    others.keys().filter_map(|number| Some((*number, file.get(*number)?))).collect();
                self.off.retain(|number, _| !others.contains_key(number));
                self.tree = other;
            } else {
                settled.root_differs = true;
                complete = false;
                self.tree.truncate(sound);
            }
        }
        settled.complete = complete;
        settled.tree = self.tree;
        settled.off = self.off;
        settled.file = self.file;
        settled.report(casebook, checkpoint.is_some(), size);
        settled
    }

    /// Completes the tree with what is known about lost entries; false if one is not known. A hash beyond the
    /// checkpoint must be named by the device's next entry.
    fn fill(&mut self, end: &WalkEnd, size: u64, settled: &mut Settled) -> bool {
        let missing: u64 = end.lost.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count));
        let mut all = missing <= FILL_LIMIT;
        let runs = if all { end.lost.as_slice() } else { &[] };
        for (first, count) in runs {
            for number in *first..first.saturating_add(*count) {
                if number <= self.tree.len() || self.ahead.contains_key(&number) {
                    // It turned up elsewhere.
                    continue;
                }
                match self.known(number, number <= size, &end.chained) {
                    Some(record) => {
                        settled.lost.insert(number, record);
                    }
                    None => {
                        all = false;
                        settled.unfilled.push(number);
                    }
                }
            }
        }
        let known = |number: u64| {
            self.ahead.get(&number).or_else(|| settled.lost.get(&number).map(|record| &record.hash))
        };
        let from = self.tree.len() + 1;
        if !all || end.reached - from.min(end.reached) > FILL_LIMIT + self.ahead.len() as u64 {
            return false;
        }
        if !(from..=end.reached).all(|number| known(number).is_some()) {
            return false;
        }
        (from..=end.reached).filter_map(known).for_each(|hash| self.tree.push(hash));
        true
    }

    fn known(&self, number: u64, rooted: bool, chained: &HashMap<u64, Chained>) -> Option<TreeRecord> {
        let named = chained.get(&number).map(|known| TreeRecord::new(known.hash, &known.device, known.seq));
        match self.file.get(number) {
            Some(record) if rooted || named.is_some_and(|named| named.hash == record.hash) => Some(record),
            _ => named,
        }
    }
}

impl Settled {
    /// What is wrong with the tree file, and from where on it must be written again.
    fn report(&mut self, casebook: Option<&CasebookId>, rooted: bool, size: u64) {
        let file = format!("ledger/{TREE}");
        let mut from = self.off.keys().next().copied();
        if let Some(what) = self.file.fault(casebook) {
            self.findings.push(whole_file(file.clone(), 0, what.to_owned()));
            from = Some(0);
            if what == MISSING {
                self.rewrite_from = from;
                return;
            }
        }
        // Records of lost entries have nothing to be held against but their check.
        let mut wrong: Vec<u64> = self.off.keys().copied().collect();
        let stated = self.lost.iter().filter(|(number, record)| self.file.get(**number) != Some(**record));
        wrong.extend(stated.map(|(number, _)| *number));
        wrong.extend(
            self.unfilled.iter().filter(|number| **number <= size && self.file.get(**number).is_none()),
        );
        wrong.sort_unstable();
        wrong.dedup();
        let counted = |number: u64| {
            // Without a checkpoint a record that reads well and differs is damage too.
            number <= size || (!rooted && self.file.get(number).is_some())
        };
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for number in wrong.iter().copied().filter(|number| counted(*number)) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        for (first, last) in runs {
            let which =
                if first == last { format!("entry {first}") } else { format!("entries {first} to {last}") };
            let what = format!("the record of {which} is not the one that was written");
            self.findings.push(whole_file(file.clone(), TreeFile::offset(first), what));
        }
        let extra = self.file.len() != self.reached || !self.file.ends_whole();
        if wrong.iter().any(|number| !counted(*number)) || (extra && self.findings.is_empty()) {
            let what = "its last records are not complete, or of entries that were never acknowledged; opening the \
                        casebook writes them again";
            let offset = TreeFile::offset(self.file.len().min(self.reached) + 1);
            let mut warning = whole_file(file, offset, what.to_owned());
            warning.kind = FindingKind::Warning;
            self.findings.push(warning);
        }
        let first_wrong = wrong.first().copied();
        from = match (from, first_wrong) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.rewrite_from = from.or_else(|| extra.then(|| self.file.len().min(self.reached) + 1));
    }

    /// The record of an entry as it should be.
    pub(crate) fn record(&self, number: u64) -> Option<TreeRecord> {
        self.off.get(&number).or_else(|| self.lost.get(&number)).copied().or_else(|| self.file.get(number))
    }

    /// The file as it should be; `None` if a record is not known.
    pub(crate) fn mended(&self, casebook: &CasebookId) -> Option<Vec<u8>> {
        let mut bytes = tree_head(casebook);
        bytes.reserve(usize::try_from(self.reached).ok()?.checked_mul(TREE_RECORD)?);
        for number in 1..=self.reached {
            bytes.extend_from_slice(&self.record(number)?.encode(number));
        }
        Some(bytes)
    }
}

const MISSING: &str = "it is missing";
