//! Measures. They are never mixed: a detention is not a person, a person punished is not a person detained.

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Events at which people were detained.
    Events,
    /// Episodes of detention; one person may have several.
    Detentions,
    /// Distinct people detained at least once.
    Persons,
    /// People deprived of liberty at the as-of moment.
    StillHeld,
    /// People known to be out.
    Released,
    /// People delivered to a police unit.
    Delivered,
    /// People moved from one unit to another.
    Transferred,
    /// People against whom an article of law was written down.
    Charged,
    /// People on whom a penalty was imposed.
    Punished,
    /// People sentenced to days of arrest.
    Arrested,
    /// People fined.
    Fined,
    /// People warned by a court.
    Warned,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 12] = [
        Measure::Events,
        Measure::Detentions,
        Measure::Persons,
        Measure::StillHeld,
        Measure::Released,
        Measure::Delivered,
        Measure::Transferred,
        Measure::Charged,
        Measure::Punished,
        Measure::Arrested,
        Measure::Fined,
        Measure::Warned,
    ];

    /// The word on the command line and in receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Events => "events",
            Measure::Detentions => "detentions",
            Measure::Persons => "persons",
            Measure::StillHeld => "still-held",
            Measure::Released => "released",
            Measure::Delivered => "delivered",
            Measure::Transferred => "transferred",
            Measure::Charged => "charged",
            Measure::Punished => "punished",
            Measure::Arrested => "arrested",
            Measure::Fined => "fined",
            Measure::Warned => "warned",
        }
    }

    /// The measure of a word; underscores are read as hyphens.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase().replace('_', "-");
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// What one unit of the count is.
    pub const fn unit(self) -> &'static str {
        match self {
            Measure::Events => "events",
            Measure::Detentions => "detentions",
            _ => "persons",
        }
    }
}
