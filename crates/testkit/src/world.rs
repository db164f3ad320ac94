//! What truly happens on the synthetic day: who is taken when, with whom, to which units, and when they get out.
//! Nothing here knows what anybody reports; reports are made from it elsewhere.

use crate::chance::Chance;
use crate::clock::{CLOSES, OPENS};
use crate::country::{Country, EVENTS, places_of};
use crate::day::DaySize;
use crate::people::Human;

/// How a detention ends within the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ending {
    /// Held when the watch closes.
    #[default]
    Held,
    /// Let go, no paper.
    NoPaper,
    /// Let go after an explanation in writing.
    Note,
    /// Fined by a court and let go.
    Fined,
    /// Warned by a court and let go.
    Warned,
    /// Days of arrest, in the reception centre.
    Arrested(i64),
}

/// A stay in one unit; minutes of the day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    pub(crate) unit: usize,
    pub(crate) from: i64,
    pub(crate) to: Option<i64>,
}

/// One true detention.
#[derive(Debug, Clone, Default)]
pub(crate) struct Episode {
    pub(crate) person: usize,
    pub(crate) bus: usize,
    pub(crate) start: i64,
    pub(crate) stays: Vec<Stay>,
    pub(crate) released: Option<i64>,
    pub(crate) ending: Ending,
}

impl Episode {
    /// The first unit.
    pub(crate) fn first(&self) -> Option<Stay> {
        self.stays.first().copied()
    }

    /// Where the person is at that minute, when in a unit.
    pub(crate) fn stay_at(&self, minute: i64) -> Option<Stay> {
        self.stays.iter().copied().find(|stay| stay.from <= minute && stay.to.is_none_or(|to| minute < to))
    }
}

/// People taken together: one bus, or one person alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bus {
    pub(crate) place: usize,
    pub(crate) event: Option<usize>,
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) arrival: i64,
    pub(crate) unit: usize,
    pub(crate) episodes: Vec<usize>,
}

/// The day as it truly was.
pub(crate) struct World {
    pub(crate) people: Vec<Human>,
    /// Whether somebody ever reports this person alone; the others are known only as part of a group.
    pub(crate) seen: Vec<bool>,
    pub(crate) buses: Vec<Bus>,
    pub(crate) episodes: Vec<Episode>,
    /// Pairs of different people with nearly the same name.
    pub(crate) namesakes: Vec<(usize, usize)>,
}

impl World {
    pub(crate) fn new(size: &DaySize, country: &Country, chance: &mut Chance) -> Self {
        let total = size.people + size.unseen;
        let mut world = Self {
            people: (0..total).map(|_| Human::new(chance)).collect(),
            seen: (0..total).map(|i| i < size.people).collect(),
            buses: Vec::new(),
            episodes: Vec::new(),
            namesakes: Vec::new(),
        };
        world.plant_namesakes(size, chance);
        // A third of those reported one by one were taken alone; everybody else travels by bus.
        let mut order: Vec<usize> = (0..total).collect();
        chance.shuffle(&mut order);
        let (alone, together): (Vec<usize>, Vec<usize>) =
            order.into_iter().partition(|person| *person % 3 == 0 && *person < size.people);
        for person in alone {
            world.take(&[person], country, chance);
        }
        // Some of those nobody sees alone are taken at night, from a hostel.
        let (raided, together): (Vec<usize>, Vec<usize>) =
            together.into_iter().partition(|person| *person >= size.people + 6 && *person < size.people + 12);
        if !raided.is_empty() {
            world.raid(&raided, country, chance);
        }
        let mut left = together.as_slice();
        while !left.is_empty() {
            // Never a last bus of one or two.
            let n = chance.between(6, 12) as usize;
            let n = if left.len() < n + 5 { left.len() } else { n };
            let (now, later) = left.split_at(n);
            world.take(now, country, chance);
            left = later;
        }
        world.take_again(size, country, chance);
        world
    }

    fn plant_namesakes(&mut self, size: &DaySize, chance: &mut Chance) {
        for pair in 0..size.people / 30 {
            let (a, b) = (pair * 2, pair * 2 + 1);
            if let Some(other) = self.people.get(a).map(|human| human.namesake(chance))
                && let Some(slot) = self.people.get_mut(b)
            {
                *slot = other;
                self.namesakes.push((a, b));
            }
        }
    }

    /// These people are taken together.
    fn take(&mut self, people: &[usize], country: &Country, chance: &mut Chance) {
        let (event, place, first) = match chance.weighted(&[22, 26, 18, 14, 10, 10]) {
            at @ 0..=4 => {
                let (_, place, minute, _) = EVENTS.get(at).copied().unwrap_or_default();
                (Some(at), place, minute + chance.between(5, 60))
            }
            _ => (None, chance.below(12), chance.between(OPENS + 10, 18 * 60)),
        };
        let city = usize::from(!places_of(0).contains(&place));
        let last = first + if people.len() > 1 { 10 } else { 0 };
        let arrival = last + chance.between(20, 45);
        let unit = chance.one(&country.stations_of(city));
        let bus = self.buses.len();
        let mut episodes = Vec::new();
        for person in people {
            let start = chance.between(first, last);
            let mut episode = Episode { person: *person, bus, start, ..Episode::default() };
            episode.live(city, unit, arrival, country, chance);
            episodes.push(self.episodes.len());
            self.episodes.push(episode);
        }
        self.buses.push(Bus { place, event, first, last, arrival, unit, episodes });
    }

    /// Before the watch opens: a hostel in the second city.
    fn raid(&mut self, people: &[usize], country: &Country, chance: &mut Chance) {
        let (first, place) = (40, 11);
        let arrival = first + 35;
        let unit = chance.one(&country.stations_of(1));
        let bus = self.buses.len();
        let mut episodes = Vec::new();
        for person in people {
            let mut episode = Episode { person: *person, bus, start: first, ..Episode::default() };
            episode.live(1, unit, arrival, country, chance);
            episodes.push(self.episodes.len());
            self.episodes.push(episode);
        }
        self.buses.push(Bus { place, event: None, first, last: first, arrival, unit, episodes });
    }

    /// Some who were let go in time are taken a second time, alone.
    fn take_again(&mut self, size: &DaySize, country: &Country, chance: &mut Chance) {
        let again: Vec<(usize, i64, i64)> = self
            .episodes
            .iter()
            .filter(|e| self.seen.get(e.person).copied().unwrap_or(false))
            .filter_map(|e| Some((e.person, e.start, e.released?)))
            .filter(|(_, _, released)| *released + 40 < 18 * 60)
            .take(size.people / 14)
            .collect();
        for (person, start, released) in again {
            let first = (released + 40).max(start + 7 * 60);
            if first > 18 * 60 + 30 {
                continue;
            }
            let place = chance.below(8);
            let arrival = first + chance.between(15, 35);
            let unit = chance.one(&country.stations_of(0));
            let bus = self.buses.len();
            let mut episode = Episode { person, bus, start: first, ..Episode::default() };
            episode.live(0, unit, arrival, country, chance);
            let episodes = vec![self.episodes.len()];
            self.episodes.push(episode);
            self.buses.push(Bus { place, event: None, first, last: first, arrival, unit, episodes });
        }
    }
}

impl Episode {
    /// From the arrival at the first unit to the end of the day. Nobody leaves the first unit within 150 minutes of
    /// arriving: what was heard of a whole bus then stays true for two hours and more.
    fn live(&mut self, city: usize, unit: usize, arrival: i64, country: &Country, chance: &mut Chance) {
        let leave = arrival + chance.between(150, 420);
        let mut stays = vec![Stay { unit, from: arrival, to: Some(leave) }];
        match chance.weighted(&[46, 18, 24, 12]) {
            0 => {
                self.ending = if chance.percent(70) { Ending::NoPaper } else { Ending::Note };
                self.released = Some(leave);
            }
            1 => {
                // Moved to another unit, and out from there or not.
                let mut others = country.stations_of(city);
                others.push(country.special(city, 0));
                others.retain(|other| *other != unit);
                let next = chance.one(&others);
                let came = leave + chance.between(20, 50);
                let out = came + chance.between(90, 240);
                stays.push(Stay { unit: next, from: came, to: Some(out) });
                self.ending = Ending::NoPaper;
                self.released = Some(out);
            }
            2 => {
                let came = leave + chance.between(15, 40);
                let heard = came + chance.between(45, 110);
                let court = country.special(city, 2);
                stays.push(Stay { unit: court, from: came, to: Some(heard) });
                self.ending = match chance.weighted(&[45, 35, 20]) {
                    0 => Ending::Arrested(chance.between(3, 15)),
                    1 => Ending::Fined,
                    _ => Ending::Warned,
                };
                if matches!(self.ending, Ending::Arrested(_)) {
                    let centre = country.special(city, 1);
                    stays.push(Stay { unit: centre, from: heard + chance.between(25, 45), to: None });
                } else {
                    self.released = Some(heard);
                }
            }
            _ => {
                stays = vec![Stay { unit, from: arrival, to: None }];
            }
        }
        // The watch closes: what would come later has not happened.
        stays.retain(|stay| stay.from < CLOSES);
        for stay in &mut stays {
            stay.to = stay.to.filter(|to| *to < CLOSES);
        }
        self.released = self.released.filter(|out| *out < CLOSES);
        if self.released.is_none() && !matches!(self.ending, Ending::Arrested(_)) {
            self.ending = Ending::Held;
        }
        let sentenced = stays.iter().any(|stay| stay.unit == country.special(city, 2) && stay.to.is_some());
        if matches!(self.ending, Ending::Arrested(_)) && !sentenced {
            self.ending = Ending::Held;
        }
        self.stays = stays;
    }
}
