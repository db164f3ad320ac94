//! One draft a person: made at the first telling, filled in by later ones, and what became of them.

use super::super::{is_kind, place, where_when};
use super::{Draft, Drafting, Who};
use crate::fact::{Detention, Outcome, Said};
use crate::frame::Match;
use crate::items::people::{Back, Being, People};
use crate::span::Span;

impl Drafting<'_> {
    pub(super) fn detained(
        &mut self,
        sentence: usize,
        rule: &'static str,
        found: &Match,
        group: &People,
        background: bool,
    ) {
        let evidence = self.document.span(found.from, found.to);
        let mut whos = Vec::new();
        if group.back.is_some() {
            // Who is said to be detained is whom the sentence before spoke of, known as detained or not.
            let kazakh =
                self.document.sentences.get(sentence).is_some_and(|one| one.lang == crate::lang::Lang::Kk);
            let before = (kazakh && group.back == Some(Back::One) && self.one_at + 1 == sentence)
                .then_some(self.one)
                .flatten()
                .filter(|_| self.names_nobody_before(sentence, group.from));
            whos = before.map_or_else(|| self.resolve(sentence, group), |who| vec![who]);
            for who in &whos {
                self.one_detained(sentence, rule, found, evidence, *who, &Being::default(), background);
            }
        } else {
            for being in group.members.iter().filter(|being| being.name.is_some() || !being.counted) {
                let known = self.who(being);
                let who = match known {
                    Some(who) => who,
                    None => Who::Draft(self.drafts.len()),
                };
                whos.push(who);
                self.one_detained(sentence, rule, found, evidence, who, being, background);
            }
        }
        self.mentioned.extend(whos.iter().map(|who| (*who, sentence, group.from)));
        if let [who] = whos.as_slice() {
            self.one = Some(*who);
            self.one_at = sentence;
        } else if whos.len() > 1 {
            self.several = whos;
            self.several_at = sentence;
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn one_detained(
        &mut self,
        sentence: usize,
        rule: &'static str,
        found: &Match,
        mut evidence: Span,
        who: Who,
        being: &Being,
        background: bool,
    ) {
        let known = self.drafts.iter().position(|draft| draft.who == who);
        let document = self.document;
        let at = found.kept("trigger").map_or(found.from, |kept| kept.0);
        let by = found
            .kept("by")
            .map(|(from, to)| Said::at(document.quote(from, to).to_owned(), document.span(from, to)));
        // The day of a release or of a court is not the day of the detention.
        let tells = !["released", "detained.freed", "detained.let", "detained.court"]
            .iter()
            .any(|kind| is_kind(rule, kind));
        let mut when = where_when::day(document, self.things, sentence, at, tells);
        if when.last.is_some() {
            // On one of several days, and nobody says on which.
            when.day = None;
            when.own = false;
        }
        // Who was let go may have been taken on any day before; a Russian report says which, or nobody knows.
        let russian =
            self.document.sentences.get(sentence).is_some_and(|one| one.lang == crate::lang::Lang::Ru);
        if russian && !tells {
            when.day = None;
            when.own = false;
        }
        let background = background || when.earlier;
        if let Some(draft) = known.and_then(|number| self.drafts.get_mut(number)) {
            // Said again: what was not known is added.
            let detention = &mut draft.detention;
            if detention.by.is_none() {
                detention.by = by;
            }
            if detention.roles.is_empty() {
                detention.roles = being.roles.clone();
            }
            if detention.org.is_none() {
                detention.org = being.org.clone();
            }
            // A day in the telling sentence is better than one from elsewhere.
            let told = when.rule == Some(crate::items::told::RULE) && detention.date.is_some();
            if !background && when.own && !draft.own_day && !told {
                detention.date = when.day;
                detention.date_rule = when.rule;
                detention.when = when.words;
                draft.own_day = true;
            }
            if tells && !background && (detention.place.is_none() || !draft.own_place) {
                let place = place::place(document, self.things, sentence, at);
                if let Some(place) = place.filter(|place| place.own || detention.place.is_none()) {
                    detention.place = Some(place.said);
                    draft.own_place = place.own;
                }
            }
            detention.background &= background;
            return;
        }
        let place = place::place(document, self.things, sentence, at);
        let own_place = tells && place.as_ref().is_some_and(|place| place.own);
        let place = place.map(|place| place.said);
        let own_day = when.own;
        let mut detention = Detention {
            by,
            place,
            date: when.day,
            date_rule: when.rule,
            when: when.words,
            roles: being.roles.clone(),
            org: being.org.clone(),
            group: being.group,
            size: being.size,
            background,
            ..Detention::default()
        };
        if is_kind(rule, "detained.brief") {
            detention.outcome = Outcome::Released;
            detention.outcome_quotes = vec![evidence];
        }
        let mut words = None;
        match who {
            Who::Person(number) => {
                let Some(person) = self.things.persons.get(number).filter(|one| !one.doubtful) else {
                    return;
                };
                detention.named = true;
                detention.name = person.name.clone();
                let spans: Vec<Span> = person
                    .mentions
                    .iter()
                    .filter_map(|mention| self.things.names.get(*mention))
                    .map(|name| document.span(name.from, name.to))
                    .collect();
                detention.name_surface = spans.iter().copied().take(1).collect();
                detention.name_mentions = spans.iter().copied().skip(1).take(20).collect();
                self.known_elsewhere(number, &mut detention);
                self.of_class(sentence, &mut detention);
            }
            Who::Draft(_) => {
                words = Some((being.from, being.to));
                // What goes on to describe them belongs to the description, and to what proves it.
                let to = self.description_ends(sentence, being);
                detention.name = document.quote(being.from, to).to_owned();
                if detention.name.is_empty() {
                    return;
                }
                evidence = evidence.to(document.span(being.from, to));
            }
        }
        self.drafts.push(Draft { who, detention, evidence, rule, sentence, own_day, own_place, words });
        let waiting: Vec<(Who, Outcome, Span)> =
            self.waiting.iter().filter(|waiting| waiting.0 == who).copied().collect();
        for (who, outcome, span) in waiting {
            self.became(who, outcome, span);
        }
    }

    /// What the text says of a person in other places: role and organisation at another mention.
    pub(super) fn known_elsewhere(&self, person: usize, detention: &mut Detention) {
        let beings = self
            .things
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.people)
            .flat_map(|people| &people.members);
        for being in beings {
            let theirs = being
                .name
                .and_then(|name| self.things.names.get(name))
                .is_some_and(|name| name.person == person);
            if !theirs {
                continue;
            }
            if detention.roles.is_empty() {
                detention.roles = being.roles.clone();
            }
            if detention.org.is_none() {
                detention.org = being.org.clone();
            }
        }
    }

    pub(super) fn became(&mut self, who: Who, outcome: Outcome, span: Span) {
        let Some(draft) = self.drafts.iter_mut().find(|draft| draft.who == who) else {
            // The headline says that somebody is free; how they were held comes after it.
            self.waiting.push((who, outcome, span));
            return;
        };
        // Free is the last word: a sentence that is over is over.
        if draft.detention.outcome == Outcome::Released && outcome != Outcome::Released {
            return;
        }
        // Held, because a court said so: the court says more.
        if draft.detention.outcome == Outcome::AdminArrest && outcome == Outcome::Held {
            return;
        }
        draft.detention.outcome = outcome;
        draft.detention.outcome_quotes = vec![span];
    }
}
