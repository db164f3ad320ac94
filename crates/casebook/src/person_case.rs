//! What is known of a person beside the name, small, for telling whether two records may be one: birth, age, sex,
//! nationality, and each detention's time, place, unit and report. Nothing here judges.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::settle::{Stand, stand};
use crate::view::Named;
use claims::when::Bounds;
use claims::{Property, RecordId, Verdict};
use std::collections::BTreeSet;

/// A person beside others.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonCase {
    /// The record.
    pub named: Named,
    /// Every written name that stands.
    pub names: Vec<String>,
    /// Dates of birth, as written, with what they bound.
    pub births: Vec<(String, Bounds)>,
    /// Ages in years, when detained or reported.
    pub ages: BTreeSet<i64>,
    /// Terms for the sex.
    pub sexes: BTreeSet<String>,
    /// Nationalities as written.
    pub nationalities: BTreeSet<String>,
    /// Its detentions, in the order of ids.
    pub detentions: Vec<DetentionCase>,
}

/// One detention of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct DetentionCase {
    /// The record.
    pub record: RecordId,
    /// When it began.
    pub start: Bounds,
    /// When, as written.
    pub when: Vec<String>,
    /// Places as written.
    pub places: Vec<String>,
    /// The units it speaks of.
    pub units: Vec<Named>,
    /// The reports it is claimed from.
    pub reports: BTreeSet<RecordId>,
}

impl Casebook {
    /// A person beside others; none when it has no name that stands.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn person_case(&self, record: RecordId) -> Result<Option<PersonCase>, CasebookError> {
        let names = self.names_of_person(record)?;
        let Some(n) = self.ids.number(record).filter(|_| !names.is_empty()) else { return Ok(None) };
        let mut births = Vec::new();
        for row in self.standing_claims(n, Property::PersonBirth)? {
            births.extend(row.text.as_deref().map(|text| (text.to_owned(), row.extent())));
        }
        let ages = self.standing_claims(n, Property::PersonAge)?;
        let ages = ages.into_iter().filter_map(|row| row.low).collect();
        let texts_of = |property| -> Result<BTreeSet<String>, CasebookError> {
            let claims = self.standing_claims(n, property)?;
            Ok(claims.into_iter().filter_map(|row| row.text.map(String::from)).collect())
        };
        let (sexes, nationalities) = (texts_of(Property::PersonSex)?, texts_of(Property::PersonNationality)?);
        let mut found: Vec<(RecordId, Bounds, Vec<u32>, BTreeSet<RecordId>)> = Vec::new();
        {
            let facts = self.facts()?;
            let of = facts.of_subject.get(&n).into_iter().flatten();
            for detention in of.filter_map(|of| facts.detentions.get(&self.ids.record(*of))) {
                let mut units: Vec<u32> = detention.units.iter().map(|(unit, _)| *unit).collect();
                units.extend(detention.steps.iter().filter_map(|(_, unit)| *unit));
                units.sort_unstable();
                units.dedup();
                let reports = detention.reports.iter().map(|report| self.ids.record(*report)).collect();
                found.push((self.ids.record(detention.n), detention.start, units, reports));
            }
        }
        found.sort_by_key(|(record, ..)| *record);
        let mut detentions = Vec::with_capacity(found.len());
        for (of, start, units, reports) in found {
            let number = self.ids.number(of).unwrap_or_default();
            let texts = |property| -> Result<Vec<String>, CasebookError> {
                let claims = self.standing_claims(number, property)?;
                let mut texts: Vec<String> =
                    claims.into_iter().filter_map(|row| row.text.map(String::from)).collect();
                texts.sort();
                texts.dedup();
                Ok(texts)
            };
            let mut units =
                units.into_iter().map(|unit| self.named_of(unit)).collect::<Result<Vec<_>, _>>()?;
            units.sort_by_key(|unit| unit.record);
            let (when, places) = (texts(Property::DetentionWhen)?, texts(Property::DetentionPlace)?);
            detentions.push(DetentionCase { record: of, start, when, places, units, reports });
        }
        Ok(Some(PersonCase {
            named: self.named(record)?,
            names,
            births,
            ages,
            sexes,
            nationalities,
            detentions,
        }))
    }

    fn standing_claims(
        &self,
        n: u32,
        property: Property,
    ) -> Result<Vec<crate::rows::ClaimRow>, CasebookError> {
        let mut claims = self.claims_on(n, property)?;
        claims.retain(|claim| {
            let stands = stand(&self.rulings, claim);
            !claim.twin() && !claim.denied() && !matches!(stands, Stand::Retracted(_))
        });
        claims.sort_by_key(|claim| claim.id);
        Ok(claims)
    }

    /// What people have decided about two records, if it settles whether they are one: judged directly, or through
    /// records judged the same as either. Contradicting judgements count as different: a person must look.
    pub fn judged(&self, a: RecordId, b: RecordId) -> Option<Verdict> {
        let with = |record: RecordId| {
            let mut all = self.same_as(record);
            all.push(record);
            all
        };
        let (of_a, of_b) = (with(a), with(b));
        let apart = of_a.iter().any(|a| {
            of_b.iter().any(|b| {
                self.rulings.verdict(*a, *b).is_some_and(|(_, verdict)| verdict == Verdict::Different)
            })
        });
        if apart {
            return Some(Verdict::Different);
        }
        if of_a.contains(&b) {
            return Some(Verdict::Same);
        }
        self.rulings.verdict(a, b).map(|(_, verdict)| verdict)
    }

    /// The judgement of two records that holds: its id, by which it can be undone, and the verdict.
    pub fn judgement_that_holds(&self, a: RecordId, b: RecordId) -> Option<(claims::ClaimId, Verdict)> {
        self.rulings.verdict(a, b).map(|(ruled, verdict)| (ruled.id, verdict))
    }
}
