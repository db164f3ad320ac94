//! Looking: nothing here writes.

mod audit;
mod board;
mod board_filter;
mod changed;
mod day;
mod entries;
mod figures;
mod find_record;
mod map;
mod name_records;
mod relations;
mod report;
mod search;
mod show;
mod touched;
mod units;

pub use audit::audit;
pub use board::{Board, BoardQuery, board};
pub use board_filter::{BoardFilter, is_stale, is_without_lawyer};
pub use changed::{Changed, PropertyChanged, changed};
pub use day::{Day, DayQuery, DayRow, day};
pub use entries::{EntryTold, Told, entries};
pub use figures::{FigureSheet, figures};
pub use find_record::find_record;
pub use map::{Map, MapQuery, MapUnit, cities, map, place_unit};
pub use name_records::name_records;
pub use relations::relations;
pub use report::report;
pub use search::search;
pub use show::{Shown, show, show_with_erasure};
pub use touched::touched;
pub use units::{UnitList, places, units};
