//! The API as a program meets it: what it is answered, what it may not see, and that two who decide on one record do not
//! undo each other unseen. Every answer is held against `docs/openapi.json`.

use super::described::{committed, described, read, refused};
use super::house::{Answer, House, id, one_detention, saved, small_day};
use desk::token::{issue_token, revoke_token};
use desk::{Actor, Desk, Reason};
use serde_json::{Value as Json, json};

const EVERYTHING: &[&str] = &[
    "board.see",
    "check.write",
    "count.see",
    "figures.see",
    "identity.see",
    "intake.write",
    "record.see",
    "report.see",
    "review.decide",
    "search.see",
    "source.see",
    "token.issue",
];

fn actor() -> Actor {
    Actor::parse("op-3").unwrap()
}

fn why() -> Reason {
    Reason::parse("the partner asked").unwrap()
}

fn issue(desk: &Desk, name: &str, scopes: &[&str]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    issue_token(desk, &actor(), &why(), name, &scopes, None).unwrap().secret.to_string()
}

/// A house with one detention, and a program that may do everything.
struct Program {
    house: House,
    token: String,
}

impl Program {
    fn open() -> Self {
        Self::over(one_detention)
    }

    fn over(fill: impl FnOnce(&Desk)) -> Self {
        let mut token = String::new();
        let house = House::open(|desk| {
            fill(desk);
            token = issue(desk, "bot-1", EVERYTHING);
        });
        Self { house, token }
    }

    fn desk(&self) -> &Desk {
        self.house.desk.as_ref().unwrap()
    }

    fn ask(&self, method: &str, path: &str, token: &str, lines: &str, body: &str) -> Answer {
        let address = self.house.address;
        let body_lines = match method {
            "POST" => format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len()),
            _ => String::new(),
        };
        self.house.ask(&format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\
{lines}{body_lines}\r\n{body}"
        ))
    }

    /// Asks, and holds the answer against the description.
    #[track_caller]
    fn get(&self, path: &str) -> Answer {
        let answer = self.ask("GET", path, &self.token, "", "");
        described("get", path, &answer);
        answer
    }

    #[track_caller]
    fn json(&self, path: &str) -> Json {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        read(&answer)
    }

    #[track_caller]
    fn post(&self, path: &str, key: &str, lines: &str, body: &Json) -> Answer {
        let lines = format!("idempotency-key: {key}\r\n{lines}");
        let answer = self.ask("POST", path, &self.token, &lines, &body.to_string());
        described("post", path, &answer);
        answer
    }
}

#[track_caller]
#[test]
fn the_description_is_the_one_that_is_committed() {
    let made = web::openapi();
    if made != committed() {
        let fresh = std::env::temp_dir().join("habeas-openapi.json");
        std::fs::write(&fresh, &made).unwrap();
        panic!(
            "docs/openapi.json is not what the server describes. If no program can break over the difference, copy {} over it.",
            fresh.display()
        );
    }
    let program = Program::open();
    let served = program.house.get("/api/v1/openapi.json", "");
    assert_eq!((served.status, served.text()), (200, made));
}

#[test]
fn every_scope_is_an_action_of_the_table_of_roles() {
    let actions: Vec<&str> = desk::access::actions().iter().map(|action| action.name).collect();
    let scopes: Vec<&str> = desk::token::SCOPES.iter().map(|(name, _)| *name).collect();
    for scope in &scopes {
        assert!(actions.contains(scope), "{scope} is not in the table of roles");
    }
    let whole: Json = serde_json::from_str(&committed()).unwrap();
    let calls =
        whole["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let mut asked: Vec<&str> = calls.map(|call| call["x-scope"].as_str().unwrap()).collect();
    // What a token sees of a record is no call of its own.
    asked.extend(["identity.see", "source.see"]);
    for scope in &asked {
        assert!(scopes.contains(scope), "no token can be allowed {scope}");
    }
    for scope in &scopes {
        assert!(asked.contains(scope), "{scope} opens nothing");
    }
}

#[test]
fn a_check_is_logged_and_seen_on_the_board() {
    let program = Program::open();
    let body = json!({ "unit": id(3).to_string(), "answer": "no_answer", "words": "nobody takes the call" });
    let answer = program.post("/api/v1/checks", "k-1", "", &body);
    assert_eq!(answer.status, 201, "{}", answer.text());
    let board = program.json("/api/v1/board");
    assert_eq!(board["units"][0]["last_check"]["words"], "nobody takes the call");
    let nowhere = json!({ "unit": "00".repeat(16), "answer": "held" });
    refused(&program.post("/api/v1/checks", "k-2", "", &nowhere), 404, "not-found");
    let odd = json!({ "unit": id(3).to_string(), "answer": "perhaps" });
    assert_eq!(
        refused(&program.post("/api/v1/checks", "k-3", "", &odd), 422, "not-taken")["field"],
        "answer"
    );
}

#[test]
fn what_is_known_is_read_with_its_quotes_and_as_the_command_line_prints_it() {
    let program = Program::open();
    let found = program.json("/api/v1/search?q=%D0%A2%D0%B5%D1%81%D1%82%D0%BE%D0%B2&kind=person");
    assert_eq!(found["hits"][0]["record"], id(1).to_string());
    assert_eq!(found["hits"][0]["label"], "Аслан Тестов");

    let record = program.json(&format!("/api/v1/records/{}", id(1)));
    let name =
        record["properties"].as_array().unwrap().iter().find(|p| p["property"] == "person.name").unwrap();
    assert_eq!(name["value"], json!({ "name": "Аслан Тестов" }));
    assert_eq!(name["claims"][0]["quote"], "Аслан Тестов");
    assert_eq!(name["claims"][0]["author"], "op-3");

    let report = program.json(&format!("/api/v1/reports/{}", id(4)));
    assert_eq!(report["title"], "Call note");
    assert!(report["text"].as_str().unwrap().starts_with("Аслан Тестов was taken"));
    assert!(report["passages"].as_array().unwrap().len() >= 2);

    let board = program.json("/api/v1/board");
    assert_eq!(board["units"][0]["label"], "Example District Station");
    assert_eq!(board["units"][0]["held"][0]["risks"], json!(["minor"]));
    assert_eq!(program.json("/api/v1/units")["hits"][0]["record"], id(3).to_string());

    let count = program.json("/api/v1/count?measure=persons");
    assert_eq!(count["floor"], 1);
    assert!(count["position"].as_u64().unwrap() <= program.desk().position().entries);
    assert_eq!(program.json("/api/v1/count?measure=persons&place=nowhere")["floor"], 0);
    assert_eq!(program.json("/api/v1/figures")["figures"], json!([]));

    let entries = program.json("/api/v1/entries?since=0&limit=1");
    assert_eq!(entries["entries"].as_array().unwrap().len(), 1);
    // To the end, which moves when it is written down what this program looked at.
    let mut page = entries;
    for _ in 0..100 {
        let Some(next) = page["next"].as_str().map(ToOwned::to_owned) else { break };
        page = program.json(&next);
        assert!(page["position"].as_u64().unwrap() >= 2);
    }
    assert_eq!(page["next"], Json::Null);
}

#[test]
fn a_long_list_is_followed_to_its_end() {
    let program = Program::over(small_day);
    let (mut path, mut seen) = ("/api/v1/search?kind=person&limit=7".to_owned(), Vec::new());
    loop {
        let part = program.json(&path);
        seen.extend(
            part["hits"].as_array().unwrap().iter().map(|hit| hit["record"].as_str().unwrap().to_owned()),
        );
        match part["next"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all, "nobody twice");
    let people = casebook::SearchQuery {
        kind: Some(claims::RecordKind::Person),
        limit: 1000,
        ..casebook::SearchQuery::default()
    };
    assert_eq!(all, desk::look::search(program.desk(), &people).unwrap().len());
    // Every kind of value and standing that a day has is as described.
    for hit in seen.iter().take(12) {
        program.json(&format!("/api/v1/records/{hit}"));
    }
    for path in
        ["/api/v1/board", "/api/v1/count?measure=still-held", "/api/v1/figures", "/api/v1/entries?limit=500"]
    {
        program.json(path);
    }
}

#[test]
fn whoever_is_not_let_in_is_told_why_and_learns_nothing() {
    let program = Program::open();
    let plain = |lines: &str, path: &str| {
        let address = program.house.address;
        program
            .house
            .ask(&format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{lines}connection: close\r\n\r\n"))
    };
    let none = plain("", "/api/v1/board");
    refused(&none, 401, "no-token");
    assert!(none.header("www-authenticate").unwrap().starts_with("Bearer"));
    refused(&plain("authorization: Basic eDp5\r\n", "/api/v1/board"), 401, "no-token");
    refused(&program.ask("GET", "/api/v1/board", "habeas_0000", "", ""), 401, "no-token");
    // A browser's session opens nothing here.
    let cookie = program.house.sign_in();
    refused(&plain(&format!("cookie: {cookie}\r\n"), "/api/v1/board"), 401, "no-token");
    refused(
        &plain("authorization: Bearer a\r\nauthorization: Bearer b\r\n", "/api/v1/board"),
        400,
        "headers",
    );
    let elsewhere =
        program.house.ask("GET /api/v1/board HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    refused(&elsewhere, 421, "other-name");
    refused(&program.get("/api/v1/records/00000000000000000000000000000000"), 404, "not-found");
    refused(&program.get("/api/v1/records/1"), 404, "not-found");
    refused(&program.get("/api/v1/nothing"), 404, "not-found");
    refused(&program.ask("DELETE", "/api/v1/board", &program.token, "", ""), 405, "method");
    refused(&program.get("/api/v1/count?masure=persons"), 400, "query");
    refused(&program.get("/api/v1/count?measure=heads"), 422, "not-taken");
    refused(&program.get("/api/v1/board?position=999999"), 404, "not-found");
    refused(&program.get("/api/v1/search?after=x"), 422, "not-taken");
}

#[test]
fn a_token_sees_no_more_than_it_is_allowed() {
    let program = Program::open();
    let narrow = issue(program.desk(), "screen-1", &["board.see", "record.see", "search.see", "count.see"]);
    let see = |path: &str| program.ask("GET", path, &narrow, "", "");
    let problem = refused(&see("/api/v1/figures"), 403, "scope");
    assert!(problem["detail"].as_str().unwrap().contains("figures.see"));
    refused(&see("/api/v1/search?q=test"), 403, "scope");
    let detention = format!("/api/v1/records/{}", id(2));
    for path in [
        "/api/v1/board",
        "/api/v1/search",
        "/api/v1/count",
        &format!("/api/v1/records/{}", id(1)),
        &detention,
    ] {
        let answer = see(path);
        assert_eq!(answer.status, 200, "{path}");
        described("get", path, &answer);
        for secret in ["Аслан", "Тестов", "minor", "aunt", "neighbour", "Call note", "a caller said so"]
        {
            assert!(!answer.text().contains(secret), "{path} tells {secret}: {}", answer.text());
        }
    }
    assert!(see("/api/v1/board").text().contains("Example District Station"));
    assert!(see(&detention).text().contains("at the market"));
    let body = json!({ "text": "x" }).to_string();
    let call = program.ask("POST", "/api/v1/calls", &narrow, "idempotency-key: a\r\n", &body);
    refused(&call, 403, "scope");
}

#[test]
fn a_record_limited_to_a_group_is_not_there_for_a_token() {
    let program = Program::open();
    let groups = ["family".to_owned()].into();
    desk::access::limit_record(program.desk(), &actor(), &why(), id(1), &groups).unwrap();
    let nothing = refused(&program.get("/api/v1/records/00000000000000000000000000000000"), 404, "not-found");
    for n in [1, 2] {
        let hidden = refused(&program.get(&format!("/api/v1/records/{}", id(n))), 404, "not-found");
        assert_eq!(hidden["title"], nothing["title"]);
    }
    assert_eq!(
        program.json("/api/v1/search?q=%D0%A2%D0%B5%D1%81%D1%82%D0%BE%D0%B2&kind=person")["hits"],
        json!([])
    );
    assert_eq!(program.json("/api/v1/board")["units"][0]["held"], json!([]));
    for path in ["/api/v1/count?measure=persons", "/api/v1/entries"] {
        assert!(!program.get(path).text().contains("Тестов"), "{path}");
    }
    assert_eq!(program.json("/api/v1/count?measure=persons")["floor"], 1, "who is hidden still counts");
    let judge = json!({ "a": id(1).to_string(), "b": id(2).to_string(), "verdict": "same", "why": "x" });
    refused(&program.post("/api/v1/judgements", "h-1", "", &judge), 404, "not-found");
    let claim = json!({ "about": id(1).to_string(), "property": "person.name", "value": "x", "why": "x" });
    refused(&program.post("/api/v1/claims", "h-2", "", &claim), 404, "not-found");
}

#[test]
fn a_call_is_saved_once_under_the_tokens_name() {
    let program = Program::open();
    let before = saved(program.desk());
    let body = json!({ "text": "Қуаныш Т. was taken at noon", "name": "Қуаныш Т.", "unit": "Example District Station" });
    let first = program.post("/api/v1/calls", "c-1", "", &body);
    assert_eq!(first.status, 201, "{}", first.text());
    let again = program.post("/api/v1/calls", "c-1", "", &body);
    assert_eq!((again.status, again.text()), (201, first.text()));
    assert_eq!(saved(program.desk()), before + 1);
    refused(&program.post("/api/v1/calls", "c-1", "", &json!({ "text": "other" })), 409, "another-call");
    assert!(!read(&first)["receipt"].as_str().unwrap().is_empty());
    let person = read(&first)["person"].as_str().unwrap().to_owned();
    let record = program.json(&format!("/api/v1/records/{person}"));
    assert_eq!(record["label"], "Қуаныш Т.");
    assert_eq!(record["properties"][0]["claims"][0]["author"], "bot-1");

    let none = program.ask("POST", "/api/v1/calls", &program.token, "", "{}");
    refused(&none, 400, "headers");
    assert_eq!(
        refused(&program.post("/api/v1/calls", "c-2", "", &json!({})), 422, "not-taken")["field"],
        "text"
    );
    assert_eq!(
        refused(&program.post("/api/v1/calls", "c-3", "", &json!({ "txet": "x" })), 422, "not-taken")["field"],
        "fields"
    );
    let list = program.ask("POST", "/api/v1/calls", &program.token, "idempotency-key: c-4\r\n", "[\"x\"]");
    refused(&list, 400, "not-json");
    let large = json!({ "text": "x".repeat(1 << 20) });
    refused(&program.post("/api/v1/calls", "c-5", "", &large), 413, "too-large");
    let form = program.house.ask(&format!(
        "POST /api/v1/calls HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\nidempotency-key: c-6\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{{}}",
        program.house.address, program.token
    ));
    refused(&form, 415, "not-json");
    // Nothing but the look at the record, for the log of views, may have been written down since.
    let found = program.json("/api/v1/search?kind=report");
    assert_eq!(found["hits"].as_array().unwrap().len(), 2, "the note of the house, and the call");
}

#[test]
fn whoever_decides_on_what_they_saw_is_told_when_it_changed() {
    let program = Program::open();
    let path = format!("/api/v1/records/{}", id(2));
    let seen = program.get(&path);
    let etag = seen.header("etag").unwrap().to_owned();
    let kept = program.ask("GET", &path, &program.token, &format!("if-none-match: {etag}\r\n"), "");
    assert_eq!((kept.status, kept.text()), (304, String::new()));

    let places = |record: &Json| -> Vec<String> {
        let all = record["properties"].as_array().unwrap();
        let of = all.iter().find(|p| p["property"] == "detention.place").unwrap();
        of["claims"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
    };
    let claims = places(&read(&seen));
    let lines = format!("if-match: {etag}\r\n");
    let accept = |key: &str, claim: &str| {
        program.post("/api/v1/accept", key, &lines, &json!({ "claim": claim, "why": "two witnesses" }))
    };
    // Something else is saved meanwhile: that is no reason to refuse.
    program.post("/api/v1/calls", "other", "", &json!({ "text": "something else" }));
    assert_eq!(accept("d-1", &claims[0]).status, 201);
    // The second editor saw the same state, and decides otherwise: too late, and is told by whom.
    let late = accept("d-2", &claims[1]);
    let problem = refused(&late, 412, "changed");
    assert_eq!(problem["changed"].as_array().unwrap().len(), 1, "{problem}");
    assert_eq!(
        (&problem["changed"][0]["what"], &problem["changed"][0]["author"]),
        (&json!("accept"), &json!("bot-1"))
    );
    // Having looked again, they may.
    let now = program.get(&path);
    let property = read(&now)["properties"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["property"] == "detention.place")
        .unwrap()
        .clone();
    assert_eq!(property["standing"], "accepted");
    let lines = format!("if-match: {}\r\n", now.header("etag").unwrap());
    let body = json!({ "claim": claims[1], "why": "the photo shows it" });
    assert_eq!(program.post("/api/v1/accept", "d-3", &lines, &body).status, 201);
    refused(&program.post("/api/v1/accept", "d-4", "if-match: nonsense\r\n", &body), 422, "not-taken");
}

#[test]
fn a_decision_is_made_and_taken_back() {
    let program = Program::open();
    let claim = json!({ "property": "person.name", "value": "Аслан Тестов", "why": "a list" });
    let other =
        read(&program.post("/api/v1/claims", "n-1", "", &claim))["record"].as_str().unwrap().to_owned();
    let count = || program.json("/api/v1/count?measure=persons")["floor"].clone();
    let judge = json!({ "a": id(1).to_string(), "b": other, "verdict": "same", "why": "one person" });
    let before = count();
    assert_eq!(program.post("/api/v1/judgements", "j-1", "", &judge).status, 201);
    let record = program.json(&format!("/api/v1/records/{other}"));
    assert_eq!(record["judgements"][0]["verdict"], "same");
    let decision = record["judgements"][0]["decisions"][0]["id"].clone();
    let undo = json!({ "id": decision, "why": "another father" });
    assert_eq!(program.post("/api/v1/retract", "u-1", "", &undo).status, 201);
    assert_eq!(program.json(&format!("/api/v1/records/{other}"))["judgements"][0]["verdict"], Json::Null);
    assert_eq!(count(), before);
    refused(
        &program.post(
            "/api/v1/judgements",
            "j-2",
            "",
            &json!({ "a": id(1).to_string(), "b": id(3).to_string(), "verdict": "same", "why": "x" }),
        ),
        422,
        "not-taken",
    );
    refused(
        &program.post(
            "/api/v1/judgements",
            "j-3",
            "",
            &json!({ "a": "1", "b": "2", "verdict": "same", "why": "x" }),
        ),
        422,
        "not-taken",
    );
    refused(
        &program.post("/api/v1/retract", "u-2", "", &json!({ "id": "00".repeat(16), "why": "x" })),
        404,
        "not-found",
    );
    refused(
        &program.post(
            "/api/v1/claims",
            "n-2",
            "",
            &json!({ "property": "person.nose", "value": "x", "why": "x" }),
        ),
        422,
        "not-taken",
    );
}

#[test]
fn a_revoked_token_opens_nothing_from_that_moment_and_for_good() {
    let program = Program::open();
    let lost = issue(program.desk(), "phone-7", &["board.see"]);
    let see = || program.ask("GET", "/api/v1/board", &lost, "", "");
    assert_eq!(see().status, 200);
    let listed = program.json("/api/v1/tokens");
    let token = listed["tokens"].as_array().unwrap().iter().find(|one| one["name"] == "phone-7").unwrap();
    assert_eq!(
        (&token["name"], &token["state"], &token["scopes"]),
        (&json!("phone-7"), &json!("good"), &json!(["board.see"]))
    );
    assert!(!listed.to_string().contains(&lost[7..]));
    let body = json!({ "name": "phone-7", "why": "it was lost" });
    assert_eq!(program.post("/api/v1/tokens/revoke", "r-1", "", &body).status, 201);
    refused(&see(), 401, "no-token");
    refused(&program.post("/api/v1/tokens/revoke", "r-2", "", &body), 404, "not-found");
    // To undo the revocation does not open it again.
    let desk = program.desk();
    let ruled = desk.casebook().tokens().unwrap();
    let claim = ruled.iter().find(|token| token.name == "phone-7").unwrap().claim;
    let decision = desk.casebook().claim(claim).unwrap().unwrap().history[0].id;
    desk::review::retract(desk, &actor(), &why(), decision).unwrap();
    refused(&see(), 401, "no-token");
    // The name is free for another token.
    issue(desk, "phone-7", &["board.see"]);
    revoke_token(desk, &actor(), &why(), "phone-7").unwrap();
}

#[test]
fn a_program_gone_wild_is_told_when_to_come_again() {
    let mut token = String::new();
    let reports = web::Reports { calls_a_minute: 3, ..web::Reports::default() };
    let house = House::taking(reports, web::Limits::default(), true, |desk| {
        one_detention(desk);
        token = issue(desk, "bot-1", EVERYTHING);
    });
    let quiet = issue(house.desk.as_ref().unwrap(), "bot-2", EVERYTHING);
    let program = Program { house, token };
    for _ in 0..3 {
        assert_eq!(program.get("/api/v1/board").status, 200);
    }
    let answer = program.get("/api/v1/board");
    refused(&answer, 429, "too-many");
    assert!(answer.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(program.ask("GET", "/api/v1/board", &quiet, "", "").status, 200, "the others go on");
}

#[test]
fn a_program_that_may_write_cannot_let_itself_in_further_or_undo_what_the_house_decided() {
    let program = Program::open();
    let desk = program.desk();
    let sum: String = "ab".repeat(32);
    let forged = json!({
        "about": null, "property": "source.token", "value": format!("{sum} - identity.see"), "why": "w",
    });
    let answer = program.post("/api/v1/claims", "f-1", "", &forged);
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("A token is issued"), "{}", answer.text());
    // What somebody is here is no decision about a case.
    let none = std::collections::BTreeSet::new();
    desk::access::invite(desk, &actor(), &why(), "op-9", &[desk::access::Role::Operator], &none).unwrap();
    let decided = desk.casebook().access();
    let member = decided.iter().find(|one| matches!(one.access, claims::Access::Member(_))).unwrap().id;
    let undone = program.post("/api/v1/retract", "f-2", "", &json!({ "id": member.to_string(), "why": "w" }));
    assert_eq!(undone.status, 409, "{}", undone.text());
    assert!(desk.members().named("op-9").is_some());
}
