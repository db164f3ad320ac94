//! Closing the process to others on the machine before any secret is in it: no core dump, no tracing by the same user,
//! no look into `/proc/PID/mem`. It must never stop the program where the system does not know such a thing.

/// Turns off core dumps and makes the process undumpable.
pub fn close_to_others() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where a limit cannot be lowered there is nothing better to do than to go on.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
