//! A casebook of a million records: how soon somebody who is told of meets those known by a like name, and how long it
//! takes to look through everybody for pairs.

use super::{Scratch, median, percentile, resident, row};
use casebook::SearchQuery;
use claims::when::ZoneId;
use claims::{Claim, ClaimId, Property, RecordId, Value, WrittenName};
use desk::review::{people_alike, proposals};
use desk::{Actor, Desk, Draft, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use std::time::Instant;

/// About three claims to a record.
const CLAIMS: usize = 3_100_000;

pub(super) fn run() -> Result<(), String> {
    let words = |e: desk::Stop| e.to_string();
    let scratch = Scratch::new("alike");
    std::fs::create_dir_all(scratch.path()).map_err(|e| e.to_string())?;
    let key = Unlock::KeyFile(scratch.path().join("key"));
    let zone = ZoneId::parse(testkit::ZONE).map_err(|e| e.to_string())?;
    let desk = Desk::found(scratch.path(), NewCasebook::new(key), zone, Edges::system()).map_err(words)?;
    let mut waiting = Vec::new();
    for plan in testkit::bulk(1, CLAIMS) {
        waiting.push((plan.at, plan.saves));
        if waiting.len() == 2000 {
            desk.save_as_drafted(std::mem::take(&mut waiting)).map_err(words)?;
        }
    }
    desk.save_as_drafted(waiting).map_err(words)?;
    let stats = desk.casebook().stats().map_err(|e| e.to_string())?;
    row(
        "a casebook of a million records",
        &format!("{} records, {} claims", stats.records, stats.claims),
        "synthetic; its names are put together from few words, so that very many sound alike",
    );
    let query = SearchQuery {
        limit: 300,
        kind: Some(claims::RecordKind::Person),
        text: String::new(),
        ..SearchQuery::default()
    };
    let hits = desk::look::search(&desk, &query).map_err(words)?;
    let schemes: Vec<names::schemes::Scheme> = names::schemes::Scheme::of("kk").collect();
    let (mut times, mut found, mut asked) = (Vec::new(), 0, 0);
    for (at, hit) in hits.iter().enumerate() {
        let scheme = schemes.get(at % schemes.len().max(1));
        let other = scheme.map_or_else(|| hit.label.to_string(), |scheme| scheme.render(&hit.label));
        for name in [hit.label.to_string(), other] {
            let began = Instant::now();
            let alike = people_alike(&desk, &name, 5).map_err(words)?;
            times.push(began.elapsed().as_secs_f64());
            asked += 1;
            found += usize::from(!alike.is_empty());
        }
    }
    let slowest = times.iter().copied().fold(0.0, f64::max) * 1000.0;
    row(
        "who is known by a name like this, over a million records",
        &format!(
            "p50 {:.1} ms, p99 {:.1} ms, slowest {slowest:.1} ms",
            percentile(&mut times, 50.0),
            percentile(&mut times, 99.0)
        ),
        &format!("{asked} names, half of them in another script; {found} met somebody"),
    );
    let began = Instant::now();
    let list = proposals(&desk, 0, 20).map_err(words)?;
    let first = began.elapsed().as_secs_f64();
    let mut again = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        proposals(&desk, 0, 20).map_err(words)?;
        again.push(began.elapsed().as_secs_f64());
    }
    row(
        "who may be one person, over a million records",
        &format!("{first:.1} s the first time, then {:.0} ms", median(&mut again) * 1000.0),
        &format!("{} pairs kept, {} words of names passed over", list.total, list.passed_over),
    );
    // Another call of somebody who is known, and the list again: only what changed is compared.
    let (actor, why) = (Actor::parse("bench").map_err(words)?, Reason::parse("a call").map_err(words)?);
    let mut after = Vec::new();
    for hit in hits.iter().take(100) {
        let (person, claim) =
            (RecordId::from_bytes(desk.fresh().map_err(words)?), desk.fresh().map_err(words)?);
        let name = WrittenName::parse(&hit.label).map_err(|e| e.to_string())?;
        let mut draft = Draft::default();
        let id = ClaimId::from_bytes(claim);
        draft.claim(Claim::new(id, person, Property::PersonName, Value::Name(name)));
        desk.save(&actor, &why, draft).map_err(words)?;
        let began = Instant::now();
        proposals(&desk, 0, 20).map_err(words)?;
        after.push(began.elapsed().as_secs_f64());
    }
    row(
        "the same after one more call",
        &format!("p50 {:.0} ms, p99 {:.0} ms", percentile(&mut after, 50.0), percentile(&mut after, 99.0)),
        "100 calls of people who are known by that name",
    );
    row("memory after that", &format!("{:.0} MB", resident()), "VmRSS");
    desk.close().map_err(words)
}
