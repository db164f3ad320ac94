//! Which combinations of keys are worth their pairs: the next one is always that which brings together most likely pairs
//! for the pairs it costs, until what is left brings too little.

use super::keys::{Stream, mixed};
use super::probe::{Mask, Probe, Seen};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A combination of keys, and the largest block of it that is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub streams: Mask,
    pub largest: u32,
}

/// How much may be spent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Means {
    /// Pairs for each row.
    pub pairs_per_row: f64,
    /// Rows of a block, at most.
    pub largest_block: u32,
    /// Pairs that one more likely pair may cost.
    pub pairs_for_one: f64,
}

/// Probability from which on a pair counts how much. What looks unlikely before anything is learnt may be likely after.
const CLASSES: [(f64, f64); 4] = [(0.1, 1.0), (0.01, 0.2), (super::FAINT, 0.04), (0.0, 0.02)];
/// Pairs imagined from those seen, for tables of up to so many rows.
const IMAGINED: u64 = 800;
const IMAGINED_UP_TO: u32 = 300_000;
/// Combinations considered more closely.
const CONSIDERED: usize = 600;
/// Pairs given by several combinations may be so many times as many as pairs in all: they cost little.
const GIVEN: f64 = 4.0;
/// What one row costs in each combination, in pairs.
const ROW: f64 = 0.1;

struct Offer {
    chosen: Chosen,
    /// Pairs for each row.
    pairs: f64,
    /// Which likely pairs it brings together, one bit each.
    brings: Vec<u64>,
    /// Rows of the block that each probe is in.
    sizes: Rc<Vec<f64>>,
}

/// Which pairs seen from the probes have been given already.
struct Distinct {
    taken: Vec<Vec<bool>>,
}

impl Distinct {
    /// Takes the pairs of a combination; how many of them are new.
    fn take(&mut self, seen: &Seen, sizes: &[f64], chosen: Chosen) -> f64 {
        let mut new = 0.0;
        for ((probe, taken), size) in seen.probes.iter().zip(&mut self.taken).zip(sizes) {
            if *size > f64::from(chosen.largest) {
                continue;
            }
            if chosen.streams & !probe.usual == 0 {
                new += (size - 1.0).max(0.0);
            }
            for ((mask, count), taken) in probe.shares.iter().zip(taken) {
                if !*taken && mask & chosen.streams == chosen.streams {
                    *taken = true;
                    new += f64::from(*count);
                }
            }
        }
        new
    }
}

/// The combinations to be used, best first.
pub(super) fn choose(streams: &[Stream], mut seen: Seen, rows: u32, means: Means) -> Vec<Chosen> {
    if rows <= IMAGINED_UP_TO {
        imagine(streams, &mut seen);
    }
    let seen = &seen;
    let mut offers = offers(streams, seen, rows, means.largest_block);
    let mut left: Vec<(f64, Vec<u64>)> = CLASSES
        .iter()
        .zip(std::iter::once(f64::INFINITY).chain(CLASSES.iter().map(|class| class.0)))
        .map(|(&(from, weight), below)| {
            let mut bits = vec![0; seen.likely.len().div_ceil(64)];
            for (number, _) in
                seen.likely.iter().enumerate().filter(|(_, one)| one.2 >= from && one.2 < below)
            {
                if let Some(word) = bits.get_mut(number / 64) {
                    *word |= 1 << (number % 64);
                }
            }
            (weight, bits)
        })
        .collect();
    let (mut given, mut spent) = (0.0, 0.0);
    let mut distinct =
        Distinct { taken: seen.probes.iter().map(|probe| vec![false; probe.shares.len()]).collect() };
    let mut chosen: Vec<Chosen> = Vec::new();
    let per_probe = 1.0 / seen.probes.len().max(1) as f64;
    loop {
        let gain = |offer: &Offer| -> f64 {
            let of = |left: &[u64]| -> u32 {
                offer.brings.iter().zip(left).map(|(brings, left)| (brings & left).count_ones()).sum()
            };
            left.iter().map(|(weight, left)| weight * f64::from(of(left))).sum()
        };
        if spent > means.pairs_per_row {
            break;
        }
        let mut best: Option<(f64, usize)> = None;
        for (at, offer) in offers.iter().enumerate() {
            let too_many = given + offer.pairs > means.pairs_per_row * GIVEN;
            if too_many || spent + offer.pairs > means.pairs_per_row * 1.25 {
                continue;
            }
            let gain = gain(offer);
            // A row is in as many pairs as it sees, each of which is seen from two rows.
            let worth = gain * per_probe / 2.0 / (offer.pairs + ROW);
            if gain > 0.0 && worth * means.pairs_for_one >= 1.0 && best.is_none_or(|best| worth > best.0) {
                best = Some((worth, at));
            }
        }
        let Some((_, at)) = best else { break };
        let offer = offers.swap_remove(at);
        given += offer.pairs;
        spent += distinct.take(seen, &offer.sizes, offer.chosen) * per_probe / 2.0;
        for (_, left) in &mut left {
            left.iter_mut().zip(&offer.brings).for_each(|(left, brings)| *left &= !brings);
        }
        // A wider one of the same keys takes the place of a narrower one.
        chosen.retain(|one| one.streams != offer.chosen.streams || one.largest > offer.chosen.largest);
        chosen.push(offer.chosen);
    }
    chosen
}

/// Adds pairs that were not seen but may well be there: each comparison's keys as some likely pair shares them, another one
/// for each comparison.
fn imagine(streams: &[Stream], seen: &mut Seen) {
    let models: Vec<(u32, Mask)> =
        seen.likely.iter().filter(|one| one.2 >= 0.01).map(|one| (one.0, one.1)).collect();
    if models.is_empty() {
        return;
    }
    let mut groups: Vec<(u32, Mask)> = Vec::new();
    for (at, stream) in streams.iter().enumerate() {
        match groups.iter_mut().find(|(fields, _)| *fields == stream.fields) {
            Some((_, mask)) => *mask |= 1 << at,
            None => groups.push((stream.fields, 1 << at)),
        }
    }
    let model = |number: u64| models.get((u64::from(mixed(number)) % models.len() as u64) as usize);
    for number in 0..IMAGINED {
        let Some(&(probe, _)) = model(number << 8) else { continue };
        let mut mask = 0;
        for (at, (_, group)) in groups.iter().enumerate() {
            mask |= model(number << 8 | at as u64).map_or(0, |model| model.1 & group);
        }
        let sizes = seen.probes.get(probe as usize).map(|probe| probe.sizes.as_slice()).unwrap_or(&[]);
        for (at, _) in sizes.iter().enumerate().filter(|size| *size.1 == 0) {
            mask &= !(1 << at);
        }
        seen.likely.push((probe, mask, 0.0));
    }
}

fn offers(streams: &[Stream], seen: &Seen, rows: u32, largest_block: u32) -> Vec<Offer> {
    let fields = |mask: Mask| -> Option<u32> {
        let mut taken = 0;
        for (_, stream) in streams.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1) {
            if taken & stream.fields != 0 {
                return None;
            }
            taken |= stream.fields;
        }
        Some(taken)
    };
    let mut shared: FxHashMap<Mask, u32> = FxHashMap::default();
    for (_, mask, _) in &seen.likely {
        *shared.entry(*mask).or_default() += 1;
    }
    // How many likely pairs share each combination of one to three keys.
    let mut support: FxHashMap<Mask, u32> = FxHashMap::default();
    for (&mask, &count) in &shared {
        let bits: Vec<Mask> = (0..streams.len()).map(|at| 1 << at).filter(|bit| mask & bit != 0).collect();
        for (at, &one) in bits.iter().enumerate() {
            *support.entry(one).or_default() += count;
            for (at_other, &other) in bits.iter().enumerate().skip(at + 1) {
                if fields(one | other).is_none() {
                    continue;
                }
                *support.entry(one | other).or_default() += count;
                for &third in bits.iter().skip(at_other + 1) {
                    if fields(one | other | third).is_some() {
                        *support.entry(one | other | third).or_default() += count;
                    }
                }
            }
        }
    }
    // The share of rows that share a row's key, on average.
    let probes = seen.probes.len().max(1) as f64;
    let usual: Vec<f64> = (0..streams.len())
        .map(|at| {
            let sizes = seen.probes.iter().map(|probe| f64::from(probe.sizes.get(at).copied().unwrap_or(0)));
            sizes.sum::<f64>() / probes / f64::from(rows.max(1))
        })
        .collect();
    let expected = |mask: Mask| {
        let of = usual.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
        of.fold(f64::from(rows), |all, (_, share)| all * share)
    };
    let mut ranked: Vec<(f64, Mask)> = support
        .iter()
        .map(|(&mask, &count)| (f64::from(count) / (expected(mask).min(1e4) + 2.0), mask))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(CONSIDERED);
    let mut caps: Vec<u32> = [8, 25, 80].map(|cap| largest_block.min(cap)).to_vec();
    caps.push(largest_block);
    caps.dedup();
    let mut offers = Vec::new();
    for (_, mask) in ranked {
        let sizes: Rc<Vec<f64>> =
            Rc::new(seen.probes.iter().map(|probe: &Probe| probe.size(mask, rows)).collect());
        for &largest in &caps {
            let fits = |size: f64| size <= f64::from(largest);
            let mut brings = vec![0u64; seen.likely.len().div_ceil(64)];
            for (number, (probe, shares, _)) in seen.likely.iter().enumerate() {
                if shares & mask == mask
                    && sizes.get(*probe as usize).is_some_and(|size| fits(*size))
                    && let Some(word) = brings.get_mut(number / 64)
                {
                    *word |= 1 << (number % 64);
                }
            }
            let pairs =
                sizes.iter().filter(|size| fits(**size)).map(|size| (size - 1.0).max(0.0)).sum::<f64>();
            offers.push(Offer {
                chosen: Chosen { streams: mask, largest },
                pairs: pairs / probes / 2.0,
                sizes: Rc::clone(&sizes),
                brings,
            });
        }
    }
    offers
}
