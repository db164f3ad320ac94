//! The gates: what must hold before an estimate is shown to anybody. Each is a rule with a threshold that was looked at in simulation
//! (`docs/calibration.md`); none is a norm of the field. A gate that does not pass takes the estimate away, and the documented floor and
//! the gate's sentence stand in its place.

use crate::finding::Finding;
use crate::method::{Answer, Method};
use crate::{OverlapTable, Summary};

/// Lists with fewer people than this do not count as lists, and do not tie others together.
pub const LEAST_ON_A_LIST: u64 = 10;
/// Two lists hang together from this share of the smaller one that is on both: two people of three hundred are a thread.
pub const LEAST_TIE: f64 = 0.02;
/// Lists that are needed.
pub const LEAST_LISTS: usize = 3;
/// People on two lists or more that are needed, and below how many a warning stands.
pub const LEAST_ON_SEVERAL: u64 = 10;
/// See [`LEAST_ON_SEVERAL`].
pub const FEW_ON_SEVERAL: u64 = 30;
/// And as a share of all people.
pub const LEAST_SHARE_ON_SEVERAL: f64 = 0.05;
/// R-hat at most.
pub const MOST_RHAT: f64 = 1.01;
/// Independent draws at least, of the middle and of the tails.
pub const LEAST_ESS: f64 = 400.0;
/// Distance of a chain's median from the common one at most, as a share.
pub const MOST_APART: f64 = 0.1;
/// Upper limit at most so many times the people seen.
pub const MOST_UPPER_TO_SEEN: f64 = 10.0;
/// Upper limit at most so many times the lower one.
pub const MOST_UPPER_TO_LOWER: f64 = 5.0;
/// Change of a median by another setting from which a warning stands.
pub const MOST_MOVED: f64 = 0.2;

/// A gate's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Code {
    /// Three lists of ten people, lists that come from one another counted once.
    G1,
    /// Lists hang together.
    G2,
    /// Enough people on two lists or more.
    G3,
    /// The log-linear model has an estimate.
    G4,
    /// Chains agree.
    G5,
    /// The interval says something.
    G6,
    /// No single list decides.
    G7,
    /// Methods do not contradict each other.
    G8,
    /// Settings do not decide.
    G9,
    /// Somebody answers for closure and scope, and linkage is counted in.
    G10,
}

/// How a gate was passed, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Passed.
    Passed,
    /// Passed, with a warning beside the estimate.
    Warned,
    /// Not looked at: the method or the table has nothing to look at.
    NotAsked,
    /// The estimate may be looked at, but not made public.
    NotPublic,
    /// The estimate is not shown.
    Withheld,
}

/// One gate, looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Which.
    pub code: Code,
    /// How it went.
    pub verdict: Verdict,
    /// The figure that it went by: what that is, `limit` of the rule says.
    pub value: Option<f64>,
    /// What it found; shown, a sentence that a journalist understands.
    pub found: Finding,
}

impl Gate {
    fn new(code: Code, verdict: Verdict, value: impl Into<Option<f64>>, found: Finding) -> Self {
        Self { code, verdict, value: value.into(), found }
    }

    /// Whether an estimate may stand.
    pub fn passed(&self) -> bool {
        !matches!(self.verdict, Verdict::Withheld | Verdict::NotPublic)
    }
}

/// The table without lists of fewer than ten people; none if fewer than two lists are left.
pub fn large_lists(table: &OverlapTable) -> Option<OverlapTable> {
    let kept: Vec<usize> =
        (0..table.width()).filter(|list| table.on_all(1 << list) >= LEAST_ON_A_LIST).collect();
    table.only(&kept).ok()
}

/// G1, G2 and G3: what the table itself must have.
pub fn of_table(table: &OverlapTable) -> [Gate; 3] {
    let large = large_lists(table);
    let lists = (0..table.width()).filter(|list| table.on_all(1 << list) >= LEAST_ON_A_LIST).count();
    let (verdict, found) = if lists >= LEAST_LISTS {
        (Verdict::Passed, Finding::EnoughLists(lists as u64))
    } else {
        (Verdict::Withheld, Finding::TooFewLists(lists as u64))
    };
    let g1 = Gate::new(Code::G1, verdict, lists as f64, found);
    let large = large.as_ref().unwrap_or(table);
    let (pieces, apart) = (large.pieces_by(LEAST_TIE), large.pieces());
    let (verdict, found) = if pieces <= 1 {
        (Verdict::Passed, Finding::ListsMeet)
    } else if apart > 1 {
        (Verdict::Withheld, Finding::ListsApart(apart as u64))
    } else {
        (Verdict::Withheld, Finding::ListsHardlyMeet(pieces as u64))
    };
    let g2 = Gate::new(Code::G2, verdict, pieces as f64, found);
    let (several, people) = (table.on_several(), table.n());
    let share = several as f64 / people.max(1) as f64;
    let (verdict, found) = if several < LEAST_ON_SEVERAL {
        (Verdict::Withheld, Finding::TooFewOnSeveral { several, people })
    } else if share < LEAST_SHARE_ON_SEVERAL {
        (Verdict::Withheld, Finding::TooSmallAShare { several, people })
    } else if several < FEW_ON_SEVERAL {
        (Verdict::Warned, Finding::FewOnSeveral(several))
    } else {
        (Verdict::Passed, Finding::EnoughOnSeveral { several, people })
    };
    [g1, g2, Gate::new(Code::G3, verdict, several as f64, found)]
}

/// G4: of the log-linear model.
pub fn of_model(answer: Option<&Answer>) -> Gate {
    match answer {
        None => Gate::new(Code::G4, Verdict::NotAsked, None, Finding::NoModelAsked),
        Some(answer) if answer.figures().is_some() => {
            let model = answer.with.iter().find(|with| with.0 == "model");
            let model = model.map_or_else(String::new, |model| model.1.clone());
            Gate::new(Code::G4, Verdict::Passed, 0.0, Finding::ModelHasEstimate(model))
        }
        Some(_) => Gate::new(Code::G4, Verdict::Withheld, 1.0, Finding::NoModelHasEstimate),
    }
}

/// G5: of a method with chains.
pub fn of_chains(answer: &Answer) -> Gate {
    let Some(agreement) = answer.agreement else {
        return Gate::new(Code::G5, Verdict::NotAsked, None, Finding::NoChains);
    };
    let apart = answer.medians_apart.unwrap_or(0.0);
    let ess = agreement.ess_bulk.min(agreement.ess_tail);
    let agree = agreement.rhat <= MOST_RHAT && ess >= LEAST_ESS && apart <= MOST_APART;
    let found = Finding::Chains { agree, chains: answer.chains() as u64, rhat: agreement.rhat, ess, apart };
    Gate::new(Code::G5, if agree { Verdict::Passed } else { Verdict::Withheld }, agreement.rhat, found)
}

/// Whether figures say enough for an interval to be shown: G6, of any method.
pub fn says_something(summary: Summary, seen: u64) -> bool {
    summary.upper95.is_finite()
        && summary.upper95 <= MOST_UPPER_TO_SEEN * seen as f64
        && summary.upper95 <= MOST_UPPER_TO_LOWER * summary.lower95
}

/// G6: of the method whose figures are to be shown.
pub fn of_width(answer: &Answer, seen: u64) -> Gate {
    let Some(summary) = answer.figures() else {
        return Gate::new(Code::G6, Verdict::NotAsked, None, Finding::NoInterval(answer.method));
    };
    let upper = summary.upper95 / seen as f64;
    if says_something(summary, seen) {
        let found = Finding::NarrowEnough { to_seen: upper, to_lower: summary.upper95 / summary.lower95 };
        return Gate::new(Code::G6, Verdict::Passed, upper, found);
    }
    let found = Finding::TooWide { seen, lower: summary.lower95 / seen as f64, upper };
    Gate::new(Code::G6, Verdict::Withheld, upper, found)
}

/// G7: figures without each list, by the lists' names, beside those of all lists and the people seen.
///
/// A median outside the interval is a warning; two lists whose absence gives intervals that do not even meet that of all lists take the
/// estimate away. An estimate without a list that lies below the people seen is refuted by that list, and says nothing against it.
pub fn of_leaving_out(all: Option<Summary>, without: &[(String, Option<Summary>)], seen: u64) -> Gate {
    let Some(all) = all.filter(|_| !without.is_empty()) else {
        return Gate::new(Code::G7, Verdict::NotAsked, None, Finding::NoListToLeaveOut);
    };
    let possible = |without: &Summary| without.upper95.is_nan() || without.upper95 >= seen as f64;
    let lists = |is: &dyn Fn(&Summary) -> bool| -> Vec<String> {
        without
            .iter()
            .filter(|(_, summary)| summary.as_ref().is_some_and(|summary| possible(summary) && is(summary)))
            .map(|(list, _)| list.clone())
            .collect()
    };
    let apart = lists(&|without| without.upper95 < all.lower95 || without.lower95 > all.upper95);
    let outside = lists(&|without| without.median < all.lower95 || without.median > all.upper95);
    let moved = outside.len() as f64;
    let (verdict, found) = if apart.len() >= 2 {
        (Verdict::Withheld, Finding::ListsDecide(apart))
    } else if outside.is_empty() {
        (Verdict::Passed, Finding::NoListDecides)
    } else {
        (Verdict::Warned, Finding::LeansOn(outside))
    };
    Gate::new(Code::G7, verdict, moved, found)
}

/// G8: whether another of latent classes, averaged graphs and the log-linear model supports the method that is to be the answer.
///
/// One that contradicts is a warning while another agrees: in populations of two kinds, where the truth is known, the log-linear model
/// chosen by BIC from all hierarchical ones lies far above it nine times in ten, and latent classes hold it (docs/calibration.md).
pub fn of_methods(answers: &[Answer], method: Method) -> Gate {
    let compared: Vec<(Method, Summary)> = answers
        .iter()
        .filter(|answer| matches!(answer.method, Method::Lcmcr | Method::Dga | Method::Loglinear))
        .filter_map(|answer| answer.figures().map(|figures| (answer.method, figures)))
        .filter(|(_, figures)| figures.lower95.is_finite() && figures.upper95.is_finite())
        .collect();
    let meet = |a: Summary, b: Summary| a.upper95 >= b.lower95 && b.upper95 >= a.lower95;
    let own = compared.iter().find(|of| of.0 == method);
    let others: Vec<(Method, bool)> = own.map_or_else(Vec::new, |own| {
        let rest = compared.iter().filter(|of| of.0 != method);
        rest.map(|(other, figures)| (*other, meet(own.1, *figures))).collect()
    });
    let against: Vec<Method> = others.iter().filter(|(_, meets)| !meets).map(|(other, _)| *other).collect();
    let number = against.len() as f64;
    let (verdict, found) = if others.is_empty() {
        (Verdict::NotAsked, Finding::NoSecondMethod)
    } else if against.is_empty() {
        (Verdict::Passed, Finding::MethodsAgree)
    } else if against.len() < others.len() {
        (Verdict::Warned, Finding::SomeMethodsContradict { against, method })
    } else {
        (Verdict::Withheld, Finding::MethodsContradict { against, method })
    };
    Gate::new(Code::G8, verdict, number, found)
}

/// G8 again: the lists say fewer than are documented.
pub fn of_documented(median: f64, documented: u64) -> Gate {
    let found = Finding::FewerThanDocumented { median, documented };
    Gate::new(Code::G8, Verdict::Withheld, median / documented.max(1) as f64, found)
}

/// G9: the largest change of a median by another setting, as a share.
pub fn of_settings(moved: Option<(f64, String)>) -> Gate {
    match moved {
        None => Gate::new(Code::G9, Verdict::NotAsked, None, Finding::NoSettingsTried),
        Some((moved, what)) if moved > MOST_MOVED => {
            Gate::new(Code::G9, Verdict::Warned, moved, Finding::SettingMoves { moved, what })
        }
        Some((moved, _)) => Gate::new(Code::G9, Verdict::Passed, moved, Finding::SettingsMoveLittle(moved)),
    }
}

/// What people must answer for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attested {
    /// Nobody entered or left the population while the lists were made.
    pub closure: bool,
    /// All lists are about the same people: place, time and definition.
    pub scope: bool,
    /// What linkage leaves unsure is in the interval, or there is nothing unsure.
    pub linkage: bool,
}

/// G10.
pub fn of_attestations(attested: Attested) -> Gate {
    let Attested { closure, scope, linkage } = attested;
    let missing = [closure, scope, linkage].into_iter().filter(|attested| !attested).count() as f64;
    if missing == 0.0 {
        return Gate::new(Code::G10, Verdict::Passed, missing, Finding::Attested);
    }
    Gate::new(Code::G10, Verdict::NotPublic, missing, Finding::NotAttested { closure, scope, linkage })
}
