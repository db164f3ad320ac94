//! What surrounds every page: title, navigation, the switch of languages, the demo banner, the ledger position.

use crate::app::{AGAIN, Asked, RENEW, Scene};
use crate::say::{Language, Say};
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;
use std::sync::Arc;

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    title: String,
    lang: &'static str,
    dir: &'static str,
    languages: Vec<Tongue>,
    rooms: Vec<Room>,
    demo: bool,
    inside: bool,
    /// Who is signed in; none for whoever came in by the one-time link.
    member: Option<String>,
    position: u64,
    zone: String,
    printed: crate::say::Moment,
    style: String,
    script: String,
    assign: String,
    keys: String,
    sort: String,
    slide: String,
    review: String,
    watch: String,
    records: String,
    outbox: String,
    intake: String,
    mark: String,
    /// This page, asked for by itself.
    again: String,
    /// Without JavaScript a page renews itself only for whoever asked for that: nothing moves under a reader unasked.
    renews: bool,
    /// This page with that switched over.
    renewing: String,
    /// The page without its query, for forms.
    path: String,
}

#[derive(Debug, Serialize)]
struct Tongue {
    code: &'static str,
    name: &'static str,
    href: String,
    chosen: bool,
}

#[derive(Debug, Serialize)]
struct Room {
    href: &'static str,
    name: String,
    here: bool,
}

/// The rooms of the navigation: address, message, and what opens it.
const ROOMS: &[(&str, &str, &str)] = &[
    ("/", "nav-board", "board.see"),
    ("/intake", "nav-intake", "intake.write"),
    ("/checks/queue", "nav-checks", "check.see"),
    ("/family", "nav-family", "family.ask"),
    ("/search", "nav-search", "search.see"),
    ("/counts", "nav-count", "count.see"),
    ("/figures", "nav-figures", "figures.see"),
    ("/timeline", "nav-timeline", "map.see"),
    ("/map", "nav-map", "map.see"),
    ("/review", "nav-review", "review.see"),
    ("/review/feeds", "nav-feeds", "review.see"),
    ("/review/duplicates", "nav-duplicates", "review.see"),
    ("/review/drafts", "nav-drafts", "review.see"),
    ("/import", "nav-import", "import.write"),
    ("/people", "nav-people", "people.see"),
    ("/admin", "nav-admin", "health.see"),
    ("/about", "nav-about", "about.see"),
];

impl Frame {
    /// The frame around a page.
    pub fn around(scene: &Scene, title: String) -> Self {
        let (app, say, asked) = (&scene.app, &scene.say, &scene.asked);
        // Who has just gone out is not inside any more.
        let inside = scene.inside && !matches!(asked.path.as_str(), "/sign-in" | "/sign-out" | "/lock");
        Self {
            title,
            lang: say.language.code(),
            dir: say.language.direction(),
            languages: Language::ALL
                .into_iter()
                .map(|language| Tongue {
                    code: language.code(),
                    name: language.own_name(),
                    href: switched(asked, language),
                    chosen: language == say.language,
                })
                .collect(),
            rooms: ROOMS
                .iter()
                .filter(|(_, _, action)| scene.may(action))
                .map(|(href, id, _)| Room { href, name: say.the(id), here: asked.path == *href })
                .collect(),
            demo: app.options.demo,
            inside,
            member: scene.member.as_ref().map(|member| crate::say::user(&member.handle)),
            position: app.desk.position().entries,
            zone: app.desk.zone().name().to_owned(),
            printed: say.moment(app.desk.now(), app.desk.zone()),
            style: app.assets.style.address.clone(),
            script: app.assets.script.address.clone(),
            assign: app.assets.assign.address.clone(),
            keys: app.assets.keys.address.clone(),
            sort: app.assets.sort.address.clone(),
            slide: app.assets.slide.address.clone(),
            review: app.assets.review.address.clone(),
            watch: app.assets.watch.address.clone(),
            records: app.assets.records.address.clone(),
            outbox: app.assets.outbox.address.clone(),
            intake: app.assets.intake.address.clone(),
            mark: app.assets.mark.address.clone(),
            again: asked.with(AGAIN, Some("1")),
            renews: asked.query.ticked(RENEW),
            renewing: asked.with(RENEW, (!asked.query.ticked(RENEW)).then_some("1")),
            path: asked.path.clone(),
        }
    }
}

/// The same page in another language; the sign-in token is not carried on.
fn switched(asked: &Asked, language: Language) -> String {
    if asked.path == "/sign-in" || asked.path == "/sign-out" {
        return format!("/?lang={}", language.code());
    }
    asked.with("lang", Some(language.code()))
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// The templates of one language. A field that a template asks for and the view lacks is an error, not a gap.
///
/// # Errors
/// When a template does not read.
pub(crate) fn templates(say: &Arc<Say>) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(|out, state, value| {
        // As the usual formatter, but a slash stays a slash: every page is full of links.
        match (value.as_str(), value.is_safe(), state.auto_escape()) {
            (Some(text), false, AutoEscape::Html) => escape(text, out),
            _ => minijinja::escape_formatter(out, state, value),
        }
    });
    let words = Arc::clone(say);
    environment.add_function("t", move |id: &str, kwargs: Kwargs| -> Result<String, Error> {
        message(&words, id, &kwargs)
    });
    let words = Arc::clone(say);
    environment.add_function("n", move |number: u64| words.number(number));
    for (name, source) in files!(
        "about.html",
        "aid.html",
        "account.html",
        "base.html",
        "admin.html",
        "admin_audit.html",
        "admin_export.html",
        "admin_health.html",
        "admin_looks.html",
        "admin_packs.html",
        "admin_settings.html",
        "admin_tokens.html",
        "admin_units.html",
        "board.html",
        "board_part.html",
        "call.html",
        "checks.html",
        "count.html",
        "counts.html",
        "doubts.html",
        "drafts.html",
        "duplicates.html",
        "enquiry.html",
        "enquiry_line.html",
        "erased.html",
        "estimate.html",
        "family.html",
        "feeds.html",
        "figures.html",
        "contacts.html",
        "intake.html",
        "intake_beside.html",
        "intake_saved.html",
        "import.html",
        "import_linkage.html",
        "import_report.html",
        "import_slip.html",
        "keys.html",
        "leave_mine.html",
        "join.html",
        "locked.html",
        "map.html",
        "parts.html",
        "people.html",
        "pocket.html",
        "queue.html",
        "queue_part.html",
        "record.html",
        "record_knew.html",
        "report.html",
        "resume.html",
        "review.html",
        "search.html",
        "sign_in.html",
        "stopped.html",
        "timeline.html",
        "wall.html",
        "wall_part.html",
        "waiting.html",
    ) {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

fn escape(text: &str, out: &mut minijinja::Output<'_>) -> Result<(), Error> {
    let failed = |_| Error::new(ErrorKind::WriteFailure, "writing a page");
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let entity = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => continue,
        };
        out.write_str(text.get(plain..at).unwrap_or_default()).map_err(failed)?;
        out.write_str(entity).map_err(failed)?;
        plain = at + c.len_utf8();
    }
    out.write_str(text.get(plain..).unwrap_or_default()).map_err(failed)
}

/// A message for a template: numbers fill as numbers, words as words of people.
fn message(say: &Say, id: &str, kwargs: &Kwargs) -> Result<String, Error> {
    use crate::say::Arg;
    let names: Vec<String> = kwargs.args().map(str::to_owned).collect();
    let values = names.iter().map(|name| kwargs.get::<Value>(name)).collect::<Result<Vec<_>, _>>()?;
    let mut args = Vec::with_capacity(names.len());
    for (name, value) in names.iter().zip(&values) {
        let arg = match (value.kind(), value.as_str()) {
            (ValueKind::Number, _) => Arg::Number(u64::try_from(value.clone())?),
            (_, Some(text)) => Arg::Theirs(text),
            _ => {
                return Err(Error::new(
                    ErrorKind::InvalidOperation,
                    format!("{name} of message {id} is no number and no text"),
                ));
            }
        };
        args.push((name.as_str(), arg));
    }
    if !say.has(id) {
        return Err(Error::new(ErrorKind::UnknownFunction, format!("there is no message {id}")));
    }
    Ok(say.text(id, &args))
}
