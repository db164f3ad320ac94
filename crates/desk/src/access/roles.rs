//! Roles as data: which role may do what. The table is a file that people read (`data/roles.txt`); pages, API and tokens
//! ask it and decide nothing themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a member is there for. Names are frozen: they are written in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Takes calls.
    Operator,
    /// Sends lawyers.
    Dispatcher,
    /// Speaks with families.
    Liaison,
    /// Checks what was reported, and decides.
    Verifier,
    /// Counts and estimates, without names.
    Analyst,
    /// Makes public what may be.
    Publisher,
    /// Answers for people and the house.
    Coordinator,
    /// Sees numbers alone.
    Guest,
}

impl Role {
    /// All roles, in the order of the table.
    pub const ALL: [Role; 8] = [
        Role::Operator,
        Role::Dispatcher,
        Role::Liaison,
        Role::Verifier,
        Role::Analyst,
        Role::Publisher,
        Role::Coordinator,
        Role::Guest,
    ];

    /// The word in the ledger, in the table and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Operator => "operator",
            Role::Dispatcher => "dispatcher",
            Role::Liaison => "liaison",
            Role::Verifier => "verifier",
            Role::Analyst => "analyst",
            Role::Publisher => "publisher",
            Role::Coordinator => "coordinator",
            Role::Guest => "guest",
        }
    }

    /// The role of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its name, `resource.action`.
    pub name: &'static str,
    /// The roles that may.
    pub roles: Vec<Role>,
}

/// The table as people read it.
pub const TABLE: &str = include_str!("../../data/roles.txt");

static ACTIONS: LazyLock<BTreeMap<&'static str, Action>> =
    LazyLock::new(|| actions().into_iter().map(|action| (action.name, action)).collect());

/// Every action, in the order of the table. A line that does not read as the head says allows nobody.
pub fn actions() -> Vec<Action> {
    let mut lines = TABLE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let heads: Vec<Option<Role>> =
        lines.next().unwrap_or_default().split_whitespace().map(Role::from_name).collect();
    lines
        .filter_map(|line| {
            let mut cells = line.split_whitespace();
            let name = cells.next()?;
            let marks: Vec<&str> = cells.collect();
            let sound = marks.len() == heads.len();
            let allowed = heads.iter().zip(&marks).filter(|(_, mark)| sound && **mark == "x");
            Some(Action { name, roles: allowed.filter_map(|(role, _)| *role).collect() })
        })
        .collect()
}

/// True when one of these roles may do this. What the table does not name, nobody may.
pub fn may(roles: &[Role], action: &str) -> bool {
    ACTIONS.get(action).is_some_and(|action| action.roles.iter().any(|role| roles.contains(role)))
}
