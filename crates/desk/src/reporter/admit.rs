//! Admitting a reporter: from now on reports signed with this key are taken in under this name.

use super::PublicKey;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::stop::{Outcome, Stop};
use claims::{
    Admission, Claim, ClaimId, Decision, Property, RecordId, RecordKind, Ruling, Value, WrittenName,
};

/// What admitting made.
#[derive(Debug, Clone)]
pub struct Admitted {
    /// The save.
    pub saved: Saved,
    /// The reporter's source record.
    pub source: RecordId,
    /// The casebook's id, which the reporter signs with every report.
    pub casebook: [u8; 16],
}

/// Admits a reporter under a handle such as `office-2`; its reports are saved under that handle.
///
/// # Errors
/// A refusal when the name is no handle; a conflict when the key or the name is admitted already.
pub fn admit_reporter(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    name: &str,
    key: &PublicKey,
) -> Outcome<Admitted> {
    let handle = Actor::parse(name).map_err(|_| {
        Stop::refused_in_english("name", "A reporter needs a handle of 1 to 60 characters, such as office-2.")
    })?;
    let name = handle.handle();
    let folded = names::fold::search_key(name);
    let known = desk.casebook().reporters()?;
    if let Some(other) = known.iter().find(|other| other.admitted && other.admission.key == key.bytes()) {
        return Err(Stop::conflict_in_english(format!("This key is admitted already, as {}.", other.name)));
    }
    if known.iter().any(|other| other.admitted && names::fold::search_key(&other.name) == folded) {
        return Err(Stop::conflict_in_english(format!(
            "There is a reporter {name} already, with another key."
        ))
        .hint_in_english("Dismiss it first, or choose another name."));
    }
    // A key that comes back keeps its secret, so that a report sent before and sent again is still one report.
    let secret = match known.iter().find(|other| other.admission.key == key.bytes()) {
        Some(before) => before.admission.secret,
        None => {
            let (a, b) = (desk.fresh()?, desk.fresh()?);
            let mut secret = [0; 32];
            for (to, from) in secret.iter_mut().zip(a.into_iter().chain(b)) {
                *to = from;
            }
            secret
        }
    };
    let mut draft = Draft::default();
    let source = match desk.casebook().known_as(RecordKind::Source, &folded)? {
        Some(source) => source,
        None => {
            let source = RecordId::from_bytes(desk.fresh()?);
            let name =
                WrittenName::parse(name).map_err(|p| Stop::refused_in_english("name", p.to_string()))?;
            let id = ClaimId::from_bytes(desk.fresh()?);
            draft.claim(Claim::new(id, source, Property::SourceName, Value::Name(name)));
            source
        }
    };
    let admission = Admission { key: key.bytes(), secret };
    let id = ClaimId::from_bytes(desk.fresh()?);
    draft.decision(Decision { id, about: source, ruling: Ruling::AdmitReporter(admission) });
    let saved = desk.save(actor, why, draft)?;
    Ok(Admitted { saved, source, casebook: desk.casebook_id() })
}
