//! What is known of reports beside their words: a table of files with day of publication and language.

use desk::{Outcome, Stop};
use extract::{About, Day, Lang};
use intake::reading::Limits;
use intake::reading::table::{Choices, RowBuffer, read_table};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// The table, by file name.
#[derive(Default)]
pub struct Index {
    rows: BTreeMap<String, About>,
}

impl Index {
    /// Reads the table. Columns beyond file, published and language do not matter.
    pub fn read(path: &Path) -> Outcome<Self> {
        let name = path.display().to_string();
        let file = File::open(path)
            .map_err(|cause| Stop::not_found_in_english(format!("{name} cannot be read: {cause}.")))?;
        let mut table = read_table(&name, file, &Choices::default(), &Limits::default())?;
        let header = table.header().clone();
        let Some(files) = header.position("file") else {
            return Err(Stop::refused_in_english("index", format!("{name} has no column \"file\".")));
        };
        let (published, language) = (header.position("published"), header.position("language"));
        let mut rows = BTreeMap::new();
        let mut row = RowBuffer::default();
        while table.next_row(&mut row)? {
            let cell = |at: Option<usize>| at.map(|at| row.cell(at).trim()).filter(|text| !text.is_empty());
            let number = row.number();
            let place = |stop: Stop| stop.hint_in_english(format!("It stands in row {number} of {name}."));
            let about = About {
                published: cell(published).map(|text| day("index", text)).transpose().map_err(place)?,
                lang: cell(language).map(|tag| lang("index", tag)).transpose().map_err(place)?,
            };
            let file = row.cell(files).trim();
            let file = Path::new(file)
                .file_name()
                .map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned());
            rows.insert(file, about);
        }
        Ok(Self { rows })
    }

    /// What the table says of a file, if it is there.
    pub fn about(&self, file: &str) -> Option<&About> {
        self.rows.get(file)
    }
}

/// A day as ISO 8601 writes it.
pub fn day(field: &'static str, text: &str) -> Outcome<Day> {
    let wrong = || {
        Stop::refused_in_english(field, format!("{text:?} is no day."))
            .hint_in_english("Write it as 2031-06-08.")
    };
    // A moment begins with its day.
    let parts: Vec<&str> = text.get(..10).unwrap_or(text).split('-').collect();
    let [year, month, date] = parts.as_slice() else { return Err(wrong()) };
    let number = |text: &str| text.parse::<i64>().map_err(|_| wrong());
    extract::items::when::day(number(year)?, number(month)?, number(date)?).ok_or_else(wrong)
}

/// A language that can be read.
pub fn lang(field: &'static str, tag: &str) -> Outcome<Lang> {
    Lang::of_tag(tag).ok_or_else(|| {
        Stop::refused_in_english(field, format!("{tag:?} is no language that can be read."))
            .hint_in_english("There are en, ru and kk.")
    })
}
