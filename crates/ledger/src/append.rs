//! Taking entries. Many threads ask at once; the first becomes the leader, seals, signs and writes everything that
//! waits, makes it durable with one fsync, and only then are all of them told. Keys are durable before the entries
//! that use them. It must never acknowledge what is not durable.

use std::collections::HashMap;

use claims::{RecordId, Tier};
use zeroize::Zeroize;

use crate::errors::{Doing, LedgerError};
use crate::frame::{FRAME_LIMIT, write_frame};
use crate::header::{ENTRY_DOMAIN, HEADER_FIXED, Header, PART_HEAD};
use crate::identity::DeviceId;
use crate::locked::scrub_stack;
use crate::record_keys::KeyState;
use crate::sealed_part::{PART_LIMIT, PAYLOAD_OVERHEAD, PartPlace, SEALED_OVERHEAD, bucket, seal};
use crate::segments::SegmentWriter;
use crate::state::{FramePlace, Ledger, Writer, held};
use crate::storage::Promise;
use crate::tree_file::TreeRecord;
use crate::walk::Head;

/// Entries are handed to the system in pieces of about this many bytes.
const FLUSH_BYTES: usize = 8 << 20;

/// One save, not yet signed.
#[derive(Debug, Clone)]
pub struct EntryDraft {
    /// When it is, in seconds since 1970 UTC; only the minute is kept.
    pub claimed_at: i64,
    /// What is to be sealed, from 1 to 65,535 parts.
    pub parts: Vec<PartDraft>,
}

/// One part of a save.
#[derive(Debug, Clone)]
pub struct PartDraft {
    /// The record it is about.
    pub record: RecordId,
    /// Who needs to read it.
    pub tier: Tier,
    /// What it says; opaque here. Wiped after sealing. At most 64 MiB.
    pub plaintext: Vec<u8>,
}

impl Drop for PartDraft {
    fn drop(&mut self) {
        self.plaintext.zeroize();
    }
}

/// The acknowledgement that an entry is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The entry's number in local order, from 1.
    pub position: u64,
    /// The device that signed it.
    pub device: DeviceId,
    /// Its number on that device, from 1.
    pub seq: u64,
    /// SHA-256 of header ‖ signature: the entry's name in chains and in the Merkle tree.
    pub entry_hash: [u8; 32],
}

type Outcome = Result<Vec<Receipt>, LedgerError>;

/// Who waits to be written.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Vec<(u64, Vec<EntryDraft>)>,
    done: HashMap<u64, Outcome>,
    next_ticket: u64,
    led: bool,
}

/// What is sealed and signed, but not yet durable.
#[derive(Default)]
struct Group {
    frames: Vec<u8>,
    keys: Vec<u8>,
    sealed: Vec<u8>,
    message: Vec<u8>,
    entries: Vec<([u8; 32], FramePlace)>,
    index: u32,
}

impl Ledger {
    /// Saves one entry. Returns when it is durable; may be called from many threads, which then share one fsync.
    ///
    /// # Errors
    /// `PartCount`, `TooLarge` or `Erased` if the draft cannot be taken; `ReadOnly` on a damaged ledger; `Storage`,
    /// `Entropy` or `Stopped` if it may not be durable.
    pub fn append(&self, draft: EntryDraft) -> Result<Receipt, LedgerError> {
        let receipts = self.append_batch(vec![draft])?;
        receipts.into_iter().next().ok_or_else(|| LedgerError::Stopped("no receipt was written".to_owned()))
    }

    /// Saves entries in order under one fsync. Each is whole or absent after a power cut; the batch may be cut
    /// between two entries.
    ///
    /// # Errors
    /// As `append`. If one draft cannot be taken, none is.
    pub fn append_batch(&self, drafts: Vec<EntryDraft>) -> Result<Vec<Receipt>, LedgerError> {
        if let Some(damage) = &self.read_only {
            return Err(LedgerError::ReadOnly(Box::new(damage.clone())));
        }
        for draft in &drafts {
            check(draft)?;
        }
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let mut queue = held(&self.queue);
        let ticket = queue.next_ticket;
        queue.next_ticket += 1;
        queue.waiting.push((ticket, drafts));
        loop {
            if let Some(outcome) = queue.done.remove(&ticket) {
                return outcome;
            }
            if queue.led {
                queue = self.queue_moved.wait(queue).unwrap_or_else(std::sync::PoisonError::into_inner);
                continue;
            }
            queue.led = true;
            let waiting = std::mem::take(&mut queue.waiting);
            drop(queue);
            let outcomes = self.write_group(waiting);
            scrub_stack();
            queue = held(&self.queue);
            queue.led = false;
            queue.done.extend(outcomes);
            self.queue_moved.notify_all();
        }
    }

    /// Seals, signs and writes everything that waits, and makes it durable.
    fn write_group(&self, waiting: Vec<(u64, Vec<EntryDraft>)>) -> Vec<(u64, Outcome)> {
        let mut writer = held(&self.writer);
        if let Some(stopped) = &writer.stopped {
            let answer = LedgerError::Stopped(stopped.to_string());
            return waiting.into_iter().map(|(ticket, _)| (ticket, Err(answer.clone()))).collect();
        }
        let mut group = Group::default();
        let mut outcomes = Vec::with_capacity(waiting.len());
        let mut failure = None;
        for (ticket, drafts) in waiting {
            if let Some(error) = &failure {
                outcomes.push((ticket, Err(LedgerError::clone(error))));
                continue;
            }
            if let Some(erased) = self.first_erased(&drafts) {
                outcomes.push((ticket, Err(erased)));
                continue;
            }
            let staged: Outcome =
                drafts.into_iter().map(|draft| self.stage(&mut writer, &mut group, draft)).collect();
            if let Err(error) = &staged {
                failure = Some(error.clone());
            }
            outcomes.push((ticket, staged));
        }
        let written = match failure {
            Some(error) => Err(error),
            None => self.flush(&mut writer, &mut group).and_then(|()| {
                if group.entries.is_empty() {
                    Ok(())
                } else {
                    writer.segment.sync(&self.layout, Promise::Frames)
                }
            }),
        };
        if let Err(error) = written {
            // What reached the disk is unknown, so nothing of this group may be acknowledged, and nothing after it.
            for (_, outcome) in &mut outcomes {
                if outcome.is_ok() {
                    *outcome = Err(error.clone());
                }
            }
            writer.stopped = Some(error);
            return outcomes;
        }
        {
            let mut view = self.view_mut();
            for (hash, place) in &group.entries {
                view.tree.push(hash);
                view.places.push(Some(*place));
            }
            if !group.entries.is_empty() {
                view.heads.insert(self.device, writer.head);
            }
        }
        let first = (writer.head.seq + 1).saturating_sub(group.entries.len() as u64);
        if let Some(tree) = &mut writer.tree {
            for ((hash, _), seq) in group.entries.iter().zip(first..) {
                tree.push(&TreeRecord::new(*hash, &self.device, seq));
            }
            // The entries are durable whether or not this succeeds; it is tried again before the next checkpoint.
            let _ = tree.write(&self.layout);
        }
        if (writer.next_entry - 1).saturating_sub(writer.checkpointed) >= self.checkpoint_every {
            // The entries are durable whether or not this succeeds; the next group or closing tries again.
            let _ = self.checkpoint_by(&mut writer);
        }
        outcomes
    }

    fn first_erased(&self, drafts: &[EntryDraft]) -> Option<LedgerError> {
        let keys = held(&self.keys);
        let mut parts = drafts.iter().flat_map(|draft| &draft.parts);
        parts
            .find(|part| keys.is_erased(part.record, part.tier))
            .map(|part| LedgerError::Erased { record: part.record, tier: part.tier })
    }

    /// Seals and signs one entry into the group.
    fn stage(
        &self,
        writer: &mut Writer,
        group: &mut Group,
        draft: EntryDraft,
    ) -> Result<Receipt, LedgerError> {
        if writer.segment.length + group.frames.len() as u64 >= self.segment_bytes {
            self.rotate(writer, group)?;
        } else if group.frames.len() >= FLUSH_BYTES {
            self.flush(writer, group)?;
        }
        let seq = writer.head.seq + 1;
        group.sealed.clear();
        let mut heads = Vec::with_capacity(draft.parts.len());
        {
            let mut keys = held(&self.keys);
            for (index, part) in draft.parts.iter().enumerate() {
                let entropy = writer.entropy.as_mut();
                let key = match keys.get(part.record, part.tier) {
                    KeyState::Held(key) => key,
                    KeyState::Missing => keys.make(part.record, part.tier, entropy, &mut group.keys)?,
                    KeyState::Erased => {
                        return Err(LedgerError::Erased { record: part.record, tier: part.tier });
                    }
                    KeyState::Unopenable => {
                        return Err(LedgerError::DamagedKeys {
                            file: "keys/records.keys".to_owned(),
                            what: format!("the key of record {} does not open", part.record),
                        });
                    }
                };
                let place = PartPlace {
                    casebook: self.casebook,
                    device: self.device,
                    seq,
                    index: index as u16,
                    record: part.record,
                    tier: part.tier,
                };
                let mut random = [0; 56];
                entropy.fill(&mut random)?;
                let head = seal(&key, &place, &part.plaintext, &random, &mut group.sealed);
                random.zeroize();
                heads.push(head.ok_or_else(|| too_large(part.plaintext.len()))?);
            }
        }
        let header = Header {
            casebook: self.casebook,
            device: self.device,
            seq,
            previous: writer.head.hash,
            claimed_at: whole_minute(draft.claimed_at),
            parts: heads,
        }
        .encode();
        group.message.clear();
        group.message.extend_from_slice(ENTRY_DOMAIN);
        group.message.extend_from_slice(&header);
        let signature = writer.signer.sign(&group.message).to_bytes();
        let number = writer.next_entry;
        let offset = writer.segment.length + group.frames.len() as u64;
        let place = FramePlace { segment: writer.segment.number, offset: offset as u32 };
        let entry_hash =
            write_frame(number, group.index, &header, &signature, &group.sealed, &mut group.frames)
                .ok_or_else(|| too_large(group.sealed.len()))?;
        group.entries.push((entry_hash, place));
        group.index += 1;
        writer.head = Head { seq, hash: entry_hash };
        writer.next_entry += 1;
        Ok(Receipt { position: number, device: self.device, seq, entry_hash })
    }

    /// Hands the group's bytes to the system: keys first and durable, then frames.
    fn flush(&self, writer: &mut Writer, group: &mut Group) -> Result<(), LedgerError> {
        if !group.keys.is_empty() {
            let path = self.layout.record_keys();
            writer.key_file.append(&group.keys).doing("write", &path)?;
            writer.key_file.sync(Promise::KeysBeforeFrames).doing("make durable", &path)?;
            group.keys.clear();
        }
        if !group.frames.is_empty() {
            writer.segment.append(&group.frames, &self.layout)?;
            group.frames.clear();
        }
        Ok(())
    }

    /// Completes the segment and begins the next, whose first entry begins a new group.
    fn rotate(&self, writer: &mut Writer, group: &mut Group) -> Result<(), LedgerError> {
        self.flush(writer, group)?;
        writer.segment.sync(&self.layout, Promise::FullSegment)?;
        let number = writer.segment.number + 1;
        writer.segment =
            SegmentWriter::begin(&self.storage, &self.layout, &self.casebook, number, writer.next_entry)?;
        group.index = 0;
        Ok(())
    }
}

/// Rounds down to the minute, so that entries do not tell the second someone pressed a key.
fn whole_minute(seconds: i64) -> i64 {
    let seconds = seconds.max(i64::MIN + 60);
    seconds - seconds.rem_euclid(60)
}

fn too_large(length: usize) -> LedgerError {
    LedgerError::TooLarge { what: "entry", length: length as u64, limit: FRAME_LIMIT as u64 }
}

fn check(draft: &EntryDraft) -> Result<(), LedgerError> {
    if draft.parts.is_empty() || draft.parts.len() > usize::from(u16::MAX) {
        return Err(LedgerError::PartCount(draft.parts.len()));
    }
    let mut total = HEADER_FIXED + (PART_HEAD + SEALED_OVERHEAD) * draft.parts.len() + 256;
    for part in &draft.parts {
        let length = part.plaintext.len();
        if length > PART_LIMIT {
            return Err(LedgerError::TooLarge {
                what: "part",
                length: length as u64,
                limit: PART_LIMIT as u64,
            });
        }
        total += bucket(PAYLOAD_OVERHEAD + length).unwrap_or(PART_LIMIT);
    }
    if total > FRAME_LIMIT {
        return Err(too_large(total));
    }
    Ok(())
}
