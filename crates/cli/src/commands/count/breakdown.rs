//! A number broken down, as words, rows or JSON.

use crate::args::Format;
use crate::print;
use casebook::{Division, Part};
use claims::RecordId;
use desk::count::{Breakdown, CountQuery, Public, breakdown};
use desk::look::name_records;
use desk::{Desk, Outcome, Stop};
use serde_json::{Value as Json, json};

pub fn run(desk: &Desk, query: &CountQuery, by: &str, public: bool, format: Format) -> Outcome<()> {
    let by = Division::from_name(by).ok_or_else(|| {
        let known: Vec<&str> = Division::ALL.iter().map(|of| of.name()).collect();
        Stop::refused_in_english(
            "breakdown",
            format!("{by:?} is nothing to break a number down by; write one of {}.", known.join(", ")),
        )
    })?;
    let found = breakdown(desk, query, by)?;
    let rows = rows(desk, query, &found, public)?;
    match format {
        Format::Json => print::json(&json!({
            "measure": found.measure.name(),
            "unit": found.measure.unit(),
            "by": found.by.name(),
            "as_of": found.as_of.in_zone(desk.zone()),
            "position": found.position.entries,
            "public": public,
            "parts_overlap": true,
            "parts_left_out": found.left,
            "rows": rows.iter().map(Row::json).collect::<Vec<_>>(),
        })),
        Format::Csv => {
            let lines: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
            print::data(&print::csv(&["row", found.by.name(), "floor", "ceiling", "record"], &lines)?)
        }
        Format::Text => {
            print::data(&format!(
                "{} by {}, as of {}, position {}",
                found.measure.name(),
                found.by.name(),
                found.as_of.in_zone(desk.zone()),
                found.position.entries
            ))?;
            for row in &rows {
                print::data(&format!("  {}", row.words()))?;
            }
            if found.left > 0 {
                print::data(&format!("  and {} more that are named less often", found.left))?;
            }
            print::data("Parts may overlap and are never added up; the total is counted by itself.")
        }
    }
}

/// One row: the total, a part, or what is in no part.
struct Row {
    kind: &'static str,
    label: String,
    record: Option<RecordId>,
    number: (u64, Option<u64>),
    shown: Public,
}

fn rows(desk: &Desk, query: &CountQuery, of: &Breakdown, public: bool) -> Outcome<Vec<Row>> {
    let units: Vec<RecordId> = of
        .parts
        .iter()
        .filter_map(|part| match part.part {
            Part::Unit(unit) => Some(unit),
            _ => None,
        })
        .collect();
    let mut named = name_records(desk, &units, query.position)?.into_iter();
    let shown = |cell: Public| if public { cell } else { Public::Open };
    let row = |kind, label, record, number, cell| Row { kind, label, record, number, shown: shown(cell) };
    let mut rows = vec![row("total", "total".to_owned(), None, of.total, of.total_public)];
    for part in &of.parts {
        let (label, record) = match &part.part {
            Part::Unit(unit) => {
                (named.next().map_or_else(|| unit.short(), |named| named.label.to_string()), Some(*unit))
            }
            Part::City(words) | Part::Role(words) => (words.clone(), None),
            Part::Day(year, month, day) => (format!("{year:04}-{month:02}-{day:02}"), None),
        };
        rows.push(row("part", label, record, (part.floor, part.ceiling), part.public));
    }
    rows.push(row("none", "in none of these for certain".to_owned(), None, of.in_none, of.in_none_public));
    Ok(rows)
}

impl Row {
    fn floor(&self) -> String {
        match self.shown {
            Public::Open => self.number.0.to_string(),
            Public::Small => "<5".to_owned(),
            Public::Withheld => "withheld".to_owned(),
        }
    }

    fn ceiling(&self) -> String {
        match (self.shown, self.number.1) {
            (Public::Open, Some(ceiling)) => ceiling.to_string(),
            _ => String::new(),
        }
    }

    fn words(&self) -> String {
        let number = match (self.shown, self.number) {
            (Public::Open, (floor, Some(ceiling))) if floor == ceiling => floor.to_string(),
            (Public::Open, (floor, Some(ceiling))) => format!("{floor}–{ceiling}"),
            (Public::Open, (floor, None)) => format!("{floor} or more"),
            _ => self.floor(),
        };
        format!("{number:>12}  {}", self.label)
    }

    fn cells(&self) -> Vec<String> {
        let record = self.record.map_or_else(String::new, |record| record.to_string());
        vec![self.kind.to_owned(), self.label.clone(), self.floor(), self.ceiling(), record]
    }

    fn json(&self) -> Json {
        let open = self.shown == Public::Open;
        json!({
            "row": self.kind,
            "label": self.label,
            "record": self.record.map(|record| record.to_string()),
            "floor": open.then_some(self.number.0),
            "ceiling": self.number.1.filter(|_| open),
            "shown": match self.shown {
                Public::Open => "number",
                Public::Small => "fewer than 5",
                Public::Withheld => "withheld",
            },
        })
    }
}
