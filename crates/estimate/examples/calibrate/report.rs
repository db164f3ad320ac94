//! The tables of a run: for people (Markdown) and for programs (TSV).

use crate::keep::lines;
use crate::plan::{KNOWN, Plan, RANKS};
use crate::ranks;
use crate::row::Row;
use crate::tally::{Tally, at_least, uniform};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testkit::populations::Ground;

/// Adds up what lies in the plan's folder, writes `summary.tsv` beside it, and returns the tables.
pub fn write(plan: &Plan) -> Result<String, String> {
    let mut text = String::new();
    let mut tsv = "scenario\tground\tpopulations\tshown\tcovered\tcover_at_least\tbias\twidth\tfar\twould_cover\treckoned\twithheld\tseconds\n".to_owned();
    let seconds = seconds(plan);
    let mut all: Vec<(Ground, bool, Vec<Row>)> = Vec::new();
    let _ = writeln!(
        text,
        "| scenario | populations | shown | of these cover (at least) | median off by | width | off by > 10 % | withheld by | cover if nothing were withheld | CPU s |\n\
         |---|---|---|---|---|---|---|---|---|---|"
    );
    for scenario in plan.scenarios() {
        let rows = rows(plan, scenario.name);
        if rows.is_empty() {
            continue;
        }
        let tally = Tally::of(&rows);
        line(&mut text, scenario.name, &tally, seconds.get(scenario.name).copied());
        let _ = writeln!(
            tsv,
            "{}\t{:?}\t{}\t{}\t{}\t{:.4}\t{:.4}\t{:.4}\t{}\t{}\t{}\t{}\t{:.2}",
            scenario.name,
            scenario.ground,
            tally.populations,
            tally.shown,
            tally.covered,
            at_least(tally.covered, tally.shown),
            tally.bias,
            tally.width,
            tally.far,
            tally.would_cover,
            tally.reckoned,
            tally.reasons(),
            seconds.get(scenario.name).copied().unwrap_or(f64::NAN)
        );
        all.push((scenario.ground, scenario.well_overlapped, rows));
    }
    let mut pooled = |name: &str, takes: &dyn Fn(Ground, bool) -> bool| {
        let rows = all.iter().filter(|(ground, well, _)| takes(*ground, *well)).flat_map(|(_, _, rows)| rows);
        line(&mut text, name, &Tally::of(rows), None);
    };
    pooled("**in model**", &|ground, _| ground == Ground::InModel);
    pooled("**in model or hard to tell**", &|ground, _| {
        matches!(ground, Ground::InModel | Ground::HardToTell)
    });
    pooled("**out of model**", &|ground, _| ground == Ground::OutOfModel);
    pooled("**well overlapped**", &|_, well| well);
    pooled("**cannot be told**", &|ground, _| ground == Ground::CannotBeTold);
    text.push_str(&of_ranks(plan));
    text.push_str(&of_known(plan));
    let path = plan.folder.join("summary.tsv");
    std::fs::write(&path, tsv).map_err(|cause| format!("{}: {cause}", path.display()))?;
    Ok(text)
}

/// Rows, judged by the gates as they are now.
fn rows(plan: &Plan, name: &str) -> Vec<Row> {
    let lines = lines(&plan.folder, name, &plan.head(name));
    let mut rows: Vec<Row> = lines.iter().filter_map(|line| Row::read(line)).collect();
    for row in &mut rows {
        if let Ok((_, table)) = plan.table(name, row.number) {
            row.judge(&table);
        }
    }
    rows
}

fn line(text: &mut String, name: &str, tally: &Tally, seconds: Option<f64>) {
    let share = |part: usize, of: usize| match of {
        0 => "–".to_owned(),
        _ => format!("{:.1} %", 100.0 * part as f64 / of as f64),
    };
    let percent =
        |value: f64| if value.is_nan() { "–".to_owned() } else { format!("{:+.1} %", 100.0 * value) };
    let cover = match tally.shown {
        0 => "–".to_owned(),
        shown => format!("{} ({:.1} %)", share(tally.covered, shown), 100.0 * at_least(tally.covered, shown)),
    };
    let _ = writeln!(
        text,
        "| {name} | {} | {} | {cover} | {} | {} | {} | {} | {} | {} |",
        tally.populations,
        share(tally.shown, tally.populations),
        percent(tally.bias),
        percent(tally.width).trim_start_matches('+'),
        tally.far,
        tally.reasons(),
        share(tally.would_cover, tally.reckoned),
        seconds.map_or("–".to_owned(), |seconds| format!("{seconds:.2}"))
    );
}

/// Mean seconds of a population, file by file.
fn seconds(plan: &Plan) -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(plan.folder.join("seconds.tsv")).unwrap_or_default();
    let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(name), Some(spent)) =
            (cells.next(), cells.nth(1).and_then(|cell| cell.parse::<f64>().ok()))
        else {
            continue;
        };
        let sum = sums.entry(name.to_owned()).or_default();
        *sum = (sum.0 + spent, sum.1 + 1.0);
    }
    sums.into_iter().map(|(name, (sum, count))| (name, sum / count)).collect()
}

fn of_ranks(plan: &Plan) -> String {
    let lines = lines(&plan.folder, RANKS, &plan.head(RANKS));
    let found = |agreed: bool| -> Vec<usize> {
        let cells = lines.iter().map(|line| line.split('\t').collect::<Vec<_>>());
        let kept = cells.filter(|cells| {
            let rhat = cells.get(4).and_then(|cell| cell.parse::<f64>().ok());
            !agreed || rhat.is_some_and(|rhat| rhat <= estimate::gates::MOST_RHAT)
        });
        kept.filter_map(|cells| cells.get(3)?.parse().ok()).collect()
    };
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\nRanks of the truth, {} populations from the priors:\n", lines.len());
    for (says, ranks) in [("all", found(false)), ("chains agreed", found(true))] {
        let (square, p) = uniform(&ranks, ranks::DRAWS, 20);
        let _ = writeln!(text, "- {says}: {} ranks, χ² of 20 bins {square:.1}, p = {p:.3}", ranks.len());
    }
    text
}

fn of_known(plan: &Plan) -> String {
    let mut text = String::new();
    for (name, truth, ..) in KNOWN {
        let rows = rows(plan, name);
        if rows.is_empty() {
            continue;
        }
        let off = |row: &&Row| {
            row.classes().is_some_and(|figures| (figures.median / truth as f64 - 1.0).abs() > 0.1)
        };
        let agreed: Vec<&Row> = rows.iter().filter(|row| row.gates.contains("G5P")).collect();
        let shown: Vec<&Row> = rows.iter().filter(|row| row.shown).collect();
        let middle = |rows: &[&Row]| {
            crate::tally::middle(rows.iter().filter_map(|row| Some(row.classes()?.median)).collect())
        };
        let _ = writeln!(
            text,
            "| {name} | {truth} | {} | {} | {} | {} | {} | {:.0} |",
            rows.len(),
            shown.len(),
            shown.iter().copied().filter(|row| off(row)).count(),
            agreed.len(),
            agreed.iter().copied().filter(|row| off(row)).count(),
            middle(&agreed)
        );
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "\n| table | reference | seeds | shown | of these off by > 10 % | chains agreed (G6 left aside) | of these off by > 10 % | middle median |\n\
         |---|---|---|---|---|---|---|---|\n{text}"
    )
}
