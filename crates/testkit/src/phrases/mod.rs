//! How reports are worded, per language. Templates only: slots and passages are explained in `told`.
//!
//! Names stand where they need no case ending. Passages: `c` taken, `u` where, `t` moved, `l` lawyer, `h` charge,
//! `p` penalty, `r` released, `v` how long, `k` at risk, `x` harm or seizure, `d` denied, `a` answer, `f` force.

mod en;
mod kk;
mod ru;

use crate::country::Lang;

/// Templates of one language, by what the report does.
pub(crate) struct Phrases {
    pub(crate) call_first: &'static [&'static str],
    pub(crate) post_first: &'static [&'static str],
    pub(crate) lawyer_first: &'static [&'static str],
    pub(crate) article_first: &'static [&'static str],
    pub(crate) unnamed: &'static [&'static str],
    pub(crate) descriptions: &'static [&'static str],
    pub(crate) confirm: &'static [&'static str],
    pub(crate) moved: &'static [&'static str],
    pub(crate) lawyer_coming: &'static [&'static str],
    pub(crate) lawyer_in: &'static [&'static str],
    pub(crate) lawyer_out: &'static [&'static str],
    pub(crate) no_lawyer: &'static [&'static str],
    pub(crate) charged: &'static [&'static str],
    pub(crate) recharged: &'static [&'static str],
    pub(crate) before_court: &'static [&'static str],
    pub(crate) arrest: &'static [&'static str],
    pub(crate) fine: &'static [&'static str],
    pub(crate) warning: &'static [&'static str],
    pub(crate) out_no_paper: &'static [&'static str],
    pub(crate) out_note: &'static [&'static str],
    pub(crate) out_vague: &'static [&'static str],
    pub(crate) check: &'static [&'static str],
    /// Answers: held, not held, refused, nobody answers, moved.
    pub(crate) answers: [&'static str; 5],
    pub(crate) group: &'static [&'static str],
    pub(crate) group_counted: &'static [&'static str],
    pub(crate) member: &'static [&'static str],
    pub(crate) minor: &'static [&'static str],
    pub(crate) ill: &'static [&'static str],
    pub(crate) pregnant: &'static [&'static str],
    pub(crate) beaten: &'static [&'static str],
    pub(crate) seized: &'static [&'static str],
    pub(crate) injuries: &'static [&'static str],
    pub(crate) things: &'static [&'static str],
    pub(crate) appeal: &'static [&'static str],
    pub(crate) other_time: &'static [&'static str],
    pub(crate) other_unit: &'static [&'static str],
    pub(crate) still_listed: &'static [&'static str],
    pub(crate) rumour: &'static [&'static str],
    pub(crate) rumour_back: &'static [&'static str],
    pub(crate) denial: &'static [&'static str],
    pub(crate) noise: &'static [&'static str],
    pub(crate) usual: &'static [&'static str],
    pub(crate) read_also: &'static str,
    /// `about ten`, `several`, `at least N`, `up to N`.
    pub(crate) about_ten: &'static str,
    pub(crate) several: &'static str,
    pub(crate) at_least: &'static str,
    pub(crate) up_to: &'static str,
    /// Days of arrest: `10 days`.
    pub(crate) days: &'static str,
    /// An article of law: `art. 488`.
    pub(crate) article: &'static str,
    /// Titles: call note, post, lawyer's message, check.
    pub(crate) titles: [&'static str; 4],
    /// Headlines of articles.
    pub(crate) headlines: &'static [&'static str],
}

/// The templates of a language.
pub(crate) fn of(lang: Lang) -> &'static Phrases {
    match lang {
        Lang::En => &en::PHRASES,
        Lang::Ru => &ru::PHRASES,
        Lang::Kk => &kk::PHRASES,
    }
}
