//! All hierarchical models of a few lists.

use super::model::Model;
use crate::table::Pattern;

/// Lists at most: with six there are already 32,768 models of pairs.
pub const MOST_LISTS: usize = 6;

/// Every hierarchical model with terms of at most `order` lists, smallest first by level; the saturated model, which leaves
/// nothing to learn the unseen from, is left out. With five lists 6,893, with terms of two lists at most 1,024.
/// None beyond six lists, and with six lists terms of two at most.
pub fn all(width: usize, order: usize) -> Vec<Model> {
    if width == 0 || width > MOST_LISTS {
        return Vec::new();
    }
    let order = order.min(width.saturating_sub(1)).min(if width == MOST_LISTS { 2 } else { width });
    let mut models: Vec<Vec<Pattern>> = vec![(0..width).map(|list| 1 << list).collect()];
    for size in 2..=order {
        let candidates: Vec<Pattern> =
            (1u32..1 << width).filter(|set| set.count_ones() as usize == size).collect();
        let mut next = Vec::new();
        for model in &models {
            // Sets all of whose parts one list smaller are in the model.
            let open: Vec<Pattern> = candidates
                .iter()
                .copied()
                .filter(|set| {
                    (0..width)
                        .filter(|list| set >> list & 1 == 1)
                        .all(|list| model.contains(&(set ^ (1 << list))))
                })
                .collect();
            for chosen in 0u32..1 << open.len() {
                let more =
                    open.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, set)| *set);
                next.push(model.iter().copied().chain(more).collect());
            }
        }
        models = next;
    }
    let mut models: Vec<Model> = models.into_iter().map(|terms| Model::closed(width, terms)).collect();
    // Fewest terms first, so that of two models that explain a table alike the simpler is met first.
    models.sort_by(|a, b| (a.terms().len(), a.terms()).cmp(&(b.terms().len(), b.terms())));
    models
}
