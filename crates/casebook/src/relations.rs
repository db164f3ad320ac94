//! What stands around a record: other detentions of the same person, who was taken together, acts, checks, interventions,
//! proceedings, photos. Only claims that stand relate; a person judged the same as another shares what is around them.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::ClaimRow;
use crate::schema::record_of;
use crate::settle::{stand, stand_of};
use crate::view::{ManneredRow, Named};
use claims::when::Instant;
use claims::{ClaimId, Property, RecordId, RecordKind, Value, Verdict};
use std::collections::BTreeSet;

/// How a record stands to the one looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// Who was detained, when that is not the record itself.
    Detained,
    /// A detention: of this person, at this event.
    Detention,
    /// Another detention of the same person.
    OtherDetention,
    /// A detention at the same moment.
    Together,
    /// The event it belongs to.
    Event,
    /// For whom they worked, to which group they belong.
    Organization,
    /// What was done to them.
    Act,
    /// Who stepped in.
    Intervention,
    /// Who asked after them.
    Check,
    /// What went on before courts.
    Proceeding,
    /// A photo, video or paper that shows it.
    Evidence,
    /// Something said about it.
    Statement,
}

impl RelationKind {
    /// Every kind, in the order of a page.
    pub const ALL: [RelationKind; 12] = [
        RelationKind::Detained,
        RelationKind::Detention,
        RelationKind::OtherDetention,
        RelationKind::Together,
        RelationKind::Event,
        RelationKind::Organization,
        RelationKind::Act,
        RelationKind::Intervention,
        RelationKind::Check,
        RelationKind::Proceeding,
        RelationKind::Evidence,
        RelationKind::Statement,
    ];

    /// Its word in messages.
    pub const fn name(self) -> &'static str {
        match self {
            RelationKind::Detained => "detained",
            RelationKind::Detention => "detention",
            RelationKind::OtherDetention => "other-detention",
            RelationKind::Together => "together",
            RelationKind::Event => "event",
            RelationKind::Organization => "organization",
            RelationKind::Act => "act",
            RelationKind::Intervention => "intervention",
            RelationKind::Check => "check",
            RelationKind::Proceeding => "proceeding",
            RelationKind::Evidence => "evidence",
            RelationKind::Statement => "statement",
        }
    }

    /// What a line says of such a record.
    const fn says(self) -> &'static [Property] {
        use Property as P;
        match self {
            RelationKind::Detained | RelationKind::Organization => &[],
            RelationKind::Detention | RelationKind::OtherDetention | RelationKind::Together => {
                &[P::DetentionWhen, P::DetentionPlace, P::DetentionUnit]
            }
            RelationKind::Event => &[P::EventWhen, P::EventPlace],
            RelationKind::Act => &[P::ActWhen, P::ActType, P::ActObject],
            RelationKind::Intervention => {
                &[P::InterventionWhen, P::InterventionType, P::InterventionBy, P::InterventionResponse]
            }
            RelationKind::Check => &[P::CheckWhen, P::CheckUnit, P::CheckAnswer, P::CheckWords],
            RelationKind::Proceeding => &[P::ProceedingWhen, P::ProceedingStage, P::ProceedingResult],
            RelationKind::Evidence => &[P::EvidenceType, P::EvidenceCaption],
            RelationKind::Statement => &[P::StatementWhen, P::StatementWords],
        }
    }
}

/// Records that stand in one relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Which.
    pub kind: RelationKind,
    /// How many.
    pub total: u64,
    /// The first of them, by time.
    pub lines: Vec<RelationLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationLine {
    /// The record.
    pub named: Named,
    /// What is said of it, with the record a value points to.
    pub says: Vec<(Property, Value, Option<Named>)>,
}

/// The most lines of one relation.
const LISTED: usize = 40;
/// The most values of one property on a line.
const SAID: usize = 2;

impl Casebook {
    /// What stands around a record.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn relations(&self, record: RecordId) -> Result<Vec<Relation>, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(Vec::new()) };
        use Property as P;
        let (mut people, mut detentions) = (BTreeSet::new(), BTreeSet::new());
        let mut found: Vec<(RelationKind, BTreeSet<u32>)> = Vec::new();
        match self.kind_of(n)? {
            Some(RecordKind::Person | RecordKind::Group) => {
                people = self.judged_one(record);
                detentions = self.referring(&people, P::DetentionOf)?;
                found.push((RelationKind::Detention, detentions.clone()));
                found.push((RelationKind::Organization, self.referred(&people, P::PersonMemberOf)?));
            }
            Some(RecordKind::Detention) => {
                detentions.insert(n);
                let of = self.referred(&detentions, P::DetentionOf)?;
                for person in &of {
                    people.extend(self.judged_one(self.ids.record(*person)));
                }
                let mut others = self.referring(&people, P::DetentionOf)?;
                others.remove(&n);
                let mut together = self.referred(&detentions, P::DetentionTogether)?;
                together.extend(self.referring(&detentions, P::DetentionTogether)?);
                found.push((RelationKind::Detained, of));
                found.push((RelationKind::OtherDetention, others));
                found.push((RelationKind::Together, together));
            }
            Some(RecordKind::Event) => {
                let events = BTreeSet::from([n]);
                found.push((RelationKind::Detention, self.referring(&events, P::DetentionEvent)?));
                found.push((RelationKind::Evidence, self.referring(&events, P::EvidenceShows)?));
                found.push((RelationKind::Statement, self.referring(&events, P::StatementAbout)?));
            }
            Some(RecordKind::Unit) => {
                let units = BTreeSet::from([n]);
                found.push((RelationKind::Check, self.referring(&units, P::CheckUnit)?));
                found.push((RelationKind::Evidence, self.referring(&units, P::EvidenceShows)?));
            }
            _ => return Ok(Vec::new()),
        }
        if !detentions.is_empty() {
            found.push((RelationKind::Event, self.referred(&detentions, P::DetentionEvent)?));
            found.push((RelationKind::Organization, self.referred(&detentions, P::DetentionOrganization)?));
            found.push((RelationKind::Act, self.referring(&detentions, P::ActDetention)?));
            found.push((RelationKind::Proceeding, self.referring(&detentions, P::ProceedingOf)?));
        }
        let both: BTreeSet<u32> = people.iter().chain(&detentions).copied().collect();
        found.push((RelationKind::Act, self.referring(&people, P::ActVictim)?));
        found.push((RelationKind::Intervention, self.referring(&both, P::InterventionFor)?));
        found.push((RelationKind::Check, self.referring(&both, P::CheckAbout)?));
        found.push((RelationKind::Evidence, self.referring(&both, P::EvidenceShows)?));
        found.push((RelationKind::Statement, self.referring(&both, P::StatementAbout)?));
        let mut relations = Vec::new();
        for kind in RelationKind::ALL {
            let of_kind = found.iter().filter(|(of, _)| *of == kind);
            let records: BTreeSet<u32> =
                of_kind.flat_map(|(_, set)| set).copied().filter(|of| *of != n).collect();
            if !records.is_empty() {
                relations.push(self.relation(kind, &records)?);
            }
        }
        Ok(relations)
    }

    fn relation(&self, kind: RelationKind, records: &BTreeSet<u32>) -> Result<Relation, CasebookError> {
        let mut lines: Vec<(Option<Instant>, RelationLine)> = Vec::new();
        for n in records.iter().take(LISTED) {
            let mut says = Vec::new();
            let mut at = None;
            for property in kind.says() {
                let mut rows = self.claims_on(*n, *property)?;
                rows.retain(|row| self.says(row));
                rows.sort_by_key(|row| row.id);
                for row in rows.iter().take(SAID) {
                    let value = self.reading().value(row, false)?;
                    if let Value::When(when) = &value {
                        at = at.or(when.start().earliest).or(when.start().latest);
                    }
                    let to = row.reference.map(|to| self.named_of(to)).transpose()?;
                    says.push((*property, value, to));
                }
            }
            lines.push((at, RelationLine { named: self.named_of(*n)?, says }));
        }
        lines.sort_by_key(|(at, line)| (at.is_none(), *at, line.named.record));
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        Ok(Relation { kind, total: records.len() as u64, lines })
    }

    /// A claim that stands, says so, and is no twin.
    fn says(&self, row: &ClaimRow) -> bool {
        !row.twin() && !row.denied() && row.modality().asserts() && stand(&self.rulings, row).stands()
    }

    /// The record and those judged to be the same, through as many judgements as it takes.
    fn judged_one(&self, record: RecordId) -> BTreeSet<u32> {
        let mut one = BTreeSet::from([record]);
        let mut open = vec![record];
        while let Some(at) = open.pop() {
            for other in self.rulings.judged_with(at) {
                let same = matches!(self.rulings.verdict(at, other), Some((_, Verdict::Same)));
                if same && one.insert(other) {
                    open.push(other);
                }
            }
        }
        one.into_iter().filter_map(|record| self.ids.number(record)).collect()
    }

    /// The records that point to any of these by a property.
    fn referring(&self, to: &BTreeSet<u32>, property: Property) -> Result<BTreeSet<u32>, CasebookError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, manner, n, told FROM claim WHERE ref = ?1 AND property = ?2")?;
        let mut found = BTreeSet::new();
        for n in to {
            let mut rows = statement.query((n, property.code()))?;
            while let Some(row) = rows.next()? {
                let (id, manner) = (ClaimId::from_bytes(row.get(0)?), ManneredRow { manner: row.get(1)? });
                let at: (i64, i64) = (row.get(2)?, row.get(3)?);
                if manner.counts() && stand_of(&self.rulings, id, manner.draft(), at).stands() {
                    found.insert(record_of(at.0));
                }
            }
        }
        Ok(found)
    }

    /// The records that any of these points to by a property.
    fn referred(&self, from: &BTreeSet<u32>, property: Property) -> Result<BTreeSet<u32>, CasebookError> {
        let mut found = BTreeSet::new();
        for n in from {
            let rows = self.claims_on(*n, property)?;
            found.extend(rows.iter().filter(|row| self.says(row)).filter_map(|row| row.reference));
        }
        Ok(found)
    }
}
