//! A good answer is believed, and openssl agrees; whatever is wrong with one, it is not.

use super::authority::{Key, POLICY, Server, Tsa, response};
use ring::digest::{SHA256, digest};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use witness::{Authority, Request, WitnessProblem, check, oid_of, post};

const DATA: &[u8] = b"a checkpoint, as it might be\n";

fn request() -> Request {
    let imprint = digest(&SHA256, DATA).as_ref().try_into().unwrap();
    Request { imprint, nonce: [0x9f, 0, 1, 2, 3, 4, 5, 6], policy: None }
}

fn authority(tsa: &Tsa) -> Authority {
    Authority::new("http://unused", None, &tsa.root()).unwrap()
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64
}

#[track_caller]
fn untrusted(answer: &[u8], request: &Request, authority: &Authority, because: &str) {
    match check(answer, request, authority) {
        Err(WitnessProblem::Untrusted(what)) => assert!(what.contains(because), "{what}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_good_answer_is_believed_and_openssl_agrees() {
    for key in [Key::Rsa, Key::P256] {
        let Some(tsa) = Tsa::new(key) else { return };
        let request = request();
        let before = now();
        let answer = tsa.answer(&request.encode());
        let attested = check(&answer, &request, &authority(&tsa)).unwrap();
        assert!((before..=now()).contains(&attested.time), "{attested:?}");
        // 1.5 s of accuracy, rounded up.
        assert_eq!((attested.earliest, attested.latest), (attested.time - 2, attested.time + 2));
        assert_eq!(attested.policy, POLICY);
        assert!(tsa.approves(&answer, DATA));
        assert!(!tsa.approves(&answer, b"something else"));
    }
}

#[test]
fn an_answer_to_something_else_is_refused() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let (request, authority) = (request(), authority(&tsa));
    let answer = tsa.answer(&request.encode());
    let other = |request: &Request, because: &str| match check(&answer, request, &authority) {
        Err(WitnessProblem::Other(what)) => assert!(what.contains(because), "{what}"),
        other => panic!("{other:?}"),
    };
    other(&Request { imprint: [7; 32], ..request.clone() }, "another hash");
    other(&Request { nonce: [0x9f, 0, 1, 2, 3, 4, 5, 7], ..request.clone() }, "nonce");
    other(&Request { policy: Some(oid_of("1.2.3.4.2").unwrap()), ..request.clone() }, POLICY);
    let asked = Request { policy: Some(oid_of("1.2.3.4.2").unwrap()), ..request.clone() };
    let answer = tsa.answer(&asked.encode());
    assert_eq!(check(&answer, &asked, &authority).unwrap().policy, "1.2.3.4.2");
    // The authority refuses what it does not offer, and says so in its own words.
    let asked = Request { policy: Some(oid_of("1.2.3.9").unwrap()), ..request };
    match check(&tsa.answer(&asked.encode()), &asked, &authority) {
        Err(WitnessProblem::Refused(why)) => assert!(why.contains("policy"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_by_somebody_else_is_refused() {
    let (Some(tsa), Some(stranger)) = (Tsa::new(Key::P256), Tsa::new(Key::P256)) else { return };
    let request = request();
    let answer = stranger.answer(&request.encode());
    check(&answer, &request, &authority(&stranger)).unwrap();
    // The stranger's root has the same name, and another key.
    assert!(matches!(check(&answer, &request, &authority(&tsa)), Err(WitnessProblem::Untrusted(_))));
}

#[test]
fn a_certificate_that_is_not_for_time_stamps_alone_is_refused() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let (request, authority) = (request(), authority(&tsa));
    let good = tsa.answer(&request.encode());
    // The same way of making one, with the right certificate, is taken: what follows fails for its reason alone.
    check(&tsa.signed_again(&good, "tsa.pem"), &request, &authority).unwrap();
    for section in ["mail", "also_mail", "not_critical", "anything"] {
        tsa.certify(section, section, "600");
        let answer = tsa.signed_again(&good, &format!("{section}.pem"));
        untrusted(&answer, &request, &authority, "time-stamping alone");
    }
}

#[test]
fn a_certificate_that_was_not_valid_at_that_time_is_refused() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let (request, authority) = (request(), authority(&tsa));
    let good = tsa.answer(&request.encode());
    tsa.certify("expired", "signer", "-1");
    let answer = tsa.signed_again(&good, "expired.pem");
    assert!(matches!(check(&answer, &request, &authority), Err(WitnessProblem::Untrusted(_))));
    // And a root that has expired is not one.
    tsa.run(&[
        "req",
        "-new",
        "-key",
        "ca.key",
        "-config",
        "openssl.cnf",
        "-subj",
        "/CN=Old",
        "-out",
        "old.csr",
    ]);
    tsa.run(&[
        "x509",
        "-req",
        "-in",
        "old.csr",
        "-signkey",
        "ca.key",
        "-days",
        "-1",
        "-extfile",
        "openssl.cnf",
        "-extensions",
        "root",
        "-out",
        "old.pem",
    ]);
    let old = Authority::new("http://unused", None, &std::fs::read(tsa.path("old.pem")).unwrap()).unwrap();
    untrusted(&good, &request, &old, "not valid at that time");
}

/// Whatever single bit is changed, the answer is refused, or says exactly the same (the few bytes that nobody signs).
#[test]
fn a_flipped_bit_is_refused_or_changes_nothing() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let (request, authority) = (request(), authority(&tsa));
    let answer = tsa.answer(&request.encode());
    let attested = check(&answer, &request, &authority).unwrap();
    let mut changed = answer.clone();
    let mut harmless = 0;
    for bit in 0..answer.len() * 8 {
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(still) = check(&changed, &request, &authority) {
            assert_eq!(still, attested, "bit {bit}");
            harmless += 1;
        }
        changed[bit / 8] ^= 1 << (bit % 8);
    }
    println!("{harmless} of {} bits are not covered by a signature", answer.len() * 8);
    // The copy of the root that the answer brings along, and the status.
    assert!(harmless < answer.len() * 8 / 2, "{harmless}");
    for length in 0..answer.len() {
        assert!(check(&answer[..length], &request, &authority).is_err(), "cut at {length}");
    }
    assert!(check(&[&answer[..], b"\0"].concat(), &request, &authority).is_err());
}

#[test]
fn the_request_tells_the_hash_and_nothing_else() {
    let Some(tsa) = Tsa::new(Key::P256) else { return };
    let tsa = Arc::new(tsa);
    let server = Server::of(Arc::clone(&tsa));
    let request = request();
    let answer = post(&server.url, &request.encode()).unwrap();
    check(&answer, &request, &authority(&tsa)).unwrap();
    let asked = server.asked.lock().unwrap();
    let (head, body) = &asked[0];
    assert_eq!(body, &request.encode());
    assert_eq!(body.len(), 69);
    assert!(head.contains("content-type: application/timestamp-query"), "{head}");
    assert!(!head.contains("habeas") && !head.contains("user-agent: ureq"), "{head}");
    std::fs::write(tsa.path("asked.tsq"), body).unwrap();
    let text = tsa.run(&["ts", "-query", "-in", "asked.tsq", "-text"]);
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("Hash Algorithm: sha256") && text.contains("Certificate required: yes"), "{text}");
    assert!(text.contains("Nonce: 0x5F00010203040506"), "{text}");
}

#[test]
fn what_is_no_answer_is_a_clear_sentence() {
    let check_reply = |reply: Vec<u8>, expected: &str| {
        let server = Server::with(move |_| reply.clone());
        let problem = post(&server.url, &request().encode()).unwrap_err().to_string();
        assert!(problem.contains(expected), "{problem}");
    };
    check_reply(response("503 Busy", "text/plain", b"later"), "503");
    check_reply(response("200 OK", "text/html", b"<p>sign in"), "text/html");
    let elsewhere = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    check_reply(elsewhere.to_vec(), "302");
    check_reply(response("200 OK", "application/timestamp-reply", &vec![0; 300_000]), "longer");
    let nobody = post("http://127.0.0.1:1/tsr", b"x").unwrap_err();
    assert!(matches!(nobody, WitnessProblem::Network(_)), "{nobody}");
    for url in ["ftp://example.org", "", "file:///etc/passwd"] {
        assert!(matches!(post(url, b"x"), Err(WitnessProblem::Network(_))), "{url}");
    }
}
