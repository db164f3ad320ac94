//! One call of the API, read once at the door: who calls, what was asked, what came with it; and its answer.

use super::eyes::Eyes;
use super::shape::Told;
use crate::api::problem::Problem;
use crate::app::App;
use axum::http::StatusCode;
use claims::when::{Instant, When};
use claims::{DoneCall, RecordId};
use desk::token::Token;
use desk::{Actor, Kind, Reason, Stop};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A call that was let in.
pub(crate) struct Call {
    pub app: Arc<App>,
    pub token: Arc<Token>,
    /// The part of the path in braces; empty when there is none.
    pub named: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The state of a record that a decision was made on, as its ETag said.
    pub if_match: Option<String>,
    /// The caller's own name for what it saves.
    pub idempotency_key: Option<String>,
    /// The sums under which the call is one, however often it is sent.
    pub done: Option<DoneCall>,
}

/// What comes back.
pub(crate) struct Answer {
    pub status: StatusCode,
    pub body: String,
    /// Names the state that was shown.
    pub etag: Option<String>,
}

pub(crate) type Answered = Result<Answer, Problem>;

/// An answer with a body.
pub(crate) fn told<T: Serialize + Told>(status: StatusCode, what: &T) -> Answered {
    let body = serde_json::to_string(what).map_err(|_| {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The answer could not be written.")
    })?;
    Ok(Answer { status, body, etag: None })
}

/// A field that cannot be taken.
pub(crate) fn refused(field: &'static str, says: impl Into<String>) -> Problem {
    let mut problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "not-taken", says);
    problem.field = Some(field);
    problem
}

impl Call {
    /// A field of the query that was filled in.
    pub fn asked(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The key under which a call is one call, however often it is sent and whenever the server started: made of the
    /// token and the caller's own name for it, so that two programs may use one name.
    pub fn key_of_call(&self) -> Option<String> {
        let name = self.idempotency_key.as_ref()?;
        let sum = Sha256::new().chain_update(self.token.digest).chain_update(name.as_bytes()).finalize();
        Some(crate::door::hex(sum.get(..16).unwrap_or_default()))
    }

    /// This call again, from a place on.
    pub fn further(&self, after: &str) -> String {
        let kept = self.query.iter().filter(|(name, _)| name != "after");
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        crate::app::link(&self.path, kept.chain([("after", after)]))
    }

    /// A whole number of the query.
    pub fn number(&self, name: &'static str) -> Result<Option<u64>, Problem> {
        let read =
            |text: &str| text.parse().map_err(|_| refused(name, format!("{text:?} is not a whole number.")));
        self.asked(name).map(read).transpose()
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &'static str) -> Result<bool, Problem> {
        match self.asked(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(refused(name, format!("{other:?} is neither true nor false."))),
        }
    }

    /// A time of the query.
    pub fn when(&self, name: &'static str) -> Result<Option<When>, Problem> {
        let zone = self.app.desk.zone();
        let read =
            |text: &str| When::parse(text, zone).map_err(|problem| refused(name, format!("{problem}.")));
        self.asked(name).map(read).transpose()
    }

    /// One end of a time of the query.
    pub fn edge(&self, name: &'static str, begin: bool) -> Result<Option<Instant>, Problem> {
        let Some(when) = self.when(name)? else { return Ok(None) };
        let edge = if begin { when.bounds().earliest } else { when.bounds().latest };
        edge.map(Some).ok_or_else(|| refused(name, format!("{:?} has no such end.", when.written())))
    }

    /// A record of the query.
    pub fn record(&self, name: &'static str) -> Result<Option<RecordId>, Problem> {
        self.asked(name).map(|text| id(name, text)).transpose()
    }

    /// The record in the path. What is no id is no record.
    pub fn named_record(&self) -> Result<RecordId, Problem> {
        let record = self.named.parse().map_err(|_| nothing_here())?;
        self.not_hidden(record)?;
        Ok(record)
    }

    /// Answers as if there were no such record, when it is limited to a group.
    pub fn not_hidden(&self, record: RecordId) -> Result<(), Problem> {
        if Eyes::of(self).hidden(record) { Err(nothing_here()) } else { Ok(()) }
    }

    /// Notes that the identity of these was looked at, for the log of views.
    pub fn looked_at(&self, records: &[RecordId]) {
        let token = &self.token;
        // The words of reports hold names too.
        if (token.may("identity.see") || token.may("report.see")) && !records.is_empty() {
            desk::access::looked(&self.app.desk, token.source, token.actor.handle(), records);
        }
    }

    /// The body, read into what is asked for.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        // A list would be taken for the fields in their order.
        if self.body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Problem::new(StatusCode::BAD_REQUEST, "not-json", "The body is not a JSON object."));
        }
        serde_json::from_slice(&self.body).map_err(|problem| match problem.classify() {
            serde_json::error::Category::Data => {
                refused("fields", format!("The body cannot be taken: {problem}."))
            }
            _ => Problem::new(
                StatusCode::BAD_REQUEST,
                "not-json",
                format!("The body is not JSON in UTF-8: {problem}."),
            ),
        })
    }

    /// Who does it, and why: the token's name, and the reason in the body.
    pub fn by_and_why(&self, why: &str) -> Result<(Actor, Reason), Problem> {
        let actor = self.token.actor.clone();
        let actor = match self.done {
            Some(done) => actor.answering(done),
            None => actor,
        };
        Ok((actor, Reason::parse(why).map_err(|stop| self.stopped(&stop))?))
    }

    /// The problem of a stop; of a fault only its number is told.
    pub fn stopped(&self, stop: &Stop) -> Problem {
        match stop {
            Stop::Refusal(refusal) => {
                let (status, kind) = match refusal.kind {
                    Kind::Refused => (StatusCode::UNPROCESSABLE_ENTITY, "not-taken"),
                    Kind::NotFound => (StatusCode::NOT_FOUND, "not-found"),
                    Kind::Conflict => (StatusCode::CONFLICT, "conflict"),
                    Kind::Busy => (StatusCode::SERVICE_UNAVAILABLE, "not-now"),
                };
                let mut problem = Problem::new(status, kind, refusal.say.english());
                problem.field = refusal.field;
                match refusal.kind {
                    Kind::Busy => problem.retry(std::time::Duration::from_secs(5)),
                    _ => problem,
                }
            }
            fault => {
                let number = crate::stopped::incident(&self.app.desk, &fault.to_string());
                broken(&number)
            }
        }
    }
}

/// An id of the body or the query.
pub(crate) fn id<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<T, Problem> {
    text.trim().parse().map_err(|_| refused(name, format!("{text:?} is not an id of 32 hexadecimal digits.")))
}

/// What is not there, and what is not for this caller to know of, in the same words.
pub(crate) fn nothing_here() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
}

/// A fault, with the number under which the log has it.
pub(crate) fn broken(number: &str) -> Problem {
    let says = format!(
        "Something broke in the program, incident {number}. Sent again with the same Idempotency-Key, nothing is saved twice."
    );
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", says)
}
