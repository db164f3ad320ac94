//! Tokens of programs: issue, list, revoke. The token is data on stdout, once; the rest is words.

use crate::args::{Common, Format, TokenAction, TokenArgs, Why};
use crate::exit::Done;
use crate::{open, print};
use claims::when::Instant;
use desk::keep::Settings;
use desk::leave::{Asker, Leaving, TokenWanted, agreed_request};
use desk::token::{
    ask_for_token, issue_agreed_token, issue_token_alone, list_tokens, needs_two, revoke_token, scopes_of,
};
use desk::{Outcome, Stop};
use serde_json::json;

pub fn run(common: &Common, args: &TokenArgs) -> Outcome<Done> {
    match &args.action {
        TokenAction::New { name, scope, expires, ask, why } => {
            new(common, name, scope, expires.as_deref(), *ask, why)
        }
        TokenAction::List => list(common),
        TokenAction::Revoke { name, why } => revoke(common, name, why),
    }
}

fn new(
    common: &Common,
    name: &str,
    scope: &str,
    expires: Option<&str>,
    ask: bool,
    why: &Why,
) -> Outcome<Done> {
    let scopes = scopes_of(scope)?;
    let life = expires.map(Settings::seconds).transpose().map_err(|_| {
        Stop::refused_in_english(
            "expires",
            format!("{:?} is not a time such as 30d.", expires.unwrap_or_default()),
        )
    })?;
    let reason = open::reason(why.why.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let end = life.map(|life| Instant::from_unix(desk.now().unix().saturating_add(life)));
    let wanted = TokenWanted { name: name.to_owned(), scopes: scopes.clone(), seconds: life };
    if ask {
        let asked = ask_for_token(&desk, Asker::Owner, &actor, &reason, &wanted)?;
        print::data(&asked.to_string())?;
        print::say(
            "It waits for a member, who agrees on the page “Export” within a day; then the same command without --ask issues it, once.",
        );
        desk.close()?;
        return Ok(Done::Well);
    }
    let issued = match needs_two(&desk, Asker::Owner, &scopes) {
        true => {
            let asked = agreed_request(&desk, Asker::Owner, &Leaving::Token(wanted)).map_err(|stop| {
                stop.hint_in_english("Ask with --ask; a member agrees on the page “Export”.")
            })?;
            issue_agreed_token(&desk, Asker::Owner, asked)?
        }
        false => issue_token_alone(&desk, Asker::Owner, &actor, &reason, &wanted)?,
    };
    let until = end.map(|end| end.to_string());
    match common.format {
        Format::Json => print::json(&json!({
            "name": name, "token": &*issued.secret, "scopes": scopes, "expires_at": until,
            "position": issued.saved.position,
        }))?,
        _ => print::data(&issued.secret)?,
    }
    print::say(&format!(
        "This is the token of {name}; it is not shown again. It may: {}. {}",
        scopes.join(", "),
        until.map_or_else(|| "It is good until it is revoked.".to_owned(), |end| format!("It ends {end}."))
    ));
    desk.close()?;
    Ok(Done::Well)
}

fn list(common: &Common) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let head = ["name", "state", "scopes", "expires", "since", "by", "why"];
    let rows: Vec<Vec<String>> = list_tokens(&desk)?
        .into_iter()
        .map(|token| {
            vec![
                token.issued.name,
                token.state.name().to_owned(),
                token.scopes.join(","),
                token.expires.map_or_else(|| "never".to_owned(), |end| end.to_string()),
                token.issued.at.to_string(),
                token.issued.by,
                token.issued.why,
            ]
        })
        .collect();
    match common.format {
        Format::Json => {
            print::json(&json!({ "tokens": print::objects(&head, &rows) }))?;
        }
        Format::Csv => print::data(print::csv(&head, &rows)?.trim_end())?,
        Format::Text => print::data(&print::text_table(&head, &rows))?,
    }
    desk.close()?;
    Ok(Done::Well)
}

fn revoke(common: &Common, name: &str, why: &Why) -> Outcome<Done> {
    let reason = open::reason(why.why.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let saved = revoke_token(&desk, &actor, &reason, name)?;
    match common.format {
        Format::Json => print::json(&json!({ "position": saved.position }))?,
        _ => print::data(&format!("revoked {name}; position {}", saved.position))?,
    }
    desk.close()?;
    Ok(Done::Well)
}
