//! A browser whose clock is wrong by a day, in either direction: calls and sessions go on, what is saved bears the server's time, and
//! the page says that the clocks differ.

use super::access::member;
use super::browser::{Browser, Line};
use super::house::{House, one_detention};
use desk::access::Role;
use serde_json::json;

const WAITING: &str = "habeasOutbox.count()";

/// What a page's scripts read from now on, in milliseconds beside the truth. The browser itself sends nothing in its stead: its own
/// clock is right.
fn clock_wrong_by(browser: &mut Browser, milliseconds: i64) {
    let script = format!(
        "{{ const True = Date; globalThis.Date = class extends True {{ \
         constructor(...given) {{ if (given.length) super(...given); else super(True.now() + ({milliseconds})); }} \
         static now() {{ return True.now() + ({milliseconds}); }} }}; \
         delete ServiceWorkerRegistration.prototype.sync; }}"
    );
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
}

fn save(browser: &mut Browser, text: &str) {
    browser.tell(&format!(
        "(() => {{ document.getElementById('text').value = {}; \
         const form = document.getElementById('call'); form.requestSubmit(form.querySelector('button:not([name])')); }})()",
        json!(text)
    ));
}

#[test]
fn a_clock_that_is_wrong_by_a_day_changes_nothing_that_is_saved() {
    for day in [-86_400_000, 86_400_000] {
        let Some(mut browser) = Browser::start() else { return };
        let house = House::open(one_detention);
        let line = Line::to(house.address);
        let at = |path: &str| format!("http://{}{path}", line.address);
        let cookie = member(&house, "op-4", &[Role::Operator], "");
        clock_wrong_by(&mut browser, day);
        browser.bring_cookie(&at("/"), &cookie);
        browser.go(&at("/intake?lang=en"));
        let away =
            browser.tell("Math.round((Date.now() - performance.timeOrigin - performance.now()) / 60000)");
        assert_eq!(away, json!(day / 60_000), "the pages read a wrong clock");
        // The page says so, and by how much.
        browser.wait_for(
            "/They differ by minutes: (1439|1440|1441)/.test(document.getElementById('shelf').innerText)",
        );
        browser
            .wait_for("navigator.serviceWorker.ready.then((ready) => ready.active?.state === 'activated')");

        save(&mut browser, "Told with a network");
        browser.wait_for("location.pathname === '/intake/saved'");
        browser.go(&at("/intake"));
        browser.wait_for("navigator.serviceWorker.controller");
        line.cut(true);
        browser.offline(true);
        save(&mut browser, "Told without a network");
        browser.wait_for(&format!("{WAITING}.then((count) => count === 1)"));
        line.cut(false);
        browser.offline(false);
        // A form that was still being sent when the network returned goes on to what was saved.
        browser.wait_for(&format!(
            "location.pathname === '/intake/saved' || {WAITING}.then((count) => count === 0)"
        ));
        // The session goes on: the server, not the browser, knows when it ends.
        browser.go(&at("/account"));
        assert!(browser.reads().contains("op-4"), "{}", browser.reads());

        // Both were saved once, at the server's time: it always is 21:00 in the house.
        let desk = house.desk.as_ref().unwrap();
        let mut found = 0;
        for told in desk::look::entries(desk, 1, 100).unwrap() {
            assert_eq!(told.at, Some(desk.now()), "{day}: {told:?}");
            found += told
                .says
                .iter()
                .filter(|(_, said)| matches!(said, desk::look::Told::Claim(_, claims::Property::ReportBytes)))
                .count();
        }
        assert_eq!(found, 2, "{day}");
        let list = house.page("/search?kind=report", &cookie);
        let links: Vec<&str> =
            list.split("href=\"/record/").skip(1).filter_map(|rest| rest.get(..32)).collect();
        let pages: Vec<String> =
            links.iter().map(|report| house.page(&format!("/report/{report}"), &cookie)).collect();
        for text in ["Told with a network", "Told without a network"] {
            let page =
                pages.iter().find(|page| page.contains(text)).unwrap_or_else(|| panic!("{day}: {list}"));
            // A call that waited is some seconds older.
            let on_time = ["8 June 2031, 21:00", "8 June 2031, 20:5"].iter().any(|time| page.contains(time));
            assert!(
                on_time && !page.contains("7 June 2031") && !page.contains("9 June 2031"),
                "{day}: {page}"
            );
        }
    }
}
