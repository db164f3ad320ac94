//! Every address of the server, and the guard before them all.

use crate::api::hooks::{HOOKS, take_hook};
use crate::api::{REPORTS, take_report, v1};
use crate::app::{App, Scene};
use crate::door;
use crate::say::Language;
use crate::squeeze::squeeze;
use crate::tongues::LANGUAGE_COOKIE;
use crate::upload;
use crate::{pages, stopped};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, MatchedPath, Request, State};
use axum::handler::Handler;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use std::collections::HashMap;
use std::sync::Arc;

/// The largest body of a request, in bytes: there are only small forms.
const BODY: usize = 16 * 1024;

/// What a request needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is open before signing in.
    Nothing,
    /// To be signed in, in whatever role: leaving, locking.
    SignedIn,
    /// An action of the table of roles.
    Action(&'static str),
    /// It looks for itself: a key or a token in the request.
    ItsOwn,
}

/// One row: a method and an address, and what they need. There is no other way to add an address.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// `GET` or `POST`; a row of `GET` answers `HEAD` too.
    pub method: &'static str,
    /// The address, as the router matches it.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
}

/// Rows while they are gathered.
struct Rows {
    router: Router<Arc<App>>,
    rows: Vec<Row>,
}

impl Rows {
    fn add(mut self, row: Row, methods: MethodRouter<Arc<App>>) -> Self {
        self.router = self.router.route(row.path, methods);
        self.rows.push(row);
        self
    }

    /// A page that is looked at.
    fn see<H, T>(self, path: &'static str, action: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Row { method: "GET", path, needs: Needs::Action(action) }, get(handler))
    }

    /// A form that is sent.
    fn send<H, T>(self, path: &'static str, action: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Row { method: "POST", path, needs: Needs::Action(action) }, post(handler))
    }

    /// A form of whoever is signed in.
    fn inside<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(Row { method: "POST", path, needs: Needs::SignedIn }, post(handler))
    }

    /// What is open before signing in.
    fn open(self, method: &'static str, path: &'static str, methods: MethodRouter<Arc<App>>) -> Self {
        self.add(Row { method, path, needs: Needs::Nothing }, methods)
    }
}

/// Every address of the server with what it needs: for the test that walks them, and for the guard.
pub fn rows() -> Vec<Row> {
    let mut rows = gathered().rows;
    rows.push(Row { method: "POST", path: REPORTS, needs: Needs::ItsOwn });
    rows.push(Row { method: "POST", path: HOOKS, needs: Needs::ItsOwn });
    rows.push(Row { method: "GET", path: v1::OPENAPI, needs: Needs::Nothing });
    rows.extend(v1::ROWS.iter().map(|row| {
        let method = if row.verb == v1::Verb::Get { "GET" } else { "POST" };
        Row { method, path: row.path, needs: Needs::ItsOwn }
    }));
    rows
}

fn gathered() -> Rows {
    Rows { router: Router::new(), rows: Vec::new() }
        .see("/", "board.see", pages::board)
        .see("/board/wall", "board.see", pages::wall)
        .see("/board/print", "board.see", pages::pocket)
        .see("/board/keys", "lawyer.assign", pages::board_keys)
        .see("/search", "search.see", pages::search)
        .see("/record/{id}", "record.see", pages::record)
        .see("/report/{id}", "report.see", pages::report)
        .see("/report/{id}/raw", "report.see", pages::raw)
        .send("/evidence/{id}/copy", "evidence.see", pages::evidence_copy)
        .see("/evidence/{id}/picture", "evidence.see", pages::evidence_picture)
        .see("/figures", "figures.see", pages::figures)
        .see("/intake", "intake.write", pages::intake)
        .add(
            Row { method: "POST", path: "/intake", needs: Needs::Action("intake.write") },
            // Notes may be long.
            post(pages::save_call).layer(DefaultBodyLimit::max(pages::LARGEST_CALL)),
        )
        .add(
            Row { method: "POST", path: "/intake/suggest", needs: Needs::Action("intake.write") },
            post(pages::suggest_beside).layer(DefaultBodyLimit::max(pages::LARGEST_CALL)),
        )
        .open("GET", "/intake/form/{code}", get(pages::empty_form))
        .open("GET", "/sw.js", get(pages::worker))
        .open("GET", "/manifest.webmanifest", get(pages::manifest))
        .see("/contacts", "contact.see", pages::contacts)
        .send("/contacts/look", "contact.see", pages::look_at)
        .see("/intake/saved", "intake.write", pages::saved_call)
        .send("/intake/undo", "intake.write", pages::undo_call)
        .see("/timeline", "map.see", pages::timeline)
        .see("/map", "map.see", pages::map)
        .send("/map/place", "unit.edit", pages::place_on_map)
        .see("/review", "review.see", pages::review)
        .send("/review", "review.decide", pages::decide_waiting)
        .send("/review/take-back", "review.decide", pages::take_back)
        .see("/review/doubts", "review.see", pages::doubts_page)
        .send("/review/doubts", "review.decide", pages::leave_doubts)
        .send("/review/doubts/undo", "review.decide", pages::take_doubts_back)
        .see("/review/duplicates", "review.see", pages::duplicates)
        .send("/review/judge", "review.decide", pages::judge_pair)
        .send("/review/undo", "review.decide", pages::undo_judgement)
        .see("/review/drafts", "review.see", pages::drafts_page)
        .send("/review/drafts", "review.decide", pages::decide_draft)
        .send("/review/drafts/undo", "review.decide", pages::undo_draft)
        .see("/review/feeds", "review.see", pages::feeds)
        .send("/review/feeds", "review.decide", pages::mark_report)
        .send("/review/feeds/undo", "review.decide", pages::undo_mark)
        .send("/review/feeds/look", "review.decide", pages::look_now)
        .send("/review/feeds/watch", "feed.watch", pages::watch_feed)
        .see("/aid/{id}", "check.see", pages::aid)
        .send("/aid/{id}/lawyer", "lawyer.assign", pages::set_lawyer)
        .send("/aid/{id}/lawyer/undo", "lawyer.assign", pages::unset_lawyer)
        .send("/aid/{id}/call", "intervention.write", pages::log_intervention_for)
        .send("/aid/{id}/call/undo", "intervention.write", pages::undo_intervention_for)
        .see("/family", "family.ask", pages::family)
        .send("/family", "family.ask", pages::ask_family)
        .see("/family/{id}", "family.ask", pages::enquiry)
        .send("/family/{id}/answer", "family.ask", pages::answer_family)
        .send("/family/{id}/undo", "family.ask", pages::take_back_answer)
        .see("/checks", "check.see", pages::checks)
        .send("/checks", "check.write", pages::log_one_check)
        .send("/checks/undo", "check.write", pages::undo_one_check)
        .see("/checks/queue", "check.see", pages::check_queue)
        .send("/checks/ring", "check.write", pages::ring_unit)
        .send("/checks/release", "check.write", pages::release_unit)
        .see("/import", "import.write", pages::import_page)
        .send("/import", "import.write", pages::hand_in_file)
        .see("/import/{ticket}", "import.write", pages::slip_page)
        .send("/import/{ticket}", "import.write", pages::change_slip)
        .see("/import/report/{id}", "import.write", pages::imported_report)
        .see("/import/linkage", "import.write", pages::linkage_page)
        .send("/import/linkage", "import.write", pages::compare_import)
        .send("/import/undo", "import.write", pages::undo_import)
        .send("/import/bring-back", "import.write", pages::bring_import_back)
        .see("/count", "receipt.see", pages::count)
        .see("/counts", "count.see", pages::counts)
        .see("/counts/export", "count.export", pages::export_counts)
        .see("/estimate", "estimate.see", pages::estimate)
        .send("/estimate", "estimate.see", pages::begin_estimate)
        .send("/estimate/attest", "estimate.answer", pages::attest_lists)
        .send("/estimate/undo", "estimate.answer", pages::undo_attestation)
        .see("/admin", "about.see", pages::admin_page)
        .see("/admin/packs", "about.see", pages::packs_page)
        .send("/admin/packs", "pack.sign", pages::sign_one_pack)
        .send("/admin/packs/undo", "pack.sign", pages::unsign_pack)
        .see("/admin/units", "unit.edit", pages::units_page)
        .send("/admin/units", "unit.edit", pages::change_units)
        .see("/admin/places", "unit.edit", pages::places_page)
        .send("/admin/places", "unit.edit", pages::change_places)
        .see("/admin/settings", "setting.change", pages::settings_page)
        .send("/admin/settings", "setting.change", pages::change_one_setting)
        .see("/admin/health", "health.see", pages::health_page)
        .send("/admin/health", "health.see", pages::check_ledger)
        .send("/admin/backup", "backup.make", pages::make_backup)
        .see("/admin/export", "export.make", pages::export_page)
        .send("/admin/export", "export.make", pages::take_export)
        .send("/admin/export/ask", "export.make", pages::ask_export)
        .send("/admin/export/agree", "export.make", pages::agree_export)
        .see("/admin/tokens", "token.issue", pages::tokens_page)
        .send("/admin/tokens", "token.issue", pages::issue_one_token)
        .send("/admin/tokens/revoke", "token.issue", pages::revoke_one_token)
        .see("/admin/looks", "audit.see", pages::looks_page)
        .see("/admin/audit", "audit.see", pages::audit_page)
        .see("/about", "about.see", pages::about)
        .see("/events", "board.see", pages::events)
        .see("/account", "own.account", pages::account)
        .send("/account/password", "own.account", pages::change_password)
        .send("/account/codes", "own.account", pages::add_codes)
        .send("/account/passkey/begin", "own.account", pages::passkey_registering)
        .send("/account/passkey", "own.account", pages::passkey_registered)
        .send("/account/remove", "own.account", pages::remove_way)
        .send("/account/sessions", "own.account", pages::end_sessions)
        .see("/people", "people.see", pages::people)
        .send("/people/invite", "people.change", pages::invite_person)
        .send("/people/change", "people.change", pages::change_person)
        .send("/people/ask", "people.change", pages::ask_recovery)
        .send("/people/agree", "people.change", pages::agree_to)
        .add(Row { method: "GET", path: "/form-token", needs: Needs::SignedIn }, get(pages::fresh_form_token))
        // What only shuts, or only shows, asks for no token of a form: a page that was left open since another session must shut
        // at the first press, and who has just come in by a passkey has no page of the new session yet.
        .inside("/sign-out", pages::sign_out)
        .inside("/sign-in/resume", pages::resume)
        .inside("/lock", pages::lock)
        .inside("/leave", pages::leave)
        // A mere look at the link (HEAD, as link previews do) must not use it up.
        .open("GET", "/sign-in", get(pages::sign_in_page).head(|| async { StatusCode::NO_CONTENT }))
        .open("POST", "/sign-in", post(pages::sign_in))
        .open("POST", "/sign-in/passkey/begin", post(pages::passkey_begin))
        .open("POST", "/sign-in/passkey", post(pages::passkey_signed_in))
        .open("GET", "/join", get(pages::join_page))
        .open("POST", "/join", post(pages::join))
        .open("POST", "/join/passkey/begin", post(pages::passkey_joining))
        .open("POST", "/join/passkey", post(pages::passkey_joined))
        .open("GET", "/assets/{name}", get(pages::asset))
        .open("GET", "/healthz", get(|| async { "ok\n" }))
        .open("GET", "/readyz", get(|| async { "ready\n" }))
}

pub(crate) fn routes(app: Arc<App>) -> Router {
    let Rows { router, rows } = gathered();
    let needs: HashMap<(&str, &str), Needs> =
        rows.into_iter().map(|row| ((row.method, row.path), row.needs)).collect();
    let needs = Arc::new(needs);
    let guarded = move |State(app): State<Arc<App>>, request: Request, next: Next| {
        let needs = Arc::clone(&needs);
        async move { guard(app, &needs, request, next).await }
    };
    router
        .fallback(nothing_here)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(Arc::clone(&app), guarded))
        .layer(from_fn(squeeze))
        .route(REPORTS, post(take_report))
        .route(HOOKS, post(take_hook))
        .merge(v1::routes())
        .with_state(app)
}

/// What this request needs, by the row of its address; an address without a row needs nobody to be let in, since there is
/// nothing behind it but the page that says so.
fn needed(needs: &HashMap<(&str, &str), Needs>, request: &Request) -> Option<Needs> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let method = match request.method() {
        &Method::GET | &Method::HEAD => "GET",
        &Method::POST => "POST",
        _ => return None,
    };
    needs.get(&(method, path)).copied()
}

async fn guard(
    app: Arc<App>,
    needs: &HashMap<(&str, &str), Needs>,
    request: Request,
    next: Next,
) -> Response {
    if let Some(answer) = pages::panic(&app, request.method(), request.uri().path(), request.headers()) {
        return answer;
    }
    if app.lock.has_fallen() {
        return pages::locking();
    }
    let needs = needed(needs, &request);
    let mut answer = let_through(&app, needs, request, next).await;
    door::seal(answer.headers_mut());
    answer
}

async fn let_through(app: &Arc<App>, needs: Option<Needs>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !door::called_by_its_name(headers, app.address, app.options.public.as_ref()) {
        return (StatusCode::MISDIRECTED_REQUEST, "This server does not answer to that name.\n")
            .into_response();
    }
    let Some(scene) = app.scene(request.uri(), headers) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    let open = needs == Some(Needs::Nothing);
    // A call that is sent after the session ended, and cannot wait on the page of signing in, comes back as it was typed:
    // that page sees to it itself.
    let gives_back = !looks && request.uri().path() == "/intake" && how_it_waits(&request) != Waits::Fields;
    if !open && !gives_back && !scene.inside {
        return ask_to_sign_in(&scene, request).await;
    }
    if scene.inside && !open && !scene.asked.by_itself {
        app.lock.touch();
    }
    if !looks && !door::from_our_own_page(headers) {
        return (StatusCode::FORBIDDEN, "This did not come from a page of this server.\n").into_response();
    }
    // Whose role does not open it learns no more than whoever asks for what is not there.
    if let Some(Needs::Action(action)) = needs
        && scene.inside
        && !scene.may(action)
    {
        return stopped::plain(&scene, StatusCode::NOT_FOUND, "no-page");
    }
    let chosen = scene.asked.query.get("lang").and_then(Language::of);
    let mut request = request;
    if !looks && scene.inside && matches!(needs, Some(Needs::Action(_))) {
        let (shown, whole) = door::shows_its_token(&app.door, request).await;
        request = whole;
        if !shown {
            // The intake desk gives back what was typed itself: its notes may be long.
            if request.uri().path() != "/intake" || how_it_waits(&request) == Waits::No {
                return not_of_this_session(&scene, request).await;
            }
            request.extensions_mut().insert(door::Stale);
        }
    }
    let mut answer = next.run(request).await;
    if let Some(language) = chosen
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict",
            language.code()
        ))
    {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// The longest form that waits for its sender to sign in again, in bytes.
const WAITS: usize = 256 * 1024;

/// How a form can wait on the page of signing in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    /// It does not: a program's, a stranger's, or none.
    No,
    /// It is too large.
    TooLarge,
    Fields,
    /// A form with parts, which may hold a file.
    Parts,
}

fn how_it_waits(request: &Request) -> Waits {
    let headers = request.headers();
    let told = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = told(header::CONTENT_TYPE).unwrap_or_default();
    let (fields, parts) =
        (kind.starts_with("application/x-www-form-urlencoded"), kind.starts_with("multipart/form-data"));
    let by_script = told(header::ACCEPT) == Some("application/json");
    let was_in = door::cookie(headers, door::COOKIE).is_some_and(|value| value.len() == 64);
    let ours = door::from_our_own_page(headers);
    if !(fields || parts) || !was_in || by_script || request.method() != Method::POST || !ours {
        return Waits::No;
    }
    let length = told(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    match length {
        Some(length) if length <= WAITS => {
            if parts {
                Waits::Parts
            } else {
                Waits::Fields
            }
        }
        _ => Waits::TooLarge,
    }
}

/// Who is not in is asked to sign in. A form that came from a session which has ended waits on that page: nothing that
/// was typed is lost. What cannot wait there is said.
async fn ask_to_sign_in(scene: &Scene, request: Request) -> Response {
    let ours = request.headers().clone();
    let asked = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let without_handle = |fields: Vec<(String, String)>| {
        let left_out = |name: &str| name == "by" || name == door::FORM_TOKEN;
        fields.into_iter().filter(|(name, _)| !left_out(name)).collect::<Vec<_>>()
    };
    match how_it_waits(&request) {
        Waits::Fields => {
            if let Ok(Form(fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await {
                return pages::kept_for_later(scene, &ours, &asked, without_handle(fields), false);
            }
        }
        Waits::Parts => {
            if let Ok(parts) = upload::read(&ours, request.into_body()).await {
                let (file, fields) = upload::apart(parts);
                let fields = without_handle(fields);
                return match file {
                    Some(_) => pages::kept_but_the_file(scene, &ours, &asked, fields),
                    None => pages::kept_for_later(scene, &ours, &asked, fields, true),
                };
            }
        }
        Waits::TooLarge => {
            upload::throw_away(request.into_body()).await;
            return pages::not_kept(scene, &ours);
        }
        Waits::No => {}
    }
    // Before anybody has an account there is only the owner's link.
    if scene.app.desk.members().all().is_empty() {
        return stopped::plain(scene, StatusCode::UNAUTHORIZED, "sign-in-needed");
    }
    pages::ask_who(scene, &ours)
}

/// A form without the token of this session: it is not sent, and what was typed comes back to be looked at and sent once more.
async fn not_of_this_session(scene: &Scene, request: Request) -> Response {
    let headers = request.headers().clone();
    let asked = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let mine = |fields: Vec<(String, String)>| {
        fields.into_iter().filter(|(name, _)| name != door::FORM_TOKEN).collect::<Vec<_>>()
    };
    match how_it_waits(&request) {
        Waits::Fields => {
            if let Ok(Form(fields)) = Form::<Vec<(String, String)>>::from_request(request, &()).await {
                return pages::not_sent(scene, &asked, mine(fields), false, "stale-about");
            }
        }
        Waits::Parts => {
            if let Ok(parts) = upload::read(&headers, request.into_body()).await {
                let (file, fields) = upload::apart(parts);
                let about = if file.is_some() { "stale-no-file" } else { "stale-about" };
                return pages::not_sent(scene, &asked, mine(fields), true, about);
            }
        }
        Waits::TooLarge => {
            upload::throw_away(request.into_body()).await;
            return stopped::plain(scene, StatusCode::FORBIDDEN, "stale-large");
        }
        Waits::No => {}
    }
    (StatusCode::FORBIDDEN, "This bears no form token of this session. Load the page again.\n")
        .into_response()
}

async fn nothing_here(scene: Scene) -> Response {
    stopped::plain(&scene, StatusCode::NOT_FOUND, "no-page")
}

impl axum::extract::FromRequestParts<Arc<App>> for Scene {
    type Rejection = StatusCode;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        app: &Arc<App>,
    ) -> Result<Self, StatusCode> {
        let mut scene = app.scene(&parts.uri, &parts.headers).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        scene.stale = parts.extensions.get::<door::Stale>().is_some();
        Ok(scene)
    }
}
