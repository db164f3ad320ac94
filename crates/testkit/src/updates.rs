//! What follows a first account: confirmations, lawyers, charges, moves, courts, releases, checks, harm. Everything
//! here speaks of records that exist already, and everything said of custody is true unless it says otherwise.

use crate::clock::CLOSES;
use crate::country::{Lang, place};
use crate::phrases::Phrases;
use crate::teller::{Cite, Draft, Teller, Thread, Voice, time_slots};
use crate::told::{Slot, Told};
use crate::world::{Ending, Episode};
use claims::legal::CustodyState;
use claims::{CustodyStep, HowKnown, Property, RecordId, Ruling, Value};

/// A family of templates.
pub(crate) type Family = fn(&Phrases) -> &'static [&'static str];

/// A report about a record that is known already, ready for its claims.
pub(crate) struct Update {
    pub(crate) told: Told,
    pub(crate) draft: Draft,
    pub(crate) cite: Cite,
}

/// A detention and the account to which news is added.
pub(crate) struct Case {
    pub(crate) episode: usize,
    pub(crate) what: Episode,
    pub(crate) thread: Thread,
}

/// What a report is to say.
pub(crate) struct Ask {
    /// The minute that stands in the text.
    pub(crate) minute: i64,
    /// The minute at which it comes in.
    pub(crate) published: i64,
    pub(crate) family: Family,
    pub(crate) voice: Voice,
    /// Values that only this report has.
    pub(crate) slots: Vec<Slot>,
    /// The language; mostly that of the first account when none is given.
    pub(crate) lang: Option<Lang>,
}

impl Ask {
    pub(crate) fn of(minute: i64, family: Family, voice: Voice, slots: Vec<Slot>) -> Self {
        Self { minute, published: minute + 2, family, voice, slots, lang: None }
    }
}

/// Whichever lawyer has taken up the case.
pub(crate) const LAWYER: Voice =
    Voice { source: RecordId::from_bytes([0; 16]), how: HowKnown::Lawyer, sort: "other", outlet: None };

impl Teller {
    /// Everything that is heard of a detention after its first account.
    pub(crate) fn follow(&mut self, episode: usize) {
        let Some(case) = self.case(episode) else { return };
        let Some(first) = case.what.first() else { return };
        let until = first.to.unwrap_or(1230).min(1230);
        let after = (case.thread.saved + 4).max(first.from + 5);
        if after + 10 < until {
            if self.chance.percent(46) {
                let minute = self.chance.between(after, until - 5);
                self.confirm(&case, minute);
            }
            if self.chance.percent(38) {
                self.counsel(&case, after, until);
            } else if self.chance.percent(15) {
                let minute = self.chance.between(after, until - 5);
                self.no_lawyer(&case, minute);
            }
            self.harm(&case, after, until);
        }
        let tried = matches!(case.what.ending, Ending::Arrested(_) | Ending::Fined | Ending::Warned);
        if (tried || self.chance.percent(22)) && after + 25 < until {
            self.charge(&case, after, until);
        }
        if self.chance.percent(26) && after < 1190 {
            let minute = self.chance.between(after, 1210);
            self.check(&case, minute);
        }
        if self.chance.percent(7) && after < 1190 {
            let minute = self.chance.between(after, 1200);
            self.appeal(&case, minute);
        }
        self.moves(&case);
        self.outcome(&case);
        self.release(&case);
    }

    /// A detention with the first of its own accounts (rows of lists are nobody's account).
    pub(crate) fn case(&self, episode: usize) -> Option<Case> {
        let what = self.world.episodes.get(episode)?.clone();
        let thread = self.files.get(episode)?.threads.iter().find(|thread| !thread.list)?.clone();
        Some(Case { episode, what, thread })
    }

    /// A report about a detention: the name is said again, perhaps spelled otherwise.
    pub(crate) fn update(&mut self, case: &Case, ask: Ask) -> Update {
        let Ask { minute, published, family, voice, slots: more, lang } = ask;
        let lang = match lang {
            Some(lang) => lang,
            None if self.chance.percent(75) => case.thread.lang,
            None => self.lang(),
        };
        let phrases = Self::phrases(lang);
        let mut slots = more;
        slots.extend(self.person_slots(case.what.person, lang, false));
        time_slots(minute, &mut slots);
        let unit = case.what.stay_at(minute).or(case.what.first()).map_or(0, |stay| stay.unit);
        self.unit_slots(unit, lang, &mut slots);
        let bus = self.world.buses.get(case.what.bus).map_or(0, |bus| bus.place);
        slots.push(("place", place(bus, lang)));
        let (lawyer_voice, lawyer) = self.lawyer_of(case, lang);
        slots.push(("lawyer", lawyer));
        slots.push(("op", self.handle().to_owned()));
        slots.push(("injury", self.chance.one(phrases.injuries).to_owned()));
        slots.push(("thing", self.chance.one(phrases.things).to_owned()));
        let template = self.chance.one(family(phrases));
        let voice = if voice.how == HowKnown::Lawyer { lawyer_voice } else { voice };
        self.translate(lang, &mut slots);
        let female = self.world.people.get(case.what.person).is_some_and(|human| human.female);
        let told = Told::from(template, female, &slots);
        let [call, post, message, check] = phrases.titles;
        let title = match (voice.how, voice.sort) {
            (HowKnown::Lawyer, _) => message,
            (HowKnown::Monitor, _) => check,
            (_, "post" | "article" | "other") => post,
            _ => call,
        };
        let published = published.min(CLOSES - 1);
        let title = format!("{title}, {}", crate::clock::hour_and_minute(published));
        let (mut draft, cite) = self.report(&told, lang, voice, published, title);
        // Never before the record it speaks of.
        draft.minute = draft.minute.max(case.thread.saved + 1).min(CLOSES);
        self.say_name(&mut draft, &cite, case.thread.person, Property::PersonName, &told, "name");
        Update { told, draft, cite }
    }

    /// The lawyer of a detention: the one who told of it, or the first who took it up.
    fn lawyer_of(&mut self, case: &Case, lang: Lang) -> (Voice, String) {
        let known = self.files.get(case.episode).and_then(|file| file.lawyer);
        let at = match known {
            Some(at) => at,
            None => self.chance.below(self.lawyers.len()),
        };
        if let Some(file) = self.file_mut(case.episode) {
            file.lawyer = Some(at);
        }
        self.lawyer_named(at, lang)
    }

    /// Slots given by number become words of the language: units, articles, days.
    fn translate(&self, lang: Lang, slots: &mut [Slot]) {
        let phrases = Self::phrases(lang);
        for (slot, value) in slots.iter_mut() {
            let Ok(number) = value.parse::<usize>() else { continue };
            let unit = self.country.unit(number);
            *value = match *slot {
                "unit2_to" | "court_to" | "centre_to" => lang.of(&unit.to),
                "court_at" => lang.of(&unit.at),
                "charge" | "charge0" => phrases.article.replace("{}", value),
                "days" => phrases.days.replace("{}", value),
                _ => continue,
            };
        }
    }

    pub(crate) fn custody(
        &mut self,
        update: &mut Update,
        detention: RecordId,
        state: CustodyState,
        unit: Option<usize>,
        passage: &str,
        fill: impl FnOnce(&mut CustodyStep),
    ) {
        let mut step = CustodyStep::of(state);
        step.unit = unit.map(|unit| self.country.unit_record(unit));
        fill(&mut step);
        let quote = update.told.first(&[passage, "name"]).unwrap_or_default();
        let value = Value::Custody(Box::new(step));
        update.draft.say(&mut self.chance, &update.cite, detention, Property::DetentionCustody, value, quote);
    }

    pub(crate) fn term(
        &mut self,
        update: &mut Update,
        about: RecordId,
        property: Property,
        term: &str,
        passage: &str,
    ) {
        let quote = update.told.first(&[passage, "name"]).unwrap_or_default();
        let value = Value::Term(term.into());
        update.draft.say(&mut self.chance, &update.cite, about, property, value, quote);
    }

    pub(crate) fn text(&mut self, update: &mut Update, about: RecordId, property: Property, passage: &str) {
        if let Some(quote) = update.told.span(passage) {
            let value = Value::Text(update.told.words(passage).unwrap_or_default().into());
            update.draft.say(&mut self.chance, &update.cite, about, property, value, quote);
        }
    }

    pub(crate) fn refer(
        &mut self,
        update: &mut Update,
        about: RecordId,
        property: Property,
        to: RecordId,
        passage: &str,
    ) {
        let quote = update.told.first(&[passage, "name"]).unwrap_or_default();
        update.draft.say(&mut self.chance, &update.cite, about, property, Value::Ref(to), quote);
    }

    fn time(&mut self, update: &mut Update, about: RecordId, property: Property, minute: i64) {
        if let Some((when, quote)) = self.clock.exact(minute).zip(update.told.span("time")) {
            update.draft.say(&mut self.chance, &update.cite, about, property, Value::When(when), quote);
        }
    }

    pub(crate) fn heard_of(&mut self, episode: usize, minute: i64) {
        if let Some(file) = self.file_mut(episode) {
            file.known = file.known.max(minute);
        }
    }

    fn confirm(&mut self, case: &Case, minute: i64) {
        let Some(stay) = case.what.stay_at(minute) else { return };
        let voice =
            if case.thread.voice.how == HowKnown::Relative { case.thread.voice } else { self.outlet(12) };
        let mut update = self.update(case, Ask::of(minute, |p| p.confirm, voice, Vec::new()));
        update.draft.as_draft = self.chance.percent(6);
        let confirmed = self.clock.exact(minute);
        let how = case.thread.voice.how;
        self.custody(
            &mut update,
            case.thread.detention,
            CustodyState::AtPolice,
            Some(stay.unit),
            "u",
            |step| {
                step.confirmed = confirmed;
                step.how = how;
            },
        );
        let accept = update.draft.as_draft.then(|| update.draft.last().map(|claim| claim.id)).flatten();
        let saved = self.file(update.draft);
        self.heard_of(case.episode, minute);
        // A person looks at what the machine read, and takes it.
        if let Some(claim) = accept.filter(|_| self.chance.percent(50)) {
            let mut review =
                Draft::new(saved + self.chance.between(5, 30), crate::teller::REVIEWER, "read and agreed");
            review.decide(&mut self.chance, case.thread.detention, Ruling::Accept(claim));
            self.file(review);
        }
    }

    /// A lawyer sets out, and is let in or not.
    fn counsel(&mut self, case: &Case, after: i64, until: i64) {
        let coming = self.chance.between(after, until - 6);
        let voice = LAWYER;
        let mut update = self.update(case, Ask::of(coming, |p| p.lawyer_coming, voice, Vec::new()));
        self.term(&mut update, case.thread.detention, Property::DetentionLawyer, "on_the_way", "l");
        self.file(update.draft);
        let there = coming + self.chance.between(25, 60);
        if there + 3 > until {
            return;
        }
        let admitted = self.chance.percent(58);
        let family: Family = if admitted { |p| p.lawyer_in } else { |p| p.lawyer_out };
        let mut update = self.update(case, Ask::of(there, family, voice, Vec::new()));
        let term = if admitted { "admitted" } else { "refused" };
        self.term(&mut update, case.thread.detention, Property::DetentionLawyer, term, "l");
        let step = self.chance.record();
        self.text(&mut update, step, Property::InterventionBy, "lawyer");
        self.refer(&mut update, step, Property::InterventionFor, case.thread.detention, "name");
        self.term(&mut update, step, Property::InterventionType, "legal_help", "l");
        let response = if admitted { "favourable" } else { "denied" };
        self.term(&mut update, step, Property::InterventionResponse, response, "l");
        self.time(&mut update, step, Property::InterventionWhen, there);
        self.file(update.draft);
    }

    fn no_lawyer(&mut self, case: &Case, minute: i64) {
        let voice = self.outlet(12);
        let mut update = self.update(case, Ask::of(minute, |p| p.no_lawyer, voice, Vec::new()));
        self.term(&mut update, case.thread.detention, Property::DetentionLawyer, "none", "l");
        self.file(update.draft);
    }

    /// Who needs help first, and what was done to whom.
    fn harm(&mut self, case: &Case, after: i64, until: i64) {
        let Some(human) = self.world.people.get(case.what.person).cloned() else { return };
        let minute = self.chance.between(after, until - 5);
        let voice = self.outlet(12);
        let risk: Option<(Family, &str)> = if human.age < 18 {
            Some((|p| p.minor, "minor"))
        } else if self.chance.percent(7) {
            Some((|p| p.ill, "ill"))
        } else if human.female && human.age < 40 && self.chance.percent(9) {
            Some((|p| p.pregnant, "pregnant"))
        } else {
            None
        };
        if let Some((family, term)) = risk {
            let mut update = self.update(case, Ask::of(minute, family, voice, Vec::new()));
            self.term(&mut update, case.thread.person, Property::PersonRisk, term, "k");
            if let Some(quote) = update.told.span("age") {
                let value = Value::Number(human.age);
                update.draft.say(
                    &mut self.chance,
                    &update.cite,
                    case.thread.person,
                    Property::PersonAge,
                    value,
                    quote,
                );
            }
            self.file(update.draft);
        }
        let which = self.chance.below(100);
        if which < 7 {
            let mut update = self.update(case, Ask::of(minute, |p| p.beaten, voice, Vec::new()));
            let act = self.chance.record();
            self.act(&mut update, act, "beating", &case.thread);
            self.text(&mut update, act, Property::ActInjury, "injury");
            self.term(&mut update, case.thread.person, Property::PersonRisk, "injured", "injury");
            self.file(update.draft);
        } else if which < 14 {
            let mut update = self.update(case, Ask::of(minute, |p| p.seized, voice, Vec::new()));
            let act = self.chance.record();
            self.act(&mut update, act, "seizure", &case.thread);
            self.text(&mut update, act, Property::ActObject, "thing");
            self.file(update.draft);
        }
    }

    fn act(&mut self, update: &mut Update, act: RecordId, sort: &str, thread: &Thread) {
        self.term(update, act, Property::ActType, sort, "x");
        self.refer(update, act, Property::ActVictim, thread.person, "name");
        self.refer(update, act, Property::ActDetention, thread.detention, "x");
    }

    /// An article of law is written down, and sometimes another one later.
    fn charge(&mut self, case: &Case, after: i64, until: i64) {
        let minute = self.chance.between(after + 10, until - 5);
        let voice = LAWYER;
        let article = self.chance.one(&[488u32, 488, 488, 667, 434]);
        let slots = vec![("charge", article.to_string())];
        let mut update = self.update(case, Ask::of(minute, |p| p.charged, voice, slots));
        self.article(&mut update, case.thread.detention, article);
        if let Some(stay) = case.what.stay_at(minute) {
            self.proceeding(&mut update, case.thread.detention, "protocol", minute, None, "h");
            let confirmed = self.clock.exact(minute);
            self.custody(
                &mut update,
                case.thread.detention,
                CustodyState::AtPolice,
                Some(stay.unit),
                "unit_at",
                |step| {
                    step.confirmed = confirmed;
                    step.how = HowKnown::Lawyer;
                },
            );
            self.heard_of(case.episode, minute);
        }
        let saved = self.file(update.draft);
        let mut now = article;
        if article == 488 && self.chance.percent(35) && saved + 30 < until {
            now = 667;
            let minute = self.chance.between(saved + 15, until - 5);
            let slots = vec![("charge", "667".to_owned()), ("charge0", "488".to_owned())];
            let mut update = self.update(case, Ask::of(minute, |p| p.recharged, voice, slots));
            self.article(&mut update, case.thread.detention, now);
            self.file(update.draft);
        }
        if let Some(file) = self.file_mut(case.episode) {
            file.charge = Some(now);
        }
    }

    pub(crate) fn article(&mut self, update: &mut Update, detention: RecordId, article: u32) {
        let quote = update.told.span("charge").unwrap_or_default();
        let value = Value::Text(format!("art. {article}").into());
        update.draft.say(&mut self.chance, &update.cite, detention, Property::DetentionCharge, value, quote);
    }

    pub(crate) fn proceeding(
        &mut self,
        update: &mut Update,
        detention: RecordId,
        stage: &str,
        minute: i64,
        result: Option<&str>,
        passage: &str,
    ) {
        let proceeding = self.chance.record();
        self.refer(update, proceeding, Property::ProceedingOf, detention, "name");
        let quote = update.told.first(&[passage, "name"]).unwrap_or_default();
        let value = Value::Text(stage.into());
        update.draft.say(&mut self.chance, &update.cite, proceeding, Property::ProceedingStage, value, quote);
        self.time(update, proceeding, Property::ProceedingWhen, minute);
        if result.is_some() {
            self.text(update, proceeding, Property::ProceedingResult, passage);
        }
    }

    /// Somebody asks a unit. Some units say the truth, some say that there is no such person.
    fn check(&mut self, case: &Case, minute: i64) {
        let Some(stay) = case.what.stay_at(minute).or(case.what.first()) else { return };
        let there = case.what.stay_at(minute).is_some();
        let elsewhere = self.chance.percent(30);
        let unit = if elsewhere { self.chance.below(self.country.stations) } else { stay.unit };
        let which = match (there && unit == stay.unit, self.chance.below(100)) {
            (true, 0..=34) => 0,
            (true, 35..=59) | (false, 0..=59) => 1,
            (_, 60..=79) => 2,
            (_, 80..=91) => 3,
            (true, _) => 3,
            (false, _) => 4,
        };
        let lang = case.thread.lang;
        let answers = Self::phrases(lang).answers;
        let answer = answers.get(which).copied().unwrap_or_default();
        let female = self.world.people.get(case.what.person).is_some_and(|human| human.female);
        let answer = Told::from(answer, female, &[]).text;
        // The answer is in the thread's language, so the report must be as well.
        let voice = self.outlet(12);
        let mut slots = vec![("answer", answer)];
        self.unit_slots(unit, lang, &mut slots);
        let mut update =
            self.update(case, Ask { lang: Some(lang), ..Ask::of(minute, |p| p.check, voice, slots) });
        let check = self.chance.record();
        let asked = self.country.unit_record(unit);
        self.refer(&mut update, check, Property::CheckUnit, asked, "unit");
        self.refer(&mut update, check, Property::CheckAbout, case.thread.person, "name");
        self.time(&mut update, check, Property::CheckWhen, minute);
        let term =
            ["held", "not_held", "refused", "no_answer", "moved"].get(which).copied().unwrap_or("other");
        self.term(&mut update, check, Property::CheckAnswer, term, "a");
        self.text(&mut update, check, Property::CheckWords, "answer");
        self.text(&mut update, check, Property::CheckBy, "op");
        let confirmed = self.clock.exact(minute);
        if which == 0 {
            self.custody(
                &mut update,
                case.thread.detention,
                CustodyState::AtPolice,
                Some(unit),
                "a",
                |step| {
                    step.confirmed = confirmed;
                    step.how = HowKnown::Police;
                },
            );
            self.heard_of(case.episode, minute);
        } else if which == 1 && unit == stay.unit && self.chance.percent(50) {
            self.custody(
                &mut update,
                case.thread.detention,
                CustodyState::WhereaboutsUnknown,
                None,
                "a",
                |step| {
                    step.confirmed = confirmed;
                    step.how = HowKnown::Police;
                },
            );
        }
        self.file(update.draft);
    }

    fn appeal(&mut self, case: &Case, minute: i64) {
        let voice = self.outlet(4);
        let mut update = self.update(case, Ask::of(minute, |p| p.appeal, voice, Vec::new()));
        let step = self.chance.record();
        self.text(&mut update, step, Property::InterventionBy, "b");
        self.refer(&mut update, step, Property::InterventionFor, case.thread.detention, "name");
        self.term(&mut update, step, Property::InterventionType, "request_for_release", "i");
        self.time(&mut update, step, Property::InterventionWhen, minute);
        self.file(update.draft);
    }
}
