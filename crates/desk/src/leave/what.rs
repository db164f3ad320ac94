//! What may leave the house. It is written into the ledger as JSON in one fixed order, so that what was agreed to can be read
//! by people and compared with what is done.

use crate::keep::{ExportFor, ExportForm};
use claims::{Leave, LeaveKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// Records, in a form, as much of them as is said.
    Export(ExportForm, ExportFor),
    /// The whole casebook, sealed.
    Backup,
    /// A token by which a program reads names, tellers or reports.
    Token(TokenWanted),
}

/// A token that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenWanted {
    /// Its name.
    pub name: String,
    /// What it may do, sorted.
    pub scopes: Vec<String>,
    /// For how many seconds from when it is issued; until it is revoked when there is no end.
    pub seconds: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExportTerms {
    form: String,
    /// Everything, as whoever holds the key may take it.
    everything: bool,
    identity: bool,
    source: bool,
    report: bool,
    groups: BTreeSet<String>,
}

impl Leaving {
    /// What sort it is.
    pub const fn kind(&self) -> LeaveKind {
        match self {
            Leaving::Export(..) => LeaveKind::Export,
            Leaving::Backup => LeaveKind::Backup,
            Leaving::Token(_) => LeaveKind::Token,
        }
    }

    /// As it is written down.
    pub fn written(&self) -> Leave {
        let terms = match self {
            Leaving::Backup => Ok("{}".to_owned()),
            Leaving::Token(wanted) => serde_json::to_string(wanted),
            Leaving::Export(form, of) => {
                let form = form.name().to_owned();
                serde_json::to_string(&match of {
                    ExportFor::Holder => ExportTerms {
                        form,
                        everything: true,
                        identity: true,
                        source: true,
                        report: true,
                        groups: BTreeSet::new(),
                    },
                    ExportFor::Member { identity, source, report, groups } => ExportTerms {
                        form,
                        everything: false,
                        identity: *identity,
                        source: *source,
                        report: *report,
                        groups: groups.clone(),
                    },
                })
            }
        };
        // Words and truth values: there is nothing in them that JSON could not hold.
        Leave { kind: self.kind(), terms: terms.unwrap_or_default().into() }
    }

    /// In a few words of the ledger.
    pub fn in_words(&self) -> String {
        match self {
            Leaving::Backup => "everything, sealed".to_owned(),
            Leaving::Token(wanted) => format!("{}: {}", wanted.name, wanted.scopes.join(", ")),
            Leaving::Export(form, ExportFor::Holder) => format!("{}, everything", form.name()),
            Leaving::Export(form, ExportFor::Member { identity, source, report, groups }) => {
                let parts = [(*identity, "names"), (*source, "tellers"), (*report, "reports")];
                let parts = parts.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned());
                let groups = groups.iter().map(|group| format!("group {group}"));
                [form.name().to_owned(), "facts".to_owned()]
                    .into_iter()
                    .chain(parts)
                    .chain(groups)
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    }

    /// Reads what was written down; none when this version does not know it.
    pub fn read(leave: &Leave) -> Option<Self> {
        match leave.kind {
            LeaveKind::Backup => (&*leave.terms == "{}").then_some(Leaving::Backup),
            LeaveKind::Token => serde_json::from_str(&leave.terms).ok().map(Leaving::Token),
            LeaveKind::Export => {
                let terms: ExportTerms = serde_json::from_str(&leave.terms).ok()?;
                let form = ExportForm::from_name(&terms.form)?;
                let ExportTerms { everything, identity, source, report, groups, .. } = terms;
                let of = match everything {
                    true => ExportFor::Holder,
                    false => ExportFor::Member { identity, source, report, groups },
                };
                Some(Leaving::Export(form, of))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_down_is_read_back_the_same() {
        let member = |identity, groups: &[&str]| ExportFor::Member {
            identity,
            source: false,
            report: true,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        };
        for leaving in [
            Leaving::Backup,
            Leaving::Export(ExportForm::Csv, ExportFor::Holder),
            Leaving::Export(ExportForm::JsonLines, member(true, &["Шығыс", "a \"b\", c"])),
            Leaving::Export(ExportForm::JsonLines, member(false, &[])),
            Leaving::Token(TokenWanted {
                name: "bot-1".to_owned(),
                scopes: vec!["board.see".to_owned(), "identity.see".to_owned()],
                seconds: None,
            }),
        ] {
            assert_eq!(Leaving::read(&leaving.written()), Some(leaving.clone()), "{leaving:?}");
        }
    }

    #[test]
    fn what_is_not_known_here_is_not_read() {
        let check = |kind, terms: &str| {
            let leave = Leave { kind, terms: terms.into() };
            assert_eq!(Leaving::read(&leave), None, "{terms}");
        };
        check(LeaveKind::Backup, "{\"to\":\"elsewhere\"}");
        check(LeaveKind::Token, "{\"name\":\"bot-1\"}");
        check(
            LeaveKind::Token,
            "{\"name\":\"bot-1\",\"scopes\":[\"board.see\"],\"seconds\":1,\"and\":\"more\"}",
        );
        check(LeaveKind::Export, "{\"form\":\"pdf\"}");
        check(LeaveKind::Export, "");
    }
}
