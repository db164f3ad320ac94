//! The synthetic election day, put together: the world happens, it is told, it is reviewed, and what truly was is
//! written down beside it.

use crate::accounts::{Kind, Manner};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::country::{Country, Lang};
use crate::day::{DaySize, SyntheticDay};
use crate::people::Human;
use crate::teller::{File, Teller};
use crate::truth::{PlantedTruth, TrueDetention, TruePerson, TrueStay};
use crate::world::{Ending, World};

/// A day of a presidential election in a country that does not exist, as a hotline and its friends lived it, with
/// what truly happened. The same seed and size give the same bytes.
pub fn election_day(seed: u64, size: &DaySize) -> SyntheticDay {
    let mut chance = Chance::new(seed);
    let country = Country::new(size.stations, &mut chance);
    let world = World::new(size, &country, &mut chance);
    let lawyers = (0..7).map(|_| (chance.record(), Human::new(&mut chance))).collect();
    let files = vec![File::default(); world.episodes.len()];
    let mut teller = Teller {
        chance,
        clock: Clock::new(),
        country,
        world,
        files,
        lawyers,
        reports: Vec::new(),
        entries: Vec::new(),
        groups: Vec::new(),
        never: Vec::new(),
        open: Vec::new(),
        callers: 0,
        posts: 0,
    };
    teller.prepare();
    teller.first_accounts();
    let rows = (size.people / 14).max(3);
    for (lang, minute) in [(Lang::Ru, 13 * 60 + 30), (Lang::Kk, 17 * 60 + 30), (Lang::En, 20 * 60)] {
        teller.list(lang, minute, rows);
    }
    teller.crowds(size.open_groups);
    for episode in 0..teller.world.episodes.len() {
        teller.follow(episode);
        teller.contradict(episode);
        teller.grade(episode);
        teller.judge(episode);
    }
    teller.namesakes();
    teller.officials();
    teller.rumours(size.people / 12);
    teller.noise(size.noise);
    teller.finish(size)
}

impl Teller {
    /// Everybody who is seen by somebody is told of once, twice or three times.
    fn first_accounts(&mut self) {
        for episode in 0..self.world.episodes.len() {
            let Some(what) = self.world.episodes.get(episode) else { continue };
            let person = what.person;
            if !self.world.seen.get(person).copied().unwrap_or(false) {
                continue;
            }
            let earlier = self
                .world
                .episodes
                .iter()
                .take(episode)
                .position(|other| other.person == person)
                .and_then(|other| self.files.get(other)?.threads.first().map(|thread| thread.person));
            if earlier.is_some() {
                // The family knows the desk by now and calls again.
                let lang = self.lang();
                self.account(episode, Manner { kind: Kind::Call, lang, person: earlier, as_draft: false });
                continue;
            }
            let n = 1 + self.chance.weighted(&[56, 33, 11]);
            let mut person = None;
            for at in 0..n {
                let lang = self.lang();
                let kind = match self.chance.weighted(&[48, 20, 13, 14, 5]) {
                    0 => Kind::Call,
                    1 => Kind::Post,
                    2 => Kind::Lawyer,
                    3 => Kind::Article,
                    _ if n > 1 => Kind::Unnamed,
                    _ => Kind::Call,
                };
                // Sometimes the operator sees that it is the same person, and only the detention is entered twice.
                let known = person.filter(|_| at > 0 && self.chance.percent(10));
                let thread = self.account(episode, Manner { kind, lang, person: known, as_draft: false });
                person = person.or(thread.map(|thread| thread.person));
            }
            if self.chance.percent(7) {
                let lang = self.lang();
                self.account(episode, Manner { kind: Kind::Post, lang, person: None, as_draft: true });
            }
        }
    }

    fn crowds(&mut self, open: usize) {
        let mut left = open;
        for bus in 0..self.world.buses.len() {
            let all_seen = self.world.buses.get(bus).is_some_and(|bus| {
                bus.episodes.len() > 3
                    && bus.episodes.iter().all(|e| {
                        let person = self.world.episodes.get(*e).map_or(0, |e| e.person);
                        self.world.seen.get(person).copied().unwrap_or(false)
                    })
            });
            let stays_open = left > 0 && all_seen;
            left -= usize::from(stays_open);
            self.crowd(bus, stays_open);
        }
    }

    fn finish(mut self, size: &DaySize) -> SyntheticDay {
        self.reports.sort_by_key(|(minute, _)| *minute);
        self.entries.sort_by_key(|(minute, _)| *minute);
        let truth = self.truth(size);
        SyntheticDay {
            reports: self.reports.into_iter().map(|(_, report)| report).collect(),
            entries: self.entries.into_iter().map(|(_, entry)| entry).collect(),
            truth,
            open: self.open,
        }
    }

    fn truth(&mut self, size: &DaySize) -> PlantedTruth {
        let clock = &self.clock;
        let mut persons: Vec<TruePerson> = self
            .world
            .people
            .iter()
            .take(size.people + size.unseen)
            .map(|human| TruePerson { name: human.name(), records: Vec::new() })
            .collect();
        let mut detentions = Vec::new();
        for (episode, file) in self.world.episodes.iter().zip(&self.files) {
            let made =
                file.threads.iter().map(|t| (t.person, t.detention)).chain(file.drafts.iter().copied());
            let mut records = Vec::new();
            for (person, detention) in made {
                records.push(detention);
                if let Some(known) = persons.get_mut(episode.person)
                    && !known.records.contains(&person)
                {
                    known.records.push(person);
                }
            }
            let stays = episode.stays.iter().map(|stay| TrueStay {
                unit: self.country.unit_record(stay.unit),
                from: clock.at(stay.from),
                to: stay.to.map(|to| clock.at(to)),
            });
            detentions.push(TrueDetention {
                person: episode.person,
                start: clock.at(episode.start),
                stays: stays.collect(),
                released: episode.released.map(|out| clock.at(out)),
                records,
                punished: matches!(episode.ending, Ending::Fined | Ending::Warned | Ending::Arrested(_)),
            });
        }
        PlantedTruth {
            persons,
            detentions,
            groups: std::mem::take(&mut self.groups),
            never: std::mem::take(&mut self.never),
            units: self.country.units.iter().map(|unit| unit.record).collect(),
            instants: (8..=21).map(|hour| clock.at(hour * 60)).collect(),
        }
    }
}
