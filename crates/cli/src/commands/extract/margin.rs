//! A report with its drafts in the margin: what was read, beside the words that say so.

use crate::print;
use extract::fact::{Count, Detention, Said};
use extract::gold::iso;
use extract::{Fact, Kind, Reading};
use std::fmt::Write;

/// Columns of the report, and of the margin beside it.
const REPORT: usize = 64;
const MARGIN: usize = 52;

/// One report as a page for the terminal.
pub fn page(name: &str, text: &str, reading: &Reading, with_name: bool) -> String {
    let mut page = String::new();
    if with_name {
        let _ = writeln!(page, "{}\n", print::plain(name));
    }
    let mut numbered: Vec<(usize, usize, &Fact)> =
        reading.facts.iter().enumerate().map(|(at, fact)| (fact.evidence.start, at + 1, fact)).collect();
    numbered.sort_by_key(|(start, number, _)| (*start, *number));
    let mut waiting = numbered.into_iter().peekable();
    let mut margin: Vec<String> = Vec::new();
    for (start, line) in lines(text) {
        let end = start + line.len();
        while let Some((_, number, fact)) = waiting.next_if(|(at, _, _)| *at <= end) {
            margin.extend(wrapped(&format!("{number} {}", in_words(fact, text)), MARGIN));
        }
        let beside = if margin.is_empty() { String::new() } else { margin.remove(0) };
        row(&mut page, line, &beside);
    }
    for (_, number, fact) in waiting {
        margin.extend(wrapped(&format!("{number} {}", in_words(fact, text)), MARGIN));
    }
    for beside in margin {
        row(&mut page, "", &beside);
    }
    if reading.facts.is_empty() {
        page.push_str("\nNothing was drafted.\n");
    }
    page.push('\n');
    page
}

fn row(page: &mut String, line: &str, beside: &str) {
    let line = print::plain(line);
    let pad = REPORT.saturating_sub(line.chars().count());
    let row = if beside.is_empty() { line } else { format!("{line}{} │ {beside}", " ".repeat(pad)) };
    let _ = writeln!(page, "{}", row.trim_end());
}

/// The text cut into lines that fit, each with the byte at which it begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let whole = line.trim_end_matches(['\n', '\r']);
        let (mut from, mut last_space, mut width) = (0, None, 0);
        for (at, letter) in whole.char_indices() {
            if width >= REPORT {
                let cut = last_space.unwrap_or(at);
                lines.push((start + from, whole.get(from..cut).unwrap_or("")));
                from = cut;
                last_space = None;
                width = whole.get(from..at).map_or(0, |part| part.chars().count());
            }
            if letter == ' ' {
                last_space = Some(at + 1);
            }
            width += 1;
        }
        lines.push((start + from, whole.get(from..).unwrap_or("")));
        start += line.len();
    }
    lines
}

/// Words over several lines; those after the first are set in.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, " ".to_owned()));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

fn in_words(fact: &Fact, text: &str) -> String {
    let words = match &fact.kind {
        Kind::Detention(detention) => detained(detention),
        Kind::Count(count) => counted(count),
        Kind::Harm(harm) => format!("harm: {} ({})", harm.kind, or_unknown(&harm.victim)),
        Kind::Property(property) => {
            format!("{}: {} of {}", property.action, property.item.value, or_unknown(&property.victim))
        }
        Kind::Intervention(intervention) => format!("stepped in: {}", intervention.by.value),
        Kind::Statement(statement) => format!("said by {}", statement.speaker.value),
    };
    let _ = text;
    print::plain(&words)
}

fn or_unknown(name: &str) -> &str {
    if name.is_empty() { "unknown" } else { name }
}

fn detained(of: &Detention) -> String {
    let mut words =
        if of.background { format!("earlier: {}", of.name) } else { format!("detained: {}", of.name) };
    let roles: Vec<&str> = of.roles.iter().map(|role| role.value.as_str()).collect();
    let mut about: Vec<String> = Vec::new();
    if !roles.is_empty() {
        about.push(roles.join(", "));
    }
    about.extend(of.org.iter().map(|org| org.value.clone()));
    if !about.is_empty() {
        let _ = write!(words, " ({})", about.join("; "));
    }
    let said =
        |label: &str, said: &Option<Said<String>>| said.as_ref().map(|said| format!("{label}{}", said.value));
    let rest = [
        said("by ", &of.by),
        said("", &of.place),
        of.date.map(iso),
        (of.outcome != extract::Outcome::Unknown).then(|| of.outcome.word().replace('_', " ")),
        of.unconfirmed.then(|| "not confirmed".to_owned()),
    ];
    for part in rest.into_iter().flatten() {
        let _ = write!(words, " · {part}");
    }
    words
}

fn counted(of: &Count) -> String {
    let bounds = match (of.min, of.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "not a number".to_owned(),
    };
    let mut words = format!("{}: {bounds}", of.of);
    if let Some(source) = &of.source {
        let _ = write!(words, ", says {}", source.value);
    }
    words
}
