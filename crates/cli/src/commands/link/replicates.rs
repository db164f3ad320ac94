//! Drawn linkages, one file of clusters each.

use super::outputs::Outputs;
use super::{Made, edges};
use crate::args::LinkRunArgs;
use desk::{Outcome, Stop};
use linkage::cluster::{History, Known, marks, name_clusters};
use linkage::constraints::Constraints;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Linkages that are in memory at once.
const AT_ONCE: u32 = 16;

/// The files that will be made, none if none are asked for. The folder is made, unless nothing is to be written.
///
/// # Errors
/// A folder that cannot be made.
pub fn files(args: &LinkRunArgs) -> Outcome<Vec<PathBuf>> {
    let out = &args.out;
    let (Some(folder), Some(count)) = (&out.replicates_out, out.replicates) else { return Ok(Vec::new()) };
    if args.dry_run || out.print_config {
        return Ok(Vec::new());
    }
    if folder.exists() && !folder.is_dir() {
        let say = format!("{} is a file; name a folder.", folder.display());
        return Err(Stop::refused_in_english("replicates-out", say));
    }
    std::fs::create_dir_all(folder).map_err(|cause| {
        Stop::refused_in_english("replicates-out", format!("{} cannot be made: {cause}.", folder.display()))
    })?;
    Ok((1..=count).map(|number| folder.join(format!("replicate-{number:04}.csv"))).collect())
}

/// Draws and writes. The columns are those of the clusters file; an id is made from the first record of a cluster, so one
/// that is drawn twice has one id in both files, and none goes back to earlier runs.
///
/// # Errors
/// Storage that fails.
pub fn write(
    outputs: &mut Outputs,
    files: &[PathBuf],
    made: &Made<'_>,
    constraints: &Constraints,
    seed: u64,
) -> Outcome<()> {
    let Made { rows, linkage, .. } = made;
    let marks = marks(&rows.table);
    let known = Known { marks: &marks, before: &[], stood: &BTreeSet::new() };
    for (batch, files) in (0u32..).zip(files.chunks(AT_ONCE as usize)) {
        let first = batch * AT_ONCE + 1;
        let which = first..first + files.len() as u32;
        let drawn = linkage::replicates(&rows.table, linkage, constraints, seed, which);
        for (path, clusters) in files.iter().zip(&drawn) {
            let named = name_clusters(clusters, &known, &History::default());
            outputs.write(path, &mut |to| edges::write_clusters(to, rows, clusters, &named))?;
        }
    }
    Ok(())
}
