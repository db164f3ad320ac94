//! The data files say only what can be read.

#[test]
fn every_line_of_words_and_frames_is_understood() {
    let mistakes: Vec<String> = extract::lexicon::check()
        .into_iter()
        .chain(extract::facts::check())
        .chain(extract::weigh::marks::check())
        .chain(extract::weigh::pairs::candidates::check())
        .map(|mistake| mistake.to_string())
        .collect();
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}
