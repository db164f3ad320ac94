//! Asking people: which pair to show next, and what its answer teaches. Answers about a pair bind (same, different); what
//! they teach is one small fit, so that there is no difference between the tenth answer and the ten-thousandth. It draws
//! nothing by chance and reads no clock: the same answers lead to the same questions.

mod fit;

use crate::edge::{Edge, Levels};
use crate::model::Model;
use crate::refusal::Refusal;
use crate::score::{Scorer, probability};
use crate::table::Table;
use crate::train::{Answers, best_f1, doubt};
use fit::{Answered, Moves, fit};
use std::collections::BTreeMap;

/// What somebody says about two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// One person.
    Same,
    /// Two persons.
    Different,
    /// It cannot be told; teaches nothing and is not asked again.
    Unsure,
}

impl Answer {
    /// As it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }

    /// Reads what [`Answer::name`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Same, Self::Different, Self::Unsure].into_iter().find(|answer| answer.name() == text)
    }
}

/// A pair to ask about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The smaller row.
    pub a: u32,
    /// The larger row.
    pub b: u32,
    /// Its weight after the answers so far, log2 odds.
    pub weight: f64,
}

impl Question {
    /// The weight as a probability.
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.weight).exp2())
    }
}

/// Pairs that agree alike.
struct Pattern {
    levels: Levels,
    /// Where its pairs are in the order of patterns.
    from: usize,
    until: usize,
    /// The mean weight of its pairs before any answer.
    weight: f64,
    /// Questions asked about it.
    asked: u32,
}

/// A round of questions about one linkage.
pub struct Session<'a> {
    scorer: Scorer<'a>,
    model: &'a Model,
    /// The candidates, grouped by pattern, each group by weight.
    edges: Vec<Edge>,
    marks: &'a [u64],
    patterns: Vec<Pattern>,
    pattern_of: BTreeMap<Levels, usize>,
    answers: BTreeMap<(u32, u32), Answer>,
    /// What the answers teach, one entry for each that is not unsure.
    lessons: BTreeMap<(u32, u32), Answered>,
    moves: Moves,
    shares: Vec<Vec<(usize, f64)>>,
    /// The number of the first level of each comparison.
    first_level: Vec<u32>,
}

impl<'a> Session<'a> {
    /// Begins. `edges` are the pairs that may be asked about; `marks` settle ties.
    ///
    /// # Errors
    /// A model that does not fit the table.
    pub fn begin(
        model: &'a Model,
        table: &'a Table,
        edges: &[Edge],
        marks: &'a [u64],
    ) -> Result<Self, Refusal> {
        let mut edges = edges.to_vec();
        let mark = |edge: &Edge| {
            let of = |row: u32| marks.get(row as usize).copied().unwrap_or_default();
            (of(edge.a).min(of(edge.b)), of(edge.a).max(of(edge.b)))
        };
        edges.sort_by(|one, other| {
            (one.levels.cmp(&other.levels))
                .then(one.weight.total_cmp(&other.weight))
                .then_with(|| mark(one).cmp(&mark(other)))
        });
        let mut patterns = Vec::new();
        let mut from = 0;
        for group in edges.chunk_by(|one, other| one.levels == other.levels) {
            let Some(first) = group.first() else { continue };
            let sum: f64 = group.iter().map(|edge| f64::from(edge.weight)).sum();
            let until = from + group.len();
            patterns.push(Pattern {
                levels: first.levels,
                from,
                until,
                weight: sum / group.len() as f64,
                asked: 0,
            });
            from = until;
        }
        let mut first_level = Vec::new();
        let mut shares = Vec::new();
        let mut levels = 0usize;
        for comparison in &model.comparisons {
            first_level.push(levels as u32);
            let known = comparison.levels.iter().enumerate();
            shares.push(known.filter_map(|(at, level)| Some((levels + at, level.m?))).collect());
            levels += comparison.levels.len();
        }
        Ok(Self {
            scorer: Scorer::new(model, table)?,
            model,
            edges,
            marks,
            pattern_of: patterns.iter().enumerate().map(|(at, pattern)| (pattern.levels, at)).collect(),
            patterns,
            answers: BTreeMap::new(),
            lessons: BTreeMap::new(),
            moves: Moves { all: 0.0, levels: vec![0.0; levels] },
            shares,
            first_level,
        })
    }

    /// Takes answers given before, all at once.
    pub fn remember(&mut self, answers: impl IntoIterator<Item = ((u32, u32), Answer)>) {
        for ((a, b), answer) in answers {
            self.note(a, b, Some(answer));
        }
        self.learn();
    }

    /// Takes an answer and learns from it. An earlier answer about the pair is replaced.
    pub fn answer(&mut self, a: u32, b: u32, answer: Answer) {
        self.note(a, b, Some(answer));
        self.learn();
    }

    /// Forgets an answer.
    pub fn take_back(&mut self, a: u32, b: u32) {
        self.note(a, b, None);
        self.learn();
    }

    /// All answers.
    pub fn answers(&self) -> &BTreeMap<(u32, u32), Answer> {
        &self.answers
    }

    fn note(&mut self, a: u32, b: u32, answer: Option<Answer>) {
        let pair = (a.min(b), a.max(b));
        let edge = self.scorer.edge(pair.0, pair.1);
        let before = match answer {
            Some(answer) => self.answers.insert(pair, answer),
            None => self.answers.remove(&pair),
        };
        let pattern = self.pattern_of.get(&edge.levels).and_then(|at| self.patterns.get_mut(*at));
        if let Some(pattern) = pattern {
            pattern.asked = match (before, answer) {
                (None, Some(_)) => pattern.asked + 1,
                (Some(_), None) => pattern.asked.saturating_sub(1),
                _ => pattern.asked,
            };
        }
        match answer {
            Some(answer @ (Answer::Same | Answer::Different)) => {
                let levels = self.active(edge.levels);
                let lesson =
                    Answered { levels, weight: f64::from(edge.weight), same: answer == Answer::Same };
                self.lessons.insert(pair, lesson);
            }
            _ => {
                self.lessons.remove(&pair);
            }
        }
    }

    fn active(&self, levels: Levels) -> Vec<u32> {
        let first = self.first_level.iter().enumerate();
        first.filter_map(|(at, first)| Some(first + levels.level(at)? as u32)).collect()
    }

    fn learn(&mut self) {
        let lessons: Vec<Answered> = self.lessons.values().cloned().collect();
        self.moves = fit(&lessons, &self.shares, self.moves.levels.len(), Some(&self.moves));
    }

    fn moved(&self, levels: Levels) -> f64 {
        let of = |level: u32| self.moves.levels.get(level as usize).copied().unwrap_or_default();
        let first = self.first_level.iter().enumerate();
        let known = first.filter_map(|(at, first)| Some(first + levels.level(at)? as u32));
        self.moves.all + known.map(of).sum::<f64>()
    }

    /// The most useful pair to ask about: of a pattern that is doubtful, frequent and seldom asked, the pair nearest to
    /// even odds. `None` when every pair has its answer.
    pub fn next(&self) -> Option<Question> {
        let worth = |pattern: &Pattern| {
            let weight = pattern.weight + self.moved(pattern.levels);
            let p = 1.0 / (1.0 + (-weight).exp2());
            let pairs = (pattern.until - pattern.from) as f64;
            // What one answer tells (the variance of a coin), for how many pairs, with less and less to learn.
            (p * (1.0 - p) + 1e-6) * pairs.sqrt() / f64::from(1 + pattern.asked)
        };
        let mut order: Vec<(f64, &Pattern)> =
            self.patterns.iter().map(|pattern| (worth(pattern), pattern)).collect();
        order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.levels.cmp(&other.1.levels)));
        order.into_iter().find_map(|(_, pattern)| self.nearest(pattern))
    }

    /// The unanswered pair of a pattern nearest to even odds.
    fn nearest(&self, pattern: &Pattern) -> Option<Question> {
        let moved = self.moved(pattern.levels);
        let edges = self.edges.get(pattern.from..pattern.until).unwrap_or_default();
        let off = |edge: &Edge| (f64::from(edge.weight) + moved).abs();
        let unanswered = edges.iter().filter(|edge| !self.answers.contains_key(&(edge.a, edge.b)));
        let mark = |row: u32| self.marks.get(row as usize).copied().unwrap_or_default();
        let edge = unanswered.min_by(|one, other| {
            let ends = |edge: &Edge| (mark(edge.a).min(mark(edge.b)), mark(edge.a).max(mark(edge.b)));
            off(one).total_cmp(&off(other)).then_with(|| ends(one).cmp(&ends(other)))
        })?;
        Some(Question { a: edge.a, b: edge.b, weight: f64::from(edge.weight) + moved })
    }

    /// Whether the links are to be believed, the answers taken for the truth.
    fn doubt(&self, threshold: f64) -> Option<String> {
        let edges: Vec<Edge> = self
            .edges
            .iter()
            .map(|edge| {
                let weight = match self.answers.get(&(edge.a, edge.b)) {
                    Some(Answer::Same) => f64::INFINITY,
                    Some(Answer::Different) => f64::NEG_INFINITY,
                    _ => f64::from(edge.weight) + self.moved(edge.levels),
                };
                Edge { weight: weight as f32, probability: probability(weight) as f32, ..*edge }
            })
            .collect();
        let answers = Answers { same: self.count(Answer::Same), different: self.count(Answer::Different) };
        doubt(&edges, threshold, best_f1(&edges), answers)
    }

    fn count(&self, wanted: Answer) -> usize {
        self.answers.values().filter(|answer| **answer == wanted).count()
    }

    /// The model with what the answers taught: the chances of the levels among pairs of one person, the prior, and whether
    /// its links are still in doubt.
    pub fn model(&self) -> Model {
        let mut model = self.model.clone();
        let slope = if model.calibration.slope > 0.0 { model.calibration.slope } else { 1.0 };
        for (comparison, first) in model.comparisons.iter_mut().zip(&self.first_level) {
            let moved = |at: usize| {
                let level = self.moves.levels.get(*first as usize + at).copied().unwrap_or_default();
                (level / slope).exp2()
            };
            let levels = comparison.levels.iter().enumerate();
            let sum: f64 = levels.filter_map(|(at, level)| Some(level.m? * moved(at))).sum();
            let before: f64 = comparison.levels.iter().filter_map(|level| level.m).sum();
            for (at, level) in comparison.levels.iter_mut().enumerate() {
                level.m = level.m.map(|m| if sum > 0.0 { m * moved(at) * before / sum } else { m });
            }
        }
        let odds = model.prior / (1.0 - model.prior) * (self.moves.all / slope).exp2();
        model.prior = odds / (1.0 + odds);
        model.training.doubt = self.doubt(model.threshold);
        model.training.notes.push(format!(
            "Fitted to {} answers: {} same, {} different, {} unsure.",
            self.answers.len(),
            self.count(Answer::Same),
            self.count(Answer::Different),
            self.count(Answer::Unsure)
        ));
        model
    }
}
