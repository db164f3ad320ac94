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

#[test]
fn a_breakdown_is_saved_as_table_workbook_and_picture_with_its_receipt_inside() {
    let house = House::open(|desk| {
        one_detention(desk);
        let role = super::house::text("=HYPERLINK(\"http://evil.example\")");
        let detention = super::house::id(2);
        super::house::save(
            desk,
            vec![super::house::claim(90, detention, claims::Property::DetentionRole, role)],
        );
    });
    let cookie = house.sign_in();
    let file = |format: &str, show: &str| {
        let answer =
            house.get(&format!("/counts/export?by=role&format={format}&show={show}&lang=ru"), &cookie);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer
    };
    let root = {
        let desk = house.desk.clone().unwrap();
        desk.position().root.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let table = file("csv", "all");
    let name = "attachment; filename=\"persons-by-role-2-all.csv\"";
    assert_eq!(table.header("content-disposition"), Some(name));
    let text = table.text();
    assert!(text.starts_with('\u{feff}') && text.contains("\"1\",\"1\"\r\n"), "{text}");
    assert!(text.contains(&root) && text.contains("/count?measure=persons&as_of=2031"), "{text}");
    for line in text.trim_start_matches('\u{feff}').lines() {
        for cell in line.split("\",\"") {
            assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@']), "a formula: {line}");
        }
    }
    let public = file("csv", "").text();
    assert!(public.contains("\"<5\",\"\"") && !public.contains("\"1\",\"1\""), "{public}");

    // What other programs read of it.
    let book = file("xlsx", "all").body;
    let sheets = intake_reads(&book);
    assert!(sheets[0].contains(&"1".to_owned()), "{sheets:?}");
    assert!(sheets.iter().flatten().any(|cell| cell.contains("HYPERLINK")), "{sheets:?}");
    assert!(sheets[1].contains(&root), "{sheets:?}");

    let picture = file("png", "").body;
    let mut reader = png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let told: Vec<String> = reader.info().utf8_text.iter().map(|chunk| chunk.get_text().unwrap()).collect();
    assert!(told.iter().any(|text| text.contains(&root)), "{told:?}");
    assert!(pixels.iter().any(|of| *of < 60), "nothing is drawn");
    // The same question at the same position is the same file.
    let fixed = "/counts/export?by=role&format=png&as_of=2031-06-08T20:00&position=2";
    assert_eq!(house.get(fixed, &cookie).body, house.get(fixed, &cookie).body);
    assert_eq!(house.get("/counts/export?format=exe", &cookie).status, 400);
    assert_eq!(house.get("/counts/export?measure=events", &cookie).status, 400);
    assert_eq!(house.get("/counts/export?format=csv", "").status, 401);
}

#[test]
fn a_guest_is_shown_no_link_to_a_receipt() {
    let house = House::open(one_detention);
    let cookie = super::access::member(&house, "guest-1", &[desk::access::Role::Guest], "");
    let page = house.page("/counts?lang=en", &cookie);
    assert!(page.contains("<b>1</b>") && !page.contains("href=\"/count?"), "{page}");
    assert_eq!(house.get("/count?measure=persons", &cookie).status, 404);
    assert!(!page.contains("/counts/export"), "nor to files that they may not have");
    let desk = super::access::member(&house, "analyst-1", &[desk::access::Role::Analyst], "");
    assert!(house.page("/counts?lang=en", &desk).contains("href=\"/count?"));
}

#[test]
fn measures_side_by_side_and_the_difference_since_yesterday_are_saved_for_the_office() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let page = house.page("/counts?lang=en", &cookie);
    let link = |what: &str, format: &str| {
        let end = format!("what={what}&amp;format={format}\"");
        let (before, _) = page.split_once(&end).unwrap_or_else(|| panic!("no link {end}"));
        let (_, begin) = before.rsplit_once("href=\"").unwrap();
        format!("{begin}what={what}&format={format}&lang=en").replace("&amp;", "&")
    };
    let root = {
        let desk = house.desk.clone().unwrap();
        desk.position().root.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let file = |what: &str, format: &str| {
        let answer = house.get(&link(what, format), &cookie);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer
    };
    let beside = file("measures", "csv");
    assert_eq!(beside.header("content-disposition"), Some("attachment; filename=\"side-by-side-1-all.csv\""));
    let beside = beside.text();
    for words in [
        "\"Since a day ago\",\"What others say\"\r\n",
        "\"persons detained\",\"1\",\"1\",\"1\",",
        root.as_str(),
        "&position=1\"",
    ] {
        assert!(beside.contains(words), "{words:?} is missing in\n{beside}");
    }
    for measure in Measure::ALL {
        let line = format!("\"{}", house_word(&page, measure));
        assert!(beside.contains(&line), "{line} is missing in\n{beside}");
    }
    let since = file("since", "csv").text();
    let told = "persons detained: on 7 June 2031, 21:00 it was at least 0, now it is at least 1 (+1). Why:";
    for words in
        ["\"happened since\",\"1\",\"\"\r\n", told, root.as_str(), "/count?measure=persons&as_of=2031"]
    {
        assert!(since.contains(words), "{words:?} is missing in\n{since}");
    }
    for what in ["measures", "since"] {
        let sheets = intake_reads(&file(what, "xlsx").body);
        assert!(sheets[0].contains(&"1".to_owned()) && sheets[1].contains(&root), "{sheets:?}");
        let picture = file(what, "png").body;
        let reader = png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
        let told = &reader.info().utf8_text;
        assert!(told.iter().any(|chunk| chunk.get_text().unwrap().contains(&root)), "{told:?}");
        // Small numbers could be found from it: nobody gets it as what the public may see.
        let public = house.get(&format!("/counts/export?what={what}&format=csv&lang=en"), &cookie);
        assert_eq!(public.status, 400, "{what}");
        assert!(public.text().contains("for the office alone"), "{what}");
    }
    assert!(!house.page("/counts?show=public", &cookie).contains("what=measures"));
    assert_eq!(house.get("/counts/export?what=names&show=all", &cookie).status, 400);
}

/// What the page calls a measure.
fn house_word(page: &str, measure: Measure) -> String {
    let (_, rest) = page.split_once(&format!("<option value=\"{}\"", measure.name())).unwrap();
    rest.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()
}

/// The cells of every sheet, as our own reader of workbooks finds them.
fn intake_reads(book: &[u8]) -> Vec<Vec<String>> {
    use calamine::{Data, Reader};
    let mut book =
        calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(std::io::Cursor::new(book)).unwrap();
    book.worksheets()
        .into_iter()
        .map(|(_, range)| {
            range
                .cells()
                .map(|(_, _, cell)| match cell {
                    Data::Float(n) => n.to_string(),
                    other => other.to_string(),
                })
                .collect()
        })
        .collect()
}
