//! Learning from answers: how far each level's weight must move so that the answers become likely, held back by what the
//! model knew before. People are asked about doubtful pairs, not about pairs at random; so what is fitted is the chance of
//! *same given the levels* (a logistic regression that starts from the model's weights), which such a choice does not bend,
//! and never how often a level occurs.

/// One answered pair as the fit sees it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answered {
    /// The numbers of the levels it shows, one for each comparison that says anything.
    pub levels: Vec<u32>,
    /// Its weight before any answer, log2 odds.
    pub weight: f64,
    /// Whether the answer was "same".
    pub same: bool,
}

/// How far weights move, in log2.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moves {
    /// All pairs alike: the prior was too high or too low.
    pub all: f64,
    /// Each level.
    pub levels: Vec<f64>,
}

/// How far a level's weight may move before answers must insist: one standard deviation, in bits.
const LEVEL_SPREAD: f64 = 1.0;
/// The same for the prior.
const PRIOR_SPREAD: f64 = 2.0;
/// Newton steps at most; five or six are the rule.
const STEPS: usize = 30;

/// How far the moves of one comparison may be lopsided, in bits: its levels still are all there is.
const LOPSIDED: f64 = 0.02;

/// The most plausible moves, given the answers (a maximum a posteriori fit by Newton's method). `shares` has, for each
/// comparison, its levels and how often each occurs among pairs of one person: weighted so, moves of one comparison cancel,
/// or the shares would no longer add up to one. `from` is where to start: the moves found with one answer less are nearly
/// right.
pub(super) fn fit(
    answers: &[Answered],
    shares: &[Vec<(usize, f64)>],
    levels: usize,
    from: Option<&Moves>,
) -> Moves {
    let size = levels + 1;
    let mut at = vec![0.0; size];
    if let Some(from) = from.filter(|from| from.levels.len() == levels) {
        at = from.levels.iter().copied().chain([from.all]).collect();
    }
    let ln2 = std::f64::consts::LN_2;
    let spread = |index: usize| if index == levels { PRIOR_SPREAD } else { LEVEL_SPREAD };
    for _ in 0..STEPS {
        // Natural logarithms inside; the prior of a move in bits is N(0, spread²).
        let mut slope: Vec<f64> = (0..size).map(|i| -at_of(&at, i) / (spread(i) * spread(i))).collect();
        let mut curve = vec![0.0; size * size];
        for i in 0..size {
            add(&mut curve, i * size + i, 1.0 / (spread(i) * spread(i)));
        }
        for comparison in shares {
            let lopsided: f64 = comparison.iter().map(|(i, share)| at_of(&at, *i) * share).sum();
            for (i, one) in comparison {
                add(&mut slope, *i, -one * lopsided / (LOPSIDED * LOPSIDED));
                for (j, other) in comparison {
                    add(&mut curve, i * size + j, one * other / (LOPSIDED * LOPSIDED));
                }
            }
        }
        for answer in answers {
            let active = || answer.levels.iter().map(|level| *level as usize).chain([levels]);
            let weight = answer.weight + active().map(|i| at_of(&at, i)).sum::<f64>();
            let p = 1.0 / (1.0 + (-weight * ln2).exp());
            let miss = (f64::from(u8::from(answer.same)) - p) * ln2;
            let bend = p * (1.0 - p) * ln2 * ln2;
            for i in active() {
                add(&mut slope, i, miss);
                for j in active() {
                    add(&mut curve, i * size + j, bend);
                }
            }
        }
        let Some(step) = solve(&curve, &slope, size) else { break };
        // A step of more than four bits is never right at once: far out the curve says little.
        let longest = step.iter().fold(0.0f64, |most, part| most.max(part.abs()));
        let scale = if longest > 4.0 { 4.0 / longest } else { 1.0 };
        for (value, part) in at.iter_mut().zip(&step) {
            *value += part * scale;
        }
        if longest < 1e-9 {
            break;
        }
    }
    let all = at.pop().unwrap_or_default();
    Moves { all, levels: at }
}

fn at_of(values: &[f64], at: usize) -> f64 {
    values.get(at).copied().unwrap_or_default()
}

fn add(values: &mut [f64], at: usize, what: f64) {
    if let Some(slot) = values.get_mut(at) {
        *slot += what;
    }
}

/// Solves a symmetric positive definite system (Cholesky); `None` when it is not one.
fn solve(matrix: &[f64], right: &[f64], size: usize) -> Option<Vec<f64>> {
    let mut lower = vec![0.0; size * size];
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| at_of(&lower, i * size + k) * at_of(&lower, j * size + k)).sum();
            let rest = at_of(matrix, i * size + j) - known;
            let value =
                if i == j { (rest > 0.0).then(|| rest.sqrt())? } else { rest / at_of(&lower, j * size + j) };
            *lower.get_mut(i * size + j)? = value;
        }
    }
    let mut half = vec![0.0; size];
    for i in 0..size {
        let known: f64 = (0..i).map(|k| at_of(&lower, i * size + k) * at_of(&half, k)).sum();
        *half.get_mut(i)? = (at_of(right, i) - known) / at_of(&lower, i * size + i);
    }
    let mut out = vec![0.0; size];
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| at_of(&lower, k * size + i) * at_of(&out, k)).sum();
        *out.get_mut(i)? = (at_of(&half, i) - known) / at_of(&lower, i * size + i);
    }
    Some(out)
}
