//! Whether a text tells of detentions: by what was drafted from it, and by the words of the lexicons where nothing was.
//! Missing a report costs more than reading one too many, so two words that speak of detention are enough.

use crate::document::{About, Document};
use crate::fact::Kind;
use crate::read::{LONGEST, Reading};

/// What a text is to a monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relevance {
    /// It tells, or may tell, of detentions.
    Relevant,
    /// It does not, as far as can be seen.
    Noise,
}

impl Relevance {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Relevance::Relevant => "relevant",
            Relevance::Noise => "noise",
        }
    }
}

/// How it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// What it comes to.
    pub relevance: Relevance,
    /// 0 to 100; relevant from [`ENOUGH`].
    pub score: u8,
    /// Detentions that were drafted, told as of now.
    pub detentions: u32,
    /// Counts that were drafted.
    pub counts: u32,
    /// Words of detention, release and court.
    pub words: u32,
}

/// From here on a text is relevant.
pub const ENOUGH: u32 = 20;

/// Sentences of a post, at most.
const SHORT: usize = 8;

/// Tags of the lexicons that speak of detention.
const TAGS: [&str; 6] = ["detain", "take", "hold", "release", "court", "custodyplace"];

/// Weighs a text by what was read from it.
pub fn weigh(text: &str, reading: &Reading) -> Weight {
    let (mut detentions, mut counts, mut score) = (0u32, 0u32, 0u32);
    for fact in &reading.facts {
        match &fact.kind {
            Kind::Detention(of) if of.background => score += 10,
            Kind::Detention(of) => {
                detentions += 1;
                score += if of.named { 60 } else { 40 };
            }
            Kind::Count(of) => {
                counts += 1;
                let custody = ["detain", "arrest", "jail", "released", "admin"];
                score += if custody.iter().any(|word| of.of.contains(word)) { 40 } else { 5 };
            }
            Kind::Harm(_) => score += 10,
            Kind::Property(_) => score += 5,
            Kind::Intervention(_) | Kind::Statement(_) => {}
        }
    }
    let words = if score < ENOUGH { words(text, reading) } else { 0 };
    score += 10 * words.min(3);
    let relevance = if score >= ENOUGH { Relevance::Relevant } else { Relevance::Noise };
    Weight { relevance, score: u8::try_from(score.min(100)).unwrap_or(100), detentions, counts, words }
}

/// Sentences with a word of detention, the plain ones only: "took" and "held" speak of everything.
fn words(text: &str, reading: &Reading) -> u32 {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let document =
        Document::of(text.get(..end).unwrap_or(""), &About { published: None, lang: Some(reading.lang) });
    // In a post of a few lines one verb of detention is what it is about.
    let short = document.sentences.len() <= SHORT;
    let found = |sentence: usize| {
        let lexicon = document.sentences.get(sentence).map(|sentence| document.lexicons.of(sentence.lang));
        let tags = TAGS.iter().flat_map(|tag| document.tagged_as(sentence, tag));
        let strength = tags.map(|tagged| match lexicon.map_or("", |lexicon| lexicon.name(tagged.tag)) {
            "detain.past" | "take.act" | "take.pass" => 0,
            "detain.act" | "detain.both" | "detain.pass" | "detain.short" if short => 2,
            _ => 1,
        });
        strength.max().unwrap_or(0)
    };
    (0..document.sentences.len()).map(found).sum()
}
