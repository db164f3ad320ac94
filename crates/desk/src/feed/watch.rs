//! What is watched. It stands in the ledger, as a claim on the source whose reports they are: sealed like everything
//! else, since a list of feeds and of folders tells a finder whom its owner listens to.

use crate::actor::{Actor, Reason};
use crate::desk::{Desk, Draft};
use crate::import::source_named;
use crate::review::retract;
use crate::stop::{Outcome, Stop};
use crate::{Sentence, sentence};
use casebook::{FeedClaim, Named};
use claims::{Claim, ClaimId, Property, Value};
use url::Url;

/// Something that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Address or folder.
    pub what: String,
    /// Which of them, and how it is reached.
    pub way: Way,
    /// Whose reports they are.
    pub source: Named,
    /// The claim that says so.
    pub claim: ClaimId,
}

/// How what is watched is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A feed on the public internet.
    Public,
    /// A feed whose host and port may lie in a private network.
    Private,
    /// A folder of this machine.
    Folder,
}

/// Things that are watched, at most.
const MOST: usize = 500;
/// Bytes of an address, at most.
const LONGEST: usize = 2_000;

impl Way {
    /// The word.
    pub const fn name(self) -> &'static str {
        match self {
            Way::Public => "public",
            Way::Private => "private",
            Way::Folder => "folder",
        }
    }
}

impl Watched {
    fn read(of: FeedClaim) -> Self {
        let (way, what) = match of.text.split_once(' ') {
            Some(("private", what)) => (Way::Private, what),
            Some(("folder", what)) => (Way::Folder, what),
            _ => (Way::Public, &*of.text),
        };
        Self { what: what.to_owned(), way, source: of.source, claim: of.claim }
    }

    fn words(way: Way, what: &str) -> String {
        match way {
            Way::Public => what.to_owned(),
            Way::Private | Way::Folder => format!("{} {what}", way.name()),
        }
    }

    /// Host and port that may be private; none but those of a private feed.
    pub fn allowed(&self) -> Vec<String> {
        let url =
            Some(&self.what).filter(|_| self.way == Way::Private).and_then(|what| Url::parse(what).ok());
        let host = url.and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
        host.into_iter().collect()
    }
}

/// Everything that is watched.
///
/// # Errors
/// A fault of the casebook.
pub fn watched(desk: &Desk) -> Outcome<Vec<Watched>> {
    Ok(desk.casebook().feeds()?.into_iter().map(Watched::read).collect())
}

/// Watches an address, or where `here` allows it a folder of this machine or a private host. Without a name the source
/// is called as the host, or as the folder.
///
/// # Errors
/// A refusal on `what`; a conflict when it is watched already.
pub fn watch(
    desk: &Desk,
    actor: &Actor,
    why: &Reason,
    what: &str,
    source: Option<&str>,
    way: Way,
) -> Outcome<Watched> {
    let (what, name) = match way {
        Way::Folder => folder(what)?,
        Way::Public | Way::Private => address(what)?,
    };
    let known = watched(desk)?;
    if known.iter().any(|one| one.what == what) {
        return Err(Stop::conflict(sentence!("{what} is watched already.", what)));
    }
    if known.len() >= MOST {
        return Err(Stop::refused("what", sentence!("No more than {most} things are watched.", most = MOST)));
    }
    let mut draft = Draft::default();
    let source = source.map(str::trim).filter(|source| !source.is_empty()).unwrap_or(&name);
    let source = source_named(desk, &mut draft, source, None)?;
    let claim = ClaimId::from_bytes(desk.fresh()?);
    let words = Watched::words(way, &what);
    draft.claim(Claim::new(claim, source, Property::SourceFeed, Value::Text(words.into())));
    desk.save(actor, why, draft)?;
    let source = desk.casebook().named(source)?;
    Ok(Watched { what, way, source, claim })
}

/// Watches something no longer. What came from it stays.
///
/// # Errors
/// Not found when it is not watched.
pub fn unwatch(desk: &Desk, actor: &Actor, why: &Reason, what: &str) -> Outcome<Watched> {
    let what = what.trim();
    // As it was written, as an address is written in full, or as the folder is called from here.
    let forms = [
        Some(what.to_owned()),
        address(what).ok().map(|(what, _)| what),
        folder(what).ok().map(|(what, _)| what),
    ];
    let found = watched(desk)?.into_iter().find(|one| forms.iter().flatten().any(|form| *form == one.what));
    let found = found.ok_or_else(|| {
        Stop::not_found(sentence!("{what} is not watched.", what))
            .hint_in_english("habeas feed list says what is.")
    })?;
    retract(desk, actor, why, found.claim)?;
    Ok(found)
}

/// An address in full, and its host.
fn address(what: &str) -> Outcome<(String, String)> {
    let refuse = |says: Sentence| Err(Stop::refused("what", says).hint(sentence!("Write https://…")));
    let Ok(url) = Url::parse(what.trim()) else { return refuse(sentence!("This is no address.")) };
    if !matches!(url.scheme(), "http" | "https") {
        return refuse(sentence!("Only http and https are fetched."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse(sentence!("An address with a name or password in it is not watched."));
    }
    let (Some(host), true) = (url.host_str(), url.as_str().len() <= LONGEST) else {
        return refuse(sentence!("This is no address."));
    };
    Ok((url.to_string(), host.to_owned()))
}

/// A folder in full, and its name.
fn folder(what: &str) -> Outcome<(String, String)> {
    let path = std::fs::canonicalize(what).ok().filter(|path| path.is_dir());
    let path =
        path.as_deref().and_then(std::path::Path::to_str).filter(|path| !path.contains(char::is_control));
    let path = path.ok_or_else(|| {
        Stop::refused("what", sentence!("{what} is neither an address nor a folder.", what))
            .hint(sentence!("Write https://… or name a folder that is there."))
    })?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(path);
    Ok((path.to_owned(), name.to_owned()))
}
