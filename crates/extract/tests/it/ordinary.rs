//! How ordinary reports of a day say it: names that open lists, figures and who gives them, what was taken, what hurt. Sentences made to
//! try the language rather than taken from a report; all people are made up.

use super::detained::check;
use extract::{About, Day, Kind, Lang, Reading};

fn read(text: &str, lang: Lang) -> Reading {
    extract::read(text, &About { published: Some(Day { year: 2031, month: 5, day: 5 }), lang: Some(lang) })
}

/// Holds what `told` draws from each text against the words expected.
fn hold(lang: Lang, told: impl Fn(&Reading, &str) -> Vec<String>, table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let drafted = told(&read(text, lang), text);
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Each figure: what it counts, its words, and who gives it.
fn figures(reading: &Reading, text: &str) -> Vec<String> {
    let told = reading.facts.iter().filter_map(|fact| match &fact.kind {
        Kind::Count(count) => {
            let words = count.value.first().map_or("", |span| span.quote(text));
            let source = count.source.as_ref().map_or("", |source| source.value.as_str());
            Some(format!("{} {words} {source}", count.of).trim().to_owned())
        }
        _ => None,
    });
    told.collect()
}

fn taken(reading: &Reading, _: &str) -> Vec<String> {
    let told = reading.facts.iter().filter_map(|fact| match &fact.kind {
        Kind::Property(property) => Some(property.item.value.clone()),
        _ => None,
    });
    told.collect()
}

fn harm(reading: &Reading, _: &str) -> Vec<String> {
    let told = reading.facts.iter().filter_map(|fact| match &fact.kind {
        Kind::Harm(harm) => Some(harm.kind.clone()),
        _ => None,
    });
    told.collect()
}

#[test]
fn names_beside_their_town_their_outlet_and_their_group() {
    check(
        Lang::Ru,
        &[
            // Казахские буквы в именах не делают предложение казахским.
            (
                "Среди задержанных — Нурбол Сапарғалиев, Инга Лунина и Ержан Мұхамедов.",
                &["Ержан Мұхамедов", "Инга Лунина", "Нурбол Сапарғалиев"],
            ),
            (
                "Полицейские задержали координатора по Ошской области Гүлзат Эсенгулову.",
                &["Гүлзат Эсенгулова"],
            ),
            ("Корреспондентку сайта «Столица.Live» Веру Лунину увели от участка.", &["Вера Лунина"]),
            ("Лунин Леонид Ильич, 68 лет, задержан у метро.", &["Лунин Леонид Ильич"]),
            ("Избирателя Петра Лунина увезли из школы за надпись на бюллетене.", &["Петр Лунин"]),
            ("Виталий Лунин, доверенное лицо, забрали прямо с участка.", &["Виталий Лунин"]),
            (
                "В полиции остались, по словам соседей, двое: Вера Лунина и Глеб Орлов.",
                &["Вера Лунина", "Глеб Орлов"],
            ),
            // Кого послали помочь и кто сам забрал, не задержаны.
            ("Отправили адвоката Лунина в ОВД Арбат.", &[]),
            ("Вера Лунина и Глеб Орлов забрали из школы детей.", &[]),
            ("Улица Абая Лунина закрыта, задержанных нет.", &[]),
        ],
    );
    check(
        Lang::Kk,
        &[
            ("«Таң» газетінің тілшісі Питер Окелло Гулу қаласында ұсталды.", &["Питер Окелло"]),
            (
                "Янина Колас пен Антось Жданко Ленин аудандық бөліміне жеткізілді.",
                &["Антось Жданко", "Янина Колас"],
            ),
        ],
    );
    check(
        Lang::En,
        &[
            ("Police detained forty people. One of them is local activist Nora Lind.", &["Nora Lind"]),
            ("Police detained forty people. Coordinator Ben Cole is among them.", &["Ben Cole"]),
            (
                "Among those held were Ben Cole, head of the Free Vote party, and his cousin Nora Lind.",
                &["Ben Cole", "Nora Lind"],
            ),
            ("Riot police grabbed photographer Nora Lind (freelance).", &["Nora Lind"]),
            ("Two policemen put him into a bus on Abay Ave., Almaty.", &[]),
            ("Thirty people came. One of them is local activist Nora Lind.", &[]),
            (
                "Detained on 4 May, Varna. List as of 16:30.\n1. Nora Lind\n2. Ben Cole – relatives say he was only questioned and is home.\n3. Max Orr was hit by a stone.",
                &["Nora Lind"],
            ),
        ],
    );
}

#[test]
fn figures_and_who_gives_them() {
    hold(
        Lang::En,
        figures,
        &[
            ("The Health Ministry reported 120 injured.", &["injured 120 Health Ministry"]),
            (
                "MONTHLY SUMMARY\nFree Vote Union, 4 May 2031\n\n38 persons were detained.",
                &["detained 38 persons Free Vote Union"],
            ),
            ("Nearly 60 \"rioters\" had been arrested.", &["detained Nearly 60"]),
            ("1. Nora Lind, released.\n2. Ben Cole, released.", &[]),
        ],
    );
    hold(
        Lang::Ru,
        figures,
        &[
            ("МВД: задержаны 40 человек.", &["detained 40 человек МВД"]),
            ("К административной ответственности привлечены двое.", &["admin_charged двое"]),
            ("Проект «Весы» подвёл итоги года. Задержали 1 348 человек.", &["detained 1 348 человек «Весы»"]),
            (
                "Задержаны сорок человек. Журналистов среди задержанных 27.",
                &["detained сорок человек", "journalists detained 27"],
            ),
        ],
    );
    hold(
        Lang::Kk,
        figures,
        &[("2. Гүлжан Тұрысбекова, мұғалім — айыппұл салып, босатты", &[]), ("113 полицей жараланған.", &[])],
    );
}

#[test]
fn what_was_taken_and_what_hurt() {
    hold(
        Lang::En,
        taken,
        &[
            ("Nora Lind was released without her phone.", &["phone"]),
            ("Her recorder has not been returned.", &["recorder"]),
            ("Officers gave back the phone but kept the helmet.", &["helmet"]),
            ("Nora Lind left without a word.", &[]),
        ],
    );
    hold(
        Lang::Ru,
        taken,
        &[
            ("У журналистки пропал микрофон.", &["микрофон"]),
            ("Камеру «Никон» у него забрали.", &["Камеру"]),
            ("Камеру он забыл дома.", &[]),
        ],
    );
    hold(
        Lang::Ru,
        harm,
        &[
            ("Веру Лунину задержали, в отделе ей стало плохо с сердцем.", &["стало плохо с сердцем"]),
            ("Камера Веры разбита.", &[]),
        ],
    );
    hold(Lang::En, harm, &[("The ministry reported 120 injured.", &[])]);
    hold(Lang::Kk, harm, &[("113 полицей жараланған.", &[])]);
}
