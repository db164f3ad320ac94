//! Members: who works here.

use super::Why;
use clap::{Args as ClapArgs, Subcommand};

/// Members and their roles.
#[derive(ClapArgs)]
pub struct PeopleArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: PeopleAction,
}

/// What to do with members.
#[derive(Subcommand)]
pub enum PeopleAction {
    /// Show everybody, the shut out too.
    List,
    /// Show who may do what: the table that pages, API and tokens ask.
    Roles,
    /// Write somebody down; prints the token of the link by which they come in: SERVER/join?token=…
    Invite {
        /// A handle such as op-3, never a civil name. It stands under everything they save.
        handle: String,
        /// A role; may be given several times.
        #[arg(long, required = true, value_name = "ROLE")]
        role: Vec<String>,
        /// Groups whose limited records they see, with commas between.
        #[arg(long, default_value = "", value_name = "GROUPS")]
        groups: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Give somebody other roles or groups, or shut them out.
    Change {
        /// The handle.
        handle: String,
        /// A role; may be given several times. As before when there is none.
        #[arg(long, value_name = "ROLE")]
        role: Vec<String>,
        /// Groups, with commas between; as before when it is not given.
        #[arg(long, value_name = "GROUPS")]
        groups: Option<String>,
        /// They may not come in any more.
        #[arg(long, conflicts_with = "let_in")]
        shut_out: bool,
        /// They may come in again.
        #[arg(long)]
        let_in: bool,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Limit a record, and what is about it, to members of groups.
    Limit {
        /// The record: its id or the beginning of it.
        record: String,
        /// Groups, with commas between; none takes the limit away.
        #[arg(long, default_value = "", value_name = "GROUPS")]
        groups: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Show who looked at whose identity, the latest first. A unit stands for its board with everybody on it.
    Looked {
        /// Only who saw this record: itself, what is about it, or the board it stood on. Its id or the beginning of it.
        record: Option<String>,
        /// Only what this handle looked at.
        #[arg(long, value_name = "HANDLE")]
        who: Option<String>,
        /// How many at most.
        #[arg(long, default_value_t = 100, value_name = "N")]
        most: usize,
    },
}
