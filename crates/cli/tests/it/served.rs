//! A casebook that is served by the real binary, and a plain way to speak to it.

use crate::habeas::Habeas;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A running server. It keeps its process and its address when it is locked and opened.
pub struct Served {
    child: Child,
    pub address: String,
    /// What it prints on stdout, a line each: links.
    links: Mutex<Receiver<String>>,
    words: Arc<Mutex<String>>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    /// The session a browser was given.
    pub fn cookie(&self) -> Option<String> {
        let line = self.head.lines().find(|line| line.starts_with("set-cookie: habeas_session="))?;
        Some(line["set-cookie: ".len()..].split(';').next().unwrap().to_owned())
    }
}

impl Served {
    pub fn start(habeas: &Habeas, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_habeas"));
        command
            .args(args)
            .args(["--listen", "127.0.0.1:0"])
            .env_clear()
            .env("HABEAS_CASEBOOK", habeas.casebook())
            .envs(env.iter().copied())
            .current_dir(habeas.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (say, links) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        let words = Arc::new(Mutex::new(String::new()));
        let (err, heard) = (BufReader::new(child.stderr.take().unwrap()), Arc::clone(&words));
        std::thread::spawn(move || {
            err.lines().map_while(Result::ok).for_each(|line| *heard.lock().unwrap() += &(line + "\n"));
        });
        Self { child, address: String::new(), links: Mutex::new(links), words }
    }

    /// The next link it prints, without its scheme and address.
    #[track_caller]
    pub fn link(&mut self) -> String {
        let Ok(line) = self.links.get_mut().unwrap().recv_timeout(Duration::from_secs(60)) else {
            panic!("no link came: {}", self.words())
        };
        let (address, path) = line.strip_prefix("http://").unwrap().split_once('/').unwrap();
        self.address = address.to_owned();
        format!("/{path}")
    }

    /// Everything said on stderr so far.
    pub fn words(&self) -> String {
        self.words.lock().unwrap().clone()
    }

    /// The path of the panic address, once it was said.
    #[track_caller]
    pub fn panic(&self) -> String {
        until("the panic address", || {
            let words = self.words();
            let (_, rest) = words.rsplit_once("signing in: http://")?;
            let path: String = rest.split_once('/')?.1.split_once('\n')?.0.to_owned();
            Some(format!("/{path}"))
        })
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn is_over(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Sends bytes and reads to the end; nothing when it is not there just now.
    pub fn ask(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // It may answer, and hang up, before it has read everything.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    /// A page as a browser asks for it.
    #[track_caller]
    pub fn get(&self, path: &str, cookie: &str) -> Answer {
        let address = &self.address;
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
        );
        self.ask(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {path}: {}", self.words()))
    }

    /// A form of our own pages.
    #[track_caller]
    pub fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let (address, length) = (&self.address, form.len());
        // As a script of ours sends it: with the token of this session.
        let told =
            if cookie.is_empty() { String::new() } else { self.get("/form-token?again=1", cookie).body };
        let token = told.split("\"form_token\":\"").nth(1).and_then(|rest| rest.split('"').next());
        let token = token.map(|token| format!("x-habeas-form: {token}\r\n")).unwrap_or_default();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\naccept: text/html\r\ncookie: {cookie}\r\n{token}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{form}"
        );
        self.ask(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {path}: {}", self.words()))
    }

    /// Signs in by the link that is printed at the start.
    #[track_caller]
    pub fn sign_in(&mut self) -> String {
        let link = self.link();
        self.get(&link, "").cookie().expect("the link signs in")
    }

    /// Waits until it is locked.
    #[track_caller]
    pub fn locked(&self) {
        until("the lock", || {
            let request =
                format!("GET /readyz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address);
            let answer = self.ask(request.as_bytes())?;
            // The last word of the old process is the same, but it has no place for a lock any more.
            let said =
                answer.status == 503 && answer.body == "locked\n" && !answer.head.contains("retry-after");
            said.then_some(())
        });
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again, for a minute at most.
#[track_caller]
pub fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(60) {
        if let Some(found) = found() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{what} did not come");
}
