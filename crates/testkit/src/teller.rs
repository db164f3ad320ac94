//! The desk of the synthetic day: takes a told text, makes it a report, and files the claims that rest on it. It
//! must never file a claim whose quote is not in the report.

use crate::chance::Chance;
use crate::clock::{CLOSES, Clock};
use crate::country::{Country, Lang, SOURCES};
use crate::day::{EntryPlan, OpenQuestion, SyntheticReport};
use crate::people::Human;
use crate::phrases::{self, Phrases};
use crate::told::{Slot, Told};
use crate::truth::TrueGroup;
use crate::world::World;
use claims::when::When;
use claims::{
    Claim, ClaimId, Decision, HowKnown, Locator, Modality, Property, RecordId, Ruling, Save, Saying, Spot,
    Tier, Value,
};
use std::ops::Range;
use std::sync::Arc;

/// Handles of those who save.
pub(crate) const HANDLES: [&str; 6] = ["saxaul", "tulpar", "kiyik", "archa", "barkhan", "sandgrouse"];

/// The handle of the one who reviews.
pub(crate) const REVIEWER: &str = "wormwood";

/// Who speaks in a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    pub(crate) source: RecordId,
    pub(crate) how: HowKnown,
    /// The term of `report.type`.
    pub(crate) sort: &'static str,
    /// The index in [`SOURCES`], when it is one of those.
    pub(crate) outlet: Option<usize>,
}

/// What a claim cites.
#[derive(Debug, Clone)]
pub(crate) struct Cite {
    pub(crate) report: RecordId,
    pub(crate) source: RecordId,
    pub(crate) said: Option<When>,
    pub(crate) published: i64,
}

/// One source's account of one detention, with the records it made.
#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(crate) person: RecordId,
    pub(crate) detention: RecordId,
    pub(crate) lang: Lang,
    pub(crate) voice: Voice,
    /// The minute at which it was saved.
    pub(crate) saved: i64,
    pub(crate) when_claim: Option<ClaimId>,
    pub(crate) place_claim: Option<ClaimId>,
    pub(crate) unit_claim: Option<ClaimId>,
    pub(crate) list: bool,
}

/// All accounts of one true detention.
#[derive(Debug, Clone, Default)]
pub(crate) struct File {
    pub(crate) threads: Vec<Thread>,
    /// The last minute for which somebody is reported to be held.
    pub(crate) known: i64,
    /// Records that only drafts speak of.
    pub(crate) drafts: Vec<(RecordId, RecordId)>,
    /// The article of law written down last.
    pub(crate) charge: Option<u32>,
    /// Which of the lawyers has taken it up.
    pub(crate) lawyer: Option<usize>,
}

/// An entry in the making.
pub(crate) struct Draft {
    pub(crate) minute: i64,
    pub(crate) author: &'static str,
    pub(crate) why: &'static str,
    pub(crate) as_draft: bool,
    pub(crate) modality: Modality,
    sayings: Vec<(RecordId, Tier, Saying)>,
}

impl Draft {
    pub(crate) fn new(minute: i64, author: &'static str, why: &'static str) -> Self {
        let minute = minute.min(CLOSES);
        Self { minute, author, why, as_draft: false, modality: Modality::Stated, sayings: Vec::new() }
    }

    /// A claim without source: made by the desk itself.
    pub(crate) fn own(
        &mut self,
        chance: &mut Chance,
        about: RecordId,
        property: Property,
        value: Value,
    ) -> ClaimId {
        let claim = Claim::new(chance.claim(), about, property, value);
        self.push(claim)
    }

    /// A claim resting on these bytes of a report.
    pub(crate) fn say(
        &mut self,
        chance: &mut Chance,
        cite: &Cite,
        about: RecordId,
        property: Property,
        value: Value,
        quote: Range<usize>,
    ) -> ClaimId {
        let claim = Claim {
            source: Some(cite.source),
            locator: Some(Locator {
                report: cite.report,
                spot: Spot::Quote { start: quote.start as u64, end: quote.end as u64 },
            }),
            said_at: cite.said.clone(),
            draft: self.as_draft,
            modality: self.modality,
            ..Claim::new(chance.claim(), about, property, value)
        };
        self.push(claim)
    }

    pub(crate) fn push(&mut self, claim: Claim) -> ClaimId {
        let id = claim.id;
        self.sayings.push((claim.about, claim.property.tier(), Saying::Claim(claim)));
        id
    }

    /// The claim made last, to set what is rarely set.
    pub(crate) fn last(&mut self) -> Option<&mut Claim> {
        self.sayings.last_mut().and_then(|(_, _, saying)| match saying {
            Saying::Claim(claim) => Some(claim),
            _ => None,
        })
    }

    pub(crate) fn decide(&mut self, chance: &mut Chance, about: RecordId, ruling: Ruling) -> ClaimId {
        let id = chance.claim();
        self.sayings.push((about, Tier::Facts, Saying::Decision(Decision { id, about, ruling })));
        id
    }

    /// The claims about records in the given list, with their quotes.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.sayings.iter().filter_map(|(_, _, saying)| match saying {
            Saying::Claim(claim) => Some(claim),
            _ => None,
        })
    }
}

/// Everything the day is told with.
pub(crate) struct Teller {
    pub(crate) chance: Chance,
    pub(crate) clock: Clock,
    pub(crate) country: Country,
    pub(crate) world: World,
    pub(crate) files: Vec<File>,
    pub(crate) lawyers: Vec<(RecordId, Human)>,
    pub(crate) reports: Vec<(i64, SyntheticReport)>,
    pub(crate) entries: Vec<(i64, EntryPlan)>,
    pub(crate) groups: Vec<TrueGroup>,
    pub(crate) never: Vec<RecordId>,
    pub(crate) open: Vec<OpenQuestion>,
    pub(crate) callers: usize,
    pub(crate) posts: usize,
}

impl Teller {
    pub(crate) fn phrases(lang: Lang) -> &'static Phrases {
        phrases::of(lang)
    }

    pub(crate) fn lang(&mut self) -> Lang {
        match self.chance.weighted(&[28, 40, 32]) {
            0 => Lang::En,
            1 => Lang::Ru,
            _ => Lang::Kk,
        }
    }

    pub(crate) fn file_mut(&mut self, episode: usize) -> Option<&mut File> {
        self.files.get_mut(episode)
    }

    pub(crate) fn handle(&mut self) -> &'static str {
        self.chance.one(&HANDLES)
    }

    /// One of the outlets.
    pub(crate) fn outlet(&self, at: usize) -> Voice {
        let (_, sort, _, _) = SOURCES.get(at).copied().unwrap_or_default();
        let (how, report) = match sort {
            "official" => (HowKnown::Police, "other"),
            "monitor" => (HowKnown::Monitor, "call"),
            "operator" => (HowKnown::Monitor, "call"),
            "social_media" => (HowKnown::Witness, "post"),
            _ => (HowKnown::Media, "article"),
        };
        Voice { source: self.country.source(at), how, sort: report, outlet: Some(at) }
    }

    /// A lawyer and the name under which a message is signed.
    pub(crate) fn lawyer_named(&mut self, at: usize, lang: Lang) -> (Voice, String) {
        let (source, human) = self.lawyers.get(at).cloned().unwrap_or_default();
        let name = human.written(lang, &mut self.chance);
        (Voice { source, how: HowKnown::Lawyer, sort: "other", outlet: None }, name)
    }

    /// A caller nobody has heard of before; who it is goes into the draft of the first report.
    pub(crate) fn caller(&mut self) -> Voice {
        self.callers += 1;
        Voice { source: self.chance.record(), how: HowKnown::Relative, sort: "call", outlet: None }
    }

    pub(crate) fn introduce(&mut self, draft: &mut Draft, voice: Voice) {
        let sort = match voice.how {
            HowKnown::Relative => "relative",
            HowKnown::Lawyer => "lawyer",
            _ => "eyewitness",
        };
        let name = format!("caller {:03}", self.callers);
        self.name(draft, voice.source, Property::SourceName, &name);
        draft.own(&mut self.chance, voice.source, Property::SourceType, Value::Term(sort.into()));
        let contact = format!("line 2, call back 0-000-{:04}", self.callers);
        draft.own(&mut self.chance, voice.source, Property::SourceContact, Value::Text(contact.into()));
    }

    /// A name of the desk's own.
    pub(crate) fn name(&mut self, draft: &mut Draft, about: RecordId, property: Property, name: &str) {
        if let Ok(name) = claims::WrittenName::parse(name) {
            draft.own(&mut self.chance, about, property, Value::Name(name));
        }
    }

    /// Makes a text a report, published at `minute`. The draft holds what is known of the report itself.
    pub(crate) fn report(
        &mut self,
        told: &Told,
        lang: Lang,
        voice: Voice,
        minute: i64,
        title: String,
    ) -> (Draft, Cite) {
        let record = self.chance.record();
        let author = self.handle();
        let why = match voice.sort {
            "call" => "call logged",
            "table" => "list entered row by row",
            _ => "report read",
        };
        let mut draft = Draft::new(minute + self.chance.between(1, 9), author, why);
        let bytes: Arc<[u8]> = told.text.as_bytes().into();
        let html = told.text.starts_with("<!doctype");
        let url = voice.outlet.and_then(|at| SOURCES.get(at)).filter(|(_, _, _, site)| !site.is_empty()).map(
            |(_, _, _, site)| {
                self.posts += 1;
                format!("{site}2031/06/08/{}", 1000 + self.posts)
            },
        );
        let published = self.clock.exact(minute);
        draft.own(&mut self.chance, record, Property::ReportTitle, Value::Text(title.as_str().into()));
        draft.own(&mut self.chance, record, Property::ReportType, Value::Term(voice.sort.into()));
        if let Some(when) = &published {
            draft.own(&mut self.chance, record, Property::ReportPublished, Value::When(when.clone()));
        }
        draft.own(&mut self.chance, record, Property::ReportLanguage, Value::Term(lang.code().into()));
        if let Some(url) = &url {
            draft.own(&mut self.chance, record, Property::ReportUrl, Value::Text(url.as_str().into()));
        }
        draft.own(&mut self.chance, record, Property::ReportBytes, Value::Bytes(bytes.clone()));
        draft.own(&mut self.chance, record, Property::ReportSource, Value::Ref(voice.source));
        let at = self.clock.at(minute);
        self.reports.push((
            minute,
            SyntheticReport {
                record,
                title,
                bytes,
                language: lang,
                sort: voice.sort,
                html,
                published: at,
                source: voice.source,
                url,
                noise: false,
            },
        ));
        (draft, Cite { report: record, source: voice.source, said: published, published: minute })
    }

    /// Files an entry: its sayings go together by record and tier.
    pub(crate) fn file(&mut self, draft: Draft) -> i64 {
        let Draft { minute, author, why, sayings, .. } = draft;
        let at = self.clock.at(minute);
        let mut keys: Vec<(RecordId, Tier)> = Vec::new();
        let mut saves: Vec<Save> = Vec::new();
        for (record, tier, saying) in sayings {
            match keys.iter().position(|key| *key == (record, tier)).and_then(|i| saves.get_mut(i)) {
                Some(save) => save.sayings.push(saying),
                None => {
                    keys.push((record, tier));
                    saves.push(Save {
                        record,
                        author: author.into(),
                        why: why.into(),
                        at,
                        sayings: vec![saying],
                    });
                }
            }
        }
        self.entries.push((minute, EntryPlan { at, author: author.into(), why: why.into(), saves }));
        minute
    }

    /// The slots of a unit.
    pub(crate) fn unit_slots(&self, unit: usize, lang: Lang, slots: &mut Vec<Slot>) {
        let unit = self.country.unit(unit);
        slots.extend([
            ("unit", lang.of(&unit.name)),
            ("unit_to", lang.of(&unit.to)),
            ("unit_at", lang.of(&unit.at)),
            ("unit_from", lang.of(&unit.from)),
        ]);
    }
}

/// The slots of a time, with the endings Kazakh needs after it.
pub(crate) fn time_slots(minute: i64, slots: &mut Vec<Slot>) {
    // The number spoken last decides the ending: of the minutes, or of the hour when the minutes are none.
    let spoken = if minute % 60 == 0 { minute / 60 % 24 } else { minute % 60 };
    let last = if spoken % 10 == 0 { spoken } else { spoken % 10 };
    let (at, from) = match last {
        3..=5 => ("-те", "-тен"),
        6 => ("-да", "-дан"),
        9 => ("-да", "-дан"),
        10 | 30 => ("-да", "-нан"),
        40 => ("-та", "-тан"),
        20 => ("-да", "-дан"),
        _ => ("-де", "-ден"),
    };
    let from = if last == 30 { "-дан" } else { from };
    slots.extend([
        ("time", crate::clock::hour_and_minute(minute)),
        ("da", at.to_owned()),
        ("dan", from.to_owned()),
    ]);
}
