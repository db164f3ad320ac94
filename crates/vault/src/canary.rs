//! Trying the walls from inside: a worker that does what an exploited decoder would do. Everything must be refused.

use std::io::Read as _;
use std::net::{TcpListener, TcpStream, UdpSocket};

/// Tries every way out of a walled worker, for the tests of the walls; one line each: `read: refused` or `read: DONE`.
pub fn escape(file: &str, address: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut attempt = |what: &str, done: bool| {
        lines.push(format!("{what}: {}", if done { "DONE" } else { "refused" }));
    };
    let read = |path: &str| std::fs::File::open(path).and_then(|mut file| file.read(&mut [0; 1])).is_ok();
    attempt("read a file", read(file));
    attempt("read /proc/self/environ", read("/proc/self/environ"));
    attempt("list a folder", std::fs::read_dir("/").is_ok());
    attempt("write a file", std::fs::write(format!("{file}.out"), "x").is_ok());
    attempt("remove a file", std::fs::remove_file(file).is_ok());
    attempt("connect", TcpStream::connect(address).is_ok());
    attempt("listen", TcpListener::bind("127.0.0.1:0").is_ok());
    attempt("send a datagram", UdpSocket::bind("127.0.0.1:0").and_then(|s| s.send_to(b"x", address)).is_ok());
    #[cfg(unix)]
    attempt("local socket", std::os::unix::net::UnixDatagram::unbound().is_ok());
    attempt("start a program", std::process::Command::new("/bin/true").spawn().is_ok());
    attempt("start a thread", std::thread::Builder::new().spawn(|| ()).is_ok());
    let unlimited = rustix::process::Rlimit { current: None, maximum: None };
    attempt("raise a limit", rustix::process::setrlimit(rustix::process::Resource::As, unlimited).is_ok());
    lines
}

/// Uses more than is allowed, for ever.
pub(crate) fn exceed(what: &str) -> bool {
    match what {
        "memory" => {
            let mut kept: Vec<Vec<u8>> = Vec::new();
            loop {
                kept.push(vec![1; 1 << 20]);
            }
        }
        "time" => loop {
            std::hint::spin_loop();
        },
        "words" => loop {
            if std::io::Write::write_all(&mut std::io::stdout(), &[b'a'; 65_536]).is_err() {
                return false;
            }
        },
        "sleep" => loop {
            std::thread::sleep(std::time::Duration::from_secs(3600));
        },
        _ => false,
    }
}
