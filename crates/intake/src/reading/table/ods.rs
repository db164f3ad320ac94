//! OpenDocument spreadsheets, read from their own markup. Repeated cells and rows are followed only as far as a
//! person could have meant them: the format lets a few bytes stand for billions of cells. A cell's comment, a
//! formula and a repeat that was not followed become doubts.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sheet::{Sheet, Workbook};
use super::{DoubtKind, Limits, ReadingProblem};

/// Filled cells and rows repeated more often than this are read once, with a doubt.
const MOST_REPEATS: u32 = 1_000;
/// Spaces written as a number.
const MOST_SPACES: usize = 1_000;

/// Reads the sheet asked for, or the first with content. The archive has been weighed before.
///
/// # Errors
/// A [`ReadingProblem`] when the spreadsheet is damaged, lacks the sheet, or breaks a limit.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    wanted: Option<&str>,
    limits: &Limits,
) -> Result<Workbook, ReadingProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(file, error))?;
    let content = archive.by_name("content.xml").map_err(|error| broken(file, error))?;
    let mut parser =
        Parser { file, limits, reader: Reader::from_reader(BufReader::new(content)), event: Vec::new() };
    parser.reader.config_mut().expand_empty_elements = true;
    parser.reader.config_mut().check_end_names = false;

    let (mut chosen, mut sheets, mut others) = (None::<Sheet>, Vec::new(), Vec::new());
    while let Some(step) = parser.next()? {
        let Step::Start(tag) = step else { continue };
        if tag.name != "table:table" {
            continue;
        }
        let name = tag.attribute("table:name").unwrap_or_else(|| format!("Sheet{}", sheets.len() + 1));
        let this_one = wanted.map_or(chosen.is_none(), |wanted| wanted == name);
        let sheet = parser.sheet(&name)?;
        sheets.push(name.clone());
        match (this_one, sheet.is_empty()) {
            (true, empty) if !empty || wanted.is_some() => chosen = Some(sheet),
            (false, false) => others.push(name),
            _ => {}
        }
    }
    match (chosen, wanted) {
        (Some(sheet), _) => Ok(Workbook { sheet, sheets, others, doubts: Vec::new() }),
        (None, Some(asked)) => Err(ReadingProblem::NoSuchSheet {
            file: file.to_owned(),
            asked: asked.to_owned(),
            sheets: sheets.join(", "),
        }),
        (None, None) => Err(ReadingProblem::Empty { file: file.to_owned() }),
    }
}

fn broken(file: &str, what: impl ToString) -> ReadingProblem {
    ReadingProblem::BrokenWorkbook { file: file.to_owned(), what: what.to_string() }
}

/// A tag with the attributes this reader may ask for.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut written = start.attributes();
        let attributes = written.with_checks(false).flatten().take(64).map(|attribute| {
            let value = unescape(&attribute.value).map(|value| value.into_owned());
            (attribute.key.as_ref().to_owned(), value.unwrap_or_else(|_| attribute.value.to_string()))
        });
        Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect() }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name).map(|value| value.trim().parse().unwrap_or(u32::MAX))
    }
}

enum Step {
    Start(Tag),
    End(String),
    Text(String),
}

struct Parser<'a, R: Read> {
    file: &'a str,
    limits: &'a Limits,
    reader: Reader<BufReader<R>>,
    event: Vec<u8>,
}

/// One cell as read.
#[derive(Default)]
struct Cell {
    text: String,
    formula: Option<String>,
    comment: String,
    repeats: u32,
}

impl<R: Read> Parser<'_, R> {
    fn next(&mut self) -> Result<Option<Step>, ReadingProblem> {
        loop {
            self.event.clear();
            let event =
                self.reader.read_event_into(&mut self.event).map_err(|error| broken(self.file, error))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => Step::Start(Tag::of(&start)),
                Event::End(end) => Step::End(end.name().as_ref().to_owned()),
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => match resolve_xml_entity(entity.as_ref()) {
                    Some(text) => Step::Text(text.to_owned()),
                    None => match entity.resolve_char_ref() {
                        Ok(Some(character)) => Step::Text(character.to_string()),
                        // An entity nobody defined stays as written.
                        _ => Step::Text(format!("&{};", entity.as_ref() as &str)),
                    },
                },
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    fn sheet(&mut self, name: &str) -> Result<Sheet, ReadingProblem> {
        let mut sheet = Sheet::named(name);
        let mut row = 0u32;
        // Tables may nest inside a cell; only this one's end ends it.
        while let Some(step) = self.next()? {
            match step {
                Step::Start(tag) if tag.name == "table:table-row" => {
                    let repeats = tag.number("table:number-rows-repeated").unwrap_or(1).max(1);
                    let cells = self.row()?;
                    let filled = cells.iter().any(|cell| !cell.text.is_empty() || !cell.comment.is_empty());
                    let copies = match (filled, repeats) {
                        (false, _) => 0,
                        (true, repeats) if repeats > MOST_REPEATS => {
                            sheet.doubt((row, 0), DoubtKind::RepeatNotFollowed, &repeats.to_string());
                            1
                        }
                        (true, repeats) => repeats,
                    };
                    for copy in 0..copies {
                        self.place(&mut sheet, row.saturating_add(copy), &cells)?;
                    }
                    row = row.saturating_add(repeats);
                }
                Step::End(name) if name == "table:table" => return Ok(sheet),
                _ => {}
            }
        }
        Err(broken(self.file, "a sheet has no end"))
    }

    fn place(&self, sheet: &mut Sheet, row: u32, cells: &[Cell]) -> Result<(), ReadingProblem> {
        let mut column = 0u32;
        for cell in cells {
            let filled = !cell.text.is_empty();
            let copies = if filled && cell.repeats > MOST_REPEATS {
                sheet.doubt((row, column), DoubtKind::RepeatNotFollowed, &cell.text);
                1
            } else {
                cell.repeats
            };
            if filled {
                for copy in 0..copies {
                    sheet.add(self.file, (row, column.saturating_add(copy)), &cell.text, self.limits)?;
                }
            }
            if let Some(formula) = &cell.formula {
                sheet.doubt((row, column), DoubtKind::Formula, formula);
            }
            if !cell.comment.is_empty() {
                sheet.doubt((row, column), DoubtKind::Remark, &cell.comment);
            }
            column = column.saturating_add(cell.repeats);
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Vec<Cell>, ReadingProblem> {
        let mut cells = Vec::new();
        while let Some(step) = self.next()? {
            match step {
                Step::Start(tag)
                    if matches!(tag.name.as_str(), "table:table-cell" | "table:covered-table-cell") =>
                {
                    if cells.len() > self.limits.columns {
                        return Err(broken(self.file, "a row has more cells than a sheet has columns"));
                    }
                    cells.push(self.cell(&tag)?);
                }
                Step::End(name) if name == "table:table-row" => return Ok(cells),
                _ => {}
            }
        }
        Err(broken(self.file, "a row has no end"))
    }

    fn cell(&mut self, tag: &Tag) -> Result<Cell, ReadingProblem> {
        let mut cell = Cell {
            formula: tag.attribute("table:formula"),
            repeats: tag.number("table:number-columns-repeated").unwrap_or(1).max(1),
            ..Cell::default()
        };
        let mut shown = String::new();
        let (mut paragraphs, mut in_paragraph, mut in_comment) = (0usize, false, false);
        while let Some(step) = self.next()? {
            match step {
                Step::Start(inner) => match inner.name.as_str() {
                    "office:annotation" => in_comment = true,
                    "text:p" if !in_comment => {
                        if paragraphs > 0 {
                            shown.push('\n');
                        }
                        paragraphs += 1;
                        in_paragraph = true;
                    }
                    "text:s" if !in_comment => {
                        let spaces = inner.number("text:c").unwrap_or(1) as usize;
                        shown.extend(std::iter::repeat_n(' ', spaces.min(MOST_SPACES)));
                    }
                    "text:tab" if !in_comment => shown.push('\t'),
                    "text:line-break" if !in_comment => shown.push('\n'),
                    _ => {}
                },
                Step::Text(text) if in_comment => cell.comment.push_str(text.trim()),
                Step::Text(text) if in_paragraph => shown.push_str(&text),
                Step::Text(_) => {}
                Step::End(name) => match name.as_str() {
                    "office:annotation" => in_comment = false,
                    "text:p" if !in_comment => in_paragraph = false,
                    "table:table-cell" | "table:covered-table-cell" => {
                        cell.text = value_of(tag, shown);
                        if cell.text.is_empty() {
                            cell.text = cell.formula.clone().unwrap_or_default();
                        }
                        return Ok(cell);
                    }
                    _ => {}
                },
            }
            if shown.len() + cell.comment.len() > self.limits.cell_bytes {
                return Err(broken(
                    self.file,
                    format!("a cell is longer than {} bytes", self.limits.cell_bytes),
                ));
            }
        }
        Err(broken(self.file, "a cell has no end"))
    }
}

/// The value behind what is shown: the full number and the ISO date, not their formatting.
fn value_of(tag: &Tag, shown: String) -> String {
    let value = match tag.attribute("office:value-type").as_deref() {
        Some("float" | "percentage" | "currency") => tag.attribute("office:value"),
        Some("date") => tag.attribute("office:date-value"),
        Some("boolean") => tag.attribute("office:boolean-value").map(|value| value.to_uppercase()),
        Some("string") => tag.attribute("office:string-value"),
        _ => None,
    };
    value.filter(|value| !value.is_empty()).unwrap_or(shown)
}
