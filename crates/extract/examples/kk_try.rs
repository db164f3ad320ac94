#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use extract::{About, Day, Kind, read};
fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    let about = About { published: Some(Day { year: 2031, month: 5, day: 12 }), lang: None };
    for line in text.lines() {
        println!("\n> {line}");
        for fact in read(line, &about).facts {
            match &fact.kind {
                Kind::Detention(d) => println!(
                    "   D {} named={} roles={:?} org={:?} by={:?} place={:?} date={:?} out={} bg={} [{}]",
                    d.name,
                    d.named,
                    d.roles.iter().map(|r| &r.value).collect::<Vec<_>>(),
                    d.org.as_ref().map(|r| &r.value),
                    d.by.as_ref().map(|r| &r.value),
                    d.place.as_ref().map(|r| &r.value),
                    d.date.map(|d| format!("{}-{}", d.month, d.day)),
                    d.outcome.word(),
                    d.background,
                    fact.rule
                ),
                Kind::Count(c) => println!(
                    "   C {:?}..{:?} {} src={:?} [{}]",
                    c.min,
                    c.max,
                    c.of,
                    c.source.as_ref().map(|s| &s.value),
                    fact.rule
                ),
                other => println!(
                    "   {} {} [{}]",
                    format!("{other:?}").chars().take(12).collect::<String>(),
                    fact.evidence.quote(line),
                    fact.rule
                ),
            }
        }
    }
}
