//! Live updates: an event after every save, nothing for strangers, and an end that does not wait for listeners.

use super::house::{House, claim, id, name, one_detention, save};
use claims::Property;
use std::io::{Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Reads from a stream until `wanted` was seen, for ten seconds at most.
fn until(stream: &mut std::net::TcpStream, wanted: &str) -> String {
    let (mut seen, started) = (String::new(), Instant::now());
    let mut buffer = [0; 4096];
    while !seen.contains(wanted) {
        assert!(started.elapsed() < Duration::from_secs(10), "{wanted:?} did not come; {seen:?} did");
        match stream.read(&mut buffer) {
            Ok(0) => panic!("the stream ended before {wanted:?}: {seen:?}"),
            Ok(n) => seen.push_str(&String::from_utf8_lossy(&buffer[..n])),
            Err(_) => {}
        }
    }
    seen
}

#[test]
fn a_save_reaches_the_open_board() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let mut stream = house.connect();
    write!(stream, "GET /events HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", house.address).unwrap();
    let first = until(&mut stream, "data: 1\n");
    assert!(
        first.contains("content-type: text/event-stream") && first.contains("event: position"),
        "{first}"
    );
    save(house.desk.as_ref().unwrap(), vec![claim(90, id(40), Property::PersonName, name("Somebody New"))]);
    until(&mut stream, "data: 2\n");
    let fragment = house.page("/?fragment=1", &cookie);
    assert!(fragment.starts_with("<section id=\"board\"") && !fragment.contains("<html"), "{fragment}");
}

#[test]
fn the_end_does_not_wait_for_listeners_and_gives_the_desk_back() {
    let mut house = House::open(one_detention);
    let cookie = house.sign_in();
    let mut stream = house.connect();
    write!(stream, "GET /events HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", house.address).unwrap();
    until(&mut stream, "data: 1\n");
    let started = Instant::now();
    let desk = house.end();
    assert!(started.elapsed() < Duration::from_secs(5), "it took {:?}", started.elapsed());
    Arc::into_inner(desk).expect("nobody else holds the desk").close().unwrap();
}

#[test]
fn a_page_is_never_shown_less_than_it_was_told_of() {
    let house = House::open(one_detention);
    let cookie = house.sign_in();
    let desk = house.desk.as_ref().unwrap();
    let part = |asked: &str| house.page(&format!("/?fragment=1{asked}"), &cookie);
    let rename = |n: u8, words: &str| {
        save(desk, vec![claim(90 + u16::from(n), id(3), Property::UnitName, name(words))])
    };
    assert!(part(&format!("&told={}", desk.level())).contains("Example District Station"));
    for n in 0..5 {
        let words = format!("Station {n}");
        rename(n, &words);
        let told = desk.level();
        let link = format!("position={told}");
        // Told of this save, the page shows it, whatever was made before; the second one is the same bytes.
        let first = part(&format!("&told={told}"));
        assert!(first.contains(&link), "{first}");
        assert_eq!(first, part(&format!("&told={told}")));
        // Told of an earlier one, or of nothing, it is shown this one too.
        assert!(part("&told=1").contains(&link) && part("").contains(&link));
    }
    // In other words, and squeezed, it is the same board.
    assert!(part("&told=1&lang=ru").contains("Example District Station"));
    let request = format!(
        "GET /?fragment=1&told=1 HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n",
        house.address
    );
    for _ in 0..2 {
        let answer = house.ask(&request);
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        let mut plain = String::new();
        flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, part("&told=1"));
    }
}
