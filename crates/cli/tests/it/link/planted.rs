//! Lists with planted duplicates, and what was made of them. All persons are made up.

use crate::habeas::{Ended, Habeas};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names in three scripts; a person is a given and a family name, a birth date and a town.
const GIVEN: [&str; 24] = [
    "Аружан",
    "Бауыржан",
    "Виктория",
    "Гульнара",
    "Данияр",
    "Ерлан",
    "Жанар",
    "Зарина",
    "Ильяс",
    "Камила",
    "Leonora",
    "Matthias",
    "Noemie",
    "Ottilie",
    "Philippa",
    "Quentin",
    "Rosalind",
    "Sebastian",
    "خالد",
    "سميرة",
    "مصطفى",
    "زينب",
    "إبراهيم",
    "فاطمة",
];
const FAMILY: [&str; 20] = [
    "Сериккызы",
    "Токтарбаев",
    "Ульянченко",
    "Фархутдинов",
    "Хамзина",
    "Цыбульская",
    "Чернышевич",
    "Шаймерденов",
    "Abernathy",
    "Blanchard",
    "Castellano",
    "Duvernois",
    "Engelhardt",
    "Fitzwilliam",
    "Grabowski",
    "Holmqvist",
    "الدوسري",
    "المنصوري",
    "القرشي",
    "الزهراني",
];
const TOWNS: [&str; 12] = [
    "Northwick",
    "Ash Ferry",
    "Тасбулак",
    "Южный Мост",
    "Stonehaven",
    "Мирный",
    "وادي النور",
    "Old Mill",
    "Кызылтас",
    "Brightwater",
    "تل السلام",
    "Harrow Green",
];

/// A list with planted duplicates: the CSV, and the person behind each id.
pub struct Planted {
    pub csv: String,
    pub persons: BTreeMap<String, usize>,
}

/// A small generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A word with two neighbouring letters swapped.
fn mistyped(word: &str, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + at % (letters.len() - 2);
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

pub fn planted(persons: usize) -> Planted {
    let mut dice = Dice(11);
    let mut csv = "nr,given_name,family_name,date_of_birth,town,who\r\n".to_owned();
    let mut of = BTreeMap::new();
    for person in 0..persons {
        let (given, family) = (GIVEN[dice.roll(GIVEN.len())], FAMILY[dice.roll(FAMILY.len())]);
        let born = format!("{}-{:02}-{:02}", 1950 + dice.roll(55), 1 + dice.roll(12), 1 + dice.roll(28));
        let town = TOWNS[dice.roll(TOWNS.len())];
        for copy in 0..[1, 2, 2, 3][person % 4] {
            let id = format!("r{person}-{copy}");
            let mut cells = [given.to_owned(), family.to_owned(), born.clone(), town.to_owned()];
            if copy > 0 {
                match dice.roll(4) {
                    0 => cells[0] = mistyped(given, dice.roll(9)),
                    1 => cells[1] = mistyped(family, dice.roll(9)),
                    2 => cells[3] = String::new(),
                    _ => {}
                }
            }
            writeln!(csv, "{id},{},p{person}\r", cells.join(",")).unwrap();
            of.insert(id, person);
        }
    }
    Planted { csv, persons: of }
}

impl Habeas {
    pub fn link(&self, args: &[&str]) -> Ended {
        let all: Vec<&str> = ["link"].iter().chain(args).copied().collect();
        self.run(&all)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

/// The rows of a CSV that was written.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The id of each record's cluster, by the record's own id.
pub fn clusters(text: &str) -> BTreeMap<String, String> {
    rows(text).into_iter().skip(1).map(|row| (row[0].clone(), row[1].clone())).collect()
}

/// Precision and recall of the pairs inside clusters.
pub fn pairs(found: &BTreeMap<String, String>, truth: &BTreeMap<String, usize>) -> (f64, f64) {
    let ids: Vec<&String> = found.keys().collect();
    let (mut both, mut linked, mut same) = (0u32, 0u32, 0u32);
    for (at, a) in ids.iter().enumerate() {
        for b in &ids[at + 1..] {
            let (together, true_pair) = (found[*a] == found[*b], truth[*a] == truth[*b]);
            both += u32::from(together && true_pair);
            linked += u32::from(together);
            same += u32::from(true_pair);
        }
    }
    (f64::from(both) / f64::from(linked.max(1)), f64::from(both) / f64::from(same.max(1)))
}
