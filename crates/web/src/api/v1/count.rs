//! `GET /api/v1/count` and `GET /api/v1/figures`. A count is the same JSON as `habeas count --format json` prints: both
//! are made here.

use super::call::{Answered, Call, refused, told};
use super::eyes::Eyes;
use super::shape::{Edtf, Id, Moment, wire};
use super::value::{AmountOut, BoundsOut, amount, bounds, written};
use axum::http::StatusCode;
use casebook::{FigureView, Scope};
use claims::counting::Measure;
use claims::wording::{self, Convention};
use claims::{Property, RecordId, RecordKind};
use desk::Desk;
use desk::count::{CountQuery, Receipt, flag_in_words, why_in_words};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};

wire! {
    /// A number with its receipt.
    out CountOut {
        /// What is counted.
        measure: &'static str,
        /// persons, detentions or events.
        unit: &'static str,
        /// As of which moment.
        as_of: Moment,
        /// At least so many.
        floor: u64,
        /// At most so many; none when there is no upper bound.
        ceiling: Option<u64>,
        /// How many of the floor are named.
        named: u64,
        /// The ledger position.
        position: u64,
        /// The root of the ledger's tree at that position.
        root: String,
        /// What it was narrowed to, in words.
        scope: Vec<String>,
        /// Seconds after which the last word of custody counted as stale.
        fresh_for_seconds: i64,
        /// Always null: there is no one total between floor and ceiling.
        total: Option<u64>,
        /// What adds nothing to the floor, by reason.
        exclusions: Vec<ExclusionOut>,
        /// Every record behind the number.
        records: Vec<CountedOut>,
        /// Pairs judged both the same and different.
        contradictory_judgements: Vec<Vec<Id>>,
        /// Numbers claimed by others: beside the floor, never in it.
        figures: Vec<FigureOut>,
    }
    /// What adds nothing to the floor, for one reason.
    out ExclusionOut {
        /// The reason's code.
        reason: &'static str,
        /// The reason in words.
        words: String,
        /// How many records.
        number: u64,
        /// Which, as far as they are listed.
        records: Vec<ExcludedOut>,
    }
    /// A record that adds nothing.
    out ExcludedOut {
        /// The record.
        record: Id,
        /// Its kind.
        kind: &'static str,
        /// What it is called.
        label: String,
    }
    /// A record behind a number.
    out CountedOut {
        /// The record that stands for it.
        record: Id,
        /// Its kind.
        kind: &'static str,
        /// What it is called.
        label: String,
        /// What it adds to the floor.
        floor: u64,
        /// What it adds to the ceiling.
        ceiling: Option<u64>,
        /// Why, as a code.
        why: String,
        /// Why, in words.
        words: String,
        /// The other records judged the same.
        merged: Vec<Id>,
        /// When what is counted happened.
        happened: BoundsOut,
    }
    /// Figures claimed by others, side by side.
    out FiguresOut {
        /// The figures.
        figures: Vec<FigureOut>,
        /// What to know before quoting one.
        flags: Vec<String>,
    }
    /// A number claimed by others.
    out FigureOut {
        /// The record.
        record: Id,
        /// The id its list gives it, or the first digits of its own.
        label: String,
        /// What is counted.
        measure: Option<String>,
        /// persons, detentions or events.
        unit: Option<String>,
        /// How many, with the word used.
        amount: Option<AmountOut>,
        /// What named conventions make of the word.
        bounds_by_convention: ConventionsOut,
        /// The parts of its breakdown.
        parts: Vec<AmountOut>,
        /// The place it speaks of.
        scope: Option<String>,
        /// The time it speaks of.
        period: Option<Edtf>,
        /// When it was said.
        said_on: Option<Edtf>,
        /// Who said it.
        speaker: Option<String>,
        /// Who relayed it.
        outlet: Option<String>,
        /// True when it was relayed.
        second_hand: bool,
    }
    /// Bounds of one convention.
    out ConventionOut {
        /// At least.
        low: Option<u64>,
        /// At most.
        high: Option<u64>,
    }
}

/// What named conventions make of a word.
#[derive(Debug, serde::Serialize)]
pub(crate) struct ConventionsOut {
    #[serde(rename = "habeas-1")]
    habeas_1: Option<ConventionOut>,
    acled: Option<ConventionOut>,
    ccc: Option<ConventionOut>,
}

impl super::shape::Told for ConventionsOut {
    fn shape(all: &mut super::shape::Shapes) -> Json {
        use super::shape::{Field, object};
        all.named("ConventionsOut", |all| {
            let fields = ["habeas-1", "acled", "ccc"].map(|name| Field {
                name,
                says: "The bounds of this convention; none when it has none for the word.",
                shape: Option::<ConventionOut>::shape(all),
                needed: true,
            });
            object("What named conventions make of a word.", fields.into())
        })
    }
}

/// What a record is called, and its kind.
type Named<'n> = dyn Fn(&RecordId) -> (&'static str, String) + 'n;

/// A count as JSON, for the command line: the same as the API answers.
pub fn count_as_json(desk: &Desk, receipt: &Receipt, named: &Named<'_>) -> Json {
    serde_json::to_value(CountOut::of(desk, receipt, named)).unwrap_or_default()
}

/// A figure as JSON, for the command line.
pub fn figure_as_json(figure: &FigureView) -> Json {
    serde_json::to_value(self::figure(figure)).unwrap_or_default()
}

pub(super) fn count(call: &Call) -> Answered {
    let query = question(call)?;
    let desk = &call.app.desk;
    let receipt = desk::count::count(desk, &query).map_err(|stop| call.stopped(&stop))?;
    let mut records: BTreeSet<RecordId> = receipt.lines.iter().map(|line| line.record).collect();
    records.extend(receipt.exclusions.iter().flat_map(|of| of.records.iter().copied()));
    let records: Vec<RecordId> = records.into_iter().collect();
    let names =
        desk::look::name_records(desk, &records, query.position).map_err(|stop| call.stopped(&stop))?;
    let names: HashMap<RecordId, casebook::Named> = records.into_iter().zip(names).collect();
    let eyes = Eyes::of(call);
    if eyes.identity {
        let shown = names.values().filter(|named| crate::pages::is_about_somebody(named.kind));
        let shown = shown.map(|named| named.record).filter(|record| !eyes.hidden(*record));
        call.looked_at(&shown.collect::<Vec<_>>());
    }
    let named = |record: &RecordId| match names.get(record) {
        Some(named) => (named.kind.map_or("record", RecordKind::name), eyes.named(named)),
        None => ("record", record.short()),
    };
    told(StatusCode::OK, &CountOut::of(desk, &receipt, &named))
}

fn question(call: &Call) -> Result<CountQuery, crate::api::problem::Problem> {
    let name = call.asked("measure").unwrap_or("detentions");
    let measure = Measure::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Measure::ALL.into_iter().map(Measure::name).collect();
        refused("measure", format!("{name:?} is not a measure; the measures are {}.", known.join(", ")))
    })?;
    let mut filters = Vec::new();
    for (_, text) in call.query.iter().filter(|(name, _)| name == "where") {
        let (name, value) = text.split_once('=').ok_or_else(|| {
            refused("where", format!("{text:?} is not PROPERTY=VALUE, such as event.type=rally."))
        })?;
        let property = Property::from_name(name.trim())
            .ok_or_else(|| refused("where", format!("{name:?} is not a property.")))?;
        if !Eyes::of(call).see(property) {
            return Err(refused("where", format!("{name} is not for this token.")));
        }
        filters.push((property, value.trim().to_owned()));
    }
    let scope = Scope {
        from: call.edge("from", true)?,
        to: call.edge("to", false)?,
        filters,
        unit: call.record("unit")?,
        place: call.asked("place").map(ToOwned::to_owned),
        city: call.asked("city").map(ToOwned::to_owned),
        role: call.asked("role").map(ToOwned::to_owned),
        source: call.record("source")?,
    };
    Ok(CountQuery {
        measure,
        as_of: call.when("as_of")?,
        position: call.number("position")?,
        scope,
        fresh_for: call.app.options.fresh_for,
    })
}

impl CountOut {
    fn of(desk: &Desk, receipt: &Receipt, named: &Named<'_>) -> Self {
        Self {
            measure: receipt.measure.name(),
            unit: receipt.measure.unit(),
            as_of: Moment(receipt.as_of.in_zone(desk.zone())),
            floor: receipt.floor,
            ceiling: receipt.ceiling,
            named: receipt.named,
            position: receipt.position.entries,
            root: crate::door::hex(&receipt.position.root),
            scope: receipt.scope.clone(),
            fresh_for_seconds: receipt.fresh_for,
            total: None,
            exclusions: receipt
                .exclusions
                .iter()
                .map(|of| ExclusionOut {
                    reason: of.reason,
                    words: of.words.clone(),
                    number: of.number,
                    records: of
                        .records
                        .iter()
                        .map(|record| {
                            let (kind, label) = named(record);
                            ExcludedOut { record: Id(record.to_string()), kind, label }
                        })
                        .collect(),
                })
                .collect(),
            records: receipt
                .lines
                .iter()
                .map(|line| {
                    let (kind, label) = named(&line.record);
                    CountedOut {
                        record: Id(line.record.to_string()),
                        kind,
                        label,
                        floor: line.floor,
                        ceiling: line.ceiling,
                        why: line.reason().to_owned(),
                        words: why_in_words(&line.why),
                        merged: line.merged.iter().map(|record| Id(record.to_string())).collect(),
                        happened: bounds(line.happened),
                    }
                })
                .collect(),
            contradictory_judgements: receipt
                .contradictory
                .iter()
                .map(|(a, b)| vec![Id(a.to_string()), Id(b.to_string())])
                .collect(),
            figures: receipt.figures.iter().map(figure).collect(),
        }
    }
}

pub(super) fn figures(call: &Call) -> Answered {
    let sheet =
        desk::look::figures(&call.app.desk, call.number("position")?).map_err(|stop| call.stopped(&stop))?;
    let labels: HashMap<RecordId, String> =
        sheet.figures.iter().map(|figure| (figure.record, figure.label.clone())).collect();
    let flags = sheet.flags.iter().map(|flag| flag_in_words(flag, &labels)).collect();
    told(StatusCode::OK, &FiguresOut { figures: sheet.figures.iter().map(figure).collect(), flags })
}

fn figure(figure: &FigureView) -> FigureOut {
    let by = |convention: Convention| {
        let amount = figure.amount.as_ref()?;
        let quantity = wording::read_quantity(&amount.word, None).into_iter().next()?;
        wording::bounds(&quantity, convention).map(|of| ConventionOut { low: of.low, high: of.high })
    };
    FigureOut {
        record: Id(figure.record.to_string()),
        label: figure.label.clone(),
        measure: figure.measure.clone(),
        unit: figure.unit.clone(),
        amount: figure.amount.as_ref().map(amount),
        bounds_by_convention: ConventionsOut {
            habeas_1: by(Convention::Habeas1),
            acled: by(Convention::Acled),
            ccc: by(Convention::Ccc),
        },
        parts: figure.parts.iter().map(amount).collect(),
        scope: figure.scope.clone(),
        period: written(figure.period.as_ref()),
        said_on: written(figure.said_on.as_ref()),
        speaker: figure.speaker.clone(),
        outlet: figure.outlet.clone(),
        second_hand: matches!((&figure.speaker, &figure.outlet), (Some(speaker), Some(outlet)) if speaker != outlet),
    }
}
