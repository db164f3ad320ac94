//! Two grades, kept apart: how far a source can be relied on, and how credible one piece of information is.
//! F and 6 mean *cannot be judged*: they are unknown, not worst, so they are never sorted last nor averaged.

/// How far a source can be relied on (Admiralty code, letters).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

/// How credible one claim is (Admiralty code, digits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credibility {
    /// 1: confirmed by others.
    Confirmed,
    /// 2: probably true.
    Probable,
    /// 3: possibly true.
    Possible,
    /// 4: doubtful.
    Doubtful,
    /// 5: improbable.
    Improbable,
    /// 6: cannot be judged.
    Unknown,
}

impl Reliability {
    /// The letter.
    pub const fn letter(self) -> char {
        match self {
            Reliability::A => 'A',
            Reliability::B => 'B',
            Reliability::C => 'C',
            Reliability::D => 'D',
            Reliability::E => 'E',
            Reliability::F => 'F',
        }
    }

    /// Reads a letter, either case.
    pub const fn from_letter(letter: char) -> Option<Self> {
        match letter.to_ascii_uppercase() {
            'A' => Some(Reliability::A),
            'B' => Some(Reliability::B),
            'C' => Some(Reliability::C),
            'D' => Some(Reliability::D),
            'E' => Some(Reliability::E),
            'F' => Some(Reliability::F),
            _ => None,
        }
    }

    /// False for F.
    pub const fn is_known(self) -> bool {
        !matches!(self, Reliability::F)
    }
}

impl Credibility {
    /// The digit.
    pub const fn digit(self) -> char {
        match self {
            Credibility::Confirmed => '1',
            Credibility::Probable => '2',
            Credibility::Possible => '3',
            Credibility::Doubtful => '4',
            Credibility::Improbable => '5',
            Credibility::Unknown => '6',
        }
    }

    /// Reads a digit.
    pub const fn from_digit(digit: char) -> Option<Self> {
        match digit {
            '1' => Some(Credibility::Confirmed),
            '2' => Some(Credibility::Probable),
            '3' => Some(Credibility::Possible),
            '4' => Some(Credibility::Doubtful),
            '5' => Some(Credibility::Improbable),
            '6' => Some(Credibility::Unknown),
            _ => None,
        }
    }

    /// False for 6.
    pub const fn is_known(self) -> bool {
        !matches!(self, Credibility::Unknown)
    }
}
