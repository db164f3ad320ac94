//! Who works here, read from the decisions in the ledger and kept beside the casebook, so that the door need not wait
//! for it. A handle belongs to the member who bore it first; what a member is, the latest decision says.

use super::roles::Role;
use crate::leave::{Leaving, WantsToLeave};
use casebook::AccessDecision;
use claims::when::Instant;
use claims::{Access, Ask, ClaimId, Credential, CredentialKind, RecordId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Somebody who works here.
#[derive(Debug, Clone)]
pub struct Member {
    /// The member's record: it seals what is decided about them.
    pub record: RecordId,
    /// The handle under everything they save.
    pub handle: String,
    /// What they are there for.
    pub roles: Vec<Role>,
    /// Groups whose limited records they see.
    pub groups: BTreeSet<String>,
    /// False for somebody who may not come in.
    pub active: bool,
    /// By what they sign in, each with the decision that gave it.
    pub ways: Vec<WayIn>,
    /// When they were first written down.
    pub since: Instant,
}

/// One thing by which a member signs in.
#[derive(Debug, Clone)]
pub struct WayIn {
    /// The decision that gave it; undoing it takes it away.
    pub decision: ClaimId,
    /// What it is.
    pub credential: Credential,
    /// When it was given.
    pub at: Instant,
}

impl Member {
    /// Ways in of one sort that are still good.
    pub fn ways_of(&self, kind: CredentialKind, now: Instant) -> impl Iterator<Item = &WayIn> {
        let good = move |way: &&WayIn| way.credential.until.is_none_or(|until| until.seconds_since(now) > 0);
        self.ways.iter().filter(move |way| way.credential.kind == kind).filter(good)
    }

    /// True when a role of theirs may do this.
    pub fn may(&self, action: &str) -> bool {
        self.active && super::may(&self.roles, action)
    }
}

/// Something that needs a second person.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The decision that asks.
    pub id: ClaimId,
    /// What is asked.
    pub what: Ask,
    /// The member it is about.
    pub about: RecordId,
    /// Who asks.
    pub by: String,
    /// Why.
    pub why: String,
    /// When it was asked.
    pub at: Instant,
    /// Who agreed, and when.
    pub agreed: Option<(String, Instant)>,
}

/// Everybody who works here.
#[derive(Debug, Default)]
pub struct Members {
    all: BTreeMap<RecordId, Member>,
    by_handle: HashMap<String, RecordId>,
    /// What was asked and not taken back, in the order it was asked.
    pub asked: Vec<Asked>,
    /// What was asked to leave the house and not taken back, in the order it was asked.
    pub leaves: Vec<WantsToLeave>,
    limits: HashMap<RecordId, BTreeSet<String>>,
}

impl Members {
    /// Reads the decisions, which come in the order they were recorded.
    pub(crate) fn of(decisions: Vec<AccessDecision>) -> Self {
        let mut members = Self::default();
        for decision in decisions {
            members.take(decision);
        }
        // A way in without a member lets nobody in.
        members.all.retain(|_, member| !member.handle.is_empty());
        for member in members.all.values() {
            let key = folded(&member.handle);
            let first = members.by_handle.get(&key).and_then(|record| members.all.get(record));
            if first.is_none_or(|first| (first.since, first.record) > (member.since, member.record)) {
                members.by_handle.insert(key, member.record);
            }
        }
        members
    }

    fn take(&mut self, decision: AccessDecision) {
        let AccessDecision { id, about, access, author, why, at } = decision;
        match access {
            Access::Member(state) => {
                let member = self.entry(about, at);
                member.handle = state.handle.into();
                member.roles = state.roles.iter().filter_map(|role| Role::from_name(role)).collect();
                member.groups = state.groups.iter().map(|group| String::from(&**group)).collect();
                member.active = state.active;
            }
            Access::Credential(credential) => {
                let member = self.entry(about, at);
                // There is one password, and one secret of codes: the latest.
                if matches!(credential.kind, CredentialKind::Password | CredentialKind::Totp) {
                    member.ways.retain(|way| way.credential.kind != credential.kind);
                }
                member.ways.push(WayIn { decision: id, credential, at });
            }
            Access::Ask(what) => {
                let (by, why) = (author.into(), why.into());
                self.asked.push(Asked { id, what, about, by, why, at, agreed: None });
            }
            Access::Agree(to) => {
                if let Some(asked) = self.asked.iter_mut().find(|asked| asked.id == to)
                    && asked.agreed.is_none()
                    && folded(&asked.by) != folded(&author)
                {
                    asked.agreed = Some((author.into(), at));
                } else if let Some(wanted) = self.leaves.iter_mut().find(|wanted| wanted.id == to)
                    && wanted.agreed.is_none()
                    && folded(&wanted.by) != folded(&author)
                {
                    wanted.agreed = Some((author.into(), at));
                }
            }
            Access::AskLeave(leave) => {
                // What this version cannot read nobody can agree to here.
                if let Some(what) = Leaving::read(&leave) {
                    let (by, why) = (author.into(), why.into());
                    self.leaves.push(WantsToLeave { id, what, about, by, why, at, agreed: None, used: None });
                }
            }
            Access::Used(asked) => {
                if let Some(wanted) = self.leaves.iter_mut().find(|wanted| wanted.id == asked) {
                    wanted.used.get_or_insert(at);
                }
            }
            Access::Limit(groups) => {
                self.limits.insert(about, groups.iter().map(|group| String::from(&**group)).collect());
            }
            Access::Looked(_) | Access::Done(_) => {}
        }
    }

    fn entry(&mut self, record: RecordId, at: Instant) -> &mut Member {
        self.all.entry(record).or_insert_with(|| Member {
            record,
            handle: String::new(),
            roles: Vec::new(),
            groups: BTreeSet::new(),
            active: false,
            ways: Vec::new(),
            since: at,
        })
    }

    /// Everybody, those who may not come in too, in the order of handles.
    pub fn all(&self) -> Vec<&Member> {
        let mut all: Vec<&Member> = self.all.values().collect();
        all.sort_by(|a, b| (&a.handle, a.record).cmp(&(&b.handle, b.record)));
        all
    }

    /// The member of a record.
    pub fn get(&self, record: RecordId) -> Option<&Member> {
        self.all.get(&record)
    }

    /// The member of a handle.
    pub fn named(&self, handle: &str) -> Option<&Member> {
        self.by_handle.get(&folded(handle)).and_then(|record| self.all.get(record))
    }

    /// True when a record is limited to groups of which these are none.
    pub fn hides(&self, record: RecordId, groups: &BTreeSet<String>) -> bool {
        self.limits.get(&record).is_some_and(|limit| !limit.is_empty() && limit.is_disjoint(groups))
    }

    /// The groups a record is limited to; empty when everybody sees it.
    pub fn limit_of(&self, record: RecordId) -> BTreeSet<String> {
        self.limits.get(&record).cloned().unwrap_or_default()
    }

    /// How many may come in now.
    pub fn active(&self) -> usize {
        self.all.values().filter(|member| member.active).count()
    }

    /// Every group to which a record is limited.
    pub fn groups_of_limits(&self) -> BTreeSet<String> {
        self.limits.values().flatten().cloned().collect()
    }

    /// Every record that is limited.
    pub fn limited(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.limits.iter().filter(|(_, groups)| !groups.is_empty()).map(|(record, _)| *record)
    }
}

/// Handles that differ in case or look alike are one handle.
pub(crate) fn folded(handle: &str) -> String {
    names::fold::search_key(handle)
}
