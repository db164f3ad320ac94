//! Tests of the room `bundle`, read as its manual.

mod age;
mod archive;
mod damage;
mod desk;
mod garbage;
