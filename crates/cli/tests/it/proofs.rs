//! A lawyer abroad is given a file and the casebook's id, and checks it on a machine without a casebook.

use crate::habeas::Habeas;

fn saved(habeas: &Habeas, note: &str) -> u64 {
    habeas.run(&["record", note, "--format", "json"]).ends(0).json()["position"].as_u64().unwrap()
}

#[test]
fn a_stranger_checks_an_entry_and_that_nothing_was_taken_away() {
    let habeas = Habeas::new("UTC");
    let entry = saved(&habeas, "Taken at the square, nobody knows where to");
    let checkpoint = habeas.casebook().join("ledger/checkpoint");
    let published = habeas.file("published", std::fs::read(&checkpoint).unwrap());
    saved(&habeas, "Seen at the station");

    habeas.run(&["prove", &entry.to_string(), "--out", "one.tlog-proof"]).ends(0);
    habeas.run(&["prove", "--since", &published, "--out", "since.proof"]).ends(0);
    let text = std::fs::read_to_string(habeas.path().join("one.tlog-proof")).unwrap();
    assert!(!text.contains("square"));

    // Elsewhere: neither casebook nor key.
    let stranger = Habeas::elsewhere();
    let proof = stranger.file("one.tlog-proof", &text);
    let shown = stranger.run(&["verify", "--proof", &proof, "--format", "json"]).ends(0).json();
    assert_eq!((shown["holds"].as_bool(), shown["compared"].as_bool()), (Some(true), Some(false)));
    assert_eq!(shown["proves"]["entry"].as_u64(), Some(entry));
    let (id, founder) = (shown["casebook"].as_str().unwrap(), shown["founder"].as_str().unwrap());
    let of = ["verify", "--proof", &proof, "--expect-casebook", id, "--expect-device", founder];
    stranger.run(&of).ends(0);
    let other = "0".repeat(32);
    let ended = stranger.run(&["verify", "--proof", &proof, "--expect-casebook", &other]).ends(3);
    assert!(ended.err.contains("of the casebook"), "{}", ended.err);

    let since = stranger.file("since.proof", std::fs::read(habeas.path().join("since.proof")).unwrap());
    let ended = stranger.run(&["verify", "--proof", &since, "--checkpoint", &published]).ends(0);
    assert!(ended.out.contains("unchanged"), "{}", ended.out);
    let ended = stranger.run(&["verify", "--proof", &proof, "--checkpoint", &published]).ends(3);
    assert!(ended.err.contains("another checkpoint"), "{}", ended.err);
    let changed = stranger.file("changed", text.replacen("index 0", "index 1", 1));
    stranger.run(&["verify", "--proof", &changed]).ends(3);
    stranger.run(&["verify", "--proof", "nowhere"]).ends(4);

    // The entry can also be named by its hash; a wrong one is not found.
    let hash = shown["proves"]["entry_hash"].as_str().unwrap();
    assert_eq!(habeas.run(&["prove", hash]).ends(0).out, text);
    habeas.run(&["prove", &"f".repeat(64)]).ends(4);
    habeas.run(&["prove", "999"]).ends(4);
    habeas.run(&["prove", "the first one"]).ends(3);
    habeas.run(&["prove"]).ends(2);
}

#[test]
fn others_can_pin_the_device() {
    let habeas = Habeas::new("UTC");
    let verified = habeas.run(&["verify"]).ends(0);
    assert!(verified.out.contains("founded by habeas-device-"), "{}", verified.out);
    let doctor = habeas.run(&["doctor"]).ends(0);
    assert!(doctor.out.contains("pin it by habeas-device-"), "{}", doctor.out);
}
