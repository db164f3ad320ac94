//! How a linkage agrees with the truth, from the files that it wrote: the same code for every linker.

use std::collections::HashMap;
use std::path::Path;

/// Agreement with the truth.
#[derive(Debug, Clone, Copy)]
pub struct Scores {
    /// Of the pairs it links.
    pub precision: f64,
    /// Of all true pairs; those lost in blocking are lost.
    pub recall: f64,
    pub edge_f1: f64,
    /// Of all pairs inside clusters.
    pub cluster_f1: f64,
    /// B-cubed: precision and recall averaged over records.
    pub b_cubed: f64,
}

/// Who is who.
pub struct Truth {
    records: HashMap<String, usize>,
    person: Vec<usize>,
    /// The list of each record where only pairs across lists count.
    list: Option<Vec<usize>>,
}

impl Truth {
    /// Reads `unique_id`, `cluster` and, where only pairs across lists count, `source`.
    pub fn read(path: &Path, across: bool) -> Result<Self, String> {
        let (header, rows) = table(path)?;
        let column = |name: &str| position(&header, name, path);
        let (id, cluster) = (column("unique_id")?, column("cluster")?);
        let source = if across { Some(column("source")?) } else { None };
        let mut truth =
            Self { records: HashMap::new(), person: Vec::new(), list: source.map(|_| Vec::new()) };
        let (mut persons, mut lists) = (HashMap::new(), HashMap::new());
        for (at, row) in rows.iter().enumerate() {
            truth.records.insert(cell(row, id).to_owned(), at);
            let many = persons.len();
            truth.person.push(*persons.entry(cell(row, cluster).to_owned()).or_insert(many));
            if let (Some(source), Some(list)) = (source, &mut truth.list) {
                let many = lists.len();
                list.push(*lists.entry(cell(row, source).to_owned()).or_insert(many));
            }
        }
        if truth.records.len() != truth.person.len() {
            return Err(format!("{}: ids occur twice", path.display()));
        }
        Ok(truth)
    }

    /// Scores what a linker wrote. Edges: the first two columns whose names begin with the id's are its ids; if there is a
    /// column `decision`, only `link` counts. Clusters: `unique_id` and `cluster_id`.
    pub fn score(&self, edges: &Path, clusters: &Path) -> Result<Scores, String> {
        let (header, rows) = table(edges)?;
        let ids: Vec<usize> = header
            .iter()
            .enumerate()
            .filter(|(_, name)| name.starts_with("unique_id"))
            .map(|(at, _)| at)
            .collect();
        let [one, other] = ids.as_slice() else {
            return Err(format!("{}: two columns of ids were expected", edges.display()));
        };
        let decision = header.iter().position(|name| name == "decision");
        let (mut found, mut hits) = (0_u64, 0_u64);
        for row in &rows {
            if decision.is_some_and(|at| cell(row, at) != "link") {
                continue;
            }
            let (a, b) = (self.record(cell(row, *one))?, self.record(cell(row, *other))?);
            if self.list.as_ref().is_some_and(|list| list.get(a) == list.get(b)) {
                continue;
            }
            found += 1;
            hits += u64::from(self.person.get(a) == self.person.get(b));
        }
        let truth = self.pairs(&self.person);
        let (precision, recall) = (share(hits, found), share(hits, truth));
        let cluster = self.clusters(clusters)?;
        let both = self.both(&cluster);
        let (inside, together) = (self.pairs(&cluster), self.pairs(&both));
        Ok(Scores {
            precision,
            recall,
            edge_f1: f1(precision, recall),
            cluster_f1: f1(share(together, inside), share(together, truth)),
            b_cubed: self.b_cubed(&cluster, &both),
        })
    }

    fn record(&self, id: &str) -> Result<usize, String> {
        self.records.get(id).copied().ok_or_else(|| format!("{id} is no record of the list"))
    }

    /// The cluster of each record.
    fn clusters(&self, path: &Path) -> Result<Vec<usize>, String> {
        let (header, rows) = table(path)?;
        let (id, name) = (position(&header, "unique_id", path)?, position(&header, "cluster_id", path)?);
        let mut known = HashMap::new();
        let mut cluster = vec![usize::MAX; self.person.len()];
        for row in &rows {
            let many = known.len();
            let number = *known.entry(cell(row, name).to_owned()).or_insert(many);
            if let Some(place) = cluster.get_mut(self.record(cell(row, id))?) {
                *place = number;
            }
        }
        match cluster.iter().position(|cluster| *cluster == usize::MAX) {
            Some(at) => Err(format!("{}: record {} has no cluster", path.display(), at + 1)),
            None => Ok(cluster),
        }
    }

    /// Numbers the combinations of found cluster and true person.
    fn both(&self, cluster: &[usize]) -> Vec<usize> {
        let mut known = HashMap::new();
        cluster
            .iter()
            .zip(&self.person)
            .map(|pair| {
                let many = known.len();
                *known.entry(pair).or_insert(many)
            })
            .collect()
    }

    /// Pairs of records in one group; across lists only, where that is what counts.
    fn pairs(&self, group: &[usize]) -> u64 {
        let choose = |n: u64| n * n.saturating_sub(1) / 2;
        let mut sizes: HashMap<usize, u64> = HashMap::new();
        let mut within: HashMap<(usize, usize), u64> = HashMap::new();
        for (at, group) in group.iter().enumerate() {
            *sizes.entry(*group).or_default() += 1;
            if let Some(list) = self.list.as_ref().and_then(|list| list.get(at)) {
                *within.entry((*group, *list)).or_default() += 1;
            }
        }
        sizes.values().copied().map(choose).sum::<u64>() - within.values().copied().map(choose).sum::<u64>()
    }

    fn b_cubed(&self, cluster: &[usize], both: &[usize]) -> f64 {
        let sizes = |group: &[usize]| {
            let mut sizes: HashMap<usize, f64> = HashMap::new();
            group.iter().for_each(|group| *sizes.entry(*group).or_default() += 1.0);
            sizes
        };
        let (clusters, persons, common) = (sizes(cluster), sizes(&self.person), sizes(both));
        let of = |sizes: &HashMap<usize, f64>, group: &usize| sizes.get(group).copied().unwrap_or(1.0);
        let (mut precision, mut recall) = (0.0, 0.0);
        for ((cluster, person), both) in cluster.iter().zip(&self.person).zip(both) {
            precision += of(&common, both) / of(&clusters, cluster);
            recall += of(&common, both) / of(&persons, person);
        }
        let records = self.person.len().max(1) as f64;
        f1(precision / records, recall / records)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

type Cells = Vec<String>;

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

fn position(header: &[String], name: &str, path: &Path) -> Result<usize, String> {
    header
        .iter()
        .position(|column| column == name)
        .ok_or_else(|| format!("{}: no column {name}", path.display()))
}

fn table(path: &Path) -> Result<(Cells, Vec<Cells>), String> {
    let words = |e: csv::Error| format!("{}: {e}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(words)?;
    let header = reader.headers().map_err(words)?.iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| record.map(|record| record.iter().map(str::to_owned).collect()))
        .collect::<Result<_, _>>()
        .map_err(words)?;
    Ok((header, rows))
}
