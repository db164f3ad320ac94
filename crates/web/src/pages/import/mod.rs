//! Importing: a file or a text is handed in, looked at before anything is saved, recorded while its page tells how far it is, and
//! can be undone as a whole. Work that takes long runs on a thread of its own; its page asks again by itself, without script.

mod hand_in;
mod linkage;
mod report;
mod slip;

pub(super) use hand_in::Problem;
pub(crate) use hand_in::{hand_in_file, import_page};
pub(crate) use linkage::{compare_import, linkage_page};
pub(crate) use report::{bring_import_back, imported_report, undo_import};
pub(crate) use slip::{change_slip, slip_page};

use crate::app::App;
use crate::stopped;
use desk::import::{SlipState, Ticket, rehearse, run, slip};
use desk::{Desk, Outcome, Stop};
use std::sync::Arc;
use std::time::Duration;

const PATH: &str = "/import";

/// What is done beside the pages.
type Work = fn(&Desk, Ticket, &dyn Fn() -> bool) -> Outcome<()>;

/// Reads a file of the tray on a thread of its own. Most files are read in a moment: then the page has it at once.
fn read_aside(app: &Arc<App>, ticket: Ticket) -> Outcome<()> {
    aside(app, ticket, rehearse)
}

/// Records a file of the tray on a thread of its own.
fn save_aside(app: &Arc<App>, ticket: Ticket) -> Outcome<()> {
    aside(app, ticket, run)
}

fn aside(app: &Arc<App>, ticket: Ticket, work: Work) -> Outcome<()> {
    let mine = Arc::clone(app);
    std::thread::Builder::new()
        .name("habeas-import".to_owned())
        .spawn(move || {
            let ended = mine.lock.ended();
            let done = work(&mine.desk, ticket, &|| !*ended.borrow());
            if let Err(stop @ Stop::Fault(_)) = done {
                stopped::incident(&mine.desk, &format!("a file could not be imported: {stop}"));
            }
        })
        .map_err(|cause| Stop::fault("starting to import", cause))?;
    for _ in 0..15 {
        std::thread::sleep(Duration::from_millis(100));
        let state = slip(&app.desk, ticket).map(|slip| slip.state);
        if !matches!(state, Ok(SlipState::Reading(..) | SlipState::Saving(..))) {
            break;
        }
    }
    Ok(())
}
