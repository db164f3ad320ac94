//! Models of Splink: linking with one, and writing one of ours for it.

use super::in_threads;
use super::lists::{name_of, unreadable};
use super::outputs::Outputs;
use super::rows::Rows;
use crate::args::{Common, ExportSplinkArgs, ListArgs};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use linkage::config::Config;
use linkage::constraints::Constraints;
use linkage::splink::{SplinkModel, SplinkRefusal, export};
use linkage::{Linkage, Model};
use std::path::Path;

/// Probability from which pairs are linked, when nobody says another.
const THRESHOLD: f64 = 0.5;

/// Links by the weights of a model that Splink made.
///
/// # Errors
/// Settings that cannot be read, with the place; a column of theirs that the lists lack.
pub fn link(
    common: &Common,
    settings: &Path,
    args: &ListArgs,
    rows: &Rows,
    config: &Config,
    constraints: &Constraints,
) -> Outcome<Linkage> {
    let text = std::fs::read_to_string(settings).map_err(|cause| unreadable(settings, &cause))?;
    let refused = |refusal| refused(settings, &refusal);
    let model = SplinkModel::read(&text).map_err(refused)?;
    if !common.quiet {
        for doubt in &model.doubts {
            print::say(&format!("{}: {doubt}.", name_of(settings)));
        }
    }
    let threshold = config.threshold.unwrap_or(THRESHOLD);
    in_threads(args.threads, || model.link(&rows.table, threshold, constraints).map_err(refused))?
}

fn refused(path: &Path, refusal: &SplinkRefusal) -> Stop {
    Stop::refused("splink", format!("{}: {refusal}.", name_of(path)))
}

/// Writes a model of ours as settings for Splink.
///
/// # Errors
/// The level that SQL cannot say, unless the nearest is wanted.
pub fn write(common: &Common, args: &ExportSplinkArgs) -> Outcome<Done> {
    let mut outputs = Outputs::plan(&[args.out.as_path()], args.force)?;
    let text = std::fs::read_to_string(&args.model).map_err(|cause| unreadable(&args.model, &cause))?;
    let model = Model::read(&text).map_err(super::refused)?;
    let exported = export(&model, args.several_lists, args.approximate)
        .map_err(|refusal| refused(&args.model, &refusal))?;
    let text = exported.settings.write().map_err(|refusal| refused(&args.model, &refusal))? + "\n";
    outputs.write(&args.out, &mut |to| to.write_all(text.as_bytes()))?;
    outputs.finish()?;
    for remark in &exported.remarks {
        print::say(&format!("{remark}."));
    }
    if !common.quiet {
        print::say(&format!("{} is for Splink; {} remarks.", name_of(&args.out), exported.remarks.len()));
    }
    Ok(if exported.remarks.is_empty() { Done::Well } else { Done::WithProblems })
}
