//! How many keys a typical call takes, in a real browser; docs/benchmarks.md says what that is in seconds. And a call that was
//! taken down without a network is sent by the browser itself while no window is open.

use super::browser::{Browser, Line};
use super::house::House;
use super::intake_offline::{WAITING, call};
use serde_json::json;

/// Hands on a keyboard: what is pressed is counted, and how often somebody has to think what comes next.
struct Hands<'b> {
    browser: &'b mut Browser,
    keys: usize,
    thoughts: usize,
}

impl Hands<'_> {
    /// Thinks, and types. A capital and a colon take Shift too.
    fn write(&mut self, text: &str) {
        self.thoughts += 1;
        self.keys += text.chars().map(|c| 1 + usize::from(c.is_uppercase() || c == ':')).sum::<usize>();
        self.browser.type_in(text);
    }

    /// Goes to a field by its digit.
    fn go(&mut self, digit: char, field: &str) {
        self.keys += 2;
        self.browser.press(&digit.to_string(), &format!("Digit{digit}"), 1);
        self.browser.wait_for(&format!("document.activeElement?.id === '{field}'"));
    }

    /// Goes on by Tab until what has the focus fits.
    fn tab_to(&mut self, fits: &str) {
        for _ in 0..12 {
            self.keys += 1;
            self.browser.key("Tab");
            if self.browser.tell(&format!("(({fits}))(document.activeElement)")) == true {
                return;
            }
        }
        panic!("{fits} is further than twelve Tabs away");
    }
}

/// The session that the browser has.
fn session(browser: &mut Browser, address: &str) -> String {
    let all = browser.call("Network.getCookies", json!({ "urls": [address] }));
    let all = all["cookies"].as_array().unwrap();
    let one = all.iter().find(|one| one["name"] == "habeas_session").unwrap();
    format!("habeas_session={}", one["value"].as_str().unwrap())
}

/// Seconds of a key and of a thought, by the keystroke-level model (Card, Moran and Newell: an average typist who does not
/// type for a living).
const KEY: f64 = 0.28;
const THOUGHT: f64 = 1.35;

#[test]
fn a_typical_call_is_saved_in_under_a_minute_of_keys() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(super::house::one_detention);
    browser.go(&house.link);
    browser.go(&format!("http://{}/intake?lang=en", house.address));
    // Whoever is on duty has said so with the first call of the day.
    browser.tell("document.getElementsByName('by')[0].value = 'op-4'");
    browser.wait_for("document.activeElement?.id === 'text'");
    let mut hands = Hands { browser: &mut browser, keys: 0, thoughts: 0 };
    hands.write("Sister calls. Taken by riot police at the fountain, needs insulin");
    hands.go('2', "name");
    hands.write("Gulnara Sampleova");
    hands.go('4', "when");
    hands.write("15:00");
    hands.go('5', "place");
    hands.write("fountain, Abylai Khan street");
    hands.go('6', "unit");
    hands.write("Example District Station");
    hands.thoughts += 1;
    hands.tab_to("(it) => it.name === 'risk' && it.value === 'ill'");
    hands.keys += 1;
    hands.browser.key(" ");
    hands.thoughts += 1;
    hands.keys += 2;
    hands.browser.press("Enter", "Enter", 2);
    let (keys, thoughts) = (hands.keys, hands.thoughts);
    browser.wait_for("document.readyState === 'complete' && document.querySelector('.code strong')");
    let cookie = session(&mut browser, &format!("http://{}/", house.address));
    let found = house.page("/search?kind=detention", &cookie);
    assert_eq!(found.matches("href=\"/record/").count(), 2, "the one before, and this one: {found}");
    assert_eq!((keys, thoughts), (163, 7), "docs/benchmarks.md says how many");
    let seconds = keys as f64 * KEY + thoughts as f64 * THOUGHT;
    assert!(seconds < 60.0, "{seconds} s");
}

#[test]
fn a_call_is_sent_once_by_the_browser_itself_while_no_window_is_open() {
    let Some(mut browser) = Browser::start() else { return };
    let house = House::open(|_| {});
    let line = Line::to(house.address);
    let at = |path: &str| format!("http://{}{path}", line.address);
    browser.go(&house.link.replace(&house.address.to_string(), &line.address.to_string()));
    browser.go(&at("/intake?lang=en"));
    browser.tell("document.getElementsByName('by')[0].value = 'op-4'");
    browser.wait_for("navigator.serviceWorker.ready.then((ready) => ready.active?.state === 'activated')");
    browser.wait_for("navigator.serviceWorker.controller");
    line.cut(true);
    browser.offline(true);
    call(&mut browser, "Taken at the fountain", "Aidar Testov");
    browser.wait_for(&format!("{WAITING}.then((count) => count === 1)"));
    let cookie = session(&mut browser, &at("/"));
    let reports = || house.page("/search?kind=report", &cookie).matches("href=\"/record/").count();

    // The window is closed, the network returns: the browser wakes what was registered for that, as it does by itself.
    browser.window();
    line.cut(false);
    assert_eq!(reports(), 0);
    let ours = |news: &serde_json::Value| {
        news["registrations"].as_array().is_some_and(|all| all.iter().any(|one| one["isDeleted"] == false))
    };
    let news = browser.hear("ServiceWorker.enable", "ServiceWorker.workerRegistrationUpdated", ours);
    let registration = news["registrations"][0]["registrationId"].clone();
    let origin = format!("http://{}", line.address);
    let wake = json!({ "origin": origin, "registrationId": registration, "tag": "habeas-outbox", "lastChance": false });
    browser.call("ServiceWorker.dispatchSyncEvent", wake.clone());
    let begun = std::time::Instant::now();
    while reports() == 0 && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(reports(), 1, "it was sent while no window was open");

    // Woken once more, and the form opened again: there is nothing left to send.
    browser.call("ServiceWorker.dispatchSyncEvent", wake);
    browser.go(&at("/intake"));
    browser.wait_for(&format!("{WAITING}.then((count) => count === 0)"));
    assert_eq!(reports(), 1, "once");
}
