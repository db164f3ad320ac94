//! Changing a setting from a page: the few that are safe, with a reason. The setting stands in the casebook's file; the ledger
//! says who changed it, when and why. Secrets, addresses and paths are changed on the machine alone.

use super::settings::{Origin, Settings};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::Ruled;
use claims::legal::shipped;
use claims::{ClaimId, Decision, RecordId, Ruling, SettingChange};

/// The settings that a page may change.
pub const CHANGEABLE: [&str; 5] = ["language", "fresh_for", "legal_pack", "sign_out_after", "lock_after"];

/// Changes a setting. It counts from the next start, or the next time the program is locked and opened.
///
/// # Errors
/// A refusal when it is none of those, its value cannot be used, or the environment says otherwise anyway.
pub fn change_setting(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    env: &dyn Fn(&str) -> Option<String>,
    name: &str,
    value: &str,
) -> Outcome<Saved> {
    let Some(name) = CHANGEABLE.into_iter().find(|known| *known == name) else {
        let say = sentence!(
            "{name:?} is not changed from a page; those that are: {all}.",
            name,
            all = CHANGEABLE.join(", ")
        );
        return Err(Stop::refused("setting", say));
    };
    let value = value.trim();
    check(name, value)?;
    let settings = Settings::read(desk.dir(), env, &[])?;
    let now = settings.all().find(|setting| setting.spec.name == name);
    if let Some(setting) = now.filter(|setting| setting.origin == Origin::Environment) {
        let say = sentence!(
            "{name} is set by the environment ({env}), which overrules the file.",
            name,
            env = setting.spec.env
        );
        return Err(Stop::refused("setting", say).hint(sentence!("Change it where the program is started.")));
    }
    let before = settings.get(name);
    if before == value {
        return Err(Stop::refused("value", sentence!("{name} is {value:?} already.", name, value)));
    }
    let change = SettingChange { name: name.into(), value: value.into(), before: before.into() };
    // It speaks of no record: the one it names only seals it.
    let about = RecordId::from_bytes(desk.fresh()?);
    let id = ClaimId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    draft.decision(Decision { id, about, ruling: Ruling::Set(Box::new(change)) });
    // Said first: a setting that changed without anybody's name would be worse than a name without a change.
    let saved = desk.save(actor, why, draft)?;
    Settings::keep(desk.dir(), name, value)?;
    Ok(saved)
}

fn check(name: &str, value: &str) -> Outcome<()> {
    match name {
        "language" if !["en", "ru", "kk"].contains(&value) => Err(Stop::refused(
            "value",
            sentence!("{value:?} is not a language of the pages; they are en, ru, kk.", value),
        )),
        "legal_pack" if !shipped().iter().any(|pack| pack.id.eq_ignore_ascii_case(value)) => {
            let known: Vec<&str> = shipped().iter().map(|pack| pack.id.as_str()).collect();
            let say = sentence!(
                "There is no legal pack {value:?}; there are {known}.",
                value,
                known = known.join(", ")
            );
            Err(Stop::refused("value", say))
        }
        "sign_out_after" => Settings::idle(value).map(|_| ()),
        "fresh_for" | "lock_after" => {
            let seconds = Settings::seconds(value).map_err(|_| {
                Stop::refused(
                    "value",
                    sentence!("{value:?} is not a length of time; write 90m, 6h or 2d.", value),
                )
            })?;
            if name == "fresh_for" && seconds < 60 {
                return Err(Stop::refused(
                    "value",
                    sentence!("Less than a minute is no time for which anything is fresh."),
                ));
            }
            if name == "lock_after" && (1..60).contains(&seconds) {
                let say = sentence!(
                    "Less than a minute would lock the page that is being read; write 0 for never."
                );
                return Err(Stop::refused("value", say));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Who changed which setting, latest first.
pub fn setting_changes(desk: &Desk) -> Vec<(Ruled, SettingChange)> {
    let mut all = desk.casebook().setting_changes();
    all.reverse();
    all
}
