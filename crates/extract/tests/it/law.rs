//! Laws that hold for any text: what is quoted stands there, nothing fails, the same text gives the same drafts.

use super::mutate::{Chance, spoiled};
use extract::eval::score;
use extract::span::CodePoints;
use extract::{About, Day, read};
use proptest::prelude::*;
use serde_json::json;

/// The texts that were made up for this project.
pub fn reports() -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../extract/texts/tune");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt"));
    texts.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// Reads a text and holds every quote of every draft against it, by bytes and by code points.
fn quotes_what_stands_there(text: &str) {
    let about = About { published: Some(Day { year: 2031, month: 6, day: 9 }), lang: None };
    let reading = read(text, &about);
    let drafts = extract::gold::document("x", reading.lang, "", text, &reading.facts);
    let score = score(text, &json!({ "facts": [] }), &drafts);
    assert_eq!(score.fabricated, 0, "{:?}\n{text:?}", score.misses);
    assert_eq!(reading, read(text, &about), "the same text gave other drafts");
}

#[test]
fn code_points_are_counted_up_to_the_very_end() {
    for letters in [0, 1, 127, 128, 129, 255, 256, 257, 511, 512, 513] {
        for letter in ["a", "ж", "👩"] {
            let text = letter.repeat(letters);
            let points = CodePoints::of(&text);
            assert_eq!(points.all(), letters, "{letters} of {letter}");
            assert_eq!(points.before(text.len()), letters);
        }
    }
}

/// A sample; `cargo run --release -p extract --example extract_mutate -- 100000` is the full run.
#[test]
fn spoiled_reports_are_quoted_as_they_stand() {
    let reports = reports();
    let mut chance = Chance::new(7);
    for _ in 0..200 {
        quotes_what_stands_there(&spoiled(&reports, &mut chance));
    }
}

#[test]
fn a_line_of_a_megabyte_is_read_in_bounded_time() {
    for piece in ["police arrested Anna Lee, ", "полиция задержала Анну Ли и ", "a", "«", "100 ", "Ли Ли "]
    {
        quotes_what_stands_there(&piece.repeat(150_000 / piece.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_at_all_is_quoted_as_it_stands(text in "\\PC{0,200}") {
        quotes_what_stands_there(&text);
    }

    #[test]
    fn words_of_reports_in_any_order_are_quoted_as_they_stand(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "police", "arrested", "Anna Lee", "Анну Ли", "задержала", "полиция", "ұстады", "Айгерім Оспанды", "полиция", "was", "released",
                "not", "не", "journalist", "журналист", ",", ".", "и", "and", "мен", "53", "человек", "people", "\n", "«Тон»", "(", ")", "—", "on June 9",
                "вчера", "кеше", "'s", "in Almaty", "в Алматы", "Алматыда", "said", "сообщил", ":", "40 адам", "\u{202e}",
            ]),
            0..60,
        )
    ) {
        quotes_what_stands_there(&words.join(" "));
    }
}
