//! The list of those who may be one person is kept up to date, not made anew: after any sequence of calls, corrections,
//! judgements and erasures it is the list that a program which has just opened the casebook makes.

use claims::when::{When, ZoneId};
use claims::{Claim, ClaimId, Property, RecordId, Tiers, Value, Verdict, WrittenName};
use desk::erase::{AskChoices, ask, carry_out_due, confirm};
use desk::review::{judge, proposals, retract};
use desk::{Actor, Desk, Draft, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use proptest::prelude::*;
use std::path::Path;

const GIVEN: [&str; 6] = ["Қасым", "Kassym", "Бейбарыс", "Beibarys", "Айбала", "Қ."];
const FAMILY: [&str; 5] = ["Сыңарбеков", "Synarbekov", "Ерасылов", "Сұңқарұлы", "Sunkaruly"];
const FATHER: [&str; 3] = ["", " Тестұлы", " Testuly"];
const BORN: [&str; 5] = ["1990-05-06", "1990-06-05", "1990", "1961-02-03", "1990-05"];
const PLACES: [&str; 3] = ["Green bazaar", "Almaty, Green bazaar", "Абая"];

/// One thing done, as small numbers; `Book::step` gives them meaning.
type Done = (u8, u8, u8, u8);

struct Book {
    dir: tempfile::TempDir,
    desk: Option<Desk>,
    people: Vec<RecordId>,
    names: Vec<ClaimId>,
    ids: u64,
}

fn zone() -> ZoneId {
    ZoneId::parse("Asia/Almaty").unwrap()
}

fn who() -> (Actor, Reason) {
    (Actor::parse("op-1").unwrap(), Reason::parse("a story").unwrap())
}

impl Book {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let new = NewCasebook::new(Unlock::KeyFile(dir.path().join("key")));
        let desk = Desk::found(&dir.path().join("book"), new, zone(), Edges::system()).unwrap();
        Self { dir, desk: Some(desk), people: Vec::new(), names: Vec::new(), ids: 0 }
    }

    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    /// Ids that are spread, and the same in every run.
    fn id(&mut self) -> [u8; 16] {
        self.ids += 1;
        let spread = self.ids.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&spread.to_be_bytes());
        bytes
    }

    fn say(&mut self, draft: &mut Draft, about: RecordId, property: Property, value: Value) -> ClaimId {
        let id = ClaimId::from_bytes(self.id());
        draft.claim(Claim::new(id, about, property, value));
        id
    }

    fn save(&self, draft: Draft) {
        let (actor, why) = who();
        self.desk().save(&actor, &why, draft).unwrap();
    }

    fn person(&mut self, draft: &mut Draft, written: &str) -> RecordId {
        let person = RecordId::from_bytes(self.id());
        let name = Value::Name(WrittenName::parse(written).unwrap());
        let claim = self.say(draft, person, Property::PersonName, name);
        self.people.push(person);
        self.names.push(claim);
        person
    }

    fn step(&mut self, (what, who_, with, more): Done) {
        let of = |list: &[&'static str], n: u8| list[usize::from(n) % list.len()];
        let pick = |n: u8, of: usize| usize::from(n) % of.max(1);
        let written = format!("{} {}{}", of(&GIVEN, who_), of(&FAMILY, with), of(&FATHER, more));
        let mut draft = Draft::default();
        let known = self.people.get(pick(who_, self.people.len())).copied();
        let (actor, why) = who();
        match (what % 12, known) {
            // Many of one family: a word becomes too frequent, or nearly.
            (11, _) if self.people.len() < 120 => {
                for n in 0..22 + more % 4 {
                    let given =
                        format!("Тест{}{}", "абвгдежзиклмнопрст".chars().nth(pick(n, 18)).unwrap(), n);
                    self.person(&mut draft, &format!("{given} {}", of(&FAMILY, with)));
                }
            }
            (0..=2, _) | (_, None) => {
                let person = self.person(&mut draft, &written);
                if more % 2 == 0 {
                    let detention = RecordId::from_bytes(self.id());
                    self.say(&mut draft, detention, Property::DetentionOf, Value::Ref(person));
                    let place = Value::Text(of(&PLACES, with).into());
                    self.say(&mut draft, detention, Property::DetentionPlace, place);
                    let day = When::parse(["2031-06-08", "2031-06-09"][pick(who_, 2)], &zone()).unwrap();
                    self.say(&mut draft, detention, Property::DetentionWhen, Value::When(day));
                }
            }
            (3, Some(person)) => {
                let birth = When::parse(of(&BORN, with), &zone()).unwrap();
                self.say(&mut draft, person, Property::PersonBirth, Value::When(birth));
            }
            (4, Some(person)) => {
                let sex = Value::Term(["female", "male"][pick(with, 2)].into());
                self.say(&mut draft, person, Property::PersonSex, sex);
                self.say(&mut draft, person, Property::PersonAge, Value::Number(20 + i64::from(more % 30)));
            }
            // Another name for somebody who is known.
            (5, Some(person)) => {
                let name = Value::Name(WrittenName::parse(&written).unwrap());
                let claim = self.say(&mut draft, person, Property::PersonName, name);
                self.names.push(claim);
            }
            // A detention that is said to be somebody else's after all: both are looked at again.
            (6, Some(person)) => {
                let detention = RecordId::from_bytes([with % 3 + 1; 16]);
                self.say(&mut draft, detention, Property::DetentionOf, Value::Ref(person));
                let place = Value::Text(of(&PLACES, more).into());
                self.say(&mut draft, detention, Property::DetentionPlace, place);
            }
            (7, Some(_)) => {
                let claim = self.names[pick(with, self.names.len())];
                // Not there any more when it was erased.
                retract(self.desk(), &actor, &why, claim).ok();
            }
            (8 | 9, Some(person)) => {
                let other = self.people[pick(with, self.people.len())];
                let verdict = [Verdict::Same, Verdict::Different, Verdict::Unsure][pick(more, 3)];
                judge(self.desk(), &actor, &why, verdict, person, other).ok();
            }
            (_, Some(person)) => {
                let choices =
                    AskChoices { records: vec![person], all_same: false, tiers: Tiers::ALL, delay: 0 };
                if let Ok(asked) = ask(self.desk(), &actor, &why, &choices) {
                    let request = asked.request.unwrap().asked.id;
                    confirm(self.desk(), &Actor::parse("op-2").unwrap(), &why, request).unwrap();
                    carry_out_due(self.desk(), &Actor::parse("habeas").unwrap()).unwrap();
                    // What is learned of them now would belong to a new record.
                    self.people.retain(|it| *it != person);
                }
            }
        }
        if !draft.sayings.is_empty() {
            self.save(draft);
        }
    }

    /// The list as it is now, `most` pairs of it.
    fn list(&self, most: usize) -> (usize, u64, Vec<String>) {
        let found = proposals(self.desk(), 0, most).unwrap();
        let lines = found.list.iter().map(|one| {
            format!("{} {} {:?} {:.4}", one.a.named.record, one.b.named.record, one.steps, one.weight)
        });
        (found.total, found.passed_over, lines.collect())
    }

    fn open_again(&mut self) {
        self.desk.take().unwrap().close().unwrap();
        let key = Unlock::KeyFile(self.dir.path().join("key"));
        let book: &Path = &self.dir.path().join("book");
        self.desk = Some(Desk::open(book, &key, zone(), Edges::system()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_list_that_is_kept_is_the_list_made_anew(done in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 4..40)) {
        let mut book = Book::new();
        for (n, one) in done.iter().enumerate() {
            book.step(*one);
            // Sometimes several things happen before somebody looks.
            if (n + usize::from(one.3)) % 3 != 0 {
                book.list(5);
            }
        }
        let kept = book.list(400);
        book.open_again();
        prop_assert_eq!(kept, book.list(400));
    }
}

/// Of more pairs than are remembered the strongest are known, and stay known when some of them go.
#[test]
fn more_pairs_than_are_remembered() {
    let mut book = Book::new();
    let mut draft = Draft::default();
    for n in 0..206 {
        let person = book.person(&mut draft, "Қасым Сыңарбеков");
        let birth = When::parse(BORN[n % 3], &zone()).unwrap();
        book.say(&mut draft, person, Property::PersonBirth, Value::When(birth));
    }
    book.save(draft);
    assert_eq!(book.list(10).0, 5_000);
    // First some names are withdrawn, then most: what was remembered is used up in between.
    for names in [0..20, 20..170] {
        let (actor, why) = who();
        for n in names {
            retract(book.desk(), &actor, &why, book.names[n]).unwrap();
            if n % 16 == 0 {
                book.list(1);
            }
        }
        let kept = book.list(200);
        book.open_again();
        assert_eq!(kept, book.list(200));
    }
}
