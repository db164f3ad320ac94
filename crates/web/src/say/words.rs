//! The words for what the domain knows: kinds, states, grades, measures. Every code has a message of its own;
//! vocabularies that grow (terms) fall back to the code as written.

use super::{Arg, Say, user};
use claims::legal::{CustodyState, ReleaseMode};
use claims::{Credibility, HowKnown, Modality, Property, RecordKind, Reliability, Verdict};

impl Say {
    /// A kind of record.
    pub fn kind(&self, kind: Option<RecordKind>) -> String {
        self.the(&format!("kind-{}", kind.map_or("record", RecordKind::name)))
    }

    /// A property.
    pub fn property(&self, property: Property) -> String {
        self.the(&format!("p-{}", property.name().replace(['.', '_'], "-")))
    }

    /// A term of a small vocabulary; one that this version has no word for is shown as it was written.
    pub fn term(&self, term: &str) -> String {
        let id = format!("term-{}", term.replace('_', "-"));
        let plain = !term.is_empty() && term.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if plain && self.has(&id) { self.the(&id) } else { user(&term.replace('_', " ")) }
    }

    /// A custody state.
    pub fn state(&self, state: CustodyState) -> String {
        self.the(&format!("state-{}", state.name().replace('_', "-")))
    }

    /// How somebody came out.
    pub fn release(&self, mode: ReleaseMode) -> String {
        self.the(&format!("release-{}", mode.name().replace('_', "-")))
    }

    /// Who knows it, as in "confirmed by a relative"; none when it is not recorded.
    pub fn by_whom(&self, how: HowKnown) -> Option<String> {
        (how != HowKnown::Unknown).then(|| self.the(&format!("by-{}", how.name())))
    }

    /// A source's reliability: "B: usually reliable".
    pub fn reliability(&self, grade: Reliability) -> String {
        let letter = grade.letter();
        let words = self.the(&format!("reliability-{}", letter.to_ascii_lowercase()));
        self.text("grade", &[("code", Arg::Ours(letter.to_string())), ("words", Arg::Ours(words))])
    }

    /// A claim's credibility: "2: probably true".
    pub fn credibility(&self, grade: Credibility) -> String {
        let digit = grade.digit();
        let words = self.the(&format!("credibility-{digit}"));
        self.text("grade", &[("code", Arg::Ours(digit.to_string())), ("words", Arg::Ours(words))])
    }

    /// In what manner a source says something; none for the plain manner.
    pub fn manner(&self, modality: Modality) -> Option<String> {
        (modality != Modality::Stated).then(|| self.the(&format!("manner-{}", modality.name())))
    }

    /// A verdict on two records.
    pub fn verdict(&self, verdict: Option<Verdict>) -> String {
        self.the(&format!("verdict-{}", verdict.map_or("none", Verdict::name)))
    }
}
