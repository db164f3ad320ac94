//! The commands that are killed, as data: what was there before, what is run, and what must hold afterwards.

use std::path::Path;

/// A command and what surrounds it. Arguments starting with `@` are files the rig wrote; `{ID}` is the first id that the
/// command before printed. Commands run in the scene's own directory.
pub struct Scene {
    /// What is interrupted.
    pub name: &'static str,
    /// Commands that are run before, to their end.
    pub before: &'static [&'static [&'static str]],
    /// The command that is killed.
    pub command: &'static [&'static str],
    /// How it ends when it is run again after the kill: done, or refused since it was done already.
    pub again: &'static [i32],
    /// What an interrupted run may leave, beside what was there before and what a whole run leaves.
    pub between: Between,
    /// The casebook that is looked at.
    pub casebook: &'static str,
    /// Commands that must end well when it was run again to its end.
    pub after: &'static [&'static [&'static str]],
    /// A word that must not be exported afterwards.
    pub gone: Option<&'static str>,
    /// Whether it takes so long that only the full run has time for it.
    pub long: bool,
}

/// What a count may say between before and after.
#[derive(Clone, Copy, PartialEq)]
pub enum Between {
    /// Nothing else: the command is one save, or none.
    Nothing,
    /// Any number between the two: the command is many saves.
    Any,
}

const INIT: &[&str] = &["init", "--zone", "Asia/Almaty"];
const CALL: &[&str] =
    &["record", "Sister calls: taken at the square", "--name", "Дәурен Сыңарбек", "--unit", "Zhana station"];

/// Every scene.
pub const SCENES: &[Scene] = &[
    Scene {
        name: "founding a casebook",
        before: &[],
        command: INIT,
        again: &[0, 5],
        between: Between::Nothing,
        casebook: "case",
        after: &[],
        gone: None,
        long: false,
    },
    Scene {
        name: "logging a call",
        before: &[INIT],
        command: CALL,
        again: &[0],
        between: Between::Nothing,
        casebook: "case",
        after: &[],
        gone: None,
        long: false,
    },
    Scene {
        name: "importing a table",
        before: &[INIT, CALL],
        command: &["import", "@small.csv"],
        again: &[0, 1],
        between: Between::Any,
        casebook: "case",
        after: &[],
        gone: None,
        long: false,
    },
    Scene {
        name: "importing a table so large that a snapshot is kept",
        before: &[INIT],
        command: &["import", "@large.csv"],
        again: &[0, 1],
        between: Between::Any,
        casebook: "case",
        after: &[],
        gone: None,
        long: true,
    },
    Scene {
        name: "erasing what is due",
        before: &[
            INIT,
            CALL,
            &["import", "@people.csv", "--mapping", "@people.toml"],
            &["erase", "people.csv#2:person", "--also", "people.csv", "--by", "op-1", "--reason", "letter 4"],
            &["erase", "--confirm", "{ID}", "--by", "op-2", "--reason", "read it"],
        ],
        command: &["erase", "--due"],
        again: &[0],
        between: Between::Nothing,
        casebook: "case",
        after: &[&["search", "Сыңарбек"]],
        gone: Some("Сұңқарбек"),
        long: false,
    },
    Scene {
        name: "changing the casebook key",
        before: &[INIT, CALL],
        command: &["keys", "rotate"],
        again: &[0],
        between: Between::Nothing,
        casebook: "case",
        after: &[&["search", "Сыңарбек"]],
        gone: None,
        long: false,
    },
    Scene {
        name: "keeping a file as evidence",
        before: &[INIT, CALL],
        command: &["evidence", "add", "@large.csv"],
        again: &[0, 1],
        between: Between::Nothing,
        casebook: "case",
        after: &[&["evidence", "check"]],
        gone: None,
        long: false,
    },
    Scene {
        name: "making a backup",
        before: &[INIT, CALL],
        command: &["backup", "out.backup", "--replace"],
        again: &[0],
        between: Between::Nothing,
        casebook: "case",
        after: &[&["backup", "out.backup", "--check"]],
        gone: None,
        long: false,
    },
    Scene {
        name: "restoring a backup",
        before: &[INIT, CALL, &["keys", "recovery", "--out", "sheet.txt"], &["backup", "out.backup"]],
        command: &["restore", "out.backup", "--recovery-key-file", "sheet.txt", "--casebook", "again"],
        again: &[0, 5],
        between: Between::Nothing,
        casebook: "again",
        after: &[&["search", "Сыңарбек", "--casebook", "again"]],
        gone: None,
        long: false,
    },
];

const PEOPLE: &str = r#"
name = "people"
title = ""
header = ["ФИО", "Дата"]
zone = "UTC"
distinct_rows = false

[[record]]
handle = "person"
kind = "person"
claim = [{ property = "person.name", column = "ФИО" }]

[[record]]
handle = "detention"
kind = "detention"
claim = [
  { property = "detention.of", record = "person" },
  { property = "detention.when", column = "Дата" },
]
"#;

/// Writes the tables that the scenes import.
///
/// # Errors
/// What the system says.
pub fn write_tables(dir: &Path) -> std::io::Result<()> {
    for (name, rows) in [("small.csv", 700), ("large.csv", 2600)] {
        let mut table =
            "Id,date,agreement,agreement_eng,event_type,event_type_eng,subject,subject_eng,organizer,\
                         organizer_eng,description,description_eng,place,number_of_detentions,links\n"
                .to_owned();
        for i in 0..rows {
            table.push_str(&format!(
                "{i},{:02}.06.2031,не согласовано,Unauthorised,пикет,Picket,тема,Topic,стихийная,Spontaneous,\
                 Событие {i},Event {i},площадь {i},{},http://example.org/{i}\n",
                i % 28 + 1,
                i % 5 + 1
            ));
        }
        std::fs::write(dir.join(name), table)?;
    }
    std::fs::write(dir.join("people.toml"), PEOPLE)?;
    std::fs::write(
        dir.join("people.csv"),
        "ФИО,Дата\nАйбала Сұңқарбек,08.06.2031\nИванча Петрук,08.06.2031\n",
    )
}
