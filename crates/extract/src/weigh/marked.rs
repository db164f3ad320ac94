//! Texts of the training set in which the answers are marked where they stand (`texts/README.md`): read into the text without marks
//! and what the marks say, in the gold shape with the place of each name.
//!
//! `{Name}` or `{1 Name}` was detained (the number tells persons apart), `{?2 Name}` counts for nothing, `{u3 a driver}` is detained and has no
//! name; `[1,2 role: student]` says something of them. It must never drop a letter of the text: a mark that cannot be read stays in it.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What an attribute says in the gold shape, by the word in the mark: its words, and a code where the mark gives one.
const KEYS: [(&str, &str); 7] = [
    ("role", "role_q"),
    ("org", "org_q"),
    ("by", "by_q"),
    ("place", "place_q"),
    ("held", "held_q"),
    ("day", "when_q"),
    ("outcome", "outcome_q"),
];

/// One mark: what stands in the brackets, taken apart.
enum Mark<'m> {
    Name { who: Option<&'m str>, sort: Sort, words: &'m str },
    Says { who: Vec<&'m str>, key: &'static str, code: Option<&'m str>, words: &'m str },
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Detained,
    Doubtful,
    Unnamed,
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn name(inside: &str) -> Mark<'_> {
    let (sort, rest) = match inside.strip_prefix('?') {
        Some(rest) => (Sort::Doubtful, rest),
        None => (Sort::Detained, inside),
    };
    let unnamed = rest.strip_prefix('u').and_then(|rest| rest.split_once(' '));
    if let Some((who, words)) = unnamed.filter(|(who, _)| is_number(who)) {
        return Mark::Name { who: Some(who), sort: Sort::Unnamed, words };
    }
    match rest.split_once(' ').filter(|(who, _)| is_number(who)) {
        Some((who, words)) => Mark::Name { who: Some(who), sort, words },
        None => Mark::Name { who: None, sort, words: rest },
    }
}

fn says(inside: &str) -> Option<Mark<'_>> {
    let (head, words) = inside.split_once(": ")?;
    let (who, key) = head.split_once(' ')?;
    let (key, code) = key.split_once('=').map_or((key, None), |(key, code)| (key, Some(code)));
    let (_, key) = KEYS.iter().find(|(word, _)| *word == key)?;
    let who: Vec<&str> = who.split(',').collect();
    who.iter().all(|one| is_number(one)).then_some(Mark::Says { who, key, code, words })
}

/// The next mark of a text: what stands before it, the mark, and what comes after.
fn next(text: &str) -> Option<(&str, Mark<'_>, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(['{', '['])?;
        let (before, rest) = text.split_at_checked(at)?;
        let mut inside = rest.chars();
        let curly = inside.next() == Some('{');
        let inside = inside.as_str();
        let found = inside.split_once(if curly { '}' } else { ']' });
        let mark = found.and_then(|(inside, rest)| {
            let mark = if curly { Some(name(inside)) } else { says(inside) };
            mark.map(|mark| (before, mark, rest))
        });
        if mark.is_some() {
            return mark;
        }
        from = at + 1;
    }
}

/// A text with marks: the text without them, and what they say. A last line after "=>" gives the detained in the nominative instead.
pub fn read(marked: &str) -> (String, Value) {
    let (mut rest, listed) = marked.split_once("\n=>").unwrap_or((marked, ""));
    let mut facts: Vec<Value> = listed
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| json!({ "type": "detention", "named": true, "name": name }))
        .collect();
    let mut text = String::new();
    let mut by_number: BTreeMap<&str, Value> = BTreeMap::new();
    while let Some((before, mark, after)) = next(rest) {
        text.push_str(before);
        let from = text.len();
        let (Mark::Name { words, .. } | Mark::Says { words, .. }) = &mark;
        text.push_str(words);
        let quote = json!({ "quote": words, "b0": from, "b1": text.len() });
        match mark {
            Mark::Name { who, sort, words } => {
                let fact = || {
                    json!({ "type": "detention", "named": sort != Sort::Unnamed, "name": words,
                        "optional": sort == Sort::Doubtful, "outcome": "unknown" })
                };
                match who {
                    Some(who) => {
                        let known = by_number.entry(who).or_insert_with(|| json!({ "type": "detention" }));
                        if known.get("name").is_none() {
                            for (key, value) in fact().as_object().into_iter().flatten() {
                                if known.get(key).is_none() {
                                    set(known, key, value.clone());
                                }
                            }
                        }
                        add(known, "name_mentions", quote);
                    }
                    None => {
                        let mut fact = fact();
                        add(&mut fact, "name_mentions", quote);
                        facts.push(fact);
                    }
                }
            }
            Mark::Says { who, key, code, .. } => {
                for who in who {
                    // What is said before the name stands.
                    let fact = by_number.entry(who).or_insert_with(|| json!({ "type": "detention" }));
                    add(fact, key, quote.clone());
                    if let Some(code) = code.filter(|_| key == "outcome_q") {
                        set(fact, "outcome", json!(code));
                    }
                }
            }
        }
        rest = after;
    }
    text.push_str(rest);
    facts.extend(by_number.into_values());
    (text, json!({ "facts": facts, "placed": listed.is_empty() }))
}

fn set(fact: &mut Value, key: &str, value: Value) {
    if let Some(object) = fact.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

fn add(fact: &mut Value, key: &str, quote: Value) {
    let Some(object) = fact.as_object_mut() else { return };
    if let Some(list) = object.entry(key).or_insert_with(|| json!([])).as_array_mut() {
        list.push(quote);
    }
}
