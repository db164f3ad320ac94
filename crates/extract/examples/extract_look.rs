//! Shows how a text is read, sentence by sentence: what was recognised and which frames fit. For those who mend a grammar:
//! `cargo run -q -p extract --example extract_look -- FILE` (or `-` for stdin).
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use extract::document::{About, Document};
use extract::{facts, frame::Field, items};

fn main() {
    let file = std::env::args().nth(1).unwrap();
    let text = if file == "-" {
        std::io::read_to_string(std::io::stdin()).unwrap()
    } else {
        std::fs::read_to_string(file).unwrap()
    };
    let document = Document::of(&text, &About::default());
    let things = items::recognise(&document);
    for (at, sentence) in document.sentences.iter().enumerate() {
        println!("\n[{} {}] {}", at, sentence.lang.tag(), sentence.span(&document.tokens).quote(&text));
        let here = &things.sentences[at];
        let bounds = sentence.from..sentence.to;
        for name in things.names.iter().filter(|name| bounds.contains(&name.from)) {
            println!("  name   {:?} {:?} cases {:b} sure {}", name.bearer, name.name, name.cases, name.sure);
        }
        for item in &here.items {
            println!("  item   {} {:?} {:?}", item.what, document.quote(item.from, item.to), item.traits);
        }
        let lexicon = document.lexicons.of(sentence.lang);
        let tags: Vec<String> = document.tagged[at]
            .iter()
            .map(|tagged| {
                format!("{}={}", document.quote(tagged.at, tagged.at + tagged.len), lexicon.name(tagged.tag))
            })
            .collect();
        println!("  tags   {}", tags.join(" · "));
        let field = Field::new(
            &text,
            &document.tokens,
            sentence.from,
            sentence.to,
            &document.tagged[at],
            &here.items,
        );
        let frames = facts::frames(sentence.lang);
        for found in field.matches(frames) {
            println!("  FRAME  {} {:?}", frames.list[found.frame].name, document.quote(found.from, found.to));
        }
    }
    let reading = extract::read(&text, &About::default());
    for fact in reading.facts {
        println!("\n{:#?}", fact);
    }
}
