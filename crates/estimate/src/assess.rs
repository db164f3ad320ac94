//! From a table to an estimate that may be shown, or to the reason why none may.

use crate::gates::{self, Attested, Code, Gate, Verdict};
use crate::method::{Answer, Method};
use crate::run::{Effort, run};
use crate::{OverlapTable, Refusal, Summary};
use rayon::prelude::*;

/// Which method is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Latent classes, held against averaged graphs, the log-linear model and the lower bound.
    Auto,
    /// The same, and the threshold for sparse tables.
    All,
    /// One.
    One(Method),
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// By which method.
    pub choice: Choice,
    /// How it runs.
    pub effort: Effort,
    /// The seed of all draws.
    pub seed: u64,
    /// What people answer for.
    pub attested: Attested,
    /// Whether lists are left out one by one (G7).
    pub leave_out: bool,
    /// Whether other settings are tried (G9).
    pub sensitivity: bool,
    /// Whether `auto` and `all` try a second prior, which the limits then cover.
    pub two_priors: bool,
}

impl Question {
    /// Everything that is looked at before an estimate is shown.
    pub fn new(choice: Choice, seed: u64) -> Self {
        Self {
            choice,
            effort: Effort::default(),
            seed,
            attested: Attested::default(),
            leave_out: true,
            sensitivity: true,
            two_priors: true,
        }
    }
}

/// The estimate by another setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Of which method.
    pub method: Method,
    /// What is different: `K = 5`.
    pub what: String,
    /// Its figures; none if it could not be computed.
    pub summary: Option<Summary>,
}

/// What can be said of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The table.
    pub table: OverlapTable,
    /// The seed.
    pub seed: u64,
    /// The method whose figures are the answer, unless they are withheld.
    pub method: Method,
    /// What each method says. To be shown only as [`Assessment::shown`] says.
    pub answers: Vec<Answer>,
    /// All gates, in order.
    pub gates: Vec<Gate>,
    /// The estimate without each list.
    pub left_out: Vec<Other>,
    /// The estimate by other settings.
    pub sensitivity: Vec<Other>,
    /// Latent classes by a prior that expects more of them; of `auto` and `all` only. The interval that is shown covers both priors.
    pub more_kinds: Option<Answer>,
    /// So many people certainly are: those of the table, or more that are documented otherwise.
    pub documented: u64,
}

impl Assessment {
    /// The first gate that takes the estimate away.
    pub fn withheld(&self) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.verdict == Verdict::Withheld && self.decides(gate))
    }

    /// G4 is about the log-linear model only.
    fn decides(&self, gate: &Gate) -> bool {
        gate.code != Code::G4 || self.method == Method::Loglinear
    }

    /// The answer of the method that was chosen.
    pub fn answer(&self) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.method == self.method)
    }

    /// The figures that may be shown as the answer: median and mean of the method, limits that cover both priors where two were tried.
    ///
    /// Nothing in a table says how many kinds of people there are, and a posterior of one prior is too sure of itself: where kinds are three,
    /// 83 of 100 intervals held. The range over a class of priors is the robust one (Berger 1994, *Test* 3:5); docs/calibration.md has what
    /// it gains.
    pub fn headline(&self) -> Option<Summary> {
        if self.withheld().is_some() {
            return None;
        }
        let own = self.answer().and_then(Answer::figures)?;
        let other = self.second().unwrap_or(own);
        // Fewer than are documented there cannot be.
        let least = self.documented as f64;
        Some(Summary {
            lower95: own.lower95.min(other.lower95).max(least),
            upper95: own.upper95.max(other.upper95).max(least),
            median: own.median.max(least),
            mean: own.mean.max(least),
        })
    }

    /// Figures by the second prior, where its chains agree well enough.
    pub fn second(&self) -> Option<Summary> {
        self.more_kinds.as_ref().filter(|answer| settled(answer)).and_then(Answer::figures)
    }

    /// The priors on α that the limits which are shown cover, where they are two: `gamma(0.25, 0.25)`.
    pub fn priors(&self) -> Vec<&str> {
        let alpha = |answer: &'_ Answer| answer.with.iter().position(|with| with.0 == "alpha");
        let both = [self.answer(), self.more_kinds.as_ref()].into_iter().flatten();
        let both = both.filter(|_| self.second().is_some());
        both.filter_map(|answer| answer.with.get(alpha(answer)?).map(|with| with.1.as_str())).collect()
    }

    /// Whether a method's own figures may be shown: not where the table itself allows none, not where its chains disagree or its interval
    /// says nothing. Where methods contradict each other all of them are.
    pub fn shown(&self, answer: &Answer) -> bool {
        let table_allows =
            self.gates.iter().all(|gate| gate.verdict != Verdict::Withheld || gate.code > Code::G4);
        let decided = matches!(self.withheld().map(|gate| gate.code), None | Some(Code::G8) | Some(Code::G6));
        table_allows
            && decided
            && gates::of_chains(answer).passed()
            && gates::of_width(answer, self.table.n()).passed()
            && answer.figures().is_some()
    }

    /// The same where at least so many people are documented, on these lists or otherwise: a limit never lies below them, and an estimate
    /// whose middle does is refuted.
    #[must_use]
    pub fn above(&self, documented: u64) -> Self {
        let mut told = self.clone();
        told.documented = documented.max(told.table.n());
        let median = told.answer().and_then(Answer::figures).map(|figures| figures.median);
        if let Some(median) = median.filter(|median| *median < told.documented as f64) {
            let gate = gates::of_documented(median, told.documented);
            match told.gates.iter_mut().find(|gate| gate.code == Code::G8) {
                Some(other) => *other = gate,
                None => told.gates.push(gate),
            }
        }
        told
    }

    /// The same with lists that are called otherwise, and with what people answer for now: for whoever keeps an assessment and may not keep
    /// names, or whose lists are answered for later than they were reckoned.
    #[must_use]
    pub fn retold(&self, names: &[String], attested: Attested) -> Self {
        let mut told = Self { table: self.table.called(names), ..self.clone() };
        for (other, name) in told.left_out.iter_mut().zip(told.table.lists()) {
            other.what.clone_from(name);
        }
        let figures = told.answer().and_then(Answer::figures);
        let without: Vec<(String, Option<Summary>)> =
            told.left_out.iter().map(|other| (other.what.clone(), other.summary)).collect();
        for gate in &mut told.gates {
            match gate.code {
                Code::G7 => *gate = gates::of_leaving_out(figures, &without, told.table.n()),
                Code::G10 => *gate = gates::of_attestations(attested),
                _ => {}
            }
        }
        told
    }

    /// Whether the estimate may be made public.
    pub fn publishable(&self) -> bool {
        self.headline().is_some() && self.gates.iter().all(|gate| gate.passed() || !self.decides(gate))
    }

    /// Whether anything stands beside the estimate that a reader must see.
    pub fn warned(&self) -> bool {
        self.gates.iter().any(|gate| !matches!(gate.verdict, Verdict::Passed | Verdict::NotAsked))
    }
}

/// Work that is being done, for a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A method runs.
    Method(Method),
    /// Lists are left out.
    LeavingOut,
    /// Other settings are tried.
    Sensitivity,
}

/// Shape and rate of the second prior on α: five expected, where the first expects one and a long tail. Of a few that were tried it held the
/// populations of three kinds best.
const MORE_KINDS: (f64, f64) = (5.0, 1.0);

/// Draws that are enough to see where a median is.
const CHECKING_ESS: f64 = 400.0;

/// Looks at a table. `progress` is told the stage and a share between 0 and 1.
pub fn assess(
    table: &OverlapTable,
    question: &Question,
    progress: &mut dyn FnMut(Stage, f64),
) -> Result<Assessment, Refusal> {
    let method = match question.choice {
        Choice::One(method) => method,
        Choice::Auto | Choice::All => Method::Lcmcr,
    };
    let mut gates: Vec<Gate> = gates::of_table(table).into();
    let allowed = gates.iter().all(Gate::passed);
    let mut assessment = Assessment {
        table: table.clone(),
        seed: question.seed,
        method,
        answers: Vec::new(),
        gates: Vec::new(),
        left_out: Vec::new(),
        sensitivity: Vec::new(),
        more_kinds: None,
        documented: table.n(),
    };
    // A table that allows no estimate gets none, not even one that is thrown away; the bound needs no more than the table.
    let bound = method == Method::Chao;
    if !allowed && !bound {
        if matches!(question.choice, Choice::Auto | Choice::All) {
            assessment.answers.push(run(Method::Chao, table, &question.effort, question.seed, &mut |_| {}));
        }
        gates.push(gates::of_attestations(question.attested));
        assessment.gates = gates;
        return Ok(assessment);
    }
    let methods: Vec<Method> = match question.choice {
        Choice::One(method) => vec![method],
        Choice::Auto => vec![Method::Lcmcr, Method::Dga, Method::Loglinear, Method::Chao],
        Choice::All => {
            vec![Method::Lcmcr, Method::Dga, Method::Loglinear, Method::Chao, Method::Sparse]
        }
    };
    for method in methods {
        let mut tell = |share: f64| progress(Stage::Method(method), share);
        let answer = run(method, table, &question.effort, question.seed, &mut tell);
        if let (Choice::One(_), Err(refusal)) = (question.choice, &answer.summary)
            && !matches!(refusal, Refusal::BoundOnly | Refusal::NoModel)
        {
            return Err(refusal.clone());
        }
        assessment.answers.push(answer);
    }
    if question.two_priors && question.choice != Choice::One(method) && method == Method::Lcmcr {
        let effort = Effort { alpha: MORE_KINDS, ..light(&question.effort) };
        let mut tell = |share: f64| progress(Stage::Method(method), share);
        assessment.more_kinds = Some(run(method, table, &effort, question.seed, &mut tell));
    }
    let model = assessment.answers.iter().find(|answer| answer.method == Method::Loglinear);
    gates.push(gates::of_model(model));
    let Some(answer) = assessment.answers.iter().find(|answer| answer.method == method) else {
        return Ok(assessment);
    };
    gates.push(gates::of_chains(answer));
    gates.push(gates::of_width(answer, table.n()));
    let figures = answer.figures();
    let so_far = gates.iter().all(|gate| gate.verdict != Verdict::Withheld || gate.code == Code::G4);
    if question.leave_out && so_far && !bound {
        progress(Stage::LeavingOut, 0.0);
        assessment.left_out = left_out(table, method, question);
        progress(Stage::LeavingOut, 1.0);
    }
    let without: Vec<(String, Option<Summary>)> =
        assessment.left_out.iter().map(|other| (other.what.clone(), other.summary)).collect();
    gates.push(gates::of_leaving_out(figures, &without, table.n()));
    gates.push(gates::of_methods(&assessment.answers, method));
    if question.sensitivity && so_far && !bound {
        progress(Stage::Sensitivity, 0.0);
        assessment.sensitivity = sensitivity(table, &assessment.answers, question);
        if let Some(more) = &assessment.more_kinds {
            let summary = more.figures().filter(|_| settled(more));
            assessment.sensitivity.insert(0, Other { method, what: "α ~ gamma(5, 1)".to_owned(), summary });
        }
        progress(Stage::Sensitivity, 1.0);
    }
    gates.push(gates::of_settings(most_moved(&assessment, method)));
    gates.push(gates::of_attestations(question.attested));
    assessment.gates = gates;
    Ok(assessment)
}

fn light(effort: &Effort) -> Effort {
    Effort {
        ess: effort.ess.min(CHECKING_ESS),
        most_rounds: effort.most_rounds / 4,
        replicates: 0,
        ..*effort
    }
}

/// The method on the table without each list. Of three lists none can be left out.
fn left_out(table: &OverlapTable, method: Method, question: &Question) -> Vec<Other> {
    if table.width() <= gates::LEAST_LISTS {
        return Vec::new();
    }
    let effort = light(&question.effort);
    let without = |list: usize| {
        let name = table.lists().get(list).cloned().unwrap_or_default();
        let smaller = table.without(list).ok().filter(|smaller| {
            // What the smaller table cannot carry says nothing about the larger one.
            gates::of_table(smaller).iter().all(Gate::passed)
        });
        let answer = smaller.map(|smaller| run(method, &smaller, &effort, question.seed, &mut |_| {}));
        let settled = answer.filter(settled);
        Other { method, what: name, summary: settled.and_then(|answer| answer.figures()) }
    };
    (0..table.width()).into_par_iter().map(without).collect()
}

/// Chains that agree well enough to see where the median is.
fn settled(answer: &Answer) -> bool {
    answer.agreement.is_none_or(|agreement| agreement.rhat <= 1.05)
}

/// Each method by other settings of its own.
fn sensitivity(table: &OverlapTable, answers: &[Answer], question: &Question) -> Vec<Other> {
    let base = light(&question.effort);
    let has =
        |method: Method| answers.iter().any(|answer| answer.method == method && answer.figures().is_some());
    let mut tries: Vec<(Method, String, Effort)> = Vec::new();
    if has(Method::Lcmcr) {
        for classes in [5, 15] {
            tries.push((Method::Lcmcr, format!("K = {classes}"), Effort { classes, ..base }));
        }
        tries.push((Method::Lcmcr, "α ~ gamma(1, 1)".to_owned(), Effort { alpha: (1.0, 1.0), ..base }));
    }
    if has(Method::Dga) {
        tries.push((Method::Dga, "p(n0) ∝ 1/n0".to_owned(), Effort { over_unseen: true, ..base }));
        let half = libm::exp2(-(table.width() as f64) - 1.0);
        for (what, delta) in [("δ × ½", half), ("δ × 2", half * 4.0)] {
            tries.push((Method::Dga, what.to_owned(), Effort { delta: Some(delta), ..base }));
        }
    }
    tries
        .into_par_iter()
        .map(|(method, what, effort)| {
            let answer = run(method, table, &effort, question.seed, &mut |_| {});
            let figures = if settled(&answer) { answer.figures() } else { None };
            Other { method, what, summary: figures }
        })
        .collect()
}

fn most_moved(assessment: &Assessment, method: Method) -> Option<(f64, String)> {
    let base = assessment.answer().and_then(Answer::figures)?;
    let own = assessment.sensitivity.iter().filter(|other| other.method == method);
    own.filter_map(|other| {
        let moved = (other.summary?.median / base.median - 1.0).abs();
        Some((moved, other.what.clone()))
    })
    .max_by(|a, b| a.0.total_cmp(&b.0))
}
