//! Which of the people without a name are drafts of their own: somebody new of whom the report only gives a description. Words that
//! may mean a person whom the report names elsewhere ("the driver", «студента», "a dentist" of a heading) are left out, for they would
//! count that person twice.

use super::described::JOINED;
use super::{Draft, Drafting, Who};
use crate::facts::is_kind;
use crate::items::described::How;
use crate::items::name::Bearer;
use crate::items::people::Being;
use crate::lang::Lang;

impl Drafting<'_> {
    /// Leaves out those without a name who may be somebody whom the report names, and whoever is told again.
    pub(super) fn settle_described(&mut self) {
        let drop: Vec<Who> = self
            .drafts
            .iter()
            .filter(|draft| !draft.detention.named && !self.is_somebody_new(draft))
            .map(|draft| draft.who)
            .collect();
        self.drafts.retain(|draft| !drop.contains(&draft.who));
    }

    fn is_somebody_new(&self, draft: &Draft) -> bool {
        let Some((from, to)) = draft.words else { return true };
        let Some(here) = self.things.sentences.get(draft.sentence) else { return true };
        let Some(bounds) = self.document.sentences.get(draft.sentence) else { return true };
        let document = self.document;
        let being = here
            .people
            .iter()
            .flat_map(|group| &group.members)
            .find(|being| being.from == from && being.to == to);
        let one = here.described.iter().find(|one| one.from < to && from < one.to);
        if one.is_some_and(|one| one.force)
            || being.is_some_and(|being| being.official)
            || one.is_some_and(|one| self.names_follow(draft.sentence, one))
        {
            return false;
        }
        if being.is_some_and(|being| self.is_named_beside(draft.sentence, being)) {
            return false;
        }
        let apart = draft.rule == JOINED || self.told_apart(draft, from, to);
        let implied = is_kind(draft.rule, "released");
        let group = draft.detention.group || being.is_some_and(|being| being.group);
        let counted = draft.detention.size.is_some() || group;
        let further = one.is_some_and(|one| one.end > one.to);
        let first = document.folded(from);
        let how = one.map(|one| one.how);
        let plain = match bounds.lang {
            Lang::En => {
                let definite = document.tag_at(draft.sentence, from, "definite").is_some()
                    || matches!(first, "this" | "that" | "his" | "her");
                let indefinite = how == Some(How::New)
                    || matches!(first, "a" | "an" | "another" | "one" | "some" | "two" | "three" | "several");
                (!definite || group || apart && draft.rule != "detained.continued.oneof")
                    && (indefinite || counted && first != "the" || apart)
            }
            Lang::Ru | Lang::Kk => {
                let last = to.saturating_sub(1);
                let role = !draft.detention.roles.is_empty()
                    || document.tag_at(draft.sentence, last, "kin").is_some();
                let bare = to - from == 1 && !further;
                let one = document.tag_at(draft.sentence, last, "person.one").is_some();
                let few = group && draft.detention.size.is_none() && bare;
                let old = bare && role && (!one || self.names_detained() || !self.plausible.is_empty());
                apart || !(old || few || bare && implied || how == Some(How::Known))
            }
        };
        plain && (apart || !self.may_be_named_later(draft, further, how))
    }

    fn names_detained(&self) -> bool {
        self.drafts.iter().any(|draft| draft.detention.named)
    }

    /// Whether words say that this is somebody else than those whom the report names: "another", or that the name is not known.
    fn told_apart(&self, draft: &Draft, from: usize, to: usize) -> bool {
        let document = self.document;
        let Some(bounds) = document.sentences.get(draft.sentence) else { return false };
        let other = (from.saturating_sub(2).max(bounds.from)..to).any(|at| {
            matches!(
                document.folded(at),
                "another"
                    | "other"
                    | "also"
                    | "еще"
                    | "также"
                    | "другой"
                    | "другого"
                    | "другую"
                    | "тағы"
                    | "басқа"
                    | "unidentified"
                    | "unknown"
                    | "неизвестный"
                    | "неизвестного"
                    | "неизвестная"
                    | "неизвестную"
                    | "белгісіз"
                    | "бейтаныс"
            )
        });
        let told = self.drafts.iter().any(|one| one.who != draft.who && one.sentence <= draft.sentence);
        let other = other || is_kind(draft.rule, "detained.with");
        let noname = is_kind(draft.rule, "detained.continued.noname")
            || is_kind(draft.rule, "detained.noname")
            || self
                .noname_after(draft.sentence, to)
                .or_else(|| self.noname_after(draft.sentence + 1, to))
                .is_some();
        noname
            || other && told
            || is_kind(draft.rule, "detained.list")
            || is_kind(draft.rule, "detained.continued")
                && !(draft.detention.group && draft.detention.size.is_none() && to - from == 1)
    }

    /// Whether a draft without a name may be one whom the report names: of those named near by there are as many.
    fn may_be_named_later(&self, draft: &Draft, further: bool, how: Option<How>) -> bool {
        let paragraph = |at: usize| self.document.sentences.get(at).map_or(0, |one| one.paragraph);
        let mine = paragraph(draft.sentence);
        let heads = draft.sentence <= 1;
        let detained = |person: usize| {
            self.drafts.iter().any(|one| one.who == Who::Person(person) && !one.detention.background)
        };
        let bare = how == Some(How::Bare);
        let may = |person: &usize| {
            let named = self
                .things
                .persons
                .get(*person)
                .filter(|one| !crate::items::name::words(&one.name).is_empty());
            let first = named.and_then(|one| one.mentions.first());
            let Some(name) = first.and_then(|mention| self.things.names.get(*mention)) else { return false };
            let at = self.document.sentences.partition_point(|sentence| sentence.to <= name.from);
            let after = at > draft.sentence
                || at == draft.sentence && draft.words.is_some_and(|words| name.from >= words.1);
            let near = heads || at <= draft.sentence + 3;
            if after {
                near && (self.plausible.contains(person) || detained(*person))
            } else {
                (bare || heads && at < draft.sentence)
                    && detained(*person)
                    && paragraph(at).abs_diff(mine) <= 1
            }
        };
        let near = (0..self.things.persons.len()).filter(may).count();
        // All of whom the same words tell: "a cook and a gardener" are not the one who is named.
        let same = self.drafts.iter().filter(|one| !one.detention.named && one.evidence == draft.evidence);
        let many = |one: &Draft| {
            one.detention.size.map_or(if one.detention.group { 3 } else { 1 }, |size| size as usize)
        };
        let size: usize = same.map(many).sum();
        // "A dentist was among those arrested": the report goes on to name them.
        let role = !draft.detention.roles.is_empty() && size == 1 && !further && draft.sentence <= 2;
        if role && self.names_somebody(draft.sentence + 2) {
            return true;
        }
        // What somebody wears or holds is told of strangers.
        near >= size && (heads || !further)
    }

    /// Whether somebody is named, and not as one in office, up to a sentence.
    fn names_somebody(&self, last: usize) -> bool {
        let here = self.things.sentences.iter().take(last + 1);
        let mut beings = here.flat_map(|here| &here.people).flat_map(|group| &group.members);
        beings.any(|being| being.name.is_some() && !being.official)
    }

    /// Whether a name stands right beside a description, with nothing but commas, dashes and brackets between: "her brother, Max Orr".
    fn is_named_beside(&self, sentence: usize, being: &Being) -> bool {
        let (document, things) = (self.document, self.things);
        let Some(bounds) = document.sentences.get(sentence) else { return false };
        let joins = |from: usize, to: usize| {
            from <= to
                && to - from <= 6
                && (from..to).all(|at| {
                    matches!(document.quote(at, at + 1), "," | "—" | "–" | "-" | "(" | ":" | "«" | "»")
                        || ["role", "title", "orgword", "quality", "determiner", "called"]
                            .iter()
                            .any(|tag| document.tag_at(sentence, at, tag).is_some())
                })
        };
        things.names.iter().any(|name| {
            let inside =
                name.from >= bounds.from && name.to <= bounds.to && things.persons.get(name.person).is_some();
            let person = name.bearer == Bearer::Person;
            let before = joins(name.to, being.first) && being.size.is_none() && !being.group;
            inside && person && (joins(being.to, name.from) || before)
        })
    }
}
