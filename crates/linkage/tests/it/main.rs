//! Tests of the linkage room.

mod dates;
