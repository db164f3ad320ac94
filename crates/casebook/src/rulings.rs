//! Decisions, and which of them hold. Kept in memory beside the tables: they are few, and every reading asks them.
//!
//! The rules, all independent of the order of arrival:
//! - a decision is undone when an undo of it holds; an undo may itself be undone;
//! - of the decisions that hold on one claim (accept, retract), one source's grade, one claim's grade or one pair of
//!   records, the latest counts, by the moment it was recorded, then by its entry's number on its device;
//! - a claim whose report was withdrawn is withdrawn, unless a later decision that holds on the claim itself says otherwise;
//! - of two decisions that bear one id, the one recorded first (then the lesser entry hash) is it.

use crate::ids::Ids;
use crate::rows::Contexts;
use crate::schema::record_of;
use claims::when::Instant;
use claims::{
    Access, Admission, Attestation, Beacon, ClaimId, Credibility, PackSignature, RecordId, Reliability,
    Ruling, SettingChange, Verdict,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A decision with who, why and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// Its id.
    pub id: ClaimId,
    /// The record it was saved with.
    pub about: RecordId,
    /// What was decided.
    pub ruling: Ruling,
    /// By whom.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When.
    pub at: Instant,
    /// Place of its entry in the local ledger.
    pub position: u64,
    /// The order of decisions: when, the entry's number on its device, its hash, the place in it.
    pub(crate) rank: (Instant, u64, [u8; 32], i64),
}

/// All decisions.
#[derive(Default)]
pub(crate) struct Rulings {
    /// How often something was decided that bears on records or claims.
    heard: u64,
    by_id: BTreeMap<ClaimId, Ruled>,
    undos: HashMap<ClaimId, BTreeSet<ClaimId>>,
    on_claim: HashMap<ClaimId, BTreeSet<ClaimId>>,
    on_source: HashMap<RecordId, BTreeSet<ClaimId>>,
    on_pair: BTreeMap<(RecordId, RecordId), BTreeSet<ClaimId>>,
    pairs_of: HashMap<RecordId, BTreeSet<(RecordId, RecordId)>>,
    beacons: BTreeSet<ClaimId>,
    attestations: BTreeSet<ClaimId>,
    /// Signatures under legal packs, and changes of settings.
    packs: BTreeSet<ClaimId>,
    settings: BTreeSet<ClaimId>,
    /// By report: what withdraws all that it says.
    on_report: BTreeMap<RecordId, BTreeSet<ClaimId>>,
    /// The contexts of those reports, with the report and its number; and how many contexts have been looked at.
    told_by: HashMap<i64, (RecordId, u32)>,
    told_seen: usize,
    /// Members, ways in, what was asked and agreed to; who looked at whom; which records are limited.
    access: BTreeSet<ClaimId>,
    looked: BTreeSet<ClaimId>,
    limits: BTreeSet<ClaimId>,
    /// By claim: the decisions that leave it as it stands.
    seen: HashMap<ClaimId, BTreeSet<ClaimId>>,
    /// Admissions by the key they admit.
    on_key: BTreeMap<[u8; 32], BTreeSet<ClaimId>>,
    /// Requests to erase, confirmations by request, what was carried out by request.
    requests: BTreeSet<ClaimId>,
    confirms: HashMap<ClaimId, BTreeSet<ClaimId>>,
    carried: HashMap<ClaimId, BTreeSet<ClaimId>>,
    on_hold: BTreeMap<RecordId, BTreeSet<ClaimId>>,
    /// By record whose keys were destroyed: the decisions that say so.
    erased: BTreeMap<RecordId, BTreeSet<ClaimId>>,
}

/// An unordered pair.
pub(crate) fn pair(a: RecordId, b: RecordId) -> (RecordId, RecordId) {
    (a.min(b), a.max(b))
}

impl Rulings {
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Grows with every decision that bears on records or claims: while it stands, what is decided of them does.
    pub fn heard(&self) -> u64 {
        self.heard
    }

    /// Every decision, in the order of ids.
    pub fn all(&self) -> impl Iterator<Item = &Ruled> {
        self.by_id.values()
    }

    pub fn get(&self, id: ClaimId) -> Option<&Ruled> {
        self.by_id.get(&id)
    }

    /// Takes a decision in. Returns what it bears on.
    pub fn add(&mut self, ruled: Ruled) -> Reach {
        let mut reach = Reach::default();
        if let Some(before) = self.by_id.get(&ruled.id) {
            if before.rank <= ruled.rank {
                return reach;
            }
            let before = before.clone();
            self.reach_of(&before, &mut reach);
            self.unlink(&before);
        }
        self.link(&ruled);
        self.reach_of(&ruled, &mut reach);
        self.by_id.insert(ruled.id, ruled);
        if !(reach.claims.is_empty() && reach.records.is_empty()) {
            self.heard += 1;
        }
        reach
    }

    fn link(&mut self, ruled: &Ruled) {
        let id = ruled.id;
        match &ruled.ruling {
            Ruling::Accept(claim) | Ruling::Retract(claim) | Ruling::GradeClaim(claim, _) => {
                self.on_claim.entry(*claim).or_default().insert(id);
            }
            Ruling::Undo(earlier) => {
                self.undos.entry(*earlier).or_default().insert(id);
            }
            Ruling::Judge { a, b, .. } => {
                let both = pair(*a, *b);
                self.on_pair.entry(both).or_default().insert(id);
                self.pairs_of.entry(*a).or_default().insert(both);
                self.pairs_of.entry(*b).or_default().insert(both);
            }
            Ruling::GradeSource(_) => {
                self.on_source.entry(ruled.about).or_default().insert(id);
            }
            Ruling::AdmitReporter(admission) => {
                self.on_key.entry(admission.key).or_default().insert(id);
            }
            Ruling::AskErasure(_) => {
                self.requests.insert(id);
            }
            Ruling::ConfirmErasure(request) => {
                self.confirms.entry(*request).or_default().insert(id);
            }
            Ruling::Hold(record) => {
                self.on_hold.entry(*record).or_default().insert(id);
            }
            Ruling::Erased(erased) => {
                self.carried.entry(erased.request).or_default().insert(id);
                for of in &erased.records {
                    self.erased.entry(of.record).or_default().insert(id);
                }
            }
            Ruling::Beacon(_) => {
                self.beacons.insert(id);
            }
            Ruling::Attest(_) => {
                self.attestations.insert(id);
            }
            Ruling::SignPack(_) => {
                self.packs.insert(id);
            }
            Ruling::Set(_) => {
                self.settings.insert(id);
            }
            Ruling::Withdraw(report) => {
                if self.on_report.entry(*report).or_default().insert(id) {
                    self.told_seen = 0;
                }
            }
            Ruling::Access(access) => {
                self.access_set(access).insert(id);
            }
            Ruling::Seen(claim) => {
                self.seen.entry(*claim).or_default().insert(id);
            }
        }
    }

    fn unlink(&mut self, ruled: &Ruled) {
        let id = ruled.id;
        let set = match &ruled.ruling {
            Ruling::Accept(claim) | Ruling::Retract(claim) | Ruling::GradeClaim(claim, _) => {
                self.on_claim.get_mut(claim)
            }
            Ruling::Undo(earlier) => self.undos.get_mut(earlier),
            Ruling::Judge { a, b, .. } => self.on_pair.get_mut(&pair(*a, *b)),
            Ruling::GradeSource(_) => self.on_source.get_mut(&ruled.about),
            Ruling::AdmitReporter(admission) => self.on_key.get_mut(&admission.key),
            Ruling::AskErasure(_) => Some(&mut self.requests),
            Ruling::ConfirmErasure(request) => self.confirms.get_mut(request),
            Ruling::Hold(record) => self.on_hold.get_mut(record),
            Ruling::Erased(erased) => {
                for of in &erased.records {
                    if let Some(set) = self.erased.get_mut(&of.record) {
                        set.remove(&id);
                    }
                }
                self.carried.get_mut(&erased.request)
            }
            Ruling::Beacon(_) => Some(&mut self.beacons),
            Ruling::Attest(_) => Some(&mut self.attestations),
            Ruling::SignPack(_) => Some(&mut self.packs),
            Ruling::Set(_) => Some(&mut self.settings),
            Ruling::Withdraw(report) => self.on_report.get_mut(report),
            Ruling::Access(access) => Some(self.access_set(access)),
            Ruling::Seen(claim) => self.seen.get_mut(claim),
        };
        let Some(set) = set else { return };
        set.remove(&id);
        if let (true, Ruling::Judge { a, b, .. }) = (set.is_empty(), &ruled.ruling) {
            let both = pair(*a, *b);
            self.on_pair.remove(&both);
            for record in [a, b] {
                if let Some(pairs) = self.pairs_of.get_mut(record) {
                    pairs.remove(&both);
                }
            }
        }
    }

    fn access_set(&mut self, access: &Access) -> &mut BTreeSet<ClaimId> {
        match access {
            Access::Looked(_) => &mut self.looked,
            Access::Limit(_) => &mut self.limits,
            Access::Member(_)
            | Access::Credential(_)
            | Access::Ask(_)
            | Access::Agree(_)
            | Access::AskLeave(_)
            | Access::Used(_)
            | Access::Done(_) => &mut self.access,
        }
    }

    /// What was decided about people who work here and holds, in the order it was recorded; without who looked at whom.
    pub fn access(&self) -> Vec<&Ruled> {
        self.standing(&self.access)
    }

    /// Who looked at whom, in the order it was recorded.
    pub fn looked(&self) -> Vec<&Ruled> {
        self.standing(&self.looked)
    }

    /// Which records are limited to groups, in the order it was recorded.
    pub fn limits(&self) -> Vec<&Ruled> {
        self.standing(&self.limits)
    }

    fn standing(&self, ids: &BTreeSet<ClaimId>) -> Vec<&Ruled> {
        self.ranked(Some(ids)).into_iter().filter(|ruled| self.holds(ruled.id)).collect()
    }

    /// What a decision bears on, through the decisions it undoes.
    fn reach_of(&self, ruled: &Ruled, reach: &mut Reach) {
        let mut at = ruled;
        let mut seen = BTreeSet::from([at.id]);
        loop {
            match &at.ruling {
                Ruling::Accept(claim) | Ruling::Retract(claim) | Ruling::GradeClaim(claim, _) => {
                    reach.claims.push(*claim);
                }
                Ruling::Judge { a, b, .. } => reach.records.extend([*a, *b]),
                // It says nothing of a record: the one it names only seals it.
                Ruling::Beacon(_) => {}
                // Nor does what is answered for about lists change any of them.
                Ruling::Attest(_) => {}
                // Nor does who answers for a legal pack, or how the program is set.
                Ruling::SignPack(_) | Ruling::Set(_) => {}
                Ruling::Withdraw(report) => {
                    reach.records.push(*report);
                    reach.reports.push(*report);
                }
                Ruling::Access(_) => {}
                // It leaves everything as it stands.
                Ruling::Seen(_) => {}
                Ruling::GradeSource(_) | Ruling::AdmitReporter(_) => reach.records.push(at.about),
                Ruling::AskErasure(ask) => reach.records.extend(&ask.records),
                Ruling::ConfirmErasure(_) => {}
                Ruling::Hold(record) => reach.records.push(*record),
                Ruling::Erased(erased) => reach.records.extend(erased.records.iter().map(|of| of.record)),
                Ruling::Undo(earlier) => {
                    if let Some(next) = self.by_id.get(earlier)
                        && seen.insert(next.id)
                    {
                        at = next;
                        continue;
                    }
                }
            }
            return;
        }
    }

    /// False when the decision has been undone. Undos that undo each other in a ring hold nothing of each other.
    pub fn holds(&self, id: ClaimId) -> bool {
        if !self.undos.contains_key(&id) {
            return true;
        }
        // Depth first without recursion, since a chain of undos can be as long as its writer likes. A frame is a
        // decision with the undos of it not yet asked; a decision holds when none of its undos does.
        let ask = |id: ClaimId| {
            self.undos.get(&id).map(|set| set.iter().copied().collect::<Vec<_>>()).unwrap_or_default()
        };
        let mut path = BTreeSet::from([id]);
        let mut frames = vec![(id, ask(id))];
        let mut last: Option<bool> = None;
        while let Some((at, open)) = frames.last_mut() {
            let undone = last.take() == Some(true);
            let next = if undone { None } else { open.pop() };
            match next {
                Some(next) if path.contains(&next) => last = Some(false),
                Some(next) => {
                    path.insert(next);
                    let open = ask(next);
                    frames.push((next, open));
                }
                None => {
                    path.remove(at);
                    frames.pop();
                    last = Some(!undone);
                }
            }
        }
        last.unwrap_or(true)
    }

    fn latest<'a, T>(
        &'a self,
        ids: Option<&BTreeSet<ClaimId>>,
        pick: impl Fn(&'a Ruled) -> Option<T>,
    ) -> Option<(&'a Ruled, T)> {
        ids.into_iter()
            .flatten()
            .filter_map(|id| self.by_id.get(id))
            .filter_map(|ruled| pick(ruled).map(|picked| (ruled, picked)))
            .filter(|(ruled, _)| self.holds(ruled.id))
            .max_by_key(|(ruled, _)| ruled.rank)
    }

    /// The beacons that hold, in the order they were recorded.
    pub fn beacons(&self) -> Vec<(&Ruled, &Beacon)> {
        let mut all: Vec<(&Ruled, &Beacon)> = self
            .beacons
            .iter()
            .filter(|id| self.holds(**id))
            .filter_map(|id| self.by_id.get(id))
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::Beacon(beacon) => Some((ruled, beacon)),
                _ => None,
            })
            .collect();
        all.sort_by_key(|(ruled, _)| ruled.rank);
        all
    }

    /// The signatures under legal packs that hold, in the order they were given.
    pub fn signatures(&self) -> Vec<(&Ruled, &PackSignature)> {
        let holding = self.ranked(Some(&self.packs)).into_iter().filter(|ruled| self.holds(ruled.id));
        holding
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::SignPack(of) => Some((ruled, &**of)),
                _ => None,
            })
            .collect()
    }

    /// Every change of a setting, in the order they were made.
    pub fn settings(&self) -> Vec<(&Ruled, &SettingChange)> {
        let all = self.ranked(Some(&self.settings)).into_iter();
        all.filter_map(|ruled| match &ruled.ruling {
            Ruling::Set(of) => Some((ruled, &**of)),
            _ => None,
        })
        .collect()
    }

    /// Looks at contexts that are new: which of them are of a report that was ever withdrawn.
    pub fn learn_contexts(&mut self, contexts: &Contexts, ids: &Ids) {
        if self.on_report.is_empty() {
            return;
        }
        for (at, told) in contexts.all().enumerate().skip(self.told_seen) {
            let Some(number) = told.report else { continue };
            let report = ids.record(number);
            if self.on_report.contains_key(&report) {
                self.told_by.insert(at as i64 + 1, (report, number));
            }
        }
        self.told_seen = contexts.all().count();
    }

    /// The withdrawal that holds of the report a claim cites. What is said of the report itself stays.
    pub fn on_report_of(&self, claim: i64, told: i64) -> Option<&Ruled> {
        if self.told_by.is_empty() {
            return None;
        }
        let (report, number) = self.told_by.get(&told)?;
        if record_of(claim) == *number { None } else { self.withdrawn(*report) }
    }

    /// The withdrawal of a report that holds.
    pub fn withdrawn(&self, report: RecordId) -> Option<&Ruled> {
        self.latest(Some(self.on_report.get(&report)?), |_| Some(())).map(|(ruled, ())| ruled)
    }

    /// Every withdrawal of a report, oldest first, whether it holds or not.
    pub fn withdrawals(&self, report: RecordId) -> Vec<&Ruled> {
        self.ranked(self.on_report.get(&report))
    }

    /// What is answered for about lists and holds, in the order it was recorded.
    pub fn attestations(&self) -> Vec<(&Ruled, &Attestation)> {
        self.ranked(Some(&self.attestations))
            .into_iter()
            .filter(|ruled| self.holds(ruled.id))
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::Attest(of) => Some((ruled, &**of)),
                _ => None,
            })
            .collect()
    }

    /// The decision that leaves a claim as it stands, while it holds.
    pub fn seen(&self, claim: ClaimId) -> Option<&Ruled> {
        self.latest(self.seen.get(&claim), |ruled| matches!(ruled.ruling, Ruling::Seen(_)).then_some(()))
            .map(|(ruled, ())| ruled)
    }

    /// The accept or retract that holds on a claim.
    pub fn on_claim(&self, claim: ClaimId) -> Option<&Ruled> {
        if self.on_claim.is_empty() {
            return None;
        }
        let set = self.on_claim.get(&claim)?;
        self.latest(Some(set), |ruled| {
            matches!(ruled.ruling, Ruling::Accept(_) | Ruling::Retract(_)).then_some(())
        })
        .map(|(ruled, ())| ruled)
    }

    /// The grade that holds on a claim.
    pub fn credibility(&self, claim: ClaimId) -> Option<Credibility> {
        let set = self.on_claim.get(&claim)?;
        self.latest(Some(set), |ruled| match ruled.ruling {
            Ruling::GradeClaim(_, grade) => Some(grade),
            _ => None,
        })
        .map(|(_, grade)| grade)
    }

    /// The grade that holds on a source.
    pub fn reliability(&self, source: RecordId) -> Option<Reliability> {
        let set = self.on_source.get(&source)?;
        self.latest(Some(set), |ruled| match ruled.ruling {
            Ruling::GradeSource(grade) => Some(grade),
            _ => None,
        })
        .map(|(_, grade)| grade)
    }

    /// What holds about a pair of records.
    pub fn verdict(&self, a: RecordId, b: RecordId) -> Option<(&Ruled, Verdict)> {
        self.latest(self.on_pair.get(&pair(a, b)), judged)
    }

    /// Every pair with the verdict that holds, in the order of ids.
    pub fn verdicts(&self) -> impl Iterator<Item = (RecordId, RecordId, Verdict)> + '_ {
        self.on_pair
            .iter()
            .filter_map(|((a, b), set)| self.latest(Some(set), judged).map(|(_, verdict)| (*a, *b, verdict)))
    }

    /// The other records a record has been judged against.
    pub fn judged_with(&self, record: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        self.pairs_of.get(&record).into_iter().flatten().map(move |(a, b)| if *a == record { *b } else { *a })
    }

    /// Every key that was ever admitted: the admission that holds, or the latest that held once.
    pub fn admissions(&self) -> impl Iterator<Item = (&Ruled, Admission)> + '_ {
        let admitted = |ruled: &Ruled| match ruled.ruling {
            Ruling::AdmitReporter(admission) => Some(admission),
            _ => None,
        };
        self.on_key.values().filter_map(move |set| {
            self.latest(Some(set), admitted).or_else(|| {
                let all = set.iter().filter_map(|id| self.by_id.get(id));
                all.filter_map(|ruled| admitted(ruled).map(|a| (ruled, a)))
                    .max_by_key(|(ruled, _)| ruled.rank)
            })
        })
    }

    /// Every judgement ever made about a pair, oldest first.
    pub fn history(&self, a: RecordId, b: RecordId) -> Vec<&Ruled> {
        let mut all: Vec<&Ruled> =
            self.on_pair.get(&pair(a, b)).into_iter().flatten().filter_map(|id| self.by_id.get(id)).collect();
        all.sort_by_key(|ruled| ruled.rank);
        all
    }

    /// Every request to erase, oldest first.
    pub fn requests(&self) -> Vec<&Ruled> {
        self.ranked(Some(&self.requests))
    }

    /// The confirmations of a request, oldest first.
    pub fn confirms(&self, request: ClaimId) -> Vec<&Ruled> {
        self.ranked(self.confirms.get(&request))
    }

    /// What was carried out for a request, oldest first.
    pub fn carried(&self, request: ClaimId) -> Vec<&Ruled> {
        self.ranked(self.carried.get(&request))
    }

    /// Every undoing of a decision ever recorded, oldest first, whether it was itself undone or not.
    pub fn undos_of(&self, id: ClaimId) -> Vec<&Ruled> {
        self.ranked(self.undos.get(&id))
    }

    /// The holds on a record that have not been lifted, oldest first.
    pub fn holds_on(&self, record: RecordId) -> Vec<&Ruled> {
        let mut all = self.ranked(self.on_hold.get(&record));
        all.retain(|ruled| self.holds(ruled.id));
        all
    }

    /// Records on which a hold was ever put.
    pub fn held_records(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.on_hold.keys().copied()
    }

    /// What was carried out over a record, oldest first.
    pub fn erased(&self, record: RecordId) -> Vec<&Ruled> {
        self.ranked(self.erased.get(&record))
    }

    /// Every decision that keys were destroyed, oldest first.
    pub fn all_carried(&self) -> Vec<&Ruled> {
        let mut all: Vec<&Ruled> =
            self.carried.values().flatten().filter_map(|id| self.by_id.get(id)).collect();
        all.sort_by_key(|ruled| ruled.rank);
        all
    }

    /// Whether keys were ever destroyed.
    pub fn has_carried(&self) -> bool {
        !self.carried.is_empty()
    }

    /// Takes over what another casebook knows of keys that are gone: they are gone at every earlier position too.
    pub fn erased_as_in(&mut self, other: &Self) {
        for ruled in other.all_carried() {
            self.add(ruled.clone());
        }
    }

    fn ranked<'a>(&'a self, ids: Option<&BTreeSet<ClaimId>>) -> Vec<&'a Ruled> {
        let mut all: Vec<&Ruled> = ids.into_iter().flatten().filter_map(|id| self.by_id.get(id)).collect();
        all.sort_by_key(|ruled| ruled.rank);
        all
    }

    /// Every decision ever made on a claim, oldest first.
    pub fn history_of_claim(&self, claim: ClaimId) -> Vec<&Ruled> {
        let mut all: Vec<&Ruled> =
            self.on_claim.get(&claim).into_iter().flatten().filter_map(|id| self.by_id.get(id)).collect();
        all.sort_by_key(|ruled| ruled.rank);
        all
    }
}

fn judged(ruled: &Ruled) -> Option<Verdict> {
    match ruled.ruling {
        Ruling::Judge { verdict, .. } => Some(verdict),
        _ => None,
    }
}

/// What a decision bears on: claims and records to look at again, and reports of which all that they say is.
#[derive(Default)]
pub(crate) struct Reach {
    pub claims: Vec<ClaimId>,
    pub records: Vec<RecordId>,
    pub reports: Vec<RecordId>,
}
