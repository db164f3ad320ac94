//! `GET /api/v1/tokens` and `POST /api/v1/tokens/revoke`: a token that is in the wrong hands is shut out at once, while the
//! server runs. Issuing is done where the casebook is (`habeas token new`): no token makes another.

use super::call::{Answered, Call, told};
use super::shape::{Moment, wire};
use super::value::moment;
use super::write::SavedOut;
use axum::http::StatusCode;
use desk::token::{list_tokens, revoke_token};

wire! {
    /// Every token ever issued.
    out TokensOut {
        /// The tokens, the earliest first.
        tokens: Vec<TokenOut>,
    }
    /// A token, never the token itself.
    out TokenOut {
        /// The handle under which it saves.
        name: String,
        /// good, expired or revoked.
        state: &'static str,
        /// What it may do.
        scopes: Vec<String>,
        /// When it ends.
        expires_at: Option<Moment>,
        /// When it was issued.
        issued_at: Moment,
        /// By whom.
        issued_by: String,
    }
    /// Which token, and why.
    asked RevokeIn {
        /// Its name.
        name: String,
        /// Why.
        why: String,
    }
}

pub(super) fn tokens(call: &Call) -> Answered {
    let all = list_tokens(&call.app.desk).map_err(|stop| call.stopped(&stop))?;
    let tokens = all
        .into_iter()
        .map(|token| TokenOut {
            name: token.issued.name,
            state: token.state.name(),
            scopes: token.scopes,
            expires_at: token.expires.map(moment),
            issued_at: moment(token.issued.at),
            issued_by: token.issued.by,
        })
        .collect();
    told(StatusCode::OK, &TokensOut { tokens })
}

pub(super) fn revoke(call: &Call) -> Answered {
    let body: RevokeIn = call.read()?;
    let (actor, why) = call.by_and_why(&body.why)?;
    let saved = revoke_token(&call.app.desk, &actor, &why, &body.name).map_err(|stop| call.stopped(&stop))?;
    let out = SavedOut { position: saved.position, entry: crate::door::hex(&saved.entry) };
    told(StatusCode::CREATED, &out)
}
