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
    // The rehearsal says it too, row by row.
    let rehearsed = habeas.run(&["import", &table, "--mapping", &mapping, "--format", "json", "--dry-run"]);
    for ended in [rehearsed, import()] {
        let said = ended.json();
        assert_eq!((ended.code, &said[0]["claims"]), (1, &Json::from(0)), "{said:#}");
        assert_eq!(
            (&said[0]["rows_erased"], &said[0]["doubts"]),
            (&Json::from(1), &Json::from(1)),
            "{said:#}"
        );
        assert_eq!(said[0]["doubt_list"][0]["row"], 2);
        let doubt = said[0]["doubt_list"][0]["doubt"].as_str().unwrap();
        assert!(doubt.contains("was erased here"), "{doubt}");
    }
    let words = habeas.run(&["import", &table, "--mapping", &mapping]).ends(1).out;
    assert!(words.contains("row 2: describes a record that was erased here"), "{words}");
    assert!(!habeas.run(&["search", "Күлтегін", "--kind", "person"]).out.contains("Ерасылжан"));
}

/// Asks, confirms and carries out at once.
pub fn erase_now(habeas: &Habeas, args: &[&str]) {
    let all = [&["erase"][..], args, &["--by", "op-1", "--reason", "letter 4", "--format", "json"]].concat();
    let request = habeas.run_with(&[("HABEAS_ERASE_AFTER", "0s")], &all).ends(0).json()["request"].clone();
    confirm(habeas, request.as_str().unwrap(), "op-2").ends(0);
    assert!(habeas.run(&["erase", "--due"]).ends(0).out.contains("can no longer be opened"));
}

#[test]
fn a_report_that_was_erased_is_known_again_and_left_out() {
    let habeas = Habeas::new("Asia/Almaty");
    let article = habeas.file("article.txt", format!("{NAME} was seen near the {NOTE}.\n"));
    let table = habeas.file("list.csv", format!("ФИО,Дата,Отдел\n{NAME},08.06.2031,РУВД Синее\n"));
    let mapping = habeas.file("list.toml", habeas.run(&["import", "--suggest", &table]).ends(0).out);
    habeas.run(&["import", &article]).ends(0);
    habeas.run(&["import", &table, "--mapping", &mapping]);
    erase_now(&habeas, &["article.txt", "--also", "list.csv"]);
    for dry in [true, false] {
        for (file, more) in [(&article, vec![]), (&table, vec!["--mapping", mapping.as_str()])] {
            let mut args = vec!["import", file.as_str(), "--format", "json"];
            args.extend(more);
            args.extend(dry.then_some("--dry-run"));
            let said = habeas.run(&args).ends(1).json();
            assert_eq!(
                (&said[0]["claims"], &said[0]["already_imported"]),
                (&Json::from(0), &Json::from(true))
            );
            let doubt = said[0]["doubt_list"][0]["doubt"].as_str().unwrap();
            assert!(doubt.contains("this file was erased here on") && doubt.contains("letter 4"), "{doubt}");
        }
    }
    // Another file is another file: one letter more, and it is read like any.
    let other = habeas.file("other.txt", format!("{NAME} was seen near the {NOTE}!\n"));
    assert_eq!(habeas.run(&["import", &other, "--format", "json"]).json()[0]["already_imported"], false);
}

#[test]
fn doctor_names_what_waits_and_what_is_held() {
    let habeas = Habeas::new("Asia/Almaty");
    let person = a_call(&habeas, NAME, NOTE);
    let doctor = || habeas.run(&["doctor"]).out;
    assert!(!doctor().contains("erasure"), "nothing waits");
    let request = ask(&habeas, &[&person])["request"].as_str().unwrap().to_owned();
    let says = doctor();
    assert!(says.contains(&request) && says.contains("nobody has confirmed it"), "{says}");
    confirm(&habeas, &request, "op-2").ends(0);
    assert!(doctor().contains("waits until"), "{}", doctor());
    habeas.run(&["hold", &person, "--reason", "court case 9"]).ends(0);
    let says = doctor();
    assert!(says.contains("held back by a legal hold") && says.contains("court case 9"), "{says}");
}

#[test]
fn an_export_into_the_casebook_is_refused() {
    let habeas = Habeas::new("Asia/Almaty");
    a_call(&habeas, NAME, NOTE);
    std::os::unix::fs::symlink(habeas.casebook().join("ledger"), habeas.path().join("link")).unwrap();
    for out in
        ["casebook/all.jsonl", "casebook/ledger/all.jsonl", "link/all.jsonl", "./casebook/../casebook/x"]
    {
        let refused = habeas.run(&["export", "--out", out]).ends(3);
        assert!(refused.err.contains("lies in the casebook's directory"), "{out}: {}", refused.err);
        assert!(!habeas.path().join(out).exists(), "{out}");
    }
    habeas.run(&["export", "--out", "all.jsonl"]).ends(0);
}

#[test]
fn a_short_delay_is_noticed() {
    let habeas = Habeas::new("Asia/Almaty");
    let person = a_call(&habeas, NAME, NOTE);
    for (delay, noticed) in [("71h", true), ("72h", false), ("5d", false), ("0s", true)] {
        let env = [("HABEAS_ERASE_AFTER", delay)];
        let asked = habeas.run_with(&env, &["erase", &person, "--dry-run", "--reason", "letter 4"]).ends(0);
        assert_eq!(asked.err.contains("less than 72 hours"), noticed, "{delay}: {}", asked.err);
        let checked = habeas.run_with(&env, &["config", "check"]);
        let said = checked.out + &checked.err;
        assert_eq!(said.contains("less than 72 hours"), noticed, "{delay}: {said}");
    }
}

#[test]
fn a_difference_says_what_was_erased_between() {
    let habeas = Habeas::new("Asia/Almaty");
    let person = a_call(&habeas, NAME, NOTE);
    a_call(&habeas, "Бейбарыс Сынақов", "another call");
    let before = habeas.count(&["--measure", "persons"]);
    let position =
        before["position"].as_u64().or(before["position"]["entries"].as_u64()).unwrap().to_string();
    let diff = || habeas.run(&["diff", &position, "--measure", "persons"]).ends(0).out;
    assert!(!diff().contains("erased"), "{}", diff());
    erase_now(&habeas, &[&person]);
    let said = diff();
    assert!(said.contains("1 record was erased between them") && said.contains(&person[..8]), "{said}");
    let json = habeas.run(&["diff", &position, "--measure", "persons", "--format", "json"]).ends(0).json();
    assert_eq!(json["erased_between"], Json::from(vec![person]));
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
