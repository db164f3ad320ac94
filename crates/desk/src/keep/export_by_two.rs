//! An export that a member takes from a page: records leave the house, so two people ask for it, and the ledger says who they
//! were, what they took and why, before the first line leaves.

use super::export::ExportForm;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::{Ruled, same_handle};
use claims::{ClaimId, Decision, RecordId, Ruling, SettingChange};

/// What the ledger calls an export among what was done to the program.
pub const EXPORT: &str = "export";

impl ExportForm {
    /// The word in addresses and in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            ExportForm::JsonLines => "jsonl",
            ExportForm::Csv => "csv",
        }
    }

    /// The form of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        [ExportForm::JsonLines, ExportForm::Csv].into_iter().find(|form| form.name() == name)
    }
}

/// Writes down that these two take an export. It is said first, so that nothing leaves without a name.
///
/// # Errors
/// A refusal when the second person is the first; as [`Desk::save`].
pub fn export_by_two(
    desk: &Desk,
    actor: &Actor,
    second: &Actor,
    why: &Reason,
    form: ExportForm,
) -> Outcome<()> {
    let value = format!("{}, position {}", form.name(), desk.position().entries);
    leaves_by_two(desk, actor, second, why, EXPORT, value)
}

/// The exports that were taken from pages, the latest first.
pub fn exports_taken(desk: &Desk) -> Vec<(Ruled, SettingChange)> {
    let all = desk.casebook().setting_changes();
    all.into_iter().rev().filter(|(_, of)| &*of.name == EXPORT).collect()
}

/// Writes down that something leaves the house, with whom it was agreed.
pub(crate) fn leaves_by_two(
    desk: &Desk,
    actor: &Actor,
    second: &Actor,
    why: &Reason,
    name: &str,
    value: String,
) -> Outcome<()> {
    if same_handle(actor.handle(), second.handle()) {
        return Err(Stop::refused(
            "second",
            sentence!(
                "What leaves the house needs a second person: somebody agrees to it, with another handle."
            ),
        ));
    }
    let change = SettingChange { name: name.into(), value: value.into(), before: second.handle().into() };
    let about = RecordId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    let ruling = Ruling::Set(Box::new(change));
    draft.decision(Decision { id: ClaimId::from_bytes(desk.fresh()?), about, ruling });
    desk.save(actor, why, draft)?;
    Ok(())
}
