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
fn headings_of_release_of_the_held_of_stations_and_sentences_begin_lists() {
    check(&[
        (
            Lang::En,
            "NIGHT OF 8 JUNE, police vans on the square\n\nRELEASED\n- Nora Lind, baker\n- Ben Cole (fined)\n\nSTILL INSIDE\n- Carl Reed – station 2\n- brothers Dunn – Ian, Paul\n\nWE ARE LOOKING FOR\n- Ada Cross\n\nFALSE REPORTS:\n- Peter Marsh",
            &["Ben Cole", "Carl Reed", "Ian", "Nora Lind", "Paul"],
        ),
        (
            Lang::En,
            "Arrests in the port district, 5 May\n\nStation no. 3:\n1. Nora Lind\n2. Ben Cole\nGot 15 days:\n3. Carl Reed\nLawyers on duty:\n4. Ada Cross",
            &["Ben Cole", "Carl Reed", "Nora Lind"],
        ),
        (
            Lang::En,
            "Detained in the park: Nora Lind, a nurse; student Ben Cole, 17; and Carl Reed. Hurt but not detained: Ada Cross (arm), Peter Marsh.",
            &["Ben Cole", "Carl Reed", "Nora Lind"],
        ),
        (
            Lang::En,
            "The police arrested five people, among them Nora Lind, who lost her phone, and Ben Cole.",
            &["Ben Cole", "Nora Lind"],
        ),
        (
            Lang::En,
            "Police detained ten people at the rally. Among the speakers were Nora Lind, a poet; and Ben Cole.",
            &[],
        ),
        (Lang::En, "New staff of the museum, inside:\n- Nora Lind\n- Ben Cole", &[]),
        (Lang::En, "Players released:\n- Nora Lind\n- Ben Cole", &[]),
        (
            Lang::Ru,
            "СПИСОК. 8 июня, из звонков\n\nОТПУСТИЛИ:\n• Антон Гриб, кузнец\n• Вера Сомова + дочка 4 г.\n\nНЕ ОТПУСТИЛИ:\n• Тимур Адылов — фотограф сайта «Мост», второй отдел\n• братья Ланские — Родион, Вадим\n\nИЩЕМ (видел ли кто?):\n• Инна Горина\n\nНЕ БЫЛО В ОТДЕЛАХ, просьба не путать:\n• Пётр Суров — был на работе",
            &["Антон Гриб", "Вадим", "Вера Сомова", "Родион", "Тимур Адылов"],
        ),
        (
            Lang::Ru,
            "После задержаний 5 мая\n\nЛенинский РУВД:\n— Антон Гриб\n— Вера Сомова\n15 суток:\n— Тимур Адылов\nДежурные адвокаты:\n— Инна Горина",
            &["Антон Гриб", "Вера Сомова", "Тимур Адылов"],
        ),
        (
            Lang::Ru,
            "Задержаны в парке: Антон Гриб, слесарь; студентка Вера Сомова, 17 лет; Тимур Адылов. Пострадали: Инна Горина, Пётр Суров.",
            &["Антон Гриб", "Вера Сомова", "Тимур Адылов"],
        ),
        (Lang::Ru, "Подписали письмо:\n— Антон Гриб\n— Вера Сомова\nОтдел культуры:\n— Тимур Адылов", &[]),
        (
            Lang::Kk,
            "8 маусым, полиция көліктері алаңда\n\nБосатылды:\n• Серік Болатов, ұста\n• Айгүл Маратова\n\nӘлі ішінде:\n• Нұрлан Қасымов — екінші бөлім\n\nІздейміз:\n• Дина Оспанова",
            &["Айгүл Маратова", "Нұрлан Қасымов", "Серік Болатов"],
        ),
        (
            Lang::Kk,
            "Саябақтан әкетілгендер: Серік Болатов; Айгүл Маратова, 17 жаста; Нұрлан Қасымов. Жараланған, бірақ ұсталмаған: Дина Оспанова.",
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
        let last = if lang == Lang::En { Outcome::Held } else { Outcome::Unknown };
        let outcomes: Vec<Outcome> = facts
            .iter()
            .filter_map(|fact| match &fact.kind {
                Kind::Detention(one) if one.named => Some(one.outcome),
                _ => None,
            })
            .collect();
        assert_eq!(outcomes, [Outcome::Released, Outcome::Released, last], "{text}");
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
