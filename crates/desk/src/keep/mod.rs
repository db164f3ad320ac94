//! Keeping: settings, verification, proofs, export, health.

pub mod as_json;
mod doctor;
mod export;
mod panic_address;
mod prove;
mod settings;
mod verify;

pub use doctor::{Check, doctor};
pub use export::{ExportForm, defused, export};
pub use panic_address::panic_address;
pub use prove::{check_proof, find_entry, prove_entry, prove_since};
pub use settings::{Origin, SETTINGS, Setting, SettingSpec, Settings};
pub use verify::verify;
