//! First accounts: somebody tells for the first time that somebody was taken. Several accounts of one detention make
//! several records, as on a real day; whether they are one is judged later.

use crate::country::{EVENTS, Lang, place, role};
use crate::people::{mistyped, years};
use crate::teller::{Draft, Teller, Thread, Voice, time_slots};
use crate::told::{Slot, Told};
use crate::world::{Bus, Episode};
use claims::legal::CustodyState;
use claims::when::When;
use claims::{CustodyStep, HowKnown, Modality, Property, RecordId, Value, WrittenName};
use std::ops::Range;

/// Who gives a first account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Call,
    Post,
    Lawyer,
    Article,
    /// A post of somebody who does not know the name.
    Unnamed,
}

/// How a first account is to be recorded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) kind: Kind,
    pub(crate) lang: Lang,
    /// The Person record, when there is one already.
    pub(crate) person: Option<RecordId>,
    /// Read by a machine, waiting for a person.
    pub(crate) as_draft: bool,
}

impl Teller {
    /// Tells a detention for the first time in one account.
    pub(crate) fn account(&mut self, episode: usize, manner: Manner) -> Option<Thread> {
        let Manner { kind, lang, .. } = manner;
        let what = self.world.episodes.get(episode)?.clone();
        let bus = self.world.buses.get(what.bus)?.clone();
        let first = what.first()?;
        let phrases = Self::phrases(lang);
        let templates = match kind {
            Kind::Call => phrases.call_first,
            Kind::Post => phrases.post_first,
            Kind::Lawyer => phrases.lawyer_first,
            Kind::Article => phrases.article_first,
            Kind::Unnamed => phrases.unnamed,
        };
        let template = self.chance.one(templates);
        // Told while it is still true: before the first unit is left, and not before it is reached.
        let (early, late) = if template.contains("{unit") {
            (first.from + 3, (first.from + 110).min(first.to.unwrap_or(1240) - 3).min(1240))
        } else {
            (what.start + 8, (what.start + 70).min(1240))
        };
        let minute = self.chance.between(early, late.max(early));
        let about = what.start + self.chance.between(-15, 5);
        let mut slots = self.person_slots(what.person, lang, kind == Kind::Post);
        slots.push(("place", place(bus.place, lang)));
        slots.push(("abt", crate::clock::hour_and_minute(about)));
        time_slots(what.start, &mut slots);
        self.unit_slots(first.unit, lang, &mut slots);
        let counsel = self.files.get(episode).and_then(|file| file.lawyer);
        let counsel = counsel.unwrap_or(self.chance.below(self.lawyers.len()));
        let (lawyer_voice, lawyer) = self.lawyer_named(counsel, lang);
        slots.push(("lawyer", lawyer));
        slots.push(("desc", self.chance.one(phrases.descriptions).to_owned()));
        let voice = match kind {
            Kind::Call => self.caller(),
            Kind::Lawyer => lawyer_voice,
            Kind::Article => {
                let at = self.chance.one(&[1, 2, 3, 4]);
                self.outlet(at)
            }
            Kind::Post | Kind::Unnamed => {
                let at = self.chance.one(&[0, 0, 7]);
                self.outlet(at)
            }
        };
        let female = self.world.people.get(what.person).is_some_and(|human| human.female);
        let (told, title) = self.dress(template, female, &slots, kind, lang, minute);
        let (mut draft, cite) = self.report(&told, lang, voice, minute, title);
        if kind == Kind::Call {
            self.introduce(&mut draft, voice);
        }
        if manner.as_draft {
            draft.author = "extract";
            draft.why = "read by the machine; waits for a person";
            draft.as_draft = true;
        }
        let person = manner.person.unwrap_or_else(|| self.chance.record());
        let mut thread = Thread {
            person,
            detention: self.chance.record(),
            lang,
            voice,
            saved: 0,
            when_claim: None,
            place_claim: None,
            unit_claim: None,
            list: false,
        };
        self.who(&mut draft, &cite, person, what.person, &told, lang);
        self.what(&mut draft, &cite, &mut thread, &told, &what, &bus, about);
        if draft.as_draft {
            self.file(draft);
            if let Some(file) = self.file_mut(episode) {
                file.drafts.push((thread.person, thread.detention));
            }
            return Some(thread);
        }
        if matches!(kind, Kind::Post | Kind::Article) {
            self.relay(&draft, &told, lang, voice, minute);
        }
        thread.saved = self.file(draft);
        if let Some(file) = self.file_mut(episode) {
            file.known = file.known.max(minute);
            file.lawyer = if kind == Kind::Lawyer { Some(counsel) } else { file.lawyer };
            file.threads.push(thread.clone());
        }
        Some(thread)
    }

    /// The slots of a person; a hasty post sometimes mistypes the name.
    pub(crate) fn person_slots(&mut self, person: usize, lang: Lang, hasty: bool) -> Vec<Slot> {
        let human = self.world.people.get(person).cloned().unwrap_or_default();
        let mut name = human.written(lang, &mut self.chance);
        if hasty && self.chance.percent(12) {
            name = mistyped(&name);
        }
        let birth = format!("{:02}.{:02}.{}", 1 + person % 28, 1 + person % 5, 2031 - human.age);
        vec![
            ("name", name),
            ("age", years(human.age, lang)),
            ("role", role(human.role, lang, human.female)),
            ("birth", birth),
        ]
    }

    /// The text and its title; articles come with what surrounds them on a page.
    fn dress(
        &mut self,
        template: &'static str,
        female: bool,
        slots: &[Slot],
        kind: Kind,
        lang: Lang,
        minute: i64,
    ) -> (Told, String) {
        let phrases = Self::phrases(lang);
        let [call, post, message, _] = phrases.titles;
        let at = crate::clock::hour_and_minute(minute);
        if kind != Kind::Article {
            let title = match kind {
                Kind::Call => call,
                Kind::Lawyer => message,
                _ => post,
            };
            return (Told::from(template, female, slots), format!("{title}, {at}"));
        }
        let headline = self.chance.one(phrases.headlines);
        let mut told = Told::default();
        if self.chance.percent(45) {
            told.plain(&format!(
                "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\"><title>{headline}</title></head>\n<body>\n<nav><a href=\"/\">Dalastan</a> · <a href=\"/news\">News</a></nav>\n<article>\n<h1>{headline}</h1>\n<p>",
                code = lang.code(),
            ));
            told.tell(template, female, slots);
            told.plain("</p>\n</article>\n<footer>");
            told.plain(phrases.read_also);
            told.plain("</footer>\n</body>\n</html>\n");
        } else {
            told.plain(headline);
            told.plain("\n\n");
            told.tell(template, female, slots);
            told.plain("\n\n");
            told.plain(phrases.read_also);
            told.plain("\n");
        }
        (told, format!("{headline} ({at})"))
    }

    /// What the text says of the person.
    fn who(
        &mut self,
        draft: &mut Draft,
        cite: &crate::teller::Cite,
        record: RecordId,
        person: usize,
        told: &Told,
        lang: Lang,
    ) {
        let human = self.world.people.get(person).cloned().unwrap_or_default();
        self.say_name(draft, cite, record, Property::PersonName, told, "name");
        if let Some(span) = told.span("desc") {
            let words = Value::Text(told.words("desc").unwrap_or_default().into());
            draft.say(&mut self.chance, cite, record, Property::PersonDescription, words, span);
        }
        if let Some(span) = told.span("age") {
            draft.say(&mut self.chance, cite, record, Property::PersonAge, Value::Number(human.age), span);
        }
        if let Some(span) = told.span("birth") {
            let date = format!("{}-{:02}-{:02}", 2031 - human.age, 1 + person % 5, 1 + person % 28);
            if let Ok(when) = When::parse(&date, self.clock.zone()) {
                draft.say(&mut self.chance, cite, record, Property::PersonBirth, Value::When(when), span);
            }
        }
        // Russian verbs show who is a woman and who a man.
        if lang == Lang::Ru
            && told.span("name").is_some()
            && let Some(span) = told.span("c")
            && self.chance.percent(60)
        {
            let sex = if human.female { "female" } else { "male" };
            let value = Value::Term(sex.into());
            let before = std::mem::replace(&mut draft.modality, Modality::Inferred);
            draft.say(&mut self.chance, cite, record, Property::PersonSex, value, span);
            draft.modality = before;
            if let Some(claim) = draft.last() {
                claim.note = Some("from the form of the Russian words".into());
            }
        }
    }

    /// What the text says of the detention.
    #[expect(clippy::too_many_arguments, reason = "one account in one place, read top to bottom")]
    fn what(
        &mut self,
        draft: &mut Draft,
        cite: &crate::teller::Cite,
        thread: &mut Thread,
        told: &Told,
        what: &Episode,
        bus: &Bus,
        about: i64,
    ) {
        let detention = thread.detention;
        let taken = told.first(&["c", "name"]).unwrap_or_default();
        let of = Value::Ref(thread.person);
        draft.say(&mut self.chance, cite, detention, Property::DetentionOf, of, taken.clone());
        let (start, span) = match told.span("time") {
            Some(span) => (self.clock.exact(what.start), Some(span)),
            None => (self.clock.within(about - 20, about + 20), told.span("abt")),
        };
        if let Some((when, span)) = start.clone().zip(span) {
            let value = Value::When(when);
            thread.when_claim =
                Some(draft.say(&mut self.chance, cite, detention, Property::DetentionWhen, value, span));
        }
        if let Some(span) = told.span("place") {
            let words = Value::Text(told.words("place").unwrap_or_default().into());
            let id =
                draft.say(&mut self.chance, cite, detention, Property::DetentionPlace, words, span.clone());
            thread.place_claim = Some(id);
            if let Some(event) = bus.event.filter(|_| self.chance.percent(60)) {
                let record = self.country.events.get(event).copied().unwrap_or_default();
                let (names, _, _, _) = EVENTS.get(event).copied().unwrap_or_default();
                let [title, _, _] = names;
                let before = std::mem::replace(&mut draft.modality, Modality::Inferred);
                draft.say(
                    &mut self.chance,
                    cite,
                    detention,
                    Property::DetentionEvent,
                    Value::Ref(record),
                    span,
                );
                draft.modality = before;
                if let Some(claim) = draft.last() {
                    claim.note = Some(format!("by place and hour: {title}").into());
                }
            }
        }
        for (slot, property) in [("role", Property::DetentionRole), ("f", Property::DetentionForce)] {
            if let Some(span) = told.span(slot) {
                let words = Value::Text(told.words(slot).unwrap_or_default().into());
                draft.say(&mut self.chance, cite, detention, property, words, span);
            }
        }
        let Some(first) = what.first() else { return };
        let (unit_span, seen) = (told.first(&["unit_at", "unit_to"]), told.span("unit_at").is_some());
        let mut step = CustodyStep::of(CustodyState::Apprehended);
        step.how = thread.voice.how;
        step.from = start;
        let mut quote = taken;
        if let Some(span) = unit_span {
            let unit = self.country.unit_record(first.unit);
            let value = Value::Ref(unit);
            let id =
                draft.say(&mut self.chance, cite, detention, Property::DetentionUnit, value, span.clone());
            thread.unit_claim = Some(id);
            step.state = CustodyState::AtPolice;
            step.unit = Some(unit);
            step.from = None;
            if seen {
                step.confirmed =
                    self.clock.exact((cite.published - self.chance.between(1, 8)).max(first.from));
            } else {
                step.from = self.clock.within(what.start, cite.published);
            }
            quote = told.span("u").unwrap_or(span);
        }
        draft.say(
            &mut self.chance,
            cite,
            detention,
            Property::DetentionCustody,
            Value::Custody(Box::new(step)),
            quote,
        );
    }

    /// A name as the text writes it.
    pub(crate) fn say_name(
        &mut self,
        draft: &mut Draft,
        cite: &crate::teller::Cite,
        about: RecordId,
        property: Property,
        told: &Told,
        slot: &str,
    ) {
        if let Some(span) = told.span(slot)
            && let Ok(name) = WrittenName::parse(told.words(slot).unwrap_or_default())
        {
            draft.say(&mut self.chance, cite, about, property, Value::Name(name), span);
        }
    }

    /// Outlets that only repeat sometimes copy the text, letter by letter; their claims are relayed ones.
    fn relay(&mut self, draft: &Draft, told: &Told, lang: Lang, voice: Voice, minute: i64) {
        let repeaters: &[usize] = match voice.outlet {
            Some(0) => &[5, 13],
            Some(4) => &[6],
            _ => return,
        };
        if !self.chance.percent(40) || minute > 1215 {
            return;
        }
        let at = self.chance.one(repeaters);
        let repeater = Voice { how: HowKnown::Media, ..self.outlet(at) };
        let later = minute + self.chance.between(6, 25);
        let title = format!(
            "{} ({})",
            self.chance.one(Self::phrases(lang).headlines),
            crate::clock::hour_and_minute(later)
        );
        let (mut copy, cite) = self.report(told, lang, repeater, later, title);
        copy.modality = Modality::Relayed;
        copy.why = "copy of an earlier text, entered as such";
        let original: Vec<(RecordId, Property, Value, Range<usize>)> = draft
            .claims()
            .filter(|claim| {
                matches!(
                    claim.property,
                    Property::PersonName
                        | Property::DetentionOf
                        | Property::DetentionWhen
                        | Property::DetentionPlace
                        | Property::DetentionUnit
                )
            })
            .filter_map(|claim| match claim.locator.as_ref()?.spot {
                claims::Spot::Quote { start, end } => {
                    Some((claim.about, claim.property, claim.value.clone(), start as usize..end as usize))
                }
                _ => None,
            })
            .collect();
        for (about, property, value, quote) in original {
            copy.say(&mut self.chance, &cite, about, property, value, quote);
        }
        self.file(copy);
    }
}
