//! Which forms the lexicon takes for one name, which for two, and the laws of its lookups.

use names::lexicon::{Relation, ids, relation, size};
use proptest::prelude::*;

fn said(a: &str, b: &str) -> Relation {
    relation(ids(a), ids(b))
}

#[test]
fn forms_of_one_name_share_a_line() {
    for (a, b) in [
        ("Вова", "Владимир"),
        ("Вова", "Vladimir"),
        ("Вова", "Volodymyr"),
        ("Vova", "Уладзімір"),
        ("Саша", "Александр"),
        ("Саша", "Александра"),
        ("Sasha", "Олександр"),
        ("Гена", "GENNADIY"),
        ("Лёша", "Алексей"),
        ("Леша", "Aleksei"),
        ("Міхась", "Mikhail"),
        ("Женя", "Yevgeniya"),
        ("Bob", "Robert"),
        ("Bill", "Уильям"),
        ("Sepp", "Иосиф"),
        ("Сәке", "Сәбит"),
        ("Сәке", "Серік"),
        ("Қасым", "Kassym"),
        ("Нұрсұлтан", "Nursultan"),
        ("Нұрсұлтан", "Nūrsūltan"),
        ("Шыңғыс", "Чингиз"),
        ("Жанибек", "Jänıbek"),
        ("محمد", "Мұхаммед"),
        ("مُحَمَّد", "Mohammed"),
        ("علي", "علی"),
        ("حسین", "Husayn"),
        ("Юсуф", "يوسف"),
        ("Гауһар", "Gaýhar"),
        ("Андрей", "Андреи\u{306}"),
    ] {
        assert_eq!(said(a, b), Relation::Shared, "{a} ~ {b}");
    }
}

#[test]
fn different_names_share_none() {
    for (a, b) in [
        ("Мария", "Марина"),
        ("Мурат", "Марат"),
        ("Нурлан", "Ерлан"),
        ("Алина", "Элина"),
        ("Айгүл", "Айгерім"),
        ("Иван", "Игорь"),
        ("Daniyar", "Daniil"),
        ("Hasan", "Husayn"),
        ("Асан", "Хасан"),
        ("Виктор", "Виктория"),
        ("Ivan", "John"),
        ("James", "Яков"),
    ] {
        assert_eq!(said(a, b), Relation::Different, "{a} / {b}");
    }
}

#[test]
fn a_form_that_is_not_listed_says_nothing() {
    for form in ["", "Қ", "Zzyzx", "12", "\u{202e}", "Владимирский"] {
        assert!(ids(form).is_empty(), "{form}");
        assert_eq!(said(form, "Владимир"), Relation::Unknown);
    }
}

#[test]
fn a_short_form_may_belong_to_several_names() {
    assert!(ids("Саша").len() >= 2);
    assert!(ids("Слава").len() >= 4);
}

/// What analysts rely on when they edit the list.
#[test]
fn the_list_is_well_formed() {
    let list = include_str!("../../data/given_names.tsv");
    let mut heads = std::collections::HashSet::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert!(columns.len() <= 3, "more than three columns: {line}");
        for word in columns[0].split(' ').chain(
            columns.get(1).into_iter().flat_map(|words| words.split(' ')).filter(|word| !word.is_empty()),
        ) {
            let (language, forms) =
                word.split_once(':').unwrap_or_else(|| panic!("{word:?} has no language: {line}"));
            assert_eq!(language.len(), 2, "{word}");
            assert!(!forms.is_empty() && !forms.split(',').any(str::is_empty), "{word:?}");
        }
        assert!(heads.insert(columns[0]), "twice: {line}");
    }
    let (names, forms) = size();
    assert_eq!(names, heads.len());
    assert!(forms > 10 * names, "{names} names, {forms} forms");
}

proptest! {
    #[test]
    fn lookups_never_panic_and_do_not_depend_on_case(token in "\\PC{0,24}") {
        let found = ids(&token);
        if token.chars().all(|c| c.to_lowercase().count() == 1 && c.to_uppercase().count() == 1 && c.to_uppercase().next().unwrap().to_lowercase().next() == c.to_lowercase().next()) {
            prop_assert_eq!(found, ids(&token.to_uppercase()));
        }
    }

    #[test]
    fn what_is_said_is_symmetric(a in proptest::collection::vec(0u16..40, 0..5), b in proptest::collection::vec(0u16..40, 0..5)) {
        prop_assert_eq!(relation(&a, &b), relation(&b, &a));
    }
}
