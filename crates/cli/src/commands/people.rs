//! Members: list, invite, change, limit a record to groups, and who looked at whom.

use crate::args::{Common, Format, PeopleAction, PeopleArgs, Why};
use crate::exit::Done;
use crate::{open, print};
use desk::access::{
    Look, LooksQuery, Role, TABLE, actions, change_member, invite, limit_record, looks, read_groups,
    read_roles,
};
use desk::{Outcome, Stop};
use serde_json::json;

pub fn run(common: &Common, args: &PeopleArgs) -> Outcome<Done> {
    match &args.action {
        PeopleAction::List => list(common),
        PeopleAction::Roles => roles(common),
        PeopleAction::Invite { handle, role, groups, why } => {
            let (roles, groups) = (read_roles(role.iter().map(String::as_str))?, read_groups(groups)?);
            let reason = open::reason(why.why.as_ref(), None)?;
            let (desk, settings) = open::desk(common)?;
            let actor = open::actor(&settings)?;
            if said_only(why) {
                return Ok(Done::Well);
            }
            let invited = invite(&desk, &actor, &reason, handle, &roles, &groups)?;
            match common.format {
                Format::Json => {
                    print::json(&json!({ "member": invited.member.to_string(), "token": invited.token }))?;
                }
                _ => print::data(&invited.token)?,
            }
            print::say(
                "The link is SERVER/join?token=TOKEN; it works once, for a week. Hand it over on a road you trust.",
            );
            desk.close()?;
            Ok(Done::Well)
        }
        PeopleAction::Change { handle, role, groups, shut_out, let_in, why } => {
            let reason = open::reason(why.why.as_ref(), None)?;
            let (desk, settings) = open::desk(common)?;
            let actor = open::actor(&settings)?;
            let members = desk.members();
            let of = members.named(handle).ok_or_else(|| {
                Stop::not_found_in_english(format!("There is no member {handle}."))
                    .hint_in_english("habeas people list shows who is.")
            })?;
            let roles = match role.as_slice() {
                [] => of.roles.clone(),
                given => read_roles(given.iter().map(String::as_str))?,
            };
            let groups = match groups {
                Some(groups) => read_groups(groups)?,
                None => of.groups.clone(),
            };
            let active = *let_in || of.active && !shut_out;
            if said_only(why) {
                return Ok(Done::Well);
            }
            let saved = change_member(&desk, &actor, &reason, of.record, &roles, &groups, active)?;
            print::data(&format!("changed {handle}; position {}", saved.position))?;
            desk.close()?;
            Ok(Done::Well)
        }
        PeopleAction::Limit { record, groups, why } => {
            let (reason, groups) = (open::reason(why.why.as_ref(), None)?, read_groups(groups)?);
            let (desk, settings) = open::desk(common)?;
            let actor = open::actor(&settings)?;
            let record = desk::look::find_record(&desk, record)?;
            if said_only(why) {
                return Ok(Done::Well);
            }
            let saved = limit_record(&desk, &actor, &reason, record, &groups)?;
            print::data(&format!("limited {}; position {}", record.short(), saved.position))?;
            desk.close()?;
            Ok(Done::Well)
        }
        PeopleAction::Looked { record, who, most } => {
            looked(common, record.as_deref(), who.as_deref(), *most)
        }
    }
}

fn said_only(why: &Why) -> bool {
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
    }
    why.dry_run
}

fn list(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let head = ["handle", "may come in", "roles", "groups", "ways in", "since", "record"];
    let members = desk.members();
    let rows: Vec<Vec<String>> = members
        .all()
        .into_iter()
        .map(|member| {
            let roles: Vec<&str> = member.roles.iter().map(|role| role.name()).collect();
            let groups: Vec<&str> = member.groups.iter().map(String::as_str).collect();
            let ways: Vec<&str> = member.ways.iter().map(|way| way.credential.kind.name()).collect();
            vec![
                member.handle.clone(),
                if member.active { "yes" } else { "no" }.to_owned(),
                roles.join(" "),
                groups.join(","),
                ways.join(" "),
                member.since.to_string(),
                member.record.to_string(),
            ]
        })
        .collect();
    table(common, &head, &rows)?;
    desk.close()?;
    Ok(Done::Well)
}

fn roles(common: &Common) -> Outcome<Done> {
    match common.format {
        Format::Text => print::data(TABLE.trim_end())?,
        Format::Json => {
            let all: Vec<_> = actions()
                .iter()
                .map(|action| {
                    let roles: Vec<&str> = action.roles.iter().map(|role| role.name()).collect();
                    json!({ "action": action.name, "roles": roles })
                })
                .collect();
            print::json(&json!(all))?;
        }
        Format::Csv => {
            let head: Vec<&str> =
                std::iter::once("action").chain(Role::ALL.iter().map(|role| role.name())).collect();
            let rows: Vec<Vec<String>> = actions()
                .iter()
                .map(|action| {
                    let mark = |role: &Role| if action.roles.contains(role) { "x" } else { "" }.to_owned();
                    std::iter::once(action.name.to_owned()).chain(Role::ALL.iter().map(mark)).collect()
                })
                .collect();
            print::data(print::csv(&head, &rows)?.trim_end())?;
        }
    }
    Ok(Done::Well)
}

fn looked(common: &Common, record: Option<&str>, who: Option<&str>, most: usize) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let at = record.map(|record| desk::look::find_record(&desk, record)).transpose()?;
    let asked = LooksQuery { who: who.map(str::to_owned), at, most, ..LooksQuery::default() };
    let views = looks(&desk, &asked)?;
    let seen = |view: &Look| -> Vec<Vec<String>> {
        let (at, who) = (view.at.to_string(), view.who.to_string());
        view.records.iter().map(|record| vec![at.clone(), who.clone(), record.to_string()]).collect()
    };
    let mut rows: Vec<Vec<String>> = views.iter().flat_map(seen).collect();
    for row in &mut rows {
        let of: Option<claims::RecordId> = row.get(2).and_then(|id| id.parse().ok());
        let kind = of.map(|of| desk.casebook().kind(of)).transpose()?.flatten();
        row.push(kind.map_or("", claims::RecordKind::name).to_owned());
    }
    table(common, &["when", "who", "at", "kind"], &rows)?;
    desk.close()?;
    Ok(Done::Well)
}

fn table(common: &Common, head: &[&str], rows: &[Vec<String>]) -> Outcome<()> {
    match common.format {
        Format::Json => print::json(&json!(print::objects(head, rows))),
        Format::Csv => print::data(print::csv(head, rows)?.trim_end()),
        Format::Text => print::data(&print::text_table(head, rows)),
    }
}
