//! Synthetic casebooks with planted truth: an election day in a country that does not exist, and a fast stream of
//! claims for benchmarks; lists of people for record linkage; and populations that lists see a part of. Deterministic from a seed. No name here is a real person's, and nothing here does IO,
//! reads a clock. It ships inside the binary for `habeas demo` alone.

mod accounts;
mod bulk;
mod chance;
mod clock;
mod country;
mod day;
mod departures;
mod election_day;
mod gatherings;
pub mod lists;
mod people;
mod phrases;
pub mod populations;
mod review;
mod sheet;
mod surroundings;
mod teller;
mod told;
mod truth;
mod updates;
mod world;

pub use bulk::{BULK_DAYS, BULK_FRESH, BULK_UNITS, bulk, bulk_until};
pub use clock::{DAY, ZONE};
pub use country::Lang;
pub use day::{DaySize, EntryPlan, OpenQuestion, SyntheticDay, SyntheticReport};
pub use election_day::election_day;
pub use sheet::sheet_of;
pub use truth::{PlantedTruth, TrueDetention, TrueGroup, TruePerson, TrueStay};
