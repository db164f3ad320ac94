//! Tokens of programs: issued while the server runs, shown once, revoked at once. One that reads names, tellers or reports can
//! take the whole casebook out page by page, and so needs two people like any other export.

use super::leave::{Asks, asked, asker, asks};
use crate::app::{App, Page, Scene, html};
use crate::pages::form::{Fields, by_and_why, field, see_other};
use crate::pages::import::Problem;
use crate::say::{Moment, user};
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use claims::LeaveKind;
use desk::leave::TokenWanted;
use desk::token::{
    SCOPES, TokenState, ask_for_token, issue_agreed_token, issue_token_alone, list_tokens, needs_two,
    reads_in_bulk, revoke_token, scopes_of,
};
use desk::{Outcome, Stop, sentence};
use serde::Serialize;
use std::sync::Arc;

/// Days for which a token is good, as they can be chosen: one without an end is made on the command line.
const DAYS: [i64; 4] = [1, 7, 30, 90];

#[derive(Serialize)]
struct Tokens {
    tokens: Vec<TokenView>,
    scopes: Vec<Scope>,
    days: Vec<(i64, bool)>,
    /// Name and token, this once.
    made: Option<(String, String)>,
    asks: Asks,
    problem: Option<Problem>,
    name: String,
    by: String,
    why: String,
    why_revoke: String,
}

#[derive(Serialize)]
struct TokenView {
    name: String,
    state: &'static str,
    state_words: String,
    scopes: String,
    until: Option<Moment>,
    at: Moment,
    by: String,
    why: String,
}

#[derive(Serialize)]
struct Scope {
    name: &'static str,
    words: String,
    two: bool,
    chosen: bool,
}

pub(crate) async fn tokens_page(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "admin_tokens.html", |scene| look(scene, &Vec::new(), None, None)).await
}

fn look(
    scene: &Scene,
    typed: &Fields,
    made: Option<(String, String)>,
    problem: Option<Problem>,
) -> Outcome<Page<Tokens>> {
    let (say, zone) = (&scene.say, scene.zone());
    let ticked = |scope: &str| typed.iter().any(|(name, value)| name == "scope" && value == scope);
    let days = field(typed, "days").parse().unwrap_or(30);
    let mut tokens: Vec<TokenView> = list_tokens(&scene.app.desk)?
        .into_iter()
        .map(|token| TokenView {
            name: user(&token.issued.name),
            state: token.state.name(),
            state_words: say.the(&format!("token-{}", token.state.name())),
            scopes: token.scopes.join(", "),
            until: token.expires.map(|end| say.moment(end, zone)),
            at: say.moment(token.issued.at, zone),
            by: user(&token.issued.by),
            why: user(&token.issued.why),
        })
        .collect();
    // Those that open something come first, the latest first.
    tokens.reverse();
    tokens.sort_by_key(|token| token.state != TokenState::Good.name());
    let scopes = SCOPES.iter().map(|(name, _)| Scope {
        name,
        words: say.the(&format!("scope-{}", name.replace('.', "-"))),
        two: reads_in_bulk(name),
        chosen: ticked(name),
    });
    let view = Tokens {
        tokens,
        scopes: scopes.collect(),
        days: DAYS.into_iter().map(|of| (of, of == days)).collect(),
        made,
        asks: asks(scene, LeaveKind::Token),
        problem,
        name: user(field(typed, "name")),
        by: user(field(typed, "by")),
        why: user(field(typed, "why")),
        why_revoke: say.the("token-why-revoke"),
    };
    Ok(Page { title: say.the("admin-tokens"), view })
}

/// Issues one. The token is on the answer itself: it stands in no address that a browser would remember.
pub(crate) async fn issue_one_token(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let issued = issue(scene, &fields);
        let (status, page) = match issued {
            Ok(None) => return Ok(see_other("/admin/tokens")),
            Ok(Some(made)) => (StatusCode::OK, look(scene, &Vec::new(), Some(made), None)?),
            Err(Stop::Refusal(refusal)) => (
                StatusCode::BAD_REQUEST,
                look(scene, &fields, None, Some(Problem::of(&scene.say, &refusal)))?,
            ),
            Err(fault) => return Err(fault),
        };
        Ok(html(status, scene.app.render(scene, "admin_tokens.html", page)?))
    })
    .await
}

/// Name and token; none when somebody else must agree first, who is then asked.
fn issue(scene: &Scene, fields: &Fields) -> Outcome<Option<(String, String)>> {
    let (desk, who) = (&scene.app.desk, asker(scene));
    if let Some(asked) = asked(fields)? {
        let issued = issue_agreed_token(desk, who, asked)?;
        return Ok(Some((user(&issued.name), issued.secret.to_string())));
    }
    let (actor, why) = by_and_why(scene, fields)?;
    let ticked: Vec<&str> =
        fields.iter().filter(|(name, _)| name == "scope").map(|(_, scope)| scope.as_str()).collect();
    let scopes = scopes_of(&ticked.join(","))?;
    let days = field(fields, "days").parse::<i64>().ok().filter(|days| DAYS.contains(days));
    let days =
        days.ok_or_else(|| Stop::refused("days", sentence!("A token is good for 1, 7, 30 or 90 days.")))?;
    let name = field(fields, "name").trim().to_owned();
    let wanted = TokenWanted { name, scopes, seconds: Some(days * 24 * 3600) };
    if needs_two(desk, who, &wanted.scopes) {
        ask_for_token(desk, who, &actor, &why, &wanted)?;
        return Ok(None);
    }
    let issued = issue_token_alone(desk, who, &actor, &why, &wanted)?;
    Ok(Some((user(&issued.name), issued.secret.to_string())))
}

pub(crate) async fn revoke_one_token(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let (actor, why) = by_and_why(scene, &fields)?;
        revoke_token(&scene.app.desk, &actor, &why, field(&fields, "name"))?;
        Ok(see_other("/admin/tokens"))
    })
    .await
}
