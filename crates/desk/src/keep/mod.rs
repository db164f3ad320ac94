//! Keeping: settings, verification, export, health.

pub mod as_json;
mod doctor;
mod export;
mod settings;
mod verify;

pub use doctor::{Check, doctor};
pub use export::{ExportForm, defused, export};
pub use settings::{Origin, SETTINGS, Setting, SettingSpec, Settings};
pub use verify::verify;
