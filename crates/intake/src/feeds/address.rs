//! Which addresses belong to the public internet. Whoever writes a feed chooses where we connect to; it must not be able
//! to choose our own network. By the special-purpose registries of IANA (RFC 6890 and its updates).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address may be connected to on the word of a stranger.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Networks that are not public, by their first address and length.
const NOT_PUBLIC_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([192, 175, 48, 0], 24),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    // Multicast, reserved, broadcast.
    bits < 0xe000_0000
        && !NOT_PUBLIC_V4
            .iter()
            .any(|(first, length)| (bits ^ u32::from(Ipv4Addr::from(*first))) >> (32 - length) == 0)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, third, ..] = address.segments();
    // Only global unicast, 2000::/3: so neither loopback, link-local, unique local, multicast, IPv4-mapped
    // (::ffff:0:0/96) nor NAT64 (64:ff9b::/96, 64:ff9b:1::/48).
    first & 0xe000 == 0x2000
        // 2001::/23: Teredo, benchmarking, ORCHID.
        && !(first == 0x2001 && second < 0x0200)
        && !(first == 0x2001 && second == 0x0db8)
        // 6to4 holds an IPv4 address of anybody's choice.
        && first != 0x2002
        && !(first == 0x2620 && second == 0x004f && third == 0x8000)
        // Documentation, 3fff::/20.
        && !(first == 0x3fff && second < 0x1000)
}
