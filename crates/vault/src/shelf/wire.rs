//! One request to an S3 endpoint and its answer. An address is signed and must never be shown or logged; answers are
//! read up to a size that was said before.

use crate::errors::VaultError;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Method, Request, StatusCode};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// Where systems keep the certificates they trust.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
/// Tries of one request, when the network or the endpoint fails.
const TRIES: u32 = 4;

/// Speaks to one endpoint.
pub(super) struct Wire {
    agent: Agent,
    /// Wait before a second try; doubled each time.
    pause: Duration,
}

/// What came back.
pub(super) struct Answer {
    pub status: StatusCode,
    pub etag: Option<String>,
    pub length: Option<u64>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text, for the small answers that are XML.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

impl Wire {
    /// A client that trusts the certificates in `roots`, or the system's. Goes through no proxy and follows no
    /// redirect.
    pub fn new(roots: Option<&Path>, pause: Duration) -> Result<Self, VaultError> {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::Specific(Arc::new(trusted(roots)?)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent("habeas")
            .tls_config(tls)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_per_call(Some(Duration::from_secs(300)))
            .build();
        Ok(Self { agent: config.new_agent(), pause })
    }

    /// Sends a request, again if the network or the endpoint fails: every request here may be repeated. `url` signs a
    /// fresh address for each try.
    pub fn send(
        &self,
        doing: &'static str,
        method: &Method,
        url: &dyn Fn() -> String,
        range: Option<&str>,
        body: &[u8],
        most: u64,
    ) -> Result<Answer, VaultError> {
        let mut pause = self.pause;
        let mut tries = 0;
        loop {
            tries += 1;
            let outcome = self.once(method, &url(), range, body, most);
            let says = match outcome {
                Ok(answer) if !answer.status.is_server_error() => return Ok(answer),
                Ok(answer) => refused(&answer),
                Err(says) => says,
            };
            if tries == TRIES {
                return Err(VaultError::Network { doing, says });
            }
            std::thread::sleep(pause);
            pause *= 2;
        }
    }

    fn once(
        &self,
        method: &Method,
        url: &str,
        range: Option<&str>,
        body: &[u8],
        most: u64,
    ) -> Result<Answer, String> {
        let mut request = Request::builder().method(method.clone()).uri(url);
        if let Some(range) = range {
            request = request.header("range", range);
        }
        // The address in an error would hold a signature.
        let in_words = |cause: ureq::Error| match cause {
            ureq::Error::Io(io) => io.to_string(),
            ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
            ureq::Error::HostNotFound => "its name is not known".to_owned(),
            ureq::Error::ConnectionFailed => "it cannot be reached".to_owned(),
            ureq::Error::Tls(says) => format!("TLS: {says}"),
            ureq::Error::Rustls(says) => format!("TLS: {says}"),
            ureq::Error::BodyExceedsLimit(_) => "the answer is longer than it should be".to_owned(),
            _ => "the answer was not understood".to_owned(),
        };
        let failed = |_| "the request could not be made".to_owned();
        let mut response = if body.is_empty() && *method != Method::PUT && *method != Method::POST {
            self.agent.run(request.body(()).map_err(failed)?)
        } else {
            self.agent.run(request.body(body).map_err(failed)?)
        }
        .map_err(in_words)?;
        let header =
            |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let (etag, length) = (header("etag"), header("content-length").and_then(|n| n.parse().ok()));
        let status = response.status();
        let body = response.body_mut().with_config().limit(most).read_to_vec().map_err(in_words)?;
        Ok(Answer { status, etag, length, body })
    }
}

/// What an endpoint says when it refuses: its status, and the code in its answer if there is one.
pub(super) fn refused(answer: &Answer) -> String {
    let code = answer.text().split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let code = code.map(|(code, _)| code).filter(|c| c.len() < 60 && c.chars().all(char::is_alphanumeric));
    match code {
        Some(code) => format!("it answered {} {code}", answer.status.as_u16()),
        None => format!("it answered {}", answer.status.as_u16()),
    }
}

/// The certificates to trust.
fn trusted(roots: Option<&Path>) -> Result<Vec<Certificate<'static>>, VaultError> {
    let bytes = match roots {
        Some(path) => std::fs::read(path).map_err(|cause| {
            VaultError::Setting(format!("shelf_ca_file: {} cannot be read: {cause}.", path.display()))
        })?,
        None => BUNDLES.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default(),
    };
    let found: Vec<_> = parse_pem(&bytes)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    match roots {
        Some(path) if found.is_empty() => {
            Err(VaultError::Setting(format!("shelf_ca_file: there is no certificate in {}.", path.display())))
        }
        _ => Ok(found),
    }
}
