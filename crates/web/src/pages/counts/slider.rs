//! The moment as of which things are counted: a slider, and links that move it, which need no hand for dragging.

use super::with;
use crate::app::Scene;
use crate::say::{Moment, Target};
use claims::when::{Instant, When};
use desk::count::SideBySide;
use desk::{Outcome, Stop};
use desk::{Sentence, sentence};
use serde::Serialize;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A slider over the time in which anything that is counted happened.
#[derive(Serialize)]
pub(super) struct Slider {
    least: i64,
    most: i64,
    step: i64,
    at: i64,
    words: Moment,
    from: Moment,
    to: Moment,
    /// Earlier and later, in steps of an hour and a day, and now.
    moves: Vec<Target>,
}

/// The moment that the slider was set to: none when it was not; nothing inside when it stands at now.
pub(super) fn moment(scene: &Scene) -> Outcome<Option<Option<When>>> {
    let Some(text) = scene.asked.query.get("slide") else { return Ok(None) };
    let seconds: i64 = text.parse().map_err(|_| {
        Stop::refused("slide", sentence!("{text:?} is not a number of seconds.", text))
            .hint(sentence!("Write the moment under “as of” instead, such as 2031-06-08T18:00."))
    })?;
    let at = Instant::from_unix(seconds);
    if at >= scene.app.desk.now() {
        return Ok(Some(None));
    }
    Ok(Some(Some(when(scene, at)?)))
}

/// A moment as a question holds it.
pub(super) fn when(scene: &Scene, at: Instant) -> Outcome<When> {
    When::at(at, scene.zone()).map_err(|problem| Stop::refused("as_of", Sentence::from(&problem)))
}

/// The slider's moment as the plain field takes it; empty for now, none when the slider was not moved.
pub(super) fn written(scene: &Scene) -> Option<String> {
    let moment = moment(scene).ok()??;
    Some(moment.map_or_else(String::new, |when| when.written().to_owned()))
}

/// The slider; none when nothing that is counted has a time.
pub(super) fn of(scene: &Scene, now: &SideBySide) -> Option<Slider> {
    let (say, zone) = (&scene.say, scene.zone());
    let today = scene.app.desk.now().unix();
    let least = now.since?.unix().div_euclid(HOUR) * HOUR;
    if least >= today {
        return None;
    }
    let step = match today - least {
        short if short <= 20 * DAY => HOUR,
        longer if longer <= 120 * DAY => 6 * HOUR,
        _ => DAY,
    };
    let most = least + (today - least).div_euclid(step) * step + step;
    let at = now.as_of.unix();
    let to = |at: i64| {
        let seconds = if at >= today { String::new() } else { Instant::from_unix(at).in_zone(zone) };
        with(scene, &[("as_of", &seconds)])
    };
    let mut moves = Vec::new();
    for (id, by) in [
        ("counts-day-back", -DAY),
        ("counts-hour-back", -HOUR),
        ("counts-hour-on", HOUR),
        ("counts-day-on", DAY),
    ] {
        let there = at + by;
        if there >= least && (by < 0 || at < today) {
            moves.push(Target { href: to(there), label: say.the(id), kind: String::new() });
        }
    }
    if at < today {
        moves.push(Target { href: to(today), label: say.the("counts-now"), kind: String::new() });
    }
    let moment = |at: i64| say.moment(Instant::from_unix(at), zone);
    Some(Slider {
        least,
        most,
        step,
        // Now is where the slider ends.
        at: if at >= today { most } else { at.clamp(least, most) },
        words: moment(at),
        from: moment(least),
        to: moment(today),
        moves,
    })
}
