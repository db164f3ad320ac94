//! An operator without a network, in a real browser: calls are taken down, the machine is shut, the network returns, and
//! exactly those calls are there, each once.

use super::browser::{Browser, Line};
use super::house::House;

/// Takes down one call by keys alone.
pub(super) fn call(browser: &mut Browser, note: &str, name: &str) {
    browser.wait_for("document.activeElement?.id === 'text'");
    browser.type_in(note);
    browser.press("2", "Digit2", 1);
    browser.wait_for("document.activeElement?.id === 'name'");
    browser.type_in(name);
    browser.press("Enter", "Enter", 2);
}

pub(super) const WAITING: &str = "self.habeasOutbox.count()";

#[test]
fn three_calls_without_network_become_three_reports_when_it_is_back() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(|_| {});
    let line = Line::to(house.address);
    let at = |path: &str| format!("http://{}{path}", line.address);
    browser.go(&house.link.replace(&house.address.to_string(), &line.address.to_string()));
    browser.go(&at("/intake?lang=en"));
    browser.tell("document.getElementsByName('by')[0].value = 'op-4'");
    browser.wait_for("navigator.serviceWorker.ready.then((ready) => ready.active?.state === 'activated')");
    browser.wait_for("navigator.serviceWorker.controller");
    browser.wait_for("caches.keys().then((names) => names.some((name) => name.startsWith('habeas-shell-')))");
    let kept = browser.tell(
        "caches.keys().then((names) => caches.open(names[0])).then((cache) => cache.keys()) \
         .then((kept) => kept.map((one) => new URL(one.url).pathname).sort())",
    );
    for page in kept.as_array().unwrap().iter().map(|page| page.as_str().unwrap()) {
        assert!(
            page.starts_with("/assets/") || page.starts_with("/intake/"),
            "{page} is kept in the browser"
        );
    }

    // The network goes while a call is being told.
    line.cut(true);
    browser.offline(true);
    call(&mut browser, "First call, a bus near the market", "Aidar Testov");
    browser.wait_for(&format!("{WAITING}.then((count) => count === 1)"));
    browser.wait_for("document.getElementById('shelf').innerText.includes('Code for the caller')");
    let code = browser.tell("document.querySelector('#shelf strong').textContent");
    call(&mut browser, "Second call", "Gulnara Sampleova");
    browser.wait_for(&format!("{WAITING}.then((count) => count === 2)"));
    // Half a sentence, and the machine is shut. The form opens again without a network.
    browser.wait_for("document.activeElement?.id === 'text' && document.activeElement.value === ''");
    browser.type_in("Third call, half a sent");
    browser.wait_for("document.getElementById('kept').textContent !== ''");
    browser.window();
    browser.go(&at("/intake"));
    browser.offline(true);
    browser.wait_for("document.getElementById('shelf')?.innerText.includes('half a sent')");
    browser.tell("[...document.querySelectorAll('#shelf button')].find((one) => one.textContent === 'Go on with it').click()");
    browser.wait_for("document.getElementById('text').value === 'Third call, half a sent'");
    browser.tell("document.getElementsByName('by')[0].value = 'op-4'");
    browser.press("Enter", "Enter", 2);
    browser.wait_for(&format!("{WAITING}.then((count) => count === 3)"));
    browser.wait_for("document.getElementById('shelf').innerText.includes('Calls that wait to be sent: 3')");
    let names = "indexedDB.databases().then((all) => all.length)";
    assert_eq!(browser.tell(names), 1);
    let rows = browser.tell(
        "new Promise((done) => { const open = indexedDB.open('habeas-intake'); open.onsuccess = () => { \
         const asked = open.result.transaction('outbox').objectStore('outbox').getAll(); \
         asked.onsuccess = () => done(asked.result.map((row) => new TextDecoder('latin1').decode(row.data)).join('')); }; })",
    );
    assert!(!rows.as_str().unwrap().contains("call"), "what waits is sealed");
    let here = house.desk.as_ref().unwrap().position().entries;
    assert_eq!(here, 0, "nothing was saved yet");

    // It is back: everything is sent without anybody asking, each call once.
    line.cut(false);
    browser.offline(false);
    browser.wait_for(&format!("{WAITING}.then((count) => count === 0)"));
    browser.wait_for("!document.cookie.includes('habeas_waiting')");
    let cookie = {
        let all = browser.call("Network.getCookies", serde_json::json!({ "urls": [at("/")] }));
        let of = |name: &str| {
            let found = all["cookies"].as_array().unwrap().iter().find(|one| one["name"] == name);
            found.map(|one| format!("{name}={}", one["value"].as_str().unwrap()))
        };
        assert!(of("habeas_waiting").is_none(), "nothing waits any more");
        of("habeas_session").unwrap()
    };
    let page = house.page("/search?kind=report", &cookie);
    assert_eq!(page.matches("href=\"/record/").count(), 3, "{page}");
    let found = house.page(&format!("/intake?receipt={}", code.as_str().unwrap().replace(' ', "")), &cookie);
    assert!(found.contains("told of it before"), "the code that was read out without a network: {found}");
    browser.go(&at("/intake"));
    assert_eq!(browser.tell("self.habeasOutbox.all('drafts').then((all) => all.length)"), 0);
}
