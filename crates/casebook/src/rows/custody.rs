//! A custody step as one blob: small, and readable without parsing any time again, since the sheet reads them by the
//! hundred thousand.

use crate::errors::CasebookError;
use claims::legal::{CustodyState, ReleaseMode};
use claims::when::{Bounds, End, Instant, When};
use claims::{CustodyStep, HeardStep, HowKnown, RecordId};

/// A step as stored, with its times still as text.
pub(crate) struct Step<'a> {
    pub state: CustodyState,
    pub how: HowKnown,
    pub release: Option<ReleaseMode>,
    pub from: Option<StepTime<'a>>,
    pub to: Option<StepTime<'a>>,
    pub confirmed: Option<StepTime<'a>>,
}

/// One time of a step.
pub(crate) struct StepTime<'a> {
    pub written: &'a str,
    pub zone: &'a str,
    pub bounds: Bounds,
    pub open: bool,
}

/// Writes a step. Zones are written by name, so that the bytes are the same on every machine.
pub(crate) fn write_step(step: &CustodyStep) -> Vec<u8> {
    let mut out = vec![step.state.code(), step.how as u8, step.release.map_or(0, ReleaseMode::code)];
    for when in [&step.from, &step.to, &step.confirmed] {
        let Some(when) = when else {
            out.push(0);
            continue;
        };
        let bounds = when.start();
        let flags = 1
            | (u8::from(bounds.earliest.is_some()) << 1)
            | (u8::from(bounds.latest.is_some()) << 2)
            | (u8::from(when.end() == End::StillGoing) << 3);
        out.push(flags);
        for bound in [bounds.earliest, bounds.latest].into_iter().flatten() {
            out.extend_from_slice(&bound.unix().to_le_bytes());
        }
        for text in [when.zone().name(), when.written()] {
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            out.extend_from_slice(text.as_bytes());
        }
    }
    out
}

/// Reads a step.
pub(crate) fn read_step(blob: &[u8]) -> Result<Step<'_>, CasebookError> {
    step(blob).ok_or(CasebookError::Damaged { what: "custody step" })
}

fn step(blob: &[u8]) -> Option<Step<'_>> {
    let (head, mut rest) = blob.split_first_chunk::<3>()?;
    let [state, how, release] = *head;
    let release = match release {
        0 => None,
        code => Some(ReleaseMode::from_code(code)?),
    };
    let from = time(&mut rest)?;
    let to = time(&mut rest)?;
    let confirmed = time(&mut rest)?;
    Some(Step {
        state: CustodyState::from_code(state)?,
        how: HowKnown::from_code(how),
        release,
        from,
        to,
        confirmed,
    })
}

/// `None` for damage, `Some(None)` for no time.
fn time<'a>(rest: &mut &'a [u8]) -> Option<Option<StepTime<'a>>> {
    let (flags, after) = rest.split_first()?;
    *rest = after;
    if flags & 1 == 0 {
        return Some(None);
    }
    let earliest = if flags & 2 == 2 { Some(Instant::from_unix(number(rest)?)) } else { None };
    let latest = if flags & 4 == 4 { Some(Instant::from_unix(number(rest)?)) } else { None };
    let zone = text(rest)?;
    let written = text(rest)?;
    Some(Some(StepTime { written, zone, bounds: Bounds { earliest, latest }, open: flags & 8 == 8 }))
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (bytes, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    std::str::from_utf8(bytes).ok()
}

fn number(rest: &mut &[u8]) -> Option<i64> {
    let (bytes, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    Some(i64::from_le_bytes(*bytes))
}

impl Step<'_> {
    /// The step as counting needs it.
    pub fn heard(&self, unit: Option<RecordId>, said_by: Option<Instant>) -> HeardStep {
        let bounds = |time: &Option<StepTime<'_>>| time.as_ref().map_or(Bounds::UNKNOWN, |time| time.bounds);
        let open = |time: &Option<StepTime<'_>>| time.as_ref().is_some_and(|time| time.open);
        HeardStep {
            state: self.state,
            unit,
            from: bounds(&self.from),
            still_going: open(&self.from) || open(&self.to) || open(&self.confirmed),
            confirmed: bounds(&self.confirmed).latest,
            how: self.how,
            said_by,
        }
    }

    /// The step as it was claimed; `when` reads a time in a named zone.
    pub fn claimed(
        &self,
        unit: Option<RecordId>,
        mut when: impl FnMut(&str, &str) -> Result<When, CasebookError>,
    ) -> Result<CustodyStep, CasebookError> {
        let mut read =
            |time: &Option<StepTime<'_>>| time.as_ref().map(|time| when(time.written, time.zone)).transpose();
        Ok(CustodyStep {
            state: self.state,
            unit,
            from: read(&self.from)?,
            to: read(&self.to)?,
            how: self.how,
            confirmed: read(&self.confirmed)?,
            release: self.release,
        })
    }
}
