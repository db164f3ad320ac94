//! Revoking a token: it opens nothing from now on. What it saved stays.

use super::{TokenState, list_tokens};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::{ClaimId, Decision, Ruling};

/// Revokes the token of a name, an expired one too.
///
/// # Errors
/// Not found when there is none that was not revoked.
pub fn revoke_token(desk: &Desk, actor: &Actor, why: &Reason, name: &str) -> Outcome<Saved> {
    let folded = names::fold::search_key(name);
    let mut draft = Draft::default();
    for token in list_tokens(desk)? {
        let named = names::fold::search_key(&token.issued.name) == folded;
        if named && token.state != TokenState::Revoked {
            let id = ClaimId::from_bytes(desk.fresh()?);
            let ruling = Ruling::Retract(token.issued.claim);
            draft.decision(Decision { id, about: token.issued.source, ruling });
        }
    }
    if draft.sayings.is_empty() {
        return Err(Stop::not_found(sentence!("There is no token {name} to revoke.", name))
            .hint_in_english("habeas token list shows them."));
    }
    desk.save(actor, why, draft)
}
