//! Short texts that repeat in thousands of rows, such as zone names and column heads, kept once.

use crate::errors::CasebookError;
use rusqlite::Connection;
use std::collections::HashMap;

/// Words and their numbers.
#[derive(Default)]
pub(crate) struct Words {
    numbers: HashMap<Box<str>, i64>,
    texts: Vec<Box<str>>,
}

impl Words {
    /// The number of a text, a new one if need be.
    pub fn intern(&mut self, connection: &Connection, text: &str) -> Result<i64, CasebookError> {
        if let Some(n) = self.numbers.get(text) {
            return Ok(*n);
        }
        let n = self.texts.len() as i64;
        connection.prepare_cached("INSERT INTO word(n, text) VALUES (?1, ?2)")?.execute((n, text))?;
        self.numbers.insert(text.into(), n);
        self.texts.push(text.into());
        Ok(n)
    }

    /// The text of a number.
    pub fn text(&self, n: i64) -> Option<&str> {
        usize::try_from(n).ok().and_then(|n| self.texts.get(n)).map(|text| &**text)
    }

    /// Reads them back.
    pub fn load(connection: &Connection) -> Result<Self, CasebookError> {
        let mut words = Self::default();
        let mut statement = connection.prepare("SELECT n, text FROM word ORDER BY n")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (n, text): (i64, String) = (row.get(0)?, row.get(1)?);
            if n != words.texts.len() as i64 {
                return Err(CasebookError::Damaged { what: "word number" });
            }
            words.numbers.insert(text.as_str().into(), n);
            words.texts.push(text.into());
        }
        Ok(words)
    }
}
