//! What people decide: which records are one person, which claim is taken of several that contradict, grades,
//! withdrawals, and a decision that is undone. Some questions are left open for the user.

use crate::day::OpenQuestion;
use crate::teller::{Draft, REVIEWER, Teller, Thread};
use crate::updates::{Ask, Case};
use claims::legal::CustodyState;
use claims::{ClaimId, Credibility, CustodyStep, HowKnown, Property, RecordId, Ruling, Value, Verdict};

/// The last minute for which a decision is planned.
const LATEST: i64 = 1258;

impl Teller {
    /// Are the accounts of one detention the same? Judged, doubted, or left open.
    pub(crate) fn judge(&mut self, episode: usize) {
        let threads = self.files.get(episode).map(|file| file.threads.clone()).unwrap_or_default();
        let Some(first) = threads.first().cloned() else { return };
        let mut doubted: Vec<&Thread> = Vec::new();
        for other in threads.iter().skip(1) {
            if other.person == first.person {
                self.settle(&first, other, Some(Verdict::Same), false);
                continue;
            }
            let verdict = match self.chance.weighted(&[62, 14, 24]) {
                0 => Some(Verdict::Same),
                1 => Some(Verdict::Unsure),
                _ => None,
            };
            self.settle(&first, other, verdict, true);
            if verdict == Some(Verdict::Unsure) {
                // Two records that may each be a third have not been compared with each other.
                for earlier in &doubted {
                    self.settle(earlier, other, None, true);
                }
                doubted.push(other);
            }
        }
    }

    fn settle(&mut self, a: &Thread, b: &Thread, verdict: Option<Verdict>, people: bool) {
        let mut pairs = vec![(b.detention, a.detention)];
        if people {
            pairs.insert(0, (b.person, a.person));
        }
        let Some(verdict) = verdict else {
            self.open.extend(pairs.into_iter().map(|(b, a)| OpenQuestion { a, b, same: true }));
            return;
        };
        let why = match verdict {
            Verdict::Same => "same name in another spelling, same hour, same unit",
            Verdict::Unsure => "names alike, hour and place agree only roughly",
            Verdict::Different => "different people",
        };
        let minute = a.saved.max(b.saved) + self.chance.between(12, 100);
        let mut draft = Draft::new(minute.min(LATEST), REVIEWER, why);
        for (b, a) in pairs {
            draft.decide(&mut self.chance, b, Ruling::Judge { a: b, b: a, verdict });
        }
        self.file(draft);
    }

    /// Two people of one name: a merge taken back, a doubt, a clear difference, and some left open.
    pub(crate) fn namesakes(&mut self) {
        for (at, (one, two)) in self.world.namesakes.clone().into_iter().enumerate() {
            let Some((a, b)) = self.thread_of(one).zip(self.thread_of(two)) else { continue };
            let minute = (a.saved.max(b.saved) + self.chance.between(15, 60)).min(LATEST - 20);
            let judge = |verdict| Ruling::Judge { a: a.person, b: b.person, verdict };
            match at % 4 {
                0 => {
                    let mut hasty = Draft::new(minute, REVIEWER, "same name");
                    let id = hasty.decide(&mut self.chance, a.person, judge(Verdict::Same));
                    self.file(hasty);
                    let mut undo =
                        Draft::new(minute + 15, REVIEWER, "fathers and ages differ; the merge was wrong");
                    undo.decide(&mut self.chance, a.person, Ruling::Undo(id));
                    undo.decide(&mut self.chance, a.person, judge(Verdict::Different));
                    self.file(undo);
                }
                1 => {
                    let mut draft = Draft::new(minute, REVIEWER, "same name, no age for one of them");
                    draft.decide(&mut self.chance, a.person, judge(Verdict::Unsure));
                    self.file(draft);
                }
                2 => {
                    let mut draft = Draft::new(minute, REVIEWER, "ages a generation apart");
                    draft.decide(&mut self.chance, a.person, judge(Verdict::Different));
                    self.file(draft);
                }
                _ => self.open.push(OpenQuestion { a: a.person, b: b.person, same: false }),
            }
        }
    }

    fn thread_of(&self, person: usize) -> Option<Thread> {
        let at = self.world.episodes.iter().position(|episode| episode.person == person)?;
        self.files.get(at)?.threads.iter().find(|thread| !thread.list).cloned()
    }

    /// Sources that contradict each other about one record. The truth is always among what they say.
    pub(crate) fn contradict(&mut self, episode: usize) {
        let Some(case) = self.case(episode) else { return };
        match self.chance.below(100) {
            0..=8 => self.other_time(&case),
            9..=16 => self.other_unit(&case),
            17..=22 => self.still_listed(&case),
            23..=26 => self.official_denial(&case),
            _ => {}
        }
    }

    fn other_time(&mut self, case: &Case) {
        let Some(claim) = case.thread.when_claim else { return };
        let off = if self.chance.percent(50) { 35 } else { 55 };
        let minute = case.what.start + off;
        let published = case.thread.saved.max(minute) + self.chance.between(10, 60);
        if published > 1235 {
            return;
        }
        let voice = self.outlet(7);
        let ask = Ask { published, ..Ask::of(minute, |p| p.other_time, voice, Vec::new()) };
        let mut update = self.update(case, ask);
        if let Some((when, quote)) = self.clock.exact(minute).zip(update.told.span("time")) {
            let value = Value::When(when);
            let detention = case.thread.detention;
            update.draft.say(
                &mut self.chance,
                &update.cite,
                detention,
                Property::DetentionWhen,
                value,
                quote,
            );
        }
        let saved = self.file(update.draft);
        if self.chance.percent(45) {
            self.accept(case.thread.detention, claim, saved, "two others agree with the first hour");
        }
    }

    fn other_unit(&mut self, case: &Case) {
        let Some(first) = case.what.first() else { return };
        let others = self.country.stations;
        let unit = self.chance.below(others);
        let published = case.thread.saved + self.chance.between(8, 70);
        if unit == first.unit || published > 1235 {
            return;
        }
        let lang = case.thread.lang;
        let mut slots = Vec::new();
        self.unit_slots(unit, lang, &mut slots);
        let voice = self.outlet(2);
        let ask = Ask { lang: Some(lang), ..Ask::of(published, |p| p.other_unit, voice, slots) };
        let mut update = self.update(case, ask);
        let record = Value::Ref(self.country.unit_record(unit));
        let quote = update.told.first(&["unit_to"]).unwrap_or_default();
        let detention = case.thread.detention;
        let wrong = update.draft.say(
            &mut self.chance,
            &update.cite,
            detention,
            Property::DetentionUnit,
            record,
            quote,
        );
        let saved = self.file(update.draft);
        match (self.chance.below(3), case.thread.unit_claim) {
            (0, Some(right)) => self.accept(detention, right, saved, "confirmed at the gate"),
            (1, _) => {
                let minute = (saved + self.chance.between(10, 60)).min(LATEST);
                let mut draft = Draft::new(minute, REVIEWER, "the reader meant somebody else");
                draft.decide(&mut self.chance, detention, Ruling::Retract(wrong));
                self.file(draft);
            }
            _ => {}
        }
    }

    /// A list at the gate that still carries the name of somebody who is out: a release and a later word of custody.
    fn still_listed(&mut self, case: &Case) {
        let again = self.world.episodes.iter().filter(|e| e.person == case.what.person).count() > 1;
        let Some(out) = case.what.released.filter(|out| *out < 1190 && !again) else { return };
        let Some(last) = case.what.stays.last().copied() else { return };
        let listed = out + self.chance.between(20, 40);
        let lang = case.thread.lang;
        let mut slots = Vec::new();
        self.unit_slots(last.unit, lang, &mut slots);
        let voice = self.outlet(8);
        let ask = Ask { lang: Some(lang), ..Ask::of(listed, |p| p.still_listed, voice, slots) };
        // Only where the release is reported, or the wrong word would stand alone.
        if !self.released(case.thread.detention) {
            return;
        }
        let mut update = self.update(case, ask);
        let mut step = CustodyStep::of(CustodyState::AtPolice);
        step.unit = Some(self.country.unit_record(last.unit));
        step.confirmed = self.clock.exact(listed);
        step.how = HowKnown::Police;
        let quote = update.told.first(&["u", "name"]).unwrap_or_default();
        let value = Value::Custody(Box::new(step));
        let detention = case.thread.detention;
        update.draft.say(&mut self.chance, &update.cite, detention, Property::DetentionCustody, value, quote);
        self.file(update.draft);
    }

    fn released(&self, detention: RecordId) -> bool {
        self.entries.iter().flat_map(|(_, entry)| &entry.saves).filter(|save| save.record == detention).any(
            |save| {
                save.sayings.iter().any(|saying| match saying {
                    claims::Saying::Claim(claim) => {
                        matches!(&claim.value, Value::Custody(step) if step.state == CustodyState::Released)
                    }
                    _ => false,
                })
            },
        )
    }

    /// The press service denies what is known.
    fn official_denial(&mut self, case: &Case) {
        let minute = case.thread.saved + self.chance.between(20, 90);
        if minute > 1235 {
            return;
        }
        let voice = self.outlet(9);
        let mut update = self.update(case, Ask::of(minute, |p| p.denial, voice, Vec::new()));
        let Thread { person, detention, .. } = case.thread;
        self.denied(&mut update.draft, &update.cite, detention, person, &update.told);
        self.file(update.draft);
    }

    fn accept(&mut self, about: RecordId, claim: ClaimId, saved: i64, why: &'static str) {
        let minute = (saved + self.chance.between(5, 60)).min(LATEST);
        let mut draft = Draft::new(minute, REVIEWER, why);
        draft.decide(&mut self.chance, about, Ruling::Accept(claim));
        self.file(draft);
    }

    /// Some claims get a grade of their own.
    pub(crate) fn grade(&mut self, episode: usize) {
        let Some(case) = self.case(episode) else { return };
        if !self.chance.percent(22) {
            return;
        }
        let Some(claim) = case.thread.unit_claim.or(case.thread.place_claim) else { return };
        let grade = self.chance.weighted(&[30, 30, 20, 8, 2, 10]);
        let grade = [
            Credibility::Confirmed,
            Credibility::Probable,
            Credibility::Possible,
            Credibility::Doubtful,
            Credibility::Improbable,
            Credibility::Unknown,
        ]
        .get(grade)
        .copied()
        .unwrap_or(Credibility::Unknown);
        let minute = (case.thread.saved + self.chance.between(10, 90)).min(LATEST);
        let mut draft = Draft::new(minute, REVIEWER, "weighed against the other reports");
        draft.decide(&mut self.chance, case.thread.detention, Ruling::GradeClaim(claim, grade));
        self.file(draft);
    }
}
