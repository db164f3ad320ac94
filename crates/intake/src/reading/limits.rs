//! How much one file may ask of the machine. Every limit has a refusal that names it, so that a person knows what
//! to do; none of them silently cuts anything off.

/// The limits of one reading. The defaults suit a laptop and every honest file seen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The longest cell of a table, in bytes of UTF-8.
    pub cell_bytes: usize,
    /// The longest row of a table, in bytes of UTF-8.
    pub row_bytes: usize,
    /// The most columns of a table.
    pub columns: usize,
    /// The largest workbook file (XLSX, ODS), in bytes. Delimited text has no such limit: it is streamed.
    pub workbook_bytes: u64,
    /// The most files packed inside one workbook.
    pub workbook_entries: usize,
    /// The most bytes a workbook may unpack to, all its packed files together.
    pub unpacked_bytes: u64,
    /// The most times larger than packed a packed file may become, once it passes [`Limits::ratio_from`].
    pub unpacked_ratio: u64,
    /// Below this many unpacked bytes the ratio is not judged: small repetitive files pack very well.
    pub ratio_from: u64,
    /// The most filled cells of a workbook's sheet.
    pub workbook_cells: usize,
    /// The largest report (plain text or HTML), in bytes.
    pub document_bytes: usize,
    /// How deep HTML may nest before the nesting is no longer followed.
    pub html_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cell_bytes: 1 << 20,
            row_bytes: 16 << 20,
            columns: 2_000,
            workbook_bytes: 128 << 20,
            workbook_entries: 2_000,
            unpacked_bytes: 512 << 20,
            unpacked_ratio: 200,
            ratio_from: 16 << 20,
            workbook_cells: 10_000_000,
            document_bytes: 16 << 20,
            html_depth: 512,
        }
    }
}
