//! Every page holds what it must, and every link of every page leads somewhere.

use super::house::{House, id, one_detention, small_day, without_tokens};
use std::collections::{BTreeSet, VecDeque};

#[test]
fn a_record_leads_from_every_value_to_its_quote() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page(&format!("/record/{}", id(2)), &cookie);
    for words in [
        "Аслан Тестов",
        "CONTESTED: the sources contradict each other",
        "by the fountain",
        "at the market",
        "Аслан Тестов was taken",
        "The aunt",
        "A neighbour",
        "op-3",
        "a caller said so",
        "position 1",
        "Custody, step by step",
        "confirmed: 8 June 2031, 17:00; by a relative",
        "Example District Station",
        "reliability not graded",
    ] {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    let then = house.page(&format!("/record/{}?position=1", id(2)), &cookie);
    assert!(then.contains("What was known at ledger position 1."));
    let person = house.page(&format!("/record/{}", id(1)), &cookie);
    assert!(person.contains("Used by") && person.contains("who was detained"));
}

#[test]
fn a_report_marks_its_quotes_in_place_and_loses_no_letter() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page(&format!("/report/{}", id(4)), &cookie);
    let (_, rest) = page.split_once("<div class=\"paper\"").unwrap();
    let (paper, _) = rest.split_once("</div>").unwrap();
    assert!(paper.starts_with(" dir=\"auto\" lang=\"en\">"), "{paper}");
    // Without its marks and their numbers the text is what came in.
    let mut plain = String::new();
    let mut rest = paper.split_once('>').unwrap().1;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = if rest[at..].starts_with("<sup>") {
            &rest[at + rest[at..].find("</sup>").unwrap() + 6..]
        } else {
            &rest[at + rest[at..].find('>').unwrap() + 1..]
        };
    }
    plain.push_str(rest);
    assert_eq!(
        plain,
        "Аслан Тестов was taken at 16:30. He is at the Example District station, says his aunt."
    );
    // Three quotes overlap: the name, the name and what was done, what was done and when.
    assert_eq!(paper.matches("<mark>").count(), 4, "{paper}");
    assert!(paper.contains("#q-1") && paper.contains("#q-2") && paper.contains("#q-3"));
    assert!(page.contains(&format!("/record/{}#c-", id(2))));
    let (_, list) = page.split_once("Passages that claims rest on").unwrap();
    assert!(list.contains("Аслан Тестов was taken"), "{list}");
    let raw = house.get(&format!("/report/{}/raw", id(4)), &cookie);
    assert_eq!(raw.header("content-disposition"), Some("attachment; filename=\"report-04040404.txt\""));
    assert_eq!(raw.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(raw.text().starts_with("Аслан Тестов was taken"));
}

#[test]
fn what_is_not_part_of_a_report_is_dimmed_and_says_so() {
    use super::house::{claim, quoted, save, text};
    use claims::{Property, Value};
    let house = House::open(|desk| {
        let report = id(4);
        let bytes = "Support us! Two were taken. Two were taken.";
        save(
            desk,
            vec![
                claim(1, report, Property::ReportBytes, Value::Bytes(bytes.as_bytes().into())),
                quoted(
                    claim(2, report, Property::ReportBoilerplate, text("not part of the text")),
                    report,
                    0,
                    11,
                ),
                quoted(claim(3, report, Property::ReportRepeat, text("repeats")), report, 28, 43),
            ],
        );
    });
    let page = house.page(&format!("/report/{}?lang=ru", id(4)), &house.sign_in());
    assert_eq!(page.matches("<mark class=\"aside\">").count(), 2, "{page}");
    assert!(page.contains("не часть текста</sup>") && page.contains("уже сказано выше</sup>"), "{page}");
}

#[test]
fn a_count_carries_its_receipt() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page("/count?measure=persons&as_of=2031-06-08T18:00", &cookie);
    for words in [
        "<strong>1</strong> <span>person</span>",
        "distinct people detained at least once",
        "At least 1: so many distinct ones must exist.",
        "1 of them by name.",
        "a named person",
        "Ledger position",
        "Nothing was left out.",
        "as_of=2031-06-08T18:00:59%2B05:00&amp;position=1",
    ] {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    let before = house.page("/count?measure=persons&before=0", &cookie);
    assert!(
        before.contains("At position 0 the floor was 0") && before.contains("+1: found late"),
        "{before}"
    );
    let held = house.page("/count?measure=still-held&lang=ru", &cookie);
    assert!(held.contains("всё ещё под стражей") && held.contains("<span>человек</span>"), "{held}");
    let none = house.page("/count?measure=persons&role=astronaut", &cookie);
    assert!(none.contains("Role: astronaut"), "{none}");
}

#[test]
fn search_finds_across_scripts_and_narrows() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    for text in ["Aslan", "%D0%B0%D1%81%D0%BB%D0%B0%D0%BD", "%D0%A2%D0%B5%D1%81%D1%82"] {
        let page = house.page(&format!("/search?q={text}"), &cookie);
        assert!(page.contains("Аслан Тестов") && page.contains("at a police unit, "), "{text}: {page}");
    }
    let units = house.page("/search?kind=unit", &cookie);
    assert!(units.contains("Example District Station") && !units.contains("Аслан"));
    let contested = house.page("/search?contested=1&kind=detention", &cookie);
    assert!(contested.contains("<b class=\"contested\">contested</b>"));
    assert!(house.page("/search?q=zzzzzz", &cookie).contains("Nothing was found."));
}

/// What must hold of every page.
fn sound(path: &str, page: &str) {
    assert!(
        !page.contains('⟦'),
        "{path} lacks a message: {:?}",
        page.split('⟦').nth(1).map(|rest| &rest[..rest.len().min(60)])
    );
    assert_eq!(page.matches("<h1").count(), 1, "{path} has not one h1");
    assert!(page.contains("<main id=\"main\"") && page.contains("class=\"skip\" href=\"#main\""), "{path}");
    for forbidden in
        ["<style", " style=", "onclick", "onload", "javascript:", "//cdn", "http://www", "src=\"http"]
    {
        assert!(!page.contains(forbidden), "{path} contains {forbidden}");
    }
    let scripts = page.matches("<script").count();
    assert_eq!(scripts, page.matches("<script src=\"/assets/").count(), "{path} has a script of its own");
    assert_eq!(
        page.matches("<table").count(),
        page.matches("<caption").count(),
        "{path}: a table lacks its caption"
    );
    assert_eq!(
        page.matches("<th").count() - page.matches("<thead").count(),
        page.matches("<th scope=").count(),
        "{path}: a heading lacks its scope"
    );
    let mut ids = BTreeSet::new();
    for rest in page.split(" id=\"").skip(1) {
        let id = rest.split('"').next().unwrap();
        assert!(ids.insert(id.to_owned()), "{path}: the id {id} is there twice");
    }
    for rest in page.split("href=\"#").skip(1) {
        let id = rest.split('"').next().unwrap();
        assert!(ids.contains(id), "{path}: #{id} leads nowhere");
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_sound_page() {
    const PAGES: usize = 300;
    let house = House::open(small_day);
    let cookie = house.sign_in();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut open: VecDeque<String> = VecDeque::new();
    let starts = [
        "/",
        "/search?q=a",
        "/count",
        "/counts",
        "/counts?by=city&show=public",
        "/counts?measure=events",
        "/figures",
        "/about",
        "/count?measure=events&before=3",
        "/search?kind=report",
    ];
    for lang in ["en", "ru", "kk"] {
        open.extend(starts.iter().map(|path| {
            let mark = if path.contains('?') { '&' } else { '?' };
            format!("{path}{mark}lang={lang}")
        }));
    }
    seen.extend(open.iter().cloned());
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut looked = 0;
    while let Some(path) = open.pop_front() {
        let answer = house.get(&path, &format!("{cookie}; habeas_lang={}", ["en", "ru", "kk"][looked % 3]));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        looked += 1;
        if answer.header("content-type") != Some("text/html; charset=utf-8") {
            continue;
        }
        let page = answer.text();
        sound(&path, &page);
        kinds.insert(path.split(['/', '?']).nth(1).unwrap_or_default().to_owned());
        for rest in page.split("href=\"/").skip(1) {
            let link = format!("/{}", rest.split('"').next().unwrap()).replace("&amp;", "&");
            let link = link.split('#').next().unwrap().to_owned();
            if !link.contains("lang=") && seen.len() < PAGES && seen.insert(link.clone()) {
                open.push_back(link);
            }
        }
    }
    assert!(looked >= 250, "only {looked} pages were found");
    for kind in ["", "record", "report", "count", "counts", "search", "figures", "about", "assets"] {
        assert!(kinds.contains(kind) || kind == "assets", "no page of the kind {kind:?} among {kinds:?}");
    }
}

#[test]
fn the_first_page_is_small_and_hides_nobody_who_is_served_first() {
    let house = House::open(|desk| {
        let day = testkit::election_day(20_310_608, &testkit::DaySize::demo());
        desk.save_as_drafted(day.entries.into_iter().map(|entry| (entry.at, entry.saves))).unwrap();
    });
    let cookie = house.sign_in();
    for lang in ["en", "ru", "kk"] {
        let size = house.page(&format!("/?lang={lang}"), &cookie).len();
        assert!(size <= 60 * 1024, "the board of the demo in {lang} is {size} bytes");
    }
    let (short, whole) = (house.page("/", &cookie), house.page("/?all=1", &cookie));
    let first = |page: &str| page.matches("<b class=\"risk first\">").count();
    assert!(first(&short) > 5 && first(&short) == first(&whole), "{} of {}", first(&short), first(&whole));
    assert!(short.len() < whole.len());
}

#[test]
fn a_page_is_sent_compressed_to_whoever_takes_it_so() {
    use std::io::Read as _;
    let house = House::open(small_day);
    let cookie = house.sign_in();
    let ask = |path: &str, takes: &str| {
        let address = house.address;
        house.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept-encoding: {takes}\r\nconnection: close\r\n\r\n"
        ))
    };
    let plain = ask("/figures", "identity");
    assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    for takes in ["gzip", "br, GZIP;q=0.5", "deflate,gzip"] {
        let packed = ask("/figures", takes);
        assert_eq!(packed.header("content-encoding"), Some("gzip"), "{takes}");
        assert!(packed.body.len() * 2 < plain.body.len());
        let mut text = String::new();
        flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(without_tokens(&text), without_tokens(&plain.text()));
    }
    for takes in ["gzip;q=0", "x-gzip", ""] {
        assert_eq!(ask("/figures", takes).header("content-encoding"), None, "{takes}");
    }
    // The first page fits into what a bad line carries.
    let first = ask("/", "gzip");
    assert!(first.body.len() <= 60 * 1024, "{} bytes", first.body.len());
    // What programs ask for is sent as it is.
    assert_eq!(ask("/api/v1/openapi.json", "gzip").header("content-encoding"), None);
}
