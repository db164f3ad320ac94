//! Who is in. A session is 256 random bits in a cookie, of which only the SHA-256 is kept, in memory, so that a memory
//! image or a restart gives nobody a way in. The one-time link lets the owner in: whoever started the server, and so
//! holds its key. A member comes in by what the desk knows of them; whether they still may is asked at every request.

use axum::http::{HeaderMap, HeaderValue, header};
use claims::RecordId;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The cookie of a session.
pub(crate) const COOKIE: &str = "habeas_session";
/// Seconds a session lives at most, and a browser keeps its cookie.
const LIFE_SECONDS: u64 = 12 * 3600;
const LIFE: Duration = Duration::from_secs(LIFE_SECONDS);
/// Most sessions of one member; the oldest makes room.
const OF_ONE: usize = 8;

type Digest32 = [u8; 32];

/// Who a session belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Whoever opened the casebook.
    Owner,
    /// A member, by their record.
    Member(RecordId),
}

/// Sessions and the one-time link.
pub(crate) struct Door {
    secret: [u8; 32],
    /// How long a member's session lasts in which nothing is asked; pages that renew themselves do not count.
    idle: Duration,
    inside: Mutex<Inside>,
}

struct Inside {
    once: Option<Digest32>,
    sessions: HashMap<Digest32, Session>,
}

struct Session {
    who: Who,
    until: Instant,
    idle: Option<Instant>,
    begun: Instant,
}

impl Door {
    /// A door that the one-time token opens, if there is one.
    pub fn new(secret: [u8; 32], idle: Duration, once: Option<&[u8; 32]>) -> Self {
        let once = once.map(|once| digest(&secret, &hex(once)));
        Self { secret, idle, inside: Mutex::new(Inside { once, sessions: HashMap::new() }) }
    }

    /// What is made of a salt and a session for the token of a form.
    pub(super) fn made_for_form(&self, salt: &str, session: &str) -> Digest32 {
        digest(&self.secret, &format!("form {salt} {session}"))
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets in the one who opened the casebook; `value` is what the cookie holds.
    pub fn admit(&self, value: &str) {
        self.open(value, Who::Owner, Instant::now());
    }

    fn open(&self, value: &str, who: Who, now: Instant) {
        let idle = matches!(who, Who::Member(_)).then(|| now + self.idle);
        let mut inside = self.inside();
        let mut theirs: Vec<(Instant, Digest32)> = inside
            .sessions
            .iter()
            .filter(|(_, session)| session.who == who && who != Who::Owner)
            .map(|(digest, session)| (session.begun, *digest))
            .collect();
        theirs.sort();
        for (_, oldest) in theirs.iter().take((theirs.len() + 1).saturating_sub(OF_ONE)) {
            inside.sessions.remove(oldest);
        }
        let session = Session { who, until: now + LIFE, idle, begun: now };
        inside.sessions.insert(digest(&self.secret, value), session);
    }

    /// Lets in whoever shows the one-time token, the first time. `fresh` is the session's new name; the cookie's
    /// value comes back.
    pub fn sign_in(&self, token: &str, fresh: [u8; 32]) -> Option<String> {
        let shown = digest(&self.secret, token);
        {
            let mut inside = self.inside();
            if inside.once != Some(shown) {
                return None;
            }
            inside.once = None;
        }
        let value = hex(&fresh);
        self.open(&value, Who::Owner, Instant::now());
        Some(value)
    }

    /// Lets a member in whom the desk knows; the cookie's value comes back.
    pub fn let_in(&self, member: RecordId, fresh: [u8; 32]) -> String {
        let value = hex(&fresh);
        self.open(&value, Who::Member(member), Instant::now());
        value
    }

    /// Who asks. A member who asks for something themselves has the whole time again.
    pub fn who(&self, headers: &HeaderMap, asked_by_itself: bool) -> Option<Who> {
        self.who_at(headers, asked_by_itself, Instant::now())
    }

    fn who_at(&self, headers: &HeaderMap, asked_by_itself: bool, now: Instant) -> Option<Who> {
        let value = cookie(headers, COOKIE)?;
        let mut inside = self.inside();
        inside
            .sessions
            .retain(|_, session| session.until > now && session.idle.is_none_or(|idle| idle > now));
        let session = inside.sessions.get_mut(&digest(&self.secret, value))?;
        if !asked_by_itself && session.idle.is_some() {
            session.idle = Some(now + self.idle);
        }
        Some(session.who)
    }

    /// Shows somebody out.
    pub fn sign_out(&self, headers: &HeaderMap) {
        if let Some(value) = cookie(headers, COOKIE) {
            self.inside().sessions.remove(&digest(&self.secret, value));
        }
    }

    /// Ends every session of a member, at once; but for the one that asks, if it is asked from one of theirs.
    pub fn end_all(&self, member: RecordId, but: Option<&HeaderMap>) {
        let kept = but.and_then(|headers| cookie(headers, COOKIE)).map(|value| digest(&self.secret, value));
        self.inside()
            .sessions
            .retain(|name, session| session.who != Who::Member(member) || Some(*name) == kept);
    }

    /// How many sessions a member has.
    pub fn sessions_of(&self, member: RecordId) -> usize {
        self.inside().sessions.values().filter(|session| session.who == Who::Member(member)).count()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_in_which_nothing_is_asked_ends_also_when_its_page_renews_itself() {
        let (idle, minute) = (Duration::from_secs(15 * 60), Duration::from_secs(60));
        let door = Door::new([9; 32], idle, None);
        let member = Who::Member(RecordId::from_bytes([1; 16]));
        let begun = Instant::now();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("habeas_session=aa"));
        let open = |who| door.open("aa", who, begun);
        let who = |minutes: u32, by_itself| door.who_at(&headers, by_itself, begun + minute * minutes);
        // A board that asks every minute keeps nobody in.
        open(member);
        assert!((1..15).all(|minutes| who(minutes, true) == Some(member)));
        assert_eq!(who(15, true), None);
        // Whoever asks for something themselves stays, for twelve hours at most.
        open(member);
        let last = (1..=72).filter(|tens| who(tens * 10, false).is_some()).max();
        assert_eq!(last, Some(71));
        // The owner has no such time; the server itself is locked.
        open(Who::Owner);
        assert_eq!(who(60, true), Some(Who::Owner));
    }
}
