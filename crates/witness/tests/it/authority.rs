//! A time-stamping authority of the tests: openssl, with a certification authority and keys made on the spot. `None`,
//! with a line, where there is no openssl.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

/// The policy it names.
pub const POLICY: &str = "1.2.3.4.1";

/// Keys, certificates and configuration in a temporary directory.
pub struct Tsa {
    dir: tempfile::TempDir,
}

/// What sort of key signs.
#[derive(Clone, Copy)]
pub enum Key {
    Rsa,
    P256,
}

/// Runs openssl; its output, or nothing when it failed.
pub fn openssl(dir: &Path, args: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("openssl").args(args).current_dir(dir).output().ok()?;
    if !output.status.success() {
        eprintln!("openssl {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    output.status.success().then_some(output.stdout)
}

const CONFIG: &str = "
[ tsa ]
default_tsa = tsa1
[ tsa1 ]
serial = ./serial
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = no
ess_cert_id_chain = no
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = A synthetic authority
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ signer ]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
extendedKeyUsage = critical,timeStamping
[ also_mail ]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,timeStamping,emailProtection
[ not_critical ]
basicConstraints = CA:FALSE
extendedKeyUsage = timeStamping
[ mail ]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,emailProtection
[ anything ]
basicConstraints = CA:FALSE
";

impl Tsa {
    /// An authority whose root and signer have this sort of key.
    pub fn new(key: Key) -> Option<Self> {
        if Command::new("openssl").arg("version").output().is_err() {
            println!("skipped: openssl is not installed, so no time-stamping authority can be run");
            return None;
        }
        let tsa = Self { dir: tempfile::tempdir().unwrap() };
        std::fs::write(tsa.path("openssl.cnf"), CONFIG).unwrap();
        tsa.make_key("ca.key", key);
        tsa.run(&[
            "req",
            "-x509",
            "-new",
            "-key",
            "ca.key",
            "-config",
            "openssl.cnf",
            "-extensions",
            "root",
            "-days",
            "900",
            "-subj",
            "/CN=A synthetic root",
            "-out",
            "ca.pem",
        ]);
        tsa.make_key("tsa.key", key);
        tsa.certify("tsa", "signer", "600");
        Some(tsa)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn run(&self, args: &[&str]) -> Vec<u8> {
        openssl(self.dir.path(), args).unwrap_or_else(|| panic!("openssl {args:?} failed"))
    }

    fn make_key(&self, name: &str, key: Key) {
        let how = match key {
            Key::Rsa => ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            Key::P256 => ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        };
        self.run(&[&["genpkey"][..], &how, &["-out", name]].concat());
    }

    /// A certificate NAME.pem for `tsa.key`, by the root, with the extensions of a section, for so many days.
    pub fn certify(&self, name: &str, section: &str, days: &str) {
        let (request, out) = (format!("{name}.csr"), format!("{name}.pem"));
        self.run(&["req", "-new", "-key", "tsa.key", "-config", "openssl.cnf", "-out", &request]);
        self.run(&[
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            days,
            "-extfile",
            "openssl.cnf",
            "-extensions",
            section,
            "-out",
            &out,
        ]);
    }

    /// The root's certificate.
    pub fn root(&self) -> Vec<u8> {
        std::fs::read(self.path("ca.pem")).unwrap()
    }

    /// Answers a request.
    pub fn answer(&self, request: &[u8]) -> Vec<u8> {
        std::fs::write(self.path("now.tsq"), request).unwrap();
        self.run(&["ts", "-reply", "-config", "openssl.cnf", "-queryfile", "now.tsq", "-out", "now.tsr"]);
        std::fs::read(self.path("now.tsr")).unwrap()
    }

    /// Whether openssl finds that an answer is a good one for these bytes.
    pub fn approves(&self, answer: &[u8], data: &[u8]) -> bool {
        std::fs::write(self.path("check.tsr"), answer).unwrap();
        std::fs::write(self.path("check.data"), data).unwrap();
        let args = ["ts", "-verify", "-data", "check.data", "-in", "check.tsr", "-CAfile", "ca.pem"];
        openssl(self.dir.path(), &args).is_some()
    }

    /// The statement of a good answer, signed again by another certificate of the same key: what a careless or bought
    /// certification authority would make possible.
    pub fn signed_again(&self, answer: &[u8], certificate: &str) -> Vec<u8> {
        std::fs::write(self.path("good.tsr"), answer).unwrap();
        self.run(&["ts", "-reply", "-in", "good.tsr", "-token_out", "-out", "good.token"]);
        self.run(&[
            "cms",
            "-verify",
            "-noverify",
            "-inform",
            "DER",
            "-in",
            "good.token",
            "-binary",
            "-out",
            "statement",
        ]);
        self.run(&[
            "cms",
            "-sign",
            "-in",
            "statement",
            "-binary",
            "-nodetach",
            "-outform",
            "DER",
            "-econtent_type",
            "1.2.840.113549.1.9.16.1.4",
            "-cades",
            "-md",
            "sha256",
            "-signer",
            certificate,
            "-inkey",
            "tsa.key",
            "-out",
            "again.token",
        ]);
        let token = std::fs::read(self.path("again.token")).unwrap();
        let mut body = vec![0x30, 0x03, 0x02, 0x01, 0x00];
        body.extend_from_slice(&token);
        let length = (body.len() as u16).to_be_bytes();
        [&[0x30, 0x82], &length[..], &body].concat()
    }
}

/// What an authority was asked: head and body of each request.
pub type Asked = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A server that answers requests over HTTP, for as long as the test runs.
pub struct Server {
    pub url: String,
    /// What was asked: head and body.
    pub asked: Asked,
}

impl Server {
    /// Answers each request as `reply` says: the whole response, head and body.
    pub fn with(mut reply: impl FnMut(&[u8]) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/tsr", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut bytes = Vec::new();
                let (head, body) = loop {
                    let mut buffer = [0; 4096];
                    let count = stream.read(&mut buffer).unwrap_or(0);
                    bytes.extend_from_slice(&buffer[..count]);
                    if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
                        let head = String::from_utf8_lossy(&bytes[..at]).to_lowercase();
                        let length = head
                            .lines()
                            .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok())
                            .unwrap_or(0);
                        if bytes.len() >= at + 4 + length || count == 0 {
                            break (head, bytes[at + 4..].to_vec());
                        }
                    } else if count == 0 {
                        break (String::new(), Vec::new());
                    }
                };
                let answer = reply(&body);
                log.lock().unwrap().push((head, body));
                let _ = stream.write_all(&answer);
            }
        });
        Self { url, asked }
    }

    /// The authority itself, on the network.
    pub fn of(tsa: Arc<Tsa>) -> Self {
        Self::with(move |request| response("200 OK", "application/timestamp-reply", &tsa.answer(request)))
    }
}

/// A response over HTTP.
pub fn response(status: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
