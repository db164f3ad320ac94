//! Carrying a request to an authority and the answer back. It sends the request's bytes and nothing that tells who
//! asks; it follows no redirect, goes through no proxy, waits a bounded time and reads a bounded answer.

use crate::problem::WitnessProblem;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// No answer is longer, in bytes: a token with a chain of large certificates has some ten thousand.
const ANSWER_LIMIT: u64 = 256 << 10;
/// Where systems keep the certificates they trust, for `https`.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Sends a request and returns the answer's bytes, unchecked.
///
/// # Errors
/// `Network` when there is no answer, or not one of the right kind.
pub fn post(url: &str, request: &[u8]) -> Result<Vec<u8>, WitnessProblem> {
    let network = |says: String| WitnessProblem::Network(says);
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(network(format!("{url:?} is not an address that begins with http:// or https://")));
    }
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::Specific(Arc::new(trusted())))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .user_agent("")
        .tls_config(tls)
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .new_agent();
    let mut response = agent
        .post(url)
        .header("content-type", "application/timestamp-query")
        .header("accept", "application/timestamp-reply")
        .send(request)
        .map_err(|cause| network(in_words(&cause)))?;
    let status = response.status();
    if !status.is_success() {
        return Err(network(format!("it answered {status}")));
    }
    let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/timestamp-reply") {
        let kind: String = kind.chars().filter(|c| !c.is_control()).take(60).collect();
        return Err(network(format!("it answered with {kind:?} instead of a time-stamp")));
    }
    response
        .body_mut()
        .with_config()
        .limit(ANSWER_LIMIT)
        .read_to_vec()
        .map_err(|cause| network(in_words(&cause)))
}

/// The system's certificates; none when it has no bundle, and then only `http` can be used. The answer's own signature
/// is what counts either way.
fn trusted() -> Vec<Certificate<'static>> {
    let Some(bundle) = BUNDLES.iter().find_map(|path| std::fs::read(path).ok()) else { return Vec::new() };
    parse_pem(&bundle)
        .filter_map(Result::ok)
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect()
}

fn in_words(cause: &ureq::Error) -> String {
    match cause {
        ureq::Error::Io(io) => io.to_string(),
        ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
        ureq::Error::HostNotFound => "its name is not known".to_owned(),
        ureq::Error::ConnectionFailed => "it cannot be reached".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "its answer is longer than a time-stamp can be".to_owned(),
        other => other.to_string(),
    }
}
