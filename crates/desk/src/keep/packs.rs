//! Legal packs: which there are, and which lawyer answers for each. A signature is a decision in the ledger; it holds for the
//! pack's text as it was then, and undoing it makes the pack a draft again.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::legal::{Day, LegalPack, Signature, shipped, shipped_text};
use claims::when::Instant;
use claims::{ClaimId, Decision, PackSignature, RecordId, Ruling};
use sha2::{Digest, Sha256};

/// A legal pack, and who answers for it.
#[derive(Debug, Clone)]
pub struct PackStanding {
    /// The pack.
    pub pack: &'static LegalPack,
    /// The signatures under its text as it is, the first first.
    pub signed: Vec<SignedPack>,
}

/// A signature under a pack.
#[derive(Debug, Clone)]
pub struct SignedPack {
    /// The decision's id, by which it can be undone.
    pub decision: ClaimId,
    /// Who signed, and on which day.
    pub signature: Signature,
    /// Who recorded it.
    pub by: Box<str>,
    /// Why.
    pub why: Box<str>,
    /// When it was recorded.
    pub at: Instant,
}

/// Every legal pack, and who answers for it.
pub fn packs(desk: &Desk) -> Vec<PackStanding> {
    let all = desk.casebook().pack_signatures();
    let signed = |pack: &LegalPack| {
        let digest = digest_of(pack);
        let mine = all.iter().filter(|(_, of)| *of.pack == *pack.id && Some(of.digest) == digest);
        mine.filter_map(|(ruled, of)| {
            Some(SignedPack {
                decision: ruled.id,
                signature: Signature { lawyer: of.name.to_string(), date: of.on.parse().ok()? },
                by: ruled.author.clone(),
                why: ruled.why.clone(),
                at: ruled.at,
            })
        })
        .collect()
    };
    shipped().iter().map(|pack| PackStanding { pack, signed: signed(pack) }).collect()
}

/// Who answers for a pack: who is named in its file, or signed it here last.
pub fn signature_of(desk: &Desk, pack: &LegalPack) -> Option<Signature> {
    let here = || {
        let standing = packs(desk).into_iter().find(|standing| standing.pack.id == pack.id)?;
        standing.signed.into_iter().next_back().map(|signed| signed.signature)
    };
    pack.signature.clone().or_else(here)
}

/// Records that a lawyer answers for a pack as it stands.
///
/// # Errors
/// A refusal when there is no such pack, no name, or no day.
pub fn sign_pack(desk: &Desk, actor: &Actor, why: &Reason, id: &str, name: &str, on: &str) -> Outcome<Saved> {
    let pack = shipped().iter().find(|pack| pack.id.eq_ignore_ascii_case(id));
    let Some((pack, digest)) = pack.and_then(|pack| Some((pack, digest_of(pack)?))) else {
        return Err(Stop::not_found(sentence!("There is no legal pack {id:?}.", id)));
    };
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(Stop::refused(
            "name",
            sentence!("Write the name of the lawyer who answers for it, as they sign."),
        ));
    }
    let on: Day = on
        .trim()
        .parse()
        .map_err(|_| Stop::refused("on", sentence!("{on:?} is not a day; write it as 2031-06-08.", on)))?;
    let signature =
        PackSignature { pack: pack.id.as_str().into(), digest, name: name.into(), on: on.to_string().into() };
    // It speaks of no record: the one it names only seals it.
    let about = RecordId::from_bytes(desk.fresh()?);
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling: Ruling::SignPack(Box::new(signature)) });
    desk.save(actor, why, draft)
}

fn digest_of(pack: &LegalPack) -> Option<[u8; 32]> {
    shipped_text(&pack.id).map(|text| Sha256::digest(text.as_bytes()).into())
}
