//! The map: units by what they hold, without anything from elsewhere, the same in tables, and moved by addresses alone.

use super::house::{Answer, House, claim, id, name, one_detention, save, small_day, text, when};
use claims::legal::CustodyState;
use claims::{CustodyStep, Property, RecordId, Value};
use desk::Desk;

fn post(house: &House, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST /map/place HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\norigin: http://{host}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

/// Somebody at unit 3 (placed), moved to unit 7 (known by its city), and unit 8, of which nobody says where it is.
fn three_units(desk: &Desk) {
    one_detention(desk);
    let mut moved = CustodyStep::of(CustodyState::BeforeCourt);
    moved.unit = Some(id(7));
    moved.confirmed = Some(when("2031-06-08T20:30"));
    save(
        desk,
        vec![
            claim(40, id(7), Property::UnitName, name("Court </text><script>alert(1)</script>\"'")),
            claim(41, id(7), Property::UnitType, Value::Term("court".into())),
            claim(42, id(7), Property::UnitPlace, text("г. Алматы, ул. Примерная")),
            claim(43, id(2), Property::DetentionCustody, Value::Custody(Box::new(moved))),
            claim(44, id(3), Property::UnitAt, text("43.30, 76.80")),
            claim(45, id(8), Property::UnitName, name("Third Station")),
        ],
    );
}

#[test]
fn units_stand_where_sources_say_and_tables_say_the_same() {
    let house = House::open(three_units);
    let cookie = house.sign_in();
    let page = house.page("/map", &cookie);
    let (_, drawn) = page.split_once("<svg class=\"map\"").unwrap();
    let (drawn, tables) = drawn.split_once("class=\"key\"").unwrap();
    assert!(drawn.contains("class=\"land\"") && drawn.contains("class=\"way w1\""), "{drawn}");
    assert!(drawn.contains("&lt;/text&gt;&lt;script&gt;") && !drawn.contains("<script"), "{drawn}");
    for words in [
        "43.3, 76.8",
        "coordinates given by a source",
        "43.24, 76.95",
        "by its city alone",
        "nobody says where",
        "One unit has no place on the map",
        "Moved from unit to unit",
    ] {
        assert!(tables.contains(words), "{words:?} is missing in\n{tables}");
    }
    // Nothing is fetched from elsewhere, and no script is needed.
    assert!(!page.contains("https://") && !drawn.contains("xlink"), "{page}");
    // Moving and scaling are addresses.
    for words in ["/map?view=", "across=", "Closer", "← West", "The world"] {
        assert!(page.contains(words), "{words:?} is missing");
    }
    let far = house.page("/map?view=-40,-100&across=500", &cookie);
    assert!(far.contains("2 units lie outside this view."), "{far}");
    let early = house.page("/map?position=1", &cookie);
    assert!(
        early.contains("What was known at ledger position 1.") && !early.contains("43.3, 76.8"),
        "{early}"
    );
    for bad in
        ["/map?view=north", "/map?view=91,0", "/map?view=40,70&across=wide", "/map?view=40,70&across=NaN"]
    {
        assert_eq!(house.get(bad, &cookie).status, 400, "{bad}");
    }
    for odd in ["/map?view=40,70&across=-5", "/map?view=90,180&across=1e300", "/map?view=-90,-180&across=0"] {
        assert_eq!(house.get(odd, &cookie).status, 200, "{odd}");
    }
}

#[test]
fn a_small_map_is_drawn_the_same_every_time() {
    let house = House::open(three_units);
    let page = house.page("/map?view=43.25,76.9&across=60", &house.sign_in());
    let from =
        page.find("</svg><circle class=\"town\"").or_else(|| page.find("</svg><line class=\"way")).unwrap()
            + 6;
    let drawn = &page[from..from + page[from..].find("</svg>\n").unwrap()];
    let drawn = drawn.replace("><", ">\n<");
    assert_eq!(drawn.trim(), include_str!("golden/map.svg").trim(), "\n{drawn}");
}

#[test]
fn a_person_says_where_a_unit_is() {
    let house = House::open(three_units);
    let cookie = house.sign_in();
    let form = format!("unit={}&at=43.2N+76.9E&source=&by=archa&why=looked+it+up+on+a+paper+map", id(8));
    let answer = post(&house, &cookie, &form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = house.page(answer.header("location").unwrap(), &cookie);
    assert!(page.contains("The unit stands where you said.") && page.contains("43.2, 76.9"), "{page}");
    let record = house.page(&format!("/record/{}", id(8)), &cookie);
    assert!(record.contains("looked it up on a paper map") && record.contains("archa"), "{record}");
    // Somebody else says otherwise: it stands nowhere until a person chooses.
    let other = format!("unit={}&at=44,77&source={}&by=tulpar&why=the+aunt+says", id(8), id(5));
    assert_eq!(post(&house, &cookie, &other).status, 303);
    let page = house.page("/map", &cookie);
    assert!(page.contains("sources give different coordinates"), "{page}");
    // What cannot be is refused at its field, and nothing typed is lost.
    for (form, field, words) in [
        (format!("unit={}&at=here&by=archa&why=kept+words", id(8)), "at", "such as 43.238, 76.945"),
        (format!("unit={}&at=99,10&by=archa&why=kept+words", id(8)), "at", "between -90 and 90"),
        (format!("unit={}&at=43,76&by=archa&why=kept+words", id(1)), "unit", "is no unit"),
        (
            format!("unit={}&at=43,76&source={}&by=archa&why=kept+words", id(8), id(3)),
            "source",
            "is no source",
        ),
        ("unit=&at=43,76&by=archa&why=kept+words".to_owned(), "unit", "No unit is chosen"),
    ] {
        let answer = post(&house, &cookie, &form);
        assert_eq!(answer.status, 400, "{form}");
        let page = answer.text();
        assert!(page.contains(words) && page.contains(&format!("id=\"no-{field}\"")), "{form}: {page}");
        assert!(page.contains("value=\"kept words\"") && page.contains("value=\"archa\""), "{page}");
    }
}

#[test]
fn the_synthetic_cities_are_on_the_map() {
    let house = House::open(small_day);
    let page = house.page("/map", &house.sign_in());
    assert!(page.contains("Aksu-Kala") && !page.contains("no place on the map"), "{page}");
    assert!(page.contains("class=\"unit held\"") || page.contains("class=\"unit perhaps\""), "{page}");
}

#[test]
fn thousands_of_units_stay_a_small_page_that_says_what_it_leaves_out() {
    let house = House::open(|desk| {
        let mut claims = Vec::new();
        for n in 0..1500u16 {
            let mut bytes = [0xAA; 16];
            bytes[..2].copy_from_slice(&n.to_be_bytes());
            let unit = RecordId::from_bytes(bytes);
            claims.push(claim(2 * n, unit, Property::UnitName, name(&format!("Station {n}"))));
            let at = format!("{}, {}", 40.0 + f64::from(n / 50) * 0.5, 50.0 + f64::from(n % 50) * 0.8);
            claims.push(claim(2 * n + 1, unit, Property::UnitAt, text(&at)));
        }
        save(desk, claims);
    });
    let cookie = house.sign_in();
    let page = house.page("/map", &cookie);
    assert!(page.contains("units of this view are not drawn; come closer."), "{}", page.len());
    assert!(page.contains("1,300 more units are not listed here."));
    assert!(page.len() < 300_000, "{}", page.len());
    assert_eq!(page.matches("class=\"unit empty\"").count(), 140);
}
