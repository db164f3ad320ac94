//! The messages of one language.

use super::Language;
use super::alphabet::Alphabet;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

type Bundle = FluentBundle<FluentResource>;

/// What fills a gap in a message.
#[derive(Debug, Clone)]
pub(crate) enum Arg<'a> {
    /// A number, which also chooses the plural form.
    Number(u64),
    /// Words that people wrote: kept apart from the sentence, so that their direction does not leak into it.
    Theirs(&'a str),
    /// Words of ours, or plain digits.
    Ours(String),
}

/// One language.
pub(crate) struct Say {
    pub language: Language,
    bundle: Bundle,
    pub(super) alphabet: Alphabet,
}

macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../../i18n/", $language, "/frame.ftl")),
            include_str!(concat!("../../i18n/", $language, "/pages.ftl")),
            include_str!(concat!("../../i18n/", $language, "/time.ftl")),
            include_str!(concat!("../../i18n/", $language, "/erasure.ftl")),
            include_str!(concat!("../../i18n/", $language, "/review.ftl")),
            include_str!(concat!("../../i18n/", $language, "/estimate.ftl")),
            include_str!(concat!("../../i18n/", $language, "/access.ftl")),
            include_str!(concat!("../../i18n/", $language, "/intake.ftl")),
            include_str!(concat!("../../i18n/", $language, "/units.ftl")),
            include_str!(concat!("../../i18n/", $language, "/records.ftl")),
            include_str!(concat!("../../i18n/", $language, "/counts.ftl")),
            include_str!(concat!("../../i18n/", $language, "/office.ftl")),
            include_str!(concat!("../../i18n/", $language, "/words.ftl")),
            include_str!(concat!("../../i18n/", $language, "/properties.ftl")),
        ]
    };
}

/// What the desk refuses. In English the desk says it itself.
fn refusals(language: Language) -> &'static str {
    match language {
        Language::English => "",
        Language::Russian => include_str!("../../i18n/ru/refusals.ftl"),
        Language::Kazakh => include_str!("../../i18n/kk/refusals.ftl"),
        Language::Arabic => include_str!("../../i18n/ar/refusals.ftl"),
    }
}

/// The pilot, laid over English: what a message lacks stands in English.
const ARABIC: [&str; 14] = [
    include_str!("../../i18n/ar/frame.ftl"),
    include_str!("../../i18n/ar/time.ftl"),
    include_str!("../../i18n/ar/pages.ftl"),
    include_str!("../../i18n/ar/access.ftl"),
    include_str!("../../i18n/ar/units.ftl"),
    include_str!("../../i18n/ar/intake.ftl"),
    include_str!("../../i18n/ar/counts.ftl"),
    include_str!("../../i18n/ar/records.ftl"),
    include_str!("../../i18n/ar/review.ftl"),
    include_str!("../../i18n/ar/office.ftl"),
    include_str!("../../i18n/ar/properties.ftl"),
    include_str!("../../i18n/ar/words.ftl"),
    include_str!("../../i18n/ar/erasure.ftl"),
    include_str!("../../i18n/ar/estimate.ftl"),
];

impl Say {
    /// Reads the message files of a language; they are compiled in.
    ///
    /// # Errors
    /// What does not read, for the programmer.
    pub fn read(language: Language) -> Result<Self, String> {
        let (files, grouped): (_, fn(&FluentValue<'_>, &_) -> Option<String>) = match language {
            Language::English => (files!("en"), |value, _| grouped(value, ',')),
            Language::Russian => (files!("ru"), |value, _| grouped(value, '\u{a0}')),
            Language::Kazakh => (files!("kk"), |value, _| grouped(value, '\u{a0}')),
            // Digits as on the telephones and in the papers of the people concerned: Latin ones.
            Language::Arabic => (files!("en"), |value, _| grouped(value, ',')),
        };
        let id = language.code().parse().map_err(|e| format!("language {}: {e}", language.code()))?;
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        for file in files.into_iter().chain([refusals(language)]) {
            let resource = FluentResource::try_new(file.to_owned())
                .map_err(|(_, problems)| format!("messages in {}: {problems:?}", language.code()))?;
            bundle
                .add_resource(resource)
                .map_err(|problems| format!("messages in {}: {problems:?}", language.code()))?;
        }
        if language == Language::Arabic {
            for file in ARABIC {
                let resource = FluentResource::try_new(file.to_owned())
                    .map_err(|(_, problems)| format!("messages in ar: {problems:?}"))?;
                bundle.add_resource_overriding(resource);
            }
        }
        Ok(Self { language, bundle, alphabet: Alphabet::of(language) })
    }

    /// A message without gaps.
    pub fn the(&self, id: &str) -> String {
        self.text(id, &[])
    }

    /// A message with its gaps filled. One that is missing, or lacks a filling, shows its id between ⟦ and ⟧, which no
    /// page may contain; tests look for it.
    pub fn text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return format!("⟦{id}⟧");
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Number(n) => FluentValue::from(*n),
                Arg::Theirs(text) => FluentValue::from(format!("\u{2068}{text}\u{2069}")),
                Arg::Ours(text) => FluentValue::from(text.clone()),
            };
            filled.set((*name).to_owned(), value);
        }
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&filled), &mut problems);
        if problems.is_empty() { text.into_owned() } else { format!("⟦{id}⟧") }
    }

    /// True when there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A whole number, grouped by thousands as the language does.
    pub fn number(&self, n: u64) -> String {
        let mark = if self.language == Language::English { ',' } else { '\u{a0}' };
        thousands(n, mark)
    }
}

fn grouped(value: &FluentValue<'_>, mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    (number.value >= 0.0 && number.value.fract() == 0.0).then(|| thousands(number.value as u64, mark))
}

/// Four digits stay together: 1312, but 10 000.
fn thousands(n: u64, mark: char) -> String {
    let digits = n.to_string();
    if mark != ',' && digits.len() <= 4 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}
