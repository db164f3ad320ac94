//! How people leave a unit: moved, brought before a court, sentenced, let go. A release is written into every record
//! of the detention, and nobody is let go unreported soon after a last word.

use crate::clock::CLOSES;
use crate::teller::{Teller, Thread};
use crate::updates::{Ask, Case, Family, LAWYER, Update};
use crate::world::{Ending, Stay};
use claims::legal::{CustodyState, ReleaseMode};
use claims::{HowKnown, Property, RecordId};

impl Teller {
    /// From one unit to another, or before a court.
    pub(crate) fn moves(&mut self, case: &Case) {
        for (before, after) in case.what.stays.iter().zip(case.what.stays.iter().skip(1)) {
            let Some(left) = before.to else { continue };
            let court = self.country.unit(after.unit).sort == "court";
            let centre = self.country.unit(after.unit).sort == "special_reception_centre";
            let told_by = after.from + 2;
            if centre || told_by > 1235 || !self.chance.percent(78) || told_by <= case.thread.saved {
                continue;
            }
            let family: Family = if court { |p| p.before_court } else { |p| p.moved };
            let to = after.unit.to_string();
            // “From” is the unit left, wherever the person is by now.
            let mut slots = vec![("unit2_to", to.clone()), ("court_to", to)];
            let lang = case.thread.lang;
            self.unit_slots(before.unit, lang, &mut slots);
            let minute = if court { after.from } else { left };
            let published = told_by + self.chance.between(0, 6);
            let voice = self.outlet(12);
            let ask = Ask { lang: Some(lang), published, ..Ask::of(minute, family, voice, slots) };
            let mut update = self.update(case, ask);
            self.move_claims(&mut update, &case.thread, *after, left, court);
            self.file(update.draft);
            self.heard_of(case.episode, after.from);
        }
    }

    fn move_claims(&mut self, update: &mut Update, thread: &Thread, after: Stay, left: i64, court: bool) {
        let detention = thread.detention;
        if !court {
            let (from, to) = (self.clock.exact(left), self.clock.exact(after.from));
            self.custody(update, detention, CustodyState::InTransit, Some(after.unit), "t", |step| {
                step.from = from;
                step.to = to;
                step.how = HowKnown::Witness;
            });
        }
        let state = if court { CustodyState::BeforeCourt } else { CustodyState::AtPolice };
        let from = self.clock.within(after.from - 5, after.from);
        let confirmed = self.clock.exact(after.from);
        self.custody(update, detention, state, Some(after.unit), "t", |step| {
            step.from = from;
            step.confirmed = confirmed;
            step.how = HowKnown::Witness;
        });
        if court {
            let unit = self.country.unit_record(after.unit);
            self.refer(update, detention, Property::DetentionUnit, unit, "court_to");
        }
    }

    /// What the court decided.
    pub(crate) fn outcome(&mut self, case: &Case) {
        let court = case.what.stays.iter().find(|stay| self.country.unit(stay.unit).sort == "court").copied();
        let Some((court, heard)) = court.and_then(|stay| Some((stay, stay.to?))) else { return };
        let centre = case.what.stays.iter().find(|stay| stay.from > heard).copied();
        let (family, term): (Family, &str) = match case.what.ending {
            Ending::Arrested(_) => (|p| p.arrest, "arrested"),
            Ending::Fined => (|p| p.fine, "fined"),
            Ending::Warned => (|p| p.warning, "warned"),
            _ => return,
        };
        let days = match case.what.ending {
            Ending::Arrested(days) => days,
            _ => 0,
        };
        let told_by = centre.map_or(heard, |stay| stay.from) + 3;
        if told_by > 1240 || heard <= case.thread.saved || (term == "arrested" && centre.is_none()) {
            return;
        }
        let charge = self.files.get(case.episode).and_then(|file| file.charge).unwrap_or(488);
        let slots = vec![
            ("charge", charge.to_string()),
            ("days", days.to_string()),
            ("court_at", court.unit.to_string()),
            ("centre_to", centre.map_or(0, |stay| stay.unit).to_string()),
        ];
        let voice = LAWYER;
        let published = told_by + self.chance.between(0, 12);
        let mut update = self.update(case, Ask { published, ..Ask::of(heard, family, voice, slots) });
        self.after_all(case, &mut update);
        let detention = case.thread.detention;
        self.article(&mut update, detention, charge);
        self.term(&mut update, detention, Property::DetentionPenalty, term, "p");
        self.proceeding(&mut update, detention, "hearing", heard, Some(term), "p");
        if let Some(centre) = centre {
            let since = self.clock.ongoing(centre.from);
            self.custody(
                &mut update,
                detention,
                CustodyState::ServingShortArrest,
                Some(centre.unit),
                "t",
                |step| {
                    step.from = since;
                    step.how = HowKnown::Lawyer;
                },
            );
            self.file(update.draft);
            self.heard_of(case.episode, centre.from);
            return;
        }
        let mode = if term == "fined" { ReleaseMode::Fined } else { ReleaseMode::Warning };
        let at = self.clock.exact(heard);
        for other in self.records_of(case.episode) {
            self.custody(&mut update, other, CustodyState::Released, None, "r", |step| {
                step.from = at.clone();
                step.how = HowKnown::Lawyer;
                step.release = Some(mode);
            });
        }
        self.file(update.draft);
    }

    /// Every detention record of this detention: a release is written into all of them.
    fn records_of(&self, episode: usize) -> Vec<RecordId> {
        self.files.get(episode).map(|f| f.threads.iter().map(|t| t.detention).collect()).unwrap_or_default()
    }

    /// What is written into all records of a detention comes after all of them.
    fn after_all(&self, case: &Case, update: &mut Update) {
        let threads = self.files.get(case.episode).into_iter().flat_map(|file| &file.threads);
        let latest = threads.map(|thread| thread.saved).max().unwrap_or(0);
        update.draft.minute = update.draft.minute.max(latest + 1).min(CLOSES);
    }

    pub(crate) fn release(&mut self, case: &Case) {
        let Some(out) = case.what.released else { return };
        if matches!(case.what.ending, Ending::Fined | Ending::Warned) {
            // The court's own report says it, unless it came before the first account.
            let told = out + 3 <= 1240 && out > case.thread.saved;
            if told {
                return;
            }
        }
        let known = self.files.get(case.episode).map_or(0, |file| file.known);
        // Nobody is let go unreported within two hours of a last word: see `PlantedTruth::FRESH`.
        if out - known >= 125 && !self.chance.percent(80) {
            return;
        }
        let vague = self.chance.percent(22);
        let (family, mode): (Family, ReleaseMode) = match (vague, case.what.ending) {
            (true, _) => (|p| p.out_vague, ReleaseMode::Unknown),
            (false, Ending::Note) => (|p| p.out_note, ReleaseMode::ExplanatoryNoteOnly),
            (false, _) => (|p| p.out_no_paper, ReleaseMode::NoPaper),
        };
        // Told some time after; the hour of release itself stands in the text.
        let voice =
            if case.thread.voice.how == HowKnown::Relative { case.thread.voice } else { self.outlet(12) };
        let lang = case.thread.lang;
        let last = case.what.stays.last().map_or(0, |stay| stay.unit);
        let mut slots = Vec::new();
        self.unit_slots(last, lang, &mut slots);
        let published = (out + self.chance.between(4, 50)).min(1252).max(out + 1);
        let ask = Ask { lang: Some(lang), published, ..Ask::of(out, family, voice, slots) };
        let mut update = self.update(case, ask);
        self.after_all(case, &mut update);
        let at = if vague { self.clock.within((out - 90).max(known), out) } else { self.clock.exact(out) };
        for detention in self.records_of(case.episode) {
            self.custody(&mut update, detention, CustodyState::Released, None, "r", |step| {
                step.from = at.clone();
                step.how = HowKnown::Relative;
                step.release = Some(mode);
            });
        }
        self.text(&mut update, case.thread.detention, Property::DetentionDuration, "v");
        self.file(update.draft);
    }
}
