//! Estimates beside every published value of the tables that are held. The work is an example of the room, so that nothing else has to be
//! built for it.

use std::path::Path;
use std::process::Command;

const BEGIN: &str = "<!-- written by cargo xtask bench estimate -->";
const END: &str = "<!-- until here: estimate -->";

/// Prints the table, and keeps it in docs/benchmarks.md.
pub fn run() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tables = root.join("../shared/data/estimate");
    if !tables.is_dir() {
        return Err("skipped: the published tables (../shared/data/estimate) are not here".to_owned());
    }
    let out = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--locked", "-p", "estimate", "--example", "published", "--"])
        .arg(&tables)
        .current_dir(&root)
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    if !out.status.success() {
        return Err("the example `published` failed".to_owned());
    }
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    print!("{text}");
    keep(&root.join("docs/benchmarks.md"), &text)
}

/// Puts the table between its marks, or at the end.
fn keep(path: &Path, text: &str) -> Result<(), String> {
    let page = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let block = format!("{BEGIN}\n\n{text}\n{END}");
    let page = match (page.split_once(BEGIN), page.split_once(END)) {
        (Some((before, _)), Some((_, after))) => format!("{before}{block}{after}"),
        _ => format!("{}\n\n## Estimates\n\n    cargo xtask bench estimate\n\n{block}\n", page.trim_end()),
    };
    std::fs::write(path, page).map_err(|e| format!("{}: {e}", path.display()))
}
