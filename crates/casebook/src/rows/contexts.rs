//! When each save was made, and who said what in which report when: asked for by every reading of every claim, so kept
//! beside the tables in memory.

use crate::errors::CasebookError;
use claims::when::Instant;
use rusqlite::Connection;

/// Who said something, in which report, and by when.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Told {
    pub source: Option<u32>,
    pub report: Option<u32>,
    pub latest: Option<Instant>,
}

/// Saves and contexts by number, from 1.
#[derive(Default)]
pub(crate) struct Contexts {
    saved: Vec<Instant>,
    told: Vec<Told>,
}

fn slot<T: Copy>(of: &[T], n: i64) -> Option<T> {
    usize::try_from(n).ok().and_then(|n| n.checked_sub(1)).and_then(|n| of.get(n)).copied()
}

impl Contexts {
    /// Adds a save; returns its number.
    pub fn saved(&mut self, at: Instant) -> i64 {
        self.saved.push(at);
        self.saved.len() as i64
    }

    /// Adds a context; returns its number.
    pub fn told(&mut self, told: Told) -> i64 {
        self.told.push(told);
        self.told.len() as i64
    }

    /// When a save was made.
    pub fn at(&self, save: i64) -> Instant {
        slot(&self.saved, save).unwrap_or(Instant::from_unix(0))
    }

    /// The context of a number.
    pub fn of(&self, told: i64) -> Told {
        slot(&self.told, told).unwrap_or_default()
    }

    /// By when something had been said: its source's own time or the moment it was recorded, whichever is earlier.
    pub fn said_by(&self, save: i64, told: i64) -> Instant {
        let recorded = self.at(save);
        self.of(told).latest.map_or(recorded, |said| said.min(recorded))
    }

    /// All contexts.
    pub fn all(&self) -> impl Iterator<Item = &Told> {
        self.told.iter()
    }

    /// Reads them back. Numbers without a row (what came later than an earlier state of knowledge) stay empty.
    pub fn load(connection: &Connection) -> Result<Self, CasebookError> {
        let mut contexts = Self::default();
        let mut statement = connection.prepare("SELECT n, at FROM save ORDER BY n")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (n, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            while (contexts.saved.len() as i64) < n - 1 {
                contexts.saved.push(Instant::from_unix(0));
            }
            contexts.saved.push(Instant::from_unix(at));
        }
        let mut statement = connection.prepare("SELECT n, source, report, high FROM told ORDER BY n")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let n: i64 = row.get(0)?;
            while (contexts.told.len() as i64) < n - 1 {
                contexts.told.push(Told::default());
            }
            contexts.told.push(Told {
                source: row.get(1)?,
                report: row.get(2)?,
                latest: row.get::<_, Option<i64>>(3)?.map(Instant::from_unix),
            });
        }
        Ok(contexts)
    }
}
