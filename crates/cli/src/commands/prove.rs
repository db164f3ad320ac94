//! Proofs for strangers, and checking one.

use crate::args::{Common, Format, ProveArgs, VerifyArgs};
use crate::exit::Done;
use crate::{open, print};
use desk::keep::{check_proof, find_entry, prove_entry, prove_since, prove_timestamped};
use desk::time::time_bracket;
use desk::{Outcome, Stop};
use ledger::{CasebookId, DeviceId, Expected, ProvenThing, verifier_key};
use serde_json::json;
use std::path::Path;

pub fn run(common: &Common, args: &ProveArgs) -> Outcome<Done> {
    let (desk, _) = open::desk(common)?;
    let text = match (&args.since, &args.entry) {
        (Some(file), _) => prove_since(&desk, &read(file)?)?,
        (None, Some(entry)) => {
            let number = find_entry(&desk, entry)?;
            let bracket = time_bracket(&desk, number)?;
            print::say(&format!("entry {number}: {}", bracket.in_words()));
            if args.timestamped {
                let (text, [request, answer]) = prove_timestamped(&desk, number)?;
                print::say(&format!(
                    "Give {request} and {answer} along with it: docs/time.md says how they are checked."
                ));
                text
            } else {
                prove_entry(&desk, number)?
            }
        }
        (None, None) => {
            return Err(Stop::refused_in_english("entry", "Name an entry, or --since CHECKPOINT."));
        }
    };
    match &args.out {
        None => print::data(&text)?,
        Some(out) => {
            std::fs::write(out, &text).map_err(|cause| {
                Stop::refused_in_english("out", format!("{} could not be written: {cause}.", out.display()))
            })?;
            print::say(&format!(
                "{} written. Whoever gets it checks it with: habeas verify --proof FILE",
                out.display()
            ));
        }
    }
    desk.close()?;
    Ok(Done::Well)
}

/// Checks a proof: no casebook, no key, no network.
pub fn check(common: &Common, args: &VerifyArgs, proof: &Path) -> Outcome<Done> {
    let field = |says: String| Stop::refused_in_english("expect", format!("{says}."));
    let expected = Expected {
        casebook: args.expect_casebook.as_deref().map(CasebookId::parse).transpose().map_err(field)?,
        founder: args.expect_device.as_deref().map(DeviceId::parse).transpose().map_err(field)?,
        checkpoint: args.checkpoint.as_deref().map(read).transpose()?,
    };
    let proven = check_proof(&read(proof)?, &expected)?;
    let (checkpoint, founder) = (&proven.checkpoint, proven.founder);
    let compared = expected.casebook.is_some() && expected.founder.is_some() || expected.checkpoint.is_some();
    if common.format == Format::Json {
        let of = match &proven.of {
            ProvenThing::Entry(entry) => json!({
                "entry": entry.number,
                "entry_hash": hex(&entry.entry_hash),
                "device": entry.header.device.to_string(),
                "seq": entry.header.seq,
                "claimed_at": claims::when::Instant::from_unix(entry.header.claimed_at).to_string(),
                "parts": entry.header.parts.iter().map(|part| json!({
                    "record": part.record.to_string(), "tier": part.tier.name(), "sealed": hex(&part.sealed_hash),
                })).collect::<Vec<_>>(),
            }),
            ProvenThing::Earlier(earlier) => {
                json!({ "earlier": earlier.size, "earlier_root": hex(&earlier.root) })
            }
        };
        print::json(&json!({
            "holds": true,
            "casebook": proven.casebook.to_string(),
            "founder": founder.to_string(),
            "founder_key": verifier_key(&founder),
            "signed_by": verifier_key(&proven.signer),
            "size": checkpoint.size,
            "root": hex(&checkpoint.root),
            "proves": of,
            "compared": compared,
        }))?;
        return Ok(Done::Well);
    }
    match &proven.of {
        ProvenThing::Entry(entry) => {
            let claimed = claims::when::Instant::from_unix(entry.header.claimed_at);
            print::data(&format!("entry {} is one of {}", entry.number, checkpoint.size))?;
            print::data(&format!("  hash {}", hex(&entry.entry_hash)))?;
            print::data(&format!(
                "  saved by device {}, its number {}; it claims {claimed}, which the proof does not show",
                entry.header.device, entry.header.seq
            ))?;
        }
        ProvenThing::Earlier(earlier) => print::data(&format!(
            "the ledger of {} entries begins with the {} that the earlier checkpoint named, unchanged",
            checkpoint.size, earlier.size
        ))?,
    }
    print::data(&format!("  casebook {}", proven.casebook))?;
    print::data(&format!("  founded by {}", verifier_key(&founder)))?;
    if !compared {
        print::say(
            "The proof holds in itself. Compare the casebook and the founding device with what was published, or \
             give --expect-casebook and --expect-device, or --checkpoint.",
        );
    }
    Ok(Done::Well)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|cause| {
        Stop::not_found_in_english(format!("{} could not be read: {cause}.", path.display()))
    })
}
