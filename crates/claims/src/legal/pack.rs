//! What a legal pack holds. Plain values; reading them from a file is in `read`, using them in `deadlines`.

use std::fmt;
use std::str::FromStr;

use super::state::{CustodyState, codes};
use crate::when::{Instant, ZoneId};

/// A day of the calendar, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// The month, 1–12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Day {
    /// The day it is somewhere at an instant.
    pub fn of(instant: Instant, zone: &ZoneId) -> Option<Self> {
        zone.day_of(instant).map(|(year, month, day)| Self { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads `2015-01-01`; a day that does not exist is refused in words.
impl FromStr for Day {
    type Err = crate::when::WhenProblem;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        use crate::when::{When, WhenKind, WhenProblem};
        let not_a_day = || WhenProblem::NotADate { text: text.into(), reason: "a day is needed" };
        let read = When::parse(text, &ZoneId::utc())?;
        let plain = read.kind() == WhenKind::Day && text.len() == 10 && read.bounds().width() == Some(86_399);
        if !plain {
            return Err(not_a_day());
        }
        read.bounds().earliest.and_then(|at| Self::of(at, &ZoneId::utc())).ok_or_else(not_a_day)
    }
}

codes! {
    /// Which body of law a pack is about.
    PackKind, "kind of pack", {
        /// Administrative offences.
        Admin = 1, "admin";
        /// Criminal procedure.
        Criminal = 2, "criminal";
    }
}

codes! {
    /// What sets a statutory clock running.
    StartEvent, "start of a clock", {
        /// Delivery to the station.
        Delivery = 1, "delivery";
        /// The moment a person could no longer leave.
        ActualDetention = 2, "actual_detention";
        /// The court or body received the record of the offence.
        ProtocolReceived = 3, "protocol_received";
        /// The sources of the pack do not say.
        NotStated = 4, "not_stated";
    }
}

codes! {
    /// When a clock applies.
    Applies, "condition of a clock", {
        /// To everyone, whatever the charge.
        Always = 1, "always";
        /// While no charge that allows arrest is on record.
        General = 2, "general";
        /// While the charge on record allows arrest.
        Arrestable = 3, "arrestable";
        /// Only if somebody finds its condition met; never by itself.
        ByHand = 4, "by_hand";
    }
}

codes! {
    /// Whom a clock protects.
    Persons, "group of persons", {
        /// Everyone.
        Everyone = 1, "everyone";
        /// Adults.
        Adults = 2, "adults";
        /// Minors.
        Minors = 3, "minors";
    }
}

codes! {
    /// Whether a charge allows administrative arrest.
    Arrestable, "answer", {
        /// It does.
        Yes = 1, "yes";
        /// It does not.
        No = 2, "no";
        /// Not known to the authors of the pack.
        Unknown = 3, "unknown";
    }
}

codes! {
    /// How well a statement of a pack is founded.
    Confidence, "confidence", {
        /// Seen on a published page.
        Page = 1, "page";
        /// From general knowledge; a lawyer must confirm it.
        Memory = 2, "memory";
    }
}

/// A local name for a stage, and the state it is counted as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The name used there.
    pub name: String,
    /// Its language, a two-letter code.
    pub lang: String,
    /// What it counts as.
    pub state: CustodyState,
}

/// A limit set by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Its id, unique in the pack.
    pub id: String,
    /// The limit in hours.
    pub hours: u32,
    /// What sets it running.
    pub start: StartEvent,
    /// When it applies.
    pub applies: Applies,
    /// Whom it protects.
    pub persons: Persons,
    /// The article that sets it.
    pub article: String,
    /// How well founded.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: String,
}

impl Clock {
    /// Whether it protects this person.
    pub fn protects(&self, minor: bool) -> bool {
        match self.persons {
            Persons::Everyone => true,
            Persons::Adults => !minor,
            Persons::Minors => minor,
        }
    }
}

/// A charge as it stood in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The article, and the part if the rule is about a part.
    pub reference: String,
    /// What it punishes, in the pack's own words.
    pub title: String,
    /// First day of this version.
    pub valid_from: Option<Day>,
    /// Last day of this version.
    pub valid_to: Option<Day>,
    /// Whether it allows arrest.
    pub arrestable: Arrestable,
    /// The penalty, in words.
    pub penalty: String,
    /// How well founded.
    pub confidence: Confidence,
}

/// A kind of place where people are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facility {
    /// Its local name.
    pub name: String,
    /// The state of a person there.
    pub state: CustodyState,
    /// What it is.
    pub note: String,
}

/// A paper that must or may be drawn up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id, unique in the pack.
    pub id: String,
    /// Its local name.
    pub name: String,
    /// The article that requires it.
    pub article: String,
    /// What it must contain.
    pub fields: Vec<String>,
    /// Whether the detained person gets a copy.
    pub copy_to_detainee: bool,
    /// How well founded.
    pub confidence: Confidence,
}

/// People who may not be put under administrative arrest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExemptGroup {
    /// Who.
    pub group: String,
    /// How well founded.
    pub confidence: Confidence,
}

/// A public holiday on a fixed date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The month, 1–12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// Its name.
    pub name: String,
    /// First year it was kept; none if always within the pack.
    pub from_year: Option<i16>,
    /// Last year it was kept.
    pub to_year: Option<i16>,
}

/// The lawyer who answers for a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Name.
    pub lawyer: String,
    /// Day of signing.
    pub date: Day,
}

/// The procedure of one jurisdiction in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct LegalPack {
    /// Its id, e.g. `kz-admin-2015`.
    pub id: String,
    /// Country, two letters.
    pub jurisdiction: String,
    /// Which body of law.
    pub kind: PackKind,
    /// The law it describes.
    pub instrument: String,
    /// First day it is in force.
    pub valid_from: Option<Day>,
    /// Last day it is in force.
    pub valid_to: Option<Day>,
    /// The zone its days are counted in.
    pub time_zone: ZoneId,
    /// Languages its papers may be in.
    pub languages: Vec<String>,
    /// What a reader should know.
    pub note: String,
    /// Local stages.
    pub stages: Vec<Stage>,
    /// Limits.
    pub clocks: Vec<Clock>,
    /// Charges.
    pub charges: Vec<Charge>,
    /// Places of detention.
    pub facilities: Vec<Facility>,
    /// Papers.
    pub documents: Vec<Document>,
    /// Groups exempt from arrest.
    pub exempt: Vec<ExemptGroup>,
    /// Holidays on fixed dates.
    pub holidays: Vec<Holiday>,
    /// Who answers for it; none for a draft.
    pub signature: Option<Signature>,
}

impl LegalPack {
    /// Whether a lawyer has signed it.
    pub fn is_signed(&self) -> bool {
        self.signature.is_some()
    }

    /// What to show beside everything made from it: `draft, unsigned` or who signed and when.
    pub fn standing(&self) -> String {
        match &self.signature {
            Some(Signature { lawyer, date }) => format!("signed by {lawyer}, {date}"),
            None => "draft, unsigned".to_owned(),
        }
    }

    /// Whether it is in force on a day.
    pub fn covers(&self, day: Day) -> bool {
        within(day, self.valid_from, self.valid_to)
    }

    /// The version of a charge in force on a day. `20.2`, `art. 20.2` and `ст. 20.2 ч. 5` are the same article;
    /// a part with no rule of its own falls under its article.
    pub fn charge(&self, reference: &str, day: Day) -> Option<&Charge> {
        let wanted = numbers(reference);
        let article = wanted.first()?;
        let versions = || self.charges.iter().filter(|c| within(day, c.valid_from, c.valid_to));
        versions().find(|c| numbers(&c.reference) == wanted).or_else(|| {
            versions().find(|c| {
                let known = numbers(&c.reference);
                known.len() == 1 && known.first() == Some(article)
            })
        })
    }

    /// Whether a day is a public holiday on a fixed date there. Moving feasts are not known here.
    pub fn holiday(&self, day: Day) -> Option<&Holiday> {
        self.holidays.iter().find(|h| {
            (h.month, h.day) == (day.month, day.day)
                && h.from_year.is_none_or(|y| y <= day.year)
                && h.to_year.is_none_or(|y| day.year <= y)
        })
    }

    /// The state a local stage counts as, letter case aside.
    pub fn state_of(&self, stage: &str) -> Option<CustodyState> {
        let wanted = stage.trim().to_lowercase();
        self.stages.iter().find(|s| s.name.to_lowercase() == wanted).map(|s| s.state)
    }
}

fn within(day: Day, from: Option<Day>, to: Option<Day>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// The article and part numbers of a reference: `ст. 20.2, ч. 5` → `20.2`, `5`.
pub(super) fn numbers(reference: &str) -> Vec<String> {
    reference
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|piece| piece.trim_matches('.').to_owned())
        .filter(|piece| !piece.is_empty())
        .collect()
}
