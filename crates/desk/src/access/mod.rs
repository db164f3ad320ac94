//! People and access: who works here, in which roles, and what a role may do. Handles, never civil names.

mod roles;

pub use roles::{Action, Role, TABLE, actions, may};
