//! Erasing as it happens in an office: two people, a delay, a hold that wins; and the bytes on disk afterwards.

use crate::canaries::Canaries;
use crate::habeas::{Ended, Habeas};
use serde_json::Value as Json;
use std::path::Path;

const NAME: &str = "Күлтегін Ерасылжан";
const PHONE: &str = "+77001234567";
const NOTE: &str = "sister whispers about the grey minibus";

fn a_call(habeas: &Habeas, name: &str, note: &str) -> String {
    let made = habeas
        .run(&[
            "record",
            note,
            "--name",
            name,
            "--unit",
            "Station Seven",
            "--source",
            PHONE,
            "--format",
            "json",
        ])
        .ends(0)
        .json();
    made["person"].as_str().unwrap_or_else(|| panic!("{made:#}")).to_owned()
}

fn ask(habeas: &Habeas, args: &[&str]) -> Json {
    let all = [&["erase"][..], args, &["--by", "op-1", "--reason", "withdrew consent", "--format", "json"]]
        .concat();
    habeas.run(&all).ends(0).json()
}

fn confirm(habeas: &Habeas, request: &str, by: &str) -> Ended {
    habeas.run(&[
        "erase",
        "--confirm",
        request,
        "--by",
        by,
        "--reason",
        "read the letter",
        "--format",
        "json",
    ])
}

/// Every wrapped key of the key store: record, tier code, wrapped bytes.
fn wrapped_keys(casebook: &Path) -> Vec<(String, u8, Vec<u8>)> {
    let bytes = std::fs::read(casebook.join("keys/records.keys")).unwrap();
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let lines = bytes[32..].chunks_exact(96).filter(|line| line[0] == 1);
    lines.map(|line| (hex(&line[4..20]), line[1], line[20..92].to_vec())).collect()
}

fn all_bytes(dir: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        if entry.path().is_dir() {
            all.extend(all_bytes(&entry.path()));
        } else {
            all.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    all
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn nothing_dies_before_two_people_and_three_days() {
    let habeas = Habeas::new("Asia/Almaty");
    let person = a_call(&habeas, NAME, NOTE);
    let dry = habeas.run(&["erase", &person, "--dry-run", "--reason", "withdrew consent"]).ends(0).out;
    assert!(dry.contains("Nothing was recorded") && dry.contains("72 hours"), "{dry}");
    assert!(
        dry.contains("cannot be recalled") && dry.contains("report"),
        "the call's words stand elsewhere: {dry}"
    );
    let named = habeas.run(&["erase", &person, "--reason", &format!("{NAME} asked")]).ends(3);
    assert!(named.err.contains("the reason is kept"), "{}", named.err);
    habeas.run(&["erase", &person]).ends(3);

    let asked = ask(&habeas, &[&person]);
    assert_eq!(asked["delay_seconds"], 72 * 3600);
    let request = asked["request"].as_str().unwrap().to_owned();
    for same in ["op-1", "OP-1", "ор-1", " op 1"] {
        let refused = confirm(&habeas, &request, same);
        assert!(refused.code == 3, "{same}: {} {}", refused.out, refused.err);
    }
    habeas.run(&["erase", "--due"]).ends(0);
    assert!(habeas.run(&["search", "Күлтегін"]).out.contains(NAME));
    assert_eq!(confirm(&habeas, &request, "op-2").ends(0).json()["state"], "waiting");
    confirm(&habeas, &request, "op-3").ends(5);
    let due = habeas.run(&["erase", "--due"]).ends(0).out;
    assert!(due.contains("Nothing is due. The next is due"), "{due}");
    assert!(habeas.run(&["search", "Күлтегін"]).out.contains(NAME), "the delay runs");
    habeas.run(&["erase", "--cancel", &request, "--reason", "stays as evidence"]).ends(0);
    let list = habeas.run(&["erase", "--list"]).ends(0).out;
    assert!(list.contains("cancelled") && list.contains("op-1"), "{list}");
    confirm(&habeas, &request, "op-2").ends(5);
}

#[test]
fn what_was_erased_is_nowhere_and_the_ledger_verifies() {
    let habeas = Habeas::new("Asia/Almaty");
    let env = [("HABEAS_ERASE_AFTER", "0s")];
    let person = a_call(&habeas, NAME, NOTE);
    let other = a_call(&habeas, "Бейбарыс Сынақов", "another call");
    let floor = habeas.floor_and_ceiling(&["--measure", "persons"]).0;
    let of = |kind: &str, word: &str| {
        let found = habeas.run(&["search", word, "--kind", kind, "--format", "json"]).ends(0).json();
        found[0]["record"].as_str().unwrap_or_else(|| panic!("{found:#}")).to_owned()
    };
    let report = of("report", "minibus");
    // A hold wins, also over what is due.
    let held = habeas.run(&["hold", &person, "--reason", "court case", "--format", "json"]).ends(0).json();
    let asked = habeas.run_with(
        &env,
        &[
            "erase",
            &person,
            "--also",
            &report,
            "--by",
            "op-1",
            "--reason",
            "withdrew consent",
            "--format",
            "json",
        ],
    );
    let asked = asked.ends(0).json();
    let request = asked["request"].as_str().unwrap().to_owned();
    assert_eq!(confirm(&habeas, &request, "op-2").ends(0).json()["state"], "held");
    assert!(habeas.run(&["erase", "--due"]).ends(0).out.contains("Nothing is due"));
    habeas.run(&["hold", "--lift", held["hold"].as_str().unwrap(), "--reason", "case closed"]).ends(0);

    let dying: Vec<Vec<u8>> = wrapped_keys(&habeas.casebook())
        .into_iter()
        .filter(|(record, ..)| [&person, &report].contains(&record))
        .map(|(.., wrapped)| wrapped)
        .collect();
    assert!(dying.len() >= 3, "{}", dying.len());
    let before = all_bytes(&habeas.casebook());
    assert!(dying.iter().all(|key| holds(&before, key)), "the keys can be seen where they are");
    let export = habeas.run(&["export", "--format", "json"]).ends(0).out;
    let canaries = Canaries::of([NAME, "Ерасылжан", NOTE, "grey minibus"]);
    assert!(!canaries.in_bytes(export.as_bytes()).is_empty());

    let done = habeas.run(&["erase", "--due"]).ends(0).out;
    assert!(done.contains("can no longer be opened") && done.contains("cannot be recalled"), "{done}");
    let after = all_bytes(&habeas.casebook());
    assert!(dying.iter().all(|key| !holds(&after, key)), "a key is still on the disk");
    assert_eq!(canaries.below(&habeas.casebook()).0, Vec::<String>::new());
    for word in ["Күлтегін", "minibus", "Kultegin"] {
        assert!(!habeas.run(&["search", word]).out.contains(NAME), "{word}");
    }
    let export = habeas.run(&["export", "--format", "json"]).ends(0).out;
    assert_eq!(canaries.in_bytes(export.as_bytes()), Vec::<String>::new(), "nothing of it is exported");
    let checked = habeas.run(&["verify", "--format", "json"]).ends(0).json();
    assert_eq!(checked["sound"], true, "{checked:#}");
    // The other person stays, with every word.
    assert!(habeas.run(&["show", &other]).ends(0).out.contains("Бейбарыс"));
    let left = habeas.floor_and_ceiling(&["--measure", "persons"]).0;
    assert_eq!(left, floor - 1, "nobody can say any more that this person was detained");
    let shown = habeas.run(&["show", &person]);
    assert!(shown.out.contains("erased") || shown.err.contains("erased"), "{} {}", shown.out, shown.err);
    // Nothing new is learned under the same record, and the request cannot be asked or done twice.
    habeas.run(&["erase", &person, "--reason", "again"]).ends(5);
    assert!(habeas.run(&["erase", "--due"]).ends(0).out.contains("Nothing is due"));
}

#[test]
fn a_table_that_is_imported_again_does_not_bring_an_erased_person_back() {
    let habeas = Habeas::new("Asia/Almaty");
    let env = [("HABEAS_ERASE_AFTER", "0s")];
    let table = habeas.file(
        "list.csv",
        "ФИО,Дата,Отдел\nКүлтегін Ерасылжан,08.06.2031,РУВД Синее\nАйбала Сұңқар,08.06.2031,РУВД Синее\n",
    );
    let draft = habeas.run(&["import", "--suggest", &table]).ends(0).out;
    let mapping = habeas.file("list.toml", &draft);
    let import = || habeas.run(&["import", &table, "--mapping", &mapping, "--format", "json"]);
    import();
    let person = format!("{table}#2:person");
    let asked = habeas
        .run_with(&env, &["erase", &person, "--by", "op-1", "--reason", "letter 4", "--format", "json"]);
    let request = asked.ends(0).json()["request"].as_str().unwrap().to_owned();
    confirm(&habeas, &request, "op-2").ends(0);
    habeas.run(&["erase", "--due"]).ends(0);
    let again = import();
    assert_eq!(again.json()[0]["claims"], 0, "{} {}", again.out, again.err);
    assert!(!habeas.run(&["search", "Күлтегін", "--kind", "person"]).out.contains("Ерасылжан"));
}

#[test]
fn an_old_copy_is_not_opened_by_the_key_of_after_the_rotation() {
    let habeas = Habeas::new("Asia/Almaty");
    let env = [("HABEAS_ERASE_AFTER", "0s")];
    let person = a_call(&habeas, NAME, NOTE);
    let old = habeas.path().join("old-copy");
    copy_all(&habeas.casebook(), &old);
    let asked = habeas
        .run_with(&env, &["erase", &person, "--by", "op-1", "--reason", "letter 4", "--format", "json"]);
    let request = asked.ends(0).json()["request"].as_str().unwrap().to_owned();
    confirm(&habeas, &request, "op-2").ends(0);
    habeas.run(&["erase", "--due"]).ends(0);
    habeas.run(&["keys", "rotate"]).ends(0);
    // The old copy with the node's own casebook key of today: nothing opens.
    let key = "keys/casebook.key";
    std::fs::copy(habeas.casebook().join(key), old.join(key)).unwrap();
    let ended = habeas.run(&["search", "Күлтегін", "--casebook", &old.display().to_string()]);
    assert!(ended.code != 0 && !ended.out.contains(NAME), "{} {}", ended.out, ended.err);
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
