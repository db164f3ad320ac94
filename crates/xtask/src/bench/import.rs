//! Importing a table: rows a second from file to ledger and casebook.

use super::{Scratch, cpu, row};
use claims::when::ZoneId;
use desk::import::{ImportChoices, import_file};
use desk::{Actor, Desk, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use std::io::Write as _;
use std::time::Instant;

const ROWS: u64 = 200_000;

pub(super) fn run() -> Result<(), String> {
    let words = |e: desk::Stop| e.to_string();
    let scratch = Scratch::new("import");
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let file = scratch.path().join("list.csv");
    write_table(&file).map_err(|e| e.to_string())?;
    let dir = scratch.path().join("casebook");
    let zone = ZoneId::parse(testkit::ZONE).map_err(|e| e.to_string())?;
    let new = NewCasebook::new(Unlock::KeyFile(scratch.path().join("key")));
    let desk = Desk::found(&dir, new, zone, Edges::system()).map_err(words)?;
    let actor = Actor::parse("bench").map_err(words)?;
    let why = Reason::parse("to measure").map_err(words)?;
    let (before, began) = (cpu(), Instant::now());
    let done = import_file(&desk, &actor, &why, &file, &ImportChoices::default(), &mut |_, _, _| {
        std::ops::ControlFlow::Continue(())
    })
    .map_err(words)?;
    let (used, wall) = (cpu() - before, began.elapsed().as_secs_f64());
    row(
        "import of a table",
        &format!("{:.0} rows/s wall, {:.0} rows per CPU second", ROWS as f64 / wall, ROWS as f64 / used),
        &format!(
            "{ROWS} rows of the OVD-Info layout, {} claims, two passes, fsync every 3,200 rows",
            done.claims
        ),
    );
    desk.close().map_err(words)
}

fn write_table(path: &std::path::Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(
        out,
        "Id,date,agreement,agreement_eng,event_type,event_type_eng,subject,subject_eng,organizer,organizer_eng,description,description_eng,place,number_of_detentions,links"
    )?;
    for i in 0..ROWS {
        writeln!(
            out,
            "{i},{:02}.{:02}.2031,не согласовано,Unauthorised,пикет,Picket,тема,Topic,стихийная,Spontaneous,Событие {i},Event {i},площадь {},{},http://example.org/{i}",
            i % 28 + 1,
            i / 28 % 12 + 1,
            i % 97,
            i % 40 + 1
        )?;
    }
    out.flush()
}
