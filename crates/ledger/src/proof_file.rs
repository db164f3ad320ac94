//! Proofs that a stranger can check with nothing else in hand: one text file holds an entry's header and signature, its
//! way to the root, the signed checkpoint, and the list of devices (docs/ledger-format.md, "Proofs"). The form for one
//! entry is c2sp.org/tlog-proof@v1. What a proof *cannot* carry is trust: who reads one must compare the casebook's id
//! and the founding device with what was published, or have a checkpoint from another hand.

use ed25519_dalek::Signature;

use crate::base64::{base64, unbase64};
use crate::bytes::sha256;
use crate::checkpoint::Checkpoint;
use crate::devices::{self, sound_key};
use crate::errors::{Doing, LedgerError};
use crate::frame::entry_hash;
use crate::header::{ENTRY_DOMAIN, HEADER_FIXED, Header, PART_HEAD};
use crate::identity::{CasebookId, DeviceId};
use crate::proof::{verify_consistency, verify_inclusion};
use crate::state::Ledger;
use crate::timestamps::TimestampRequest;
use crate::tree::leaf_hash;

/// The first line of a proof that one entry is in the ledger.
const INCLUSION: &str = "c2sp.org/tlog-proof@v1";
/// The first line of a proof that a later checkpoint continues an earlier one.
const CONSISTENCY: &str = "habeas/consistency-proof@v1";
/// No proof is longer: a header of 65,535 parts in base64, and room for paths and devices.
const PROOF_LIMIT: usize = 16 << 20;

/// What a sound proof shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The casebook, to be compared with what was published.
    pub casebook: CasebookId,
    /// The device that founded it, to be compared likewise; all others were signed in by it or its successors.
    pub founder: DeviceId,
    /// The device that signed the checkpoint.
    pub signer: DeviceId,
    /// The checkpoint; in a proof of consistency the later one.
    pub checkpoint: Checkpoint,
    /// What is shown to lie under it.
    pub of: ProvenThing,
}

/// What a proof is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProvenThing {
    /// One entry.
    Entry(Box<ProvenEntry>),
    /// An earlier checkpoint: nothing it named was changed or taken away since.
    Earlier(Checkpoint),
}

/// An entry as a proof shows it: the clear header; the sealed parts stay where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenEntry {
    /// Its number in the ledger the checkpoint is of, from 1.
    pub number: u64,
    /// The hash that names it.
    pub entry_hash: [u8; 32],
    /// Its header.
    pub header: Header,
}

/// What the reader of a proof knows from elsewhere. What is not given is not compared.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// The casebook's id.
    pub casebook: Option<CasebookId>,
    /// The founding device.
    pub founder: Option<DeviceId>,
    /// A checkpoint from another hand, byte for byte.
    pub checkpoint: Option<Vec<u8>>,
}

/// An entry's clear part as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryHead {
    /// Its number in local order, from 1.
    pub number: u64,
    /// SHA-256 of header ‖ signature.
    pub entry_hash: [u8; 32],
    /// The header.
    pub header: Header,
    /// The header's bytes and the signature behind them.
    pub signed: Vec<u8>,
}

impl Ledger {
    /// A checkpoint over all durable entries, written to the ledger, and its text.
    ///
    /// # Errors
    /// `ReadOnly` when a damaged entry is not known, `Storage`.
    pub fn signed_checkpoint(&self) -> Result<(Checkpoint, String), LedgerError> {
        if let Some(finding) = &self.read_only {
            return Err(LedgerError::ReadOnly(Box::new(finding.clone())));
        }
        let mut writer = crate::state::held(&self.writer);
        let position = self.checkpoint_by(&mut writer)?;
        let checkpoint = Checkpoint { casebook: self.casebook, size: position.entries, root: position.root };
        let text = checkpoint.sign(&writer.signer);
        Ok((checkpoint, text))
    }

    /// The clear head of an entry by its number from 1; `None` if there is none of that number, or it is damaged.
    ///
    /// # Errors
    /// `Storage`.
    pub fn entry_head(&self, number: u64) -> Result<Option<EntryHead>, LedgerError> {
        let (place, leaf) = {
            let view = self.view();
            let place = usize::try_from(number.wrapping_sub(1)).ok().and_then(|i| *view.places.get(i)?);
            (place, view.tree.leaf(number.wrapping_sub(1)))
        };
        let (Some(place), Some(leaf)) = (place, leaf) else { return Ok(None) };
        let path = self.layout.segment(place.segment);
        let file = self.storage.open_read(&path).doing("read", &path)?;
        let start = u64::from(place.offset) + crate::frame::FRAME_PREFIX as u64;
        let mut fixed = [0; HEADER_FIXED];
        file.read_at(start, &mut fixed).doing("read", &path)?;
        let Some(length) = signed_length(&fixed) else { return Ok(None) };
        let mut signed = vec![0; length];
        let count = file.read_at(start, &mut signed).doing("read", &path)?;
        signed.truncate(count);
        let Some((header, entry_hash)) = read_signed(&signed) else { return Ok(None) };
        // The tree was built from what was checked on opening: bytes that changed since are not shown.
        Ok((leaf_hash(&entry_hash) == leaf).then_some(EntryHead { number, entry_hash, header, signed }))
    }

    /// The number of the entry with this hash.
    pub fn number_of(&self, entry_hash: &[u8; 32]) -> Option<u64> {
        self.view().tree.index_of(&leaf_hash(entry_hash)).map(|index| index + 1)
    }

    /// A proof, as text, that an entry is in the ledger under a checkpoint signed now.
    ///
    /// # Errors
    /// `NoSuchEntry`, `ReadOnly` when a damaged entry is not known, `Storage`.
    pub fn prove_entry(&self, number: u64) -> Result<String, LedgerError> {
        let (checkpoint, note) = self.signed_checkpoint()?;
        self.prove_under(number, &checkpoint, &note)
    }

    /// A proof, as text, that an entry lies under the checkpoint of a time-stamp request: the very one that an outside
    /// authority attested.
    ///
    /// # Errors
    /// `NoSuchEntry` when the entry is not among those the checkpoint names, `Forked` when the ledger does not continue
    /// it, `Storage`.
    pub fn prove_entry_under(&self, number: u64, request: &TimestampRequest) -> Result<String, LedgerError> {
        let checkpoint = &request.checkpoint;
        let now = self.position().entries;
        if self.view().tree.root_at(checkpoint.size) != Some(checkpoint.root) {
            return Err(LedgerError::Forked { earlier: checkpoint.size, now });
        }
        self.prove_under(number, checkpoint, &request.note())
    }

    fn prove_under(&self, number: u64, under: &Checkpoint, note: &str) -> Result<String, LedgerError> {
        let missing = || LedgerError::NoSuchEntry { number, entries: under.size };
        let head = self.entry_head(number)?.ok_or_else(missing)?;
        let index = number.checked_sub(1).ok_or_else(missing)?;
        let path = self.view().tree.inclusion_path(index, under.size).ok_or_else(missing)?;
        let extra = [head.signed, self.device_list()?].concat();
        Ok(format!("{INCLUSION}\nextra {}\nindex {index}\n{}\n{note}", base64(&extra), lines_of(&path)))
    }

    /// A proof, as text, that the ledger still holds everything an earlier checkpoint named, in the same order.
    ///
    /// # Errors
    /// `NotOurCheckpoint` when the old one cannot be read or is of another casebook; `Forked` when this ledger does
    /// not continue it, which means that entries were changed or taken away since; `ReadOnly`, `Storage`.
    pub fn prove_since(&self, earlier: &[u8]) -> Result<String, LedgerError> {
        let (later, note) = self.signed_checkpoint()?;
        let list = self.device_list()?;
        let known = devices::read(&list).map_err(|fault| LedgerError::NotOurCheckpoint(fault.what))?;
        let old = Checkpoint::parse(earlier, &known.enrolled).map_err(LedgerError::NotOurCheckpoint)?;
        if old.casebook != self.casebook {
            return Err(LedgerError::NotOurCheckpoint("it belongs to another casebook".to_owned()));
        }
        let view = self.view();
        if view.tree.root_at(old.size) != Some(old.root) {
            return Err(LedgerError::Forked { earlier: old.size, now: later.size });
        }
        let path = view.tree.consistency_path(old.size, later.size).unwrap_or_default();
        let old_note = String::from_utf8_lossy(earlier);
        Ok(format!("{CONSISTENCY}\ndevices {}\n{}\n{old_note}\n{note}", base64(&list), lines_of(&path)))
    }

    fn device_list(&self) -> Result<Vec<u8>, LedgerError> {
        let path = self.layout.devices();
        self.storage.read(&path).doing("read", &path)
    }
}

fn lines_of(path: &[[u8; 32]]) -> String {
    path.iter().map(|hash| format!("{}\n", base64(hash))).collect()
}

/// How long header and signature are, by the header's first bytes.
fn signed_length(fixed: &[u8]) -> Option<usize> {
    let count = fixed.get(HEADER_FIXED - 2..HEADER_FIXED)?.try_into().ok().map(u16::from_le_bytes)?;
    Some(HEADER_FIXED + PART_HEAD * usize::from(count) + crate::frame::SIGNATURE)
}

fn read_signed(signed: &[u8]) -> Option<(Header, [u8; 32])> {
    let (header, signature) = signed.split_last_chunk::<64>()?;
    Some((Header::parse(header).ok()?, entry_hash(header, signature)))
}

/// Checks a proof with nothing but the proof and what the reader expects. Every byte counts.
///
/// # Errors
/// What is wrong, in words.
pub fn verify_proof(bytes: &[u8], expected: &Expected) -> Result<Proven, String> {
    if bytes.len() > PROOF_LIMIT {
        return Err(format!("it has {} bytes, and no proof is that long", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not a text in UTF-8".to_owned())?;
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (proven, notes) = match first {
        INCLUSION => inclusion(rest),
        CONSISTENCY => consistency(rest),
        _ => Err(format!("it does not begin with the line {INCLUSION} or {CONSISTENCY}")),
    }?;
    if let Some(casebook) = expected.casebook
        && casebook != proven.casebook
    {
        return Err(format!("it is of the casebook {}, not of {casebook}", proven.casebook));
    }
    if let Some(founder) = expected.founder
        && founder != proven.founder
    {
        return Err(format!("the casebook was founded by the device {}, not by {founder}", proven.founder));
    }
    if let Some(note) = &expected.checkpoint
        && !notes.iter().any(|ours| ours.as_bytes() == note.as_slice())
    {
        return Err(
            "it rests on another checkpoint than the one given; ask for a proof that one continues the \
                    other (habeas prove --since)"
                .to_owned(),
        );
    }
    Ok(proven)
}

/// Splits a proof's body into its hashes and what follows the empty line.
fn hashes(rest: &str) -> Result<(Vec<[u8; 32]>, &str), String> {
    let (mut path, mut rest) = (Vec::new(), rest);
    loop {
        let (line, behind) = rest.split_once('\n').ok_or_else(|| "it ends within its path".to_owned())?;
        rest = behind;
        if line.is_empty() {
            return Ok((path, rest));
        }
        if path.len() > 2 * 64 {
            return Err("its path is longer than any tree is deep".to_owned());
        }
        let hash = unbase64(line).and_then(|bytes| bytes.try_into().ok());
        path.push(hash.ok_or_else(|| format!("line {} of its path is not a hash", path.len() + 1))?);
    }
}

fn named<'a>(rest: &'a str, name: &str) -> Result<(&'a str, &'a str), String> {
    rest.split_once('\n')
        .and_then(|(line, rest)| Some((line.strip_prefix(name)?.strip_prefix(' ')?, rest)))
        .ok_or_else(|| format!("its line \"{name} …\" is missing"))
}

fn device_list(bytes: &[u8]) -> Result<(devices::Devices, DeviceId), String> {
    let known = devices::read(bytes).map_err(|fault| format!("its list of devices: {}", fault.what))?;
    let founder = *known.enrolled.first().ok_or_else(|| "its list of devices is empty".to_owned())?;
    Ok((known, founder))
}

fn checkpoint_of(note: &str, known: &devices::Devices) -> Result<(Checkpoint, DeviceId), String> {
    let (checkpoint, signer) = Checkpoint::parse_signed(note.as_bytes(), &known.enrolled)
        .map_err(|what| format!("its checkpoint: {what}"))?;
    if checkpoint.casebook != known.casebook {
        return Err("its checkpoint and its devices belong to different casebooks".to_owned());
    }
    Ok((checkpoint, signer))
}

/// A sound proof, and the checkpoints in it byte for byte.
type Read<'a> = Result<(Proven, Vec<&'a str>), String>;

fn inclusion(rest: &str) -> Read<'_> {
    let (extra, rest) = named(rest, "extra")?;
    let (index, rest) = named(rest, "index")?;
    let (path, note) = hashes(rest)?;
    let extra = unbase64(extra).ok_or_else(|| "its extra line is not base64".to_owned())?;
    let cut = || "its extra line is too short for an entry's header and signature".to_owned();
    let length = signed_length(&extra).ok_or_else(cut)?;
    let (signed, list) = extra.split_at_checked(length).ok_or_else(cut)?;
    let (header_bytes, signature) = signed.split_last_chunk::<64>().ok_or_else(cut)?;
    let header = Header::parse(header_bytes).map_err(|what| format!("its entry: {what}"))?;
    let (known, founder) = device_list(list)?;
    let (checkpoint, signer) = checkpoint_of(note, &known)?;
    let number: u64 = index
        .parse()
        .ok()
        .filter(|number: &u64| number.to_string() == index)
        .ok_or_else(|| "its index is not a number".to_owned())?;
    if header.casebook != known.casebook {
        return Err("its entry belongs to another casebook".to_owned());
    }
    if !known.enrolled.contains(&header.device) {
        return Err("its entry is signed by a device that is not on the list".to_owned());
    }
    sound_key(&header.device)
        .and_then(|key| {
            let message = [ENTRY_DOMAIN.as_slice(), header_bytes].concat();
            key.verify_strict(&message, &Signature::from_bytes(signature)).ok()
        })
        .ok_or_else(|| "the signature of its entry does not fit".to_owned())?;
    let entry_hash = sha256(&[header_bytes, signature]);
    if !verify_inclusion(number, checkpoint.size, &leaf_hash(&entry_hash), &path, &checkpoint.root) {
        return Err("its path does not lead from the entry to the checkpoint's root".to_owned());
    }
    let entry = ProvenEntry { number: number + 1, entry_hash, header };
    let of = ProvenThing::Entry(Box::new(entry));
    Ok((Proven { casebook: known.casebook, founder, signer, checkpoint, of }, vec![note]))
}

fn consistency(rest: &str) -> Read<'_> {
    let (list, rest) = named(rest, "devices")?;
    let (path, notes) = hashes(rest)?;
    let list = unbase64(list).ok_or_else(|| "its list of devices is not base64".to_owned())?;
    let (known, founder) = device_list(&list)?;
    // Each note has five lines, the fourth of them empty.
    let end: usize = notes.split_inclusive('\n').take(5).map(str::len).sum();
    let (old, rest) = notes.split_at_checked(end).unwrap_or((notes, ""));
    let new = rest.strip_prefix('\n').ok_or_else(|| "its second checkpoint is missing".to_owned())?;
    let (earlier, _) = checkpoint_of(old, &known)?;
    let (checkpoint, signer) = checkpoint_of(new, &known)?;
    let continues =
        verify_consistency((earlier.size, &earlier.root), (checkpoint.size, &checkpoint.root), &path);
    if !continues {
        return Err("the later checkpoint does not continue the earlier one".to_owned());
    }
    let of = ProvenThing::Earlier(earlier);
    Ok((Proven { casebook: known.casebook, founder, signer, checkpoint, of }, vec![old, new]))
}
