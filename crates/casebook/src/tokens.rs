//! What is said of tokens of programs. What the words mean, and whether one still opens anything, is the desk's business.

use crate::casebook::Casebook;
use crate::errors::CasebookError;
use crate::rows::{claim_row, save_row};
use crate::schema::record_of;
use claims::when::Instant;
use claims::{ClaimId, RecordId, Ruling};

/// A token, as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenClaim {
    /// What it is called: the name of its source record.
    pub name: String,
    /// The source record that bears it.
    pub source: RecordId,
    /// The claim that issued it.
    pub claim: ClaimId,
    /// Its sum, its end and its scopes, in the desk's words.
    pub text: Box<str>,
    /// By whom it was issued, why, and when.
    pub by: String,
    /// Why.
    pub why: String,
    /// When.
    pub at: Instant,
    /// When it was revoked, and by whom. What was revoked stays so, whatever becomes of the revocation: a token that
    /// was once thought to be in the wrong hands must never open anything again.
    pub revoked: Option<(Instant, String)>,
}

impl Casebook {
    /// Every token that was ever issued, the earliest first.
    ///
    /// # Errors
    /// [`CasebookError`].
    pub fn tokens(&self) -> Result<Vec<TokenClaim>, CasebookError> {
        // Sources are few beside claims, and each has its claims together: no index of its own is needed.
        let mut statement = self.connection.prepare_cached(
            "SELECT c.n, c.id, c.save, c.property, c.manner, c.text, c.zone, c.low, c.high, c.ref, c.more, c.told, \
             c.spot, c.first, c.last, c.col, c.note FROM record r JOIN claim c \
             ON c.n BETWEEN r.n << 28 AND (r.n << 28) + 134217727 WHERE r.kind = 16 AND c.property = 1610",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let row = claim_row(row)?;
            if row.twin() || row.draft() || row.denied() {
                continue;
            }
            let (save, source) = (save_row(&self.connection, row.save)?, self.ids.record(record_of(row.n)));
            let history = self.rulings.history_of_claim(row.id);
            let revoked = history.into_iter().find(|ruled| matches!(ruled.ruling, Ruling::Retract(_)));
            found.push(TokenClaim {
                name: self.named(source)?.label.to_string(),
                source,
                claim: row.id,
                text: row.text.unwrap_or_default(),
                by: save.author.to_string(),
                why: save.why.to_string(),
                at: save.at,
                revoked: revoked.map(|ruled| (ruled.at, ruled.author.to_string())),
            });
        }
        found.sort_by_key(|token| (token.at, token.claim));
        Ok(found)
    }
}
