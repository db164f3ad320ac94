//! The tests of the testkit: what it plants must be there, be cited to the byte, and count true.

mod bulk;
mod counts;
mod day;
mod lists;
mod populations;
mod quotes;
