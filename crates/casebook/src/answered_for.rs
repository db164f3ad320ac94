//! What people answer for about the program itself: legal packs that a lawyer signed, settings that were changed.

use crate::casebook::Casebook;
use crate::rulings::Ruled;
use claims::{PackSignature, SettingChange};

impl Casebook {
    /// The signatures under legal packs that hold, in the order they were given.
    pub fn pack_signatures(&self) -> Vec<(Ruled, PackSignature)> {
        self.rulings.signatures().into_iter().map(|(ruled, of)| (ruled.clone(), of.clone())).collect()
    }

    /// Every change of a setting that was recorded, in the order they were made.
    pub fn setting_changes(&self) -> Vec<(Ruled, SettingChange)> {
        self.rulings.settings().into_iter().map(|(ruled, of)| (ruled.clone(), of.clone())).collect()
    }
}
