//! A casebook of a million claims: projecting, opening from the snapshot, counting, searching, the board, memory.

use super::{Scratch, cpu, median, percentile, resident, row, size_of};
use casebook::{Arrived, Casebook, SearchQuery};
use claims::counting::Measure;
use claims::when::{Instant as Moment, ZoneId};
use desk::count::{CountQuery, count};
use desk::look::{BoardQuery, board, search};
use desk::{Desk, Edges};
use ledger::{NewCasebook, Unlock, VerifyMode, verify};
use std::time::Instant;

const CLAIMS: usize = 1_000_000;

pub(super) fn run() -> Result<(), String> {
    let words = |e: desk::Stop| e.to_string();
    projection()?;
    let scratch = Scratch::new("million");
    let key = Unlock::KeyFile(scratch.path().join("key"));
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let zone = ZoneId::parse(testkit::ZONE).map_err(|e| e.to_string())?;
    let desk = Desk::found(
        scratch.path(),
        NewCasebook::new(Unlock::KeyFile(scratch.path().join("key"))),
        zone.clone(),
        Edges::system(),
    )
    .map_err(words)?;
    let mut last = Moment::from_unix(0);
    let mut waiting = Vec::new();
    for plan in testkit::bulk(1, CLAIMS) {
        last = last.max(plan.at);
        waiting.push((plan.at, plan.saves));
        if waiting.len() == 2000 {
            desk.save_as_drafted(std::mem::take(&mut waiting)).map_err(words)?;
        }
    }
    desk.save_as_drafted(waiting).map_err(words)?;
    let claims = desk.casebook().stats().map_err(|e| e.to_string())?.claims;
    desk.close().map_err(words)?;
    row(
        "a casebook of a million claims on disk",
        &format!("{:.0} MB, {claims} claims", size_of(scratch.path()) as f64 / 1e6),
        "ledger, keys and sealed snapshot",
    );

    let mut opens = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        let desk = Desk::open(scratch.path(), &key, zone.clone(), Edges::system()).map_err(words)?;
        opens.push(began.elapsed().as_secs_f64());
        desk.close().map_err(words)?;
    }
    row(
        "open from the snapshot",
        &format!("{:.2} s", median(&mut opens)),
        "wall, median of 5, files in the page cache",
    );

    let desk = Desk::open(scratch.path(), &key, zone, Edges::system()).map_err(words)?;
    row("memory after opening", &format!("{:.0} MB", resident()), "VmRSS");
    counts(&desk, last)?;
    searches(&desk)?;
    boards(&desk, last)?;
    row("memory after counting, searching and the board", &format!("{:.0} MB", resident()), "VmRSS");
    desk.close().map_err(words)?;

    for (mode, name) in [(VerifyMode::Batch, "batch"), (VerifyMode::Strict, "strict")] {
        let before = cpu();
        let report = verify(scratch.path(), None, mode).map_err(|e| e.to_string())?;
        let rate = report.entries as f64 / (cpu() - before);
        row(
            &format!("verify, {name} signatures, without a key"),
            &format!("{rate:.0} entries per CPU second"),
            &format!("{} entries", report.entries),
        );
    }
    Ok(())
}

fn projection() -> Result<(), String> {
    let mut rates = Vec::new();
    for _ in 0..5 {
        let arrived: Vec<Arrived> = testkit::bulk(1, CLAIMS)
            .enumerate()
            .map(|(i, plan)| {
                let mut entry = [0; 32];
                if let Some(head) = entry.first_chunk_mut::<8>() {
                    *head = (i as u64).to_be_bytes();
                }
                Arrived { position: i as u64 + 1, seq: i as u64 + 1, entry, saves: plan.saves }
            })
            .collect();
        let before = cpu();
        let casebook = Casebook::rebuild(&arrived).map_err(|e| e.to_string())?;
        let seconds = cpu() - before;
        let claims = casebook.stats().map_err(|e| e.to_string())?.claims as f64;
        rates.push(claims / seconds);
    }
    row(
        "projection, rebuild of a million claims",
        &format!("{:.0} claims per CPU second", median(&mut rates)),
        "decoded saves to tables and search index, median of 5",
    );
    Ok(())
}

fn counts(desk: &Desk, last: Moment) -> Result<(), String> {
    for measure in [Measure::Detentions, Measure::Persons, Measure::StillHeld] {
        let mut first = 0.0;
        let mut times = Vec::new();
        for i in 0..101 {
            // Another moment each time: no answer is kept from before.
            let as_of = claims::when::When::at(last.saturating_add(-i * 3600), desk.zone())
                .map_err(|e| e.to_string())?;
            let query = CountQuery { as_of: Some(as_of), ..CountQuery::of(measure) };
            let began = Instant::now();
            count(desk, &query).map_err(|e| e.to_string())?;
            if i == 0 {
                first = began.elapsed().as_secs_f64() * 1000.0;
            } else {
                times.push(began.elapsed().as_secs_f64());
            }
        }
        row(
            &format!("count {} over a million claims", measure.name()),
            &format!(
                "p50 {:.1} ms, p99 {:.1} ms; the first after opening {first:.0} ms",
                percentile(&mut times, 50.0),
                percentile(&mut times, 99.0)
            ),
            "100 different as-of moments",
        );
    }
    Ok(())
}

fn searches(desk: &Desk) -> Result<(), String> {
    let hits = search(
        desk,
        &SearchQuery { limit: 200, kind: Some(claims::RecordKind::Person), ..SearchQuery::default() },
    )
    .map_err(|e| e.to_string())?;
    let mut times = Vec::new();
    for hit in &hits {
        let whole = hit.label.to_string();
        let prefix: String = whole.chars().take(3).collect();
        for text in [whole, prefix] {
            let query = SearchQuery { text, limit: 25, ..SearchQuery::default() };
            let began = Instant::now();
            search(desk, &query).map_err(|e| e.to_string())?;
            times.push(began.elapsed().as_secs_f64());
        }
    }
    row(
        "search over a million claims",
        &format!("p50 {:.1} ms, p99 {:.1} ms", percentile(&mut times, 50.0), percentile(&mut times, 99.0)),
        "200 names whole and by their first three letters",
    );
    Ok(())
}

fn boards(desk: &Desk, last: Moment) -> Result<(), String> {
    let mut times = Vec::new();
    let mut first = 0.0;
    for i in 0..101 {
        let query =
            BoardQuery { at: Some(last.saturating_add(-i * 600)), position: None, fresh_for: 6 * 3600 };
        let began = Instant::now();
        board(desk, &query).map_err(|e| e.to_string())?;
        if i == 0 {
            first = began.elapsed().as_secs_f64() * 1000.0;
        } else {
            times.push(began.elapsed().as_secs_f64());
        }
    }
    row(
        "board over a million claims",
        &format!(
            "p50 {:.1} ms, p99 {:.1} ms; the first {first:.0} ms",
            percentile(&mut times, 50.0),
            percentile(&mut times, 99.0)
        ),
        "100 different moments",
    );
    Ok(())
}
