//! When was it saved? The device's clock proves nothing. An outside time-stamp shows that it was there by then, a beacon
//! that it was not there before. The authority is a real one, run with openssl on this machine.

use crate::authority::{Key, Server, Tsa};
use crate::habeas::Habeas;
use claims::when::{Instant, ZoneId};
use desk::time::{Authority, TimeSettings, time_bracket, timestamp_when_due};
use desk::{Actor, Desk, Draft, Edges, Reason};
use serde_json::Value as Json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

fn saved(habeas: &Habeas, note: &str) -> u64 {
    habeas.run(&["record", note, "--format", "json"]).ends(0).json()["position"].as_u64().unwrap()
}

fn trust(habeas: &Habeas, url: &str, tsa: &Tsa) {
    std::fs::write(habeas.casebook().join("authority.pem"), tsa.root()).unwrap();
    let path = habeas.casebook().join("settings.toml");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let kept: String =
        kept.lines().filter(|l| !l.starts_with("timestamp_")).map(|line| format!("{line}\n")).collect();
    std::fs::write(path, format!("{kept}timestamp_authorities = [\"{url} authority.pem\"]\n")).unwrap();
}

fn time(habeas: &Habeas, entry: u64) -> Json {
    habeas.run(&["time", &entry.to_string(), "--format", "json"]).ends(0).json()["entries"][0].clone()
}

/// The files of time-stamps in the ledger.
fn stamps(habeas: &Habeas) -> Vec<String> {
    let ledger = std::fs::read_dir(habeas.casebook().join("ledger")).unwrap();
    let names = ledger.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("timestamp-")).collect()
}

#[test]
fn without_an_authority_it_is_said_plainly_and_is_no_problem() {
    let habeas = Habeas::new("UTC");
    let entry = saved(&habeas, "Taken at the square");
    let verified = habeas.run(&["verify"]).ends(0);
    assert!(verified.out.contains("no time-stamping authority is configured"), "{}", verified.out);
    assert!(verified.out.trim_end().ends_with("sound"));
    let doctor = habeas.run(&["doctor"]).ends(0);
    assert!(doctor.out.contains("ok   time: not timestamped"), "{}", doctor.out);
    let refused = habeas.run(&["timestamp"]).ends(3);
    assert!(refused.err.contains("timestamp_authorities"), "{}", refused.err);
    habeas.run(&["timestamp", "--request", "x.tsq"]).ends(3);
    let bracket = time(&habeas, entry);
    assert_eq!((&bracket["timestamped"], &bracket["not_before"]), (&Json::Bool(false), &Json::Null));
    assert_eq!(bracket["claimed_is_proof"], Json::Bool(false));
    habeas.run(&["time", "999"]).ends(4);
    habeas.run(&["config", "check"]);
    std::fs::write(
        habeas.casebook().join("settings.toml"),
        "timestamp_authorities = \"https://x nowhere.pem\"\n",
    )
    .unwrap();
    let check = habeas.run(&["config", "check"]).ends(1);
    assert!(check.out.contains("nowhere.pem could not be read"), "{}", check.out);
}

#[test]
fn an_entry_lies_between_a_beacon_and_a_time_stamp_that_openssl_confirms() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let tsa = Arc::new(tsa);
    let server = Server::of(Arc::clone(&tsa));
    let habeas = Habeas::new("UTC");
    trust(&habeas, &server.url, &tsa);
    let before = saved(&habeas, "Before any beacon");
    let value = "00000000000000000002".to_owned() + &"a7".repeat(22);
    let add = [
        "beacon",
        "add",
        "--kind",
        "bitcoin",
        "--at",
        "2021-06-08T18:00:00Z",
        "--where",
        "block 1",
        "--why",
        "x",
    ];
    habeas.run(&[&add[..], &["--value", &value, "--dry-run"]].concat()).ends(0);
    habeas.run(&[&add[..], &["--value", &value]].concat()).ends(0);
    let between = saved(&habeas, "Taken at the square");

    habeas.run(&["timestamp", "--dry-run"]).ends(0);
    assert_eq!(stamps(&habeas).len(), 0);
    let asked = habeas.run(&["timestamp", "--format", "json"]).ends(0).json();
    assert_eq!(asked[0]["entries"].as_u64(), Some(between));
    let after = saved(&habeas, "Seen at the station");

    let old = time(&habeas, before);
    assert_eq!((&old["not_before"], &old["timestamped"]), (&Json::Null, &Json::Bool(true)));
    let bracket = time(&habeas, between);
    assert_eq!(bracket["not_before"]["time"], "2021-06-08T18:00:00Z");
    assert_eq!((&bracket["not_before"]["checked"], &bracket["odd"]), (&Json::Bool(false), &Json::Null));
    assert_eq!(bracket["not_after"], asked[0]["not_after"]);
    // What came after the time-stamp carries it along, and waits for the next one.
    let late = time(&habeas, after);
    assert_eq!(late["not_before"]["kind"], "timestamp");
    assert_eq!(
        (&late["not_before"]["checked"], &late["timestamped"]),
        (&Json::Bool(true), &Json::Bool(false))
    );

    // A court's expert needs openssl, the authority's certificate, and two files of the ledger.
    let file = |name: &str| std::fs::read(habeas.casebook().join(name)).unwrap();
    let (request, answer) = (&bracket["timestamp"]["request"], &bracket["timestamp"]["answer"]);
    let (request, answer) = (request.as_str().unwrap(), answer.as_str().unwrap());
    assert!(tsa.approves(&file(answer), &file(request)));
    assert!(String::from_utf8(file(request)).unwrap().ends_with("=\n"), "it ends with the signed checkpoint");

    // The proof of the entry rests on the very checkpoint that was timestamped.
    let number = between.to_string();
    let proof = habeas.run(&["prove", &number, "--timestamped"]).ends(0);
    assert!(proof.err.contains(answer), "{}", proof.err);
    let stamped = String::from_utf8(file(request)).unwrap();
    let note = stamped.split_once("\n\n").unwrap().1;
    assert!(proof.out.ends_with(note), "{}", proof.out);
    let note = habeas.file("note", note);
    let held = habeas.file("entry.tlog-proof", &proof.out);
    habeas.run(&["verify", "--proof", &held, "--checkpoint", &note]).ends(0);
    habeas.run(&["prove", &after.to_string(), "--timestamped"]).ends(3);

    let shown = habeas.run(&["show", "bitcoin"]);
    assert_ne!(shown.code, 0, "a beacon is no record of what happened");
    let hits = habeas.run(&["search", "square", "--format", "json"]).ends(0).json();
    let record = hits["hits"][0]["record"].as_str().or(hits[0]["record"].as_str()).unwrap().to_owned();
    let shown = habeas.run(&["show", &record]).ends(0);
    assert!(
        shown.out.contains("not before 2021-06-08T18:00:00Z (bitcoin, to be looked up), not after"),
        "{}",
        shown.out
    );

    let verified = habeas.run(&["verify", "--format", "json"]).ends(0).json();
    assert_eq!(verified["time"]["timestamped_entries"].as_u64(), Some(between));
    // A stranger has the ledger alone, and the certificate from the authority's own site.
    let stranger = Habeas::elsewhere();
    crate::habeas::copy(&habeas.casebook().join("ledger"), &stranger.casebook().join("ledger"));
    let plain = stranger.run(&["verify", "--no-key"]).ends(0);
    assert!(plain.out.contains("1 answers lie in the ledger unchecked"), "{}", plain.out);
    let ca = stranger.file("ca.pem", tsa.root());
    let checked = stranger.run(&["verify", "--no-key", "--ca", &ca]).ends(0);
    assert!(checked.out.contains("entries lie inside a timestamped checkpoint"), "{}", checked.out);
    let other = Tsa::new(Key::P256).unwrap();
    let wrong = stranger.file("wrong.pem", other.root());
    let refused = stranger.run(&["verify", "--no-key", "--ca", &wrong]).ends(1);
    assert!(refused.out.contains("counts for nothing"), "{}", refused.out);

    // A changed bit is located, and then it counts for nothing.
    let path = stranger.casebook().join(answer);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let damaged = stranger.run(&["verify", "--no-key", "--ca", &ca]).ends(1);
    assert!(damaged.out.contains(answer) && damaged.out.contains("not timestamped"), "{}", damaged.out);
}

#[test]
fn an_answer_of_somebody_else_is_no_time_stamp_and_leaves_nothing_behind() {
    let (Some(tsa), Some(other)) = (Tsa::new(Key::P256), Tsa::new(Key::P256)) else { return };
    let server = Server::of(Arc::new(tsa));
    let habeas = Habeas::new("UTC");
    saved(&habeas, "Taken at the square");
    trust(&habeas, &server.url, &other);
    let failed = habeas.run(&["timestamp"]).ends(6);
    assert!(failed.err.contains("not signed by the configured authority"), "{}", failed.err);
    trust(&habeas, "http://127.0.0.1:1/tsr", &other);
    habeas.run(&["timestamp"]).ends(6);
    assert_eq!(stamps(&habeas), Vec::<String>::new());
    let verified = habeas.run(&["verify"]).ends(0);
    assert!(verified.out.contains("not timestamped: none of 1 entries"), "{}", verified.out);
}

#[test]
fn a_request_is_carried_out_on_a_stick_and_the_answer_brought_back() {
    let (Some(tsa), Some(other)) = (Tsa::new(Key::P256), Tsa::new(Key::P256)) else { return };
    let habeas = Habeas::new("UTC");
    trust(&habeas, "https://unreachable.invalid/tsr", &tsa);
    let entry = saved(&habeas, "Taken at the square");
    habeas.run(&["timestamp", "--request", "out.tsq"]).ends(0);
    let verified = habeas.run(&["verify"]).ends(0);
    assert!(verified.out.contains("1 requests wait for an answer"), "{}", verified.out);
    // More is saved while it is on its way.
    saved(&habeas, "Seen at the station");
    let request = std::fs::read(habeas.path().join("out.tsq")).unwrap();
    let wrong = habeas.file("wrong.tsr", other.answer(&request));
    let refused = habeas.run(&["timestamp", "--response", &wrong]).ends(3);
    assert!(refused.err.contains("was not kept"), "{}", refused.err);
    let good = tsa.answer(&request);
    for length in [0, 1, good.len() / 2, good.len() - 1] {
        let cut = habeas.file("cut.tsr", &good[..length]);
        habeas.run(&["timestamp", "--response", &cut]).ends(3);
    }
    assert_eq!(stamps(&habeas).len(), 1, "only the request");
    let good = habeas.file("good.tsr", good);
    habeas.run(&["timestamp", "--response", &good]).ends(0);
    habeas.run(&["timestamp", "--response", &good]).ends(5);
    habeas.run(&["timestamp", "--response", "nowhere"]).ends(4);
    assert_eq!(time(&habeas, entry)["timestamped"], Json::Bool(true));
    assert_eq!(time(&habeas, entry + 1)["timestamped"], Json::Bool(false));
    // A backup takes it along; the certificate is the user's to keep.
    habeas.run(&["keys", "recovery", "--out", "sheet.txt"]).ends(0);
    habeas.run(&["backup", "monday.habeas"]).ends(0);
    let restore = ["restore", "monday.habeas", "--recovery-key-file", "sheet.txt", "--casebook", "second"];
    habeas.run(&restore).ends(0);
    let ca = habeas.file("ca.pem", tsa.root());
    let verified = habeas.run(&["verify", "--casebook", "second", "--ca", &ca, "--format", "json"]).json();
    assert_eq!(verified["sound"], Json::Bool(true));
    assert_eq!(verified["time"]["timestamped_entries"].as_u64(), Some(entry));
}

#[test]
fn a_beacon_is_taken_only_when_it_can_prove_something() {
    let habeas = Habeas::new("UTC");
    let check = |kind: &str, value: &str, at: &str, place: &str, says: &str| {
        let args =
            ["beacon", "add", "--kind", kind, "--value", value, "--at", at, "--where", place, "--why", "x"];
        let refused = habeas.run(&args).ends(3);
        assert!(refused.err.contains(says), "{}", refused.err);
    };
    let (then, page) = ("2021-06-08T18:00:00Z", "front page");
    check("horoscope", "a long enough value", then, page, "bitcoin, drand, newspaper");
    check("timestamp", "a long enough value", then, page, "bitcoin, drand, newspaper");
    check("bitcoin", "not a hash", then, page, "64 digits");
    check("newspaper", "rain", then, page, "could have been guessed");
    check("newspaper", "a long enough value", "yesterday", page, "yesterday");
    check("newspaper", "a long enough value", "2999-01-01T00:00:00Z", page, "not come yet");
    check("newspaper", "a long enough value", then, " ", "look the value up");
    let args = ["beacon", "add", "--kind", "newspaper", "--value", "a long enough value", "--at", then];
    habeas.run(&[&args[..], &["--where", page]].concat()).ends(3);
    habeas.run(&[&args[..], &["--where", page, "--why", "for the court"]].concat()).ends(0);
    let list = habeas.run(&["beacon", "list", "--format", "json"]).ends(0).json();
    assert_eq!((&list[0]["kind"], &list[0]["where"]), (&"newspaper".into(), &page.into()));
    // It can be undone like any decision; then it bounds nothing.
    let entry = saved(&habeas, "Taken at the square");
    assert_eq!(time(&habeas, entry)["not_before"]["kind"], "newspaper");
    habeas.run(&["retract", list[0]["id"].as_str().unwrap(), "--why", "wrong day"]).ends(0);
    assert_eq!(time(&habeas, entry)["not_before"], Json::Null);
}

#[test]
fn while_serving_it_asks_by_itself_when_something_was_saved() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let tsa = Arc::new(tsa);
    let server = Server::of(Arc::clone(&tsa));
    let temp = tempfile::tempdir().unwrap();
    let real = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let clock = Arc::new(AtomicI64::new(real));
    let shared = Arc::clone(&clock);
    let edges =
        Edges { now: Box::new(move || Instant::from_unix(shared.load(Ordering::SeqCst))), ..Edges::system() };
    let new = ledger::NewCasebook {
        unlock: ledger::Unlock::KeyFile(temp.path().join("key")),
        stretching: ledger::Stretching::default(),
        settings: ledger::Settings::default(),
    };
    let desk = Desk::found(&temp.path().join("case"), new, ZoneId::utc(), edges).unwrap();
    let actor = Actor::parse("habeas").unwrap();
    let save = || {
        let mut draft = Draft::default();
        let (about, id) = (desk.fresh().unwrap(), desk.fresh().unwrap());
        draft.claim(claims::Claim::new(
            claims::ClaimId::from_bytes(id),
            claims::RecordId::from_bytes(about),
            claims::Property::PlaceName,
            claims::Value::Name(claims::WrittenName::parse("Main square").unwrap()),
        ));
        desk.save(&actor, &Reason::parse("told").unwrap(), draft).unwrap().position
    };
    let asked = || server.asked.lock().unwrap().len();
    let look = || timestamp_when_due(&desk, &actor).unwrap();
    let first = save();
    look();
    assert_eq!(asked(), 0, "nobody is configured");
    let authorities = vec![Authority::new(&server.url, None, &tsa.root()).unwrap()];
    desk.trust(TimeSettings { authorities: authorities.clone(), every: 0 });
    look();
    assert_eq!(asked(), 0, "no interval is set");
    desk.trust(TimeSettings { authorities, every: 3600 });
    look();
    look();
    assert_eq!(asked(), 1);
    assert!(time_bracket(&desk, first).unwrap().not_after.is_some());
    clock.store(real + 7200, Ordering::SeqCst);
    look();
    assert_eq!(asked(), 1, "nothing was saved since, but that there is a time-stamp");
    let second = save();
    look();
    assert_eq!(asked(), 2);
    // This clock is two hours ahead of the authority's: what the entry claims cannot be.
    let bracket = time_bracket(&desk, second).unwrap();
    assert!(bracket.odd().unwrap().contains("its clock was wrong"), "{bracket:?}");
    assert_eq!(time_bracket(&desk, first).unwrap().odd(), None);
}
