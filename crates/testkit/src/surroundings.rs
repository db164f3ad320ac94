//! Everything around the detentions: the directory of units, who the sources are, the rallies, what officials say,
//! noise, rumours.

use crate::chance::Chance;
use crate::country::{CITIES, COUNTRY, EVENTS, Lang, PLACES, SOURCES, place};
use crate::people::Human;
use crate::teller::{Cite, Draft, REVIEWER, Teller, Voice, time_slots};
use crate::told::{Slot, Told};
use claims::{Amount, Polarity, Property, RecordId, Reliability, Ruling, Value, WrittenName};

/// What an official says: minute, source, language, measure, the words before, the number's words, the words after,
/// the bounds.
type Saying = (i64, usize, Lang, &'static str, [&'static str; 3], (Option<u64>, Option<u64>));

const SAYINGS: [Saying; 9] = [
    (
        645,
        9,
        Lang::Ru,
        "detained",
        ["МВД: на этот час задержано, полагаем, ", "около сотни", " человек."],
        (None, None),
    ),
    (
        700,
        11,
        Lang::Ru,
        "detained",
        ["МВД: на этот час задержано, полагаем, ", "около сотни", " человек. Передаёт «Курьер»."],
        (None, None),
    ),
    (
        790,
        4,
        Lang::En,
        "detained",
        ["Agency count from posts and calls: “", "hundreds", "” detained across the country."],
        (None, None),
    ),
    (
        905,
        9,
        Lang::Kk,
        "delivered",
        ["ІІМ: полиция бөлімдеріне ", "150-ге жуық", " адам жеткізілді, бәріне түсіндіру жұмысы жүргізілді."],
        (None, None),
    ),
    (
        1010,
        8,
        Lang::En,
        "detained",
        ["Our volunteers have the names or traces of ", "at least 90", " detained people so far."],
        (Some(90), None),
    ),
    (
        1130,
        10,
        Lang::Ru,
        "punished_by_court",
        ["Прокуратура: судами наказано ", "23", " человека: арест — 9, штраф — 8, предупреждение — 6."],
        (Some(23), Some(23)),
    ),
    (
        1150,
        6,
        Lang::En,
        "detained",
        ["Prosecutors say ", "23", " people were detained, writes the digest."],
        (Some(23), Some(23)),
    ),
    (
        1180,
        9,
        Lang::Ru,
        "still_held",
        ["МВД: в специальных приёмниках остаются ", "до 15", " человек, остальные отпущены."],
        (None, Some(15)),
    ),
    (
        1235,
        8,
        Lang::Kk,
        "detained",
        ["Бақылаушылар: бүгін ", "кемінде 140", " адам ұсталды."],
        (Some(140), None),
    ),
];

impl Teller {
    /// Before the watch opens: units and sources are entered.
    pub(crate) fn prepare(&mut self) {
        let mut told = Told::default();
        let [en, _, _] = COUNTRY;
        told.plain(&format!("Police units, courts and hospitals of {en}, kept by the desk\n"));
        let units = self.country.units.clone();
        let mut rows = Vec::new();
        for (number, unit) in units.iter().enumerate() {
            let start = told.text.len();
            let mut names = Vec::new();
            for name in unit.name.iter().chain([&unit.alias]) {
                if !names.is_empty() {
                    told.plain(" | ");
                }
                names.push(told.mark("name", name));
            }
            told.plain(" | ");
            let [city, _, _] = CITIES.get(unit.city).copied().unwrap_or_default();
            let city = told.mark("city", city);
            told.plain(" | ");
            let stands = told.mark("stands", &position(unit.city, number));
            rows.push((unit.record, unit.sort, stands, names, city, start..told.text.len()));
            told.plain("\n");
        }
        let voice = Voice { sort: "table", ..self.outlet(12) };
        let (mut draft, cite) = self.report(&told, Lang::En, voice, 400, "Directory of units".to_owned());
        draft.minute = 405;
        draft.why = "directory entered before the watch";
        for (record, sort, stands, names, city, row) in rows {
            for span in names {
                let text = told.text.get(span.clone()).unwrap_or_default();
                if let Ok(name) = WrittenName::parse(text) {
                    draft.say(&mut self.chance, &cite, record, Property::UnitName, Value::Name(name), span);
                }
            }
            draft.say(&mut self.chance, &cite, record, Property::UnitType, Value::Term(sort.into()), row);
            // From a chance of its own: where units stand changes nothing else of the day.
            let mut own = Chance::new(u64::from_le_bytes(first_eight(record)));
            let at = Value::Text(told.text.get(stands.clone()).unwrap_or_default().into());
            draft.say(&mut own, &cite, record, Property::UnitAt, at, stands);
            let words = Value::Text(told.text.get(city.clone()).unwrap_or_default().into());
            draft.say(&mut self.chance, &cite, record, Property::UnitPlace, words, city);
        }
        self.file(draft);
        self.introduce_sources();
        self.rallies();
    }

    fn introduce_sources(&mut self) {
        let mut draft = Draft::new(410, REVIEWER, "sources known beforehand");
        for (at, (name, sort, relays, site)) in SOURCES.iter().enumerate() {
            let record = self.country.source(at);
            self.name(&mut draft, record, Property::SourceName, name);
            draft.own(&mut self.chance, record, Property::SourceType, Value::Term((*sort).into()));
            if let Some(origin) = relays {
                let origin = Value::Ref(self.country.source(*origin));
                draft.own(&mut self.chance, record, Property::SourceRelays, origin);
            }
            if !site.is_empty() {
                draft.own(&mut self.chance, record, Property::SourceContact, Value::Text((*site).into()));
            }
        }
        for (record, human) in self.lawyers.clone() {
            self.name(&mut draft, record, Property::SourceName, &human.name());
            draft.own(&mut self.chance, record, Property::SourceType, Value::Term("lawyer".into()));
        }
        self.file(draft);
        let mut grades = Draft::new(412, REVIEWER, "grades agreed in the evening before");
        let letters = [
            Reliability::C,
            Reliability::B,
            Reliability::B,
            Reliability::C,
            Reliability::B,
            Reliability::D,
            Reliability::D,
            Reliability::F,
            Reliability::A,
            Reliability::D,
        ];
        for (at, letter) in letters.into_iter().enumerate() {
            let record = self.country.source(at);
            grades.decide(&mut self.chance, record, Ruling::GradeSource(letter));
        }
        for (record, _) in self.lawyers.clone() {
            grades.decide(&mut self.chance, record, Ruling::GradeSource(Reliability::B));
        }
        self.file(grades);
    }

    /// The announced rallies.
    fn rallies(&mut self) {
        for (at, (titles, where_, minute, agreed)) in EVENTS.iter().enumerate() {
            let lang = Lang::ALL.get(at % 3).copied().unwrap_or_default();
            let hour = crate::clock::hour_and_minute(*minute);
            let mut told = Told::default();
            let (before, allowed, refused) = match lang {
                Lang::En => ("Announcement: ", "agreed with the city", "no permit was given"),
                Lang::Ru => ("Анонс: ", "согласовано с городом", "разрешения не дали"),
                Lang::Kk => ("Хабарландыру: ", "қаламен келісілген", "рұқсат берілмеді"),
            };
            told.plain(before);
            let title = told.mark("title", &lang.of(&titles.map(str::to_owned)));
            told.plain(", ");
            let spot = told.mark("place", &place(*where_, lang));
            told.plain(", ");
            let time = told.mark("time", &hour);
            told.plain("; ");
            let permit = told.mark("permit", if *agreed { allowed } else { refused });
            told.plain(".");
            let voice = self.outlet(7);
            let minute_in = 422 + at as i64 * 3;
            let (mut draft, cite) =
                self.report(&told, lang, voice, minute_in, format!("Announcement {}", at + 1));
            let event = self.country.events.get(at).copied().unwrap_or_default();
            let words = |told: &Told, span: &std::ops::Range<usize>| {
                Value::Text(told.text.get(span.clone()).unwrap_or_default().into())
            };
            let value = words(&told, &title);
            draft.say(&mut self.chance, &cite, event, Property::EventTitle, value, title);
            let value = words(&told, &spot);
            draft.say(&mut self.chance, &cite, event, Property::EventPlace, value, spot);
            let value = words(&told, &permit);
            draft.say(&mut self.chance, &cite, event, Property::EventAgreement, value, permit);
            if let Some(when) = self.clock.exact(*minute) {
                draft.say(&mut self.chance, &cite, event, Property::EventWhen, Value::When(when), time);
            }
            self.file(draft);
        }
    }

    /// Numbers said by officials and others, each with its own measure.
    pub(crate) fn officials(&mut self) {
        for (minute, outlet, lang, measure, [before, number, after], (low, high)) in SAYINGS {
            let mut told = Told::default();
            told.plain(before);
            let span = told.mark("n", number);
            told.plain(after);
            let whole = 0..told.text.len();
            let voice = Voice { sort: "article", ..self.outlet(outlet) };
            let [_, post, _, _] = Self::phrases(lang).titles;
            let title = format!("{post}, {}", crate::clock::hour_and_minute(minute));
            let (mut draft, cite) = self.report(&told, lang, voice, minute, title);
            let figure = self.chance.record();
            let amount = Amount::worded(number, low, high);
            let mut say = |draft: &mut Draft, property, value, quote| {
                draft.say(&mut self.chance, &cite, figure, property, value, quote);
            };
            say(&mut draft, Property::FigureAmount, Value::Amount(amount), span);
            say(&mut draft, Property::FigureMeasure, Value::Term(measure.into()), whole.clone());
            say(&mut draft, Property::FigureUnit, Value::Term("persons".into()), whole.clone());
            if measure == "punished_by_court" {
                for (label, n, words) in [
                    ("arrest", 9, "арест — 9"),
                    ("fine", 8, "штраф — 8"),
                    ("warning", 6, "предупреждение — 6"),
                ] {
                    if let Some(at) = told.text.find(words) {
                        let part = Amount { label: Some(label.into()), ..Amount::exact(n) };
                        say(&mut draft, Property::FigurePart, Value::Amount(part), at..at + words.len());
                    }
                }
            }
            if let Some(day) = self.clock.day() {
                draft.own(&mut self.chance, figure, Property::FigurePeriod, Value::When(day));
            }
            if let Some(said) = self.clock.exact(minute) {
                draft.own(&mut self.chance, figure, Property::FigureSaidOn, Value::When(said));
            }
            let (name, _, relays, _) = SOURCES.get(outlet).copied().unwrap_or_default();
            let speaker = relays.and_then(|at| SOURCES.get(at)).map_or(name, |(name, _, _, _)| name);
            draft.own(&mut self.chance, figure, Property::FigureSpeaker, Value::Text(speaker.into()));
            if relays.is_some() {
                draft.own(&mut self.chance, figure, Property::FigureOutlet, Value::Text(name.into()));
            }
            let [country, _, _] = COUNTRY;
            draft.own(&mut self.chance, figure, Property::FigureScope, Value::Text(country.into()));
            self.file(draft);
        }
    }

    /// Reports that speak of no detention.
    pub(crate) fn noise(&mut self, n: usize) {
        for at in 0..n {
            // The three languages in turn.
            let lang = Lang::ALL.get(at % 3).copied().unwrap_or_default();
            let phrases = Self::phrases(lang);
            let minute = self.chance.between(425, 1250);
            let spot = self.chance.below(PLACES.len());
            let mut slots: Vec<Slot> = vec![("place", place(spot, lang))];
            time_slots(minute, &mut slots);
            let usual = self.chance.percent(8);
            let template = self.chance.one(if usual { phrases.usual } else { phrases.noise });
            let told = Told::from(template, false, &slots);
            // Only a call is logged by the hotline; the rest was read somewhere.
            let hotline = lang.of(&["Hotline", "Звонок", "Жедел"]);
            let outlet = if template.starts_with(hotline) { 12 } else { self.chance.one(&[0, 7, 2, 3]) };
            let voice = self.outlet(outlet);
            let [call, post, _, _] = phrases.titles;
            let title = if voice.sort == "call" { call } else { post };
            let title = format!("{title}, {}", crate::clock::hour_and_minute(minute));
            let (mut draft, cite) = self.report(&told, lang, voice, minute, title);
            if let Some((_, report)) = self.reports.last_mut() {
                report.noise = true;
            }
            if let Some(span) = told.span("s") {
                let statement = self.chance.record();
                draft.modality = claims::Modality::Pattern;
                let words = Value::Text(told.words("s").unwrap_or_default().into());
                draft.say(&mut self.chance, &cite, statement, Property::StatementWords, words, span.clone());
                let sort = Value::Term("pattern".into());
                draft.say(&mut self.chance, &cite, statement, Property::StatementType, sort, span);
            }
            self.file(draft);
        }
    }

    /// People who were never detained: rumours withdrawn later, and a denial of what nobody else says.
    pub(crate) fn rumours(&mut self, n: usize) {
        for at in 0..n {
            let human = Human::new(&mut self.chance);
            let lang = self.lang();
            let minute = self.chance.between(480, 1100);
            let (person, detention) = (self.chance.record(), self.chance.record());
            self.never.push(detention);
            let voice = self.caller();
            if at % 4 == 3 {
                let official = self.outlet(9);
                let (mut draft, cite, told) = self.tell_of(&human, lang, minute, official, |p| p.denial);
                self.name_of(&mut draft, &cite, person, &told);
                self.denied(&mut draft, &cite, detention, person, &told);
                self.file(draft);
                continue;
            }
            let (mut draft, cite, told) = self.tell_of(&human, lang, minute, voice, |p| p.rumour);
            self.introduce(&mut draft, voice);
            self.name_of(&mut draft, &cite, person, &told);
            let quote = told.span("c").unwrap_or_default();
            let of = Value::Ref(person);
            draft.say(&mut self.chance, &cite, detention, Property::DetentionOf, of, quote);
            if let Some(span) = told.span("place") {
                let words = Value::Text(told.words("place").unwrap_or_default().into());
                draft.say(&mut self.chance, &cite, detention, Property::DetentionPlace, words, span);
            }
            let made: Vec<(RecordId, claims::ClaimId)> = draft
                .claims()
                .filter(|claim| claim.about == person || claim.about == detention)
                .map(|claim| (claim.about, claim.id))
                .collect();
            self.file(draft);
            let later = minute + self.chance.between(20, 120);
            let (mut back, cite, told) = self.tell_of(&human, lang, later, voice, |p| p.rumour_back);
            back.minute += 1;
            self.denied(&mut back, &cite, detention, person, &told);
            back.why = "caller takes it back";
            for (about, claim) in made {
                back.decide(&mut self.chance, about, Ruling::Retract(claim));
            }
            self.file(back);
        }
    }

    fn tell_of(
        &mut self,
        human: &Human,
        lang: Lang,
        minute: i64,
        voice: Voice,
        family: fn(&crate::phrases::Phrases) -> &'static [&'static str],
    ) -> (Draft, Cite, Told) {
        let phrases = Self::phrases(lang);
        let spot = self.chance.below(PLACES.len());
        let mut slots: Vec<Slot> = vec![
            ("name", human.written(lang, &mut self.chance)),
            ("place", place(spot, lang)),
            ("abt", crate::clock::hour_and_minute(minute - 20)),
        ];
        time_slots(minute, &mut slots);
        let template = self.chance.one(family(phrases));
        let told = Told::from(template, human.female, &slots);
        let [call, _, _, _] = phrases.titles;
        let title = format!("{call}, {}", crate::clock::hour_and_minute(minute));
        let (draft, cite) = self.report(&told, lang, voice, minute, title);
        (draft, cite, told)
    }

    fn name_of(&mut self, draft: &mut Draft, cite: &Cite, person: RecordId, told: &Told) {
        self.say_name(draft, cite, person, Property::PersonName, told, "name");
    }

    /// “Was not detained.”
    pub(crate) fn denied(
        &mut self,
        draft: &mut Draft,
        cite: &Cite,
        detention: RecordId,
        person: RecordId,
        told: &Told,
    ) {
        let quote = told.span("d").unwrap_or_default();
        draft.say(&mut self.chance, cite, detention, Property::DetentionOf, Value::Ref(person), quote);
        if let Some(claim) = draft.last() {
            claim.polarity = Polarity::Denied;
        }
    }
}

/// Where a unit stands: in one of two cities in empty steppe, a few streets from the next unit.
fn position(city: usize, number: usize) -> String {
    let (north, east) = if city == 0 { (48_600, 65_600) } else { (47_300, 64_200) };
    // Steps that share no factor with the width fill a square without a row.
    let (down, across) = ((number * 37) % 101, (number * 53 + 17) % 101);
    let (north, east) = (north + down as i64 - 50, east + across as i64 - 50);
    format!("{}.{:03}, {}.{:03}", north / 1000, north % 1000, east / 1000, east % 1000)
}

fn first_eight(record: RecordId) -> [u8; 8] {
    let mut out = [0; 8];
    out.iter_mut().zip(record.as_bytes()).for_each(|(to, from)| *to = *from);
    out
}
