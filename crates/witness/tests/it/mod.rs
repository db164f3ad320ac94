//! Tests of the room `witness`, read as its manual. The authority is a real one: openssl with certificates made here.

mod authority;
mod garbage;
mod tokens;
