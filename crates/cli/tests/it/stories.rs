//! What a monitor does from the command line, and what comes out.

use crate::habeas::Habeas;

#[test]
fn without_arguments_it_explains_itself() {
    let habeas = Habeas::new("UTC");
    let ended = habeas.run(&[]).ends(0);
    for word in ["habeas demo", "habeas init", "habeas import", "habeas count", "--help"] {
        assert!(ended.out.contains(word), "{word}");
    }
    habeas.run(&["counnt"]).ends(2);
    habeas.run(&["--help"]).ends(0);
}

#[test]
fn a_casebook_is_founded_once_and_opens_only_with_its_key() {
    let habeas = Habeas::new("Asia/Almaty");
    assert!(habeas.run(&["init"]).ends(5).err.contains("there is a casebook"));
    let other = habeas.file("other.key", [9u8; 32]);
    let wrong = habeas.run(&["count", "--key-file", &other]).ends(3);
    assert!(wrong.err.contains("does not open this casebook"), "{}", wrong.err);
    habeas.run(&["count", "--casebook", "nowhere"]).ends(4);
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "persons"]), (0, Some(0)));
}

#[test]
fn a_call_becomes_a_person_a_detention_and_a_line_on_the_board() {
    let habeas = Habeas::new("Asia/Almaty");
    let made = habeas
        .run(&[
            "record",
            "Sister calls: taken at the square, now at the Zhana station, has asthma",
            "--name",
            "Дәурен Сыңарбек",
            "--unit",
            "Zhana station",
            "--source-type",
            "relative",
            "--risk",
            "ill",
            "--lawyer",
            "none",
            "--format",
            "json",
        ])
        .ends(0)
        .json();
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "persons"]), (1, Some(1)));
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "still-held"]), (1, Some(1)));
    let board = habeas.run(&["board"]).ends(0).out;
    for word in ["Zhana station", "Дәурен Сыңарбек", "ill", "by relative", "lawyer: none"] {
        assert!(board.contains(word), "{word} in\n{board}");
    }
    // Found in other scripts, by part of the name.
    for spelling in ["Дауре", "Dauren", "Synarbek", "сынарбек"] {
        let found = habeas.run(&["search", spelling, "--kind", "person", "--format", "json"]);
        assert!(found.out.contains("Дәурен"), "{spelling}: {}", found.out);
    }
    // Every value leads to its source and its words.
    let shown = habeas.run(&["show", made["person"].as_str().unwrap()]).ends(0).out;
    assert!(shown.contains("person.name") && shown.contains("in "), "{shown}");
    // The second call about the same name is told of the first.
    let second = habeas.run(&["record", "A friend calls", "--name", "Dauren Synarbek"]).ends(0);
    assert!(second.err.contains("perhaps known already"), "{}", second.err);
    assert_eq!(
        habeas.floor_and_ceiling(&["--measure", "persons"]),
        (2, Some(2)),
        "nothing is merged by itself"
    );
}

#[test]
fn contradictions_stand_side_by_side_until_somebody_decides() {
    let habeas = Habeas::new("Asia/Almaty");
    let made = habeas
        .run(&[
            "record",
            "--name",
            "Aigul Tastemir",
            "--when",
            "2031-06-08T10:00",
            "--place",
            "Green bazaar",
            "--format",
            "json",
        ])
        .ends(0)
        .json();
    let detention = made["detention"].as_str().unwrap();
    habeas.run(&["record", "--about", detention, "--set", "detention.place=Old square"]).ends(0);
    let shown = habeas.run(&["show", detention, "--format", "json"]).ends(0).json();
    let place = |shown: &serde_json::Value| {
        shown["properties"]
            .as_array()
            .unwrap()
            .iter()
            .find(|p| p["property"] == "detention.place")
            .unwrap()
            .clone()
    };
    assert_eq!(place(&shown)["standing"], "contested");
    assert_eq!(
        habeas.floor_and_ceiling(&[
            "--measure",
            "detentions",
            "--place",
            "Old square",
            "--as-of",
            "2031-06-09"
        ]),
        (0, Some(1)),
        "possibly there"
    );
    let claims = place(&shown)["claims"].clone();
    let old = claims.as_array().unwrap().iter().find(|c| c["value"]["text"] == "Old square").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(habeas.run(&["accept", &old]).ends(3).err.contains("why"), "a decision needs a reason");
    habeas.run(&["accept", &old, "--why", "the photo shows the fountain"]).ends(0);
    let shown = habeas.run(&["show", detention, "--format", "json"]).ends(0).json();
    assert_eq!(place(&shown)["standing"], "accepted");
    assert_eq!(place(&shown)["claims"].as_array().unwrap().len(), 2, "the other claim is still there");
    assert_eq!(
        habeas.floor_and_ceiling(&[
            "--measure",
            "detentions",
            "--place",
            "Old square",
            "--as-of",
            "2031-06-09"
        ]),
        (1, Some(1))
    );
    // As it was known before the decision, it is still contested.
    let before = shown["properties"][0]["claims"][0]["position"].as_u64().unwrap();
    assert!(before >= 1);
    let then = habeas.run(&["show", detention, "--position", "2", "--format", "json"]).ends(0).json();
    assert_eq!(place(&then)["standing"], "contested");
    // A withdrawn claim is not counted, and not gone.
    habeas.run(&["retract", &old, "--why", "the photo is from another year"]).ends(0);
    let shown = habeas.run(&["show", detention, "--format", "json"]).ends(0).json();
    assert_eq!(place(&shown)["standing"], "settled");
    assert_eq!(place(&shown)["claims"].as_array().unwrap().len(), 2);
}

#[test]
fn a_group_its_members_and_a_vague_word() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["record", "--people", "about ten", "--place", "bus at the square"]).ends(0);
    let (floor, ceiling) = habeas.floor_and_ceiling(&["--measure", "detentions"]);
    assert_eq!((floor, ceiling), (2, None), "a plural; the word gives no strict number");
    habeas.run(&["record", "--people", "at least 12", "--place", "hall"]).ends(0);
    let (floor, ceiling) = habeas.floor_and_ceiling(&["--measure", "persons"]);
    assert_eq!((floor, ceiling), (12, None), "the groups may overlap");
}

#[test]
fn verify_names_the_damaged_entry_and_the_rest_stays_usable() {
    let habeas = Habeas::new("UTC");
    for name in ["A Aa", "B Bb", "C Cc"] {
        habeas.run(&["record", "--name", name]).ends(0);
    }
    assert!(habeas.run(&["verify"]).ends(0).out.contains("sound"));
    assert!(habeas.run(&["verify", "--no-key", "--strict"]).ends(0).out.contains("sound"));
    let copy = habeas.path().join("stick");
    std::fs::create_dir(&copy).unwrap();
    for file in std::fs::read_dir(habeas.casebook().join("ledger")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
    }
    let copy = copy.to_string_lossy().into_owned();
    let segment = habeas.casebook().join("ledger").join("seg-00000001.hbl");
    let mut bytes = std::fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    let found = habeas.run(&["verify"]).ends(1).out;
    assert!(found.contains("DAMAGED") && found.contains("entry"), "{found}");
    let count = habeas.run(&["count", "--measure", "persons"]);
    assert_eq!(count.code, 0, "what is whole can be read: {}", count.err);

    // Work goes on, and an intact copy brings back what was damaged.
    habeas.run(&["record", "--name", "D Dd"]).ends(0);
    let dry = habeas.run(&["verify", "--against", &copy, "--dry-run"]).ends(0).out;
    assert!(dry.contains("would come back from the copy") && dry.ends_with("sound\n"), "{dry}");
    habeas.run(&["verify"]).ends(1);
    let done = habeas.run(&["verify", "--against", &copy]).ends(0).out;
    assert!(
        done.contains("came back") && done.contains("kept in ledger/damaged/seg-00000001.hbl."),
        "{done}"
    );
    assert!(habeas.run(&["verify"]).ends(0).out.contains("sound"));
    let (floor, _) = habeas.floor_and_ceiling(&["--measure", "persons"]);
    assert_eq!(floor, 4, "three that were there, and one recorded meanwhile");
}

#[test]
fn one_process_at_a_time() {
    let habeas = Habeas::new("UTC");
    let key = ledger::Unlock::KeyFile(habeas.path().join("key"));
    let (held, _) = ledger::Ledger::open(&habeas.casebook(), &key, ledger::Settings::default()).unwrap();
    let refused = habeas.run(&["count"]).ends(6);
    assert!(refused.err.contains(&format!("in use by process {}", std::process::id())), "{}", refused.err);
    drop(held);
    habeas.run(&["count"]).ends(0);
}

#[test]
fn exports_are_lossless_and_defused() {
    let habeas = Habeas::new("UTC");
    habeas
        .run(&["record", "=cmd|' /C calc'!A0", "--name", "=HYPERLINK(\"http://x\")", "--place", "@SUM(1)"])
        .ends(0);
    let csv = habeas.run(&["export", "--format", "csv"]).ends(0).out;
    for cell in ["\"'=HYPERLINK", "\"'@SUM"] {
        assert!(csv.contains(cell), "{cell} in\n{csv}");
    }
    assert!(!csv.contains("\"=HYPERLINK"));
    let lines = habeas.run(&["export"]).ends(0).out;
    assert!(lines.contains("=HYPERLINK(\\\"http://x\\\")"), "JSON keeps the words as they are");
    let path = habeas.path().join("out.jsonl").display().to_string();
    habeas.run(&["export", "--out", &path]).ends(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), lines);
    habeas.run(&["export", "--out", &path]).ends(5);
}

#[test]
fn an_unknown_table_gets_a_draft_mapping_that_works() {
    let habeas = Habeas::new("Asia/Almaty");
    let table = habeas.file("list.csv", "ФИО,Дата,Отдел,Возраст,Примечание\nИванча Петрук,08.06.2031,РУВД Зеленое,17,по телефону\nАйбала Сұңқар,8 июня 2031,РУВД Зеленое,34,\n");
    let refused = habeas.run(&["import", &table]).ends(3);
    assert!(refused.err.contains("--suggest"), "{}", refused.err);
    let draft = habeas.run(&["import", "--suggest", &table]).ends(0).out;
    let mapping = habeas.file("list.toml", &draft);
    let dry = habeas.run(&["import", &table, "--mapping", &mapping, "--dry-run", "--format", "json"]).json();
    assert_eq!(dry[0]["rows"], 2);
    assert!(dry[0]["sample"].to_string().contains("person.name"), "{dry:#}");
    assert_eq!(
        habeas.floor_and_ceiling(&["--measure", "persons"]),
        (0, Some(0)),
        "a dry run records nothing"
    );
    let ended = habeas.run(&["import", &table, "--mapping", &mapping]);
    assert!(matches!(ended.code, 0 | 1), "{}", ended.err);
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "persons", "--as-of", "2031-06-09"]), (2, Some(2)));
    let (floor, _) = habeas.floor_and_ceiling(&[
        "--measure",
        "persons",
        "--unit",
        "РУВД Зеленое",
        "--as-of",
        "2031-06-09",
    ]);
    assert_eq!(floor, 2, "one unit, named twice");
}

#[test]
fn settings_tell_where_they_come_from() {
    let habeas = Habeas::new("Asia/Almaty");
    let shown = habeas.run(&["config", "show", "--by", "op-3", "--format", "json"]).ends(0).json();
    let of = |name: &str| shown.as_array().unwrap().iter().find(|s| s["setting"] == name).unwrap().clone();
    assert_eq!((&of("zone")["value"], &of("zone")["from"]), (&"Asia/Almaty".into(), &"settings.toml".into()));
    assert_eq!((&of("by")["value"], &of("by")["from"]), (&"op-3".into(), &"flag".into()));
    assert_eq!(of("key_file")["from"], "HABEAS_KEY_FILE");
    assert!(habeas.run(&["config", "check"]).ends(1).out.contains("draft, unsigned"));
    habeas.run(&["doctor"]);
    assert!(habeas.run(&["completions", "bash"]).ends(0).out.contains("habeas"));
}

#[test]
fn every_command_and_flag_is_explained() {
    let habeas = Habeas::new("UTC");
    let help = habeas.run(&["--help"]).ends(0).out;
    for command in [
        "demo",
        "serve",
        "init",
        "import",
        "record",
        "show",
        "search",
        "count",
        "figures",
        "board",
        "judge",
        "grade",
        "accept",
        "retract",
        "diff",
        "verify",
        "export",
        "config",
        "doctor",
        "completions",
    ] {
        assert!(help.contains(&format!("  {command}")), "{command}");
        let own = habeas.run(&[command, "--help"]).ends(0).out;
        assert!(
            own.lines().filter(|line| line.trim_start().starts_with("--")).all(|line| line
                .split("  ")
                .count()
                > 1
                || line.contains('<')),
            "{command}:\n{own}"
        );
    }
}

#[test]
fn a_damaged_snapshot_is_no_loss() {
    let habeas = Habeas::new("Europe/Moscow");
    let mut table = "Id,date,agreement,agreement_eng,event_type,event_type_eng,subject,subject_eng,organizer,organizer_eng,description,description_eng,place,number_of_detentions,links\n".to_owned();
    for i in 0..2500 {
        table.push_str(&format!(
            "{i},{:02}.06.2011,нет,No,пикет,Picket,тема,Topic,она,She,Событие {i},Event,площадь {i},{},x\n",
            i % 28 + 1,
            i % 5 + 1
        ));
    }
    let file = habeas.file("list.csv", table);
    habeas.run(&["import", &file]).ends(0);
    let sealed = habeas.casebook().join("sealed");
    let snapshots =
        || std::fs::read_dir(&sealed).unwrap().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    assert_eq!(snapshots().len(), 1, "so much was said that a snapshot was kept");
    let ask = || {
        let mut receipt = habeas.count(&["--measure", "detentions", "--as-of", "2012"]);
        receipt["records"].take();
        receipt
    };
    let from_snapshot = ask();
    assert_eq!(from_snapshot["floor"], 7500);
    let path = snapshots().remove(0);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(ask(), from_snapshot, "rebuilt from the ledger, to the same answer");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(ask(), from_snapshot);
}
