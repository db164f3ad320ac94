//! Where a request that changes something comes from: only from a page of ours.

use axum::http::{HeaderMap, header};

/// True when the browser says that the request comes from a page of ours, or says nothing (an old browser: then the
/// session cookie, which is never sent across sites, has to do).
pub(crate) fn from_our_own_page(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    match text(header::ORIGIN.as_str()) {
        None => true,
        Some(origin) => text(header::HOST.as_str()).is_some_and(|host| origin == format!("http://{host}")),
    }
}
