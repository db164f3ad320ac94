//! What we knew when: the casebook as it was after an earlier place of the local ledger.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::project::find_twins;
use crate::schema::{self, TWIN};
use crate::{settle, snapshot};
use claims::when::Instant;

impl Casebook {
    /// Where the local ledger stood at a moment: before the first entry that was saved after it.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn position_by(&self, at: Instant) -> Result<u64, CasebookError> {
        let later: Option<i64> = self.connection.query_row(
            "SELECT min(a.position) FROM save s JOIN arrival a ON a.n = s.arrival WHERE s.at > ?1",
            [at.unix()],
            |row| row.get(0),
        )?;
        Ok(later.map_or(self.position, |first| u64::try_from(first).unwrap_or_default().saturating_sub(1)))
    }

    /// A new casebook that holds only what had arrived up to `position`. It equals one projected from those entries,
    /// but for what was erased since: that is known to be gone at every position.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn as_known_at(&self, position: u64) -> Result<Casebook, CasebookError> {
        let connection = snapshot::copy(&self.connection)?;
        let transaction = connection.unchecked_transaction()?;
        schema::drop_indexes(&connection)?;
        connection.execute_batch("CREATE TEMP TABLE later(n INTEGER PRIMARY KEY);")?;
        let at = i64::try_from(position).unwrap_or(i64::MAX);
        connection.execute(
            "INSERT INTO later SELECT s.n FROM save s JOIN arrival a ON a.n = s.arrival WHERE a.position > ?1",
            [at],
        )?;
        connection.execute_batch(
            "DELETE FROM raw WHERE n IN (SELECT n FROM claim WHERE save IN (SELECT n FROM later));
             DELETE FROM claim WHERE save IN (SELECT n FROM later);
             DELETE FROM decision WHERE save IN (SELECT n FROM later);
             DELETE FROM unknown WHERE save IN (SELECT n FROM later);
             DELETE FROM save WHERE n IN (SELECT n FROM later);
             DROP TABLE later;",
        )?;
        connection.execute("DELETE FROM arrival WHERE position > ?1", [at])?;
        connection.execute("DELETE FROM told WHERE n NOT IN (SELECT told FROM claim)", [])?;
        connection.execute("UPDATE ledger SET position = min(position, ?1)", [at])?;
        connection.execute("UPDATE claim SET manner = manner & ~?1 WHERE manner & ?1", [TWIN])?;
        schema::create_indexes(&connection)?;
        find_twins(&connection)?;
        transaction.commit()?;
        let mut casebook = Self::load(connection)?;
        casebook.rulings.erased_as_in(&self.rulings);
        let transaction = casebook.connection.unchecked_transaction()?;
        settle::all(&casebook.connection, &casebook.ids, &casebook.rulings, &casebook.contexts)?;
        transaction.commit()?;
        Ok(casebook)
    }
}
