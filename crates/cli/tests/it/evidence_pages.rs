//! Evidence in the pages: what is kept and what happened to it, and a working copy as a download; never the original.

use crate::evidence::{add, record};
use crate::habeas::Habeas;
use crate::pictures::{picture, tiff, with_exif};
use crate::served::Served;
use image::ImageFormat;

#[test]
fn a_record_page_shows_custody_and_hands_out_a_copy_by_button_only() {
    let habeas = Habeas::new("UTC");
    let photo = with_exif(&picture(160, 120, 3, ImageFormat::Jpeg), &tiff());
    let added = add(&habeas, &habeas.file("<b>\"; x=.jpg", &photo), &[]);
    let id = record(&added);
    let words = record(&add(&habeas, &habeas.file("a.txt", "no picture"), &[]));
    let key = habeas.path().join("key").display().to_string();
    let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", &key)]);
    let cookie = served.sign_in();

    let page = served.get(&format!("/record/{id}"), &cookie);
    assert_eq!(page.status, 200, "{}", page.body);
    let hash = added["sha256"].as_str().unwrap();
    for shown in ["Chain of custody", "put on the shelf", "image/jpeg", hash, "Save a working copy"] {
        assert!(page.body.contains(shown), "{shown} in {}", page.body);
    }
    assert!(!page.body.contains("<img") && !page.body.contains("<b>\"; x"));
    for (language, shown) in [("ru", "Цепочка хранения"), ("kk", "Сақтау тізбегі")]
    {
        assert!(
            served.get(&format!("/record/{id}?lang={language}"), &cookie).body.contains(shown),
            "{language}"
        );
    }

    // A link in a message must not make a custody entry, nor a form of another site, nor a stranger.
    let path = format!("/evidence/{id}/copy");
    assert_eq!(served.get(&path, &cookie).status, 405);
    assert_eq!(served.post(&path, "", "").status, 401);
    let foreign = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\norigin: http://elsewhere.example\r\ncookie: {cookie}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        served.address
    );
    assert_eq!(served.ask(foreign.as_bytes()).unwrap().status, 403);
    assert!(!served.get(&format!("/record/{id}"), &cookie).body.contains("handed out"));

    for seen in ["working copy handed out", "looked at"] {
        let copy = served.post(&path, &cookie, "");
        assert_eq!(copy.status, 200, "{}", copy.body);
        let name = format!("content-disposition: attachment; filename=\"evidence-{}-copy.jpg\"", &id[..8]);
        for header in [
            name.as_str(),
            "x-content-type-options: nosniff",
            "content-type: image/jpeg",
            "cache-control: no-store",
        ] {
            assert!(copy.head.contains(header), "{header} in {}", copy.head);
        }
        assert!(copy.body.contains("JFIF") && !copy.body.contains("Canary"));
        assert!(served.get(&format!("/record/{id}"), &cookie).body.contains(seen), "{seen}");
    }
    // What is no picture has no copy, and says so.
    assert!(!served.get(&format!("/record/{words}"), &cookie).body.contains("Save a working copy"));
    assert_ne!(served.post(&format!("/evidence/{words}/copy"), &cookie, "").status, 200);
    assert_eq!(served.post("/evidence/..%2f..%2fkey/copy", &cookie, "").status, 404);
}

#[test]
fn a_picture_is_loaded_when_it_is_asked_for_and_comes_blurred() {
    let habeas = Habeas::new("UTC");
    let photo = with_exif(&picture(160, 120, 3, ImageFormat::Jpeg), &tiff());
    let added = add(&habeas, &habeas.file("x.jpg", &photo), &[]);
    let id = record(&added);
    let key = habeas.path().join("key").display().to_string();
    let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", &key)]);
    let cookie = served.sign_in();

    // No picture with the page; the button is an address.
    let page = served.get(&format!("/record/{id}"), &cookie);
    assert!(page.body.contains("Load the picture, blurred") && !page.body.contains("<img"), "{}", page.body);
    let asked = served.get(&format!("/record/{id}?photo={id}"), &cookie);
    let image = format!("<img src=\"/evidence/{id}/picture\"");
    assert!(asked.body.contains(&image) && asked.body.contains("Show it clearly"), "{}", asked.body);
    // A script is not needed to see it clearly: a fold that is open before it.
    assert!(asked.body.contains(&format!("</summary></details>{image}")), "{}", asked.body);

    // A link in a message, another site, a stranger: nothing is handed out, and nothing is written down.
    let ask = |lines: &str, cookie: &str| {
        let request = format!(
            "GET /evidence/{id}/picture HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n{lines}connection: close\r\n\r\n",
            served.address
        );
        served.ask(request.as_bytes()).unwrap()
    };
    for lines in [
        "",
        "sec-fetch-dest: document\r\nsec-fetch-site: none\r\n",
        "sec-fetch-dest: image\r\nsec-fetch-site: cross-site\r\n",
        "referer: http://elsewhere.example/record/1\r\n",
    ] {
        assert_eq!(ask(lines, &cookie).status, 404, "{lines}");
    }
    let image_of_ours = "sec-fetch-dest: image\r\nsec-fetch-site: same-origin\r\n";
    assert_eq!(ask(image_of_ours, "").status, 401);
    assert!(!served.get(&format!("/record/{id}"), &cookie).body.contains("handed out"));

    let from_our_page = format!("referer: http://{}/record/{id}\r\n", served.address);
    for lines in [image_of_ours, from_our_page.as_str()] {
        let shown = ask(lines, &cookie);
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(
            shown.head.contains("content-type: image/jpeg") && shown.head.contains("cache-control: no-store")
        );
        assert!(shown.body.contains("JFIF") && !shown.body.contains("Canary"));
    }
    let page = served.get(&format!("/record/{id}"), &cookie);
    assert!(page.body.contains("looked at on the page of its record"), "{}", page.body);
}
