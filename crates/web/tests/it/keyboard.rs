//! The day by keys alone, in a real browser: nobody needs a mouse, the focus is always somewhere and can be seen, and it is
//! at the right place when a form comes back.

use super::access::member;
use super::browser::Browser;
use super::house::{House, id, one_detention};
use super::review::ten_things;
use desk::access::Role;
use serde_json::json;

/// The browser as a member who is signed in.
fn signed_in(browser: &mut Browser, house: &House, handle: &str, role: Role) {
    let cookie = member(house, handle, &[role], "");
    let (name, value) = cookie.split_once('=').unwrap();
    let url = format!("http://{}/", house.address);
    browser.call("Network.setCookie", json!({ "name": name, "value": value, "url": url }));
}

fn at(house: &House, path: &str) -> String {
    format!("http://{}{path}", house.address)
}

const DRAWN: &str = "document.readyState === 'complete'";

#[test]
fn the_first_tab_skips_to_the_content() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    signed_in(&mut browser, &house, "op-1", Role::Dispatcher);
    browser.go(&at(&house, "/?lang=en"));
    browser.key("Tab");
    assert_eq!(browser.tell("document.activeElement.className"), "skip");
    let seen = browser.tell("document.activeElement.getBoundingClientRect().top >= 0");
    assert_eq!(seen, true, "it is seen when it has the focus");
    browser.key("Enter");
    browser.wait_for("location.hash === '#main'");
    browser.key("Tab");
    assert_eq!(browser.tell("document.activeElement.closest('main') !== null"), true);
}

#[test]
fn a_call_is_taken_down_and_its_refused_form_mended_by_keys_alone() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    signed_in(&mut browser, &house, "op-2", Role::Operator);
    browser.go(&at(&house, "/intake?lang=en"));
    browser.wait_for("document.activeElement?.id === 'text'");
    browser.type_in("A sister calls: taken at the fountain at three");
    // Tab goes through every field; its digit goes to a field at once.
    browser.tab_to("(it) => it.name === 'source_type'");
    browser.press("4", "Digit4", 1);
    browser.wait_for("document.activeElement?.id === 'when'");
    browser.type_in("the day after never");
    browser.press("Enter", "Enter", 2);
    // What is wrong has the focus, and nothing that was typed is lost.
    browser.wait_for("document.activeElement?.matches('#when[aria-invalid=true]')");
    let kept = browser.tell("document.getElementById('text').value.startsWith('A sister calls')");
    assert_eq!(kept, true);
    browser.tell("document.activeElement.select()");
    browser.type_in("2031-06-08 15:00");
    browser.press("0", "Digit0", 1);
    browser.wait_for("document.activeElement?.matches('#call button:not([name])')");
    browser.key("Enter");
    browser.wait_for(&format!("{DRAWN} && document.querySelector('.code strong')"));
    // The next call is one key away.
    browser.wait_for("document.activeElement?.matches('.turn a[accesskey=\"1\"]')");
    browser.key("Enter");
    browser.wait_for("document.activeElement?.id === 'text' && document.activeElement.value === ''");
}

#[test]
fn a_lawyer_is_assigned_on_the_board_in_two_keys() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    signed_in(&mut browser, &house, "op-3", Role::Dispatcher);
    browser.go(&at(&house, "/?lang=en"));
    browser.wait_for("document.querySelector('.keys details')");
    browser.tab_to("(it) => it.matches('.held tbody th a')");
    browser.key("a");
    browser.wait_for("document.querySelector('.keys [role=status]').textContent.includes('Аслан Тестов')");
    browser.key("w");
    // The board renews itself under the keys, and the line keeps the focus.
    browser.wait_for("document.querySelector('.held tbody td a').textContent === 'on the way'");
    browser.wait_for("document.activeElement?.matches('.held tbody th a')");
    let about = format!("/aid/{}", id(2));
    browser.go(&at(&house, &about));
    browser.wait_for("document.querySelector('#lawyer').textContent.includes('on the way')");
}

#[test]
fn the_queue_is_worked_through_by_five_letters() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(ten_things);
    signed_in(&mut browser, &house, "op-4", Role::Verifier);
    browser.go(&at(&house, "/review?lang=en&kind=held"));
    let title = "document.querySelector('#waiting h2').textContent";
    let total = "document.querySelector('main .lead').textContent";
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    let (first, before) = (browser.tell(title), browser.tell(total));
    let first = first.as_str().unwrap();
    browser.key("j");
    browser.wait_for(&format!("{DRAWN} && document.querySelector('#waiting') && {title} !== {first:?}"));
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    browser.key("k");
    browser.wait_for(&format!("{DRAWN} && document.querySelector('#waiting') && {title} === {first:?}"));
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    // Somebody says so: a name is asked for, and the field that lacks it is where the keys are.
    browser.tab_to("(it) => it.name === 'who'");
    browser.type_in("The aunt");
    browser.tab_to("(it) => it.dataset.key === 'r'");
    browser.key("Enter");
    browser.wait_for(&format!("{DRAWN} && document.querySelector('[data-key=u]')"));
    assert_ne!(browser.tell(total), before, "one less waits");
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    browser.key("u");
    browser.wait_for(&format!("{DRAWN} && {total} === {before}"));
    // A contradiction is decided by a, once a value is chosen; without one the sentence has the focus.
    browser.go(&at(&house, "/review?kind=contradiction"));
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    let before = browser.tell(total);
    browser.key("a");
    browser.wait_for(&format!("{DRAWN} && document.activeElement?.id === 'problem'"));
    browser.wait_for("document.querySelector('#keys-off')?.closest('.scripted').hidden === false");
    browser.tab_to("(it) => it.name === 'claim'");
    browser.key(" ");
    browser.key("a");
    browser.wait_for(&format!("{DRAWN} && document.querySelector('[data-key=u]')"));
    assert_ne!(browser.tell(total), before);
}

#[test]
fn the_way_out_and_the_lock_are_keys_away() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    signed_in(&mut browser, &house, "op-5", Role::Operator);
    browser.go(&at(&house, "/family?lang=en"));
    browser.tab_to("(it) => it.closest('form')?.getAttribute('action') === '/leave'");
    browser.key("Enter");
    browser.wait_for("location.href === 'about:blank'");
    browser.go(&at(&house, "/family"));
    browser.wait_for("document.querySelector('form[action=\"/sign-in\"]')");

    signed_in(&mut browser, &house, "op-6", Role::Operator);
    browser.go(&at(&house, "/family?lang=en"));
    browser.tab_to("(it) => it.closest('form')?.getAttribute('action') === '/lock'");
    browser.key("Enter");
    browser.wait_for("document.querySelector('h1')?.textContent.toLowerCase().includes('lock')");
    let answer = house.get("/", "");
    assert_eq!(answer.status, 503, "nobody is shown anything any more");
}
