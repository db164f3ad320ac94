//! Every address of the API, once: what makes the routes, what the guard asks, and what `openapi.json` shows.

use super::call::{Answered, Call};
use super::shape::{Shapes, Told};
use super::{board, count, entries, records, reports, search, tokens, write};
use serde_json::Value as Json;

/// The method of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    Post,
}

/// A field of the query.
pub(crate) struct Asked {
    pub name: &'static str,
    pub says: &'static str,
    pub kind: Kind,
}

/// What a field of the query holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Flag,
    Id,
    Texts,
}

/// One address.
pub(crate) struct Row {
    pub verb: Verb,
    pub path: &'static str,
    /// What the token must be allowed.
    pub scope: &'static str,
    pub name: &'static str,
    pub says: &'static str,
    pub asked: &'static [Asked],
    pub takes: Option<fn(&mut Shapes) -> Json>,
    pub answers: fn(&mut Shapes) -> Json,
    /// True when a decision may name the state it was made on.
    pub matches: bool,
    pub run: fn(&Call) -> Answered,
}

const fn asked(name: &'static str, kind: Kind, says: &'static str) -> Asked {
    Asked { name, says, kind }
}

const POSITION: Asked = asked("position", Kind::Number, "As it was known at this ledger position.");
const LIMIT: Asked = asked("limit", Kind::Number, "How many at most.");
const AFTER: Asked =
    asked("after", Kind::Text, "Where to go on; follow the link `next` of the answer before.");

const fn get(
    path: &'static str,
    scope: &'static str,
    name: &'static str,
    says: &'static str,
    asked: &'static [Asked],
    answers: fn(&mut Shapes) -> Json,
    run: fn(&Call) -> Answered,
) -> Row {
    Row { verb: Verb::Get, path, scope, name, says, asked, takes: None, answers, matches: false, run }
}

const fn post(
    path: &'static str,
    scope: &'static str,
    name: &'static str,
    says: &'static str,
    takes: fn(&mut Shapes) -> Json,
    answers: fn(&mut Shapes) -> Json,
    run: fn(&Call) -> Answered,
) -> Row {
    Row {
        verb: Verb::Post,
        path,
        scope,
        name,
        says,
        asked: &[],
        takes: Some(takes),
        answers,
        matches: false,
        run,
    }
}

const fn on_what_was_seen(row: Row) -> Row {
    Row { matches: true, ..row }
}

pub(crate) static ROWS: &[Row] = &[
    get(
        "/api/v1/search",
        "search.see",
        "search",
        "Find records by their words, in any script, and by filters; without words, whatever the filters let through.",
        &[
            asked(
                "q",
                Kind::Text,
                "Words, the last of which may be a beginning, or the first digits of an id. Needs identity.see.",
            ),
            asked("kind", Kind::Text, "Only this kind: person, detention, unit, event…"),
            asked("unit", Kind::Id, "Detentions at this unit, and the people so detained."),
            asked("status", Kind::Text, "Detentions in this state as last heard."),
            asked("role", Kind::Text, "Detentions with this role."),
            asked("day", Kind::Text, "What may have begun on this day (EDTF)."),
            asked("language", Kind::Text, "Reports in this language, and what they speak of."),
            asked("contested", Kind::Flag, "Only records on which sources contradict."),
            asked("unverified", Kind::Flag, "Only records without two independent sources."),
            LIMIT,
            AFTER,
        ],
        search::SearchOut::shape,
        search::search,
    ),
    get(
        "/api/v1/records/{id}",
        "record.see",
        "record",
        "One record with every claim, quote and decision the token may see.",
        &[POSITION],
        records::RecordOut::shape,
        records::record,
    ),
    get(
        "/api/v1/reports/{id}",
        "report.see",
        "report",
        "One report with the passages that claims quote.",
        &[],
        reports::ReportOut::shape,
        reports::report,
    ),
    get(
        "/api/v1/board",
        "board.see",
        "board",
        "Who is held, per unit, most urgent first.",
        &[
            asked("at", Kind::Text, "At the end of this moment or day; now unless said."),
            POSITION,
            asked("unit", Kind::Id, "Only this unit."),
        ],
        board::BoardOut::shape,
        board::board,
    ),
    get(
        "/api/v1/units",
        "board.see",
        "units",
        "Units: police stations, courts, forces.",
        &[LIMIT, AFTER],
        search::SearchOut::shape,
        search::units,
    ),
    get(
        "/api/v1/count",
        "count.see",
        "count",
        "A number with its receipt: the same JSON as habeas count --format json.",
        &[
            asked("measure", Kind::Text, "detentions unless said; persons, still-held, released, events…"),
            asked("as_of", Kind::Text, "As of the end of this moment or day; now unless said."),
            POSITION,
            asked("from", Kind::Text, "What began at or after this time."),
            asked("to", Kind::Text, "What began at or before this time."),
            asked("unit", Kind::Id, "At this unit."),
            asked("place", Kind::Text, "At this place."),
            asked("city", Kind::Text, "In this city."),
            asked("role", Kind::Text, "With this role."),
            asked("source", Kind::Id, "Of which this source speaks."),
            asked("where", Kind::Texts, "PROPERTY=VALUE, such as event.type=rally; as often as needed."),
        ],
        count::CountOut::shape,
        count::count,
    ),
    get(
        "/api/v1/figures",
        "figures.see",
        "figures",
        "Figures claimed by others, side by side.",
        &[POSITION],
        count::FiguresOut::shape,
        count::figures,
    ),
    get(
        "/api/v1/entries",
        "record.see",
        "entries",
        "What was saved since a position: which records, claims and decisions.",
        &[asked("since", Kind::Number, "After this ledger position; from the beginning unless said."), LIMIT],
        entries::EntriesOut::shape,
        entries::entries,
    ),
    post(
        "/api/v1/calls",
        "intake.write",
        "record_call",
        "Log a call with only what the caller knows.",
        write::CallIn::shape,
        write::RecordedOut::shape,
        write::call,
    ),
    on_what_was_seen(post(
        "/api/v1/claims",
        "intake.write",
        "record_claim",
        "Record one claim.",
        write::ClaimIn::shape,
        write::ClaimedOut::shape,
        write::claim,
    )),
    post(
        "/api/v1/checks",
        "check.write",
        "log_check",
        "Log that a unit was asked, and what it answered.",
        write::CheckIn::shape,
        write::CheckedOut::shape,
        write::check,
    ),
    on_what_was_seen(post(
        "/api/v1/judgements",
        "review.decide",
        "judge",
        "Judge whether two records are the same.",
        write::JudgementIn::shape,
        write::SavedOut::shape,
        write::judgement,
    )),
    on_what_was_seen(post(
        "/api/v1/accept",
        "review.decide",
        "accept",
        "Take one of several contradicting claims, or a draft.",
        write::AcceptIn::shape,
        write::SavedOut::shape,
        write::accept,
    )),
    on_what_was_seen(post(
        "/api/v1/retract",
        "review.decide",
        "retract",
        "Withdraw a claim, or undo a decision.",
        write::RetractIn::shape,
        write::SavedOut::shape,
        write::retract,
    )),
    get(
        "/api/v1/tokens",
        "token.issue",
        "tokens",
        "Every token ever issued, never the token itself.",
        &[],
        tokens::TokensOut::shape,
        tokens::tokens,
    ),
    post(
        "/api/v1/tokens/revoke",
        "token.issue",
        "revoke_token",
        "Let a token open nothing from now on.",
        tokens::RevokeIn::shape,
        write::SavedOut::shape,
        tokens::revoke,
    ),
];
