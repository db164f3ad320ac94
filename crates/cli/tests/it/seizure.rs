//! What whoever seizes the disk of a locked casebook gets: nothing that was said, in any form.

use crate::canaries::Canaries;
use crate::habeas::Habeas;
use std::path::Path;
use std::process::{Command, Stdio};

/// Names, phones, free text and files, planted by the commands a monitor uses; more than a thousand words.
fn plant(run: &dyn Fn(&[&str]) -> crate::habeas::Ended, dir: &Path) -> Vec<String> {
    let file = |name: &str, content: &[u8]| {
        std::fs::write(dir.join(name), content).unwrap();
        dir.join(name).display().to_string()
    };
    let mut words = Vec::new();
    let mut table = "ФИО,Дата,Отдел,Телефон,Примечание\n".to_owned();
    for i in 0..330 {
        let name = format!("Канарейка{i:04} Жасырын{i:04}");
        let (phone, note) = (format!("+7700{i:07}"), format!("шепотом сказано {i:04}"));
        table.push_str(&format!("{name},08.06.2031,РУВД Тайное{},{phone},{note}\n", i % 7));
        words.extend([name, phone, note]);
    }
    let table = file("canary-list.csv", table.as_bytes());
    let draft = run(&["import", "--suggest", &table]).ends(0).out;
    let mapping = file("list.toml", draft.as_bytes());
    assert!([0, 1].contains(&run(&["import", &table, "--mapping", &mapping]).code));
    run(&[
        "record",
        "witness canary whispers",
        "--name",
        "Canary Lastborn",
        "--source",
        "Aunt of the canary",
    ])
    .ends(0);
    let page = "<html><body><h1>Canary headline</h1><p>Нашлась Канарейка Газетная.</p></body></html>";
    run(&["import", &file("canary-article.html", page.as_bytes())]).ends(0);
    let film: Vec<u8> = b"canary film frame ".iter().copied().cycle().take(300_000).collect();
    let film = file("canary-film.bin", &film);
    run(&[
        "evidence",
        "add",
        &film,
        "--received-from",
        "Canary the neighbour",
        "--why",
        "canary of a reason",
    ])
    .ends(0);
    assert!(run(&["search", "Канарейка0007"]).ends(0).out.contains("Канарейка0007"));
    for word in [
        "canary-list.csv",
        "witness canary whispers",
        "Canary Lastborn",
        "Aunt of the canary",
        "canary-article",
        "Canary headline",
        "Канарейка Газетная",
        "canary film frame",
        "canary-film",
        "Canary the neighbour",
        "canary of a reason",
        "РУВД Тайное3",
    ] {
        words.push(word.to_owned());
    }
    words
}

#[test]
fn a_thousand_canaries_lie_nowhere_on_the_disk() {
    let habeas = Habeas::new("Asia/Almaty");
    let words = plant(&|args| habeas.run(args), habeas.path());
    let canaries = Canaries::of(words.iter().map(String::as_str));
    assert!(canaries.planted > 1000, "{}", canaries.planted);
    let (hits, size) = canaries.below(&habeas.casebook());
    assert!(size > 500_000, "{size} bytes");
    assert!(hits.is_empty(), "{} hits, such as {:?}", hits.len(), hits.first());
    // The same search finds them where they may be read.
    let export = habeas.run(&["export", "--format", "json"]).ends(0).out;
    assert!(canaries.in_bytes(export.as_bytes()).len() > 900, "the search itself works");
}

#[test]
fn one_of_two_needed_shares_yields_no_record() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    let with = |shares: &[usize], args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
        command
            .env_clear()
            .env("HABEAS_CASEBOOK", dir.join("casebook"))
            .current_dir(dir)
            .stdin(Stdio::null());
        for n in shares {
            command.args(["--share", &format!("shares/share-{n}-of-3.txt")]);
        }
        crate::habeas::Ended::of(&command.args(args).output().unwrap())
    };
    with(&[], &["init", "--zone", "UTC", "--shares", "3", "--need", "2", "--out", "shares"]).ends(0);
    let words = plant(&|args| with(&[1, 3], args), dir);
    let canaries = Canaries::of(words.iter().map(String::as_str));
    let mut said = String::new();
    for n in 1..=3 {
        for args in [
            &["search", "Канарейка"][..],
            &["export", "--format", "json"],
            &["board"],
            &["count"],
            &["figures"],
        ] {
            let ended = with(&[n], args).ends(3);
            said.push_str(&ended.out);
            said.push_str(&ended.err);
        }
    }
    assert_eq!(canaries.in_bytes(said.as_bytes()), Vec::<String>::new());
    assert_eq!(canaries.below(&dir.join("casebook")).0, Vec::<String>::new());
    let export = with(&[2, 3], &["export", "--format", "json"]).ends(0).out;
    assert!(canaries.in_bytes(export.as_bytes()).len() > 900, "two shares open it");
}
