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
    let alone = backup("by=op-9&second=+OP-9&why=end+of+the+day");
    assert_eq!(alone.status, 400);
    assert!(alone.text().contains("second person") && alone.text().contains("value=\"end of the day\""));
    assert_eq!(backup("by=op-9&second=&why=w").status, 400);
    let made = backup("by=op-9&second=op-2&why=end+of+the+day");
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
    assert!(house.page("/admin/health", &cookie).contains("<bdi>op-2</bdi>"));

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
