//! Room `intake`: under construction.
