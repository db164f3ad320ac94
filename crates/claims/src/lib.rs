//! Room `claims`: under construction.
