//! What a token sees of names, sources and quotes. What it does not see is left out, never blurred: a field is `null`, a
//! property is not there, a record is called by its kind and the first digits of its id.

use super::call::Call;
use casebook::{ClaimView, Named};
use claims::{Property, RecordId, RecordKind, Tier};
use desk::Desk;
use std::collections::BTreeSet;

/// What may be seen.
#[derive(Clone, Copy)]
pub(super) struct Eyes<'d> {
    desk: &'d Desk,
    /// Names, and free words that may hold them.
    pub identity: bool,
    /// Who told it.
    pub source: bool,
    /// The words of reports.
    pub report: bool,
}

impl<'d> Eyes<'d> {
    pub fn of(call: &'d Call) -> Self {
        let token = &call.token;
        Self {
            desk: &call.app.desk,
            identity: token.may("identity.see"),
            source: token.may("source.see"),
            report: token.may("report.see"),
        }
    }

    /// True for a record that is limited to a group: no token belongs to one. What cannot be looked up is hidden.
    pub fn hidden(self, record: RecordId) -> bool {
        desk::access::hides(self.desk, &BTreeSet::new(), record).unwrap_or(true)
    }

    /// True for a property whose values may be seen.
    pub fn see(self, property: Property) -> bool {
        match property.tier() {
            Tier::Facts => true,
            Tier::Identity => self.identity,
            Tier::Source => match property.kind() {
                RecordKind::Report => self.report,
                _ => self.source,
            },
        }
    }

    /// What to call a record.
    pub fn label(self, record: RecordId, kind: Option<RecordKind>, label: &str) -> String {
        let seen = match kind {
            Some(RecordKind::Unit | RecordKind::Place | RecordKind::Event | RecordKind::Organization) => true,
            Some(RecordKind::Source) => self.source,
            Some(RecordKind::Report) => self.report,
            _ => self.identity,
        };
        if seen && !self.hidden(record) {
            label.to_owned()
        } else {
            format!("{} {}", kind.map_or("record", RecordKind::name), record.short())
        }
    }

    /// What to call a record of a list.
    pub fn named(self, named: &Named) -> String {
        self.label(named.record, named.kind, &named.label)
    }

    /// The words a claim rests on.
    pub fn quote(self, claim: &ClaimView) -> Option<String> {
        claim.quote.clone().filter(|_| self.report)
    }

    /// Words in which people write what they like.
    pub fn free(self, text: &str) -> Option<String> {
        self.identity.then(|| text.to_owned())
    }
}
