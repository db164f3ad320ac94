//! A backup that is asked for from a page: the whole casebook leaves the house, sealed for whoever has the recovery key, so two
//! people ask for it, and the ledger says who they were.

use super::backup::{BackedUp, Step, Wanted, backup};
use super::settings::Settings;
use crate::actor::{Actor, Reason};
use crate::desk::Desk;
use crate::leave::{Asker, Leaving, agreed_to, take_alone, use_up};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::ClaimId;
use std::fs::File;

/// Makes the backup that was agreed to and opens it for reading; its file has no name any more, and is gone when it is closed.
///
/// # Errors
/// As for [`agreed_to`] and `backup`; what failed uses nothing up.
pub fn backup_agreed_to(
    desk: &Desk,
    asker: Asker,
    asked: ClaimId,
    env: &dyn Fn(&str) -> Option<String>,
) -> Outcome<(File, BackedUp)> {
    if agreed_to(desk, asker, asked)?.what != Leaving::Backup {
        return Err(Stop::refused("asked", sentence!("Something else was agreed to, and not a backup.")));
    }
    let made = made(desk, env)?;
    // Written down before anything leaves.
    use_up(desk, asker, asked)?;
    Ok(made)
}

/// As [`backup_agreed_to`], by the owner where there are not two who could agree.
///
/// # Errors
/// A refusal when there are; as for `backup`.
pub fn backup_alone(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    env: &dyn Fn(&str) -> Option<String>,
) -> Outcome<(File, BackedUp)> {
    take_alone(desk, actor, why, &Leaving::Backup)?;
    made(desk, env)
}

fn made(desk: &Desk, env: &dyn Fn(&str) -> Option<String>) -> Outcome<(File, BackedUp)> {
    let settings = Settings::read(desk.dir(), env, &[])?;
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
