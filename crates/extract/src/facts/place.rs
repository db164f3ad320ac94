//! The place of a clause, coarse to fine: the names and the places without a name that stand in it, else what was said last before it
//! in the same paragraph, else what opens the text. A square or a market is told with the town of the report.

use crate::document::Document;
use crate::fact::Said;
use crate::items::Things;
use crate::items::name::{Bearer, Name, within};
use crate::lang::Lang;
use crate::weigh::pairs::candidates::spots;

/// How far from what happens a place without a name may stand.
const NEAR: usize = 12;
/// Tags of where people are held, tried or healed.
const HELD: [&str; 12] = [
    "vehicle",
    "custodyplace",
    "lockup",
    "cell",
    "cellname",
    "court",
    "courtword",
    "hospital",
    "hospitalword",
    "hospitalplace",
    "dest",
    "inside",
];
/// How far into a sentence what opens it may stand.
const OPENS: usize = 4;

/// A place, and whether the sentence itself says it.
pub(super) struct Place {
    pub said: Said<String>,
    pub own: bool,
}

/// The place of what happens at token `at` of a sentence.
pub(super) fn place(document: &Document<'_>, things: &Things, sentence: usize, at: usize) -> Option<Place> {
    let look = Look { document, things };
    let named = look.nearest(sentence, at);
    let spot = look.spot(sentence, at);
    let own = named.is_some() || spot.is_some();
    // The streets that cross are told by the crossing.
    let named = named.filter(|(_, name)| spot.is_none_or(|(from, to)| name.to <= from || to <= name.from));
    let named = named.or_else(|| look.before(sentence)).or_else(|| look.opening(sentence));
    let fine = spot.is_some() || named.is_some_and(|(number, name)| look.is_fine(number, name));
    let other = |town: &&Name| {
        named.is_none_or(|(_, name)| name.name != town.name)
            && spot.is_none_or(|(from, to)| town.to <= from || to <= town.from)
    };
    let town = || look.town(sentence).filter(other);
    let coarse = match named {
        Some((number, name)) if fine && look.is_fine(number, name) => town(),
        None if fine => town(),
        _ => None,
    };
    let mut said: Said<String> = Said::default();
    let names = coarse.into_iter().chain(named.map(|(_, name)| name));
    let words = names.map(|name| (name.name.clone(), document.span(name.from, name.to)));
    let spot = spot.map(|(from, to)| (document.quote(from, to).to_owned(), document.span(from, to)));
    for (value, span) in words.chain(spot) {
        if !said.value.is_empty() {
            said.value.push_str(", ");
        }
        said.value.push_str(&value);
        said.quotes.push(span);
    }
    (!said.quotes.is_empty()).then_some(Place { said, own })
}

/// The name of the place of what happens at token `at` of a sentence.
pub(super) fn named(document: &Document<'_>, things: &Things, sentence: usize, at: usize) -> Option<String> {
    let look = Look { document, things };
    let found =
        look.nearest(sentence, at).or_else(|| look.before(sentence)).or_else(|| look.opening(sentence));
    found.map(|(_, name)| name.name.clone())
}

struct Look<'a> {
    document: &'a Document<'a>,
    things: &'a Things,
}

impl<'a> Look<'a> {
    /// The names of places in a sentence where something may have happened.
    fn names(&self, number: usize) -> impl DoubleEndedIterator<Item = &'a Name> + use<'a, '_> {
        let bounds = self.document.sentences.get(number);
        let here = bounds.map_or(&[] as &[Name], |bounds| within(&self.things.names, bounds.from, bounds.to));
        here.iter().filter(move |name| {
            name.bearer == Bearer::Place
                && !self.is_of_somebody(number, here, name)
                && !self.is_origin(number, here, name)
                && !self.is_event(number, name)
        })
    }

    /// "A Minneapolis newspaper", "the Warsaw flight" do not say where anything happened.
    fn is_of_somebody(&self, number: usize, here: &[Name], name: &Name) -> bool {
        let document = self.document;
        if document.sentences.get(number).is_none_or(|bounds| bounds.lang != Lang::En) {
            return false;
        }
        let of = |tags: &[&str]| tags.iter().any(|tag| document.tag_at(number, name.to, tag).is_some());
        // "In Portland police arrested": where they did.
        let inside = name.from.checked_sub(1).is_some_and(|at| matches!(document.folded(at), "in" | "at"));
        let police = of(&["force"]);
        (police && !inside)
            || (!police && of(&["orgkind", "role", "person", "orgword", "waytravelled"]))
            || here.iter().any(|other| other.from == name.to && other.bearer == Bearer::Org)
    }

    /// "A student from Pavlodar", «пчеловода из Уфы»: where somebody comes from.
    fn is_origin(&self, number: usize, here: &[Name], name: &Name) -> bool {
        let document = self.document;
        let Some(from) = name.from.checked_sub(1) else { return false };
        let Some(before) = from.checked_sub(1) else { return false };
        let comes = matches!(document.folded(from), "from" | "из" | "из-под");
        let somebody = ["role", "person"].iter().any(|tag| document.ends_tag(number, before, &[tag]))
            || here.iter().any(|other| other.to == from && other.bearer == Bearer::Person);
        comes && somebody
    }

    /// «на Марше Голунова».
    fn is_event(&self, number: usize, name: &Name) -> bool {
        (name.from..name.to).any(|at| self.document.tag_at(number, at, "eventword").is_some())
    }

    /// The name of a place that stands nearest to a token; what heads a line, or tells where somebody went, after all others.
    fn nearest(&self, number: usize, at: usize) -> Option<(usize, &'a Name)> {
        let document = self.document;
        let first = document.sentences.get(number)?.from;
        let far = |name: &&'a Name| {
            let upper = document.quote(name.from, name.to).chars().filter(|letter| letter.is_alphabetic());
            let heads =
                name.from <= first + 1 && upper.clone().count() > 3 && upper.clone().all(char::is_uppercase);
            let goes = name.from.checked_sub(1).is_some_and(|at| matches!(document.folded(at), "to" | "for"));
            let wide = heads || self.is_country(number, name);
            name.from.abs_diff(at) + if wide { 100 } else { 0 } + if goes { 10 } else { 0 }
        };
        self.names(number).min_by_key(far).map(|name| (number, name))
    }

    /// A place without a name beside a token: "at a petrol station", «у проходной».
    fn spot(&self, number: usize, at: usize) -> Option<(usize, usize)> {
        let crossing = self.crossing(number).filter(|(from, _)| self.is_near(number, *from, at));
        if crossing.is_some() {
            return crossing;
        }
        let found = spots(self.document, number).into_iter();
        let found =
            found.filter(|(from, to)| self.is_where(number, *from, *to) && self.is_near(number, *from, at));
        let named = |from: usize, to: usize| {
            within(&self.things.names, from, to).iter().any(|name| name.bearer != Bearer::Person)
        };
        found.filter(|(from, to)| !named(*from, *to)).min_by_key(|(from, _)| from.abs_diff(at))
    }

    /// "the corner of Tole Bi and Baitursynov", «на углу Абая и Правды».
    fn crossing(&self, number: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let end = document.sentences.get(number)?.to;
        let large = |from: usize| (from..end).take_while(|at| document.is_large(*at)).last().map(|at| at + 1);
        let street = |at: usize| {
            let kind = matches!(document.folded(at), "улиц" | "проспектов" | "streets" | "the");
            large(at + usize::from(kind))
        };
        document.tagged_as(number, "cornerof").find_map(|corner| {
            let first = street(corner.at + corner.len)?;
            let and = matches!(document.folded(first), "and" | "и" | "с");
            let last = street(first + 1).filter(|_| and)?;
            Some((corner.at, last))
        })
    }

    /// Whether words say where, and not a cell, a court or a hospital.
    fn is_where(&self, number: usize, from: usize, to: usize) -> bool {
        let document = self.document;
        let bus = |at: usize| {
            let folded = document.folded(at);
            folded == "home"
                || ["автобус", "машин", "автомоб", "көлік"].iter().any(|bus| folded.starts_with(bus))
        };
        let held = |at: usize| HELD.iter().any(|tag| document.tag_at(number, at, tag).is_some());
        if (from..to).any(held) || (from + 1 == to && bus(from)) {
            return false;
        }
        if document.sentences.get(number).is_some_and(|one| one.lang == Lang::Kk) {
            let ending = ["да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен"];
            return ending.iter().any(|end| document.folded(to - 1).ends_with(end));
        }
        let before = (from.saturating_sub(3)..=from).rev();
        let preposition = |at: &usize| {
            matches!(
                document.folded(*at),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "from"
                    | "on"
                    | "off"
                    | "inside"
                    | "by"
                    | "в"
                    | "на"
                    | "у"
                    | "из"
                    | "с"
                    | "со"
                    | "около"
                    | "возле"
                    | "из-под"
                    | "во"
                    | "во-дворе"
            )
        };
        before.into_iter().any(|at| preposition(&at))
    }

    /// Whether a token stands in the clause of another.
    fn is_near(&self, number: usize, from: usize, at: usize) -> bool {
        let (first, last) = (from.min(at), from.max(at));
        let breaks = ["clause", "stop", "say", "release", "court"];
        let stops = |at: usize| {
            self.document.folded(at) != ","
                && breaks.iter().any(|tag| self.document.tag_at(number, at, tag).is_some())
        };
        last - first <= NEAR && !(first + 1..last).any(stops)
    }

    fn paragraph(&self, number: usize) -> Option<u32> {
        self.document.sentences.get(number).map(|sentence| sentence.paragraph)
    }

    /// What was said last before a sentence in its paragraph.
    fn before(&self, sentence: usize) -> Option<(usize, &'a Name)> {
        let near =
            |number: &usize| self.paragraph(*number) == self.paragraph(sentence) || sentence - number <= 2;
        let mut all = (0..sentence).rev().take_while(near);
        all.find_map(|number| self.towns(number).next_back().map(|name| (number, name)))
    }

    /// What opens the text.
    fn opening(&self, sentence: usize) -> Option<(usize, &'a Name)> {
        (0..sentence.min(2)).find_map(|number| self.towns(number).next().map(|name| (number, name)))
    }

    /// The names of places in a sentence that are not of a whole country: where in it, nobody has said.
    fn towns(&self, number: usize) -> impl DoubleEndedIterator<Item = &'a Name> + use<'a, '_> {
        self.names(number).filter(move |name| !self.is_country(number, name))
    }

    fn is_country(&self, number: usize, name: &Name) -> bool {
        self.document.tag_at(number, name.from, "country").is_some_and(|(_, len)| name.from + len == name.to)
    }

    /// The town that opens the paragraph, or the text.
    fn town(&self, sentence: usize) -> Option<&'a Name> {
        let paragraph = (0..=sentence)
            .rev()
            .take_while(|number| self.paragraph(*number) == self.paragraph(sentence))
            .last()?;
        let town = |number: usize| self.towns(number).find(|name| !self.is_fine(number, name));
        let opens = |name: &&'a Name| {
            let first = self.document.sentences.get(paragraph).map_or(0, |one| one.from);
            name.from - first <= OPENS
        };
        town(paragraph).filter(opens).or_else(|| (0..3).find_map(town))
    }

    /// Whether a name is of a square or a street, and not of a town or a country.
    fn is_fine(&self, number: usize, name: &Name) -> bool {
        let beside = name.from.saturating_sub(2)..=name.to;
        let word = |at: usize| {
            let folded = self.document.folded(at);
            let wide = ["город", "сел", "посел", "област", "район", "қала", "ауыл", "облыс", "аудан"];
            self.document.tag_at(number, at, "placeword").is_some()
                && !matches!(
                    folded,
                    "county" | "oblast" | "region" | "province" | "village" | "town" | "district"
                )
                && !wide.iter().any(|wide| folded.starts_with(wide))
        };
        beside.into_iter().any(word)
    }
}
