//! Time-stamps and brackets as JSON.

use claims::when::Instant;
use desk::time::{Stamp, TimeBracket};
use serde_json::{Value as Json, json};

/// A time-stamp that counts.
pub fn stamp(of: &Stamp) -> Json {
    let [request, answer] = &of.files;
    let moment = |seconds: i64| Instant::from_unix(seconds).to_string();
    json!({
        "entries": of.size,
        "time": moment(of.attested.time),
        "earliest": moment(of.attested.earliest),
        "latest": moment(of.attested.latest),
        "authority": of.authority,
        "policy": of.attested.policy,
        "serial": of.attested.serial,
        "request": request,
        "answer": answer,
    })
}

/// A bracket: what the device claims stands in it as a claim.
pub fn bracket(of: &TimeBracket) -> Json {
    json!({
        "entry": of.position,
        "claimed": of.claimed.map(|claimed| claimed.to_string()),
        "claimed_is_proof": false,
        "not_before": of.not_before.as_ref().map(|floor| json!({
            "time": floor.at.to_string(),
            "kind": floor.beacon.beacon.kind.name(),
            "value": &*floor.beacon.beacon.value,
            "where": &*floor.beacon.beacon.place,
            "beacon_entry": floor.beacon.position,
            "checked": floor.checked,
        })),
        "not_after": of.latest().map(|latest| latest.to_string()),
        "timestamp": of.not_after.as_ref().map(stamp),
        "timestamped": of.not_after.is_some(),
        "odd": of.odd(),
        "words": of.in_words(),
    })
}
