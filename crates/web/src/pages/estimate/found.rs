//! What the gates found, in the reader's language.

use crate::say::{Arg, Say, cut, user};
use estimate::Method;
use estimate::finding::Finding;
use estimate::gates::{Gate, Verdict};
use serde::Serialize;

/// A gate on the page.
#[derive(Serialize)]
pub(super) struct GateView {
    pub code: String,
    pub verdict: String,
    /// Whether a reader must see it.
    pub ill: bool,
    pub words: String,
}

pub(super) fn gate(say: &Say, of: &Gate) -> GateView {
    let name = match of.verdict {
        Verdict::Passed => "passed",
        Verdict::Warned => "warned",
        Verdict::NotAsked => "not-asked",
        Verdict::NotPublic => "not-public",
        Verdict::Withheld => "withheld",
    };
    GateView {
        code: format!("{:?}", of.code),
        verdict: say.the(&format!("gate-{name}")),
        ill: !matches!(of.verdict, Verdict::Passed | Verdict::NotAsked),
        words: words(say, &of.found),
    }
}

/// A method's name.
pub(super) fn method(say: &Say, of: Method) -> String {
    say.the(&format!("method-{}", of.word()))
}

/// A number with so many decimals.
pub(super) fn decimal(say: &Say, value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}").replace('-', "−");
    if say.language == crate::say::Language::English { text } else { text.replace('.', ",") }
}

/// A number of people that was reckoned.
pub(super) fn whole(value: f64) -> u64 {
    value.max(0.0).round() as u64
}

fn words(say: &Say, found: &Finding) -> String {
    let number = Arg::Number;
    let of = |value: f64, decimals| Arg::Ours(decimal(say, value, decimals));
    let percent = |part: u64, all: u64| of(part as f64 / all.max(1) as f64 * 100.0, 1);
    let lists = |lists: &[String]| {
        Arg::Ours(lists.iter().map(|list| user(cut(list, 80).0)).collect::<Vec<_>>().join(", "))
    };
    let methods =
        |of: &[Method]| Arg::Ours(of.iter().map(|of| method(say, *of)).collect::<Vec<_>>().join(", "));
    match found {
        Finding::EnoughLists(n) => say.text("found-enough-lists", &[("lists", number(*n))]),
        Finding::TooFewLists(n) => say.text("found-too-few-lists", &[("lists", number(*n))]),
        Finding::ListsMeet => say.the("found-lists-meet"),
        Finding::ListsApart(n) => say.text("found-lists-apart", &[("groups", number(*n))]),
        Finding::ListsHardlyMeet(n) => say.text("found-lists-hardly-meet", &[("groups", number(*n))]),
        Finding::TooFewOnSeveral { several, people } => say
            .text("found-too-few-on-several", &[("several", number(*several)), ("people", number(*people))]),
        Finding::TooSmallAShare { several, people } => say.text(
            "found-too-small-a-share",
            &[
                ("several", number(*several)),
                ("people", number(*people)),
                ("share", percent(*several, *people)),
            ],
        ),
        Finding::FewOnSeveral(n) => say.text("found-few-on-several", &[("several", number(*n))]),
        Finding::EnoughOnSeveral { several, people } => say.text(
            "found-enough-on-several",
            &[
                ("several", number(*several)),
                ("people", number(*people)),
                ("share", percent(*several, *people)),
            ],
        ),
        Finding::NoModelAsked => say.the("found-no-model-asked"),
        Finding::ModelHasEstimate(model) => {
            say.text("found-model-has-estimate", &[("model", Arg::Ours(user(cut(model, 300).0)))])
        }
        Finding::NoModelHasEstimate => say.the("found-no-model-has-estimate"),
        Finding::NoChains => say.the("found-no-chains"),
        Finding::Chains { agree, chains, rhat, ess, apart } => say.text(
            if *agree { "found-chains-agree" } else { "found-chains-differ" },
            &[
                ("chains", number(*chains)),
                ("rhat", of(*rhat, 3)),
                ("draws", number(whole(*ess))),
                ("apart", of(apart * 100.0, 0)),
            ],
        ),
        Finding::NoInterval(of) => say.text("found-no-interval", &[("method", Arg::Ours(method(say, *of)))]),
        Finding::NarrowEnough { to_seen, to_lower } => {
            say.text("found-narrow-enough", &[("seen", of(*to_seen, 1)), ("lower", of(*to_lower, 1))])
        }
        Finding::TooWide { seen, lower, upper } => say.text(
            "found-too-wide",
            &[("people", number(*seen)), ("lower", of(*lower, 1)), ("upper", of(*upper, 1))],
        ),
        Finding::NoListToLeaveOut => say.the("found-no-list-to-leave-out"),
        Finding::ListsDecide(which) => say.text("found-lists-decide", &[("lists", lists(which))]),
        Finding::LeansOn(which) => say.text("found-leans-on", &[("lists", lists(which))]),
        Finding::NoListDecides => say.the("found-no-list-decides"),
        Finding::NoSecondMethod => say.the("found-no-second-method"),
        Finding::MethodsAgree => say.the("found-methods-agree"),
        Finding::SomeMethodsContradict { against, method: own } => say.text(
            "found-some-methods-contradict",
            &[("against", methods(against)), ("method", Arg::Ours(method(say, *own)))],
        ),
        Finding::MethodsContradict { against, method: own } => say.text(
            "found-methods-contradict",
            &[("against", methods(against)), ("method", Arg::Ours(method(say, *own)))],
        ),
        Finding::FewerThanDocumented { median, documented } => say.text(
            "found-fewer-than-documented",
            &[("number", number(whole(*median))), ("documented", number(*documented))],
        ),
        Finding::NoSettingsTried => say.the("found-no-settings-tried"),
        Finding::SettingMoves { moved, what } => say.text(
            "found-setting-moves",
            &[("share", of(moved * 100.0, 0)), ("setting", Arg::Ours(what.clone()))],
        ),
        Finding::SettingsMoveLittle(moved) => {
            say.text("found-settings-move-little", &[("share", of(moved * 100.0, 0))])
        }
        Finding::Attested => say.the("found-attested"),
        Finding::NotAttested { closure, scope, linkage } => {
            let missing = [("closure", closure), ("scope", scope), ("linkage", linkage)];
            let missing = missing
                .into_iter()
                .filter(|of| !of.1)
                .map(|of| say.the(&format!("estimate-attest-{}", of.0)));
            say.text("found-not-attested", &[("what", Arg::Ours(missing.collect::<Vec<_>>().join("; ")))])
        }
    }
}
