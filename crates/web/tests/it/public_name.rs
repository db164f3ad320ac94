//! A server that people elsewhere call by a name, through a proxy that ends TLS: what it takes and says under that name, and
//! what is counted by the network somebody comes from.

use super::access::{WORDS, owner};
use super::house::{Answer, House, one_detention};
use desk::access::{Role, invite};
use std::collections::BTreeSet;

const NAME: &str = "desk.example.org";

/// One request as a proxy on this machine hands it on; `lines` are further lines of its head.
fn ask(house: &House, method: &str, path: &str, lines: &str, form: &str) -> Answer {
    house.ask(&format!(
        "{method} {path} HTTP/1.1\r\nhost: {NAME}\r\n{lines}content-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

fn ours() -> String {
    format!("origin: https://{NAME}\r\n")
}

/// A member who has come in under the name: what their browser would send back.
fn member(house: &House, handle: &str) -> String {
    let (actor, why) = owner();
    let desk = house.desk.as_ref().unwrap();
    let invited = invite(desk, &actor, &why, handle, &[Role::Verifier], &BTreeSet::new()).unwrap();
    let form = format!("token={}&password={WORDS}&again={WORDS}", invited.token);
    let answer = ask(house, "POST", "/join", &ours(), &form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

#[test]
fn links_cookies_and_headers_bear_the_name() {
    let house = House::called(NAME, one_detention);
    assert!(house.link.starts_with("https://desk.example.org/sign-in?once="), "{}", house.link);
    let path = house.link.strip_prefix("https://desk.example.org").unwrap().to_owned();
    let answer = ask(&house, "GET", &path, "", "");
    let set = answer.header("set-cookie").unwrap();
    for part in ["__Host-habeas_session=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"));
    let cookie = format!("cookie: {}\r\n", set.split(';').next().unwrap());
    let page = ask(&house, "GET", "/?lang=ru", &cookie, "");
    assert_eq!(page.status, 200);
    assert!(page.header("set-cookie").unwrap().starts_with("__Host-habeas_lang=ru;"));
    // A cookie without the prefix could have been set by a page that is not ours.
    assert_eq!(ask(&house, "GET", "/", &cookie.replace("__Host-", ""), "").status, 401);
    let remembered = format!("{}; __Host-habeas_lang=kk\r\n", cookie.trim_end());
    assert!(ask(&house, "GET", "/", &remembered, "").text().contains("lang=\"kk\""));
    // An invitation that somebody elsewhere opens bears the name.
    let form = "by=owner&why=joins&handle=op-9&role=operator&groups=";
    let invited = ask(&house, "POST", "/people/invite", &format!("{}{cookie}", ours()), form).text();
    assert!(invited.contains("https://desk.example.org/join?token="), "{invited}");
    // Signing out takes that cookie away.
    let out = ask(&house, "POST", "/sign-out", &format!("{}{cookie}", ours()), "");
    let gone = out.header("set-cookie").unwrap();
    assert!(gone.starts_with("__Host-habeas_session=;") && gone.contains("Max-Age=0"), "{gone}");
    // On the machine itself nothing has changed.
    let local = house.get("/healthz", "");
    assert_eq!((local.status, local.header("strict-transport-security")), (200, None));
}

#[test]
fn the_name_is_taken_and_no_other() {
    let house = House::called(NAME, |_| {});
    let check = |host: &str, expected: u16| {
        let answer =
            house.ask(&format!("GET /healthz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"));
        assert_eq!(answer.status, expected, "{host}: {}", answer.text());
    };
    check(NAME, 200);
    check("DESK.example.org:443", 200);
    check("desk.example.org:8443", 421);
    check("evil.desk.example.org", 421);
    check("desk.example.org.evil.example", 421);
    check("evil.example", 421);
    check(&house.address.to_string(), 200);
    // The API and the hooks know it too.
    let answer = ask(&house, "GET", "/api/v1/board", "", "");
    assert_eq!(answer.status, 401, "{}", answer.text());
}

#[test]
fn forms_come_from_pages_of_that_name_over_tls_alone() {
    let house = House::called(NAME, one_detention);
    let cookie = format!("cookie: {}\r\n", member(&house, "ver-1"));
    let check = |origin: &str, expected: u16| {
        let lines = format!("{cookie}{origin}");
        let answer = ask(&house, "POST", "/account/sessions", &lines, "");
        assert_eq!(answer.status, expected, "{origin:?}: {}", answer.text());
    };
    check(&ours(), 303);
    check("origin: http://desk.example.org\r\n", 403);
    check("origin: https://evil.example\r\n", 403);
    check("origin: https://desk.example.org:8443\r\n", 403);
    check("origin: null\r\n", 403);
    check("sec-fetch-site: same-site\r\n", 403);
    check("sec-fetch-site: same-origin\r\n", 303);
}

#[test]
fn wrong_tries_are_counted_by_the_network_they_come_from() {
    let house = House::called(NAME, one_detention);
    member(&house, "ver-1");
    let from = |address: &str| format!("{}x-forwarded-for: 198.51.100.9, {address}\r\n", ours());
    let sign_in = |address: &str, handle: &str, password: &str| {
        let form = format!("handle={handle}&password={password}&code=");
        ask(&house, "POST", "/sign-in", &from(address), &form).status
    };
    // One network tries many handles, a few times each, from several machines.
    let statuses: Vec<u16> =
        (0..31).map(|n| sign_in(&format!("203.0.113.{n}"), &format!("h-{n}"), "wrong-wrong-wrong")).collect();
    assert!(statuses.iter().take(30).all(|status| *status == 401), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    // It waits, whatever it says of itself; others do not.
    assert_eq!(sign_in("203.0.113.200", "ver-1", WORDS), 429);
    assert_eq!(sign_in("[2001:db8:1::7]:4711", "ver-1", WORDS), 303);
    assert_eq!(sign_in("192.0.2.1", "ver-1", WORDS), 303);
    // Links that open nothing are counted too, and apart.
    let link = |address: &str| ask(&house, "GET", "/join?token=00", &from(address), "").status;
    let statuses: Vec<u16> = (0..21).map(|_| link("2001:db8:7::1")).collect();
    assert_eq!((statuses.first(), statuses.last()), (Some(&404), Some(&429)), "{statuses:?}");
    assert_eq!((link("2001:db8:7:ffff::2"), link("2001:db8:8::1")), (429, 404));
    assert_eq!(ask(&house, "GET", "/sign-in?once=00", &from("2001:db8:7::1"), "").status, 429);
}

#[test]
fn what_a_stranger_says_of_its_address_counts_for_nothing_without_a_proxy() {
    let house = House::open(one_detention);
    let host = house.address;
    let statuses: Vec<u16> = (0..25)
        .map(|_| {
            house
                .ask(&format!(
                    "GET /join?token=00 HTTP/1.1\r\nhost: {host}\r\nx-forwarded-for: 203.0.113.1\r\nconnection: close\r\n\r\n"
                ))
                .status
        })
        .collect();
    assert!(statuses.iter().all(|status| *status == 404), "{statuses:?}");
}

#[test]
fn a_name_is_a_name() {
    let check = |text: &str, fine: bool| assert_eq!(web::PublicName::parse(text).is_ok(), fine, "{text:?}");
    check("desk.example.org", true);
    check(" Desk.Example.org ", true);
    check("desk.example.org:8443", true);
    check("xn--80ak6aa92e.com", true);
    for text in [
        "",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "https://desk.example.org",
        "desk.example.org/",
        "desk..org",
        "-a.org",
        "a-.org",
        "desk.example.org:0",
        "desk.example.org:99999",
        "desk.example.org:",
        "a b.org",
        "пример.испытание",
        "a.org\r\nx: y",
    ] {
        check(text, false);
    }
}
