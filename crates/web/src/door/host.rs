//! By which name the server may be called. A page elsewhere can make its own domain point to 127.0.0.1 and so read a
//! local server through the reader's browser (DNS rebinding); such a request bears that domain in its Host line.

use super::public::PublicName;
use axum::http::{HeaderMap, header};
use std::net::{IpAddr, SocketAddr};

/// True when the one Host line names this server: the address it listens on, `localhost` or the loopback addresses;
/// any address, but no other name, when it listens everywhere; its public name, if it has one. The port may differ, since a
/// tunnel may change it.
pub(crate) fn called_by_its_name(
    headers: &HeaderMap,
    listening: SocketAddr,
    public: Option<&PublicName>,
) -> bool {
    let mut lines = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (lines.next(), lines.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    if public.is_some_and(|public| public.is(host)) {
        return true;
    }
    let Some(name) = without_port(host) else { return false };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    match bare.parse::<IpAddr>() {
        Ok(called) => called.is_loopback() || called == listening.ip() || listening.ip().is_unspecified(),
        Err(_) => false,
    }
}

/// The port it was called at.
pub(crate) fn port_called(headers: &HeaderMap) -> Option<u16> {
    headers.get(header::HOST)?.to_str().ok()?.rsplit_once(':')?.1.parse().ok()
}

fn without_port(host: &str) -> Option<&str> {
    let digits = |port: &str| !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    if let Some(end) = host.find(']') {
        let (name, rest) = host.split_at_checked(end + 1)?;
        return match rest.strip_prefix(':') {
            None if rest.is_empty() => Some(name),
            Some(port) if digits(port) => Some(name),
            _ => None,
        };
    }
    match host.split_once(':') {
        None => Some(host),
        Some((name, port)) if digits(port) => Some(name),
        Some(_) => None,
    }
}
