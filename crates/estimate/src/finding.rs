//! What a gate found, as figures and names; in English by [`std::fmt::Display`], in other languages by whoever shows it. Sentences are for
//! a journalist.

use crate::Method;
use crate::summary::people;
use std::fmt;

/// What a gate found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// G1: so many lists have ten people or more.
    EnoughLists(u64),
    /// G1: so few have.
    TooFewLists(u64),
    /// G2: every list shares people with others.
    ListsMeet,
    /// G2: groups of lists that have nobody in common.
    ListsApart(u64),
    /// G2: groups of lists that have hardly anybody in common.
    ListsHardlyMeet(u64),
    /// G3: so few people of all are on two lists or more.
    TooFewOnSeveral {
        /// On two lists or more.
        several: u64,
        /// In all.
        people: u64,
    },
    /// G3: too small a share of all.
    TooSmallAShare {
        /// On two lists or more.
        several: u64,
        /// In all.
        people: u64,
    },
    /// G3: enough, but so few that one wrong match can move the estimate.
    FewOnSeveral(u64),
    /// G3: enough.
    EnoughOnSeveral {
        /// On two lists or more.
        several: u64,
        /// In all.
        people: u64,
    },
    /// G4: there is no log-linear model to look at.
    NoModelAsked,
    /// G4: this one has an estimate.
    ModelHasEstimate(String),
    /// G4: none has.
    NoModelHasEstimate,
    /// G5: the method has no chains.
    NoChains,
    /// G5: chains agree, or do not.
    Chains {
        /// Whether they agree.
        agree: bool,
        /// How many.
        chains: u64,
        /// R-hat.
        rhat: f64,
        /// Independent draws, of the middle or the tails, whichever are fewer.
        ess: f64,
        /// Largest distance of a chain's median from the common one, as a share of it.
        apart: f64,
    },
    /// G6: the method gives no interval.
    NoInterval(Method),
    /// G6: the interval says something.
    NarrowEnough {
        /// Upper limit by people seen.
        to_seen: f64,
        /// Upper limit by the lower one.
        to_lower: f64,
    },
    /// G6: it does not.
    TooWide {
        /// People seen.
        seen: u64,
        /// Lower limit by people seen.
        lower: f64,
        /// Upper limit by people seen.
        upper: f64,
    },
    /// G7: there are too few lists to leave one out.
    NoListToLeaveOut,
    /// G7: without any one of two lists or more another answer comes out.
    ListsDecide(Vec<String>),
    /// G7: it leaves its interval without any one of these.
    LeansOn(Vec<String>),
    /// G7: no list decides.
    NoListDecides,
    /// G8: there is nothing to compare with.
    NoSecondMethod,
    /// G8: intervals overlap.
    MethodsAgree,
    /// G8: some contradict, another agrees.
    SomeMethodsContradict {
        /// Those that do.
        against: Vec<Method>,
        /// The one that answers.
        method: Method,
    },
    /// G8: all contradict.
    MethodsContradict {
        /// Those that do: all others.
        against: Vec<Method>,
        /// The one that would have answered.
        method: Method,
    },
    /// G8: the lists say fewer than are documented, on them and otherwise.
    FewerThanDocumented {
        /// What the lists say.
        median: f64,
        /// How many are documented.
        documented: u64,
    },
    /// G9: none were tried.
    NoSettingsTried,
    /// G9: the estimate moves by this share with that setting.
    SettingMoves {
        /// As a share.
        moved: f64,
        /// The setting: `K = 5`.
        what: String,
    },
    /// G9: at most by this share.
    SettingsMoveLittle(f64),
    /// G10: closure, scope and linkage are answered for.
    Attested,
    /// G10: something is not.
    NotAttested {
        /// That nobody entered or left.
        closure: bool,
        /// That all lists are about the same people.
        scope: bool,
        /// That doubtful matches are counted in.
        linkage: bool,
    },
}

/// Per cent, one decimal.
fn share(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64 * 100.0
}

fn names(of: &[Method], by: &str) -> String {
    of.iter().map(|method| method.name()).collect::<Vec<_>>().join(by)
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EnoughLists(lists) => write!(f, "{lists} lists have ten people or more."),
            Self::TooFewLists(lists) => write!(
                f,
                "Only {lists} of the lists have ten people or more, and three are the least: from two lists nobody can tell whether they \
                 are independent."
            ),
            Self::ListsMeet => f.write_str("Every list shares people with others."),
            Self::ListsApart(groups) => write!(
                f,
                "The lists fall into {groups} groups that have nobody in common. They may describe different people, or different places; \
                 nothing in them says how many were missed."
            ),
            Self::ListsHardlyMeet(groups) => write!(
                f,
                "The lists fall into {groups} groups that have hardly anybody in common: fewer than one in fifty of the smaller list. They \
                 may describe different people, or different places, and a few wrong matches would tie them as well."
            ),
            Self::TooFewOnSeveral { several, people: n } => write!(
                f,
                "Only {several} of {} people are on two lists or more. So few say nothing of those on none.",
                people(*n)
            ),
            Self::TooSmallAShare { several, people: n } => write!(
                f,
                "Only {several} of {} people, {:.1} %, are on two lists or more. The lists hardly meet, so that those on none cannot be \
                 reckoned.",
                people(*n),
                share(*several, *n)
            ),
            Self::FewOnSeveral(several) => write!(
                f,
                "Only {several} people are on two lists or more: one match that is wrong can move the estimate."
            ),
            Self::EnoughOnSeveral { several, people: n } => write!(
                f,
                "{} of {} people, {:.1} %, are on two lists or more.",
                people(*several),
                people(*n),
                share(*several, *n)
            ),
            Self::NoModelAsked => f.write_str("No log-linear model was asked for."),
            Self::ModelHasEstimate(model) => {
                write!(f, "The log-linear model {model} has an estimate and can be told from others.")
            }
            Self::NoModelHasEstimate => f.write_str(
                "No log-linear model of these lists has an estimate: some pairs of lists share nobody.",
            ),
            Self::NoChains => f.write_str("The method has no chains; it is exact, or a bootstrap."),
            Self::Chains { agree: true, chains, rhat, ess, .. } => write!(
                f,
                "{chains} computations from different starts agree (R-hat {rhat:.3}, {ess:.0} independent draws)."
            ),
            Self::Chains { agree: false, chains, rhat, ess, apart } => write!(
                f,
                "{chains} computations from different starts do not agree (R-hat {rhat:.3}, {ess:.0} independent draws, medians up to \
                 {:.0} % apart): more than one answer fits these lists.",
                apart * 100.0
            ),
            Self::NoInterval(method) => write!(f, "{} gives no interval.", method.name()),
            Self::NarrowEnough { to_seen, to_lower } => write!(
                f,
                "The upper limit is {to_seen:.1} times the people seen and {to_lower:.1} times the lower limit."
            ),
            Self::TooWide { seen, lower, upper } => write!(
                f,
                "There are at least {}, but the size is not determined: the interval reaches from {lower:.1} to {upper:.1} times the people \
                 seen.",
                people(*seen)
            ),
            Self::NoListToLeaveOut => f.write_str(
                "With three lists no list can be left out, so nothing checks whether one of them decides: look at the spread of the methods.",
            ),
            Self::ListsDecide(lists) => write!(
                f,
                "Without any one of {} another answer comes out, far from the one of all lists: it depends on which lists are used.",
                lists.join(", ")
            ),
            Self::LeansOn(lists) => match lists.as_slice() {
                [one] => write!(f, "Without the list {one} the estimate leaves its interval: it leans on that list."),
                more => write!(
                    f,
                    "Without any one of {} the estimate leaves its interval: it leans on these lists.",
                    more.join(", ")
                ),
            },
            Self::NoListDecides => f.write_str("Leaving out any one list leaves the estimate within its interval."),
            Self::NoSecondMethod => f.write_str("There is no second method to compare with."),
            Self::MethodsAgree => f.write_str("The intervals of the methods overlap."),
            Self::SomeMethodsContradict { against, method } => write!(
                f,
                "The interval of {} does not meet that of {}; another method agrees with the latter.",
                names(against, " and "),
                method.name()
            ),
            Self::MethodsContradict { against, method } => write!(
                f,
                "Methods contradict each other: the interval of {} does not meet that of {}. All are shown; none is the answer.",
                method.name(),
                names(against, " or ")
            ),
            Self::FewerThanDocumented { median, documented } => write!(
                f,
                "These lists say about {}, and {} people are documented: they leave out too many who are known otherwise.",
                people(median.max(0.0).round() as u64),
                people(*documented)
            ),
            Self::NoSettingsTried => f.write_str("No other settings were tried."),
            Self::SettingMoves { moved, what } => write!(
                f,
                "The estimate moves by {:.0} % with {what}: it depends on a choice that the data do not make.",
                moved * 100.0
            ),
            Self::SettingsMoveLittle(moved) => {
                write!(f, "Other settings move the estimate by at most {:.0} %.", moved * 100.0)
            }
            Self::Attested => f.write_str("Closure, scope and linkage are attested."),
            Self::NotAttested { closure, scope, linkage } => {
                let missing: Vec<&str> = [
                    (!closure).then_some("that nobody entered or left while the lists were made (closure)"),
                    (!scope).then_some("that all lists are about the same people, place and time (scope)"),
                    (!linkage).then_some("that doubtful matches are counted in (linkage)"),
                ]
                .into_iter()
                .flatten()
                .collect();
                write!(f, "Not for publication: nobody has attested {}.", missing.join("; "))
            }
        }
    }
}
