//! Tests of claims::legal.
