//! One hash of everything a casebook holds, apart from what is local: the order of arrival and the numbers that follow
//! from it. Two casebooks of the same entries have the same digest, whatever way they were made.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::schema::{VERSION, record_of};
use claims::RecordId;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

impl Casebook {
    /// The digest.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn digest(&self) -> Result<[u8; 32], CasebookError> {
        let mut hashes: Vec<[u8; 32]> = Vec::new();
        // Each table, with the columns that hold a record's number, a claim's number and a word's number.
        self.rows(
            "SELECT 'save', a.entry, s.record, s.author, s.why, s.at FROM save s JOIN arrival a ON a.n = s.arrival",
            &[2],
            None,
            &[],
            &mut hashes,
        )?;
        self.rows("SELECT 'entry', entry FROM arrival", &[], None, &[], &mut hashes)?;
        self.rows(
            "SELECT 'claim', a.entry, c.n, c.id, c.property, c.manner, c.text, c.zone, c.low, c.high, c.ref, c.more, \
             t.source, t.report, t.said, t.zone, t.low, t.high, c.spot, c.first, c.last, c.col, c.note \
             FROM claim c JOIN told t ON t.n = c.told JOIN save s ON s.n = c.save JOIN arrival a ON a.n = s.arrival",
            &[10, 12, 13],
            Some(2),
            &[7, 15, 21],
            &mut hashes,
        )?;
        self.rows(
            "SELECT 'raw', c.id, r.bytes FROM raw r JOIN claim c ON c.n = r.n",
            &[],
            None,
            &[],
            &mut hashes,
        )?;
        self.rows(
            "SELECT 'decision', a.entry, s.record, d.id, d.ruling, d.target, d.a, d.b, d.grade, d.more FROM decision d \
             JOIN save s ON s.n = d.save JOIN arrival a ON a.n = s.arrival",
            &[2],
            None,
            &[],
            &mut hashes,
        )?;
        self.rows(
            "SELECT 'unknown', a.entry, s.record, u.bytes FROM unknown u JOIN save s ON s.n = u.save \
             JOIN arrival a ON a.n = s.arrival",
            &[2],
            None,
            &[],
            &mut hashes,
        )?;
        self.rows(
            "SELECT 'record', n, kind, label, contested FROM record WHERE kind IS NOT NULL",
            &[1],
            None,
            &[],
            &mut hashes,
        )?;
        self.rows("SELECT 'name', key, n FROM name_key", &[2], None, &[], &mut hashes)?;
        hashes.sort_unstable();
        let mut whole = Sha256::new();
        whole.update(VERSION.to_le_bytes());
        for hash in hashes {
            whole.update(hash);
        }
        Ok(whole.finalize().into())
    }

    fn rows(
        &self,
        sql: &'static str,
        records: &[usize],
        claim: Option<usize>,
        words: &[usize],
        hashes: &mut Vec<[u8; 32]>,
    ) -> Result<(), CasebookError> {
        let mut statement = self.connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut hash = Sha256::new();
            for column in 0..columns {
                let value = row.get_ref(column)?;
                match value {
                    ValueRef::Integer(n) if records.contains(&column) => {
                        self.hash_record(&mut hash, n as u32);
                    }
                    ValueRef::Integer(n) if claim == Some(column) => {
                        self.hash_record(&mut hash, record_of(n));
                    }
                    ValueRef::Integer(n) if words.contains(&column) => {
                        field(&mut hash, b'w', self.words.text(n).unwrap_or_default().as_bytes());
                    }
                    ValueRef::Integer(n) => field(&mut hash, b'i', &n.to_le_bytes()),
                    ValueRef::Real(x) => field(&mut hash, b'f', &x.to_le_bytes()),
                    ValueRef::Text(text) => field(&mut hash, b't', text),
                    ValueRef::Blob(bytes) => field(&mut hash, b'b', bytes),
                    ValueRef::Null => field(&mut hash, b'n', &[]),
                }
            }
            hashes.push(hash.finalize().into());
        }
        Ok(())
    }

    fn hash_record(&self, hash: &mut Sha256, n: u32) {
        let record: RecordId = self.ids.record(n);
        field(hash, b'r', record.as_bytes());
    }
}

fn field(hash: &mut Sha256, sort: u8, bytes: &[u8]) {
    hash.update([sort]);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
