//! A request to a time-stamping authority (RFC 3161 §2.4.1): a hash, a nonce, and the wish that the answer brings its
//! certificates. Written by hand: it is some sixty bytes. Nothing else of the user's must ever be in it.

use crate::authority::Authority;
use crate::der::{BOOLEAN, INTEGER, NULL, OCTETS, OID, SEQUENCE, write};
use crate::problem::WitnessProblem;

/// SHA-256, 2.16.840.1.101.3.4.2.1.
pub(crate) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// SHA-256 of what is to be attested.
    pub imprint: [u8; 32],
    /// Eight random bytes that the answer must repeat. The first is taken as 0x40 to 0x7f, so that the number they
    /// are has one form.
    pub nonce: [u8; 8],
    /// The policy under which the authority must attest, as the content of an object identifier.
    pub policy: Option<Vec<u8>>,
}

impl Request {
    /// The bytes to be sent.
    pub fn encode(&self) -> Vec<u8> {
        let algorithm = write(SEQUENCE, &[write(OID, SHA256), write(NULL, &[])].concat());
        let imprint = write(SEQUENCE, &[algorithm, write(OCTETS, &self.imprint)].concat());
        let policy = self.policy.as_ref().map(|policy| write(OID, policy)).unwrap_or_default();
        let parts =
            [write(INTEGER, &[1]), imprint, policy, write(INTEGER, &self.number()), write(BOOLEAN, &[0xff])];
        write(SEQUENCE, &parts.concat())
    }

    /// The same request, under the policy an authority must name.
    #[must_use]
    pub fn with_policy(self, authority: &Authority) -> Self {
        Self { policy: authority.policy.clone().or(self.policy), ..self }
    }

    /// The nonce as the number it is sent as.
    pub(crate) fn number(&self) -> [u8; 8] {
        let mut number = self.nonce;
        if let Some(first) = number.first_mut() {
            *first = *first & 0x3f | 0x40;
        }
        number
    }
}

/// The content of an object identifier written with dots.
///
/// # Errors
/// `Certificates` when it is not one.
pub fn oid_of(text: &str) -> Result<Vec<u8>, WitnessProblem> {
    let bad =
        || WitnessProblem::Certificates(format!("{text:?} is not a policy such as 1.3.6.1.4.1.13762.3"));
    let numbers: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    let numbers = numbers.ok_or_else(bad)?;
    let [first, second, rest @ ..] = numbers.as_slice() else { return Err(bad()) };
    if *first > 2 || (*first < 2 && *second > 39) {
        return Err(bad());
    }
    let mut out = Vec::new();
    let head = first.saturating_mul(40).saturating_add(*second);
    for number in std::iter::once(&head).chain(rest) {
        let mut digits = vec![(number & 0x7f) as u8];
        let mut left = number >> 7;
        while left > 0 {
            digits.push((left & 0x7f) as u8 | 0x80);
            left >>= 7;
        }
        out.extend(digits.into_iter().rev());
    }
    Ok(out)
}

/// An object identifier with dots.
pub(crate) fn oid_in_words(content: &[u8]) -> String {
    let mut numbers: Vec<u64> = Vec::new();
    let mut number = 0u64;
    for byte in content {
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            numbers.push(number);
            number = 0;
        }
    }
    let head = numbers.first().copied().unwrap_or_default();
    let first = (head / 40).min(2);
    let head = [first, head - first * 40];
    let all: Vec<String> = head.iter().chain(numbers.iter().skip(1)).map(u64::to_string).collect();
    all.join(".")
}
