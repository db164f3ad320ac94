//! The office, as a coordinator meets it: a pack is signed and is a draft again, a setting changed with a reason, the ledger
//! verified, a backup asked for by two, and what everybody did.

use super::house::{Answer, House, claim, id, name, one_detention, save};
use claims::Property;

fn post(house: &House, path: &str, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let from = page.find(before).unwrap_or_else(|| panic!("no {before} in {page}")) + before.len();
    page[from..].split(after).next().unwrap()
}

#[test]
fn a_lawyer_signs_a_pack_and_the_board_says_so_until_it_is_taken_back() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let sign =
        |more: &str| post(&house, "/admin/packs", &cookie, &format!("pack=kz-admin-2015&by=op-9{more}"));
    assert!(house.page("/admin/packs", &cookie).contains("draft, unsigned"));
    assert_eq!(sign("&name=&on=2031-06-01&why=read").status, 400);
    let refused = sign("&name=A.+Example&on=yesterday&why=read+it+all");
    assert_eq!(refused.status, 400);
    for typed in ["is not a day", "value=\"A. Example\"", "value=\"read it all\""] {
        assert!(refused.text().contains(typed), "{typed}: {}", refused.text());
    }
    assert_eq!(sign("&name=A.+Example&on=2031-06-01&why=").status, 400, "nothing without a reason");
    assert_eq!(sign("&name=A.+Example&on=2031-06-01&why=read+it+all").status, 303);
    let page = house.page("/admin/packs", &cookie);
    assert!(page.contains("Signed by \u{2068}A. Example\u{2069} on 2031-06-01"), "{page}");
    assert!(house.page("/", &cookie).contains("A. Example"), "the board names who answers for its clocks");
    let undo =
        format!("decision={}&by=op-9&why=wrong+edition", between(&page, "name=\"decision\" value=\"", "\""));
    assert_eq!(post(&house, "/admin/packs/undo", &cookie, &undo).status, 303);
    assert_eq!(post(&house, "/admin/packs/undo", &cookie, &undo).status, 409);
    assert!(!house.page("/", &cookie).contains("A. Example"));
    assert_eq!(
        post(&house, "/admin/packs", &cookie, "pack=xx&by=op-9&name=A&on=2031-06-01&why=w").status,
        404
    );
}

#[test]
fn a_setting_is_changed_with_a_reason_and_stays_changed() {
    let mut house = House::open(one_detention);
    let cookie = house.sign_in();
    let change = |form: &str| post(&house, "/admin/settings", &cookie, form);
    for (form, says) in [
        ("setting=fresh_for&value=soon&by=op-9&why=w", "is not a length of time"),
        ("setting=fresh_for&value=2h&by=op-9&why=", "Say why"),
        ("setting=key_file&value=/tmp/x&by=op-9&why=w", "is not changed from a page"),
        ("setting=language&value=xx&by=op-9&why=w", "is not a language"),
        ("setting=legal_pack&value=xx&by=op-9&why=w", "There is no legal pack"),
        ("setting=lock_after&value=5s&by=op-9&why=w", "Less than a minute"),
    ] {
        let answer = change(form);
        assert_eq!(answer.status, 400, "{form}");
        assert!(answer.text().contains(says), "{form} does not say {says}: {}", answer.text());
    }
    assert_eq!(change("setting=fresh_for&value=2h&by=op-9&why=election+day").status, 303);
    let page = house.page("/admin/settings", &cookie);
    for words in ["value=\"2h\"", "from the casebook", "election day", "op-9"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("HABEAS_PASSPHRASE="), "{page}");
    assert!(house.page("/admin/audit?who=op-9", &cookie).contains("changed a setting"));
    // What the next start reads.
    let desk = house.end();
    let settings = desk::keep::Settings::read(desk.dir(), &|_| None, &[]).unwrap();
    assert_eq!(settings.get("fresh_for"), "2h");
    assert_eq!(settings.get("language"), "en");
}

#[test]
fn the_ledger_is_verified_backed_up_by_two_and_read_as_who_did_what() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    assert!(house.page("/admin", &cookie).contains("/admin/health"));
    assert!(house.page("/admin/health", &cookie).contains("1 entries, none damaged"));
    let verified = post(&house, "/admin/health", &cookie, "");
    assert!(verified.text().contains("1 entries were checked; nothing is wrong"), "{}", verified.text());

    let backup = |form: &str| post(&house, "/admin/backup", &cookie, form);
    // Nobody works here but the owner: the page says that there is nobody to ask, and so does the ledger.
    assert!(house.page("/admin/health", &cookie).contains("there is nobody to ask"));
    let nameless = backup("by=&why=end+of+the+day");
    assert!(nameless.status == 400 && nameless.text().contains("value=\"end of the day\""));
    let made = backup("by=op-9&why=end+of+the+day");
    assert_eq!(made.status, 200, "{}", made.text());
    assert!(
        made.header("content-disposition").unwrap().starts_with("attachment; filename=\"habeas-2031-06-08")
    );
    assert_eq!(made.header("content-length").unwrap(), made.body.len().to_string());
    assert!(made.body.len() > 1000);
    let name = "Тестов".as_bytes();
    assert!(!made.body.windows(name.len()).any(|bytes| bytes == name), "a backup is sealed");
    let dir = house.desk.as_ref().unwrap().dir().to_owned();
    assert!(
        std::fs::read_dir(dir).unwrap().all(|of| !of
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("backup")),
        "nothing is left on disk"
    );
    assert!(house.page("/admin/health", &cookie).contains("<bdi>op-9</bdi> <small>alone</small>"));

    let all = house.page("/admin/audit", &cookie);
    assert!(all.contains("a caller said so") && all.contains("end of the day"), "{all}");
    for value in ["by the fountain", "at the market", "2031-06-08T16:30"] {
        assert!(!all.contains(value), "{value} is a value");
    }
    let hers = house.page("/admin/audit?who=op-3", &cookie);
    assert!(hers.contains("a caller said so") && !hers.contains("end of the day"));
    assert!(house.page("/admin/audit?day=2030-01-01", &cookie).contains("Nothing was done"));
    assert_eq!(house.get("/admin/audit?day=some+day", &cookie).status, 400);
    assert_eq!(house.get("/admin/audit", "").status, 401);
}

#[test]
fn units_that_may_be_one_are_judged_and_more_is_said_of_them() {
    let house = House::open(|desk| {
        one_detention(desk);
        save(
            desk,
            vec![
                claim(21, id(31), Property::UnitName, name("Алмалинский РУВД")),
                claim(22, id(32), Property::UnitName, name("Almalinskii RUVD")),
                claim(23, id(33), Property::UnitName, name("Бостандыкский РУВД 2")),
            ],
        );
    });
    let cookie = house.sign_in();
    let page = house.page("/admin/units", &cookie);
    assert!(page.contains("4 units") && page.contains("May be one"), "{page}");
    let judge = format!("a={}&b={}&verdict=same&by=op-9&why=", id(31), id(32));
    assert_eq!(post(&house, "/admin/units", &cookie, &judge).status, 400, "nothing without a reason");
    let judged = post(&house, "/admin/units", &cookie, &format!("{judge}one+house"));
    assert_eq!(judged.status, 303);
    let page = house.page(judged.header("location").unwrap(), &cookie);
    assert!(page.contains("one with 1 other") && !page.contains("May be one"), "{page}");
    let undo =
        format!("decision={}&by=op-9&why=two+houses", between(&page, "name=\"decision\" value=\"", "\""));
    assert_eq!(post(&house, "/admin/units", &cookie, &undo).status, 303);
    assert_eq!(post(&house, "/admin/units", &cookie, &undo).status, 409);
    assert!(house.page("/admin/units", &cookie).contains("May be one"));

    let say = |more: &str| post(&house, "/admin/units", &cookie, &format!("unit={}&by=op-9{more}", id(33)));
    let nobody = say("&property=unit.place&value=7+Main+Street&source=&why=asked");
    assert_eq!(nobody.status, 400, "every value has a source");
    assert!(nobody.text().contains("value=\"7 Main Street\""), "{}", nobody.text());
    assert_eq!(say("&property=unit.type&sort=castle&source=Lawyers&why=asked").status, 400);
    assert_eq!(say("&property=person.age&value=7&source=Lawyers&why=asked").status, 400);
    assert_eq!(say("&property=unit.place&value=7+Main+Street&source=Lawyers&why=asked").status, 303);
    assert_eq!(say("&property=unit.type&sort=court&source=Lawyers&why=asked").status, 303);
    assert!(house.page("/admin/units", &cookie).contains("7 Main Street"));
    let unit = house.page(&format!("/record/{}", id(33)), &cookie);
    assert!(unit.contains("7 Main Street") && unit.contains("Lawyers"), "{unit}");
}

#[test]
fn a_unit_is_named_anew_and_moved_and_a_place_is_added_without_overwriting_anything() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let unit = {
        let page = house.page("/admin/units", &cookie);
        between(&page, "href=\"/admin/units?of=", "#").to_owned()
    };
    let send = |path: &str, form: &str| post(&house, path, &cookie, &format!("by=op-9&why=asked&{form}"));
    // Another name is said, then chosen: it goes by that from now on, and the old one stays.
    let named = format!("unit={unit}&property=unit.name&value=Second+House&source=Lawyers");
    let said = send("/admin/units", &named);
    assert_eq!(said.status, 303);
    let at = said.header("location").unwrap().to_owned();
    assert!(at.contains(&format!("of={unit}")), "{at}");
    let claim_of = |path: &str, value: &str| {
        let page = house.page(path, &cookie);
        let (before, _) = page.split_once(&format!("<bdi class=\"theirs\">{value}</bdi>")).unwrap();
        before.rsplit_once("name=\"claim\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    };
    let claim = claim_of(&at, "Second House");
    let board = || house.page("/?lang=en", &cookie);
    assert!(board().contains("Example District Station"));
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=choose")).status, 303);
    assert!(board().contains("Second House") && !board().contains("Example District Station"));
    assert!(house.page(&at, &cookie).contains("Example District Station"));
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=undo")).status, 303);
    assert!(board().contains("Example District Station"));
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=undo")).status, 409, "nothing holds any more");
    // Said by mistake: taken back, and brought back.
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=take-back")).status, 303);
    assert!(house.page(&at, &cookie).contains("<s><bdi class=\"theirs\">Second House</bdi></s>"));
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=choose")).status, 409);
    assert_eq!(send("/admin/units", &format!("claim={claim}&do=undo")).status, 303);
    // Moved: where it is on earth, said anew and chosen.
    let bad =
        send("/admin/units", &format!("unit={unit}&property=unit.at&value=here&source=Lawyers&of={unit}"));
    assert_eq!(bad.status, 400);
    assert!(bad.text().contains("id=\"said\""), "the one that was looked at stays open");
    for at in ["43.238, 76.945", "43.250, 76.950"] {
        let at = at.replace(' ', "+").replace(',', "%2C");
        let form = format!("unit={unit}&property=unit.at&value={at}&source=Lawyers");
        assert_eq!(send("/admin/units", &form).status, 303);
    }
    let moved = house.page(&at, &cookie);
    assert!(moved.contains("43.238") && moved.contains("43.25"), "{moved}");

    // Places: a new one, one within another, never within itself; two that are one.
    assert_eq!(send("/admin/places", "do=add&name=&source=Lawyers").status, 400);
    let place = |name: &str| {
        let added = send("/admin/places", &format!("do=add&name={name}&source=Lawyers"));
        assert_eq!(added.status, 303, "{}", added.text());
        let at = added.header("location").unwrap();
        at.split_once("of=").unwrap().1.split('&').next().unwrap().to_owned()
    };
    let (town, quarter) = (place("Exampletown"), place("Old+Quarter"));
    let within = |a: &str, b: &str| {
        send("/admin/places", &format!("unit={a}&property=place.within&value={b}&source=Lawyers")).status
    };
    assert_eq!(within(&quarter, &town), 303);
    assert_eq!(within(&town, &quarter), 400, "a place does not lie within itself");
    assert_eq!(within(&town, &unit), 400, "a unit is no place");
    assert_eq!(within(&unit, &town), 400, "a unit lies in no place by that property");
    let judged = send("/admin/places", &format!("a={town}&b={quarter}&verdict=different"));
    assert_eq!(judged.status, 303);
    let page = house.page("/admin/places?lang=en", &cookie);
    assert!(page.contains("2 places") && page.contains("Old Quarter"), "{page}");
    assert!(!house.page("/admin/units", &cookie).contains("Exampletown"));
    assert_eq!(house.get("/admin/places", "").status, 401);
}
