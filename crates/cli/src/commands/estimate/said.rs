//! The result for people, and for spreadsheets.

use super::Result;
use crate::args::EstimateArgs;
use crate::print::text_table;
use desk::Outcome;
use estimate::gates::Verdict;
use estimate::{Answer, Assessment, Method, OverlapTable, Summary};

/// The whole result in words.
pub fn text(args: &EstimateArgs, result: &Result) -> String {
    let mut lines = Vec::new();
    for (name, assessment) in &result.strata {
        if let Some(name) = name {
            lines.push(format!("== {name}"));
        }
        of_table(&mut lines, assessment);
        lines.push(String::new());
    }
    if let Some(total) = &result.total {
        lines.push("== all strata together".to_owned());
        lines.push(format!("Documented: {} people on at least one list.", people(total.n as f64)));
        match total.summary {
            Some(summary) => lines.push(format!("Estimated in all: {}.", interval(summary))),
            None => lines.push(format!(
                "No estimate of the whole: there is none of {}, and what is unknown of a part is unknown of the whole.",
                total.withheld.join(", ")
            )),
        }
        lines.push(String::new());
    }
    if let Some((combined, tables, withheld)) = &result.combined {
        lines.push(format!("== {tables} linkages together"));
        match combined {
            Some(combined) => {
                lines.push(format!("Estimated in all: {}.", interval(combined.summary)));
                lines.push(format!(
                    "{:.0} % of the variance comes from which records were taken for one person.",
                    combined.from_linkage * 100.0
                ));
                if *tables < 10 {
                    lines.push(
                        "Fewer than ten linkages: the variance between them is hardly known.".to_owned(),
                    );
                }
            }
            None => lines.push(
                "They are not combined: two or more must pass the gates, and at most one in twenty may not."
                    .to_owned(),
            ),
        }
        if *withheld > 0 {
            lines.push(format!("{withheld} of them give no estimate that may be shown."));
        }
        lines.push(String::new());
    }
    lines.extend(result.notes.iter().map(|note| format!("Note: {note}")));
    lines.push(format!("habeas {}, seed {}, {:.1} s.", env!("CARGO_PKG_VERSION"), args.seed, result.seconds));
    lines.join("\n")
}

fn of_table(lines: &mut Vec<String>, assessment: &Assessment) {
    let table = &assessment.table;
    lines.push(format!(
        "Documented: {} people on at least one of {} lists.",
        people(table.n() as f64),
        table.width()
    ));
    let answer = assessment.answer();
    match (assessment.headline(), assessment.withheld()) {
        (Some(summary), _) => {
            lines.push(format!("Estimated in all: {}, by {}.", interval(summary), assessment.method.name()));
            if let [one, other] = assessment.priors().as_slice() {
                lines.push(format!(
                    "The interval covers two beliefs of how many kinds of people there are: α ~ {one} and α ~ {other}."
                ));
            }
        }
        (None, Some(gate)) => {
            lines.push(format!("No estimate is shown ({:?}). {}", gate.code, gate.found));
        }
        (None, None) => match answer {
            Some(Answer { at_least: Some(least), .. }) => {
                lines.push(format!(
                    "There are at least {} in all, seen or not, unless lists avoid each other; how many more is not said (Chao's lower bound).",
                    people(*least)
                ));
            }
            Some(answer) => {
                let why = answer.summary.as_ref().err().map(ToString::to_string).unwrap_or_default();
                lines.push(format!("No estimate: {why}."));
            }
            None => lines.push("No estimate.".to_owned()),
        },
    }
    for gate in
        assessment.gates.iter().filter(|gate| matches!(gate.verdict, Verdict::Warned | Verdict::NotPublic))
    {
        lines.push(format!("Warning ({:?}): {}", gate.code, gate.found));
    }
    lines.push(String::new());
    lines.push(overlap(table));
    if assessment.answers.len() > 1 {
        lines.push(String::new());
        lines.push(methods(assessment));
    }
    if assessment.headline().is_some() {
        others(lines, "Without a list", assessment, true);
        others(lines, "Other settings", assessment, false);
        lines.push(String::new());
        lines.push(format!("Assumed: {}", assessment.method.assumption()));
    }
    if let Some(answer) = answer.filter(|_| assessment.headline().is_some()) {
        let with: Vec<String> = answer.with.iter().map(|(word, of)| format!("{word} {of}")).collect();
        let chains = answer.agreement.map_or_else(String::new, |of| {
            format!(
                "; {} chains, R-hat {:.3}, {:.0} / {:.0} independent draws",
                answer.chains(),
                of.rhat,
                of.ess_bulk,
                of.ess_tail
            )
        });
        lines.push(format!("Reckoned with: {}{chains}.", with.join(", ")));
    }
    lines.push(format!("Table {}.", table.sha256()));
}

/// The twenty largest overlaps.
fn overlap(table: &OverlapTable) -> String {
    let mut cells = table.cells().to_vec();
    cells.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let rows: Vec<Vec<String>> = cells
        .iter()
        .take(20)
        .map(|(pattern, count)| {
            let on: Vec<&str> = table
                .lists()
                .iter()
                .enumerate()
                .filter(|(at, _)| pattern >> at & 1 == 1)
                .map(|(_, name)| name.as_str())
                .collect();
            vec![people(*count as f64), on.join(" + ")]
        })
        .collect();
    let mut text = text_table(&["people", "on these lists and no other"], &rows);
    if cells.len() > rows.len() {
        let left: u64 = cells.iter().skip(rows.len()).map(|cell| cell.1).sum();
        text.push_str(&format!("\n{left} more in {} other overlaps", cells.len() - rows.len()));
    }
    text
}

fn methods(assessment: &Assessment) -> String {
    let rows: Vec<Vec<String>> = assessment
        .answers
        .iter()
        .map(|answer| {
            let said = match (answer.figures(), answer.at_least) {
                (Some(summary), _) if assessment.shown(answer) => interval(summary),
                (Some(_), _) => format!("at least {}; not determined", people(assessment.table.n() as f64)),
                (None, Some(least)) => format!("at least {}", people(least)),
                (None, None) => answer.summary.as_ref().err().map(ToString::to_string).unwrap_or_default(),
            };
            let model = answer.with.iter().find(|with| with.0 == "model" || with.0 == "heaviest");
            vec![answer.method.name().to_owned(), said, model.map(|with| with.1.clone()).unwrap_or_default()]
        })
        .collect();
    text_table(&["method", "in all", "model"], &rows)
}

fn others(lines: &mut Vec<String>, head: &str, assessment: &Assessment, lists: bool) {
    let others = if lists { &assessment.left_out } else { &assessment.sensitivity };
    if others.is_empty() {
        return;
    }
    let rows: Vec<Vec<String>> = others
        .iter()
        .map(|other| {
            let said = other.summary.map_or_else(|| "not determined".to_owned(), interval);
            vec![other.what.clone(), said, other.method.name().to_owned()]
        })
        .collect();
    lines.push(String::new());
    lines.push(text_table(&[head, "in all", "method"], &rows));
}

fn interval(summary: Summary) -> String {
    if !summary.lower95.is_finite() || !summary.upper95.is_finite() {
        return people(summary.median);
    }
    format!(
        "{} (95 % interval {} to {})",
        people(summary.median),
        people(summary.lower95),
        people(summary.upper95)
    )
}

/// A number of people, rounded.
fn people(number: f64) -> String {
    estimate::summary::people(number.max(0.0).round() as u64)
}

/// A row for each method that is shown, in each stratum.
pub fn csv(result: &Result) -> Outcome<String> {
    let mut rows = Vec::new();
    for (name, assessment) in &result.strata {
        let withheld = assessment.withheld().map(|gate| format!("{:?}", gate.code)).unwrap_or_default();
        for answer in &assessment.answers {
            let figures = answer.figures().filter(|_| assessment.shown(answer));
            let of = |pick: fn(&Summary) -> f64| {
                figures
                    .as_ref()
                    .map(pick)
                    .filter(|value| value.is_finite())
                    .map(|value| format!("{value:.1}"))
            };
            rows.push(vec![
                name.clone().unwrap_or_default(),
                answer.method.word().to_owned(),
                (answer.method == assessment.method).to_string(),
                assessment.table.n().to_string(),
                of(|summary| summary.median).unwrap_or_default(),
                of(|summary| summary.lower95).unwrap_or_default(),
                of(|summary| summary.upper95).unwrap_or_default(),
                answer.at_least.map(|least| format!("{least:.1}")).unwrap_or_default(),
                if answer.method == Method::Chao { String::new() } else { withheld.clone() },
            ]);
        }
    }
    let header =
        ["stratum", "method", "answer", "n_observed", "median", "lower95", "upper95", "at_least", "withheld"];
    crate::print::csv(&header, &rows)
}
