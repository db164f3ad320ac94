//! A zip writer of a few lines, so that tests can build workbooks and bombs: files are stored, or given as bytes
//! already deflated with any stated size.

/// One file of an archive.
pub struct Entry {
    pub name: &'static str,
    pub packed: Vec<u8>,
    /// 0 stored, 8 deflated.
    pub method: u16,
    pub stated_size: u32,
    pub crc: u32,
}

impl Entry {
    pub fn stored(name: &'static str, content: &str) -> Self {
        let packed = content.as_bytes().to_vec();
        Self { name, method: 0, stated_size: packed.len() as u32, crc: crc32(&packed), packed }
    }

    /// `length` zero-ish bytes (the letter A) deflated by hand: one block with fixed codes, a letter, then matches of
    /// 258 letters at distance 1.
    pub fn deflated_letters(name: &'static str, length: usize, stated_size: u32) -> Self {
        let mut bits = Bits::default();
        bits.put(0b011, 3);
        bits.put_code(0x30 + u32::from(b'A'), 8);
        for _ in 0..(length - 1) / 258 {
            bits.put_code(0b1100_0101, 8);
            bits.put_code(0, 5);
        }
        for _ in 0..(length - 1) % 258 {
            bits.put_code(0x30 + u32::from(b'A'), 8);
        }
        bits.put_code(0, 7);
        Self { name, packed: bits.bytes(), method: 8, stated_size, crc: crc32_of_letters(length) }
    }
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    current: u8,
    filled: u8,
}

impl Bits {
    fn put(&mut self, value: u32, count: u8) {
        for bit in 0..count {
            self.current |= (((value >> bit) & 1) as u8) << self.filled;
            self.filled += 1;
            if self.filled == 8 {
                self.bytes.push(std::mem::take(&mut self.current));
                self.filled = 0;
            }
        }
    }

    /// Huffman codes go in from their highest bit.
    fn put_code(&mut self, code: u32, count: u8) {
        for bit in (0..count).rev() {
            self.put((code >> bit) & 1, 1);
        }
    }

    fn bytes(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push(self.current);
        }
        self.bytes
    }
}

pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| crc_step(crc, *byte))
}

fn crc32_of_letters(length: usize) -> u32 {
    !(0..length).fold(u32::MAX, |crc, _| crc_step(crc, b'A'))
}

fn crc_step(crc: u32, byte: u8) -> u32 {
    (0..8)
        .fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
}

/// The archive's bytes.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = out.len() as u32;
        let mut fields = Vec::new();
        fields.extend(20u16.to_le_bytes());
        fields.extend(0u16.to_le_bytes());
        fields.extend(entry.method.to_le_bytes());
        fields.extend([0; 4]);
        fields.extend(entry.crc.to_le_bytes());
        fields.extend((entry.packed.len() as u32).to_le_bytes());
        fields.extend(entry.stated_size.to_le_bytes());
        fields.extend((entry.name.len() as u16).to_le_bytes());
        fields.extend(0u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(entry.name.as_bytes());
        out.extend(&entry.packed);
        directory.extend(b"PK\x01\x02");
        directory.extend(20u16.to_le_bytes());
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let (start, length) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}
