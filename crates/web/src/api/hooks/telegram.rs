//! `POST /hooks/telegram`: updates as Telegram's bot interface documents them. Messages to the bot itself are reports;
//! everything else (groups, other bots, buttons) is let pass, with an answer that says so to nobody, since Telegram sends
//! again whatever is not answered with 200.
//!
//! Nothing is fetched: a picture that came is noted, so that somebody can ask for it. Who wrote is kept as a sum that tells
//! their messages apart from others' and nothing more.

use super::{Hook, Sent, told};
use crate::api::problem::Problem;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::record::{CallNote, LONGEST_WAIT, report_of_key};
use serde_json::{Value as Json, json};

/// What may come beside words, and how it is noted.
const BESIDE: [(&str, &str); 13] = [
    ("photo", "a photo"),
    ("video", "a film"),
    ("video_note", "a film"),
    ("animation", "an animation"),
    ("voice", "a voice message"),
    ("audio", "a sound recording"),
    ("document", "a file"),
    ("sticker", "a sticker"),
    ("contact", "a contact"),
    ("poll", "a poll"),
    ("venue", "a place on the map"),
    ("location", "a place on the map"),
    ("story", "a story"),
];

/// True when the line that Telegram repeats with every update holds the secret.
pub(super) fn shows_its_secret(hook: &Hook, headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all("x-telegram-bot-api-secret-token").iter();
    match (lines.next(), lines.next()) {
        (Some(line), None) => hook.is_secret(line.as_bytes()),
        _ => false,
    }
}

pub(super) fn take(sent: &Sent<'_>) -> Result<Response, Problem> {
    let update: Json = serde_json::from_slice(sent.body).map_err(|problem| {
        let says = format!("The body is not JSON in UTF-8: {problem}.");
        Problem::new(StatusCode::BAD_REQUEST, "not-json", says)
    })?;
    let Some(message) = Message::of(&update) else { return Ok(passed()) };
    let Some(text) = message.words() else { return Ok(passed()) };
    let hook = sent.hook;
    let first = hook.key_of_call("telegram", format!("{} {}", message.chat, message.id).as_bytes());
    let (key, adds_to) = match message.edited {
        None => (first, None),
        Some(at) => {
            let of = format!("{} {} {at}", message.chat, message.id);
            let before = report_of_key(&sent.app.desk, &first).map_err(|stop| sent.stopped(&stop))?;
            (hook.key_of_call("telegram edit", of.as_bytes()), before)
        }
    };
    let who = crate::door::hex(&hook.pseudonym("telegram sender", message.from.to_string().as_bytes()));
    let who: String = who.chars().take(12).collect();
    let waited = sent.app.desk.now().unix().saturating_sub(message.date.unwrap_or(i64::MAX));
    let note = CallNote {
        text,
        report_type: Some("message".to_owned()),
        source: Some(format!("telegram {who}")),
        key: Some(key),
        adds_to,
        waited: if (0..=LONGEST_WAIT).contains(&waited) { waited } else { 0 },
        ..CallNote::default()
    };
    let made = match sent.save(&note) {
        Ok(made) => made,
        // The same message with other words cannot come from Telegram; the first is kept, and nobody asks again.
        Err(desk::Stop::Refusal(refusal)) if refusal.kind != desk::Kind::Busy => return Ok(passed()),
        Err(stop) => return Err(sent.stopped(&stop)),
    };
    let reply = json!({
        "method": "sendMessage", "chat_id": message.chat, "text": made.receipt.to_string(),
    });
    Ok(told(StatusCode::OK, &reply))
}

/// Nothing was made of it.
fn passed() -> Response {
    told(StatusCode::OK, &json!({}))
}

/// A message to the bot.
struct Message<'u> {
    chat: i64,
    id: i64,
    from: i64,
    date: Option<i64>,
    /// When it was edited, if it was.
    edited: Option<i64>,
    whole: &'u Json,
}

impl<'u> Message<'u> {
    /// The message of an update that is one to the bot itself, written by a person.
    fn of(update: &'u Json) -> Option<Self> {
        let (whole, was_edited) = match (update.get("message"), update.get("edited_message")) {
            (Some(whole), _) => (whole, false),
            (None, Some(whole)) => (whole, true),
            (None, None) => return None,
        };
        let number = |of: &Json, name: &str| of.get(name).and_then(Json::as_i64);
        let chat = whole.get("chat")?;
        if chat.get("type").and_then(Json::as_str) != Some("private") {
            return None;
        }
        let from = whole.get("from");
        if from.and_then(|from| from.get("is_bot")).and_then(Json::as_bool) == Some(true) {
            return None;
        }
        let chat = number(chat, "id")?;
        let from = from.and_then(|from| number(from, "id")).unwrap_or(chat);
        let (date, id) = (number(whole, "date"), number(whole, "message_id")?);
        let edited = was_edited.then(|| number(whole, "edit_date").unwrap_or_default());
        Some(Self { chat, id, from, date: if was_edited { None } else { date }, edited, whole })
    }

    /// The words, byte for byte, and on lines of their own what came beside them; none when there is nothing to keep.
    fn words(&self) -> Option<String> {
        let text =
            ["text", "caption"].iter().find_map(|name| self.whole.get(*name)?.as_str()).unwrap_or_default();
        let is_command = text.starts_with("/start") || text.starts_with("/help");
        let mut beside: Vec<&str> = BESIDE
            .iter()
            .filter(|(name, _)| self.whole.get(*name).is_some())
            .map(|(_, says)| *says)
            .collect();
        beside.dedup();
        if is_command || (text.trim().is_empty() && beside.is_empty()) {
            return None;
        }
        let mut words = text.to_owned();
        for says in beside {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(&format!("[{says} came with it and was not fetched]"));
        }
        Some(words)
    }
}
