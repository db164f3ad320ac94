//! The gates: what must hold before an estimate is shown to anybody. Each is a rule with a threshold that was looked at in simulation
//! (`docs/calibration.md`); none is a norm of the field. A gate that does not pass takes the estimate away, and the documented floor and
//! the gate's sentence stand in its place.

use crate::method::{Answer, Method};
use crate::summary::people;
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
    /// In words that a journalist understands.
    pub sentence: String,
}

impl Gate {
    fn new(code: Code, verdict: Verdict, value: impl Into<Option<f64>>, sentence: String) -> Self {
        Self { code, verdict, value: value.into(), sentence }
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
    let g1 = if lists >= LEAST_LISTS {
        let sentence = format!("{lists} lists have ten people or more.");
        Gate::new(Code::G1, Verdict::Passed, lists as f64, sentence)
    } else {
        let sentence = format!(
            "Only {lists} of the lists have ten people or more, and three are the least: from two lists nobody can tell whether they are \
             independent."
        );
        Gate::new(Code::G1, Verdict::Withheld, lists as f64, sentence)
    };
    let large = large.as_ref().unwrap_or(table);
    let (pieces, apart) = (large.pieces_by(LEAST_TIE), large.pieces());
    let g2 = if pieces <= 1 {
        let sentence = "Every list shares people with others.".to_owned();
        Gate::new(Code::G2, Verdict::Passed, pieces as f64, sentence)
    } else if apart > 1 {
        let sentence = format!(
            "The lists fall into {apart} groups that have nobody in common. They may describe different people, or different places; nothing \
             in them says how many were missed."
        );
        Gate::new(Code::G2, Verdict::Withheld, pieces as f64, sentence)
    } else {
        let sentence = format!(
            "The lists fall into {pieces} groups that have hardly anybody in common: fewer than one in fifty of the smaller list. They may \
             describe different people, or different places, and a few wrong matches would tie them as well."
        );
        Gate::new(Code::G2, Verdict::Withheld, pieces as f64, sentence)
    };
    let (several, n) = (table.on_several(), table.n());
    let share = several as f64 / n.max(1) as f64;
    let (verdict, sentence) = if several < LEAST_ON_SEVERAL {
        (
            Verdict::Withheld,
            format!(
                "Only {several} of {} people are on two lists or more. So few say nothing of those on none.",
                people(n)
            ),
        )
    } else if share < LEAST_SHARE_ON_SEVERAL {
        (
            Verdict::Withheld,
            format!(
                "Only {several} of {} people, {:.1} %, are on two lists or more. The lists hardly meet, so that those on none cannot be \
                 reckoned.",
                people(n),
                share * 100.0
            ),
        )
    } else if several < FEW_ON_SEVERAL {
        (
            Verdict::Warned,
            format!(
                "Only {several} people are on two lists or more: one match that is wrong can move the estimate."
            ),
        )
    } else {
        (
            Verdict::Passed,
            format!(
                "{} of {} people, {:.1} %, are on two lists or more.",
                people(several),
                people(n),
                share * 100.0
            ),
        )
    };
    [g1, g2, Gate::new(Code::G3, verdict, several as f64, sentence)]
}

/// G4: of the log-linear model.
pub fn of_model(answer: Option<&Answer>) -> Gate {
    match answer {
        None => Gate::new(Code::G4, Verdict::NotAsked, None, "No log-linear model was asked for.".to_owned()),
        Some(answer) if answer.figures().is_some() => {
            let model = answer.with.iter().find(|with| with.0 == "model");
            let model = model.map_or("", |model| model.1.as_str());
            let sentence =
                format!("The log-linear model {model} has an estimate and can be told from others.");
            Gate::new(Code::G4, Verdict::Passed, 0.0, sentence)
        }
        Some(_) => Gate::new(
            Code::G4,
            Verdict::Withheld,
            1.0,
            "No log-linear model of these lists has an estimate: some pairs of lists share nobody."
                .to_owned(),
        ),
    }
}

/// G5: of a method with chains.
pub fn of_chains(answer: &Answer) -> Gate {
    let Some(agreement) = answer.agreement else {
        let sentence = "The method has no chains; it is exact, or a bootstrap.".to_owned();
        return Gate::new(Code::G5, Verdict::NotAsked, None, sentence);
    };
    let apart = answer.medians_apart.unwrap_or(0.0);
    let ess = agreement.ess_bulk.min(agreement.ess_tail);
    let well = agreement.rhat <= MOST_RHAT && ess >= LEAST_ESS && apart <= MOST_APART;
    let sentence = if well {
        format!(
            "{} computations from different starts agree (R-hat {:.3}, {ess:.0} independent draws).",
            answer.chains(),
            agreement.rhat
        )
    } else {
        format!(
            "{} computations from different starts do not agree (R-hat {:.3}, {ess:.0} independent draws, medians up to {:.0} % apart): more \
             than one answer fits these lists.",
            answer.chains(),
            agreement.rhat,
            apart * 100.0
        )
    };
    Gate::new(Code::G5, if well { Verdict::Passed } else { Verdict::Withheld }, agreement.rhat, sentence)
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
        let sentence = format!("{} gives no interval.", answer.method.name());
        return Gate::new(Code::G6, Verdict::NotAsked, None, sentence);
    };
    let ratio = summary.upper95 / seen as f64;
    if says_something(summary, seen) {
        let sentence = format!(
            "The upper limit is {ratio:.1} times the people seen and {:.1} times the lower limit.",
            summary.upper95 / summary.lower95
        );
        return Gate::new(Code::G6, Verdict::Passed, ratio, sentence);
    }
    let sentence = format!(
        "There are at least {}, but the size is not determined: the interval reaches from {:.1} to {ratio:.1} times the people seen.",
        people(seen),
        summary.lower95 / seen as f64
    );
    Gate::new(Code::G6, Verdict::Withheld, ratio, sentence)
}

/// G7: figures without each list, by the lists' names, beside those of all lists and the people seen.
///
/// A median outside the interval is a warning; two lists whose absence gives intervals that do not even meet that of all lists take the
/// estimate away. An estimate without a list that lies below the people seen is refuted by that list, and says nothing against it.
pub fn of_leaving_out(all: Option<Summary>, without: &[(String, Option<Summary>)], seen: u64) -> Gate {
    let Some(all) = all.filter(|_| !without.is_empty()) else {
        let sentence = "With three lists no list can be left out, so nothing checks whether one of them decides: look at the spread of \
                        the methods.";
        return Gate::new(Code::G7, Verdict::NotAsked, None, sentence.to_owned());
    };
    let possible = |without: &Summary| without.upper95.is_nan() || without.upper95 >= seen as f64;
    let found = |is: &dyn Fn(&Summary) -> bool| -> Vec<&str> {
        without
            .iter()
            .filter(|(_, summary)| summary.as_ref().is_some_and(|summary| possible(summary) && is(summary)))
            .map(|(list, _)| list.as_str())
            .collect()
    };
    let apart = found(&|without| without.upper95 < all.lower95 || without.lower95 > all.upper95);
    let outside = found(&|without| without.median < all.lower95 || without.median > all.upper95);
    let (verdict, sentence) = match (apart.as_slice(), outside.as_slice()) {
        ([_, _, ..], _) => (
            Verdict::Withheld,
            format!(
                "Without any one of {} another answer comes out, far from the one of all lists: it depends on which lists are used.",
                apart.join(", ")
            ),
        ),
        (_, []) => {
            (Verdict::Passed, "Leaving out any one list leaves the estimate within its interval.".to_owned())
        }
        (_, [one]) => (
            Verdict::Warned,
            format!("Without the list {one} the estimate leaves its interval: it leans on that list."),
        ),
        (_, more) => (
            Verdict::Warned,
            format!(
                "Without any one of {} the estimate leaves its interval: it leans on these lists.",
                more.join(", ")
            ),
        ),
    };
    Gate::new(Code::G7, verdict, outside.len() as f64, sentence)
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
    let against: Vec<&str> =
        others.iter().filter(|(_, meets)| !meets).map(|(other, _)| other.name()).collect();
    let (verdict, sentence) = if others.is_empty() {
        (Verdict::NotAsked, "There is no second method to compare with.".to_owned())
    } else if against.is_empty() {
        (Verdict::Passed, "The intervals of the methods overlap.".to_owned())
    } else if against.len() < others.len() {
        (
            Verdict::Warned,
            format!(
                "The interval of {} does not meet that of {}; another method agrees with the latter.",
                against.join(" and "),
                method.name()
            ),
        )
    } else {
        (
            Verdict::Withheld,
            format!(
                "Methods contradict each other: the interval of {} does not meet that of {}. All are shown; none is the answer.",
                method.name(),
                against.join(" or ")
            ),
        )
    };
    Gate::new(Code::G8, verdict, against.len() as f64, sentence)
}

/// G9: the largest change of a median by another setting, as a share.
pub fn of_settings(moved: Option<(f64, String)>) -> Gate {
    match moved {
        None => Gate::new(Code::G9, Verdict::NotAsked, None, "No other settings were tried.".to_owned()),
        Some((moved, what)) if moved > MOST_MOVED => Gate::new(
            Code::G9,
            Verdict::Warned,
            moved,
            format!(
                "The estimate moves by {:.0} % with {what}: it depends on a choice that the data do not make.",
                moved * 100.0
            ),
        ),
        Some((moved, _)) => Gate::new(
            Code::G9,
            Verdict::Passed,
            moved,
            format!("Other settings move the estimate by at most {:.0} %.", moved * 100.0),
        ),
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
    let missing: Vec<&str> = [
        (!attested.closure).then_some("that nobody entered or left while the lists were made (closure)"),
        (!attested.scope).then_some("that all lists are about the same people, place and time (scope)"),
        (!attested.linkage).then_some("that doubtful matches are counted in (linkage)"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if missing.is_empty() {
        let sentence = "Closure, scope and linkage are attested.".to_owned();
        return Gate::new(Code::G10, Verdict::Passed, 0.0, sentence);
    }
    let sentence = format!("Not for publication: nobody has attested {}.", missing.join("; "));
    Gate::new(Code::G10, Verdict::NotPublic, missing.len() as f64, sentence)
}
