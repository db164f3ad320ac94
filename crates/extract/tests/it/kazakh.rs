//! Kazakh sentences and what is drafted from them. All people are invented.

use extract::{About, Day, Kind, Lang, Outcome, read};

/// What is drafted, in short: `NAME (roles; organisation; outcome)`, `3..3 detained`.
fn drafted(text: &str) -> Vec<String> {
    let about = About { published: Some(Day { year: 2031, month: 5, day: 12 }), lang: None };
    let reading = read(text, &about);
    let mut drafted: Vec<String> = Vec::new();
    for fact in &reading.facts {
        assert!(fact.evidence.is_of(text));
        match &fact.kind {
            Kind::Detention(one) => {
                let roles: Vec<&str> = one.roles.iter().map(|role| role.value.as_str()).collect();
                let org = one.org.as_ref().map_or("", |org| org.value.as_str());
                let outcome = if one.outcome == Outcome::Unknown { "" } else { one.outcome.word() };
                let more: Vec<&str> = [roles.join("+").as_str(), org, outcome]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .map(|s| s.to_owned())
                    .map(|s| &*s.leak())
                    .collect();
                let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
                drafted.push(format!("{}{more}", one.name));
            }
            Kind::Count(count) => {
                let bound = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
                drafted.push(format!("{}..{} {}", bound(count.min), bound(count.max), count.of));
            }
            _ => {}
        }
    }
    drafted
}

fn check(text: &str, wanted: &[&str]) {
    assert_eq!(drafted(text), wanted, "\n{text}");
}
