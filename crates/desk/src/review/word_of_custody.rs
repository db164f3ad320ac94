//! Somebody was asked about a person of whom nothing was heard for long: still held, or out. What they said is kept as a
//! note, with who said it; the word of custody cites it. Nobody is ever taken off the board without such a word.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::BoardLine;
use claims::legal::CustodyState;
use claims::when::When;
use claims::{
    Claim, ClaimId, CustodyStep, HowKnown, Locator, Property, RecordId, RecordKind, Spot, Value, WrittenName,
};

/// What was said.
#[derive(Debug, Clone, Default)]
pub struct CustodyWord {
    /// Who says so; a name or a role.
    pub who: String,
    /// What they are to it.
    pub how: HowKnown,
    /// Their words.
    pub words: String,
    /// Out; else still held as last heard.
    pub released: bool,
}

/// Somebody of whom nothing was heard for long, who may be held.
#[derive(Debug, Clone)]
pub struct Stale {
    /// The line of the board.
    pub line: BoardLine,
    /// Where they were held when they were last heard of.
    pub unit: Option<RecordId>,
    /// What it is called; empty for none.
    pub unit_label: String,
}

/// Those who may be held and of whom nothing was heard for `fresh_for` seconds: whoever is served first comes first, then
/// those of whom nothing was heard the longest.
///
/// # Errors
/// A fault of the casebook.
pub fn stale_held(desk: &Desk, fresh_for: i64) -> Outcome<Vec<Stale>> {
    let at = desk.now();
    let units = desk.casebook().board(at, fresh_for)?;
    let mut out = Vec::new();
    for unit in units {
        let stale = unit.held.into_iter().filter(|line| {
            line.truth == claims::Truth::Maybe
                && line.last_confirmed.is_none_or(|(heard, _)| at.seconds_since(heard) >= fresh_for)
        });
        let (of, label) = (unit.unit, unit.label);
        out.extend(stale.map(|line| Stale { line, unit: of, unit_label: label.to_string() }));
    }
    out.sort_by_key(|of: &Stale| {
        (of.line.facts.risk.is_empty(), of.line.last_confirmed.map(|(at, _)| at), of.line.detention)
    });
    Ok(out)
}

/// Records what was said. Returns the claim, by which it is undone.
///
/// # Errors
/// A refusal that names the field; not found when the person is not among those who may be held.
pub fn word_of_custody(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    detention: RecordId,
    word: &CustodyWord,
    fresh_for: i64,
) -> Outcome<(ClaimId, Saved)> {
    let who = word.who.trim();
    if who.is_empty() {
        return Err(Stop::refused(
            "who",
            sentence!("Say who told it: a name or a role, such as “her lawyer”."),
        ));
    }
    let stale = stale_held(desk, fresh_for)?.into_iter().find(|of| of.line.detention == detention);
    let stale = stale.ok_or_else(|| {
        Stop::conflict(sentence!(
            "Something was heard of them meanwhile; they are not on this list any more."
        ))
    })?;
    let now = When::at(desk.now(), desk.zone())
        .map_err(|problem| Stop::refused("clock", Sentence::from(&problem)))?;
    let mut draft = Draft::default();
    let fresh = || desk.fresh().map(ClaimId::from_bytes);
    let report = RecordId::from_bytes(desk.fresh()?);
    let known = desk.casebook().known_as(RecordKind::Source, &names::fold::search_key(who))?;
    let source = match known {
        Some(source) => source,
        None => {
            let source = RecordId::from_bytes(desk.fresh()?);
            let name =
                WrittenName::parse(who).map_err(|problem| Stop::refused("who", Sentence::from(&problem)))?;
            draft.claim(Claim::new(fresh()?, source, Property::SourceName, Value::Name(name)));
            source
        }
    };
    let mut of_report = |property: Property, value: Value| -> Outcome<()> {
        let mut claim = Claim::new(fresh()?, report, property, value);
        claim.source = Some(source);
        claim.said_at = Some(now.clone());
        draft.claim(claim);
        Ok(())
    };
    of_report(Property::ReportType, Value::Term("call".into()))?;
    of_report(Property::ReportPublished, Value::When(now.clone()))?;
    let words = word.words.trim();
    let spot = match words.len() as u64 {
        0 => Spot::Whole,
        end => {
            of_report(Property::ReportBytes, Value::Bytes(words.as_bytes().into()))?;
            Spot::Quote { start: 0, end }
        }
    };
    let mut step = CustodyStep::of(if word.released { CustodyState::Released } else { stale.line.state });
    step.unit = stale.unit.filter(|_| !word.released);
    step.how = word.how;
    step.confirmed = Some(now.clone());
    let id = fresh()?;
    let mut claim = Claim::new(id, detention, Property::DetentionCustody, Value::Custody(Box::new(step)));
    (claim.source, claim.said_at) = (Some(source), Some(now));
    claim.locator = Some(Locator { report, spot });
    draft.claim(claim);
    Ok((id, desk.save(actor, why, draft)?))
}
