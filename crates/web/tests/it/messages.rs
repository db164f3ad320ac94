//! The message files: every message in every language, with the same gaps; none missing, none unused.

use claims::counting::Measure;
use claims::legal::{CustodyState, ReleaseMode};
use claims::{HowKnown, Property, RecordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["en", "ru", "kk"];

fn room() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web")
}

/// Every file below a folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The messages of a language: id → the gaps of its text. Reads the plain form these files keep to: `id = text`, with
/// further lines indented.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(&room().join("i18n").join(language)) {
        // What the desk refuses has English sentences of its own: `refusals.rs` holds those against these.
        if file.ends_with("refusals.ftl") {
            continue;
        }
        let mut last = String::new();
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if !line.starts_with(' ') {
                let (id, _) = line.split_once(" =").unwrap_or_else(|| panic!("{}: {line}", file.display()));
                assert!(
                    found.insert(id.to_owned(), BTreeSet::new()).is_none(),
                    "{language}: {id} is there twice"
                );
                last = id.to_owned();
            }
            let gaps = line.split('$').skip(1);
            let names =
                gaps.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>());
            found.get_mut(&last).unwrap().extend(names);
        }
    }
    found
}

/// The text of the room's sources and templates.
fn sources() -> String {
    let mut all = String::new();
    for folder in ["src", "templates"] {
        for file in files(&room().join(folder)) {
            all.push_str(&std::fs::read_to_string(file).unwrap());
        }
    }
    all
}

/// Ids made from codes: the prefix in the source, and every code it may meet.
fn made_from_codes() -> Vec<(&'static str, Vec<String>)> {
    let dashed = |name: &str| name.replace(['_', '.'], "-");
    let why = [
        "named",
        "unnamed",
        "group",
        "may-overlap",
        "inside-larger-group",
        "maybe-same",
        "not-certain",
        "judged-same",
        "draft",
        "retracted",
        "denied",
        "not-asserted",
        "nobody-named",
        "erased",
        "outside-scope",
        "after-as-of",
    ];
    let some = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    vec![
        ("scope-", desk::token::SCOPES.iter().map(|(name, _)| dashed(name)).collect()),
        ("token-", some(&["good", "expired", "revoked"])),
        (
            "kind-",
            RecordKind::ALL.iter().map(|kind| kind.name().to_owned()).chain(["record".to_owned()]).collect(),
        ),
        ("p-", Property::ALL.iter().map(|property| dashed(property.name())).collect()),
        ("state-", CustodyState::ALL.iter().map(|state| dashed(state.name())).collect()),
        ("release-", ReleaseMode::ALL.iter().map(|mode| dashed(mode.name())).collect()),
        (
            "by-",
            HowKnown::ALL
                .iter()
                .filter(|how| **how != HowKnown::Unknown)
                .map(|how| how.name().to_owned())
                .collect(),
        ),
        ("reliability-", some(&["a", "b", "c", "d", "e", "f"])),
        ("credibility-", some(&["1", "2", "3", "4", "5", "6"])),
        ("manner-", some(&["relayed", "pattern", "opinion", "inferred"])),
        (
            "role-",
            desk::access::Role::ALL
                .iter()
                .flat_map(|role| [role.name().to_owned(), format!("{}-about", role.name())])
                .collect(),
        ),
        ("way-", claims::CredentialKind::ALL.iter().map(|kind| kind.name().to_owned()).collect()),
        ("leave-", some(&["waits", "used", "past"])),
        ("verdict-", some(&["same", "different", "unsure", "none"])),
        (
            "measure-",
            Measure::ALL
                .iter()
                .flat_map(|m| [m.name().to_owned(), format!("{}-meaning", m.name())])
                .collect(),
        ),
        ("counts-by-", some(&["city", "day", "role", "unit"])),
        ("review-kind-", some(&["held", "contradiction", "duplicate", "incoming", "draft", "doubt"])),
        (
            "review-said-",
            some(&[
                "accepted",
                "corrected",
                "refused",
                "same",
                "different",
                "unsure",
                "relevant",
                "noise",
                "repeat",
                "held",
                "released",
                "seen",
            ]),
        ),
        ("count-unit-", some(&["persons", "detentions", "events"])),
        ("why-", some(&why)),
        ("standing-", some(&["agreed", "several", "accepted", "contested", "unknown"])),
        ("claim-", some(&["stands", "accepted", "draft", "retracted"])),
        (
            "around-",
            casebook::RelationKind::ALL
                .iter()
                .filter(|kind| **kind != casebook::RelationKind::Evidence)
                .map(|kind| kind.name().to_owned())
                .collect(),
        ),
        ("sign-", desk::review::Sign::ALL.iter().map(|sign| dashed(sign.name())).collect()),
        ("draft-", desk::review::DraftKind::ALL.iter().map(|kind| kind.name().to_owned()).collect()),
        ("drafted-", some(&["accepted", "corrected", "refused"])),
        (
            "slot-",
            desk::review::DraftKind::ALL
                .iter()
                .flat_map(|kind| desk::review::slots_of(*kind).iter().map(|slot| (*slot).to_owned()))
                .collect(),
        ),
        (
            "intake-js-",
            some(&[
                "draft-kept",
                "draft-not-kept",
                "draft-found",
                "draft-go-on",
                "draft-drop",
                "offline",
                "waiting",
                "send-now",
                "save-file",
                "may-vanish",
                "refused",
                "put-back",
                "as-mine",
                "sign-in",
                "sign-in-link",
                "sent",
                "clock",
                "kept-here",
                "no-calls-file",
            ]),
        ),
        (
            "intake-refused-",
            some(&[
                "text",
                "when",
                "name",
                "source",
                "unit",
                "by",
                "receipt",
                "conflict",
                "busy",
                "not-found",
                "contact",
                "as",
            ]),
        ),
        ("feeds-heap-", some(&["waiting", "noise", "done"])),
        ("feeds-marked-", some(&["relevant", "noise", "repeat"])),
        ("feeds-way-", some(&["folder", "private"])),
        ("method-", methods()),
        ("assumption-", methods()),
        ("family-form-", some(&["not-known", "reported", "located", "released"])),
        ("gate-", some(&["passed", "warned", "not-asked", "not-public", "withheld"])),
        ("estimate-attest-", some(&["closure", "scope", "linkage"])),
        ("erasure-", some(&["gone", "begun"])),
        ("tier-", claims::Tier::ALL.iter().map(|tier| tier.name().to_owned()).collect()),
        ("month-", (1..=12).map(|month| month.to_string()).collect()),
    ]
}

/// The words of the estimate's methods.
fn methods() -> Vec<String> {
    use estimate::Method;
    let all = [Method::Lcmcr, Method::Dga, Method::Loglinear, Method::Chao, Method::Sparse];
    all.into_iter().map(|method| method.word().to_owned()).collect()
}

#[test]
fn every_message_is_in_every_language_with_the_same_gaps() {
    let english = messages("en");
    assert!(english.len() > 500, "only {} messages were read", english.len());
    for language in LANGUAGES {
        let theirs = messages(language);
        let missing: Vec<_> = english.keys().filter(|id| !theirs.contains_key(*id)).collect();
        let extra: Vec<_> = theirs.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language}: missing {missing:?}, extra {extra:?}");
        for (id, gaps) in &english {
            // A language may need no plural form, but whatever is shown must be shown in all.
            assert_eq!(gaps, &theirs[id], "{language}: the gaps of {id} differ");
        }
    }
}

#[test]
fn every_code_of_the_domain_has_its_word() {
    let english = messages("en");
    for (prefix, codes) in made_from_codes() {
        for code in codes {
            let id = format!("{prefix}{code}");
            assert!(english.contains_key(&id), "there is no message {id}");
        }
    }
}

#[test]
fn no_message_is_unused() {
    let (english, sources) = (messages("en"), sources());
    let made: BTreeSet<String> = made_from_codes()
        .iter()
        .flat_map(|(prefix, codes)| codes.iter().map(move |code| format!("{prefix}{code}")))
        .collect();
    let unused: Vec<_> = english
        .keys()
        // Terms are an open vocabulary: what somebody may have written.
        .filter(|id| !id.starts_with("term-") && !made.contains(*id))
        .filter(|id| !sources.contains(&format!("\"{id}\"")))
        // `plain` asks for ID and ID-advice.
        .filter(|id| !id.strip_suffix("-advice").is_some_and(|id| sources.contains(&format!("\"{id}\""))))
        .collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let (english, sources) = (messages("en"), sources());
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for call in ["t(\"", ".the(\"", ".text(\"", ".text(\n", " some(\"", "plain(&scene, StatusCode::"] {
        for (at, _) in sources.match_indices(call) {
            // `t` alone, not the end of another name.
            if call == "t(\""
                && sources[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.')
            {
                continue;
            }
            let rest = &sources[at + call.len()..];
            let quoted = if call.ends_with('"') {
                Some(rest)
            } else {
                // The next quotation mark may belong to another call, when this one names its message by a variable.
                rest.split_once('"').filter(|(before, _)| !before.contains([')', ';'])).map(|(_, rest)| rest)
            };
            let id: String = quoted.unwrap_or_default().chars().take_while(|c| *c != '"').collect();
            // What ends in a dash is put together; `made_from_codes` has its words.
            if !id.is_empty() && !id.ends_with('-') {
                asked.insert(id);
            }
        }
    }
    assert!(asked.len() > 200, "only {} were found", asked.len());
    let missing: Vec<_> = asked.iter().filter(|id| !english.contains_key(*id)).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

/// The pilot may lack messages, which then stand in English; what it has must have the same gaps.
#[test]
fn the_pilot_speaks_of_what_english_speaks_of() {
    let (english, arabic) = (messages("en"), messages("ar"));
    assert!(arabic.len() > 100, "{}", arabic.len());
    for (id, gaps) in &arabic {
        assert_eq!(english.get(id), Some(gaps), "{id}");
    }
}
