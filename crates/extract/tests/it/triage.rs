//! Sorting what comes in, against planted truth: which of the texts are copies of which.

use super::law::reports;
use super::mutate::Chance;
use extract::triage::{Like, Pile, Relevance, Triage, weigh};
use extract::{About, read};

fn lay(pile: &mut Pile, text: &str) -> Triage {
    pile.lay(text, &read(text, &About::default()))
}

#[test]
fn what_tells_of_detentions_is_relevant_and_the_rest_of_a_day_is_noise() {
    let check = |text: &str, expected: Relevance| {
        let weight = weigh(text, &read(text, &About::default()));
        assert_eq!(weight.relevance, expected, "{weight:?}\n{text}");
    };
    for text in [
        "Police detained journalist Anna Lee outside the polling station.",
        "В Алматы задержали наблюдателя Олега Коваля, сообщает штаб.",
        "Полиция Айгерім Садықованы ұстады.",
        "Over 40 people were detained in the square by noon.",
        "They let my brother out of custody. He had been under arrest since Sunday.",
    ] {
        check(text, Relevance::Relevant);
    }
    for text in [
        "",
        "The national team won 3:1 in Astana; 40,000 people watched.",
        "Tomorrow it will rain in the north. Roads may be slippery.",
        "The central bank left its rate at 14 percent.",
        "В городе открыли новую библиотеку. Пришли сотни горожан.",
        "Курс доллара вырос до 500 тенге.",
        "Бүгін Алматыда жаңбыр жауады. Жол тайғақ болады.",
        "Quarterly profits were held back by cardiac arrest drugs.",
        "👍👍👍 !!! ???",
    ] {
        check(text, Relevance::Noise);
    }
}

/// A copy as people make them: a line before, a line after, marks and case changed, a word left out or doubled.
fn reposted(text: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    if words.len() > 60 {
        let at = 20 + chance.below(words.len() - 40);
        let word = words[at].clone();
        // Small words only: a name that is gone is news.
        if word.chars().all(char::is_lowercase) {
            words.insert(at, word);
        }
    }
    let body = words.join(if chance.below(2) == 0 { " " } else { "  " });
    match chance.below(4) {
        0 => format!("‼️ {body}"),
        1 => format!("{body}\n\n👉 подпишись"),
        2 => format!("via repost\n\n{body}"),
        _ => body,
    }
}

#[test]
fn ten_reposts_are_one_chain_and_other_texts_are_not() {
    let reports = reports();
    let mut chance = Chance::new(11);
    let mut pile = Pile::new();
    let mut truth: Vec<usize> = Vec::new();
    let mut found: Vec<usize> = Vec::new();
    let mut heads = vec![None; reports.len()];
    let mut order: Vec<usize> = (0..reports.len() * 10).map(|n| n % reports.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, chance.below(at + 1));
    }
    for (number, report) in order.into_iter().enumerate() {
        let text = reposted(&reports[report], &mut chance);
        let triage = lay(&mut pile, &text);
        truth.push(*heads[report].get_or_insert(number));
        found.push(triage.like.map_or(number, |like| like.first));
    }
    let wrong: Vec<usize> = (0..truth.len()).filter(|n| truth[*n] != found[*n]).collect();
    assert!(wrong.is_empty(), "{} of {} in another chain: {wrong:?}", wrong.len(), truth.len());
}

#[test]
fn an_update_is_in_the_chain_and_is_news() {
    let first = "As of noon police in Almaty detained journalist Anna Lee and observer Mark Stone outside the polling \
                 station on Abay Avenue, their colleagues said. Police did not answer calls.\n";
    let mut pile = Pile::new();
    assert_eq!(lay(&mut pile, first).like, None);
    let check = |pile: &mut Pile, text: &str, like: Option<Like>, news: bool| {
        let triage = lay(pile, text);
        assert_eq!(triage.like, like, "{text}");
        assert_eq!(triage.is_news(), news, "{text}");
    };
    let same = Some(Like { nearest: 0, first: 0, changed: false });
    let update = Some(Like { nearest: 0, first: 0, changed: true });
    check(&mut pile, first, same, false);
    check(&mut pile, &first.to_uppercase().to_lowercase().replace("as of", "As of"), update, true);
    check(&mut pile, &first.replace("Police did not answer calls.", "Police did not answer."), same, false);
    check(&mut pile, &first.replace("Mark Stone", "Peter Gray"), update, true);
    check(&mut pile, &first.replace("detained", "did not detain"), update, true);
    check(&mut pile, "Police in Almaty detained Anna Lee on Friday.", None, true);
    check(&mut pile, "Rain.", None, false);
}

#[test]
fn a_short_copy_belongs_to_the_long_text() {
    let head = "Police in Almaty detained journalist Anna Lee outside the polling station on Abay Avenue at noon, her \
                colleagues said in a statement to the press.";
    let more = " The station had opened at seven in the morning and hundreds of voters had come by then. Others said that \
                the queue went round the corner, that tea was handed out, and that nobody had complained until then.";
    let mut pile = Pile::new();
    lay(&mut pile, &format!("{head}{more}"));
    let short = lay(&mut pile, head);
    assert_eq!(short.like, Some(Like { nearest: 0, first: 0, changed: false }));
    assert!(!short.is_news());
}

#[test]
fn a_phrase_that_everybody_uses_joins_nothing() {
    let mut pile = Pile::new();
    let foot = "Subscribe to our channel and send us your news by post or by phone at any time";
    for (number, name) in ["Anna Lee", "Mark Stone", "Peter Gray"].iter().enumerate() {
        let text = format!(
            "Police detained {name} in square number {number} while shops were being opened by owners nearby. {foot}"
        );
        let like = lay(&mut pile, &text).like;
        assert!(like.is_none_or(|like| like.changed), "{text}");
    }
}
