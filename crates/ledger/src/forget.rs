//! Erasing: the keys of records and tiers are destroyed, in memory and on disk, and a note of it stays. Entries still
//! verify; the text is gone. It must not return before the keys' bytes are gone from the key store.

use claims::{RecordId, Tier};
use zeroize::Zeroizing;

use crate::errors::{Doing, LedgerError};
use crate::layout::RECORD_KEYS;
use crate::record_keys::without;
use crate::replace::{erase, replace_erasing};
use crate::state::{Ledger, held};

impl Ledger {
    /// Destroys the key of a record's tier. `true` if there was one. Sealed files that were written before may still
    /// hold the text: write them again.
    ///
    /// # Errors
    /// `Storage`; the key may then still be on disk, and the call must be repeated.
    pub fn forget(&self, record: RecordId, tier: Tier) -> Result<bool, LedgerError> {
        Ok(self.forget_all(&[(record, tier)])? == 1)
    }

    /// Destroys many keys at once; how many there were. Of a record and tier that has no key it is noted that none may
    /// be made: what is erased cannot come back under the same record.
    ///
    /// # Errors
    /// As `forget`.
    pub fn forget_all(&self, which: &[(RecordId, Tier)]) -> Result<usize, LedgerError> {
        // The writer is held throughout: no entry can be sealed under a key while it is being destroyed.
        let mut writer = held(&self.writer);
        if let Some(stopped) = &writer.stopped {
            return Err(LedgerError::Stopped(stopped.to_string()));
        }
        let (gone, count) = held(&self.keys).to_forget(which);
        if gone.is_empty() {
            return Ok(0);
        }
        let path = self.layout.record_keys();
        // Wrapped keys, but keys: no copy of them stays in memory.
        let bytes = Zeroizing::new(self.storage.read(&path).doing("read", &path)?);
        let kept = Zeroizing::new(without(&bytes, &gone));
        let replaced = replace_erasing(self.storage.as_ref(), &self.layout.keys, RECORD_KEYS, &mut |file| {
            file.append(&kept).doing("write", &path)
        });
        let reopened = replaced.and_then(|()| self.storage.open_write(&path).doing("open", &path));
        match reopened {
            Ok(file) => writer.key_file = file,
            Err(error) => {
                // The open file may be the one that was put aside: nothing may be appended to it any more.
                writer.stopped = Some(error.clone());
                return Err(error);
            }
        }
        held(&self.keys).forget(&gone);
        self.burn_cut_tails()?;
        Ok(count)
    }

    /// Whether the key of a record's tier was destroyed, or noted as never to be made.
    pub fn is_forgotten(&self, record: RecordId, tier: Tier) -> bool {
        held(&self.keys).is_erased(record, tier)
    }

    /// How many keys were destroyed, or noted as never to be made.
    pub fn forgotten(&self) -> u64 {
        held(&self.keys).erased()
    }

    /// Tails that were cut off on opening hold sealed parts that nobody ever acknowledged; they may be of what was
    /// just erased. They go with it.
    fn burn_cut_tails(&self) -> Result<(), LedgerError> {
        let dir = &self.layout.ledger;
        for name in self.storage.list(dir).doing("list", dir)? {
            if name.starts_with("cut-") && name.ends_with(".bin") {
                erase(self.storage.as_ref(), &dir.join(name))?;
            }
        }
        Ok(())
    }
}
