//! A public name: people come by `https://desk.example.org`, and a proxy in front, which ends TLS, hands every request on
//! to this server. Inside everything is as without one; here, at the edge, one is turned into the other. Outwards cookies
//! bear the `__Host-` prefix and `Secure`, and browsers are told to come by HTTPS for a year; inwards only such cookies are
//! taken, only forms from `https://` pages of that name, and the address of the sender is what the proxy says it is.

use super::whence::{Peer, Whence};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn};

/// What our cookies begin with.
const OURS: &str = "habeas_";
/// What browsers take only over TLS, from this very host, for every path.
const PREFIX: &str = "__Host-";
/// The one cookie that our own scripts set: it says nothing but that calls wait.
const OF_SCRIPTS: &str = "habeas_waiting";
/// A year, in seconds.
const COME_BY_TLS: &str = "max-age=31536000";
/// Longest name.
const LONGEST: usize = 253;

/// The name by which people elsewhere call the server, with a port when it is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicName(String);

impl PublicName {
    /// A name such as `desk.example.org`, or `desk.example.org:8443`.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        let (name, port) =
            text.split_once(':').map_or((text.as_str(), None), |(name, port)| (name, Some(port)));
        let label = |label: &str| {
            let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
            (1..=63).contains(&label.len())
                && label.chars().all(fine)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let last_is_a_word =
            name.rsplit('.').next().is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
        let fine =
            name.len() <= LONGEST && name.contains('.') && name.split('.').all(label) && last_is_a_word;
        let port_fine = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if !fine || !port_fine {
            return Err(format!(
                "{text:?} is not a name such as desk.example.org: no https:// before it, no path after it, \
                 letters of other alphabets as xn--."
            ));
        }
        Ok(Self(text.strip_suffix(":443").unwrap_or(&text).to_owned()))
    }

    /// True when a Host line says this name.
    pub(crate) fn is(&self, host: &str) -> bool {
        let host = host.strip_suffix(":443").unwrap_or(host);
        host.eq_ignore_ascii_case(&self.0)
    }

    /// An address that people elsewhere can open.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("https://{}{path}", self.0)
    }
}

/// Puts the edge around all routes.
pub(crate) fn at_the_edge(routes: Router, public: Option<PublicName>) -> Router {
    routes.layer(from_fn(move |request: Request, next: Next| {
        let public = public.clone();
        async move { through(public, request, next).await }
    }))
}

async fn through(public: Option<PublicName>, mut request: Request, next: Next) -> axum::response::Response {
    let peer = request.extensions().get::<Peer>().copied();
    let whence = Whence::of(peer, request.headers(), public.is_some());
    request.extensions_mut().insert(whence);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).map(ToOwned::to_owned);
    let Some(host) = host.filter(|host| public.is_some_and(|public| public.is(host))) else {
        return next.run(request).await;
    };
    inward(request.headers_mut(), &host);
    let mut answer = next.run(request).await;
    outward(answer.headers_mut());
    answer
}

fn inward(headers: &mut HeaderMap, host: &str) {
    let told = |headers: &HeaderMap, name: HeaderName| {
        headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect::<Vec<_>>().join("; ")
    };
    let pairs = told(headers, header::COOKIE);
    let kept = pairs.split(';').map(str::trim).filter_map(|pair| match pair.strip_prefix(PREFIX) {
        Some(ours) if ours.starts_with(OURS) => Some(ours),
        _ => (!pair.starts_with(OURS) || pair.starts_with(OF_SCRIPTS)).then_some(pair),
    });
    let kept = kept.collect::<Vec<_>>().join("; ");
    match HeaderValue::from_str(&kept) {
        Ok(line) if !kept.is_empty() => headers.insert(header::COOKIE, line),
        _ => headers.remove(header::COOKIE),
    };
    if headers.contains_key(header::ORIGIN) {
        let outside = told(headers, header::ORIGIN);
        let inside =
            (outside.eq_ignore_ascii_case(&format!("https://{host}"))).then(|| format!("http://{host}"));
        let line = inside.and_then(|inside| HeaderValue::from_str(&inside).ok());
        headers.insert(header::ORIGIN, line.unwrap_or(HeaderValue::from_static("null")));
    }
    let from = told(headers, header::REFERER);
    let inside =
        from.strip_prefix("https://").and_then(|rest| HeaderValue::from_str(&format!("http://{rest}")).ok());
    match inside {
        Some(line) => headers.insert(header::REFERER, line),
        None => headers.remove(header::REFERER),
    };
}

fn outward(headers: &mut HeaderMap) {
    let lines: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    headers.remove(header::SET_COOKIE);
    for line in lines {
        let ours = line.to_str().ok().filter(|line| line.starts_with(OURS));
        let sealed = ours.and_then(|line| HeaderValue::from_str(&format!("{PREFIX}{line}; Secure")).ok());
        headers.append(header::SET_COOKIE, sealed.unwrap_or(line));
    }
    headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(COME_BY_TLS));
}
