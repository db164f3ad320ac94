//! How a report is sorted, in the words in which it stands in the ledger: first what the program made of it, then what
//! people say. The latest word of a person holds.

use claims::RecordId;
use extract::triage::Triage;

/// What the program made of a report as it came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// It tells, or may tell, of detentions; how much speaks for that, 0 to 100.
    News(u8),
    /// It does not, as far as can be seen.
    Noise(u8),
    /// It says what another report says: one source chain.
    Repeat(RecordId),
    /// It is nearly another report, and says something else than that.
    Changed(RecordId),
}

/// What a person says of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// To be read.
    Relevant,
    /// Not to be read.
    Noise,
    /// It says what another report says.
    Repeat(RecordId),
}

impl Sorted {
    /// Of what sorting found; `of` are the reports of the texts it knows.
    pub(super) fn of(triage: &Triage, of: &[RecordId]) -> Self {
        let score = triage.weight.score;
        match triage.like.and_then(|like| Some((like.changed, *of.get(like.nearest)?))) {
            Some((true, other)) => Sorted::Changed(other),
            Some((false, other)) => Sorted::Repeat(other),
            None if triage.is_news() => Sorted::News(score),
            None => Sorted::Noise(score),
        }
    }

    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Sorted::News(_) => "news",
            Sorted::Noise(_) => "noise",
            Sorted::Repeat(_) => "repeat",
            Sorted::Changed(_) => "changed",
        }
    }

    /// The report it is like.
    pub const fn like(self) -> Option<RecordId> {
        match self {
            Sorted::Repeat(of) | Sorted::Changed(of) => Some(of),
            Sorted::News(_) | Sorted::Noise(_) => None,
        }
    }

    pub(super) fn words(self) -> String {
        match self {
            Sorted::News(score) => format!("sorted: news, weight {score} of 100"),
            Sorted::Noise(score) => format!("sorted: noise, weight {score} of 100"),
            Sorted::Repeat(of) => format!("sorted: repeat of report {of}"),
            Sorted::Changed(of) => format!("sorted: changed copy of report {of}"),
        }
    }

    /// None for words that this version does not know.
    pub(super) fn read(words: &str) -> Option<Self> {
        let words = words.strip_prefix("sorted: ")?;
        let score = |rest: &str| rest.strip_suffix(" of 100")?.parse().ok();
        if let Some(rest) = words.strip_prefix("news, weight ") {
            return score(rest).map(Sorted::News);
        }
        if let Some(rest) = words.strip_prefix("noise, weight ") {
            return score(rest).map(Sorted::Noise);
        }
        if let Some(of) = words.strip_prefix("repeat of report ") {
            return of.parse().ok().map(Sorted::Repeat);
        }
        words.strip_prefix("changed copy of report ")?.parse().ok().map(Sorted::Changed)
    }
}

impl Mark {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Relevant => "relevant",
            Mark::Noise => "noise",
            Mark::Repeat(_) => "repeat",
        }
    }

    pub(super) fn words(self) -> String {
        match self {
            Mark::Relevant | Mark::Noise => format!("marked: {}", self.name()),
            Mark::Repeat(of) => format!("marked: repeat of report {of}"),
        }
    }

    /// None for words that this version does not know.
    pub(super) fn read(words: &str) -> Option<Self> {
        match words.strip_prefix("marked: ")? {
            "relevant" => Some(Mark::Relevant),
            "noise" => Some(Mark::Noise),
            other => other.strip_prefix("repeat of report ")?.parse().ok().map(Mark::Repeat),
        }
    }
}
