//! Linking: lists in, clusters, edges, a model and a report out. It works without a casebook.

mod against;
mod decisions;
mod edges;
mod explain;
mod label;
mod lists;
pub mod outputs;
mod parquet;
mod replicates;
mod rows;
mod said;
mod splink;

use crate::args::{Common, LinkAction, LinkArgs, LinkRunArgs as RunArgs, ListArgs};
use crate::exit::Done;
use crate::print;
use against::{Carried, Earlier};
use desk::{Outcome, Stop};
use linkage::cluster::{Known, Named, marks, name_clusters};
use linkage::config::Config;
use linkage::constraints::Constraints;
use linkage::explain::{About, report_by};
use linkage::label::{Answer, Session};
use linkage::score::{Scorer, Weigh};
use linkage::table::Column;
use linkage::{FieldKind, Grown, Linkage, Model, Refusal};
use outputs::Outputs;
use rows::Rows;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub fn run(common: &Common, args: &LinkArgs) -> Outcome<Done> {
    match &args.action {
        Some(LinkAction::Label(of)) => label::run(common, of),
        Some(LinkAction::Explain(of)) => explain::run(common, of),
        Some(LinkAction::ExportSplink(of)) => splink::write(common, of),
        None => link(common, &args.run),
    }
}

fn link(common: &Common, args: &RunArgs) -> Outcome<Done> {
    let out = &args.out;
    let kept_at = out.model.as_deref().map(rows_beside);
    let planned = [&out.clusters, &out.edges, &out.model, &out.report, &out.waterfalls, &kept_at];
    let draws = replicates::files(args)?;
    let planned = planned.into_iter().filter_map(|path| path.as_deref());
    let planned: Vec<&Path> = planned.chain(draws.iter().map(PathBuf::as_path)).collect();
    let mut outputs = Outputs::plan(&planned, args.force)?;
    let mut earlier = args.against.as_deref().map(against::read).transpose()?;
    let earlier_id = earlier.as_ref().map(|earlier| earlier.kept.id_name.as_str());
    let mut rows = rows::read_called(&args.lists, earlier_id, common.quiet)?;
    let config = match &earlier {
        Some(earlier) => config_of(earlier, &args.lists, &mut rows)?,
        None => config(&args.lists, &mut rows)?,
    };
    if out.print_config {
        print::data(&config.write().map_err(refused)?)?;
        return Ok(done(&rows));
    }
    if !common.quiet && args.splink.splink.is_none() {
        print::say(&format!(
            "The config (--config FILE takes another):\n{}",
            config.write().map_err(refused)?
        ));
    }
    rows::check_ids(&rows)?;
    if let Some(earlier) = earlier.as_mut().filter(|_| args.drop_missing) {
        against::drop_missing(earlier, &rows)?;
    }
    let mut model = None;
    let (rows, carried, grown) = match &earlier {
        Some(earlier) => {
            let threshold = config.threshold.unwrap_or(earlier.model.threshold);
            let model = model.insert(Model { config: config.clone(), threshold, ..earlier.model.clone() });
            let (rows, carried, grown) =
                in_threads(args.lists.threads, || against::unite(earlier, model, rows, args.drop_missing))??;
            (rows, Some(carried), Some(grown))
        }
        None => (rows, None, None),
    };
    let answers =
        args.labels.as_deref().map(|path| label::read(path, &rows)).transpose()?.unwrap_or_default();
    let mut constraints = constraints(&args.lists, &config, &rows, &answers)?;
    if let Some(carried) = &carried {
        carry(&mut constraints, carried);
    }
    let splinks = args.splink.splink.as_deref().map(|path| splink::read(common, path)).transpose()?;
    let linkage = match &splinks {
        Some(splinks) => splinks.link(&args.lists, &rows, &config, &constraints)?,
        None => in_threads(args.lists.threads, || {
            let linkage = match (&grown, &model) {
                (Some(grown), Some(model)) => linkage::link_grown(model, &rows.table, grown, &constraints)?,
                _ => linkage::link(&rows.table, &config, &constraints, config.seed)?,
            };
            taught(linkage, &rows, &answers, &constraints)
        })?
        .map_err(refused)?,
    };
    let named = name(&rows, &linkage, carried.as_ref(), earlier.as_ref());
    // What answers teach is another model, of everything that is there now.
    let grown = grown.filter(|_| answers.is_empty());
    if !args.dry_run {
        let made = Made {
            rows: &rows,
            linkage: &linkage,
            named: &named,
            grown: grown.as_ref(),
            splinks: splinks.as_ref(),
        };
        write(&mut outputs, args, kept_at.as_deref(), &made, &constraints)?;
        in_threads(args.lists.threads, || {
            replicates::write(&mut outputs, &draws, &made, &constraints, config.seed)
        })??;
        outputs.finish()?;
    }
    said::say(common, args, &rows, &linkage, &named)?;
    Ok(done(&rows))
}

/// The linkage with what the answers teach; the same when there are none.
fn taught(
    linkage: Linkage,
    rows: &Rows,
    answers: &BTreeMap<(u32, u32), Answer>,
    constraints: &Constraints,
) -> Result<Linkage, Refusal> {
    if answers.is_empty() {
        return Ok(linkage);
    }
    let marks = marks(&rows.table);
    let mut session = Session::begin(&linkage.model, &rows.table, &linkage.edges, &marks)?;
    session.remember(answers.iter().map(|(pair, answer)| (*pair, *answer)));
    linkage::link_again(&session.model(), &rows.table, constraints)
}

/// Decisions of earlier runs hold on, unless a new one says otherwise.
fn carry(constraints: &mut Constraints, carried: &Carried) {
    let (must, cannot) = (constraints.must_link.clone(), constraints.cannot_link.clone());
    constraints.must_link.extend(carried.must_link.iter().filter(|pair| cannot.binary_search(pair).is_err()));
    constraints
        .cannot_link
        .extend(carried.cannot_link.iter().filter(|pair| must.binary_search(pair).is_err()));
    for pairs in [&mut constraints.must_link, &mut constraints.cannot_link] {
        pairs.sort_unstable();
        pairs.dedup();
    }
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
    Stop::refused_in_english("link", format!("{first}{}{end}", letters.as_str()))
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
        Some(0) => Err(Stop::refused_in_english("threads", "There must be at least one thread.")),
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
            Config::read(&text).map_err(|problem| {
                Stop::refused_in_english("config", format!("{}: {problem}", lists::name_of(path)))
            })?
        }
    };
    for name in args.ignore.iter().chain(&args.truth) {
        if !config.ignore.contains(name) {
            config.ignore.push(name.clone());
        }
    }
    config.one_to_one |= args.one_to_one;
    config.seed = args.seed.unwrap_or(config.seed);
    config.threshold = said_threshold(args.threshold.or(config.threshold))?;
    let config = config.completed(&rows.table);
    config.check(&rows.table).map_err(refused)?;
    lists_of_column(&config, rows);
    Ok(config)
}

/// The config of an earlier run, with what was said on the command line.
fn config_of(earlier: &Earlier, args: &ListArgs, rows: &mut Rows) -> Outcome<Config> {
    if args.config.is_some() {
        return Err(Stop::refused_in_english("config", "An earlier model brings its own config.")
            .hint_in_english("Leave out --config or --against."));
    }
    let mut config = earlier.model.config.clone();
    config.one_to_one |= args.one_to_one;
    config.threshold = said_threshold(args.threshold.or(config.threshold))?;
    lists_of_column(&config, rows);
    let lacks = |name: &&String| rows.table.column(name).is_none();
    let mut compared = earlier.model.comparisons.iter().flat_map(|comparison| &comparison.columns);
    if let Some(name) = compared.find(lacks) {
        return Err(Stop::refused_in_english(
            "file",
            format!("The earlier model compares the column {name:?}, which is not here."),
        )
        .hint_in_english("Name the columns as in the earlier lists; an empty column will do."));
    }
    Ok(config)
}

/// A threshold that is a probability.
fn said_threshold(threshold: Option<f64>) -> Outcome<Option<f64>> {
    match threshold {
        Some(threshold) if !(threshold > 0.0 && threshold < 1.0) => Err(Stop::refused_in_english(
            "threshold",
            format!("{threshold} is not a probability between 0 and 1."),
        )),
        threshold => Ok(threshold),
    }
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

/// Names the clusters; those of an earlier run keep their ids.
fn name(rows: &Rows, linkage: &Linkage, carried: Option<&Carried>, earlier: Option<&Earlier>) -> Named {
    let nothing = BTreeSet::new();
    let known = Known {
        marks: &marks(&rows.table),
        before: carried.map_or(&[], |carried| carried.before.as_slice()),
        stood: carried.map_or(&nothing, |carried| &carried.stood),
    };
    let history = earlier.map(|earlier| earlier.history.clone()).unwrap_or_default();
    name_clusters(&linkage.clusters, &known, &history)
}

/// What a run made.
struct Made<'r> {
    rows: &'r Rows,
    linkage: &'r Linkage,
    named: &'r Named,
    /// How the records of an earlier run grew.
    grown: Option<&'r Grown>,
    /// The model, where it is Splink's.
    splinks: Option<&'r splink::Splinks>,
}

impl Made<'_> {
    /// Calls `show` with what takes the weights of this run apart.
    fn explained<T>(&self, show: impl FnOnce(&dyn Weigh) -> Outcome<T>) -> Outcome<T> {
        let (model, table) = (&self.linkage.model, &self.rows.table);
        match (self.splinks, self.grown) {
            (Some(splinks), _) => show(&splinks.bound(table)?),
            (None, Some(grown)) => {
                let counts = linkage::against::census(model, table, grown.counted, &grown.replaced)
                    .map_err(refused)?;
                show(&Scorer::counted(model, table, &counts).map_err(refused)?)
            }
            (None, None) => show(&Scorer::new(model, table).map_err(refused)?),
        }
    }
}

fn write(
    outputs: &mut Outputs,
    args: &RunArgs,
    kept_at: Option<&Path>,
    made: &Made<'_>,
    constraints: &Constraints,
) -> Outcome<()> {
    let out = &args.out;
    let Made { rows, linkage, named, grown, .. } = made;
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
        let about = About { title: &title, made_by };
        let html = made.explained(|weigh| report_by(linkage, &rows.table, about, weigh).map_err(refused))?;
        outputs.write(path, &mut |to| to.write_all(html.as_bytes()))?;
    }
    if let Some(path) = &out.waterfalls {
        made.explained(|weigh| {
            outputs.write(path, &mut |to| explain::write_waterfalls(to, rows, linkage, weigh))
        })?;
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
            counted: grown.map_or(rows.table.rows(), |grown| grown.counted),
            replaced: grown.map(|grown| grown.replaced.clone()).unwrap_or_default(),
        };
        let bytes = kept.write();
        outputs.write(path, &mut |to| to.write_all(&bytes))?;
    }
    Ok(())
}
