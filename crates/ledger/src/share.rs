//! Shares of the secret that opens a casebook: any k of n of them give it, fewer give nothing (Shamir, byte by byte
//! over GF(256); docs/ledger-format.md, "Shares"). A share is written in groups of letters that can be read over the
//! phone, each with a check letter. A share must never be shown by `Debug`, and never be kept with another.

use rand_core::{TryCryptoRng, TryRng};
use vsss_rs::{Gf256, IdentifierGf256};
use zeroize::{Zeroize, Zeroizing};

use crate::bytes::{Fields, sha256};
use crate::entropy::{Entropy, draw};
use crate::errors::LedgerError;
use crate::locked::{LockedKey, scrub_stack};
use crate::wrap::Secret;

const DOMAIN: &[u8; 16] = b"habeas share v1\n";
/// The word a line with groups of a share begins with.
const MARK: &str = "hs1";
const VERSION: u8 = 1;
/// Bytes of a share: version, set, k, n, index, 32 bytes, checksum.
const BYTES: usize = 1 + 4 + 3 + 32 + 5;
/// Crockford's digits: no I, L, O or U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Digits of a group before its check digit; five bits each.
const GROUP: usize = 4;
const GROUPS: usize = BYTES * 8 / 5 / GROUP;

/// One share of what opens a casebook.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    pub(crate) set: [u8; 4],
    need: u8,
    of: u8,
    index: u8,
    bytes: Secret,
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Share({} of {}, …)", self.index, self.of)
    }
}

impl Share {
    /// A fresh set of `of` shares of a fresh secret, any `need` of which give it back.
    ///
    /// # Errors
    /// `ShareCounts` unless 2 ≤ `need` ≤ `of` ≤ 255; `Entropy`.
    pub fn split(need: u8, of: u8, entropy: &mut dyn Entropy) -> Result<Vec<Share>, LedgerError> {
        if need < 2 || need > of {
            return Err(LedgerError::ShareCounts { need, of });
        }
        let set = draw(entropy)?;
        let secret = LockedKey::written(|secret| entropy.fill(secret))?;
        let mut coefficients = Drawn::new(32 * (usize::from(need) - 1), entropy)?;
        let points = (1..=of).map(|x| IdentifierGf256(Gf256(x)));
        let split = Gf256::split_bytes_with_participant_ids_iter(
            usize::from(need),
            usize::from(of),
            secret.bytes(),
            &mut coefficients,
            points,
        );
        scrub_stack();
        let mut shares = Vec::with_capacity(usize::from(of));
        for point in split.map_err(|_| LedgerError::ShareCounts { need, of })? {
            let mut point = Zeroizing::new(point);
            let mut bytes: Secret = Zeroizing::new([0; 32]);
            let Some((index, values)) = point.split_first_mut() else { continue };
            bytes.iter_mut().zip(values.iter()).for_each(|(to, from)| *to = *from);
            shares.push(Share { set, need, of, index: *index, bytes });
        }
        if coefficients.short || shares.len() != usize::from(of) {
            return Err(LedgerError::Entropy(crate::entropy::NoEntropy));
        }
        Ok(shares)
    }

    /// Which share it is, from 1.
    pub fn index(&self) -> u8 {
        self.index
    }

    /// How many shares are needed.
    pub fn need(&self) -> u8 {
        self.need
    }

    /// How many shares there are.
    pub fn of(&self) -> u8 {
        self.of
    }

    /// The name of the set it belongs to: eight hexadecimal digits.
    pub fn set(&self) -> String {
        crate::bytes::hex(&self.set)
    }

    /// The share as lines of groups, `per_line` groups each, each line with its mark. 18 gives one line.
    pub fn lines(&self, per_line: usize) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(BYTES));
        bytes.push(VERSION);
        bytes.extend_from_slice(&self.set);
        bytes.extend_from_slice(&[self.need, self.of, self.index]);
        bytes.extend_from_slice(self.bytes.as_slice());
        let check = checksum(&bytes);
        bytes.extend_from_slice(&check);
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * 12));
        let mut digits = bits(&bytes);
        for group in 0..GROUPS {
            if group % per_line.max(1) == 0 {
                text.push_str(if group == 0 { "" } else { "\n" });
                text.push_str(MARK);
            }
            text.push(' ');
            let mut seen = [0; GROUP];
            for place in &mut seen {
                *place = digits.next().unwrap_or_default();
                text.push(letter(*place));
            }
            text.push(letter(check_digit(group, &seen)));
        }
        text
    }

    /// Reads the shares in a text: the lines that begin with the mark; everything else in it is for people.
    ///
    /// # Errors
    /// `NoShare` if no line has the mark; `MistypedShare` with the line and group that does not fit.
    pub fn read_all(text: &str) -> Result<Vec<Share>, LedgerError> {
        let mut lines = text.lines().zip(1..).filter_map(|(line, number)| Some((number, marked(line)?)));
        let first = lines.next().ok_or(LedgerError::NoShare)?;
        read(std::iter::once(first).chain(lines))
    }

    /// Reads one share as somebody types it, in one line, with or without the mark.
    ///
    /// # Errors
    /// As [`Share::read_all`].
    pub fn read_line(line: &str) -> Result<Share, LedgerError> {
        let shares = read(std::iter::once((1, marked(line).unwrap_or(line))))?;
        shares.into_iter().next().ok_or(LedgerError::NoShare)
    }
}

/// Puts shares together. Shares beyond those that are needed are not used.
pub(crate) fn combine(shares: &[Share]) -> Result<LockedKey, LedgerError> {
    let Some(first) = shares.first() else { return Err(LedgerError::NoShare) };
    let mut points: Vec<&Share> = Vec::new();
    for share in shares {
        if (share.set, share.need, share.of) != (first.set, first.need, first.of) {
            return Err(LedgerError::ForeignShare(share.index));
        }
        match points.iter().find(|known| known.index == share.index) {
            Some(known) if known.bytes != share.bytes => return Err(LedgerError::WrongShares),
            Some(_) => {}
            None => points.push(share),
        }
    }
    let need = usize::from(first.need);
    if points.len() < need {
        return Err(LedgerError::NotEnoughShares { have: points.len() as u8, need: first.need });
    }
    let points: Zeroizing<Vec<Vec<u8>>> = Zeroizing::new(
        points
            .into_iter()
            .take(need)
            .map(|share| std::iter::once(share.index).chain(share.bytes.iter().copied()).collect())
            .collect(),
    );
    let secret = Gf256::combine_bytes(points.as_slice()).map(Zeroizing::new);
    scrub_stack();
    let secret = secret.map_err(|_| LedgerError::WrongShares)?;
    LockedKey::written(|place| {
        if secret.len() != place.len() {
            return Err(LedgerError::WrongShares);
        }
        place.copy_from_slice(&secret);
        Ok(())
    })
}

/// The rest of a line behind the mark.
fn marked(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (mark, rest) = line.split_at_checked(MARK.len())?;
    mark.eq_ignore_ascii_case(MARK).then_some(rest)
}

/// Reads numbered lines of groups; every 18 groups are a share.
fn read<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Result<Vec<Share>, LedgerError> {
    let mut shares = Vec::new();
    let mut digits: Zeroizing<Vec<u8>> = Zeroizing::new(Vec::with_capacity(GROUPS * GROUP));
    let mut last = 0;
    for (line, text) in lines {
        last = line;
        let mut seen = [0; GROUP + 1];
        let (mut filled, mut group) = (0, 1);
        for letter in text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | ',' | '\t' | '\r' | '\u{a0}')) {
            let mistyped = LedgerError::MistypedShare { line, group };
            let Some(digit) = value(letter) else { return Err(mistyped) };
            if let Some(place) = seen.get_mut(filled) {
                *place = digit;
            }
            filled += 1;
            if filled <= GROUP {
                continue;
            }
            let [check, body @ ..] = rotate_last_to_front(seen);
            if check_digit(digits.len() / GROUP, &body) != check {
                return Err(mistyped);
            }
            digits.extend_from_slice(&body);
            if digits.len() == GROUPS * GROUP {
                shares.push(share(&digits).ok_or(LedgerError::MistypedShare { line, group })?);
                digits.as_mut_slice().zeroize();
                digits.clear();
            }
            (filled, group) = (0, group + 1);
        }
        if filled > 0 {
            return Err(LedgerError::MistypedShare { line, group });
        }
        seen.zeroize();
    }
    if !digits.is_empty() || shares.is_empty() {
        let missing = GROUPS - digits.len() / GROUP;
        return Err(LedgerError::ShortShare { line: last, missing });
    }
    Ok(shares)
}

fn rotate_last_to_front(mut seen: [u8; GROUP + 1]) -> [u8; GROUP + 1] {
    seen.rotate_right(1);
    seen
}

/// A share from its 72 digits, if the whole fits together.
fn share(digits: &[u8]) -> Option<Share> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(BYTES));
    for eight in digits.chunks_exact(8) {
        let forty = eight.iter().fold(0u64, |sum, digit| sum << 5 | u64::from(*digit));
        bytes.extend_from_slice(forty.to_be_bytes().get(3..)?);
    }
    let (body, check) = bytes.split_last_chunk::<5>()?;
    if checksum(body) != *check {
        return None;
    }
    let mut fields = Fields::new(body);
    let version = fields.u8()?;
    let set = *fields.array()?;
    let (need, of, index) = (fields.u8()?, fields.u8()?, fields.u8()?);
    let bytes = Zeroizing::new(*fields.array()?);
    (version == VERSION && need >= 2 && need <= of && index >= 1 && index <= of).then_some(Share {
        set,
        need,
        of,
        index,
        bytes,
    })
}

fn checksum(body: &[u8]) -> [u8; 5] {
    let full = sha256(&[DOMAIN, body]);
    let mut short = [0; 5];
    short.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    short
}

/// The bytes' bits, five at a time, the highest first.
fn bits(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.chunks_exact(5).flat_map(|five| {
        let forty = five.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        (0..8).rev().map(move |place| (forty >> (5 * place) & 31) as u8)
    })
}

fn letter(digit: u8) -> char {
    DIGITS.get(usize::from(digit)).map_or('?', |letter| char::from(*letter))
}

/// The digit a letter stands for. Small letters, letters that look alike and Cyrillic letters that look Latin count.
fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_uppercase().next()? {
        'O' | 'О' => '0',
        'I' | 'L' | 'І' => '1',
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' | 'Ү' => 'Y',
        other => other,
    };
    DIGITS.iter().zip(0..).find(|(digit, _)| char::from(**digit) == letter).map(|(_, value)| value)
}

/// The check digit of a group: over GF(32) with x⁵ + x² + 1, the sum of the digits times x, x², x³, x⁴, and the
/// group's number from 1. It sees every wrong letter, every two neighbours exchanged, and groups exchanged.
fn check_digit(group: usize, digits: &[u8]) -> u8 {
    let double = |v: u8| (v << 1 & 31) ^ if v & 16 != 0 { 5 } else { 0 };
    let number = (group as u8 + 1) & 31;
    digits.iter().rev().fold(0, |sum, digit| double(sum ^ digit)) ^ number
}

/// Random bytes drawn before they are needed, so that a source that fails is seen.
struct Drawn {
    bytes: Zeroizing<Vec<u8>>,
    at: usize,
    short: bool,
}

impl Drawn {
    fn new(count: usize, entropy: &mut dyn Entropy) -> Result<Self, LedgerError> {
        let mut bytes = Zeroizing::new(vec![0; count]);
        entropy.fill(&mut bytes)?;
        Ok(Self { bytes, at: 0, short: false })
    }

    fn next(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        self.short |= byte.is_none();
        byte.unwrap_or_default()
    }
}

impl TryRng for Drawn {
    type Error = std::convert::Infallible;

    /// One byte: an element of GF(256) uses no more.
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(u32::from(self.next()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(u64::from(self.next()))
    }

    fn try_fill_bytes(&mut self, place: &mut [u8]) -> Result<(), Self::Error> {
        place.iter_mut().for_each(|byte| *byte = self.next());
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
