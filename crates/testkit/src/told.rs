//! Text made from a template, with the byte range of everything that was put into it, so that a claim can cite
//! exactly the words it rests on.
//!
//! In a template `{slot}` takes a value, `[he|she]` takes the word for a man or a woman, and `⟨tag:words⟩` marks a
//! passage. Ranges are bytes of the whole text, half open.

use std::ops::Range;

/// A value for a slot.
pub(crate) type Slot = (&'static str, String);

/// A text in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) text: String,
    spans: Vec<(&'static str, Range<usize>)>,
}

impl Told {
    /// The text of a template.
    pub(crate) fn from(template: &'static str, female: bool, slots: &[Slot]) -> Self {
        let mut told = Self::default();
        told.tell(template, female, slots);
        told
    }

    /// Adds words nobody cites.
    pub(crate) fn plain(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds words under a name of their own.
    pub(crate) fn mark(&mut self, name: &'static str, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(words);
        let range = start..self.text.len();
        self.spans.push((name, range.clone()));
        range
    }

    /// Adds the text of a template.
    pub(crate) fn tell(&mut self, template: &'static str, female: bool, slots: &[Slot]) {
        let mut open: Vec<(&'static str, usize)> = Vec::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '[', '⟨', '⟩']) {
            let (words, from) = rest.split_at(at);
            self.text.push_str(words);
            let mut chars = from.chars();
            let sign = chars.next();
            rest = chars.as_str();
            match sign {
                Some('{') => {
                    let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
                    let value = slots.iter().find(|(slot, _)| *slot == name).map(|(_, value)| value.as_str());
                    self.mark(name, value.unwrap_or("{?}"));
                    rest = after;
                }
                Some('[') => {
                    let (pair, after) = rest.split_once(']').unwrap_or((rest, ""));
                    let (man, woman) = pair.split_once('|').unwrap_or((pair, pair));
                    self.text.push_str(if female { woman } else { man });
                    rest = after;
                }
                Some('⟨') => {
                    let (tag, after) = rest.split_once(':').unwrap_or((rest, ""));
                    open.push((tag, self.text.len()));
                    rest = after;
                }
                _ => {
                    if let Some((tag, start)) = open.pop() {
                        self.spans.push((tag, start..self.text.len()));
                    }
                }
            }
        }
        self.text.push_str(rest);
    }

    /// Where a slot or passage stands.
    pub(crate) fn span(&self, name: &str) -> Option<Range<usize>> {
        self.spans.iter().find(|(known, _)| *known == name).map(|(_, range)| range.clone())
    }

    /// The words of a slot or passage.
    pub(crate) fn words(&self, name: &str) -> Option<&str> {
        self.text.get(self.span(name)?)
    }

    /// Where the first of these stands.
    pub(crate) fn first(&self, names: &[&str]) -> Option<Range<usize>> {
        names.iter().find_map(|name| self.span(name))
    }
}
