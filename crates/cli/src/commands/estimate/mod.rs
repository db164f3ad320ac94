//! Estimating how many were not seen, from a table of overlaps in a file (then no casebook is needed), or from a casebook's own.

mod cache;
mod casebook;
mod file;
mod json;
mod said;

use super::link::outputs::Outputs;
use crate::args::{Attestation, Common, EstimateArgs, Format};
use crate::exit::Done;
use crate::print;
use crate::progress::Progress;
use desk::{Outcome, Stop};
use estimate::assess::Stage;
use estimate::combine::{Combined, Replicate, combine};
use estimate::gates::Attested;
use estimate::strata::{Total, add_up};
use estimate::{Assessment, OverlapTable, Question, assess, report};
use std::path::Path;
use std::time::Instant;

pub fn run(common: &Common, args: &EstimateArgs) -> Outcome<Done> {
    let planned = [&args.report, &args.draws];
    let planned: Vec<&Path> = planned.into_iter().filter_map(|path| path.as_deref()).collect();
    let mut outputs = Outputs::plan(&planned, args.force)?;
    if args.report.is_some() && args.strata.is_some() {
        let say = "A report is about one table, and --strata makes several.";
        return Err(Stop::refused_in_english("report", say)
            .hint_in_english("Write a table for each stratum, and a report for each table."));
    }
    let book = casebook::read(common, args)?;
    let reading = match (&book, &args.table) {
        (Some(book), _) => book.reading()?,
        (None, Some(table)) => file::read(table, args)?,
        (None, None) => {
            return Err(Stop::refused_in_english(
                "table",
                "Name a table, or --measure persons --lists source.",
            ));
        }
    };
    let replicates: Vec<OverlapTable> =
        args.replicates.iter().map(|path| file::replicate(path, args)).collect::<Outcome<_>>()?;
    let mut question = question(args);
    if let Some(book) = &book {
        question.attested = book.overlap.attested();
    }
    let key = cache::key(&reading, &replicates, args, &question);
    let kept = args.cache.as_deref().map(|folder| cache::Kept::open(folder, &key)).transpose()?;
    let rendered = match kept.as_ref().and_then(cache::Kept::read) {
        Some(rendered) => rendered,
        None => {
            let rendered = reckon(common, args, book.as_ref(), reading, &replicates, &question)?;
            if let Some(kept) = &kept {
                kept.write(&rendered)?;
            }
            rendered
        }
    };
    let fill = |text: &str| {
        let bytes = text.as_bytes().to_vec();
        move |to: &mut dyn std::io::Write| to.write_all(&bytes)
    };
    if let Some(path) = &args.report {
        outputs.write(path, &mut fill(&rendered.report))?;
    }
    if let Some(path) = &args.draws {
        outputs.write(path, &mut fill(&rendered.draws))?;
    }
    outputs.finish()?;
    match common.format {
        Format::Json => print::data(&rendered.json)?,
        Format::Csv => print::data(&rendered.csv)?,
        Format::Text => print::data(&print::plain(&rendered.text))?,
    }
    Ok(if rendered.clean { Done::Well } else { Done::WithProblems })
}

/// All that can be asked of a result, as it is written.
pub struct Rendered {
    /// For programs.
    pub json: String,
    /// For people.
    pub text: String,
    /// For spreadsheets.
    pub csv: String,
    /// Draws of the total.
    pub draws: String,
    /// The report; empty for strata.
    pub report: String,
    /// An estimate is shown.
    pub clean: bool,
}

/// What was reckoned.
pub struct Result {
    /// Each stratum, or the one table.
    pub strata: Vec<(Option<String>, Assessment)>,
    /// Strata added up, if there are several.
    pub total: Option<Total>,
    /// Replicates put together, and how many there were; of those that are withheld how many.
    pub combined: Option<(Option<Combined>, usize, usize)>,
    /// What was done to the table on the way.
    pub notes: Vec<String>,
    /// On the wall.
    pub seconds: f64,
}

fn question(args: &EstimateArgs) -> Question {
    let mut question = Question::new(args.method.choice(), args.seed);
    question.effort.classes = usize::from(args.classes);
    question.effort.ess = f64::from(args.ess);
    question.attested = Attested {
        closure: args.attest.contains(&Attestation::Closure),
        scope: args.attest.contains(&Attestation::Scope),
        linkage: args.attest.contains(&Attestation::Linkage) || !args.replicates.is_empty(),
    };
    question
}

fn reckon(
    common: &Common,
    args: &EstimateArgs,
    book: Option<&casebook::FromCasebook>,
    reading: estimate::reading::Reading,
    replicates: &[OverlapTable],
    question: &Question,
) -> Outcome<Rendered> {
    let began = Instant::now();
    let quiet = common.quiet;
    let threads = args.threads.map(usize::from);
    let notes = reading.notes;
    let work = || -> std::result::Result<_, estimate::Refusal> {
        let mut bar = Progress::new("estimating", quiet);
        let mut strata = Vec::with_capacity(reading.strata.len());
        let of = (reading.strata.len() + replicates.len()) as u64 * 1000;
        let mut before = 0;
        let mut tell = |before: u64, stage: Stage, share: f64| {
            bar.show_part(before + (part(stage, share) * 1000.0) as u64, of);
        };
        for (name, table) in reading.strata {
            let assessment = assess(&table, question, &mut |stage, share| tell(before, stage, share))?;
            let documented = book.map_or(0, |book| book.overlap.receipt.floor);
            strata.push((name, assessment.above(documented)));
            before += 1000;
        }
        let mut drawn = Vec::with_capacity(replicates.len());
        let light = Question { leave_out: false, sensitivity: false, two_priors: false, ..*question };
        for table in replicates {
            drawn.push(assess(table, &light, &mut |stage, share| tell(before, stage, share))?);
            before += 1000;
        }
        bar.end();
        Ok((strata, drawn))
    };
    let (strata, drawn) = in_threads(threads, work)?.map_err(refused)?;
    let named: Vec<(String, Assessment)> =
        strata.iter().filter_map(|(name, assessment)| Some((name.clone()?, assessment.clone()))).collect();
    let result = Result {
        total: (!named.is_empty()).then(|| add_up(&named, question.seed)),
        combined: (!drawn.is_empty()).then(|| combined(&drawn)),
        strata,
        notes,
        seconds: began.elapsed().as_secs_f64(),
    };
    render(args, book, &result)
}

fn combined(drawn: &[Assessment]) -> (Option<Combined>, usize, usize) {
    let shown: Vec<Replicate> = drawn
        .iter()
        .filter(|assessment| assessment.headline().is_some())
        .filter_map(|assessment| {
            let totals = assessment.answer()?.draws.concat();
            Some(Replicate { n: assessment.table.n(), totals })
        })
        .collect();
    let withheld = drawn.len() - shown.len();
    // One table in which nothing can be told is one linkage that is possible and says so.
    let together = if withheld * 20 > drawn.len() { None } else { combine(&shown) };
    (together, drawn.len(), withheld)
}

fn render(args: &EstimateArgs, book: Option<&casebook::FromCasebook>, result: &Result) -> Outcome<Rendered> {
    let clean = result.strata.iter().all(|(_, assessment)| assessment.headline().is_some())
        && result.total.as_ref().is_none_or(|total| total.summary.is_some())
        && result.combined.as_ref().is_none_or(|combined| combined.0.is_some());
    let report = match (result.strata.as_slice(), &args.strata) {
        ([(_, assessment)], None) => report::page(assessment, &about(args, book, result)),
        _ => String::new(),
    };
    Ok(Rendered {
        json: json::json(args, book, result),
        text: said::text(args, result),
        csv: said::csv(result)?,
        draws: draws(result),
        report,
        clean,
    })
}

fn about(args: &EstimateArgs, book: Option<&casebook::FromCasebook>, result: &Result) -> report::About {
    if let Some(book) = book {
        return desk::unseen::about(&book.overlap, "people in the casebook", env!("CARGO_PKG_VERSION"));
    }
    report::About {
        title: args
            .table
            .as_deref()
            .and_then(Path::file_stem)
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        notes: result.notes.clone(),
        ..report::About::default()
    }
}

/// Draws of the answer that is shown; nothing but the head where it is withheld.
fn draws(result: &Result) -> String {
    let mut text = String::from("chain,draw,total\n");
    let push = |text: &mut String, chain: usize, draws: &[f64]| {
        for (at, draw) in draws.iter().enumerate() {
            text.push_str(&format!("{},{},{draw}\n", chain + 1, at + 1));
        }
    };
    match (&result.total, result.strata.first()) {
        (Some(total), _) => push(&mut text, 0, &total.draws),
        (None, Some((_, assessment))) if assessment.headline().is_some() => {
            let chains = assessment.answer().map(|answer| answer.draws.as_slice()).unwrap_or_default();
            for (chain, draws) in chains.iter().enumerate() {
                push(&mut text, chain, draws);
            }
        }
        _ => {}
    }
    text
}

/// How far one table is, from 0 to 1: latent classes take most of the time.
fn part(stage: Stage, share: f64) -> f64 {
    use estimate::Method;
    match stage {
        Stage::Method(Method::Lcmcr) => 0.3 * share,
        Stage::Method(_) => 0.3 + 0.1 * share,
        Stage::LeavingOut => 0.4 + 0.3 * share,
        Stage::Sensitivity => 0.7 + 0.3 * share,
    }
}

fn in_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> Outcome<T> {
    let Some(threads) = threads else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.clamp(1, 256)).build();
    pool.map(|pool| pool.install(work)).map_err(|cause| Stop::fault("starting threads", cause))
}

fn refused(refusal: estimate::Refusal) -> Stop {
    let say = format!("{refusal}.");
    Stop::refused_in_english("table", say.replace("..", "."))
}
