//! The synthetic day as a whole: size, languages, order, sameness.

use ::testkit::{DaySize, Lang, SyntheticDay, election_day};
use claims::{ClaimId, Property, RecordId, RecordKind, Ruling, Saying, Tier};
use std::collections::{BTreeMap, BTreeSet};

fn bytes(day: &SyntheticDay) -> Vec<u8> {
    day.saves().flat_map(claims::wire::encode).collect()
}

fn claims_of(day: &SyntheticDay) -> impl Iterator<Item = &claims::Claim> {
    day.saves().flat_map(|save| &save.sayings).filter_map(|saying| match saying {
        Saying::Claim(claim) => Some(claim),
        _ => None,
    })
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() {
    let (a, b) = (election_day(7, &DaySize::small()), election_day(7, &DaySize::small()));
    assert!(bytes(&a) == bytes(&b));
    assert_eq!(a.reports, b.reports);
    assert_eq!(a.truth, b.truth);
    assert!(bytes(&a) != bytes(&election_day(8, &DaySize::small())));
}

#[test]
fn the_demo_day_is_large_enough_and_speaks_three_languages() {
    for seed in [1, 2031] {
        let day = election_day(seed, &DaySize::demo());
        let about_the_world = claims_of(&day)
            .filter(|c| !matches!(c.property.kind(), RecordKind::Report | RecordKind::Source))
            .count();
        let mut languages: BTreeMap<Lang, usize> = BTreeMap::new();
        let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
        for report in &day.reports {
            *languages.entry(report.language).or_default() += 1;
            *sorts.entry(report.sort).or_default() += 1;
        }
        let stations: BTreeSet<RecordId> = claims_of(&day)
            .filter(|c| {
                c.property == Property::UnitType && c.value == claims::Value::Term("police_station".into())
            })
            .map(|c| c.about)
            .collect();
        println!(
            "seed {seed}: {} reports {languages:?} {sorts:?}, {about_the_world} claims about the world, {} entries, {} open",
            day.reports.len(),
            day.entries.len(),
            day.open.len()
        );
        assert!(day.reports.len() >= 400, "{} reports", day.reports.len());
        assert!(about_the_world >= 1500, "{about_the_world} claims");
        assert!(stations.len() >= 12, "{} stations", stations.len());
        assert!(languages.values().all(|n| *n >= 80) && languages.len() == 3, "{languages:?}");
        for sort in ["article", "post", "call", "table", "photo", "other"] {
            assert!(sorts.contains_key(sort), "no report of sort {sort}");
        }
        assert!(day.reports.iter().any(|report| report.html));
        assert!(day.reports.iter().filter(|report| report.noise).count() >= 50);
    }
}

#[test]
fn the_day_holds_every_kind_of_trouble() {
    let day = election_day(1, &DaySize::demo());
    let used: BTreeSet<Property> = claims_of(&day).map(|claim| claim.property).collect();
    for property in [
        Property::PersonRisk,
        Property::PersonMemberOf,
        Property::PersonDescription,
        Property::PersonBirth,
        Property::PersonSex,
        Property::GroupPeople,
        Property::GroupPartOf,
        Property::DetentionForce,
        Property::DetentionLawyer,
        Property::DetentionCharge,
        Property::DetentionPenalty,
        Property::DetentionDuration,
        Property::DetentionList,
        Property::DetentionEvent,
        Property::ActInjury,
        Property::ActObject,
        Property::InterventionBy,
        Property::CheckAnswer,
        Property::ProceedingStage,
        Property::FigureAmount,
        Property::FigurePart,
        Property::StatementWords,
        Property::EvidenceCaption,
        Property::SourceRelays,
    ] {
        assert!(used.contains(&property), "nothing says {}", property.name());
    }
    assert!(claims_of(&day).any(|claim| claim.draft));
    assert!(claims_of(&day).any(|claim| claim.polarity == claims::Polarity::Denied));
    let mut modalities: Vec<&str> = claims_of(&day).map(|claim| claim.modality.name()).collect();
    modalities.sort_unstable();
    modalities.dedup();
    assert_eq!(modalities, ["inferred", "pattern", "relayed", "stated"]);
    let mut rulings = [0; 6];
    let mut verdicts = BTreeMap::new();
    for saying in day.saves().flat_map(|save| &save.sayings) {
        if let Saying::Decision(decision) = saying {
            let at = match decision.ruling {
                Ruling::Accept(_) => 0,
                Ruling::Retract(_) => 1,
                Ruling::Undo(_) => 2,
                Ruling::Judge { verdict, .. } => {
                    *verdicts.entry(verdict.name()).or_insert(0) += 1;
                    3
                }
                Ruling::GradeSource(_) => 4,
                Ruling::GradeClaim(..) => 5,
                // What keeps the house itself is no part of a day.
                _ => continue,
            };
            rulings[at] += 1;
        }
    }
    assert!(rulings.iter().all(|n| *n > 0), "accept, retract, undo, judge, grades: {rulings:?}");
    assert_eq!(verdicts.len(), 3, "{verdicts:?}");
    assert!(day.open.iter().any(|open| open.same) && day.open.iter().any(|open| !open.same));
    assert!(day.truth.detentions.iter().any(|d| d.stays.len() > 1), "nobody is moved");
    let twice = day.truth.detentions.len() - day.truth.persons.len();
    assert!(twice >= 3, "{twice} people are detained twice");
}

#[test]
fn entries_stand_in_time_order_and_speak_only_of_what_is_recorded() {
    for seed in [1, 5, 9] {
        let day = election_day(seed, &DaySize::demo());
        let (first, last) = (day.entries[0].at, day.entries.last().unwrap().at);
        assert!(last.seconds_since(first) <= 15 * 3600);
        let published: BTreeMap<RecordId, claims::when::Instant> =
            day.reports.iter().map(|report| (report.record, report.published)).collect();
        let mut known: BTreeSet<ClaimId> = BTreeSet::new();
        let mut records: BTreeSet<RecordId> = BTreeSet::new();
        let mut before = first;
        for entry in &day.entries {
            assert!(entry.at >= before, "an entry is out of order");
            before = entry.at;
            for published in entry.saves.iter().filter_map(|save| published.get(&save.record)) {
                assert!(*published <= entry.at, "saved before it was published");
            }
            for save in &entry.saves {
                assert_eq!(save.at, entry.at);
                records.insert(save.record);
                for saying in &save.sayings {
                    match saying {
                        Saying::Claim(claim) => {
                            assert!(known.insert(claim.id), "a claim id twice");
                            assert_eq!(claim.about, save.record);
                            assert_eq!(claim.value.shape(), claim.property.shape());
                        }
                        Saying::Decision(decision) => {
                            known.insert(decision.id);
                        }
                        Saying::Unknown(_) => panic!("an unknown saying"),
                    }
                }
            }
            for saying in entry.saves.iter().flat_map(|save| &save.sayings) {
                match saying {
                    Saying::Claim(claim) => {
                        if let Some(locator) = &claim.locator {
                            assert!(records.contains(&locator.report), "cites a report not yet entered");
                        }
                    }
                    Saying::Decision(decision) => match decision.ruling {
                        Ruling::Accept(id)
                        | Ruling::Retract(id)
                        | Ruling::Undo(id)
                        | Ruling::GradeClaim(id, _) => {
                            assert!(known.contains(&id), "decides on what is not yet recorded");
                        }
                        Ruling::Judge { a, b, .. } => {
                            assert!(
                                records.contains(&a) && records.contains(&b),
                                "judges what is not yet recorded"
                            );
                            assert!(a == save_record(entry, decision.id), "sealed with its own record");
                        }
                        Ruling::GradeSource(_) => {}
                        _ => {}
                    },
                    Saying::Unknown(_) => {}
                }
            }
        }
    }
}

fn save_record(entry: &testkit::EntryPlan, id: ClaimId) -> RecordId {
    let holds = |save: &&claims::Save| {
        save.sayings.iter().any(|saying| matches!(saying, Saying::Decision(decision) if decision.id == id))
    };
    entry.saves.iter().find(holds).unwrap().record
}

#[test]
fn a_save_holds_one_tier_of_one_record_and_survives_the_wire() {
    let day = election_day(3, &DaySize::small());
    for entry in &day.entries {
        let mut seen: BTreeSet<(RecordId, Tier)> = BTreeSet::new();
        for save in &entry.saves {
            let tiers: BTreeSet<Tier> = save
                .sayings
                .iter()
                .map(|saying| match saying {
                    Saying::Claim(claim) => claim.property.tier(),
                    _ => Tier::Facts,
                })
                .collect();
            assert_eq!(tiers.len(), 1, "{save:?}");
            assert!(seen.insert((save.record, *tiers.first().unwrap())), "two saves of one part");
            let back = claims::wire::decode(save.record, &claims::wire::encode(save)).unwrap();
            assert_eq!(&back, save);
        }
    }
}

#[test]
fn copies_are_copied_letter_by_letter() {
    let day = election_day(1, &DaySize::demo());
    let mut texts: BTreeMap<&[u8], usize> = BTreeMap::new();
    for report in &day.reports {
        *texts.entry(&report.bytes).or_default() += 1;
    }
    let copied = texts.values().filter(|n| **n > 1).count();
    assert!(copied >= 5, "{copied} texts are copied");
}
