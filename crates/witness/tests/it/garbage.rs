//! Answers and certificate files come from strangers: whatever they hold, there is a sentence and no panic.

use proptest::prelude::*;
use witness::{Authority, Request, check, oid_of};

#[test]
fn a_certificate_file_without_one_is_refused() {
    let cases: [&[u8]; 6] =
        [b"", b"garbage", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80\0\0", b"\x30\x03\x02\x01\x01"];
    for file in cases {
        let problem = Authority::new("http://x", None, file).unwrap_err().to_string();
        assert!(problem.starts_with("the certificate file"), "{problem}");
    }
    let empty = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    assert!(Authority::new("http://x", None, empty).is_err());
}

#[test]
fn policies_are_read_as_they_are_written() {
    assert_eq!(oid_of("1.2.840.113549").unwrap(), [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]);
    assert_eq!(oid_of("2.999").unwrap(), [0x88, 0x37]);
    for text in ["", "1", "3.1", "1.40", "1.2.x", "1..2", "1.2.-3"] {
        assert!(oid_of(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_random_bytes_are_an_answer(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), begins in any::<bool>()) {
        // Half of them begin like an answer that was granted.
        if begins && bytes.len() > 12 {
            bytes[..4].copy_from_slice(&[0x30, 0x82, 0, 0]);
            let length = (bytes.len() - 4) as u16;
            bytes[2..4].copy_from_slice(&length.to_be_bytes());
            bytes[4..9].copy_from_slice(&[0x30, 0x03, 0x02, 0x01, 0x00]);
        }
        let file = include_bytes!("root.pem");
        let authority = Authority::new("http://x", None, file).unwrap();
        let request = Request { imprint: [0; 32], nonce: [0; 8], policy: None };
        prop_assert!(check(&bytes, &request, &authority).is_err());
        let _ = Authority::new("http://x", None, &bytes);
    }
}
