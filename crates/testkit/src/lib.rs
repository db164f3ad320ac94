//! Room `testkit`: under construction.
