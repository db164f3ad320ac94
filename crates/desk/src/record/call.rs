//! A call is logged with only what the caller knows. Nothing is mandatory but a word: a name, a number, a place, or a
//! note. Everything said becomes claims that cite the note, in one save; the caller gets a code to come back with.

use super::contact::keep_apart;
use super::once::Named;
use super::receipt::ReceiptCode;
use super::told::{Told, given};
use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Saved};
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::ToldClaim;
use claims::when::{Instant, When};
use claims::wording::{self, Convention};
use claims::{Amount, Property, RecordId};
use sha2::{Digest, Sha256};

/// Seconds a call may have waited on a device without network before it came here; one that says more came from a
/// device whose clock was wrong.
pub const LONGEST_WAIT: i64 = 31 * 86_400;

/// What the caller said; every field may be absent.
#[derive(Debug, Clone, Default)]
pub struct CallNote {
    /// The note as typed; kept byte for byte.
    pub text: String,
    /// What sort of report: call, message, visit.
    pub report_type: Option<String>,
    /// The language of the note.
    pub language: Option<String>,
    /// Who tells it.
    pub source: Option<String>,
    /// What the source is to the detained.
    pub source_type: Option<String>,
    /// Name of the detained; several are parted by a semicolon or stand on lines of their own.
    pub name: Option<String>,
    /// How many, when not one person, or how many beside those who are named: "about ten".
    pub people: Option<String>,
    /// When liberty was taken.
    pub when: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// To which unit.
    pub unit: Option<String>,
    /// The state now.
    pub state: Option<String>,
    /// How that is known.
    pub how: Option<String>,
    /// Who detained.
    pub force: Option<String>,
    /// Role at the time.
    pub role: Option<String>,
    /// minor, ill, pregnant…; several are parted by commas.
    pub risk: Option<String>,
    /// none, assigned, on_the_way, admitted, refused.
    pub lawyer: Option<String>,
    /// The article of law.
    pub charge: Option<String>,
    /// An earlier call of the same caller: this one has the same source.
    pub same_caller: Option<RecordId>,
    /// An earlier call to which this one adds: it has the same source and receipt code, and where that call told of one
    /// detention, it is about that one.
    pub adds_to: Option<RecordId>,
    /// How to reach the caller: kept apart from everything else, and only for a while.
    pub contact: Option<String>,
    /// Seconds for which it is kept.
    pub contact_kept: i64,
    /// The receipt code, when the device drew it while there was no network; a free one is drawn when it is taken.
    pub receipt: Option<String>,
    /// 32 random hexadecimal digits, the same each time the call is sent: however often it comes, it is one call.
    pub key: Option<String>,
    /// Seconds since it was taken down, when it had to wait for a network. Only the difference is told, since the clock
    /// of the device may be wrong.
    pub waited: i64,
}

impl CallNote {
    /// A sum over everything that was said.
    pub(super) fn digest(&self) -> [u8; 32] {
        // Taken apart by name, so that a new field cannot be forgotten here.
        let Self {
            text,
            report_type,
            language,
            source,
            source_type,
            name,
            people,
            when,
            place,
            unit,
            state,
            how,
            force,
            role,
            risk,
            lawyer,
            charge,
            same_caller,
            adds_to,
            contact,
            contact_kept: _,
            receipt: _,
            key: _,
            waited: _,
        } = self;
        let fields = [
            report_type,
            language,
            source,
            source_type,
            name,
            people,
            when,
            place,
            unit,
            state,
            how,
            force,
            role,
            risk,
            lawyer,
            charge,
            contact,
        ];
        let mut sum = Sha256::new();
        sum.update(Sha256::digest(text.as_bytes()));
        for field in fields {
            sum.update(Sha256::digest(given(field).unwrap_or_default().as_bytes()));
        }
        for report in [same_caller, adds_to] {
            sum.update(report.map_or([0; 16], |report| *report.as_bytes()));
        }
        sum.finalize().into()
    }
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The save.
    pub saved: Saved,
    /// The note.
    pub report: RecordId,
    /// The person, if one was told of; the first of several.
    pub person: Option<RecordId>,
    /// The detention, if one was told of; the first of several.
    pub detention: Option<RecordId>,
    /// How many claims.
    pub claims: usize,
    /// What the caller writes down, to add to it later.
    pub receipt: ReceiptCode,
    /// False when it had been saved before, under the same key.
    pub new: bool,
}

/// Logs a call.
///
/// # Errors
/// A refusal when nothing at all was said, or a field cannot be read; it names the field. A conflict when another note
/// was saved under the same key.
pub fn record_call(desk: &Desk, actor: &Actor, why: &Reason, note: &CallNote) -> Outcome<Recorded> {
    let named = note.key.as_deref().map(|key| Named::read(desk, key, note)).transpose()?;
    let _turn = named.map(|named| desk.calls().wait(named.report));
    if let Some(named) = named
        && let Some(there) = saved_before(desk, named)?
    {
        return Ok(there);
    }
    let told =
        [&note.name, &note.people, &note.when, &note.place, &note.unit, &note.state, &note.role, &note.risk];
    let detained = told.iter().any(|field| given(field).is_some());
    if !detained && note.text.trim().is_empty() {
        return Err(Stop::refused(
            "text",
            sentence!("Nothing was said: give a note, a name, a number or a place."),
        ));
    }
    let mut told = Told::begin(desk, named, taken_down(desk, note.waited)?)?;
    let earlier = match note.adds_to {
        Some(report) => Some(Earlier::of(desk, report)?),
        None => None,
    };
    let receipt = match earlier.as_ref().and_then(|earlier| earlier.receipt.clone()) {
        Some(receipt) => receipt,
        None => drawn(desk, note.receipt.as_deref())?,
    };
    told.source = match (&earlier, note.same_caller) {
        (Some(earlier), _) => earlier.source,
        (None, Some(report)) => Earlier::of(desk, report)?.source,
        (None, None) => None,
    };
    told.report_itself(note, &receipt)?;
    if detained {
        told.detentions(note, earlier.and_then(|earlier| earlier.one))?;
    }
    if let Some(how) = given(&note.contact) {
        keep_apart(desk, &mut told.draft, told.report, how, note.contact_kept)?;
    }
    let (report, person, detention) = (told.report, told.person, told.detention);
    let claims = told.draft.sayings.len();
    let saved = desk.save(actor, why, told.draft)?;
    Ok(Recorded { saved, report, person, detention, claims, receipt, new: true })
}

/// The code that the device drew, if it is one and nobody was given it; else a fresh one.
fn drawn(desk: &Desk, on_device: Option<&str>) -> Outcome<ReceiptCode> {
    if let Some(code) = on_device.and_then(|text| ReceiptCode::parse(text).ok())
        && desk.casebook().reports_of_receipt(&code.to_string())?.is_empty()
    {
        return Ok(code);
    }
    Ok(ReceiptCode::of(desk.fresh()?))
}

/// When a call was taken down that waited so many seconds on a device.
fn taken_down(desk: &Desk, waited: i64) -> Outcome<When> {
    let waited = if (0..=LONGEST_WAIT).contains(&waited) { waited } else { 0 };
    let at = Instant::from_unix(desk.now().unix().saturating_sub(waited));
    When::at(at, desk.zone()).map_err(|problem| Stop::refused("clock", Sentence::from(&problem)))
}

/// What an earlier call told.
struct Earlier {
    source: Option<RecordId>,
    receipt: Option<ReceiptCode>,
    /// The detention, and the person if there is one, when it told of one alone.
    one: Option<(RecordId, Option<RecordId>)>,
}

impl Earlier {
    fn of(desk: &Desk, report: RecordId) -> Outcome<Self> {
        let told = desk.casebook().told_by(report)?;
        if told.is_empty() {
            return Err(Stop::not_found(sentence!("{report} is no call that was logged here.", report)));
        }
        let standing = || told.iter().filter(|claim| claim.stands);
        let source = standing()
            .find(|claim| claim.about == report && claim.property == Property::ReportSource)
            .and_then(|claim| claim.refers);
        let mut detentions: Vec<RecordId> =
            standing().filter(|claim| is_of_detention(claim)).map(|claim| claim.about).collect();
        detentions.sort_unstable();
        detentions.dedup();
        let one = match detentions.as_slice() {
            &[one] => {
                let person = standing()
                    .find(|claim| claim.about == one && claim.property == Property::DetentionOf)
                    .and_then(|claim| claim.refers);
                Some((one, person))
            }
            _ => None,
        };
        Ok(Self { source, receipt: receipt_in(&told, report), one })
    }
}

fn is_of_detention(claim: &ToldClaim) -> bool {
    claim.property.kind() == claims::RecordKind::Detention
}

fn receipt_in(told: &[ToldClaim], report: RecordId) -> Option<ReceiptCode> {
    told.iter()
        .find(|claim| claim.about == report && claim.property == Property::ReportReceipt)
        .and_then(|claim| ReceiptCode::parse(claim.text.as_deref()?).ok())
}

/// The receipt code that the teller of a report was given; none for a report that no call made.
///
/// # Errors
/// A fault of the casebook.
pub fn receipt_of(desk: &Desk, report: RecordId) -> Outcome<Option<ReceiptCode>> {
    Ok(receipt_in(&desk.casebook().told_by(report)?, report))
}

/// The report that was saved under a key, whatever it says; none when nothing was.
///
/// # Errors
/// A refusal when it cannot be a key.
pub fn report_of_key(desk: &Desk, key: &str) -> Outcome<Option<RecordId>> {
    let report = Named::read(desk, key, &CallNote::default())?.report;
    Ok(desk.casebook().knows(report).then_some(report))
}

/// The call that was saved under this key; a conflict when another note was.
fn saved_before(desk: &Desk, named: Named) -> Outcome<Option<Recorded>> {
    let casebook = desk.casebook();
    if !casebook.knows(named.report) {
        return Ok(None);
    }
    let Some(held) = casebook.where_is(named.proof)? else {
        return Err(Stop::conflict(sentence!(
            "This call was saved already, with other words. What is typed now has not been saved."
        ))
        .hint(sentence!(
            "Look at what was saved; then save this as a new call, or add it under the receipt code."
        )));
    };
    let told = casebook.told_by(named.report)?;
    let here = || told.iter().filter(|claim| claim.position == held.position);
    let receipt = receipt_in(&told, named.report).ok_or_else(|| {
        Stop::conflict(sentence!("This call was saved already, and has been erased since."))
    })?;
    Ok(Some(Recorded {
        saved: Saved { position: held.position, entry: held.entry },
        report: named.report,
        person: here().find(|claim| claim.property == Property::DetentionOf).and_then(|claim| claim.refers),
        detention: here().find(|claim| is_of_detention(claim)).map(|claim| claim.about),
        claims: here().count(),
        receipt,
        new: false,
    }))
}

/// "about ten" with what it strictly says.
pub(super) fn amount(text: &str) -> Amount {
    match wording::read_quantity(text, None).first() {
        Some(quantity) => {
            let strict = wording::strict(quantity);
            Amount::worded(text, strict.low, strict.high)
        }
        None => Amount::worded(text, None, None),
    }
}

/// The bounds a named convention gives to a worded amount: for showing beside the word, never instead of it.
pub fn under_convention(amount: &Amount, convention: Convention) -> Option<(Option<u64>, Option<u64>)> {
    let quantity = wording::read_quantity(&amount.word, None).into_iter().next()?;
    wording::bounds(&quantity, convention).map(|bounds| (bounds.low, bounds.high))
}
