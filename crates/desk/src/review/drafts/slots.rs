//! A draft in the shape in which a person judges it: named slots, each with a value and the words that say so.

use claims::legal::CustodyState;
use extract::fact::{Count, Detention, Harm, Intervention, Property, Said, Statement};
use extract::span::Span;
use extract::{Fact, Kind, Outcome};
use sha2::{Digest, Sha256};

/// What a draft is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DraftKind {
    /// Somebody detained.
    Detention,
    /// A number that somebody claims.
    Figure,
    /// Somebody was hurt.
    Harm,
    /// Something was taken.
    Property,
    /// Somebody stepped in.
    Intervention,
    /// Somebody said something.
    Statement,
}

impl DraftKind {
    /// All kinds.
    pub const ALL: [DraftKind; 6] = [
        DraftKind::Detention,
        DraftKind::Figure,
        DraftKind::Harm,
        DraftKind::Property,
        DraftKind::Intervention,
        DraftKind::Statement,
    ];

    /// The word in files, keys and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            DraftKind::Detention => "detention",
            DraftKind::Figure => "figure",
            DraftKind::Harm => "harm",
            DraftKind::Property => "property",
            DraftKind::Intervention => "intervention",
            DraftKind::Statement => "statement",
        }
    }

    /// The kind of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One value of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// person, role, place, date …
    pub name: &'static str,
    /// What it says: what the claim will hold.
    pub value: String,
    /// The words that say so, by bytes of the text that was read; empty when only the clause as a whole does.
    pub quotes: Vec<Span>,
    /// How the value was found where the words do not give it by themselves: a day counted from the day of publication.
    pub how: Option<&'static str>,
    /// Least and most, of a number.
    pub bounds: (Option<u64>, Option<u64>),
}

/// A draft, before anybody decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFact {
    /// By which it is named: the beginning of the report's id, a sum over kind and main value, the first byte.
    pub key: String,
    /// What it is of.
    pub kind: DraftKind,
    /// The clause that says so.
    pub evidence: Span,
    /// Its values.
    pub slots: Vec<Slot>,
    /// Somebody with a name, not "a journalist".
    pub named: bool,
    /// Several people.
    pub group: bool,
    /// An earlier event, told as context.
    pub background: bool,
    /// The text itself says that it is not confirmed.
    pub unconfirmed: bool,
    /// How sure the reader is, 0 to 100.
    pub confidence: u8,
    /// The line of the grammar that found it.
    pub rule: String,
}

impl DraftFact {
    /// One value.
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name == name)
    }
}

/// The names of a kind's slots that a person may fill, in the order of the page.
pub const fn slots_of(kind: DraftKind) -> &'static [&'static str] {
    match kind {
        DraftKind::Detention => &[
            "person",
            "people",
            "birth",
            "role",
            "organization",
            "force",
            "place",
            "date",
            "outcome",
            "penalty",
            "duration",
        ],
        DraftKind::Figure => &["measure", "number", "place", "date", "speaker", "duration"],
        DraftKind::Harm => &["victim", "type", "injury"],
        DraftKind::Property => &["victim", "item", "force"],
        DraftKind::Intervention => &["by", "response"],
        DraftKind::Statement => &["speaker", "words"],
    }
}

fn slot(name: &'static str, value: impl Into<String>, quotes: &[Span]) -> Slot {
    Slot { name, value: value.into(), quotes: quotes.to_vec(), how: None, bounds: (None, None) }
}

fn said(name: &'static str, said: Option<&Said<String>>) -> Option<Slot> {
    said.map(|said| slot(name, said.value.as_str(), &said.quotes))
}

/// A fact as a draft of this report.
pub(super) fn draft(report: &str, text: &str, fact: &Fact) -> DraftFact {
    let words = |spans: &[Span]| -> String {
        let quoted: Vec<&str> = spans.iter().map(|span| span.quote(text)).collect();
        quoted.join(" … ")
    };
    let (kind, slots) = match &fact.kind {
        Kind::Detention(of) => (DraftKind::Detention, detention(of, &words)),
        Kind::Count(of) => (DraftKind::Figure, figure(of, &words)),
        Kind::Harm(of) => (DraftKind::Harm, harm(of, &words)),
        Kind::Property(of) => (DraftKind::Property, property(of)),
        Kind::Intervention(of) => (DraftKind::Intervention, intervention(of)),
        Kind::Statement(of) => (DraftKind::Statement, statement(of, &words)),
    };
    let of_detention = match &fact.kind {
        Kind::Detention(of) => Some(of),
        _ => None,
    };
    let slots: Vec<Slot> = slots.into_iter().filter(|slot| !slot.value.trim().is_empty()).collect();
    // A detention of nobody named is told from others by who it is; a figure by its number.
    let main: Vec<&str> = match kind {
        DraftKind::Detention => vec!["person"],
        DraftKind::Figure => vec!["measure", "number"],
        DraftKind::Harm => vec!["victim", "type"],
        DraftKind::Property => vec!["victim", "item"],
        DraftKind::Intervention => vec!["by"],
        DraftKind::Statement => vec!["speaker"],
    };
    let mut sum = Sha256::new();
    sum.update(kind.name());
    for name in main {
        sum.update([0]);
        sum.update(slots.iter().find(|slot| slot.name == name).map_or("", |slot| &slot.value));
    }
    let sum: String = sum.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    DraftFact {
        key: format!("{report}-{sum}-{}", fact.evidence.start),
        kind,
        evidence: fact.evidence,
        slots,
        named: of_detention.is_none_or(|of| of.named),
        group: of_detention.is_some_and(|of| of.group) || matches!(&fact.kind, Kind::Harm(of) if of.group),
        background: of_detention.is_some_and(|of| of.background),
        unconfirmed: of_detention.is_some_and(|of| of.unconfirmed),
        confidence: fact.confidence,
        rule: fact.rule.clone(),
    }
}

type Words<'w> = &'w dyn Fn(&[Span]) -> String;

fn detention(of: &Detention, words: Words<'_>) -> Vec<Slot> {
    let mut slots = vec![slot("person", of.name.as_str(), &of.name_surface)];
    if let Some(size) = of.size.filter(|_| of.group) {
        let number = Some(u64::from(size));
        slots.push(Slot { bounds: (number, number), ..slot("people", size.to_string(), &[]) });
    }
    slots.extend(of.birth_year.map(|year| slot("birth", year.to_string(), &[])));
    let roles: Vec<&str> = of.roles.iter().map(|role| role.value.as_str()).collect();
    let quotes: Vec<Span> = of.roles.iter().flat_map(|role| role.quotes.iter().copied()).collect();
    slots.push(slot("role", roles.join("; "), &quotes));
    slots.extend(said("organization", of.org.as_ref()));
    slots.extend(said("force", of.by.as_ref()));
    slots.extend(said("place", of.place.as_ref()));
    if let Some(day) = of.date {
        slots.push(Slot { how: of.date_rule, ..slot("date", extract::gold::iso(day), &of.when) });
    }
    let state = match of.outcome {
        Outcome::Unknown | Outcome::Fined => None,
        Outcome::Released => Some(CustodyState::Released),
        Outcome::AdminArrest => Some(CustodyState::ServingShortArrest),
        // Deprived of liberty; the text does not say where.
        Outcome::Held => Some(CustodyState::Apprehended),
        Outcome::CriminalCustody => Some(CustodyState::CriminalCustody),
        Outcome::Hospitalised => Some(CustodyState::Hospital),
    };
    slots.extend(state.map(|state| slot("outcome", state.name(), &of.outcome_quotes)));
    let penalty = match of.outcome {
        Outcome::Fined => Some("fined"),
        Outcome::AdminArrest => Some("arrested"),
        _ => None,
    };
    slots.extend(penalty.map(|word| slot("penalty", word, &of.outcome_quotes)));
    slots.push(slot("duration", words(&of.duration), &of.duration));
    slots
}

fn figure(of: &Count, words: Words<'_>) -> Vec<Slot> {
    let mut slots = vec![
        slot("measure", of.of.replace(' ', "_"), &[]),
        Slot { bounds: (of.min, of.max), ..slot("number", words(&of.value), &of.value) },
    ];
    slots.extend(of.place.as_ref().map(|place| slot("place", place.as_str(), &[])));
    if let Some((first, last)) = of.date {
        let day = extract::gold::iso(first);
        let value = last.map_or_else(|| day.clone(), |last| format!("{day}/{}", extract::gold::iso(last)));
        slots.push(slot("date", value, &[]));
    }
    slots.extend(said("speaker", of.source.as_ref()));
    slots.push(slot("duration", words(&of.duration), &of.duration));
    slots
}

fn harm(of: &Harm, words: Words<'_>) -> Vec<Slot> {
    // The words of act.type; whatever else it was stays in the source's words.
    let sort = if of.kind.contains("beat") { "beating" } else { "other" };
    vec![
        slot("victim", of.victim.as_str(), &[]),
        slot("type", sort, &of.quotes),
        slot("injury", words(&of.quotes), &of.quotes),
    ]
}

fn property(of: &Property) -> Vec<Slot> {
    let mut slots =
        vec![slot("victim", of.victim.as_str(), &[]), slot("item", of.item.value.as_str(), &of.item.quotes)];
    slots.extend(of.by.as_ref().map(|by| slot("force", by.as_str(), &[])));
    slots
}

fn intervention(of: &Intervention) -> Vec<Slot> {
    let mut slots = vec![slot("by", of.by.value.as_str(), &of.by.quotes)];
    if of.effect == "release" {
        slots.push(slot("response", "favourable", &[]));
    }
    slots
}

fn statement(of: &Statement, words: Words<'_>) -> Vec<Slot> {
    vec![
        slot("speaker", of.speaker.value.as_str(), &of.speaker.quotes),
        slot("words", words(&of.quotes), &of.quotes),
    ]
}
