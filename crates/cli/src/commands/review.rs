//! Lists that wait for people. Nothing here decides.

use crate::args::{Common, DuplicatesArgs, Format, ReviewArgs, ReviewList};
use crate::exit::Done;
use crate::{open, print};
use casebook::PersonCase;
use desk::Outcome;
use desk::review::{Proposal, Step, StepOf, proposals};
use serde_json::{Value as Json, json};

pub fn run(common: &Common, args: &ReviewArgs) -> Outcome<Done> {
    match &args.list {
        ReviewList::Duplicates(of) => duplicates(common, of),
        ReviewList::Drafts(of) => super::drafts::list(common, of),
    }
}

fn duplicates(common: &Common, args: &DuplicatesArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let found = proposals(&desk, args.skip, args.limit)?;
    match common.format {
        Format::Json => print::json(&json!({
            "total": found.total,
            "passed_over": found.passed_over,
            "proposals": found.list.iter().map(as_json).collect::<Vec<_>>(),
        }))?,
        Format::Csv => {
            let rows: Vec<Vec<String>> = found.list.iter().map(row).collect();
            let head = ["a", "b", "name_a", "name_b", "score", "verdict", "weight", "reasons"];
            print::data(&print::csv(&head, &rows)?)?;
        }
        Format::Text => {
            if found.list.is_empty() {
                print::data("Nobody is proposed.")?;
            }
            for proposal in &found.list {
                for line in in_words(proposal) {
                    print::data(&line)?;
                }
            }
            if found.total > args.skip + found.list.len() {
                print::say(&format!("{} in all; --skip and --limit show more.", found.total));
            }
            if found.passed_over > 0 {
                print::say(&format!(
                    "{} words of names are so frequent that their bearers were not compared with each other.",
                    found.passed_over
                ));
            }
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

/// Why two may be one, a line each.
pub(super) fn reasons(proposal: &Proposal) -> Vec<String> {
    let names = proposal.name.reasons.iter().map(ToString::to_string);
    names.chain(proposal.steps.iter().filter_map(beside_the_names)).collect()
}

/// What speaks for or against beside the names, with what is written.
fn beside_the_names(step: &Step) -> Option<String> {
    match &step.of {
        StepOf::Before { .. } | StepOf::Names => None,
        StepOf::Beside(sign, None) => Some(sign.words().to_owned()),
        StepOf::Beside(sign, Some((a, b))) if a == b => Some(format!("{}: {a}", sign.words())),
        StepOf::Beside(sign, Some((a, b))) => Some(format!("{}: {a} ~ {b}", sign.words())),
    }
}

/// A step of the weight, as a person reads it.
fn step_in_words(step: &Step) -> String {
    let words = match &step.of {
        StepOf::Before { sharing } => {
            format!("before anything is compared ({sharing} or more share these words)")
        }
        StepOf::Names => "the names".to_owned(),
        StepOf::Beside(..) => beside_the_names(step).unwrap_or_default(),
    };
    format!("{:+6.1}  {words}", step.bits)
}

fn step_as_json(step: &Step) -> Json {
    let bits = (f64::from(step.bits) * 100.0).round() / 100.0;
    match &step.of {
        StepOf::Before { sharing } => json!({ "of": "before", "sharing": sharing, "bits": bits }),
        StepOf::Names => json!({ "of": "names", "bits": bits }),
        StepOf::Beside(sign, written) => json!({
            "of": sign.name(),
            "written": written.as_ref().map(|(a, b)| [a, b]),
            "bits": bits,
        }),
    }
}

fn in_words(proposal: &Proposal) -> Vec<String> {
    let (one, other) = &proposal.written;
    let mut lines = vec![format!(
        "{} ~ {}  (names {}, {:.2}; weight {:+.1} bits)",
        print::plain(one),
        print::plain(other),
        proposal.name.verdict,
        proposal.name.score,
        proposal.weight
    )];
    lines.extend([&proposal.a, &proposal.b].map(|person| format!("  {}", person_in_words(person))));
    let reasons =
        proposal.name.reasons.iter().map(|reason| format!("    {}", print::plain(&reason.to_string())));
    lines.extend(reasons);
    lines.extend(proposal.steps.iter().map(|step| format!("    {}", print::plain(&step_in_words(step)))));
    lines
}

fn person_in_words(person: &PersonCase) -> String {
    let mut words = vec![person.names.join(" / ")];
    words.extend(person.births.iter().map(|(written, _)| format!("born {written}")));
    words.extend(person.ages.iter().map(|age| format!("aged {age}")));
    words.extend(person.sexes.iter().chain(&person.nationalities).cloned());
    for detention in &person.detentions {
        let mut of = detention.when.clone();
        of.extend(detention.places.iter().cloned());
        of.extend(detention.units.iter().map(|unit| unit.label.to_string()));
        words.push(format!("detained {}", of.join(", ")));
    }
    format!("{}  {}", person.named.record, print::plain(&words.join("; ")))
}

fn row(proposal: &Proposal) -> Vec<String> {
    vec![
        proposal.a.named.record.to_string(),
        proposal.b.named.record.to_string(),
        proposal.written.0.clone(),
        proposal.written.1.clone(),
        format!("{:.4}", proposal.name.score),
        proposal.name.verdict.to_string(),
        format!("{:.2}", proposal.weight),
        reasons(proposal).join("; "),
    ]
}

fn as_json(proposal: &Proposal) -> Json {
    let person = |of: &PersonCase, written: &str| {
        json!({
            "record": of.named.record.to_string(),
            "written": written,
            "names": of.names,
            "ages": of.ages,
            "sexes": of.sexes,
            "nationalities": of.nationalities,
            "births": of.births.iter().map(|(written, _)| written).collect::<Vec<_>>(),
            "detentions": of.detentions.iter().map(|detention| json!({
                "record": detention.record.to_string(),
                "when": detention.when,
                "places": detention.places,
                "units": detention.units.iter().map(|unit| &*unit.label).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "a": person(&proposal.a, &proposal.written.0),
        "b": person(&proposal.b, &proposal.written.1),
        "score": (f64::from(proposal.name.score) * 10_000.0).round() / 10_000.0,
        "verdict": proposal.name.verdict.to_string(),
        "weight": (f64::from(proposal.weight) * 100.0).round() / 100.0,
        "reasons": proposal.name.reasons.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "steps": proposal.steps.iter().map(step_as_json).collect::<Vec<_>>(),
        "signs": proposal.signs().map(|sign| sign.name()).collect::<Vec<_>>(),
    })
}
