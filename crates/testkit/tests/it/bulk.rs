//! The stream for benchmarks: its make-up, its sameness, its speed.

use ::testkit::{BULK_UNITS, bulk};
use claims::{Property, Ruling, Saying};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

#[test]
fn the_stream_has_the_shape_it_promises() {
    let (mut claims, mut judgements, mut detentions, mut groups) = (0, 0, 0, 0);
    let mut days = BTreeSet::new();
    let mut units = BTreeSet::new();
    let mut persons: BTreeMap<_, usize> = BTreeMap::new();
    let mut before = None;
    for entry in bulk(1, 120_000) {
        assert!(before.is_none_or(|before| before <= entry.at));
        before = Some(entry.at);
        for save in &entry.saves {
            let tiers: BTreeSet<_> = save
                .sayings
                .iter()
                .map(|saying| match saying {
                    Saying::Claim(claim) => claim.property.tier(),
                    _ => claims::Tier::Facts,
                })
                .collect();
            assert_eq!(tiers.len(), 1);
            for saying in &save.sayings {
                match saying {
                    Saying::Claim(claim) => {
                        claims += 1;
                        assert_eq!(claim.value.shape(), claim.property.shape());
                        match claim.property {
                            Property::DetentionOf => {
                                detentions += 1;
                                days.insert(entry.at);
                                if let claims::Value::Ref(person) = claim.value {
                                    *persons.entry(person).or_default() += 1;
                                }
                            }
                            Property::GroupPeople => groups += 1,
                            Property::UnitName => {
                                units.insert(claim.about);
                            }
                            _ => {}
                        }
                    }
                    Saying::Decision(decision) => {
                        assert!(matches!(decision.ruling, Ruling::Judge { .. }));
                        judgements += 1;
                    }
                    Saying::Unknown(_) => panic!("an unknown saying"),
                }
            }
        }
    }
    assert!((120_000..120_010).contains(&claims), "{claims} claims");
    assert_eq!(units.len(), BULK_UNITS);
    assert_eq!(days.len(), testkit::BULK_DAYS);
    let share = |n: usize| n as f64 / detentions as f64;
    assert!((5.5..6.5).contains(&(claims as f64 / detentions as f64)));
    assert!((0.03..0.07).contains(&share(judgements)), "{judgements} judgements of {detentions}");
    assert!((0.02..0.04).contains(&share(groups)), "{groups} groups of {detentions}");
    assert!(persons.values().any(|n| *n > 1), "nobody is detained twice");
}

#[test]
fn the_same_seed_gives_the_same_stream() {
    let bytes = |seed| -> Vec<u8> {
        bulk(seed, 3_000).flat_map(|entry| entry.saves).flat_map(|save| claims::wire::encode(&save)).collect()
    };
    assert!(bytes(5) == bytes(5));
    assert!(bytes(5) != bytes(6));
}

#[test]
fn quotes_hold_the_words_of_their_claims() {
    for entry in bulk(2, 2_000).skip(1) {
        let text = entry.saves.iter().flat_map(|save| &save.sayings).find_map(|saying| match saying {
            Saying::Claim(claims::Claim { value: claims::Value::Bytes(bytes), .. }) => {
                Some(std::str::from_utf8(bytes).unwrap().to_owned())
            }
            _ => None,
        });
        let text = text.unwrap();
        for saying in entry.saves.iter().flat_map(|save| &save.sayings) {
            let Saying::Claim(claim) = saying else { continue };
            let Some(claims::Locator { spot: claims::Spot::Quote { start, end }, .. }) = claim.locator else {
                continue;
            };
            let quote = &text[start as usize..end as usize];
            match &claim.value {
                claims::Value::Name(name) => assert_eq!(quote, name.as_str()),
                claims::Value::When(when) => assert_eq!(quote, when.written()),
                claims::Value::Amount(amount) => assert_eq!(quote, &*amount.word),
                _ => assert!(!quote.is_empty()),
            }
        }
    }
}

#[test]
fn the_stream_is_fast() {
    let start = Instant::now();
    let claims: usize = bulk(3, 300_000).flat_map(|entry| entry.saves).map(|save| save.sayings.len()).sum();
    let rate = claims as f64 / start.elapsed().as_secs_f64();
    println!("{rate:.0} claims/s");
    // Unoptimised builds on a busy machine are let off lightly.
    let least = if cfg!(debug_assertions) { 20_000.0 } else { 500_000.0 };
    assert!(rate >= least, "{rate:.0} claims/s");
}
