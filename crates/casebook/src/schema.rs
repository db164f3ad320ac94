//! The tables, and how a row is numbered. Raw sayings go into `save`, `claim`, `decision` and `unknown` as they came;
//! `record` and `words` are derived from them and can be made again at any time.
//!
//! A claim's number holds its record's local number, so that everything said of a record lies together:
//! `record << 28 | area << 27 | counter`. Area 1 holds the raw rows of imported tables, which may be a million for one
//! report and must not be walked through when the report itself is read.
//!
//! `manner` packs: 1 denied, 2 draft, 4 twin, and the modality's code from bit 3 up. A twin is a claim whose id was
//! already used by an earlier save; it is kept and not shown.

use crate::errors::CasebookError;
use rusqlite::Connection;

/// Version of the projection. Change it with the tables or with any rule of derivation: snapshots of other versions
/// are refused and the casebook is rebuilt.
pub const VERSION: i64 = 14;

/// Marks a database as a casebook (`habe`).
const APPLICATION_ID: i64 = 0x6861_6265;

/// The oldest engine without the known fault, as `sqlite3_libversion_number` writes it.
const OLDEST_ENGINE: i32 = 3_051_003;

pub const DENIED: i64 = 1;
pub const DRAFT: i64 = 2;
pub const TWIN: i64 = 4;
pub const MODALITY_SHIFT: i64 = 3;

/// Bits of a claim's number below the record's.
const RECORD_SHIFT: i64 = 28;
/// First number of the area of table rows.
const ROWS: i64 = 1 << 27;

/// The numbers of a record's claims, first and last, without raw table rows.
pub fn claims_of(record: u32) -> (i64, i64) {
    let first = i64::from(record) << RECORD_SHIFT;
    (first, first + ROWS - 1)
}

/// The numbers of a report's raw table rows, first and last.
pub fn rows_of(record: u32) -> (i64, i64) {
    let first = (i64::from(record) << RECORD_SHIFT) + ROWS;
    (first, first + ROWS - 1)
}

/// The record in a claim's number.
pub fn record_of(n: i64) -> u32 {
    (n >> RECORD_SHIFT) as u32
}

const TABLES: &str = "
CREATE TABLE arrival(n INTEGER PRIMARY KEY, entry BLOB NOT NULL, position INTEGER NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE save(n INTEGER PRIMARY KEY, arrival INTEGER NOT NULL, record INTEGER NOT NULL,
  author TEXT NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE record(n INTEGER PRIMARY KEY, id BLOB NOT NULL, kind INTEGER, label TEXT, contested INTEGER NOT NULL DEFAULT 0);
CREATE TABLE word(n INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE told(n INTEGER PRIMARY KEY, source INTEGER, report INTEGER, said TEXT, zone INTEGER, low INTEGER, high INTEGER);
CREATE TABLE claim(n INTEGER PRIMARY KEY, id BLOB NOT NULL, save INTEGER NOT NULL, property INTEGER NOT NULL,
  manner INTEGER NOT NULL, text TEXT, zone INTEGER, low INTEGER, high INTEGER, ref INTEGER, more BLOB,
  told INTEGER NOT NULL, spot INTEGER, first INTEGER, last INTEGER, col INTEGER, note TEXT);
CREATE TABLE raw(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE decision(n INTEGER PRIMARY KEY, id BLOB NOT NULL, save INTEGER NOT NULL, ruling INTEGER NOT NULL,
  target BLOB, a BLOB, b BLOB, grade INTEGER, more BLOB);
CREATE TABLE name_key(key INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(key, n)) WITHOUT ROWID;
CREATE TABLE unknown(n INTEGER PRIMARY KEY, save INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE ledger(position INTEGER NOT NULL);
INSERT INTO ledger VALUES (0);
";

/// The second set: dropped before a great many claims arrive at once, made again after.
const INDEXES: &str = "
CREATE INDEX claim_id ON claim(id);
CREATE INDEX claim_ref ON claim(ref) WHERE ref IS NOT NULL;
CREATE INDEX claim_told ON claim(told, spot) WHERE spot <> 2;
CREATE INDEX claim_row ON claim(n >> 28, first) WHERE property = 1410;
CREATE INDEX claim_report_type ON claim(n) WHERE property = 1403;
CREATE INDEX claim_digest ON claim(n) WHERE property = 1408;
CREATE INDEX claim_triage ON claim(n) WHERE property = 1415;
CREATE INDEX claim_doubt ON claim(n) WHERE property = 1411;
CREATE INDEX claim_feed ON claim(n) WHERE property = 1605;
CREATE INDEX claim_lawyer ON claim(n) WHERE property = 719;
CREATE INDEX claim_ringing ON claim(low) WHERE property = 404;
CREATE INDEX claim_receipt ON claim(text) WHERE property = 1416;
CREATE INDEX claim_contact ON claim(low) WHERE property = 1703;
CREATE INDEX told_report ON told(report) WHERE report IS NOT NULL;
CREATE INDEX told_source ON told(source) WHERE source IS NOT NULL;
CREATE INDEX unknown_save ON unknown(save);
CREATE INDEX save_record ON save(record);
";

/// Of what is derived from the rest, and filled last.
const DERIVED_INDEXES: &str = "
CREATE INDEX record_contested ON record(n) WHERE contested = 1;
CREATE INDEX record_kind ON record(kind, n);
CREATE INDEX name_key_of ON name_key(n);
";

const NO_INDEXES: &str = "
DROP INDEX IF EXISTS claim_id;
DROP INDEX IF EXISTS claim_ref;
DROP INDEX IF EXISTS claim_told;
DROP INDEX IF EXISTS claim_row;
DROP INDEX IF EXISTS claim_report_type;
DROP INDEX IF EXISTS claim_digest;
DROP INDEX IF EXISTS claim_triage;
DROP INDEX IF EXISTS claim_doubt;
DROP INDEX IF EXISTS claim_feed;
DROP INDEX IF EXISTS claim_ringing;
DROP INDEX IF EXISTS claim_receipt;
DROP INDEX IF EXISTS claim_lawyer;
DROP INDEX IF EXISTS claim_contact;
DROP INDEX IF EXISTS told_report;
DROP INDEX IF EXISTS told_source;
DROP INDEX IF EXISTS unknown_save;
DROP INDEX IF EXISTS save_record;
";

/// Contentless: the folded words are only in the index, never as a text of their own.
const SEARCH: &str = "
CREATE VIRTUAL TABLE words USING fts5(doc, content='', contentless_delete=1, detail=none, prefix='1 2', tokenize='ascii');
";

/// Opens an empty database in memory, with nothing that could ever spill to disk.
pub fn open() -> Result<Connection, CasebookError> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(CasebookError::EngineTooOld { found: rusqlite::version().to_owned() });
    }
    let connection = Connection::open_in_memory()?;
    settle_pragmas(&connection)?;
    Ok(connection)
}

/// Temporary tables, sorts and journals stay in memory.
fn settle_pragmas(connection: &Connection) -> Result<(), CasebookError> {
    connection.set_prepared_statement_cache_capacity(96);
    connection.execute_batch(
        "PRAGMA page_size=16384; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF;",
    )?;
    connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
    Ok(())
}

/// Makes every table of an empty database.
pub fn create(connection: &Connection) -> Result<(), CasebookError> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    connection.execute_batch(TABLES)?;
    connection.execute_batch(INDEXES)?;
    connection.execute_batch(DERIVED_INDEXES)?;
    connection.execute_batch(SEARCH)?;
    Ok(())
}

/// Before a great many claims arrive at once.
pub fn drop_indexes(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute_batch(NO_INDEXES)?;
    Ok(())
}

/// After they arrived.
pub fn create_indexes(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute_batch(INDEXES)?;
    Ok(())
}

/// Empties what is derived from the claims, to be filled again at once. The search index is collected in large pieces
/// and put together at the end.
pub fn renew_derived(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute_batch(
        "DROP INDEX IF EXISTS record_contested; DROP INDEX IF EXISTS record_kind; DROP INDEX IF EXISTS name_key_of;
         DELETE FROM record; DELETE FROM name_key; DROP TABLE IF EXISTS words;",
    )?;
    connection.execute_batch(SEARCH)?;
    connection.execute_batch(
        "INSERT INTO words(words, rank) VALUES ('hashsize', 67108864); INSERT INTO words(words, rank) VALUES ('automerge', 0);",
    )?;
    Ok(())
}

/// After what is derived was filled again.
pub fn derived_renewed(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute_batch(DERIVED_INDEXES)?;
    connection.execute_batch(
        "INSERT INTO words(words, rank) VALUES ('hashsize', 1048576); INSERT INTO words(words, rank) VALUES ('automerge', 4);",
    )?;
    Ok(())
}

/// Refuses a database that is not a casebook of this version.
pub fn check_version(connection: &Connection) -> Result<(), CasebookError> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = read("application_id").map_err(CasebookError::NotASnapshot)?;
    let found = read("user_version").map_err(CasebookError::NotASnapshot)?;
    if application != APPLICATION_ID {
        return Err(CasebookError::NotASnapshot(rusqlite::Error::InvalidQuery));
    }
    if found != VERSION {
        return Err(CasebookError::OtherVersion { found, wanted: VERSION });
    }
    Ok(())
}
