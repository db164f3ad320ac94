//! People and access: who works here, in which roles, and what a role may do. Members are known by handles, never by
//! civil names. Everything about them is a decision in the ledger, so that it travels, is dated and can be undone.
//!
//! - `roles`: the table of who may do what
//! - `members`: everybody, as the door needs them
//! - `decide`: inviting, changing, limiting a record to groups
//! - `hides`: what somebody does not see
//! - `sign_in`, `password`: the ways in
//! - `second`: what needs a second person
//! - `looked`: who looked at whom

mod decide;
mod hides;
mod looked;
mod looks;
mod members;
mod password;
mod roles;
mod second;
mod sign_in;

pub(crate) use decide::one;
pub use decide::{Invited, change_member, invite, limit_record, read_groups, read_roles};
pub use hides::hides;
pub(crate) use looked::Looks;
pub use looked::{looked, write_looks};
pub use looks::{Look, LooksQuery, looks};
pub(crate) use members::folded;
pub use members::{Asked, Member, Members, WayIn};
pub use password::Password;
pub use roles::{Action, Role, TABLE, actions, may};
pub use second::{AGREED_FOR, agree, ask};
pub use sign_in::{
    add_passkey, add_totp, change_password, invited, join, join_with_passkey, remove_way, sign_in,
    totp_secret,
};
