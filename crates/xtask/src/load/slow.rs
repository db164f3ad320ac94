//! Slow sockets: each sends the beginning of a request and then a byte now and then, and comes again when it is shown out.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The time for one round of all sockets.
const ROUND: Duration = Duration::from_secs(4);

/// The crowd.
pub struct Crowd {
    end: Arc<AtomicBool>,
    shown_out: Arc<AtomicUsize>,
    thread: JoinHandle<usize>,
}

/// What became of it.
#[derive(Debug, Clone, Copy)]
pub struct Slow {
    /// Sockets that were open at the end.
    pub open: usize,
    /// How often one was shown out.
    pub shown_out: usize,
}

impl Crowd {
    /// Opens so many sockets, or as many as can be had, and keeps them slow.
    pub fn gather(address: SocketAddr, count: usize) -> Self {
        let end = Arc::new(AtomicBool::new(false));
        let shown_out = Arc::new(AtomicUsize::new(0));
        let ready = Arc::new(AtomicBool::new(false));
        let thread = {
            let (end, shown_out, ready) = (Arc::clone(&end), Arc::clone(&shown_out), Arc::clone(&ready));
            std::thread::spawn(move || drip(address, count, &end, &shown_out, &ready))
        };
        while !ready.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { end, shown_out, thread }
    }

    /// Lets all of them go.
    pub fn end(self) -> Slow {
        self.end.store(true, Ordering::Relaxed);
        let open = self.thread.join().unwrap_or(0);
        Slow { open, shown_out: self.shown_out.load(Ordering::Relaxed) }
    }
}

fn open(address: SocketAddr) -> Option<TcpStream> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    stream.set_nonblocking(true).ok()?;
    stream.write_all(format!("POST /api/v1/reports HTTP/1.1\r\nhost: {address}\r\nx-").as_bytes()).ok()?;
    Some(stream)
}

fn drip(
    address: SocketAddr,
    count: usize,
    end: &AtomicBool,
    shown_out: &AtomicUsize,
    ready: &AtomicBool,
) -> usize {
    let mut sockets: Vec<Option<TcpStream>> = (0..count).map(|_| open(address)).collect();
    ready.store(true, Ordering::Relaxed);
    let pause = ROUND / 200;
    let piece = count.div_ceil(200).max(1);
    let mut buffer = [0; 512];
    'rounds: loop {
        for some in sockets.chunks_mut(piece) {
            let started = Instant::now();
            for socket in some {
                let alive = socket.as_mut().is_some_and(|stream| {
                    let gone = match stream.read(&mut buffer) {
                        Ok(_) => true,
                        Err(cause) => cause.kind() != ErrorKind::WouldBlock,
                    };
                    !gone && stream.write(b"a").is_ok()
                });
                if !alive {
                    shown_out.fetch_add(1, Ordering::Relaxed);
                    *socket = open(address);
                }
            }
            if end.load(Ordering::Relaxed) {
                break 'rounds;
            }
            std::thread::sleep(pause.saturating_sub(started.elapsed()));
        }
    }
    sockets.iter().flatten().count()
}
