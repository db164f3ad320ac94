//! A time-stamping authority as the user configured it: where it is asked, and whose signature is believed. The
//! certificates come from the user's own file; those that an answer brings along are never trusted by themselves.

use crate::der::{Der, GENERALIZED_TIME, INTEGER, SEQUENCE, UTC_TIME, context};
use crate::problem::WitnessProblem;
use crate::time::{generalized, utc};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

/// Whom to ask, and whom to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Where requests are sent; `http` or `https`.
    pub url: String,
    /// The policy its answers must name, if the user asks for one; the content of an object identifier.
    pub policy: Option<Vec<u8>>,
    /// The certificates of certification authorities that are trusted for it.
    pub(crate) roots: Vec<CertificateDer<'static>>,
}

impl Authority {
    /// An authority with the certificates of a file: PEM, or one certificate in DER.
    ///
    /// # Errors
    /// `Certificates` when the file holds none, or one that cannot be read.
    pub fn new(url: &str, policy: Option<Vec<u8>>, file: &[u8]) -> Result<Self, WitnessProblem> {
        let bad = |what: &str| WitnessProblem::Certificates(format!("the certificate file {what}"));
        let roots: Vec<CertificateDer<'static>> = if file.starts_with(&[SEQUENCE]) {
            vec![CertificateDer::from(file.to_vec())]
        } else {
            CertificateDer::pem_slice_iter(file)
                .collect::<Result<_, _>>()
                .map_err(|_| bad("is not PEM, nor one certificate in DER"))?
        };
        if roots.is_empty() {
            return Err(bad("holds no certificate"));
        }
        for root in &roots {
            Certificate::read(root).map_err(|_| bad("holds a certificate that cannot be read"))?;
            webpki::anchor_from_trusted_cert(root)
                .map_err(|cause| bad(&format!("holds a certificate that cannot be used: {cause}")))?;
        }
        Ok(Self { url: url.to_owned(), policy, roots })
    }
}

/// What the checks need of a certificate (RFC 5280 §4.1) beside what the path's verification reads itself.
pub(crate) struct Certificate<'a> {
    /// INTEGER, whole.
    pub serial: &'a [u8],
    /// Name, whole.
    pub issuer: &'a [u8],
    /// First and last second of its life.
    pub life: (i64, i64),
    /// Extensions: identifier, critical, value.
    pub extensions: Vec<(&'a [u8], bool, &'a [u8])>,
}

impl<'a> Certificate<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, WitnessProblem> {
        let mut outer = Der::new(bytes);
        let mut certificate = outer.inside(SEQUENCE, "a certificate")?;
        outer.end("a certificate")?;
        let mut body = certificate.inside(SEQUENCE, "a certificate's body")?;
        body.optional(context(0))?;
        let serial = body.value(INTEGER, "a serial number")?.whole;
        body.value(SEQUENCE, "a certificate's algorithm")?;
        let issuer = body.value(SEQUENCE, "an issuer")?.whole;
        let mut life = body.inside(SEQUENCE, "a certificate's life")?;
        let (from, to) = (moment(&mut life)?, moment(&mut life)?);
        life.end("a certificate's life")?;
        body.value(SEQUENCE, "a subject")?;
        body.value(SEQUENCE, "a public key")?;
        let mut extensions = Vec::new();
        while !body.is_empty() {
            let value = body.any()?;
            if value.tag != context(3) {
                continue;
            }
            let mut list = Der::new(value.content).inside(SEQUENCE, "a list of extensions")?;
            while !list.is_empty() {
                let mut one = list.inside(SEQUENCE, "an extension")?;
                let id = one.take(crate::der::OID, "an extension's name")?;
                let critical =
                    one.optional(crate::der::BOOLEAN)?.is_some_and(|value| value.content == [0xff]);
                extensions.push((id, critical, one.take(crate::der::OCTETS, "an extension's value")?));
                one.end("an extension")?;
            }
        }
        Ok(Self { serial, issuer, life: (from, to), extensions })
    }

    pub(crate) fn lives_at(&self, moment: i64) -> bool {
        (self.life.0..=self.life.1).contains(&moment)
    }
}

fn moment(der: &mut Der<'_>) -> Result<i64, WitnessProblem> {
    let value = der.any()?;
    match value.tag {
        UTC_TIME => utc(value.content),
        GENERALIZED_TIME => generalized(value.content).map(|(seconds, _)| seconds),
        _ => Err(WitnessProblem::Form("a certificate's life is not given in times".to_owned())),
    }
}
