//! Repair of key files from a copy's key store. Only what is the very same file, or the very same record, but for the
//! damage is taken: an older passphrase, another device's key or a key that was destroyed since must never come back.

use crate::casebook_key;
use crate::device_key;
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::{CASEBOOK_KEY, DEVICE_KEY, Layout, RECORD_KEYS, RECOVERY_KEY, SPARE_KEY};
use crate::overlay::Overlay;
use crate::record_keys;
use crate::recovery_key;
use crate::storage::Storage;

/// Two byte strings are the same but for damage if they are equally long and at least this share of the bytes agrees:
/// nine tenths. Everything that was wrapped again has another nonce and another ciphertext.
fn same_but_for_damage(one: &[u8], other: &[u8]) -> bool {
    let agree = one.iter().zip(other).filter(|(a, b)| a == b).count();
    one.len() == other.len() && agree * 10 >= one.len() * 9
}

/// Mends the damaged files in `keys/`, as far as the copy's are the same.
pub(crate) fn mend_keys(
    storage: &dyn Storage,
    ours: &Layout,
    theirs: &Layout,
    casebook: &CasebookId,
    overlay: &mut Overlay<'_>,
    left: &mut Vec<String>,
) -> Result<(), LedgerError> {
    if !storage.exists(&ours.keys).doing("look for", &ours.keys)? {
        return Ok(());
    }
    let read = |layout: &Layout, name: &str| {
        let path = layout.keys.join(name);
        if storage.exists(&path).doing("look for", &path)? {
            storage.read(&path).doing("read", &path).map(Some)
        } else {
            Ok(None)
        }
    };
    type Fault = fn(&[u8]) -> Option<&'static str>;
    let files: [(&str, Fault); 4] = [
        (CASEBOOK_KEY, casebook_key::fault),
        (DEVICE_KEY, |bytes| device_key::fault(device_key::DEVICE, bytes)),
        (SPARE_KEY, |bytes| device_key::fault(device_key::SPARE, bytes)),
        (RECOVERY_KEY, recovery_key::fault),
    ];
    for (name, fault) in files {
        let mine = read(ours, name)?;
        if (name == SPARE_KEY || name == RECOVERY_KEY) && mine.is_none() {
            continue;
        }
        let mine = mine.unwrap_or_default();
        if fault(&mine).is_none() {
            continue;
        }
        match read(theirs, name)? {
            Some(bytes) if fault(&bytes).is_none() && same_but_for_damage(&mine, &bytes) => {
                overlay.files.insert(ours.keys.join(name), bytes);
            }
            Some(_) => left.push(format!(
                "keys/{name} of the copy is not the same file: it may be of another device, or from before a change \
                 of passphrase or key; restore a backup"
            )),
            None => left.push(format!("keys/{name} is damaged, and the copy has none; restore a backup")),
        }
    }
    let Some(mine) = read(ours, RECORD_KEYS)? else {
        left.push(format!(
            "keys/{RECORD_KEYS} is missing; it is not taken from a copy, since destroyed keys would come back"
        ));
        return Ok(());
    };
    let (faults, _) = record_keys::scan(&mine, casebook, &mut |_, _, _| {});
    if faults.is_empty() {
        return Ok(());
    }
    let theirs = read(theirs, RECORD_KEYS)?.unwrap_or_default();
    let mut mended = mine.clone();
    let mut rest = 0;
    for fault in &faults {
        let start = usize::try_from(fault.offset).unwrap_or(usize::MAX);
        if start == 0 {
            let head = record_keys::head(casebook);
            if let Some(place) = mended.get_mut(..head.len()) {
                place.copy_from_slice(&head);
            }
            continue;
        }
        let end = start.saturating_add(record_keys::RECORD);
        let damaged = mine.get(start..end).unwrap_or_default();
        let line = record_keys::lines(&theirs).find(|line| same_but_for_damage(line, damaged));
        match (line, mended.get_mut(start..end)) {
            (Some(line), Some(place)) => place.copy_from_slice(line),
            _ => rest += 1,
        }
    }
    if rest > 0 {
        left.push(format!(
            "{rest} damaged records of keys/{RECORD_KEYS} have no equal in the copy; another key is not taken, since it \
             may be one that was destroyed"
        ));
    }
    if mended != mine {
        overlay.files.insert(ours.record_keys(), mended);
    }
    Ok(())
}
