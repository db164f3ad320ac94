//! The worker's side: one address in, the bytes of the page out. It must never be called in a process that holds anything
//! of a casebook.

use super::REDIRECTS;
use super::guard::Guard;
use desk::feed::{MOST, PATIENCE};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;
use vault::walls::Walls;

/// Where systems keep the certificates they trust.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Fetches an address, or says in a sentence why not.
pub fn work(address: &str, allowed: &[String], roots: Option<&Path>) -> Result<Vec<u8>, String> {
    // Read before the walls stand.
    let roots = trusted(roots)?;
    confine(allowed);
    let begun = Instant::now();
    let mut url = Url::parse(address.trim()).map_err(|_| "this is no address".to_owned())?;
    let mut redirects = 0;
    loop {
        look_at(&url, allowed)?;
        let left = PATIENCE.checked_sub(begun.elapsed()).ok_or("it did not answer in time")?;
        // A fresh client for each step: no connection, cookie or answer is carried over.
        let agent = agent(allowed, left, &roots);
        let request =
            agent.get(url.as_str()).header("accept", "text/html, application/xml, text/*;q=0.9, */*;q=0.5");
        let mut response =
            request.header("accept-encoding", "identity").call().map_err(|cause| in_words(&cause))?;
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        match response.status().as_u16() {
            301 | 302 | 303 | 307 | 308 => {
                redirects += 1;
                if redirects > REDIRECTS {
                    return Err(format!("it leads on more than {REDIRECTS} times"));
                }
                let to = header("location").ok_or("it leads on to nowhere")?;
                url = url.join(to).map_err(|_| "it leads on to what is no address".to_owned())?;
            }
            200 => {
                if header("content-encoding").is_some_and(|encoding| encoding != "identity") {
                    return Err("it is packed, though we asked for it as it is".to_owned());
                }
                let mut bytes = Vec::new();
                let body = response.body_mut().with_config().limit(MOST + 2).reader();
                body.take(MOST + 1).read_to_end(&mut bytes).map_err(|cause| cause.to_string())?;
                if bytes.len() as u64 > MOST {
                    return Err(format!("it is larger than {} MB", MOST >> 20));
                }
                return Ok(bytes);
            }
            status => return Err(format!("it answered {status}")),
        }
    }
}

/// Refuses what no page has any reason to ask for. Addresses are looked at where they are connected to.
fn look_at(url: &Url, allowed: &[String]) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err("only http and https are fetched".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address with a password in it is not fetched".to_owned());
    }
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or(0);
    let guard = Guard { allowed: allowed.to_vec() };
    if !matches!(port, 80 | 443) && !guard.allows(host, port) {
        return Err(format!("port {port} is not fetched from"));
    }
    Ok(())
}

/// The certificates that are trusted: of that file, or of the system.
fn trusted(roots: Option<&Path>) -> Result<Arc<Vec<Certificate<'static>>>, String> {
    let bytes = match roots {
        Some(path) => {
            std::fs::read(path).map_err(|cause| format!("its certificates cannot be read: {cause}"))?
        }
        None => BUNDLES.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default(),
    };
    let certificates = parse_pem(&bytes).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    Ok(Arc::new(certificates.collect()))
}

fn agent(allowed: &[String], left: std::time::Duration, roots: &Arc<Vec<Certificate<'static>>>) -> Agent {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::Specific(Arc::clone(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .user_agent("Mozilla/5.0")
        .tls_config(tls)
        .timeout_global(Some(left))
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Guard { allowed: allowed.to_vec() })
}

fn in_words(cause: &ureq::Error) -> String {
    match cause {
        ureq::Error::Io(io) => io.to_string(),
        ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
        ureq::Error::HostNotFound => "its name is not known".to_owned(),
        ureq::Error::ConnectionFailed => "it cannot be reached".to_owned(),
        ureq::Error::Tls(says) => format!("TLS: {says}"),
        _ => "its answer was not understood".to_owned(),
    }
}

/// What stands in files of the system and turns names into addresses; all of it is public.
const FOR_NAMES: [&str; 12] = [
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/host.conf",
    "/etc/nsswitch.conf",
    "/etc/gai.conf",
    "/etc/services",
    "/etc/protocols",
    "/etc/ld.so.cache",
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
];

/// Builds the walls: no file but those by which names become addresses, TCP to the ports of pages and of listed hosts
/// alone, no local socket, no program, no thread, little memory and time. A system that cannot build one has the others.
pub fn confine(allowed: &[String]) {
    let readable: Vec<&Path> = FOR_NAMES.iter().map(Path::new).collect();
    let listed = allowed.iter().filter_map(|host| host.rsplit_once(':')?.1.parse().ok());
    // 53: names are asked for over TCP where an answer is long.
    let ports: Vec<u16> = [80, 443, 53].into_iter().chain(listed).collect();
    vault::walls::confine(&Walls {
        memory: 1 << 30,
        seconds: 10,
        descriptors: 32,
        readable: &readable,
        ports: &ports,
    });
}
