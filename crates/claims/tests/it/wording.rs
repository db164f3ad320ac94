//! Tests of claims::wording.
