//! Whom the user trusts for time-stamps, from the settings. Nobody is the normal state: nothing leaves the machine
//! unless an authority is named here.

use crate::keep::Settings;
use crate::stop::{Outcome, Stop};
use std::path::Path;
use witness::{Authority, oid_of};

/// Authorities, and how often they are asked by themselves.
#[derive(Debug, Clone, Default)]
pub struct TimeSettings {
    /// Whom to ask, and whom to believe.
    pub authorities: Vec<Authority>,
    /// While serving, ask again after so many seconds when something was saved; never when 0.
    pub every: i64,
}

impl TimeSettings {
    /// From the settings of a casebook's directory.
    ///
    /// # Errors
    /// A refusal naming the setting.
    pub fn read(settings: &Settings, dir: &Path) -> Outcome<Self> {
        let authorities = read_authorities(settings.get("timestamp_authorities"), dir)?;
        let every = match settings.get("timestamp_every").trim() {
            "" => 0,
            text => Settings::seconds(text).map_err(|_| {
                Stop::refused_in_english(
                    "timestamp_every",
                    format!("timestamp_every: {text:?} is not a duration; write 6h, 1d or 0."),
                )
            })?,
        };
        Ok(Self { authorities, every })
    }
}

/// The authority of a certificate file alone: it can be believed, and is never asked.
///
/// # Errors
/// A refusal naming the file.
pub fn read_certificates(path: &Path) -> Outcome<Vec<Authority>> {
    let refuse = |says: String| Stop::refused_in_english("ca", format!("{}: {says}.", path.display()));
    let bytes = std::fs::read(path).map_err(|cause| {
        Stop::not_found_in_english(format!("{} could not be read: {cause}.", path.display()))
    })?;
    Authority::new(&path.display().to_string(), None, &bytes)
        .map(|authority| vec![authority])
        .map_err(|cause| refuse(cause.to_string()))
}

/// Reads the list: `URL CERTIFICATE-FILE [POLICY]` for each authority, as a list of texts or with commas between them.
/// A file's path is meant from the casebook's directory.
///
/// # Errors
/// A refusal naming the authority.
pub fn read_authorities(text: &str, dir: &Path) -> Outcome<Vec<Authority>> {
    let refuse = |says: String| {
        Stop::refused_in_english("timestamp_authorities", format!("timestamp_authorities: {says}"))
    };
    let form = "write \"URL CERTIFICATE-FILE\" for each";
    let items: Vec<String> = if text.trim_start().starts_with('[') {
        let table: toml::Table = format!("list = {text}")
            .parse()
            .map_err(|_| refuse(format!("{text:?} is not a list of texts; {form}.")))?;
        let list = table.get("list").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        list.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
    } else {
        text.split([',', '\n']).map(str::to_owned).filter(|item| !item.trim().is_empty()).collect()
    };
    items
        .iter()
        .map(|item| {
            let words: Vec<&str> = item.split_whitespace().collect();
            let (url, file, policy) = match words.as_slice() {
                [url, file] => (*url, *file, None),
                [url, file, policy] => {
                    (*url, *file, Some(oid_of(policy).map_err(|cause| refuse(format!("{cause}.")))?))
                }
                _ => return Err(refuse(format!("{item:?} is not an authority; {form}."))),
            };
            if !url.starts_with("http://") && !url.starts_with("https://") {
                return Err(refuse(format!("{url:?} does not begin with http:// or https://.")));
            }
            let path = dir.join(file);
            let bytes = std::fs::read(&path)
                .map_err(|cause| refuse(format!("{} could not be read: {cause}.", path.display())))?;
            Authority::new(url, policy, &bytes)
                .map_err(|cause| refuse(format!("{}: {cause}.", path.display())))
        })
        .collect()
}
