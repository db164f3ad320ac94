//! The archive inside: plain files in the ustar form (POSIX.1-1988), which every tar opens. What is read must be
//! exactly what this file writes: no links, no owners, no paths that lead elsewhere.

use crate::errors::BundleError;

/// Bytes of a head, and what contents are padded to.
pub(crate) const BLOCK: usize = 512;
const NAME: usize = 100;
/// Sizes from here on are written in binary, as GNU tar does.
const OCTAL_LIMIT: u64 = 1 << 33;

/// Whether a name may stand in an archive: relative, in plain letters, without hidden files and ways upwards.
pub(crate) fn is_fine(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '-'])
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    name.len() <= NAME && name.split('/').all(part)
}

/// The head of a file.
pub(crate) fn head(name: &str, size: u64) -> Result<[u8; BLOCK], BundleError> {
    if !is_fine(name) {
        return Err(BundleError::BadName(name.chars().take(NAME).collect()));
    }
    let mut head = [0u8; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| {
        for (to, from) in head.iter_mut().skip(at).zip(bytes) {
            *to = *from;
        }
    };
    put(0, name.as_bytes());
    put(100, b"0000600\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    if size < OCTAL_LIMIT {
        put(124, format!("{size:011o}\0").as_bytes());
    } else {
        put(124, &[0x80, 0, 0, 0]);
        put(128, &size.to_be_bytes());
    }
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    for (to, from) in head.iter_mut().skip(148).zip(format!("{sum:06o}\0 ").bytes()) {
        *to = from;
    }
    Ok(head)
}

/// Name and size from a head.
pub(crate) fn read_head(bytes: &[u8; BLOCK]) -> Result<(String, u64), BundleError> {
    let damaged =
        || BundleError::Damaged("a file's head in the archive is not as this program writes it".to_owned());
    let name: Vec<u8> = bytes.iter().take(NAME).copied().take_while(|byte| *byte != 0).collect();
    let name = String::from_utf8(name).map_err(|_| damaged())?;
    let field = bytes.get(124..136).ok_or_else(damaged)?;
    let size = match field.split_first() {
        Some((0x80, _)) => {
            let tail = field.get(4..).and_then(|tail| tail.try_into().ok()).ok_or_else(damaged)?;
            u64::from_be_bytes(tail)
        }
        _ => std::str::from_utf8(field.get(..11).unwrap_or_default())
            .ok()
            .and_then(|octal| u64::from_str_radix(octal, 8).ok())
            .ok_or_else(damaged)?,
    };
    // Every other field is the same in every head.
    if head(&name, size).map_err(|_| damaged())? != *bytes {
        return Err(damaged());
    }
    Ok((name, size))
}

/// How many zero bytes follow content of a size.
pub(crate) fn padding(size: u64) -> usize {
    ((BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64) as usize
}
