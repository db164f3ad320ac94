//! Serving the pages: of a casebook that is opened here, or of one that is locked until somebody opens it in a browser.

use crate::args::{Common, ServeArgs};
use crate::exit::Done;
use crate::locking::{locking, without_secrets};
use crate::{open, print};
use desk::keep::{Settings, panic_address};
use desk::{Desk, Outcome, Stop};
use ledger::{Disk, Opening, Share, Unlock};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use web::{Key, KeyFile, Opened, Opener, ServeProblem, WebOptions};
use zeroize::Zeroizing;

pub fn run(common: &Common, args: &ServeArgs) -> Outcome<Done> {
    if args.locked {
        return locked(common, args);
    }
    // Before a passphrase is asked for, which would have to be typed again.
    streets(&overruled(open::settings(common)?, args))?;
    let (desk, settings) = open::desk(common)?;
    let settings = overruled(settings, args);
    let listen = listen(args, &settings)?;
    serve(desk, &settings, listen, locked_arguments(common, args), false)
}

/// The settings with what this command's flags say.
fn overruled(mut settings: Settings, args: &ServeArgs) -> Settings {
    if let Some(name) = &args.public_name {
        settings.flag("public_name", name);
    }
    if let Some(file) = &args.streets {
        settings.flag("streets", &file.display().to_string());
    }
    settings
}

/// The name people elsewhere call it by.
fn public_name(settings: &Settings) -> Outcome<Option<web::PublicName>> {
    let name = settings.get("public_name");
    if name.is_empty() {
        return Ok(None);
    }
    web::PublicName::parse(name).map(Some).map_err(|says| Stop::refused_in_english("public-name", says))
}

fn listen(args: &ServeArgs, settings: &Settings) -> Outcome<SocketAddr> {
    match args.listen {
        Some(listen) => Ok(listen),
        None => settings.get("listen").parse().map_err(|_| {
            Stop::refused_in_english(
                "listen",
                format!("{:?} is not an address such as 127.0.0.1:8484.", settings.get("listen")),
            )
        }),
    }
}

/// The arguments that serve the same casebook locked; there is no secret among what was given by flag.
fn locked_arguments(common: &Common, args: &ServeArgs) -> Vec<OsString> {
    let mut all: Vec<OsString> = vec!["serve".into(), "--locked".into()];
    let paths =
        [("--casebook", &common.casebook), ("--key-file", &common.key_file), ("--streets", &args.streets)];
    for (flag, path) in paths.into_iter().filter_map(|(flag, path)| Some((flag, path.as_ref()?))) {
        all.extend([flag.into(), path.clone().into_os_string()]);
    }
    for (flag, word) in [("--by", &common.by), ("--zone", &common.zone)] {
        all.extend(word.iter().flat_map(|word| [flag.into(), word.into()]));
    }
    all.extend(args.public_name.iter().flat_map(|name| ["--public-name".into(), name.into()]));
    if common.quiet {
        all.push("--quiet".into());
    }
    all
}

/// Serves an open desk until the program is told to stop, then closes it. `arguments` serve it locked.
pub fn serve(
    desk: Desk,
    settings: &Settings,
    listen: SocketAddr,
    arguments: Vec<OsString>,
    demo: bool,
) -> Outcome<Done> {
    let panic = panic_address(&desk)?;
    let options = options(settings, desk.dir(), listen, arguments, panic, demo)?;
    let desk = web::serve(Arc::new(desk), options, |ready| {
        // The link is the data of this command; everything else is words.
        let _ = print::data(&ready.link);
        print::say(&format!(
            "Serving on {}. Open the link above once, in one browser; stop with Ctrl-C.",
            ready.address
        ));
        say_panic(&ready.panic);
    })
    .map_err(|cause| cannot(listen, &cause))?;
    close(desk)
}

/// Serves a casebook that is locked.
fn locked(common: &Common, args: &ServeArgs) -> Outcome<Done> {
    without_secrets()?;
    let settings = overruled(open::settings(common)?, args);
    open::present(&open::directory(common)?)?;
    let listen = listen(args, &settings)?;
    let key_file = settings.get("key_file").to_owned();
    // Which way it opens stands in the clear; when it does not read, a passphrase is as good a guess as any.
    let way = ledger::opening(&Disk, &open::directory(common)?).ok();
    let ways = Ways {
        passphrase: !matches!(way, Some(Opening::KeyFile | Opening::Shares { .. })),
        shares: matches!(way, Some(Opening::Shares { .. })),
        key_file: match way {
            Some(Opening::KeyFile) if !key_file.is_empty() => KeyFile::WithLink(secret()?),
            _ => KeyFile::None,
        },
    };
    let dir = open::directory(common)?;
    let options = options(&settings, &dir, listen, locked_arguments(common, args), [0; 16], false)?;
    let common = common.clone();
    let opening = move |key: &Key| {
        let unlock = match key {
            Key::Passphrase(passphrase) => Unlock::Passphrase(passphrase.clone()),
            Key::KeyFile => Unlock::KeyFile(key_file.clone().into()),
            Key::Shares(lines) => {
                Unlock::Shares(lines.iter().map(|line| Share::read_line(line)).collect::<Result<_, _>>()?)
            }
        };
        open::desk_with(&common, &settings, &unlock)
    };
    serve_locked(opening, ways, options)
}

/// The ways in which a locked casebook opens.
pub struct Ways {
    /// With a passphrase.
    pub passphrase: bool,
    /// With shares.
    pub shares: bool,
    /// With the key file.
    pub key_file: KeyFile,
}

/// The shares of a text, as they are kept until there are enough: one line each, whatever form they were typed in.
fn read_shares(text: &str) -> Option<Vec<(web::Share, Zeroizing<String>)>> {
    let shares = Share::read_all(text).or_else(|_| {
        let line = Zeroizing::new(text.replace(['\r', '\n'], " "));
        Share::read_line(&line).map(|share| vec![share])
    });
    let said = |share: &Share| web::Share {
        needed: share.need(),
        number: share.index(),
        set: format!("{} {} {}", share.set(), share.need(), share.of()),
    };
    Some(shares.ok()?.iter().map(|share| (said(share), share.lines(usize::MAX))).collect())
}

/// Serves locked until somebody opens it, and then until the program is told to stop.
pub fn serve_locked(
    opening: impl Fn(&Key) -> Outcome<Desk> + Send + Sync + 'static,
    ways: Ways,
    options: WebOptions,
) -> Outcome<Done> {
    let listen = options.listen;
    let by_link = matches!(ways.key_file, KeyFile::WithLink(_));
    let opener = Opener {
        open: Box::new(move |key| {
            let desk = opening(key)?;
            let panic = panic_address(&desk)?;
            Ok(Opened { desk, panic })
        }),
        passphrase: ways.passphrase,
        key_file: ways.key_file,
        read_shares: ways.shares.then(|| Box::new(read_shares) as web::ReadShares),
        opened: Box::new(|panic| {
            print::say("Opened. Whoever opened it is signed in; nobody else is.");
            say_panic(panic);
        }),
        failed: Box::new(|why| print::say(&format!("habeas: somebody tried to open the casebook: {why}"))),
    };
    let ready = |waiting: &web::Waiting| {
        let _ = print::data(&waiting.link);
        print::say(&format!(
            "Locked, and listening on {}. Open it in a browser at the link above.",
            waiting.address
        ));
        if by_link {
            print::say("That link, and no other, also offers to open it with the key file.");
        }
    };
    let desk = web::serve_locked(opener, options, web::Limits::default(), ready, web::told_to_end())
        .map_err(|cause| cannot(listen, &cause))?;
    desk.map_or(Ok(Done::Well), close)
}

/// How to serve.
pub fn options(
    settings: &Settings,
    dir: &Path,
    listen: SocketAddr,
    arguments: Vec<OsString>,
    panic: [u8; 16],
    demo: bool,
) -> Outcome<WebOptions> {
    Ok(WebOptions {
        listen,
        public: public_name(settings)?,
        language: settings.get("language").to_owned(),
        fresh_for: Settings::seconds(settings.get("fresh_for"))?,
        contacts_kept: open::contacts_kept(settings)?,
        legal_pack: settings.get("legal_pack").to_owned(),
        demo,
        sign_out_after: std::time::Duration::from_secs(settings.sign_out_after()?.unsigned_abs()),
        sign_in: secret()?,
        session: secret()?,
        locking: locking(settings, arguments, panic, demo)?,
        evidence: Some(evidence(settings, dir)?),
        reports: web::Reports {
            a_minute: a_minute(settings, "reports_a_minute")?,
            calls_a_minute: a_minute(settings, "calls_a_minute")?,
            all_calls_a_minute: a_minute(settings, "calls_a_minute")?.saturating_mul(10),
            hooks: hooks(settings)?,
            ..web::Reports::default()
        },
        feeds: Some(feeds(settings)?),
        streets: streets(settings)?,
    })
}

/// The file of streets that is set.
fn streets(settings: &Settings) -> Outcome<Option<Arc<web::Streets>>> {
    let path = settings.get("streets");
    if path.is_empty() {
        return Ok(None);
    }
    let opened = web::Streets::open(Path::new(path)).map_err(|problem| {
        Stop::refused_in_english("streets", format!("{path} cannot be used for streets: {problem}."))
            .hint_in_english(
                "How such a file is made is in docs/map.md; without one the map has outlines and cities.",
            )
    })?;
    Ok(Some(Arc::new(opened)))
}

/// How feeds are looked at.
fn feeds(settings: &Settings) -> Outcome<web::Feeds> {
    let text = settings.get("feeds_every");
    let every = if text.is_empty() { Ok(0) } else { Settings::seconds(text) };
    let every = every.ok().filter(|every| *every == 0 || *every >= 60).ok_or_else(|| {
        Stop::refused_in_english(
            "feeds_every",
            format!("feeds_every: {text:?} is not a time such as 5m; 1m at least, 0 for never."),
        )
    })?;
    Ok(web::Feeds { fetcher: open::fetcher(settings)?, every })
}

/// How the pages reach evidence.
fn evidence(settings: &Settings, dir: &Path) -> Outcome<web::Evidence> {
    // Found now: where this program lies may be unknown later.
    let program = std::env::current_exe().map_err(|cause| Stop::fault("finding this program", cause))?;
    let (settings, dir, by) = (settings.clone(), dir.to_owned(), open::actor(settings)?);
    let open = move || desk::evidence::open_vault(&settings, &dir, program.clone());
    Ok(web::Evidence { by, open: Arc::new(open) })
}

/// The hooks of the file that is set.
fn hooks(settings: &Settings) -> Outcome<Vec<web::Hook>> {
    let path = settings.get("hooks_file");
    if path.is_empty() {
        return Ok(Vec::new());
    }
    let refuse = |says: String| Stop::refused_in_english("hooks_file", format!("hooks_file: {says}."));
    let text =
        std::fs::read_to_string(path).map_err(|cause| refuse(format!("{path} cannot be read: {cause}")))?;
    web::Hook::read_all(&Zeroizing::new(text)).map_err(|says| refuse(format!("{path}, {says}")))
}

fn a_minute(settings: &Settings, name: &'static str) -> Outcome<u32> {
    let text = settings.get(name);
    let read = text.parse().ok().filter(|n| *n > 0);
    read.ok_or_else(|| {
        Stop::refused_in_english(name, format!("{name}: {text:?} is not a number, such as 6000."))
    })
}

fn say_panic(address: &str) {
    print::say(&format!(
        "To lock it at once, from any machine that reaches this one and without signing in: {address}"
    ));
}

fn cannot(listen: SocketAddr, cause: &ServeProblem) -> Stop {
    Stop::Refusal(desk::Refusal {
        kind: desk::Kind::Busy,
        field: Some("listen"),
        say: desk::Sentence::in_english(format!("The pages cannot be served on {listen}: {cause}.")),
        hint: Some(desk::Sentence::in_english("Choose another address with --listen, such as 127.0.0.1:0.")),
    })
}

fn close(desk: Arc<Desk>) -> Outcome<Done> {
    // Nobody else holds it once the server has ended.
    if let Some(desk) = Arc::into_inner(desk) {
        desk.close()?;
    }
    Ok(Done::Well)
}

fn secret() -> Outcome<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|cause| Stop::fault("drawing a secret", std::io::Error::other(cause.to_string())))?;
    Ok(bytes)
}
