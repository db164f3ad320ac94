//! The people of an election day: boards that are open, operators, and those who look something up. Each has a thread and
//! lines of their own, and does what the browser would do.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A line to the server that is kept open.
pub struct Line {
    address: SocketAddr,
    cookie: String,
    form_token: String,
    stream: BufReader<TcpStream>,
}

/// What came back.
pub struct Got {
    pub status: u16,
    pub bytes: usize,
    body: Vec<u8>,
    cookie: Option<String>,
}

impl Line {
    pub fn open(address: SocketAddr, cookie: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(address).map_err(|cause| cause.to_string())?;
        let _ = stream.set_nodelay(true);
        let _ = stream.set_read_timeout(Some(Duration::from_secs(120)));
        let (cookie, form_token) = (cookie.to_owned(), String::new());
        Ok(Self { address, cookie, form_token, stream: BufReader::new(stream) })
    }

    fn ask(&mut self, head: &str, body: &str) -> Result<Got, String> {
        let request = format!("{head}host: {}\r\ncookie: {}\r\n\r\n{body}", self.address, self.cookie);
        if self.stream.get_mut().write_all(request.as_bytes()).is_err() {
            // A line that was idle may have been given to somebody else.
            let again = Self::open(self.address, &self.cookie)?;
            *self = again;
            self.stream.get_mut().write_all(request.as_bytes()).map_err(|cause| cause.to_string())?;
        }
        self.answer()
    }

    fn answer(&mut self) -> Result<Got, String> {
        let (mut status, mut length, mut cookie) = (0, 0, None);
        loop {
            let mut line = String::new();
            let read = self.stream.read_line(&mut line).map_err(|cause| cause.to_string())?;
            let line = line.trim_end();
            if read == 0 {
                return Err("the line was closed".to_owned());
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            } else if let Some(rest) = line.strip_prefix("content-length: ") {
                length = rest.parse().unwrap_or(0);
            } else if let Some(rest) = line.strip_prefix("set-cookie: ") {
                cookie = rest.split(';').next().filter(|one| one.contains("session")).map(ToOwned::to_owned);
            } else if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).map_err(|cause| cause.to_string())?;
        Ok(Got { status, bytes: length, body, cookie })
    }

    pub fn get(&mut self, path: &str, packed: bool) -> Result<Got, String> {
        let takes = if packed { "accept-encoding: gzip\r\n" } else { "" };
        self.ask(&format!("GET {path} HTTP/1.1\r\n{takes}"), "")
    }

    /// Looks at something, as the browser asks for it.
    pub fn look(&mut self, path: &str) -> Result<Got, String> {
        if path == SUGGEST {
            let typed =
                "text=Алибек+was+taken+at+the+square+by+men+in+black&name=Алибек+Таскагалов&language=en";
            return self.post(path, typed);
        }
        self.get(path, true)
    }

    fn post(&mut self, path: &str, form: &str) -> Result<Got, String> {
        let kind = "content-type: application/x-www-form-urlencoded";
        if self.form_token.is_empty() {
            let told = self.get("/form-token", false)?;
            let told = String::from_utf8_lossy(&told.body).into_owned();
            let token = told.split("\"form_token\":\"").nth(1).and_then(|rest| rest.split('"').next());
            self.form_token = token.ok_or_else(|| "the server gave no form token".to_owned())?.to_owned();
        }
        let token = &self.form_token;
        let origin = format!(
            "origin: http://{}\r\nsec-fetch-site: same-origin\r\nx-habeas-form: {token}",
            self.address
        );
        let head =
            format!("POST {path} HTTP/1.1\r\n{kind}\r\n{origin}\r\ncontent-length: {}\r\n", form.len());
        self.ask(&head, form)
    }

    /// Saves a call under a key.
    pub fn save_call(&mut self, operator: &str, key: &str) -> Result<Got, String> {
        let form = format!(
            "by=op-{operator}&why=a+call&key={key}&text=Taken+at+the+square+by+men+in+black.+Call+{key}.\
             &name=Dana+Synthetic+{operator}&place=Central+square&source_type=relative&language=en"
        );
        self.post("/intake", &form)
    }

    /// Signs in by the link that was printed; the cookie.
    pub fn sign_in(&mut self, once: &str) -> Result<String, String> {
        let got = self.get(once, false)?;
        got.cookie.ok_or_else(|| format!("the link did not sign in: {}", got.status))
    }

    /// Addresses of records, as the search page shows them.
    pub fn records(&mut self) -> Result<Vec<String>, String> {
        let got = self.get("/search?kind=detention", false)?;
        let text = String::from_utf8_lossy(&got.body);
        let found = text.split("href=\"/record/").skip(1).filter_map(|rest| rest.split(['"', '?']).next());
        let found: Vec<String> = found.map(|id| format!("/record/{id}")).collect();
        if found.is_empty() { Err("the search found no detention".to_owned()) } else { Ok(found) }
    }
}

fn wait_for(moment: Instant) {
    std::thread::sleep(moment.saturating_duration_since(Instant::now()));
}

/// What a crowd did.
#[derive(Default)]
pub struct Done {
    /// Milliseconds, from its moment to its answer, of each.
    pub times: Vec<f64>,
    /// The same, by what was asked for.
    pub by_kind: BTreeMap<&'static str, Vec<f64>>,
    /// When each was answered.
    pub acknowledged: Vec<Instant>,
    /// Answers that were not as they should be, and lines that broke.
    pub failed: usize,
}

impl Done {
    fn take(&mut self, kind: &'static str, moment: Instant, answer: Result<Got, String>, expected: u16) {
        match answer {
            Ok(got) if got.status == expected => {
                let took = moment.elapsed().as_secs_f64() * 1000.0;
                self.times.push(took);
                self.by_kind.entry(kind).or_default().push(took);
                self.acknowledged.push(Instant::now());
            }
            Ok(_) | Err(_) => self.failed += 1,
        }
    }

    fn gather(threads: Vec<JoinHandle<Done>>) -> Self {
        let mut all = Self::default();
        for thread in threads {
            let Ok(done) = thread.join() else {
                all.failed += 1;
                continue;
            };
            all.times.extend(done.times);
            for (kind, times) in done.by_kind {
                all.by_kind.entry(kind).or_default().extend(times);
            }
            all.acknowledged.extend(done.acknowledged);
            all.failed += done.failed;
        }
        all
    }
}

/// Operators who save once a second.
pub struct Saves(Vec<JoinHandle<Done>>);

impl Saves {
    pub fn open(address: SocketAddr, cookie: &str, operators: usize, start: Instant, end: Instant) -> Self {
        let one = |operator: usize| {
            let cookie = cookie.to_owned();
            // Spread over the second, as people are.
            let first = start + Duration::from_secs_f64(operator as f64 / operators as f64);
            std::thread::spawn(move || {
                let mut done = Done::default();
                let Ok(mut line) = Line::open(address, &cookie) else { return Done { failed: 1, ..done } };
                let mut moment = first;
                for n in 0_u64.. {
                    if moment >= end {
                        break;
                    }
                    wait_for(moment);
                    let key = format!("{:08x}{n:08x}{:016x}", operator, std::process::id());
                    done.take("save", moment, line.save_call(&operator.to_string(), &key), 303);
                    moment += Duration::from_secs(1);
                }
                done
            })
        };
        Self((0..operators).map(one).collect())
    }

    pub fn done(self) -> Done {
        Done::gather(self.0)
    }
}

/// What the intake form asks while somebody types.
const SUGGEST: &str = "/intake/suggest";

/// What people look at; a record's address is its own.
pub const PAGES: [(&str, &str); 10] = [
    ("board", "/"),
    ("search", "/search?text=%D0%90%D0%BB%D0%B8%D0%B1%D0%B5%D0%BA"),
    ("count", "/count?measure=persons"),
    ("intake", "/intake"),
    ("suggest", SUGGEST),
    ("review", "/review"),
    ("map", "/map"),
    ("wall", "/board/wall"),
    ("timeline", "/timeline"),
    ("record", ""),
];

/// People who look something up: the board, a search, a record, the counts.
pub struct Pages(Vec<JoinHandle<Done>>);

impl Pages {
    const READERS: usize = 5;

    pub fn open(
        address: SocketAddr,
        cookie: &str,
        records: Vec<String>,
        start: Instant,
        end: Instant,
    ) -> Self {
        let records = Arc::new(records);
        let one = |reader: usize| {
            let (cookie, records) = (cookie.to_owned(), Arc::clone(&records));
            let first = start + Duration::from_secs_f64(reader as f64 / Self::READERS as f64);
            std::thread::spawn(move || {
                let mut done = Done::default();
                let Ok(mut line) = Line::open(address, &cookie) else { return Done { failed: 1, ..done } };
                let mut moment = first;
                for n in reader.. {
                    if moment >= end {
                        break;
                    }
                    wait_for(moment);
                    let record = records.get(n % records.len().max(1)).map_or("/", String::as_str);
                    let (kind, path) = PAGES.get(n % PAGES.len()).copied().unwrap_or(("record", ""));
                    let path = if path.is_empty() { record } else { path };
                    done.take(kind, moment, line.look(path), 200);
                    moment += Duration::from_secs(1);
                }
                done
            })
        };
        Self((0..Self::READERS).map(one).collect())
    }

    pub fn done(self) -> Done {
        Done::gather(self.0)
    }
}

/// Boards that are open in browsers: they hear that something was saved, and fetch the board anew.
pub struct Boards(Vec<JoinHandle<Board>>);

/// When a board began to fetch and when it had fetched, each time; and how often it could not.
type Board = (Vec<(Instant, Instant)>, usize);

/// What the boards did.
pub struct Watched {
    fetched: Vec<Vec<(Instant, Instant)>>,
    pub failed: usize,
}

impl Boards {
    pub fn open(address: SocketAddr, cookie: &str, boards: usize, over: &Arc<AtomicBool>) -> Self {
        let one = |_| {
            let (cookie, over) = (cookie.to_owned(), Arc::clone(over));
            std::thread::spawn(move || watch(address, &cookie, &over))
        };
        Self((0..boards).map(one).collect())
    }

    pub fn done(self) -> Watched {
        let mut watched = Watched { fetched: Vec::new(), failed: 0 };
        for thread in self.0 {
            match thread.join() {
                Ok((fetched, failed)) => {
                    watched.fetched.push(fetched);
                    watched.failed += failed;
                }
                Err(_) => watched.failed += 1,
            }
        }
        watched
    }
}

/// One board, until it is over: when it began to fetch, and when it had fetched.
fn watch(address: SocketAddr, cookie: &str, over: &AtomicBool) -> Board {
    let (mut fetched, mut failed) = (Vec::new(), 0);
    let lines = Line::open(address, cookie).and_then(|events| Ok((events, Line::open(address, cookie)?)));
    let Ok((mut events, mut line)) = lines else { return (fetched, 1) };
    let head = format!("GET /events HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\r\n");
    if events.stream.get_mut().write_all(head.as_bytes()).is_err() {
        return (fetched, 1);
    }
    let _ = events.stream.get_ref().set_read_timeout(Some(Duration::from_millis(500)));
    let mut heard = String::new();
    let mut first = true;
    while !over.load(Ordering::Relaxed) {
        match events.stream.read_line(&mut heard) {
            Ok(0) => return (fetched, failed + 1),
            Ok(_) => {}
            // Nothing was saved; what was read of a line so far is kept.
            Err(_) => continue,
        }
        let moved = heard.strip_prefix("data:").map(|position| position.trim().to_owned());
        heard.clear();
        // The first only says where the ledger stands.
        let Some(position) = moved else { continue };
        if std::mem::take(&mut first) {
            continue;
        }
        let began = Instant::now();
        match line.get(&format!("/?fragment=1&told={position}"), true) {
            Ok(got) if got.status == 200 => fetched.push((began, Instant::now())),
            Ok(_) | Err(_) => failed += 1,
        }
    }
    (fetched, failed)
}

impl Watched {
    /// Milliseconds from each acknowledgement to the moment each board had fetched what was saved.
    pub fn seen(&self, acknowledged: &[Instant]) -> Vec<f64> {
        let mut all = Vec::with_capacity(acknowledged.len() * self.fetched.len());
        for board in &self.fetched {
            for saved in acknowledged {
                let at = board.partition_point(|(began, _)| began < saved);
                let shown = board.get(at).map(|(_, had)| had.duration_since(*saved).as_secs_f64() * 1000.0);
                // Never shown: worse than any number.
                all.push(shown.unwrap_or(f64::INFINITY));
            }
        }
        all
    }
}
