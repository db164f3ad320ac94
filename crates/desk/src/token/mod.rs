//! Tokens: what a program may do over the API. A token is shown once, when it is issued; the ledger keeps its SHA-256, its
//! end and its scopes, as a claim on a source record that bears the token's name. Whatever a program saves is saved under
//! that name. Revoking is withdrawing the claim, takes effect at once, and is never undone: issue another.

mod done;
mod issue;
mod revoke;
mod table;

pub use done::{CallDone, SavedThen, calls_done, saved_then};
pub use issue::{
    Issued, ask_for_token, issue_agreed_token, issue_token, issue_token_alone, needs_two, reads_in_bulk,
};
pub use revoke::revoke_token;
pub(crate) use table::Tokens;
pub use table::{Token, scopes_of};

use crate::desk::Desk;
use crate::stop::Outcome;
use casebook::TokenClaim;
use claims::when::Instant;
use std::sync::Arc;

/// What a token may be allowed: the names of actions (`habeas::access`) that the API has something for.
pub const SCOPES: &[(&str, &str)] = &[
    ("search.see", "find records by their words"),
    ("record.see", "read records with their claims, without what is asked for below"),
    ("identity.see", "names, birth dates and remarks that may hold them"),
    ("source.see", "who told it"),
    ("report.see", "reports and quotes"),
    ("board.see", "the board and its units"),
    ("figures.see", "figures claimed by others"),
    ("count.see", "numbers with their receipts"),
    ("intake.write", "log calls and record claims"),
    ("check.write", "log checks"),
    ("review.decide", "judge, accept and withdraw"),
    ("token.issue", "list and revoke tokens"),
];

/// How a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    /// It opens what its scopes say.
    Good,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl TokenState {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            TokenState::Good => "good",
            TokenState::Expired => "expired",
            TokenState::Revoked => "revoked",
        }
    }
}

/// A token in the list: never the token itself.
#[derive(Debug, Clone)]
pub struct ListedToken {
    /// How it was issued.
    pub issued: TokenClaim,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires: Option<Instant>,
    /// How it stands now.
    pub state: TokenState,
}

/// Every token ever issued, the earliest first.
///
/// # Errors
/// A fault of the casebook.
pub fn list_tokens(desk: &Desk) -> Outcome<Vec<ListedToken>> {
    let (all, now) = (desk.casebook().tokens()?, desk.now());
    Ok(all
        .into_iter()
        .filter_map(|issued| {
            let (_, expires, scopes) = table::read(&issued.text)?;
            let state = match (&issued.revoked, expires) {
                (Some(_), _) => TokenState::Revoked,
                (None, Some(end)) if end <= now => TokenState::Expired,
                (None, _) => TokenState::Good,
            };
            Some(ListedToken { issued, scopes, expires, state })
        })
        .collect())
}

/// The token a program shows, if it opens anything now. Waits for nothing.
pub fn token_of(desk: &Desk, shown: &str) -> Option<Arc<Token>> {
    desk.tokens().of(shown).filter(|token| token.expires.is_none_or(|end| end > desk.now()))
}
