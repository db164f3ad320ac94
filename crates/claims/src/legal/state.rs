//! Where a detained person is, in words that compare across countries, and how a person came out. Every legal
//! pack maps its local stages to these. The codes are written in the ledger and must never change meaning.

/// A code that is not in the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{found}” is not a {what}; the codes are: {known}")]
pub struct NotACode {
    /// What kind of code was looked for.
    pub what: &'static str,
    /// What was found instead.
    pub found: String,
    /// All codes, separated by commas.
    pub known: String,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$item_doc:meta])* $item:ident = $number:literal, $code:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $item,)+ }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// The word in files, packs and on the command line; it never changes.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$item => $code,)+ }
            }

            /// The code in the ledger; it never changes.
            pub const fn code(self) -> u8 {
                match self { $(Self::$item => $number,)+ }
            }

            /// The value of a code, if this version knows it.
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The value of a word, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::legal::NotACode;
            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::from_name(code).ok_or_else(|| $crate::legal::NotACode {
                    what: $what,
                    found: code.chars().take(60).collect(),
                    known: [$($code,)+].join(", "),
                })
            }
        }
    };
}

pub(super) use codes;

codes! {
    /// Where a person is in the chain of custody.
    CustodyState, "custody state", {
        /// Someone says the person was detained; nothing else is known.
        Reported = 1, "reported";
        /// Deprived of liberty, on the street or in a vehicle.
        Apprehended = 2, "apprehended";
        /// Being moved.
        InTransit = 3, "in_transit";
        /// Delivered to a police unit.
        AtPolice = 4, "at_police";
        /// Kept by the police overnight.
        HeldOvernight = 5, "held_overnight";
        /// Before a judge, or waiting for one.
        BeforeCourt = 6, "before_court";
        /// Serving an administrative arrest of days.
        ServingShortArrest = 7, "serving_short_arrest";
        /// Held in a criminal case: temporary detention or remand.
        CriminalCustody = 8, "criminal_custody";
        /// In hospital, under guard or not known to be free.
        Hospital = 9, "hospital";
        /// After a check custody was denied or not acknowledged.
        WhereaboutsUnknown = 10, "whereabouts_unknown";
        /// Out.
        Released = 11, "released";
        /// Dead.
        Deceased = 12, "deceased";
    }
}

impl CustodyState {
    /// Whether a person in this state is known to be deprived of liberty. `Reported` is only hearsay and
    /// `WhereaboutsUnknown` is exactly not known; both need their own line on a board, so neither is “held”.
    pub const fn is_held(self) -> bool {
        match self {
            Self::Apprehended
            | Self::InTransit
            | Self::AtPolice
            | Self::HeldOvernight
            | Self::BeforeCourt
            | Self::ServingShortArrest
            | Self::CriminalCustody
            | Self::Hospital => true,
            Self::Reported | Self::WhereaboutsUnknown | Self::Released | Self::Deceased => false,
        }
    }

    /// Whether a person in this state has been delivered to a police unit, or is already beyond it.
    pub const fn is_delivered(self) -> bool {
        matches!(
            self,
            Self::AtPolice
                | Self::HeldOvernight
                | Self::BeforeCourt
                | Self::ServingShortArrest
                | Self::CriminalCustody
        )
    }

    /// Whether nothing can follow in this episode.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Released | Self::Deceased)
    }
}

codes! {
    /// How a person came out of custody.
    ReleaseMode, "release mode", {
        /// Let go with no paper at all; invisible in court data.
        NoPaper = 1, "no_paper";
        /// Only an explanatory note was written.
        ExplanatoryNoteOnly = 2, "explanatory_note_only";
        /// A record of an infraction was drawn up.
        ProtocolIssued = 3, "protocol_issued";
        /// Warned by a prosecutor or the police.
        Warning = 4, "warning_by_prosecutor_or_police";
        /// Must come when called.
        ObligationToAppear = 5, "obligation_to_appear";
        /// Fined.
        Fined = 6, "fined";
        /// The arrest was served to its end.
        ArrestServed = 7, "arrest_served";
        /// The sentence was cut on appeal.
        SentenceCutOnAppeal = 8, "sentence_cut_on_appeal";
        /// Acquitted, or the case was closed.
        AcquittedOrClosed = 9, "acquitted_or_closed";
        /// Expelled from the country.
        Expelled = 10, "expelled_from_country";
        /// Released on bail or with a ban on travel.
        BailOrTravelBan = 11, "bail_or_travel_ban";
        /// Nobody said how.
        Unknown = 12, "unknown";
    }
}
