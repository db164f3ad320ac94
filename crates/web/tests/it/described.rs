//! Answers of the API held against the description that is committed, `docs/openapi.json`.

use super::house::Answer;
use serde_json::Value as Json;

pub fn read(answer: &Answer) -> Json {
    serde_json::from_slice(&answer.body)
        .unwrap_or_else(|e| panic!("{}: {e}: {}", answer.status, answer.text()))
}

/// The description as it is committed.
pub fn committed() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json")).unwrap()
}

/// Fails when an answer is not as the description says.
#[track_caller]
pub fn described(method: &str, path: &str, answer: &Answer) {
    let whole: Json = serde_json::from_str(&committed()).unwrap();
    let path = path.split('?').next().unwrap();
    let paths = whole["paths"].as_object().unwrap();
    let fits = |known: &str| {
        let (a, b): (Vec<_>, Vec<_>) = (known.split('/').collect(), path.split('/').collect());
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || a.starts_with('{'))
    };
    let known = paths.keys().find(|known| *known == path).or_else(|| paths.keys().find(|known| fits(known)));
    let Some(known) = known else { return };
    let answers = &paths[known][method]["responses"];
    let told = &answers[answer.status.to_string()];
    assert!(
        told.is_object(),
        "{method} {known} answers {}, which is not described: {}",
        answer.status,
        answer.text()
    );
    let Some((kind, of)) = told["content"].as_object().and_then(|content| content.iter().next()) else {
        return;
    };
    assert_eq!(answer.header("content-type"), Some(kind.as_str()));
    let problems = unlike(&whole, &of["schema"], &read(answer), "$");
    assert!(problems.is_empty(), "{method} {known}: {problems:#?}");
}

/// Where a value is not as its schema says: as much of JSON Schema as the description uses.
pub fn unlike(whole: &Json, schema: &Json, value: &Json, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return unlike(whole, whole.pointer(name.trim_start_matches('#')).unwrap(), value, at);
    }
    for (word, least) in [("anyOf", 1), ("oneOf", 1)] {
        if let Some(ways) = schema[word].as_array() {
            let fitting = ways.iter().filter(|way| unlike(whole, way, value, at).is_empty()).count();
            return if fitting >= least {
                vec![]
            } else {
                vec![format!("{at}: none of {word} fits {value}")]
            };
        }
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{at}: {other} is not a type that is looked for"),
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Json::String(kind) => vec![kind],
        Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).collect(),
        _ => panic!("{at}: a schema without a type: {schema}"),
    };
    if !kinds.iter().any(|kind| is(kind)) {
        return vec![format!("{at}: {value} is not {kinds:?}")];
    }
    let mut found = Vec::new();
    if let (Some(object), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        let needed = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
        found.extend(
            needed.filter(|name| !object.contains_key(*name)).map(|name| format!("{at}.{name} is missing")),
        );
        for (name, value) in object {
            match known.get(name) {
                Some(schema) => found.extend(unlike(whole, schema, value, &format!("{at}.{name}"))),
                None => found.push(format!("{at}.{name} is not described")),
            }
        }
    }
    for (n, value) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(unlike(whole, &schema["items"], value, &format!("{at}[{n}]")));
    }
    if let (Some(text), Some("^[0-9a-f]{32}$")) = (value.as_str(), schema["pattern"].as_str())
        && (text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        found.push(format!("{at}: {text} is no id"));
    }
    found
}

/// A problem says what it is, in problem+json.
#[track_caller]
pub fn refused(answer: &Answer, status: u16, kind: &str) -> Json {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let problem = read(answer);
    assert_eq!(problem["type"], format!("urn:habeas:problem:{kind}"));
    assert!(problem["detail"].as_str().unwrap().ends_with('.'), "a whole sentence: {problem}");
    problem
}
