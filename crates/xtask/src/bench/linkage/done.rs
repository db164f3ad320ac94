//! Runs that were made, a line for each, so that an interrupted measurement goes on where it stopped. A line counts only
//! for the program it was made with.

use super::{Cost, Scores};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// The file of runs.
pub struct Done {
    lines: Vec<String>,
    file: File,
    program: String,
}

impl Done {
    /// Opens the file; without `resume` it begins anew.
    pub fn open(folder: &Path, program: &Path, resume: bool) -> Result<Self, String> {
        std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        let path = folder.join("runs.tsv");
        let meta = std::fs::metadata(program).map_err(|e| format!("{}: {e}", program.display()))?;
        let changed = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        let lines = std::fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
        let mut options = OpenOptions::new();
        options.create(true).write(true).append(resume).truncate(!resume);
        let file = options.open(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self {
            lines: if resume { lines } else { Vec::new() },
            file,
            program: format!("{}-{}", meta.len(), changed.unwrap_or_default().as_secs()),
        })
    }

    /// The figures of a run that was made.
    pub fn known(&self, list: &str, who: &str, run: usize) -> Option<(Cost, Scores)> {
        let start = self.key(list, who, run);
        let line = self.lines.iter().rev().find_map(|line| line.strip_prefix(start.as_str()))?;
        let figures: Vec<f64> = line.split('\t').filter_map(|figure| figure.parse().ok()).collect();
        match figures.as_slice() {
            [cpu, wall, resident, precision, recall, edge_f1, cluster_f1, b_cubed] => Some((
                Cost { cpu: *cpu, wall: *wall, resident: *resident },
                Scores {
                    precision: *precision,
                    recall: *recall,
                    edge_f1: *edge_f1,
                    cluster_f1: *cluster_f1,
                    b_cubed: *b_cubed,
                },
            )),
            _ => None,
        }
    }

    /// Keeps the figures of a run.
    pub fn note(
        &mut self,
        list: &str,
        who: &str,
        run: usize,
        (cost, scores): (Cost, Scores),
    ) -> Result<(Cost, Scores), String> {
        let figures = [
            cost.cpu,
            cost.wall,
            cost.resident,
            scores.precision,
            scores.recall,
            scores.edge_f1,
            scores.cluster_f1,
            scores.b_cubed,
        ];
        let figures = figures.map(|figure| figure.to_string()).join("\t");
        writeln!(self.file, "{}{figures}", self.key(list, who, run)).map_err(|e| e.to_string())?;
        Ok((cost, scores))
    }

    fn key(&self, list: &str, who: &str, run: usize) -> String {
        format!("{}\t{list}\t{who}\t{run}\t", self.program)
    }
}
