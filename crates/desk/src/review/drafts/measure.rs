//! How good present drafts are, held against what people decided: refusals teach. Only reports on which somebody decided
//! are looked at, and of them only what was decided: a draft that nobody judged is neither right nor wrong.

use super::decided::{Decided, Kept, Ruled};
use super::drafts;
use super::slots::DraftFact;
use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::Casebook;
use claims::{ClaimId, Value};
use std::collections::BTreeMap;

/// Right, wrong and missed, of one slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Drafted as people accepted it.
    pub right: u32,
    /// Drafted, and people said otherwise or refused it.
    pub wrong: u32,
    /// Accepted or put right by people, and not drafted so now.
    pub missed: u32,
}

impl Measured {
    /// Share of what was drafted that is right; none where nothing was.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.wrong)
    }

    /// Share of what is there that was drafted; none where nothing is.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.missed)
    }
}

fn share(right: u32, other: u32) -> Option<f64> {
    (right + other > 0).then(|| f64::from(right) / f64::from(right + other))
}

/// Measures present drafts by slot ("detention", "detention.place" …) against every decision that stands. Returns how
/// many reports were looked at too.
///
/// # Errors
/// A fault of the casebook.
pub fn measure_drafts(desk: &Desk) -> Outcome<(usize, BTreeMap<String, Measured>)> {
    let mut table: BTreeMap<String, Measured> = BTreeMap::new();
    let mut reports = 0;
    let all = desk.casebook().reports_to_read()?;
    for report in all {
        let decided = desk.casebook().drafts_decided(report)?;
        let decided: Vec<Decided> = decided.iter().filter_map(Decided::read).collect();
        if decided.is_empty() {
            continue;
        }
        reports += 1;
        let present = drafts(desk, report)?;
        let mut taken: Vec<&str> = Vec::new();
        for of in &decided {
            let fits = |draft: &&DraftFact| {
                draft.kind == of.kind
                    && draft.evidence.overlaps(of.evidence)
                    && !taken.contains(&draft.key.as_str())
            };
            let drafts = || present.list.iter().map(|(draft, _)| draft);
            let exact = drafts().find(|draft| draft.key == of.key);
            // A refused draft is here still only if it says the same; an accepted one may be told better or worse now.
            let now = exact.or_else(|| drafts().filter(fits).find(|draft| of.same_but_place(&draft.key)));
            let now = match of.how {
                Ruled::Refused => now,
                _ => now.or_else(|| drafts().find(fits)),
            };
            taken.extend(now.map(|draft| draft.key.as_str()));
            score(&desk.casebook(), of, now, &mut table)?;
        }
    }
    Ok((reports, table))
}

fn score(
    casebook: &Casebook,
    of: &Decided,
    now: Option<&DraftFact>,
    table: &mut BTreeMap<String, Measured>,
) -> Outcome<()> {
    let whole = table.entry(of.kind.name().to_owned()).or_default();
    match (of.how, now) {
        (Ruled::Refused, Some(_)) => whole.wrong += 1,
        (Ruled::Refused, None) => return Ok(()),
        (_, Some(_)) => whole.right += 1,
        (_, None) => whole.missed += 1,
    }
    if of.how == Ruled::Refused {
        return Ok(());
    }
    for (name, kept) in &of.slots {
        let drafted = now.and_then(|draft| draft.slot(name)).map(|slot| slot.value.as_str());
        let row = table.entry(format!("{}.{name}", of.kind.name())).or_default();
        let ids = match kept {
            Kept::AsDrafted(ids) | Kept::Corrected(ids) => ids,
            Kept::LeftOut => {
                row.wrong += u32::from(drafted.is_some());
                continue;
            }
        };
        // What was erased or withdrawn since teaches nothing.
        let Some(accepted) = written(casebook, ids)? else { continue };
        match drafted {
            Some(value) if value == accepted => row.right += 1,
            Some(_) => {
                row.wrong += 1;
                row.missed += 1;
            }
            None => row.missed += 1,
        }
    }
    // Drafted now where people, asked, had nothing.
    for slot in now.map(|draft| draft.slots.as_slice()).unwrap_or_default() {
        if !of.slots.iter().any(|(name, _)| name == slot.name) {
            table.entry(format!("{}.{}", of.kind.name(), slot.name)).or_default().wrong += 1;
        }
    }
    Ok(())
}

/// What the claims of a slot say, as a slot writes it.
fn written(casebook: &Casebook, ids: &[ClaimId]) -> Outcome<Option<String>> {
    let mut words = Vec::new();
    for id in ids {
        let Some(view) = casebook.claim(*id)? else { return Ok(None) };
        if matches!(view.state, casebook::ClaimState::Retracted { .. }) {
            return Ok(None);
        }
        words.push(match &view.value {
            Value::Text(text) | Value::Term(text) => text.strip_prefix("by ").unwrap_or(text).to_owned(),
            Value::Name(name) => name.as_str().to_owned(),
            Value::When(when) => when.written().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Amount(amount) => amount.word.to_string(),
            Value::Ref(_) => match &view.refers_to {
                Some(named) => named.label.to_string(),
                None => return Ok(None),
            },
            Value::Custody(step) => step.state.name().to_owned(),
            Value::Bytes(_) => return Ok(None),
        });
    }
    Ok((!words.is_empty()).then(|| words.join("; ")))
}
