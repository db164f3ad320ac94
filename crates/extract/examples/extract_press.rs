//! The arrest reports of the US Press Freedom Tracker's export, end to end: `cargo run --release -p extract --example
//! extract_press -- EXPORT.csv`. The export names real people and is never part of this project. `--misses` prints mistakes (to your
//! own screen); `--others` the drafts beyond the targets, whose truth must be read.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use extract::eval::names_match;
use extract::{About, Day, Kind, Outcome};

fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = rest[at..end].to_ascii_lowercase();
        if tag.starts_with("</p") || tag.starts_with("<br") {
            out.push('\n');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    for (from, to) in [
        ("&nbsp;", " "),
        ("\u{a0}", " "),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x27;", "'"),
    ] {
        out = out.replace(from, to);
    }
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

/// Names and organisations: "A (Org), B".
fn targets(cell: &str) -> Vec<(String, String)> {
    let (mut found, mut depth, mut name, mut org) = (Vec::new(), 0, String::new(), String::new());
    for c in cell.chars().chain([',']) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                if !name.trim().is_empty() {
                    found.push((name.trim().to_owned(), org.trim().to_owned()));
                }
                name.clear();
                org.clear();
            }
            c if depth > 0 => org.push(c),
            c => name.push(c),
        }
    }
    found
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let flag = |wanted: &str| words.iter().any(|word| word == wanted);
    let mut reader = csv::Reader::from_path(&words[0]).unwrap();
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|other| other == name).unwrap();
    let [title, body, categories, journalists, date, status, seized] =
        ["title", "body", "categories", "targeted_journalists", "date", "arrest_status", "equipment_seized"]
            .map(column);
    let (mut all, mut found, mut others, mut chars, mut seconds) = (0, 0, 0, 0, 0.0);
    let (mut org_right, mut org_wrong, mut org_missed) = (0, 0, 0);
    let (mut date_right, mut date_wrong, mut date_missed) = (0, 0, 0);
    let (mut released, mut released_all, mut released_wrong) = (0, 0, 0);
    let (mut seized_right, mut seized_wrong, mut seized_missed) = (0, 0, 0);
    let (mut negatives, mut drafted, mut nameless_drafted) = (0, 0, 0);
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |at: usize| record.get(at).unwrap_or("");
        let negative = matches!(
            cell(categories).trim(),
            "Chilling Statement" | "Denial of Access" | "Subpoena / Legal Order"
        );
        let positive = cell(categories).contains("Arrest");
        if !positive && !negative {
            continue;
        }
        let text = format!("{}\n{}", cell(title), plain(cell(body)));
        let start = std::time::Instant::now();
        // The day of the incident is what is looked for: nothing beside the text may tell it.
        let reading = extract::read(&text, &About { published: None, lang: None });
        seconds += start.elapsed().as_secs_f64();
        chars += text.chars().count();
        let detentions: Vec<_> = reading
            .facts
            .iter()
            .filter_map(|fact| match &fact.kind {
                Kind::Detention(detention) if detention.named && !detention.background => {
                    Some((fact, detention))
                }
                _ => None,
            })
            .collect();
        if negative {
            let nameless = reading
                .facts
                .iter()
                .filter(|fact| matches!(&fact.kind, Kind::Detention(one) if !one.named && !one.background));
            nameless_drafted += usize::from(nameless.clone().next().is_some());
            for fact in nameless.filter(|_| flag("--misses")) {
                println!(
                    "NEGATIVE without a name: {} [{}]",
                    fact.evidence.quote(&text).replace('\n', " "),
                    fact.rule
                );
            }
            negatives += 1;
            drafted += usize::from(!detentions.is_empty());
            if !detentions.is_empty() && flag("--misses") {
                for (fact, detention) in &detentions {
                    println!(
                        "NEGATIVE {}: {} [{}]",
                        detention.name,
                        fact.evidence.quote(&text).replace('\n', " "),
                        fact.rule
                    );
                }
            }
            continue;
        }
        let mut used = vec![false; detentions.len()];
        let is_released = cell(status).contains("released");
        for (name, org) in targets(cell(journalists)) {
            all += 1;
            let Some(at) =
                (0..detentions.len()).find(|at| !used[*at] && names_match(&name, &detentions[*at].1.name))
            else {
                if flag("--misses") {
                    println!(
                        "MISSED {name}: {}",
                        text.replace('\n', " / ").chars().take(700).collect::<String>()
                    );
                }
                continue;
            };
            used[at] = true;
            found += 1;
            let detention = detentions[at].1;
            if !org.is_empty() && org != "Freelance" && org != "Independent" {
                match &detention.org {
                    Some(said) if names_match(&said.value, &org) => org_right += 1,
                    Some(said) => {
                        org_wrong += 1;
                        if flag("--misses") {
                            println!("ORG {name}: {} for {org}", said.value);
                        }
                    }
                    None => {
                        org_missed += 1;
                        if flag("--misses") {
                            println!("ORG missed {name}: {org}");
                        }
                    }
                }
            }
            let parts: Vec<i32> = cell(date).split('-').filter_map(|part| part.parse().ok()).collect();
            let wanted = Day { year: parts[0] as i16, month: parts[1] as u8, day: parts[2] as u8 };
            match detention.date {
                Some(day) if day == wanted => date_right += 1,
                Some(day) => {
                    date_wrong += 1;
                    if flag("--misses") {
                        println!("DATE {name}: {day:?} for {wanted:?}");
                    }
                }
                None => {
                    date_missed += 1;
                    if flag("--misses") {
                        println!("DATE missed {name} {wanted:?}");
                    }
                }
            }
            released_all += usize::from(is_released);
            match detention.outcome {
                Outcome::Released if is_released => released += 1,
                Outcome::Unknown => {
                    if is_released && flag("--misses") {
                        println!("RELEASED missed {name}");
                    }
                }
                _ => released_wrong += 1,
            }
        }
        for (at, (fact, detention)) in detentions.iter().enumerate() {
            let again = targets(cell(journalists)).iter().any(|(name, _)| names_match(name, &detention.name));
            if !used[at] && !again {
                others += 1;
                if flag("--others") {
                    println!(
                        "OTHER {}: {} [{}]",
                        detention.name,
                        fact.evidence.quote(&text).replace('\n', " "),
                        fact.rule
                    );
                }
            }
        }
        let takes = reading.facts.iter().any(|fact| matches!(&fact.kind, Kind::Property(_)));
        match (takes, !cell(seized).trim().is_empty()) {
            (true, true) => seized_right += 1,
            (true, false) => {
                seized_wrong += 1;
                for fact in reading.facts.iter().filter(|fact| matches!(fact.kind, Kind::Property(_))) {
                    if flag("--misses") {
                        println!(
                            "SEIZED {}: {} [{}]",
                            cell(journalists),
                            fact.evidence.quote(&text).replace('\n', " "),
                            fact.rule
                        );
                    }
                }
            }
            (false, true) => {
                seized_missed += 1;
                if flag("--misses") {
                    println!("SEIZED missed {}: {}", cell(journalists), cell(seized));
                }
            }
            _ => {}
        }
    }
    println!(
        "targets found {found} of {all}; other named drafts {others} (precision if all of them are wrong {:.3})",
        found as f64 / f64::from(found + others)
    );
    println!("org right {org_right} wrong {org_wrong} missed {org_missed}");
    println!("date right {date_right} wrong {date_wrong} missed {date_missed}");
    println!("released {released} of {released_all}, wrong {released_wrong}");
    println!("property documents right {seized_right} wrong {seized_wrong} missed {seized_missed}");
    println!(
        "other categories: {drafted} of {negatives} with a named draft, {nameless_drafted} with one of somebody without a name"
    );
    println!("{chars} characters in {seconds:.2} s: {:.0} a second", chars as f64 / seconds);
}
