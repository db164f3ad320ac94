//! Whose signatures count: the founding device, those it signed in, and nobody with a weak key.

use claims::Tier;
use ed25519_dalek::{Signer, SigningKey};
use ledger::{DeviceId, Ledger, LedgerError, Settings, VerifyMode, verify};

use crate::desk::{Casebook, entry, part};

fn enrolment(casebook: [u8; 16], device: [u8; 32], by: &SigningKey) -> Vec<u8> {
    let signer = by.verifying_key().to_bytes();
    let statement = [b"habeas ledger device v1\n".as_slice(), &casebook, &device, &signer].concat();
    [device.as_slice(), &signer, &by.sign(&statement).to_bytes()].concat()
}

#[test]
fn a_list_signed_in_step_by_step_is_accepted_and_any_other_is_not() {
    let (casebook, ledger) = Casebook::new();
    let id = ledger.casebook().0;
    ledger.append(entry(vec![part(1, Tier::Facts, "x")])).unwrap();
    drop(ledger);
    let path = casebook.dir().join("ledger/devices");
    let own = std::fs::read(&path).unwrap();
    let keys: Vec<_> = (1..4u8).map(|n| SigningKey::from_bytes(&[n; 32])).collect();
    let public: Vec<_> = keys.iter().map(|key| key.verifying_key().to_bytes()).collect();
    let head = [b"HBDEVS01".as_slice(), &id].concat();
    // The identity element: every message has a valid-looking signature under it.
    let weak = {
        let mut point = [0; 32];
        point[0] = 1;
        point
    };
    let founder = enrolment(id, public[0], &keys[0]);
    let cases: [(&str, Vec<u8>, &str); 6] = [
        (
            "founder signs in a second, the second a third",
            [
                head.clone(),
                founder.clone(),
                enrolment(id, public[1], &keys[0]),
                enrolment(id, public[2], &keys[1]),
            ]
            .concat(),
            "",
        ),
        (
            "a stranger signs one in",
            [head.clone(), founder.clone(), enrolment(id, public[2], &keys[1])].concat(),
            "one that is not on the list",
        ),
        (
            "a device of another casebook",
            [head.clone(), founder.clone(), enrolment([9; 16], public[1], &keys[0])].concat(),
            "does not fit",
        ),
        ("a weak key", [head.clone(), founder.clone(), enrolment(id, weak, &keys[0])].concat(), "weak"),
        ("a list cut short", [head.clone(), founder[..100].to_vec()].concat(), "cut short"),
        ("nobody", head.clone(), "no device"),
    ];
    for (what, bytes, complaint) in cases {
        std::fs::write(&path, bytes).unwrap();
        let report = verify(&casebook.dir(), None, VerifyMode::Batch).unwrap();
        if complaint.is_empty() {
            assert_eq!(report.devices, public.iter().map(|key| DeviceId(*key)).collect::<Vec<_>>(), "{what}");
            // Our own entry is signed by a device that is not on this list.
            assert_eq!(report.findings[0].entry, Some(1), "{what}");
            assert!(report.findings[0].what.contains("not on the list"), "{what}");
            let refused =
                Ledger::open(&casebook.dir(), &casebook.unlock, Settings::default()).map(drop).unwrap_err();
            assert!(matches!(refused, LedgerError::NotEnrolled(_)), "{what}: {refused}");
        } else {
            assert!(report.findings[0].what.contains(complaint), "{what}: {}", report.findings[0]);
            assert_eq!(report.findings[0].file, "ledger/devices", "{what}");
        }
    }
    std::fs::write(&path, own).unwrap();
    assert!(verify(&casebook.dir(), None, VerifyMode::Strict).unwrap().findings.is_empty());
}
