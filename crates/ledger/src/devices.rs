//! The list of devices whose signatures count (docs/ledger-format.md, "Devices"). Each is signed in by the founding
//! device or by one signed in before it. Weak keys must never get onto it.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::bytes::Fields;
use crate::device_key::DeviceSigner;
use crate::errors::LedgerError;
use crate::identity::{CasebookId, DeviceId};

const MAGIC: &[u8; 8] = b"HBDEVS01";
const DOMAIN: &[u8; 24] = b"habeas ledger device v1\n";
/// Bytes before the first device.
const HEAD: usize = 24;
/// Bytes per device.
const RECORD: usize = 128;

/// Who may sign entries of a casebook.
#[derive(Debug, Clone)]
pub(crate) struct Devices {
    pub casebook: CasebookId,
    pub enrolled: Vec<DeviceId>,
}

/// Something wrong with the device file: the offset, and what.
pub(crate) struct DeviceFault {
    pub offset: u64,
    pub what: String,
}

/// The key of a device, unless forged signatures are possible under it.
pub(crate) fn sound_key(device: &DeviceId) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&device.0).ok().filter(|key| !key.is_weak())
}

/// The y coordinates of the points of order 1, 2, 4 and 8, and the two that are such when reduced: little-endian.
const SMALL_ORDER: [[u8; 32]; 7] = [
    near_zero(0),
    near_zero(1),
    near_p(0xec),
    near_p(0xed),
    near_p(0xee),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

const fn near_zero(low: u8) -> [u8; 32] {
    let mut bytes = [0; 32];
    let [first, ..] = &mut bytes;
    *first = low;
    bytes
}

/// 2²⁵⁵ − 256 + `low`; p is 2²⁵⁵ − 19.
const fn near_p(low: u8) -> [u8; 32] {
    let mut bytes = [0xff; 32];
    let [first, .., last] = &mut bytes;
    *first = low;
    *last = 0x7f;
    bytes
}

/// Whether a signature's R is a point of small order, whatever its sign: none that was honestly made is.
pub(crate) fn small_order(signature: &[u8; 64]) -> bool {
    let Some((point, _)) = signature.split_first_chunk::<32>() else { return true };
    let mut y = *point;
    let [.., last] = &mut y;
    *last &= 0x7f;
    SMALL_ORDER.contains(&y)
}

fn statement(casebook: &CasebookId, device: &DeviceId, by: &DeviceId) -> Vec<u8> {
    [DOMAIN.as_slice(), &casebook.0, &device.0, &by.0].concat()
}

/// One device's record, signed by `by`.
pub(crate) fn enrolment(
    casebook: &CasebookId,
    device: &DeviceId,
    by: &DeviceSigner,
) -> Result<[u8; RECORD], LedgerError> {
    if sound_key(device).is_none() {
        return Err(LedgerError::WeakDeviceKey(device.to_string()));
    }
    let signer = by.device();
    let signature = by.sign(&statement(casebook, device, &signer)).to_bytes();
    let mut record = [0; RECORD];
    for (to, from) in record.iter_mut().zip(device.0.iter().chain(&signer.0).chain(&signature)) {
        *to = *from;
    }
    Ok(record)
}

/// The file of a new casebook: its founding device, signed in by itself.
pub(crate) fn found(casebook: &CasebookId, founder: &DeviceSigner) -> Result<Vec<u8>, LedgerError> {
    let device = founder.device();
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&casebook.0);
    file.extend_from_slice(&enrolment(casebook, &device, founder)?);
    Ok(file)
}

/// Reads the file; stops at the first fault.
pub(crate) fn read(bytes: &[u8]) -> Result<Devices, DeviceFault> {
    let fault = |offset: usize, what: &str| DeviceFault { offset: offset as u64, what: what.to_owned() };
    let mut fields = Fields::new(bytes);
    if fields.array::<8>() != Some(MAGIC) {
        return Err(fault(0, "it does not begin with the mark of a device list"));
    }
    let casebook = CasebookId(*fields.array().ok_or_else(|| fault(8, "it ends before the casebook's id"))?);
    let mut enrolled: Vec<DeviceId> = Vec::new();
    while !fields.is_empty() {
        let offset = HEAD + RECORD * enrolled.len();
        let record = (|| Some((*fields.array()?, *fields.array()?, *fields.array()?)))();
        let (device, by, signature) = record.ok_or_else(|| fault(offset, "its last device is cut short"))?;
        let (device, by) = (DeviceId(device), DeviceId(by));
        let trusted = if enrolled.is_empty() { by == device } else { enrolled.contains(&by) };
        if !trusted {
            return Err(fault(offset, "a device was signed in by one that is not on the list"));
        }
        if sound_key(&device).is_none() {
            return Err(fault(offset, "a device has a weak or impossible key"));
        }
        sound_key(&by)
            .and_then(|key| {
                key.verify_strict(&statement(&casebook, &device, &by), &Signature::from_bytes(&signature))
                    .ok()
            })
            .ok_or_else(|| fault(offset, "the signature that signs a device in does not fit"))?;
        enrolled.push(device);
    }
    if enrolled.is_empty() {
        return Err(fault(HEAD, "it lists no device"));
    }
    Ok(Devices { casebook, enrolled })
}
