//! `GET /api/v1/reports/{id}`: one report with the passages that claims quote.

use super::call::{Answered, Call, told};
use super::eyes::Eyes;
use super::records::{NamedOut, named};
use super::shape::{Edtf, Id, wire};
use super::value::{ValueOut, written};
use axum::http::StatusCode;
use casebook::{QuoteState, QuotingClaim};

wire! {
    /// One report.
    out ReportOut {
        /// The record.
        record: Id,
        /// Its title, or what to call it.
        title: String,
        /// article, post, call, table, batch, photo, other.
        report_type: Option<String>,
        /// Its language: en, ru, kk…
        language: Option<String>,
        /// When it was published or received.
        published: Option<Edtf>,
        /// Where it was found.
        urls: Vec<String>,
        /// The names of the files it came in.
        files: Vec<String>,
        /// SHA-256 of its bytes.
        digests: Vec<String>,
        /// Who made it; none without source.see.
        source: Option<NamedOut>,
        /// Its text, when its bytes are UTF-8.
        text: Option<String>,
        /// How many bytes are kept.
        bytes: u64,
        /// The passages on which claims rest, in the order of the text.
        passages: Vec<PassageOut>,
        /// Claims that rest on the report as a whole.
        whole: Vec<QuotingOut>,
        /// What could not be read without guessing.
        doubts: Vec<String>,
        /// How many raw rows of a table are kept.
        row_count: u64,
        /// The first of them.
        rows: Vec<RowOut>,
    }
    /// A passage.
    out PassageOut {
        /// First byte.
        start: u64,
        /// The byte after its last.
        end: u64,
        /// The claims.
        claims: Vec<QuotingOut>,
    }
    /// A claim that rests on a report.
    out QuotingOut {
        /// The claim.
        id: Id,
        /// What it is about.
        about: NamedOut,
        /// The property.
        property: &'static str,
        /// The value.
        value: ValueOut,
        /// stands, draft or retracted.
        state: &'static str,
    }
    /// A raw row of a table.
    out RowOut {
        /// As a spreadsheet numbers it.
        row: Option<u64>,
        /// Its cells, as JSON in a string.
        cells: String,
    }
}

pub(super) fn report(call: &Call) -> Answered {
    let eyes = Eyes::of(call);
    let view =
        desk::look::report(&call.app.desk, call.named_record()?).map_err(|stop| call.stopped(&stop))?;
    call.looked_at(&[view.record]);
    let quoting = |claims: &[QuotingClaim]| -> Vec<QuotingOut> {
        claims
            .iter()
            .filter(|claim| eyes.see(claim.property))
            .map(|claim| self::quoting(claim, eyes))
            .collect()
    };
    let out = ReportOut {
        record: Id(view.record.to_string()),
        title: view.title.to_string(),
        source: view.source.as_ref().filter(|_| eyes.source).map(|of| named(&of.source, eyes)),
        published: written(view.published.as_ref()),
        bytes: view.bytes.len() as u64,
        passages: view
            .passages
            .iter()
            .map(|passage| PassageOut {
                start: passage.start,
                end: passage.end,
                claims: quoting(&passage.claims),
            })
            .collect(),
        whole: quoting(&view.whole),
        rows: view.rows.into_iter().map(|row| RowOut { row: row.row, cells: row.cells }).collect(),
        report_type: view.report_type,
        language: view.language,
        urls: view.urls,
        files: view.files,
        digests: view.digests,
        text: view.text,
        doubts: view.doubts,
        row_count: view.row_count,
    };
    told(StatusCode::OK, &out)
}

fn quoting(claim: &QuotingClaim, eyes: Eyes<'_>) -> QuotingOut {
    QuotingOut {
        id: Id(claim.id.to_string()),
        about: named(&claim.about, eyes),
        property: claim.property.name(),
        value: ValueOut::of(&claim.value),
        state: match claim.state {
            QuoteState::Stands => "stands",
            QuoteState::Draft => "draft",
            QuoteState::Retracted => "retracted",
        },
    }
}
