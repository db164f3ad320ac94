//! A file of streets that other programs wrote: PMTiles by its authors' library, tiles by mapbox-vector-tile, with leaf
//! directories and every zoom. Where Python or one of the two is absent the test says so and passes
//! (`pip install pmtiles mapbox-vector-tile`).

use super::house::{House, claim, id, name, save, text};
use claims::Property;
use std::path::Path;
use std::process::Command;

#[test]
fn streets_out_of_a_file_that_other_programs_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("elsewhere.pmtiles");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/streets_file.py");
    let made = match Command::new("python3").arg(script).arg(&path).output() {
        Ok(made) => made,
        Err(cause) => {
            return eprintln!("there is no python3 here ({cause}): no file of other programs was read");
        }
    };
    let says = String::from_utf8_lossy(&made.stderr);
    if made.status.code() == Some(3) {
        return eprintln!("no file of other programs was read: {says}");
    }
    assert!(made.status.success(), "{says}");
    // The writer made leaf directories: their length stands at byte 48 of the header.
    let bytes = std::fs::read(&path).unwrap();
    assert!(u64::from_le_bytes(bytes[48..56].try_into().unwrap()) > 0, "there are no leaf directories");

    let house = House::with_streets(&path, |desk| {
        save(
            desk,
            vec![
                claim(40, id(3), Property::UnitName, name("First Station")),
                claim(41, id(3), Property::UnitAt, text("43.25, 76.9")),
            ],
        );
    });
    let cookie = house.sign_in();
    let picture = |view: &str, across: &str, tongue: &str| {
        let page = house.page(&format!("/map?view={view}&across={across}&lang={tongue}"), &cookie);
        let (_, rest) = page.split_once("<svg class=\"map\"").unwrap_or_else(|| panic!("no map: {page}"));
        rest.split_once("class=\"key\"").unwrap().0.to_owned()
    };
    // Near: houses, both sorts of streets and their names; the unit above all of them.
    let near = picture("43.25,76.9", "1.5", "en");
    for class in ["ground", "building", "minor", "main"] {
        assert!(near.contains(&format!("<path class=\"{class}\" d=\"M")), "{class} is missing in\n{near}");
    }
    assert!(near.contains("titude Street "), "{near}");
    assert!(near.find("class=\"streets").unwrap() < near.find("class=\"unit").unwrap(), "{near}");
    assert!(picture("43.25,76.9", "1.5", "ru").contains("тная улица "), "names in the language of the page");
    // Wider: a river, a railway, the town; every zoom of the file in turn, and its far corner through another leaf.
    let wide = picture("43.25,76.9", "40", "en");
    for class in ["water", "main", "rail"] {
        assert!(wide.contains(&format!("<path class=\"{class}\" d=\"M")), "{class} is missing in\n{wide}");
    }
    assert!(picture("43.25,76.9", "40", "kk").contains("Үлгі"));
    for across in ["0.7", "3", "6", "12", "25", "80", "160"] {
        assert!(picture("43.25,76.9", across, "en").contains("<svg class=\"streets"), "{across} km");
    }
    assert!(picture("41.95,75.5", "6", "en").contains("titude Street "), "the south-western corner");
    assert!(picture("44.5,78.3", "6", "en").contains("titude Street "), "the north-eastern corner");
}
