//! What a form of ours holds, and who sends it for what reason: every decision on a page asks both.

use desk::{Actor, Outcome, Reason};

/// Fields of a form.
pub(super) type Fields = Vec<(String, String)>;

/// A field; empty when it was not sent.
pub(super) fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// Who decides, and why.
///
/// # Errors
/// A refusal that names the field which is empty or cannot be used.
pub(super) fn by_and_why(fields: &Fields) -> Outcome<(Actor, Reason)> {
    Ok((Actor::parse(field(fields, "by"))?, Reason::parse(field(fields, "why"))?))
}
