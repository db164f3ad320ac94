//! How many were not seen: from several incomplete lists that overlap to an interval for the total, or to a refusal.
//!
//! Pure: no IO, no clock, and randomness only from a seed that is given. The same table, seed and version give the same
//! bytes on any number of threads. An estimate never replaces the documented floor.
//!
//! A table is read ([`table`]), gated and estimated ([`assess`]) by several methods ([`run`]); what may be shown of it the gates say
//! ([`gates`]).

pub mod assess;
pub mod chance;
pub mod chao;
pub mod combine;
pub mod dga;
pub mod diagnose;
pub mod exponential;
pub mod finding;
pub mod gates;
pub mod latent;
pub mod loglinear;
pub mod method;
pub mod reading;
pub mod refusal;
pub mod report;
pub mod run;
pub mod sparse;
pub mod strata;
pub mod summary;
pub mod table;

pub use assess::{Assessment, Choice, Question, assess};
pub use finding::Finding;
pub use method::{Answer, Method};
pub use refusal::Refusal;
pub use summary::Summary;
pub use table::OverlapTable;
