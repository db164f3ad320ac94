//! Where a request comes from, as far as limits need it: the network, not the machine, never kept longer than a limit
//! lasts and never written down.

use crate::app::App;
use axum::http::HeaderMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// The network a request comes from: /24, or /48 of the long addresses; none for this machine itself, behind which a
/// tunnel may bring everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Whence(Option<[u8; 7]>);

impl Whence {
    /// `behind` is true behind a proxy of our own: then what it says of the sender is taken from this machine, and from
    /// nobody else. A proxy adds the sender at the end of what the sender says.
    pub fn of(peer: Option<Peer>, headers: &HeaderMap, behind: bool) -> Self {
        let Some(Peer(peer)) = peer else { return Self(None) };
        if !(behind && peer.to_canonical().is_loopback()) {
            return Self::network(peer);
        }
        let said = headers.get_all("x-forwarded-for").iter().next_back();
        let said = said.and_then(|line| line.to_str().ok()).and_then(|line| line.rsplit(',').next());
        said.and_then(|said| address(said.trim())).map_or(Self(None), Self::network)
    }

    fn network(address: IpAddr) -> Self {
        let address = address.to_canonical();
        if address.is_loopback() {
            return Self(None);
        }
        let mut network = [0; 7];
        let (kind, bytes) = match &address {
            IpAddr::V4(four) => (4, four.octets().iter().take(3).copied().collect::<Vec<u8>>()),
            IpAddr::V6(six) => (6, six.octets().iter().take(6).copied().collect()),
        };
        for (to, from) in network.iter_mut().zip(std::iter::once(kind).chain(bytes)) {
            *to = from;
        }
        Self(Some(network))
    }

    /// True when nothing tells senders apart.
    pub fn is_anybody(self) -> bool {
        self.0.is_none()
    }

    /// As a key among others.
    pub fn key(self) -> [u8; 32] {
        let mut key = [0xff; 32];
        for (to, from) in key.iter_mut().zip(self.0.unwrap_or_default()) {
            *to = from;
        }
        key
    }
}

fn address(said: &str) -> Option<IpAddr> {
    let bare = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(said);
    bare.parse().ok().or_else(|| said.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

impl axum::extract::FromRequestParts<Arc<App>> for Whence {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &Arc<App>,
    ) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}
