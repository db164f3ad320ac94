//! Keeping: settings, verification, export, health.

pub mod as_json;
mod doctor;
mod export;
mod panic_address;
mod settings;
mod verify;

pub use doctor::{Check, doctor};
pub use export::{ExportForm, defused, export};
pub use panic_address::panic_address;
pub use settings::{Origin, SETTINGS, Setting, SettingSpec, Settings};
pub use verify::verify;
