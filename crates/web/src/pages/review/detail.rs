//! One thing of the queue: what there is to decide, each value with its quote, and the source's text at its side.

use super::paper::{Paper, papers};
use crate::app::{Scene, link};
use crate::pages::drafts::{DraftView, draft_view};
use crate::pages::duplicates::{Pair, pair_of};
use crate::pages::feeds::{Card, card_of};
use crate::pages::form::Fields;
use crate::say::{Arg, Shown, Target, cut, user, user_block};
use casebook::ClaimView;
use claims::{HowKnown, Polarity, Property, RecordId};
use desk::Outcome;
use desk::review::{Line, Waiting, stale_held};
use serde::Serialize;

/// Bytes of a quote.
const QUOTE: usize = 500;
/// Names of one person whose words are shown.
const NAMES: usize = 2;

/// One thing of the queue; what does not belong to its kind is empty.
#[derive(Serialize)]
pub(super) struct Detail {
    key: String,
    kind: &'static str,
    kind_words: String,
    title: String,
    /// The page where the whole of it is.
    href: String,
    claims: Vec<ClaimLine>,
    papers: Vec<Paper>,
    pair: Option<Pair>,
    draft: Option<DraftView>,
    card: Option<Card>,
    held: Option<Held>,
    doubt: Option<String>,
    left_open: bool,
}

/// A claim with its quote beside its value.
#[derive(Serialize)]
struct ClaimLine {
    number: usize,
    id: String,
    value: Shown,
    denied: bool,
    quote: Option<String>,
    source: Option<Target>,
    reliability: Option<String>,
    said: Option<String>,
    recorded: String,
}

#[derive(Serialize)]
struct Held {
    state: String,
    heard: String,
    unit: Option<Target>,
    /// Where the unit is asked again.
    ask: String,
    risks: Vec<String>,
    ways: Vec<(String, String)>,
}

impl Detail {
    /// With what a person had typed into a draft.
    pub fn retyped(&mut self, fields: &Fields) {
        if let Some(draft) = &mut self.draft {
            draft.retyped(fields);
        }
    }
}

pub(super) fn detail(scene: &Scene, line: &Line) -> Outcome<Detail> {
    let say = &scene.say;
    let kind = line.waiting.kind().name();
    let mut detail = Detail {
        key: line.waiting.key(),
        kind,
        kind_words: say.the(&format!("review-kind-{kind}")),
        title: user(cut(&line.label, 200).0),
        href: String::new(),
        claims: Vec::new(),
        papers: Vec::new(),
        pair: None,
        draft: None,
        card: None,
        held: None,
        doubt: None,
        left_open: line.left_open,
    };
    match &line.waiting {
        Waiting::Contradiction(about, property) => {
            detail.href = format!("/record/{about}#{}", property.name().replace(['.', '_'], "-"));
            detail.title = format!("{} — {}", user(cut(&line.label, 160).0), say.property(*property));
            claims_of(scene, &mut detail, *about, *property)?;
        }
        Waiting::Held(detention) => {
            detail.href = format!("/record/{detention}");
            detail.held = held(scene, *detention)?;
            claims_of(scene, &mut detail, *detention, Property::DetentionCustody)?;
        }
        Waiting::Duplicate(a, b) => {
            detail.href = "/review/duplicates".to_owned();
            detail.pair = pair_of(scene, *a, *b)?;
            // What the sources say of either name: the first of the pair is marked 1, the other 2.
            let mut views = Vec::new();
            for (number, record) in [(1, *a), (2, *b)] {
                let said = scene.app.desk.casebook().claims_that_stand(record, Property::PersonName)?;
                views.extend(said.into_iter().take(NAMES).map(|view| (number, view)));
            }
            let numbered: Vec<(usize, &ClaimView)> =
                views.iter().map(|(number, view)| (*number, view)).collect();
            detail.papers = papers(scene, &numbered)?;
        }
        Waiting::Draft(key) => {
            let (of, draft, _) = desk::review::find_draft(&scene.app.desk, key)?;
            let fields = [("report", of.report.to_string()), ("key", key.clone())];
            detail.href = link("/review/drafts", fields.iter().map(|(name, value)| (*name, value.as_str())));
            detail.title = user(cut(&of.title, 200).0);
            detail.draft = Some(draft_view(scene, &of, &draft)?);
        }
        Waiting::Incoming(report) => {
            detail.href = format!("/report/{report}");
            detail.card = card_of(scene, *report)?;
        }
        Waiting::Doubt(claim) => {
            let view = scene.app.desk.casebook().claim(*claim)?;
            if let Some(view) = view {
                detail.href = format!("/report/{}", view.about);
                let named = scene.app.desk.casebook().named(view.about)?;
                detail.doubt = Some(user_block(cut(&line.label, 1500).0));
                detail.title = user(cut(&named.label, 200).0);
                // What a doubt is about stands in its report; its own words are no quote of it.
                detail.papers = papers(scene, &[(1, &view)])?;
            }
        }
    }
    Ok(detail)
}

fn claims_of(scene: &Scene, detail: &mut Detail, about: RecordId, property: Property) -> Outcome<()> {
    let views = scene.app.desk.casebook().claims_that_stand(about, property)?;
    let numbered: Vec<(usize, &ClaimView)> = (1..).zip(&views).collect();
    detail.papers = papers(scene, &numbered)?;
    detail.claims = numbered.iter().map(|(number, view)| claim_line(scene, *number, view)).collect();
    Ok(())
}

fn claim_line(scene: &Scene, number: usize, of: &ClaimView) -> ClaimLine {
    let say = &scene.say;
    ClaimLine {
        number,
        id: of.id.to_string(),
        value: say.value(&of.value, of.refers_to.as_ref()),
        denied: of.polarity == Polarity::Denied,
        quote: of.quote.as_deref().map(|quote| user_block(cut(quote, QUOTE).0)),
        source: of.source.as_ref().map(|source| Target::to(say, &source.source)),
        reliability: of.source.as_ref().and_then(|of| of.reliability).map(|grade| say.reliability(grade)),
        said: of.said_at.as_ref().map(|when| say.when(when)),
        recorded: say.moment(of.recorded_at, scene.zone()).words,
    }
}

fn held(scene: &Scene, detention: RecordId) -> Outcome<Option<Held>> {
    let (say, desk) = (&scene.say, &scene.app.desk);
    let stale = stale_held(desk, scene.app.options.fresh_for)?;
    let Some(of) = stale.into_iter().find(|of| of.line.detention == detention) else { return Ok(None) };
    let heard = match of.line.last_confirmed {
        Some((at, how)) => {
            let length = say.length(desk.now().seconds_since(at).max(0));
            match say.by_whom(how) {
                Some(by) => {
                    say.text("review-heard-from", &[("length", Arg::Ours(length)), ("by", Arg::Ours(by))])
                }
                None => say.text("review-heard", &[("length", Arg::Ours(length))]),
            }
        }
        None => say.the("review-never-heard"),
    };
    let ways = HowKnown::ALL.into_iter().filter(|how| *how != HowKnown::Unknown);
    Ok(Some(Held {
        state: say.state(of.line.state),
        heard,
        ask: match of.unit {
            Some(unit) => link("/checks", [("unit", unit.to_string().as_str())]),
            None => "/checks".to_owned(),
        },
        unit: of.unit.map(|unit| Target {
            href: format!("/record/{unit}"),
            label: user(cut(&of.unit_label, 200).0),
            kind: String::new(),
        }),
        risks: of.line.facts.risk.iter().map(|risk| say.term(risk)).collect(),
        ways: ways.map(|how| (how.name().to_owned(), say.by_whom(how).unwrap_or_default())).collect(),
    }))
}
