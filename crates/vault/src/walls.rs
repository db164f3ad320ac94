//! Walls of a worker process. Limits of the process: address space, computing time, no bytes to files, open files, no
//! core. Landlock: only the files and ports that are named, where the kernel has it. Seccomp: only the calls that the
//! work needs; every other is refused. Each wall holds without the others.

use rustix::process::{Resource, Rlimit, setrlimit};
use std::path::Path;

/// What a worker may do.
#[derive(Debug, Clone, Default)]
pub struct Walls<'w> {
    /// Address space, in bytes.
    pub memory: u64,
    /// Computing time, in seconds.
    pub seconds: u64,
    /// File descriptors at once; 0: none beyond those that are open.
    pub descriptors: u64,
    /// Files and folders that may be read; others may not, as far as the kernel can tell.
    pub readable: &'w [&'w Path],
    /// Ports to which TCP may connect; none: no network of any kind.
    pub ports: &'w [u16],
}

/// Builds the walls around this process, and names those that this system cannot build. What no wall allows stays
/// impossible until the process ends.
pub fn confine(walls: &Walls<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut limit = |resource, most, name: &str| {
        if setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_err() {
            missing.push(format!("limit of {name}"));
        }
    };
    limit(Resource::As, walls.memory, "memory");
    limit(Resource::Cpu, walls.seconds, "computing time");
    limit(Resource::Fsize, 0, "file size");
    limit(Resource::Core, 0, "core dumps");
    missing.extend(few_files(walls));
    let most = Some(walls.descriptors);
    if setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most }).is_err() {
        missing.push("limit of open files".to_owned());
    }
    missing.extend(few_calls(walls));
    missing
}

#[cfg(target_os = "linux")]
fn few_files(walls: &Walls<'_>) -> Option<String> {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, NetPort, PathBeneath, PathFd, Ruleset, RulesetAttr as _,
        RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope,
    };
    const NEWEST: ABI = ABI::V6;
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    // A folder may be listed, a file cannot. What is not there needs no rule.
    let readable = walls.readable.iter().filter_map(|path| {
        let allowed = if path.is_dir() { read } else { AccessFs::ReadFile.into() };
        Some(Ok::<_, RulesetError>(PathBeneath::new(PathFd::new(path).ok()?, allowed)))
    });
    let ports =
        walls.ports.iter().map(|port| Ok::<_, RulesetError>(NetPort::new(*port, AccessNet::ConnectTcp)));
    // What an older kernel does not know is left out, and what is left is enforced.
    let enforced = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(NEWEST)))
        .and_then(|rules| rules.scope(Scope::from_all(NEWEST)))
        .and_then(Ruleset::create)
        .and_then(|rules| rules.add_rules(readable))
        .and_then(|rules| rules.add_rules(ports))
        .and_then(landlock::RulesetCreated::restrict_self);
    match enforced {
        Ok(status) if status.ruleset != RulesetStatus::NotEnforced => None,
        _ => Some("landlock".to_owned()),
    }
}

#[cfg(not(target_os = "linux"))]
fn few_files(_: &Walls<'_>) -> Option<String> {
    Some("landlock".to_owned())
}

/// Memory, what is open, time, randomness, ending.
#[cfg(target_os = "linux")]
const FOR_ANY_WORK: [libc::c_long; 26] = [
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

/// Reading the files of the system by which names become addresses, and loading the libraries that do so.
#[cfg(target_os = "linux")]
const FOR_NAMES: [libc::c_long; 10] = [
    libc::SYS_openat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_mprotect,
    libc::SYS_fcntl,
    libc::SYS_ioctl,
    libc::SYS_uname,
    libc::SYS_prlimit64,
];

/// Connecting out. No call by which others could connect to this process.
#[cfg(target_os = "linux")]
const FOR_CONNECTING: [libc::c_long; 15] = [
    libc::SYS_connect,
    // Of a socket that asks the kernel for this machine's addresses; landlock keeps TCP from it.
    libc::SYS_bind,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_ppoll,
    libc::SYS_setsockopt,
    libc::SYS_getsockopt,
    libc::SYS_getsockname,
    libc::SYS_getpeername,
    libc::SYS_shutdown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    #[cfg(not(target_arch = "x86_64"))]
    libc::SYS_ppoll,
    libc::SYS_gettimeofday,
];

#[cfg(target_os = "linux")]
fn few_calls(walls: &Walls<'_>) -> Option<String> {
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };
    let built = || -> Option<()> {
        let mut allowed: std::collections::BTreeMap<i64, Vec<SeccompRule>> =
            FOR_ANY_WORK.into_iter().map(|call| (call, Vec::new())).collect();
        if !walls.ports.is_empty() {
            allowed.extend(FOR_NAMES.into_iter().chain(FOR_CONNECTING).map(|call| (call, Vec::new())));
            // Of the internet, and the kernel's own; no local sockets, behind which other programs listen, and no raw ones.
            let of = |family: libc::c_int| {
                let family = u64::try_from(family).ok()?;
                let of_family = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, family);
                SeccompRule::new(vec![of_family.ok()?]).ok()
            };
            let families = [libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK];
            allowed.insert(libc::SYS_socket, families.into_iter().map(of).collect::<Option<_>>()?);
        }
        let filter = SeccompFilter::new(
            allowed,
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
fn few_calls(_: &Walls<'_>) -> Option<String> {
    Some("seccomp".to_owned())
}
