//! The pages: what the desk answers, as HTML that works without JavaScript, in English, Russian and Kazakh.
//!
//! It must never hold a rule or a query: every page asks one function of the desk and words the answer. It must never
//! load anything from elsewhere, and never show anything to somebody who has not signed in.
//!
//! - `api`: signed reports, which programs send
//! - `lock`, `locked`: locking a server that is open, and what a locked one answers
//! - `serve`, `accept`, `seats`, `paced`, `patient`: the server, its limits and its end
//! - `open_parts`: what many have open is made once for all of them
//! - `squeeze`: pages sent compressed
//! - `door`: who may come in, by which name the server may be called, what every answer carries
//! - `draw`: drawings, made as text
//! - `streets`: streets on the map, out of a file on disk
//! - `say`: languages, numbers, times, the words of the domain
//! - `pages`: one file per page, with a template of the same name

mod accept;
mod api;
mod app;
mod door;
mod draw;
mod lock;
mod locked;
mod open_parts;
mod paced;
mod pages;
mod patient;
mod routes;
mod say;
mod seats;
mod serve;
mod squeeze;
mod stopped;
mod streets;
mod tongues;
mod upload;

pub use accept::Limits;
pub use api::hooks::Hook;
pub use api::v1::{count_as_json, figure_as_json, openapi};
pub use door::PublicName;
pub use lock::{Locking, Replace};
pub use locked::{Key, KeyFile, Open, Opened, Opener, ReadShares, Share};
pub use pages::{Evidence, OpenVault};
pub use routes::{Needs, Row, rows};
pub use serve::{
    Feeds, Ready, Reports, ServeProblem, Waiting, WebOptions, serve, serve_locked, serve_until, told_to_end,
};
pub use streets::{Streets, StreetsProblem};
