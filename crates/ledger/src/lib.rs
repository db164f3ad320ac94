//! Room `ledger`: under construction.
