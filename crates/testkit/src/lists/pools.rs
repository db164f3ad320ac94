//! Where names and places are drawn from: weighted pools. The invented ones are made of syllables, so that no name is
//! anybody's; a benchmark may bring frequency lists of its own.

use crate::chance::Chance;

/// Values with weights, drawn in proportion.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    values: Vec<String>,
    /// The sum of the weights up to and with each value.
    upto: Vec<u64>,
}

impl Pool {
    /// A pool of values and whole weights; a weight of 0 is never drawn.
    pub fn new(weighted: impl IntoIterator<Item = (String, u64)>) -> Self {
        let mut pool = Self::default();
        let mut sum = 0;
        for (value, weight) in weighted {
            sum += weight;
            pool.values.push(value);
            pool.upto.push(sum);
        }
        pool
    }

    /// How many different values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The position of the value drawn.
    pub(super) fn position(&self, chance: &mut Chance) -> usize {
        let sum = self.upto.last().copied().unwrap_or(0);
        let dart = (chance.fraction() * sum as f64) as u64;
        self.upto.partition_point(|upto| *upto <= dart).min(self.values.len().saturating_sub(1))
    }

    pub(super) fn named(&self, position: usize) -> &str {
        self.values.get(position).map_or("", String::as_str)
    }

    pub(super) fn draw(&self, chance: &mut Chance) -> &str {
        self.named(self.position(chance))
    }
}

/// What a register draws from.
#[derive(Debug, Clone)]
pub struct Pools {
    /// Given names of women.
    pub women: Pool,
    /// Given names of men.
    pub men: Pool,
    /// Family names.
    pub family: Pool,
    /// 400 cities, the n-th with weight n^-0.9; the position is the beginning of the postcode.
    pub cities: Pool,
}

impl Pools {
    /// Invented names with the frequencies of real ones: few that are common, many that are rare.
    pub fn invented() -> Self {
        Self::with_names(
            ranked(invented(11, 300, &[2, 3], &["a", "ia", "e", "ine"]), 1.0),
            ranked(invented(12, 300, &[2, 3], &["", "o", "an", "is"]), 1.0),
            ranked(
                invented(13, 12_000, &[2, 3, 4], &["", "er", "son", "man", "ley", "ton", "ski", "ez"]),
                0.8,
            ),
        )
    }

    /// Somebody else's names, with invented cities.
    pub fn with_names(women: Pool, men: Pool, family: Pool) -> Self {
        Self {
            women,
            men,
            family,
            cities: ranked(invented(14, 400, &[2, 3], &["", "ville", "burg", "ford", "stad"]), 0.9),
        }
    }
}

/// Weights of rank^-power, as whole numbers.
pub(super) fn ranked(values: Vec<String>, power: f64) -> Pool {
    Pool::new(
        values
            .into_iter()
            .enumerate()
            .map(|(at, value)| (value, (1e7 / ((at + 1) as f64).powf(power)).round() as u64)),
    )
}

/// So many different words of syllables.
fn invented(seed: u64, many: usize, syllables: &[usize], ends: &[&str]) -> Vec<String> {
    const ONSETS: [&str; 24] = [
        "b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "qu", "r", "s", "st",
        "t", "tr", "v", "w", "z",
    ];
    const CORES: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "y"];
    const CODAS: [&str; 9] = ["", "", "", "l", "n", "r", "s", "ck", "m"];
    let mut chance = Chance::new(seed);
    let mut seen = std::collections::BTreeSet::new();
    let mut words = Vec::new();
    while words.len() < many {
        let mut word = String::new();
        for _ in 0..chance.one(syllables) {
            word += chance.one(&ONSETS);
            word += chance.one(&CORES);
            word += chance.one(&CODAS);
        }
        word += chance.one(ends);
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}
