//! The generator: an open loop. Every request has its moment, fixed before the first is sent; latency is measured from
//! that moment, so a server that stalls is charged for everything that had to wait.

use super::reports::Request;
use claims::RecordId;
use rustix::event::{Timespec, epoll};
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Connections at once; beyond them a request waits in the generator, on the server's account.
const CONNECTIONS: usize = 4000;
/// Bytes of an answer.
const LARGEST_ANSWER: usize = 2 * 1024;

/// When to send what where.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The server.
    pub address: SocketAddr,
    /// Requests a second.
    pub rate: u32,
    /// A new connection for every request.
    pub fresh: bool,
    /// How long to wait for answers after the last request was sent.
    pub patience: Duration,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Measured {
    /// Requests that had a moment.
    pub offered: usize,
    /// Milliseconds from its moment to its acknowledgement, of each that was taken in.
    pub taken: Vec<f64>,
    /// The same, of those that were refused with 503.
    pub shed: Vec<f64>,
    /// Those of the refused that did not say when to come again.
    pub without_retry: usize,
    /// Any other answer, or none.
    pub failed: usize,
    /// The first other answer, for whoever has to understand it.
    pub odd: Option<String>,
    /// The reports that were acknowledged.
    pub acknowledged: Vec<RecordId>,
    /// Seconds from the first moment to the last acknowledgement.
    pub seconds: f64,
    /// The longest time the generator was late itself, in milliseconds.
    pub late: f64,
    /// Connections that were opened.
    pub connections: usize,
    /// Seconds of processor time the generator took for itself.
    pub cpu: f64,
}

struct Line {
    stream: TcpStream,
    /// The moment of the request it carries, with its number.
    carries: Option<(Instant, usize)>,
    sent: usize,
    answer: Vec<u8>,
}

struct Sender<'r> {
    plan: &'r Plan,
    requests: &'r [Request],
    poll: rustix::fd::OwnedFd,
    lines: Vec<Option<Line>>,
    idle: Vec<usize>,
    free: Vec<usize>,
    measured: Measured,
    start: Instant,
    open: usize,
}

/// Sends everything at its moment.
pub fn send(plan: &Plan, requests: &[Request]) -> Result<Measured, String> {
    let poll = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(|cause| cause.to_string())?;
    let start = Instant::now() + Duration::from_millis(100);
    let mut sender = Sender {
        plan,
        requests,
        poll,
        lines: Vec::new(),
        idle: Vec::new(),
        free: Vec::new(),
        measured: Measured { offered: requests.len(), ..Measured::default() },
        start,
        open: 0,
    };
    let before = cpu();
    sender.run();
    sender.measured.cpu = cpu() - before;
    Ok(sender.measured)
}

/// Processor time of this thread, in seconds.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

impl Sender<'_> {
    fn run(&mut self) {
        let gap = 1.0 / f64::from(self.plan.rate);
        let moment = |n: usize, start: Instant| start + Duration::from_secs_f64(n as f64 * gap);
        let mut next = 0;
        let mut waiting: VecDeque<(Instant, usize)> = VecDeque::new();
        let mut events = Vec::with_capacity(1024);
        let last = moment(self.requests.len(), self.start) + self.plan.patience;
        loop {
            let now = Instant::now();
            while next < self.requests.len() && moment(next, self.start) <= now {
                let at = moment(next, self.start);
                self.measured.late = self.measured.late.max((now - at).as_secs_f64() * 1000.0);
                waiting.push_back((at, next));
                next += 1;
            }
            while let Some((at, n)) = waiting.front().copied() {
                if !self.carry(at, n) {
                    break;
                }
                waiting.pop_front();
            }
            if next == self.requests.len() && waiting.is_empty() && self.open == 0 || now > last {
                break;
            }
            let until = if next < self.requests.len() { moment(next, self.start) } else { last };
            let wait = until.saturating_duration_since(Instant::now()).min(Duration::from_millis(20));
            let wait = Timespec { tv_sec: 0, tv_nsec: wait.as_nanos().min(999_999_999) as _ };
            events.clear();
            if epoll::wait(&self.poll, rustix::buffer::spare_capacity(&mut events), Some(&wait)).is_err() {
                continue;
            }
            for event in &events {
                self.moved(event.data.u64() as usize);
            }
        }
        self.measured.failed += waiting.len() + self.open + (self.requests.len() - next);
    }

    /// Gives a request to a connection that is free; false when there is none.
    fn carry(&mut self, at: Instant, n: usize) -> bool {
        let slot = match self.idle.pop() {
            Some(slot) => slot,
            None if self.lines.len() - self.free.len() >= CONNECTIONS => return false,
            None => match self.connect() {
                Some(slot) => slot,
                None => {
                    self.failed("no connection");
                    return true;
                }
            },
        };
        if let Some(line) = self.lines.get_mut(slot).and_then(Option::as_mut) {
            line.carries = Some((at, n));
            line.sent = 0;
            line.answer.clear();
            self.open += 1;
        }
        self.write(slot);
        true
    }

    fn connect(&mut self) -> Option<usize> {
        let stream = TcpStream::connect_timeout(&self.plan.address, Duration::from_secs(2)).ok()?;
        stream.set_nonblocking(true).ok()?;
        stream.set_nodelay(true).ok()?;
        let slot = self.free.pop().unwrap_or_else(|| {
            self.lines.push(None);
            self.lines.len() - 1
        });
        let flags = epoll::EventFlags::IN | epoll::EventFlags::ET;
        epoll::add(&self.poll, &stream, epoll::EventData::new_u64(slot as u64), flags).ok()?;
        let line = Line { stream, carries: None, sent: 0, answer: Vec::with_capacity(1024) };
        *self.lines.get_mut(slot)? = Some(line);
        self.measured.connections += 1;
        Some(slot)
    }

    fn write(&mut self, slot: usize) {
        let Some(line) = self.lines.get_mut(slot).and_then(Option::as_mut) else { return };
        let Some((_, n)) = line.carries else { return };
        let Some(request) = self.requests.get(n) else { return };
        while let Some(rest) = request.bytes.get(line.sent..).filter(|rest| !rest.is_empty()) {
            match line.stream.write(rest) {
                Ok(wrote) => line.sent += wrote,
                Err(cause) if cause.kind() == ErrorKind::WouldBlock => {
                    let flags = epoll::EventFlags::IN | epoll::EventFlags::OUT | epoll::EventFlags::ET;
                    let data = epoll::EventData::new_u64(slot as u64);
                    // If it cannot be watched, the request counts as failed at the end.
                    let _ = epoll::modify(&self.poll, &line.stream, data, flags);
                    return;
                }
                // The server hung up: the answer may still be there to read.
                Err(_) => return,
            }
        }
    }

    fn moved(&mut self, slot: usize) {
        self.write(slot);
        let mut buffer = [0; LARGEST_ANSWER];
        loop {
            let Some(line) = self.lines.get_mut(slot).and_then(Option::as_mut) else { return };
            match line.stream.read(&mut buffer) {
                Ok(0) => return self.hung_up(slot),
                Ok(n) => {
                    line.answer.extend_from_slice(buffer.get(..n).unwrap_or_default());
                    if let Some(answer) = Answer::read(&line.answer) {
                        return self.answered(slot, &answer);
                    }
                }
                Err(cause) if cause.kind() == ErrorKind::WouldBlock => return,
                Err(_) => return self.hung_up(slot),
            }
        }
    }

    fn hung_up(&mut self, slot: usize) {
        let Some(line) = self.lines.get_mut(slot).and_then(Option::take) else { return };
        self.idle.retain(|idle| *idle != slot);
        self.free.push(slot);
        if line.carries.is_some() {
            self.open -= 1;
            self.failed("hung up without an answer");
        }
    }

    fn answered(&mut self, slot: usize, answer: &Answer) {
        let now = Instant::now();
        let Some(line) = self.lines.get_mut(slot).and_then(Option::as_mut) else { return };
        let Some((at, _)) = line.carries.take() else { return };
        self.open -= 1;
        let took = (now - at).as_secs_f64() * 1000.0;
        match answer.status {
            200 | 201 => {
                self.measured.taken.push(took);
                self.measured.seconds = (now - self.start).as_secs_f64();
                match answer.report {
                    Some(report) => self.measured.acknowledged.push(report),
                    None => self.failed("acknowledged without naming the report"),
                }
            }
            503 => {
                self.measured.shed.push(took);
                self.measured.without_retry += usize::from(!answer.retry);
            }
            other => self.failed(&format!("{other}: {}", answer.text)),
        }
        if answer.closes || self.plan.fresh {
            if let Some(gone) = self.lines.get_mut(slot).and_then(Option::take) {
                drop(gone);
                self.free.push(slot);
            }
        } else {
            self.idle.push(slot);
        }
    }

    fn failed(&mut self, why: &str) {
        self.measured.failed += 1;
        self.measured.odd.get_or_insert_with(|| why.to_owned());
    }
}

struct Answer {
    status: u16,
    retry: bool,
    closes: bool,
    report: Option<RecordId>,
    text: String,
}

impl Answer {
    /// Reads an answer, if it is whole.
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let (mut length, mut retry, mut closes) = (0, false, false);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name {
                "content-length" => length = value.parse().ok()?,
                "retry-after" => retry = value.parse::<u32>().is_ok(),
                "connection" => closes = value == "close",
                _ => {}
            }
        }
        let body = bytes.get(end + 4..end + 4 + length)?;
        let report = if status <= 201 {
            let told: Option<serde_json::Value> = serde_json::from_slice(body).ok();
            told.and_then(|told| told.get("report")?.as_str()?.parse().ok())
        } else {
            None
        };
        let text = if status == 503 { String::new() } else { String::from_utf8_lossy(body).into_owned() };
        Some(Self { status, retry, closes, report, text })
    }
}
