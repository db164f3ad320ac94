//! The worker's walls. Limits of the process: address space, computing time, no bytes to files, no new file
//! descriptors, no core. Landlock: no file of any kind, no network, where the kernel has it. Seccomp: only the calls that
//! decoding needs; every other is refused. Each wall holds without the others.

use super::{MEMORY, SECONDS};
use rustix::process::{Resource, Rlimit, setrlimit};

/// Builds the walls around this process, and names those that this system cannot build.
pub(super) fn confine() -> Vec<String> {
    let mut missing = Vec::new();
    let mut limit = |resource, most, name: &str| {
        if setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_err() {
            missing.push(format!("limit of {name}"));
        }
    };
    limit(Resource::As, MEMORY, "memory");
    limit(Resource::Cpu, SECONDS, "computing time");
    limit(Resource::Fsize, 0, "file size");
    limit(Resource::Core, 0, "core dumps");
    missing.extend(no_files());
    if setrlimit(Resource::Nofile, Rlimit { current: Some(0), maximum: Some(0) }).is_err() {
        missing.push("limit of open files".to_owned());
    }
    missing.extend(few_calls());
    missing
}

#[cfg(target_os = "linux")]
fn no_files() -> Option<String> {
    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetStatus, Scope};
    const NEWEST: ABI = ABI::V6;
    // What an older kernel does not know is left out, and what is left is enforced.
    let enforced = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(NEWEST)))
        .and_then(|rules| rules.scope(Scope::from_all(NEWEST)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    match enforced {
        Ok(status) if status.ruleset != RulesetStatus::NotEnforced => None,
        _ => Some("landlock".to_owned()),
    }
}

#[cfg(not(target_os = "linux"))]
fn no_files() -> Option<String> {
    Some("landlock".to_owned())
}

#[cfg(target_os = "linux")]
fn few_calls() -> Option<String> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
    // Memory, the two pipes that are open, time, randomness, ending.
    let allowed = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_sched_yield,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_restart_syscall,
    ];
    let built = || -> Option<()> {
        let filter = SeccompFilter::new(
            allowed.into_iter().map(|call| (call, Vec::new())).collect(),
            SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?),
            SeccompAction::Allow,
            std::env::consts::ARCH.try_into().ok()?,
        );
        let program: BpfProgram = filter.ok()?.try_into().ok()?;
        seccompiler::apply_filter(&program).ok()
    };
    built().is_none().then(|| "seccomp".to_owned())
}

#[cfg(not(target_os = "linux"))]
fn few_calls() -> Option<String> {
    Some("seccomp".to_owned())
}
