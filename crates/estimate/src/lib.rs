//! How many were not seen: from several incomplete lists that overlap to an interval for the total, or to a refusal.
//!
//! Pure: no IO, no clock, and randomness only from a seed that is given. The same table, seed and version give the same
//! bytes on any number of threads. An estimate never replaces the documented floor.
//!
//! Begun: overlap tables, Chao's bound, averaging over decomposable graphs, the latent class model, log-linear models and the
//! Bayesian threshold are here. Gates and the command are not, so nothing here is shown to anybody yet.

pub mod chance;
pub mod chao;
pub mod dga;
pub mod diagnose;
pub mod exponential;
pub mod latent;
pub mod loglinear;
pub mod refusal;
pub mod sparse;
pub mod summary;
pub mod table;

pub use refusal::Refusal;
pub use summary::Summary;
pub use table::OverlapTable;
