//! What every request shares: the desk, the door, the languages with their templates, and how a page is made.
//!
//! A page is made on a thread that may wait, since the desk waits for its lock; the number of such threads is limited.

use crate::api::Lane;
use crate::api::v1::Programs;
use crate::door::{self, Door, Tries, Who};
use crate::lock::Lock;
use crate::open_parts::OpenParts;
use crate::pages::{Assets, Ceremonial, Frame};
use crate::say::Say;
use crate::serve::WebOptions;
use crate::stopped;
use crate::tongues::Tongues;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use claims::RecordId;
use claims::legal::LegalPack;
use claims::when::ZoneId;
use desk::access::Member;
use desk::sentence;
use desk::{Desk, Outcome, Stop};
use minijinja::value::Serde;
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// Pages made at once; more wait for their turn.
const AT_ONCE: usize = 16;

/// The field that marks a request a page makes by itself.
pub(crate) const AGAIN: &str = "again";
/// The field in which an open page says which position it was told of.
const TOLD: &str = "told";

/// The field by which a reader without JavaScript asks that a page renew itself.
pub(crate) const RENEW: &str = "renew";

/// What every request shares.
pub(crate) struct App {
    pub desk: Arc<Desk>,
    pub options: WebOptions,
    pub address: SocketAddr,
    pub door: Door,
    pub assets: Assets,
    pub position: watch::Receiver<u64>,
    pub pack: Option<&'static LegalPack>,
    pub lock: Arc<Lock>,
    /// Where signed reports go.
    pub lane: Lane,
    /// What is remembered of programs that call the API.
    pub programs: Programs,
    /// Wrong tries to sign in.
    pub tries: Tries,
    /// Ceremonies of passkeys that were begun.
    pub ceremonial: Ceremonial,
    /// Parts of pages that many have open.
    pub open_parts: OpenParts,
    tongues: Arc<Tongues>,
    making: Semaphore,
}

/// A page, before it is put into its frame.
pub(crate) struct Page<V> {
    /// The title of the window; neutral, since titles are kept in histories.
    pub title: String,
    /// What the template needs.
    pub view: V,
}

/// One request, as the pages see it.
pub(crate) struct Scene {
    pub app: Arc<App>,
    pub asked: Asked,
    pub say: Arc<Say>,
    /// True for somebody who is signed in.
    pub inside: bool,
    /// The member who is signed in; none for whoever came in by the one-time link.
    pub member: Option<Member>,
    /// The session, as the cookie names it; forms bear a token of it.
    pub session: Option<String>,
    /// A form of an earlier session, or without its token: nothing is done, and what was typed comes back.
    pub stale: bool,
    /// Whose identity this answer shows.
    named: Mutex<Vec<RecordId>>,
}

impl Scene {
    /// True when whoever is signed in may do this. The owner, who opened the casebook, may do everything.
    pub fn may(&self, action: &str) -> bool {
        match &self.member {
            Some(member) => member.may(action),
            None => self.inside,
        }
    }

    /// True when a record is limited to groups that are not this member's.
    ///
    /// # Errors
    /// A fault when the casebook cannot be read.
    pub fn hides(&self, record: RecordId) -> Outcome<bool> {
        match &self.member {
            Some(member) => desk::access::hides(&self.app.desk, &member.groups, record),
            None => Ok(false),
        }
    }

    /// What is left of these when those are taken out whose record is limited to others.
    ///
    /// # Errors
    /// A fault when the casebook cannot be read.
    pub fn seen<T>(&self, all: Vec<T>, record: impl Fn(&T) -> RecordId) -> Outcome<Vec<T>> {
        let mut left = Vec::with_capacity(all.len());
        for one in all {
            if !self.hides(record(&one))? {
                left.push(one);
            }
        }
        Ok(left)
    }

    /// Notes that the identity of these was looked at, for the log of views.
    pub fn looked_at(&self, records: &[RecordId]) {
        if let Some(member) = &self.member {
            desk::access::looked(&self.app.desk, member.record, &member.handle, records);
        }
        self.named.lock().unwrap_or_else(PoisonError::into_inner).extend(records);
    }

    /// Whose identity this answer shows, as far as it was noted.
    pub fn named(&self) -> Vec<RecordId> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same for whoever has just come in by a new session.
    pub fn come_in(&self, session: String) -> Self {
        Self {
            app: Arc::clone(&self.app),
            asked: self.asked.clone(),
            say: Arc::clone(&self.say),
            inside: self.inside,
            member: self.member.clone(),
            session: Some(session),
            stale: false,
            named: Mutex::default(),
        }
    }

    /// The token that forms of this session bear; none outside.
    ///
    /// # Errors
    /// A fault without randomness.
    pub fn form_token(&self) -> Outcome<Option<String>> {
        let Some(session) = &self.session else { return Ok(None) };
        Ok(Some(self.app.door.form_token_of(session, self.app.desk.fresh()?)))
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> &ZoneId {
        self.app.desk.zone()
    }
}

impl App {
    pub fn new(
        desk: Arc<Desk>,
        options: WebOptions,
        address: SocketAddr,
        position: watch::Receiver<u64>,
        lock: Arc<Lock>,
        tongues: Arc<Tongues>,
        door: Door,
    ) -> Arc<Self> {
        let pack =
            claims::legal::shipped().iter().find(|pack| pack.id.eq_ignore_ascii_case(&options.legal_pack));
        lock.arm(&options.locking);
        let (assets, making) = (Assets::new(), Semaphore::new(AT_ONCE));
        let lane = Lane::start(&desk, options.reports.a_minute, options.reports.waiting);
        let programs = Programs::new(options.reports.calls_a_minute, options.reports.all_calls_a_minute);
        let (tries, ceremonial) = (Tries::default(), Ceremonial::default());
        Arc::new(Self {
            desk,
            options,
            address,
            door,
            assets,
            position,
            pack,
            lock,
            lane,
            programs,
            tries,
            ceremonial,
            open_parts: OpenParts::default(),
            tongues,
            making,
        })
    }

    /// What a request asks, with the language to answer in.
    pub fn scene(self: &Arc<Self>, uri: &Uri, headers: &HeaderMap) -> Option<Scene> {
        let asked = Asked::of(uri);
        let say = Arc::clone(&self.tongues.get(self.tongues.asked_for(headers, &asked.query))?.say);
        // A member who was shut out is out at the next request.
        let (inside, member) = match self.door.who(headers, asked.by_itself) {
            None => (false, None),
            Some(Who::Owner) => (true, None),
            Some(Who::Member(record)) => {
                let member = self.desk.members().get(record).filter(|member| member.active).cloned();
                (member.is_some(), member)
            }
        };
        let session = if inside { door::cookie(headers, door::COOKIE).map(ToOwned::to_owned) } else { None };
        let named = Mutex::default();
        Some(Scene { app: Arc::clone(self), asked, say, inside, member, session, stale: false, named })
    }

    /// True when this session may still be told of changes.
    pub fn is_inside(&self, headers: &HeaderMap) -> bool {
        match self.door.who(headers, true) {
            None => false,
            Some(Who::Owner) => true,
            Some(Who::Member(record)) => {
                self.desk.members().get(record).is_some_and(|member| member.may("board.see"))
            }
        }
    }

    /// The same request, answered in another language.
    pub fn in_language(&self, scene: Scene, language: crate::say::Language) -> Option<Scene> {
        let say = Arc::clone(&self.tongues.get(language)?.say);
        Some(Scene { say, ..scene })
    }

    /// The words of another language, for what is read aloud in it.
    pub fn say_in(&self, language: crate::say::Language) -> Option<Arc<Say>> {
        self.tongues.get(language).map(|tongue| Arc::clone(&tongue.say))
    }

    /// A page in its frame.
    pub fn render<V: Serialize>(&self, scene: &Scene, template: &str, page: Page<V>) -> Outcome<String> {
        let fault = |cause: minijinja::Error| Stop::fault("drawing a page", cause);
        let Some(tongue) = self.tongues.get(scene.say.language) else {
            return Err(Stop::not_found(sentence!("There is no such language.")));
        };
        let frame = Frame::around(scene, page.title);
        let template = tongue.templates.get_template(template).map_err(fault)?;
        let text = template
            .render(minijinja::context! { frame => Serde(frame), view => Serde(page.view) })
            .map_err(fault)?;
        Ok(match scene.form_token()? {
            Some(token) => door::sealed(text, &token),
            None => text,
        })
    }

    /// Makes a page: looks, words it, and answers. A refusal or fault becomes a page too.
    pub async fn page<V: Serialize + 'static>(
        self: Arc<Self>,
        scene: Scene,
        template: &'static str,
        look: impl FnOnce(&Scene) -> Outcome<Page<V>> + Send + 'static,
    ) -> Response {
        self.make(scene, move |scene| {
            let page = look(scene)?;
            Ok(html(StatusCode::OK, scene.app.render(scene, template, page)?))
        })
        .await
    }

    /// Does what may wait on a thread that may wait.
    pub async fn make(
        self: Arc<Self>,
        scene: Scene,
        work: impl FnOnce(&Scene) -> Outcome<Response> + Send + 'static,
    ) -> Response {
        let Ok(_turn) = self.making.acquire().await else {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        };
        let made = tokio::task::spawn_blocking(move || match work(&scene) {
            Ok(answer) => answer,
            Err(stop) => stopped::answer(&scene, stop),
        })
        .await;
        made.unwrap_or_else(|broken| {
            let number = stopped::incident(&self.desk, &format!("a page broke off: {broken}"));
            let say = format!("Something broke in the program. Incident {number}.\n");
            (StatusCode::INTERNAL_SERVER_ERROR, say).into_response()
        })
    }
}

/// An HTML answer.
pub(crate) fn html(status: StatusCode, text: impl IntoResponse) -> Response {
    let mut answer = (status, text).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer
}

/// The path and the query of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub path: String,
    pub query: Query,
    /// A page asked for it by itself, while nobody may be looking.
    pub by_itself: bool,
    /// The position that an open page was told of, for which it asks for itself anew.
    pub told: Option<u64>,
}

impl Asked {
    pub fn of(uri: &Uri) -> Self {
        let marked = |query: &str| query.split('&').any(|field| field == "fragment=1" || field == "again=1");
        let by_itself = uri.path() == "/events" || uri.query().is_some_and(marked);
        let mut query = Query::of(uri);
        let told = query.get(TOLD).and_then(|position| position.parse().ok());
        query.0.retain(|(name, _)| name != TOLD);
        Self { path: uri.path().to_owned(), query, by_itself, told }
    }

    /// This page with one field of its query changed; without it when there is no value.
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let kept = self.query.0.iter().filter(|(key, _)| key != name).map(|(k, v)| (k.as_str(), v.as_str()));
        link(&self.path, kept.chain(value.map(|value| (name, value))))
    }
}

impl Asked {
    /// This page with several fields of its query changed.
    pub fn with_each(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.query.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let new = changes.iter().filter_map(|(name, value)| value.map(|value| (*name, value)));
        link(&self.path, kept.chain(new))
    }
}

/// The fields of a query, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    fn of(uri: &Uri) -> Self {
        let read = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri);
        let mut fields = read.map(|axum::extract::Query(fields)| fields).unwrap_or_default();
        // The mark of a page that asks for itself again is not part of what it asks for.
        fields.retain(|(name, _)| name != AGAIN);
        Self(fields)
    }

    /// A field that was filled in.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// True when a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// A link with a query.
pub(crate) fn link<'q>(path: &str, fields: impl IntoIterator<Item = (&'q str, &'q str)>) -> String {
    let mut out = path.to_owned();
    for (at, (name, value)) in fields.into_iter().enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        escape(name, &mut out);
        out.push('=');
        escape(value, &mut out);
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte))
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
}
