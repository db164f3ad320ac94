//! Kazakh sentences and what is drafted from them. All people are invented.

use extract::{About, Day, Kind, Lang, Outcome, read};

/// What is drafted, in short: `NAME (roles; organisation; outcome)`, `3..3 detained`.
fn drafted(text: &str) -> Vec<String> {
    let about = About { published: Some(Day { year: 2031, month: 5, day: 12 }), lang: None };
    let reading = read(text, &about);
    let mut drafted: Vec<String> = Vec::new();
    for fact in &reading.facts {
        assert!(fact.evidence.is_of(text));
        match &fact.kind {
            Kind::Detention(one) => {
                let roles: Vec<&str> = one.roles.iter().map(|role| role.value.as_str()).collect();
                let org = one.org.as_ref().map_or("", |org| org.value.as_str());
                let outcome = if one.outcome == Outcome::Unknown { "" } else { one.outcome.word() };
                let roles = roles.join("+");
                let more: Vec<&str> = [&*roles, org, outcome].into_iter().filter(|s| !s.is_empty()).collect();
                let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
                drafted.push(format!("{}{more}", one.name));
            }
            Kind::Count(count) => {
                let bound = |bound: Option<u64>| bound.map_or(String::new(), |bound| bound.to_string());
                drafted.push(format!("{}..{} {}", bound(count.min), bound(count.max), count.of));
            }
            _ => {}
        }
    }
    drafted
}

fn check(text: &str, wanted: &[&str]) {
    assert_eq!(drafted(text), wanted, "\n{text}");
}

#[test]
fn who_is_detained_stands_in_the_accusative_before_the_verb() {
    check(
        "Павлодарда полиция «Ертіс үні» басылымының тілшісі Мадина Қасымованы және оператор Денис Лиді ұстап әкетті.",
        &["Мадина Қасымова (journalist; Ертіс үні)", "Денис Ли (media_worker; Ертіс үні)"],
    );
    check("Олжас Серікұлын маскалы адамдар көлікке салып алып кетті.", &["Олжас Серікұлы"]);
    check(
        "Белсенді Нұрлан Тілегеновті сот 15 тәулікке қамады.",
        &["Нұрлан Тілегенов (activist; admin_arrest)"],
    );
    check("Сайран Бекмырза деген ақсақалды екі жігіт автобусқа сүйреп салды.", &["Сайран Бекмырза"]);
    check("Көршілері Айша Бекмырзаның балаларын алып кетті.", &[]);
}

#[test]
fn or_in_the_nominative_before_a_passive() {
    check(
        "Кеше «Оян» қозғалысының белсенділері Дана Есенова, Бекзат Маханов және Руслан Ли ұсталды.",
        &["Дана Есенова (activist; Оян)", "Бекзат Маханов (activist; Оян)", "Руслан Ли (activist; Оян)"],
    );
    check(
        "Дархан Үмбетов, «Заң» газетінің фотографы, алаңда ұсталды.",
        &["Дархан Үмбетов (journalist; Заң)"],
    );
    check("Шаруа Қуандық Ерекешовтің ұлы Мейіржан ұсталды.", &["Мейіржан"]);
    check(
        "Ұсталғандардың арасында журналист Әсем Жапарова мен студент Алина Ким бар.",
        &["Әсем Жапарова (journalist)", "Алина Ким (other)"],
    );
    check("Ерлан Сапаров 9 мамырда ұсталған Дидар Мәуленді іздеп жүр.", &["Дидар Мәулен"]);
}

#[test]
fn what_is_denied_feared_or_only_said_is_no_detention() {
    for text in [
        "Полиция журналист Серік Абайды ұстаған жоқ.",
        "Журналист Серік Абай ұсталған жоқ.",
        "Серік Абайды ұстамады.",
        "Белсенді Қайрат Омаров ұсталуы мүмкін.",
        "Журналист Асхат Темірұлының ұсталғаны туралы ақпарат расталмады.",
        "Марат Тәжиев полицияға шақырылды.",
        "Полиция Марат Тәжиевті тоқтатып, құжатын тексерді.",
        "Судья Марат Қанатов белсендіні 10 тәулікке қамауға алу туралы шешім шығарды.",
        "Облыс әкімі Нұрдәулет Қилыбай ұсталғандарды босатуды бұйырды.",
        "Полиция Асқар Тоқтаровты ұстап әкетпек болды.",
        "Полиция Асқарды ұстап кетеміз деп қорқытты.",
        "Асқар Тоқтаров ұсталды деген хабар жалған болып шықты.",
        "Егер Нұрлан Тілегенов ұсталса, жұрт көшеге шығады.",
        "Жедел жәрдем Айша Бекмырзаны ауруханаға алып кетті.",
        "Полиция өкілі Дәурен Абылай азаматтардың ұсталғанын жоққа шығарды.",
        "Полиция Қуаныш Нұрболаттың үйін тінтіп, екі телефонын алып кетті.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn those_who_speak_are_not_those_of_whom_they_speak() {
    check("Адвокат Гүлнар Жұмабекова Ержан Сәтбаевтың ұсталғанын айтты.", &["Ержан Сәтбаев"]);
    check("Құқық қорғаушы Светлана Пак 20 шақты адам ұсталғанын хабарлады.", &["18..22 detained"]);
    check("Министр Ерлан Саматов митингіге 500-ге жуық адам қатысқанын айтты.", &["450..500 protesters"]);
    check(
        "«Мені полиция екі сағат ұстады», — деді журналист Лаура Біржанова.",
        &["Лаура Біржанова (journalist)"],
    );
}

#[test]
fn what_became_of_them() {
    check(
        "Блогер Айдана Мұратқызы ұсталып, үш сағаттан кейін босатылды.",
        &["Айдана Мұратқызы (journalist; released)"],
    );
    check(
        "Сәуле Нұрмағамбетова кеше ұсталды. Ол әлі полиция бөлімінде отыр.",
        &["Сәуле Нұрмағамбетова (held)"],
    );
    check(
        "Бауыржан Әлиев пен Самал Ибраева ұсталды. Оларды екі сағаттан кейін үйлеріне жіберді.",
        &["Бауыржан Әлиев (released)", "Самал Ибраева (released)"],
    );
    check(
        "Азаматтық белсенді Бауыржан Әлиевке 10 тәулік қамақ берілді.",
        &["Бауыржан Әлиев (activist; admin_arrest)"],
    );
}

#[test]
fn figures_and_what_is_none() {
    check("Төрт мыңға жуық адам ұсталды.", &["3600..4000 detained"]);
    check(
        "Кем дегенде 300 адам ұсталған, олардың арасында 17 бақылаушы мен 8 журналист бар.",
        &["300.. detained", "17..17 observers detained", "8..8 journalists detained"],
    );
    check(
        "57 адам полицияға жеткізілген, олардың 50-ге жуығы босатылған.",
        &["57..57 detained", "45..50 released"],
    );
    check("Олардың онын әкімшілік жауапкершілікке тартқан.", &["10..10 admin_charged"]);
    check(
        "305 адамға айыппұл салынған, 677 адам сот шешімімен қамауға алынған.",
        &["305..305 fined", "677..677 jailed_admin"],
    );
    check("Алаңға 70-тей адам жиналды.", &["63..77 protesters"]);
    check("Сағат 15:00-де №3 бөлімге екі автобус келді, 45-үйдің жанында үш полицей тұрды.", &[]);
}

#[test]
fn typed_without_kazakh_letters() {
    check(
        "бугин Астанада полиция белсенди Данияр Хасеновти устады, озимен бирге инисин де алып кетти",
        &["Данияр Хасенов (activist)"],
    );
}

#[test]
fn the_language_of_a_sentence() {
    let table = [
        ("Полиция адамдарды ұстады.", Lang::Kk),
        ("Полиция задержала двух человек.", Lang::Ru),
        ("кеше кеште озин жиберди сразу", Lang::Kk),
        ("Задержали Айгүл Әбдіқадырову и Нұрлана Ғалымова на площади в Алматы.", Lang::Ru),
    ];
    for (text, lang) in table {
        assert_eq!(extract::lang::of(text), Some(lang), "{text}");
    }
}

#[test]
fn notes_tables_and_talks() {
    check(
        "Ұлы Нұрсейіт Қабдолов, 24 жаста, студент. Кеше кешке Семейде полиция ұстаған. Бірге жүрген досы Әлихан қашып кеткен, ұсталмаған.",
        &["Нұрсейіт Қабдолов (other)"],
    );
    check(
        "Аты-жөні | Кім | Ұйым | Жағдайы\nӘсия Төлен | тілші | «Таң нұры» | босатылды\nРүстем Қаби | бақылаушы | «Әділ дауыс» | әлі бөлімде\n\nҰсталғандар осы.",
        &["Әсия Төлен (journalist; Таң нұры; released)", "Рүстем Қаби (observer; Әділ дауыс; held)"],
    );
    check(
        "Тілші Қарлыға Самат екі әріптесімен бірге ұсталған.",
        &["Қарлыға Самат (journalist)", "2..2 detained"],
    );
    check("Ұсталғандардың бірі — мұғалім Гүлзира Әбдіқадыр.", &["Гүлзира Әбдіқадыр (other)"]);
}
