//! Issuing a token. It is shown to whoever issues it, once; nobody can show it again.

use super::table::{MARK, digest, words};
use super::{TokenState, list_tokens};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::import::source_named;
use crate::leave::{Asker, Leaving, TokenWanted, agreed_to, ask_to_leave, is_alone, take_alone, use_up};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::when::Instant;
use claims::{Claim, ClaimId, Property, Value};
use zeroize::Zeroizing;

/// A token as it was issued.
#[derive(Debug)]
pub struct Issued {
    /// The handle under which it saves.
    pub name: String,
    /// The token. It is kept nowhere.
    pub secret: Zeroizing<String>,
    /// The save.
    pub saved: Saved,
    /// The claim that issued it.
    pub claim: ClaimId,
}

/// True for a scope by which a program can read out who is in the casebook, who told it, or what reports say.
pub fn reads_in_bulk(scope: &str) -> bool {
    matches!(scope, "identity.see" | "source.see" | "report.see")
}

/// Issues the token that was agreed to, and uses the agreement up.
///
/// # Errors
/// As [`issue_token`] and [`agreed_to`].
pub fn issue_agreed_token(desk: &Desk, asker: Asker, asked: ClaimId) -> Outcome<Issued> {
    let of = agreed_to(desk, asker, asked)?;
    let Leaving::Token(wanted) = &of.what else {
        return Err(Stop::refused("asked", sentence!("Something else was agreed to, and not a token.")));
    };
    let ends =
        |desk: &Desk| wanted.seconds.map(|life| Instant::from_unix(desk.now().unix().saturating_add(life)));
    // What cannot be issued uses nothing up.
    check_token(desk, &wanted.name, &wanted.scopes, ends(desk))?;
    use_up(desk, asker, asked)?;
    let (actor, why) = (Actor::parse(&of.by)?, Reason::parse(&of.why)?);
    issue_token(desk, &actor, &why, &wanted.name, &wanted.scopes, ends(desk))
}

/// Issues a token for whoever may issue it alone: one that reads nothing in bulk, or any where the owner has nobody to ask.
///
/// # Errors
/// As [`issue_token`]; a refusal when somebody else must agree.
pub fn issue_token_alone(
    desk: &Desk,
    asker: Asker,
    actor: &Actor,
    why: &Reason,
    wanted: &TokenWanted,
) -> Outcome<Issued> {
    let end = wanted.seconds.map(|life| Instant::from_unix(desk.now().unix().saturating_add(life)));
    check_token(desk, &wanted.name, &wanted.scopes, end)?;
    if needs_two(desk, asker, &wanted.scopes) {
        return Err(Stop::refused(
            "asked",
            sentence!("A token that reads names, tellers or reports needs a second person."),
        ));
    }
    if wanted.scopes.iter().any(|scope| reads_in_bulk(scope)) {
        take_alone(desk, actor, why, &Leaving::Token(wanted.clone()))?;
    }
    issue_token(desk, actor, why, &wanted.name, &wanted.scopes, end)
}

/// True when a second person must agree to a token that may do this.
pub fn needs_two(desk: &Desk, asker: Asker, scopes: &[String]) -> bool {
    scopes.iter().any(|scope| reads_in_bulk(scope)) && !(asker == Asker::Owner && is_alone(desk))
}

/// Asks for a token that needs a second person.
///
/// # Errors
/// As [`issue_token`], so that nobody agrees to what could not be issued.
pub fn ask_for_token(
    desk: &Desk,
    asker: Asker,
    actor: &Actor,
    why: &Reason,
    wanted: &TokenWanted,
) -> Outcome<ClaimId> {
    let end = wanted.seconds.map(|life| Instant::from_unix(desk.now().unix().saturating_add(life)));
    check_token(desk, &wanted.name, &wanted.scopes, end)?;
    ask_to_leave(desk, asker, actor, why, &Leaving::Token(wanted.clone()))
}

/// Issues a token under a handle such as `bot-1`; what it saves is saved under that handle.
///
/// # Errors
/// A refusal when the name is no handle, there is no scope or its end is past; a conflict when a token of that name is
/// good.
pub fn issue_token(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    scopes: &[String],
    expires: Option<Instant>,
) -> Outcome<Issued> {
    let handle = check_token(desk, name, scopes, expires)?;
    let (a, b) = (desk.fresh()?, desk.fresh()?);
    let mut secret = Zeroizing::new(String::with_capacity(MARK.len() + 64));
    secret.push_str(MARK);
    for byte in a.iter().chain(&b) {
        secret.push_str(&format!("{byte:02x}"));
    }
    let mut draft = Draft::default();
    let source = source_named(desk, &mut draft, handle.handle(), None)?;
    let claim = ClaimId::from_bytes(desk.fresh()?);
    let text = words(&digest(&secret), expires, scopes);
    draft.claim(Claim::new(claim, source, Property::SourceToken, Value::Text(text.into())));
    let saved = desk.save(actor, why, draft)?;
    Ok(Issued { name: handle.handle().to_owned(), secret, saved, claim })
}

/// What must be right before anything is written down.
fn check_token(desk: &Desk, name: &str, scopes: &[String], expires: Option<Instant>) -> Outcome<Actor> {
    let handle = Actor::parse(name).map_err(|_| {
        Stop::refused("name", sentence!("A token needs a handle of 1 to 60 characters, such as bot-1."))
    })?;
    if expires.is_some_and(|end| end <= desk.now()) {
        return Err(Stop::refused("expires", sentence!("That end is past already.")));
    }
    if scopes.is_empty() {
        return Err(Stop::refused("scope", sentence!("Say what the token may do.")));
    }
    // What a program saves stands under its name: it must not be taken for a person's, or for the program's own.
    let member = desk.members().named(handle.handle()).is_some();
    if member || casebook::same_handle(handle.handle(), "habeas") {
        return Err(Stop::conflict(sentence!(
            "{handle} is the handle of somebody who works here.",
            handle = handle.handle()
        ))
        .hint(sentence!("Choose another name for the token.")));
    }
    let folded = names::fold::search_key(handle.handle());
    let taken = list_tokens(desk)?.into_iter().any(|token| {
        token.state == TokenState::Good && names::fold::search_key(&token.issued.name) == folded
    });
    if taken {
        return Err(Stop::conflict(sentence!(
            "There is a token {handle} already.",
            handle = handle.handle()
        ))
        .hint(sentence!("Revoke it first, or choose another name.")));
    }
    Ok(handle)
}
