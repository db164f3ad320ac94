//! Every claim about the world stands on bytes of a report that hold its words.

use ::testkit::{DaySize, SyntheticDay, SyntheticReport, ZONE, election_day};
use claims::when::When;
use claims::{Claim, Property, RecordId, RecordKind, Saying, Spot, Value};
use std::collections::HashMap;

/// What a claim rests on, or none when the desk made it.
fn quote<'a>(reports: &'a HashMap<RecordId, &SyntheticReport>, claim: &Claim) -> Option<&'a str> {
    let locator = claim.locator.as_ref()?;
    let Spot::Quote { start, end } = locator.spot else { panic!("not a quote: {claim:?}") };
    let report = reports[&locator.report];
    let bytes = report.bytes.get(start as usize..end as usize).expect("a quote outside the report");
    Some(std::str::from_utf8(bytes).expect("a quote that cuts a letter"))
}

/// The times `HH:MM` in a text.
fn times(text: &str) -> Vec<&str> {
    text.char_indices()
        .filter_map(|(at, _)| text.get(at..at + 5))
        .filter(|five| {
            let b = five.as_bytes();
            b[2] == b':' && [0, 1, 3, 4].iter().all(|i| b[*i].is_ascii_digit())
        })
        .collect()
}

fn holds(claim: &Claim, quote: &str, day: &SyntheticDay) -> bool {
    let zone = claims::when::ZoneId::parse(ZONE).unwrap();
    match &claim.value {
        Value::Name(name) => quote.contains(name.as_str()),
        Value::Text(text) if claim.property == Property::DetentionCharge => {
            quote.contains(text.trim_start_matches("art. "))
        }
        Value::Text(text) if claim.property == Property::ProceedingStage => {
            !text.is_empty() && !quote.is_empty()
        }
        Value::Text(text) => quote.contains(&**text),
        Value::Number(number) => quote.contains(&number.to_string()),
        Value::Amount(amount) => quote.contains(&*amount.word),
        Value::When(when) if claim.property == Property::PersonBirth => {
            let (y, m, d) = zone.day_of(when.start().earliest.unwrap()).unwrap();
            quote == format!("{d:02}.{m:02}.{y}")
        }
        Value::When(when) => {
            // A stated hour must lie in what the claim allows; “about” may name an hour the claim only surrounds.
            let stated = times(quote);
            stated.len() == 1
                && stated.iter().all(|time| {
                    let at = When::parse(&format!("{}T{time}", testkit::DAY), &zone).unwrap();
                    when.bounds().can_meet(&at.bounds())
                })
        }
        Value::Ref(_) | Value::Term(_) | Value::Custody(_) => !quote.is_empty(),
        Value::Bytes(_) => panic!("bytes with a quote in {:?}", day.reports.len()),
    }
}

#[test]
fn every_quote_is_text_and_holds_the_words_of_its_claim() {
    for seed in [1, 2, 3] {
        let day = election_day(seed, &DaySize::demo());
        let reports: HashMap<RecordId, &SyntheticReport> =
            day.reports.iter().map(|report| (report.record, report)).collect();
        let mut cited = 0;
        for saying in day.saves().flat_map(|save| &save.sayings) {
            let Saying::Claim(claim) = saying else { continue };
            match quote(&reports, claim) {
                Some(quote) => {
                    cited += 1;
                    assert!(holds(claim, quote, &day), "{:?}\n  does not stand in “{quote}”", claim);
                    assert_eq!(claim.source, Some(reports[&claim.locator.as_ref().unwrap().report].source));
                    assert!(claim.said_at.is_some());
                }
                None => assert!(
                    matches!(
                        claim.property.kind(),
                        RecordKind::Report | RecordKind::Source | RecordKind::Figure
                    ),
                    "no quote: {claim:?}"
                ),
            }
        }
        assert!(cited > 1500, "{cited} cited claims");
    }
}

#[test]
fn no_template_sign_is_left_in_a_text() {
    for seed in 1..6 {
        for report in election_day(seed, &DaySize::demo()).reports {
            let text = std::str::from_utf8(&report.bytes).unwrap();
            assert!(!text.contains(['{', '}', '[', ']', '⟨', '⟩', '|']) || report.sort == "table", "{text}");
            assert!(!report.title.is_empty() && !text.is_empty());
        }
    }
}

#[test]
fn the_country_is_an_invented_one() {
    for report in election_day(1, &DaySize::demo()).reports {
        let text = std::str::from_utf8(&report.bytes).unwrap().to_lowercase();
        for real in ["kazakh", "казах", "қазақ", "almaty", "алмат", "astana", "астан", "shymkent", "шымкент"]
        {
            let mut words = text.split(|letter: char| !letter.is_alphabetic());
            assert!(!words.any(|word| word.starts_with(real)), "{real}: {text}");
        }
    }
}
