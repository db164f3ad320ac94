//! An authority's answer (RFC 3161 §2.4.2) and the signed message in it (RFC 5652 §5), taken apart. It decides nothing:
//! what is here has the right form, and nothing more.

use crate::der::{
    BOOLEAN, Der, GENERALIZED_TIME, INTEGER, NULL, OCTETS, OID, SEQUENCE, SET, UTF8, context, context_plain,
    small,
};
use crate::problem::WitnessProblem;
use crate::request::SHA256;
use crate::time::generalized;

/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.9.16.1.4
pub(crate) const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

fn form(what: &str) -> WitnessProblem {
    WitnessProblem::Form(what.to_owned())
}

/// The signed message of an answer.
pub(crate) struct Signed<'a> {
    /// What is signed: the bytes of the statement.
    pub statement: &'a [u8],
    /// The certificates it brings along.
    pub certificates: Vec<&'a [u8]>,
    /// The signer as the message names it: issuer and serial number, whole; or a key identifier.
    pub signer: Signer<'a>,
    pub digest: &'a [u8],
    /// The signed attributes with their content, and their bytes as they were signed.
    pub attributes: Vec<(&'a [u8], &'a [u8])>,
    pub signed_bytes: Vec<u8>,
    pub algorithm: &'a [u8],
    pub signature: &'a [u8],
}

/// How a message names its signer.
pub(crate) enum Signer<'a> {
    Issuer { issuer: &'a [u8], serial: &'a [u8] },
    Key(&'a [u8]),
}

/// What the authority states.
pub(crate) struct Statement<'a> {
    pub policy: &'a [u8],
    pub imprint: &'a [u8],
    pub serial: &'a [u8],
    /// Whole seconds; and whether a part of a second follows.
    pub time: (i64, bool),
    /// How far off it may be, in seconds, rounded up.
    pub accuracy: i64,
    pub nonce: Option<&'a [u8]>,
}

/// An algorithm's identifier; its parameters must be absent or NULL.
fn algorithm<'a>(der: &mut Der<'a>, what: &str) -> Result<&'a [u8], WitnessProblem> {
    let mut inside = der.inside(SEQUENCE, what)?;
    let id = inside.take(OID, what)?;
    if let Some(null) = inside.optional(NULL)?
        && !null.content.is_empty()
    {
        return Err(form(&format!("{what} has parameters")));
    }
    inside.end(what)?;
    Ok(id)
}

/// Opens an answer: the authority must have granted it.
pub(crate) fn open(answer: &[u8]) -> Result<Signed<'_>, WitnessProblem> {
    let mut outer = Der::new(answer);
    let mut response = outer.inside(SEQUENCE, "the answer")?;
    outer.end("the answer")?;
    let mut status = response.inside(SEQUENCE, "the status")?;
    let code = small(status.take(INTEGER, "the status")?, "the status")?;
    if code > 1 {
        return Err(WitnessProblem::Refused(why(code, &mut status)));
    }
    let mut content = response.inside(SEQUENCE, "the token")?;
    response.end("the token")?;
    if content.take(OID, "the token's type")? != SIGNED_DATA {
        return Err(form("the token is not a signed message"));
    }
    let mut explicit = content.inside(context(0), "the signed message")?;
    content.end("the signed message")?;
    let mut message = explicit.inside(SEQUENCE, "the signed message")?;
    explicit.end("the signed message")?;

    if small(message.take(INTEGER, "the message's version")?, "the message's version")? != 3 {
        return Err(form("the message's version is not 3"));
    }
    let mut digests = message.inside(SET, "the list of digests")?;
    let listed = algorithm(&mut digests, "a digest")?;
    digests.end("the list of digests")?;
    let mut inner = message.inside(SEQUENCE, "the statement")?;
    if inner.take(OID, "the statement's type")? != TST_INFO {
        return Err(form("what is signed is not a time-stamp"));
    }
    let mut explicit_inner = inner.inside(context(0), "the statement")?;
    inner.end("the statement")?;
    let statement = explicit_inner.take(OCTETS, "the statement")?;
    explicit_inner.end("the statement")?;
    let mut certificates = Vec::new();
    if let Some(list) = message.optional(context(0))? {
        let mut list = Der::new(list.content);
        while !list.is_empty() {
            certificates.push(list.value(SEQUENCE, "a certificate")?.whole);
        }
    }
    message.optional(context(1))?;
    let mut signers = message.inside(SET, "the signer")?;
    message.end("the signers")?;
    let mut one = signers.inside(SEQUENCE, "the signer")?;
    signers.end("the one signer a time-stamp may have")?;
    let version = small(one.take(INTEGER, "the signer's version")?, "the signer's version")?;
    let signer = match (version, one.optional(context_plain(0))?) {
        (3, Some(key)) => Signer::Key(key.content),
        (1, None) => {
            let mut named = one.inside(SEQUENCE, "the signer's name")?;
            let issuer = named.value(SEQUENCE, "the signer's issuer")?.whole;
            let serial = named.value(INTEGER, "the signer's serial number")?.whole;
            named.end("the signer's name")?;
            Signer::Issuer { issuer, serial }
        }
        _ => return Err(form("the signer's version does not fit")),
    };
    let digest = algorithm(&mut one, "the signer's digest")?;
    if digest != listed {
        return Err(form("two digests are named"));
    }
    let attributes = one.value(context(0), "the signed attributes")?;
    // They are signed as the SET they are, though they are sent under another tag (RFC 5652 §5.4).
    let mut signed_bytes = attributes.whole.to_vec();
    if let Some(tag) = signed_bytes.first_mut() {
        *tag = SET;
    }
    let mut list = Der::new(attributes.content);
    let mut attributes = Vec::new();
    while !list.is_empty() {
        let mut attribute = list.inside(SEQUENCE, "an attribute")?;
        let name = attribute.take(OID, "an attribute's name")?;
        let values = attribute.take(SET, "an attribute's value")?;
        attribute.end("an attribute")?;
        if attributes.iter().any(|(known, _)| *known == name) {
            return Err(form("an attribute stands there twice"));
        }
        attributes.push((name, values));
    }
    let algorithm = algorithm(&mut one, "the signature's algorithm")?;
    let signature = one.take(OCTETS, "the signature")?;
    one.optional(context(1))?;
    one.end("the signer")?;
    Ok(Signed { statement, certificates, signer, digest, attributes, signed_bytes, algorithm, signature })
}

/// Why the authority refused, in its own words if it has any.
fn why(code: u64, status: &mut Der<'_>) -> String {
    let mut words = Vec::new();
    if let Ok(Some(text)) = status.optional(SEQUENCE) {
        let mut lines = Der::new(text.content);
        while let Ok(line) = lines.take(UTF8, "a line") {
            let line = String::from_utf8_lossy(line);
            words.push(line.chars().filter(|c| !c.is_control()).take(200).collect::<String>());
        }
    }
    if words.is_empty() { format!("its status is {code}") } else { format!("{:?}", words.join(" ")) }
}

/// Reads a statement.
pub(crate) fn statement(bytes: &[u8]) -> Result<Statement<'_>, WitnessProblem> {
    let mut outer = Der::new(bytes);
    let mut body = outer.inside(SEQUENCE, "the statement")?;
    outer.end("the statement")?;
    if small(body.take(INTEGER, "the statement's version")?, "the statement's version")? != 1 {
        return Err(form("the statement's version is not 1"));
    }
    let policy = body.take(OID, "the policy")?;
    let mut hashed = body.inside(SEQUENCE, "the hash")?;
    if algorithm(&mut hashed, "the hash's algorithm")? != SHA256 {
        return Err(WitnessProblem::Other("it is over another kind of hash than SHA-256".to_owned()));
    }
    let imprint = hashed.take(OCTETS, "the hash")?;
    hashed.end("the hash")?;
    let serial = body.take(INTEGER, "the serial number")?;
    let time = generalized(body.take(GENERALIZED_TIME, "the time")?)?;
    let accuracy = match body.optional(SEQUENCE)? {
        None => 0,
        Some(value) => accuracy(value.content)?,
    };
    body.optional(BOOLEAN)?;
    let nonce = body.optional(INTEGER)?.map(|value| value.content);
    body.optional(context(0))?;
    if let Some(extensions) = body.optional(context(1))? {
        let mut list = Der::new(extensions.content);
        while !list.is_empty() {
            let mut one = list.inside(SEQUENCE, "an extension")?;
            one.take(OID, "an extension's name")?;
            if one.optional(BOOLEAN)?.is_some() {
                return Err(form("it has a critical extension that is not known here"));
            }
        }
    }
    body.end("the statement")?;
    Ok(Statement { policy, imprint, serial, time, accuracy, nonce })
}

fn accuracy(content: &[u8]) -> Result<i64, WitnessProblem> {
    let mut parts = Der::new(content);
    let seconds = match parts.optional(INTEGER)? {
        None => 0,
        Some(value) => small(value.content, "the accuracy")?,
    };
    let mut finer = 0;
    for n in [0, 1] {
        if let Some(value) = parts.optional(context_plain(n))? {
            finer += small(value.content, "the accuracy")?;
        }
    }
    parts.end("the accuracy")?;
    // More than a day off is no accuracy, and must not overflow below.
    Ok(i64::try_from(seconds).unwrap_or(i64::MAX).min(86_400) + i64::from(finer > 0))
}
