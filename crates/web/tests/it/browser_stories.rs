//! Whole stories of several people in real browsers, each with cookies of their own: two who decide on one record, a session
//! that ends in the middle of a sentence, an import that is undone, somebody who is shut out while a board is open, and
//! what a guest and somebody of another group find where something is kept from them.

use super::access::{WORDS, cookie_of, member, owner, post, sign_in};
use super::browser::Browser;
use super::house::{House, id, one_detention, saved};
use desk::access::{Role, change_member, limit_record, read_groups};
use serde_json::json;
use std::collections::BTreeSet;
use web::Needs;

/// Brings a member's session into the window in use, at a page.
fn come_in(browser: &mut Browser, house: &House, cookie: &str, path: &str) {
    let address = format!("http://{}", house.address);
    browser.bring_cookie(&address, cookie);
    browser.go(&format!("{address}{path}"));
}

/// Fills a field of the page's form and says so, as typing would.
fn fill(browser: &mut Browser, form: &str, name: &str, value: &str) {
    browser.tell(&format!(
        "(() => {{ const field = document.querySelector('{form}').elements['{name}']; field.value = {}; \
         field.dispatchEvent?.(new Event('input', {{ bubbles: true }})); }})()",
        json!(value)
    ));
}

fn send(browser: &mut Browser, form: &str) {
    browser.tell(&format!(
        "(() => {{ const form = document.querySelector('{form}'); form.requestSubmit(form.querySelector('button:not([type=button])')); }})()"
    ));
}

#[test]
fn two_people_who_decide_on_one_record_see_each_other_and_lose_nothing() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let aid = format!("/aid/{}", id(2));
    let form = format!("form[action=\"{aid}/lawyer\"]");
    let (first, second) =
        (member(&house, "di-1", &[Role::Dispatcher], ""), member(&house, "di-2", &[Role::Dispatcher], ""));
    come_in(&mut browser, &house, &first, &aid);
    let at_the_first = browser.somebody_else();
    come_in(&mut browser, &house, &second, &aid);
    // Both have the page open; the first one saves.
    let at_the_second = browser.here();
    browser.back_to(&at_the_first);
    fill(&mut browser, &form, "state", "assigned");
    fill(&mut browser, &form, "name", "Dana Lawyerova");
    send(&mut browser, &form);
    browser.wait_for("location.search.includes('set=') && document.readyState === 'complete'");
    // The second knows nothing of it yet, and sends something else.
    browser.back_to(&at_the_second);
    fill(&mut browser, &form, "state", "on_the_way");
    fill(&mut browser, &form, "name", "Erlan <b>Advokatov</b>");
    fill(&mut browser, &form, "why", "he rang me himself");
    send(&mut browser, &form);
    browser.wait_for("document.body.innerText.includes('Meanwhile')");
    let page = browser.reads();
    assert!(
        page.contains("Meanwhile \u{2068}di-1\u{2069} has saved")
            || page.contains("Meanwhile di-1 has saved"),
        "{page}"
    );
    assert!(page.contains("Dana Lawyerova"), "{page}");
    let typed = |browser: &mut Browser, name: &str| {
        browser.tell(&format!("document.querySelector('{form}').elements['{name}'].value"))
    };
    assert_eq!(typed(&mut browser, "state"), "on_the_way");
    assert_eq!(typed(&mut browser, "name"), "Erlan <b>Advokatov</b>");
    assert_eq!(typed(&mut browser, "why"), "he rang me himself");
    let desk = house.desk.as_ref().unwrap();
    let said = || desk.casebook().lawyers_of(id(2)).unwrap().len();
    let before = said();
    // Sent once more, knowing it, it is the last word; what the first said stays beside it.
    send(&mut browser, &form);
    browser.wait_for("location.search.includes('set=') && document.readyState === 'complete'");
    let page = browser.reads();
    for words in ["Dana Lawyerova", "Erlan <b>Advokatov</b>", "di-1", "di-2"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(said(), before + 2, "a state and a name");
    // Pressed twice it is saved once.
    let last = desk.casebook().lawyers_of(id(2)).unwrap().last().unwrap().claim;
    let again = format!("seen={}&state=on_the_way&name=Erlan+%3Cb%3EAdvokatov%3C%2Fb%3E&why=twice", id(9));
    let answer = post(&house, &format!("{aid}/lawyer"), &second, &again);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.header("location").unwrap().contains(&last.to_string()));
    assert_eq!(said(), before + 2);
}

#[test]
fn a_session_that_ends_in_the_middle_of_a_sentence_loses_nothing_and_saves_once() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let first = member(&house, "op-7", &[Role::Operator], "");
    let end_it = || {
        let other = cookie_of(&sign_in(&house, "op-7", WORDS));
        assert_eq!(post(&house, "/account/sessions", &other, "").status, 303);
    };
    let desk = house.desk.as_ref().unwrap();
    let entries = || saved(desk);
    let sign_in_here = |browser: &mut Browser| {
        fill(browser, "form[action=\"/sign-in\"]", "handle", "op-7");
        fill(browser, "form[action=\"/sign-in\"]", "password", WORDS);
        send(browser, "form[action=\"/sign-in\"]");
    };
    // A form of a page: it waits on the page of signing in.
    let aid = format!("/aid/{}", id(2));
    let form = format!("form[action=\"{aid}/call\"]");
    come_in(&mut browser, &house, &first, &aid);
    fill(&mut browser, &form, "called", "doctor");
    fill(&mut browser, &form, "words", "The mother asked twice whether he has his medic");
    end_it();
    let before = entries();
    browser.tell(&format!("document.querySelector('{form} textarea').focus()"));
    browser.tell(&format!("(() => {{ const f = document.querySelector('{form} textarea'); f.setSelectionRange(f.value.length, f.value.length); }})()"));
    browser.type_in("ine — \u{ab}no\u{bb}");
    send(&mut browser, &form);
    browser.wait_for("document.body.innerText.includes('Your session had ended') && document.querySelector('[name=handle]')");
    assert_eq!(entries(), before, "nothing is saved yet");
    sign_in_here(&mut browser);
    browser.wait_for("document.body.innerText.includes('You are in again')");
    send(&mut browser, &format!("form[action=\"{aid}/call\"]"));
    browser.wait_for(
        "location.pathname.startsWith('/aid/') && document.body.innerText.includes('his medicine')",
    );
    assert!(browser.reads().contains("his medicine — «no»"), "{}", browser.reads());
    assert_eq!(entries(), before + 1);
    // The intake form keeps the call on the device, says so, and sends it by itself once its owner is in again.
    browser.go(&format!("http://{}/intake", house.address));
    browser.wait_for("document.activeElement?.id === 'text' && self.habeasOutbox");
    browser.type_in("A caller speaks of a bus near the mark");
    end_it();
    browser.type_in("et");
    let before = entries();
    browser.press("Enter", "Enter", 2);
    browser.wait_for("document.getElementById('shelf').innerText.includes('The session has ended')");
    assert_eq!(entries(), before);
    browser.go(&format!("http://{}/sign-in", house.address));
    sign_in_here(&mut browser);
    browser.wait_for("location.pathname === '/' && document.querySelector('#board')");
    browser.go(&format!("http://{}/intake", house.address));
    browser.wait_for("self.habeasOutbox?.count().then((count) => count === 0)");
    assert_eq!(entries(), before + 1, "sent once");
    let page = house.page("/search?kind=report", &cookie_of(&sign_in(&house, "op-7", WORDS)));
    assert_eq!(page.matches("href=\"/record/").count(), 2, "{page}");
}

#[test]
fn an_import_is_undone_in_the_browser() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let cookie = member(&house, "ver-1", &[Role::Verifier], "");
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("night.csv");
    std::fs::write(&list, "name,age,date\nAidar Testov,34,2031-06-08\nKamila Sampleova,29,2031-06-08\n")
        .unwrap();
    let found =
        |name: &str| house.page(&format!("/search?kind=person&q={name}"), &cookie).contains("/record/");
    assert!(!found("Sampleova"));
    come_in(&mut browser, &house, &cookie, "/import");
    browser.call("DOM.enable", json!({}));
    let root = browser.call("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
    let field = browser.call("DOM.querySelector", json!({ "nodeId": root, "selector": "input[type=file]" }));
    browser.call("DOM.setFileInputFiles", json!({ "files": [list], "nodeId": field["nodeId"] }));
    browser.tell("document.querySelector('input[type=file]').form.requestSubmit()");
    browser.wait_for("document.querySelector('button[value=import]')");
    assert!(browser.reads().contains("Nothing is recorded yet"), "{}", browser.reads());
    browser.tell("document.querySelector('button[value=import]').click()");
    browser.wait_for("document.querySelector('a[href^=\"/import/report/\"]')");
    assert!(found("Sampleova"));
    let report = browser.tell("document.querySelector('a[href^=\"/import/report/\"]').href");
    browser.go(report.as_str().unwrap());
    browser.wait_for("document.querySelector('form[action=\"/import/undo\"]')");
    fill(&mut browser, "form[action=\"/import/undo\"]", "why", "it is the list of another day");
    send(&mut browser, "form[action=\"/import/undo\"]");
    browser.wait_for("document.querySelector('form[action=\"/import/bring-back\"]')");
    assert!(!found("Sampleova"), "{}", house.page("/search?q=Sampleova", &cookie));
    assert!(house.page("/", &cookie).contains("Аслан"), "what was there before stays");
}

#[test]
fn who_is_shut_out_sees_the_open_board_go() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let cookie = member(&house, "op-7", &[Role::Operator], "");
    member(&house, "co-1", &[Role::Coordinator], "");
    come_in(&mut browser, &house, &cookie, "/");
    browser.wait_for(
        "document.querySelector('[data-live] button') && document.body.innerText.includes('Аслан')",
    );
    let desk = house.desk.as_ref().unwrap();
    let of = desk.members().named("op-7").unwrap().record;
    let (actor, why) = owner();
    let set = |active: bool| {
        change_member(desk, &actor, &why, of, &[Role::Operator], &BTreeSet::new(), active).unwrap();
    };
    let gone =
        "document.querySelector('form[action=\"/sign-in\"]') && !document.body.innerText.includes('Аслан')";
    set(false);
    browser.wait_for(gone);
    // The same for a session that is ended, although nothing was saved.
    set(true);
    let again = cookie_of(&sign_in(&house, "op-7", WORDS));
    come_in(&mut browser, &house, &again, "/");
    browser.wait_for(
        "document.querySelector('[data-live] button') && document.body.innerText.includes('Аслан')",
    );
    let other = cookie_of(&sign_in(&house, "op-7", WORDS));
    assert_eq!(post(&house, "/account/sessions", &other, "").status, 303);
    browser.wait_for(gone);
}

#[test]
fn what_is_kept_from_somebody_answers_like_what_never_was() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(one_detention);
    let guest = member(&house, "gu-1", &[Role::Guest], "");
    let other = member(&house, "ver-2", &[Role::Verifier, Role::Liaison, Role::Dispatcher], "west");
    let desk = house.desk.as_ref().unwrap();
    let (actor, why) = owner();
    // The person, and the report that tells of them: the text of a report has a limit of its own.
    for limited in [1, 4] {
        limit_record(desk, &actor, &why, id(limited), &read_groups("east").unwrap()).unwrap();
    }
    // What a page says, without the address it was asked under.
    let say = "const say = async (path, cut = (text) => text) => { const answer = await fetch(path); \
               const record = /[0-9a-f]{32}/.exec(path)?.[0] ?? '#'; \
               return answer.status + cut(await answer.text()).replaceAll(record, '#').replaceAll(/form_token\" value=\"[0-9a-f]+/g, '#'); };";
    come_in(&mut browser, &house, &guest, "/counts");
    let closed: Vec<String> = web::rows()
        .iter()
        .filter(|row| row.method == "GET")
        .filter(
            |row| matches!(row.needs, Needs::Action(action) if !desk::access::may(&[Role::Guest], action)),
        )
        .map(|row| row.path.replace("{id}", &id(2).to_string()).replace("{ticket}", &id(2).to_string()))
        .collect();
    assert!(closed.len() > 20, "{closed:?}");
    let told = browser.tell(&format!(
        "(async () => {{ {say} const main = (text) => /<main[^]*<\\/main>/.exec(text)?.[0] ?? text; const never = await say('/never-was', main); const others = []; \
         for (const path of {}) if (await say(path, main) !== never) others.push(path); return [never.slice(0, 3), ...others]; }})()",
        json!(closed)
    ));
    assert_eq!(told, json!(["404"]), "a guest is told more than nothing at these");
    // Somebody of another group: each address of the limited person and the detention, against ids that never were.
    come_in(&mut browser, &house, &other, "/");
    let mut pairs = Vec::new();
    for limited in [1, 2, 4] {
        for path in [
            "/record/{id}",
            "/record/{id}?position=1",
            "/record/{id}?since=0",
            "/aid/{id}",
            "/report/{id}",
            "/report/{id}/raw",
            "/family/{id}",
            "/evidence/{id}/picture",
            "/import/report/{id}",
            "/review?record={id}",
        ] {
            let at = |n: u8| path.replace("{id}", &id(n).to_string());
            pairs.push((at(limited), at(99)));
        }
    }
    let told = browser.tell(&format!(
        "(async () => {{ {say} const others = []; for (const [hidden, never] of {}) {{ \
         const [a, b] = [await say(hidden), await say(never)]; if (a !== b) others.push([hidden, a.slice(0, 900), b.slice(0, 900)]); }} return others; }})()",
        json!(pairs)
    ));
    assert_eq!(told, json!([]), "a hidden record answers in other words than one that never was");
    // Where many are listed, nothing points to either of them, by name or by id.
    let unit = id(3);
    let lists = [
        "/",
        "/board/wall?names=1",
        "/search?q=Aslan",
        "/search?q=%D0%90%D1%81%D0%BB%D0%B0%D0%BD",
        "/map",
        "/timeline",
        "/checks",
        "/checks/queue",
        "/review",
        "/review/duplicates",
        "/review/drafts",
        "/counts",
        "/family",
        "/figures",
    ];
    let mut lists: Vec<String> = lists.iter().map(ToString::to_string).collect();
    lists.extend([
        format!("/board/print?unit={unit}"),
        format!("/checks?unit={unit}"),
        format!("/record/{unit}"),
        format!("/map?unit={unit}"),
        format!("/counts?by=unit&unit={unit}"),
    ]);
    let (person, detention) = (id(1).to_string(), id(2).to_string());
    let told = browser.tell(&format!(
        "(async () => {{ const found = []; for (const path of {}) {{ const answer = await fetch(path); const text = await answer.text(); \
         for (const one of ['Тестов', 'Testov', '{}', '{}']) if (text.includes(one)) found.push([path, answer.status, one]); }} return found; }})()",
        json!(lists), &person[..12], &detention[..12]
    ));
    assert_eq!(told, json!([]), "a list points to somebody who is limited to another group");
    // A search that finds nobody because nobody is there says the same.
    let same = browser.tell(
        "(async () => { const say = async (name) => (await (await fetch('/search?q=' + name)).text()).replaceAll(name, '#').replaceAll(/form_token\" value=\"[0-9a-f]+/g, '#'); \
         return (await say('Testov')) === (await say('Zzyzxq')); })()",
    );
    assert_eq!(same, true);
}
