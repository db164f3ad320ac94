//! Running a program until its k-th write-class system call, and killing it there. The call itself does not happen, so
//! killing at every call visits every state that a killed program can leave behind. Linux only; threads and children
//! of the program are counted with it.

use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a traced run ended.
pub struct Ended {
    /// Write-class calls it was about to make, up to the kill.
    pub points: usize,
    /// Its exit code, unless it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it said.
    pub err: String,
}

/// Runs a command, killed when it is about to make write-class call number `kill_at` (from 1), or to its end.
///
/// # Errors
/// A sentence, when tracing is not possible here.
pub fn run(
    command: &[String],
    environment: &[(String, String)],
    scratch: &Path,
    kill_at: Option<usize>,
) -> Result<Ended, String> {
    let (out, err) = (scratch.join("out"), scratch.join("err"));
    let file = |path: &Path| File::create(path).map_err(|e| format!("{}: {e}", path.display()));
    // The shell stops itself, so that it can be seized before it becomes the program.
    let mut child = Command::new("/bin/sh")
        .args(["-c", "kill -STOP $$; exec \"$0\" \"$@\""])
        .args(command)
        .env_clear()
        .envs(environment.iter().cloned())
        .current_dir(scratch)
        .stdin(Stdio::null())
        .stdout(file(&out)?)
        .stderr(file(&err)?)
        .spawn()
        .map_err(|e| format!("the program could not be started: {e}"))?;
    let pid = Pid::from_raw(child.id() as i32);
    let ended = follow(pid, kill_at);
    if ended.is_err() {
        let _ = child.kill();
    }
    // The tracer has seen it end; this only lets go of the handle.
    let _ = child.try_wait();
    let (points, code) = ended.map_err(|e| format!("the program could not be traced: {e}"))?;
    let said = |path: &Path| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Ended { points, code, out: said(&out).unwrap_or_default(), err: said(&err).unwrap_or_default() })
}

fn follow(pid: Pid, kill_at: Option<usize>) -> nix::Result<(usize, Option<i32>)> {
    waitpid(pid, Some(WaitPidFlag::WUNTRACED))?;
    let all = Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_TRACECLONE
        | Options::PTRACE_O_TRACEFORK
        | Options::PTRACE_O_TRACEVFORK
        | Options::PTRACE_O_TRACEEXEC
        | Options::PTRACE_O_EXITKILL;
    ptrace::seize(pid, all)?;
    kill(pid, Signal::SIGCONT)?;
    let mut points = 0;
    let mut became_the_program = false;
    // Per thread: whether it is inside a system call.
    let mut inside: HashMap<Pid, bool> = HashMap::new();
    loop {
        match waitpid(None, Some(WaitPidFlag::__WALL))? {
            WaitStatus::Exited(who, code) if who == pid => return Ok((points, Some(code))),
            WaitStatus::Signaled(who, _, _) if who == pid => return Ok((points, None)),
            WaitStatus::PtraceSyscall(thread) => {
                let within = inside.entry(thread).or_insert(false);
                *within = !*within;
                if *within && became_the_program && writes(thread)? {
                    points += 1;
                    if kill_at == Some(points) {
                        kill(pid, Signal::SIGKILL)?;
                    }
                }
                go_on(thread, None)?;
            }
            WaitStatus::PtraceEvent(thread, _, event) => {
                if event == ptrace::Event::PTRACE_EVENT_EXEC as i32 {
                    became_the_program = true;
                }
                go_on(thread, None)?;
            }
            WaitStatus::Stopped(thread, signal) => {
                let ours = matches!(signal, Signal::SIGTRAP | Signal::SIGSTOP | Signal::SIGCONT);
                go_on(thread, (!ours).then_some(signal))?;
            }
            _ => {}
        }
    }
}

/// A thread that was killed meanwhile cannot go on, and need not.
fn go_on(thread: Pid, signal: Option<Signal>) -> nix::Result<()> {
    match ptrace::syscall(thread, signal) {
        Err(nix::errno::Errno::ESRCH) => Ok(()),
        other => other,
    }
}

/// Whether the call a thread is about to make can change what is on a disk.
fn writes(thread: Pid) -> nix::Result<bool> {
    use nix::libc;
    const CREATING: u64 = (libc::O_CREAT | libc::O_TRUNC) as u64;
    let Ok(registers) = ptrace::getregs(thread) else { return Ok(false) };
    #[cfg(target_arch = "x86_64")]
    let (number, flags) = (registers.orig_rax as i64, registers.rdx);
    #[cfg(target_arch = "aarch64")]
    let (number, flags) = (registers.regs[8] as i64, registers.regs[2]);
    if number == libc::SYS_openat {
        return Ok(flags & CREATING != 0);
    }
    #[cfg(target_arch = "x86_64")]
    if [libc::SYS_rename, libc::SYS_unlink, libc::SYS_mkdir, libc::SYS_rmdir, libc::SYS_link, libc::SYS_chmod]
        .contains(&number)
    {
        return Ok(true);
    }
    Ok([
        libc::SYS_write,
        libc::SYS_pwrite64,
        libc::SYS_writev,
        libc::SYS_pwritev,
        libc::SYS_pwritev2,
        libc::SYS_fsync,
        libc::SYS_fdatasync,
        libc::SYS_sync_file_range,
        libc::SYS_ftruncate,
        libc::SYS_truncate,
        libc::SYS_fallocate,
        libc::SYS_copy_file_range,
        libc::SYS_sendfile,
        libc::SYS_renameat,
        libc::SYS_renameat2,
        libc::SYS_unlinkat,
        libc::SYS_mkdirat,
        libc::SYS_linkat,
        libc::SYS_fchmod,
        libc::SYS_fchmodat,
        libc::SYS_msync,
    ]
    .contains(&number))
}
