//! Opening the shelf that the settings name.

use crate::keep::Settings;
use crate::stop::{Outcome, Stop};
use std::path::{Path, PathBuf};
use std::time::Duration;
use vault::decode::{PATIENCE, Worker};
use vault::shelf::{FolderShelf, S3Access, S3Shelf, Shelf, Tidied};

/// Where evidence lies, and who may look into it.
pub struct Vault {
    /// The shelf.
    pub shelf: Box<dyn Shelf>,
    /// Starts the walled processes that decode pictures.
    pub worker: Worker,
    /// The largest file that is taken, in bytes.
    pub max_bytes: u64,
    /// What opening removed.
    pub tidied: Tidied,
}

/// The tool that custody links name.
pub(super) const TOOL: &str = concat!("habeas ", env!("CARGO_PKG_VERSION"));

/// The folder in which evidence lies; `None` if it lies elsewhere.
pub(crate) fn shelf_folder(settings: &Settings, dir: &Path) -> Option<PathBuf> {
    let folder = settings.get("shelf").strip_prefix("folder:")?;
    Some(if folder.is_empty() { dir.join("vault") } else { PathBuf::from(folder) })
}

/// Opens the shelf. `dir` is the casebook's directory, `program` this binary, which starts itself to decode.
///
/// # Errors
/// A refusal naming the setting; busy when storage or network fail.
pub fn open_vault(settings: &Settings, dir: &Path, program: PathBuf) -> Outcome<Vault> {
    let number = |name: &'static str| -> Outcome<u64> {
        let text = settings.get(name);
        text.trim()
            .parse()
            .map_err(|_| Stop::refused_in_english(name, format!("{name}: {text:?} is not a whole number.")))
    };
    let worker = Worker { program, pixels: number("evidence_max_pixels")?, patience: PATIENCE };
    let max_bytes = number("evidence_max_bytes")?;
    let shelf = settings.get("shelf");
    let (shelf, tidied): (Box<dyn Shelf>, Tidied) = if let Some(folder) = shelf_folder(settings, dir) {
        let (shelf, tidied) = FolderShelf::open(&folder)?;
        (Box::new(shelf), tidied)
    } else if let Some(address) = shelf.strip_prefix("s3://") {
        let (bucket, prefix) = address.split_once('/').unwrap_or((address, ""));
        let set = |name: &str| settings.get(name).to_owned();
        let access = S3Access {
            endpoint: set("shelf_endpoint"),
            bucket: bucket.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            region: set("shelf_region"),
            access_key: set("shelf_access_key"),
            secret_key: set("shelf_secret_key").into(),
            roots: Some(set("shelf_ca_file")).filter(|path| !path.is_empty()).map(PathBuf::from),
            pause: Duration::from_millis(500),
        };
        let (shelf, tidied) = S3Shelf::open(access, &dir.join("vault-incoming"))?;
        (Box::new(shelf), tidied)
    } else {
        return Err(Stop::refused_in_english(
            "shelf",
            format!("shelf: {shelf:?} is not folder:, folder:DIR or s3://BUCKET/PREFIX."),
        ));
    };
    Ok(Vault { shelf, worker, max_bytes, tidied })
}
