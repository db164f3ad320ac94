//! Labelled pairs of names, as the development file writes them.

#[derive(Clone)]
pub struct Labelled {
    pub same: bool,
    pub category: String,
    pub group: String,
    pub mutation: String,
    pub names: [String; 2],
    pub languages: [String; 2],
    pub persons: [String; 2],
    /// Free to learn from: nothing in it comes from the non-commercial compilation.
    pub free: bool,
}

pub fn read(path: &str) -> Result<Vec<Labelled>, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| header.iter().position(|h| h == name).ok_or(format!("no column {name}"));
    let (label, category, group, mutation) =
        (column("label")?, column("category")?, column("group")?, column("mutation")?);
    let (a, b, pa, pb, source) =
        (column("name_a")?, column("name_b")?, column("pid_a")?, column("pid_b")?, column("source")?);
    let (la, lb) = (column("lang_a")?, column("lang_b")?);
    let mut pairs = Vec::new();
    for row in reader.records() {
        let row = row?;
        let field = |at: usize| row.get(at).unwrap_or("").to_owned();
        pairs.push(Labelled {
            same: &row[label] == "1",
            category: field(category),
            group: field(group),
            mutation: field(mutation),
            names: [field(a), field(b)],
            languages: [field(la), field(lb)],
            persons: [field(pa), field(pb)],
            free: !row[source].contains("EUR-Lex"),
        });
    }
    Ok(pairs)
}
