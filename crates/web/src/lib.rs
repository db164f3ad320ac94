//! The pages: what the desk answers, as HTML that works without JavaScript, in English, Russian and Kazakh. Read-only
//! for now.
//!
//! It must never hold a rule or a query: every page asks one function of the desk and words the answer. It must never
//! load anything from elsewhere, and never show anything to somebody who has not signed in.
//!
//! - `serve`, `accept`, `patient`: the server, its limits and its end
//! - `door`: who may come in, by which name the server may be called, what every answer carries
//! - `say`: languages, numbers, times, the words of the domain
//! - `pages`: one file per page, with a template of the same name

mod accept;
mod app;
mod door;
mod pages;
mod patient;
mod routes;
mod say;
mod serve;
mod stopped;

pub use accept::Limits;
pub use serve::{Ready, ServeProblem, WebOptions, serve, serve_until};
