//! The one page of a locked server: no name, no count, no sign of what is behind it.

use super::{Locked, shares};
use crate::app::{Query, html};
use crate::door::{COOKIE, cookie};
use crate::say::Language;
use crate::tongues::LANGUAGE_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minijinja::value::Serde;
use serde::Serialize;
use std::sync::PoisonError;

/// What the page says above its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    Nothing,
    /// It did not open; why is nobody's business.
    Wrong,
    /// Somebody else is just trying.
    Busy,
    /// A share was taken, more are needed.
    Taken,
    /// The key was right, or will turn out to be: reading the ledger takes a while.
    Opening,
}

#[derive(Serialize)]
struct View {
    lang: &'static str,
    dir: &'static str,
    languages: Vec<Tongue>,
    style: String,
    says: Option<&'static str>,
    opening: bool,
    passphrase: bool,
    shares: bool,
    given: Option<(u64, u64)>,
    /// There is a button for the key file; what its form carries.
    key_file: Option<String>,
}

#[derive(Serialize)]
struct Tongue {
    code: &'static str,
    name: &'static str,
    chosen: bool,
}

/// The page, with what it says.
pub(crate) fn page(locked: &Locked, headers: &HeaderMap, query: &Query, says: Says) -> Response {
    let says = if says == Says::Nothing && is_pending(locked, headers) { Says::Opening } else { says };
    let language = locked.tongues.asked_for(headers, query);
    let (status, id) = match says {
        Says::Nothing => (StatusCode::OK, None),
        Says::Wrong => (StatusCode::FORBIDDEN, Some("locked-wrong")),
        Says::Busy => (StatusCode::SERVICE_UNAVAILABLE, Some("locked-busy")),
        Says::Taken => (StatusCode::OK, Some("locked-taken")),
        Says::Opening => (StatusCode::ACCEPTED, Some("locked-opening")),
    };
    let Some(tongue) = locked.tongues.get(language) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let key_file = query.get("once").filter(|once| locked.opens_with_link(once)).map(str::to_owned);
    let view = View {
        lang: language.code(),
        dir: language.direction(),
        languages: Language::ALL
            .into_iter()
            .map(|each| Tongue { code: each.code(), name: each.own_name(), chosen: each == language })
            .collect(),
        style: locked.assets.style.address.clone(),
        says: id,
        opening: says == Says::Opening,
        passphrase: locked.opener.passphrase,
        shares: locked.opener.read_shares.is_some(),
        given: shares::held(&locked.shares).so_far(),
        key_file: key_file.or_else(|| locked.opens_for_anybody().then(String::new)),
    };
    let drawn = tongue
        .templates
        .get_template("locked.html")
        .and_then(|template| template.render(minijinja::context! { view => Serde(view) }));
    let Ok(text) = drawn else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut answer = html(status, text);
    let headers = answer.headers_mut();
    match says {
        Says::Busy => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("3"));
        }
        Says::Opening => {
            headers.insert(HeaderName::from_static("refresh"), HeaderValue::from_static("3; url=/"));
        }
        Says::Nothing | Says::Wrong | Says::Taken => {}
    }
    if let Some(chosen) = query.get("lang").and_then(Language::of)
        && let Ok(line) = HeaderValue::from_str(&format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict",
            chosen.code()
        ))
    {
        headers.append(header::SET_COOKIE, line);
    }
    answer
}

/// True for the browser of the one who is just opening.
fn is_pending(locked: &Locked, headers: &HeaderMap) -> bool {
    let pending = locked.pending.lock().unwrap_or_else(PoisonError::into_inner);
    pending.as_deref().is_some_and(|value| cookie(headers, COOKIE) == Some(value))
}
