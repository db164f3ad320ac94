//! What the casebook knows by name, for a mapping at work.

use crate::desk::Desk;
use claims::{RecordId, RecordKind};
use intake::mapping::Known;

/// Looks names up in the casebook as of now.
pub(super) struct InCasebook<'d>(pub &'d Desk);

impl Known for InCasebook<'_> {
    fn named(&self, kind: RecordKind, folded: &str) -> Option<RecordId> {
        // A casebook that cannot be read shows its fault at the next save; here the name is only made anew.
        self.0.casebook().known_as(kind, folded).ok().flatten()
    }
}
