//! What a report says, as drafts: each value with the words that prove it. A draft is nobody's claim until a person
//! accepts it.

use crate::span::Span;

/// A value and the words in which the text says it. A value without words is not a value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Said<T> {
    /// What is meant.
    pub value: T,
    /// Where it stands.
    pub quotes: Vec<Span>,
}

impl<T> Said<T> {
    /// One value in one place.
    pub fn at(value: T, quote: Span) -> Self {
        Self { value, quotes: vec![quote] }
    }
}

/// What became of somebody, as far as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Outcome {
    /// The text does not say.
    #[default]
    Unknown,
    /// Free again.
    Released,
    /// A court ordered some days of arrest.
    AdminArrest,
    /// A fine.
    Fined,
    /// Still held, as the text says.
    Held,
    /// Held in a criminal case.
    CriminalCustody,
    /// In hospital.
    Hospitalised,
}

impl Outcome {
    /// The word of the gold shape.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Unknown => "unknown",
            Outcome::Released => "released",
            Outcome::AdminArrest => "admin_arrest",
            Outcome::Fined => "fined",
            Outcome::Held => "held",
            Outcome::CriminalCustody => "criminal_custody",
            Outcome::Hospitalised => "hospitalised",
        }
    }
}

/// Day of something, and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year of our era.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Somebody, or several, deprived of liberty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Detention {
    /// Named: the name in the nominative. Unnamed: a short description in the text's language.
    pub name: String,
    /// Whether `name` is a name.
    pub named: bool,
    /// The name as it stands, as inflected.
    pub name_surface: Vec<Span>,
    /// Further places where the same person is named.
    pub name_mentions: Vec<Span>,
    /// What the person does, first is main: journalist, observer …
    pub roles: Vec<Said<String>>,
    /// Whom the person works for.
    pub org: Option<Said<String>>,
    /// Who detained: a force or a court.
    pub by: Option<Said<String>>,
    /// Where, coarse to fine.
    pub place: Option<Said<String>>,
    /// The day, if text and date of publication give one.
    pub date: Option<Day>,
    /// By which rule the day was found.
    pub date_rule: Option<&'static str>,
    /// Words that say when, whether they give a day or not.
    pub when: Vec<Span>,
    /// What became of them.
    pub outcome: Outcome,
    /// Words that say so.
    pub outcome_quotes: Vec<Span>,
    /// How long held, or the length of a sentence.
    pub duration: Vec<Span>,
    /// Police station, transfer, return of property.
    pub extra: Vec<Span>,
    /// A group, and how many where the text says.
    pub group: bool,
    /// Size of the group.
    pub size: Option<u32>,
    /// Who reports it, where the text attributes it.
    pub source: Option<Said<String>>,
    /// Year of birth.
    pub birth_year: Option<i16>,
    /// The text itself says that it is not confirmed.
    pub unconfirmed: bool,
    /// An earlier detention, told as context.
    pub background: bool,
}

/// A claimed number.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Count {
    /// What is counted: detained, released, journalists detained, fined …
    pub of: String,
    /// At least; `None` if open or no number.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// Whether it is anything but an exact figure.
    pub approx: bool,
    /// The number with the words that qualify it.
    pub value: Vec<Span>,
    /// Who says so.
    pub source: Option<Said<String>>,
    /// Day or days that it is about.
    pub date: Option<(Day, Option<Day>)>,
    /// Place that it is about.
    pub place: Option<String>,
    /// How long, for arrests.
    pub duration: Vec<Span>,
}

/// What somebody suffered.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Harm {
    /// Who.
    pub victim: String,
    /// What.
    pub kind: String,
    /// Words that say so.
    pub quotes: Vec<Span>,
    /// Several people.
    pub group: bool,
}

/// Something taken away.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Property {
    /// From whom.
    pub victim: String,
    /// What, in the text's language.
    pub item: Said<String>,
    /// seized, broken …
    pub action: &'static str,
    /// By whom.
    pub by: Option<String>,
    /// Given back, and the words that say so.
    pub returned: Vec<Span>,
}

/// Somebody stepped in.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Intervention {
    /// Who.
    pub by: Said<String>,
    /// What came of it: release …
    pub effect: String,
}

/// What somebody in office or anybody else said.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Statement {
    /// Who, in the nominative.
    pub speaker: Said<String>,
    /// Direct speech, with its marks.
    pub quotes: Vec<Span>,
}

/// The kinds of draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Deprived of liberty.
    Detention(Box<Detention>),
    /// A figure.
    Count(Count),
    /// Harm.
    Harm(Harm),
    /// Property.
    Property(Property),
    /// Somebody stepped in.
    Intervention(Intervention),
    /// Said by somebody.
    Statement(Statement),
}

/// A draft of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it says.
    pub kind: Kind,
    /// The shortest clause that proves it.
    pub evidence: Span,
    /// The line of the grammar that found it.
    pub rule: String,
    /// How sure, in steps of one hundredth: 0 to 100.
    pub confidence: u8,
}
