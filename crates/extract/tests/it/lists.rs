//! Lists of the detained in three languages: a heading, then a line for each. All people are made up.

use super::detained;
use extract::{About, Kind, Lang, Outcome};

fn check(table: &[(Lang, &str, &[&str])]) {
    for lang in Lang::ALL {
        let rows: Vec<(&str, &[&str])> =
            table.iter().filter(|row| row.0 == lang).map(|row| (row.1, row.2)).collect();
        detained::check(lang, &rows);
    }
}

#[test]
fn every_line_that_begins_with_a_name_is_somebody() {
    check(&[
        (
            Lang::En,
            "LIST OF THE DETAINED, version 4\n\nLeninsky police:\n1. Nora Lind, 1998, barista\n2. Ben Cole – lecturer\n3. KOLARIDIS Petra (17!!)\n4. Erasyl, surname unknown",
            &["Ben Cole", "Erasyl", "KOLARIDIS Petra", "Nora Lind"],
        ),
        (
            Lang::En,
            "Detained on 5 May:\n- Nora Lind (reporter, City Ledger)\n- Ben Cole, student\n- Carl Reed – not detained, was at work\nLawyers on duty:\n- Peter Marsh\n- Ada Cross",
            &["Ben Cole", "Nora Lind"],
        ),
        (Lang::En, "NOT DETAINED:\n1. Nora Lind\n2. Ben Cole", &[]),
        (
            Lang::En,
            "Police took three people tonight. Names of those detained:\nNora Lind, baker\nBen Cole, teacher\nLawyer: Peter Marsh",
            &["Ben Cole", "Nora Lind"],
        ),
        (
            Lang::En,
            "Detained people were moved at night.\nNora Lind, who heads the union, told reporters she was angry.",
            &[],
        ),
        (
            Lang::En,
            "Those detained:\n• Nora Lind, 22\n• Ben Cole, 30. False alarm, he is at home.\n",
            &["Nora Lind"],
        ),
        (
            Lang::En,
            "Released:\n1. Nora Lind, teacher\n2. Ben Cole\n\nStill held after the arrests:\n3. Carl Reed",
            &["Ben Cole", "Carl Reed", "Nora Lind"],
        ),
        (
            Lang::En,
            "Detained (as of 21:00):\nCentral station: Nora Lind, Ben Cole, Carl Reed\nWest station: Ada Cross",
            &["Ada Cross", "Ben Cole", "Carl Reed", "Nora Lind"],
        ),
        (
            Lang::En,
            "Arrested at the square:\n1. Nora Lind\n2. Ben Cole\n\nInjured:\n1. Carl Reed\n2. Ada Cross",
            &["Ben Cole", "Nora Lind"],
        ),
        (
            Lang::En,
            "Detained at the rally\n1) Nora Lind\n2) Ben Cole\n\nHow to help: call us.\nPeter Marsh, our coordinator.",
            &["Ben Cole", "Nora Lind"],
        ),
        (
            Lang::Ru,
            "Задержанные на 21:00:\nАнтон Гриб, водитель\nВера Сомова, «Омский листок», отпущена\nПётр Суров — не задержан, дома\nАдвокат: Инна Горина",
            &["Антон Гриб", "Вера Сомова"],
        ),
        (
            Lang::Ru,
            "Список задержанных:\n1. Гриб Антон, водитель\n2. Сомова Вера — вычеркнута, однофамилица\nЗащита: Пётр Суров, Инна Горина",
            &["Гриб Антон"],
        ),
        (
            Lang::Ru,
            "СПИСОК ЗАДЕРЖАННЫХ (обновляется)\n\nСоветский РУВД:\n— Антон Гриб, 1999\n— Вера Сомова, студентка\n\nЛенинский РУВД:\n— Тимур Адылов\n\nНе задержаны:\n— Пётр Суров\n— Инна Горина",
            &["Антон Гриб", "Вера Сомова", "Тимур Адылов"],
        ),
        (
            Lang::Ru,
            "Задержаны:\n• Антон Гриб (наблюдатель)\n• Вера Сомова, журналистка\nПострадавшие:\n• Пётр Суров",
            &["Антон Гриб", "Вера Сомова"],
        ),
        (
            Lang::Ru,
            "Кого увезли сегодня:\n1) Антон Гриб\n2) Вера Сомова\nКонтакты: Пётр Суров, 555-12-12",
            &["Антон Гриб", "Вера Сомова"],
        ),
        (
            Lang::Ru,
            "Советский РОВД: задержаны\nАнтон Гриб\nВера Сомова\n\nПётр Суров, глава центра, заявил, что все найдены.",
            &["Антон Гриб", "Вера Сомова"],
        ),
        (
            Lang::Ru,
            "Задержанные:\nСоветский РУВД: Антон Гриб, Вера Сомова\nЛенинский РУВД: Тимур Адылов, Пётр Суров",
            &["Антон Гриб", "Вера Сомова", "Пётр Суров", "Тимур Адылов"],
        ),
        (
            Lang::Ru,
            "Отпущены:\n1. Антон Гриб\n2. Вера Сомова\nЕщё задержаны:\n3. Тимур Адылов",
            &["Антон Гриб", "Вера Сомова", "Тимур Адылов"],
        ),
        (
            Lang::Ru,
            "Имена задержанных на проспекте\nАнтон Гриб – оператор\nВера Сомова – ошибка, она дома",
            &["Антон Гриб"],
        ),
        (
            Lang::Kk,
            "Ұсталғандар тізімі:\n1. Серік Болатов, жұмысшы\n2. Айгүл Маратова, тілші — босатылды\n3. Нұрлан Қасымов — ұсталмаған\nБайланыс: заңгер Дина Оспанова",
            &["Айгүл Маратова", "Серік Болатов"],
        ),
        (
            Lang::Kk,
            "5 мамыр, Орал: ұсталғандар\n• Серік Болатов\n• Айгүл Маратова\nАдвокаттар:\n• Дина Оспанова",
            &["Айгүл Маратова", "Серік Болатов"],
        ),
        (
            Lang::Kk,
            "Ұсталғандар (22:00):\nОртағасыр бөлімі: Серік Болатов, Айгүл Маратова\nҰсталмағандар:\n• Нұрлан Қасымов",
            &["Айгүл Маратова", "Серік Болатов"],
        ),
        (
            Lang::Kk,
            "Босатылғандар:\n1. Серік Болатов\n2. Айгүл Маратова\nӘлі ұсталғандар:\n3. Нұрлан Қасымов",
            &["Айгүл Маратова", "Нұрлан Қасымов", "Серік Болатов"],
        ),
    ]);
}

#[test]
fn a_heading_says_what_became_of_all_below_it() {
    let table = [
        (
            Lang::En,
            "Released:\n1. Nora Lind, teacher\n2. Ben Cole\n\nStill held after the arrests:\n3. Carl Reed",
        ),
        (Lang::Ru, "Отпущены:\n1. Антон Гриб\n2. Вера Сомова\nЕщё задержаны:\n3. Тимур Адылов"),
        (
            Lang::Kk,
            "Босатылғандар:\n1. Серік Болатов\n2. Айгүл Маратова\nӘлі ұсталғандар:\n3. Нұрлан Қасымов",
        ),
    ];
    for (lang, text) in table {
        let facts = extract::read(text, &About { published: None, lang: Some(lang) }).facts;
        let outcomes: Vec<Outcome> = facts
            .iter()
            .filter_map(|fact| match &fact.kind {
                Kind::Detention(one) if one.named => Some(one.outcome),
                _ => None,
            })
            .collect();
        assert_eq!(outcomes, [Outcome::Released, Outcome::Released, Outcome::Unknown], "{text}");
    }
}

#[test]
fn the_day_of_what_came_after_is_not_the_day_of_the_detention() {
    let table = [
        (Lang::En, "Nora Lind was detained on 3 May and released on 4 May.", 3),
        (Lang::En, "Detained on 3 May:\n1. Nora Lind – released 4 May\n2. Ben Cole", 3),
        (Lang::Ru, "Антон Гриб задержан 3 мая, отпущен 4 мая.", 3),
        (Lang::Kk, "3 мамыр, Орал: ұсталғандар\n1. Серік Болатов; босатылды 04.05\n2. Айгүл Маратова", 3),
    ];
    for (lang, text, day) in table {
        let published = extract::Day { year: 2031, month: 5, day: 5 };
        let facts = extract::read(text, &About { published: Some(published), lang: Some(lang) }).facts;
        let days: Vec<u8> = facts
            .iter()
            .filter_map(|fact| match &fact.kind {
                Kind::Detention(one) => one.date.map(|date| date.day),
                _ => None,
            })
            .collect();
        assert!(!days.is_empty() && days.iter().all(|found| *found == day), "{text}: {days:?}");
    }
}
