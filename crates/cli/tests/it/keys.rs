//! Keys as a monitor handles them: shares, another passphrase, a fresh casebook key; and a process closed to others.

use crate::habeas::Ended;
use std::path::Path;
use std::process::{Command, Stdio};

/// The binary in a directory, with nothing in the environment but the casebook.
fn habeas(dir: &Path, env: &[(&str, String)], args: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
    command.env_clear().env("HABEAS_CASEBOOK", dir.join("casebook")).current_dir(dir).stdin(Stdio::null());
    command.envs(env.iter().map(|(name, value)| (*name, value.as_str())));
    Ended::of(&command.args(args).output().unwrap())
}

#[test]
fn a_casebook_of_three_shares_opens_with_two_of_them() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    let run = |args: &[&str]| habeas(dir, &[], args);
    run(&["init", "--shares", "3"]).ends(2);
    assert!(
        run(&["init", "--shares", "3", "--need", "1", "--out", "out"]).ends(3).err.contains("at least 2")
    );
    let founded = run(&["init", "--shares", "3", "--need", "2", "--out", "out"]).ends(0);
    assert!(founded.err.contains("2 of 3 shares"), "{}", founded.err);
    run(&["init", "--shares", "3", "--need", "2", "--out", "out"]).ends(5);
    let share = |n: usize| format!("out/share-{n}-of-3.txt");
    let text = std::fs::read_to_string(dir.join(share(2))).unwrap();
    for word in ["share 2 of 3", "доля 2 из 3", "3 үлестің 2-үлесі"] {
        assert!(text.contains(word), "{word} in\n{text}");
    }
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(std::fs::metadata(dir.join(share(1))).unwrap().permissions().mode() & 0o777, 0o600);

    let with = |which: &[usize], args: &[&str]| {
        let files: Vec<String> = which.iter().map(|n| share(*n)).collect();
        let mut all: Vec<&str> = args.to_vec();
        files.iter().for_each(|file| all.extend(["--share", file.as_str()]));
        run(&all)
    };
    with(&[1, 3], &["record", "A sister calls", "--name", "Planted Name"]).ends(0);
    assert!(with(&[2, 3], &["search", "Planted"]).ends(0).out.contains("Planted Name"));
    let env = [("HABEAS_SHARE_FILES", format!("{}:{}", share(1), share(2)))];
    assert!(habeas(dir, &env, &["search", "Planted"]).ends(0).out.contains("Planted Name"));

    for args in [&["search", "Planted"][..], &["count"], &["board"], &["verify"], &["keys", "rotate"]] {
        let refused = with(&[2], args).ends(3);
        assert!(
            refused.err.contains("1 of the 2 shares that are needed are here; bring 1 more"),
            "{}",
            refused.err
        );
        assert!(!refused.out.contains("Planted"), "{args:?}");
    }
    assert!(run(&["search", "Planted"]).ends(3).err.contains("HABEAS_SHARE_FILES"));
    let checked = with(&[1, 2], &["verify", "--format", "json"]).ends(0).json();
    assert_eq!((&checked["sound"], &checked["with_key"]), (&true.into(), &true.into()));
    assert_eq!(run(&["verify", "--format", "json"]).ends(0).json()["with_key"], false);
    with(&[1, 2], &["count", "--share", "nowhere.txt"]).ends(4);

    // A mistyped one, told by file, line and group.
    let spoiled = text.replacen("hs1 ", "hs1 *", 1);
    std::fs::write(dir.join("spoiled.txt"), spoiled).unwrap();
    let refused = run(&["count", "--share", "spoiled.txt", "--share", &share(1)]).ends(3);
    assert!(refused.err.contains("spoiled.txt: the share is mistyped in line"), "{}", refused.err);

    // The same key cut anew: the old shares open nothing.
    with(&[1, 2], &["keys", "split", "--shares", "2", "--need", "2", "--out", "new", "--dry-run"]).ends(0);
    assert!(!dir.join("new").exists());
    with(&[1, 2], &["keys", "split", "--shares", "2", "--need", "2", "--out", "out2"]).ends(0);
    assert!(with(&[1, 2], &["count"]).ends(3).err.contains("another set"));
    let new = ["--share", "out2/share-1-of-2.txt", "--share", "out2/share-2-of-2.txt"];
    assert!(run(&[&["search", "Planted"][..], &new].concat()).ends(0).out.contains("Planted Name"));
}

#[test]
fn a_passphrase_is_changed_and_the_casebook_key_replaced() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    for (name, text) in
        [("first", "first four random words\n"), ("second", "other four random words"), ("short", "short")]
    {
        std::fs::write(dir.join(name), text).unwrap();
    }
    let key = ("HABEAS_KEY_FILE", "key".to_owned());
    let old = ("HABEAS_PASSPHRASE_FILE", "first".to_owned());
    let new = ("HABEAS_PASSPHRASE_FILE", "second".to_owned());
    let next = |name: &str| ("HABEAS_NEW_PASSPHRASE_FILE", name.to_owned());
    habeas(dir, std::slice::from_ref(&key), &["init"]).ends(0);
    habeas(dir, &[], &["record", "A sister calls", "--name", "Planted Name"]).ends(0);
    habeas(dir, &[next("short")], &["keys", "passphrase"]).ends(3);
    habeas(dir, &[next("first")], &["keys", "passphrase"]).ends(0);
    // The key file is no longer remembered, and opens nothing.
    assert!(habeas(dir, &[key], &["count"]).ends(3).err.contains("opens with a passphrase"));
    let says = habeas(dir, &[], &["keys", "status", "--format", "json"]).ends(0).json();
    assert_eq!(says["opens_with"], "passphrase");
    assert!(says["details"]["memory_kib"].as_u64().unwrap() >= 64 << 10, "{says}");
    assert!(says["details"]["passes"].as_u64().unwrap() >= 3, "{says}");
    assert!(
        says["keys"].as_u64().unwrap() > 0 && says["destroyed"] == 0 && says["rotated"].is_string(),
        "{says}"
    );

    habeas(dir, &[old.clone(), next("second")], &["keys", "passphrase"]).ends(0);
    assert!(habeas(dir, &[old], &["count"]).ends(3).err.contains("does not open this casebook"));
    let ledger = || {
        let mut all: Vec<_> = std::fs::read_dir(dir.join("casebook/ledger"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect();
        all.sort();
        all
    };
    let before = ledger();
    let device = std::fs::read(dir.join("casebook/keys/device.key")).unwrap();
    habeas(dir, std::slice::from_ref(&new), &["keys", "rotate", "--dry-run"]).ends(0);
    assert_eq!(std::fs::read(dir.join("casebook/keys/device.key")).unwrap(), device);
    habeas(dir, std::slice::from_ref(&new), &["keys", "rotate"]).ends(0);
    assert_ne!(std::fs::read(dir.join("casebook/keys/device.key")).unwrap(), device);
    assert_eq!(ledger(), before, "the ledger did not change");
    assert!(habeas(dir, &[new], &["search", "Planted"]).ends(0).out.contains("Planted Name"));
}

#[test]
fn the_process_leaves_no_core_and_is_closed_to_others_of_the_same_user() {
    if !cfg!(target_os = "linux") {
        println!("skipped: looked at by /proc");
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    let key = [("HABEAS_KEY_FILE", "key".to_owned())];
    habeas(dir, &key, &["init"]).ends(0);
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    let mut uid = std::fs::metadata("/proc/self").unwrap().uid();
    let mut program = Command::new(env!("CARGO_BIN_EXE_habeas"));
    if uid == 0 {
        // Root may look into everything: the server and who looks are somebody else.
        const NOBODY: u32 = 65_534;
        let tried = Command::new(env!("CARGO_BIN_EXE_habeas")).arg("--version").uid(NOBODY).output();
        if tried.is_ok_and(|tried| tried.status.success()) {
            uid = NOBODY;
            program.uid(uid);
            give(dir, uid);
        }
    }
    let mut server = program
        .env_clear()
        .env("HABEAS_CASEBOOK", dir.join("casebook"))
        .current_dir(dir)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The link is printed when it serves.
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(server.stdout.take().unwrap()), &mut line)
        .unwrap();
    let look = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", server.id()));
    let limits = look("limits").unwrap();
    let memory = format!("/proc/{}/mem", server.id());
    let mut looking = Command::new("head");
    looking.args(["-c", "0", &memory]).env("LC_ALL", "C");
    if uid != 0 {
        looking.uid(uid);
    }
    let looked = looking.output().unwrap();
    let own = Command::new("sh").args(["-c", "head -c 0 /proc/$$/mem"]).uid(uid).status().unwrap();
    let owner = std::fs::metadata(format!("/proc/{}/mem", server.id())).map(|metadata| metadata.uid());
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(line.starts_with("http://"), "{line}");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    // What is not dumpable belongs to root, whoever runs it.
    assert_eq!(owner.unwrap(), 0);
    if uid == 0 {
        println!("skipped: opening /proc/PID/mem as the same user, since root may open everything");
    } else {
        let said = String::from_utf8_lossy(&looked.stderr);
        assert!(!looked.status.success() && said.contains("Permission denied"), "{said}");
        assert!(own.success(), "the same user may look into a process that is not closed");
    }
}

/// Gives a directory and all in it to a user.
fn give(path: &Path, uid: u32) {
    std::os::unix::fs::chown(path, Some(uid), None).unwrap();
    if path.is_dir() {
        std::fs::read_dir(path).unwrap().for_each(|entry| give(&entry.unwrap().path(), uid));
    }
}
