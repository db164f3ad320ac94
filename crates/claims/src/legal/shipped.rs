//! The packs that come with the program, all of them drafts, and the choice of the pack for a day.

use std::sync::OnceLock;

use super::pack::{Day, LegalPack, PackKind};

/// The files, by name.
pub(super) const FILES: [(&str, &str); 5] = [
    ("kz-admin-2015", include_str!("../../data/legal/kz-admin-2015.toml")),
    ("kz-criminal-2015", include_str!("../../data/legal/kz-criminal-2015.toml")),
    ("by-admin-2007", include_str!("../../data/legal/by-admin-2007.toml")),
    ("by-admin-2021", include_str!("../../data/legal/by-admin-2021.toml")),
    ("ru-admin", include_str!("../../data/legal/ru-admin.toml")),
];

/// The packs that come with the program. They are drafts until a lawyer of the country signs them. A test holds
/// that every file reads.
pub fn shipped() -> &'static [LegalPack] {
    static PACKS: OnceLock<Vec<LegalPack>> = OnceLock::new();
    PACKS.get_or_init(|| FILES.iter().filter_map(|(_, text)| LegalPack::parse(text).ok()).collect())
}

/// The text of a pack that comes with the program, as it is read.
pub fn shipped_text(id: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| name.eq_ignore_ascii_case(id)).map(|(_, text)| *text)
}

/// The pack in force somewhere on a day. If several are, a signed one goes before a draft, then the newer one.
pub fn for_day<'a>(
    packs: &'a [LegalPack],
    jurisdiction: &str,
    kind: PackKind,
    day: Day,
) -> Option<&'a LegalPack> {
    packs
        .iter()
        .filter(|p| p.kind == kind && p.jurisdiction.eq_ignore_ascii_case(jurisdiction) && p.covers(day))
        .max_by_key(|p| (p.is_signed(), p.valid_from))
}
