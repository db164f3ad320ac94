//! Answers that were given once and hold until something is said that bears on them. Each names the records it was made of;
//! a projection lets go of those that it touches, and of no others.

use crate::board::{LineFacts, Together};
use crate::same::Same;
use claims::{Chains, RecordKind};
use std::collections::HashMap;
use std::sync::Arc;

/// The answers.
#[derive(Default)]
pub(crate) struct Kept {
    labels: HashMap<u32, Arc<str>>,
    lines: HashMap<u32, Arc<LineFacts>>,
    /// By record: the detentions of which a label or a line speaks of it.
    speak_of: HashMap<u32, Vec<u32>>,
    /// Who repeats whom, until somebody says more of it or anything is decided.
    pub chains: Option<Arc<Chains>>,
    /// Records of a kind judged the same, until anything is decided or a judged record changes its kind.
    pub same: HashMap<RecordKind, Arc<Same>>,
    /// Until the next projection.
    pub together: Option<Arc<Together>>,
}

impl Kept {
    pub fn label(&self, n: u32) -> Option<&Arc<str>> {
        self.labels.get(&n)
    }

    /// Keeps a label; `of` is the record by whose name a detention is called.
    pub fn keep_label(&mut self, n: u32, label: Arc<str>, of: Option<u32>) {
        self.labels.insert(n, label);
        self.speaks(n, of);
    }

    pub fn line(&self, n: u32) -> Option<&Arc<LineFacts>> {
        self.lines.get(&n)
    }

    /// Keeps a line of the board; `of` is the record of whom it is about.
    pub fn keep_line(&mut self, n: u32, line: Arc<LineFacts>, of: Option<u32>) {
        self.lines.insert(n, line);
        self.speaks(n, of);
    }

    fn speaks(&mut self, n: u32, of: Option<u32>) {
        let Some(of) = of else { return };
        let speaking = self.speak_of.entry(of).or_default();
        if !speaking.contains(&n) {
            speaking.push(n);
        }
    }

    /// Lets go of what a projection bears on; `judged` when something was decided of a record that was touched.
    pub fn forget(&mut self, touched: impl IntoIterator<Item = u32>, relays: bool, judged: bool) {
        self.together = None;
        if judged {
            self.same.clear();
        }
        if relays {
            self.chains = None;
        }
        for n in touched {
            for of in self.speak_of.remove(&n).into_iter().flatten().chain([n]) {
                self.labels.remove(&of);
                self.lines.remove(&of);
            }
        }
    }
}
