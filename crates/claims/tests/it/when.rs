//! Tests of claims::when.
