//! Serving the pages.

use crate::args::{Common, ServeArgs};
use crate::exit::Done;
use crate::{open, print};
use desk::keep::Settings;
use desk::{Desk, Outcome, Stop};
use std::sync::Arc;
use web::WebOptions;

pub fn run(common: &Common, args: &ServeArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let listen = match args.listen {
        Some(listen) => listen,
        None => settings.get("listen").parse().map_err(|_| {
            Stop::refused(
                "listen",
                format!("{:?} is not an address such as 127.0.0.1:8484.", settings.get("listen")),
            )
        })?,
    };
    serve(desk, &settings, listen, false)
}

/// Serves an open desk until the program is told to stop, then closes it.
pub fn serve(desk: Desk, settings: &Settings, listen: std::net::SocketAddr, demo: bool) -> Outcome<Done> {
    let options = WebOptions {
        listen,
        language: settings.get("language").to_owned(),
        fresh_for: Settings::seconds(settings.get("fresh_for"))?,
        legal_pack: settings.get("legal_pack").to_owned(),
        demo,
        sign_in: secret()?,
        session: secret()?,
    };
    let desk = web::serve(Arc::new(desk), options, |ready| {
        // The link is the data of this command; everything else is words.
        let _ = print::data(&ready.link);
        print::say(&format!(
            "Serving on {}. Open the link above once, in one browser; stop with Ctrl-C.",
            ready.address
        ));
    })
    .map_err(|cause| {
        Stop::Refusal(desk::Refusal {
            kind: desk::Kind::Busy,
            field: Some("listen"),
            say: format!("The pages cannot be served on {listen}: {cause}."),
            hint: Some("Choose another address with --listen, such as 127.0.0.1:0.".to_owned()),
        })
    })?;
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
