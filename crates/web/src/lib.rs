//! Room `web`: under construction.
