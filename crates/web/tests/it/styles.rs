//! The stylesheets of the rooms are one sheet in the end: a class that two rooms lay out by themselves is laid out by both.

use std::collections::BTreeMap;

/// The sheet of every page may be refined by a room's own; two rooms never share a name.
const ROOMS: [(&str, &str); 6] = [
    ("access", include_str!("../../assets/access.css")),
    ("intake", include_str!("../../assets/intake.css")),
    ("units", include_str!("../../assets/units.css")),
    ("records", include_str!("../../assets/records.css")),
    ("counts", include_str!("../../assets/counts.css")),
    ("office", include_str!("../../assets/office.css")),
];

/// The classes that begin a selector of a sheet: `.tap` of `.tap:has(:checked)`; not those of `form.receipt` or `.one .tap`.
fn leading(sheet: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut found = Vec::new();
    for selectors in text.split(['{', '}', ';']) {
        for selector in selectors.split(',') {
            if let Some(class) = selector.trim().strip_prefix('.') {
                let end = class.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(class.len());
                // `.8fr` in a declaration is a number.
                if class.starts_with(char::is_alphabetic) {
                    found.push(class[..end].to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn no_class_is_laid_out_by_two_rooms() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (room, sheet) in ROOMS {
        let classes = leading(sheet);
        assert!(!classes.is_empty(), "{room}.css has rules");
        for class in classes {
            let owner = *owners.entry(class.clone()).or_insert(room);
            assert_eq!(owner, room, ".{class} is laid out by {owner}.css and by {room}.css");
        }
    }
}
