//! Ctrl-C during long work: the work is asked to stop and to clean up. A second one ends the program at once; what was
//! half-made then lies under a name of its own, which nobody takes for the whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody asked to stop.
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From here on Ctrl-C, and a polite request to end, ask first.
    pub fn listen() -> Self {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first only ends the program when it was asked before. Where a handler cannot be set,
            // the signal ends the program as ever.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&asked));
            let _ = signal_hook::flag::register(signal, Arc::clone(&asked));
        }
        Self(asked)
    }

    /// Whether to go on.
    pub fn go_on(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}
