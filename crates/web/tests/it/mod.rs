//! The pages as a reader and an attacker meet them: a real server over a real casebook, spoken to over sockets.

mod access;
mod aid;
mod api;
mod bad_input;
mod board;
mod browser;
mod browser_stories;
mod checks;
mod counts;
mod door;
mod drafts;
mod duplicates;
mod erasure;
mod family;
mod hooks;
mod hostile;
mod house;
mod intake;
mod intake_offline;
mod keyboard;

mod imports;
mod limited;
mod live;
mod map;
mod messages;
mod office;
mod pages;
mod passkeys;
mod public_name;
mod records;
mod reports;
mod review;
mod roles;
mod slow;
mod styles;
