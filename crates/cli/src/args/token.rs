//! Arguments of `token`.

use super::Why;
use clap::{Args as ClapArgs, Subcommand};

/// Arguments of `token`.
#[derive(ClapArgs)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: TokenAction,
}

/// What to do about tokens.
#[derive(Subcommand)]
pub enum TokenAction {
    /// Issue a token; it is printed once, and kept nowhere.
    New {
        /// The program's handle: bot-1. What it saves is saved under it.
        name: String,
        /// What it may do, with commas between: board.see,intake.write.
        #[arg(long, required = true, value_name = "SCOPE,…")]
        scope: String,
        /// How long it is good for: 30d. Until it is revoked when this is not said.
        #[arg(long, value_name = "TIME")]
        expires: Option<String>,
        /// Only ask for it: where two or more members work, one of them must agree, on the page "Export", before a program
        /// may read names, tellers or reports.
        #[arg(long)]
        ask: bool,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
    /// Show every token ever issued, never the token itself.
    List,
    /// Let a token open nothing from now on; what it saved stays.
    Revoke {
        /// Its name.
        name: String,
        /// Who and why.
        #[command(flatten)]
        why: Why,
    },
}
