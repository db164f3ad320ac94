//! One queue for everything that waits for a person: the list, one thing of it with its quotes beside its values, and the
//! source's own text at its side. Every decision can be undone where it was made. Works by plain forms; keys are a
//! convenience that can be turned off.

mod decide;
mod detail;
mod doubts;
mod paper;

pub(crate) use decide::{decide_waiting, take_back};
pub(crate) use doubts::{doubts_page, leave_doubts, take_doubts_back};

use crate::app::{App, Page, Scene, html, link};
use crate::pages::form::{Fields, field};
use crate::say::{Arg, cut, user};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use claims::RecordId;
use desk::review::{DraftsFrom, Line, Waiting, WaitingKind, reports_from, waiting};
use desk::{Kind, Outcome, Refusal, Stop, sentence};
use detail::{Detail, detail};
use serde::Serialize;
use std::sync::Arc;

const PATH: &str = "/review";
/// Lines shown before and after the one that is looked at.
const AROUND: usize = 8;
/// What can have been decided: the words of the line that says so.
const DECIDED: [&str; 12] = [
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
];

#[derive(Serialize)]
struct Review {
    kinds: Vec<KindView>,
    total: String,
    lines: Vec<LineView>,
    detail: Option<Detail>,
    before: Option<String>,
    next: Option<String>,
    /// The name of what comes next, for the form.
    next_key: String,
    done: Option<Done>,
    kind: String,
    /// How far reports were read for drafts, on the list of drafts alone.
    drafts: Option<DraftsView>,
    from: String,
    by: String,
    why_undo: String,
    typed: Typed,
}

/// What a person had typed when the desk refused it, and why it did: nothing typed is lost.
#[derive(Serialize, Default)]
struct Typed {
    why: String,
    who: String,
    how: String,
    words: String,
    claim: String,
    /// The desk's own sentence, in English, and what to do about it.
    problem: Option<String>,
    hint: Option<String>,
    field: &'static str,
}

/// How far reports were read for drafts.
#[derive(Serialize)]
struct DraftsView {
    words: String,
    /// The reports after these.
    more: Option<String>,
    /// The other order.
    other: String,
    oldest_first: bool,
}

/// Where in the queue.
struct At<'q> {
    only: Option<WaitingKind>,
    /// From which report on drafts are read, as an address says it.
    from: &'q str,
    item: Option<Waiting>,
    by: &'q str,
}

#[derive(Serialize)]
struct KindView {
    href: String,
    label: String,
    number: String,
    chosen: bool,
}

#[derive(Serialize)]
struct LineView {
    href: String,
    kind: String,
    label: String,
    property: Option<String>,
    here: bool,
    left_open: bool,
}

/// What was decided just now.
#[derive(Serialize)]
struct Done {
    words: String,
    decision: String,
    /// The thing it was decided on.
    item: String,
}

pub(crate) async fn review(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "review.html", |scene| {
        let query = &scene.asked.query;
        let at = At {
            only: query.get("kind").and_then(WaitingKind::from_name),
            item: query.get("item").map(Waiting::read).transpose()?,
            from: query.get("from").unwrap_or_default(),
            by: query.get("by").unwrap_or_default(),
        };
        look(scene, at)
    })
    .await
}

/// The address of the queue at a thing.
fn address(kind: &str, item: &str, by: &str, from: &str) -> String {
    let fields = [("kind", kind), ("item", item), ("by", by), ("from", from)];
    link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()))
}

/// The form as it was sent, with what is wrong with it.
fn refused(scene: &Scene, fields: &Fields, waiting: Waiting, refusal: &Refusal) -> Outcome<Response> {
    let at = At {
        only: WaitingKind::from_name(field(fields, "kind")),
        item: Some(waiting),
        from: field(fields, "from"),
        by: field(fields, "by"),
    };
    let mut page = look(scene, at)?;
    let typed = |name: &str| field(fields, name).to_owned();
    page.view.typed = Typed {
        why: typed("why"),
        who: typed("who"),
        how: typed("how"),
        words: typed("words"),
        claim: typed("claim"),
        problem: Some(scene.say.sentence(&refusal.say)),
        hint: scene.say.advice(refusal),
        field: refusal.field.unwrap_or_default(),
    };
    if let Some(detail) = &mut page.view.detail {
        detail.retyped(fields);
    }
    let status = match refusal.kind {
        Kind::Refused => StatusCode::BAD_REQUEST,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    Ok(html(status, scene.app.render(scene, "review.html", page)?))
}

fn look(scene: &Scene, asked: At<'_>) -> Outcome<Page<Review>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let (only, by, from) = (asked.only, asked.by, asked.from);
    let kind = only.map_or("", WaitingKind::name);
    let mut list = waiting(desk, scene.app.options.fresh_for, only, read_from(from)?)?;
    if scene.member.is_some() {
        let mut seen = Vec::with_capacity(list.lines.len());
        for line in list.lines {
            if !hidden(scene, &line.waiting)? {
                seen.push(line);
            }
        }
        list.lines = seen;
    }
    let at =
        asked.item.and_then(|asked| list.lines.iter().position(|line| line.waiting == asked)).unwrap_or(0);
    let key = |at: usize| list.lines.get(at).map(|line| line.waiting.key());
    let to = |at: usize| key(at).map(|key| address(kind, &key, by, from));
    let shown = list.lines.get(at);
    if let Some(line) = shown {
        scene.looked_at(&line.waiting.records());
    }
    // The list names people too.
    let listed = list.lines.iter().skip(at.saturating_sub(AROUND)).take(2 * AROUND + 1);
    scene.looked_at(&listed.flat_map(|line| line.waiting.records()).collect::<Vec<_>>());
    let view = Review {
        kinds: kinds(scene, only, &list.counts, by),
        total: {
            let total = list.counts.iter().map(|(_, number, _)| number).sum();
            say.text("review-total", &[("number", Arg::Number(total))])
        },
        lines: list
            .lines
            .iter()
            .enumerate()
            .skip(at.saturating_sub(AROUND))
            .take(2 * AROUND + 1)
            .map(|(place, line)| line_view(scene, line, place == at, to(place).unwrap_or_default()))
            .collect(),
        detail: shown.map(|line| detail(scene, line)).transpose()?,
        before: at.checked_sub(1).and_then(to),
        next: to(at + 1),
        next_key: key(at + 1).or_else(|| key(at.checked_sub(1)?)).unwrap_or_default(),
        done: done(scene),
        drafts: (only == Some(WaitingKind::Draft))
            .then(|| drafts_read(scene, list.read, by, from))
            .transpose()?,
        from: from.to_owned(),
        kind: kind.to_owned(),
        by: by.to_owned(),
        why_undo: say.the("drafts-why-undo"),
        typed: Typed { why: say.the("review-why-usual"), ..Typed::default() },
    };
    Ok(Page { title: say.the("review-title"), view })
}

/// What an address says of where drafts are read from: `old` or `new` first, after which report.
fn read_from(from: &str) -> Outcome<DraftsFrom> {
    let (order, after) = from.split_once('-').unwrap_or((from, ""));
    let after = match after {
        "" => None,
        id => Some(
            id.parse()
                .map_err(|_| Stop::not_found(sentence!("There is no record {record}.", record = id)))?,
        ),
    };
    Ok(DraftsFrom { oldest_first: order == "old", after })
}

/// `7`, or `7 or more`.
fn or_more(scene: &Scene, (number, more): (u64, bool)) -> String {
    match more {
        true => scene.say.text("count-or-more", &[("floor", Arg::Number(number))]),
        false => scene.say.number(number),
    }
}

/// Reports not read yet that are counted; each is asked of the casebook.
const COUNTED: u64 = 1000;

/// How far reports were read, and the ways on.
fn drafts_read(
    scene: &Scene,
    (read, next): (u64, Option<RecordId>),
    by: &str,
    from: &str,
) -> Outcome<DraftsView> {
    let oldest_first = from.starts_with("old");
    let unread = match next {
        None => (0, false),
        Some(_) => reports_from(&scene.app.desk, DraftsFrom { oldest_first, after: next }, COUNTED)?,
    };
    let order = if oldest_first { "old" } else { "new" };
    let to = |from: &str| address(WaitingKind::Draft.name(), "", by, from);
    Ok(DraftsView {
        words: scene.say.text(
            "review-drafts-read",
            &[("read", Arg::Number(read)), ("unread", Arg::Ours(or_more(scene, unread)))],
        ),
        more: next.map(|next| to(&format!("{order}-{next}"))),
        other: to(if oldest_first { "" } else { "old" }),
        oldest_first,
    })
}

/// True when it is about a record limited to groups that are not this member's.
fn hidden(scene: &Scene, waiting: &Waiting) -> Outcome<bool> {
    for record in waiting.records() {
        if scene.hides(record)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn kinds(
    scene: &Scene,
    only: Option<WaitingKind>,
    counts: &[(WaitingKind, u64, bool)],
    by: &str,
) -> Vec<KindView> {
    let say = &scene.say;
    let all = KindView {
        href: address("", "", by, ""),
        label: say.the("review-all"),
        number: String::new(),
        chosen: only.is_none(),
    };
    let each = counts.iter().map(|(kind, of, more)| KindView {
        href: address(kind.name(), "", by, ""),
        label: say.the(&format!("review-kind-{}", kind.name())),
        number: or_more(scene, (*of, *more)),
        chosen: only == Some(*kind),
    });
    std::iter::once(all).chain(each).collect()
}

fn line_view(scene: &Scene, line: &Line, here: bool, href: String) -> LineView {
    let say = &scene.say;
    LineView {
        href,
        kind: say.the(&format!("review-kind-{}", line.waiting.kind().name())),
        label: user(cut(&line.label, 140).0),
        property: line.property.map(|property| say.property(property)),
        here,
        left_open: line.left_open,
    }
}

/// What the redirect after a decision says was decided; the words are ours, the id is looked up when it is undone.
fn done(scene: &Scene) -> Option<Done> {
    let query = &scene.asked.query;
    let said = query.get("said").filter(|said| DECIDED.contains(said))?;
    let decision = query.get("done")?.parse::<claims::ClaimId>().ok()?;
    let item = Waiting::read(query.get("of")?).ok()?;
    Some(Done {
        words: scene.say.the(&format!("review-said-{said}")),
        decision: decision.to_string(),
        item: item.key(),
    })
}
