//! Numbers as people say them, in three languages, and what each convention makes of them.

use claims::wording::{
    Convention, Kind, Lang, Lexicon, NumberBounds, VagueWord, bounds, read_quantity, strict,
};
use proptest::prelude::*;

/// Shows what was found as `word=kind:n-m`, parted by `; `.
fn found(text: &str, lang: Option<Lang>) -> String {
    let show = |q: &claims::wording::Quantity| {
        assert_eq!(&text[q.span.clone()], q.word, "{text}");
        let n = q.n.map_or(String::new(), |n| format!(" {n}"));
        let m = q.m.map_or(String::new(), |m| format!("-{m}"));
        format!("{}={}{n}{m}", q.word, q.kind.name())
    };
    read_quantity(text, lang).iter().map(show).collect::<Vec<_>>().join("; ")
}

fn check(lang: Lang, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        for lang in [Some(lang), None] {
            let got = found(text, lang);
            if got != *expected {
                wrong.push(format!("{text}\n   expected {expected}\n   got      {got} ({lang:?})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn english() {
    check(
        Lang::En,
        &[
            ("37 people were taken", "37=exact 37"),
            ("police took about a hundred people", "about a hundred=about 100"),
            ("hundreds were held", "hundreds=vague:hundreds"),
            ("noting “hundreds” detained", "hundreds=vague:hundreds"),
            ("about 500 detained that day", "about 500=about 500"),
            (
                "957 were punished: 670 arrested, 115 fined, 172 warned",
                "957=exact 957; 670=exact 670; 115=exact 115; 172=exact 172",
            ),
            ("more than 950 held, 617 of them jailed", "more than 950=more_than 950; 617=exact 617"),
            (">950 held", ">950=more_than 950"),
            ("up to 5,000 may have been taken", "up to 5,000=up_to 5000"),
            (
                "nearly 4,000 people, that is 3,000 plus 677 and 305",
                "nearly 4,000=nearly 4000; 3,000=exact 3000; 677=exact 677; 305=exact 305",
            ),
            ("at least 700 in these days", "at least 700=at_least 700"),
            ("no fewer than 100 by 19:30", "no fewer than 100=at_least 100"),
            ("at least 13 journalists and seven defenders", "at least 13=at_least 13; seven=exact 7"),
            ("already fifteen at the station", "already fifteen=already 15"),
            ("some 30 activists", "some 30=about 30"),
            ("60+ detained, 60-plus, 30-odd", "60+=at_least 60; 60-plus=at_least 60; 30-odd=about 30"),
            ("500 people or so", "500 people or so=about 500"),
            ("between 15 and 20 people", "between 15 and 20=range 15-20"),
            ("15-20 people, 15–20 people", "15-20=range 15-20; 15–20=range 15-20"),
            ("maybe 15 or 20", "maybe 15 or 20=range 15-20"),
            ("one or two people", "one or two=range 1-2"),
            ("5 to 7 thousand", "5 to 7 thousand=range 5000-7000"),
            ("several journalists, dozens of others", "several=vague:several; dozens=vague:dozens"),
            ("a few people", "a few=vague:several"),
            ("tens of thousands marched", "tens of thousands=vague:tens 1000"),
            ("several hundred people", "several hundred=vague:several 100"),
            ("scores were hurt", "scores=vague:scores"),
            ("two dozen", "two dozen=exact 24"),
            ("half a dozen men", "half a dozen=exact 6"),
            ("forty-three protesters", "forty-three=exact 43"),
            ("one hundred and five people", "one hundred and five=exact 105"),
            ("three thousand two hundred", "three thousand two hundred=exact 3200"),
            (
                "12 400 and 12\u{a0}400 and 12\u{2009}400 and 12'400",
                "12 400=exact 12400; 12\u{a0}400=exact 12400; 12\u{2009}400=exact 12400; 12'400=exact 12400",
            ),
            ("fewer than 20 people", "fewer than 20=fewer_than 20"),
            ("many were held in mass arrests", "many=many; mass=many"),
            ("at least one person", "at least one=at_least 1"),
            ("one of the officers", ""),
            ("a man and an officer", ""),
        ],
    );
}

#[test]
fn english_numbers_of_other_things() {
    check(
        Lang::En,
        &[
            ("at 19:30 and by 7 pm", ""),
            ("a 17-year-old and a man aged 54, 17 years old", ""),
            ("under article 488 and art. 434, parts 6 and 7", ""),
            ("on 9 June 2019 and June 10, 2019", ""),
            ("2019-06-09 and 09.06.2019", ""),
            ("in 2019, since 2016", ""),
            ("9-13 June", ""),
            ("station No. 5", ""),
            ("15 days of arrest, three hours, 20 MCI, 37 %", ""),
            ("code K01, the 9th", ""),
            ("© 2019, born 1987, Highway 40, Spring-2", ""),
            ("on Oct. 3, 2017 and June 9 and 10", ""),
            ("articles 405, 174 and 272", ""),
            ("under art. 488, 15 were fined; on June 9, 40 were held", "15=exact 15; 40=exact 40"),
            ("of 2000 people", "2000=exact 2000"),
            ("hundreds of dollars", ""),
            ("+7 701", ""),
            ("on 9 June police held 40 people", "40=exact 40"),
            ("under art. 488, 15 people were fined", "15=exact 15"),
        ],
    );
}

#[test]
fn russian() {
    check(
        Lang::Ru,
        &[
            ("задержаны 37 человек", "37=exact 37"),
            ("задержано около сотни человек", "около сотни=about 100"),
            ("можно говорить о цифре около сотни", "около сотни=about 100"),
            ("сотни задержанных", "сотни=vague:hundreds"),
            ("о сотнях задержанных", "сотнях=vague:hundreds"),
            ("задержаны порядка 500 человек", "порядка 500=about 500"),
            (
                "порядка двухсот доставлены, порядка ста пятидесяти наказаны",
                "порядка двухсот=about 200; порядка ста пятидесяти=about 150",
            ),
            ("за два дня около 700", "около 700=about 700"),
            (
                "957 человек: 670 арестованы, 115 оштрафованы, 172 предупреждены",
                "957=exact 957; 670=exact 670; 115=exact 115; 172=exact 172",
            ),
            ("более 950 задержанных, 617 под арестом", "более 950=more_than 950; 617=exact 617"),
            (
                "под стражей остаются 80 и ещё 100, освобождены 311",
                "80=exact 80; 100=exact 100; 311=exact 311",
            ),
            ("до 5 тыс. человек", "до 5 тыс.=up_to 5000"),
            ("почти 4 тысячи человек", "почти 4 тысячи=nearly 4000"),
            ("3 000 плюс 677 и 305", "3 000=exact 3000; 677=exact 677; 305=exact 305"),
            ("как минимум 700 за эти дни", "как минимум 700=at_least 700"),
            ("не менее 100 к 19:30", "не менее 100=at_least 100"),
            ("не менее семи правозащитников и 13 журналистов", "не менее семи=at_least 7; 13=exact 13"),
            ("в отделе уже пятнадцать", "уже пятнадцать=already 15"),
            ("свыше ста человек", "свыше ста=more_than 100"),
            ("более сотни", "более сотни=more_than 100"),
            ("более тысячи", "более тысячи=more_than 1000"),
            ("тысячи людей вышли", "тысячи=vague:thousands"),
            ("две тысячи человек", "две тысячи=exact 2000"),
            ("пять сотен", "пять сотен=exact 500"),
            ("около десятка", "около десятка=about 10"),
            ("десятки задержанных", "десятки=vague:tens"),
            ("несколько десятков человек", "несколько десятков=vague:several 10"),
            ("несколько сотен", "несколько сотен=vague:several 100"),
            ("несколько журналистов", "несколько=vague:several"),
            ("сотни тысяч", "сотни тысяч=vague:hundreds 1000"),
            ("двое журналистов, ещё троих увезли", "двое=exact 2; троих=exact 3"),
            ("сорок три человека", "сорок три=exact 43"),
            ("полторы сотни", "полторы сотни=exact 150"),
            ("1,5 тыс. человек", "1,5 тыс.=exact 1500"),
            ("полсотни", "полсотни=exact 50"),
            ("12\u{a0}400 человек", "12\u{a0}400=exact 12400"),
            ("сто с лишним человек", "сто с лишним=more_than 100"),
            ("взяли человек двадцать", "человек двадцать=about 20"),
            ("от 15 до 20 человек", "от 15 до 20=range 15-20"),
            ("5–7 тысяч", "5–7 тысяч=range 5000-7000"),
            ("15 или 20 человек", "15 или 20=range 15-20"),
            ("хотя бы один человек", "хотя бы один=at_least 1"),
            ("один из задержанных", ""),
            ("массовые задержания, многие избиты", "массовые=many; многие=many"),
            ("не более 30", "не более 30=up_to 30"),
            ("менее двадцати", "менее двадцати=fewer_than 20"),
        ],
    );
}

#[test]
fn russian_numbers_of_other_things() {
    check(
        Lang::Ru,
        &[
            ("в 19:30 и около 7 часов вечера", ""),
            ("ему 17 лет, 17-летний", ""),
            ("по ст. 488 ч. 6, статьям 405 и 174", ""),
            ("9 июня 2019 года, 9, 10 и 11 июня", ""),
            ("с 9-13 июня", ""),
            ("04.12.2011", ""),
            ("арест на 15 суток, штраф 20 МРП, двое суток", ""),
            ("в школе № 15, 15-й отдел", ""),
            ("до 2020 года", ""),
            ("по ст. 405, 174 и 272 УК", ""),
            ("по ст. 488, 15 оштрафованы", "15=exact 15"),
            ("он увидел семью", ""),
            ("по ст. 488 наказаны 15 человек", "15=exact 15"),
            ("9 июня задержали 40 человек, до 19:30 ещё 12", "40=exact 40; 12=exact 12"),
        ],
    );
}

#[test]
fn kazakh() {
    check(
        Lang::Kk,
        &[
            ("кемінде 40 адам ұсталды", "кемінде 40=at_least 40"),
            ("100-ге жуық адам", "100-ге жуық=nearly 100"),
            ("жүзге жуық адам ұсталды", "жүзге жуық=nearly 100"),
            ("жүзге жуықтады", "жүзге жуықтады=nearly 100"),
            ("100 адамға жуық", "100 адамға жуық=nearly 100"),
            ("40-тан астам адам", "40-тан астам=more_than 40"),
            ("500-ден астам", "500-ден астам=more_than 500"),
            ("мыңнан астам адам", "мыңнан астам=more_than 1000"),
            ("жүздеген адам ұсталды", "жүздеген=vague:hundreds"),
            ("ондаған адам", "ондаған=vague:tens"),
            ("мыңдаған", "мыңдаған=vague:thousands"),
            ("бірнеше журналист", "бірнеше=vague:several"),
            ("бірнеше жүз адам", "бірнеше жүз=vague:several 100"),
            ("шамамен 500 адам", "шамамен 500=about 500"),
            ("5 мыңға дейін адам", "5 мыңға дейін=up_to 5000"),
            ("үш мың адам ұсталды", "үш мың=exact 3000"),
            ("екі жүз елу үш адам", "екі жүз елу үш=exact 253"),
            ("екі жүзге жуық адам", "екі жүзге жуық=nearly 200"),
            ("қырық үш кісі", "қырық үш=exact 43"),
            ("15-тен 20-ға дейін адам", "15-тен 20-ға дейін=range 15-20"),
            ("15 пен 20 арасында", "15 пен 20 арасында=range 15-20"),
            ("жүз шақты адам ұсталды", "жүз шақты=about 100"),
            ("қазірдің өзінде он бес адам", "қазірдің өзінде он бес=already 15"),
            ("100-ден кем емес", "100-ден кем емес=at_least 100"),
            ("көптеген азамат", "көптеген=many"),
        ],
    );
}

#[test]
fn kazakh_numbers_of_other_things() {
    check(
        Lang::Kk,
        &[
            ("сағат 19:30-да", ""),
            ("17 жаста, 15 тәулікке қамалды", ""),
            ("2019 жылғы 9 маусым", ""),
            ("№ 15 мектеп", ""),
            ("488-бап бойынша", ""),
            ("ол онда болған жоқ, ұсталған бір адам", ""),
        ],
    );
}

#[test]
fn the_words_of_another_language_are_not_numbers() {
    // «он» is ten in Kazakh and “he” in Russian.
    assert_eq!(found("он задержан", None), "");
    assert_eq!(found("шамамен 500", None), "шамамен 500=about 500");
}

#[test]
fn habeas_1() {
    // text, low, high
    let table = [
        ("37", Some(37), Some(37)),
        ("at least 40", Some(40), None),
        ("more than 950", Some(951), None),
        ("about 500", Some(400), Some(600)),
        ("about 100", Some(80), Some(120)),
        ("about 200", Some(160), Some(240)),
        ("about 700", Some(630), Some(770)),
        ("about 37", Some(33), Some(41)),
        ("about 15", Some(12), Some(18)),
        ("nearly 4,000", Some(3_500), Some(3_999)),
        ("nearly 100", Some(80), Some(99)),
        ("up to 5,000", Some(0), Some(5_000)),
        ("fewer than 20", Some(0), Some(19)),
        ("15-20", Some(15), Some(20)),
        ("already fifteen", Some(15), None),
        ("several", Some(3), Some(9)),
        ("dozens", Some(20), Some(99)),
        ("tens", Some(20), Some(99)),
        ("hundreds", Some(200), Some(999)),
        ("thousands", Some(2_000), Some(9_999)),
        ("several hundred", Some(300), Some(999)),
        ("tens of thousands", Some(20_000), Some(99_999)),
        ("many", Some(2), None),
    ];
    for (text, low, high) in table {
        let read = read_quantity(text, Some(Lang::En));
        assert_eq!(read.len(), 1, "{text}");
        assert_eq!(bounds(&read[0], Convention::Habeas1), Some(NumberBounds { low, high }), "{text}");
    }
    for text in ["scores", "a couple"] {
        assert_eq!(bounds(&read_quantity(text, Some(Lang::En))[0], Convention::Habeas1), None, "{text}");
    }
}

#[test]
fn conventions_disagree_and_say_nothing_of_words_they_do_not_know() {
    // text, acled, ccc
    let table = [
        ("hundreds", Some(100), Some(200)),
        ("thousands", Some(1_000), Some(2_000)),
        ("dozens", Some(12), None),
        ("tens", Some(10), None),
        ("tens of thousands", None, Some(20_000)),
        ("several", None, None),
        ("about 500", None, None),
        ("37", Some(37), Some(37)),
    ];
    for (text, acled, ccc) in table {
        let read = read_quantity(text, Some(Lang::En));
        let one = |n: Option<u64>| n.map(|n| NumberBounds { low: Some(n), high: Some(n) });
        assert_eq!(bounds(&read[0], Convention::Acled), one(acled), "{text}");
        assert_eq!(bounds(&read[0], Convention::Ccc), one(ccc), "{text}");
    }
    for convention in Convention::ALL {
        assert_eq!(Convention::parse(convention.name()), Some(convention));
    }
    assert_eq!(Convention::parse("habeas-2"), None);
}

#[test]
fn the_words_alone() {
    let table = [
        ("957", Some(957), Some(957)),
        ("at least 700", Some(700), None),
        ("more than 950", Some(951), None),
        ("up to 5,000", None, Some(5_000)),
        ("nearly 4,000", None, Some(3_999)),
        ("about 500", None, None),
        ("hundreds", None, None),
        ("already fifteen", Some(15), None),
    ];
    for (text, low, high) in table {
        assert_eq!(strict(&read_quantity(text, Some(Lang::En))[0]), NumberBounds { low, high }, "{text}");
    }
}

#[test]
fn the_word_files_read_and_mistakes_in_them_are_said() {
    for lang in Lang::ALL {
        Lexicon::parse(lang.data()).unwrap_or_else(|problem| panic!("{}: {problem}", lang.code()));
        assert_eq!(Lang::parse(lang.code()), Some(lang));
    }
    let spoilt = Lang::En.data().replace("needs_company", "needs_kompany");
    let said = Lexicon::parse(&spoilt).unwrap_err().to_string();
    assert!(
        said.starts_with("the word file cannot be read at line 8: unknown field `needs_kompany`"),
        "{said}"
    );
    let spoilt = Lang::En.data().replace("\"at_least\"", "\"atleast\"");
    assert_eq!(
        Lexicon::parse(&spoilt).unwrap_err().to_string(),
        "the word file names an unknown kind: “atleast”"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_in_order(text in ".{0,60}", near in "(about|сотни|кемінде|[0-9]{1,5}|жүзге|жуық|-|–|,|тыс.|and|a|hundred|two|до|ст.|июня| ){0,12}") {
        for text in [text, near] {
            for lang in [None, Some(Lang::En), Some(Lang::Ru), Some(Lang::Kk)] {
                let mut last = 0;
                for q in read_quantity(&text, lang) {
                    prop_assert!(q.span.start >= last && q.span.start < q.span.end, "{} {:?}", text, q);
                    prop_assert_eq!(&text[q.span.clone()], q.word.as_str());
                    last = q.span.end;
                    for convention in Convention::ALL {
                        if let Some(NumberBounds { low: Some(low), high: Some(high) }) = bounds(&q, convention) {
                            prop_assert!(low <= high, "{:?}", q);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn about_holds_the_number_and_nearly_lies_below(n in 2u64..10_000_000) {
        let about = bounds(&read_quantity(&format!("about {n} people"), Some(Lang::En))[0], Convention::Habeas1).unwrap();
        let (low, high) = (about.low.unwrap(), about.high.unwrap());
        prop_assert!(low < n && n < high);
        // 10 to 20 per cent on each side, fractions outward.
        prop_assert!((n - low) * 10 >= n && (n - low) * 10 <= n * 2 + 10, "{low} {n}");
        prop_assert!((high - n) * 10 >= n && (high - n) * 10 <= n * 2 + 10, "{n} {high}");
        let nearly = bounds(&read_quantity(&format!("nearly {n} people"), Some(Lang::En))[0], Convention::Habeas1).unwrap();
        prop_assert_eq!(nearly, NumberBounds { low: Some(low), high: Some(n - 1) });
    }

    #[test]
    fn digits_and_their_groups_are_one_number(n in 1_000u64..999_999, mark in prop::sample::select(vec![',', ' ', '\u{a0}', '\u{2009}', '\u{202f}', '\''])) {
        let text = format!("{}{mark}{:03} people", n / 1000, n % 1000);
        let read = read_quantity(&text, Some(Lang::En));
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!((read[0].kind, read[0].n), (Kind::Exact, Some(n)));
    }
}

#[test]
fn kinds_have_names() {
    assert_eq!(Kind::Vague(VagueWord::Hundreds).name(), "vague:hundreds");
}
