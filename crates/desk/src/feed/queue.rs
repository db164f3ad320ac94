//! The queue: what came in, by source chain. Ten reposts are one chain, which is decided on once. What a person said of a
//! report holds over what the program made of it.

use super::sorted::{Mark, Sorted};
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::{CameIn, Named};
use claims::when::Instant;
use claims::{ClaimId, RecordId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One report that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The report.
    pub report: Named,
    /// What the program made of it; none of a report that did not come in by a feed.
    pub sorted: Option<Sorted>,
    /// What a person said of it last, and the claim by which that is undone.
    pub marked: Option<(Mark, ClaimId)>,
    /// When it came in.
    pub at: Option<Instant>,
}

/// Reports that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The one that is read for all.
    pub head: Item,
    /// Those that repeat it, the earliest first.
    pub repeats: Vec<Item>,
}

/// What came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// News on which nobody has decided, the latest first.
    pub waiting: Vec<Chain>,
    /// Noise on which nobody has decided, the latest first.
    pub noise: Vec<Chain>,
    /// On which somebody has decided, or which are repeats of what is here otherwise; the latest first.
    pub done: Vec<Chain>,
}

impl Item {
    fn of(came: CameIn) -> Self {
        let mut item = Self { report: came.report, sorted: None, marked: None, at: None };
        for said in &came.said {
            if let Some(sorted) = Sorted::read(&said.text) {
                (item.sorted, item.at) = (Some(sorted), item.at.or(Some(said.at)));
            } else if let Some(mark) = Mark::read(&said.text) {
                item.marked = Some((mark, said.claim));
            }
        }
        item
    }

    /// The report that it repeats.
    fn repeats(&self) -> Option<RecordId> {
        match (self.marked, self.sorted) {
            (Some((Mark::Repeat(of), _)), _) | (None, Some(Sorted::Repeat(of))) => Some(of),
            _ => None,
        }
    }
}

/// The items in the order in which they came in, with their places.
struct Items {
    list: Vec<Item>,
    places: HashMap<RecordId, usize>,
    /// Of reports that are repeated and not here any more: the first that repeats them, which stands in their place.
    heirs: HashMap<RecordId, RecordId>,
}

impl Items {
    fn of(desk: &Desk) -> Outcome<Self> {
        let casebook = desk.casebook();
        let list: Vec<Item> = casebook.came_in()?.into_iter().map(Item::of).collect();
        let places: HashMap<RecordId, usize> =
            list.iter().enumerate().map(|(at, item)| (item.report.record, at)).collect();
        let (mut heirs, mut asked) = (HashMap::new(), HashSet::new());
        for item in &list {
            let Some(of) = item.repeats().filter(|of| !places.contains_key(of)) else { continue };
            // What was imported by hand is here though no feed brought it.
            if asked.insert(of) && casebook.report_bytes(of)?.is_none() {
                heirs.insert(of, item.report.record);
            }
        }
        drop(casebook);
        Ok(Self { list, places, heirs })
    }

    /// The report with which the chain of this one begins: itself, if it repeats nothing. Claims that lead in a circle
    /// lead nowhere.
    fn first(&self, report: RecordId) -> RecordId {
        let mut passed = HashSet::from([report]);
        let mut at = report;
        while let Some(of) =
            self.places.get(&at).and_then(|place| self.list.get(*place)).and_then(Item::repeats)
        {
            if let Some(heir) = self.heirs.get(&of) {
                return *heir;
            }
            if !passed.insert(of) {
                return report;
            }
            at = of;
        }
        at
    }
}

/// What came in.
///
/// # Errors
/// A fault of the casebook.
pub fn queue(desk: &Desk) -> Outcome<Queue> {
    let items = Items::of(desk)?;
    let mut repeats: BTreeMap<RecordId, Vec<Item>> = BTreeMap::new();
    let mut heads = Vec::new();
    for item in &items.list {
        match items.first(item.report.record) {
            first if first == item.report.record => heads.push(item.clone()),
            first => repeats.entry(first).or_default().push(item.clone()),
        }
    }
    let mut queue = Queue::default();
    for head in heads.into_iter().rev() {
        let repeats = repeats.remove(&head.report.record).unwrap_or_default();
        let heap = match (head.marked, head.sorted) {
            (Some(_), _) => &mut queue.done,
            (None, Some(Sorted::Noise(_))) => &mut queue.noise,
            (None, _) => &mut queue.waiting,
        };
        heap.push(Chain { head, repeats });
    }
    // What repeats a report that was imported by hand waits for nobody.
    for (first, repeats) in repeats {
        let report = desk.casebook().named(first)?;
        let head = Item { report, sorted: None, marked: None, at: repeats.first().and_then(|item| item.at) };
        queue.done.push(Chain { head, repeats });
    }
    Ok(queue)
}

/// Reports that nobody needs to read: repeats, and noise unless a person says otherwise.
///
/// # Errors
/// A fault of the casebook.
pub(crate) fn folded_away(desk: &Desk) -> Outcome<HashSet<RecordId>> {
    let items = Items::of(desk)?;
    let folded = items.list.iter().filter(|item| {
        let is_noise = match (item.marked, item.sorted) {
            (Some((mark, _)), _) => mark == Mark::Noise,
            (None, sorted) => matches!(sorted, Some(Sorted::Noise(_))),
        };
        is_noise || items.first(item.report.record) != item.report.record
    });
    Ok(folded.map(|item| item.report.record).collect())
}

/// Whether the chain of `of` begins with `report`, so that `report` cannot repeat it.
pub(super) fn leads_back(desk: &Desk, of: RecordId, report: RecordId) -> Outcome<bool> {
    Ok(Items::of(desk)?.first(of) == report)
}
