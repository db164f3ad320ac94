//! Reads a table of overlaps for the examples: one column of zeros and ones a list, then the count.

use estimate::OverlapTable;
use rustix::time::{ClockId, clock_gettime};

/// The table of a file.
pub fn read(file: &str) -> OverlapTable {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut lists: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    lists.pop();
    let cells: Vec<(u32, u64)> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let pattern = (0..lists.len()).fold(0, |sum, at| sum | (u32::from(&row[at] == "1") << at));
            (pattern, row[lists.len()].parse().unwrap())
        })
        .collect();
    OverlapTable::new(lists, cells).unwrap()
}

/// Seconds of the processor that this process has used.
pub fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}
