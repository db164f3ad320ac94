//! Roles and addresses: every address says what it needs, in words of the one table.

use desk::access::{Role, TABLE, actions, may};
use std::collections::BTreeSet;
use web::Needs;

#[test]
fn every_line_of_the_table_reads() {
    let lines = TABLE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>());
    let head: Vec<&str> = lines.next().unwrap();
    assert_eq!(head, Role::ALL.map(Role::name));
    let mut seen = BTreeSet::new();
    for line in lines {
        let (name, marks) = line.split_first().unwrap();
        assert!(seen.insert(name.to_owned()), "{name} stands twice");
        assert!(name.split_once('.').is_some(), "{name} is not resource.action");
        assert_eq!(marks.len(), head.len(), "{name} lacks a column");
        assert!(marks.iter().all(|mark| matches!(*mark, "x" | ".")), "{name}: {marks:?}");
    }
    assert_eq!(seen.len(), actions().len());
}

#[test]
fn every_address_needs_something_that_the_table_knows() {
    let known: BTreeSet<&str> = actions().iter().map(|action| action.name).collect();
    let rows = web::rows();
    assert!(rows.len() > 20);
    for row in &rows {
        if let Needs::Action(action) = row.needs {
            assert!(known.contains(action), "{} {} needs {action}, which no role has", row.method, row.path);
        }
        // What changes something is never open to whoever only looks.
        if row.method == "POST" {
            assert_ne!(row.needs, Needs::Action("record.see"), "{}", row.path);
        }
    }
}

#[test]
fn who_may_what() {
    let check = |role, action, expected| assert_eq!(may(&[role], action), expected, "{role:?} {action}");
    check(Role::Operator, "intake.write", true);
    check(Role::Operator, "review.decide", false);
    check(Role::Operator, "export.make", false);
    check(Role::Analyst, "identity.see", false);
    check(Role::Publisher, "source.see", false);
    check(Role::Guest, "record.see", false);
    check(Role::Guest, "count.see", true);
    check(Role::Guest, "receipt.see", false);
    check(Role::Coordinator, "people.change", true);
    check(Role::Coordinator, "no.such", false);
    assert!(!may(&[], "about.see"));
    // Two roles may what either may.
    assert!(may(&[Role::Guest, Role::Dispatcher], "lawyer.assign"));
}
