//! Tables of sentences: who is drafted as detained.

use extract::{About, Day, Kind, Lang};

/// Names of the persons drafted as detained now, in the order of the alphabet. Published on 5 May 2031.
fn persons(text: &str, lang: Lang) -> Vec<String> {
    let published = Some(Day { year: 2031, month: 5, day: 5 });
    let reading = extract::read(text, &About { published, lang: Some(lang) });
    let drafts = reading.facts.into_iter().filter_map(|fact| match fact.kind {
        Kind::Detention(one) if one.named && !one.background => Some(one.name),
        _ => None,
    });
    let mut names: Vec<String> = drafts.collect();
    names.sort();
    names
}

/// Holds the drafts of each sentence against the names that belong there, and shows all that differ at once.
pub fn check(lang: Lang, table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let drafted = persons(text, lang);
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
