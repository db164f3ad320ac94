//! Two written names held against each other: what is one name in other letters, what is a relative, what is a stranger.
//! Nobody here exists; the first pair is the example of the manual.

use names::{Verdict, compare, read, score};
use proptest::prelude::*;

#[track_caller]
fn check(a: &str, b: &str, expected: Verdict) {
    let (a_read, b_read) = (read(a), read(b));
    let found = compare(&a_read, &b_read);
    assert_eq!(found.verdict, expected, "{a} | {b}: {} {:?}", found.score, found.reasons);
    assert!(!found.reasons.is_empty(), "{a} | {b}: a verdict without a reason");
}

/// Not the same, and not even likely.
#[track_caller]
fn apart(a: &str, b: &str) {
    let found = compare(&read(a), &read(b));
    assert!(found.verdict < Verdict::Likely, "{a} | {b}: {} {:?}", found.score, found.reasons);
}

#[test]
fn one_name_in_other_letters() {
    for (a, b) in [
        ("Қасым-Жомарт Сейілов", "Kassym-Jomart Seilov"),
        ("Қасым-Жомарт Сейілов", "Qasym-Jomart Seıilov"),
        ("Айгүл Сағындықова", "Айгуль Сагындыкова"),
        ("Yauhen Staravoitau", "Яўген Старавойтаў"),
        ("Олександр Коваленко", "Oleksandr Kovalenko"),
        ("Дмитрий Щербаков", "Dmitri Shcherbakov"),
        ("Щербаков Дмитрий", "Dmitrij Schtscherbakow"),
        ("Иванов Пётр Сергеевич", "Petr Sergeevich Ivanov"),
    ] {
        check(a, b, Verdict::Same);
    }
}

#[test]
fn a_name_that_differs_in_one_part_is_another_name() {
    for (a, b) in [
        ("Андрей Волк", "Andrei Volkov"),
        ("Андрей Волк", "Andrei Volkau"),
        ("Дмитрий Щербаков", "Dmitri Kovalenko"),
        ("Иванов Пётр Сергеевич", "Иванов Павел Сергеевич"),
        ("Иванов Пётр Сергеевич", "Сергей Иванов"),
        ("Айгүл Сағындықова", "Жанар Сағындықова"),
    ] {
        apart(a, b);
    }
}

#[test]
fn nothing_is_not_a_name() {
    check("", "Айгүл Сағындықова", Verdict::Different);
    check("—", "…", Verdict::Different);
}

proptest! {
    #[test]
    fn whatever_is_written_it_is_read_and_the_order_of_the_two_changes_nothing(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        let (a, b) = (read(&a), read(&b));
        let found = score(&a, &b);
        prop_assert!((0.0..=1.0).contains(&found));
        prop_assert_eq!(found, score(&b, &a));
        prop_assert_eq!(found, compare(&a, &b).score);
    }

    #[test]
    fn capitals_and_composed_letters_change_nothing(at in 0usize..4) {
        use unicode_normalization::UnicodeNormalization;
        let written = ["Айгүл Сейітова", "Йосип Ґудзь", "Nuriyə Əliyeva", "Tomáš Dvořák"][at];
        let other = read("Aigul Seitova");
        let plain = score(&read(written), &other);
        prop_assert_eq!(plain, score(&read(&written.to_uppercase()), &other));
        prop_assert_eq!(plain, score(&read(&written.nfd().collect::<String>()), &other));
    }
}
