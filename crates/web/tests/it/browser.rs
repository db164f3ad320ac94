//! A real browser for stories: Chromium without a window, driven over its DevTools protocol with the standard library
//! alone. Where there is none, a story says so and passes; the full run installs one (`cargo xtask test`).
//!
//! ```ignore
//! let Some(mut browser) = Browser::start() else { return };
//! browser.go(&house.link);
//! browser.wait_for("document.querySelector('h1')");
//! ```

use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take.
const LONGEST: Duration = Duration::from_secs(60);

/// A browser with one window.
pub struct Browser {
    child: Child,
    stream: TcpStream,
    read: Vec<u8>,
    asked: u64,
    session: String,
    _dir: tempfile::TempDir,
}

impl Browser {
    /// Starts one; none where there is none.
    pub fn start() -> Option<Self> {
        Self::start_with(&[])
    }

    /// As [`Browser::start`], with more said to it.
    pub fn start_with(more: &[&str]) -> Option<Self> {
        let named = std::env::var("HABEAS_CHROMIUM").ok();
        let programs =
            named.iter().map(String::as_str).chain(["chromium", "chromium-browser", "google-chrome"]);
        let Some(program) = programs.into_iter().find(|program| {
            Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
        }) else {
            eprintln!("there is no Chromium here: this story was not played (HABEAS_CHROMIUM names one)");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        let child = Command::new(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--remote-debugging-port=0", "about:blank"])
            .args(more)
            .arg(format!("--user-data-dir={}", dir.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let (port, path) = loop {
            let told = std::fs::read_to_string(dir.path().join("DevToolsActivePort")).unwrap_or_default();
            if let Some((port, path)) = told.split_once('\n').filter(|(_, path)| !path.is_empty()) {
                break (port.parse::<u16>().unwrap(), path.trim().to_owned());
            }
            assert!(begun.elapsed() < LONGEST, "the browser did not start");
            std::thread::sleep(Duration::from_millis(50));
        };
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
        let session = String::new();
        let mut browser = Self { child, stream, read: Vec::new(), asked: 0, session, _dir: dir };
        browser.window();
        Some(browser)
    }

    /// Opens another window, as after the machine was shut and opened again; the one before is closed.
    pub fn window(&mut self) {
        let before = std::mem::take(&mut self.session);
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = target["targetId"].as_str().unwrap().to_owned();
        if !before.is_empty() {
            let all = self.call("Target.getTargets", json!({}));
            for old in all["targetInfos"].as_array().unwrap() {
                if old["type"] == "page" && old["targetId"] != *target {
                    self.call("Target.closeTarget", json!({ "targetId": old["targetId"] }));
                }
            }
        }
        self.attach(&json!(target));
    }

    /// Somebody else at another machine: a window with cookies and storage of its own. Returns the window that was in use.
    pub fn somebody_else(&mut self) -> String {
        let before = std::mem::take(&mut self.session);
        let context = self.call("Target.createBrowserContext", json!({}));
        let target = json!({ "url": "about:blank", "browserContextId": context["browserContextId"] });
        let target = self.call("Target.createTarget", target);
        self.attach(&target["targetId"]);
        before
    }

    /// The window in use, to come back to.
    pub fn here(&self) -> String {
        self.session.clone()
    }

    /// Goes back to a window.
    pub fn back_to(&mut self, window: &str) {
        window.clone_into(&mut self.session);
    }

    fn attach(&mut self, target: &Value) {
        let attached = self.call("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        self.session = attached["sessionId"].as_str().unwrap().to_owned();
        self.call("Page.enable", json!({}));
        self.call("Network.enable", json!({}));
    }

    /// The text of the page as a person reads it.
    pub fn reads(&mut self) -> String {
        self.tell("document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Sets a cookie for a server, as its answer to signing in would.
    pub fn bring_cookie(&mut self, address: &str, cookie: &str) {
        let (name, value) = cookie.split_once('=').unwrap();
        self.call(
            "Network.setCookie",
            json!({ "url": address, "name": name, "value": value, "httpOnly": true }),
        );
    }

    /// One command of the protocol; what it answers.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.send(message.to_string().as_bytes());
        loop {
            let answer: Value = serde_json::from_slice(&self.receive()).unwrap();
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// One command that is followed by news; the first news of that name that fits.
    pub fn hear(&mut self, method: &str, news: &str, fits: impl Fn(&Value) -> bool) -> Value {
        self.asked += 1;
        let message = json!({ "id": self.asked, "method": method, "params": {}, "sessionId": self.session });
        self.send(message.to_string().as_bytes());
        loop {
            let heard: Value = serde_json::from_slice(&self.receive()).unwrap();
            if heard["method"] == news && fits(&heard["params"]) {
                return heard["params"].clone();
            }
        }
    }

    /// What an expression of the page's own language gives; promises are awaited.
    pub fn tell(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let told = self.call("Runtime.evaluate", asked);
        assert!(told["exceptionDetails"].is_null(), "{expression}: {}", told["exceptionDetails"]);
        told["result"]["value"].clone()
    }

    /// Goes to an address and waits until it has been drawn.
    pub fn go(&mut self, address: &str) {
        self.call("Page.navigate", json!({ "url": address }));
        self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn wait_for(&mut self, expression: &str) {
        let begun = Instant::now();
        // While a page goes, there is nobody to ask.
        let asked = json!({ "expression": format!("Promise.resolve({expression}).then(Boolean)"), "returnByValue": true, "awaitPromise": true });
        loop {
            self.asked += 1;
            let mut message = json!({ "id": self.asked, "method": "Runtime.evaluate", "params": asked });
            message["sessionId"] = json!(self.session);
            self.send(message.to_string().as_bytes());
            let answer = loop {
                let answer: Value = serde_json::from_slice(&self.receive()).unwrap();
                if answer["id"] == self.asked {
                    break answer;
                }
            };
            if answer["result"]["result"]["value"] == true {
                return;
            }
            if begun.elapsed() > LONGEST {
                let page = self.tell("location.href + '\\n' + document.body.innerText");
                panic!("{expression} did not come true: {page}");
            }
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Types into whatever has the focus.
    pub fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Presses a key, with modifiers: 1 Alt, 2 Ctrl, 8 Shift.
    pub fn press(&mut self, key: &str, code: &str, modifiers: u8) {
        for kind in ["rawKeyDown", "keyUp"] {
            let number = match key {
                "Enter" => 13,
                "Tab" => 9,
                _ => u32::from(key.bytes().next().unwrap_or_default()),
            };
            let event = json!({
                "type": kind, "key": key, "code": code, "modifiers": modifiers, "windowsVirtualKeyCode": number,
            });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Presses a key as somebody does, so that it does what the browser does by itself: Tab goes on, Enter and Space press
    /// what has the focus, a letter is typed.
    pub fn key(&mut self, key: &str) {
        let (code, number, text) = match key {
            "Tab" => ("Tab".to_owned(), 9, ""),
            "Enter" => ("Enter".to_owned(), 13, "\r"),
            " " => ("Space".to_owned(), 32, " "),
            "ArrowDown" => ("ArrowDown".to_owned(), 40, ""),
            letter => {
                let upper = letter.to_ascii_uppercase();
                (format!("Key{upper}"), u32::from(upper.bytes().next().unwrap_or_default()), letter)
            }
        };
        let mut down =
            json!({ "type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number });
        if text.is_empty() {
            down["type"] = json!("rawKeyDown");
        } else {
            down["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", down);
        let up = json!({ "type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number });
        self.call("Input.dispatchKeyEvent", up);
    }

    /// Goes on with Tab until what has the focus fits. At every stop something has it, and shows that.
    #[track_caller]
    pub fn tab_to(&mut self, fits: &str) {
        for _ in 0..200 {
            self.key("Tab");
            let here = self.tell(&format!(
                "(() => {{ const it = document.activeElement; const style = getComputedStyle(it); \
                 const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; \
                 return {{ at: it.outerHTML.slice(0, 160), lost: it === document.body, seen, fits: Boolean((({fits}))(it)) }}; }})()"
            ));
            assert_eq!(here["lost"], false, "the focus is lost on the way to {fits}");
            assert_eq!(here["seen"], true, "the focus is not seen at {}", here["at"]);
            if here["fits"] == true {
                return;
            }
        }
        panic!("no Tab leads to {fits}");
    }

    /// Takes the network away from the pages, or gives it back.
    pub fn offline(&mut self, offline: bool) {
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.call("Network.emulateNetworkConditions", conditions);
    }

    /// Sends one text frame; from a client it is masked, here with zeros.
    fn send(&mut self, text: &[u8]) {
        let mut frame = vec![0x81];
        match text.len() {
            short @ 0..=125 => frame.push(0x80 | short as u8),
            middle @ 126..=65_535 => {
                frame.push(0x80 | 126);
                frame.extend((middle as u16).to_be_bytes());
            }
            long => {
                frame.push(0x80 | 127);
                frame.extend((long as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text);
        self.stream.write_all(&frame).unwrap();
    }

    /// Receives one message, put together from its frames.
    fn receive(&mut self) -> Vec<u8> {
        let mut message = Vec::new();
        loop {
            let head = self.bytes(2);
            let (last, opcode) = (head[0] & 0x80 != 0, head[0] & 0x0f);
            let length = match head[1] & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.bytes(2).try_into().unwrap())),
                127 => u64::from_be_bytes(self.bytes(8).try_into().unwrap()),
                short => u64::from(short),
            };
            let body = self.bytes(length as usize);
            match opcode {
                0..=2 => message.extend(body),
                8 => panic!("the browser has gone"),
                _ => continue,
            }
            if last {
                return message;
            }
        }
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        while self.read.len() < count {
            let mut some = [0; 16 * 1024];
            let got = self.stream.read(&mut some).unwrap();
            assert!(got > 0, "the browser has gone");
            self.read.extend(&some[..got]);
        }
        self.read.drain(..count).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A line to a server that can be cut, for the service worker too: while it is cut, nobody answers.
pub struct Line {
    pub address: SocketAddr,
    cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Line {
    pub fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let cut = Arc::new(AtomicBool::new(false));
        let open: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let line = Self { address, cut: Arc::clone(&cut), open: Arc::clone(&open) };
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(far) = TcpStream::connect(server) else { continue };
                for (mut from, mut to) in [
                    (stream.try_clone().unwrap(), far.try_clone().unwrap()),
                    (far.try_clone().unwrap(), stream.try_clone().unwrap()),
                ] {
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Both);
                    });
                }
                open.lock().unwrap().extend([stream, far]);
            }
        });
        line
    }

    /// Cuts it, or mends it.
    pub fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::SeqCst);
        if cut {
            for stream in self.open.lock().unwrap().drain(..) {
                let _ = stream.shutdown(std::net::Shutdown::Both);
            }
        }
    }
}
