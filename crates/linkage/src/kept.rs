//! What a run leaves for the next one, beside the model: the records with their clusters, the scored pairs, and what
//! people decided, as one run of bytes. It holds everything that is in the lists: whoever has it has the names.
//!
//! The form is ours and flat: numbers are little-endian, texts have their length before them, and the last eight bytes
//! are a checksum, so that a file that was cut short is not taken for a smaller list.

use crate::cluster::ClusterId;
use crate::edge::{Edge, Levels};
use crate::table::{Column, Table, Texts};

/// The first bytes.
const MAGIC: &[u8; 20] = b"habeas link rows 2\r\n";

/// A number stands for none.
const NONE: u64 = u64::MAX;

/// The records of a run and what became of them.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// What the ids are called.
    pub id_name: String,
    /// The records.
    pub table: Table,
    /// The cluster of each record.
    pub clusters: Vec<ClusterId>,
    /// The scored pairs.
    pub edges: Vec<Edge>,
    /// The same by decision, as rows.
    pub must_link: Vec<(u32, u32)>,
    /// Different by decision, as rows.
    pub cannot_link: Vec<(u32, u32)>,
    /// So many of the first records were there when the model was learnt: what is rare is counted among them.
    pub counted: u32,
    /// Records that were counted, as they were before others took their places.
    pub replaced: Table,
}

/// Why kept records cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeptProblem {
    /// Something else.
    #[error("it is not a file of kept records, or one of another version")]
    NotKept,
    /// Cut short or changed.
    #[error("it is cut short or damaged")]
    Damaged,
}

impl Kept {
    /// As bytes; the same for the same run.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.text(&self.id_name);
        out.table(&self.table);
        out.longs(self.clusters.iter().map(|id| id.number()));
        out.number(self.edges.len() as u64);
        for edge in &self.edges {
            for part in [edge.a, edge.b, edge.weight.to_bits(), edge.probability.to_bits()] {
                out.0.extend_from_slice(&part.to_le_bytes());
            }
            out.0.extend_from_slice(&edge.levels.0.to_le_bytes());
        }
        for pairs in [&self.must_link, &self.cannot_link] {
            out.numbers(pairs.iter().flat_map(|(a, b)| [*a, *b]));
        }
        out.number(u64::from(self.counted));
        out.table(&self.replaced);
        let sum = checksum(&out.0);
        out.number(sum);
        out.0
    }

    /// Reads what [`Kept::write`] wrote.
    ///
    /// # Errors
    /// [`KeptProblem`], and never half a list.
    pub fn read(bytes: &[u8]) -> Result<Self, KeptProblem> {
        let body = bytes.strip_prefix(MAGIC).ok_or(KeptProblem::NotKept)?;
        let (body, sum) = body.split_last_chunk::<8>().ok_or(KeptProblem::Damaged)?;
        let whole = bytes.get(..bytes.len().saturating_sub(8)).unwrap_or_default();
        if checksum(whole) != u64::from_le_bytes(*sum) {
            return Err(KeptProblem::Damaged);
        }
        Reader(body).kept().ok_or(KeptProblem::Damaged)
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn table(&mut self, table: &Table) {
        self.texts(table.lists.iter().map(String::as_str), table.lists.len());
        self.texts(table.ids.iter(), table.ids.len());
        self.numbers(table.list_of.iter().map(|list| u32::from(*list)));
        self.number(table.columns.len() as u64);
        for column in &table.columns {
            self.text(&column.name);
            self.texts(column.values.iter(), column.values.len());
            self.numbers(column.cells.iter().copied());
        }
    }

    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>, count: usize) {
        self.number(count as u64);
        texts.for_each(|text| self.text(text));
    }

    fn numbers(&mut self, numbers: impl Iterator<Item = u32>) {
        let at = self.0.len();
        self.number(NONE);
        let mut count = 0u64;
        for number in numbers {
            self.0.extend_from_slice(&number.to_le_bytes());
            count += 1;
        }
        if let Some(slot) = self.0.get_mut(at..at + 8) {
            slot.copy_from_slice(&count.to_le_bytes());
        }
    }

    fn longs(&mut self, numbers: impl ExactSizeIterator<Item = u64>) {
        self.number(numbers.len() as u64);
        numbers.for_each(|number| self.number(number));
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }

    fn short(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_le_bytes)
    }

    /// A count of things of which each takes so many bytes; more than are left is a lie.
    fn count(&mut self, each: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count.checked_mul(each)? <= self.0.len()).then_some(count)
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.short()? as usize;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    fn texts(&mut self) -> Option<Texts> {
        let count = self.count(4)?;
        let mut texts = Texts::default();
        for _ in 0..count {
            texts.push(self.text()?);
        }
        Some(texts)
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.count(4)?;
        (0..count).map(|_| self.short()).collect()
    }

    fn pairs(&mut self, rows: usize) -> Option<Vec<(u32, u32)>> {
        let (pairs, rest) = self.numbers()?.as_chunks::<2>().0.iter().fold(
            (Vec::new(), true),
            |(mut pairs, good), [a, b]| {
                pairs.push((*a, *b));
                (pairs, good && (*a as usize) < rows && (*b as usize) < rows)
            },
        );
        rest.then_some(pairs)
    }

    fn table(&mut self) -> Option<Table> {
        let lists: Vec<String> = self.texts()?.iter().map(str::to_owned).collect();
        let ids = self.texts()?;
        let rows = ids.len();
        let list_of: Option<Vec<u16>> =
            self.numbers()?.into_iter().map(|list| u16::try_from(list).ok()).collect();
        let list_of = list_of.filter(|of| of.len() == rows)?;
        let mut columns = Vec::new();
        for _ in 0..self.count(20)? {
            let name = self.text()?.to_owned();
            let values = self.texts()?;
            let cells = self.numbers()?;
            let mut counts = vec![0u32; values.len()];
            for cell in cells.iter().filter(|cell| **cell != crate::table::MISSING) {
                *counts.get_mut(*cell as usize)? += 1;
            }
            if cells.len() != rows {
                return None;
            }
            columns.push(Column { name, values, counts, cells });
        }
        Some(Table { columns, ids, lists, list_of })
    }

    fn kept(mut self) -> Option<Kept> {
        let id_name = self.text()?.to_owned();
        let table = self.table()?;
        let rows = table.rows() as usize;
        let clusters = (0..self.count(8)?).map(|_| self.number().map(ClusterId::from_number));
        let clusters = clusters.collect::<Option<Vec<_>>>().filter(|clusters| clusters.len() == rows)?;
        let mut edges = Vec::new();
        for _ in 0..self.count(24)? {
            let (a, b) = (self.short()?, self.short()?);
            let (weight, probability) = (f32::from_bits(self.short()?), f32::from_bits(self.short()?));
            let levels = Levels(self.number()?);
            if a as usize >= rows || b as usize >= rows || weight.is_nan() {
                return None;
            }
            edges.push(Edge { a, b, weight, probability, levels });
        }
        let (must_link, cannot_link) = (self.pairs(rows)?, self.pairs(rows)?);
        let counted = u32::try_from(self.number()?).ok().filter(|counted| *counted as usize <= rows)?;
        let replaced = self.table()?;
        self.0.is_empty().then_some(Kept {
            id_name,
            table,
            clusters,
            edges,
            must_link,
            cannot_link,
            counted,
            replaced,
        })
    }
}

/// FNV-1a over words of eight bytes: it finds what was cut or flipped, and is no seal.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let hash = words.iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| step(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(step(hash, bytes.len() as u64), |hash, byte| step(hash, u64::from(*byte)))
}
