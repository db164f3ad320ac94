//! Numbers and fields as PMTiles and vector tiles write them: seven bits a byte, least first. Whatever the bytes are, it
//! answers or says that they end; it never trusts a length before the bytes are there.

/// What is left to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire<'b>(pub &'b [u8]);

/// The value of a field. Floating numbers are passed over: nothing that is drawn is one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'b> {
    Number(u64),
    Bytes(&'b [u8]),
    Passed,
}

impl<'b> Wire<'b> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A number of up to 64 bits.
    pub fn number(&mut self) -> Option<u64> {
        let (mut out, mut shift) = (0u64, 0u32);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            if shift > 63 || (shift == 63 && *byte > 1) {
                return None;
            }
            out |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(out);
            }
            shift += 7;
        }
    }

    /// A number of 32 bits with its sign in the lowest one.
    pub fn signed(&mut self) -> Option<i32> {
        let coded = u32::try_from(self.number()?).ok()?;
        Some((coded >> 1) as i32 ^ -((coded & 1) as i32))
    }

    /// So many bytes.
    pub fn bytes(&mut self, many: u64) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(many).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next field of a message and its number.
    pub fn field(&mut self) -> Option<(u64, Field<'b>)> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => Field::Number(self.number()?),
            1 => self.bytes(8).map(|_| Field::Passed)?,
            2 => {
                let many = self.number()?;
                Field::Bytes(self.bytes(many)?)
            }
            5 => self.bytes(4).map(|_| Field::Passed)?,
            _ => return None,
        };
        Some((tag >> 3, value))
    }
}
