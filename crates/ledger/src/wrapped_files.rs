//! Every file in `keys/` whose content is wrapped by the casebook key: the one list that rotation goes through. A file
//! that is not on it would be lost with the old casebook key.

use crate::entropy::Entropy;
use crate::errors::LedgerError;
use crate::identity::CasebookId;
use crate::layout::{DEVICE_KEY, RECORD_KEYS, RECOVERY_KEY, SPARE_KEY};
use crate::wrap::Wrapper;
use crate::{device_key, record_keys, recovery_key};

/// What a file is wrapped by now, and what it is to be wrapped by.
pub(crate) struct Passage<'a> {
    pub casebook: &'a CasebookId,
    pub old: &'a Wrapper,
    pub new: &'a Wrapper,
    pub entropy: &'a mut dyn Entropy,
    /// Whether an entry misses its key, which may be one of those that cannot be read.
    pub keyless: bool,
}

/// A file wrapped by the casebook key. One that is not there is passed over.
pub(crate) struct WrappedFile {
    pub name: &'static str,
    /// The file's bytes under the new key, from its bytes under the old one.
    pub anew: fn(&[u8], &mut Passage<'_>) -> Result<Vec<u8>, LedgerError>,
}

pub(crate) const WRAPPED_FILES: &[WrappedFile] = &[
    WrappedFile { name: DEVICE_KEY, anew: device_key::anew },
    WrappedFile { name: SPARE_KEY, anew: device_key::anew_spare },
    WrappedFile { name: RECOVERY_KEY, anew: recovery_key::anew },
    WrappedFile { name: RECORD_KEYS, anew: record_keys::anew },
];
