//! What people decided, and what earlier runs found, binds later runs.

use super::planted::{clusters, planted, rows};
use crate::habeas::Habeas;
use std::collections::BTreeSet;

#[test]
fn answers_are_kept_one_by_one_and_bind() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(120).csv);
    let base = [list.as_str(), "--id", "nr", "--ignore", "who"];
    let label = |more: &[&str], input: &str| {
        let all: Vec<&str> = ["link", "label"].into_iter().chain(base).chain(more.iter().copied()).collect();
        habeas.run_with_input(&all, input.as_bytes())
    };
    let ended = label(&["--labels", "answers.csv"], "s\nnonsense\nd\nb\nu\nq\n").ends(0);
    assert!(ended.err.contains("the same?") && ended.err.contains("nonsense"), "{}", ended.err);
    assert!(ended.err.contains("given_name") && ended.err.contains("agreement"), "{}", ended.err);
    let kept = rows(&habeas.read("answers.csv"));
    assert_eq!(kept[0], ["id_a", "id_b", "label"]);
    let words: Vec<&str> = kept[1..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(words, ["same", "different", "withdrawn", "unsure"]);
    assert_eq!(kept[2][..2], kept[3][..2], "back asks about the same pair");
    assert_eq!(kept[2][..2], kept[4][..2]);

    // Going on where one stopped; what was answered is not asked again.
    let ended = label(
        &["--labels", "answers.csv", "--count", "2", "--model", "m.json", "--format", "json"],
        "d\nd\nd\n",
    )
    .ends(0);
    assert_eq!(ended.json()["answers"], 4);
    let kept = rows(&habeas.read("answers.csv"));
    assert_eq!(kept.len(), 7);
    let last: BTreeSet<&[String]> = kept[4..].iter().map(|row| &row[..2]).collect();
    assert_eq!(last.len(), 3, "{kept:?}");
    assert!(habeas.read("m.json").contains("4 answers"));

    // The same about the records of an earlier run.
    let args: Vec<&str> = ["link"].into_iter().chain(base).chain(["--model", "run.json"]).collect();
    habeas.run(&args).ends(0);
    let args = ["link", "label", "run.json", "--labels", "others.csv", "--quiet"];
    habeas.run_with_input(&args, b"d\ns\n").ends(0);
    assert_eq!(rows(&habeas.read("others.csv")).len(), 3);

    // They bind.
    let args: Vec<&str> =
        ["link"].into_iter().chain(base).chain(["--labels", "answers.csv", "--clusters", "c.csv"]).collect();
    habeas.run(&args).ends(0);
    let found = clusters(&habeas.read("c.csv"));
    assert_eq!(found[&kept[1][0]], found[&kept[1][1]], "same");
    for row in &kept[5..] {
        assert_ne!(found[&row[0]], found[&row[1]], "different");
    }
    habeas.file("answers.csv", "id_a,id_b,label\nr0-0,r1-0,perhaps\n");
    let ended = label(&["--labels", "answers.csv"], "q\n").ends(3);
    assert!(ended.err.contains("row 2") && ended.err.contains("perhaps"), "{}", ended.err);
}

#[test]
fn later_runs_find_the_records_and_ids_of_earlier_ones() {
    let habeas = Habeas::bare();
    let planted = planted(120);
    let lines: Vec<&str> = planted.csv.lines().collect();
    let part = |name: &str, rows: &[&str]| habeas.file(name, format!("{}\n{}\n", lines[0], rows.join("\n")));
    // The first run has all but the last forty records.
    let some = part("list.csv", &lines[1..lines.len() - 40]);
    let base = ["--id", "nr", "--ignore", "who", "--force"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = args.iter().copied().chain(base).collect();
        habeas.link(&all)
    };
    run(&[&some, "--clusters", "c1.csv", "--model", "m1.json"]).ends(0);
    let first = clusters(&habeas.read("c1.csv"));

    // The whole list again: what was, keeps its id.
    let all = habeas.file("list.csv", &planted.csv);
    let said = run(&[
        &all,
        "--against",
        "m1.json",
        "--clusters",
        "c2.csv",
        "--model",
        "m2.json",
        "--format",
        "json",
    ])
    .ends(0)
    .json();
    let second = clusters(&habeas.read("c2.csv"));
    assert_eq!(second.len(), planted.persons.len());
    let kept = first.iter().filter(|(record, id)| second[*record] == **id).count();
    let redirected = first.values().filter(|id| said["redirects"].get(id.as_str()).is_some()).count();
    assert!(
        kept + redirected >= first.len() - 2,
        "{kept} of {} ids live on, {redirected} redirect",
        first.len()
    );

    // Only the new records, in a list of their own: the result is that of a rerun, record by record.
    let new = part("list.csv", &lines[lines.len() - 40..]);
    run(&[&new, "--against", "m1.json", "--clusters", "c3.csv", "--model", "m3.json"]).ends(0);
    assert_eq!(clusters(&habeas.read("c3.csv")), second, "new records alone give what a full rerun gives");
    assert_eq!(habeas.read("m2.json"), habeas.read("m3.json"));

    // Nothing new: nothing changes.
    let said =
        run(&[&new, "--against", "m3.json", "--clusters", "c4.csv", "--format", "json"]).ends(0).json();
    assert_eq!(clusters(&habeas.read("c4.csv")), second);
    assert_eq!(said["changes"].as_array().unwrap().len(), 0);

    // A decision of one run holds in the next, and the id that is given up points to the one that stands.
    let same = habeas.file("same.csv", "id_a,id_b\nr1-0,r2-0\n");
    let said =
        run(&[&new, "--against", "m3.json", "--must-link", &same, "--model", "m5.json", "--format", "json"])
            .ends(0)
            .json();
    let redirects = said["redirects"].as_object().unwrap();
    let (one, other) = (&second["r1-0"], &second["r2-0"]);
    assert!(
        redirects.get(one).is_some_and(|to| to == other.as_str())
            || redirects.get(other).is_some_and(|to| to == one.as_str()),
        "{said}"
    );
    run(&[&new, "--against", "m5.json", "--clusters", "c6.csv"]).ends(0);
    let last = clusters(&habeas.read("c6.csv"));
    assert_eq!(last["r1-0"], last["r2-0"]);

    // What can be wrong.
    let rows = habeas.path().join("m5.json.rows");
    let bytes = std::fs::read(&rows).unwrap();
    std::fs::write(&rows, &bytes[..bytes.len() - 9]).unwrap();
    let ended = run(&[&new, "--against", "m5.json", "--clusters", "x.csv"]).ends(3);
    assert!(ended.err.contains("m5.json.rows") && ended.err.contains("damaged"), "{}", ended.err);
    std::fs::remove_file(&rows).unwrap();
    run(&[&new, "--against", "m5.json", "--clusters", "x.csv"]).ends(4);
    let ended = run(&[&new, "--against", "c1.csv", "--clusters", "x.csv"]).ends(3);
    assert!(ended.err.contains("c1.csv"), "{}", ended.err);
    let other = habeas.file("other.csv", "nr,planet\n1,Mars\n2,Venus\n");
    let ended = habeas.link(&[&other, "--against", "m3.json", "--clusters", "x.csv", "--force"]).ends(3);
    assert!(ended.err.contains("not here"), "{}", ended.err);
}

#[test]
fn what_is_no_longer_in_a_list_can_be_dropped_from_what_is_kept() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let lines: Vec<&str> = planted.csv.lines().collect();
    let gone = "x1,Zyryanka,Quillfeather,1901-02-03,Nowhereham,px";
    let corrected = "x2,Oswaldine,Brackenthorpe,1902-03-04,Elsewick,py";
    let mended = "x2,Oswaldine,Brackenthorp,1902-03-05,Elsewick,py";
    let write = |rows: &[&str]| {
        let all: Vec<&str> = lines.iter().chain(rows).map(|line| line.trim_end()).collect();
        habeas.file("list.csv", all.join("\n") + "\n")
    };
    let base = ["--id", "nr", "--ignore", "who", "--force", "--model", "m.json", "--clusters", "c.csv"];
    let run = |list: &str, args: &[&str]| {
        let all: Vec<&str> = [list].iter().chain(&base).chain(args).copied().collect();
        habeas.link(&all)
    };
    let kept =
        || String::from_utf8_lossy(&std::fs::read(habeas.path().join("m.json.rows")).unwrap()).into_owned();
    run(&write(&[gone, corrected]), &[]).ends(0);
    let first = clusters(&habeas.read("c.csv"));
    let list = write(&[mended]);
    run(&list, &["--against", "m.json"]).ends(0);
    for cell in ["Quillfeather", "1902-03-04", "1902-03-05"] {
        assert!(kept().contains(cell), "{cell} stays until it is said that the list is whole");
    }
    let ended = run(&list, &["--against", "m.json", "--drop-missing"]).ends(0);
    assert!(ended.err.contains("1 earlier records are no longer"), "{}", ended.err);
    let dropped = kept();
    for cell in ["Zyryanka", "Quillfeather", "1901-02-03", "Nowhereham", "Brackenthorpe", "1902-03-04"] {
        assert!(!dropped.contains(cell), "{cell} is gone");
    }
    assert!(dropped.contains("1902-03-05") && dropped.contains("Oswaldine"));
    let last = clusters(&habeas.read("c.csv"));
    assert_eq!(last["x2"], first["x2"], "a corrected record stays the record it was");
    assert!(!last.contains_key("x1") && last.len() == first.len() - 1);
    assert!(habeas.read("m.json").contains(&first["x1"]), "the id is not given to anybody else");

    // Row numbers say nothing of who is gone; without an earlier run there is nothing to drop.
    let bare = habeas.file("bare.csv", "name,town\nAnn Lee,Ash\nBen Moor,Elm\nAnn Lee,Ash\n");
    habeas.link(&[&bare, "--model", "b.json", "--force"]).ends(0);
    let ended = habeas.link(&[&bare, "--against", "b.json", "--drop-missing", "--clusters", "x.csv"]).ends(3);
    assert!(ended.err.contains("--id"), "{}", ended.err);
    habeas.link(&[&bare, "--drop-missing", "--clusters", "x.csv"]).ends(2);
}

#[test]
fn decisions_bind() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let list = habeas.file("list.csv", &planted.csv);
    let same = habeas.file("same.csv", "id_a,id_b\nr0-0,r4-0\n");
    let different = habeas.file("different.csv", "nr_a,nr_b\nr1-0,r1-1\n");
    let base = [list.as_str(), "--id", "nr", "--ignore", "who", "--clusters", "c.csv", "--force"];
    let run = |more: &[&str]| {
        let all: Vec<&str> = base.iter().chain(more).copied().collect();
        habeas.link(&all)
    };
    run(&["--must-link", &same, "--cannot-link", &different]).ends(0);
    let found = clusters(&habeas.read("c.csv"));
    assert_eq!(found["r0-0"], found["r4-0"]);
    assert_ne!(found["r1-0"], found["r1-1"]);
    let ended = run(&["--must-link", &same, "--cannot-link", &same]).ends(3);
    assert!(ended.err.contains("r0-0") && ended.err.contains("r4-0"), "{}", ended.err);
    let nobody = habeas.file("nobody.csv", "id_a,id_b\nr0-0,nobody\n");
    let ended = run(&["--must-link", &nobody]).ends(3);
    assert!(ended.err.contains("nobody") && ended.err.contains("row 2"), "{}", ended.err);
}

/// Persons that are joined keep one id, to which the other leads; persons that are parted keep it on one side. A record that
/// says the same again is nothing new; one that says something else stays the record it was.
#[test]
fn ids_survive_joining_and_parting() {
    let habeas = Habeas::bare();
    let planted = planted(120);
    let list = habeas.file("list.csv", &planted.csv);
    let base = ["--id", "nr", "--ignore", "who", "--format", "json"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = args.iter().copied().chain(base).collect();
        habeas.link(&all).ends(0).json()
    };
    run(&[&list, "--clusters", "c1.csv", "--model", "m1.json"]);
    let first = clusters(&habeas.read("c1.csv"));
    let (one, other) = (first["r1-0"].clone(), first["r2-0"].clone());
    assert_ne!(one, other);
    assert_eq!(first["r1-1"], one, "planted twice, written nearly alike");

    // Joined by a decision.
    let nothing = habeas.file("list.csv", planted.csv.lines().take(2).collect::<Vec<_>>().join("\n"));
    let same = habeas.file("same.csv", "id_a,id_b\nr1-0,r2-0\n");
    let said = run(&[
        &nothing,
        "--against",
        "m1.json",
        "--must-link",
        &same,
        "--clusters",
        "c2.csv",
        "--model",
        "m2.json",
    ]);
    let second = clusters(&habeas.read("c2.csv"));
    let joined = second["r1-0"].clone();
    assert!(joined == one || joined == other);
    let given_up = if joined == one { &other } else { &one };
    assert_eq!(said["redirects"][given_up.as_str()], joined);
    for (record, id) in &first {
        let lives = if id == given_up { &joined } else { id };
        assert_eq!(&second[record], lives, "{record}");
    }

    // Parted again, and one of the two says something else now: the ids stay where most of the records are, and the id that
    // was given up is not given to anybody else.
    let different = habeas.file("different.csv", "id_a,id_b\nr1-0,r2-0\nr1-1,r2-0\nr1-0,r2-1\nr1-1,r2-1\n");
    let header = planted.csv.lines().next().unwrap();
    let row = planted.csv.lines().find(|line| line.starts_with("r1-1,")).unwrap();
    let (rest, who) = row.rsplit_once(',').unwrap();
    let (rest, _town) = rest.rsplit_once(',').unwrap();
    let new = habeas.file("list.csv", format!("{header}\n{rest},,{who}\n"));
    let said = run(&[
        &new,
        "--against",
        "m2.json",
        "--cannot-link",
        &different,
        "--clusters",
        "c3.csv",
        "--model",
        "m3.json",
        "--edges",
        "e3.csv",
    ]);
    let third = clusters(&habeas.read("c3.csv"));
    assert_eq!(third.len(), first.len());
    assert_ne!(third["r1-0"], third["r2-0"]);
    assert_eq!(third["r1-0"], third["r1-1"]);
    assert!(third["r1-0"] == joined || third["r2-0"] == joined);
    assert!(third["r1-0"] != *given_up && third["r2-0"] != *given_up);
    assert!(said["changes"].as_array().unwrap().iter().any(|change| change["what"] == "split"), "{said}");
    assert_eq!(said["redirects"][given_up.as_str()], joined, "an old note of the id still leads somewhere");

    // The decision holds, and nothing else moves.
    run(&[&nothing, "--against", "m3.json", "--clusters", "c4.csv"]);
    assert_eq!(clusters(&habeas.read("c4.csv")), third);
}
