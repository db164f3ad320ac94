//! The door: the one-time link, sessions, names, what every answer carries.

use super::house::{House, one_detention};

const ROUTES: [&str; 13] = [
    "/",
    "/?fragment=1",
    "/search",
    "/search?q=a",
    "/record/01010101",
    "/report/04040404",
    "/report/04040404/raw",
    "/figures",
    "/count",
    "/about",
    "/events",
    "/nothing",
    "/../etc/passwd",
];

#[test]
fn the_link_opens_once_and_a_mere_look_does_not_use_it_up() {
    let house = House::open(|_| {});
    let path = format!("/sign-in?once={}", "07".repeat(32));
    assert!(house.link.ends_with(&path), "{}", house.link);
    let head =
        house.ask(&format!("HEAD {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", house.address));
    assert_eq!(head.status, 204);
    let wrong = house.get("/sign-in?once=0707", "");
    assert_eq!((wrong.status, wrong.text().contains("does not open anything")), (404, true));
    let first = house.get(&path, "");
    assert_eq!((first.status, first.header("location")), (303, Some("/")));
    let cookie = first.header("set-cookie").unwrap();
    for part in ["habeas_session=", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let again = house.get(&path, "");
    assert_eq!((again.status, again.header("set-cookie")), (404, None));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(house.get("/", cookie).status, 200);
    // Another value, even one digit away, opens nothing.
    let other = if cookie.ends_with('0') { "1" } else { "0" };
    let near = format!("{}{other}", &cookie[..cookie.len() - 1]);
    assert_eq!(house.get("/", &near).status, 401);
}

#[test]
fn strangers_learn_nothing() {
    let house = House::open(one_detention);
    for path in ROUTES {
        let answer = house.get(path, "habeas_session=00");
        assert_eq!(answer.status, 401, "{path}");
        let text = answer.text();
        assert!(text.contains("Open the link that the program printed"), "{path}: {text}");
        for secret in ["Тестов", "Example District", "Call note", "fountain"] {
            assert!(!text.contains(secret), "{path} tells {secret}");
        }
    }
    assert_eq!(house.get("/healthz", "").text(), "ok\n");
}

#[test]
fn every_answer_carries_its_seals() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let mut paths: Vec<(&str, &str)> =
        ROUTES.iter().filter(|path| **path != "/events").map(|path| (*path, cookie.as_str())).collect();
    paths.extend([
        ("/", ""),
        ("/sign-in?once=no", ""),
        ("/healthz", ""),
        ("/assets/none.css", ""),
        ("/count?measure=lies", cookie.as_str()),
    ]);
    for (path, cookie) in paths {
        let answer = house.get(path, cookie);
        let header =
            |name: &str| answer.header(name).unwrap_or_else(|| panic!("{path} lacks {name}")).to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        // Under "no-referrer" browsers call the origin of our own forms "null".
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
    }
}

#[test]
fn assets_are_named_by_their_content_and_kept() {
    let house = House::open(|_| {});
    let page = house.get("/", "").text();
    let mut seen = 0;
    for piece in page.split('"').filter(|piece| piece.starts_with("/assets/")) {
        let answer = house.get(piece, "");
        assert_eq!(answer.status, 200, "{piece}");
        assert!(answer.header("cache-control").unwrap().contains("immutable"), "{piece}");
        // As it is; sent compressed, it is a quarter.
        assert!(answer.body.len() <= 48 * 1024, "{piece} is too large: {}", answer.body.len());
        seen += 1;
    }
    assert_eq!(seen, 2, "a style and a mark");
}

#[test]
fn the_server_answers_to_its_own_name_only() {
    let house = House::open(|_| {});
    let port = house.address.port();
    let check = |lines: &str, expected: u16| {
        let answer = house.ask(&format!("GET /healthz HTTP/1.1\r\n{lines}connection: close\r\n\r\n"));
        assert_eq!(answer.status, expected, "{lines:?}: {}", answer.text());
    };
    check(&format!("host: 127.0.0.1:{port}\r\n"), 200);
    check(&format!("host: localhost:{port}\r\n"), 200);
    check(&format!("host: [::1]:{port}\r\n"), 200);
    check(&format!("host: evil.example:{port}\r\n"), 421);
    check("host: 192.0.2.7\r\n", 421);
    check("host: localhost.evil.example\r\n", 421);
    check("host: 127.0.0.1.evil.example\r\n", 421);
    check("host: localhost:80:80\r\n", 421);
    check(&format!("host: 127.0.0.1:{port}\r\nhost: evil.example\r\n"), 421);
    check("", 421);
}

#[test]
fn signing_out_works_and_only_from_our_own_page() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let host = house.address;
    let post = |lines: &str| {
        house.ask(&format!(
            "POST /sign-out HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n{lines}content-length: 0\r\nconnection: close\r\n\r\n"
        ))
    };
    assert_eq!(post("origin: http://evil.example\r\n").status, 403);
    assert_eq!(post("origin: null\r\n").status, 403);
    assert_eq!(post("sec-fetch-site: cross-site\r\n").status, 403);
    assert_eq!(house.get("/sign-out", &cookie).status, 405);
    assert_eq!(house.get("/", &cookie).status, 200, "still in");
    let out = post(&format!("origin: http://{host}\r\nsec-fetch-site: same-origin\r\n"));
    assert_eq!(out.status, 200);
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(out.header("clear-site-data").is_some());
    assert_eq!(house.get("/", &cookie).status, 401, "out");
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let house = House::open(|_| {});
    let cookie = house.sign_in();
    let answer = house.ask(&format!(
        "POST /sign-out HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\ncontent-length: 99999999999\r\nconnection: close\r\n\r\n",
        house.address
    ));
    // Nothing reads that body, so it is answered and dropped without waiting for it.
    assert_eq!(answer.status, 200);
    let huge = format!("GET /{} HTTP/1.1\r\nhost: {}\r\n\r\n", "a".repeat(100_000), house.address);
    assert!(matches!(house.ask(&huge).status, 0 | 400 | 414 | 431), "a head of 100 kB is refused");
}
