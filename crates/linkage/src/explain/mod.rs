//! Why two records are, or are not, one person: the weight of a pair taken apart, and a report about a whole run that
//! people can read, print and keep. Nothing here changes a weight; it only shows what `score` computed.

mod charts;
mod facts;
mod html;
mod records;
mod report;
mod waterfall;

pub use facts::{Curve, Point, threshold_curve};
pub use report::{About, report, report_by};
pub use waterfall::{Step, Waterfall, waterfall};
