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
        row: u64,
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
    /// The numbers of unseen people that are tried end while the mass goes on.
    #[error(
        "averaged graphs try up to {most} unseen people, and more than that are likely here; take latent classes (lcmcr)"
    )]
    Beyond {
        /// The last that is tried.
        most: usize,
    },
    /// No column to be had.
    #[error("the table has no column {name:?}; its columns are {columns}")]
    NoColumn {
        /// What was asked for.
        name: String,
        /// What there is.
        columns: String,
    },
    /// Two columns of one name.
    #[error("two columns are called {name:?}; give them different names")]
    TwoColumns {
        /// The name.
        name: String,
    },
    /// No list to be seen.
    #[error(
        "the table has no columns of zeros and ones: each list needs one, 1 for people on it, and a column `count` says how many people a \
         row stands for. Its columns are {columns}"
    )]
    NoLists {
        /// What there is.
        columns: String,
    },
    /// How many lists people are on, but not on which.
    #[error(
        "the table says on how many lists people are, but not on which. From that only a lower bound can be had: at least {least} in all \
         (Chao 1987), {seen} of them seen"
    )]
    TimesOnly {
        /// The bound, rounded.
        least: u64,
        /// People seen.
        seen: u64,
    },
    /// A cell of a list that is neither zero nor one.
    #[error("row {row}, column {column:?}: {value:?} is neither 0 nor 1")]
    NotZeroOrOne {
        /// Row as the reader counts.
        row: u64,
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A count that is none.
    #[error("row {row}, column {column:?}: {value:?} is no count; a count is a whole number, 0 or more")]
    NotACount {
        /// Row as the reader counts.
        row: u64,
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A count that is not there.
    #[error("row {row}: the count is missing. A pattern that nobody has may be left out, or have a 0")]
    MissingCount {
        /// Row as the reader counts.
        row: u64,
    },
    /// Too many strata.
    #[error("column {column:?} has more than {most} values; strata are places or months, not people")]
    TooManyStrata {
        /// The column.
        column: String,
        /// The most.
        most: usize,
    },
}
