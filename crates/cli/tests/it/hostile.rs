//! Bad input through the front door: a clear sentence, exit 3, nothing half-recorded, nothing earlier lost.

use crate::habeas::Habeas;

const HEADER: &str = "fig_id,said_on,said_by,said_by_role,reported_by,verbatim_or_close,measure,unit,value_low,value_high,qualifier,scope_place,period_start,period_end,breakdown,notes";

#[test]
fn hostile_files_are_refused_in_a_sentence_and_nothing_is_lost() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["record", "--name", "Somebody Earlier"]).ends(0);
    let before = habeas.count(&["--measure", "persons"])["position"].clone();
    let wide: String = (0..10_000).map(|n| format!("c{n},")).collect();
    let unclosed = format!("{HEADER}\nX1,2031-06-08,a,b,c,\"never closed,{}\n", "x\n".repeat(200));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.csv", vec![], "empty"),
        ("wide.csv", wide.into_bytes(), "column"),
        ("unclosed.csv", unclosed.into_bytes(), "quot"),
        ("nul.csv", b"a,b\n1,\0\0\0\n".to_vec(), ""),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000".to_vec(), ""),
        ("paper.pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
        ("broken.xlsx", b"PK\x03\x04 not really".to_vec(), ""),
        ("batch.json", b"{\"form\": \"habeas-claims-1\", \"zone\": ".to_vec(), "line"),
        (
            "surrogate.json",
            br#"{"form": "\ud800", "zone": "UTC", "report": {}, "records": [], "claims": []}"#.to_vec(),
            "line",
        ),
        (
            "form.json",
            br#"{"form": "other", "zone": "UTC", "report": {}, "records": [], "claims": []}"#.to_vec(),
            "form",
        ),
        ("huge.txt", vec![b'a'; 64 << 20], "larger"),
    ];
    for (name, content, says) in cases {
        let file = habeas.file(name, content);
        let ended = habeas.run(&["import", &file]);
        assert_eq!(ended.code, 3, "{name}: {}\n{}", ended.out, ended.err);
        assert!(ended.err.contains(name) || name.ends_with(".json"), "{name} is named: {}", ended.err);
        assert!(ended.err.to_lowercase().contains(&says.to_lowercase()), "{name}: {}", ended.err);
        assert!(!ended.err.contains("panicked"), "{name}: {}", ended.err);
    }
    assert_eq!(
        habeas.count(&["--measure", "persons"])["position"],
        before,
        "nothing was recorded, nothing was lost"
    );
    assert_eq!(habeas.floor_and_ceiling(&["--measure", "persons"]), (1, Some(1)));
}

#[test]
fn absurd_cells_become_doubts_and_their_rows_are_kept() {
    let habeas = Habeas::new("Asia/Almaty");
    let rows = [
        "X1,31.02.2031,a,b,c,words,detained,persons,5,5,exact,place,2031-02-31,2031-02-31,,",
        "X2,2031-13-45,a,b,c,words,detained,persons,5,5,exact,place,0000-01-01,0000-01-01,,",
        "X3,2031-06-08,\u{202e}evil\u{202c},b,c,words,detained,persons,five,5,sort of,place,2031-06-08,2031-06-09,arrest many; fine 2,",
        "X4,2031-06-08,=1+1,b,c,<script>alert(1)</script>,detained,persons,7,7,exact,place,2031-06-08,2031-06-08,,",
    ];
    let file = habeas.file("figures.csv", format!("\u{feff}{HEADER}\r\n{}\r\n", rows.join("\r\n")));
    let imported = habeas.run(&["import", &file, "--format", "json"]).ends(1).json();
    assert_eq!(imported[0]["rows"], 4);
    let doubts = imported[0]["doubt_list"].as_array().unwrap();
    for (row, column) in [(2, "said_on"), (3, "said_on"), (3, "period_start"), (4, "breakdown")] {
        assert!(
            doubts.iter().any(|d| d["row"] == row && d["column"] == column),
            "row {row}, {column}: {doubts:#?}"
        );
    }
    let sheet = habeas.run(&["figures", "--format", "json"]).ends(0).json();
    assert_eq!(sheet["figures"].as_array().unwrap().len(), 4, "no row is dropped");
    let raw = habeas.run(&["export"]).ends(0).out;
    assert!(
        raw.contains("31.02.2031") && raw.contains("0000-01-01") && raw.contains("sort of"),
        "raw cells are kept"
    );
    // What is shown on a terminal cannot turn its writing around.
    assert!(!habeas.run(&["figures"]).ends(0).out.contains('\u{202e}'));
}

#[test]
fn fields_that_cannot_be_read_are_named() {
    let habeas = Habeas::new("Asia/Almaty");
    let check = |args: &[&str], code: i32, says: &str| {
        let ended = habeas.run(args).ends(code);
        assert!(ended.err.contains(says), "{args:?}: {}", ended.err);
    };
    check(&["record"], 3, "Nothing was said");
    check(&["record", "--name", "A", "--when", "2031-02-31"], 3, "28 days");
    check(&["record", "--name", "A", "--when", "03/04/2031"], 3, "03/04/2031");
    check(&["record", "--name", "A", "--state", "vanished"], 3, "vanished");
    check(&["record", "--set", "person.nose=long"], 3, "person.nose");
    check(&["count", "--measure", "souls"], 3, "souls");
    check(&["count", "--as-of", "soon"], 3, "soon");
    check(&["count", "--position", "99"], 4, "99");
    check(&["show", "no-such-file#3"], 4, "no-such-file");
    check(&["judge", "same", "deadbeef", "deadbee0", "--why", "x"], 4, "deadbeef");
    check(&["import", "no-such-file.csv"], 4, "no-such-file.csv");
    assert_eq!(habeas.count(&["--measure", "persons"])["position"], 0, "nothing was recorded");
    let longest = "n".repeat(400);
    check(&["record", "--name", &longest], 3, "300");
    // Text from a pipe that is not UTF-8.
    let ended = habeas.run_with_input(&["record", "-"], b"\xff\xfe\xfa");
    assert_eq!(ended.code, 3, "{}", ended.err);
}
