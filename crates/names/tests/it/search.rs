//! Searching a list: what must be found, and that nothing it is given breaks it.

use crate::synthetic::{Dice, given, kazakh, mixed};
use names::Verdict;
use names::schemes::Scheme;
use names::search::Index;
use proptest::prelude::*;

fn rows(list: &[&str], query: &str) -> Vec<usize> {
    Index::build(list.iter().copied()).search(query, 10).into_iter().map(|hit| hit.row).collect()
}

#[test]
fn spellings_of_a_name_are_found_in_any_script() {
    let list = [
        "Нұрлан Оразбеков",
        "ORAZBEKOV Nurlan",
        "Nurlan Orazbekow",
        "Оразбеков Н.",
        "نۇرلان ورازبەكوۆ",
        "Petrenko Mykola",
        "Нурбек Оразалин",
    ];
    for query in ["Нурлан Оразбеков", "Nurlan Orazbekov", "Оразбеков Нурлан Маратович", "Nūrlan Orazbekov"]
    {
        let found = rows(&list, query);
        for (row, name) in list.iter().enumerate().take(5) {
            assert!(found.contains(&row), "{query} does not find {name}: {found:?}");
        }
        assert!(!found.iter().take(5).any(|row| *row == 5), "{query} finds a stranger first: {found:?}");
    }
}

#[test]
fn what_no_sound_bridges_is_found_by_lexicon_initials_and_joins() {
    for (written, query) in [
        ("Вова Сидельчук", "Vladimir Sidelchuk"),
        ("Robert Lindgren", "Bob Lindgren"),
        ("Сидельчук В. П.", "Владимир Сидельчук"),
        ("Владимир Сидельчук", "В. Сидельчук"),
        ("Айгүл Жан-Мұратова", "Aigul Zhanmuratova"),
        ("Abd al-Karim Rashwan", "عبدالكريم رشوان"),
        ("عبد الكريم رشوان", "Abdulkarim Rashwan"),
    ] {
        let others: Vec<String> = (0..3000).map(|number| mixed(number, &given("ru"))).collect();
        let list: Vec<&str> = others.iter().map(String::as_str).chain([written]).collect();
        let found = rows(&list, query);
        assert_eq!(found.first(), Some(&3000), "{query} does not find {written}");
    }
}

/// A list of some thousands, each name sought as another scheme writes it.
#[test]
fn names_are_found_as_every_scheme_writes_them() {
    let mut dice = Dice(11);
    let list: Vec<String> = (0..4000).map(|_| kazakh(&mut dice)).collect();
    let index = Index::build(list.iter().map(String::as_str));
    let schemes: Vec<Scheme> = Scheme::of("kk").collect();
    let (mut sought, mut found) = (0, 0);
    for name in list.iter().step_by(20) {
        let query = dice.pick(&schemes).render(name);
        sought += 1;
        found += u32::from(index.search(&query, 10).iter().any(|hit| index.name(hit.row) == name));
    }
    assert!(found * 100 >= sought * 98, "{found} of {sought}");
}

#[test]
fn hits_come_best_first_with_reasons() {
    let list = ["Асқар Төлеуов", "Askar Toleuov", "Асқар Темірбеков", "Гүлнар Сапарова"];
    let index = Index::build(list.into_iter());
    let hits = index.search("Аскар Толеуов", 10);
    assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert_eq!(hits[0].verdict, Verdict::Same);
    assert!(!hits[0].reasons.is_empty());
    assert_eq!(index.search("Аскар Толеуов", 1).len(), 1);
    assert!(index.search("Аскар Толеуов", 0).is_empty());
}

#[test]
fn the_same_search_gives_the_same_answer_whatever_ran_before_or_beside() {
    let list: Vec<String> = (0..2000).map(|number| mixed(number, &given("ru"))).collect();
    let index = Index::build(list.iter().map(String::as_str));
    let queries: Vec<&str> = list.iter().step_by(97).map(String::as_str).collect();
    let alone: Vec<_> =
        queries.iter().map(|query| Index::build(list.iter().map(String::as_str)).search(query, 5)).collect();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for (query, expected) in queries.iter().zip(&alone).rev() {
                    assert_eq!(&index.search(query, 5), expected, "{query}");
                }
            });
        }
    });
}

#[test]
fn odd_lists_and_queries_break_nothing() {
    let long = "Қ ".repeat(500_000);
    let glued = "а".repeat(1_000_000);
    let list =
        ["", " ", "...", "\u{202e}", "12345", &long, &glued, "Алия Омарова", "田中 角栄", "\u{0}\u{fffd}"];
    let index = Index::build(list.into_iter());
    assert_eq!(index.len(), list.len());
    for query in list {
        let _ = index.search(query, 10);
    }
    assert_eq!(index.search("Aliya Omarova", 10)[0].row, 7);
    let empty = Index::build(std::iter::empty());
    assert!(empty.is_empty() && empty.search("Алия", 10).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_name_finds_itself(list in proptest::collection::vec("[А-Яа-яA-Za-zқғүұөә' .-]{4,30}", 1..40), at: prop::sample::Index) {
        let index = Index::build(list.iter().map(String::as_str));
        let name = &list[at.index(list.len())];
        prop_assume!(name.split([' ', '.', '-', '\'']).any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2));
        let found = index.candidates(name);
        prop_assert!(found.iter().any(|row| index.name(*row) == name), "{name:?} does not find itself");
    }

    #[test]
    fn nothing_panics(list in proptest::collection::vec("\\PC{0,40}", 0..20), query in "\\PC{0,60}") {
        let index = Index::build(list.iter().map(String::as_str));
        prop_assert!(index.search(&query, 7).len() <= 7);
    }
}
