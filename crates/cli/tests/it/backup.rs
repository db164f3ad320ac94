//! The machine is lost; what then. A backup is made while people work, brought back from elsewhere, by another device.

use crate::habeas::{Ended, Habeas};
use crate::served::{Served, until};
use std::path::Path;
use std::process::{Command, Stdio};

const COUNT: [&str; 8] =
    ["count", "--format", "json", "--receipt", "--measure", "persons", "--as-of", "2031-06-09"];

/// A casebook with people and evidence in it, and its recovery sheet beside it.
fn casebook() -> Habeas {
    let habeas = Habeas::new("Asia/Almaty");
    for (name, when) in [("Aigul Tastemir", "2031-06-08T10:00"), ("Daulet Sarsen", "2031-06-08T11:30")] {
        habeas.run(&["record", "A neighbour calls", "--name", name, "--when", when]).ends(0);
    }
    let file = habeas.file("statement.txt", "What the neighbour wrote down.\n".repeat(100));
    habeas.run(&["evidence", "add", &file, "--why", "handed in"]).ends(0);
    habeas.run(&["keys", "recovery", "--out", "sheet.txt"]).ends(0);
    habeas
}

fn restore(habeas: &Habeas, file: &str, into: &str, more: &[&str]) -> Ended {
    let args = ["restore", file, "--recovery-key-file", "sheet.txt", "--casebook", into];
    habeas.run(&[args.as_slice(), more].concat())
}

/// Names in a directory, sorted.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_lost_machine_comes_back_from_its_backup_as_a_new_device() {
    let habeas = casebook();
    let receipt = habeas.run(&COUNT).ends(0).out;
    let position = serde_json::from_str::<serde_json::Value>(&receipt).unwrap()["position"].as_u64().unwrap();

    // While it is served, from another terminal, without the key.
    let served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", "key")]);
    habeas.run_env(&["backup", "monday.habeas", "--dry-run"], &[]).ends(0);
    assert!(!habeas.path().join("monday.habeas").exists());
    let made = habeas.run_env(&["backup", "monday.habeas", "--format", "json"], &[]).ends(0).json();
    assert_eq!(made["entries"].as_u64().unwrap(), position);
    assert_eq!(made["evidence"]["files"], 1);
    habeas.run_env(&["backup", "monday.habeas"], &[]).ends(5);
    drop(served);
    // Whoever finds the file learns nothing from it.
    let bytes = std::fs::read(habeas.path().join("monday.habeas")).unwrap();
    for secret in ["Tastemir", "neighbour", "HBCKEY01", "HBLSEG01", "HBPKEY01"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
    let checked = habeas.run_env(&["backup", "monday.habeas", "--check"], &[]).ends(0);
    assert!(checked.out.starts_with("sound"), "{}", checked.out);
    let inside =
        ["backup", "monday.habeas", "--check", "--recovery-key-file", "sheet.txt", "--format", "json"];
    let inside = habeas.run_env(&inside, &[]).ends(0).json();
    assert_eq!(inside["contents"]["entries"].as_u64().unwrap(), position);
    assert_eq!(inside["contents"]["sound"], true);

    // Saved after the backup, and lost with the machine.
    habeas.run(&["record", "Late call", "--name", "Saule Imangali"]).ends(0);
    restore(&habeas, "monday.habeas", "casebook", &[]).ends(5);
    let devices = std::fs::read(habeas.casebook().join("ledger/devices")).unwrap();
    let lost = std::fs::read(habeas.casebook().join("keys/device.key")).unwrap();
    std::fs::remove_dir_all(habeas.casebook()).unwrap();

    let would =
        restore(&habeas, "monday.habeas", "casebook", &["--dry-run", "--format", "json"]).ends(0).json();
    assert_eq!(would["position"].as_u64().unwrap(), position);
    assert!(!habeas.casebook().exists());
    let restored = restore(&habeas, "monday.habeas", "casebook", &[]).ends(0);
    assert!(restored.out.contains(&format!("{position} entries restored")), "{}", restored.out);
    assert!(restored.err.contains("a new device"), "{}", restored.err);
    assert!(restored.err.contains("saved after that is not in it"), "{}", restored.err);
    // The same number with the same receipt, the same evidence, and sound.
    assert_eq!(habeas.run(&COUNT).ends(0).out, receipt);
    let verified = habeas.run(&["verify"]).ends(0).out;
    assert!(verified.starts_with(&format!("{position} entries checked with the key\n")), "{verified}");
    assert!(verified.ends_with("\nsound\n"), "{verified}");
    habeas.run(&["evidence", "check"]).ends(0);
    assert!(std::fs::read(habeas.casebook().join("ledger/devices")).unwrap().starts_with(&devices));
    assert_ne!(std::fs::read(habeas.casebook().join("keys/device.key")).unwrap()[24..56], lost[24..56]);
    // People go on, and may back up again: the same sheet opens it.
    habeas.run(&["record", "Late call, told again", "--name", "Saule Imangali"]).ends(0);
    habeas.run(&["verify", "--strict"]).ends(0);
    habeas.run_env(&["backup", "tuesday.habeas"], &[]).ends(0);
    restore(&habeas, "tuesday.habeas", "second", &[]).ends(0);

    // The same backup brought back twice: two devices.
    let one = restore(&habeas, "monday.habeas", "one", &["--format", "json"]).ends(0).json();
    let two = restore(&habeas, "monday.habeas", "two", &["--format", "json"]).ends(0).json();
    assert_ne!(one["device"], two["device"]);
    for dir in ["one", "two", "second"] {
        habeas.run(&["verify", "--casebook", dir]).ends(0);
    }
}

#[test]
fn a_damaged_backup_is_restored_all_the_same_or_called_lost() {
    let habeas = casebook();
    habeas.run_env(&["backup", "b.habeas"], &[]).ends(0);
    let path = habeas.path().join("b.habeas");
    let whole = std::fs::read(&path).unwrap();
    let (at, end) = (whole.len() / 10, whole.len() / 10 + whole.len() / 20);
    // A twentieth of the file is gone: cut out, so that what follows moved up.
    std::fs::write(&path, [&whole[..at], &whole[end..]].concat()).unwrap();
    let check = habeas.run_env(&["backup", "b.habeas", "--check"], &[]).ends(1);
    assert!(check.out.contains("nothing is lost"), "{}", check.out);
    let restored = restore(&habeas, "b.habeas", "back", &["--format", "json"]).ends(0).json();
    assert!(restored["mended"].as_u64().unwrap() > 0);
    habeas.run(&["verify", "--casebook", "back"]).ends(0);
    habeas.run_env(&["backup", "b.habeas", "--repair", "mended.habeas"], &[]).ends(0);
    assert!(std::fs::read(habeas.path().join("mended.habeas")).unwrap() == whole);
    habeas.run_env(&["backup", "b.habeas", "--repair", "mended.habeas"], &[]).ends(5);

    let mut lost = whole.clone();
    lost[at..at + whole.len() / 4].fill(7);
    std::fs::write(&path, &lost).unwrap();
    let check = habeas.run_env(&["backup", "b.habeas", "--check", "--format", "json"], &[]).ends(1).json();
    assert_eq!(check["verdict"], "beyond repair");
    let refused = restore(&habeas, "b.habeas", "gone", &[]).ends(3);
    assert!(refused.err.contains("take another copy"), "{}", refused.err);
    assert!(!habeas.path().join("gone").exists() && !habeas.path().join("gone.restoring").exists());
}

#[test]
fn what_cannot_be_restored_is_refused_in_words() {
    let habeas = casebook();
    habeas.run_env(&["backup", "b.habeas"], &[]).ends(0);
    let no_backup = habeas.file("letter.txt", "Dear all,\n".repeat(5000));
    restore(&habeas, &no_backup, "x", &[]).ends(3);
    restore(&habeas, "nowhere.habeas", "x", &[]).ends(4);
    habeas.run(&["restore", "b.habeas", "--casebook", "x"]).ends(3);
    habeas.run(&["restore", "b.habeas", "--casebook", "x", "--recovery-key-file", "nowhere.txt"]).ends(4);
    habeas.run(&["restore", "b.habeas", "--casebook", "x", "--recovery-key-file", &no_backup]).ends(3);
    // The right sheet, and another key file: nothing is left.
    let other = habeas.file("other.key", [9; 32]);
    let refused = restore(&habeas, "b.habeas", "x", &["--key-file", &other]).ends(3);
    assert!(refused.err.contains("does not open this casebook"), "{}", refused.err);
    let taken = habeas.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("note"), "mine").unwrap();
    restore(&habeas, "b.habeas", "taken", &[]).ends(5);
    assert_eq!(names(&taken), ["note"]);
    assert!(!habeas.path().join("x").exists() && !habeas.path().join("x.restoring").exists());
    assert!(names(habeas.path()).iter().all(|name| !name.ends_with(".part")));
    habeas.run(&["keys", "recovery", "--out", "sheet.txt"]).ends(5);
    habeas.run(&["keys", "recovery", "--key-file", &other]).ends(3);
    habeas.run_env(&["backup", "c.habeas", "--to", "age1nobody"], &[]).ends(3);
    habeas.run_env(&["backup", "c.habeas", "--casebook", "nowhere"], &[]).ends(4);
}

#[test]
fn after_a_change_of_the_casebook_key_nothing_here_opens_an_old_backup() {
    let habeas = casebook();
    habeas.run_env(&["backup", "old.habeas"], &[]).ends(0);
    std::fs::rename(habeas.path().join("sheet.txt"), habeas.path().join("old-sheet.txt")).unwrap();
    habeas.run(&["keys", "rotate"]).ends(0);
    habeas.run(&["keys", "recovery", "--out", "sheet.txt"]).ends(0);
    let refused = restore(&habeas, "old.habeas", "x", &[]).ends(3);
    assert!(refused.err.contains("does not open the backup"), "{}", refused.err);
    habeas.run_env(&["backup", "new.habeas"], &[]).ends(0);
    restore(&habeas, "new.habeas", "new", &[]).ends(0);
    // Honestly: whoever kept the old sheet, and the key file, still opens it.
    let old = ["restore", "old.habeas", "--recovery-key-file", "old-sheet.txt", "--casebook", "kept"];
    habeas.run(&old).ends(0);
    // A sheet that was seen by somebody is replaced without changing the casebook key.
    std::fs::remove_file(habeas.path().join("sheet.txt")).unwrap();
    habeas.run(&["keys", "recovery", "--renew", "--out", "sheet.txt"]).ends(0);
    restore(&habeas, "new.habeas", "y", &[]).ends(3);
}

/// Sixty megabytes that look like evidence, so that work takes a while.
fn much_evidence(habeas: &Habeas) {
    let digits = "ab".repeat(32);
    let folder = habeas.casebook().join("vault/ab");
    std::fs::create_dir_all(&folder).unwrap();
    let bytes: Vec<u8> = (0..60_000_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    std::fs::write(folder.join(format!("{digits}.blob")), bytes).unwrap();
}

fn spawn(habeas: &Habeas, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_habeas"))
        .env_clear()
        .env("HABEAS_CASEBOOK", habeas.casebook())
        .env("HABEAS_KEY_FILE", habeas.path().join("key"))
        .current_dir(habeas.path())
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn what_is_stopped_or_killed_leaves_nothing_half_made() {
    let habeas = casebook();
    much_evidence(&habeas);
    let signal = |child: &std::process::Child, name: &str| {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status().unwrap();
        assert!(sent.success());
    };
    // Ctrl-C while a backup is made: the remnant is cleared away.
    let mut child = spawn(&habeas, &["backup", "b.habeas"]);
    let part = habeas.path().join("b.habeas.part");
    until("the backup to begin", || part.exists().then_some(()));
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(6));
    assert!(!part.exists() && !habeas.path().join("b.habeas").exists());
    // Killed: the remnant has a name of its own, and the next backup clears it away.
    let mut child = spawn(&habeas, &["backup", "b.habeas"]);
    until("the backup to begin", || part.exists().then_some(()));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!habeas.path().join("b.habeas").exists());
    habeas.run_env(&["backup", "b.habeas"], &[]).ends(0);
    assert!(!part.exists());

    let args = ["restore", "b.habeas", "--recovery-key-file", "sheet.txt", "--casebook", "back"];
    let (back, beside) = (habeas.path().join("back"), habeas.path().join("back.restoring"));
    for stage in ["keys/casebook.key", "ledger/devices", "vault/ab"] {
        // What the attempt before left is cleared away first.
        let remnant = beside.join("remnant");
        if beside.exists() {
            std::fs::write(&remnant, "").unwrap();
        }
        let mut child = spawn(&habeas, &args);
        until("the restore to get there", || {
            let there = !remnant.exists() && beside.join(stage).exists();
            (there || child.try_wait().unwrap().is_some()).then_some(())
        });
        signal(&child, "STOP");
        if !back.exists() {
            // Another restore into the same place waits for nobody, and destroys nothing.
            habeas.run(&args).ends(6);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // The machine may have been too fast for us; then the casebook is whole.
        if back.exists() {
            habeas.run(&["verify", "--casebook", "back"]).ends(0);
            std::fs::remove_dir_all(&back).unwrap();
            continue;
        }
        habeas.run(&["count", "--casebook", "back"]).ends(4);
    }
    let _ = std::fs::remove_dir_all(&beside);
    let mut child = spawn(&habeas, &args);
    until("the restore to begin", || beside.join("keys").exists().then_some(()));
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(6));
    assert!(!back.exists() && !beside.exists());
    habeas.run(&args).ends(0);
    assert!(!beside.exists());
    assert_eq!(names(&back), ["keys", "ledger", "lock", "settings.toml", "vault"]);
    habeas.run(&["verify", "--casebook", "back"]).ends(0);
}
