//! The token of forms: every form of every page bears one of its session, and without it nothing is done and nothing that was typed
//! is lost.

use super::access::{WORDS, cookie_of, member, post, sign_in};
use super::house::{Answer, House, id, one_detention, saved, small_day};
use desk::access::Role;

const FIELD: &str = "name=\"form_token\" value=\"";

/// A form sent as it stands, without the help that other tests have.
fn send(house: &House, path: &str, cookie: &str, kind: &str, body: &str) -> Answer {
    let host = house.address;
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    house.ask_as_it_stands(request.as_bytes())
}

fn plain(house: &House, path: &str, cookie: &str, body: &str) -> Answer {
    send(house, path, cookie, "application/x-www-form-urlencoded", body)
}

/// The token of the first form of a page.
fn token_of(page: &str) -> String {
    page.split(FIELD).nth(1).expect("a form with a token").split('"').next().unwrap().to_owned()
}

#[test]
fn every_form_of_every_page_bears_the_token_of_its_session() {
    let house = House::open(|desk| {
        one_detention(desk);
        small_day(desk);
    });
    let cookie = member(&house, "co-1", &Role::ALL, "");
    member(&house, "co-2", &[Role::Coordinator], "");
    let owner = house.sign_in();
    let mut forms = 0;
    let mut check = |path: &str, cookie: &str| {
        let answer = house.get(path, cookie);
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let page = answer.text();
        for form in page.split("<form ").skip(1) {
            let (tag, after) = form.split_once('>').unwrap();
            let sends = tag.contains("method=\"post\"");
            assert!(sends || tag.contains("method=\"get\"") || tag.contains("data-passkey"), "{path}: {tag}");
            let bears = after.starts_with(&format!("<input type=\"hidden\" {FIELD}"));
            assert_eq!(bears, sends, "{path}: <form {tag}>");
            forms += usize::from(sends);
        }
    };
    let rows = web::rows().into_iter().filter(|row| row.method == "GET" && row.path != "/events");
    for row in rows {
        for n in [1, 2, 3, 4, 5] {
            let path = row.path.replace("{id}", &id(n).to_string());
            check(&path, &cookie);
            if !row.path.contains("{id}") {
                check(&path, &owner);
                break;
            }
        }
    }
    for path in [
        format!("/checks?unit={}", id(3)),
        format!("/import/report/{}", id(4)),
        format!("/import/linkage?report={}", id(4)),
        format!("/intake/saved?report={}", id(4)),
        "/board/print".to_owned(),
        "/no/such/page".to_owned(),
    ] {
        check(&path, &cookie);
    }
    assert!(forms > 200, "only {forms} forms were seen");
}

#[test]
fn without_the_token_of_this_session_nothing_is_done_and_nothing_is_lost() {
    let house = House::open(one_detention);
    let desk = house.desk.as_ref().unwrap();
    let (mine, theirs) =
        (member(&house, "co-1", &[Role::Coordinator], ""), member(&house, "co-2", &[Role::Coordinator], ""));
    let earlier = token_of(&house.page("/people", &mine));
    post(&house, "/sign-out", &mine, "");
    let mine = cookie_of(&sign_in(&house, "co-1", WORDS));
    let foreign = token_of(&house.page("/people", &theirs));
    let own = token_of(&house.page("/people", &mine));
    let typed = "handle=op-9&role=operator&groups=&why=%D0%B7%D0%BD%D0%B0%D1%8E+%3Cb%3E";
    let before = saved(desk);
    for (what, form) in [
        ("missing", typed.to_owned()),
        ("foreign", format!("form_token={foreign}&{typed}")),
        ("of an earlier session", format!("form_token={earlier}&{typed}")),
        ("made up", format!("form_token={}&{typed}", "0".repeat(64))),
        ("elsewhere in the words", format!("{typed}+form_token%3D{own}")),
    ] {
        let answer = plain(&house, "/people/invite", &mine, &form);
        assert_eq!(answer.status, 403, "{what}");
        let page = answer.text();
        for kept in ["action=\"/people/invite\"", "value=\"op-9\"", "знаю &lt;b&gt;", "Not sent yet"] {
            assert!(page.contains(kept), "{what}: {kept}: {page}");
        }
        assert!(!page.contains(&foreign) && !page.contains(&earlier), "{what}");
        assert_eq!(saved(desk), before, "{what}");
        // Pressed once more it is sent, by the token of the page that said so.
        if what == "of an earlier session" {
            let again = format!("form_token={}&{typed}", token_of(&page));
            let done = plain(&house, "/people/invite", &mine, &again);
            assert!(done.status == 200 && done.text().contains("/join?token="), "{}", done.text());
            break;
        }
    }
    // A script is told in a line.
    let script = send(&house, "/account/passkey/begin", &mine, "text/plain", "");
    assert!(script.status == 403 && script.text().contains("Load the page again"), "{}", script.text());
}

#[test]
fn a_form_with_parts_comes_back_but_for_its_file() {
    let house = House::open(one_detention);
    let cookie = member(&house, "co-1", &[Role::Coordinator], "");
    let part = |name: &str, value: &str| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let kind = "multipart/form-data; boundary=edge";
    let text = format!("{}{}--edge--\r\n", part("pasted", "1"), part("text", "Two were taken at noon."));
    let answer = send(&house, "/import", &cookie, kind, &text);
    let page = answer.text();
    assert!(
        answer.status == 403 && page.contains("Two were taken at noon.") && page.contains("multipart"),
        "{page}"
    );
    let own = token_of(&page);
    let file =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname\r\nx\r\n";
    let with_file = format!("{}{file}--edge--\r\n", part("why", "a list"));
    let answer = send(&house, "/import", &cookie, kind, &with_file);
    let page = answer.text();
    assert!(
        answer.status == 403 && page.contains("a list") && page.contains("choose the file again"),
        "{page}"
    );
    // With the token as the first part, as browsers send it.
    let sent = format!("{}{text}", part("form_token", &own));
    assert_eq!(send(&house, "/import", &cookie, kind, &sent).status, 303);
}

#[test]
fn a_long_call_of_an_earlier_session_comes_back_as_it_was_typed() {
    let house = House::open(one_detention);
    let desk = house.desk.as_ref().unwrap();
    let cookie = member(&house, "op-1", &[Role::Operator], "");
    let long = "Two+were+taken.+".repeat(60_000);
    let form = format!("key=00112233445566778899aabbccddeeff&text={long}&name=Dana");
    let before = saved(desk);
    let answer = plain(&house, "/intake", &cookie, &form);
    let page = answer.text();
    assert!(answer.status == 403 && page.contains("belonged to an earlier session"), "{}", answer.status);
    assert!(page.contains("value=\"Dana\"") && page.matches("Two were taken.").count() >= 60_000);
    assert_eq!(saved(desk), before);
    let again = format!("form_token={}&{form}", token_of(&page));
    assert_eq!(plain(&house, "/intake", &cookie, &again).status, 303);
    // A form that is sent by a script of ours without it is not saved, and is told nothing that could be taken for a refusal of the
    // call: it waits on.
    let host = house.address;
    let form = "key=10112233445566778899aabbccddeeff&text=a+call";
    let request = format!(
        "POST /intake HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    );
    let answer = house.ask_as_it_stands(request.as_bytes());
    assert!(answer.status == 403 && !answer.text().starts_with('{'), "{}", answer.text());
}

#[test]
fn what_shuts_shuts_at_the_first_press() {
    for path in ["/sign-out", "/leave", "/lock"] {
        let house = House::open(one_detention);
        let cookie = member(&house, "op-1", &[Role::Operator], "");
        assert_eq!(plain(&house, path, &cookie, "form_token=old").status, 200, "{path}");
        assert_ne!(house.get("/", &cookie).status, 200, "{path}");
    }
}

#[test]
fn a_form_that_waited_at_the_door_is_sent_with_the_token_of_the_new_session() {
    let house = House::open(one_detention);
    member(&house, "co-1", &[Role::Coordinator], "");
    let ended = "habeas_session=".to_owned() + &"0".repeat(64);
    let typed = format!("form_token={}&handle=op-9&role=operator&groups=&why=knows", "1".repeat(64));
    let waits = plain(&house, "/people/invite", &ended, &typed);
    let page = waits.text();
    assert!(waits.status == 401 && page.contains("kept.handle") && !page.contains("form_token"), "{page}");
    let form = format!(
        "handle=co-1&password={WORDS}&code=&then=%2Fpeople%2Finvite&kept.handle=op-9&kept.role=operator&kept.groups=&kept.why=knows"
    );
    let inside = plain(&house, "/sign-in", "", &form);
    let (cookie, token) = (cookie_of(&inside), token_of(&inside.text()));
    let sent = plain(
        &house,
        "/people/invite",
        &cookie,
        &format!("form_token={token}&handle=op-9&role=operator&groups=&why=knows"),
    );
    assert!(sent.status == 200 && sent.text().contains("/join?token="), "{}", sent.text());
}
