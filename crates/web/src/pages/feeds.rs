//! What came in by feeds, for people to sort: a card a source chain, with its text to open and the buttons. Below, what is
//! watched. Works by plain forms; keys are a convenience.

use super::form::{Fields, by, by_and_why, field, see_other};
use crate::app::{App, Page, Scene, link};
use crate::say::{Arg, Moment, Say, Target, cut, user, user_block};
use axum::extract::{Form, State};
use axum::response::Response;
use claims::{ClaimId, RecordId};
use desk::feed::{
    Chain, Item, Mark, Queue, Sorted, Way, last_look, look, mark, mark_that_holds, queue, unwatch, watch,
    watched,
};
use desk::review::{drafts, find_claim, retract};
use desk::sentence;
use desk::{Actor, Outcome, Stop};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

const PATH: &str = "/review/feeds";
/// Chains on a page.
const CHAINS: usize = 20;
/// Repeats listed of one chain.
const REPEATS: usize = 20;
/// Bytes of a text's beginning.
const BEGINNING: usize = 320;
/// Bytes of a text that opens on the page; the report's own page has all of it.
const TEXT: usize = 6_000;

#[derive(Serialize)]
struct FeedsView {
    heaps: Vec<HeapView>,
    heap: &'static str,
    skip: String,
    none: String,
    marked: Option<MarkedJustNow>,
    cards: Vec<Card>,
    by: String,
    why: String,
    why_undo: String,
    why_watch: String,
    next: Option<String>,
    before: Option<String>,
    looks: Vec<String>,
    problems: Vec<String>,
    problems_words: String,
    can_look: bool,
    watched: Vec<WatchedView>,
}

#[derive(Serialize)]
struct HeapView {
    href: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct MarkedJustNow {
    words: String,
    claim: String,
    report: Target,
}

#[derive(Serialize)]
pub(super) struct Card {
    id: String,
    href: String,
    title: String,
    source: Option<Target>,
    published: Option<String>,
    at: Moment,
    /// How it is sorted.
    word: String,
    like: Option<Target>,
    like_id: Option<String>,
    drafts: Option<Link>,
    begins: Option<String>,
    text: Option<String>,
    cut: bool,
    repeats: Option<Repeats>,
    buttons: bool,
}

#[derive(Serialize)]
struct Link {
    href: String,
    words: String,
}

#[derive(Serialize)]
struct Repeats {
    words: String,
    list: Vec<Repeat>,
    more: u64,
}

#[derive(Serialize)]
struct Repeat {
    id: String,
    href: String,
    title: String,
    source: Option<Target>,
    at: Moment,
}

#[derive(Serialize)]
struct WatchedView {
    what: String,
    source: Target,
    way: Option<String>,
}

/// A part of the queue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heap {
    Waiting,
    Noise,
    Done,
}

impl Heap {
    const ALL: [Heap; 3] = [Heap::Waiting, Heap::Noise, Heap::Done];

    const fn name(self) -> &'static str {
        match self {
            Heap::Waiting => "waiting",
            Heap::Noise => "noise",
            Heap::Done => "done",
        }
    }

    fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|heap| heap.name() == text).unwrap_or(Heap::Waiting)
    }

    fn of(self, queue: &Queue) -> &[Chain] {
        match self {
            Heap::Waiting => &queue.waiting,
            Heap::Noise => &queue.noise,
            Heap::Done => &queue.done,
        }
    }
}

pub(crate) async fn feeds(State(app): State<Arc<App>>, scene: Scene) -> Response {
    app.page(scene, "feeds.html", show).await
}

fn show(scene: &Scene) -> Outcome<Page<FeedsView>> {
    let (say, query, desk) = (&scene.say, &scene.asked.query, &scene.app.desk);
    let queue = queue(desk)?;
    let heap = Heap::read(query.get("heap").unwrap_or_default());
    let chains = heap.of(&queue);
    let skip = query.get("skip").and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
    // The last page may have become empty by what was decided on it.
    let skip = skip.min(chains.len().saturating_sub(1) / CHAINS * CHAINS);
    let by = query.get("by").unwrap_or_default().to_owned();
    let at = |heap: Heap, skip: usize| {
        let skip = if skip > 0 { skip.to_string() } else { String::new() };
        let fields = [("heap", heap.name()), ("skip", skip.as_str()), ("by", by.as_str())];
        link(PATH, fields.into_iter().filter(|(_, value)| !value.is_empty()))
    };
    let cards = chains.iter().skip(skip).take(CHAINS).map(|chain| card(scene, chain));
    let (looks, problems) = looks(scene)?;
    let view = FeedsView {
        heaps: Heap::ALL
            .into_iter()
            .map(|of| {
                let number = Arg::Number(of.of(&queue).len() as u64);
                let label = say.text(&format!("feeds-heap-{}", of.name()), &[("number", number)]);
                HeapView { href: at(of, 0), label, chosen: of == heap }
            })
            .collect(),
        heap: heap.name(),
        skip: skip.to_string(),
        none: say.the(if heap == Heap::Waiting { "feeds-none-waiting" } else { "feeds-none" }),
        marked: marked_just_now(scene)?,
        cards: cards.collect::<Outcome<_>>()?,
        why: say.the("feeds-why"),
        why_undo: say.the("drafts-why-undo"),
        why_watch: say.the("feeds-why-watch"),
        next: (chains.len() > skip + CHAINS).then(|| at(heap, skip + CHAINS)),
        before: (skip > 0).then(|| at(heap, skip.saturating_sub(CHAINS))),
        by: by.clone(),
        looks,
        problems_words: say.text("feeds-problems", &[("number", Arg::Number(problems.len() as u64))]),
        problems,
        can_look: scene.app.options.feeds.is_some(),
        watched: watched(desk)?
            .into_iter()
            .map(|one| WatchedView {
                source: Target::to(say, &one.source),
                way: (one.way != Way::Public).then(|| say.the(&format!("feeds-way-{}", one.way.name()))),
                what: one.what,
            })
            .collect(),
    };
    Ok(Page { title: say.the("feeds-title"), view })
}

fn card(scene: &Scene, chain: &Chain) -> Outcome<Card> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let head = &chain.head;
    let id = head.report.record;
    let report = desk::look::report(desk, id)?;
    let of = drafts(desk, id)?;
    let open = of.open().count() as u64;
    let text = of.text.trim();
    let title = user(cut(&head.report.label, 300).0);
    let words: Vec<&str> = cut(text, BEGINNING).0.split_whitespace().collect();
    let more = text.len() > BEGINNING;
    let begins = user(&words.join(" ")) + if more { "…" } else { "" };
    let (shown, left) = cut(text, TEXT);
    let like = head.sorted.and_then(Sorted::like);
    let like = like.map(|of| desk.casebook().named(of)).transpose()?;
    let listed = chain.repeats.iter().take(REPEATS).map(|item| repeat(scene, item));
    let number = chain.repeats.len() as u64;
    Ok(Card {
        id: id.to_string(),
        href: format!("/report/{id}"),
        source: report.source.as_ref().map(|source| Target::to(say, &source.source)),
        published: report.published.as_ref().map(|when| say.when(when)),
        at: say.moment(head.at.unwrap_or(desk.now()), scene.zone()),
        word: word(say, head),
        like_id: like.as_ref().map(|named| named.record.to_string()),
        like: like
            .map(|named| Target { href: format!("/report/{}", named.record), ..Target::to(say, &named) }),
        drafts: (open > 0).then(|| Link {
            href: link("/review/drafts", [("report", id.to_string().as_str())]),
            words: say.text("feeds-drafts", &[("number", Arg::Number(open))]),
        }),
        // A post of one line is its own title.
        begins: (!begins.is_empty() && begins != title).then_some(begins),
        text: more.then(|| user_block(shown)),
        cut: left > 0,
        title,
        repeats: match number {
            0 => None,
            number => Some(Repeats {
                words: say.text("feeds-repeats", &[("number", Arg::Number(number))]),
                list: listed.collect::<Outcome<_>>()?,
                more: number.saturating_sub(REPEATS as u64),
            }),
        },
        buttons: head.sorted.is_some() || head.marked.is_some(),
    })
}

/// The card of a report that waits.
pub(super) fn card_of(scene: &Scene, report: RecordId) -> Outcome<Option<Card>> {
    let waiting = queue(&scene.app.desk)?.waiting;
    let chain = waiting.iter().find(|chain| chain.head.report.record == report);
    chain.map(|chain| card(scene, chain)).transpose()
}

fn repeat(scene: &Scene, item: &Item) -> Outcome<Repeat> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let id = item.report.record;
    let source = desk.casebook().maker_of(id)?;
    Ok(Repeat {
        id: id.to_string(),
        href: format!("/report/{id}"),
        title: user(cut(&item.report.label, 200).0),
        source: source.map(|named| Target::to(say, &named)),
        at: say.moment(item.at.unwrap_or(desk.now()), scene.zone()),
    })
}

/// How a report is sorted, in the reader's words: as a person said, or as the program did.
fn word(say: &Say, item: &Item) -> String {
    let scored = |id: &str, score: u8| say.text(id, &[("score", Arg::Number(u64::from(score)))]);
    match (item.marked, item.sorted) {
        (Some((mark, _)), _) => say.the(&format!("feeds-marked-{}", mark.name())),
        (None, Some(Sorted::News(score))) => scored("feeds-sorted-news", score),
        (None, Some(Sorted::Noise(score))) => scored("feeds-sorted-noise", score),
        (None, Some(Sorted::Changed(_))) => say.the("feeds-sorted-changed"),
        (None, Some(Sorted::Repeat(_))) => say.the("feeds-sorted-repeat"),
        (None, None) => say.the("feeds-imported"),
    }
}

/// How looking stands, and what went wrong last time.
fn looks(scene: &Scene) -> Outcome<(Vec<String>, Vec<String>)> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let looks = last_look(desk);
    let mut lines = Vec::new();
    if looks.now {
        lines.push(say.the("feeds-looking"));
    }
    if let Some(last) = &looks.last {
        let at = say.moment_beside(last.at, desk.now(), scene.zone()).words;
        let number = last.came.len() as u64;
        lines.push(say.text("feeds-last", &[("at", Arg::Ours(at)), ("number", Arg::Number(number))]));
    }
    match scene.app.options.feeds.as_ref().map_or(0, |feeds| feeds.every) {
        0 => lines.push(say.the("feeds-by-hand")),
        every => lines.push(say.text("feeds-every", &[("time", Arg::Ours(say.length(every)))])),
    }
    let problems = looks.last.map(|last| last.problems).unwrap_or_default();
    Ok((lines, problems.iter().map(|problem| user(cut(problem, 500).0)).collect()))
}

fn marked_just_now(scene: &Scene) -> Outcome<Option<MarkedJustNow>> {
    let Some(id) = scene.asked.query.get("marked").and_then(|text| text.parse::<ClaimId>().ok()) else {
        return Ok(None);
    };
    Ok(mark_that_holds(&scene.app.desk, id)?.map(|(report, mark)| MarkedJustNow {
        words: scene.say.the(&format!("feeds-marked-{}", mark.name())),
        claim: id.to_string(),
        report: Target { href: format!("/report/{}", report.record), ..Target::to(&scene.say, &report) },
    }))
}

pub(crate) async fn mark_report(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (word, id) = field(&fields, "mark").split_once(':').unwrap_or_default();
        if word.is_empty() {
            return Ok(back(&fields, None, None));
        }
        let (actor, why) = by_and_why(scene, &fields)?;
        let report = super::record_in_path(scene, id)?;
        let queue = queue(desk)?;
        let as_what = match word {
            "relevant" => Mark::Relevant,
            "noise" => Mark::Noise,
            "repeat" => {
                let heads = Heap::ALL.into_iter().flat_map(|heap| heap.of(&queue)).map(|chain| &chain.head);
                let like =
                    heads.filter(|head| head.report.record == report).find_map(|head| head.sorted?.like());
                Mark::Repeat(
                    like.ok_or_else(|| Stop::refused("mark", sentence!("It is like no other report.")))?,
                )
            }
            other => {
                return Err(Stop::refused(
                    "mark",
                    sentence!("{other:?} is not relevant, noise or repeat.", other),
                ));
            }
        };
        let next = next_after(Heap::read(field(&fields, "heap")).of(&queue), report);
        let marked = mark(desk, &actor, &why, report, as_what)?;
        Ok(back(&fields, Some(marked.claim), next))
    })
    .await
}

/// The chain that is looked at next: the one that follows, or the last.
fn next_after(chains: &[Chain], report: RecordId) -> Option<RecordId> {
    let is_in = |chain: &Chain| {
        chain.head.report.record == report || chain.repeats.iter().any(|item| item.report.record == report)
    };
    let at = chains.iter().position(is_in)?;
    chains.get(at + 1).or_else(|| chains.get(at.checked_sub(1)?)).map(|chain| chain.head.report.record)
}

pub(crate) async fn undo_mark(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (actor, why) = by_and_why(scene, &fields)?;
        let id = find_claim(desk, field(&fields, "claim"))?;
        let Some((report, _)) = mark_that_holds(desk, id)? else {
            return Err(Stop::conflict(sentence!(
                "This is no mark that holds; it may have been undone already."
            )));
        };
        retract(desk, &actor, &why, id)?;
        Ok(back(&fields, None, Some(report.record)))
    })
    .await
}

pub(crate) async fn look_now(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let Some(feeds) = scene.app.options.feeds.clone() else {
            return Err(Stop::not_found(sentence!("Nobody can look from here.")));
        };
        // Without a handle it is the program that looks, as when it looks by itself.
        let actor = match &scene.member {
            None if field(&fields, "by").is_empty() => Actor::parse("habeas")?,
            _ => by(scene, &fields)?,
        };
        if watched(&scene.app.desk)?.is_empty() {
            return Err(Stop::not_found(sentence!("Nothing is watched.")));
        }
        let app = Arc::clone(&scene.app);
        std::thread::spawn(move || {
            let ended = app.lock.ended();
            let done = look(&app.desk, &actor, &feeds.fetcher, &|| !*ended.borrow());
            if let Err(stop @ Stop::Fault(_)) = done {
                crate::stopped::incident(&app.desk, &format!("feeds could not be looked at: {stop}"));
            }
        });
        // Most looks are over in a moment; then the page has what they brought.
        std::thread::sleep(Duration::from_millis(200));
        for _ in 0..20 {
            if !last_look(&scene.app.desk).now {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(back(&fields, None, None))
    })
    .await
}

/// Watching an address of the public internet, or watching something no longer. Folders and hosts of our own network are
/// added on the command line alone: a browser must not choose what is read on this machine.
pub(crate) async fn watch_feed(
    State(app): State<Arc<App>>,
    scene: Scene,
    Form(fields): Form<Fields>,
) -> Response {
    app.make(scene, move |scene| {
        let desk = &scene.app.desk;
        let (actor, why) = by_and_why(scene, &fields)?;
        match field(&fields, "remove") {
            "" => {
                let source = Some(field(&fields, "source"));
                watch(desk, &actor, &why, field(&fields, "what"), source, Way::Public)?;
            }
            what => {
                unwatch(desk, &actor, &why, what)?;
            }
        }
        Ok(back(&fields, None, None))
    })
    .await
}

/// Back to the same part of the queue, with the handle kept, at the card that is next.
fn back(fields: &Fields, marked: Option<ClaimId>, card: Option<RecordId>) -> Response {
    let marked = marked.map(|id| id.to_string()).unwrap_or_default();
    let skip = Some(field(fields, "skip")).filter(|skip| *skip != "0").unwrap_or_default();
    let kept = [
        ("heap", Heap::read(field(fields, "heap")).name()),
        ("skip", skip),
        ("by", field(fields, "by")),
        ("marked", &marked),
    ];
    let mut to = link(PATH, kept.into_iter().filter(|(_, value)| !value.is_empty()));
    if let Some(card) = card {
        to.push_str(&format!("#c-{card}"));
    }
    see_other(&to)
}
