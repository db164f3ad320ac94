//! The door: who may come in, by which name the server may be called, and what every answer carries.

mod form_token;
mod headers;
mod host;
mod origin;
mod public;
mod sessions;
mod tries;
mod whence;

pub(crate) use form_token::{FIELD as FORM_TOKEN, Stale, sealed, shows_its_token};
pub(crate) use headers::seal;
pub(crate) use host::{called_by_its_name, port_called};
pub(crate) use origin::from_our_own_page;
pub use public::PublicName;
pub(crate) use public::at_the_edge;
pub(crate) use sessions::{COOKIE, Door, Who, cookie, digest as digest_of, hex, set_cookie};
pub(crate) use tries::Tries;
pub(crate) use whence::{Peer, Whence};
