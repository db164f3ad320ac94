//! The page of counts: measures side by side, the slider, a number broken down, and what the public may see of it.

use super::house::{House, NOW, one_detention, small_day};
use casebook::Division;
use claims::counting::Measure;
use claims::when::Instant;
use desk::count::{CountQuery, Public, breakdown, count, side_by_side};

#[test]
fn every_part_and_every_measure_is_the_number_of_its_receipt() {
    let mut house = House::open(small_day);
    let desk = house.end();
    for by in Division::ALL {
        let query = CountQuery::of(Measure::Persons);
        let found = breakdown(&desk, &query, by).unwrap();
        assert!(!found.parts.is_empty(), "nothing is broken down by {}", by.name());
        let whole = count(&desk, &query).unwrap();
        assert_eq!(found.total, (whole.floor, whole.ceiling), "{}", by.name());
        for part in &found.parts {
            let receipt = count(&desk, &part.query).unwrap();
            assert_eq!((part.floor, part.ceiling), (receipt.floor, receipt.ceiling), "{:?}", part.part);
            assert!(part.floor <= whole.floor || part.floor <= whole.ceiling.unwrap_or(u64::MAX));
            assert!(part.public != Public::Open || part.floor >= 5 || part.ceiling == Some(0));
        }
    }
    for now in side_by_side(&desk, &CountQuery::of(Measure::Persons)).unwrap().measures {
        let receipt = count(&desk, &CountQuery::of(now.measure)).unwrap();
        assert_eq!((now.floor, now.ceiling), (receipt.floor, receipt.ceiling), "{}", now.measure.name());
    }
}

#[test]
fn the_page_sets_measures_side_by_side_and_leads_to_their_receipts() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page("/counts?lang=en", &cookie);
    for words in [
        "Side by side",
        "persons detained: on 7 June 2031, 21:00 it was at least 0, now it is at least 1 (+1). Why:",
        "+1: happened since",
        "Example District Station",
        "In none of these for certain",
        "type=\"range\"",
        "One hour earlier",
        "The sources do not make a table",
    ] {
        assert!(page.contains(words), "{words:?} is missing in\n{page}");
    }
    assert_eq!(
        page.matches("<svg class=\"bar\"").count(),
        12 + 1,
        "a bar for each measure, and for the unit"
    );
    // The link of a number gives that number.
    let (_, rest) = page.split_once("href=\"/count?measure=still-held").unwrap();
    let link = format!("/count?measure=still-held{}", rest.split('"').next().unwrap()).replace("&amp;", "&");
    assert!(house.page(&link, &cookie).contains("As of <time"), "{link}");
    // Before anything happened nobody is counted; the slider and the plain field say the same.
    let before = Instant::parse(NOW).unwrap().unix() - 6 * 3600;
    let slid = house.page(&format!("/counts?slide={before}"), &cookie);
    let typed = house.page("/counts?as_of=2031-06-08T15:00:00%2B05:00", &cookie);
    assert!(slid.contains("As of <strong><time datetime=\"2031-06-08T15:00:00+05:00\">"), "{slid}");
    let table =
        |page: &str| page.split_once("<table").unwrap().1.split_once("</table>").unwrap().0.to_owned();
    assert_eq!(table(&slid), table(&typed));
    assert!(table(&slid).contains("<b>0</b>"), "{slid}");
    assert_eq!(house.get("/counts?slide=noon", &cookie).status, 400);
    assert_eq!(house.get("/counts", "").status, 401);
}

#[test]
fn the_public_is_shown_no_small_number() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let inside = house.page("/counts?by=unit", &cookie);
    assert!(
        inside.contains("Example District Station</bdi></a></th><td class=\"number\">1</td>"),
        "{inside}"
    );
    let page = house.page("/counts?by=unit&show=public", &cookie);
    let (_, parts) = page.split_once("table class=\"counts parts\"").unwrap();
    assert!(
        parts.contains("Example District Station") && parts.contains("&lt;5") && parts.contains("withheld")
    );
    assert!(!parts.contains(">1</td>") && !parts.contains("/count?"), "{parts}");
}
