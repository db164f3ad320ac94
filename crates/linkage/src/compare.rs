//! Rows made ready for comparison, and the level of agreement of two rows in each comparison.
//!
//! Each distinct value is read once, here; comparing two rows touches numbers and short byte strings only.

mod census;
mod dates;
mod forms;
mod labels;
mod mend;
mod near;
mod people;
mod words;

use crate::edge::Levels;
use crate::kind::FieldKind;
use crate::plan::Planned;
use crate::refusal::Refusal;
use crate::table::{MISSING, Table};
pub use census::Census;
use census::Counting;
pub use forms::{Bytes, Forms};
pub use labels::labels;

/// All comparisons of a table.
#[derive(Debug, Default)]
pub struct Prepared {
    /// In the order of the levels.
    pub fields: Vec<Field>,
    /// Number of rows.
    pub rows: u32,
    /// Value numbers of all comparisons, row by row: two rows are then two places in memory.
    by_row: Vec<u32>,
}

/// One comparison: the comparable value of each row and the forms of each value.
#[derive(Debug)]
pub struct Field {
    /// What is compared.
    pub planned: Planned,
    /// Value number of each row, or [`MISSING`]. Values that read alike share a number.
    pub cells: Vec<u32>,
    /// Rows with each value.
    pub counts: Vec<u32>,
    /// What is compared for each value.
    pub forms: Forms,
    /// −log2 of the share of rows with this value.
    pub rarity: Vec<f32>,
    /// −log2 of the share of rows with this value or one that sounds or looks like it.
    pub rarity_near: Vec<f32>,
    /// The comparison of given names with which this one of family names may be exchanged.
    pub exchanged_with: Option<usize>,
}

impl Field {
    /// Value number of a row.
    #[inline]
    pub fn cell(&self, row: u32) -> u32 {
        self.cells.get(row as usize).copied().unwrap_or(MISSING)
    }

    /// Level of two values that are there.
    #[inline]
    fn level(&self, one: u32, other: u32) -> u8 {
        if self.planned.kind == FieldKind::List {
            return u8::from(one == other);
        }
        if one == other {
            return 0;
        }
        match &self.forms {
            Forms::Words(bytes) => words::name(self, bytes, one, other),
            Forms::Places(bytes) => words::place(bytes, one, other),
            Forms::Codes(bytes) => words::code(bytes, one, other),
            Forms::Emails(bytes) => words::email(bytes, one, other),
            Forms::People(people) => people.level(one, other),
            Forms::Dates(dates) => dates::level(dates, one, other),
            Forms::Numbers(numbers) => dates::number(self.planned.kind, numbers, one, other),
            Forms::Same => 1,
        }
    }

    /// How telling the agreement of two values is, as −log2 of the share of rows that would agree with them by chance.
    #[inline]
    pub fn rarity(&self, one: u32, other: u32, level: u8) -> f32 {
        let at = |list: &[f32], value: u32| list.get(value as usize).copied().unwrap_or(0.0);
        match &self.forms {
            Forms::People(people) => people.rarity(one, other),
            _ if level == 0 => at(&self.rarity, one),
            _ => at(&self.rarity_near, one).min(at(&self.rarity_near, other)),
        }
    }
}

impl Prepared {
    /// Reads the values of the planned comparisons.
    pub fn new(table: &Table, planned: &[Planned]) -> Result<Self, Refusal> {
        forms::prepare(table, planned, Vec::new())
    }

    /// The same, with what occurs how often looked up in an earlier census: the levels and the rarity of a pair then do
    /// not depend on the other rows of the table.
    pub fn counted(table: &Table, planned: &[Planned], census: &Census) -> Result<Self, Refusal> {
        forms::prepare(table, planned, census.fields.iter().map(Counting::Then).collect())
    }

    fn of(fields: Vec<Field>, rows: u32) -> Self {
        let width = fields.len();
        let mut by_row = vec![MISSING; width * rows as usize];
        for (at, field) in fields.iter().enumerate() {
            let places = by_row.get_mut(at..).unwrap_or_default().iter_mut().step_by(width.max(1));
            places.zip(&field.cells).for_each(|(place, cell)| *place = *cell);
        }
        Self { fields, rows, by_row }
    }

    /// Value numbers of a row, in the order of the comparisons.
    #[inline]
    fn row(&self, row: u32) -> &[u32] {
        let start = row as usize * self.fields.len();
        self.by_row.get(start..start + self.fields.len()).unwrap_or(&[])
    }

    /// Levels of all comparisons of two rows.
    #[inline]
    pub fn levels(&self, a: u32, b: u32) -> Levels {
        let mut levels = Levels::default();
        let cells = self.row(a).iter().zip(self.row(b));
        for ((number, field), (&one, &other)) in self.fields.iter().enumerate().zip(cells) {
            let level =
                if one == MISSING || other == MISSING { Levels::MISSING } else { field.level(one, other) };
            levels = levels.with(number, level);
        }
        self.exchange(a, b, levels)
    }

    /// Given and family name written in each other's place count once, in the comparison of family names.
    #[inline]
    fn exchange(&self, a: u32, b: u32, levels: Levels) -> Levels {
        let mut levels = levels;
        for (number, field) in self.fields.iter().enumerate() {
            let Some(given) = field.exchanged_with else { continue };
            let (here, there) = (levels.get(number), levels.get(given));
            // Agreement in place is never overruled.
            if here <= 2 || there <= 1 || here == Levels::MISSING || there == Levels::MISSING {
                continue;
            }
            let Some(names) = self.fields.get(given) else { continue };
            let Forms::Words(bytes) = &field.forms else { continue };
            let crossed = words::alike(bytes, field.cell(a), names.cell(b))
                + words::alike(bytes, names.cell(a), field.cell(b));
            if crossed >= 3 {
                levels = levels.replaced(number, labels::EXCHANGED).replaced(given, Levels::MISSING);
            }
        }
        levels
    }
}

/// Whether values of that kind are compared as personal names, sharing one numbering of values.
fn is_word_name(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::GivenName | FieldKind::FamilyName | FieldKind::Patronymic)
}
