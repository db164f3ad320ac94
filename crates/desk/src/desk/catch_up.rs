//! Keeping the casebook level with the ledger: what was just saved goes in at once, what others saved is read.

use super::Desk;
use crate::stop::Outcome;
use casebook::{Arrived, Casebook};
use claims::when::Instant;
use claims::wire;
use claims::{Save, Saying, Tier};
use ledger::Receipt;
use std::sync::atomic::Ordering;

/// Entries read from the ledger at once.
const CATCH_UP: usize = 4096;

impl Desk {
    /// Takes what was just saved into the casebook, in the order of the ledger.
    pub(super) fn project(
        &self,
        casebook: &mut Casebook,
        receipts: &[Receipt],
        entries: Vec<Vec<(Tier, Save)>>,
    ) -> Outcome<()> {
        let next = casebook.position() + 1;
        let follows = receipts.first().is_some_and(|first| first.position == next)
            && receipts.iter().zip(next..).all(|(receipt, position)| receipt.position == position);
        if follows {
            let arrived: Vec<Arrived> = receipts
                .iter()
                .zip(entries)
                .map(|(receipt, saves)| Arrived {
                    position: receipt.position,
                    seq: receipt.seq,
                    entry: receipt.entry_hash,
                    saves: saves.into_iter().map(|(_, save)| save).collect(),
                })
                .collect();
            self.fallen_behind(&arrived);
            casebook.project(&arrived)?;
            self.is_level(casebook);
            return Ok(());
        }
        // Another thread's entries lie between: read them from the ledger, unless that thread has done so.
        self.catch_up(casebook)
    }

    /// Projects every entry of the ledger that the casebook has not seen.
    pub(crate) fn catch_up(&self, casebook: &mut Casebook) -> Outcome<()> {
        let mut reader = wire::Reader::default();
        // A damaged entry is reported by `opened` and `verify`; the rest stays usable.
        let mut entries = self
            .ledger
            .read_from(casebook.position() + 1)
            .filter_map(Result::ok)
            .map(|entry| opened(&mut reader, entry));
        if casebook.position() == 0 {
            *casebook =
                Casebook::rebuild(entries.inspect(|entry| self.fallen_behind(std::slice::from_ref(entry))))?;
            self.is_level(casebook);
            return Ok(());
        }
        loop {
            let batch: Vec<Arrived> = entries.by_ref().take(CATCH_UP).collect();
            if batch.is_empty() {
                self.is_level(casebook);
                return Ok(());
            }
            self.fallen_behind(&batch);
            casebook.project(&batch)?;
        }
    }

    fn is_level(&self, casebook: &Casebook) {
        self.level.fetch_max(casebook.position(), Ordering::AcqRel);
    }

    fn fallen_behind(&self, entries: &[Arrived]) {
        let sayings =
            entries.iter().flat_map(|entry| &entry.saves).map(|save| save.sayings.len() as u64).sum();
        self.behind.fetch_add(sayings, Ordering::Relaxed);
    }
}

/// An entry as the casebook takes it in. A part this version cannot read at all is kept as it is, as unknown.
fn opened(reader: &mut wire::Reader, entry: ledger::OpenedEntry) -> Arrived {
    let at = Instant::from_unix(entry.claimed_at);
    let saves = entry
        .parts
        .iter()
        .filter_map(|part| {
            let plain = part.plaintext.as_ref()?;
            let unread = || Save {
                record: part.record,
                author: "".into(),
                why: "".into(),
                at,
                sayings: vec![Saying::Unknown(plain.as_slice().into())],
            };
            Some(reader.decode(part.record, plain).unwrap_or_else(|_| unread()))
        })
        .collect();
    Arrived { position: entry.position, seq: entry.seq, entry: entry.entry_hash, saves }
}
