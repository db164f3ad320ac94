//! Whether the pairs that look like one person can be told from namesakes at all.
//!
//! A mixture always finds a class of matches. In a list where nobody stands twice it takes the likest strangers for it, and
//! then no cut is good: probabilities lie anywhere between, instead of near 0 or 1. So the best F1 that the
//! probabilities themselves promise is what gives it away. The limits were set by lists whose truth is known: those linked
//! well promise .93 and more, those with 40 to 50 true pairs .84 to .97 (or were linked wrongly), those with none .60 to .71.

use crate::edge::Edge;

/// A promise below this is no better than what is found where nobody stands twice.
const NOTHING: f64 = 0.8;
/// A promise below this means that many of the links are wrong.
const DOUBTFUL: f64 = 0.9;
/// Pairs of one person that must be expected for something to be learnt from them.
const FEW: f64 = 20.0;

/// How many pairs people answered.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answers {
    /// One person.
    pub same: usize,
    /// Two persons.
    pub different: usize,
}

/// What a reader must know before a link is believed. `promised` is the best F1 that is to be expected, the answers taken
/// for the truth.
pub(crate) fn doubt(edges: &[Edge], threshold: f64, promised: f64, answers: Answers) -> Option<String> {
    let linked = edges.iter().filter(|edge| f64::from(edge.probability) >= threshold);
    let (pairs, same) =
        linked.fold((0u64, 0.0), |(pairs, same), edge| (pairs + 1, same + f64::from(edge.probability)));
    let some = if answers.same + answers.different == 0 { "some" } else { "more" };
    let label = format!("answer {some} pairs (habeas link label) and link again with the answers");
    if pairs == 0 {
        return None;
    }
    // Who was told of a pair that is one person knows that somebody stands twice.
    if promised < NOTHING && answers.same == 0 {
        return Some(format!(
            "the linked pairs cannot be told from namesakes: a list in which nobody stands twice looks the same. Do not use them \
             as they are; {label}"
        ));
    }
    if same < FEW {
        return Some(format!(
            "hardly any pairs of one person are expected (about {same:.0}): too few to learn from how such pairs look. Look at each; {label}"
        ));
    }
    (promised < DOUBTFUL).then(|| {
        format!(
            "many pairs are doubtful: by the model's own probabilities about {:.0} of {pairs} linked pairs are wrong, and there are \
             few duplicates or they say little. Look at the pairs beside the cut, or {label}",
            pairs as f64 - same
        )
    })
}
