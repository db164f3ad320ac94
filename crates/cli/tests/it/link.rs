//! Linking lists through the real binary: what an analyst types, what is written, how bad input is refused. All persons
//! are made up.

use crate::habeas::{Ended, Habeas};
use crate::tiny_zip::{Entry, zip};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Names in three scripts; a person is a given and a family name, a birth date and a town.
const GIVEN: [&str; 24] = [
    "Аружан",
    "Бауыржан",
    "Виктория",
    "Гульнара",
    "Данияр",
    "Ерлан",
    "Жанар",
    "Зарина",
    "Ильяс",
    "Камила",
    "Leonora",
    "Matthias",
    "Noemie",
    "Ottilie",
    "Philippa",
    "Quentin",
    "Rosalind",
    "Sebastian",
    "خالد",
    "سميرة",
    "مصطفى",
    "زينب",
    "إبراهيم",
    "فاطمة",
];
const FAMILY: [&str; 20] = [
    "Сериккызы",
    "Токтарбаев",
    "Ульянченко",
    "Фархутдинов",
    "Хамзина",
    "Цыбульская",
    "Чернышевич",
    "Шаймерденов",
    "Abernathy",
    "Blanchard",
    "Castellano",
    "Duvernois",
    "Engelhardt",
    "Fitzwilliam",
    "Grabowski",
    "Holmqvist",
    "الدوسري",
    "المنصوري",
    "القرشي",
    "الزهراني",
];
const TOWNS: [&str; 12] = [
    "Northwick",
    "Ash Ferry",
    "Тасбулак",
    "Южный Мост",
    "Stonehaven",
    "Мирный",
    "وادي النور",
    "Old Mill",
    "Кызылтас",
    "Brightwater",
    "تل السلام",
    "Harrow Green",
];

/// A list with planted duplicates: the CSV, and the person behind each id.
struct Planted {
    csv: String,
    persons: BTreeMap<String, usize>,
}

/// A small generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A word with two neighbouring letters swapped.
fn mistyped(word: &str, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + at % (letters.len() - 2);
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

fn planted(persons: usize) -> Planted {
    let mut dice = Dice(11);
    let mut csv = "nr,given_name,family_name,date_of_birth,town,who\r\n".to_owned();
    let mut of = BTreeMap::new();
    for person in 0..persons {
        let (given, family) = (GIVEN[dice.roll(GIVEN.len())], FAMILY[dice.roll(FAMILY.len())]);
        let born = format!("{}-{:02}-{:02}", 1950 + dice.roll(55), 1 + dice.roll(12), 1 + dice.roll(28));
        let town = TOWNS[dice.roll(TOWNS.len())];
        for copy in 0..[1, 2, 2, 3][person % 4] {
            let id = format!("r{person}-{copy}");
            let mut cells = [given.to_owned(), family.to_owned(), born.clone(), town.to_owned()];
            if copy > 0 {
                match dice.roll(4) {
                    0 => cells[0] = mistyped(given, dice.roll(9)),
                    1 => cells[1] = mistyped(family, dice.roll(9)),
                    2 => cells[3] = String::new(),
                    _ => {}
                }
            }
            writeln!(csv, "{id},{},p{person}\r", cells.join(",")).unwrap();
            of.insert(id, person);
        }
    }
    Planted { csv, persons: of }
}

impl Habeas {
    fn link(&self, args: &[&str]) -> Ended {
        let all: Vec<&str> = ["link"].iter().chain(args).copied().collect();
        self.run(&all)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

/// The rows of a CSV that was written.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The id of each record's cluster, by the record's own id.
fn clusters(text: &str) -> BTreeMap<String, String> {
    rows(text).into_iter().skip(1).map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Precision and recall of the pairs inside clusters.
fn pairs(found: &BTreeMap<String, String>, truth: &BTreeMap<String, usize>) -> (f64, f64) {
    let ids: Vec<&String> = found.keys().collect();
    let (mut both, mut linked, mut same) = (0u32, 0u32, 0u32);
    for (at, a) in ids.iter().enumerate() {
        for b in &ids[at + 1..] {
            let (together, true_pair) = (found[*a] == found[*b], truth[*a] == truth[*b]);
            both += u32::from(together && true_pair);
            linked += u32::from(together);
            same += u32::from(true_pair);
        }
    }
    (f64::from(both) / f64::from(linked.max(1)), f64::from(both) / f64::from(same.max(1)))
}

#[test]
fn a_list_becomes_clusters_edges_a_model_and_a_report() {
    let habeas = Habeas::bare();
    let planted = planted(150);
    let list = habeas.file("list.csv", &planted.csv);
    let ended = habeas
        .link(&[
            &list,
            "--id",
            "nr",
            "--truth",
            "who",
            "--clusters",
            "c.csv",
            "--edges",
            "e.csv",
            "--model",
            "m.json",
            "--report",
            "r.html",
            "--format",
            "json",
        ])
        .ends(0);
    let said = ended.json();
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id"]);
    let ids: Vec<&String> = found[1..].iter().map(|row| &row[0]).collect();
    let given: Vec<String> = rows(&planted.csv)[1..].iter().map(|row| row[0].clone()).collect();
    assert_eq!(ids, given.iter().collect::<Vec<_>>(), "every row, in its order");
    let (precision, recall) = pairs(&clusters(&habeas.read("c.csv")), &planted.persons);
    assert!(precision > 0.9 && recall > 0.9, "precision {precision}, recall {recall}");
    assert_eq!(said["records"], given.len());
    assert!(said["scores"]["clusters"]["f1"].as_f64().unwrap() > 0.9, "{said}");
    assert!(
        said["largest"][0]["records"].as_u64().unwrap() >= 3 && said["bridges_kept"].is_array(),
        "{said}"
    );
    assert!(ended.err.contains("given_name"), "the config is shown: {}", ended.err);

    let edges = rows(&habeas.read("e.csv"));
    assert_eq!(edges[0][..5], ["nr_a", "nr_b", "weight", "probability", "decision"]);
    assert!(edges[0].len() > 6, "the level of each field: {:?}", edges[0]);
    assert!(edges[1..].iter().any(|row| row[4] == "link"));
    let model: serde_json::Value = serde_json::from_str(&habeas.read("m.json")).unwrap();
    assert!(model.is_object());
    let report = habeas.read("r.html");
    assert!(report.contains("<html") && !report.contains("http://") && !report.contains("https://"));
    use std::os::unix::fs::PermissionsExt as _;
    for name in ["c.csv", "e.csv", "m.json", "r.html"] {
        let mode = std::fs::metadata(habeas.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name} holds names");
    }
}

#[test]
fn truth_is_measured_against_and_never_looked_at() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let turned: String = {
        let mut rows = rows(&planted.csv);
        let last: Vec<String> = rows[1..].iter().map(|row| row[5].clone()).rev().collect();
        for (row, truth) in rows[1..].iter_mut().zip(last) {
            row[5] = truth;
        }
        rows.iter().map(|row| row.join(",") + "\n").collect()
    };
    let run = |csv: &str, name: &str| {
        let list = habeas.file("list.csv", csv);
        let (c, e, m) = (format!("{name}-c.csv"), format!("{name}-e.csv"), format!("{name}-m.json"));
        let said = habeas
            .link(&[
                &list,
                "--id",
                "nr",
                "--truth",
                "who",
                "--clusters",
                &c,
                "--edges",
                &e,
                "--model",
                &m,
                "--format",
                "json",
            ])
            .ends(0)
            .json();
        ([habeas.read(&c), habeas.read(&e), habeas.read(&m)], said)
    };
    let (files, said) = run(&planted.csv, "one");
    let (turned, turned_said) = run(&turned, "two");
    assert_eq!(files, turned, "the same clusters, edges and model");
    assert_ne!(said["scores"], turned_said["scores"], "and other scores");
}

#[test]
fn the_same_lists_give_the_same_bytes_and_other_orders_the_same_clusters() {
    let habeas = Habeas::bare();
    let planted = planted(80);
    let list = habeas.file("list.csv", &planted.csv);
    let run = |list: &str, name: &str, threads: &str| {
        let (c, e, m) = (format!("{name}-c.csv"), format!("{name}-e.csv"), format!("{name}-m.json"));
        habeas
            .link(&[
                list,
                "--id",
                "nr",
                "--ignore",
                "who",
                "--threads",
                threads,
                "--clusters",
                &c,
                "--edges",
                &e,
                "--model",
                &m,
            ])
            .ends(0);
        [habeas.read(&c), habeas.read(&e), habeas.read(&m)]
    };
    let one = run(&list, "one", "1");
    assert_eq!(one, run(&list, "two", "2"));
    assert_eq!(one, run(&list, "four", "4"));
    let mut lines: Vec<&str> = planted.csv.lines().collect();
    lines[1..].reverse();
    let list = habeas.file("list.csv", lines.join("\n"));
    assert_eq!(clusters(&one[0]), clusters(&run(&list, "back", "2")[0]));
}

#[test]
fn several_lists_are_linked_and_named() {
    let habeas = Habeas::bare();
    let planted = planted(90);
    let all = rows(&planted.csv);
    let part = |copy: &str| {
        let mut csv = "nr;given_name;family_name;date_of_birth;town\n".to_owned();
        for row in all[1..].iter().filter(|row| row[0].ends_with(copy)) {
            writeln!(csv, "{}", row[..5].join(";")).unwrap();
        }
        csv
    };
    let june = habeas.file("june.csv", part("-0"));
    let july = habeas.file("july.csv", part("-1"));
    habeas
        .link(&[&june, &july, "--id", "nr", "--one-to-one", "--clusters", "c.csv", "--edges", "e.csv"])
        .ends(0);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id", "list"]);
    assert_eq!(found.iter().filter(|row| row[2] == "june").count(), 90);
    let mut seen = BTreeSet::new();
    for row in &found[1..] {
        assert!(seen.insert((row[1].clone(), row[2].clone())), "one record a list: {row:?}");
    }
    let (precision, recall) = pairs(&clusters(&habeas.read("c.csv")), &planted.persons);
    assert!(precision > 0.9 && recall > 0.85, "precision {precision}, recall {recall}");
    let edges = rows(&habeas.read("e.csv"));
    assert_eq!(edges[0][..4], ["list_a", "nr_a", "list_b", "nr_b"]);
}

#[test]
fn the_config_that_is_used_can_be_printed_kept_and_changed() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(60).csv);
    let printed = habeas.link(&[&list, "--id", "nr", "--ignore", "who", "--print-config"]).ends(0).out;
    assert!(printed.contains("given_name") && printed.contains("date"), "{printed}");
    let config = habeas.file("link.toml", &printed);
    habeas.link(&[&list, "--id", "nr", "--ignore", "who", "--clusters", "a.csv"]).ends(0);
    habeas.link(&[&list, "--id", "nr", "--config", &config, "--clusters", "b.csv"]).ends(0);
    assert_eq!(habeas.read("a.csv"), habeas.read("b.csv"));
    let broken = habeas.file("broken.toml", "[fields\n");
    let ended = habeas.link(&[&list, "--config", &broken, "--clusters", "d.csv"]).ends(3);
    assert!(ended.err.contains("broken.toml") && ended.err.contains("line 1"), "{}", ended.err);
    let unknown = habeas.file("unknown.toml", printed.replace("town", "planet"));
    let ended = habeas.link(&[&list, "--config", &unknown, "--clusters", "d.csv"]).ends(3);
    assert!(ended.err.contains("planet"), "{}", ended.err);
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

#[test]
fn nothing_is_written_over_or_by_halves() {
    let habeas = Habeas::bare();
    let list = habeas.file("list.csv", &planted(40).csv);
    let base = |more: &[&str]| {
        let all: Vec<&str> =
            [&list, "--id", "nr", "--ignore", "who"].into_iter().chain(more.iter().copied()).collect();
        habeas.link(&all)
    };
    let ended = base(&[]).ends(2);
    assert!(ended.err.contains("--clusters"), "{}", ended.err);
    base(&["--clusters", "c.csv", "--dry-run"]).ends(0);
    assert!(!habeas.path().join("c.csv").exists());
    habeas.file("c.csv", "mine");
    let ended = base(&["--clusters", "c.csv", "--edges", "e.csv"]).ends(5);
    assert!(ended.err.contains("c.csv") && ended.err.contains("--force"), "{}", ended.err);
    assert_eq!(habeas.read("c.csv"), "mine");
    assert!(!habeas.path().join("e.csv").exists());
    base(&["--clusters", "c.csv", "--force"]).ends(0);
    assert!(habeas.read("c.csv").starts_with("nr,cluster_id"));
    base(&["--clusters", "x.csv", "--edges", "x.csv"]).ends(3);
    base(&["--clusters", "no-such-folder/x.csv"]).ends(4);
    let left: Vec<String> = std::fs::read_dir(habeas.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn hostile_lists_are_refused_in_a_sentence() {
    let habeas = Habeas::bare();
    let good = "nr,name,town\n1,Ann Abernathy,Northwick\n2,Bob Blanchard,Old Mill\n";
    // File, content, more arguments, what is said.
    type Case<'a> = (&'a str, Vec<u8>, &'a [&'a str], &'a str);
    let cases: Vec<Case<'_>> = vec![
        ("empty.csv", vec![], &[], "empty"),
        ("header.csv", b"nr,name,town\n".to_vec(), &[], "row"),
        ("one-row.csv", b"nr,name,town\n1,Ann,Northwick\n".to_vec(), &[], "two rows"),
        ("one-column.csv", b"nr\n1\n2\n3\n".to_vec(), &["--id", "nr"], "column"),
        ("no-such-id.csv", good.into(), &["--id", "number"], "number"),
        ("no-such-ignore.csv", good.into(), &["--ignore", "planet"], "planet"),
        ("no-such-truth.csv", good.into(), &["--truth", "planet"], "planet"),
        ("twice.csv", b"nr,name,town\n1,Ann,A\n2,Bob,B\n1,Cy,C\n".to_vec(), &["--id", "nr"], "rows 2 and 4"),
        ("no-id.csv", b"nr,name,town\n1,Ann,A\n,Bob,B\n3,Cy,C\n".to_vec(), &["--id", "nr"], "row 3"),
        (
            "long.csv",
            format!("nr,name,town\n1,{},A\n2,Bob,B\n", "x".repeat(2 << 20)).into_bytes(),
            &[],
            "row 2",
        ),
        (
            "unclosed.csv",
            format!("nr,name,town\n1,\"Ann,A\n{}", "2,Bob,B\n".repeat(50)).into_bytes(),
            &[],
            "quot",
        ),
        ("nul.csv", b"nr,name\n1,\0\0\n".to_vec(), &[], "NUL"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000".to_vec(), &[], "PNG"),
        ("broken.xlsx", b"PK\x03\x04 not really".to_vec(), &[], "broken.xlsx"),
        ("broken.parquet", b"PAR1 not really PAR1".to_vec(), &[], "Parquet"),
        ("threshold.csv", good.into(), &["--threshold", "1.5"], "1.5"),
    ];
    for (name, content, more, says) in cases {
        let file = habeas.file(name, content);
        let all: Vec<&str> =
            [file.as_str(), "--clusters", "c.csv"].into_iter().chain(more.iter().copied()).collect();
        let ended = habeas.link(&all);
        assert_eq!(ended.code, 3, "{name}: {}\n{}", ended.out, ended.err);
        assert!(ended.err.contains(says), "{name}: {}", ended.err);
        assert!(!ended.err.contains("panicked"), "{name}: {}", ended.err);
        assert!(!habeas.path().join("c.csv").exists(), "{name}: nothing is written");
    }
    habeas.link(&["no-such-file.csv", "--clusters", "c.csv"]).ends(4);
}

#[test]
fn messy_lists_are_read_with_their_doubts() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    // Cells too many and too few, a 1 MB cell, text turned around, a formula, bytes that are no text.
    let mut csv = planted.csv.clone().into_bytes();
    csv.extend_from_slice(b"m1,Only\r\nm2,Too,Many,1990-01-01,Cells,p,and,more\r\n");
    csv.extend_from_slice(
        format!("m3,{},Longname,1990-01-01,Northwick,p9\r\n", "x".repeat(1 << 20)).as_bytes(),
    );
    csv.extend_from_slice("m4,\u{202e}evil\u{202c},=HYPERLINK(1),1990-02-30,Northwick,p9\r\n".as_bytes());
    csv.extend_from_slice(b"=1+1,\xff\xfe,\xed\xa0\x80,0000-00-00,Northwick,p9\r\n");
    let list = habeas.file("messy.csv", csv);
    let ended = habeas
        .link(&[&list, "--id", "nr", "--ignore", "who", "--clusters", "c.csv", "--edges", "e.csv"])
        .ends(1);
    assert!(ended.err.contains("row "), "{}", ended.err);
    let found = clusters(&habeas.read("c.csv"));
    assert_eq!(found.len(), planted.persons.len() + 5, "no row is dropped");
    assert!(found.contains_key("'=1+1"), "a formula is not one in what is written");
}

#[test]
fn without_an_id_column_rows_are_counted_and_it_is_said() {
    let habeas = Habeas::bare();
    let text: String =
        planted(40).csv.lines().map(|line| line.split_once(',').unwrap().1.to_owned() + "\n").collect();
    let list = habeas.file("list.csv", text);
    let ended = habeas.link(&[&list, "--ignore", "who", "--clusters", "c.csv"]).ends(0);
    assert!(ended.err.contains("row numbers"), "{}", ended.err);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!((found[0][0].as_str(), found[1][0].as_str()), ("row", "2"));
}

#[test]
fn parquet_and_workbooks_are_read_like_csv() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let all = rows(&planted.csv);
    let path = habeas.path().join("list.parquet");
    write_parquet(&path, &all);
    let csv = habeas.file("list.csv", &planted.csv);
    habeas.file("list.ods", workbook(&all));
    for (list, out) in [(csv.as_str(), "a.csv"), ("list.parquet", "b.csv"), ("list.ods", "w.csv")] {
        habeas.link(&[list, "--id", "nr", "--ignore", "who", "--clusters", out]).ends(0);
    }
    let sorted = |name: &str| {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (record, cluster) in clusters(&habeas.read(name)) {
            groups.entry(cluster).or_default().push(record);
        }
        groups.into_values().collect::<BTreeSet<_>>()
    };
    assert_eq!(sorted("a.csv"), sorted("b.csv"));
    assert_eq!(sorted("a.csv"), sorted("w.csv"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let ended = habeas.link(&["list.parquet", "--clusters", "c.csv"]).ends(3);
    assert!(ended.err.contains("list.parquet") && !ended.err.contains("panicked"), "{}", ended.err);
}

/// A spreadsheet with these cells.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |text: &String| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |row: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let sheet: String = rows.iter().map(row).collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"list\">{sheet}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        Entry::stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        Entry::stored("content.xml", &content),
    ])
}

fn write_parquet(path: &std::path::Path, rows: &[Vec<String>]) {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::{properties::WriterProperties, writer::SerializedFileWriter};
    let fields: String = rows[0].iter().map(|name| format!("OPTIONAL BYTE_ARRAY {name} (UTF8);\n")).collect();
    let schema =
        parquet::schema::parser::parse_message_type(&format!("message list {{ {fields} }}")).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let properties = WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(file, schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in 0..rows[0].len() {
        let cells: Vec<&String> = rows[1..].iter().map(|row| &row[column]).collect();
        let given: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
        let values: Vec<ByteArray> =
            cells.iter().filter(|cell| !cell.is_empty()).map(|cell| cell.as_str().into()).collect();
        let mut out = group.next_column().unwrap().unwrap();
        out.typed::<ByteArrayType>().write_batch(&values, Some(&given), None).unwrap();
        out.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}

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
fn a_column_can_say_which_list_a_row_is_from() {
    let habeas = Habeas::bare();
    let planted = planted(60);
    let mut csv = "nr,release,given_name,family_name,date_of_birth,town\n".to_owned();
    for row in &rows(&planted.csv)[1..] {
        // The same numbers are used again in every release.
        let (nr, copy) = row[0].split_once('-').unwrap();
        writeln!(csv, "{nr},release {copy},{}", row[1..5].join(",")).unwrap();
    }
    let list = habeas.file("list.csv", csv);
    habeas
        .link(&[
            &list,
            "--id",
            "nr",
            "--clusters",
            "x.csv",
            "--config",
            &habeas.file("none.toml", "[fields]\nrelease = \"text\"\n"),
        ])
        .ends(3);
    let config = habeas.file("link.toml", "one_to_one = true\n[fields]\nrelease = \"list\"\n");
    habeas.link(&[&list, "--id", "nr", "--config", &config, "--clusters", "c.csv"]).ends(0);
    let found = rows(&habeas.read("c.csv"));
    assert_eq!(found[0], ["nr", "cluster_id", "list"]);
    let mut seen = BTreeSet::new();
    let mut hits = 0;
    for row in &found[1..] {
        assert!(seen.insert((row[1].clone(), row[2].clone())), "one record a list: {row:?}");
        hits += usize::from(
            row[2] == "release 1"
                && found[1..].iter().any(|other| other[2] == "release 0" && other[..2] == row[..2]),
        );
    }
    assert!(hits > 35, "{hits} of 45 second records are with their first");
}
