//! What we learned of a record between two places of the ledger: values before and after, statements that came, were
//! withdrawn or chosen, judgements, and what came to refer to it.

use super::show::show_with_erasure;
use crate::desk::Desk;
use crate::stop::{Kind, Outcome, Stop};
use casebook::{ClaimState, ClaimView, Named, RecordView, Standing};
use claims::{ClaimId, Property, RecordId, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The difference between two states of knowledge.
#[derive(Debug, Default, PartialEq)]
pub struct Changed {
    /// What it was called, and is called now, when these differ.
    pub label: Option<(Arc<str>, Arc<str>)>,
    /// Property by property.
    pub properties: Vec<PropertyChanged>,
    /// Records with which it was judged anew: the verdict before and after.
    pub judgements: Vec<(Named, Option<Verdict>, Option<Verdict>)>,
    /// By property: how many records referred to it before, and after.
    pub used_by: Vec<(Property, u64, u64)>,
}

/// What changed about one property.
#[derive(Debug, PartialEq)]
pub struct PropertyChanged {
    /// The property.
    pub property: Property,
    /// What its claims amounted to.
    pub before: Standing,
    /// What they amount to.
    pub after: Standing,
    /// Claims that came.
    pub came: Vec<ClaimView>,
    /// Claims that stand otherwise than before, as they stand after.
    pub stand: Vec<ClaimView>,
}

impl Changed {
    /// True when nothing differs.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What changed between two positions; `to` is now when there is none.
///
/// # Errors
/// A refusal when there is no such position or no such record.
pub fn changed(desk: &Desk, record: RecordId, from: u64, to: Option<u64>) -> Outcome<Changed> {
    let before = match show_with_erasure(desk, record, Some(from)) {
        Ok(shown) => shown.view,
        // It had not been heard of.
        Err(Stop::Refusal(refusal)) if refusal.kind == Kind::NotFound => None,
        Err(stop) => return Err(stop),
    };
    let after = show_with_erasure(desk, record, to)?.view;
    Ok(difference(before.as_ref(), after.as_ref()))
}

/// The difference of two views of one record.
fn difference(before: Option<&RecordView>, after: Option<&RecordView>) -> Changed {
    let Some(after) = after else { return Changed::default() };
    let label = before.map(|view| &view.label).filter(|label| **label != after.label);
    let properties = after.properties.iter().filter_map(|now| {
        let then = before.and_then(|view| view.property(now.property));
        let known: BTreeMap<ClaimId, (&ClaimState, bool)> = then
            .iter()
            .flat_map(|of| of.claims.iter())
            .map(|claim| (claim.id, (&claim.state, claim.accepted)))
            .collect();
        let came = now.claims.iter().filter(|claim| !known.contains_key(&claim.id)).cloned().collect();
        let stand = now.claims.iter().filter(|claim| {
            known.get(&claim.id).is_some_and(|stood| *stood != (&claim.state, claim.accepted))
        });
        let of = PropertyChanged {
            property: now.property,
            before: then.map_or(Standing::Unknown, |of| of.standing.clone()),
            after: now.standing.clone(),
            came,
            stand: stand.cloned().collect(),
        };
        (of.before != of.after || !of.came.is_empty() || !of.stand.is_empty()).then_some(of)
    });
    let verdicts = |view: Option<&RecordView>| -> BTreeMap<RecordId, Option<Verdict>> {
        view.iter().flat_map(|view| &view.judgements).map(|of| (of.other.record, of.verdict)).collect()
    };
    let then = verdicts(before);
    let judgements = after.judgements.iter().filter_map(|now| {
        let was = then.get(&now.other.record).copied().flatten();
        (was != now.verdict).then(|| (now.other.clone(), was, now.verdict))
    });
    let uses = |view: Option<&RecordView>| -> BTreeMap<Property, u64> {
        view.iter().flat_map(|view| &view.used_by).map(|of| (of.property, of.total)).collect()
    };
    let (were, are) = (uses(before), uses(Some(after)));
    let both: BTreeSet<Property> = were.keys().chain(are.keys()).copied().collect();
    let count = |of: &BTreeMap<Property, u64>, property| of.get(&property).copied().unwrap_or_default();
    Changed {
        label: label.map(|label| (Arc::clone(label), Arc::clone(&after.label))),
        properties: properties.collect(),
        judgements: judgements.collect(),
        used_by: both
            .into_iter()
            .map(|property| (property, count(&were, property), count(&are, property)))
            .filter(|(_, was, is)| was != is)
            .collect(),
    }
}
