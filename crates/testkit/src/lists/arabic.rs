//! Dated releases of one list with names of two to four parts in Arabic script. Spelling changes from release to release in
//! the ways such lists do: hamza seats, ya and ta marbuta, compounds joined or split, and what extraction from PDF does to
//! ligatures. Given names are common ones; family names are invented.

use super::{List, dealt, row};
use crate::chance::Chance;

const COLUMNS: [&str; 6] = ["unique_id", "cluster", "release", "name", "sex", "age"];

const MEN: [&str; 36] = [
    "محمد",
    "أحمد",
    "محمود",
    "عبد الله",
    "علي",
    "يوسف",
    "إبراهيم",
    "خالد",
    "حسن",
    "عمر",
    "مصطفى",
    "إسماعيل",
    "عبد الرحمن",
    "سامي",
    "رامي",
    "هاني",
    "فادي",
    "موسى",
    "عيسى",
    "صلاح",
    "كمال",
    "طارق",
    "زياد",
    "نضال",
    "باسم",
    "وائل",
    "مؤمن",
    "عبد الكريم",
    "علاء",
    "بهاء",
    "ضياء",
    "رائد",
    "نائل",
    "أيمن",
    "أنس",
    "إياد",
];
const WOMEN: [&str; 24] = [
    "فاطمة",
    "مريم",
    "آية",
    "أسماء",
    "سارة",
    "هبة",
    "إيمان",
    "آمنة",
    "عائشة",
    "نور",
    "هدى",
    "سلمى",
    "ليلى",
    "منى",
    "رنا",
    "سناء",
    "دعاء",
    "إسراء",
    "لمى",
    "ياسمين",
    "رؤى",
    "صفاء",
    "أماني",
    "حلا",
];
const BEGINNINGS: [&str; 18] =
    ["ال", "ال", "ال", "ال", "أبو ", "أبو ", "", "", "", "", "", "", "ال", "أبو ", "", "ال", "", ""];
const ROOTS: [&str; 20] = [
    "شجار",
    "لهبان",
    "زرقام",
    "بطلاح",
    "قمحاوز",
    "صفرال",
    "نحلوش",
    "درغام",
    "كحلان",
    "فرهود",
    "رملاس",
    "عنبال",
    "طيفور",
    "هدروس",
    "سلطوح",
    "جذعان",
    "وردال",
    "غيلوم",
    "ثلجان",
    "مرزال",
];
const ENDS: [&str; 8] = ["", "", "ي", "ة", "ين", "اوي", "ية", "ان"];

struct Person {
    cluster: usize,
    parts: Vec<String>,
    woman: bool,
    /// Age in tenths of a year at the first release; `None` where it was never known.
    age: Option<i64>,
}

/// So many people on so many releases, six tenths of a year apart. Each release knows four of five of them.
pub fn arabic_lists(seed: u64, people: usize, releases: usize) -> Vec<List> {
    let mut chance = Chance::new(seed);
    let families: Vec<String> = (0..people.div_ceil(6).max(1)).map(|_| family(&mut chance)).collect();
    let mut crowd: Vec<Person> = Vec::new();
    for cluster in 0..people {
        // Brothers and sisters share father, grandfather and family; they are the strangers that look alike.
        let kin = if chance.percent(35) { crowd.last().map(|before| before.parts.clone()) } else { None };
        let woman = chance.percent(40);
        let given = skewed(if woman { &WOMEN } else { &MEN }, &mut chance);
        let mut parts = kin.unwrap_or_else(|| {
            let at = (chance.fraction() * chance.fraction() * families.len() as f64) as usize;
            let family = families.get(at).cloned().unwrap_or_default();
            vec![String::new(), skewed(&MEN, &mut chance), skewed(&MEN, &mut chance), family]
        });
        if let Some(first) = parts.first_mut() {
            *first = given;
        }
        let age = if chance.percent(95) { Some(chance.between(0, 900)) } else { None };
        crowd.push(Person { cluster, parts, woman, age });
    }
    (0..releases)
        .map(|release| {
            let name = format!("release-{}", release + 1);
            let known: Vec<&Person> = crowd.iter().filter(|_| chance.percent(80)).collect();
            let rows = known.into_iter().map(|person| written(person, &name, release, &mut chance)).collect();
            dealt(&name, &COLUMNS, rows, &mut chance)
        })
        .collect()
}

fn skewed(of: &[&str], chance: &mut Chance) -> String {
    let at = (chance.fraction() * chance.fraction() * of.len() as f64) as usize;
    of.get(at).copied().unwrap_or_default().to_owned()
}

fn family(chance: &mut Chance) -> String {
    format!("{}{}{}", chance.one(&BEGINNINGS), chance.one(&ROOTS), chance.one(&ENDS))
}

fn written(person: &Person, list: &str, release: usize, chance: &mut Chance) -> Box<[Box<str>]> {
    let mut parts = person.parts.clone();
    match chance.weighted(&[80, 12, 8]) {
        0 => {}
        1 if parts.len() > 3 => {
            parts.remove(2);
        }
        _ => {
            parts.truncate(3);
            parts.remove(1);
            parts.extend(person.parts.last().cloned());
            parts.dedup();
        }
    }
    let mut name = parts.join(" ");
    // About a third of pairs differ: each record is respelled in a fifth of the cases.
    if chance.percent(20) {
        name = respelled(&name, chance);
    }
    let age = person.age.map(|tenths| (tenths + 6 * release as i64) / 10);
    let age = age.map(|age| if chance.percent(25) { (age + chance.one(&[-1, 1, 2])).max(0) } else { age });
    let sex = if person.woman { "أنثى" } else { "ذكر" };
    row([
        String::new(),
        person.cluster.to_string(),
        list.to_owned(),
        name,
        if chance.percent(97) { sex.to_owned() } else { String::new() },
        age.map(|age| age.to_string()).unwrap_or_default(),
    ])
}

/// One or two of the changes that releases of one list show.
fn respelled(name: &str, chance: &mut Chance) -> String {
    const CHANGES: [(&str, &str); 16] = [
        ("أ", "ا"),
        ("إ", "ا"),
        ("آ", "ا"),
        ("ى", "ي"),
        ("ي", "ى"),
        ("ة", "ه"),
        ("ؤ", "و"),
        ("ئ", "ي"),
        ("ء", ""),
        ("عبد ", "عبد"),
        ("أبو ", "ابو"),
        ("الله", "هللا"),
        ("لا", "ال"),
        ("ال", "ال "),
        ("ا", "اـ"),
        ("م", "مُ"),
    ];
    let fitting: Vec<(&str, &str)> = CHANGES.into_iter().filter(|(from, _)| name.contains(from)).collect();
    let mut out = name.to_owned();
    for _ in 0..=chance.below(2) {
        let (from, to) = chance.one(&fitting);
        if !from.is_empty() {
            out = if chance.percent(50) { out.replace(from, to) } else { out.replacen(from, to, 1) };
        }
    }
    out
}
