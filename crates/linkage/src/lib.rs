//! Which rows of one or several lists are the same person, and why. Pure: no IO, no clock, no randomness but from
//! seeds that are given. The same input gives the same bits for any number of threads. The truth, where somebody has
//! one, is only ever read by `evaluate`.

mod again;
pub mod against;
pub mod block;
pub mod cluster;
pub mod compare;
pub mod config;
pub mod constraints;
mod edge;
pub mod evaluate;
pub mod explain;
pub mod kept;
pub mod kind;
pub mod label;
mod link;
pub mod model;
pub mod plan;
pub mod refusal;
mod replicate;
pub mod score;
pub mod similar;
pub mod splink;
pub mod table;
mod train;
pub mod values;

pub use again::{link_again, link_grown};
pub use against::{Against, Grown, Match, grow};
pub use block::{BlockingReport, Rule};
pub use cluster::Clusters;
pub use config::Config;
pub use constraints::Constraints;
pub use edge::{Edge, Levels};
pub use kind::FieldKind;
pub use link::{Linkage, link};
pub use model::Model;
pub use refusal::Refusal;
pub use replicate::replicates;
pub use table::Table;
