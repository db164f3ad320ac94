//! The words by which a block is known not to be report, to be a caption, or to be a heading. Tables first; a page
//! that words its furniture differently is read as paragraphs, which loses nothing.

use super::BlockKind;

/// Beginnings of furniture, lower case. Only short blocks are judged by them.
const FURNITURE: &[&str] = &[
    "skip to ",
    "jump to ",
    "donate",
    "subscribe",
    "sign up",
    "share this",
    "follow us",
    "read more",
    "related content",
    "more reading",
    "most viewed",
    "most read",
    "get updates",
    "join our",
    "cookie",
    "we use cookies",
    "advertisement",
    "privacy policy",
    "terms of use",
    "all rights reserved",
    "click to expand",
    "print this",
    "перейти к ",
    "поделиться",
    "подписаться",
    "подпишитесь",
    "подписывайтесь",
    "поддержите",
    "пожертв",
    "все права защищены",
    "читайте также",
    "читайте по теме",
    "реклама",
    "политика конфиденциальности",
    "при использовании материалов",
    "наверх",
    "негізгі мазмұн",
    "бөлісу",
    "жазылу",
    "жазылыңыз",
    "барлық құқықтар",
    "тағы оқыңыз",
    "жарнама",
];

/// Furniture anywhere in a short block.
const FURNITURE_INSIDE: &[&str] = &[
    "tax deductible",
    "tax-deductible",
    "make a donation",
    "donate now",
    "all rights reserved",
    "to our newsletter",
    "все права защищены",
    "на нашу рассылку",
];

/// Whole blocks that are labels left over from a page's layout.
const LABELS: &[&str] = &[
    "region / country",
    "region/country",
    "topic",
    "topics",
    "tags",
    "tag",
    "share",
    "menu",
    "search",
    "related",
    "download",
    "languages",
    "available in",
    "регион / страна",
    "регион",
    "тема",
    "темы",
    "теги",
    "метки",
    "меню",
    "поиск",
    "мәзір",
    "іздеу",
    "тақырып",
    "facebook",
    "twitter",
    "telegram",
    "whatsapp",
    "email",
    "print",
];

/// Beginnings of captions and credits.
const CAPTIONS: &[&str] = &[
    "photo:",
    "photo by",
    "photograph:",
    "photo credit",
    "image:",
    "picture:",
    "credit:",
    "фото:",
    "фото ",
    "снимок:",
    "фотография:",
    "сурет:",
    "фото ©",
    "file photo",
];

/// Credits inside a caption.
const CREDITS: &[&str] =
    &["(ap photo", "ap photo/", "/reuters", "reuters/", "/afp", "afp/", "getty images", "(фото:"];

/// Longest furniture, caption and heading, in characters.
const FURNITURE_LENGTH: usize = 200;
const CAPTION_LENGTH: usize = 400;
const HEADING_LENGTH: usize = 120;
const TITLE_LENGTH: usize = 200;

/// What a block of unmarked text is, by its words alone: never [`BlockKind::Title`], which needs its place.
pub(super) fn kind_of(text: &str) -> BlockKind {
    let lower = text.to_lowercase();
    let length = text.chars().count();
    if length <= FURNITURE_LENGTH
        && (FURNITURE.iter().any(|words| lower.starts_with(words))
            || FURNITURE_INSIDE.iter().any(|words| lower.contains(words))
            || LABELS.contains(&lower.trim_end_matches(':')))
    {
        return BlockKind::Boilerplate;
    }
    let credited = lower.contains('©') || CREDITS.iter().any(|words| lower.contains(words));
    if length <= CAPTION_LENGTH && (credited || CAPTIONS.iter().any(|words| lower.starts_with(words))) {
        return BlockKind::Caption;
    }
    if list_marker(text) {
        return BlockKind::ListItem;
    }
    if length <= HEADING_LENGTH && is_headline(text) {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}

/// Whether the first block of a report can be its title.
pub(super) fn can_be_title(text: &str) -> bool {
    text.chars().count() <= TITLE_LENGTH && is_headline(text)
}

/// One line with letters and without the stop of a sentence.
fn is_headline(text: &str) -> bool {
    let stop = text.trim_end_matches(['"', '”', '»', ')', '’']).ends_with(['.', ':', ';', ',', '…']);
    !text.contains('\n') && !stop && text.chars().any(char::is_alphabetic)
}

/// Whether a line begins like an item of a list: a bullet or a short number with a point or bracket.
pub(super) fn list_marker(text: &str) -> bool {
    let bullet =
        text.strip_prefix(['-', '–', '—', '•', '*', '·', '▪', '◦']).is_some_and(|rest| rest.starts_with(' '));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && text
            .get(digits..)
            .and_then(|rest| rest.strip_prefix(['.', ')']))
            .is_some_and(|rest| rest.starts_with(' '));
    bullet || numbered
}
