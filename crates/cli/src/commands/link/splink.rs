//! Models of Splink: linking with one, and writing one of ours for it.

use super::lists::{name_of, unreadable};
use super::outputs::Outputs;
use super::rows::Rows;
use super::{against, in_threads};
use crate::args::{Common, ExportSplinkArgs, ListArgs};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use linkage::config::Config;
use linkage::constraints::Constraints;
use linkage::splink::{Bound, SplinkModel, SplinkRefusal, export, portable};
use linkage::table::Table;
use linkage::{Linkage, Model};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Probability from which pairs are linked, when nobody says another.
const THRESHOLD: f64 = 0.5;

/// A model that Splink made, and where it lies.
pub struct Splinks {
    path: PathBuf,
    model: SplinkModel,
}

/// Reads a model that Splink made.
///
/// # Errors
/// Settings that cannot be read, with the place.
pub fn read(common: &Common, settings: &Path) -> Outcome<Splinks> {
    let text = std::fs::read_to_string(settings).map_err(|cause| unreadable(settings, &cause))?;
    let model = SplinkModel::read(&text).map_err(|refusal| refused(settings, &refusal))?;
    if !common.quiet {
        for doubt in &model.doubts {
            print::say(&format!("{}: {doubt}.", name_of(settings)));
        }
    }
    Ok(Splinks { path: settings.to_owned(), model })
}

impl Splinks {
    /// Links by the weights of the model.
    ///
    /// # Errors
    /// A column of the model that the lists lack; a rule that makes too many pairs.
    pub fn link(
        &self,
        args: &ListArgs,
        rows: &Rows,
        config: &Config,
        constraints: &Constraints,
    ) -> Outcome<Linkage> {
        let threshold = config.threshold.unwrap_or(THRESHOLD);
        let refused = |refusal| refused(&self.path, &refusal);
        in_threads(args.threads, || self.model.link(&rows.table, threshold, constraints).map_err(refused))?
    }

    /// The model with the records behind it.
    ///
    /// # Errors
    /// A column of the model that the lists lack.
    pub fn bound<'r>(&'r self, table: &'r Table) -> Outcome<Bound<'r>> {
        Bound::new(&self.model, table).map_err(|refusal| refused(&self.path, &refusal))
    }
}

fn refused(path: &Path, refusal: &SplinkRefusal) -> Stop {
    Stop::refused_in_english("splink", format!("{}: {refusal}.", name_of(path)))
}

/// Writes a model of ours as settings for Splink.
///
/// # Errors
/// The level that SQL cannot say, unless the nearest is wanted.
pub fn write(common: &Common, args: &ExportSplinkArgs) -> Outcome<Done> {
    if let Some(prepared) = &args.prepared {
        return write_portable(common, args, prepared);
    }
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

/// Writes a portable model, and the columns it reads.
fn write_portable(common: &Common, args: &ExportSplinkArgs, out: &Path) -> Outcome<Done> {
    let mut outputs = Outputs::plan(&[args.out.as_path(), out], args.force)?;
    let earlier = against::read(&args.model)?;
    let kept = &earlier.kept;
    let several = args.several_lists || kept.table.lists.len() > 1;
    let made = portable(&earlier.model, &kept.table, &kept.edges, several, earlier.model.seed)
        .map_err(|refusal| refused(&args.model, &refusal))?;
    let text = made.settings.write().map_err(|refusal| refused(&args.model, &refusal))? + "\n";
    outputs.write(&args.out, &mut |to| to.write_all(text.as_bytes()))?;
    outputs.write(out, &mut |to| write_prepared(to, &made.prepared, several))?;
    outputs.finish()?;
    if !common.quiet {
        let [ours, theirs, both] = made.linked;
        print::say(&format!(
            "{} weighs the same in Splink and in habeas link --splink, over {}. It is a model of its own: it links {theirs} \
             pairs, habeas {ours}, both {both}.",
            name_of(&args.out),
            name_of(out)
        ));
    }
    Ok(Done::Well)
}

/// The columns as Splink reads them. Nothing is guarded against spreadsheets: it would be another value.
fn write_prepared(out: &mut dyn Write, table: &Table, several: bool) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let names = table.columns.iter().map(|column| column.name.as_str());
    let lists = several.then_some("source_dataset");
    csv.write_record(std::iter::once("unique_id").chain(lists).chain(names))?;
    for (row, id) in (0u32..).zip(table.ids.iter()) {
        let list = several.then(|| table.lists.get(usize::from(table.list(row))).map_or("", String::as_str));
        let cells = table.columns.iter().map(|column| column.written(row).unwrap_or_default());
        csv.write_record(std::iter::once(id).chain(list).chain(cells))?;
    }
    csv.flush()
}
