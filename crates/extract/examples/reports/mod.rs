//! The made-up reports of this repository, as both trainers read them: annotated ones with their gold beside them, and files of
//! short texts with marks.

use extract::weigh::train::Report;
use std::path::PathBuf;

/// Every report in these folders, in the order of their names: the same table each time.
pub fn read(dirs: &[String]) -> Vec<Report> {
    let mut reports = Vec::new();
    for dir in dirs {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "txt")) {
            let (stem, text) =
                (file.file_stem().unwrap().to_str().unwrap(), std::fs::read_to_string(file).unwrap());
            match std::fs::read_to_string(file.with_extension("json")) {
                Ok(gold) => reports.push(Report::annotated(stem, &text, &gold).unwrap()),
                Err(_) => reports.extend(Report::marked(stem, &text)),
            }
        }
    }
    reports
}
