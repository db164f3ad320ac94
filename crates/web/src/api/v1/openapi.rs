//! The description of the API (OpenAPI 3.1), made from the rows and the shapes, so that it cannot say anything else than
//! the server does. `docs/openapi.json` is this text; a test holds them against each other.

use super::rows::{Kind, ROWS, Row, Verb};
use super::shape::{Shapes, Told};
use crate::api::problem::ProblemOut;
use serde_json::{Map, Value as Json, json};

/// The description, as JSON with two spaces of indent and a line feed at its end.
pub fn openapi() -> String {
    let mut all = Shapes::default();
    let problem = ProblemOut::shape(&mut all);
    let mut paths: Map<String, Json> = Map::new();
    for row in ROWS {
        let operation = operation(row, &problem, &mut all);
        let verb = match row.verb {
            Verb::Get => "get",
            Verb::Post => "post",
        };
        if let Some(path) = paths.entry(row.path).or_insert_with(|| json!({})).as_object_mut() {
            path.insert(verb.to_owned(), operation);
        }
    }
    let about = "What programs read and write in a casebook. Every call shows a token that the office issued \
                 (habeas token new). What a token does not see is left out. docs/api.md says more.";
    let whole = json!({
        "openapi": "3.1.0",
        "info": { "title": "habeas", "version": "1", "description": about, "license": { "name": "MIT or Apache-2.0", "identifier": "MIT OR Apache-2.0" } },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token that the office issued." } },
            "schemas": all.0,
        },
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn operation(row: &Row, problem: &Json, all: &mut Shapes) -> Json {
    let mut parameters = Vec::new();
    if row.path.contains("{id}") {
        let id = json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" });
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": id, "description": "The id of a record." }));
    }
    for asked in row.asked {
        let schema = match asked.kind {
            Kind::Text => json!({ "type": "string" }),
            Kind::Number => json!({ "type": "integer", "minimum": 0 }),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Id => json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" }),
            Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        };
        parameters.push(
            json!({ "name": asked.name, "in": "query", "required": false, "schema": schema, "description": asked.says }),
        );
    }
    let mut header = |name: &str, needed: bool, schema: Json, says: &str| {
        parameters.push(
            json!({ "name": name, "in": "header", "required": needed, "schema": schema, "description": says }),
        );
    };
    match row.verb {
        Verb::Get => {
            header("If-None-Match", false, json!({ "type": "string" }), "An ETag: 304 when nothing changed.")
        }
        Verb::Post => {
            let key = json!({ "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]+$" });
            header(
                "Idempotency-Key",
                true,
                key,
                "The caller's own name for this call, the same when it is sent again.",
            );
        }
    }
    if row.matches {
        let says = "The ETag of the record the decision was made on: 412, with what changed, when it is no longer so. It is not \
                    required (no 428), since nothing can be overwritten: a decision is a later entry beside what stood \
                    before, and is undone by retract. Whoever decides on what they were shown sends it.";
        header("If-Match", false, json!({ "type": "string" }), says);
    }
    let body = json!({ "application/json": { "schema": (row.answers)(all) } });
    let refusal = |says: &str| json!({ "description": says, "content": { "application/problem+json": { "schema": problem } } });
    let later = |says: &str| {
        let mut of = refusal(says);
        if let Some(of) = of.as_object_mut() {
            let after = json!({ "Retry-After": { "schema": { "type": "integer" }, "description": "Seconds to wait." } });
            of.insert("headers".to_owned(), after);
        }
        of
    };
    let mut answers = Map::new();
    let mut add = |status: &str, answer: Json| {
        answers.insert(status.to_owned(), answer);
    };
    match row.verb {
        Verb::Get => {
            let etag = json!({ "ETag": { "schema": { "type": "string" }, "description": "Names the state that was shown." } });
            add("200", json!({ "description": "As asked.", "headers": etag, "content": body }));
            add("304", json!({ "description": "Nothing changed." }));
        }
        Verb::Post => {
            add("201", json!({ "description": "Durable, and in the casebook.", "content": body }));
            add("409", refusal("It is so already, or another call was made under this key."));
            add("413", refusal("The body is too large."));
            add("415", refusal("The body is not JSON in UTF-8."));
        }
    }
    if row.matches {
        add("412", refusal("The record changed since it was looked at; `changed` says how."));
    }
    add("400", refusal("A line of the head, the query or the body cannot be read."));
    add("401", refusal("No token, or one that opens nothing."));
    add("403", refusal("The token is not allowed this."));
    add("404", refusal("There is no such thing, or it is not for this token to know of."));
    add("421", refusal("The server does not answer to that name."));
    add("422", refusal("A field cannot be taken."));
    add("429", later("Too many calls in a minute."));
    add("500", refusal("Our fault; the number is in the log."));
    add("503", later("Locked, full, or storage fails."));
    let mut operation = json!({
        "operationId": row.name,
        "summary": row.says,
        "description": format!("The token must be allowed {}.", row.scope),
        "x-scope": row.scope,
        "parameters": parameters,
        "responses": answers,
    });
    if let (Some(takes), Some(operation)) = (row.takes, operation.as_object_mut()) {
        let body = json!({ "required": true, "content": { "application/json": { "schema": takes(all) } } });
        operation.insert("requestBody".to_owned(), body);
    }
    operation
}
