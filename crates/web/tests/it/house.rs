//! A server over a temporary casebook, and a plain way to speak to it.

use claims::legal::CustodyState;
use claims::when::{Instant, When, ZoneId};
use claims::{Claim, ClaimId, CustodyStep, HowKnown, Locator, Property, RecordId, Spot, Value, WrittenName};
use desk::{Actor, Desk, Draft, Edges, Reason};
use ledger::{NewCasebook, Unlock};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use tempfile::TempDir;
use web::{Limits, WebOptions};

/// The moment it always is in these tests.
pub const NOW: &str = "2031-06-08T21:00:00+05:00";

/// A running server.
pub struct House {
    pub address: SocketAddr,
    pub link: String,
    pub desk: Option<Arc<Desk>>,
    clock: Arc<AtomicI64>,
    tokens: Mutex<HashMap<String, String>>,
    end: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<Arc<Desk>>>,
    _dir: TempDir,
}

impl House {
    pub fn open(fill: impl FnOnce(&Desk)) -> Self {
        Self::with(Limits::default(), true, fill)
    }

    pub fn with(limits: Limits, demo: bool, fill: impl FnOnce(&Desk)) -> Self {
        Self::taking(web::Reports::default(), limits, demo, fill)
    }

    pub fn taking(reports: web::Reports, limits: Limits, demo: bool, fill: impl FnOnce(&Desk)) -> Self {
        Self::set_up(|options| options.reports = reports, limits, demo, fill)
    }

    /// One that people elsewhere call by a name.
    pub fn called(name: &str, fill: impl FnOnce(&Desk)) -> Self {
        let name = web::PublicName::parse(name).unwrap();
        Self::set_up(|options| options.public = Some(name), Limits::default(), true, fill)
    }

    /// With a file of streets for the map.
    pub fn with_streets(file: &std::path::Path, fill: impl FnOnce(&Desk)) -> Self {
        let streets = Arc::new(web::Streets::open(file).unwrap());
        Self::set_up(|options| options.streets = Some(streets), Limits::default(), true, fill)
    }

    fn set_up(
        set: impl FnOnce(&mut WebOptions),
        limits: Limits,
        demo: bool,
        fill: impl FnOnce(&Desk),
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(Instant::parse(NOW).unwrap().unix()));
        let read = Arc::clone(&clock);
        let now = move || Instant::from_unix(read.load(Ordering::SeqCst));
        let edges = Edges { now: Box::new(now), ..Edges::system() };
        let unlock = Unlock::KeyFile(dir.path().join("key"));
        let zone = ZoneId::parse("Asia/Almaty").unwrap();
        let desk = Desk::found(&dir.path().join("book"), NewCasebook::new(unlock), zone, edges).unwrap();
        fill(&desk);
        let desk = Arc::new(desk);
        let mut options = WebOptions {
            listen: "127.0.0.1:0".parse().unwrap(),
            public: None,
            language: "en".to_owned(),
            fresh_for: 6 * 3600,
            contacts_kept: desk::record::USUALLY_KEPT,
            legal_pack: "kz-admin-2015".to_owned(),
            demo,
            sign_out_after: Duration::from_secs(15 * 60),
            sign_in: [7; 32],
            session: [9; 32],
            locking: web::Locking {
                now: Arc::new(|_| {}),
                after: None,
                panic: [5; 16],
                exit_to: "about:blank".to_owned(),
            },
            evidence: None,
            reports: web::Reports::default(),
            feeds: None,
            streets: None,
        };
        set(&mut options);
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let (say, heard) = mpsc::channel();
        let served = Arc::clone(&desk);
        let thread = std::thread::spawn(move || {
            let ready = |ready: &web::Ready| say.send(ready.clone()).unwrap();
            let end = async {
                let _ = ended.await;
            };
            web::serve_until(served, options, limits, ready, end).unwrap()
        });
        let ready = heard.recv_timeout(Duration::from_secs(20)).unwrap();
        Self {
            address: ready.address,
            link: ready.link,
            desk: Some(desk),
            clock,
            tokens: Mutex::default(),
            end: Some(end),
            thread: Some(thread),
            _dir: dir,
        }
    }

    /// So many seconds pass.
    pub fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Ends the server; it must hand the desk back.
    pub fn end(&mut self) -> Arc<Desk> {
        self.desk = None;
        let _ = self.end.take().unwrap().send(());
        self.thread.take().unwrap().join().unwrap()
    }

    /// Signs in and returns the cookie line.
    pub fn sign_in(&self) -> String {
        let path = self.link.split_once("/sign-in").map(|(_, rest)| format!("/sign-in{rest}")).unwrap();
        let answer = self.get(&path, "");
        assert_eq!(answer.status, 303, "{}", answer.text());
        let set = answer.header("set-cookie").unwrap();
        set.split(';').next().unwrap().to_owned()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// A GET with a cookie.
    pub fn get(&self, path: &str, cookie: &str) -> Answer {
        let host = self.address;
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
        ))
    }

    /// A page for somebody who is in: it must be there.
    pub fn page(&self, path: &str, cookie: &str) -> String {
        let answer = self.get(path, cookie);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// Sends a request, a form with the token of its session as a script of ours would send it, and reads to the end.
    pub fn ask(&self, request: &str) -> Answer {
        self.ask_bytes(request.as_bytes())
    }

    /// As [`House::ask`]. The server may hang up while it is being sent.
    pub fn ask_bytes(&self, request: &[u8]) -> Answer {
        match self.form_token_for(request) {
            None => self.ask_as_it_stands(request),
            Some(token) => {
                let end = request.windows(2).position(|two| two == b"\r\n").unwrap() + 2;
                let line = format!("x-habeas-form: {token}\r\n");
                self.ask_as_it_stands(&[&request[..end], line.as_bytes(), &request[end..]].concat())
            }
        }
    }

    /// The token that a form of this session bears; none for what needs none.
    fn form_token_for(&self, request: &[u8]) -> Option<String> {
        let end = request.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&request[..end]).into_owned();
        let line = |name: &str| head.lines().find(|line| line.starts_with(name)).map(ToOwned::to_owned);
        let (host, cookie) = (line("host: ")?, line("cookie: ")?);
        if !head.starts_with("POST /")
            || !cookie.contains("habeas_session=")
            || line("x-habeas-form").is_some()
        {
            return None;
        }
        if let Some(known) = self.tokens.lock().unwrap().get(&cookie) {
            return Some(known.clone());
        }
        let asked =
            format!("GET /form-token?again=1 HTTP/1.1\r\n{host}\r\n{cookie}\r\nconnection: close\r\n\r\n");
        let told = self.ask_as_it_stands(asked.as_bytes()).text();
        let token = told.split("\"form_token\":\"").nth(1)?.split('"').next()?.to_owned();
        self.tokens.lock().unwrap().insert(cookie, token.clone());
        Some(token)
    }

    /// Sends a request as it stands and reads to the end.
    pub fn ask_as_it_stands(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&bytes)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let (Some(end), Some(thread)) = (self.end.take(), self.thread.take()) {
            let _ = end.send(());
            let _ = thread.join();
        }
    }
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status =
            lines.next().unwrap_or_default().split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Self { status, headers, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A page without the tokens of its forms, which are never the same twice.
pub fn without_tokens(page: &str) -> String {
    let mut pieces = page.split("name=\"form_token\" value=\"");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    out
}

/// How many entries say something of somebody: those that only say who looked at whom are written whenever their time comes.
pub fn saved(desk: &Desk) -> u64 {
    loop {
        let views = desk.casebook().looked(usize::MAX).len() as u64;
        let (position, level) = (desk.position().entries, desk.level());
        if position == level && views == desk.casebook().looked(usize::MAX).len() as u64 {
            return position - views;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

// What tests put into a casebook.

pub fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

pub fn claim(n: u16, about: RecordId, property: Property, value: Value) -> Claim {
    let mut bytes = [0xC1; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    Claim::new(ClaimId::from_bytes(bytes), about, property, value)
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn name(name: &str) -> Value {
    Value::Name(WrittenName::parse(name).unwrap())
}

pub fn when(written: &str) -> When {
    When::parse(written, &ZoneId::parse("Asia/Almaty").unwrap()).unwrap()
}

pub fn quoted(mut claim: Claim, report: RecordId, start: u64, end: u64) -> Claim {
    claim.locator = Some(Locator { report, spot: Spot::Quote { start, end } });
    claim
}

pub fn save(desk: &Desk, claims: Vec<Claim>) {
    let mut draft = Draft::default();
    for claim in claims {
        draft.claim(claim);
    }
    desk.save(&Actor::parse("op-3").unwrap(), &Reason::parse("a caller said so").unwrap(), draft).unwrap();
}

/// A person held at a unit: records 1 (person), 2 (detention), 3 (unit), 4 (report), 5 and 6 (sources).
pub fn one_detention(desk: &Desk) {
    let (person, detention, unit, report, source, origin) = (id(1), id(2), id(3), id(4), id(5), id(6));
    let said = "Аслан Тестов was taken at 16:30. He is at the Example District station, says his aunt.";
    let spot = said.find("was taken").unwrap() as u64;
    let mut step = CustodyStep::of(CustodyState::AtPolice);
    step.unit = Some(unit);
    step.how = HowKnown::Relative;
    step.confirmed = Some(when("2031-06-08T17:00"));
    let mut custody = claim(8, detention, Property::DetentionCustody, Value::Custody(Box::new(step)));
    custody.source = Some(source);
    let mut of = quoted(claim(3, detention, Property::DetentionOf, Value::Ref(person)), report, 0, spot + 9);
    of.source = Some(source);
    save(
        desk,
        vec![
            claim(1, report, Property::ReportTitle, text("Call note")),
            claim(2, report, Property::ReportBytes, Value::Bytes(said.as_bytes().into())),
            claim(15, report, Property::ReportLanguage, Value::Term("en".into())),
            of,
            quoted(claim(4, person, Property::PersonName, name("Аслан Тестов")), report, 0, 23),
            quoted(
                claim(5, detention, Property::DetentionWhen, Value::When(when("2031-06-08T16:30"))),
                report,
                spot,
                spot + 18,
            ),
            claim(6, unit, Property::UnitName, name("Example District Station")),
            claim(7, person, Property::PersonRisk, Value::Term("minor".into())),
            custody,
            claim(9, detention, Property::DetentionPlace, text("by the fountain")),
            claim(10, detention, Property::DetentionPlace, text("at the market")),
            claim(11, source, Property::SourceName, name("The aunt")),
            claim(12, origin, Property::SourceName, name("A neighbour")),
            claim(13, source, Property::SourceRelays, Value::Ref(origin)),
            claim(14, detention, Property::DetentionLawyer, Value::Term("refused".into())),
        ],
    );
}

/// A small synthetic day.
pub fn small_day(desk: &Desk) {
    let day = testkit::election_day(11, &testkit::DaySize::small());
    desk.save_as_drafted(day.entries.into_iter().map(|entry| (entry.at, entry.saves))).unwrap();
}
