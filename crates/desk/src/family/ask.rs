//! An enquiry comes in. It is saved before anything is looked up, so that no look-up is without who made it.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft, Saved};
use crate::record::keep_apart;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use claims::when::When;
use claims::{Claim, ClaimId, Property, RecordId, Value, WrittenName};

/// The longest of the short fields, in characters.
const LONGEST: usize = 120;

/// An enquiry as told.
#[derive(Debug, Clone, Default)]
pub struct EnquiryNote {
    /// The name asked for, in any script.
    pub name: String,
    /// Age or year of birth, as told.
    pub born: Option<String>,
    /// What the asker is to the person.
    pub relation: Option<String>,
    /// Who asks, when they give a name.
    pub asker: Option<String>,
    /// How to reach them: kept apart, and only for a while.
    pub contact: Option<String>,
}

/// What was saved.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The save.
    pub saved: Saved,
    /// The enquiry.
    pub enquiry: RecordId,
}

/// Takes an enquiry in. A contact is kept for `contact_kept` seconds; 0 for as long as usual.
///
/// # Errors
/// A refusal that names the field.
pub fn ask(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    note: &EnquiryNote,
    contact_kept: i64,
) -> Outcome<Asked> {
    let name = WrittenName::parse(&note.name)
        .map_err(|problem| Stop::refused("name", sentence!("Say whom they ask for: {problem}.", problem)))?;
    let now = When::at(desk.now(), desk.zone())
        .map_err(|problem| Stop::refused("clock", Sentence::from(&problem)))?;
    let enquiry = RecordId::from_bytes(desk.fresh()?);
    let mut draft = Draft::default();
    let mut say = |property: Property, value: Value| -> Outcome<()> {
        draft.claim(Claim::new(ClaimId::from_bytes(desk.fresh()?), enquiry, property, value));
        Ok(())
    };
    say(Property::EnquiryName, Value::Name(name))?;
    say(Property::EnquiryWhen, Value::When(now))?;
    let texts = [
        ("born", Property::EnquiryBorn, &note.born),
        ("relation", Property::EnquiryRelation, &note.relation),
        ("asker", Property::EnquiryAsker, &note.asker),
    ];
    for (field, property, text) in texts {
        let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { continue };
        if text.chars().count() > LONGEST {
            return Err(Stop::refused(
                field,
                sentence!("This is longer than {longest} characters.", longest = LONGEST),
            ));
        }
        say(property, Value::Text(text.into()))?;
    }
    if let Some(how) = note.contact.as_deref().map(str::trim).filter(|how| !how.is_empty()) {
        keep_apart(desk, &mut draft, enquiry, how, contact_kept)?;
    }
    Ok(Asked { saved: desk.save(actor, why, draft)?, enquiry })
}
