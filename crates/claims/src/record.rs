//! Kinds of record: what claims are about. A record exists from the first claim about it.

/// What a record is. Codes are frozen: they are written in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum RecordKind {
    /// One human being, named or not.
    Person = 1,
    /// Several people known together: a number, a word, perhaps some members.
    Group = 2,
    /// A newspaper, a rights group, a party.
    Organization = 3,
    /// A police station, a court, a force, a bus.
    Unit = 4,
    /// A city, a square, a street.
    Place = 5,
    /// A rally, a raid: arrests of one topic in one place.
    Event = 6,
    /// One episode of one person or group being deprived of liberty.
    Detention = 7,
    /// Something done to somebody: a blow, a seizure of papers.
    Act = 8,
    /// Somebody stepping in for somebody: a lawyer, an embassy, a ministry.
    Intervention = 9,
    /// Somebody asked a unit about somebody, and got an answer.
    Check = 10,
    /// A protocol, a hearing, a penalty.
    Proceeding = 11,
    /// A number claimed by somebody.
    Figure = 12,
    /// Words said by an office holder, kept as words.
    Statement = 13,
    /// Raw input, kept byte for byte.
    Report = 14,
    /// A photo, a film, a paper.
    Evidence = 15,
    /// Who says it.
    Source = 16,
    /// How a caller can be reached: apart from everything else, and only for a while.
    Contact = 17,
    /// A family asks for somebody, and what it is answered.
    Enquiry = 18,
}

impl RecordKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [RecordKind; 18] = [
        RecordKind::Person,
        RecordKind::Group,
        RecordKind::Organization,
        RecordKind::Unit,
        RecordKind::Place,
        RecordKind::Event,
        RecordKind::Detention,
        RecordKind::Act,
        RecordKind::Intervention,
        RecordKind::Check,
        RecordKind::Proceeding,
        RecordKind::Figure,
        RecordKind::Statement,
        RecordKind::Report,
        RecordKind::Evidence,
        RecordKind::Source,
        RecordKind::Contact,
        RecordKind::Enquiry,
    ];

    /// The code in the ledger.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The kind of a code, if this version knows it.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word used in files, on the command line and in messages.
    pub const fn name(self) -> &'static str {
        match self {
            RecordKind::Person => "person",
            RecordKind::Group => "group",
            RecordKind::Organization => "organization",
            RecordKind::Unit => "unit",
            RecordKind::Place => "place",
            RecordKind::Event => "event",
            RecordKind::Detention => "detention",
            RecordKind::Act => "act",
            RecordKind::Intervention => "intervention",
            RecordKind::Check => "check",
            RecordKind::Proceeding => "proceeding",
            RecordKind::Figure => "figure",
            RecordKind::Statement => "statement",
            RecordKind::Report => "report",
            RecordKind::Evidence => "evidence",
            RecordKind::Source => "source",
            RecordKind::Contact => "contact",
            RecordKind::Enquiry => "enquiry",
        }
    }

    /// The kind of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
