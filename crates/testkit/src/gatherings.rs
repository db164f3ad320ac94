//! Groups: “about ten people”, “several”, and later somebody who counted; known members; lists at a gate. Bounds are
//! never narrower than the truth.

use crate::clock::OPENS;
use crate::country::{Lang, PLACES, place};
use crate::teller::{Draft, REVIEWER, Teller, Thread, time_slots};
use crate::told::{Slot, Told};
use crate::truth::TrueGroup;
use crate::updates::Ask;
use claims::legal::CustodyState;
use claims::{Amount, CustodyStep, HowKnown, Modality, Property, RecordId, Ruling, Value, Verdict};

/// A group as recorded.
#[derive(Debug, Clone)]
struct Recorded {
    group: RecordId,
    detention: RecordId,
    saved: i64,
    report: RecordId,
    source: RecordId,
    quote: std::ops::Range<usize>,
    published: i64,
}

impl Teller {
    /// Reports of a whole bus. People seen by nobody alone must be in a group that somebody counted.
    pub(crate) fn crowd(&mut self, bus: usize, open: bool) {
        let Some(here) = self.world.buses.get(bus).cloned() else { return };
        let n = here.episodes.len() as u64;
        let person = |teller: &Self, e: usize| teller.world.episodes.get(e).map_or(0, |e| e.person);
        let seen: Vec<bool> = here
            .episodes
            .iter()
            .map(|e| self.world.seen.get(person(self, *e)).copied().unwrap_or(false))
            .collect();
        let unseen = seen.iter().any(|seen| !seen);
        if n < 3 || here.arrival + 20 > 1230 {
            return;
        }
        if !unseen && !open && !self.chance.percent(45) {
            return;
        }
        let vague = if open || self.chance.percent(65) { Some(self.vague(bus, n, open)) } else { None };
        let counted = (!open).then(|| self.counted(bus, n));
        if let Some((vague, counted)) = vague.clone().flatten().zip(counted.clone().flatten()) {
            self.relate(&vague, &counted);
        }
        let Some(group) = counted.flatten().or(vague.flatten()) else { return };
        for (episode, seen) in here.episodes.iter().zip(seen) {
            if seen && self.chance.percent(42) {
                self.member(*episode, &group);
            }
        }
    }

    /// How a bus was described by somebody who did not count.
    fn vague(&mut self, bus: usize, n: u64, open: bool) -> Option<Recorded> {
        let lang = self.lang();
        let phrases = Self::phrases(lang);
        let which = if open { 1 } else { self.chance.weighted(&[40, 30, 15, 15]) };
        let (word, low, high) = match which {
            0 if (7..=13).contains(&n) => (phrases.about_ten.to_owned(), Some(2), None),
            2 => {
                let least = n - n.min(2);
                (phrases.at_least.replace("{}", &least.to_string()), Some(least), None)
            }
            3 => {
                let most = n + 4;
                (phrases.up_to.replace("{}", &most.to_string()), Some(2), Some(most))
            }
            _ => (phrases.several.to_owned(), Some(2), None),
        };
        self.gathering(bus, lang, Amount::worded(&word, low, high), false)
    }

    /// The same bus, counted at the gate.
    fn counted(&mut self, bus: usize, n: u64) -> Option<Recorded> {
        let lang = self.lang();
        self.gathering(bus, lang, Amount::exact(n), true)
    }

    fn gathering(&mut self, bus: usize, lang: Lang, amount: Amount, counted: bool) -> Option<Recorded> {
        let here = self.world.buses.get(bus)?.clone();
        let phrases = Self::phrases(lang);
        let about = here.first + self.chance.between(-5, 10);
        let mut slots: Vec<Slot> = vec![
            ("n", amount.word.to_string()),
            ("place", place(here.place, lang)),
            ("abt", crate::clock::hour_and_minute(about)),
        ];
        time_slots(here.first, &mut slots);
        self.unit_slots(here.unit, lang, &mut slots);
        let template = self.chance.one(if counted { phrases.group_counted } else { phrases.group });
        let told = Told::from(template, false, &slots);
        let voice = if counted {
            self.outlet(8)
        } else {
            let at = self.chance.one(&[0, 0, 4, 7, 2]);
            self.outlet(at)
        };
        let minute = (here.arrival + self.chance.between(3, 55)).clamp(OPENS + 6, 1240);
        let [call, post, _, _] = phrases.titles;
        let title = if counted { call } else { post };
        let title = format!("{title}, {}", crate::clock::hour_and_minute(minute));
        let (mut draft, cite) = self.report(&told, lang, voice, minute, title);
        let (group, detention) = (self.chance.record(), self.chance.record());
        let taken = told.span("c").unwrap_or_default();
        let people = Value::Amount(amount);
        let span = told.span("n").unwrap_or_default();
        draft.say(&mut self.chance, &cite, group, Property::GroupPeople, people, span);
        let words = Value::Text(told.words("c").unwrap_or_default().into());
        draft.say(&mut self.chance, &cite, group, Property::GroupDescription, words, taken.clone());
        draft.say(
            &mut self.chance,
            &cite,
            detention,
            Property::DetentionOf,
            Value::Ref(group),
            taken.clone(),
        );
        if let Some((when, span)) = self.clock.within(here.first - 10, here.last + 10).zip(told.span("abt")) {
            draft.say(&mut self.chance, &cite, detention, Property::DetentionWhen, Value::When(when), span);
        }
        if let Some(span) = told.span("place") {
            let words = Value::Text(told.words("place").unwrap_or_default().into());
            draft.say(&mut self.chance, &cite, detention, Property::DetentionPlace, words, span);
        }
        let unit = self.country.unit_record(here.unit);
        if let Some(span) = told.span("unit_to") {
            draft.say(&mut self.chance, &cite, detention, Property::DetentionUnit, Value::Ref(unit), span);
        }
        let mut step = CustodyStep::of(CustodyState::AtPolice);
        step.unit = Some(unit);
        step.how = if counted { HowKnown::Monitor } else { HowKnown::Witness };
        // A word about all of them may only be as late as it is sure that none has left.
        if counted {
            step.confirmed = self.clock.exact(here.arrival + 2);
        } else {
            step.from = self.clock.within(here.last, here.arrival + 2);
        }
        let quote = told.span("u").unwrap_or(taken.clone());
        let value = Value::Custody(Box::new(step));
        draft.say(&mut self.chance, &cite, detention, Property::DetentionCustody, value, quote);
        let saved = self.file(draft);
        if self.chance.percent(30) {
            self.photo(here.place, lang, detention, minute, saved);
        }
        self.groups.push(TrueGroup { record: group, detention, members: here.episodes });
        Some(Recorded {
            group,
            detention,
            saved,
            report: cite.report,
            source: cite.source,
            quote: taken,
            published: minute,
        })
    }

    /// A vague group and a counted one of the same bus: judged the same, or the one put inside the other.
    fn relate(&mut self, vague: &Recorded, counted: &Recorded) {
        let minute = vague.saved.max(counted.saved) + self.chance.between(15, 120);
        let mut draft = Draft::new(minute.min(1258), REVIEWER, "the same bus by place, hour and unit");
        if self.chance.percent(50) {
            for (a, b) in [(vague.group, counted.group), (vague.detention, counted.detention)] {
                draft.decide(&mut self.chance, a, Ruling::Judge { a, b, verdict: Verdict::Same });
            }
        } else {
            let cite = crate::teller::Cite {
                report: counted.report,
                source: counted.source,
                said: self.clock.exact(counted.published),
                published: counted.published,
            };
            draft.modality = Modality::Inferred;
            let larger = Value::Ref(counted.group);
            let quote = counted.quote.clone();
            draft.say(&mut self.chance, &cite, vague.group, Property::GroupPartOf, larger, quote);
            if let Some(claim) = draft.last() {
                claim.note = Some("all who were brought to the unit from this place at that hour".into());
            }
        }
        self.file(draft);
    }

    /// Somebody known by name turns out to have been in the bus.
    fn member(&mut self, episode: usize, group: &Recorded) {
        let Some(case) = self.case(episode) else { return };
        let minute = group.saved.max(case.thread.saved) + self.chance.between(4, 90);
        if minute > 1245 {
            return;
        }
        let voice = self.outlet(12);
        let ask = Ask::of(minute, |p| p.member, voice, Vec::new());
        let mut update = self.update(&case, ask);
        let quote = update.told.first(&["m", "name"]).unwrap_or_default();
        let value = Value::Ref(group.group);
        update.draft.say(
            &mut self.chance,
            &update.cite,
            case.thread.person,
            Property::PersonMemberOf,
            value,
            quote,
        );
        self.file(update.draft);
    }

    /// A photograph with its caption.
    fn photo(&mut self, at: usize, lang: Lang, detention: RecordId, minute: i64, saved: i64) {
        let mut told = Told::default();
        let caption = match lang {
            Lang::En => "Photo: people are put into a bus ",
            Lang::Ru => "Фото: людей сажают в автобус ",
            Lang::Kk => "Сурет: адамдар автобусқа мінгізіліп жатыр, ",
        };
        told.mark("caption", &format!("{caption}{}", place(at, lang)));
        told.plain(". ");
        let [english, _, _] = PLACES.get(at).copied().unwrap_or_default();
        let outlet = self.outlet(0);
        let voice = crate::teller::Voice { sort: "photo", ..outlet };
        let minute = (minute + 6).min(1245);
        let (mut draft, cite) = self.report(&told, lang, voice, minute, format!("Photograph {english}"));
        draft.minute = draft.minute.max(saved + 1);
        let evidence = self.chance.record();
        let span = told.span("caption").unwrap_or_default();
        draft.say(
            &mut self.chance,
            &cite,
            evidence,
            Property::EvidenceType,
            Value::Term("photo".into()),
            span.clone(),
        );
        let words = Value::Text(told.words("caption").unwrap_or_default().into());
        draft.say(&mut self.chance, &cite, evidence, Property::EvidenceCaption, words, span.clone());
        draft.say(&mut self.chance, &cite, evidence, Property::EvidenceShows, Value::Ref(detention), span);
        self.file(draft);
    }

    /// A list kept by the monitors: each row a detention of its own, by their own rule.
    pub(crate) fn list(&mut self, lang: Lang, minute: i64, rows: usize) {
        let mut candidates: Vec<usize> = Vec::new();
        let mut people: Vec<usize> = Vec::new();
        let mut order: Vec<usize> = (0..self.world.episodes.len()).collect();
        self.chance.shuffle(&mut order);
        for at in order {
            let Some(what) = self.world.episodes.get(at) else { continue };
            let known = self.files.get(at).is_some_and(|file| !file.threads.is_empty());
            let here = what.stay_at(minute).is_some() && what.released.is_none_or(|out| out > minute + 10);
            if known && here && !people.contains(&what.person) && candidates.len() < rows {
                people.push(what.person);
                candidates.push(at);
            }
        }
        let mut told = Told::default();
        told.plain(match lang {
            Lang::En => "No;Name;Age;Taken at;Unit\n",
            Lang::Ru => "№;Имя;Возраст;Время;Подразделение\n",
            Lang::Kk => "№;Аты-жөні;Жасы;Уақыты;Бөлім\n",
        });
        let mut spans = Vec::new();
        for (row, at) in candidates.iter().enumerate() {
            let Some(what) = self.world.episodes.get(*at).cloned() else { continue };
            let Some(first) = what.first() else { continue };
            let human = self.world.people.get(what.person).cloned().unwrap_or_default();
            let start = told.text.len();
            told.plain(&format!("{};", row + 1));
            let written = human.written(lang, &mut self.chance);
            let name = told.mark("name", &written);
            told.plain(";");
            let age = told.mark("age", &human.age.to_string());
            told.plain(";");
            let time = told.mark("time", &crate::clock::hour_and_minute(what.start));
            told.plain(";");
            let alias = self.country.unit(first.unit).alias;
            let unit = told.mark("unit", &alias);
            spans.push((*at, what, first, human, [name, age, time, unit], start..told.text.len()));
            told.plain("\n");
        }
        let outlet = self.outlet(8);
        let voice = crate::teller::Voice { sort: "table", ..outlet };
        let title = format!("Aksu-Kala Watch, list of {}", crate::clock::hour_and_minute(minute));
        let (mut draft, cite) = self.report(&told, lang, voice, minute, title);
        draft.minute = minute + 8;
        let mut threads = Vec::new();
        for (episode, what, first, human, [name, age, time, unit], row) in spans {
            let (person, detention) = (self.chance.record(), self.chance.record());
            let written = told.text.get(name.clone()).unwrap_or_default();
            if let Ok(written) = claims::WrittenName::parse(written) {
                draft.say(
                    &mut self.chance,
                    &cite,
                    person,
                    Property::PersonName,
                    Value::Name(written),
                    name.clone(),
                );
            }
            draft.say(&mut self.chance, &cite, person, Property::PersonAge, Value::Number(human.age), age);
            draft.say(
                &mut self.chance,
                &cite,
                detention,
                Property::DetentionOf,
                Value::Ref(person),
                row.clone(),
            );
            if let Some(when) = self.clock.exact(what.start) {
                draft.say(
                    &mut self.chance,
                    &cite,
                    detention,
                    Property::DetentionWhen,
                    Value::When(when),
                    time,
                );
            }
            let here = Value::Ref(self.country.unit_record(first.unit));
            draft.say(&mut self.chance, &cite, detention, Property::DetentionUnit, here, unit);
            draft.say(
                &mut self.chance,
                &cite,
                detention,
                Property::DetentionList,
                Value::Ref(cite.report),
                row,
            );
            threads.push((episode, person, detention));
        }
        let saved = self.file(draft);
        for (episode, person, detention) in threads {
            if let Some(file) = self.file_mut(episode) {
                file.threads.push(Thread {
                    person,
                    detention,
                    lang,
                    voice,
                    saved,
                    when_claim: None,
                    place_claim: None,
                    unit_claim: None,
                    list: true,
                });
            }
        }
    }
}
