//! Why a table cannot be used, in words that say what to do.

/// A table that cannot be used, or a method that cannot use it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer than two columns of zeros and ones.
    #[error(
        "the table has {found} list column(s) of zeros and ones; two lists are the least, three for an estimate"
    )]
    TooFewLists {
        /// How many there are.
        found: usize,
    },
    /// More columns than a pattern holds.
    #[error("the table has {found} lists; at most {most} can be read. Merge lists that come from one source")]
    TooManyLists {
        /// How many there are.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// People seen by no list cannot be in the table.
    #[error(
        "row {row} counts {count} people on no list; those are what is to be estimated. Remove the row, or correct the lists"
    )]
    Unseen {
        /// Row, counted from 1 after the head.
        row: usize,
        /// What stands there.
        count: u64,
    },
    /// Nobody in it.
    #[error("the table holds nobody: every count is zero")]
    Empty,
    /// A method that needs fewer lists.
    #[error("{method} takes at most {most} lists, the table has {found}")]
    MethodLists {
        /// Which.
        method: &'static str,
        /// At most.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// The lists' totals are beyond what can be counted.
    #[error("the counts add up to more than {most}")]
    TooMany {
        /// The most.
        most: u64,
    },
    /// Not even independent lists give an estimate.
    #[error(
        "no log-linear model of this table has an estimate: the lists share too few people to tell how many were not seen"
    )]
    NoModel,
    /// Asked for an interval where there is only a bound.
    #[error("a lower bound says how many there are at least, and nothing of how many more")]
    BoundOnly,
}
