//! From a batch as written to claims and decisions with ids. All or nothing: the first thing that cannot be resolved
//! refuses the whole batch, naming its place.

use super::{Batch, BatchProblem, ClaimLine, CustodyLine, DecisionLine};
use crate::mapping::Ids;
use claims::legal::{CustodyState, ReleaseMode};
use claims::when::{When, ZoneId};
use claims::{
    Amount, Claim, ClaimId, Credibility, CustodyStep, Decision, HowKnown, Locator, Modality, Polarity,
    Property, RecordId, RecordKind, Reliability, Ruling, Shape, Spot, Value, Verdict, WrittenName,
};
use std::collections::HashMap;

/// A batch with ids.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The claims, in the order written.
    pub claims: Vec<Claim>,
    /// The decisions, each with its reason.
    pub decisions: Vec<(Decision, String)>,
    /// The records by handle.
    pub records: Vec<(String, RecordKind, RecordId)>,
}

/// Resolves a batch about `report`, whose bytes are `text`.
///
/// # Errors
/// A [`BatchProblem`] naming the first place that cannot be resolved.
pub fn resolve(
    batch: &Batch,
    report: RecordId,
    text: &[u8],
    ids: &mut dyn Ids,
) -> Result<Resolved, BatchProblem> {
    let problem = |place: String, says: String| BatchProblem { place, says };
    let zone = ZoneId::parse(&batch.zone).map_err(|cause| problem("zone".to_owned(), cause.to_string()))?;
    let mut records: HashMap<&str, (RecordKind, RecordId)> = HashMap::new();
    let mut listed = Vec::new();
    for (i, line) in batch.records.iter().enumerate() {
        let place = format!("records[{i}]");
        let kind = RecordKind::from_name(&line.kind).ok_or_else(|| {
            problem(format!("{place}.kind"), format!("{:?} is not a kind of record", line.kind))
        })?;
        let id = match &line.id {
            Some(id) => id
                .parse()
                .map_err(|cause: claims::NotAnId| problem(format!("{place}.id"), cause.to_string()))?,
            None => RecordId::from_bytes(ids.fresh()),
        };
        if records.insert(&line.handle, (kind, id)).is_some() {
            return Err(problem(format!("{place}.handle"), format!("{:?} is used twice", line.handle)));
        }
        listed.push((line.handle.clone(), kind, id));
    }
    records.insert("report", (RecordKind::Report, report));
    let said_at = batch
        .said_at
        .as_deref()
        .map(|text| When::parse(text, &zone))
        .transpose()
        .map_err(|cause| problem("said_at".to_owned(), cause.to_string()))?;
    let mut resolver = Resolver { batch, report, text, zone, records, said_at, keys: HashMap::new() };
    let mut claims = Vec::new();
    for (i, line) in batch.claims.iter().enumerate() {
        let claim = resolver
            .claim(line, ids)
            .map_err(|(field, says)| problem(format!("claims[{i}].{field}"), says))?;
        if let Some(key) = &line.key {
            resolver.keys.insert(key.as_str(), (claim.id, claim.about));
        }
        claims.push(claim);
    }
    let mut decisions = Vec::new();
    for (i, line) in batch.decisions.iter().enumerate() {
        let decision = resolver
            .decision(line, ids)
            .map_err(|(field, says)| problem(format!("decisions[{i}].{field}"), says))?;
        decisions.push((decision, line.why.clone()));
    }
    Ok(Resolved { claims, decisions, records: listed })
}

type Misread = (&'static str, String);

struct Resolver<'b> {
    batch: &'b Batch,
    report: RecordId,
    text: &'b [u8],
    zone: ZoneId,
    records: HashMap<&'b str, (RecordKind, RecordId)>,
    said_at: Option<When>,
    keys: HashMap<&'b str, (ClaimId, RecordId)>,
}

impl<'b> Resolver<'b> {
    fn record(&self, field: &'static str, handle: &str) -> Result<(RecordKind, RecordId), Misread> {
        self.records
            .get(handle)
            .copied()
            .ok_or_else(|| (field, format!("no record has the handle {handle:?}")))
    }

    fn quoted(&self, field: &'static str, (start, end): (u64, u64)) -> Result<&'b str, Misread> {
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        let bytes = range
            .filter(|(start, end)| start < end)
            .and_then(|(start, end)| self.text.get(start..end))
            .ok_or_else(|| {
                (
                    field,
                    format!("bytes {start}–{end} do not lie in the report, which has {}", self.text.len()),
                )
            })?;
        std::str::from_utf8(bytes)
            .map_err(|_| (field, format!("bytes {start}–{end} cut a character in two; move the offsets")))
    }

    fn when(&self, field: &'static str, text: &Option<String>) -> Result<Option<When>, Misread> {
        text.as_deref()
            .map(|text| When::parse(text, &self.zone).map_err(|cause| (field, cause.to_string())))
            .transpose()
    }

    fn claim(&self, line: &ClaimLine, ids: &mut dyn Ids) -> Result<Claim, Misread> {
        let (kind, about) = self.record("about", &line.about)?;
        let property = Property::from_name(&line.property)
            .filter(|property| property.kind() == kind && property.is_told())
            .ok_or_else(|| ("property", format!("a {} has no property {:?}", kind.name(), line.property)))?;
        let value = self.value(line, property)?;
        let mut claim = Claim::new(ClaimId::from_bytes(ids.fresh()), about, property, value);
        if let Some((start, end)) = line.at.or(line.quote) {
            self.quoted("at", (start, end))?;
            claim.locator = Some(Locator { report: self.report, spot: Spot::Quote { start, end } });
        } else {
            claim.locator = Some(Locator { report: self.report, spot: Spot::Whole });
        }
        claim.source = match line.source.as_ref().or(self.batch.source.as_ref()) {
            Some(handle) => Some(self.record("source", handle)?.1).filter(|source| *source != about),
            None => None,
        };
        claim.said_at = self.said_at.clone();
        claim.modality = match line.modality.as_deref() {
            Some(word) => Modality::from_name(word)
                .ok_or_else(|| ("modality", format!("{word:?} is not a manner of saying")))?,
            None => Modality::Stated,
        };
        claim.polarity = if line.denied { Polarity::Denied } else { Polarity::Affirmed };
        claim.draft = line.draft;
        claim.note = line.note.as_deref().map(Into::into);
        Ok(claim)
    }

    fn value(&self, line: &ClaimLine, property: Property) -> Result<Value, Misread> {
        let words = match (line.quote, &line.value) {
            (Some(range), _) => Some(self.quoted("quote", range)?),
            (None, Some(value)) => Some(value.as_str()),
            (None, None) => None,
        };
        let need = || ("value", format!("{} needs a value (or a quote)", property.name()));
        Ok(match property.shape() {
            Shape::Text => Value::Text(words.ok_or_else(need)?.into()),
            Shape::Term => Value::Term(words.ok_or_else(need)?.into()),
            Shape::Name => Value::Name(
                WrittenName::parse(words.ok_or_else(need)?).map_err(|cause| ("value", cause.to_string()))?,
            ),
            Shape::When => Value::When(
                When::parse(words.ok_or_else(need)?, &self.zone)
                    .map_err(|cause| ("value", cause.to_string()))?,
            ),
            Shape::Number => Value::Number(
                line.number.ok_or_else(|| ("number", format!("{} needs a number", property.name())))?,
            ),
            Shape::Amount => Value::Amount(Amount {
                word: words.ok_or_else(need)?.into(),
                low: line.low,
                high: line.high,
                label: line.label.as_deref().map(Into::into),
            }),
            Shape::Ref => {
                let handle = line
                    .record
                    .as_deref()
                    .ok_or_else(|| ("record", format!("{} needs a record", property.name())))?;
                Value::Ref(self.record("record", handle)?.1)
            }
            Shape::Custody => {
                let step = line
                    .custody
                    .as_ref()
                    .ok_or_else(|| ("custody", format!("{} needs a custody step", property.name())))?;
                Value::Custody(Box::new(self.custody(step)?))
            }
            Shape::Bytes => {
                return Err(("property", format!("{} cannot be written in a batch", property.name())));
            }
        })
    }

    fn custody(&self, line: &CustodyLine) -> Result<CustodyStep, Misread> {
        let state = CustodyState::from_name(&line.state)
            .ok_or_else(|| ("custody.state", format!("{:?} is not a custody state", line.state)))?;
        let unit = match &line.unit {
            Some(handle) => Some(self.record("custody.unit", handle)?.1),
            None => None,
        };
        let how = match line.how.as_deref() {
            Some(word) => HowKnown::from_name(word)
                .ok_or_else(|| ("custody.how", format!("{word:?} is not a way of knowing")))?,
            None => HowKnown::Unknown,
        };
        let release = match line.release.as_deref() {
            Some(word) => Some(
                ReleaseMode::from_name(word)
                    .ok_or_else(|| ("custody.release", format!("{word:?} is not a way of release")))?,
            ),
            None => None,
        };
        Ok(CustodyStep {
            state,
            unit,
            from: self.when("custody.from", &line.from)?,
            to: self.when("custody.to", &line.to)?,
            how,
            confirmed: self.when("custody.confirmed", &line.confirmed)?,
            release,
        })
    }

    fn decision(&self, line: &DecisionLine, ids: &mut dyn Ids) -> Result<Decision, Misread> {
        let key = |field: &'static str, key: &str| {
            self.keys.get(key).copied().ok_or_else(|| (field, format!("no claim has the key {key:?}")))
        };
        let (about, ruling) = match line {
            DecisionLine { judge: Some((a, b)), verdict, .. } => {
                let (a, b) = (self.record("judge", a)?.1, self.record("judge", b)?.1);
                let word = verdict.as_deref().unwrap_or_default();
                let verdict = Verdict::from_name(word)
                    .ok_or_else(|| ("verdict", format!("{word:?} is not same, different or unsure")))?;
                (a, Ruling::Judge { a, b, verdict })
            }
            DecisionLine { accept: Some(claim), .. } => {
                let (claim, about) = key("accept", claim)?;
                (about, Ruling::Accept(claim))
            }
            DecisionLine { retract: Some(claim), .. } => {
                let (claim, about) = key("retract", claim)?;
                (about, Ruling::Retract(claim))
            }
            DecisionLine { grade: Some(what), as_grade: Some(grade), .. } => self.grade(what, grade)?,
            _ => return Err(("judge", "a decision judges, accepts, retracts or grades".to_owned())),
        };
        Ok(Decision { id: ClaimId::from_bytes(ids.fresh()), about, ruling })
    }

    fn grade(&self, what: &str, grade: &str) -> Result<(RecordId, Ruling), Misread> {
        let mut letters = grade.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return Err(("as_grade", format!("{grade:?} is not one letter A–F or digit 1–6")));
        };
        if let Some(reliability) = Reliability::from_letter(letter) {
            return Ok((self.record("grade", what)?.1, Ruling::GradeSource(reliability)));
        }
        let credibility = Credibility::from_digit(letter)
            .ok_or_else(|| ("as_grade", format!("{grade:?} is not one letter A–F or digit 1–6")))?;
        let (claim, about) = self
            .keys
            .get(what)
            .copied()
            .ok_or_else(|| ("grade", format!("no claim has the key {what:?}")))?;
        Ok((about, Ruling::GradeClaim(claim, credibility)))
    }
}
