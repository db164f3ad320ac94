//! Clients that are slow, silent or too many: they lose their seats, and everybody else is served.

use super::house::{House, one_detention};
use std::io::{Read, Write};
use std::time::{Duration, Instant};
use web::Limits;

fn tight() -> Limits {
    Limits {
        head: Duration::from_millis(700),
        request: Duration::from_secs(5),
        silence: Duration::from_millis(1500),
        connections: 8,
        ..Limits::default()
    }
}

/// Waits until the peer hangs up; how long that took.
fn hung_up(stream: &mut std::net::TcpStream) -> Duration {
    let started = Instant::now();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return started.elapsed(),
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset => return started.elapsed(),
            Err(e) => panic!("still open after {:?}: {e}", started.elapsed()),
        }
    }
}

#[test]
fn who_is_silent_longest_makes_room_for_who_asks() {
    let house = House::with(tight(), true, one_detention);
    let mut silent: Vec<_> = (0..8)
        .map(|n| {
            let mut stream = house.connect();
            if n % 2 == 0 {
                stream.write_all(b"POST /api/v1/reports HTTP/1.1\r\nhost: ").unwrap();
            }
            std::thread::sleep(Duration::from_millis(20));
            stream
        })
        .collect();
    // Every seat is taken; who asks is served all the same, in place of those who came first.
    for _ in 0..3 {
        assert_eq!(house.get("/healthz", "").status, 200);
    }
    assert!(hung_up(&mut silent[0]) < Duration::from_millis(400), "the first is asked to leave at once");
    for stream in &mut silent {
        assert!(hung_up(stream) < Duration::from_secs(5), "nobody stays for being silent");
    }
}

#[test]
fn a_body_that_drips_is_cut_off() {
    let house = House::with(Limits { silence: Duration::from_secs(30), ..tight() }, true, |desk| {
        one_detention(desk);
        let (by, why) = (desk::Actor::parse("op-3").unwrap(), desk::Reason::parse("they asked").unwrap());
        let key = super::reports::pair().public();
        desk::reporter::admit_reporter(desk, &by, &why, "office-2", &key).unwrap();
    });
    let request = super::reports::request(&house, &super::reports::pair(), "r-1", &[b' '; 4000]);
    let mut stream = house.connect();
    stream.write_all(&request[..request.len() - 3990]).unwrap();
    let started = Instant::now();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 400") || answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(started.elapsed() < Duration::from_secs(15));
}

#[test]
fn a_head_that_drips_is_cut_off() {
    let house = House::with(tight(), true, one_detention);
    let mut drip = house.connect();
    let started = Instant::now();
    let cut = loop {
        // A byte now and then keeps the line from being silent, but the head has its own limit.
        if drip.write_all(b"G").is_err() {
            break started.elapsed();
        }
        std::thread::sleep(Duration::from_millis(100));
        drip.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
        let mut buffer = [0; 64];
        match drip.read(&mut buffer) {
            Ok(0) => break started.elapsed(),
            Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset => break started.elapsed(),
            _ => {}
        }
        assert!(started.elapsed() < Duration::from_secs(8), "still dripping");
    };
    assert!(cut < Duration::from_secs(8));
}

#[test]
fn an_idle_line_is_closed_after_its_answer() {
    let house = House::with(tight(), true, one_detention);
    let mut stream = house.connect();
    for _ in 0..2 {
        write!(stream, "GET /healthz HTTP/1.1\r\nhost: {}\r\n\r\n", house.address).unwrap();
        let mut seen = String::new();
        let mut buffer = [0; 4096];
        while !seen.ends_with("ok\n") {
            let n = stream.read(&mut buffer).unwrap();
            assert!(n > 0, "closed between two requests");
            seen.push_str(&String::from_utf8_lossy(&buffer[..n]));
        }
    }
    assert!(hung_up(&mut stream) < Duration::from_secs(5));
}

#[test]
fn a_reader_that_stops_reading_loses_its_seat() {
    let house = House::with(Limits { connections: 1, ..tight() }, true, |desk| {
        use super::house::{claim, id, save};
        let bytes: std::sync::Arc<[u8]> = vec![b'x'; 40 << 20].into();
        save(desk, vec![claim(1, id(4), claims::Property::ReportBytes, claims::Value::Bytes(bytes))]);
    });
    let cookie = house.sign_in();
    let path = format!("/report/{}/raw", super::house::id(4));
    let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", house.address);
    // The only seat may still be warm from signing in.
    let begun = Instant::now();
    let _stuck = loop {
        let mut stream = house.connect();
        let mut first = [0; 12];
        if stream.write_all(request.as_bytes()).is_ok()
            && stream.read_exact(&mut first).is_ok()
            && first == *b"HTTP/1.1 200"
        {
            break stream;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "the seat never came free");
        std::thread::sleep(Duration::from_millis(50));
    };
    let started = Instant::now();
    while house.get("/healthz", "").status != 200 {
        assert!(started.elapsed() < Duration::from_secs(15), "its seat was never free again");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(started.elapsed() > Duration::from_millis(500), "the seat was taken for a while");
}
