//! Where and when somebody was detained, what they do and what became of them. Sentences made to try the language; all people are
//! made up.

use extract::fact::Detention;
use extract::{About, Day, Kind, Lang};

/// The first person drafted.
fn drafted(text: &str, lang: Lang) -> Detention {
    let about = About { published: Some(Day { year: 2031, month: 5, day: 15 }), lang: Some(lang) };
    let facts = extract::read(text, &about).facts.into_iter();
    let mut all = facts.filter_map(|fact| match fact.kind {
        Kind::Detention(one) if one.named => Some(*one),
        _ => None,
    });
    all.next().unwrap_or_default()
}

/// Holds what `told` says of the first person drafted against the words expected.
fn check(told: fn(&Detention) -> String, table: &[(Lang, &str, &str)]) {
    let mut wrong = String::new();
    for (lang, text, expected) in table {
        let got = told(&drafted(text, *lang));
        if got != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {got:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn place(of: &Detention) -> String {
    of.place.clone().map_or(String::new(), |said| said.value)
}

fn date(of: &Detention) -> String {
    of.date.map_or(String::new(), |day| format!("{}-{:02}-{:02}", day.year, day.month, day.day))
}

fn role(of: &Detention) -> String {
    of.roles.iter().map(|role| role.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn outcome(of: &Detention) -> String {
    of.outcome.word().to_owned()
}

#[test]
fn a_place_is_told_coarse_to_fine() {
    check(
        place,
        &[
            (Lang::En, "ALMATY, 9 May. Police detained Nora Lind at the flea market.", "ALMATY, flea market"),
            (
                Lang::En,
                "Nora Lind was detained at the corner of Long Lane and Mill Lane on Sunday.",
                "the corner of Long Lane and Mill Lane",
            ),
            (Lang::En, "In Minneapolis police picked up Nora Lind.", "Minneapolis"),
            // Where somebody comes from, what a flight is called and a country of which another sentence speaks.
            (Lang::En, "Police detained the student from Pavlodar Nora Lind.", ""),
            (Lang::En, "Rallies were held across Kazakhstan. Nora Lind was detained.", ""),
            (Lang::En, "Nora Lind was taken off the Warsaw flight and arrested in Kutaisi.", "Kutaisi"),
            (Lang::Ru, "Минск, 9 мая. Веру Лунину задержали у проходной.", "Минск, проходной"),
            (Lang::Ru, "Вера Лунина задержана за участие в Марше Голубева.", ""),
            (Lang::Ru, "Митинги прошли в Казахстане. Полиция задержала Веру Лунину.", ""),
        ],
    );
}

#[test]
fn a_day_is_counted_from_the_day_told_before() {
    check(
        date,
        &[
            (Lang::En, "The strike began on 9 May. Nora Lind was arrested a day later.", "2031-05-10"),
            (
                Lang::En,
                "The strike began on 9 May. Nora Lind was led out and arrested on the 12th.",
                "2031-05-12",
            ),
            (Lang::En, "KUTAISI, May 12 – Police detained Nora Lind on Saturday night.", "2031-05-10"),
            (Lang::En, "KUTAISI, May 12 – Police detained Nora Lind.", "2031-05-12"),
            (
                Lang::Ru,
                "Обыски начались 9 мая. На следующий день полиция задержала Веру Лунину.",
                "2031-05-10",
            ),
            (Lang::Ru, "Только что полиция задержала Веру Лунину.", "2031-05-15"),
            // The eve of something is not the day before.
            (Lang::Ru, "Веру Лунину задержали накануне выборов.", ""),
            (Lang::Ru, "Полиция задержала Веру Лунину. Она вышла 12 мая.", ""),
            (Lang::Kk, "Тінту 9 мамырда басталды. Келесі күні полиция Айжан Сейтованы ұстады.", "2031-05-10"),
        ],
    );
}

#[test]
fn an_occupation_stands_beside_a_name() {
    check(
        role,
        &[
            (Lang::En, "The restaurateur Nora Lind was detained.", "other"),
            (Lang::En, "Police detained Nora Lind on Sunday. Nora Lind is a swimming instructor.", "other"),
            (Lang::En, "Police detained Nora Lind on Sunday. She is a stage designer.", "other"),
            (Lang::En, "Nora Lind, 44, a surgeon, was arrested. The clinic is closed.", "other"),
            (Lang::En, "Police detained Nora Lind on Sunday. She was just passing by.", "bystander"),
            (Lang::En, "Police detained Nora Lind. A surgeon was told.", ""),
            (Lang::Ru, "Полиция задержала Веру Лунину. Она проходила мимо.", "bystander"),
        ],
    );
}

#[test]
fn what_became_of_somebody_is_told_in_many_ways() {
    check(
        outcome,
        &[
            (
                Lang::En,
                "Nora Lind, a reporter, was arrested on Sunday. The reporter was released at noon.",
                "released",
            ),
            (Lang::En, "Police detained Nora Lind. Lind was granted bail in the evening.", "released"),
            (Lang::En, "Police detained Nora Lind. They let Lind go at midnight.", "released"),
            (Lang::En, "Police detained Nora Lind. They did not let Lind go.", "unknown"),
            (Lang::En, "Police detained Nora Lind. \"They released us at noon,\" Lind said.", "released"),
            (Lang::En, "Nora Lind was stopped by police and held until the next morning.", "released"),
            (
                Lang::En,
                "Police detained Nora Lind. In February, the charges against Lind were dropped.",
                "unknown",
            ),
            (Lang::En, "Police detained Nora Lind. Some charges against Lind were dropped.", "unknown"),
            (
                Lang::En,
                "Police detained Nora Lind. Lind was produced in court and sent to judicial custody.",
                "criminal_custody",
            ),
            (Lang::En, "Police detained Nora Lind. Lind is being kept in the basement.", "held"),
            (Lang::Ru, "Полиция задержала режиссёра Веру Лунину. Режиссёра выпустили под утро.", "released"),
            (Lang::Ru, "Полиция задержала Веру Лунину. Лунина вышла 12 мая.", "released"),
            (Lang::Ru, "Полиция задержала Веру Лунину. Лунина вышла на площадь.", "unknown"),
            (Lang::Ru, "Полиция задержала Веру Лунину. Через час Лунину привезли обратно.", "released"),
            (Lang::Ru, "Полиция задержала Веру Лунину. Лунину держат в СИЗО.", "criminal_custody"),
            (Lang::Kk, "Полиция Айжан Сейтованы ұстады. Сейтова бес күн қамауда отырып шықты.", "released"),
        ],
    );
}
