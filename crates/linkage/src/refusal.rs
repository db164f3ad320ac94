//! What a user can put right, in their words.

/// Why nothing was linked, and what to do about it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    /// Fewer than two rows.
    #[error("there are fewer than two rows, so there is nothing to compare")]
    TooFewRows,
    /// No column that can tell persons apart.
    #[error("no column can be compared: {0}; name the kinds under [fields] in the configuration")]
    NoFields(String),
    /// The configuration names a column that is not there.
    #[error("the configuration names the column \"{0}\", which is not in the table")]
    NoSuchColumn(String),
    /// A model that does not fit the table.
    #[error("the model compares the column \"{0}\", which is not in the table")]
    ModelColumn(String),
    /// A pair of the constraints names a row that is not there.
    #[error("a constraint names row {0}, and there are only {1} rows")]
    NoSuchRow(u32, u32),
    /// The same pair must and cannot be linked.
    #[error("rows {0} and {1} are said to be the same and to be different; take one of the two back")]
    Contradiction(u32, u32),
    /// A configuration that cannot be read.
    #[error("the configuration cannot be read: {0}")]
    Config(String),
    /// A model that cannot be read.
    #[error("the model cannot be read: {0}")]
    Model(String),
}
