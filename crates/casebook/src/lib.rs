//! The casebook: the SQLite projection of the ledger that people work on. In memory only; nothing but the projector
//! writes to it; it is a function of the *set* of entries, so it can be thrown away and made again at any time.
//!
//! It must never be the only place where something is known, never put a user's text into SQL, and never choose
//! between contradicting claims by itself.

mod access;
mod answered_for;
mod arrived;
mod attestations;
mod audit;
mod beacons;
mod board;
mod calls;
mod came_in;
mod casebook;
mod changes;
mod checks;
mod contacts;
mod custody_now;
mod digest;
mod divisions;
mod drafts_decided;
mod enquiries;
mod erasures;
mod errors;
mod facts;
mod figures;
mod find;
mod gazetteer;
mod handed_in;
mod happenings;
mod heard_from;
mod ids;
mod interventions;
mod kept;
mod known_at;
mod lawyers;
mod located;
mod mentions;
mod name_keys;
mod person_case;
mod project;
mod relations;
mod reporters;
mod ringing;
mod rows;
mod rulings;
mod same;
mod schema;
mod scopes;
mod search;
mod settle;
mod sheet;
mod snapshot;
mod spellings;
mod stats;
mod tokens;
mod touched;
mod units;
mod view;
mod waiting;

pub use access::{AccessDecision, SeenAs, StoodAt};
pub use arrived::Arrived;
pub use attestations::AttestationView;
pub use audit::{Act, AuditQuery};
pub use beacons::BeaconView;
pub use board::{BoardLine, BoardUnit, LISTED, LONG_AGO, LastCheck, LineFacts, served_first};
pub use calls::ToldClaim;
pub use came_in::{CameIn, FeedClaim, SortedClaim};
pub use casebook::Casebook;
pub use changes::{KeyChange, WhatChanged};
pub use checks::{CheckView, StandingClaim};
pub use contacts::{ContactSeen, ContactView};
pub use custody_now::CustodyNow;
pub use divisions::{Division, Part};
pub use drafts_decided::DraftDecided;
pub use enquiries::{EnquiryAnswer, EnquiryView};
pub use erasures::{ErasureView, GoneView, RecordErasure, SignedOff, same_handle};
pub use errors::CasebookError;
pub use figures::FigureView;
pub use gazetteer::{City, cities};
pub use handed_in::HandedIn;
pub use happenings::{Happened, Happening};
pub use heard_from::HeardFrom;
pub use interventions::InterventionView;
pub use lawyers::{LawyerSaid, stands as lawyer_that_stands};
pub use located::{LocatedBy, LocatedUnit};
pub use mentions::{Mention, MentionHow};
pub use name_keys::{PeopleOfKey, is_key_of_two_words};
pub use person_case::{DetentionCase, PersonCase};
pub use relations::{Relation, RelationKind, RelationLine};
pub use reporters::{Held, Reporter};
pub use ringing::Ringing;
pub use rulings::Ruled;
pub use schema::VERSION;
pub use scopes::Scope;
pub use search::{Cursor, DetentionSummary, Hit, SearchQuery};
pub use sheet::{OpenQuestion, SheetDoubt};
pub use spellings::NamedRecord;
pub use stats::Stats;
pub use tokens::TokenClaim;
pub use touched::Touched;
pub use view::{
    ClaimState, ClaimView, JudgementView, Named, Passage, PropertyView, QuoteState, QuotingClaim, RecordView,
    ReportRow, ReportView, RulingView, SourceView, Standing, UsedBy,
};
pub use waiting::{Contradiction, Doubt};
