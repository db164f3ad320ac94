//! Made-up people with planted duplicates, the same every time.

use linkage::Table;
use linkage::table::Builder;

const GIVEN: [&str; 16] = [
    "Arman", "Bella", "Cyril", "Dinara", "Emil", "Farida", "Georg", "Hanna", "Igor", "Jamila", "Kasper",
    "Leyla", "Marat", "Nadia", "Oskar", "Polina",
];
const FAMILY: [&str; 16] = [
    "Akhmetov",
    "Borisova",
    "Castellan",
    "Duvernois",
    "Engelhardt",
    "Fedorenko",
    "Grabowski",
    "Holmqvist",
    "Ismailov",
    "Jankowski",
    "Karimova",
    "Lindqvist",
    "Mukanov",
    "Novotny",
    "Ospanova",
    "Petrenko",
];
const TOWNS: [&str; 8] =
    ["Northwick", "Ash Ferry", "Stonehaven", "Old Mill", "Brightwater", "Harrow Green", "Mirny", "Tasbulak"];

/// A table of so many persons in one to three records each, and the person of each row.
pub fn people(persons: usize) -> (Table, Vec<u32>) {
    let mut state = 5u64;
    let mut dice = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let mut builder = Builder::new(["given_name", "family_name", "date_of_birth", "town"]);
    let list = builder.list("people");
    let mut person_of = Vec::new();
    for person in 0..persons {
        let given = GIVEN[dice(16)].to_owned() + ["", "a", "o", "is"][dice(4)];
        let family = FAMILY[dice(16)].to_owned() + ["", "s", "er", "ko"][dice(4)];
        let born = format!("{}-{:02}-{:02}", 1950 + dice(55), 1 + dice(12), 1 + dice(28));
        let town = TOWNS[dice(8)];
        for copy in 0..1 + dice(3) {
            let mut cells = [given.clone(), family.clone(), born.clone(), town.to_owned()];
            if copy > 0 {
                match dice(5) {
                    0 => cells[0].truncate(3),
                    1 => cells[1] = cells[1].replacen(['e', 'o'], "a", 1),
                    2 => cells[2].replace_range(..4, &(1950 + dice(55)).to_string()),
                    3 => cells[3].clear(),
                    _ => {}
                }
            }
            builder.row(&format!("{person}-{copy}"), list, cells.iter().map(String::as_str));
            person_of.push(person as u32);
        }
    }
    (builder.finish(), person_of)
}
