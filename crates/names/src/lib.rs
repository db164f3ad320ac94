//! Room `names`: under construction.
