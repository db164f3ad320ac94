//! Our PDQ against vectors that the reference binding (Python `pdqhash` 0.2.8) made of the same drawn pictures.

use vault::blob::hex;
use vault::pdq::{PERHAPS, Pdq, SAME, Shrinking, brightness, differing, hash};

fn wave(t: i64, period: i64) -> i64 {
    ((t % (2 * period)) - period).abs() * 255 / period
}

/// A picture drawn by whole numbers alone, so that any language draws the same.
fn picture(width: i64, height: i64, seed: i64) -> Vec<[u8; 3]> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (x * 1000 / width, y * 1000 / height);
            let red = (wave(u + seed * 131, 90 + seed * 17) + wave(v + u / 2, 140 + seed * 29)) / 2;
            let green = wave(u * 2 + v * 3 + seed * 77, 400 + seed * 31);
            let disc = (u - 500).pow(2) + (v - 400).pow(2) < 90_000;
            let blue = wave(v * 2 + seed * 53, 210) / 2 + if disc { 100 } else { 0 };
            pixels.push([red, green, blue].map(|c| u8::try_from(c).unwrap()));
        }
    }
    pixels
}

fn hashed(pixels: &[[u8; 3]], width: usize) -> Pdq {
    hash(pixels.iter().copied().map(brightness).collect(), width).unwrap()
}

#[rustfmt::skip]
const VECTORS: &[(i64, i64, i64, u8, [&str; 8])] = &[
    (64, 64, 1, 100, [
        "400fd3da400fdf12c00f1552400f4f52400f555afff4c2adeff02f2d6ff2f2ac",
        "583b0404002fbb9e932ffa91d93faa91403bba95003faa95ead5554affc2556b",
        "155a7970155a65b8955abff8155ae5f8155afff0aaa16807baa585873aa75006",
        "0d6eaeae557a1134c67b503b0c6a003b156e103f556a003fbf80ffe0aa97ffc1",
        "480f2c25400f34edc20feaad480fb0ad400faaa5fff43d52eff0d0d2eff20d53",
        "1f5a868f155a9e47975a40071d5a1a07155a000faaa197f8baa57a78baa7aff9",
        "5839fbfb002f5461112e156e513f556e403b456a003f556aead5aab5ffc2aa94",
        "0d6c5151557aeecb447abfc4046affc4156eefc0556affc0bf80001faa97003e",
    ]),
    (100, 130, 2, 100, [
        "1a4fc2d81b8f4f581a0f4d5a180f4d5a180f555afff282a6dff42a255ff082a5",
        "4039829500275515bfaeca95f83fca95683b2a95803faa95ffc05562bff0557a",
        "4f3a68724adae5f04fdae7f04d5ae7f04d5afff0aaa7280c8aa1808f2aa5080f",
        "056c003f1570f9bfaa7a003f8d6a203f3568803f556a003faa95ffc8eaa5ffd0",
        "1a4f1027198f30a51a0fa2a5080fb2a5100faaa5fff27d59dff4d55a5f70555a",
        "4f3a978d0ada1a0f0fda180f4d5a180f4d5a000faaa7d7f38aa17f702aa5f7f0",
        "4039556a0024aaeabfae156af83f356a603bd56a003f556affc0aa9daff0aa85",
        "156cffc055720040eafb9fc0ad6a9fc03d6e7fc0d56affc0aa950037eaa5002f",
    ]),
    (320, 200, 3, 100, [
        "8f2dda9a042f5b6a8fcd587a0d61595aa0a57d5ad7d08aa3d5d63a040f5ed8a4",
        "c8b9aa9200c5aa92dff75515da36609548b96095b691ba95ff425770755a516f",
        "da787031f97af1c0da98f3d15a7cf3f0fdf0d7f08a8520098083d1ae7a0b720e",
        "9dec0038159000388aa2ff3f8e63ca3f1dec4a3fe3c4103faa17fdda200ffbc5",
        "8f2d0565042fa4958fcda6840f69a4a5a8a582a5dfd0755cd5d685fb0f5e075b",
        "da388fcf517a0e3fda980c2e5a3c0c0ff9f0280f8a85dff680832f515a0badf1",
        "c8b9556900c4556ddf57aa6ad8369b6a48b91f6ab691456afd42a88f755aaa90",
        "bdecffc77593ffc7aaa200c08f6335c41decb7c0e3c4efc0aa170225200f443a",
    ]),
    (5, 9, 4, 100, [
        "348d96a5318c9e27c37269d8c3729e27348d96253c8d61d8ce73695acb726c5b",
        "5b4af1e0a4b50e1f17af2e165b4ad1e9e4b0f1e05b4af1e0a4b50e1f1b0f2e16",
        "61d83c0f64d9348d9627c3729627348d61d83c8f69d8cb729b26c3f09e27c6f1",
        "0e1f5b4af1e0a4b542fa84bc0e1f7b43b1e55b4a0e1f5b4af1e0a4b54e5a84bc",
        "348d695a318c61d8c3729627cb7261d83c8d69da3c8d9e27ce7396a5cb7293a4",
        "61d8c3f064d9cb7296273c8d9e27cb7269d8c37069d8348d9b263c0f9e27390e",
        "5b4a0e1fa4b5f1e0152fd1e95b4a2e16e4b00e1f5b4a0e1fa4b5f1e01b0fd1e9",
        "0e1fa4b5f1e05b4a407a7b430e1f84bcb1e5a4b50e1fa4b5f1e05b4a4e5a7b43",
    ]),
    (511, 767, 5, 100, [
        "fc08a90dfcd8a80dd758a81d7f78a82dfdf8a8adfff8555200077d520806f552",
        "fde1554af7e5554affe7554a0a20b54a20e0d54a03e0d14affe0aab5001faab7",
        "a95d03a7a98d03a7820d82b72a2d0287a8ad0207aaadfff85552d7f85d535ff8",
        "a8b4c5e0a2b0ffe0a2b2ffe05f7507e055b57fe056b57be0aab5001f554a001d",
        "fc0856f2bc5816f2965857e23f7857d2fdf85752fff8aaad000782ad080602ad",
        "a95dfc58a98dfd588a0dfd482a2dfd78a8adfdf8aaad0007555228075d53a807",
        "fde1aab5f7e5aab5f7e6aab50a204ab520e02ab503e02eb5ffe0554a001f5548",
        "acb4001fa2b0001fa2b3001f5f75f01f75b5801f56b5841faab5ffe0554affe2",
    ]),
    (640, 480, 6, 100, [
        "56a8fc08a9595c0c89797c2d09795c35a9f93c25fbf9d5d200077e5b0956f4f0",
        "78f12aee66e52aea7fe62aaa8024d54d81b1d54cbfe1d44afea4eab5001ed013",
        "03fd56a2fc0c7686dc0cd6871c2cf61fbcac068faeac7f78555294b10c035e5a",
        "3de4806233b180202ab38000d5717fe7d5e47fe2fab47ee2abf1401f554b7ab9",
        "56a803f7a979a3f3897983d22979a3caa9f9c3dafbf92a2d000781a449562b0f",
        "03fda95dfc2c8979dc2c29787c2c09e0fcacf970feac808755526b4e5c13a1a5",
        "68b1d53564e5d5757fe6d55580242ab280b12ab78fe12bb7fea4154a001e2fec",
        "2da47d1931b07f9d2ab37fffd5718018d4e48019c2b4811dabf1bfe0554b8546",
    ]),
    (1000, 1024, 7, 100, [
        "ab7dfe0854ac0179d4ad09fa1cad0158fcfd69f0aeadf7f854532a0f545201a4",
        "c8b09765c6f49565c7e49545c0346aae2ef16a25bef16a25ffb4555a040e6553",
        "fe2854a201f9abd3c1f8e3d169f8ebf2e9a8c35afbf87d52010682a50107eb0e",
        "9de4300e91a03f8f92b13fef9561c00479a4c00feba4c08faae1dff0515bcbf9",
        "ab7d01f754a8fe8694ad96041c2db6a7bcbd860faead08075453d5f054521e5b",
        "fe28ab5d01f9542c81f87caf69f85c0da9a87ca5fbf8a2ad01067f5a010754f1",
        "c8b068dac0f46a9ac6e46abac03495512ef195dabef195daffb4aaa5040e9aac",
        "9de5cff197b1c03093b1c01095653ffb7fa43f70eba43f70aae1000f515b3406",
    ]),
    (200, 200, 8, 100, [
        "7e2dab197e2c14e9c39d00e95b2d40a9e9fd2df8fbadeff8455200075c5210c6",
        "48b15445e2f04dd8e2f64fa5ea30b5071df1eb24b7f0b725fff0555a000f205b",
        "2bf801b32b79be4396c8fe432e78ea03bca88752aef845521007baad2907bf7c",
        "1de4e2efb5a5e23037a3a00ebf651fac48a4410ee2a5158eaaa5fff0555a0af1",
        "762c50e67e2cab16838dab165b2dab56e9bdc207fbad10074552e7f84c526a29",
        "2b78fe4c2b7941bc96c855bc2e7815fcbca878adaef8baad10074d520907c593",
        "48b0abbae0f0b223e2f2b05aea304af81df114dbb7f048dafff0aaa5000fdfa4",
        "1de50510b7a71c8db7a71ef1bf65e053c8a4be71e2a5e271aaa5000f555a750e",
    ]),
    (128, 128, 9, 100, [
        "aa5cf789aa5500f955ec78e91dec2ae9b1adb8f9fffcaaa90103045709035456",
        "e0f0b3dee5d0b11ea772b5dae130b5551ff0409a1ff04f9adff0555a000f8a21",
        "ff595da3ff01aa5300b9d24348b98043f4f81253aaa900035556aefd5c56fefc",
        "b5a51d74b0851f34f2271f74b4651fff4aa56a304aa5e5308aa5fff0555a008b",
        "aa1c08f6aa54ff0655ecd7161decd516a1ad4706dffc55560103ffa80903aba9",
        "ff09a25cff0055ac00b92dbc48b97fbce4f8edac8aa9fffc545651025c560103",
        "e0f04c21e5f04ee1a7724a25e1304aaa5ff0bf651ff0b065dff0aaa5000f75de",
        "b5a5e68bb0a5e4cbf227e08fb465e0084aa595cf4aa59acf8aa5000f555aff74",
    ]),
];

#[test]
fn hashes_and_quality_are_those_of_the_reference() {
    for (width, height, seed, quality, expected) in VECTORS {
        let pdq = hashed(&picture(*width, *height, *seed), usize::try_from(*width).unwrap());
        assert_eq!(pdq.hashes.map(|h| hex(&h)), *expected, "{width}×{height}");
        assert_eq!(pdq.quality, *quality, "{width}×{height}");
    }
}

#[test]
fn a_copy_is_near_and_another_picture_is_far() {
    let original = picture(320, 240, 5);
    let pdq = hashed(&original, 320);
    let brighter: Vec<[u8; 3]> = original.iter().map(|p| p.map(|c| c.saturating_add(30))).collect();
    let half: Vec<[u8; 3]> =
        original.chunks(320).step_by(2).flat_map(|row| row.iter().step_by(2).copied()).collect();
    let mirrored: Vec<[u8; 3]> = original.chunks(320).flat_map(|row| row.iter().rev().copied()).collect();
    let turned: Vec<[u8; 3]> = (0..320)
        .flat_map(|x| (0..240).rev().map(move |y| (x, y)))
        .map(|(x, y)| original[y * 320 + x])
        .collect();
    for (what, changed) in [
        ("brighter", hashed(&brighter, 320)),
        ("half the size", hashed(&half, 160)),
        ("mirrored", hashed(&mirrored, 320)),
        ("turned by 90°", hashed(&turned, 240)),
    ] {
        let distance = pdq.distance(changed.upright());
        assert!(distance <= SAME, "{what}: {distance}");
    }
    // Mirrored, it is not found by the picture's own hash alone: that is what the eight are for.
    assert!(differing(pdq.upright(), hashed(&mirrored, 320).upright()) > PERHAPS);
    let other = hashed(&picture(320, 240, 8), 320);
    assert!(pdq.distance(other.upright()) > PERHAPS, "{}", pdq.distance(other.upright()));
}

#[test]
fn a_large_picture_is_made_smaller_first_and_hashes_nearly_the_same() {
    let large = picture(2100, 1500, 6);
    let mut shrinking = Shrinking::new(2100, 1500);
    large.chunks(2100).for_each(|row| shrinking.row(row.iter().copied().map(brightness)));
    let distance = differing(shrinking.hash().unwrap().upright(), hashed(&large, 2100).upright());
    assert!(distance <= 8, "{distance}");
    // A small one is taken as it is.
    let small = picture(320, 200, 3);
    let mut shrinking = Shrinking::new(320, 200);
    small.chunks(320).for_each(|row| shrinking.row(row.iter().copied().map(brightness)));
    assert_eq!(shrinking.hash().unwrap(), hashed(&small, 320));
}

#[test]
fn what_is_no_picture_has_no_hash() {
    for (values, width) in [(0, 0), (0, 5), (16, 4), (26, 5), (24, 5), (20, 5), (40, usize::MAX)] {
        assert_eq!(hash(vec![1.0; values], width), None, "{values} of {width}");
    }
    assert_eq!(hash(vec![120.0; 6400], 80).unwrap().quality, 0);
    let mut never = Shrinking::new(100_000, 3);
    never.row(std::iter::repeat(1.0));
    assert_eq!(never.hash(), None);
}
