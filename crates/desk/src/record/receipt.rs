//! Receipt codes: what a caller writes down, to add to a report later. Twelve digits, since digits are read aloud and
//! typed in every language; eleven are random and say nothing, the last one tells a mistyped code from one that nobody
//! was given.

use crate::desk::Desk;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use claims::RecordId;
use std::fmt;

/// The number of codes: eleven digits.
const CODES: u64 = 100_000_000_000;

/// Damm's table: its last digit finds every wrong digit and every two that changed places.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A receipt code.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(String);

impl ReceiptCode {
    /// A code from fresh random bytes.
    pub fn of(fresh: [u8; 16]) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = fresh;
        let digits = format!("{:011}", u64::from_le_bytes([a, b, c, d, e, f, g, h]) % CODES);
        let check = checked(&digits);
        Self(format!("{digits}{check}"))
    }

    /// A code as somebody read it out: any marks between the digits are passed over.
    ///
    /// # Errors
    /// A refusal when digits are missing, or when one of them was heard wrong.
    pub fn parse(text: &str) -> Outcome<Self> {
        // Digits of other scripts are digits too.
        let digits: String = text
            .chars()
            .filter_map(|c| match c {
                '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
                '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
                c => c.is_ascii_digit().then_some(c),
            })
            .collect();
        if digits.len() != 12 {
            return Err(Stop::refused(
                "receipt",
                sentence!("A receipt code has twelve digits, such as 0000 0000 0000."),
            ));
        }
        if checked(&digits) != 0 {
            return Err(Stop::refused(
                "receipt",
                sentence!(
                    "No receipt has this code: a digit is wrong, or two changed places. Ask to hear it again."
                ),
            ));
        }
        Ok(Self(digits))
    }
}

/// In three groups of four, as people read it out, and as it is kept and searched.
impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if at == 4 || at == 8 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// A code is between its teller and the desk: it is not for logs.
impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode")
    }
}

/// Damm's sum of digits; 0 for a code with its right last digit.
fn checked(digits: &str) -> u8 {
    digits.bytes().fold(0, |sum, digit| {
        let row = DAMM.get(usize::from(sum)).copied().unwrap_or_default();
        row.get(usize::from(digit.wrapping_sub(b'0'))).copied().unwrap_or_default()
    })
}

/// The reports whose tellers were given a code, the earliest first.
///
/// # Errors
/// A refusal when it cannot be a code; not found when nobody was given it.
pub fn reports_of_receipt(desk: &Desk, code: &ReceiptCode) -> Outcome<Vec<RecordId>> {
    let reports = desk.casebook().reports_of_receipt(&code.to_string())?;
    if reports.is_empty() {
        return Err(Stop::not_found(sentence!("Nobody was given this receipt code here."))
            .hint(sentence!("The report may have been erased, or taken down in another casebook.")));
    }
    Ok(reports)
}
