//! Room `desk`: under construction.
