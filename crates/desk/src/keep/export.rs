//! Export: every claim and decision, lossless as JSON lines or flat as CSV. It reads the ledger, not the casebook, so
//! that nothing the projection does not know is lost. Cells that a spreadsheet would run as formulas are defused.
//!
//! Whoever holds the key takes everything but what is secret of the house, which leaves only when it is asked for by name. A member
//! takes no more than their roles and groups show on pages.

use super::as_json;
use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use claims::{Claim, Property, RecordId, RecordKind, Ruling, Save, Saying, Tier, Value, wire};
use ledger::LedgerError;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::io::Write;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// One JSON object per line: lossless.
    JsonLines,
    /// One row per claim: for spreadsheets; raw bytes are left out.
    Csv,
}

impl ExportForm {
    /// The word in addresses and in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            ExportForm::JsonLines => "jsonl",
            ExportForm::Csv => "csv",
        }
    }

    /// The form of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        [ExportForm::JsonLines, ExportForm::Csv].into_iter().find(|form| form.name() == name)
    }
}

/// The columns of a CSV export.
const COLUMNS: [&str; 20] = [
    "claim",
    "record",
    "kind",
    "property",
    "value",
    "low",
    "high",
    "label",
    "source",
    "report",
    "where",
    "said_at",
    "polarity",
    "modality",
    "draft",
    "note",
    "author",
    "why",
    "recorded_at",
    "position",
];

/// How much of it is for whom it is made. What is secret of the house is in none of them ([`Secrets`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFor {
    /// Whoever holds the key: everything.
    Holder,
    /// A member, by what their roles and groups show them.
    Member {
        /// Names, birth dates, and free words that may hold them.
        identity: bool,
        /// Who told it.
        source: bool,
        /// The words of reports.
        report: bool,
        /// Groups whose limited records they see.
        groups: BTreeSet<String>,
    },
}

/// What is secret of the house: what the ids of a reporter's reports are made from, the sums of tokens, and what this version cannot
/// read, which may be either. By what members sign in is in no export at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They stay here.
    LeftOut,
    /// They leave too, because whoever holds the key asked for it by name.
    Written,
}

impl ExportFor {
    /// Records by their numbers, times, places, custody and decisions: no names, no tellers, no words of reports, nothing that
    /// is limited to a group.
    pub const fn facts() -> Self {
        Self::Member { identity: false, source: false, report: false, groups: BTreeSet::new() }
    }

    /// What of it somebody still sees who now sees this much.
    pub fn no_more_than(self, now: &Self) -> Self {
        match (self, now) {
            (all, Self::Holder) => all,
            (Self::Holder, now) => now.clone(),
            (
                Self::Member { identity, source, report, groups },
                Self::Member { identity: i, source: s, report: r, groups: g },
            ) => Self::Member {
                identity: identity && *i,
                source: source && *s,
                report: report && *r,
                groups: groups.intersection(g).cloned().collect(),
            },
        }
    }

    /// True when somebody could be named by it.
    pub fn names_people(&self) -> bool {
        !matches!(self, Self::Member { identity: false, source: false, report: false, .. })
    }

    /// True for what may be written.
    fn sees(&self, saying: &Saying, tier: Tier) -> bool {
        let Self::Member { identity, source, report, .. } = self else { return true };
        match (saying, tier) {
            (Saying::Claim(claim), _) if claim.property == Property::SourceContact => false,
            (Saying::Claim(claim), _) => match claim.property.tier() {
                Tier::Facts => true,
                Tier::Identity => *identity,
                Tier::Source if claim.property.kind() == RecordKind::Report => *report,
                Tier::Source => *source,
            },
            (Saying::Decision(decision), tier) => {
                let of_tier = match tier {
                    Tier::Facts => true,
                    Tier::Identity => *identity,
                    Tier::Source => *source,
                };
                of_tier && is_about_cases(&decision.ruling)
            }
            // What this version cannot read it cannot judge either.
            (Saying::Unknown(_), _) => *identity && *source && *report,
        }
    }

    /// True when free words, in which a name may stand, may be written.
    fn reads_words(&self) -> bool {
        !matches!(self, Self::Member { identity: false, .. })
    }

    /// True when it may be written who said it.
    fn reads_sources(&self) -> bool {
        !matches!(self, Self::Member { source: false, .. })
    }
}

/// True for what was decided of claims and records; who works here, what opens the house and what was erased stay in it.
fn is_about_cases(ruling: &Ruling) -> bool {
    match ruling {
        Ruling::Accept(_)
        | Ruling::Retract(_)
        | Ruling::Undo(_)
        | Ruling::Judge { .. }
        | Ruling::GradeSource(_)
        | Ruling::GradeClaim(..)
        | Ruling::Seen(_)
        | Ruling::Withdraw(_)
        | Ruling::Beacon(_)
        | Ruling::SignPack(_)
        | Ruling::Attest(_) => true,
        Ruling::AskErasure(_)
        | Ruling::ConfirmErasure(_)
        | Ruling::Hold(_)
        | Ruling::Erased(_)
        | Ruling::AdmitReporter(_)
        | Ruling::Access(_)
        | Ruling::Set(_) => false,
    }
}

/// Which records a member does not see, asked once for each.
#[derive(Default)]
struct Hidden(HashMap<RecordId, bool>);

impl Hidden {
    fn hides(&mut self, desk: &Desk, of: &ExportFor, record: RecordId) -> Outcome<bool> {
        let ExportFor::Member { groups, .. } = of else { return Ok(false) };
        if let Some(known) = self.0.get(&record) {
            return Ok(*known);
        }
        let hidden = crate::access::hides(desk, groups, record)?;
        self.0.insert(record, hidden);
        Ok(hidden)
    }
}

/// Writes every claim and decision that is for whom it is made; returns how many lines.
///
/// # Errors
/// Busy when writing fails.
pub fn export(
    desk: &Desk,
    form: ExportForm,
    of: &ExportFor,
    secrets: Secrets,
    out: &mut dyn Write,
) -> Outcome<u64> {
    let mut reader = wire::Reader::default();
    let mut hidden = Hidden::default();
    let mut lines = 0;
    let mut csv = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    if form == ExportForm::Csv {
        csv.write_record(COLUMNS).map_err(busy)?;
    }
    for entry in desk.ledger().read_from(1) {
        // A damaged entry was reported on opening; it must not keep the rest from getting out.
        let entry = match entry {
            Err(LedgerError::Damaged(_)) => continue,
            other => other?,
        };
        for part in &entry.parts {
            if hidden.hides(desk, of, part.record)? {
                continue;
            }
            let Some(plain) = &part.plaintext else {
                if form == ExportForm::JsonLines {
                    let line = json!({"erased": {"record": part.record.to_string(), "tier": part.tier.name()}, "position": entry.position});
                    writeln!(out, "{line}").map_err(busy)?;
                    lines += 1;
                }
                continue;
            };
            let save =
                reader.decode(part.record, plain).map_err(|cause| Stop::fault("reading an entry", cause))?;
            for saying in &save.sayings {
                // How callers are reached leaves the house in no file: it is kept apart, and only for a while.
                if matches!(saying, Saying::Claim(claim) if claim.property == Property::ContactHow) {
                    continue;
                }
                if !of.sees(saying, part.tier) {
                    continue;
                }
                // A token opens nothing without what was shown once; its sum is for nobody all the same.
                let opens = matches!(saying, Saying::Claim(claim) if claim.property == Property::SourceToken);
                if opens && secrets == Secrets::LeftOut {
                    continue;
                }
                match (form, saying) {
                    (ExportForm::JsonLines, saying) => {
                        let mut line = as_json::saying(saying, &save, entry.position, part.tier, secrets);
                        as_json::without(&mut line, !of.reads_words(), !of.reads_sources());
                        writeln!(out, "{line}").map_err(busy)?;
                    }
                    (ExportForm::Csv, Saying::Claim(claim)) => {
                        let mut row = row(claim, &save, entry.position);
                        let left_out = (!of.reads_words()).then_some(["note", "why"].as_slice());
                        let unsaid = (!of.reads_sources()).then_some(["source"].as_slice());
                        for name in left_out.into_iter().chain(unsaid).flatten() {
                            for (_, cell) in
                                COLUMNS.iter().zip(&mut row).filter(|(column, _)| *column == name)
                            {
                                cell.clear();
                            }
                        }
                        csv.write_record(row).map_err(busy)?;
                    }
                    (ExportForm::Csv, _) => continue,
                }
                lines += 1;
            }
        }
        if form == ExportForm::Csv {
            csv.flush().map_err(busy)?;
            out.write_all(csv.get_ref()).map_err(busy)?;
            csv = csv::WriterBuilder::new()
                .quote_style(csv::QuoteStyle::Always)
                .has_headers(false)
                .from_writer(Vec::new());
        }
    }
    out.flush().map_err(busy)?;
    Ok(lines)
}

fn busy(cause: impl std::fmt::Display) -> Stop {
    let say = sentence!("The export could not be written: {cause}.", cause);
    Stop::Refusal(Refusal { kind: Kind::Busy, field: None, say, hint: None })
}

fn row(claim: &Claim, save: &Save, position: u64) -> Vec<String> {
    let opt = |text: Option<String>| text.unwrap_or_default();
    let (value, low, high, label) = match &claim.value {
        Value::Amount(amount) => (
            amount.word.to_string(),
            opt(amount.low.map(|n| n.to_string())),
            opt(amount.high.map(|n| n.to_string())),
            opt(amount.label.as_ref().map(ToString::to_string)),
        ),
        other => (as_json::in_words(other), String::new(), String::new(), String::new()),
    };
    let cells = [
        claim.id.to_string(),
        claim.about.to_string(),
        claim.property.kind().name().to_owned(),
        claim.property.name().to_owned(),
        value,
        low,
        high,
        label,
        opt(claim.source.map(|source| source.to_string())),
        opt(claim.locator.as_ref().map(|locator| locator.report.to_string())),
        opt(claim.locator.as_ref().map(|locator| as_json::spot_in_words(&locator.spot))),
        opt(claim.said_at.as_ref().map(|when| when.written().to_owned())),
        if claim.polarity == claims::Polarity::Denied { "denied" } else { "affirmed" }.to_owned(),
        claim.modality.name().to_owned(),
        if claim.draft { "draft" } else { "" }.to_owned(),
        opt(claim.note.as_ref().map(ToString::to_string)),
        save.author.to_string(),
        save.why.to_string(),
        save.at.to_string(),
        position.to_string(),
    ];
    cells.into_iter().map(|cell| defused(&cell)).collect()
}

/// A cell that a spreadsheet program will not run: a leading apostrophe before what it would take for a formula.
pub fn defused(cell: &str) -> String {
    let risky = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%')
    };
    if cell.starts_with(risky) && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}
