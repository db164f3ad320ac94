//! Who is in. The sign-in link opens once; a session is 256 random bits in a cookie, of which only the SHA-256 is kept,
//! in memory, so that a memory image or a restart gives nobody a way in.

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The cookie of a session.
pub(crate) const COOKIE: &str = "habeas_session";
/// Seconds a session lives at most, and a browser keeps its cookie.
const LIFE_SECONDS: u64 = 12 * 3600;
const LIFE: Duration = Duration::from_secs(LIFE_SECONDS);

type Digest32 = [u8; 32];

/// Sessions and the one-time link.
pub(crate) struct Door {
    secret: [u8; 32],
    inside: Mutex<Inside>,
}

struct Inside {
    once: Option<Digest32>,
    sessions: HashMap<Digest32, Instant>,
}

impl Door {
    /// A door that the one-time token opens, if there is one.
    pub fn new(secret: [u8; 32], once: Option<&[u8; 32]>) -> Self {
        let once = once.map(|once| digest(&secret, &hex(once)));
        Self { secret, inside: Mutex::new(Inside { once, sessions: HashMap::new() }) }
    }

    /// Lets in the one who opened the casebook; `value` is what the cookie holds.
    pub fn admit(&self, value: &str) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.sessions.insert(digest(&self.secret, value), Instant::now() + LIFE);
    }

    /// Lets in whoever shows the one-time token, the first time. `fresh` is the session's new name; the cookie's
    /// value comes back.
    pub fn sign_in(&self, token: &str, fresh: [u8; 32]) -> Option<String> {
        let shown = digest(&self.secret, token);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if inside.once != Some(shown) {
            return None;
        }
        inside.once = None;
        let value = hex(&fresh);
        inside.sessions.insert(digest(&self.secret, &value), Instant::now() + LIFE);
        Some(value)
    }

    /// True for somebody who is in.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        let Some(value) = cookie(headers, COOKIE) else { return false };
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        inside.sessions.retain(|_, until| *until > now);
        inside.sessions.contains_key(&digest(&self.secret, value))
    }

    /// Shows somebody out.
    pub fn sign_out(&self, headers: &HeaderMap) {
        if let Some(value) = cookie(headers, COOKIE) {
            let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
            inside.sessions.remove(&digest(&self.secret, value));
        }
    }
}

/// Something secret under the server's own secret.
pub(crate) fn digest(secret: &[u8; 32], value: &str) -> Digest32 {
    Sha256::new().chain_update(secret).chain_update(value.as_bytes()).finalize().into()
}

/// The line that gives a browser its session, or takes it away when there is no value.
pub(crate) fn set_cookie(value: Option<&str>) -> Option<HeaderValue> {
    let (value, life) = value.map_or(("", 0), |value| (value, LIFE_SECONDS));
    HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; Max-Age={life}; HttpOnly; SameSite=Strict"))
        .ok()
}

/// A cookie of a request.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
