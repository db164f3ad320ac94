//! A backup that is asked for from a page: the whole casebook leaves the house, sealed for whoever has the recovery key, so two
//! people ask for it, and the ledger says who they were.

use super::backup::{BackedUp, Step, Wanted, backup};
use super::export_by_two::leaves_by_two;
use super::settings::Settings;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::stop::{Outcome, Stop};
use std::fs::File;

/// What the ledger calls a backup among what was done to the program.
pub const BACKUP: &str = "backup";

/// Makes a backup and opens it for reading; its file has no name any more, and is gone when it is closed.
///
/// # Errors
/// A refusal when the second person is the first; as for `backup`.
pub fn backup_by_two(
    desk: &Desk,
    actor: &Actor,
    second: &Actor,
    why: &Reason,
    env: &dyn Fn(&str) -> Option<String>,
) -> Outcome<(File, BackedUp)> {
    let settings = Settings::read(desk.dir(), env, &[])?;
    // Said first, so that nothing leaves without a name.
    leaves_by_two(desk, actor, second, why, BACKUP, desk.position().entries.to_string())?;
    let name: String = desk.fresh()?.iter().map(|byte| format!("{byte:02x}")).collect();
    let to = desk.dir().join(format!("backup-{name}.part"));
    let wanted = Wanted { to: &to, replace: false, others: &[], dry_run: false, now: desk.now() };
    let made = backup(desk.dir(), &settings, &wanted, &mut |_: Step, _, _| true);
    let opened = made.and_then(|made| match File::open(&to) {
        Ok(file) => Ok((file, made)),
        Err(cause) => Err(Stop::fault("opening a backup", cause)),
    });
    // What is open stays readable; what failed leaves nothing.
    let _ = std::fs::remove_file(&to);
    opened
}
