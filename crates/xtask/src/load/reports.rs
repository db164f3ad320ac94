//! What is sent: short reports of several reporters, each request whole and signed before the first is sent.

use super::server::Server;
use desk::record::signed_message;
use desk::reporter::KeyPair;

/// A request on the wire.
pub struct Request {
    pub bytes: Vec<u8>,
}

/// Reporters that take turns.
pub const REPORTERS: u8 = 8;

/// The key pair of a reporter.
pub fn reporter(n: u8) -> KeyPair {
    KeyPair::of(&[n + 1; 32])
}

/// So many requests, all different.
pub fn signed(server: &Server, count: usize) -> Vec<Request> {
    let pairs: Vec<KeyPair> = (0..REPORTERS).map(reporter).collect();
    let halves = std::thread::available_parallelism().map_or(1, usize::from);
    let make = |n: usize, pair: &KeyPair| {
        let body = body(n);
        let name = format!("load-{n:08}");
        let signature = hex(&pair.sign(&signed_message(&server.casebook, body.as_bytes(), &name)));
        let head = format!(
            "POST /api/v1/reports HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\nhabeas-key: {}\r\n\
habeas-signature: {signature}\r\nidempotency-key: {name}\r\ncontent-length: {}\r\n\r\n",
            server.address,
            pair.public(),
            body.len()
        );
        Request { bytes: (head + &body).into_bytes() }
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..halves)
            .map(|half| {
                let (pairs, make) = (&pairs, &make);
                scope.spawn(move || {
                    let (from, to) = (count * half / halves, count * (half + 1) / halves);
                    (from..to)
                        .zip(pairs.iter().cycle())
                        .map(|(n, pair)| make(n, pair))
                        .collect::<Vec<Request>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

/// Some 460 bytes, in the mix of scripts that arrives; synthetic, and different each time.
fn body(n: usize) -> String {
    let people = 1 + n % 7;
    format!(
        "{{\"text\":\"Message {n}. At the corner of street {} and the market about {people} people were put into a bus without plates. \
Жанымда тұрған адам {n} атын айтты. Мы видели автобус номер {}. He says they are taken to the district station.\",\
\"language\":\"en\",\"received_at\":\"2031-06-08T{:02}:{:02}:00+05:00\",\"source\":\"caller {}\",\"id\":\"{n}\"}}",
        n % 97,
        n % 1013,
        n / 60 % 24,
        n % 60,
        n % 50
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
