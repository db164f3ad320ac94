//! Exit codes: 0 done · 1 done, problems found · 2 usage · 3 refused · 4 not found · 5 conflict · 6 storage or network,
//! retry · 70 internal fault. A closed pipe is a normal end.

use desk::{Kind, Stop};
use std::process::ExitCode;

/// How a command ended when it did not stop.
pub enum Done {
    /// Done.
    Well,
    /// Done, and problems were found.
    WithProblems,
}

/// The exit code of a command, after saying why it stopped.
pub fn code(outcome: Result<Done, Stop>) -> ExitCode {
    match outcome {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::WithProblems) => ExitCode::from(1),
        Err(stop) => {
            if let Stop::Fault(fault) = &stop
                && is_closed_pipe(fault.cause.as_ref())
            {
                return ExitCode::SUCCESS;
            }
            crate::print::say(&format!("habeas: {stop}"));
            ExitCode::from(match &stop {
                Stop::Refusal(refusal) => match refusal.kind {
                    Kind::Refused => 3,
                    Kind::NotFound => 4,
                    Kind::Conflict => 5,
                    Kind::Busy => 6,
                },
                Stop::Fault(_) => 70,
            })
        }
    }
}

fn is_closed_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The exit code of arguments that were not understood, or of `--help`.
pub fn usage(problem: &clap::Error) -> ExitCode {
    // Nothing more can be said when the terminal is gone.
    let _ = problem.print();
    if problem.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
