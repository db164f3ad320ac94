//! Feeds and drop folders, watched by the binary; the queue of what came in, on the command line and in the pages.

use crate::habeas::Habeas;
use crate::served::{Served, until};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;

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

/// Puts a file into a folder as if it had lain there for a minute.
fn drop_into(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
}

#[test]
fn what_is_new_comes_in_sorted_and_only_once() {
    let habeas = Habeas::new("Asia/Almaty");
    let poll = || habeas.run(&["feed", "poll", "--once", "--format", "json"]);
    habeas.run(&["feed", "poll", "--once"]).ends(4);
    let address = format!("http://127.0.0.1:{}/feed", serving(FEED));
    habeas.run(&["feed", "add", &address, "--source", "Pine"]).ends(0);
    habeas.run(&["feed", "add", &address]).ends(5);
    for what in ["ftp://pine.example/", "no-such-folder", "https://a:b@pine.example/rss", "https://"] {
        habeas.run(&["feed", "add", what]).ends(3);
    }
    // Nobody said that this host may be private.
    let refused = poll().ends(1).json();
    assert_eq!(refused["news"], 0);
    assert!(refused["problems"][0].as_str().unwrap().contains("port"), "{refused}");
    habeas.run(&["feed", "remove", &address]).ends(0);
    habeas.run(&["feed", "remove", &address]).ends(4);

    habeas.run(&["feed", "add", &address, "--source", "Pine", "--private"]).ends(0);
    let drop = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| drop_into(drop.path(), name, text);
    put("call.txt", "They let Mark Stone out of custody at night. Police had detained him on Sunday.\n");
    put("half.txt.part", "Police detained");
    put("empty.txt", "");
    std::fs::write(drop.path().join("fresh.txt"), "Police detained").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", drop.path().join("link.txt")).unwrap();
    habeas.run(&["feed", "add", drop.path().to_str().unwrap(), "--source", "Hotline Juniper"]).ends(0);
    let listed = habeas.run(&["feed", "list", "--format", "json"]).ends(0).json();
    let ways: Vec<_> = listed.as_array().unwrap().iter().map(|one| one["way"].as_str().unwrap()).collect();
    assert_eq!(ways, ["private", "folder"]);

    let first = poll().ends(1).json();
    assert_eq!(
        (&first["news"], &first["repeats"], &first["noise"]),
        (&2.into(), &1.into(), &1.into()),
        "{first}"
    );
    let reports = first["reports"].as_array().unwrap();
    assert_eq!((&reports[0]["name"], &reports[0]["sorted"]), (&"1".into(), &"news".into()));
    assert_eq!((&reports[2]["sorted"], &reports[2]["of"]), (&"repeat".into(), &reports[0]["report"]));
    // What sorting made of it stays with the report, and so does whose it is.
    let shown = habeas.run(&["show", reports[2]["report"].as_str().unwrap()]).ends(0).out;
    assert!(shown.contains("repeat of report") && shown.contains("Pine"), "{shown}");
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
    // Whom one listens to is nobody's business: the list of feeds is sealed like the rest.
    for entry in walk(&habeas.casebook()) {
        let bytes = std::fs::read(&entry).unwrap();
        for canary in ["Juniper".as_bytes(), address.as_bytes(), drop.path().to_str().unwrap().as_bytes()] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary), "{}", entry.display());
        }
    }
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_chain_is_decided_on_once_and_every_mark_can_be_undone() {
    let habeas = Habeas::new("Asia/Almaty");
    let address = format!("http://127.0.0.1:{}/feed", serving(FEED));
    habeas.run(&["feed", "add", &address, "--source", "Pine", "--private"]).ends(0);
    let brought = habeas.run(&["feed", "poll", "--once", "--format", "json"]).ends(0).json();
    let report = |at: usize| brought["reports"][at]["report"].as_str().unwrap().to_owned();
    let (news, noise, repeat) = (report(0), report(1), report(2));
    let queue = |heap: &str| {
        let shown = habeas.run(&["feed", "queue", heap, "--format", "json"]).ends(0).json();
        let chains = shown["chains"].as_array().unwrap().clone();
        let of = |item: &serde_json::Value| item["report"].as_str().unwrap().to_owned();
        let chain = |chain: &serde_json::Value| {
            let repeats = chain["repeats"].as_array().unwrap().iter().map(of);
            std::iter::once(of(&chain["head"])).chain(repeats).collect::<Vec<_>>()
        };
        chains.iter().map(chain).collect::<Vec<_>>()
    };
    let drafts = || {
        let all = habeas.run(&["review", "drafts", "--format", "json"]).ends(0).json();
        all["drafts"].as_array().unwrap().len()
    };
    assert_eq!(queue("waiting"), [vec![news.clone(), repeat.clone()]]);
    assert_eq!(queue("noise"), [vec![noise.clone()]]);
    // Two reports say so; one draft is asked about.
    assert_eq!(drafts(), 1);
    let marked = |word: &str, report: &str, more: &[&str]| {
        let args = [&["feed", "mark", word, report, "--format", "json"], more].concat();
        habeas.run(&args).ends(0).json()["claim"].as_str().unwrap().to_owned()
    };
    let mark = marked("noise", &news, &[]);
    assert_eq!((queue("waiting").len(), queue("done")), (0, vec![vec![news.clone(), repeat.clone()]]));
    assert_eq!(drafts(), 0, "noise is not read");
    habeas.run(&["retract", &mark, "--why", "by mistake"]).ends(0);
    assert_eq!(queue("waiting"), [vec![news.clone(), repeat.clone()]]);

    marked("relevant", &repeat, &[]);
    assert_eq!((queue("waiting"), queue("done")), (vec![vec![news.clone()]], vec![vec![repeat.clone()]]));
    assert_eq!(drafts(), 2);
    marked("repeat", &news, &["--of", &repeat]);
    assert_eq!(queue("done"), [vec![repeat.clone(), news.clone()]]);
    // A report repeats neither itself nor what repeats it.
    habeas.run(&["feed", "mark", "repeat", &repeat, "--of", &news]).ends(3);
    habeas.run(&["feed", "mark", "repeat", &news, "--of", &news]).ends(3);
    habeas.run(&["feed", "mark", "repeat", &news]).ends(3);
    habeas.run(&["feed", "mark", "noise", "00000000"]).ends(4);
    // What repeats a report that was erased stands in its place.
    marked("repeat", &repeat, &["--of", &noise]);
    assert_eq!(queue("noise"), [vec![noise.clone(), news.clone(), repeat.clone()]]);
    crate::erase::erase_now(&habeas, &[&noise]);
    assert_eq!((queue("noise").len(), queue("waiting").len()), (0, 0));
    // The same from the ledger alone.
    std::fs::remove_file(habeas.casebook().join("sealed/casebook")).ok();
    assert_eq!(queue("done"), [vec![repeat.clone(), news.clone()]]);
}

#[test]
fn a_running_server_looks_by_itself_and_people_sort_in_the_pages() {
    let habeas = Habeas::new("Asia/Almaty");
    let drop = tempfile::tempdir().unwrap();
    let address = format!("http://127.0.0.1:{}/feed", serving(FEED));
    habeas.run(&["feed", "add", &address, "--source", "Pine", "--private"]).ends(0);
    habeas.run(&["feed", "add", drop.path().to_str().unwrap(), "--source", "<b>Hotline"]).ends(0);
    let key = habeas.path().join("key").display().to_string();
    let env = [("HABEAS_KEY_FILE", key.as_str()), ("HABEAS_FEEDS_EVERY", "1m")];
    let mut served = Served::start(&habeas, &["serve"], &env);
    let cookie = served.sign_in();
    let page = |query: &str| served.get(&format!("/review/feeds?{query}"), &cookie).body;
    until("the first look", || page("lang=en").contains("Last look: ").then_some(()));
    // The command says who could look instead.
    let busy = habeas.run(&["feed", "poll", "--once"]).ends(6).err;
    assert!(busy.contains("feeds_every"), "{busy}");

    let waiting = page("lang=en");
    for words in [
        "To be sorted (1)",
        "Noise (1)",
        "Decided (0)",
        "One repeat: one source chain",
        "one draft waits",
        "news, weight ",
        "Last look: ",
        "This server looks by itself",
        "&lt;b&gt;Hotline",
        "data-key=\"r\"",
    ] {
        assert!(waiting.contains(words), "{words}: {waiting}");
    }
    assert!(!waiting.contains("<b>Hotline"));
    assert!(page("lang=ru").contains("Не разобрано (1)") && page("lang=kk").contains("Сұрыпталмаған (1)"));

    // Whoever drops something need not wait: the button looks at once.
    drop_into(
        drop.path(),
        "call.txt",
        "Police detained Mark Stone at the north gate. <script>alert(1)</script>\n",
    );
    let post = |path: &str, form: &str| served.post(&format!("/review/feeds{path}"), &cookie, form);
    assert_eq!(post("/look", "by=op-4").status, 303);
    let both = until("the call", || Some(page("lang=en")).filter(|page| page.contains("To be sorted (2)")));
    assert!(both.contains("Mark Stone") && !both.contains("<script>alert"), "{both}");

    let id = |page: &str, word: &str| {
        let (_, rest) = page.split_once(&format!("name=\"mark\" value=\"{word}:")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let call = id(&both, "noise");
    let form = |mark: &str| format!("mark={mark}&by=op-4&why=read&heap=waiting&skip=0");
    assert_eq!(served.post("/review/feeds", "", &form(&format!("noise:{call}"))).status, 401);
    for wrong in ["noise:nothing", "perhaps:", &format!("perhaps:{call}"), &format!("repeat:{call}")] {
        assert!((400..500).contains(&post("", &form(wrong)).status), "{wrong}");
    }
    assert_eq!(post("", &format!("mark=noise:{call}&by=&why=read")).status, 400);
    let done = post("", &form(&format!("noise:{call}")));
    let (_, to) = done.head.split_once("location: ").unwrap();
    let to = to.lines().next().unwrap();
    // On to the card that is next, with the handle kept and an undo.
    let (to, next) = to.split_once('#').unwrap();
    let after = served.get(to, &cookie).body;
    assert!(after.contains(&format!("id=\"{next}\"")) && after.contains("value=\"op-4\""), "{after}");
    assert!(after.contains("marked as noise") && after.contains("To be sorted (1)"), "{after}");
    let (_, claim) = after.split_once("name=\"claim\" value=\"").unwrap();
    let undo = format!("claim={}&by=op-4&why=mistake&heap=waiting", claim.split('"').next().unwrap());
    assert_eq!(post("/undo", &undo).status, 303);
    assert_eq!(post("/undo", &undo).status, 409);
    assert!(page("lang=en").contains("To be sorted (2)"));

    // A browser watches addresses, not folders or hosts of our own network.
    let what = |what: &str| post("/watch", &format!("what={what}&source=Fir&by=op-4&why=ours")).status;
    assert_eq!((what("/etc"), what("folder+/etc"), what("private+http://10.0.0.1/")), (400, 400, 400));
    assert_eq!(what("http://127.0.0.1:9/rss"), 303);
    let watched = page("lang=en");
    assert!(watched.contains("http://127.0.0.1:9/rss") && watched.contains("Fir"), "{watched}");
    assert_eq!(post("/watch", "remove=http://127.0.0.1:9/rss&by=op-4&why=gone").status, 303);
    assert!(!page("lang=en").contains("127.0.0.1:9/rss"));
    assert_eq!(post("/watch", "remove=http://127.0.0.1:9/rss&by=op-4&why=gone").status, 404);
}
