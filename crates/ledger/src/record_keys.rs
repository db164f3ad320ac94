//! The keys of records and tiers, each wrapped by the casebook key, in `keys/records.keys` (docs/ledger-format.md,
//! "Record keys"). Destroying a key erases every part sealed under it; a note that it was destroyed stays. A key is
//! unwrapped for each use, kept wrapped in memory, and must never be written unwrapped.

use std::collections::{HashMap, HashSet};

use claims::{RecordId, Tier};
use zeroize::{Zeroize, Zeroizing};

use crate::bytes::{Fields, checksum8, sha256};
use crate::entropy::{Entropy, NoEntropy, draw};
use crate::errors::LedgerError;
use crate::identity::CasebookId;
use crate::layout::RECORD_KEYS;
use crate::wrap::{Secret, WRAPPED, Wrapper};
use crate::wrapped_files::Passage;

const MAGIC: &[u8; 8] = b"HBRKEY01";
const DOMAIN: &[u8; 21] = b"habeas record key v1\n";
/// Bytes before the first record.
pub(crate) const HEAD: usize = 32;
/// Bytes per record.
pub(crate) const RECORD: usize = 96;
/// How a record that cannot be read is spoken of.
pub(crate) const UNREADABLE: &str = "unreadable key record";
const KEY: u8 = 1;
const ERASED: u8 = 2;

/// One record of the file.
type Line = [u8; RECORD];

/// Something wrong with the file: the offset, and what.
#[derive(Debug)]
pub(crate) struct KeyFault {
    pub offset: u64,
    pub what: String,
}

/// What is known of a record-and-tier key.
pub(crate) enum KeyState {
    Held(Secret),
    Erased,
    Missing,
    /// It is there, but does not open under the casebook key.
    Unopenable,
}

/// Keys stay wrapped also in memory: unwrapping takes a microsecond, and what is not there cannot be seized.
enum Slot {
    Wrapped([u8; WRAPPED]),
    Erased,
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Slot::Wrapped(bytes) = self {
            bytes.zeroize();
        }
    }
}

/// All keys, wrapped.
pub(crate) struct RecordKeys {
    casebook: CasebookId,
    wrapper: Wrapper,
    index: HashMap<(RecordId, Tier), u32>,
    slots: Vec<Slot>,
}

/// Told of every readable record: whose key, and the wrapped key unless it was erased.
type EachKey<'a> = &'a mut dyn FnMut(RecordId, Tier, Option<&[u8; WRAPPED]>);

/// What `load` found in a file.
pub(crate) struct Loaded {
    pub keys: RecordKeys,
    pub faults: Vec<KeyFault>,
    /// Bytes at the end that are less than a record: an unacknowledged write that was interrupted.
    pub torn: usize,
}

/// The bytes before the first record.
pub(crate) fn head(casebook: &CasebookId) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend_from_slice(&casebook.0);
    let check = checksum8(&[&head]);
    head.extend_from_slice(&check);
    head
}

fn about(casebook: &CasebookId, record: RecordId, tier: Tier) -> [u8; 54] {
    let mut about = [0; 54];
    let tier = [tier.code()];
    let fields: [&[u8]; 4] = [DOMAIN, &casebook.0, record.as_bytes(), &tier];
    for (to, from) in about.iter_mut().zip(fields.into_iter().flatten()) {
        *to = *from;
    }
    about
}

fn line(kind: u8, record: RecordId, tier: Tier, wrapped: &[u8; WRAPPED]) -> Line {
    let mut line = [0; RECORD];
    let start = [kind, tier.code(), 0, 0];
    let body: [&[u8]; 3] = [&start, record.as_bytes(), wrapped];
    for (to, from) in line.iter_mut().zip(body.into_iter().flatten()) {
        *to = *from;
    }
    let (body, check) = line.split_at_mut(RECORD - 4);
    for (to, from) in check.iter_mut().zip(sha256(&[body])) {
        *to = from;
    }
    line
}

/// A readable record: whose key, and the wrapped key unless it was erased.
fn read_line(bytes: &[u8]) -> Option<(RecordId, Tier, Option<&[u8; WRAPPED]>)> {
    let mut fields = Fields::new(bytes);
    let kind = fields.u8()?;
    let tier = Tier::from_code(fields.u8()?)?;
    let zeros = fields.u16()?;
    let record = RecordId::from_bytes(*fields.array()?);
    let wrapped = fields.array::<WRAPPED>()?;
    let (body, check) = bytes.split_last_chunk::<4>()?;
    if zeros != 0 || !sha256(&[body]).starts_with(check) {
        return None;
    }
    match kind {
        KEY => Some((record, tier, Some(wrapped))),
        ERASED if wrapped.iter().all(|b| *b == 0) => Some((record, tier, None)),
        _ => None,
    }
}

impl RecordKeys {
    /// Reads the file's bytes. Damaged records are reported and passed over.
    pub(crate) fn load(bytes: &[u8], casebook: CasebookId, wrapper: Wrapper) -> Loaded {
        let count = bytes.len().saturating_sub(HEAD) / RECORD;
        let mut keys = Self {
            casebook,
            wrapper,
            index: HashMap::with_capacity(count),
            slots: Vec::with_capacity(count),
        };
        let (faults, torn) = scan(bytes, &casebook, &mut |record, tier, wrapped| match wrapped {
            Some(wrapped) => keys.put(record, tier, Slot::Wrapped(*wrapped)),
            None => keys.put(record, tier, Slot::Erased),
        });
        Loaded { keys, faults, torn }
    }

    /// The first key of a record and tier stays; an erasure outdoes any key.
    fn put(&mut self, record: RecordId, tier: Tier, slot: Slot) {
        match self.index.get(&(record, tier)) {
            Some(at) => {
                if let (Slot::Erased, Some(old)) = (&slot, self.slots.get_mut(*at as usize)) {
                    *old = slot;
                }
            }
            None => {
                self.index.insert((record, tier), self.slots.len() as u32);
                self.slots.push(slot);
            }
        }
    }

    /// The key of a record and tier, unwrapped for this use.
    pub(crate) fn get(&self, record: RecordId, tier: Tier) -> KeyState {
        let Some(slot) = self.index.get(&(record, tier)).and_then(|at| self.slots.get(*at as usize)) else {
            return KeyState::Missing;
        };
        match slot {
            Slot::Erased => KeyState::Erased,
            Slot::Wrapped(wrapped) => {
                match self.wrapper.unwrap(wrapped, &about(&self.casebook, record, tier)) {
                    Some(key) => KeyState::Held(key),
                    None => KeyState::Unopenable,
                }
            }
        }
    }

    /// Whether there is a key, or a note that it was destroyed.
    pub(crate) fn knows(&self, record: RecordId, tier: Tier) -> bool {
        self.index.contains_key(&(record, tier))
    }

    /// Whether the key was destroyed.
    pub(crate) fn is_erased(&self, record: RecordId, tier: Tier) -> bool {
        let slot = self.index.get(&(record, tier)).and_then(|at| self.slots.get(*at as usize));
        matches!(slot, Some(Slot::Erased))
    }

    /// Makes a new key and appends its record to `out`, to be made durable before any entry that uses it.
    pub(crate) fn make(
        &mut self,
        record: RecordId,
        tier: Tier,
        entropy: &mut dyn Entropy,
        out: &mut Vec<u8>,
    ) -> Result<Secret, NoEntropy> {
        let key: Secret = Zeroizing::new(draw(entropy)?);
        let wrapped = self.wrapper.wrap(&key, &about(&self.casebook, record, tier), entropy)?;
        out.extend_from_slice(&line(KEY, record, tier, &wrapped));
        self.put(record, tier, Slot::Wrapped(wrapped));
        Ok(key)
    }

    /// Marks keys as destroyed in memory; those that were held until now.
    pub(crate) fn forget(&mut self, which: &[(RecordId, Tier)]) {
        for (record, tier) in which {
            self.put(*record, *tier, Slot::Erased);
        }
    }

    /// Which of these are not yet noted as destroyed, and how many of them have a key.
    pub(crate) fn to_forget(&self, which: &[(RecordId, Tier)]) -> (Vec<(RecordId, Tier)>, usize) {
        let mut open: Vec<_> =
            which.iter().copied().filter(|(record, tier)| !self.is_erased(*record, *tier)).collect();
        open.sort_unstable();
        open.dedup();
        let count = open.iter().filter(|which| self.index.contains_key(which)).count();
        (open, count)
    }

    /// How many are noted as destroyed.
    pub(crate) fn erased(&self) -> u64 {
        self.slots.iter().filter(|slot| matches!(slot, Slot::Erased)).count() as u64
    }

    /// Every key that does not open under the casebook key, for `verify`.
    pub(crate) fn unopenable(&self) -> Vec<(RecordId, Tier)> {
        let mut all: Vec<_> = self.index.keys().copied().collect();
        all.sort_unstable();
        all.retain(|(record, tier)| matches!(self.get(*record, *tier), KeyState::Unopenable));
        all
    }
}

/// Reads the file's bytes without opening keys: faults, and how many bytes at the end are less than a record.
pub(crate) fn scan(bytes: &[u8], casebook: &CasebookId, each: EachKey<'_>) -> (Vec<KeyFault>, usize) {
    let mut faults = Vec::new();
    let Some((start, rest)) = bytes.split_at_checked(HEAD) else {
        return (vec![KeyFault { offset: 0, what: "it is cut short".to_owned() }], 0);
    };
    if start != head(casebook) {
        faults
            .push(KeyFault { offset: 0, what: "its head changed or belongs to another casebook".to_owned() });
    }
    let lines = rest.chunks_exact(RECORD);
    let torn = lines.remainder().len();
    for (number, bytes) in lines.enumerate() {
        match read_line(bytes) {
            Some((record, tier, wrapped)) => each(record, tier, wrapped),
            None => faults.push(KeyFault {
                offset: (HEAD + RECORD * number) as u64,
                what: format!("{} {}: its checksum does not fit", UNREADABLE, number + 1),
            }),
        }
    }
    (faults, torn)
}

/// The readable records of the file, byte for byte.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.get(HEAD..).unwrap_or_default().chunks_exact(RECORD).filter(|line| read_line(line).is_some())
}

/// The file's bytes under another casebook key: the same keys and notes. What no entry needs is left out.
pub(crate) fn anew(bytes: &[u8], passage: &mut Passage<'_>) -> Result<Vec<u8>, LedgerError> {
    let damaged = |what: String| LedgerError::DamagedKeys { file: format!("keys/{RECORD_KEYS}"), what };
    let mut order = Vec::new();
    let mut keys: HashMap<(RecordId, Tier), Option<[u8; WRAPPED]>> = HashMap::new();
    let (faults, _) = scan(bytes, passage.casebook, &mut |record, tier, wrapped| {
        match (keys.get_mut(&(record, tier)), wrapped) {
            (None, _) => {
                order.push((record, tier));
                keys.insert((record, tier), wrapped.copied());
            }
            // As in `put`: the first key counts, and an erasure outdoes it.
            (Some(known), None) => *known = None,
            (Some(_), Some(_)) => {}
        }
    });
    if let Some(fault) = faults.first().filter(|fault| passage.keyless || fault.offset == 0) {
        return Err(damaged(fault.what.clone()));
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&head(passage.casebook));
    for (record, tier) in order {
        match keys.get(&(record, tier)).and_then(Option::as_ref) {
            None => out.extend_from_slice(&line(ERASED, record, tier, &[0; WRAPPED])),
            Some(wrapped) => {
                let about = about(passage.casebook, record, tier);
                let key = passage.old.unwrap(wrapped, &about).ok_or_else(|| {
                    damaged(format!("the key of record {record}, tier {}, does not open", tier.name()))
                })?;
                let wrapped = passage.new.wrap(&key, &about, passage.entropy)?;
                out.extend_from_slice(&line(KEY, record, tier, &wrapped));
            }
        }
    }
    Ok(out)
}

/// The file's bytes without the keys of `gone`, with a note for each that it was destroyed.
pub(crate) fn without(bytes: &[u8], gone: &[(RecordId, Tier)]) -> Vec<u8> {
    let set: HashSet<&(RecordId, Tier)> = gone.iter().collect();
    let (start, rest) = bytes.split_at_checked(HEAD).unwrap_or((bytes, &[]));
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(start);
    for bytes in rest.chunks_exact(RECORD) {
        // A damaged record is kept: it cannot be told whose key it was, and a person may still repair it.
        let forget = read_line(bytes).is_some_and(|(record, tier, _)| set.contains(&(record, tier)));
        if !forget {
            out.extend_from_slice(bytes);
        }
    }
    for (record, tier) in gone {
        out.extend_from_slice(&line(ERASED, *record, *tier, &[0; WRAPPED]));
    }
    out
}
