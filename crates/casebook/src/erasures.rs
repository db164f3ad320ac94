//! Erasure as the casebook sees it: requests and how they stand, holds, and what is gone. Made from decisions alone;
//! the text that was erased is not here, since its entries can no longer be opened.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rulings::Ruled;
use crate::schema::claims_of;
use claims::when::Instant;
use claims::{
    ClaimId, Erased, ErasedRecord, ErasedRow, ErasureFacts, ErasureState, RecordId, Ruling, Tier, Tiers,
    Verdict, erasure_state,
};
use names::fold::search_key;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// Who decided something, when, why.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedOff {
    /// The decision.
    pub id: ClaimId,
    /// By whom.
    pub author: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When.
    pub at: Instant,
}

impl SignedOff {
    fn of(ruled: &Ruled) -> Self {
        Self { id: ruled.id, author: ruled.author.clone(), why: ruled.why.clone(), at: ruled.at }
    }
}

/// A request to erase, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasureView {
    /// The record under whose key its decisions are sealed.
    pub docket: RecordId,
    /// The records.
    pub records: Vec<RecordId>,
    /// The tiers of each.
    pub tiers: Tiers,
    /// Seconds after the confirmation.
    pub delay: u32,
    /// Who asked.
    pub asked: SignedOff,
    /// Who confirmed; never the person who asked.
    pub confirmed: Option<SignedOff>,
    /// Who cancelled.
    pub cancelled: Option<SignedOff>,
    /// Holds on its records, or on records judged the same.
    pub holds: Vec<(RecordId, SignedOff)>,
    /// What was destroyed.
    pub done: Option<SignedOff>,
    /// How it stands.
    pub state: ErasureState,
}

/// What is gone of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct GoneView {
    /// When and why: the reason of the request.
    pub at: Instant,
    /// Why.
    pub why: Box<str>,
    /// The tiers.
    pub tiers: Tiers,
    /// How many sealed parts can no longer be opened.
    pub parts: u64,
}

/// Erasure on one record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RecordErasure {
    /// Open requests that name it.
    pub requests: Vec<ErasureView>,
    /// Holds on it, or on records judged the same.
    pub holds: Vec<(RecordId, SignedOff)>,
    /// What is gone, oldest first.
    pub gone: Vec<GoneView>,
}

impl Casebook {
    /// Every request to erase, oldest first, as it stands at a moment.
    pub fn erasures(&self, now: Instant) -> Vec<ErasureView> {
        self.rulings.requests().into_iter().filter_map(|asked| self.erasure_view(asked, now)).collect()
    }

    fn erasure_view(&self, asked: &Ruled, now: Instant) -> Option<ErasureView> {
        let Ruling::AskErasure(ask) = &asked.ruling else { return None };
        // A request that was cancelled stays cancelled, and a confirmation that was taken back stays so, even if that
        // undoing is itself undone: else one person could bring back what everybody believed was over.
        let cancelled = self.rulings.undos_of(asked.id).first().map(|ruled| SignedOff::of(ruled));
        let confirmed = self
            .rulings
            .confirms(asked.id)
            .into_iter()
            .filter(|ruled| !same_handle(&ruled.author, &asked.author))
            .find(|ruled| self.rulings.undos_of(ruled.id).is_empty())
            .map(SignedOff::of);
        let done = self.rulings.carried(asked.id).last().map(|ruled| SignedOff::of(ruled));
        let mut holds: Vec<(RecordId, SignedOff)> =
            ask.records.iter().flat_map(|record| self.holds_over(*record)).collect();
        holds.sort_by_key(|(record, hold)| (*record, hold.id));
        holds.dedup_by_key(|(record, hold)| (*record, hold.id));
        let state = erasure_state(
            &ErasureFacts {
                asked: asked.at,
                delay: ask.delay,
                confirmed: confirmed.as_ref().map(|by| by.at),
                cancelled: cancelled.is_some(),
                done: done.as_ref().map(|by| by.at),
                held: !holds.is_empty(),
            },
            now,
        );
        Some(ErasureView {
            docket: asked.about,
            records: ask.records.clone(),
            tiers: ask.tiers,
            delay: ask.delay,
            asked: SignedOff::of(asked),
            confirmed,
            cancelled,
            holds,
            done,
            state,
        })
    }

    /// The holds over a record: on it, or on a record judged the same. With the record each lies on.
    pub fn holds_over(&self, record: RecordId) -> Vec<(RecordId, SignedOff)> {
        self.same_as(record)
            .into_iter()
            .chain([record])
            .flat_map(|of| self.rulings.holds_on(of).into_iter().map(move |ruled| (of, SignedOff::of(ruled))))
            .collect()
    }

    /// Every hold that has not been lifted.
    pub fn all_holds(&self) -> Vec<(RecordId, SignedOff)> {
        self.rulings
            .held_records()
            .flat_map(|record| {
                self.rulings.holds_on(record).into_iter().map(move |ruled| (record, SignedOff::of(ruled)))
            })
            .collect()
    }

    /// The other records judged the same as this one, through others too, in the order of ids.
    pub fn same_as(&self, record: RecordId) -> Vec<RecordId> {
        let mut seen = BTreeSet::from([record]);
        let mut open = vec![record];
        while let Some(at) = open.pop() {
            for other in self.rulings.judged_with(at) {
                let same = self.rulings.verdict(at, other).is_some_and(|(_, it)| it == Verdict::Same);
                if same && seen.insert(other) {
                    open.push(other);
                }
            }
        }
        seen.remove(&record);
        seen.into_iter().collect()
    }

    /// What is gone of a record, oldest first.
    pub fn gone(&self, record: RecordId) -> Vec<GoneView> {
        self.rulings
            .erased(record)
            .into_iter()
            .filter_map(|ruled| {
                let Ruling::Erased(erased) = &ruled.ruling else { return None };
                let of = erased.records.iter().find(|of| of.record == record)?;
                // The ground is the request's; the carrying out has none of its own.
                let why = self.rulings.get(erased.request).map_or(&ruled.why, |asked| &asked.why);
                Some(GoneView { at: ruled.at, why: why.clone(), tiers: of.tiers, parts: of.parts })
            })
            .collect()
    }

    /// What was carried out, and when, oldest first.
    pub fn carried_out(&self) -> Vec<(Erased, Instant)> {
        self.rulings
            .all_carried()
            .into_iter()
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::Erased(erased) => Some(((**erased).clone(), ruled.at)),
                _ => None,
            })
            .collect()
    }

    /// Which tiers of a record are gone.
    pub fn gone_tiers(&self, record: RecordId) -> Tiers {
        self.rulings
            .erased(record)
            .into_iter()
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::Erased(erased) => erased.records.iter().find(|of| of.record == record),
                _ => None,
            })
            .fold(Tiers::NONE, |all, of| all.union(of.tiers))
    }

    /// Every record of which something is gone, with what kind it was and which tiers.
    pub fn all_gone(&self) -> BTreeMap<RecordId, ErasedRecord> {
        let mut all: BTreeMap<RecordId, ErasedRecord> = BTreeMap::new();
        for ruled in self.rulings.all_carried() {
            let Ruling::Erased(erased) = &ruled.ruling else { continue };
            for of in &erased.records {
                let entry =
                    all.entry(of.record).or_insert(ErasedRecord { tiers: Tiers::NONE, parts: 0, ..*of });
                entry.kind = entry.kind.or(of.kind);
                entry.tiers = entry.tiers.union(of.tiers);
                entry.parts += of.parts;
            }
        }
        all
    }

    /// Records of which something was erased after one ledger position and up to another, in the order of ids.
    pub fn erased_between(&self, after: u64, up_to: u64) -> Vec<ErasedRecord> {
        let mut all: BTreeMap<RecordId, ErasedRecord> = BTreeMap::new();
        for ruled in self.rulings.all_carried() {
            let Ruling::Erased(erased) = &ruled.ruling else { continue };
            if ruled.position > after && ruled.position <= up_to {
                all.extend(erased.records.iter().map(|of| (of.record, *of)));
            }
        }
        all.into_values().collect()
    }

    /// Rows of a table that were about records now erased.
    pub fn erased_rows(&self, report: RecordId) -> BTreeSet<u64> {
        self.rulings
            .all_carried()
            .into_iter()
            .filter_map(|ruled| match &ruled.ruling {
                Ruling::Erased(erased) => Some(&erased.rows),
                _ => None,
            })
            .flatten()
            .filter(|row| row.report == report)
            .map(|row| row.row)
            .collect()
    }

    /// Everything about erasure on one record.
    pub fn record_erasure(&self, record: RecordId, now: Instant) -> RecordErasure {
        RecordErasure {
            requests: self
                .erasures(now)
                .into_iter()
                .filter(|request| request.state.is_open() && request.records.contains(&record))
                .collect(),
            holds: self.holds_over(record),
            gone: self.gone(record),
        }
    }

    /// The rows of tables that claims on these records cite.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn rows_about(&self, records: &[RecordId]) -> Result<Vec<ErasedRow>, CasebookError> {
        const ROW: i64 = 2;
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT t.report, c.first FROM claim c JOIN told t ON t.n = c.told \
             WHERE c.n BETWEEN ?1 AND ?2 AND c.spot = ?3 AND t.report IS NOT NULL AND c.first IS NOT NULL",
        )?;
        let mut rows = BTreeSet::new();
        for record in records {
            let Some(n) = self.ids.number(*record) else { continue };
            let (first, last) = claims_of(n);
            let mut found = statement.query(params![first, last, ROW])?;
            while let Some(row) = found.next()? {
                let report = self.ids.record(row.get(0)?);
                // What a table says of itself is not about a row of it.
                if report != *record {
                    rows.insert(ErasedRow { report, row: row.get::<_, i64>(1)? as u64 });
                }
            }
        }
        Ok(rows.into_iter().collect())
    }

    /// True when something was ever erased here.
    pub fn has_gone(&self) -> bool {
        self.rulings.has_carried()
    }

    /// Whether a record's facts are gone: then nobody can say that it was one of those detained.
    pub(crate) fn facts_are_gone(&self, record: RecordId) -> bool {
        self.rulings.has_carried() && self.gone_tiers(record).has(Tier::Facts)
    }
}

/// Whether two handles are one person's for all anybody can tell: written in another case, in another form of
/// Unicode, with look-alike letters of another script, or with other spaces and signs between.
pub fn same_handle(a: &str, b: &str) -> bool {
    let sounds = |handle: &str| search_key(handle).replace(' ', "");
    // Two handles of signs alone have no letters to tell them apart.
    sounds(a) == sounds(b) || looks(a) == looks(b)
}

/// What a handle looks like: small letters and digits, Cyrillic and Greek ones by the Latin letter they resemble.
fn looks(handle: &str) -> String {
    let like = |c: char| match c {
        'а' | 'α' => 'a',
        'в' | 'β' | 'ь' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ё' | 'ε' | 'є' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ı' | 'ι' | 'ї' | 'l' | '1' => 'i',
        'ј' => 'j',
        'к' | 'κ' | 'қ' => 'k',
        'м' | 'μ' => 'm',
        'п' => 'n',
        'о' | 'ο' | 'ө' | '0' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ү' | 'ұ' | 'у' => 'y',
        'ν' => 'v',
        'ѡ' | 'ω' => 'w',
        'х' | 'χ' | 'ҳ' => 'x',
        other => other,
    };
    handle.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(like).collect()
}
