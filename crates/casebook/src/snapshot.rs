//! The casebook as bytes and back. The bytes are readable as they are: whoever stores them seals them first.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, MAIN_DB};

impl Casebook {
    /// The whole casebook as bytes.
    ///
    /// # Errors
    /// [`CasebookError::Engine`].
    pub fn snapshot(&mut self) -> Result<Vec<u8>, CasebookError> {
        Ok(self.connection.serialize(MAIN_DB)?.to_vec())
    }

    /// The casebook a snapshot was made of.
    ///
    /// # Errors
    /// [`CasebookError::OtherVersion`] when another version of the projection wrote it: rebuild from the ledger.
    /// [`CasebookError::NotASnapshot`] for other bytes.
    pub fn from_snapshot(bytes: Vec<u8>) -> Result<Self, CasebookError> {
        if !bytes.starts_with(b"SQLite format 3\0") {
            return Err(CasebookError::NotASnapshot(rusqlite::Error::InvalidQuery));
        }
        let mut read = schema::open()?;
        read.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true)
            .map_err(CasebookError::NotASnapshot)?;
        drop(bytes);
        schema::check_version(&read)?;
        let connection = copy(&read).map_err(|error| match error {
            CasebookError::Engine(cause) => CasebookError::NotASnapshot(cause),
            other => other,
        })?;
        drop(read);
        Self::load(connection)
    }
}

/// A copy of a database into plain memory.
pub(crate) fn copy(from: &Connection) -> Result<Connection, CasebookError> {
    let mut to = schema::open()?;
    {
        let backup = Backup::new(from, &mut to)?;
        while backup.step(-1)? != StepResult::Done {}
    }
    Ok(to)
}
