//! How a request to erase stands, moment by moment.

use claims::when::Instant;
use claims::{ErasureFacts, ErasureState, Tier, Tiers, erasure_state};

#[test]
fn nothing_is_due_before_the_delay_has_passed_since_the_confirmation() {
    let at = Instant::from_unix;
    let check = |confirmed, held, cancelled, done, now, expected| {
        let facts = ErasureFacts {
            asked: at(1_000),
            delay: 100,
            confirmed: Option::map(confirmed, at),
            cancelled,
            done: Option::map(done, at),
            held,
        };
        assert_eq!(erasure_state(&facts, at(now)), expected, "{facts:?} at {now}");
    };
    let none = None::<i64>;
    check(none, false, false, none, 9_999, ErasureState::Unconfirmed);
    check(Some(1_050), false, false, none, 1_149, ErasureState::Waiting(at(1_150)));
    check(Some(1_050), false, false, none, 1_150, ErasureState::Due(at(1_150)));
    // A confirmation by a clock that is slow does not shorten the delay.
    check(Some(5), false, false, none, 1_099, ErasureState::Waiting(at(1_100)));
    // A hold wins, before and after the request is due; and it does not confirm anything.
    check(Some(1_050), true, false, none, 1_060, ErasureState::Held(at(1_150)));
    check(Some(1_050), true, false, none, 9_999, ErasureState::Held(at(1_150)));
    check(none, true, false, none, 9_999, ErasureState::Unconfirmed);
    check(Some(1_050), false, true, none, 9_999, ErasureState::Cancelled);
    // What is gone is gone, whatever is decided later.
    check(Some(1_050), true, true, Some(1_200), 9_999, ErasureState::Done(at(1_200)));
}

#[test]
fn sets_of_tiers_have_names_and_codes() {
    for (name, words, code) in [
        ("all", "all tiers", Some(14)),
        ("facts", "facts", Some(2)),
        ("identity", "identity", Some(4)),
        ("source", "source", Some(8)),
    ] {
        let tiers = Tiers::from_name(name).unwrap();
        assert_eq!((tiers.words().as_str(), Some(tiers.code())), (words, code));
        assert_eq!(Tiers::from_code(tiers.code()), Some(tiers));
    }
    assert_eq!(Tiers::from_name("names"), None);
    assert_eq!(Tiers::from_code(1), None);
    assert_eq!(Tiers::from_code(0x10), None);
    let two = Tiers::of(Tier::Source).and(Tier::Facts);
    assert_eq!(two.each().collect::<Vec<_>>(), [Tier::Facts, Tier::Source]);
    assert_eq!(two.words(), "facts, source");
}
