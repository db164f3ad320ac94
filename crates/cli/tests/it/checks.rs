//! Checks from the command line: the queue, taking a unit, logging what it answered, taking it back.

use crate::habeas::Habeas;

#[test]
fn a_station_is_asked_and_what_it_said_is_on_the_board() {
    let habeas = Habeas::new("Asia/Almaty");
    let made = habeas
        .run(&[
            "record",
            "--name",
            "Аслан Тестов",
            "--when",
            "2031-06-08T10:00",
            "--unit",
            "Station Seven",
            "--format",
            "json",
        ])
        .ends(0)
        .json();
    let detention = made["detention"].as_str().unwrap().to_owned();
    let queue = habeas.run(&["check", "--format", "json"]).ends(0).json();
    assert_eq!(queue["due"].as_array().unwrap().len(), 0, "nobody was detained yet: {queue:#}");
    habeas
        .run(&["record", "--name", "Bota Testova", "--when", "2019-06-09T10:00", "--unit", "Station Eight"])
        .ends(0);
    let unit = ["check", "station eight"];
    habeas.run(&[&unit[..], &["--ring", "--by", "op-3"]].concat()).ends(0);
    let other = habeas.run(&[&unit[..], &["--ring", "--by", "op-4"]].concat()).ends(5);
    assert!(other.err.contains("op-3 is ringing this unit now"), "{}", other.err);
    assert!(habeas.run(&["check"]).ends(0).out.contains("op-3 is ringing until"));
    habeas.run(&[&unit[..], &["--release"]].concat()).ends(0);
    let said =
        ["--answer", "not held", "--words", "no such person", "--about", &detention, "--format", "json"];
    let logged = habeas.run(&[&unit[..], &said].concat()).ends(0).json();
    let check = logged["check"].as_str().unwrap().to_owned();
    let log = habeas.run(&unit).ends(0).out;
    assert!(log.contains("not_held  about Аслан Тестов") && log.contains("no such person"), "{log}");
    assert!(habeas.run(&["board"]).ends(0).out.contains("not_held no such person"));
    habeas.run(&["check", "--undo", &check, "--why", "the wrong station"]).ends(0);
    habeas.run(&["check", "--undo", &check]).ends(5);
    assert!(habeas.run(&unit).ends(0).out.contains("Nobody is recorded to have asked here."));
    habeas.run(&["check", "station nine"]).ends(3);
    habeas.run(&[&unit[..], &["--answer", "perhaps"]].concat()).ends(3);
}
