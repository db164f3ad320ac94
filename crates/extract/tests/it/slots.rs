//! What is said of the detained: by whom they were taken. Sentences made to try the language rather than taken from a report; all people
//! are made up.

use extract::{About, Day, Kind, Lang, Reading};

fn read(text: &str, lang: Lang) -> Reading {
    extract::read(text, &About { published: Some(Day { year: 2031, month: 5, day: 5 }), lang: Some(lang) })
}

/// Holds who is said to have detained the first person drafted against the words expected; "" for nobody.
fn check_by(lang: Lang, table: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let by = read(text, lang).facts.into_iter().find_map(|fact| match fact.kind {
            Kind::Detention(one) if one.named => Some(one.by.map_or(String::new(), |by| by.value)),
            _ => None,
        });
        if by.as_deref() != Some(*expected) {
            wrong.push_str(&format!("\n{text}\n  drafted  {by:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn english_reports_say_who_detained() {
    check_by(
        Lang::En,
        &[
            ("Police detained Nora Lind.", "Police"),
            ("Nora Lind was detained by riot police.", "riot police"),
            ("Nora Lind was pulled out of the car by men in masks.", "men in masks"),
            (
                "Nora Lind was arrested outside the court by three men in plain clothes.",
                "three men in plain clothes",
            ),
            ("Officers surrounded the square. Nora Lind was arrested near the fountain.", "Officers"),
            ("Police arrested forty people on Sunday. Among them was Nora Lind.", "Police"),
            ("Border guards stopped the bus at noon. Nora Lind was taken into custody.", "Border guards"),
            ("Nora Lind was arrested on Sunday. Riot police had encircled the square.", "Riot police"),
            (
                "Two men in black jackets approached. They bundled Nora Lind into a van.",
                "Two men in black jackets",
            ),
            // The station to which somebody is taken, the police who speak and the forces of another event did not take them.
            ("Nora Lind was detained and taken to the police station.", ""),
            ("Nora Lind was arrested on Sunday, police said.", ""),
            ("Police arrested the poet Max Orr in March. Later Nora Lind was detained too.", "Police"),
            ("Nora Lind was detained. Police seized her phone.", ""),
            ("Nora Lind was arrested near the police academy.", ""),
        ],
    );
}

#[test]
fn russian_reports_say_who_detained() {
    check_by(
        Lang::Ru,
        &[
            ("Полиция задержала Веру Лунину.", "Полиция"),
            ("Вера Лунина задержана сотрудниками полиции.", "сотрудниками полиции"),
            ("Сотрудники КНБ задержали Веру Лунину.", "Сотрудники КНБ"),
            ("Веру Лунину увели трое мужчин в масках.", "трое мужчин в масках"),
            ("ОМОН оттеснил людей за фонтан. Задержана журналистка Вера Лунина.", "ОМОН"),
            ("Полицейские задержали около сорока человек. Среди задержанных — Вера Лунина.", "Полицейские"),
            ("Веру Лунину задержали у входа. Четверо в штатском, не представились.", "Четверо в штатском"),
            ("Пограничники остановили автобус. Веру Лунину вывели и задержали.", "Пограничники"),
            // Отдел, куда доставили, и те, кто сообщил, не задерживали.
            ("Вера Лунина задержана и доставлена в отдел полиции.", ""),
            ("Задержана Вера Лунина, сообщили в полиции.", ""),
            ("Вера Лунина задержана. В полиции это не комментируют.", ""),
        ],
    );
}

#[test]
fn kazakh_reports_say_who_detained() {
    check_by(
        Lang::Kk,
        &[
            ("Полиция Айнұр Серікқызын ұстады.", "Полиция"),
            ("Айнұр Серікқызын полиция қызметкерлері алып кетті.", "полиция қызметкерлері"),
            ("Айнұр Серікқызын азаматтық киімдегі үш кісі әкетті.", "азаматтық киімдегі үш кісі"),
            ("Полиция алаңды қоршады. Айнұр Серікқызы ұсталды.", "Полиция"),
            ("Арнайы жасақ қырық адамды ұстады. Олардың арасында Айнұр Серікқызы бар.", "Арнайы жасақ"),
            // Апарған бөлім мен хабарлаған полиция ұстаған жоқ.
            ("Айнұр Серікқызы ұсталып, полиция бөліміне жеткізілді.", ""),
            ("Айнұр Серікқызы ұсталды. Полиция бөлімінде бұл туралы айтпады.", ""),
        ],
    );
}

/// Holds the descriptions of people without a name who are drafted as detained against those expected.
fn check_unnamed(lang: Lang, table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let drafts = read(text, lang).facts.into_iter().filter_map(|fact| match fact.kind {
            Kind::Detention(one) if !one.named => Some(one.name),
            _ => None,
        });
        let drafted: Vec<String> = drafts.collect();
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn people_without_a_name_are_drafts_of_their_own() {
    check_unnamed(
        Lang::En,
        &[
            ("Police detained a woman near the fountain.", &["a woman"]),
            ("Two girls with a banner were put into a police van.", &["Two girls with a banner"]),
            ("An elderly man was arrested outside the theatre.", &["An elderly man"]),
            ("A girl in a red coat was bundled in after him.", &["A girl in a red coat"]),
            ("Police arrested a cook and a gardener.", &["a cook", "a gardener"]),
            ("Reporters saw officers drag away a woman wrapped in a flag.", &["a woman wrapped in a flag"]),
            ("Police reported the detention of a 34-year-old man.", &["a 34-year-old man"]),
            // Who stands in one row with somebody detained.
            ("Nora Lind and a deaf woman were arrested on the bridge.", &["a deaf woman"]),
            (
                "Nora Lind was arrested. A boy in a red cap was also taken to the station; nobody knows him.",
                &["A boy in a red cap"],
            ),
            // A line of a list.
            ("Detained:\n1. Nora Lind, student\n2. boy, about 15\n3. Tom Berg, driver", &["boy"]),
            // Somebody whom the report names, who speaks, who detains, or who was let in somewhere.
            ("Nora Lind was arrested. The driver was released at noon.", &[]),
            ("A photographer, Nora Lind, was detained.", &[]),
            ("A woman said that Nora Lind had been detained.", &[]),
            ("Two men in masks detained Nora Lind.", &[]),
            // The report goes on to name them, or says beside them who they are.
            (
                "A 47-year-old dentist was among the people arrested. Nora Lind refused to leave the roadway.",
                &[],
            ),
            ("Police picked up a student called Tom Berg.", &[]),
            ("Nora Lind, a student, and her lawyer Tom Berg were arrested.", &[]),
            // Only asked for, and only counted.
            ("Officers asked a judge for leave to search or seize a journalist.", &[]),
            ("Police detained Nora Lind and at least 40 others.", &[]),
            ("Three journalists were detained.", &[]),
        ],
    );
    check_unnamed(
        Lang::Ru,
        &[
            ("Полиция задержала девушку с плакатом.", &["девушку с плакатом"]),
            (
                "Задержали парня с флагом и девушку в белом платье.",
                &["парня с флагом", "девушку в белом платье"],
            ),
            ("Задержаны Вера Лунина и двое туристов из Индии.", &["двое туристов из Индии"]),
            (
                "Задержанные:\n1. Вера Лунина, врач\n2. подросток 16 лет, имя не называем\n3. Иван Лунин",
                &["подросток"],
            ),
            ("Пацана в костюме лимона, которого забрали утром, отпустили.", &["Пацана в костюме лимона"]),
            ("С автобуса сняли двух подростков.", &["двух подростков"]),
            ("Двоих подростков задержали на площади.", &["Двоих подростков"]),
            // Кого отчёт назвал по имени, кто задерживал и кто рассказал.
            ("Задержан Иван Лунин. Студента отпустили утром.", &[]),
            ("Девушка рассказала, что задержали Веру Лунину.", &[]),
            ("Трое мужчин в масках увели Веру Лунину.", &[]),
            ("Задержана журналистка Вера Лунина.", &[]),
            ("Задержана Вера Лунина. Официантка (имя не называем) говорит, что видела это.", &[]),
            ("Задержали Веру Лунину и студента, его звали Марсель.", &[]),
        ],
    );
    check_unnamed(
        Lang::Kk,
        &[
            ("Полиция екі қызды ұстады.", &["екі қызды"]),
            ("Екі жігіт Айнұр Серікқызын алып кетті.", &[]),
            ("Екі ұры патрульдің қолына түсті.", &["Екі ұры"]),
            ("Айнұр Серікқызы ұсталды. Тағы бір қария болды, атын айтпады.", &["Тағы бір қария"]),
            ("Айнұр Серікқызы деген қызды полиция ұстады.", &[]),
        ],
    );
}

/// Holds the figures drafted against those expected: "min–max".
fn check_figures(lang: Lang, table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        let drafts = read(text, lang).facts.into_iter().filter_map(|fact| match fact.kind {
            Kind::Count(one) => Some(format!("{}–{}", bound(one.min), bound(one.max))),
            _ => None,
        });
        let drafted: Vec<String> = drafts.collect();
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn people_who_are_only_counted_are_figures_too() {
    check_figures(
        Lang::En,
        &[
            ("Officers cleared a bus with 24 passengers.", &["24–24"]),
            ("By our count 212 people are behind bars.", &["212–212"]),
            ("A dozen teachers signed the letter.", &["12–12"]),
            ("A team of 14 was on the bus.", &["14–14"]),
            // One of several, those who detain, two who are drafts of their own, an age, things.
            ("One of them was holding a banner.", &[]),
            ("Four men in masks got out of the car.", &[]),
            ("Nora Lind, 47, founder of the site, was detained.", &[]),
            ("They searched 12 flats in 5 hours.", &[]),
        ],
    );
    check_figures(
        Lang::Ru,
        &[
            ("На площади стояли сорок болельщиков.", &["40–40"]),
            ("Стало известно о задержании четверых.", &["4–4"]),
            ("Под письмом 312 подписей.", &["312–312"]),
            // Те, кто задерживал, часы и вещи.
            ("Веру Лунину увели четверо в масках.", &[]),
            ("В девять вечера Веру Лунину отпустили.", &[]),
            ("Таможня задержала тридцать ящиков.", &[]),
        ],
    );
    check_figures(
        Lang::Kk,
        &[
            ("Кешке он екі ұстаз хат жазды.", &["12–12"]),
            ("Айнұр Серікқызын азаматтық киімдегі төрт кісі әкетті.", &[]),
            ("Айнұр Серікқызына 500 теңге айыппұл салып босатты.", &[]),
        ],
    );
}

/// Holds what became of each named person against the words expected, in the order of the text.
fn check_outcomes(lang: Lang, table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let drafts = read(text, lang).facts.into_iter().filter_map(|fact| match fact.kind {
            Kind::Detention(one) if one.named => Some(one.outcome.word()),
            _ => None,
        });
        let drafted: Vec<&str> = drafts.collect();
        if drafted != *expected {
            wrong.push_str(&format!("\n{text}\n  drafted  {drafted:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_became_of_all_holds_for_each() {
    check_outcomes(
        Lang::En,
        &[
            (
                "Police arrested Nora Lind. They also arrested Max Orr. All were released by midnight.",
                &["released", "released"],
            ),
            ("Nora Lind is being held in Varna.", &["held"]),
            ("Police arrested Nora Lind. A court remanded her for two months.", &["criminal_custody"]),
            ("Police arrested Nora Lind. Her brother got her out at noon.", &["released"]),
            // Not all of them, and not yet.
            ("Police arrested Nora Lind. Lawyers demand that all be released.", &["unknown"]),
            ("Police arrested Nora Lind. Not all were released.", &["unknown"]),
        ],
    );
    check_outcomes(
        Lang::Ru,
        &[
            ("Задержаны Вера Лунина и Иван Грач. К полуночи всех отпустили.", &["released", "released"]),
            ("Полиция задержала Веру Лунину. Позже всех задержанных отпустили.", &["released"]),
            ("Задержана Вера Лунина. Семь суток Вере Луниной.", &["admin_arrest"]),
            ("Задержана Вера Лунина. Родные требуют, чтобы всех отпустили.", &["unknown"]),
        ],
    );
    check_outcomes(
        Lang::Kk,
        &[
            ("Полиция Айнұр Серікқызын ұстады. Кешке бәрін босатты.", &["released"]),
            ("Айнұр Серікқызы ұсталды. Айнұр Серікқызына жеті тәулік қамау.", &["admin_arrest"]),
        ],
    );
}

#[test]
fn kazakh_in_latin_letters_is_read_by_the_same_words() {
    let names = |text: &str| -> Vec<String> {
        let drafts =
            extract::read(text, &About::default()).facts.into_iter().filter_map(|fact| match fact.kind {
                Kind::Detention(one) if one.named => Some(one.name),
                _ => None,
            });
        drafts.collect()
    };
    assert_eq!(names("Keşe Qostanaida politsia jurnalist Ainūr Qasymovany ūstady."), ["Ainūr Qasymova"]);
    // Neither English nor Turkish is taken for it.
    assert_eq!(names("Police in Qostanai detained the journalist Nora Lind."), ["Nora Lind"]);
    assert!(names("Polis dün gece gazeteci Ayşe Yıldız'ı gözaltına aldı.").is_empty());
    assert!(names("Keşe Qostanaida politsia jurnalist Ainūr Qasymovany ūstağan joq.").is_empty());
}

#[test]
fn things_that_were_taken() {
    let things = |text: &str, lang: Lang| -> Vec<String> {
        let drafts = read(text, lang).facts.into_iter().filter_map(|fact| match fact.kind {
            Kind::Property(one) => Some(one.item.value),
            _ => None,
        });
        drafts.collect()
    };
    assert_eq!(things("Nora Lind was detained. Her tablet was not returned.", Lang::En), ["tablet"]);
    assert_eq!(things("Officers seized a typewriter.", Lang::En), ["typewriter"]);
    assert!(things("Nora Lind bought a tablet.", Lang::En).is_empty());
    assert_eq!(things("Полиция изъяла планшет.", Lang::Ru), ["планшет"]);
    assert_eq!(things("Веру Лунину задержали. Телефон — вещдок.", Lang::Ru), ["Телефон"]);
    assert!(things("Вера Лунина купила планшет.", Lang::Ru).is_empty());
}
