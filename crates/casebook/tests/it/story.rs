//! A small ledger told claim by claim, as the tests tell it.

use casebook::{Arrived, Casebook};
use claims::when::{Instant, When, ZoneId};
use claims::{
    Amount, Claim, ClaimId, CustodyStep, Decision, Property, RecordId, Ruling, Save, Saying, Value, Verdict,
    WrittenName,
};

/// A record of a small number.
pub fn rec(n: u8) -> RecordId {
    let mut bytes = [0; 16];
    bytes[0] = n;
    bytes[15] = 0xee;
    RecordId::from_bytes(bytes)
}

/// A claim id of a small number.
pub fn cid(n: u32) -> ClaimId {
    let mut bytes = [0xc1; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    ClaimId::from_bytes(bytes)
}

pub fn zone() -> ZoneId {
    ZoneId::parse("Asia/Almaty").unwrap()
}

pub fn when(text: &str) -> When {
    When::parse(text, &zone()).unwrap()
}

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn name(text: &str) -> Value {
    Value::Name(WrittenName::parse(text).unwrap())
}

pub fn term(text: &str) -> Value {
    Value::Term(text.into())
}

pub fn day(text: &str) -> Value {
    Value::When(when(text))
}

pub fn step(step: CustodyStep) -> Value {
    Value::Custody(Box::new(step))
}

pub fn amount(word: &str, low: Option<u64>, high: Option<u64>) -> Value {
    Value::Amount(Amount::worded(word, low, high))
}

/// A ledger in the making: one entry per thing said. Entries are recorded a minute apart.
pub struct Story {
    pub entries: Vec<Arrived>,
    pub author: &'static str,
    next: u32,
    clock: Instant,
}

impl Default for Story {
    fn default() -> Self {
        Self { entries: Vec::new(), author: "asel", next: 1, clock: at("2019-06-10T09:00:00+06:00") }
    }
}

impl Story {
    pub fn fresh(&mut self) -> ClaimId {
        self.next += 1;
        cid(self.next)
    }

    /// One entry with these sayings about one record.
    pub fn entry(&mut self, record: RecordId, why: &str, sayings: Vec<Saying>) {
        let position = self.entries.len() as u64 + 1;
        let mut entry = [7; 32];
        entry[..8].copy_from_slice(&position.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        self.clock = self.clock.saturating_add(60);
        let save = Save { record, author: self.author.into(), why: why.into(), at: self.clock, sayings };
        self.entries.push(Arrived { position, seq: position, entry, saves: vec![save] });
    }

    /// Says something, with whatever `fill` adds to the claim.
    pub fn say_with(
        &mut self,
        about: RecordId,
        property: Property,
        value: Value,
        fill: impl FnOnce(&mut Claim),
    ) -> ClaimId {
        let id = self.fresh();
        let mut claim = Claim::new(id, about, property, value);
        fill(&mut claim);
        self.entry(about, "call", vec![Saying::Claim(claim)]);
        id
    }

    pub fn say(&mut self, about: RecordId, property: Property, value: Value) -> ClaimId {
        self.say_with(about, property, value, |_| {})
    }

    /// Decides something; returns the decision's id.
    pub fn decide(&mut self, about: RecordId, ruling: Ruling, why: &str) -> ClaimId {
        let id = self.fresh();
        self.entry(about, why, vec![Saying::Decision(Decision { id, about, ruling })]);
        id
    }

    pub fn judge(&mut self, a: RecordId, b: RecordId, verdict: Verdict) -> ClaimId {
        self.decide(a, Ruling::Judge { a, b, verdict }, "compared")
    }

    pub fn book(&self) -> Casebook {
        let mut book = Casebook::empty().unwrap();
        for entry in &self.entries {
            book.project(std::slice::from_ref(entry)).unwrap();
        }
        book
    }
}
