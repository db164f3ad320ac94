//! Rows of one or several lists, with every distinct value of a column kept once.
//!
//! Values stay as they were written. Nothing here knows what a column means; that is `kind`.

use std::hash::Hasher;

/// The cell of a row that says nothing.
pub const MISSING: u32 = u32::MAX;

/// Texts end to end in one piece of memory; a text is called by its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of that number; empty when there is none.
    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let Some(&end) = self.ends.get(number) else { return "" };
        let start = if number == 0 { 0 } else { self.ends.get(number - 1).copied().unwrap_or(0) };
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Adds a text at the end and returns its number.
    pub fn push(&mut self, text: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        number
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }
}

/// One column: its distinct values, how often each occurs, and the value of each row.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// As written in the header; may be empty.
    pub name: String,
    /// Distinct values in the order in which they first occur.
    pub values: Texts,
    /// How many rows have each value.
    pub counts: Vec<u32>,
    /// Value number of each row, or [`MISSING`].
    pub cells: Vec<u32>,
}

impl Column {
    /// The value number of a row, or [`MISSING`].
    #[inline]
    pub fn cell(&self, row: u32) -> u32 {
        self.cells.get(row as usize).copied().unwrap_or(MISSING)
    }

    /// What is written in that row; `None` when missing.
    pub fn written(&self, row: u32) -> Option<&str> {
        let cell = self.cell(row);
        (cell != MISSING).then(|| self.values.get(cell))
    }

    /// How many rows have a value.
    pub fn filled(&self) -> u64 {
        self.counts.iter().map(|&count| u64::from(count)).sum()
    }
}

/// Rows of one or several lists under common columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The compared columns (ids, lists and truth are not among them).
    pub columns: Vec<Column>,
    /// Ids of the rows as written, in row order.
    pub ids: Texts,
    /// Names of the lists; a single list has one entry.
    pub lists: Vec<String>,
    /// Number of the list of each row.
    pub list_of: Vec<u16>,
}

impl Table {
    /// Number of rows.
    pub fn rows(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The rows that are wanted, in their order. Values that no row has any more stay, counted as none.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(u32) -> bool) -> Self {
        let rows: Vec<u32> = (0..self.rows()).filter(|row| wanted(*row)).collect();
        let mut ids = Texts::default();
        rows.iter().for_each(|row| {
            ids.push(self.ids.get(*row));
        });
        let columns = self.columns.iter().map(|column| {
            let cells: Vec<u32> = rows.iter().map(|row| column.cell(*row)).collect();
            let mut counts = vec![0; column.values.len()];
            for cell in &cells {
                if let Some(count) = counts.get_mut(*cell as usize) {
                    *count += 1;
                }
            }
            Column { name: column.name.clone(), values: column.values.clone(), counts, cells }
        });
        Self {
            columns: columns.collect(),
            ids,
            lists: self.lists.clone(),
            list_of: rows.iter().map(|row| self.list(*row)).collect(),
        }
    }

    /// The list of a row.
    #[inline]
    pub fn list(&self, row: u32) -> u16 {
        self.list_of.get(row as usize).copied().unwrap_or(0)
    }
}

/// Fills a table row by row.
#[derive(Debug, Default)]
pub struct Builder {
    table: Table,
    seen: Vec<Seen>,
}

impl Builder {
    /// A table with these columns and no rows.
    pub fn new<'a>(columns: impl IntoIterator<Item = &'a str>) -> Self {
        let columns: Vec<Column> =
            columns.into_iter().map(|name| Column { name: name.to_owned(), ..Column::default() }).collect();
        let seen = columns.iter().map(|_| Seen::default()).collect();
        Self { table: Table { columns, ..Table::default() }, seen }
    }

    /// Goes on an existing table: rows are added to it.
    pub fn onto(table: Table) -> Self {
        let seen = table.columns.iter().map(|column| Seen::of(&column.values)).collect();
        Self { table, seen }
    }

    /// The number of the list of that name, which is added if it is new.
    pub fn list(&mut self, name: &str) -> u16 {
        if let Some(at) = self.table.lists.iter().position(|known| known == name) {
            return at as u16;
        }
        self.table.lists.push(name.to_owned());
        (self.table.lists.len() - 1) as u16
    }

    /// Adds a row: its id as written, its list, and its cells in the order of the columns. Blank cells are missing;
    /// cells beyond the columns are left out, cells that lack are missing.
    pub fn row<'a>(&mut self, id: &str, list: u16, cells: impl IntoIterator<Item = &'a str>) {
        self.table.ids.push(id);
        self.table.list_of.push(list);
        let mut cells = cells.into_iter();
        for (column, seen) in self.table.columns.iter_mut().zip(&mut self.seen) {
            let text = cells.next().unwrap_or("").trim();
            if text.is_empty() {
                column.cells.push(MISSING);
                continue;
            }
            let number = seen.number(text, &mut column.values);
            match column.counts.get_mut(number as usize) {
                Some(count) => *count += 1,
                None => column.counts.push(1),
            }
            column.cells.push(number);
        }
    }

    /// The finished table.
    pub fn finish(mut self) -> Table {
        if self.table.lists.is_empty() {
            self.table.lists.push(String::new());
        }
        self.table
    }
}

/// Finds the number of a text that came before: places by hash, the next one where one is taken.
#[derive(Debug, Default)]
struct Seen {
    /// The upper half of the hash and the number of a text, or [`Self::FREE`]; a power of two of places.
    places: Vec<(u32, u32)>,
    taken: usize,
}

impl Seen {
    const FREE: (u32, u32) = (0, MISSING);

    fn of(values: &Texts) -> Self {
        let mut seen = Self::default();
        for (number, text) in values.iter().enumerate() {
            seen.make_room();
            seen.put(hash_of(text), number as u32);
            seen.taken += 1;
        }
        seen
    }

    /// The number of a text, which is added if it is new.
    fn number(&mut self, text: &str, values: &mut Texts) -> u32 {
        self.make_room();
        let hash = hash_of(text);
        let upper = (hash >> 32) as u32;
        let mut at = hash as usize;
        while let Some(&(known, number)) = self.places.get(at & (self.places.len() - 1)) {
            if number == MISSING {
                break;
            }
            if known == upper && values.get(number) == text {
                return number;
            }
            at = at.wrapping_add(1);
        }
        let number = values.push(text);
        self.put(hash, number);
        self.taken += 1;
        number
    }

    fn put(&mut self, hash: u64, number: u32) {
        let places = self.places.len().max(1);
        let mut at = hash as usize;
        while let Some(place) = self.places.get_mut(at & (places - 1)) {
            if place.1 == MISSING {
                *place = ((hash >> 32) as u32, number);
                return;
            }
            at = at.wrapping_add(1);
        }
    }

    /// Keeps a third of the places free.
    fn make_room(&mut self) {
        if self.taken * 3 < self.places.len() * 2 {
            return;
        }
        let places = (self.places.len() * 2).max(16);
        let before = std::mem::replace(&mut self.places, vec![Self::FREE; places]);
        self.spread(before);
    }

    /// Puts known texts into more places. The lower half of a hash is made from its upper half ([`hash_of`]).
    fn spread(&mut self, before: Vec<(u32, u32)>) {
        for (upper, number) in before.into_iter().filter(|place| place.1 != MISSING) {
            self.put(whole(upper), number);
        }
    }
}

/// The hash of a text; only its upper half is made from the text, the lower half from that, so that the half tells all.
fn hash_of(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    whole((hasher.finish() >> 32) as u32 ^ hasher.finish() as u32)
}

fn whole(upper: u32) -> u64 {
    let mixed = u64::from(upper).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u64::from(upper) << 32 | mixed >> 32
}
