//! Shares on paper: writing each into a file of its own, with words around it for whoever keeps it, and reading them
//! back. A share must never lie in a file that somebody else can read, nor replace one that is there.

use crate::Sentence;
use crate::stop::{Kind, Outcome, Refusal, Stop};
use ledger::Share;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Writes every share into a file of its own in a directory, and reads it back. If one cannot be written, none stays.
///
/// # Errors
/// A refusal naming the file when it is there already or cannot be written.
pub fn write_shares(dir: &Path, shares: &[Share]) -> Outcome<Vec<PathBuf>> {
    let mut options = std::fs::DirBuilder::new();
    options.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut options, 0o700);
    options.create(dir).map_err(|cause| cannot(dir, &cause))?;
    let mut written = Vec::new();
    for share in shares {
        let path = dir.join(format!("share-{}-of-{}.txt", share.index(), share.of()));
        let done = write(&path, &words(share)).and_then(|()| {
            written.push(path.clone());
            let back = Zeroizing::new(std::fs::read_to_string(&path)?);
            match Share::read_all(&back) {
                Ok(read) if read.as_slice() == std::slice::from_ref(share) => Ok(()),
                _ => Err(std::io::Error::other("it does not read back as it was written")),
            }
        });
        if let Err(cause) = done {
            // Shares of a set that opens nothing must not lie about.
            written.iter().for_each(|path| drop(std::fs::remove_file(path)));
            return Err(cannot(&path, &cause));
        }
    }
    std::fs::File::open(dir).and_then(|dir| dir.sync_all()).map_err(|cause| cannot(dir, &cause))?;
    Ok(written)
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn cannot(path: &Path, cause: &std::io::Error) -> Stop {
    let kind = match cause.kind() {
        std::io::ErrorKind::AlreadyExists => Kind::Conflict,
        _ => Kind::Busy,
    };
    let say = format!("{} could not be written: {cause}.", path.display());
    Stop::Refusal(Refusal {
        kind,
        field: Some("out"),
        say: Sentence::in_english(say),
        hint: Some(Sentence::in_english("No share was made.")),
    })
}

/// What stands in a share's file. Lines of words must not begin like a line of the share.
fn words(share: &Share) -> Zeroizing<String> {
    let (index, of, need, set) = (share.index(), share.of(), share.need(), share.set());
    let lines = share.lines(6);
    Zeroizing::new(format!(
        "habeas: share {index} of {of}, set {set}. {need} shares of this set open the casebook; this one alone opens nothing.
Keep it apart from the other shares and from the machine. To give it over the phone, read the groups below:
each has five letters, and each group is checked by itself. There is no O, I, L or U in it.

habeas: доля {index} из {of}, набор {set}. Дело открывают {need} доли этого набора; одна эта не открывает ничего.
Храните её отдельно от других долей и от компьютера. По телефону читайте группы ниже:
в каждой пять букв, и каждая группа проверяется сама. Букв O, I, L и U в ней нет.

habeas: {of} үлестің {index}-үлесі, жинағы {set}. Істі осы жинақтың {need} үлесі ашады; бұл жалғыз өзі ештеңе ашпайды.
Оны басқа үлестерден және компьютерден бөлек сақтаңыз. Телефонмен төмендегі топтарды оқыңыз:
әр топта бес әріп бар, әр топ өз алдына тексеріледі. Онда O, I, L және U әріптері жоқ.

{}
",
        *lines
    ))
}

/// Reads the shares in files.
///
/// # Errors
/// A refusal naming the file that is missing, or that holds no share, or a mistyped one.
pub fn read_shares(paths: &[PathBuf]) -> Outcome<Vec<Share>> {
    let mut shares = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map(Zeroizing::new).map_err(|cause| {
            let kind = if cause.kind() == std::io::ErrorKind::NotFound { Kind::NotFound } else { Kind::Busy };
            let say = format!("The share file {} could not be read: {cause}.", path.display());
            Stop::Refusal(Refusal { kind, field: Some("share"), say: Sentence::in_english(say), hint: None })
        })?;
        let read = Share::read_all(&text)
            .map_err(|problem| Stop::refused_in_english("share", format!("{}: {problem}", path.display())))?;
        shares.extend(read);
    }
    Ok(shares)
}
