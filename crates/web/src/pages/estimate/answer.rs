//! The estimate on the page: the answer or the floor in its place, what stands beside it, how sure it is, what was looked at, how it was
//! made. What the gates withhold is neither in a sentence nor in a drawing.

use super::found::{GateView, decimal, gate, method, whole};
use crate::say::{Arg, Say, cut, user};
use casebook::FigureView;
use estimate::assess::Other;
use estimate::gates::Verdict;
use estimate::report::charts::{Bar, density, intervals, traces};
use estimate::summary::quantile;
use estimate::{Assessment, Method, Refusal, Summary};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Answered {
    /// `About 1,234` or `At least 1,000`.
    big: String,
    withheld: bool,
    /// The interval, or why there is none.
    words: String,
    warnings: Vec<GateView>,
    assumed: String,
    beside: Charted,
    likely: Option<Charted>,
    likely_head: String,
    chains: Option<Charted>,
    left_out: Option<Charted>,
    settings: Option<Charted>,
    gates: Vec<GateView>,
    made: Vec<(String, String)>,
}

/// A drawing with a table that says the same.
#[derive(Serialize)]
struct Charted {
    chart: String,
    rows: Vec<Row>,
}

#[derive(Serialize, Default)]
struct Row {
    what: String,
    low: String,
    middle: String,
    high: String,
    note: String,
}

/// The estimate; `named` people are counted by name, `claims` are figures by others.
pub(super) fn answered<'f>(
    say: &Say,
    of: &Assessment,
    named: u64,
    claims: impl Iterator<Item = &'f FigureView>,
) -> Answered {
    let warned = |of: &&estimate::gates::Gate| matches!(of.verdict, Verdict::Warned | Verdict::NotPublic);
    let (big, words) = headline(say, of);
    let headline = of.headline();
    let likely = headline.and_then(|_| likely(say, of));
    Answered {
        big,
        words,
        withheld: headline.is_none(),
        warnings: of.gates.iter().filter(warned).map(|of| gate(say, of)).collect(),
        assumed: say.text(
            "estimate-assumed",
            &[("assumption", Arg::Ours(say.the(&format!("assumption-{}", of.method.word()))))],
        ),
        beside: beside(say, of, named, claims),
        likely_head: say.the("estimate-likely"),
        chains: likely.is_some().then(|| chains(say, of)).flatten(),
        likely,
        left_out: headline.and_then(|all| others(say, &of.left_out, all, of, "estimate-without-lists")),
        settings: headline.and_then(|all| others(say, &of.sensitivity, all, of, "estimate-with-settings")),
        gates: of.gates.iter().map(|of| gate(say, of)).collect(),
        made: made(say, of),
    }
}

/// The answer in two lines: what is estimated and between what, or what is documented and why there is no estimate.
pub(super) fn headline(say: &Say, of: &Assessment) -> (String, String) {
    match (of.headline(), of.withheld()) {
        (Some(summary), _) => (
            say.text("estimate-about", &[("number", Arg::Number(whole(summary.median)))]),
            say.text(
                if of.priors().len() == 2 { "estimate-between-priors" } else { "estimate-between" },
                &[
                    ("low", Arg::Number(whole(summary.lower95))),
                    ("high", Arg::Number(whole(summary.upper95))),
                    ("method", Arg::Ours(method(say, of.method))),
                ],
            ),
        ),
        (None, why) => (
            say.text("estimate-at-least", &[("number", Arg::Number(of.documented))]),
            why.map_or_else(
                || say.the("estimate-none"),
                |why| {
                    let why = gate(say, why);
                    say.text(
                        "estimate-withheld",
                        &[("why", Arg::Ours(why.words)), ("gate", Arg::Ours(why.code))],
                    )
                },
            ),
        ),
    }
}

fn row(say: &Say, what: String, summary: Summary, note: String) -> Row {
    let number =
        |value: f64| if value.is_finite() { say.number(whole(value)) } else { say.the("count-open") };
    Row {
        what,
        low: number(summary.lower95),
        middle: number(summary.median),
        high: number(summary.upper95),
        note,
    }
}

fn bar(label: String, summary: Summary, strong: bool) -> Bar {
    Bar {
        label,
        low: summary.lower95,
        middle: Some(summary.median),
        high: Some(summary.upper95).filter(|high| high.is_finite()),
        strong,
    }
}

fn beside<'f>(
    say: &Say,
    of: &Assessment,
    named: u64,
    claims: impl Iterator<Item = &'f FigureView>,
) -> Charted {
    let n = of.table.n();
    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    for (id, people) in [("estimate-by-name", named), ("estimate-documented", n)] {
        let at = people as f64;
        bars.push(Bar { label: say.the(id), low: at, middle: Some(at), high: Some(at), strong: false });
        rows.push(Row { what: say.the(id), low: say.number(people), ..Row::default() });
    }
    for answer in &of.answers {
        let what = method(say, answer.method);
        match (answer.figures().filter(|_| of.shown(answer)), answer.at_least) {
            (Some(summary), _) => {
                let chosen = answer.method == of.method && of.headline().is_some();
                bars.push(bar(what.clone(), summary, chosen));
                rows.push(row(say, what, summary, String::new()));
            }
            (None, Some(least)) => rows.push(Row {
                what,
                low: say.number(whole(least)),
                note: say.the("estimate-a-bound"),
                ..Row::default()
            }),
            (None, None) => {
                let note = match answer.summary {
                    Err(Refusal::MethodLists { most, .. }) => {
                        say.text("estimate-takes-lists", &[("most", Arg::Number(most as u64))])
                    }
                    _ => say.the("estimate-not-determined"),
                };
                rows.push(Row { what, note, ..Row::default() });
            }
        }
    }
    for claim in claims {
        let Some((amount, low)) = claim.amount.as_ref().and_then(|amount| Some((amount, amount.low?))) else {
            continue;
        };
        let by = claim.speaker.as_ref().or(claim.outlet.as_ref()).unwrap_or(&claim.label);
        let what = format!("{}: {}", user(cut(by, 80).0), user(cut(&amount.word, 80).0));
        bars.push(Bar {
            label: what.clone(),
            low: low as f64,
            // A claim of one number is a point.
            middle: amount.high.filter(|high| *high == low).map(|high| high as f64),
            high: amount.high.map(|high| high as f64),
            strong: false,
        });
        let said = claim.said_on.as_ref().map(|when| say.when(when)).unwrap_or_default();
        rows.push(Row {
            what,
            low: say.number(low),
            high: amount.high.map_or_else(|| say.the("count-open"), |high| say.number(high)),
            note: format!("{} {said}", say.the("estimate-claimed")).trim_end().to_owned(),
            ..Row::default()
        });
    }
    let chart = intervals(&bars, n as f64, &say.the("estimate-beside"), &|n| say.number(n));
    Charted { chart, rows }
}

fn likely(say: &Say, of: &Assessment) -> Option<Charted> {
    let mut draws = of.answer()?.draws.concat();
    if draws.len() < 2 {
        return None;
    }
    let chart = density(&draws, &say.the("estimate-likely"), &|n| say.number(n));
    draws.sort_by(f64::total_cmp);
    let share = |percent: f64| Row {
        what: format!("{} %", decimal(say, percent, usize::from(percent.fract() != 0.0))),
        middle: say.number(whole(quantile(&draws, percent / 100.0))),
        ..Row::default()
    };
    Some(Charted { chart, rows: [2.5, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5].map(share).into() })
}

fn chains(say: &Say, of: &Assessment) -> Option<Charted> {
    let answer = of.answer().filter(|answer| answer.agreement.is_some())?;
    let chart = traces(&answer.draws, &say.the("estimate-chains"), &|n| say.number(n));
    let rows = answer.draws.iter().enumerate().map(|(at, chain)| {
        let what = say.text("estimate-chain", &[("number", Arg::Number(at as u64 + 1))]);
        row(say, what, Summary::of(chain.iter().copied()), String::new())
    });
    Some(Charted { chart, rows: rows.collect() })
}

fn others(say: &Say, others: &[Other], all: Summary, of: &Assessment, label: &str) -> Option<Charted> {
    if others.is_empty() {
        return None;
    }
    let mut bars = vec![bar(say.the("estimate-this"), all, true)];
    let mut rows = Vec::new();
    for other in others {
        let what = user(cut(&other.what, 80).0);
        let note = if other.method == of.method { String::new() } else { method(say, other.method) };
        match other.summary.filter(|summary| summary.upper95.is_finite()) {
            Some(summary) => {
                bars.push(bar(what.clone(), summary, false));
                rows.push(row(say, what, summary, note));
            }
            None => {
                let middle = other.summary.map_or_else(
                    || say.the("estimate-not-determined"),
                    |summary| say.number(whole(summary.median)),
                );
                rows.push(Row { what, middle, note, ..Row::default() });
            }
        }
    }
    let chart = intervals(&bars, of.table.n() as f64, &say.the(label), &|n| say.number(n));
    Some(Charted { chart, rows })
}

fn made(say: &Say, of: &Assessment) -> Vec<(String, String)> {
    let mut rows = vec![
        (say.the("about-version"), format!("habeas {}", env!("CARGO_PKG_VERSION"))),
        (say.the("estimate-made-method"), method(say, of.method)),
        (say.the("estimate-made-seed"), of.seed.to_string()),
    ];
    if let Some(answer) = of.answer().filter(|_| of.headline().is_some())
        && let Some(agreement) = answer.agreement
    {
        rows.push((say.the("estimate-made-chains"), answer.chains().to_string()));
        rows.push(("R-hat".to_owned(), decimal(say, agreement.rhat, 4)));
        let draws = [agreement.ess_bulk, agreement.ess_tail].map(|ess| say.number(whole(ess)));
        rows.push((say.the("estimate-made-draws"), draws.join(" / ")));
    }
    if let [one, other] = of.priors().as_slice()
        && of.headline().is_some()
    {
        rows.push((say.the("estimate-made-priors"), format!("α ~ {one}; α ~ {other}")));
    }
    if !of.answers.iter().any(|answer| answer.method == Method::Chao)
        && let Some(bound) = estimate::chao::bound_by_list(&of.table)
    {
        rows.push((method(say, Method::Chao), say.number(whole(bound))));
    }
    rows.push((say.the("estimate-made-table"), of.table.sha256()));
    rows
}
