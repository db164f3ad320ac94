//! What is shown, and what is not.

use super::{korea, kosovo, table, uk, western};
use estimate::combine::{Replicate, combine};
use estimate::gates::{Attested, Code, Verdict};
use estimate::strata::add_up;
use estimate::{Assessment, Choice, Method, OverlapTable, Question, Refusal, Summary, assess};

fn of(table: &OverlapTable, choice: Choice) -> Assessment {
    assess(table, &Question::new(choice, 7), &mut |_, _| {}).unwrap()
}

/// Codes that take the estimate away or warn.
fn notable(assessment: &Assessment) -> Vec<(Code, Verdict)> {
    let gates = assessment.gates.iter().map(|gate| (gate.code, gate.verdict));
    gates.filter(|gate| !matches!(gate.1, Verdict::Passed | Verdict::NotAsked | Verdict::NotPublic)).collect()
}

#[test]
fn gates_do_on_the_published_tables_what_they_are_for() {
    let check = |table: &OverlapTable, expected: &[(Code, Verdict)]| {
        let question =
            Question { sensitivity: false, leave_out: table.width() == 4, ..Question::new(Choice::Auto, 7) };
        let assessment = assess(table, &question, &mut |_, _| {}).unwrap();
        assert_eq!(notable(&assessment), expected, "{}", table.canonical());
        let withheld = expected.iter().any(|gate| gate.1 == Verdict::Withheld);
        assert_eq!(assessment.headline().is_none(), withheld);
    };
    check(&korea(), &[]);
    // Leaving out the first two lists moves it, not out of sight.
    check(&kosovo(), &[(Code::G7, Verdict::Warned)]);
    check(&uk(), &[(Code::G6, Verdict::Withheld)]);
    check(&western(), &[(Code::G3, Verdict::Warned)]);
    // Two lists that meet, and a third that meets neither.
    check(
        &table(3, "100=30 010=30 110=20 001=40"),
        &[(Code::G2, Verdict::Withheld), (Code::G3, Verdict::Warned)],
    );
    // A list of three hundred that shares two with the others, and one that shares seven.
    let thread = |on_both: u64| format!("100=200 010=300 110=70 001=300 101={on_both}");
    check(&table(3, &thread(2)), &[(Code::G2, Verdict::Withheld)]);
    assert_eq!(of(&table(3, &thread(7)), Choice::One(Method::Chao)).gates[1].verdict, Verdict::Passed);
    check(&table(3, "100=30 010=30 110=40 001=6 101=1"), &[(Code::G1, Verdict::Withheld)]);
    check(&table(3, "100=300 010=300 110=9 001=400 011=8 101=8"), &[(Code::G3, Verdict::Withheld)]);
    check(&table(3, "100=30 010=30 110=3 001=40 011=3 101=3"), &[(Code::G3, Verdict::Withheld)]);
}

#[test]
fn a_table_that_allows_nothing_shows_nothing() {
    let assessment = of(&table(3, "100=30 010=30 110=20 001=40"), Choice::All);
    assert_eq!(assessment.withheld().unwrap().code, Code::G2);
    assert!(assessment.answers.iter().all(|answer| !assessment.shown(answer) && answer.draws.is_empty()));
    // The bound needs only the table.
    let bound = of(&table(3, "100=30 010=30 110=20 001=40"), Choice::One(Method::Chao));
    assert!(bound.headline().is_none() && bound.answers[0].at_least.unwrap() >= 120.0);
    assert_eq!(bound.answers[0].summary, Err(Refusal::BoundOnly));
}

/// One prior is too sure of itself: by `auto` the limits cover two. A method asked for by name is what it is.
#[test]
fn the_interval_that_is_shown_covers_two_priors() {
    let question = Question { leave_out: false, sensitivity: false, ..Question::new(Choice::Auto, 1) };
    let ask = |question: &Question| assess(&kosovo(), question, &mut |_, _| {}).unwrap();
    let auto = ask(&question);
    let (own, second, shown) =
        (auto.answer().unwrap().figures().unwrap(), auto.second().unwrap(), auto.headline().unwrap());
    assert_eq!((shown.median, shown.mean), (own.median, own.mean));
    assert_eq!(shown.lower95, own.lower95.min(second.lower95));
    assert_eq!(shown.upper95, own.upper95.max(second.upper95));
    let wide = |of: Summary| of.upper95 - of.lower95;
    assert!(wide(shown) > wide(own), "{shown:?} {own:?}");
    assert_eq!(auto.priors(), ["gamma(0.25, 0.25)", "gamma(5, 1)"]);
    let total = add_up(&[("a".into(), auto.clone()), ("b".into(), auto.clone())], 1).summary.unwrap();
    let alone = Assessment { more_kinds: None, ..auto };
    let narrow = add_up(&[("a".into(), alone.clone()), ("b".into(), alone)], 1).summary.unwrap();
    assert!(wide(total) > wide(narrow) && total.median == narrow.median, "{total:?} {narrow:?}");
    let named = ask(&Question { choice: Choice::One(Method::Lcmcr), ..question });
    assert_eq!((named.headline(), named.second()), (Some(own), None));
}

/// The floor of a casebook may lie above a limit that comes from the lists alone: there are no fewer than are documented.
#[test]
fn no_limit_lies_below_what_is_documented() {
    let question =
        Question { leave_out: false, sensitivity: false, ..Question::new(Choice::One(Method::Dga), 1) };
    let found = assess(&korea(), &question, &mut |_, _| {}).unwrap();
    let own = found.headline().unwrap();
    let check = |documented: u64, lower: Option<f64>| {
        let told = found.above(documented);
        assert_eq!(told.headline().map(|summary| summary.lower95), lower, "{documented}");
        assert_eq!(told.withheld().map(|gate| gate.code), lower.is_none().then_some(Code::G8));
    };
    check(0, Some(own.lower95));
    check(own.lower95 as u64 + 3, Some(own.lower95 + 3.0));
    check(own.median as u64 + 5, None);
    assert_eq!(found.above(1).documented, 123);
}

/// Who keeps an assessment may keep it without names, and put them in when it is shown.
#[test]
fn an_assessment_retold_with_its_names_is_the_one_of_the_named_table() {
    let named =
        table(4, "1000=60 0100=50 0010=40 0001=30 1100=20 0110=18 0011=12 1010=15 1001=9 1110=6 1111=3");
    let names = named.lists().to_vec();
    let numbered = named.called(&["one", "two", "three", "four"].map(String::from));
    assert!(numbered != named && numbered.sha256() == named.sha256(), "the hash knows no names");
    let question = Question::new(Choice::One(Method::Dga), 1);
    let ask = |table: &OverlapTable, question: &Question| assess(table, question, &mut |_, _| {}).unwrap();
    let kept = ask(&numbered, &question);
    let attested = Attested { closure: true, scope: true, linkage: true };
    assert_eq!(kept.retold(&names, attested), ask(&named, &Question { attested, ..question }));
    assert_eq!(kept.left_out.len(), 4);
}

#[test]
fn it_is_public_only_when_somebody_answers_for_it() {
    let korea = korea();
    let mut question = Question { sensitivity: false, ..Question::new(Choice::One(Method::Dga), 1) };
    let ask = |question: &Question| assess(&korea, question, &mut |_, _| {}).unwrap();
    assert!(ask(&question).headline().is_some() && !ask(&question).publishable());
    question.attested = Attested { closure: true, scope: true, linkage: false };
    assert!(!ask(&question).publishable());
    question.attested.linkage = true;
    assert!(ask(&question).publishable());
}

#[test]
fn a_method_that_no_other_supports_is_not_the_answer() {
    let mut assessment = of(&korea(), Choice::Auto);
    let mut check = |away: &[Method], expected: Verdict, says: &str| {
        for answer in assessment.answers.iter_mut().filter(|answer| away.contains(&answer.method)) {
            let summary = answer.summary.as_mut().unwrap();
            (summary.lower95, summary.upper95) = (300.0, 400.0);
        }
        let gate = estimate::gates::of_methods(&assessment.answers, Method::Lcmcr);
        assert_eq!(gate.verdict, expected);
        assert!(gate.found.to_string().contains(says), "{}", gate.found);
    };
    check(&[], Verdict::Passed, "overlap");
    check(
        &[Method::Loglinear],
        Verdict::Warned,
        "The interval of log-linear model does not meet that of latent classes",
    );
    check(&[Method::Dga], Verdict::Withheld, "that of averaged graphs or log-linear model");
}

#[test]
fn a_method_that_cannot_take_the_table_says_so() {
    let wide: Vec<(u32, u64)> = (0..7).flat_map(|a| (0..7).map(move |b| (1 << a | 1 << b, 20))).collect();
    let wide = OverlapTable::new((0..7).map(|at| format!("l{at}")).collect(), wide).unwrap();
    let refused = assess(&wide, &Question::new(Choice::One(Method::Dga), 1), &mut |_, _| {});
    assert!(matches!(refused, Err(Refusal::MethodLists { most: 6, found: 7, .. })));
    // A thousand million people: the numbers tried would end before the mass does.
    let huge = table(3, "100=300000000 010=300000000 110=20000000 001=400000000 011=20000000 101=20000000");
    let refused = assess(&huge, &Question::new(Choice::One(Method::Dga), 1), &mut |_, _| {});
    assert!(matches!(refused, Err(Refusal::Beyond { .. })), "{refused:?}");
}

#[test]
fn linkages_are_combined_as_rubin_does() {
    let draws = |middle: f64| Replicate {
        n: 100,
        totals: vec![100.0 + middle * 0.9, 100.0 + middle, 100.0 + middle / 0.9],
    };
    // Three draws at −c, 0, c on the log scale have the variance c²; the tables' means are 0 and ln 2 apart.
    let combined = combine(&[draws(50.0), draws(100.0)]).unwrap();
    let c = (1.0f64 / 0.9).ln();
    let between = (2.0f64).ln().powi(2) / 2.0;
    let total = c * c + 1.5 * between;
    assert!((combined.from_linkage - 1.5 * between / total).abs() < 1e-12);
    assert!((combined.freedom - (1.0 + c * c / (1.5 * between)).powi(2)).abs() < 1e-12);
    assert!((combined.summary.median - 100.0 - (5000.0f64).sqrt()).abs() < 1e-9);
    // Tables that agree: no more than the normal interval of one.
    let same = combine(&[draws(50.0), draws(50.0)]).unwrap();
    assert!((same.summary.upper95 - 100.0 - 50.0 * (1.959_963_984_540_054 * c).exp()).abs() < 1e-9);
    assert_eq!((same.from_linkage, same.freedom), (0.0, f64::INFINITY));
    assert_eq!(combine(&[draws(50.0)]), None);
}

#[test]
fn students_quantile_is_the_tables() {
    for (freedom, expected) in [
        (1.0, 12.7062),
        (2.0, 4.3027),
        (3.0, 3.1824),
        (5.0, 2.5706),
        (10.0, 2.2281),
        (30.0, 2.0423),
        (1000.0, 1.9623),
    ] {
        let found = estimate::combine::t_quantile(freedom);
        assert!((found / expected - 1.0).abs() < 1e-3, "{freedom}: {found}, not {expected}");
    }
}

#[test]
fn strata_are_added_draw_by_draw() {
    let korea = of(&korea(), Choice::One(Method::Lcmcr));
    let total = add_up(&[("a".into(), korea.clone()), ("b".into(), korea.clone())], 3);
    let one = korea.headline().unwrap();
    let both = total.summary.unwrap();
    assert_eq!(total.n, 246);
    // Means add up; an interval of a sum is narrower than the sum of intervals.
    assert!((both.mean / (2.0 * one.mean) - 1.0).abs() < 0.03, "{} {}", both.mean, one.mean);
    assert!(both.upper95 - both.lower95 < 2.0 * (one.upper95 - one.lower95));
    let nothing = of(&table(3, "100=30 010=30 110=20 001=40"), Choice::Auto);
    let total = add_up(&[("a".into(), korea), ("b".into(), nothing)], 3);
    assert_eq!((total.summary, total.withheld), (None, vec!["b".to_owned()]));
}
