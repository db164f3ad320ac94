//! How fast the casebook is: `cargo run --release -p casebook --example projection_speed [CLAIMS]`. Synthetic people
//! only; times are of one thread.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use casebook::{Arrived, Casebook, Scope, SearchQuery};
use claims::legal::CustodyState;
use claims::when::{Instant, When, ZoneId};
use claims::{
    Claim, ClaimId, CustodyStep, HowKnown, Locator, Property, RecordId, Save, Saying, Spot, Value,
    WrittenName,
};
use std::time::Instant as Clock;

/// A fixed sequence of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }
    fn bytes(&mut self) -> [u8; 16] {
        let mut out = [0; 16];
        out[..8].copy_from_slice(&self.roll().to_le_bytes());
        out[8..].copy_from_slice(&self.roll().to_le_bytes());
        out
    }
}

const GIVEN: [&str; 12] = [
    "Алма",
    "Берик",
    "Данияр",
    "Ержан",
    "Жанар",
    "Камила",
    "Lyazzat",
    "Marat",
    "Nurlan",
    "Олжас",
    "Раушан",
    "Сабит",
];
const FAMILY: [&str; 10] = [
    "Ахметова",
    "Бекенов",
    "Досанова",
    "Ермеков",
    "Жаксылыкова",
    "Kairatov",
    "Lesbekova",
    "Мусин",
    "Нургалиева",
    "Оспанов",
];
const PLACES: [&str; 6] = ["Almaty, Square One", "Алматы", "Шымкент", "Nur-Sultan", "Қарағанды", "Atyrau"];

/// One report, one person, one detention: ten claims.
fn entry(dice: &mut Dice, n: u64, units: &[RecordId], source: RecordId, zone: &ZoneId) -> Arrived {
    let (report, person, detention) = (
        RecordId::from_bytes(dice.bytes()),
        RecordId::from_bytes(dice.bytes()),
        RecordId::from_bytes(dice.bytes()),
    );
    let day = 1 + dice.below(28);
    let name = format!("{} {}", GIVEN[dice.below(GIVEN.len())], FAMILY[dice.below(FAMILY.len())]);
    let place = PLACES[dice.below(PLACES.len())];
    let body = format!("{name} was detained at {place} on 2019-06-{day:02}.");
    let when = When::parse(&format!("2019-06-{day:02}"), zone).unwrap();
    let at = Instant::from_unix(1_560_000_000 + n as i64 * 60);
    let quote = Locator { report, spot: Spot::Quote { start: 0, end: name.len() as u64 } };
    let mut claim = |about, property, value, quoted: bool| {
        let mut claim = Claim::new(ClaimId::from_bytes(dice.bytes()), about, property, value);
        claim.source = Some(source);
        if quoted {
            claim.locator = Some(quote.clone());
        }
        Saying::Claim(claim)
    };
    let unit = units[n as usize % units.len()];
    let mut step = CustodyStep::of(CustodyState::AtPolice);
    step.unit = Some(unit);
    step.how = HowKnown::Relative;
    step.confirmed = Some(When::parse(&format!("2019-06-{day:02}T18:00"), zone).unwrap());
    let text = |text: &str| Value::Text(text.into());
    let sayings = [
        (
            report,
            vec![
                claim(report, Property::ReportTitle, text(&format!("Call {n}")), false),
                claim(report, Property::ReportBytes, Value::Bytes(body.into_bytes().into()), false),
                claim(report, Property::ReportLanguage, Value::Term("en".into()), false),
            ],
        ),
        (
            person,
            vec![
                claim(person, Property::PersonName, Value::Name(WrittenName::parse(&name).unwrap()), true),
                claim(person, Property::PersonAge, Value::Number(20 + (n % 40) as i64), true),
            ],
        ),
        (
            detention,
            vec![
                claim(detention, Property::DetentionOf, Value::Ref(person), true),
                claim(detention, Property::DetentionWhen, Value::When(when), true),
                claim(detention, Property::DetentionPlace, text(place), true),
                claim(detention, Property::DetentionRole, text("protester"), true),
                claim(detention, Property::DetentionCustody, Value::Custody(Box::new(step)), true),
            ],
        ),
    ];
    let saves = sayings
        .into_iter()
        .map(|(record, sayings)| Save { record, author: "desk-1".into(), why: "call".into(), at, sayings })
        .collect();
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(&dice.bytes());
    Arrived { position: n + 1, seq: n + 1, entry: hash, saves }
}

/// CPU seconds this process has used, where the system tells (the machine may be shared); else nothing.
fn cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Clock::now();
    let out = run();
    println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    out
}

/// Median and 99th percentile of a hundred runs.
fn spread(what: &str, mut run: impl FnMut(usize) -> usize) {
    let mut times = Vec::new();
    let mut found = 0;
    for n in 0..100 {
        let start = Clock::now();
        found = run(n);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{what}: p50 {:.2} ms, p99 {:.2} ms ({found} found)", times[50], times[98]);
}

fn main() {
    let claims: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let zone = ZoneId::parse("Asia/Almaty").unwrap();
    let mut dice = Dice(42);
    let units: Vec<RecordId> = (0..24).map(|_| RecordId::from_bytes(dice.bytes())).collect();
    let source = RecordId::from_bytes(dice.bytes());
    let entries: Vec<Arrived> = timed("entries made", || {
        (0..claims / 10).map(|n| entry(&mut dice, n, &units, source, &zone)).collect()
    });
    let (start, before) = (Clock::now(), cpu());
    let mut casebook = Casebook::rebuild(&entries).expect("a casebook");
    let wall = start.elapsed().as_secs_f64();
    let used = before.zip(cpu()).map_or(wall, |(before, after)| after - before);
    println!(
        "projected {claims} claims in {wall:.2} s, {used:.2} CPU-s: {:.0} claims/s/core",
        claims as f64 / used
    );
    let bytes = timed("snapshot", || casebook.snapshot().expect("a snapshot"));
    println!("snapshot size: {:.1} MB", bytes.len() as f64 / 1e6);
    let mut casebook = timed("open from snapshot", || Casebook::from_snapshot(bytes).expect("a casebook"));
    timed("one entry more", || {
        let more = entry(&mut dice, claims, &units, source, &zone);
        casebook.project(&[more]).expect("projected");
    });
    spread("one entry after the other", |n| {
        let more = entry(&mut dice, claims + 1 + n as u64, &units, source, &zone);
        casebook.project(&[more]).expect("projected");
        1
    });
    timed("sheet, first", || casebook.sheet().expect("a sheet"));
    spread("sheet after one more entry", |n| {
        let more = entry(&mut dice, claims + 200 + n as u64, &units, source, &zone);
        casebook.project(&[more]).expect("projected");
        casebook.sheet().expect("a sheet").episodes.len()
    });
    let at = Instant::from_unix(1_560_400_000);
    spread("board", |n| casebook.board(at.saturating_add(n as i64 * 60), 6 * 3600).expect("a board").len());
    for text in ["Ахметова", "akhmetova marat", "be", "Kairatov Nurl", "3f2a", "a", "protester", "call 777"]
    {
        let query = SearchQuery::words(text);
        spread(&format!("search {text:?}"), |_| casebook.search(&query).expect("hits").len());
    }
    let filtered = SearchQuery { unit: Some(units[3]), text: "marat".into(), ..SearchQuery::default() };
    spread("search with a unit", |_| casebook.search(&filtered).expect("hits").len());
    let listed = SearchQuery { unit: Some(units[3]), ..SearchQuery::default() };
    spread("list of a unit", |_| casebook.search(&listed).expect("hits").len());
    let unverified = SearchQuery { unverified: true, ..SearchQuery::default() };
    spread("list of what is unverified", |_| casebook.search(&unverified).expect("hits").len());
    let sheet = casebook.sheet().expect("a sheet");
    let scope = Scope { place: Some("almaty".into()), role: Some("protester".into()), ..Scope::default() };
    spread("scope", |_| casebook.scopes(&sheet, &scope).expect("truths").len());
    let named = sheet.subjects[sheet.subjects.len() / 2].record;
    spread("record", |_| casebook.record(named).expect("a record").map_or(0, |view| view.properties.len()));
    timed("as known at the middle", || casebook.as_known_at(claims / 20).expect("a casebook"));
}
