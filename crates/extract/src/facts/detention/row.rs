//! Rows of people in one sentence: "Taken: A, a cashier; B, 17; and C". A frame that ends with `.each` says it of all of them.

use super::Drafting;
use crate::items::people::{Being, People};

/// Words of a member before its name, at most, where semicolons part the row.
const BEFORE_NAME: usize = 5;

impl Drafting<'_> {
    /// A piece of a sentence with all whom the row names that begins with it.
    pub(super) fn row(&self, sentence: usize, first: &People, people: &[People]) -> People {
        let mut row = first.clone();
        let Some(bounds) = self.document.sentences.get(sentence) else { return row };
        let marks = self.marks_of_row(first.to.saturating_sub(1), bounds.to);
        let semicolons = marks.iter().any(|(_, mark)| *mark == ";");
        let wanted = if semicolons { ";" } else { "," };
        let starts: Vec<usize> =
            marks.iter().filter(|(_, mark)| *mark == wanted).map(|(at, _)| at + 1).collect();
        // Between commas may stand what is said of somebody; only the last member, after "and", is told from that.
        let mut plain = true;
        for (number, start) in starts.iter().enumerate().filter(|(_, start)| **start + 1 >= first.to) {
            let end = starts.get(number + 1).map_or(bounds.to, |next| next - 1);
            let and = self.document.tag_at(sentence, *start, "and").map_or(0, |(_, len)| len);
            let from = start + and;
            let reach = if semicolons { BEFORE_NAME } else { 0 };
            let group = people.iter().find(|group| {
                from <= group.from
                    && group.from <= from + reach
                    && group.back.is_none()
                    && group.members.iter().any(|being| being.name.is_some())
            });
            let Some(group) = group else {
                plain &= self.is_remark(*start, end);
                continue;
            };
            if group.from < row.to
                || self.tells_otherwise(sentence, from, if semicolons { end } else { group.from })
            {
                continue;
            }
            let closes = group.to >= end || matches!(self.document.quote(group.to, group.to + 1), "." | "(");
            if !(semicolons || plain || and > 0 && closes) {
                continue;
            }
            let fits = |being: &&Being| being.name.is_some() && !being.official;
            row.members.extend(group.members.iter().filter(fits).cloned());
            row.to = group.to;
        }
        row
    }

    /// Commas and semicolons of a row that stand in no brackets or quotation marks.
    fn marks_of_row(&self, from: usize, to: usize) -> Vec<(usize, &str)> {
        let mut deep = 0i32;
        let mut marks = Vec::new();
        for at in from..to {
            match self.document.quote(at, at + 1) {
                "(" | "«" | "“" | "[" => deep += 1,
                ")" | "»" | "”" | "]" => deep -= 1,
                mark @ ("," | ";") if deep <= 0 => marks.push((at, mark)),
                _ => {}
            }
        }
        marks
    }

    /// Whether a part of a row is only an age or a remark in brackets.
    fn is_remark(&self, from: usize, to: usize) -> bool {
        let first = self.document.tokens.get(from);
        to <= from + 3 && first.is_some_and(|token| token.made == crate::token::Made::Number)
            || self.document.quote(from, from + 1) == "("
    }

    /// Whether a part of a row denies something, or says who somebody else is.
    fn tells_otherwise(&self, sentence: usize, from: usize, to: usize) -> bool {
        ["not", "neg", "denial", "listnot", "listend", "say"].iter().any(|tag| {
            self.document.tagged_as(sentence, tag).any(|tagged| from <= tagged.at && tagged.at < to)
        })
    }
}
