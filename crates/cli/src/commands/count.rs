//! Counting with a receipt, and explaining a difference.

mod breakdown;

use crate::args::{Common, CountArgs, DiffArgs, Format, ScopeArgs};
use crate::exit::Done;
use crate::{open, print};
use casebook::{Named, Scope};
use claims::counting::Measure;
use claims::when::{Bounds, When};
use claims::{Property, RecordId};
use desk::count::{CountQuery, Receipt, change_in_words, count, diff as explain, why_in_words};
use desk::keep::Settings;
use desk::look::{find_record, name_records};
use desk::{Desk, Outcome, Stop};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

pub fn run(common: &Common, args: &CountArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let query = query(&desk, &settings, args)?;
    if let Some(by) = &args.breakdown {
        breakdown::run(&desk, &query, by, args.public, common.format)?;
        return Ok(Done::Well);
    }
    let receipt = count(&desk, &query)?;
    let names = names(&desk, &receipt, query.position)?;
    match common.format {
        Format::Json => print::json(&json_of(&desk, &receipt, &names))?,
        Format::Csv => print::data(&csv_of(&receipt, &names)?)?,
        Format::Text => print::data(&text_of(&desk, &receipt, &names, args.receipt))?,
    }
    Ok(Done::Well)
}

pub fn diff(common: &Common, args: &DiffArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let later = CountQuery { position: args.after, ..query(&desk, &settings, &args.count)? };
    let mut earlier = CountQuery { position: Some(args.before), ..later.clone() };
    if let Some(text) = &args.before_as_of {
        earlier.as_of = Some(moment(&desk, "before-as-of", text)?);
    } else if earlier.as_of.is_none() {
        // Both numbers are for the same moment unless said otherwise.
        let now = When::at(desk.now(), desk.zone())
            .map_err(|problem| Stop::refused_in_english("clock", problem.to_string()))?;
        earlier.as_of = Some(now);
    }
    let difference = explain(&desk, &earlier, &later)?;
    let (before, after) = (&difference.before, &difference.after);
    match common.format {
        Format::Json => print::json(&json!({
            "measure": after.measure.name(),
            "before": { "position": before.position.entries, "as_of": before.as_of.to_string(), "floor": before.floor, "ceiling": before.ceiling },
            "after": { "position": after.position.entries, "as_of": after.as_of.to_string(), "floor": after.floor, "ceiling": after.ceiling },
            "changes": difference.changes.iter().map(|change| json!({
                "by": change.by,
                "words": change_in_words(change),
                "records": change.records.iter().map(RecordId::to_string).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "erased_between": difference.erased.iter().map(RecordId::to_string).collect::<Vec<_>>(),
        }))?,
        Format::Csv => {
            let rows: Vec<Vec<String>> = difference
                .changes
                .iter()
                .map(|change| vec![change.by.to_string(), change_in_words(change)])
                .collect();
            print::data(&print::csv(&["by", "reason"], &rows)?)?;
        }
        Format::Text => {
            print::data(&format!(
                "{}: {} at position {}, {} at position {} ({:+})",
                after.measure.name(),
                before.floor,
                before.position.entries,
                after.floor,
                after.position.entries,
                after.floor as i64 - before.floor as i64
            ))?;
            for change in &difference.changes {
                print::data(&format!("  {}", change_in_words(change)))?;
            }
            if difference.changes.is_empty() {
                print::data("  nothing that moves this number happened between them")?;
            }
            if let Some(sentence) = erased_in_words(&difference.erased, before.position.entries) {
                print::data(&format!("  {sentence}"))?;
            }
        }
    }
    Ok(Done::Well)
}

/// What a difference cannot show: both numbers are without what was erased between them.
fn erased_in_words(erased: &[RecordId], before: u64) -> Option<String> {
    let records = match erased.len() {
        0 => return None,
        1 => "1 record was".to_owned(),
        n => format!("{n} records were"),
    };
    let ids: Vec<String> = erased.iter().take(6).map(|record| record.short()).collect();
    let more = if erased.len() > ids.len() { ", …" } else { "" };
    Some(format!(
        "{records} erased between them ({}{more}) and count in neither: a number written down at position {before} \
         before the erasure may be higher",
        ids.join(", ")
    ))
}

fn query(desk: &Desk, settings: &Settings, args: &CountArgs) -> Outcome<CountQuery> {
    let measure = Measure::from_name(&args.measure).ok_or_else(|| {
        let known: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
        Stop::refused_in_english(
            "measure",
            format!("{:?} is not a measure; the measures are {}.", args.measure, known.join(", ")),
        )
    })?;
    Ok(CountQuery {
        measure,
        as_of: args.as_of.as_deref().map(|text| moment(desk, "as-of", text)).transpose()?,
        position: args.position,
        scope: scope(desk, &args.scope)?,
        fresh_for: Settings::seconds(args.fresh_for.as_deref().unwrap_or(settings.get("fresh_for")))?,
    })
}

/// A moment or day as typed.
pub fn moment(desk: &Desk, field: &'static str, text: &str) -> Outcome<When> {
    When::parse(text, desk.zone()).map_err(|problem| Stop::refused_in_english(field, problem.to_string()))
}

/// What a question is narrowed to.
pub fn scope(desk: &Desk, args: &ScopeArgs) -> Outcome<Scope> {
    let bounds = |field: &'static str, text: &Option<String>| -> Outcome<Bounds> {
        text.as_deref()
            .map_or(Ok(Bounds::UNKNOWN), |text| moment(desk, field, text).map(|when| when.bounds()))
    };
    let record = |text: &Option<String>| text.as_deref().map(|text| named(desk, text)).transpose();
    let filters = args
        .filters
        .iter()
        .map(|filter| {
            let refuse = |says: String| Stop::refused_in_english("where", says);
            let (property, value) = filter.split_once('=').ok_or_else(|| {
                refuse(format!("{filter:?} is not PROPERTY=VALUE, such as event.type=rally."))
            })?;
            let property = Property::from_name(property.trim()).ok_or_else(|| {
                refuse(format!("{property:?} is not a property; see habeas record --properties."))
            })?;
            Ok((property, value.trim().to_owned()))
        })
        .collect::<Outcome<Vec<_>>>()?;
    Ok(Scope {
        from: bounds("from", &args.from)?.earliest,
        to: bounds("to", &args.to)?.latest,
        filters,
        unit: record(&args.unit)?,
        place: args.place.clone(),
        city: args.city.clone(),
        role: args.role.clone(),
        source: record(&args.source)?,
    })
}

/// A unit or source by its id or its name.
fn named(desk: &Desk, text: &str) -> Outcome<RecordId> {
    use claims::RecordKind;
    let folded = names::fold::search_key(text);
    for kind in [RecordKind::Unit, RecordKind::Source] {
        if let Some(record) = desk.casebook().known_as(kind, &folded)? {
            return Ok(record);
        }
    }
    find_record(desk, text)
}

type Names = HashMap<RecordId, Named>;

fn names(desk: &Desk, receipt: &Receipt, position: Option<u64>) -> Outcome<Names> {
    let mut records: Vec<RecordId> = receipt.lines.iter().map(|line| line.record).collect();
    records.extend(receipt.exclusions.iter().flat_map(|exclusion| exclusion.records.iter().copied()));
    records.sort_unstable();
    records.dedup();
    let named = name_records(desk, &records, position)?;
    Ok(records.into_iter().zip(named).collect())
}

fn label(names: &Names, record: &RecordId) -> String {
    names.get(record).map_or_else(|| record.short(), |named| named.label.to_string())
}

fn kind(names: &Names, record: &RecordId) -> &'static str {
    names.get(record).and_then(|named| named.kind).map_or("record", claims::RecordKind::name)
}

fn json_of(desk: &Desk, receipt: &Receipt, names: &Names) -> Json {
    web::count_as_json(desk, receipt, &|record| (kind(names, record), label(names, record)))
}

fn csv_of(receipt: &Receipt, names: &Names) -> Outcome<String> {
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let total = vec![
        "total".to_owned(),
        receipt.measure.name().to_owned(),
        format!("as of {}, position {}", receipt.as_of, receipt.position.entries),
        receipt.floor.to_string(),
        number(receipt.ceiling),
        String::new(),
    ];
    let lines = receipt.lines.iter().map(|line| {
        vec![
            line.record.to_string(),
            kind(names, &line.record).to_owned(),
            label(names, &line.record),
            line.floor.to_string(),
            number(line.ceiling),
            line.reason().to_owned(),
        ]
    });
    let rows: Vec<Vec<String>> = std::iter::once(total).chain(lines).collect();
    print::csv(&["record", "kind", "label", "floor", "ceiling", "why"], &rows)
}

fn text_of(desk: &Desk, receipt: &Receipt, names: &Names, all: bool) -> String {
    let unit = receipt.measure.unit();
    let ceiling = receipt.ceiling.map_or("no upper bound stated".to_owned(), |n| format!("at most {n}"));
    let mut out = vec![
        format!("{}: at least {} {unit}, {ceiling}", receipt.measure.name(), receipt.floor),
        format!(
            "  as of {}, ledger position {}",
            receipt.as_of.in_zone(desk.zone()),
            receipt.position.entries
        ),
    ];
    if receipt.named > 0 || unit == "persons" {
        out.push(format!("  {} of them named", receipt.named));
    }
    out.extend(receipt.scope.iter().map(|scope| format!("  only where {scope}")));
    for exclusion in &receipt.exclusions {
        let shown: Vec<String> =
            exclusion.records.iter().take(5).map(|record| label(names, record)).collect();
        let more = if exclusion.number as usize > shown.len() && !shown.is_empty() { ", …" } else { "" };
        let list = if shown.is_empty() { String::new() } else { format!(" ({}{more})", shown.join(", ")) };
        out.push(format!("  adds nothing to the floor: {} — {}{list}", exclusion.number, exclusion.words));
    }
    for figure in &receipt.figures {
        out.push(format!("  beside it: {}", super::figures::in_words(figure)));
    }
    for (a, b) in &receipt.contradictory {
        out.push(format!("  judged both the same and different: {} and {}", a.short(), b.short()));
    }
    let shown = if all { receipt.lines.len() } else { 0 };
    for line in receipt.lines.iter().take(shown) {
        let ceiling = line.ceiling.map_or("∞".to_owned(), |n| n.to_string());
        out.push(format!(
            "    {}–{ceiling}  {} {} {} — {}",
            line.floor,
            kind(names, &line.record),
            line.record.short(),
            label(names, &line.record),
            why_in_words(&line.why)
        ));
    }
    if !all && !receipt.lines.is_empty() {
        out.push(format!("  {} records behind it (--receipt lists them)", receipt.lines.len()));
    }
    print::plain(&out.join("\n"))
}
