//! Keeping: settings, verification, proofs, backups, export, health.

pub mod as_json;
mod backup;
mod backup_by_two;
mod change_setting;
mod doctor;
mod export;
mod keys;
mod last_kept;
mod packs;
mod panic_address;
mod prove;
mod recovery;
mod repair;
mod restore;
mod settings;
mod shares;
mod stretching;
mod verify;

pub use backup::{BackedUp, EvidenceIn, Step, Wanted, Watch, backup};
pub use backup_by_two::{backup_agreed_to, backup_alone};
pub use change_setting::{CHANGEABLE, change_setting, setting_changes};
pub use doctor::{Check, doctor};
pub use export::{ExportFor, ExportForm, Secrets, defused, export};
pub use keys::{KeysSay, change_opening, keys_say, rotate_keys};
pub use last_kept::{LastKept, last_kept};
pub use packs::{PackStanding, SignedPack, packs, sign_pack, signature_of};
pub use panic_address::panic_address;
pub use prove::{check_proof, find_entry, prove_entry, prove_since, prove_timestamped};
pub use recovery::{read_sheet, recovery_sheet, renew_recovery_key};
pub use repair::repair;
pub use restore::{CheckedBackup, Contents, Restored, check_backup, repair_backup, restore};
pub use settings::{Origin, SETTINGS, Setting, SettingSpec, Settings};
pub use shares::{read_shares, write_shares};
pub use stretching::stretching_for_this_machine;
pub use verify::verify;
