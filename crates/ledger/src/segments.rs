//! The segment files the entries are appended to. A segment is made durable, with its name, before anything in it is
//! acknowledged; it is complete and durable before the next one is begun.

use std::sync::Arc;

use crate::bytes::checksum8;
use crate::errors::{Doing, LedgerError};
use crate::identity::CasebookId;
use crate::layout::Layout;
use crate::storage::{Promise, Storage, WriteFile};

const MAGIC: &[u8; 8] = b"HBLSEG01";
/// Bytes before the first frame.
pub(crate) const SEGMENT_HEAD: usize = 44;

/// The bytes before the first frame of a segment.
pub(crate) fn segment_head(casebook: &CasebookId, number: u32, first_entry: u64) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend_from_slice(&casebook.0);
    head.extend_from_slice(&number.to_le_bytes());
    head.extend_from_slice(&first_entry.to_le_bytes());
    let check = checksum8(&[&head]);
    head.extend_from_slice(&check);
    head
}

/// The segment that is being written.
pub(crate) struct SegmentWriter {
    pub number: u32,
    pub length: u64,
    file: Box<dyn WriteFile>,
}

impl SegmentWriter {
    /// Begins a segment.
    pub(crate) fn begin(
        storage: &Arc<dyn Storage>,
        layout: &Layout,
        casebook: &CasebookId,
        number: u32,
        first_entry: u64,
    ) -> Result<Self, LedgerError> {
        let path = layout.segment(number);
        let mut file = storage.create(&path).doing("make", &path)?;
        let head = segment_head(casebook, number, first_entry);
        file.append(&head).doing("write", &path)?;
        file.sync(Promise::SegmentHead).doing("write", &path)?;
        storage
            .sync_dir(&layout.ledger, Promise::SegmentName)
            .doing("make durable the names in", &layout.ledger)?;
        Ok(Self { number, length: head.len() as u64, file })
    }

    /// Goes on with an existing segment.
    pub(crate) fn resume(
        storage: &Arc<dyn Storage>,
        layout: &Layout,
        number: u32,
    ) -> Result<Self, LedgerError> {
        let path = layout.segment(number);
        let file = storage.open_write(&path).doing("open", &path)?;
        let length = file.len().doing("open", &path)?;
        Ok(Self { number, length, file })
    }

    pub(crate) fn append(&mut self, bytes: &[u8], layout: &Layout) -> Result<(), LedgerError> {
        self.file.append(bytes).doing("write", &layout.segment(self.number))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    pub(crate) fn sync(&mut self, layout: &Layout, promise: Promise) -> Result<(), LedgerError> {
        self.file.sync(promise).doing("make durable", &layout.segment(self.number))
    }
}
