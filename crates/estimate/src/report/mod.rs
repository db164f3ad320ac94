//! The report: one HTML page without script and without anything from elsewhere. What the gates withhold is not in it, neither in a
//! sentence nor in a drawing.

pub mod charts;
mod style;

use crate::assess::{Assessment, Other};
use crate::gates::{Gate, Verdict};
use crate::method::{Answer, Method};
use crate::summary::{people, quantile};
use crate::{Refusal, Summary, chao};
use charts::{Bar, density, escaped, intervals, name, overlaps, traces};
use std::fmt::Write;

/// A figure that somebody claims; it stands beside the estimate and never goes into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// Who.
    pub by: String,
    /// At least.
    pub low: u64,
    /// At most; none if the claim is open.
    pub high: Option<u64>,
    /// As of when, in words.
    pub as_of: String,
}

/// What the report says about where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// What the table is about.
    pub title: String,
    /// The version of the program.
    pub version: String,
    /// Verified names, if they are counted apart from the table.
    pub named: Option<u64>,
    /// Figures claimed by others.
    pub claimed: Vec<Claimed>,
    /// What was done to the table on the way.
    pub notes: Vec<String>,
}

/// The page.
pub fn page(of: &Assessment, about: &About) -> String {
    let mut out = String::with_capacity(1 << 16);
    let title = if about.title.is_empty() { "Overlapping lists" } else { &about.title };
    let _ = write!(
        out,
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,\
         initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>How \
         many were not seen: {0}</title><style>{1}</style></head><body><main><h1>How many were not seen: {2}</h1>",
        escaped(title),
        style::STYLE,
        name(title)
    );
    answer(&mut out, of);
    beside(&mut out, of, about);
    overlap(&mut out, of);
    if of.headline().is_some() {
        posterior(&mut out, of);
        others(&mut out, "Without each list", "List left out", &of.left_out, of);
        others(&mut out, "With other settings", "Setting", &of.sensitivity, of);
    }
    gates(&mut out, of);
    made(&mut out, of, about);
    out.push_str("</main></body></html>\n");
    out
}

fn number(value: f64) -> String {
    people(value.max(0.0).round() as u64)
}

/// The answer, or why there is none: the first thing that is read.
fn answer(out: &mut String, of: &Assessment) {
    let n = of.table.n();
    let floor = format!(
        "<p class=\"floor\"><strong>{}</strong> people are documented, each on one or more of {} lists.</p>",
        people(n),
        of.table.width()
    );
    match (of.headline(), of.withheld()) {
        (Some(summary), _) => {
            let _ = write!(
                out,
                "<section class=\"answer\"><p class=\"big\">About {} in all</p><p class=\"range\">most likely between <strong>{}</strong> and \
                 <strong>{}</strong> (95 % interval{}), by {}</p>{floor}</section>",
                number(summary.median),
                number(summary.lower95),
                number(summary.upper95),
                if of.priors().len() == 2 { ", over two priors" } else { "" },
                of.method.name()
            );
        }
        (None, gate) => {
            let why = match (gate, of.answer()) {
                (Some(gate), _) => format!("{} ({:?})", escaped(&gate.found.to_string()), gate.code),
                (None, Some(Answer { at_least: Some(least), .. })) => format!(
                    "A lower bound was asked for: at least {} in all, unless lists avoid each other. How many more it does not say.",
                    number(*least)
                ),
                (None, answer) => answer
                    .and_then(|answer| answer.summary.as_ref().err())
                    .map_or_else(String::new, |why| escaped(&why.to_string())),
            };
            let _ = write!(
                out,
                "<section class=\"answer withheld\"><p class=\"big\">At least {}</p><p>No estimate of the total is shown. {why}</p>{floor}</section>",
                people(n)
            );
        }
    }
    let warnings: Vec<&Gate> =
        of.gates.iter().filter(|gate| matches!(gate.verdict, Verdict::Warned | Verdict::NotPublic)).collect();
    for gate in warnings {
        let _ = write!(out, "<p class=\"warn\">{} ({:?})</p>", escaped(&gate.found.to_string()), gate.code);
    }
    let _ = write!(out, "<p class=\"quiet\">Assumed: {}</p>", escaped(of.method.assumption()));
}

/// The floor, the methods and the claims on one scale.
fn beside(out: &mut String, of: &Assessment, about: &About) {
    let n = of.table.n() as f64;
    let mut bars = Vec::new();
    let mut rows = String::new();
    let mut row = |label: &str, low: &str, middle: &str, high: &str, what: &str| {
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{low}</td><td class=\"n\">{middle}</td><td class=\"n\">{high}</td><td class=\"free\">{what}</td></tr>",
            name(label)
        );
    };
    if let Some(named) = about.named {
        bars.push(Bar {
            label: "verified names".to_owned(),
            low: named as f64,
            middle: Some(named as f64),
            high: Some(named as f64),
            strong: false,
        });
        row("verified names", &people(named), "", "", "counted");
    }
    bars.push(Bar { label: "documented".to_owned(), low: n, middle: Some(n), high: Some(n), strong: false });
    row("documented", &number(n), "", "", "on at least one list");
    for answer in &of.answers {
        let chosen = answer.method == of.method && of.headline().is_some();
        let model = answer.with.iter().find(|with| with.0 == "model" || with.0 == "heaviest");
        let model = model.map_or_else(String::new, |with| escaped(&with.1));
        match (answer.figures().filter(|_| of.shown(answer)), answer.at_least) {
            (Some(summary), _) => {
                bars.push(Bar {
                    label: answer.method.name().to_owned(),
                    low: summary.lower95,
                    middle: Some(summary.median),
                    high: Some(summary.upper95),
                    strong: chosen,
                });
                row(
                    answer.method.name(),
                    &number(summary.lower95),
                    &number(summary.median),
                    &number(summary.upper95),
                    &model,
                );
            }
            (None, Some(least)) => row(answer.method.name(), &number(least), "", "", "a bound, no interval"),
            (None, None) => {
                let why = match answer.summary {
                    Err(Refusal::MethodLists { most, .. }) => format!("takes at most {most} lists"),
                    _ => "size not determined".to_owned(),
                };
                row(answer.method.name(), "", "", "", &why);
            }
        }
    }
    for claim in &about.claimed {
        bars.push(Bar {
            label: claim.by.clone(),
            low: claim.low as f64,
            // A claim of one number is a point.
            middle: claim.high.filter(|high| *high == claim.low).map(|high| high as f64),
            high: claim.high.map(|high| high as f64),
            strong: false,
        });
        let high = claim.high.map_or_else(|| "open".to_owned(), people);
        row(&claim.by, &people(claim.low), "", &high, &format!("claimed, {}", escaped(&claim.as_of)));
    }
    let _ = write!(
        out,
        "<section><h2>Beside what is documented and claimed</h2>{}<div class=\"wide\"><table><caption>The same in figures</caption><thead><tr><th \
         scope=\"col\">Source</th><th scope=\"col\" class=\"n\">from</th><th scope=\"col\" class=\"n\">middle</th><th scope=\"col\" \
         class=\"n\">to</th><th scope=\"col\">what it is</th></tr></thead><tbody>{rows}</tbody></table></div></section>",
        intervals(&bars, n, "Intervals of the methods, what is documented, and what is claimed", &people)
    );
}

fn overlap(out: &mut String, of: &Assessment) {
    let table = &of.table;
    let mut cells = table.cells().to_vec();
    cells.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut rows = String::new();
    for (pattern, count) in &cells {
        let on: Vec<String> = table
            .lists()
            .iter()
            .enumerate()
            .filter(|(at, _)| pattern >> at & 1 == 1)
            .map(|(_, list)| name(list))
            .collect();
        let _ = write!(rows, "<tr><td>{}</td><td class=\"n\">{}</td></tr>", on.join(" + "), people(*count));
    }
    let mut lists = String::new();
    for (at, list) in table.lists().iter().enumerate() {
        let _ = write!(
            lists,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            name(list),
            people(table.on_all(1 << at)),
            people(table.count(1 << at))
        );
    }
    let _ = write!(
        out,
        "<section><h2>How the lists overlap</h2><p>{} of {} people are on two lists or more.</p><div class=\"wide\">{}</div><table><caption>The \
         lists</caption><thead><tr><th scope=\"col\">List</th><th scope=\"col\" class=\"n\">people</th><th scope=\"col\" class=\"n\">on no \
         other</th></tr></thead><tbody>{lists}</tbody></table><details><summary>All {} overlaps as a table</summary><table><thead><tr><th \
         scope=\"col\">On these lists and no other</th><th scope=\"col\" class=\"n\">people</th></tr></thead><tbody>{rows}</tbody></table></details>\
         </section>",
        people(table.on_several()),
        people(table.n()),
        overlaps(table, "Overlaps, largest first, with the lists that each is on"),
        cells.len()
    );
}

fn posterior(out: &mut String, of: &Assessment) {
    let Some(answer) = of.answer() else { return };
    let draws = answer.draws.concat();
    if draws.len() < 2 {
        return;
    }
    let mut sorted = draws.clone();
    sorted.sort_by(f64::total_cmp);
    let mut rows = String::new();
    for percent in [2.5, 10.0, 25.0, 50.0, 75.0, 90.0, 97.5] {
        let _ = write!(
            rows,
            "<tr><td class=\"n\">{percent} %</td><td class=\"n\">{}</td></tr>",
            number(quantile(&sorted, percent / 100.0))
        );
    }
    let what = if answer.method == Method::Loglinear {
        "Totals of the bootstrap"
    } else {
        "How likely each total is"
    };
    let _ = write!(
        out,
        "<section><h2>{what}</h2>{}<p class=\"quiet\">The dark part is the middle 95 %.</p><details><summary>As a table</summary><table><thead><tr><th \
         scope=\"col\" class=\"n\">share below</th><th scope=\"col\" class=\"n\">total</th></tr></thead><tbody>{rows}</tbody></table></details>",
        density(&draws, what, &people)
    );
    if answer.agreement.is_some() {
        let mut rows = String::new();
        for (which, chain) in answer.draws.iter().enumerate() {
            let summary = Summary::of(chain.iter().copied());
            let _ = write!(
                rows,
                "<tr><th scope=\"row\">chain {}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                which + 1,
                number(summary.lower95),
                number(summary.median),
                number(summary.upper95),
                chain.len()
            );
        }
        let _ = write!(
            out,
            "<h3>Where each computation went</h3>{}<p class=\"quiet\">From different starts; they should run through each other.</p><details><summary>As \
             a table</summary><table><thead><tr><th></th><th scope=\"col\" class=\"n\">2.5 %</th><th scope=\"col\" class=\"n\">median</th><th \
             scope=\"col\" class=\"n\">97.5 %</th><th scope=\"col\" class=\"n\">draws</th></tr></thead><tbody>{rows}</tbody></table></details>",
            traces(&answer.draws, "The totals that each chain went through", &people)
        );
    }
    out.push_str("</section>");
}

fn others(out: &mut String, title: &str, column: &str, others: &[Other], of: &Assessment) {
    if others.is_empty() {
        return;
    }
    let mut bars = Vec::new();
    if let Some(summary) = of.headline() {
        bars.push(Bar {
            label: "the estimate".to_owned(),
            low: summary.lower95,
            middle: Some(summary.median),
            high: Some(summary.upper95),
            strong: true,
        });
    }
    let mut rows = String::new();
    for other in others {
        let own = other.method == of.method;
        let method = if own { "" } else { other.method.name() };
        match other.summary.filter(|summary| summary.upper95.is_finite()) {
            Some(summary) => {
                bars.push(Bar {
                    label: other.what.clone(),
                    low: summary.lower95,
                    middle: Some(summary.median),
                    high: Some(summary.upper95),
                    strong: false,
                });
                let _ = write!(
                    rows,
                    "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{method}</td></tr>",
                    name(&other.what),
                    number(summary.lower95),
                    number(summary.median),
                    number(summary.upper95)
                );
            }
            None => {
                let said = other
                    .summary
                    .map_or_else(|| "not determined".to_owned(), |summary| number(summary.median));
                let _ = write!(
                    rows,
                    "<tr><th scope=\"row\">{}</th><td class=\"n\" colspan=\"3\">{said}</td><td>{method}</td></tr>",
                    name(&other.what)
                );
            }
        }
    }
    let _ = write!(
        out,
        "<section><h2>{title}</h2>{}<div class=\"wide\"><table><caption>The same in figures</caption><thead><tr><th scope=\"col\">{column}</th><th \
         scope=\"col\" class=\"n\">from</th><th scope=\"col\" class=\"n\">middle</th><th scope=\"col\" class=\"n\">to</th><th \
         scope=\"col\">method</th></tr></thead><tbody>{rows}</tbody></table></div></section>",
        intervals(&bars, of.table.n() as f64, title, &people)
    );
}

fn gates(out: &mut String, of: &Assessment) {
    let mut rows = String::new();
    for gate in &of.gates {
        let (word, class) = match gate.verdict {
            Verdict::Passed => ("passed", "well"),
            Verdict::Warned => ("warning", "ill"),
            Verdict::NotAsked => ("not asked", "quiet"),
            Verdict::NotPublic => ("not for publication", "ill"),
            Verdict::Withheld => ("not passed", "ill"),
        };
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{:?}</th><td class=\"{class}\">{word}</td><td class=\"free\">{}</td></tr>",
            gate.code,
            escaped(&gate.found.to_string())
        );
    }
    let _ = write!(
        out,
        "<section><h2>What was looked at before anything was shown</h2><table><thead><tr><th scope=\"col\">Gate</th><th scope=\"col\">Result</th><th \
         scope=\"col\">Why</th></tr></thead><tbody>{rows}</tbody></table></section>"
    );
}

fn made(out: &mut String, of: &Assessment, about: &About) {
    let mut rows = String::new();
    let mut row = |word: &str, value: &str| {
        let _ = write!(rows, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(word), escaped(value));
    };
    row("program", &format!("habeas {}", about.version));
    row("method", of.method.name());
    row("seed", &of.seed.to_string());
    if let Some(answer) = of.answer().filter(|_| of.headline().is_some()) {
        for (word, value) in &answer.with {
            row(word, value);
        }
        if let Some(agreement) = answer.agreement {
            row("chains", &answer.chains().to_string());
            row("R-hat", &format!("{:.4}", agreement.rhat));
            let draws = format!("{:.0} (middle), {:.0} (tails)", agreement.ess_bulk, agreement.ess_tail);
            row("independent draws", &draws);
        }
    }
    if let [one, other] = of.priors().as_slice()
        && of.headline().is_some()
    {
        row("interval", &format!("covers α ~ {one} and α ~ {other}"));
    }
    if !of.answers.iter().any(|answer| answer.method == Method::Chao) {
        row("Chao's lower bound", &number(chao::bound_by_list(&of.table).unwrap_or(of.table.n() as f64)));
    }
    row("table, SHA-256", &of.table.sha256());
    for note in &about.notes {
        row("note", note);
    }
    let _ = write!(
        out,
        "<section><h2>How it was made</h2><p>The same table, seed and version give the same page, byte for byte.</p><table \
         class=\"made\"><tbody>{rows}</tbody></table></section>"
    );
}
