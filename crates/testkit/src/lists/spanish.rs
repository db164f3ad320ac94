//! Testimony records with Spanish double surnames and very few true matches: the list on which an unsupervised mixture
//! takes common names for matches. Given names and surnames are common ones joined at random, or invented.

use super::pools::ranked;
use super::typing::mistyped;
use super::{List, dealt, row};
use crate::chance::Chance;

const COLUMNS: [&str; 9] =
    ["unique_id", "cluster", "given_names", "surnames", "year", "month", "day", "department", "municipality"];

const GIVEN: [&str; 40] = [
    "José",
    "Juan",
    "María",
    "Carlos",
    "Luis",
    "Ana",
    "Pedro",
    "Rosa",
    "Manuel",
    "Francisca",
    "Santos",
    "Julio",
    "Marta",
    "Miguel",
    "Antonio",
    "Dolores",
    "Ramón",
    "Isabel",
    "Ángel",
    "Teresa",
    "Rafael",
    "Mercedes",
    "Víctor",
    "Blanca",
    "Ernesto",
    "Gloria",
    "Alonso",
    "Elena",
    "Tomás",
    "Lucía",
    "Benito",
    "Irma",
    "Fidel",
    "Vilma",
    "Saúl",
    "Nora",
    "Eusebio",
    "Berta",
    "Lázaro",
    "Olivia",
];
const FAMILY: [&str; 24] = [
    "Hernández",
    "Martínez",
    "López",
    "García",
    "Pérez",
    "Rivera",
    "Ramírez",
    "Flores",
    "Cruz",
    "Vásquez",
    "Gómez",
    "Díaz",
    "Reyes",
    "Mejía",
    "Guzmán",
    "Castro",
    "Ortiz",
    "Molina",
    "Chávez",
    "Aguilar",
    "Romero",
    "Peña",
    "Rivas",
    "Alas",
];

struct Person {
    given: Vec<String>,
    surnames: [String; 2],
    date: [i64; 3],
    department: usize,
    municipality: usize,
}

/// So many records, of which `pairs` people have two: about ten million possible pairs to every 4,500 records.
pub fn testimony_list(seed: u64, records: usize, pairs: usize) -> List {
    let mut chance = Chance::new(seed);
    let pool = surnames(&mut chance);
    let mut rows = Vec::new();
    for cluster in 0..records.saturating_sub(pairs) {
        let mut draw = || pool.draw(&mut chance).to_owned();
        let surnames = [draw(), draw()];
        let mut given = vec![skewed(&GIVEN, &mut chance)];
        if chance.percent(45) {
            given.push(skewed(&GIVEN, &mut chance));
            given.dedup();
        }
        let department = chance.weighted(&[20, 16, 14, 12, 10, 8, 6, 5, 3, 3, 2, 1]);
        let person = Person {
            given,
            surnames,
            date: [chance.between(1978, 1986), chance.between(1, 12), chance.between(1, 28)],
            department,
            municipality: chance.below(15),
        };
        for _ in 0..if cluster < pairs { 2 } else { 1 } {
            rows.push(written(&person, cluster, &mut chance));
        }
    }
    dealt("t", &COLUMNS, rows, &mut chance)
}

fn skewed(of: &[&str], chance: &mut Chance) -> String {
    let at = (chance.fraction() * chance.fraction() * of.len() as f64) as usize;
    of.get(at).copied().unwrap_or_default().to_owned()
}

/// The common ones, and eight hundred that are invented and rare.
fn surnames(chance: &mut Chance) -> super::Pool {
    const BEGIN: [&str; 20] = [
        "Quir", "Zald", "Monte", "Arg", "Bel", "Cal", "Dur", "Esc", "Fal", "Gal", "Huel", "Iz", "Jar", "Lum",
        "Mar", "Nav", "Oll", "Pal", "Sol", "Tor",
    ];
    const END: [&str; 14] = [
        "ueta", "ívar", "ales", "ondo", "anza", "arte", "edo", "ino", "osa", "ubia", "ante", "ejo", "illa",
        "ero",
    ];
    let mut names: Vec<String> = FAMILY.map(str::to_owned).to_vec();
    let mut rare = std::collections::BTreeSet::new();
    while rare.len() < 800 {
        let middle = chance.one(&["", "", "an", "or", "ab"]);
        rare.insert(format!("{}{middle}{}", chance.one(&BEGIN), chance.one(&END)));
    }
    names.extend(rare);
    ranked(names, 0.9)
}

fn written(person: &Person, cluster: usize, chance: &mut Chance) -> Box<[Box<str>]> {
    let [paternal, maternal] = &person.surnames;
    let mut surnames = match chance.weighted(&[62, 22, 6, 5, 5]) {
        0 => format!("{paternal} {maternal}"),
        1 => paternal.clone(),
        2 => format!("{paternal}-{maternal}"),
        3 => format!("{paternal} de {maternal}"),
        _ => format!("{maternal} {paternal}"),
    };
    let mut given = person.given.join(" ");
    if chance.percent(25) {
        given = person.given.first().cloned().unwrap_or_default();
    }
    if chance.percent(15) {
        surnames = mistyped(&surnames, chance);
    }
    if chance.percent(8) {
        given = mistyped(&given, chance);
    }
    if chance.percent(40) {
        (given, surnames) = (without_accents(&given), without_accents(&surnames));
    }
    let [year, month, day] = person.date;
    let year = if chance.percent(10) { year + chance.one(&[-1, 1]) } else { year };
    let month = if chance.percent(15) { chance.between(1, 12) } else { month };
    // A neighbouring district, now and then.
    let municipality = if chance.percent(15) {
        (person.municipality + chance.one(&[1, 14])) % 15
    } else {
        person.municipality
    };
    let maybe = |percent: usize, text: String, chance: &mut Chance| {
        if chance.percent(percent) { text } else { String::new() }
    };
    row([
        String::new(),
        cluster.to_string(),
        given,
        surnames,
        maybe(95, year.to_string(), chance),
        maybe(80, month.to_string(), chance),
        maybe(60, day.to_string(), chance),
        maybe(97, format!("{:02}", person.department + 1), chance),
        maybe(75, format!("{:02}{:02}", person.department + 1, municipality + 1), chance),
    ])
}

fn without_accents(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' => 'a',
            'Á' => 'A',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}
