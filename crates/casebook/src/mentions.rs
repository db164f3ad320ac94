//! Where else a text stands: the reports that claims cite, the records that refer to a record and those it refers to,
//! and whatever holds one of its written names. Asked before something is erased, since erasing a record does not
//! touch the words of another.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::{claims_of, record_of};
use crate::search::SearchQuery;
use crate::view::Named;
use claims::{Property, RecordId, Shape, Tier, Tiers};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// Why a record is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionHow {
    /// Its own words are the report that claims on the record cite.
    Cited,
    /// It told what is claimed.
    Told,
    /// A claim on it refers to the record by this property.
    RefersTo(Property),
    /// A claim on the record refers to it by this property.
    ReferredTo(Property),
    /// One of the record's written names stands in it, letter by letter.
    HoldsName,
    /// Search finds it by one of the names, perhaps in another script.
    SoundsLike,
}

/// Another record whose text is not erased.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The record.
    pub named: Named,
    /// Why it is listed.
    pub how: BTreeSet<MentionHow>,
    /// The tiers in which the text was found; all when that is not known.
    pub tiers: Tiers,
    /// Rows of it, when it is a table: the first of them.
    pub rows: BTreeSet<u64>,
}

/// The most rows listed per table.
const ROWS_LISTED: usize = 50;
/// The most records a name may bring in.
const HITS: usize = 200;
/// Names shorter than this are in too many words to be looked for letter by letter.
const SHORTEST: usize = 3;

#[derive(Default)]
struct Found {
    how: BTreeSet<MentionHow>,
    tiers: Tiers,
    rows: BTreeSet<u64>,
}

impl Casebook {
    /// The names written of these records, each once.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn written_names(&self, records: &[RecordId]) -> Result<Vec<String>, CasebookError> {
        let mut names = BTreeSet::new();
        for record in records {
            let Some(n) = self.ids.number(*record) else { continue };
            for claim in self.claims_about(n)? {
                if claim.property.shape() == Shape::Name {
                    names.extend(claim.text.map(String::from));
                }
            }
        }
        Ok(names.into_iter().collect())
    }

    /// Other records in which the text of these stands, in the order of ids.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn mentions(&self, records: &[RecordId]) -> Result<Vec<Mention>, CasebookError> {
        let mut found: BTreeMap<u32, Found> = BTreeMap::new();
        let numbers: BTreeSet<u32> = records.iter().filter_map(|record| self.ids.number(*record)).collect();
        for n in &numbers {
            self.around(*n, &mut found)?;
        }
        for row in self.rows_about(records)? {
            if let Some(n) = self.ids.number(row.report) {
                let of = found.entry(n).or_default();
                if of.rows.len() < ROWS_LISTED {
                    of.rows.insert(row.row);
                }
            }
        }
        for name in self.written_names(records)? {
            if name.chars().count() >= SHORTEST {
                self.holding(&name, &mut found)?;
            }
            let query = SearchQuery { text: name, limit: HITS, ..SearchQuery::default() };
            for hit in self.search(&query)? {
                if let Some(n) = self.ids.number(hit.record) {
                    let of = found.entry(n).or_default();
                    of.how.insert(MentionHow::SoundsLike);
                    // Found by its folded words: which of its texts it was is not known.
                    if of.tiers.is_empty() {
                        of.tiers = Tiers::ALL;
                    }
                }
            }
        }
        let mut all = Vec::new();
        for (n, of) in found {
            if !numbers.contains(&n) {
                all.push(Mention { named: self.named_of(n)?, how: of.how, tiers: of.tiers, rows: of.rows });
            }
        }
        all.sort_by_key(|mention| mention.named.record);
        Ok(all)
    }

    /// Reports cited, sources, and references in both directions.
    fn around(&self, n: u32, found: &mut BTreeMap<u32, Found>) -> Result<(), CasebookError> {
        for claim in self.claims_about(n)? {
            let told = self.contexts.of(claim.told);
            if let Some(report) = told.report {
                let of = found.entry(report).or_default();
                of.how.insert(MentionHow::Cited);
                of.tiers = of.tiers.and(Tier::Source);
            }
            if let Some(source) = told.source {
                let of = found.entry(source).or_default();
                of.how.insert(MentionHow::Told);
                of.tiers = of.tiers.and(Tier::Source);
            }
            if let (Shape::Ref, Some(other)) = (claim.property.shape(), claim.reference) {
                let of = found.entry(other).or_default();
                of.how.insert(MentionHow::ReferredTo(claim.property));
                of.tiers = of.tiers.union(Tiers::ALL);
            }
        }
        let mut statement =
            self.connection.prepare_cached("SELECT DISTINCT n >> 28, property FROM claim WHERE ref = ?1")?;
        let mut rows = statement.query([n])?;
        while let Some(row) = rows.next()? {
            let Some(property) = Property::from_code(row.get(1)?) else { continue };
            let of = found.entry(row.get(0)?).or_default();
            of.how.insert(MentionHow::RefersTo(property));
            of.tiers = of.tiers.and(property.tier());
        }
        Ok(())
    }

    /// Every text, note, reason and raw report in which these letters stand.
    fn holding(&self, name: &str, found: &mut BTreeMap<u32, Found>) -> Result<(), CasebookError> {
        let mut add = |record: u32, tier: Tier, row: Option<u64>| {
            let of = found.entry(record).or_default();
            of.how.insert(MentionHow::HoldsName);
            of.tiers = of.tiers.and(tier);
            if let Some(row) = row.filter(|_| of.rows.len() < ROWS_LISTED) {
                of.rows.insert(row);
            }
        };
        let mut claims = self.connection.prepare_cached(
            "SELECT n, property, first FROM claim WHERE instr(text, ?1) > 0 OR instr(note, ?1) > 0",
        )?;
        let mut rows = claims.query([name])?;
        while let Some(row) = rows.next()? {
            let Some(property) = Property::from_code(row.get(1)?) else { continue };
            let first: Option<i64> = row.get(2)?;
            let at = first.filter(|_| property == Property::ReportRow).map(|row| row as u64);
            add(record_of(row.get(0)?), property.tier(), at);
        }
        let mut raw = self.connection.prepare_cached("SELECT n FROM raw WHERE instr(bytes, ?1) > 0")?;
        let mut rows = raw.query([name.as_bytes()])?;
        while let Some(row) = rows.next()? {
            add(record_of(row.get(0)?), Tier::Source, None);
        }
        let mut whys =
            self.connection.prepare_cached("SELECT DISTINCT record FROM save WHERE instr(why, ?1) > 0")?;
        let mut rows = whys.query(params![name])?;
        while let Some(row) = rows.next()? {
            // The reason of a save is sealed with each of its parts.
            for tier in Tier::ALL {
                add(row.get(0)?, tier, None);
            }
        }
        Ok(())
    }

    /// How many claims a record has that are not raw rows; for saying how much goes.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn claim_count(&self, record: RecordId, tiers: Tiers) -> Result<u64, CasebookError> {
        let Some(n) = self.ids.number(record) else { return Ok(0) };
        let (first, last) = claims_of(n);
        let mut statement = self.connection.prepare_cached(
            "SELECT property, count(*) FROM claim WHERE n BETWEEN ?1 AND ?2 GROUP BY property",
        )?;
        let mut rows = statement.query([first, last])?;
        let mut sum = 0;
        while let Some(row) = rows.next()? {
            let of = Property::from_code(row.get(0)?).is_some_and(|property| tiers.has(property.tier()));
            sum += if of { row.get::<_, i64>(1)? as u64 } else { 0 };
        }
        Ok(sum)
    }
}
