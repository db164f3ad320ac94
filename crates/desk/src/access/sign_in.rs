//! Signing in, and the ways in that a member has.

use super::decide::{decide, digest, no_member, one};
use super::members::{Member, WayIn};
use super::password::Password;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{Access, ClaimId, Credential, CredentialKind, Decision, RecordId, Ruling};
use totp_rs::{Algorithm, Builder, Totp};

/// Most passkeys of one member.
const PASSKEYS: usize = 10;
/// Longest name of a passkey, in characters.
const LONGEST_NOTE: usize = 60;

fn totp(secret: &[u8]) -> Option<Totp> {
    // The only hash that every app of authentication takes; six digits every thirty seconds, one step to either side.
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1);
    builder.with_step_duration(30).with_secret(secret.to_vec()).build().ok()
}

/// True when this is the code of now. What else stands between the digits is passed over.
fn right_code(desk: &Desk, secret: &[u8], code: &str) -> Option<u64> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let now = u64::try_from(desk.now().unix()).ok()?;
    totp(secret)?.check(&digits, now)
}

/// Signs a member in with a password and, where the member has one, the code of the moment. Returns the member and the
/// step of the code, which must not be taken a second time. Who is not known takes as long as who is.
///
/// # Errors
/// One refusal for everything that can be wrong.
pub fn sign_in(desk: &Desk, handle: &str, password: &Password, code: &str) -> Outcome<(Member, Option<u64>)> {
    let members = desk.members();
    let known = members.named(handle.trim()).filter(|member| member.active);
    let way = |kind| known.and_then(|member| member.ways_of(kind, desk.now()).last());
    let kept = way(CredentialKind::Password).map(|way| &*way.credential.bytes);
    let right = password.is(kept)?;
    let step = match way(CredentialKind::Totp) {
        Some(way) => right_code(desk, &way.credential.bytes, code).map(Some),
        None => Some(None),
    };
    match (known, right, step) {
        (Some(member), true, Some(step)) => Ok((member.clone(), step)),
        _ => Err(Stop::refused("password", sentence!("That handle, password or code is not right."))),
    }
}

/// The member an invitation is for, if it is still good.
pub fn invited(desk: &Desk, token: &str) -> Option<(Member, ClaimId)> {
    let kept = digest(token.trim());
    let members = desk.members();
    let now = desk.now();
    members.all().into_iter().filter(|member| member.active).find_map(|member| {
        let mut ways = member.ways_of(CredentialKind::Invitation, now);
        let way = ways.find(|way| way.credential.bytes == kept)?;
        Some((member.clone(), way.decision))
    })
}

/// Comes in by an invitation: the link is used up, and the member has a password.
///
/// # Errors
/// Not found when the link is used up, too old or none; a refusal when the password is none.
pub fn join(desk: &Desk, token: &str, password: &str) -> Outcome<Member> {
    invited(desk, token).ok_or_else(no_invitation)?;
    let bytes = Password::chosen(password)?.kept(desk.fresh()?)?;
    come_in(desk, token, CredentialKind::Password, bytes)
}

/// Comes in by an invitation with a passkey, as the room that checks passkeys wrote it: the link is used up.
///
/// # Errors
/// Not found when the link is used up, too old or none.
pub fn join_with_passkey(desk: &Desk, token: &str, passkey: &[u8]) -> Outcome<Member> {
    come_in(desk, token, CredentialKind::Passkey, passkey.into())
}

fn no_invitation() -> Stop {
    Stop::not_found(sentence!(
        "This link is used up, too old, or never was. Ask a coordinator for a new one."
    ))
}

fn come_in(desk: &Desk, token: &str, kind: CredentialKind, bytes: Box<[u8]>) -> Outcome<Member> {
    // Stretching a password takes a while: whoever else has the link may have come in meanwhile.
    let _turn = desk.joining();
    let (member, invitation) = invited(desk, token).ok_or_else(no_invitation)?;
    let way = Access::Credential(Credential { kind, bytes, note: "".into(), until: None });
    let mut draft = one(desk, member.record, way)?;
    let id = ClaimId::from_bytes(desk.fresh()?);
    draft.decision(Decision { id, about: member.record, ruling: Ruling::Undo(invitation) });
    desk.save(&Actor::parse(&member.handle)?, &Reason::parse("came in by the invitation")?, draft)?;
    Ok(member)
}

/// Changes one's own password; the old one is asked.
///
/// # Errors
/// A refusal when the old one is not right or the new one is none.
pub fn change_password(desk: &Desk, member: RecordId, old: &str, new: &str) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(member).ok_or_else(no_member)?;
    let kept = of.ways_of(CredentialKind::Password, desk.now()).last().map(|way| &*way.credential.bytes);
    if kept.is_some() && !Password::typed(old)?.is(kept)? {
        return Err(Stop::refused("old", sentence!("The old password is not right.")));
    }
    let bytes = Password::chosen(new)?.kept(desk.fresh()?)?;
    let (kind, note) = (CredentialKind::Password, "".into());
    let way = Access::Credential(Credential { kind, bytes, note, until: None });
    decide(desk, &Actor::parse(&of.handle)?, &Reason::parse("a password of one's own")?, member, way)
}

/// The secret of codes as apps take it, in base 32.
pub fn totp_secret(secret: &[u8; 20]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letter = |five: u8| LETTERS.get(usize::from(five & 31)).map_or('A', |letter| char::from(*letter));
    secret
        .as_chunks::<5>()
        .0
        .iter()
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
            (0..8).rev().map(move |at| (bits >> (5 * at)) as u8)
        })
        .map(letter)
        .collect()
}

/// Adds codes to one's password: the secret, and a code of it to show that an app has it.
///
/// # Errors
/// A refusal when the code is not right.
pub fn add_totp(desk: &Desk, member: RecordId, secret: &[u8; 20], code: &str) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(member).ok_or_else(no_member)?;
    if right_code(desk, secret, code).is_none() {
        return Err(Stop::refused(
            "code",
            sentence!("This is not the code of now. Look whether the clock of the telephone is right."),
        ));
    }
    let (kind, bytes, note) = (CredentialKind::Totp, secret.as_slice().into(), "".into());
    let way = Access::Credential(Credential { kind, bytes, note, until: None });
    decide(desk, &Actor::parse(&of.handle)?, &Reason::parse("codes beside the password")?, member, way)
}

/// Adds a passkey, as the room that checks passkeys wrote it.
///
/// # Errors
/// A conflict when there are too many, a refusal when its name is none.
pub fn add_passkey(desk: &Desk, member: RecordId, passkey: &[u8], note: &str) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(member).ok_or_else(no_member)?;
    if of.ways_of(CredentialKind::Passkey, desk.now()).count() >= PASSKEYS {
        return Err(Stop::conflict(sentence!("There are ten passkeys already. Take one away first.")));
    }
    let note = note.trim();
    if note.chars().count() > LONGEST_NOTE || note.chars().any(char::is_control) {
        return Err(Stop::refused("note", sentence!("The name of a passkey has at most 60 characters.")));
    }
    let (kind, bytes) = (CredentialKind::Passkey, passkey.into());
    let way = Access::Credential(Credential { kind, bytes, note: note.into(), until: None });
    decide(desk, &Actor::parse(&of.handle)?, &Reason::parse("a passkey of one's own")?, member, way)
}

/// Takes one of one's own ways in away; never the last.
///
/// # Errors
/// Not found when it is not one's own; a conflict when it is the last.
pub fn remove_way(desk: &Desk, member: RecordId, decision: ClaimId) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(member).ok_or_else(no_member)?;
    let is = |way: &&WayIn| way.decision == decision;
    let way =
        of.ways.iter().find(is).ok_or_else(|| Stop::not_found(sentence!("There is no such way in.")))?;
    let alone =
        |way: &&WayIn| matches!(way.credential.kind, CredentialKind::Password | CredentialKind::Passkey);
    if alone(&way) && of.ways.iter().filter(alone).filter(|way| way.decision != decision).count() == 0 {
        return Err(Stop::conflict(sentence!("This is the last way in; add another one first.")));
    }
    let mut draft = Draft::default();
    let id = ClaimId::from_bytes(desk.fresh()?);
    draft.decision(Decision { id, about: member, ruling: Ruling::Undo(decision) });
    desk.save(&Actor::parse(&of.handle)?, &Reason::parse("a way in is taken away")?, draft)
}
