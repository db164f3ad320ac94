//! The mappings that come with habeas, recognised by a table's header.

use super::{Mapping, MappingProblem};

const SHIPPED: [&str; 4] = [
    include_str!("../../mappings/ovdinfo-2013.toml"),
    include_str!("../../mappings/ovdinfo-moscow-2011-2012.toml"),
    include_str!("../../mappings/figures.toml"),
    include_str!("../../mappings/mentions.toml"),
];

/// Every mapping that comes with habeas.
///
/// # Errors
/// When a shipped file is broken, which a test prevents.
pub fn shipped() -> Result<Vec<Mapping>, MappingProblem> {
    SHIPPED.into_iter().map(Mapping::parse).collect()
}

/// The shipped mapping whose header fits, if one does; of several the one that asks for most columns.
///
/// # Errors
/// When a shipped file is broken.
pub fn recognise(columns: &[String]) -> Result<Option<Mapping>, MappingProblem> {
    let fits =
        |mapping: &Mapping| mapping.header.iter().all(|wanted| columns.iter().any(|column| column == wanted));
    Ok(shipped()?.into_iter().filter(fits).max_by_key(|mapping| mapping.header.len()))
}
