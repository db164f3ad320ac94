//! From saves to the sheet that counting needs, in the most straightforward way: an oracle for tests, small enough
//! to be checked by reading. The casebook makes its sheet by other means; both must count alike.

use claims::counting::{Episode, Judgement, Penalties, Sheet, Size, Subject};
use claims::when::{Bounds, Instant, When};
use claims::{Claim, ClaimId, HeardStep, Polarity, Property, RecordId, Ruling, Save, Saying, Value, Verdict};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The sheet of these saves, given in time order. Drafts nobody accepted, withdrawn, denied and habitual claims make
/// nothing. Where single-valued claims contradict and none is accepted, the widest reading is taken.
pub fn sheet_of<'a>(saves: impl IntoIterator<Item = &'a Save>) -> Sheet {
    let mut claims: Vec<&Claim> = Vec::new();
    let mut decisions: Vec<(ClaimId, Ruling)> = Vec::new();
    for saying in saves.into_iter().flat_map(|save| &save.sayings) {
        match saying {
            Saying::Claim(claim) => claims.push(claim),
            Saying::Decision(decision) => decisions.push((decision.id, decision.ruling.clone())),
            Saying::Unknown(_) => {}
        }
    }
    let mut undone: HashSet<ClaimId> = HashSet::new();
    for (id, ruling) in decisions.iter().rev() {
        if let (Ruling::Undo(earlier), false) = (ruling, undone.contains(id)) {
            undone.insert(*earlier);
        }
    }
    let (mut accepted, mut retracted) = (HashSet::new(), HashSet::new());
    let mut withdrawn: HashSet<RecordId> = HashSet::new();
    let mut judged: BTreeMap<(RecordId, RecordId), Verdict> = BTreeMap::new();
    for (_, ruling) in decisions.iter().filter(|(id, _)| !undone.contains(id)) {
        match ruling {
            Ruling::Accept(claim) => {
                accepted.insert(*claim);
            }
            Ruling::Retract(claim) => {
                retracted.insert(*claim);
            }
            Ruling::Withdraw(report) => {
                withdrawn.insert(*report);
            }
            Ruling::Judge { a, b, verdict } => {
                judged.insert((*a.min(b), *a.max(b)), *verdict);
            }
            _ => {}
        }
    }
    let mut of: HashMap<(RecordId, Property), Vec<&Claim>> = HashMap::new();
    let mut detentions: Vec<RecordId> = Vec::new();
    for claim in claims {
        let stands = claim.polarity == Polarity::Affirmed
            && claim.modality.asserts()
            && !retracted.contains(&claim.id)
            && !claim
                .locator
                .as_ref()
                .is_some_and(|at| withdrawn.contains(&at.report) && at.report != claim.about)
            && (!claim.draft || accepted.contains(&claim.id));
        if stands {
            if matches!(claim.property, Property::DetentionOf | Property::DetentionPeople) {
                detentions.push(claim.about);
            }
            of.entry((claim.about, claim.property)).or_default().push(claim);
        }
    }
    // Of contradicting claims, only those accepted.
    for ((_, property), standing) in &mut of {
        if !property.many() && standing.iter().any(|claim| accepted.contains(&claim.id)) {
            standing.retain(|claim| accepted.contains(&claim.id));
        }
    }
    detentions.sort_unstable();
    detentions.dedup();
    let book = Book { of, subjects: Vec::new(), index: HashMap::new() };
    book.sheet(&detentions, judged)
}

struct Book<'a> {
    of: HashMap<(RecordId, Property), Vec<&'a Claim>>,
    subjects: Vec<Subject>,
    index: HashMap<RecordId, u32>,
}

impl<'a> Book<'a> {
    fn sheet(mut self, detentions: &[RecordId], judged: BTreeMap<(RecordId, RecordId), Verdict>) -> Sheet {
        let mut episodes = Vec::new();
        for detention in detentions {
            let target = self.refs(*detention, Property::DetentionOf).first().copied();
            let subject = self.subject(target.unwrap_or(*detention));
            let start = self.start(*detention);
            let steps = self
                .get(*detention, Property::DetentionCustody)
                .iter()
                .filter_map(|claim| match &claim.value {
                    Value::Custody(step) => Some(HeardStep::new(step, said(claim))),
                    _ => None,
                })
                .collect::<Vec<_>>()
                .into();
            let list = self.refs(*detention, Property::DetentionList).first().copied();
            let mut penalties = Penalties::default();
            for claim in self.get(*detention, Property::DetentionPenalty) {
                if let Value::Term(term) = &claim.value {
                    match &**term {
                        "warned" => penalties.warned = true,
                        "fined" => penalties.fined = true,
                        "arrested" => penalties.arrested = true,
                        _ => penalties.other = true,
                    }
                }
            }
            let charged = !self.get(*detention, Property::DetentionCharge).is_empty();
            episodes.push(Episode {
                detention: *detention,
                subject,
                start,
                list,
                locality: None,
                steps,
                penalties,
                charged,
            });
        }
        let judgements = judged.into_iter().map(|((a, b), verdict)| Judgement { a, b, verdict }).collect();
        Sheet { subjects: self.subjects, episodes, judgements }
    }

    fn get(&self, record: RecordId, property: Property) -> &[&'a Claim] {
        self.of.get(&(record, property)).map(Vec::as_slice).unwrap_or_default()
    }

    fn refs(&self, record: RecordId, property: Property) -> Vec<RecordId> {
        let target = |claim: &&Claim| match claim.value {
            Value::Ref(record) => Some(record),
            _ => None,
        };
        self.get(record, property).iter().filter_map(target).collect()
    }

    fn subject(&mut self, record: RecordId) -> u32 {
        if let Some(known) = self.index.get(&record) {
            return *known;
        }
        let at = self.subjects.len() as u32;
        self.index.insert(record, at);
        let mut amounts = self.get(record, Property::GroupPeople).to_vec();
        amounts.extend(self.get(record, Property::DetentionPeople));
        let amounts: Vec<_> = amounts
            .into_iter()
            .filter_map(|claim| match &claim.value {
                Value::Amount(amount) => Some((amount.low.unwrap_or(0), amount.high)),
                _ => None,
            })
            .collect();
        let size = if amounts.is_empty() {
            Size::One { named: !self.get(record, Property::PersonName).is_empty() }
        } else {
            Size::Several {
                low: amounts.iter().map(|(low, _)| *low).min().unwrap_or(0),
                high: amounts
                    .iter()
                    .map(|(_, high)| *high)
                    .collect::<Option<Vec<_>>>()
                    .and_then(|h| h.into_iter().max()),
            }
        };
        self.subjects.push(Subject { record, size, within: Vec::new() });
        let mut larger = self.refs(record, Property::PersonMemberOf);
        larger.extend(self.refs(record, Property::GroupPartOf));
        let mut within: Vec<u32> = larger.into_iter().map(|group| self.subject(group)).collect();
        within.sort_unstable();
        within.dedup();
        if let Some(subject) = self.subjects.get_mut(at as usize) {
            subject.within = within;
        }
        at
    }

    /// When liberty was taken: the hull of what is said, and no later than it was first said.
    fn start(&self, detention: RecordId) -> Bounds {
        let mut bounds: Option<Bounds> = None;
        for claim in self.get(detention, Property::DetentionWhen) {
            if let Value::When(when) = &claim.value {
                let here = when.start();
                bounds = Some(bounds.map_or(here, |before: Bounds| Bounds {
                    earliest: before.earliest.zip(here.earliest).map(|(a, b)| a.min(b)),
                    latest: before.latest.zip(here.latest).map(|(a, b)| a.max(b)),
                }));
            }
        }
        let mut bounds = bounds.unwrap_or(Bounds::UNKNOWN);
        let reported = self.get(detention, Property::DetentionOf).iter().filter_map(|c| said(c)).min();
        bounds.latest = [bounds.latest, reported].into_iter().flatten().min();
        bounds
    }
}

fn said(claim: &Claim) -> Option<Instant> {
    claim.said_at.as_ref().and_then(|when: &When| when.start().latest)
}
