//! Saving: what is said becomes entries, sealed by record and tier, and is acknowledged when it is durable and in the
//! casebook. There is no other way to write.

use super::Desk;
use crate::actor::{Actor, Reason};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::wire;
use claims::{Access, Claim, ClaimId, Decision, Property, RecordId, Ruling, Save, Saying, Tier};
use ledger::{EntryDraft, PartDraft, Receipt};
use std::collections::BTreeMap;

/// What was saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its place in the ledger.
    pub position: u64,
    /// The hash that names the entry.
    pub entry: [u8; 32],
}

/// What a save says, before it is signed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Claims and decisions, in order.
    pub sayings: Vec<Saying>,
}

impl Draft {
    /// Adds a claim.
    pub fn claim(&mut self, claim: Claim) {
        self.sayings.push(Saying::Claim(claim));
    }

    /// Adds a decision.
    pub fn decision(&mut self, decision: Decision) {
        self.sayings.push(Saying::Decision(decision));
    }
}

impl Desk {
    /// Saves one entry: what `draft` says, by whom and why. Returns when it is durable and in the casebook.
    ///
    /// # Errors
    /// A refusal when the draft is empty or cannot be taken; busy when storage fails.
    pub fn save(&self, actor: &Actor, why: &Reason, draft: Draft) -> Outcome<Saved> {
        let saved = self.save_all(actor, why, vec![draft])?;
        saved
            .into_iter()
            .next()
            .ok_or_else(|| Stop::refused("claims", sentence!("There is nothing to save.")))
    }

    /// Saves one entry of several drafts, each with a reason of its own: all of it or nothing.
    ///
    /// # Errors
    /// As [`Desk::save`].
    pub fn save_together(&self, actor: &Actor, drafts: Vec<(Reason, Draft)>) -> Outcome<Saved> {
        let now = self.now();
        let parts = drafts.into_iter().flat_map(|(why, draft)| by_part(draft, actor, &why, now)).collect();
        let saved = self.append(vec![(now, parts)])?;
        saved
            .into_iter()
            .next()
            .ok_or_else(|| Stop::refused("claims", sentence!("There is nothing to save.")))
    }

    /// Saves several entries under one fsync.
    ///
    /// # Errors
    /// As [`Desk::save`]; if one cannot be taken, none is.
    pub fn save_all(&self, actor: &Actor, why: &Reason, drafts: Vec<Draft>) -> Outcome<Vec<Saved>> {
        let now = self.now();
        let entries = drafts
            .into_iter()
            .map(|draft| (now, by_part(draft, actor, why, now)))
            .filter(|(_, saves)| !saves.is_empty())
            .collect();
        self.append(entries)
    }

    /// Saves entries that were drafted elsewhere with their own author, reason and time: a synthetic day.
    ///
    /// # Errors
    /// As [`Desk::save`].
    pub fn save_as_drafted(
        &self,
        drafted: impl IntoIterator<Item = (Instant, Vec<Save>)>,
    ) -> Outcome<Vec<Saved>> {
        let entries = drafted
            .into_iter()
            .map(|(at, saves)| (at, saves.into_iter().flat_map(by_tier).collect()))
            .filter(|(_, parts): &(Instant, Vec<(Tier, Save)>)| !parts.is_empty());
        self.append(entries.collect())
    }

    /// Saves several entries, each by somebody else, under one fsync. Each is durable and in the casebook on return.
    ///
    /// # Errors
    /// As [`Desk::save`]; if one cannot be taken, none is.
    pub(crate) fn save_each(&self, drafts: Vec<(Actor, Reason, Draft)>) -> Outcome<Vec<Saved>> {
        let now = self.now();
        self.append(
            drafts.into_iter().map(|(actor, why, draft)| (now, by_part(draft, &actor, &why, now))).collect(),
        )
    }

    fn append(&self, entries: Vec<(Instant, Vec<(Tier, Save)>)>) -> Outcome<Vec<Saved>> {
        let receipts = self.append_durably(&entries)?;
        let mut casebook = self.casebook();
        let decided = entries.iter().flat_map(|(_, saves)| saves).any(|(_, save)| touches_people(save));
        let tokens = entries.iter().flat_map(|(_, saves)| saves).any(|(_, save)| touches_tokens(save));
        let saves = entries.into_iter().map(|(_, saves)| saves).collect();
        self.project(&mut casebook, &receipts, saves)?;
        if decided {
            self.learn_people(&casebook)?;
        }
        if tokens {
            self.learn_tokens(&casebook)?;
        }
        Ok(receipts.into_iter().map(|r| Saved { position: r.position, entry: r.entry_hash }).collect())
    }

    /// Makes entries durable, without the casebook.
    pub(super) fn append_durably(&self, entries: &[(Instant, Vec<(Tier, Save)>)]) -> Outcome<Vec<Receipt>> {
        let drafts = entries
            .iter()
            .map(|(at, saves)| EntryDraft {
                claimed_at: at.unix(),
                parts: saves
                    .iter()
                    .map(|(tier, save)| PartDraft {
                        record: save.record,
                        tier: *tier,
                        plaintext: wire::encode(save),
                    })
                    .collect(),
            })
            .collect();
        Ok(self.ledger.append_batch(drafts)?)
    }
}

/// True when a save may change who is admitted or who works here.
fn touches_people(save: &Save) -> bool {
    save.sayings.iter().any(|saying| match saying {
        Saying::Decision(decision) => {
            match &decision.ruling {
                // Who looked at whom changes nobody.
                Ruling::Access(access) => !matches!(**access, Access::Looked(_) | Access::Done(_)),
                ruling => matches!(ruling, Ruling::AdmitReporter(_) | Ruling::Undo(_)),
            }
        }
        Saying::Claim(_) | Saying::Unknown(_) => false,
    })
}

/// True when a save may change which tokens open something.
fn touches_tokens(save: &Save) -> bool {
    save.sayings.iter().any(|saying| match saying {
        Saying::Claim(claim) => claim.property == Property::SourceToken,
        Saying::Decision(decision) => matches!(decision.ruling, Ruling::Retract(_) | Ruling::Undo(_)),
        Saying::Unknown(_) => false,
    })
}

/// Sorts what is said by record and tier: each part is sealed under its own key.
pub(super) fn by_part(draft: Draft, actor: &Actor, why: &Reason, at: Instant) -> Vec<(Tier, Save)> {
    let mut parts: BTreeMap<(RecordId, Tier), Vec<Saying>> = BTreeMap::new();
    let mut sayings = draft.sayings;
    sayings.extend(done_with(&sayings, actor));
    for saying in sayings {
        let (record, tier) = match &saying {
            Saying::Claim(claim) => (claim.about, claim.property.tier()),
            Saying::Decision(decision) => (decision.about, Tier::Facts),
            Saying::Unknown(_) => continue,
        };
        parts.entry((record, tier)).or_default().push(saying);
    }
    parts
        .into_iter()
        .map(|((record, tier), sayings)| {
            (tier, Save { record, author: actor.handle().into(), why: why.text().into(), at, sayings })
        })
        .collect()
}

/// That this was a program's call, said in the same entry with what it saves: either both are there or neither.
fn done_with(sayings: &[Saying], actor: &Actor) -> Option<Saying> {
    let done = actor.done()?;
    let about = sayings.iter().find_map(|saying| match saying {
        Saying::Claim(claim) => Some(claim.about),
        Saying::Decision(decision) => Some(decision.about),
        Saying::Unknown(_) => None,
    })?;
    let id = ClaimId::from_bytes(*done.key.first_chunk()?);
    Some(Saying::Decision(Decision { id, about, ruling: Ruling::Access(Box::new(Access::Done(done))) }))
}

/// Splits a save into its tiers.
fn by_tier(save: Save) -> Vec<(Tier, Save)> {
    let mut parts: BTreeMap<Tier, Vec<Saying>> = BTreeMap::new();
    for saying in save.sayings {
        let tier = match &saying {
            Saying::Claim(claim) => claim.property.tier(),
            Saying::Decision(_) | Saying::Unknown(_) => Tier::Facts,
        };
        parts.entry(tier).or_default().push(saying);
    }
    let (record, author, why, at) = (save.record, save.author, save.why, save.at);
    parts
        .into_iter()
        .map(|(tier, sayings)| (tier, Save { record, author: author.clone(), why: why.clone(), at, sayings }))
        .collect()
}
