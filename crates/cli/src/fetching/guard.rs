//! Which addresses may be connected to. It stands where names become addresses: what it lets through is what is connected
//! to, so a name cannot mean one address when it is looked at and another when it is used.

use std::net::ToSocketAddrs as _;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::unversioned::transport::time::Duration;

/// A resolver that gives public addresses only.
#[derive(Debug)]
pub struct Guard {
    /// `host:port` that may be anywhere: an intranet's own pages, a test's server.
    pub allowed: Vec<String>,
}

impl Guard {
    /// Whether that host and port may be anywhere.
    pub fn allows(&self, host: &str, port: u16) -> bool {
        let wanted = format!("{host}:{port}");
        self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(&wanted))
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // Asked for once, and without a thread of its own: the walls allow none. Whoever started this process ends it in time.
        let timeout = NextTimeout { after: Duration::NotHappening, ..timeout };
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let port = found.first().map_or(0, std::net::SocketAddr::port);
        if self.allows(uri.host().unwrap_or_default(), port) {
            return Ok(found);
        }
        // One private address among several is enough: such a name is made to mislead.
        match found.iter().find(|address| !intake::feeds::is_public(address.ip())) {
            None => Ok(found),
            Some(_) => Err(ureq::Error::Io(std::io::Error::new(
                std::io::ErrorKind::PermissionDenied,
                "its address is not a public one",
            ))),
        }
    }
}

/// A resolver that gives addresses of this machine only, for a server that is handed reports.
#[derive(Debug)]
pub struct OnThisMachine {
    /// Any address at all: somebody said so.
    pub anywhere: bool,
}

impl OnThisMachine {
    /// Whether a host and port lie on this machine as of now; said before any report is read.
    pub fn holds(host_and_port: &str) -> bool {
        let Ok(found) = host_and_port.to_socket_addrs() else { return false };
        let found: Vec<_> = found.collect();
        !found.is_empty() && found.iter().all(|address| address.ip().is_loopback())
    }
}

impl Resolver for OnThisMachine {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if self.anywhere || found.iter().all(|address| address.ip().is_loopback()) {
            return Ok(found);
        }
        let says = "it is not on this machine";
        Err(ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, says)))
    }
}
