//! What schemes write, and that what they write is recognised.

use names::schemes::{Scheme, which};
use proptest::prelude::*;

#[test]
fn schemes_write_what_offices_write() {
    for (scheme, name, expected) in [
        (Scheme::Kazakh2021, "Шыңғысхан Өмірұлы", "Şyñğyshan Ömırūly"),
        (Scheme::Kazakh2018, "Шыңғысхан Өмірұлы", "Shyńǵyshan Ómiruly"),
        (Scheme::Kazakh2017, "Шыңғысхан Өмірұлы", "S'yn'g'yshan O'miruly"),
        (Scheme::KazakhBgn, "Шыңғысхан Өмірұлы", "Shyngghyskhan Ömiruly"),
        (Scheme::KazakhPassport, "Қасым ЕСЕНОВ", "Kassym YESSENOV"),
        (Scheme::KazakhTote, "Шыңғысхан", "شىڭعىسحان"),
        (Scheme::KazakhRussian, "Шыңғысхан Өмірұлы", "Шынгысхан Омирулы"),
        (Scheme::RussianIcao, "Юлия Щукарёва", "Iuliia Shchukareva"),
        (Scheme::RussianGost, "Цой", "Tcoi"),
        (Scheme::RussianBgn, "Евгений Соловьёв", "Yevgeniy Solov’yëv".replace('’', "").as_str()),
        (Scheme::RussianEnglish, "Евгений Грушин", "Evgeny Grushin"),
        (Scheme::RussianGerman, "Евгений Жаров", "Jewgeni Scharow"),
        (Scheme::RussianFrench, "Юрий Пушилин", "Iouri Pouchiline"),
        (Scheme::RussianPolish, "Алексей Шилов", "Aleksiej Szyłow"),
        (Scheme::UkrainianKmu, "Їжакевич Юрій Згурський", "Yizhakevych Yurii Zghurskyi"),
        (Scheme::BelarusianPassport, "Яўген Грыб", "Iauhen Hryb"),
        (Scheme::BelarusianBgn, "Яўген Воўк", "Yawhyen Vowk"),
        (Scheme::Uzbek1995, "Ўткир Ғофуров", "Oʻtkir Gʻofurov"),
        (Scheme::TajikPassport, "Ҷамшед Раҳимӣ", "Jamshed Rahimi"),
        (Scheme::Azerbaijani1991, "Ҹавад Әлијев", "Cavad Əliyev"),
        (Scheme::KyrgyzBgn, "Өмүрбек Жээнбаев", "Ömürbek Jeenbaev"),
        (Scheme::KyrgyzPassport, "Өмүрбек Жээнбаев", "Omurbek Zheenbaev"),
    ] {
        assert_eq!(scheme.render(name), expected, "{scheme:?}");
    }
}

#[test]
fn a_scheme_is_recognised_by_what_it_writes() {
    for (name, other, expected) in [
        ("Қасым-Жомарт", "Kassym-Jomart", Some(Scheme::KazakhPassport)),
        ("Қасым-Жомарт", "Qasym-Jomart", Some(Scheme::Kazakh2021)),
        ("Қасым-Жомарт", "Qasym-Zhomart", Some(Scheme::KazakhBgn)),
        ("Шыңғыс", "Şyñğys", Some(Scheme::Kazakh2021)),
        ("Шыңғыс", "SHYŃǴYS", Some(Scheme::Kazakh2018)),
        ("Шыңғыс", "s’yn’g’ys", Some(Scheme::Kazakh2017)),
        ("Шыңғыс", "شىڭعىس", Some(Scheme::KazakhTote)),
        ("Шыңғыс", "Шынгыс", Some(Scheme::KazakhRussian)),
        ("Щукин", "Schtschukin", Some(Scheme::RussianGerman)),
        ("Щукин", "Chtchoukine", Some(Scheme::RussianFrench)),
        ("Юрій", "Yurii", Some(Scheme::UkrainianKmu)),
        ("Ғофур", "G`ofur", Some(Scheme::Uzbek1995)),
        ("Щукин", "Ivanov", None),
        ("", "Ivanov", None),
    ] {
        assert_eq!(which(name, other), expected, "{name} ~ {other}");
    }
}

/// Every line of every table is understood, and no letter is without a spelling of its own.
#[test]
fn tables_are_well_formed() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/schemes")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("# Source: "), "{path:?} does not say where it comes from");
        let mut seen = std::collections::HashSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 2 || columns.len() == 3, "{path:?}: {line:?}");
            let place = columns.get(2).copied().unwrap_or("");
            assert!(["", "start", "open", "between", "end"].contains(&place), "{path:?}: {line:?}");
            assert!(seen.insert((columns[0].to_owned(), place.to_owned())), "{path:?} twice: {line:?}");
        }
        assert!(seen.len() > 25, "{path:?}");
    }
    assert_eq!(
        Scheme::all().count(),
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/schemes")).unwrap().count()
    );
}

#[test]
fn what_is_no_name_is_left_alone() {
    let long = "ш".repeat(1_000_000);
    assert_eq!(Scheme::RussianIcao.render(&long).len(), 2_000_000);
    assert_eq!(which(&long, &long), None);
    assert_eq!(Scheme::Kazakh2021.render("田中 \u{202e}x"), "田中 \u{202e}x");
}

proptest! {
    /// What a scheme writes for a word of its letters is read back as that scheme's.
    #[test]
    fn each_scheme_reads_what_it_writes(letters in "[абвгдежзийклмнопрстуфхцчшыэюяқғңөүұәі]{1,24}", capital: bool) {
        let name = if capital { letters.to_uppercase() } else { letters };
        for scheme in Scheme::of("kk") {
            let rendered = scheme.render(&name);
            prop_assert!(scheme.allows(&name, &rendered), "{scheme:?}: {name} → {rendered}");
        }
    }

    #[test]
    fn nothing_panics(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        let _ = which(&a, &b);
        for scheme in Scheme::all() {
            let _ = scheme.render(&a);
        }
    }
}

/// Nearly every rendering of 5,000 made-up Kazakh names compares as the same name.
#[test]
fn renderings_compare_as_the_same_name() {
    let mut dice = crate::synthetic::Dice(5);
    let mut missed = Vec::new();
    for _ in 0..5000 {
        let name = crate::synthetic::kazakh(&mut dice);
        let reading = names::read(&name);
        for scheme in Scheme::of("kk") {
            let rendered = scheme.render(&name);
            let score = names::score(&reading, &names::read(&rendered));
            if score < names::SAME {
                missed.push(format!("{scheme:?} {score:.3}: {name} ~ {rendered}"));
            }
        }
    }
    let floor = 5000 * Scheme::of("kk").count() / 20;
    let some = missed.iter().step_by(1 + missed.len() / 40).cloned().collect::<Vec<_>>().join("\n");
    assert!(missed.len() < floor, "{} missed, some of them:\n{some}", missed.len());
}
