//! Streets on the map, out of a file that lies on disk: what is drawn, what is refused, and that no file breaks anything.

use super::house::{House, claim, id, name, small_day, text};
use super::town::{self, Is, Layer, Says};
use claims::{Coordinates, Property};
use desk::Desk;
use proptest::prelude::*;
use std::path::PathBuf;
use tempfile::TempDir;
use web::Streets;

/// A file of tiles in a directory of its own.
fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("town.pmtiles");
    std::fs::write(&path, bytes).unwrap();
    (dir, path)
}

fn opened(bytes: &[u8]) -> Streets {
    Streets::open(&kept(bytes).1).unwrap()
}

fn drawn(streets: &Streets, across: f64, tongue: &str) -> String {
    let (north, east) = town::MIDDLE;
    streets.drawing(Coordinates::of(north, east).unwrap(), across, tongue)
}

/// One station in the middle of the town.
fn one_station(desk: &Desk) {
    let at = format!("{}, {}", town::MIDDLE.0, town::MIDDLE.1);
    super::house::save(
        desk,
        vec![
            claim(40, id(3), Property::UnitName, name("First Station")),
            claim(41, id(3), Property::UnitAt, text(&at)),
        ],
    );
}

#[test]
fn streets_lie_under_the_units() {
    let (_dir, path) = kept(&town::one(&Says::default(), town::protomaps()));
    let house = House::with_streets(&path, one_station);
    let cookie = house.sign_in();
    let page = house.page("/map?view=43.25,76.9&across=2.5", &cookie);
    let (_, picture) = page.split_once("<svg class=\"map\"").unwrap();
    let (picture, below) = picture.split_once("class=\"key\"").unwrap();
    for class in ["ground", "green", "water", "building", "minor", "main", "rail"] {
        assert!(
            picture.contains(&format!("<path class=\"{class}\" d=\"M")),
            "{class} is missing in\n{picture}"
        );
    }
    // Under them.
    assert!(picture.find("class=\"streets").unwrap() < picture.find("class=\"unit").unwrap(), "{picture}");
    for words in
        ["Prospekt Obrazcov", "Obrazec", "&lt;b&gt;Lane&lt;/b&gt; [U+202E]&quot;&#39;&amp;&lt;/svg&gt;"]
    {
        assert!(picture.contains(words), "{words:?} is missing in\n{picture}");
    }
    // A city of our own list stands there as well; it is not named twice.
    assert!(!picture.contains("class=\"town\""), "{picture}");
    assert!(below.contains("© OpenStreetMap contributors"), "{below}");
    assert!(!page.contains("https://"), "{page}");
    for words in ["City", "District", "Street"] {
        assert!(page.contains(&format!(">{words}</a>")), "{words:?} is missing");
    }
    // The same by language, where the file has it.
    for (tongue, words, credit) in [
        ("ru", "проспект Образцов", "участники OpenStreetMap"),
        ("kk", "Үлгілер даңғылы", "OpenStreetMap қатысушылары"),
        ("ar", "Prospekt Obrazcov", "OpenStreetMap"),
    ] {
        let page = house.page(&format!("/map?view=43.25,76.9&across=2.5&lang={tongue}"), &cookie);
        assert!(page.contains(words) && page.contains(credit), "{tongue}: {page}");
    }
    // Nearer than without a file, and no nearer than there is something to see.
    let near = house.page("/map?view=43.25,76.9&across=0.01", &cookie);
    assert!(near.contains("across=0.60") && near.contains("50 m"), "{near}");
    // From afar the outlines say enough; where the file has nothing, that is said.
    let far = house.page("/map?view=43.25,76.9&across=900", &cookie);
    assert!(!far.contains("class=\"streets") && !far.contains("contributors"), "{far}");
    let off = house.page("/map?view=50.25,66.9&across=5", &cookie);
    assert!(
        !off.contains("class=\"streets") && off.contains("The file of streets has nothing here."),
        "{off}"
    );
}

#[test]
fn without_a_file_nothing_changes() {
    let house = House::open(small_day);
    let page = house.page("/map?view=43.25,76.9&across=0.5", &house.sign_in());
    assert!(page.contains("across=4.0") && !page.contains("class=\"streets"), "{page}");
    assert!(!page.contains(">District</a>") && !page.contains("file of streets"), "{page}");
}

#[test]
fn both_ways_of_naming_things_are_drawn() {
    let check = |tile: Vec<u8>, says: Says, wanted: &[&str]| {
        let picture = drawn(&opened(&town::one(&says, tile)), 2.5, "kk");
        for words in wanted {
            assert!(picture.contains(words), "{words:?} is missing in\n{picture}");
        }
    };
    let both =
        ["class=\"green\"", "class=\"water\"", "class=\"building\"", "class=\"main\"", "class=\"rail\""];
    check(town::protomaps(), Says::default(), &both);
    // Neither compressed, nor with a description; a directory in between.
    let plain = Says { gzip: false, leaf: true, metadata: "{}".into(), ..Says::default() };
    check(town::open_map_tiles(), plain, &both);
    let others = ["class=\"major\"", "class=\"stream\"", "class=\"border\"", "Model Avenue", "Үлгі"];
    check(town::open_map_tiles(), Says { leaf: true, ..Says::default() }, &others);
}

#[test]
fn a_small_town_is_drawn_the_same_every_time() {
    let picture = drawn(&opened(&town::one(&Says::default(), town::protomaps())), 2.5, "en");
    let from = picture.find("<svg class=\"streets").unwrap();
    let picture = picture[from..].replace("><", ">\n<");
    assert_eq!(picture.trim(), include_str!("golden/streets.svg").trim(), "\n{picture}");
}

#[test]
fn tiles_are_found_along_the_curve() {
    // Known from the description of the format.
    assert_eq!(town::along(0, 0, 0), 0);
    assert_eq!(town::along(1, 1, 0), 4);
    assert_eq!(town::along(12, 3423, 1763), 19_078_479);
    // Each tile has a park that nobody else has; the one in the middle is seen, whichever it is.
    let (column, line) = town::middle(town::ZOOM);
    let park = |across: u32, down: u32| {
        let (x, y) = (500 + across as i32 * 100, 500 + down as i32 * 100);
        let ring = [(x, y), (x + 900, y), (x + 900, y + 900)];
        town::tile(&[Layer::new("landuse").with(3, &[("kind", Is::Words("park"))], &ring)])
    };
    let mut tiles = Vec::new();
    for across in 0..9 {
        for down in 0..9 {
            tiles.push(((town::ZOOM, column - 4 + across, line - 4 + down), park(across, down)));
        }
    }
    let all = drawn(&opened(&town::file(&Says { leaf: true, ..Says::default() }, &tiles)), 4.0, "en");
    let one = drawn(&opened(&town::one(&Says::default(), park(4, 4))), 4.0, "en");
    let path = |picture: &str| {
        let (_, rest) = picture.split_once("class=\"green\" d=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert!(path(&all).contains(&path(&one)), "{}\n{}", path(&all), path(&one));
}

#[test]
fn what_is_no_file_of_streets_is_refused_in_words() {
    let check = |bytes: Vec<u8>, words: &str| {
        let said = Streets::open(&kept(&bytes).1).unwrap_err().to_string();
        assert!(said.contains(words), "{said:?} does not say {words:?}");
    };
    let town = || town::one(&Says::default(), town::protomaps());
    let with = |at: usize, byte: u8| {
        let mut bytes = town();
        bytes[at] = byte;
        bytes
    };
    let spoiled = |says: Says| town::one(&says, town::protomaps());
    check(Vec::new(), "not a PMTiles file");
    check(b"SQLite format 3\0".repeat(20), "not a PMTiles file");
    check(with(7, 2), "version 2, and only version 3");
    check(town()[..60].to_vec(), "cut off: 60 bytes of 127");
    let whole = town().len();
    check(town()[..whole - 1].to_vec(), &format!("cut off: {} bytes of {whole}", whole - 1));
    for (kind, words) in [(0, "of a kind"), (2, "pictures (PNG)"), (3, "JPEG"), (4, "WebP"), (5, "AVIF")] {
        check(spoiled(Says { kind, ..Says::default() }), words);
    }
    for (packed, words) in [(0, "something it does not name"), (3, "brotli"), (4, "zstd")] {
        check(spoiled(Says { packed, ..Says::default() }), words);
    }
    check(with(97, 3), "brotli");
    check(with(100, 15), "header cannot be made out");
    check(with(15, 0xff), "cut off");
    check(with(127, 0), "first directory cannot be made out");
    check(spoiled(Says { metadata: "{".into(), ..Says::default() }), "description cannot be made out");
    let hills = r#"{"vector_layers":[{"id":"contours"}]}"#;
    check(spoiled(Says { metadata: hills.into(), ..Says::default() }), "none of the layers");
    let dir = tempfile::tempdir().unwrap();
    let says = |path: PathBuf| Streets::open(&path).unwrap_err().to_string();
    assert!(says(dir.path().join("none.pmtiles")).contains("cannot be read"));
    assert!(says(dir.path().to_owned()).contains("not a PMTiles file"));
}

#[test]
fn a_spoiled_or_endless_tile_costs_little_and_is_said() {
    let page_of = |tile: Vec<u8>| {
        let (_dir, path) = kept(&town::one(&Says::default(), tile));
        let house = House::with_streets(&path, one_station);
        house.page("/map?view=43.25,76.9&across=2.5", &house.sign_in())
    };
    let unread = "A part of the file of streets cannot be read";
    // Twenty megabytes of nothing in twenty kilobytes.
    let bomb = page_of(vec![0; 20 << 20]);
    assert!(bomb.contains(unread) && bomb.contains("First Station"), "{bomb}");
    let mut cut_off = town::protomaps();
    cut_off.truncate(cut_off.len() - 40);
    assert!(page_of(cut_off).contains(unread));
    // A dense city: all that fits into a tile.
    let (mut roads, mut houses) = (Layer::new("roads"), Layer::new("buildings"));
    for n in 0..9000 {
        let (x, y) = (n % 95 * 43, n / 95 * 43);
        let named = format!("Street {n}");
        let tags = [("kind", Is::Words("minor_road")), ("name", Is::Words(&named))];
        roads = roads.with(2, &tags, &[(x, y), (x + 30, y + 7), (x + 17, y + 31)]);
        houses = houses.with(3, &[], &[(x, y), (x + 20, y), (x + 20, y + 20), (x, y + 20)]);
    }
    let page = page_of(town::tile(&[roads, houses]));
    assert!(page.contains("The file of streets has more here than is drawn; come closer."));
    assert!(page.len() < 300_000, "{}", page.len());
}

#[test]
fn whose_data_it_is_is_said_as_the_file_says_it() {
    let check = |metadata: &str, words: &str| {
        let says = Says { metadata: metadata.into(), ..Says::default() };
        let (_dir, path) = kept(&town::one(&says, town::protomaps()));
        let house = House::with_streets(&path, one_station);
        let page = house.page("/map?view=43.25,76.9&across=2.5", &house.sign_in());
        assert!(page.contains(words), "{metadata}: {words:?} is missing in\n{page}");
    };
    check(
        r#"{"attribution":"<a href='https://openstreetmap.org'>Open Street Map</a>"}"#,
        "© OpenStreetMap contributors",
    );
    check(
        r#"{"attribution":"<script src=x>City &amp; <b>Survey</b> \u202e"}"#,
        "Streets: \u{2068}City &amp; Survey [U+202E]\u{2069}.",
    );
    check("{}", "The file does not say whose data it is.");
}

/// What tags a picture may have.
fn is_ours(picture: &str) -> bool {
    let tags = ["svg", "/svg", "path", "text", "/text", "defs", "/defs", "marker", "/marker", "line"];
    picture.split('<').skip(1).all(|rest| {
        let tag = rest.split([' ', '>']).next().unwrap();
        tags.contains(&tag) && rest.matches('>').count() == 1
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A tile with spoiled bytes is drawn as far as it goes, in our own tags.
    #[test]
    fn no_tile_breaks_the_picture(
        spoils in prop::collection::vec(any::<(u16, u8)>(), 0..12), end in any::<u16>(), other in any::<bool>(),
    ) {
        let mut tile = if other { town::open_map_tiles() } else { town::protomaps() };
        for (at, byte) in spoils {
            let at = usize::from(at) % tile.len();
            tile[at] = byte;
        }
        if end % 3 == 0 {
            tile.truncate(usize::from(end) % tile.len());
        }
        let picture = drawn(&opened(&town::one(&Says::default(), tile)), 2.5, "en");
        prop_assert!(is_ours(&picture), "{}", picture);
        prop_assert!(picture.len() < 300_000);
    }

    /// Any bytes at all as a tile, any words as a name.
    #[test]
    fn no_bytes_and_no_words_break_the_picture(bytes in prop::collection::vec(any::<u8>(), 0..400), words in ".*") {
        let tags = [("kind", Is::Words("locality")), ("kind_detail", Is::Words("city")), ("name", Is::Words(&words))];
        let mut tile = town::tile(&[Layer::new("places").with(1, &tags, &[(2048, 2048)])]);
        tile.extend(bytes);
        let picture = drawn(&opened(&town::one(&Says { gzip: false, ..Says::default() }, tile)), 2.5, "en");
        prop_assert!(is_ours(&picture), "{}", picture);
    }

    /// A spoiled file is refused or drawn; places far outside do not reach anywhere.
    #[test]
    fn no_file_breaks_anything(spoils in prop::collection::vec(any::<(u16, u8)>(), 1..6), x in any::<i32>(), y in any::<i32>()) {
        let line = [(0, 0), (x / 2, y / 2), (100, 100)];
        let tile = town::tile(&[Layer::new("roads").with(2, &[("kind", Is::Words("highway"))], &line)]);
        let mut file = town::one(&Says { gzip: false, leaf: true, ..Says::default() }, tile);
        let whole = drawn(&opened(&file), 2.5, "en");
        prop_assert!(is_ours(&whole) && whole.len() < 300_000, "{}", whole);
        for (at, byte) in spoils {
            let at = usize::from(at) % file.len();
            file[at] = byte;
        }
        if let Ok(streets) = Streets::open(&kept(&file).1) {
            prop_assert!(is_ours(&drawn(&streets, 2.5, "en")));
        }
    }
}
