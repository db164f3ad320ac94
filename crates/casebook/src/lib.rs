//! Room `casebook`: under construction.
