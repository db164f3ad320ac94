//! Linking: lists in, clusters, edges, a model and a report out. It works without a casebook.

mod decisions;
mod edges;
mod label;
mod lists;
mod outputs;
mod parquet;
mod rows;
mod said;

use crate::args::{Common, LinkAction, LinkArgs, LinkRunArgs as RunArgs, ListArgs};
use crate::exit::Done;
use crate::print;
use desk::{Outcome, Stop};
use linkage::cluster::{History, Known, Named, marks, name_clusters};
use linkage::config::Config;
use linkage::constraints::Constraints;
use linkage::explain::{About, report};
use linkage::label::Answer;
use linkage::table::Column;
use linkage::{FieldKind, Linkage, Refusal};
use outputs::Outputs;
use rows::Rows;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub fn run(common: &Common, args: &LinkArgs) -> Outcome<Done> {
    match &args.action {
        Some(LinkAction::Label(of)) => label::run(common, of),
        None => link(common, &args.run),
    }
}

fn link(common: &Common, args: &RunArgs) -> Outcome<Done> {
    let out = &args.out;
    let kept_at = out.model.as_deref().map(rows_beside);
    let planned = [&out.clusters, &out.edges, &out.model, &out.report, &kept_at];
    let planned: Vec<&Path> = planned.into_iter().filter_map(|path| path.as_deref()).collect();
    let mut outputs = Outputs::plan(&planned, args.force)?;
    let mut rows = rows::read(&args.lists, common.quiet)?;
    let config = config(&args.lists, &mut rows)?;
    if out.print_config {
        print::data(&config.write().map_err(refused)?)?;
        return Ok(done(&rows));
    }
    if !common.quiet {
        print::say(&format!(
            "The config (--config FILE takes another):\n{}",
            config.write().map_err(refused)?
        ));
    }
    rows::check_ids(&rows)?;
    let answers =
        args.labels.as_deref().map(|path| label::read(path, &rows)).transpose()?.unwrap_or_default();
    let constraints = constraints(&args.lists, &config, &rows, &answers)?;
    let linkage = in_threads(args.lists.threads, || {
        linkage::link(&rows.table, &config, &constraints, config.seed).map_err(refused)
    })??;
    let named = name(&rows, &linkage);
    if !args.dry_run {
        write(&mut outputs, args, kept_at.as_deref(), &rows, &linkage, &named, &constraints)?;
        outputs.finish()?;
    }
    said::say(common, args, &rows, &linkage, &named)?;
    Ok(done(&rows))
}

/// Damaged rows are problems that were found; the rest was read all the same.
fn done(rows: &Rows) -> Done {
    for words in &rows.odd.said {
        print::say(words);
    }
    if rows.odd.count > rows.odd.said.len() as u64 {
        print::say(&format!("… and {} more.", rows.odd.count - rows.odd.said.len() as u64));
    }
    if rows.odd.damage > 0 { Done::WithProblems } else { Done::Well }
}

/// A refusal of linkage as one of the desk.
fn refused(refusal: Refusal) -> Stop {
    let words = refusal.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if words.ends_with(['.', '\n']) { "" } else { "." };
    Stop::refused("link", format!("{first}{}{end}", letters.as_str()))
}

/// The file of kept records beside a model.
fn rows_beside(model: &Path) -> PathBuf {
    let mut name = model.file_name().unwrap_or_default().to_owned();
    name.push(".rows");
    model.with_file_name(name)
}

/// Runs work on so many threads.
fn in_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> Outcome<T> {
    match threads {
        None => Ok(work()),
        Some(0) => Err(Stop::refused("threads", "There must be at least one thread.")),
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(threads.min(256))
            .build()
            .map(|pool| pool.install(work))
            .map_err(|cause| Stop::fault("starting threads", cause)),
    }
}

/// The config: what was written down, then what was said on the command line, then what the values look like.
fn config(args: &ListArgs, rows: &mut Rows) -> Outcome<Config> {
    let mut config = match &args.config {
        None => Config::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|cause| lists::unreadable(path, &cause))?;
            Config::read(&text)
                .map_err(|problem| Stop::refused("config", format!("{}: {problem}", lists::name_of(path))))?
        }
    };
    for name in args.ignore.iter().chain(&args.truth) {
        if !config.ignore.contains(name) {
            config.ignore.push(name.clone());
        }
    }
    config.one_to_one |= args.one_to_one;
    config.seed = args.seed.unwrap_or(config.seed);
    if let Some(threshold) = args.threshold.or(config.threshold) {
        if !(threshold > 0.0 && threshold < 1.0) {
            return Err(Stop::refused(
                "threshold",
                format!("{threshold} is not a probability between 0 and 1."),
            ));
        }
        config.threshold = Some(threshold);
    }
    let config = config.completed(&rows.table);
    config.check(&rows.table).map_err(refused)?;
    lists_of_column(&config, rows);
    Ok(config)
}

/// One file that holds several lists says so in a column.
fn lists_of_column(config: &Config, rows: &mut Rows) {
    let table = &mut rows.table;
    let is_list = |column: &&Column| config.fields.get(&column.name) == Some(&FieldKind::List);
    let Some(column) = table.columns.iter().find(is_list).filter(|_| table.lists.len() == 1) else { return };
    let names = column.values.len();
    let Ok(unnamed) = u16::try_from(names) else { return };
    let mut lists: Vec<String> = column.values.iter().map(str::to_owned).collect();
    let list_of: Vec<u16> = column.cells.iter().map(|cell| u16::try_from(*cell).unwrap_or(unnamed)).collect();
    if list_of.contains(&unnamed) {
        lists.push(String::new());
    }
    (table.lists, table.list_of) = (lists, list_of);
}

/// What people decided: pairs in files, and answers that are not unsure.
fn constraints(
    args: &ListArgs,
    config: &Config,
    rows: &Rows,
    answers: &BTreeMap<(u32, u32), Answer>,
) -> Outcome<Constraints> {
    let decided = |field, files, wanted| -> Outcome<Vec<(u32, u32)>> {
        let mut pairs = decisions::pairs(field, files, rows)?;
        pairs.extend(answers.iter().filter(|(_, answer)| **answer == wanted).map(|(pair, _)| *pair));
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs)
    };
    let must_link = decided("must-link", &args.must_link, Answer::Same)?;
    let cannot_link = decided("cannot-link", &args.cannot_link, Answer::Different)?;
    decisions::check(&must_link, &cannot_link, rows)?;
    let lists = rows.table.lists.len() as u16;
    let one_to_one = if config.one_to_one { (0..lists).collect() } else { Vec::new() };
    Ok(Constraints { must_link, cannot_link, one_to_one })
}

/// Names the clusters of a first run.
fn name(rows: &Rows, linkage: &Linkage) -> Named {
    let known = Known { marks: &marks(&rows.table), before: &[], stood: &BTreeSet::new() };
    name_clusters(&linkage.clusters, &known, &History::default())
}

fn write(
    outputs: &mut Outputs,
    args: &RunArgs,
    kept_at: Option<&Path>,
    rows: &Rows,
    linkage: &Linkage,
    named: &Named,
    constraints: &Constraints,
) -> Outcome<()> {
    let out = &args.out;
    if let Some(path) = &out.clusters {
        outputs.write(path, &mut |to| edges::write_clusters(to, rows, &linkage.clusters, named))?;
    }
    if let Some(path) = &out.edges {
        outputs.write(path, &mut |to| edges::write_edges(to, rows, linkage))?;
    }
    if let Some(path) = &out.model {
        let text = said::model_json(linkage, named)?;
        outputs.write(path, &mut |to| to.write_all(text.as_bytes()))?;
    }
    if let Some(path) = &out.report {
        let title = rows.table.lists.join(", ");
        let made_by = concat!("habeas ", env!("CARGO_PKG_VERSION"));
        let html = report(linkage, &rows.table, About { title: &title, made_by }).map_err(refused)?;
        outputs.write(path, &mut |to| to.write_all(html.as_bytes()))?;
    }
    if let Some(path) = kept_at {
        let kept = linkage::kept::Kept {
            id_name: rows.id_name().to_owned(),
            table: rows.table.clone(),
            clusters: (linkage.clusters.of.iter())
                .filter_map(|cluster| named.ids.get(*cluster as usize).copied())
                .collect(),
            edges: linkage.edges.clone(),
            must_link: constraints.must_link.clone(),
            cannot_link: constraints.cannot_link.clone(),
        };
        let bytes = kept.write();
        outputs.write(path, &mut |to| to.write_all(&bytes))?;
    }
    Ok(())
}
