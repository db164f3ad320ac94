//! The door: who may come in, by which name the server may be called, and what every answer carries.

mod headers;
mod host;
mod origin;
mod sessions;
mod tries;

pub(crate) use headers::seal;
pub(crate) use host::called_by_its_name;
pub(crate) use origin::from_our_own_page;
pub(crate) use sessions::{COOKIE, Door, Who, cookie, digest as digest_of, hex, set_cookie};
pub(crate) use tries::Tries;
