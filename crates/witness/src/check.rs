//! The check of an answer, offline and complete: that it is to this request (hash, nonce, policy), that it is signed by
//! a certificate for time-stamping alone that chains to the configured authority, and that all of them were valid at
//! the time it states. Revocation is not checked: a list of revoked certificates would have to come over the network.
//!
//! Paths and signatures are verified by rustls-webpki, which this program's TLS stands on too. A crate made for
//! time-stamps exists (sigstore-tsa), but it takes elliptic curves alone, and most public authorities sign with RSA.

use crate::authority::{Authority, Certificate};
use crate::der::{Der, OCTETS, OID, SEQUENCE};
use crate::problem::WitnessProblem;
use crate::request::{Request, SHA256, oid_in_words};
use crate::response::{Signed, Signer, TST_INFO, open, statement};
use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, digest};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use std::time::Duration;
use webpki::ring as algorithms;
use webpki::{EndEntityCert, KeyUsage};

/// 1.3.6.1.5.5.7.3.8
const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
/// 2.5.29.37
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
/// 2.5.29.14
const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 0x0e];
/// 2.16.840.1.101.3.4.2.2 and .3
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
/// 1.2.840.113549.1.9.3, .4, .16.2.12 and .16.2.47
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
/// 1.2.840.113549.1.1 (RSA), 1.2.840.10045.4.3 (ECDSA), 1.3.101.112 (Ed25519)
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01];
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// What an authority attests, after every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The time it states, in whole seconds since 1970 UTC, rounded down.
    pub time: i64,
    /// The earliest moment at which its signature can have been made, by its own accuracy.
    pub earliest: i64,
    /// The latest moment at which the hash can first have existed, by its own accuracy.
    pub latest: i64,
    /// The policy it names, with dots.
    pub policy: String,
    /// The answer's number at the authority, in hexadecimal digits.
    pub serial: String,
}

fn other(what: &str) -> WitnessProblem {
    WitnessProblem::Other(what.to_owned())
}

fn untrusted(what: impl Into<String>) -> WitnessProblem {
    WitnessProblem::Untrusted(what.into())
}

/// Checks an answer against the request and the authority.
///
/// # Errors
/// What fails. Nothing that failed may be called attested.
pub fn check(answer: &[u8], request: &Request, authority: &Authority) -> Result<Attested, WitnessProblem> {
    let signed = open(answer)?;
    let said = statement(signed.statement)?;
    if said.imprint != request.imprint {
        return Err(other("it is over another hash"));
    }
    if said.nonce != Some(request.number().as_slice()) {
        return Err(other("its nonce is another one, or missing"));
    }
    for wanted in [&request.policy, &authority.policy].into_iter().flatten() {
        if said.policy != wanted.as_slice() {
            return Err(other(&format!("it names the policy {}", oid_in_words(said.policy))));
        }
    }
    let (time, more) = said.time;
    if time < 0 {
        return Err(other("it names a time before 1970"));
    }
    let signer = signer_of(&signed)?;
    attributes(&signed, signer)?;
    signature(&signed, signer)?;
    for_time_stamping_alone(&Certificate::read(signer)?)?;
    path(signer, &signed, time, authority)?;
    Ok(Attested {
        time,
        earliest: time - said.accuracy,
        latest: time + i64::from(more) + said.accuracy,
        policy: oid_in_words(said.policy),
        serial: said.serial.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// The certificate that the message names as its signer's, of those it brings along.
fn signer_of<'a>(signed: &Signed<'a>) -> Result<&'a [u8], WitnessProblem> {
    for bytes in &signed.certificates {
        let certificate = Certificate::read(bytes)?;
        let is = match signed.signer {
            Signer::Issuer { issuer, serial } => certificate.issuer == issuer && certificate.serial == serial,
            Signer::Key(key) => certificate.extensions.iter().any(|(id, _, value)| {
                *id == SUBJECT_KEY && Der::new(value).take(OCTETS, "a key's name").is_ok_and(|id| id == key)
            }),
        };
        if is {
            return Ok(bytes);
        }
    }
    Err(untrusted("it does not bring its signer's certificate along"))
}

fn hash_of(id: &[u8]) -> Option<&'static Algorithm> {
    match id {
        SHA256 => Some(&ring::digest::SHA256),
        SHA384 => Some(&ring::digest::SHA384),
        SHA512 => Some(&ring::digest::SHA512),
        _ => None,
    }
}

/// The signed attributes: what sort of thing is signed, its digest, and which certificate signs (RFC 3161 §2.4.2).
fn attributes(signed: &Signed<'_>, signer: &[u8]) -> Result<(), WitnessProblem> {
    let find = |name: &[u8]| signed.attributes.iter().find(|(id, _)| *id == name).map(|(_, values)| *values);
    let missing = |what: &str| untrusted(format!("its signature does not cover {what}"));
    let mut kind = Der::new(find(CONTENT_TYPE).ok_or_else(|| missing("the kind of statement"))?);
    if kind.take(OID, "the kind of statement")? != TST_INFO {
        return Err(untrusted("its signature is over something else than a time-stamp"));
    }
    let hash =
        hash_of(signed.digest).ok_or_else(|| untrusted("its digest is none of SHA-256, -384 and -512"))?;
    let mut message = Der::new(find(MESSAGE_DIGEST).ok_or_else(|| missing("the statement"))?);
    if message.take(OCTETS, "the statement's digest")? != digest(hash, signed.statement).as_ref() {
        return Err(untrusted("its statement was changed after it was signed"));
    }
    message.end("the statement's digest")?;
    let (named, algorithm) = match (find(SIGNING_CERTIFICATE_V2), find(SIGNING_CERTIFICATE)) {
        (Some(values), _) => first_certificate(values, Some(&ring::digest::SHA256))?,
        // The older attribute hashes with SHA-1. It only ties the certificate to a signature that is checked anyway.
        (None, Some(values)) => first_certificate(values, None)?,
        (None, None) => return Err(missing("the signer's certificate")),
    };
    if named != digest(algorithm, signer).as_ref() {
        return Err(untrusted("its signature names another certificate"));
    }
    Ok(())
}

/// The hash of the first certificate of a SigningCertificate (v2 if there is a default hash), and its algorithm.
fn first_certificate<'a>(
    values: &'a [u8],
    default: Option<&'static Algorithm>,
) -> Result<(&'a [u8], &'static Algorithm), WitnessProblem> {
    let what = "the signer's certificate";
    let mut first =
        Der::new(values).inside(SEQUENCE, what)?.inside(SEQUENCE, what)?.inside(SEQUENCE, what)?;
    let algorithm = match (default, first.optional(SEQUENCE)?) {
        (None, _) => &SHA1_FOR_LEGACY_USE_ONLY,
        (Some(default), None) => default,
        (Some(_), Some(named)) => {
            let id = Der::new(named.content).take(OID, what)?;
            hash_of(id).ok_or_else(|| untrusted("its certificate is named by an unknown hash"))?
        }
    };
    Ok((first.take(OCTETS, what)?, algorithm))
}

fn signature(signed: &Signed<'_>, signer: &[u8]) -> Result<(), WitnessProblem> {
    let der = CertificateDer::from(signer);
    let certificate = EndEntityCert::try_from(&der)
        .map_err(|cause| untrusted(format!("its certificate cannot be read ({cause})")))?;
    let fits: &[&dyn SignatureVerificationAlgorithm] = match (signed.algorithm, signed.digest) {
        (id, SHA256) if id.starts_with(RSA) => &[algorithms::RSA_PKCS1_2048_8192_SHA256],
        (id, SHA384) if id.starts_with(RSA) => &[algorithms::RSA_PKCS1_2048_8192_SHA384],
        (id, SHA512) if id.starts_with(RSA) => &[algorithms::RSA_PKCS1_2048_8192_SHA512],
        (id, SHA256) if id.starts_with(ECDSA) => {
            &[algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256]
        }
        (id, SHA384) if id.starts_with(ECDSA) => {
            &[algorithms::ECDSA_P256_SHA384, algorithms::ECDSA_P384_SHA384]
        }
        (ED25519, _) => &[algorithms::ED25519],
        _ => return Err(untrusted("it is signed with an algorithm that is not taken here")),
    };
    let holds = fits
        .iter()
        .any(|fit| certificate.verify_signature(*fit, &signed.signed_bytes, signed.signature).is_ok());
    if holds { Ok(()) } else { Err(untrusted("its signature does not fit")) }
}

/// RFC 3161 §2.3: a critical extended key usage with the one purpose of time-stamping.
fn for_time_stamping_alone(certificate: &Certificate<'_>) -> Result<(), WitnessProblem> {
    let no = || untrusted("its certificate is not one for time-stamping alone");
    let (_, critical, value) =
        certificate.extensions.iter().find(|(id, _, _)| *id == EXTENDED_KEY_USAGE).ok_or_else(no)?;
    let mut purposes = Der::new(value).inside(SEQUENCE, "the purposes of a certificate")?;
    let first = purposes.take(OID, "the purpose of a certificate")?;
    if *critical && first == TIME_STAMPING && purposes.is_empty() { Ok(()) } else { Err(no()) }
}

fn path(signer: &[u8], signed: &Signed<'_>, time: i64, authority: &Authority) -> Result<(), WitnessProblem> {
    let der = CertificateDer::from(signer);
    let certificate = EndEntityCert::try_from(&der)
        .map_err(|cause| untrusted(format!("its certificate cannot be read ({cause})")))?;
    // The path's verification does not look at the life of the roots.
    let living: Vec<&CertificateDer<'static>> = authority
        .roots
        .iter()
        .filter(|root| Certificate::read(root).is_ok_and(|root| root.lives_at(time)))
        .collect();
    let anchors: Vec<_> =
        living.iter().filter_map(|root| webpki::anchor_from_trusted_cert(root).ok()).collect();
    if anchors.is_empty() {
        return Err(untrusted("the configured certificates were not valid at that time"));
    }
    let between: Vec<CertificateDer<'_>> = signed
        .certificates
        .iter()
        .filter(|bytes| **bytes != signer)
        .map(|bytes| CertificateDer::from(*bytes))
        .collect();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(time.unsigned_abs()));
    let usage = KeyUsage::required(TIME_STAMPING);
    certificate
        .verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &anchors, &between, at, usage, None, None)
        .map(|_| ())
        .map_err(|cause| untrusted(cause.to_string()))
}
