//! Decisions about members, each saved under the member's own record.

use super::members::{Member, folded};
use super::roles::Role;
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::sentence;
use crate::stop::{Outcome, Stop};
use casebook::same_handle;
use claims::{Access, ClaimId, Credential, CredentialKind, Decision, MemberState, RecordId, Ruling};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Seconds an invitation is good for: a week.
const INVITED_FOR: i64 = 7 * 24 * 3600;

/// What inviting made.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The member.
    pub member: RecordId,
    /// What the link holds; it is nowhere kept.
    pub token: String,
}

pub(super) fn decide(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    about: RecordId,
    access: Access,
) -> Outcome<Saved> {
    desk.save(actor, why, one(desk, about, access)?)
}

pub(crate) fn one(desk: &Desk, about: RecordId, access: Access) -> Outcome<Draft> {
    let mut draft = Draft::default();
    let id = ClaimId::from_bytes(desk.fresh()?);
    draft.decision(Decision { id, about, ruling: Ruling::Access(Box::new(access)) });
    Ok(draft)
}

pub(super) fn state_of(member: &Member) -> MemberState {
    MemberState {
        handle: member.handle.as_str().into(),
        roles: member.roles.iter().map(|role| role.name().into()).collect(),
        groups: member.groups.iter().map(|group| group.as_str().into()).collect(),
        active: member.active,
    }
}

/// Reads names of groups: 1 to 60 characters each, without control characters.
///
/// # Errors
/// A refusal on `groups`.
pub fn read_groups(text: &str) -> Outcome<BTreeSet<String>> {
    let groups: BTreeSet<String> =
        text.split(',').map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned).collect();
    let odd = |group: &&String| group.chars().count() > 60 || group.chars().any(char::is_control);
    match groups.iter().find(odd) {
        Some(group) => Err(Stop::refused(
            "groups",
            sentence!(
                "{group:?} is no name of a group: 1 to 60 characters.",
                group = group.chars().take(80).collect::<String>()
            ),
        )),
        None => Ok(groups),
    }
}

/// Reads names of roles.
///
/// # Errors
/// A refusal on `roles` that lists them.
pub fn read_roles<'r>(names: impl IntoIterator<Item = &'r str>) -> Outcome<Vec<Role>> {
    let mut roles = Vec::new();
    for name in names {
        let role = Role::from_name(name.trim()).ok_or_else(|| {
            let all: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
            Stop::refused(
                "roles",
                sentence!("{name:?} is not a role; the roles are {all}.", name, all = all.join(", ")),
            )
        })?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    if roles.is_empty() {
        return Err(Stop::refused("roles", sentence!("Choose at least one role.")));
    }
    roles.sort();
    Ok(roles)
}

/// Writes somebody down and makes the link by which they come in the first time.
///
/// # Errors
/// A refusal when the handle is none; a conflict when it is taken.
pub fn invite(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    handle: &str,
    roles: &[Role],
    groups: &BTreeSet<String>,
) -> Outcome<Invited> {
    let handle = Actor::parse(handle).map_err(|_| {
        Stop::refused(
            "handle",
            sentence!("A member needs a handle of 1 to 60 characters, such as op-3; never a civil name."),
        )
    })?;
    // What stands under entries of the program itself must not be borrowed.
    let reserved = folded(handle.handle()) == folded("habeas");
    let program = crate::token::list_tokens(desk)?
        .into_iter()
        .any(|token| same_handle(&token.issued.name, handle.handle()));
    if program {
        return Err(Stop::conflict(sentence!(
            "{handle} is the name of a program's token.",
            handle = handle.handle()
        ))
        .hint(sentence!("Choose another handle.")));
    }
    if reserved || desk.members().named(handle.handle()).is_some() {
        return Err(Stop::conflict(sentence!(
            "There is a member {handle} already.",
            handle = handle.handle()
        ))
        .hint(sentence!("Choose another handle.")));
    }
    let member = RecordId::from_bytes(desk.fresh()?);
    let state = MemberState {
        handle: handle.handle().into(),
        roles: roles.iter().map(|role| role.name().into()).collect(),
        groups: groups.iter().map(|group| group.as_str().into()).collect(),
        active: true,
    };
    let mut draft = one(desk, member, Access::Member(state))?;
    let (token, invitation) = invitation(desk)?;
    draft.sayings.extend(one(desk, member, invitation)?.sayings);
    desk.save(actor, why, draft)?;
    Ok(Invited { member, token })
}

/// A fresh link, and what is kept of it.
pub(super) fn invitation(desk: &Desk) -> Outcome<(String, Access)> {
    let (a, b) = (desk.fresh()?, desk.fresh()?);
    let token: String = a.iter().chain(&b).map(|byte| format!("{byte:02x}")).collect();
    let until = desk.now().saturating_add(INVITED_FOR);
    let (bytes, note) = (digest(&token), "".into());
    let kind = CredentialKind::Invitation;
    Ok((token, Access::Credential(Credential { kind, bytes, note, until: Some(until) })))
}

/// What is kept of a token.
pub(super) fn digest(token: &str) -> Box<[u8]> {
    Sha256::digest(token.as_bytes()).as_slice().into()
}

/// Changes what a member is: roles, groups, whether they may come in. Sessions look at every request, so that it holds at
/// once.
///
/// # Errors
/// Not found when there is no such member; a conflict when nobody would be left who answers for people.
pub fn change_member(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    member: RecordId,
    roles: &[Role],
    groups: &BTreeSet<String>,
    active: bool,
) -> Outcome<Saved> {
    let members = desk.members();
    let of = members.get(member).ok_or_else(no_member)?;
    let answers = |roles: &[Role], active: bool| active && super::may(roles, "people.change");
    let others = members.all().into_iter().any(|other| other.record != member && other.may("people.change"));
    if answers(&of.roles, of.active) && !answers(roles, active) && !others {
        return Err(Stop::conflict(sentence!("Nobody would be left who answers for people."))
            .hint(sentence!("Make somebody else a coordinator first.")));
    }
    let state = MemberState {
        roles: roles.iter().map(|role| role.name().into()).collect(),
        groups: groups.iter().map(|group| group.as_str().into()).collect(),
        active,
        ..state_of(of)
    };
    decide(desk, actor, why, member, Access::Member(state))
}

/// Limits a record to members of groups; no groups takes the limit away.
///
/// # Errors
/// As [`Desk::save`].
pub fn limit_record(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
    groups: &BTreeSet<String>,
) -> Outcome<Saved> {
    let groups = groups.iter().map(|group| group.as_str().into()).collect();
    decide(desk, actor, why, record, Access::Limit(groups))
}

pub(super) fn no_member() -> Stop {
    Stop::not_found(sentence!("There is no such member."))
}
