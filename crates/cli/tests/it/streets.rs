//! A casebook that is served with a file of streets: what is no such file is refused before anything is asked, and the
//! streets are still there after it was locked and opened again.

use crate::habeas::Habeas;
use crate::served::Served;
use crate::web::town::{self, Says};

const ENV: [(&str, &str); 1] = [("HABEAS_PASSPHRASE", "lantern-orbit-velvet-thirteen")];

#[test]
fn streets_are_there_from_the_flag_until_the_end() {
    let habeas = Habeas::bare();
    habeas.run_env(&["init", "--zone", "Asia/Almaty"], &ENV).ends(0);
    let notes = habeas.file("notes.txt", "Abaya street 5\n".repeat(20));
    let cut_off = &town::one(&Says::default(), town::protomaps())[..900];
    let cut_off = habeas.file("cut-off.pmtiles", cut_off);
    for (file, words) in [
        (notes.as_str(), "notes.txt cannot be used for streets: it is not a PMTiles file."),
        (&cut_off, "it is cut off: 900 bytes of"),
        ("nowhere.pmtiles", "nowhere.pmtiles cannot be used for streets: it cannot be read"),
    ] {
        // Without the passphrase: it is not asked for in vain.
        let said = habeas.run(&["serve", "--streets", file]).ends(3);
        assert!(said.err.contains(words) && said.err.contains("docs/map.md"), "{}", said.err);
    }
    let file = habeas.file("town.pmtiles", town::one(&Says::default(), town::protomaps()));
    let mut served = Served::start(&habeas, &["serve", "--streets", &file], &ENV);
    let cookie = served.sign_in();
    let map = "/map?view=43.25,76.9&across=2.5";
    let page = served.get(map, &cookie);
    assert!(page.status == 200 && page.body.contains("Prospekt Obrazcov"), "{}", page.body);
    assert!(page.body.contains("© OpenStreetMap contributors"), "{}", page.body);
    served.post("/lock", &cookie, "");
    served.locked();
    let opened = served.post("/open", "", &format!("passphrase={}", ENV[0].1));
    let page = served.get(map, &opened.cookie().unwrap());
    assert!(page.status == 200 && page.body.contains("Prospekt Obrazcov"), "{}", page.body);
}
