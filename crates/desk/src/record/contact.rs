//! How a caller can be reached. It has a record and a key of its own, apart from the report; the casebook does not hold
//! it, so that no page, search or snapshot can show it; it is read from the ledger one at a time, and each look is
//! recorded first. When its time has come its key is destroyed without anybody asking: that it would be was said when
//! it was taken down. A hold on the contact or on its report wins.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::ContactView;
use claims::when::{Instant, When};
use claims::{Claim, ClaimId, Property, RecordId, Save, Saying, Tier, Value, wire};

/// Seconds for which a contact is kept, unless the settings say otherwise: 14 days.
pub const USUALLY_KEPT: i64 = 14 * 86_400;
/// Contacts listed, at most.
const LISTED: usize = 500;

fn moment(desk: &Desk, at: Instant) -> Outcome<When> {
    When::at(at, desk.zone()).map_err(|problem| Stop::refused("clock", Sentence::from(&problem)))
}

fn say(desk: &Desk, draft: &mut Draft, contact: RecordId, property: Property, value: Value) -> Outcome<()> {
    draft.claim(Claim::new(ClaimId::from_bytes(desk.fresh()?), contact, property, value));
    Ok(())
}

/// Adds a contact to what is saved of a call. No claim of it names a source or cites the note, so that nothing leads to
/// it from there.
pub(crate) fn keep_apart(
    desk: &Desk,
    draft: &mut Draft,
    report: RecordId,
    how: &str,
    kept: i64,
) -> Outcome<()> {
    if how.chars().count() > 500 {
        return Err(Stop::refused(
            "contact",
            sentence!("How to reach the caller is longer than 500 characters."),
        ));
    }
    let kept = if kept > 0 { kept } else { USUALLY_KEPT };
    let until = moment(desk, Instant::from_unix(desk.now().unix().saturating_add(kept)))?;
    let contact = RecordId::from_bytes(desk.fresh()?);
    say(desk, draft, contact, Property::ContactHow, Value::Text(how.into()))?;
    say(desk, draft, contact, Property::ContactOf, Value::Ref(report))?;
    say(desk, draft, contact, Property::ContactUntil, Value::When(until))
}

/// The contacts that are kept, the one whose time ends first before all.
///
/// # Errors
/// A fault of the casebook.
pub fn contacts(desk: &Desk) -> Outcome<Vec<ContactView>> {
    let mut kept = desk.casebook().contacts(desk.now(), LISTED)?;
    kept.retain(|contact| !contact.erased);
    Ok(kept)
}

/// The contact of a report that is kept, if there is one.
///
/// # Errors
/// A fault of the casebook.
pub fn contact_of(desk: &Desk, report: RecordId) -> Outcome<Option<ContactView>> {
    let now = desk.now();
    let of = desk.casebook().contacts_of(report)?;
    Ok(of.into_iter().find(|contact| !contact.erased && contact.until > now))
}

/// How to reach a caller. That it was looked at, by whom and why, is durable before it is told.
///
/// # Errors
/// Not found when there is no such contact, or its time has come.
pub fn look_at_contact(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    record: RecordId,
) -> Outcome<(ContactView, String)> {
    let gone = || Stop::not_found(sentence!("This contact is not kept here any more, or never was."));
    let view = desk.casebook().contact(record)?.ok_or_else(gone)?;
    if view.erased || view.until <= desk.now() {
        return Err(gone());
    }
    let held = desk.casebook().where_is(view.claim)?.ok_or_else(gone)?;
    let mut draft = Draft::default();
    let now = moment(desk, desk.now())?;
    say(desk, &mut draft, record, Property::ContactSeen, Value::When(now))?;
    desk.save(actor, why, draft)?;
    let entry = desk.ledger().entry(held.position)?.ok_or_else(gone)?;
    let part = entry.parts.iter().find(|part| part.record == record && part.tier == Tier::Source);
    let plain = part.and_then(|part| part.plaintext.as_ref()).ok_or_else(gone)?;
    let save: Save = wire::Reader::default()
        .decode(record, plain)
        .map_err(|cause| Stop::fault("reading a contact", cause))?;
    let how = save.sayings.iter().find_map(|saying| match saying {
        Saying::Claim(Claim { property: Property::ContactHow, value: Value::Text(how), .. }) => {
            Some(String::from(&**how))
        }
        _ => None,
    });
    Ok((view, how.ok_or_else(gone)?))
}

/// Destroys the keys of contacts whose time has come; returns how many. First the keys go, then it is recorded; what is
/// interrupted between is recorded by the next call.
///
/// # Errors
/// Busy when storage fails.
pub fn expire_contacts(desk: &Desk, actor: &Actor) -> Outcome<usize> {
    let due = {
        let casebook = desk.casebook();
        let mut due = casebook.contacts_due(desk.now())?;
        due.retain(|contact| {
            let report = contact.report.as_ref().map(|named| named.record);
            let held = |record: RecordId| !casebook.holds_over(record).is_empty();
            !held(contact.record) && !report.is_some_and(held)
        });
        due
    };
    erase(desk, actor, "its time had come", due)
}

/// Destroys the keys of a report's contacts at once.
pub(super) fn erase_contacts_of(desk: &Desk, actor: &Actor, report: RecordId) -> Outcome<usize> {
    let mut of = desk.casebook().contacts_of(report)?;
    of.retain(|contact| !contact.erased);
    erase(desk, actor, "the call was taken back", of)
}

fn erase(desk: &Desk, actor: &Actor, why: &str, contacts: Vec<ContactView>) -> Outcome<usize> {
    if contacts.is_empty() {
        return Ok(0);
    }
    let keys: Vec<(RecordId, Tier)> = contacts.iter().map(|contact| (contact.record, Tier::Source)).collect();
    // The keys first: what is recorded to be gone must be gone. A key destroyed twice is destroyed once.
    desk.ledger().forget_all(&keys)?;
    let mut draft = Draft::default();
    let now = moment(desk, desk.now())?;
    for contact in &contacts {
        say(desk, &mut draft, contact.record, Property::ContactErased, Value::When(now.clone()))?;
    }
    desk.save(actor, &Reason::parse(why)?, draft)?;
    Ok(contacts.len())
}
