//! From the table to an assessment, and what its report says about where it comes from. The command and the page call these.

use super::Overlap;
use crate::Sentence;
use crate::stop::{Outcome, Stop};
use casebook::FigureView;
use estimate::assess::Stage;
use estimate::report::{About, Claimed};
use estimate::{Assessment, Choice, Question, assess};

/// The question that a table of the casebook is asked: with what people answer for, all checks on.
pub fn question(of: &Overlap, choice: Choice, seed: u64) -> Question {
    Question { attested: of.attested(), ..Question::new(choice, seed) }
}

/// Looks at the table. Takes seconds to minutes; `progress` is told now and then.
///
/// # Errors
/// A refusal when there is no table, or the method cannot be used on it.
pub fn reckon(
    of: &Overlap,
    question: &Question,
    progress: &mut dyn FnMut(Stage, f64),
) -> Outcome<Assessment> {
    let table = of.table.as_ref().map_err(refused)?;
    let found = assess(table, question, progress).map_err(|refusal| refused(&refusal))?;
    Ok(found.above(of.receipt.floor))
}

/// Why there is no table, or none that the method can use, as a refusal.
pub(super) fn refused(refusal: &estimate::Refusal) -> Stop {
    Stop::refused("lists", Sentence::from(refusal))
}

/// What a report of it says beside the estimate.
pub fn about(of: &Overlap, title: &str, version: &str) -> About {
    About {
        title: title.to_owned(),
        version: version.to_owned(),
        named: Some(of.receipt.named),
        claimed: of.receipt.figures.iter().filter_map(claimed).collect(),
        notes: of.notes(),
    }
}

/// A figure with what its word strictly says; one that has no lower bound says nothing that could be drawn.
fn claimed(figure: &FigureView) -> Option<Claimed> {
    let amount = figure.amount.as_ref()?;
    let by = figure.speaker.as_ref().or(figure.outlet.as_ref()).unwrap_or(&figure.label);
    Some(Claimed {
        by: format!("{by}: {}", amount.word),
        low: amount.low?,
        high: amount.high,
        as_of: figure.said_on.as_ref().map(|when| when.written().to_owned()).unwrap_or_default(),
    })
}
