//! A feed and a drop folder, watched by the binary.

use crate::habeas::Habeas;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

/// A server that always answers with these bytes.
fn serving(body: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4_096]);
            let head =
                format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    port
}

const FEED: &str = "<rss version=\"2.0\"><channel><title>Pine</title>\
<item><guid>3</guid><title>Police detained journalist Anna Lee outside the polling station on Abay Avenue at noon, her colleagues said today &#128226;</title></item>\
<item><guid>2</guid><title>It will rain in the north tomorrow and roads may be slippery</title></item>\
<item><guid>1</guid><link>https://pine.example/1</link><pubDate>Sun, 08 Jun 2031 10:00:00 +0600</pubDate>\
<title>Police detained journalist Anna Lee outside the polling station on Abay Avenue at noon, her colleagues said today</title></item>\
</channel></rss>";

#[test]
fn what_is_new_comes_in_sorted_and_only_once() {
    let habeas = Habeas::new("Asia/Almaty");
    let poll = || habeas.run(&["feed", "poll", "--once", "--format", "json"]);
    habeas.run(&["feed", "poll", "--once"]).ends(4);
    let address = format!("http://127.0.0.1:{}/feed", serving(FEED));
    habeas.run(&["feed", "add", &address, "--source", "Pine"]).ends(0);
    habeas.run(&["feed", "add", &address]).ends(5);
    // Nobody said that this host may be private.
    let refused = poll().ends(1).json();
    assert_eq!(refused["news"], 0);
    assert!(refused["problems"][0].as_str().unwrap().contains("port"), "{refused}");

    let habeas = Habeas::new("Asia/Almaty");
    let poll = || habeas.run(&["feed", "poll", "--once", "--format", "json"]);
    habeas.run(&["feed", "add", &address, "--source", "Pine", "--private"]).ends(0);
    let drop = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = drop.path().join(name);
        std::fs::write(&path, text).unwrap();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
    };
    put("call.txt", "They let Mark Stone out of custody at night. Police had detained him on Sunday.\n");
    put("half.txt.part", "Police detained");
    put("empty.txt", "");
    std::fs::write(drop.path().join("fresh.txt"), "Police detained").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", drop.path().join("link.txt")).unwrap();
    habeas.run(&["feed", "add", drop.path().to_str().unwrap()]).ends(0);

    let first = poll().ends(1).json();
    assert_eq!(
        (&first["news"], &first["repeats"], &first["noise"]),
        (&2.into(), &1.into(), &1.into()),
        "{first}"
    );
    let reports = first["reports"].as_array().unwrap();
    assert_eq!(reports[0]["name"], "1");
    assert_eq!(reports[0]["triage"], "news");
    assert_eq!(reports[2]["triage"], "repeat");
    assert_eq!(reports[2]["chain"], reports[0]["report"]);
    // What sorting made of it stays with the report.
    let shown = habeas.run(&["show", reports[2]["report"].as_str().unwrap()]).ends(0);
    assert!(shown.out.contains("repeat of report"), "{}", shown.out);
    for (name, is_there) in [
        ("done/call.txt", true),
        ("failed/empty.txt", true),
        ("call.txt", false),
        ("half.txt.part", true),
        ("fresh.txt", true),
        ("link.txt", true),
    ] {
        assert_eq!(drop.path().join(name).symlink_metadata().is_ok(), is_there, "{name}");
    }
    // Nothing of it is counted, and nothing comes twice.
    let count = habeas.run(&["count", "--measure", "persons", "--format", "json"]).ends(0).json();
    assert_eq!(count["floor"], 0);
    let again = poll().ends(0).json();
    assert_eq!((&again["news"], &again["known"]), (&0.into(), &3.into()), "{again}");
}
