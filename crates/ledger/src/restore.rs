//! What a restored copy needs before it can be opened: a device key of its own. It is drawn here and signed in by the
//! spare key of the backup, which is destroyed; two copies of one backup are thus two devices, and no device ever
//! signs two entries of one number. It must never go on with the key that signed the entries of the backup.

use std::path::Path;

use crate::casebook_key::{self, Unlock};
use crate::device_key::{self, DeviceSigner};
use crate::devices;
use crate::errors::{Doing, LedgerError};
use crate::identity::{CasebookId, DeviceId};
use crate::layout::{CASEBOOK_KEY, DEVICE_KEY, DEVICES, Layout, SPARE_KEY};
use crate::open::take_lock;
use crate::replace::{replace, replace_erasing};
use crate::state::Settings;
use crate::wrap::Wrapper;

/// The new device of a restored casebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewed {
    /// The casebook.
    pub casebook: CasebookId,
    /// The device that will sign from now on.
    pub device: DeviceId,
}

/// Gives a restored casebook, which has no device key, one of its own, and a new spare key.
///
/// # Errors
/// `AlreadyThere` if it has a device key; `NotACasebook`, `DamagedKeys`, `SpareNotEnrolled`, the reasons why `unlock`
/// does not open it, `Storage`, `Entropy`. After an error restore it again, from the backup.
pub fn renew_device(dir: &Path, unlock: &Unlock, settings: Settings) -> Result<Renewed, LedgerError> {
    let Settings { storage, mut entropy, .. } = settings;
    let storage = storage.as_ref();
    let layout = Layout::new(dir);
    let (devices_path, device_path) = (layout.devices(), layout.device_key());
    if !storage.exists(&devices_path).doing("look for", &devices_path)? {
        return Err(LedgerError::NotACasebook(dir.to_owned()));
    }
    let _lock = take_lock(storage, &layout)?;
    if storage.exists(&device_path).doing("look for", &device_path)? {
        return Err(LedgerError::AlreadyThere(dir.to_owned()));
    }
    let read = |name: &str| {
        let path = layout.keys.join(name);
        if !storage.exists(&path).doing("look for", &path)? {
            return Err(LedgerError::DamagedKeys {
                file: format!("keys/{name}"),
                what: "it is missing".to_owned(),
            });
        }
        storage.read(&path).doing("read", &path)
    };
    let (casebook, key) = casebook_key::open(storage, &read(CASEBOOK_KEY)?, unlock)?;
    let wrapper = Wrapper::new(&key);
    let spare =
        device_key::open(device_key::SPARE, &read(SPARE_KEY)?, &casebook, &wrapper).map_err(|what| {
            LedgerError::DamagedKeys { file: format!("keys/{SPARE_KEY}"), what: what.to_owned() }
        })?;
    let mut list = storage.read(&devices_path).doing("read", &devices_path)?;
    let listed = devices::read(&list)
        .map_err(|fault| LedgerError::DamagedKeys { file: format!("ledger/{DEVICES}"), what: fault.what })?;
    if listed.casebook != casebook || !listed.enrolled.contains(&spare.device()) {
        return Err(LedgerError::SpareNotEnrolled(spare.device().short()));
    }
    let entropy = entropy.as_mut();
    let (signer, next) = (DeviceSigner::draw(entropy)?, DeviceSigner::draw(entropy)?);
    for new in [&signer, &next] {
        list.extend_from_slice(&devices::enrolment(&casebook, &new.device(), &spare)?);
    }
    let device_file = device_key::encode(device_key::DEVICE, &casebook, &signer, &wrapper, entropy)?;
    let spare_file = device_key::encode(device_key::SPARE, &casebook, &next, &wrapper, entropy)?;
    replace(storage, &layout.ledger, DEVICES, &list)?;
    replace_erasing(storage, &layout.keys, SPARE_KEY, &mut |file| {
        file.append(&spare_file).doing("write", &layout.keys.join(SPARE_KEY))
    })?;
    // The device key comes last: with it the casebook can be opened.
    replace(storage, &layout.keys, DEVICE_KEY, &device_file)?;
    Ok(Renewed { casebook, device: signer.device() })
}
