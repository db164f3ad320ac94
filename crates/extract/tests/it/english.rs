//! English: what is drafted from a sentence. All people and organisations are made up.

use extract::{About, Day, Kind, Lang, Reading};

fn read(text: &str) -> Reading {
    let published = Some(Day { year: 2023, month: 5, day: 10 });
    extract::read(text, &About { published, lang: Some(Lang::En) })
}

/// "name, role, organisation, day, outcome" of each person drafted; what is not known left out.
fn persons(text: &str) -> Vec<String> {
    let drafts = read(text).facts.into_iter().filter_map(|fact| match fact.kind {
        Kind::Detention(detention) if detention.named && !detention.background => Some(detention),
        _ => None,
    });
    drafts
        .map(|one| {
            let mut parts = vec![one.name.clone()];
            parts.extend(one.roles.first().map(|role| role.value.clone()));
            parts.extend(one.org.as_ref().map(|org| org.value.clone()));
            parts.extend(one.date.map(extract::gold::iso));
            parts.extend((one.outcome.word() != "unknown").then(|| one.outcome.word().to_owned()));
            parts.join(", ")
        })
        .collect()
}

/// "words of the number = min–max of what" of each figure.
fn figures(text: &str) -> Vec<String> {
    let reading = read(text);
    let counts = reading.facts.iter().filter_map(|fact| match &fact.kind {
        Kind::Count(count) => Some(count),
        _ => None,
    });
    counts
        .map(|count| {
            let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
            format!("{}–{} {}", bound(count.min), bound(count.max), count.of)
        })
        .collect()
}

fn check(table: &[(&str, &[&str])], drafted: impl Fn(&str) -> Vec<String>) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let drafted = drafted(text);
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn who_was_detained() {
    check(
        &[
            ("Anna Bell was arrested.", &["Anna Bell"]),
            ("Police arrested reporter Anna Bell on May 4, 2023.", &["Anna Bell, journalist, 2023-05-04"]),
            (
                "Anna Bell, 31, a reporter for the City Ledger, was thrown to the ground and arrested.",
                &["Anna Bell, journalist, City Ledger"],
            ),
            (
                "Officers detained Anna Bell, a correspondent of the daily Dawn, and her cameraman Ben Cole.",
                &["Anna Bell, journalist, Dawn", "Ben Cole, media_worker, Dawn"],
            ),
            ("Photographer Anna Bell arrested while covering a march", &["Anna Bell, journalist"]),
            (
                "Anna Bell was arrested along with another reporter — City Ledger editor Ben Cole.",
                &["Anna Bell", "Ben Cole, journalist, City Ledger"],
            ),
            (
                "Two journalists of the weekly Dawn were detained. Anna Bell was picked up in the morning.",
                &["Anna Bell, journalist, Dawn"],
            ),
            ("Police detained 40 people. Among them was Anna Bell, an activist.", &["Anna Bell, activist"]),
            (
                "Also arrested were Anna Bell, who writes the blog Gadfly; and Ben Cole, a reporter for the City Ledger.",
                &["Anna Bell, journalist, Gadfly", "Ben Cole, journalist, City Ledger"],
            ),
            ("Anna Bell was filming the march. She was handcuffed and arrested.", &["Anna Bell"]),
            (
                "Detained on Main Square:\nAnna Bell, student\nBen Cole - detained, released at 23:00\nCarl Dow - NOT detained",
                &["Anna Bell, other", "Ben Cole, released"],
            ),
            (
                "Ten people were arrested. Judge Carl Dow sentenced activist Anna Bell to ten days in jail.",
                &["Anna Bell, activist, admin_arrest"],
            ),
            ("Two brothers, Ben and Carl Dow, were detained.", &["Ben", "Carl Dow"]),
            ("Anna Bell of the agency Fotopress was put into an unmarked van.", &["Anna Bell, Fotopress"]),
            ("\"They arrested me at home,\" Anna Bell said.", &["Anna Bell"]),
            ("Anna Bell and two of her colleagues were detained.", &["Anna Bell"]),
            ("Anna Bell (City Ledger) has just been detained.", &["Anna Bell, City Ledger"]),
            ("Anna Bell was arrested in 2011 and now runs a shop.", &[]),
            ("Anna Bell was one of three reporters arrested that day.", &["Anna Bell, journalist"]),
        ],
        persons,
    );
}

#[test]
fn nobody_was_detained() {
    check(
        &[
            ("Anna Bell was not arrested.", &[]),
            ("Anna Bell could be arrested.", &[]),
            ("Anna Bell feared that she would be detained.", &[]),
            ("Anna Bell was hit with a baton but not detained.", &[]),
            ("Ten people were arrested, Interior Minister Anna Bell said.", &[]),
            ("Lawyer Anna Bell said her client Ben Cole had been released.", &[]),
            ("It was rumoured that the singer Anna Bell had been arrested.", &[]),
            ("Anna Bell escaped arrest.", &[]),
            ("Ten people were arrested. Anna Bell was seen being pushed against a van.", &[]),
            ("Police deny that Anna Bell has been detained.", &[]),
            ("Anna Bell was asked for her papers and let go.", &[]),
            ("A crowd stood near the shop where Anna Bell had been arrested.", &[]),
            ("The journalists sat with Anna Bell and were told to leave or be arrested.", &[]),
            ("Anna Bell was taken to the hospital.", &[]),
        ],
        persons,
    );
}

#[test]
fn what_became_of_them() {
    check(
        &[
            ("Police briefly detained Anna Bell.", &["Anna Bell, released"]),
            ("Anna Bell was arrested and released two hours later.", &["Anna Bell, released"]),
            ("Anna Bell was detained. She was freed on bail.", &["Anna Bell, released"]),
            ("Anna Bell was arrested. Upon her release she went home.", &["Anna Bell, released"]),
            ("Anna Bell was arrested. She was held for nine hours.", &["Anna Bell, released"]),
            ("Anna Bell was arrested and remains in custody.", &["Anna Bell, held"]),
            (
                "Anna Bell and Ben Cole were arrested. Both were let go.",
                &["Anna Bell, released", "Ben Cole, released"],
            ),
            ("Anna Bell was arrested. The mayor demanded that she be released.", &["Anna Bell"]),
        ],
        persons,
    );
}

#[test]
fn when_it_was() {
    check(
        &[
            ("Anna Bell was arrested on Oct. 3, 2022.", &["Anna Bell, 2022-10-03"]),
            ("On Monday Anna Bell was arrested.", &["Anna Bell, 2023-05-08"]),
            ("Anna Bell was detained yesterday.", &["Anna Bell, 2023-05-09"]),
            (
                "On May 2 Anna Bell was detained. She was released on May 3.",
                &["Anna Bell, 2023-05-02, released"],
            ),
            ("Marches were held on 1, 2 and 3 May. Anna Bell was detained.", &["Anna Bell"]),
            ("On May 2 people marched. In 2016 Anna Bell was detained.", &[]),
        ],
        persons,
    );
}

#[test]
fn how_many() {
    check(
        &[
            ("Police detained 53 people.", &["53–53 detained"]),
            ("At least 40 people were detained.", &["40– detained"]),
            ("More than 950 people were detained in two cities.", &["951– detained"]),
            ("Another 305 were fined.", &["305–305 fined"]),
            ("Two journalists were arrested.", &["2–2 journalists detained"]),
            ("About 1,000 people marched through the town.", &["900–1100 protesters"]),
            ("The police put the number of protesters at 60 to 70.", &["60–70 protesters"]),
            ("The ministry has reported 143 detainees.", &["143–143 detained"]),
            ("All of the 12 people were released.", &["12–12 released"]),
            ("Anna Bell, 53, was detained at 20:40 under article 12.", &[]),
            ("Anna Bell was held for 15 days in cell 4.", &[]),
            ("Five officers detained Anna Bell.", &[]),
        ],
        figures,
    );
}

#[test]
fn harm_property_and_help() {
    let kinds = |text: &str| -> Vec<String> {
        let reading = read(text);
        let words = |fact: &extract::Fact| match &fact.kind {
            Kind::Harm(harm) => Some(format!("harm {}", harm.victim)),
            Kind::Property(property) => Some(format!("seized {}", property.item.value)),
            Kind::Intervention(help) => Some(format!("help {}", help.by.value)),
            Kind::Statement(statement) => Some(format!("said {}", statement.speaker.value)),
            _ => None,
        };
        reading.facts.iter().filter_map(words).collect()
    };
    check(
        &[
            ("Anna Bell was left with a black eye.", &["harm Anna Bell"]),
            ("Officers took Anna Bell's phone.", &["seized phone"]),
            ("Her laptop was seized.", &["seized laptop"]),
            ("Her laptop was not seized.", &[]),
            ("A camera was thrown to the ground.", &[]),
            (
                "Both were freed after the Ministry of Information stepped in.",
                &["help Ministry of Information"],
            ),
            ("\"They explained nothing,\" Anna Bell said.", &["said Anna Bell"]),
            ("Anna Bell said she was tired.", &[]),
        ],
        kinds,
    );
}
