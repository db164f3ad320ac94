//! Tables as people and programs write them.

use estimate::reading::{Row, Wanted, read};

fn rows(text: &str) -> (Vec<String>, Vec<Row>) {
    let mut lines = text.lines();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let header = cells(lines.next().unwrap());
    let rows = lines.zip(2u64..).map(|(line, number)| Row { number, cells: cells(line) }).collect();
    (header, rows)
}

/// What is read, as text: the tables' cells, then the notes; or the refusal.
fn said(text: &str, wanted: &Wanted) -> String {
    let (header, rows) = rows(text);
    match read(&header, &rows, wanted) {
        Err(refusal) => format!("refused: {refusal}"),
        Ok(reading) => {
            let tables = reading.strata.iter().map(|(name, table)| {
                let cells = table.canonical().lines().skip(1).collect::<Vec<_>>().join(" ").replace(' ', ":");
                let name = name.as_ref().map_or(String::new(), |name| format!("{name}: "));
                format!("{name}{} {cells}", table.lists().join("+"))
            });
            tables.chain(reading.notes.iter().map(|note| format!("! {note}"))).collect::<Vec<_>>().join("\n")
        }
    }
}

fn check(text: &str, expected: &str) {
    let said = said(text, &Wanted::default());
    assert!(said.starts_with(expected), "{text}\ngave\n{said}\nnot\n{expected}");
}

#[test]
fn layouts_of_other_programs_are_read() {
    check("a,b,c,count\n1,0,0,5\n0,1,0,7\n1,1,1,2", "a+b+c 100:5:010:7:111:2");
    check("Freq,a,b\n5,1,0\n7,0,1", "a+b 10:5:01:7");
    check("a,b,N\n1,0,5.0\n0,1,7", "a+b 10:5:01:7");
    // The row of nobody may be there without a count, or with none.
    check("a,b,count\n0,0,NA\n1,0,5\n0,1,1", "a+b 10:5:01:1\n! The row of people on no list was left out");
    check("a,b,count\n0,0,0\n1,0,5\n0,1,1", "a+b 10:5:01:1\n! The row of people on no list");
    check(
        "y,S1,S2,sex\nNA,un,un,m\n3,obs,un,m\n4,un,obs,f\n1,obs,un,f",
        "S1+S2 10:4:01:4\n! Columns that are neither",
    );
    check(
        "id,a,b\n17,1,0\n18,1,0\n19,0,1",
        "a+b 10:2:01:1\n! Columns that are neither zeros and ones nor the count were added over: id.",
    );
    check(
        "a,b\n1,0\n1,1",
        "a+b 10:1:11:1\n! There is no column `count`: each of the 2 rows was taken as one person.",
    );
    check("a,b,count\n1,0,5\n1,0,2\n0,1,1", "a+b 10:7:01:1\n! 1 rows repeat a pattern");
    check("a,b,c,count\n1,0,0,5\n0,1,0,1", "a+b 10:5:01:1\n! Nobody is on c; left out.");
    check(
        "p1,p2,p3,p4,p5,freq\n1,0,0,0,0,5\n0,1,1,1,1,1",
        "p1+p2+p3+p4+p5 10000:5:01111:1\n! The columns look like occasions",
    );
    check("a,b,count\n1,0,1000000000\n0,1,3", "a+b 10:1000000000:01:3");
    // As `habeas link` writes clusters.
    check("id,cluster_id,list\n1,x,A\n2,x,B\n3,y,B\n4,y,B", "A+B 01:1:11:1\n! 4 records of 2 people");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    check(
        "a,b,count\n1,0,-5\n0,1,7",
        "refused: row 2, column \"count\": \"-5\" is no count; a count is a whole number, 0 or more",
    );
    check("a,b,count\n1,0,5\n0,1,7.5", "refused: row 3, column \"count\": \"7.5\" is no count");
    check("a,b,count\n1,0,\n0,1,7", "refused: row 2: the count is missing");
    check("a,b,count\n1,0,5\n2,1,7\n1,1,1", "refused: row 3, column \"a\": \"2\" is neither 0 nor 1");
    check("a,b,count\n0,0,9\n1,0,5\n0,1,7", "refused: row 2 counts 9 people on no list");
    check("a,count\n1,5\n0,0", "refused: the table has 1 list column(s)");
    check("name,born,city\nx,1990,y", "refused: the table has no columns of zeros and ones");
    check("a,b,count\n1,0,0\n0,1,0", "refused: the table holds nobody");
    check("a,b,count", "refused: the table has no columns of zeros and ones");
    check("a,a,count\n1,0,4", "refused: two columns are called \"a\"");
    check("a,b,count\n1,0,99999999999999999999\n0,1,1", "refused: the counts add up to more than");
    check(
        "nbcap,freq\n1,6\n2,4",
        "refused: the table says on how many lists people are, but not on which. From that only a lower bound can be had: at least 13 in all",
    );
    let many: Vec<String> = (0..26).map(|at| format!("l{at}")).collect();
    check(
        &format!("{},count\n{},3", many.join(","), vec!["1"; 26].join(",")),
        "refused: the table has 26 lists; at most 25",
    );
    check("id,cluster_id\n1,x", "refused: the table has no column \"list\"");
}

#[test]
fn columns_may_be_named() {
    let wanted = Wanted { strata: Some("region".into()), ..Wanted::default() };
    let table = "a,b,region,count\n1,0,north,5\n0,1,north,7\n1,1,south,2\n1,0,south,3\n0,1,south,1";
    assert_eq!(said(table, &wanted), "north: a+b 10:5:01:7\nsouth: a+b 10:3:01:1:11:2");
    let wanted = Wanted { derived: vec![vec!["a".into(), "b".into()]], ..Wanted::default() };
    let merged = said("a,b,c,count\n1,0,0,5\n0,1,0,7\n0,1,1,2\n0,0,1,1", &wanted);
    assert_eq!(
        merged,
        "a+b+c 10:12:01:1:11:2\n! a and b come from one another and were counted as one list."
    );
    let wanted =
        Wanted { lists: vec!["b".into(), "a".into()], count: Some("people".into()), ..Wanted::default() };
    assert_eq!(said("a,b,c,people\n1,0,0,5\n0,1,1,7", &wanted), "b+a 10:7:01:5");
    let wanted = Wanted { lists: vec!["z".into()], ..Wanted::default() };
    assert_eq!(
        said("a,b,count\n1,0,5", &wanted),
        "refused: the table has no column \"z\"; its columns are a, b, count"
    );
}

proptest::proptest! {
    #[test]
    fn no_table_is_too_odd(header in proptest::collection::vec(".{0,6}", 0..6), cells in proptest::collection::vec("[01]|[0-9.]{0,4}|.{0,3}", 0..60)) {
        let width = header.len().max(1);
        let rows: Vec<Row> = cells.chunks(width).zip(2u64..).map(|(cells, number)| Row { number, cells: cells.to_vec() }).collect();
        if let Ok(reading) = read(&header, &rows, &Wanted::default()) {
            for (_, table) in reading.strata {
                assert!(table.n() > 0 && table.width() >= 2);
            }
        }
    }
}
