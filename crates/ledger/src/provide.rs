//! Providing for the day the machine is lost: a spare device key, which signs no entry but can sign in the device of
//! a restored copy, and a recovery key, for which backups are sealed. Made when a casebook is founded, or when an older
//! one is opened. What is there already is never replaced here without being asked.

use std::path::Path;

use crate::casebook_key::{self, Unlock};
use crate::device_key::{self, DeviceSigner};
use crate::devices;
use crate::entropy::Entropy;
use crate::errors::{Doing, LedgerError};
use crate::layout::{CASEBOOK_KEY, DEVICES, Layout, RECOVERY_KEY, SPARE_KEY};
use crate::recovery_key;
use crate::replace::{replace, replace_erasing};
use crate::state::{Ledger, held};
use crate::storage::Storage;
use crate::wrap::{Secret, Wrapper};

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Provided {
    /// A spare key was made, or enrolled.
    pub spare: bool,
    /// A recovery key was made: print it, and keep it apart from this machine.
    pub recovery: bool,
}

fn damaged(file: &str, what: &str) -> LedgerError {
    LedgerError::DamagedKeys { file: format!("keys/{file}"), what: what.to_owned() }
}

impl Ledger {
    /// Makes the spare key and the recovery key, unless they are there. May be repeated after any interruption.
    ///
    /// # Errors
    /// `DamagedKeys` if one of them or the device list is damaged; `Storage`, `Entropy`.
    pub fn provide_for_loss(&self) -> Result<Provided, LedgerError> {
        let mut writer = held(&self.writer);
        if let Some(stopped) = &writer.stopped {
            return Err(LedgerError::Stopped(stopped.to_string()));
        }
        let mut provided = Provided::default();
        let (storage, layout) = (self.storage.as_ref(), &self.layout);
        let wrapper = Wrapper::new(&self.casebook_key());
        let path = layout.keys.join(SPARE_KEY);
        let spare = if storage.exists(&path).doing("look for", &path)? {
            let bytes = storage.read(&path).doing("read", &path)?;
            device_key::open(device_key::SPARE, &bytes, &self.casebook, &wrapper)
                .map_err(|what| damaged(SPARE_KEY, what))?
        } else {
            let entropy = writer.entropy.as_mut();
            let spare = DeviceSigner::draw(entropy)?;
            let bytes = device_key::encode(device_key::SPARE, &self.casebook, &spare, &wrapper, entropy)?;
            replace(storage, &layout.keys, SPARE_KEY, &bytes)?;
            spare
        };
        let path = layout.devices();
        let mut list = storage.read(&path).doing("read", &path)?;
        let listed = devices::read(&list).map_err(|fault| LedgerError::DamagedKeys {
            file: format!("ledger/{DEVICES}"),
            what: fault.what,
        })?;
        if !listed.enrolled.contains(&spare.device()) {
            list.extend_from_slice(&devices::enrolment(&self.casebook, &spare.device(), &writer.signer)?);
            replace(storage, &layout.ledger, DEVICES, &list)?;
            provided.spare = true;
        }
        let path = layout.keys.join(RECOVERY_KEY);
        if storage.exists(&path).doing("look for", &path)? {
            let bytes = storage.read(&path).doing("read", &path)?;
            recovery_key::recipient(&bytes).map_err(|what| damaged(RECOVERY_KEY, what))?;
        } else {
            self.write_recovery_key(&wrapper, writer.entropy.as_mut())?;
            provided.recovery = true;
        }
        Ok(provided)
    }

    /// Makes a new recovery key and destroys the one before. Backups that were made until now open only with a copy of
    /// the old one that somebody kept.
    ///
    /// # Errors
    /// `Storage`, `Entropy`; after an error the old one may still be there, and the call must be repeated.
    pub fn renew_recovery_key(&self) -> Result<(), LedgerError> {
        let mut writer = held(&self.writer);
        let wrapper = Wrapper::new(&self.casebook_key());
        self.write_recovery_key(&wrapper, writer.entropy.as_mut())
    }

    fn write_recovery_key(&self, wrapper: &Wrapper, entropy: &mut dyn Entropy) -> Result<(), LedgerError> {
        let bytes = recovery_key::fresh(&self.casebook, wrapper, entropy)?;
        let path = self.layout.keys.join(RECOVERY_KEY);
        replace_erasing(self.storage.as_ref(), &self.layout.keys, RECOVERY_KEY, &mut |file| {
            file.append(&bytes).doing("write", &path)
        })
    }
}

/// The secret half of the recovery key: whoever has it and a backup has the casebook's wrapped keys. The casebook may
/// be in use.
///
/// # Errors
/// `NotACasebook`, `NoSpare` if there is none yet, the reasons why `unlock` does not open the casebook, `DamagedKeys`,
/// `Storage`.
pub fn recovery_secret(storage: &dyn Storage, dir: &Path, unlock: &Unlock) -> Result<Secret, LedgerError> {
    let layout = Layout::new(dir);
    let read = |name: &str| -> Result<Option<Vec<u8>>, LedgerError> {
        let path = layout.keys.join(name);
        let there = storage.exists(&path).doing("look for", &path)?;
        if there { storage.read(&path).doing("read", &path).map(Some) } else { Ok(None) }
    };
    let wrapped = read(CASEBOOK_KEY)?.ok_or_else(|| LedgerError::NotACasebook(dir.to_owned()))?;
    let (casebook, key) = casebook_key::open(storage, &wrapped, unlock)?;
    let bytes = read(RECOVERY_KEY)?.ok_or_else(|| LedgerError::NoSpare(dir.to_owned()))?;
    recovery_key::open(&bytes, &casebook, &Wrapper::new(&key)).map_err(|what| damaged(RECOVERY_KEY, what))
}
