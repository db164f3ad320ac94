//! Who does it, and why. Nobody touches data without saying both.

use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::DoneCall;

/// Who acts: a handle such as `op-3`, never a civil name; it is sealed with what it saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    handle: String,
    /// The call of a program that it answers.
    done: Option<DoneCall>,
}

impl Actor {
    /// Reads a handle: 1 to 60 characters without control characters.
    ///
    /// # Errors
    /// A refusal on the field `by`.
    pub fn parse(handle: &str) -> Outcome<Self> {
        let handle = handle.trim();
        if handle.is_empty() || handle.chars().count() > 60 || handle.chars().any(char::is_control) {
            return Err(Stop::refused(
                "by",
                sentence!("Say who does this with a handle of 1 to 60 characters, such as op-3."),
            )
            .hint_in_english("--by op-3, or set HABEAS_BY"));
        }
        Ok(Self { handle: handle.to_owned(), done: None })
    }

    /// The same, answering a call of a program: whatever is saved says so.
    #[must_use]
    pub fn answering(self, done: DoneCall) -> Self {
        Self { done: Some(done), ..self }
    }

    /// The handle.
    pub fn handle(&self) -> &str {
        &self.handle
    }

    /// The call that it answers.
    pub(crate) fn done(&self) -> Option<DoneCall> {
        self.done
    }
}

/// Why it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// Reads a reason: 1 to 500 characters.
    ///
    /// # Errors
    /// A refusal on the field `why`.
    pub fn parse(text: &str) -> Outcome<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Stop::refused(
                "why",
                sentence!("Say why: a decision without a reason cannot be checked later."),
            )
            .hint_in_english("--why \"same birth date and station\""));
        }
        if text.chars().count() > 500 {
            return Err(Stop::refused(
                "why",
                sentence!("The reason is longer than 500 characters; put the rest into a note."),
            ));
        }
        Ok(Self(text.to_owned()))
    }

    /// The reason.
    pub fn text(&self) -> &str {
        &self.0
    }
}
