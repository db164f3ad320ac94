//! Passkeys in a real browser, with an authenticator that Chromium plays: coming in by an invitation, signing in without
//! typing a handle, a second device, a device that is taken away, and answers that prove nothing.

use super::access::{WORDS, member, owner, post};
use super::browser::{Browser, Line};
use super::house::{Answer, House, one_detention};
use desk::access::{Role, change_member, invite};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A device that keeps passkeys and always knows its owner.
fn device(browser: &mut Browser) -> Value {
    browser.call("WebAuthn.enable", json!({ "enableUI": false }));
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true,
    });
    browser.call("WebAuthn.addVirtualAuthenticator", json!({ "options": options }))["authenticatorId"].clone()
}

/// Presses the button of the passkey.
fn press(browser: &mut Browser) {
    browser.wait_for("document.querySelector('[data-passkey-go]')?.hidden === false");
    browser.tell("document.querySelector('[data-passkey-go]').click()");
}

fn says(browser: &mut Browser) -> String {
    browser.wait_for("document.querySelector('[data-passkey-says]').textContent !== ''");
    browser.tell("document.querySelector('[data-passkey-says]').textContent").as_str().unwrap().to_owned()
}

/// Takes the ceremony that was begun to the device, on the page the browser is at; what would be sent comes back.
fn answered(browser: &mut Browser, begun: &str) -> String {
    let told = browser.tell(&format!(
        "(async () => {{ const {{ ceremony, asked }} = {begun}; \
         const given = await navigator.credentials.get({{ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) }}); \
         return ceremony + '\\n' + JSON.stringify(given.toJSON()); }})()"
    ));
    told.as_str().unwrap().to_owned()
}

/// Sends to the server under the name localhost, as a program would that plays a browser.
fn send(house: &House, path: &str, body: &str) -> Answer {
    let host = format!("localhost:{}", house.address.port());
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncontent-type: text/plain\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    ))
}

fn sign_out(browser: &mut Browser) {
    browser.tell("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
    browser.wait_for("location.pathname === '/sign-out'");
}

#[test]
fn a_member_comes_in_and_goes_on_with_passkeys_alone() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let at = |path: &str| format!("http://localhost:{}{path}", house.address.port());
    let (actor, why) = owner();
    let desk = house.desk.as_ref().unwrap();
    let invited = invite(desk, &actor, &why, "ver-1", &[Role::Verifier], &BTreeSet::new()).unwrap();
    // An address of numbers has no passkeys: the page says so and leads to one that has.
    browser.go(&format!("http://{}/join?token={}", house.address, invited.token));
    assert!(browser.reads().contains("this address is a number"), "{}", browser.reads());
    assert_eq!(browser.tell("document.querySelector('[data-passkey-go]')"), Value::Null);
    let by_name = browser.tell("document.querySelector('a[href*=localhost]').href");
    let first = device(&mut browser);
    browser.go(by_name.as_str().unwrap());
    press(&mut browser);
    browser.wait_for("location.pathname === '/account' && document.querySelector('h1')");
    assert!(browser.reads().contains("ver-1"));
    // The link is used up.
    assert_eq!(house.get(&format!("/join?token={}", invited.token), "").status, 404);

    // Signing in needs no handle: the device knows whose it is. With a handle it works too.
    for handle in ["", "VER-1"] {
        sign_out(&mut browser);
        browser.go(&at("/sign-in"));
        browser.tell(&format!("document.getElementsByName('handle')[0].value = '{handle}'"));
        press(&mut browser);
        browser.wait_for("location.pathname === '/' && document.querySelector('#board')");
    }

    // A second device; the first has its passkey still, so the pages ask it for none.
    let kept = browser.call("WebAuthn.getCredentials", json!({ "authenticatorId": first }))["credentials"][0]
        .clone();
    browser.call("WebAuthn.removeVirtualAuthenticator", json!({ "authenticatorId": first }));
    let second = device(&mut browser);
    browser.go(&at("/account"));
    browser.tell("document.getElementsByName('note')[0].value = 'the other telephone'");
    press(&mut browser);
    browser.wait_for("document.querySelectorAll('form[action=\"/account/remove\"]').length === 2");
    assert!(browser.reads().contains("the other telephone"));

    // What a device answered opens once, and only to whoever began it.
    let begun = send(&house, "/sign-in/passkey/begin", "").text();
    let answer = answered(&mut browser, &begun);
    let in_elsewhere = send(&house, "/sign-in/passkey", &answer);
    assert_eq!(in_elsewhere.status, 204, "{}", in_elsewhere.text());
    let elsewhere = in_elsewhere.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(house.get("/", &elsewhere).status, 200);
    let again = send(&house, "/sign-in/passkey", &answer);
    assert_eq!((again.status, again.text().contains("was sent before")), (409, true), "{}", again.text());
    let another = send(&house, "/sign-in/passkey/begin", "").text();
    let ceremony = serde_json::from_str::<Value>(&another).unwrap()["ceremony"].as_str().unwrap().to_owned();
    let stolen = format!("{ceremony}\n{}", answer.split_once('\n').unwrap().1);
    let refused = send(&house, "/sign-in/passkey", &stolen);
    assert_eq!((refused.status, refused.header("set-cookie")), (403, None), "{}", refused.text());
    assert!(refused.text().contains("proves nothing here"), "{}", refused.text());

    // A page of another origin gets an answer of the device, and it opens nothing here.
    let line = Line::to(house.address);
    let begun = send(&house, "/sign-in/passkey/begin", "ver-1").text();
    browser.go(&format!("http://localhost:{}/sign-in", line.address.port()));
    let elsewhere_made = answered(&mut browser, &begun);
    let refused = send(&house, "/sign-in/passkey", &elsewhere_made);
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("another page"), "{}", refused.text());

    // The first device is taken away: its passkey opens nothing, and whoever was in elsewhere is out at once.
    browser.go(&at("/account"));
    browser.tell("[...document.querySelectorAll('form[action=\"/account/remove\"]')].find((one) => !one.closest('li').innerText.includes('other')).requestSubmit()");
    browser.wait_for("document.querySelectorAll('form[action=\"/account/remove\"]').length === 1");
    assert_eq!(house.get("/", &elsewhere).status, 401);
    // The last way in stays.
    browser.tell("document.querySelector('form[action=\"/account/remove\"]').requestSubmit()");
    browser.wait_for("document.body.innerText.includes('This is the last way in')");
    browser.go(&at("/account"));
    sign_out(&mut browser);
    let third = second;
    browser.call("WebAuthn.clearCredentials", json!({ "authenticatorId": third }));
    browser.call("WebAuthn.addCredential", json!({ "authenticatorId": third, "credential": kept }));
    browser.go(&at("/sign-in"));
    press(&mut browser);
    let said = says(&mut browser);
    assert!(said.contains("was taken away"), "{said}");
    assert!(browser.tell("location.pathname") == "/sign-in");
}

#[test]
fn what_was_typed_waits_for_whoever_comes_in_by_a_passkey_and_nobody_who_is_shut_out_does() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let at = |path: &str| format!("http://localhost:{}{path}", house.address.port());
    member(&house, "op-7", &[Role::Operator], "");
    let desk = house.desk.as_ref().unwrap();
    let of = desk.members().named("op-7").unwrap().record;
    // A password, and a passkey beside it.
    browser.go(&at("/sign-in"));
    device(&mut browser);
    browser.tell(&format!(
        "document.getElementsByName('handle')[0].value = 'op-7'; document.getElementsByName('password')[0].value = '{WORDS}'; \
         document.querySelector('form[action=\"/sign-in\"]').requestSubmit()"
    ));
    browser.wait_for("location.pathname === '/' && document.querySelector('#board')");
    browser.go(&at("/account"));
    press(&mut browser);
    browser.wait_for("document.querySelectorAll('form[action=\"/account/remove\"]').length === 2");
    // The session ends while something is being written.
    browser.go(&at("/checks"));
    browser.call("Network.clearBrowserCookies", json!({}));
    browser.bring_cookie(&at("/"), &format!("habeas_session={}", "0".repeat(64)));
    let typed = "they said \u{ab}no such person\u{bb} <b>";
    browser.tell(&format!(
        "(() => {{ const form = document.querySelector('form[method=post][action=\"/checks\"]'); \
         [...form.elements].find((one) => one.name === 'words' || one.tagName === 'TEXTAREA').value = '{typed}'; form.submit(); }})()"
    ));
    browser.wait_for("document.querySelector('[data-passkey=sign-in]') && document.body.innerText.includes('Your session had ended')");
    press(&mut browser);
    browser.wait_for(
        "location.pathname === '/sign-in/resume' && document.querySelector('form[method=post][action=\"/checks\"]')",
    );
    let waits = browser.tell(
        "[...document.querySelector('form[method=post][action=\"/checks\"]').elements].map((one) => one.value).join('|')",
    );
    assert!(waits.as_str().unwrap().contains(typed), "{waits}");
    // Shut out: out at once, and the passkey opens nothing.
    let (actor, why) = owner();
    member(&house, "co-1", &[Role::Coordinator], "");
    change_member(desk, &actor, &why, of, &[Role::Operator], &BTreeSet::new(), false).unwrap();
    browser.go(&at("/"));
    assert!(browser.tell("document.querySelector('#board')") == Value::Null);
    browser.go(&at("/sign-in"));
    press(&mut browser);
    let said = says(&mut browser);
    assert!(said.contains("proves nothing here"), "{said}");
}

#[test]
fn passkeys_under_a_number_and_answers_that_do_not_read_are_refused_in_words() {
    let house = House::open(one_detention);
    let cookie = member(&house, "op-7", &[Role::Operator], "");
    for path in ["/sign-in/passkey/begin", "/sign-in/passkey", "/join/passkey/begin", "/join/passkey"] {
        let answer = post(&house, path, "", "");
        assert_eq!(
            (answer.status, answer.text().contains("this address is a number")),
            (400, true),
            "{path}"
        );
    }
    let answer = post(&house, "/account/passkey/begin", &cookie, "");
    assert!(answer.text().contains("this address is a number"), "{}", answer.text());
    for body in ["", "\0", "nothing\n{", "\n\n\n", "{\"ceremony\":1}"] {
        for path in ["/sign-in/passkey", "/join/passkey"] {
            let answer = send(&house, path, body);
            assert_eq!(
                (answer.status, answer.text().contains("Begin again")),
                (409, true),
                "{path} {body:?}"
            );
        }
    }
    assert_eq!(send(&house, "/join/passkey/begin", "no such token").status, 404);
    // Who is not known and who has no passkey are told the same.
    let (known, unknown) =
        (send(&house, "/sign-in/passkey/begin", "op-7"), send(&house, "/sign-in/passkey/begin", "op-8"));
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    let begun: Value = serde_json::from_str(&send(&house, "/sign-in/passkey/begin", "").text()).unwrap();
    let forged = json!({
        "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
        "response": { "authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA", "userHandle": "AAAA" },
    });
    let answer =
        send(&house, "/sign-in/passkey", &format!("{}\n{forged}", begun["ceremony"].as_str().unwrap()));
    assert_eq!(
        (answer.status, answer.text().contains("proves nothing here")),
        (403, true),
        "{}",
        answer.text()
    );
}
