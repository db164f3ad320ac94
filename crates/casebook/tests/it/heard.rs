//! From whom a detention was heard: chains to their ends, sources judged the same, and nobody where nobody is named.

use crate::story::{Story, day, name, rec};
use casebook::HeardFrom;
use claims::{Attestation, Property, RecordId, Ruling, Value, Verdict};

/// A detention of a person of its own, said by these sources.
fn detained(story: &mut Story, n: u8, sources: &[RecordId]) {
    story.say(rec(n), Property::PersonName, name("Somebody Synthetic"));
    for source in sources.iter().copied().map(Some).chain(sources.is_empty().then_some(None)) {
        story
            .say_with(rec(n + 100), Property::DetentionOf, Value::Ref(rec(n)), |claim| claim.source = source);
    }
    story.say(rec(n + 100), Property::DetentionWhen, day("2019-06-09"));
}

fn heard(story: &Story) -> HeardFrom {
    let book = story.book();
    let sheet = book.sheet().unwrap();
    book.heard_from(&sheet).unwrap()
}

#[test]
fn outlets_that_copy_one_post_are_one_voice() {
    let (outlet, copy, post, court) = (rec(10), rec(11), rec(12), rec(13));
    let mut story = Story::default();
    for source in [outlet, copy, post, court] {
        story.say(source, Property::SourceName, name("Source"));
    }
    detained(&mut story, 1, &[outlet]);
    detained(&mut story, 2, &[copy, court]);
    detained(&mut story, 3, &[post]);
    detained(&mut story, 4, &[]);
    // As long as nobody says that they copy, they are four.
    assert_eq!(
        heard(&story),
        HeardFrom {
            voices: vec![vec![outlet], vec![copy], vec![post], vec![court]],
            of: vec![vec![0], vec![1, 3], vec![2], vec![]],
        }
    );
    story.say(outlet, Property::SourceRelays, Value::Ref(post));
    story.say(copy, Property::SourceRelays, Value::Ref(post));
    assert_eq!(
        heard(&story),
        HeardFrom { voices: vec![vec![post], vec![court]], of: vec![vec![0], vec![0, 1], vec![0], vec![]] }
    );
    // Whoever passes on the court's words too makes one voice of both, since nobody can tell which it passed on.
    story.say(copy, Property::SourceRelays, Value::Ref(court));
    assert_eq!(
        heard(&story),
        HeardFrom { voices: vec![vec![post, court]], of: vec![vec![0], vec![0], vec![0], vec![]] }
    );
}

#[test]
fn sources_judged_the_same_are_one_voice_and_that_can_be_undone() {
    let (one, other) = (rec(10), rec(11));
    let mut story = Story::default();
    for source in [one, other] {
        story.say(source, Property::SourceName, name("Source"));
    }
    detained(&mut story, 1, &[one]);
    detained(&mut story, 2, &[other]);
    let judged = story.judge(one, other, Verdict::Same);
    assert_eq!(heard(&story).of, [vec![0], vec![0]]);
    story.decide(one, Ruling::Undo(judged), "they are two");
    assert_eq!(heard(&story).of, [vec![0], vec![1]]);
}

#[test]
fn what_is_answered_for_holds_until_it_is_undone() {
    let mut story = Story::default();
    let attestation = Attestation {
        closure: true,
        scope: true,
        linkage: false,
        lists: vec![rec(10), rec(11)],
        question: "".into(),
    };
    let id = story.decide(rec(10), Ruling::Attest(Box::new(attestation.clone())), "the town was closed");
    let found = story.book().attestations();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].attestation, &*found[0].why), (&attestation, "the town was closed"));
    story.decide(rec(10), Ruling::Undo(id), "it was not");
    assert_eq!(story.book().attestations(), []);
}
