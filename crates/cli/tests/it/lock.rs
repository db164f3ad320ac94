//! Locking a running server: by the button, by the panic address, from another terminal, by itself. Afterwards nothing
//! is shown and nothing is in memory; opening it again finds everything that was saved.

use crate::habeas::Habeas;
use crate::served::{Answer, Served, until};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "lantern-orbit-velvet-thirteen";
const NAME: &str = "Zaripova-Quillstone";
const PHONE: &str = "+7 700 555 0142";
const NOTE: &str = "the-blue-kiosk-by-the-fountain";
const OPEN: &str = "passphrase=lantern-orbit-velvet-thirteen";

/// A casebook that opens with a passphrase, with one call in it.
fn casebook() -> Habeas {
    let habeas = Habeas::bare();
    let env = [("HABEAS_PASSPHRASE", PASSPHRASE)];
    habeas.run_env(&["init", "--zone", "Asia/Almaty"], &env).ends(0);
    let note = format!("Her aunt, {PHONE}, saw it near {NOTE}.");
    habeas.run_env(&["record", &note, "--name", NAME], &env).ends(0);
    habeas
}

fn serve(habeas: &Habeas, more: &[(&str, &str)]) -> Served {
    let env: Vec<_> = [("HABEAS_PASSPHRASE", PASSPHRASE)].into_iter().chain(more.iter().copied()).collect();
    Served::start(habeas, &["serve"], &env)
}

/// Every page of the open server, and some that never were.
const PAGES: [&str; 9] = [
    "/",
    "/?fragment=1",
    "/search?q=Zaripova",
    "/figures",
    "/count",
    "/about",
    "/events",
    "/nothing",
    "/sign-in",
];

#[track_caller]
fn shows(page: &Answer) {
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains(NAME), "{}", page.body);
}

/// Nobody gets anything: not by a page, not by the old session, not by the old link.
#[track_caller]
fn shows_nothing(served: &Served, cookie: &str, link: &str) {
    for path in PAGES.into_iter().chain([link]) {
        let page = served.get(path, cookie);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains("<title>Locked</title>"), "{path}: {}", page.body);
        for secret in [NAME, PHONE, NOTE, "Almaty", "habeas serve", "osition", "nav-"] {
            assert!(!page.body.contains(secret), "{path} tells {secret}: {}", page.body);
        }
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n",
            served.address
        );
        let program = served.ask(request.as_bytes()).unwrap();
        assert_eq!((program.status, program.body.as_str()), (503, "locked\n"), "{path}");
        assert!(program.head.contains("retry-after: 60"), "{}", program.head);
        assert!(program.head.contains("content-security-policy"), "{}", program.head);
    }
    assert_eq!(served.get("/healthz", "").body, "ok\n");
    assert_eq!(served.get("/readyz", "").status, 503);
}

#[test]
fn every_way_to_lock_leaves_nothing_and_what_was_saved_is_there_again() {
    let habeas = casebook();
    let mut served = serve(&habeas, &[]);
    let (process, link) = (served.process(), served.link());
    let mut cookie = served.get(&link, "").cookie().unwrap();
    let panic = served.panic();
    assert!(
        served.get("/about", &cookie).body.contains(&panic),
        "the panic address is shown where people look"
    );
    assert_eq!(served.get("/readyz", "").status, 200);

    type Way<'w> = (&'w str, &'w dyn Fn(&Served, &str));
    let stranger = |method: &str, served: &Served| {
        // From a telephone that knows the server by another name, and without a session.
        let request = format!(
            "{method} {panic} HTTP/1.1\r\nhost: somewhere.example\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        let answer = served.ask(request.as_bytes()).unwrap();
        assert_eq!(answer.status, 200, "{method}");
        assert!(
            !answer.body.to_lowercase().contains("habeas") && !answer.body.contains("ock"),
            "{}",
            answer.body
        );
        assert!(answer.head.contains("cache-control: no-store"), "{}", answer.head);
    };
    let ways: [Way<'_>; 4] = [
        ("the button", &|served, cookie| {
            let page = served.post("/lock", cookie, "");
            assert_eq!(page.status, 200, "{}", page.body);
            assert!(
                page.head.contains("refresh: 2; url=/") && page.head.contains("clear-site-data"),
                "{}",
                page.head
            );
        }),
        ("the panic address", &|served, _| stranger("GET", served)),
        ("the panic address, posted", &|served, _| stranger("POST", served)),
        ("another terminal", &|_, _| {
            let said = habeas.run(&["lock"]).ends(0);
            assert!(said.err.contains(&format!("process {process}")), "{}", said.err);
        }),
    ];
    for (way, lock) in ways {
        shows(&served.get("/search?q=Zaripova", &cookie));
        lock(&served, &cookie);
        served.locked();
        assert_eq!(served.link(), "/", "{way}: no link that signs in is printed");
        shows_nothing(&served, &cookie, &link);
        assert_eq!(served.process(), process, "{way}: the same process");

        let opened = served.post("/open", &cookie, OPEN);
        assert_eq!(opened.status, 303, "{way}: {}", opened.body);
        let fresh = opened.cookie().expect("who opens it is in");
        shows(&served.get("/search?q=Zaripova", &fresh));
        assert_eq!(served.get("/", &cookie).status, 401, "{way}: other sessions are gone");
        assert_eq!(served.get(&link, "").status, 404, "{way}: the link of the start opens nothing");
        assert_eq!(served.panic(), panic, "{way}: an address that was noted down still works");
        cookie = fresh;
    }
    drop(served);
    let env = [("HABEAS_PASSPHRASE", PASSPHRASE)];
    habeas.run_env(&["verify"], &env).ends(0);
}

#[test]
fn it_locks_itself_when_nobody_asks_for_anything() {
    let habeas = casebook();
    let mut served = serve(&habeas, &[("HABEAS_LOCK_AFTER", "4s")]);
    let cookie = served.sign_in();
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(6) {
        assert_eq!(served.get("/figures", &cookie).status, 200, "somebody who works is not locked out");
        std::thread::sleep(Duration::from_millis(300));
    }
    // What a browser asks for by itself, and what strangers ask for, keeps nothing open.
    let since = Instant::now();
    until("the lock", || {
        assert!(since.elapsed() < Duration::from_secs(20));
        for path in ["/healthz", "/?fragment=1", "/?again=1", "/figures"] {
            let cookie = if path == "/figures" { "" } else { cookie.as_str() };
            let request = format!(
                "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n",
                served.address
            );
            let answer = served.ask(request.as_bytes())?;
            if answer.status == 503 {
                return Some(());
            }
        }
        None
    });
    served.locked();
    shows_nothing(&served, &cookie, "/");
    assert_eq!(served.post("/open", "", OPEN).status, 303, "and it opens again");
}

/// The memory of a process where it was written to; none when that is not for us to read.
fn memory_holds(process: u32, needles: &[&str]) -> Option<Vec<usize>> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    const PIECE: usize = 1 << 20;
    let mut memory = std::fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut hits = vec![0; needles.len()];
    let mut read = 0;
    for line in maps.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        // What is mapped from a file and cannot be written is the file.
        if !words[1].starts_with('r')
            || (!words[1].contains('w') && words.get(5).is_some_and(|of| of.starts_with('/')))
        {
            continue;
        }
        let (from, to) = words[0].split_once('-').unwrap();
        let (mut at, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut piece = Vec::new();
        while at < to && memory.seek(SeekFrom::Start(at)).is_ok() {
            // The end of the last piece stays: a word may lie across.
            piece.drain(..piece.len().saturating_sub(100));
            let wanted = PIECE.min(usize::try_from(to - at).unwrap());
            let start = piece.len();
            piece.resize(start + wanted, 0);
            if memory.read_exact(&mut piece[start..]).is_err() {
                break;
            }
            (at, read) = (at + wanted as u64, read + wanted);
            let text = String::from_utf8_lossy(&piece);
            for (needle, hits) in needles.iter().zip(&mut hits) {
                *hits += text.matches(needle).count();
            }
        }
    }
    (read > 0).then_some(hits)
}

#[test]
fn nothing_of_the_casebook_is_left_in_the_memory_of_a_locked_server() {
    let habeas = casebook();
    let mut served = serve(&habeas, &[]);
    let cookie = served.sign_in();
    let needles = [NAME, PHONE, NOTE, PASSPHRASE, cookie.split_once('=').unwrap().1];
    let look = |served: &Served| {
        shows(&served.get("/search?q=Zaripova", &cookie));
        served.get("/", &cookie);
    };
    look(&served);
    let Some(open) = memory_holds(served.process(), &needles) else {
        println!("skipped: the memory of another process is not for us to read here");
        return;
    };
    assert!(open.iter().all(|hits| *hits > 0), "while it is open everything can be found: {open:?}");
    served.post("/lock", &cookie, "");
    served.locked();
    assert_eq!(
        memory_holds(served.process(), &needles),
        Some(vec![0; needles.len()]),
        "locked after its start"
    );

    // The passphrase typed into the page is gone as well, and so is one that was wrong by a letter.
    let typo = "lantern-orbit-velvet-thirteem";
    let needles = [NAME, PHONE, NOTE, PASSPHRASE, typo];
    assert_eq!(served.post("/open", "", &format!("passphrase={typo}")).status, 403);
    served.link();
    served.link();
    served.locked();
    assert_eq!(memory_holds(served.process(), &needles), Some(vec![0; needles.len()]), "after a wrong try");
    let fresh = served.post("/open", "", OPEN).cookie().unwrap();
    shows(&served.get("/search?q=Zaripova", &fresh));
    assert!(memory_holds(served.process(), &needles).unwrap()[0] > 0);
    served.get(&served.panic(), "");
    served.locked();
    assert_eq!(
        memory_holds(served.process(), &needles),
        Some(vec![0; needles.len()]),
        "locked after opening"
    );
    let environment = std::fs::read(format!("/proc/{}/environ", served.process())).unwrap();
    assert!(!String::from_utf8_lossy(&environment).contains("PASSPHRASE"));
}

#[test]
fn a_server_can_start_locked_and_never_opens_by_itself() {
    let habeas = casebook();
    let mut served = Served::start(&habeas, &["serve", "--locked"], &[("HABEAS_PASSPHRASE", PASSPHRASE)]);
    assert_eq!(served.link(), "/");
    served.locked();
    shows_nothing(&served, "", "/");
    let environment = std::fs::read(format!("/proc/{}/environ", served.process())).unwrap_or_default();
    assert!(
        !String::from_utf8_lossy(&environment).contains(PASSPHRASE),
        "it does not keep what it was given"
    );
    let said = habeas.run(&["lock"]).ends(0);
    assert!(said.err.contains("Nothing is open, so nothing is unlocked"), "{}", said.err);
    assert_eq!(served.post("/open", "", OPEN).status, 303);
}

#[test]
fn a_key_file_that_lies_at_hand_opens_only_for_whoever_has_the_link() {
    let habeas = Habeas::new("Asia/Almaty");
    habeas.run(&["record", "--name", NAME]).ends(0);
    let key = habeas.path().join("key").display().to_string();
    let mut served = Served::start(&habeas, &["serve"], &[("HABEAS_KEY_FILE", &key)]);
    let cookie = served.sign_in();
    served.post("/lock", &cookie, "");
    let link = served.link();
    let token = link.strip_prefix("/?once=").expect("a link with a secret");
    served.locked();
    assert!(!served.get("/", "").body.contains("key-file"), "strangers are not offered it");
    assert!(!served.get("/?once=0123", "").body.contains("key-file"));
    for wrong in ["key-file=1", "key-file=1&once=", "key-file=1&once=0123"] {
        assert_eq!(served.post("/open", "", wrong).status, 403, "{wrong}");
    }
    assert!(served.get(&link, "").body.contains("Open with the key file"));
    std::fs::rename(&key, format!("{key}.away")).unwrap();
    assert_eq!(
        served.post("/open", "", &format!("key-file=1&once={token}")).status,
        403,
        "the key is elsewhere"
    );
    std::fs::rename(format!("{key}.away"), &key).unwrap();
    let opened = served.post("/open", "", &format!("key-file=1&once={token}"));
    assert_eq!(opened.status, 303, "{}", served.words());
    shows(&served.get("/search?q=Zaripova", &opened.cookie().unwrap()));
}

/// A casebook that opens with any two of three shares, and a share of another.
fn shared() -> (Habeas, Vec<String>, Vec<String>) {
    use ledger::{NewCasebook, Share, Unlock};
    let habeas = Habeas::bare();
    let split = || Share::split(2, 3, ledger::entropy::os().as_mut()).unwrap();
    let (ours, theirs) = (split(), split());
    let lines = |shares: &[Share]| shares.iter().map(|share| share.lines(6).to_string()).collect();
    let zone = claims::when::ZoneId::parse("Asia/Almaty").unwrap();
    let new = NewCasebook::new(Unlock::Shares(ours.clone()));
    let desk = desk::Desk::found(&habeas.casebook(), new, zone, desk::Edges::system()).unwrap();
    desk.close().unwrap();
    (habeas, lines(&ours), lines(&theirs))
}

fn form(share: &str) -> String {
    format!("shares={}", share.replace(' ', "+").replace('\n', "%0D%0A"))
}

#[test]
fn people_open_it_together_each_with_a_share_of_their_own() {
    let (habeas, ours, theirs) = shared();
    let mut served = Served::start(&habeas, &["serve", "--locked"], &[]);
    assert_eq!(served.link(), "/");
    served.locked();
    let page = served.get("/", "").body;
    assert!(page.contains("name=\"shares\"") && !page.contains("name=\"passphrase\""), "{page}");
    assert!(!page.contains("given") && !page.contains("/clear"), "{page}");

    assert!(served.post("/open", "", &form(&ours[0])).body.contains("1 of 2 given"));
    assert!(
        served.post("/open", "", &form(&ours[0])).body.contains("1 of 2 given"),
        "the same one counts once"
    );
    assert!(
        served.get("/", "").body.contains("1 of 2 given"),
        "everybody who is to give one sees how many are lacking"
    );
    assert!(!served.post("/clear", "", "").body.contains("given"), "they can be forgotten");
    assert!(served.post("/open", "", &form(&ours[1])).body.contains("1 of 2 given"));

    // Three groups in a row, as they are kept.
    let piece = |share: &String| share.split_whitespace().skip(8).take(3).collect::<Vec<_>>().join(" ");
    let pieces: Vec<String> = ours.iter().map(piece).collect();
    let needles: Vec<&str> = pieces.iter().map(String::as_str).collect();
    if let Some(hits) = memory_holds(served.process(), &needles) {
        assert!(hits[1] > 0, "what was given can be found: {hits:?}");
    }

    // Two of another casebook are no key, whatever somebody gave before; nor is what is not a share.
    let both =
        format!("{}%0D%0Anonsense+between%0D%0A{}", form(&theirs[0]), &form(&theirs[1])["shares=".len()..]);
    for wrong in
        [both.as_str(), "shares=abc", "shares=hs1+", "shares=%00", &format!("shares={}", "hs1+".repeat(3000))]
    {
        assert_eq!(served.post("/open", "", wrong).status, 403, "{wrong}");
    }
    let mut damaged = ours[2].clone();
    damaged.replace_range(6..7, if &damaged[6..7] == "7" { "8" } else { "7" });
    assert_eq!(served.post("/open", "", &form(&damaged)).status, 403);
    assert!(served.get("/", "").body.contains("1 of 2 given"), "what was right is still there");

    let opened = served.post("/open", "", &form(&ours[2].to_lowercase()));
    assert_eq!(opened.status, 303, "{}\n{}", opened.body, served.words());
    let cookie = opened.cookie().unwrap();
    assert_eq!(served.get("/", &cookie).status, 200);
    served.post("/lock", &cookie, "");
    served.link();
    served.locked();
    assert!(!served.get("/", "").body.contains("given"), "nothing was kept");
    if let Some(hits) = memory_holds(served.process(), &needles) {
        assert_eq!(hits, vec![0; 3], "no share is left in memory");
    }
}

#[test]
fn wrong_tries_are_slow_alike_and_one_at_a_time() {
    let habeas = casebook();
    let mut served = Served::start(&habeas, &["serve", "--locked"], &[]);
    served.link();
    served.locked();
    let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..4)
            .map(|n| {
                let served = &served;
                scope.spawn(move || {
                    let since = Instant::now();
                    let answer = served.post("/open", "", &format!("passphrase=wrong{n}"));
                    if answer.status == 403 {
                        assert!(since.elapsed() >= Duration::from_secs(2), "a wrong try takes its time");
                    } else {
                        assert!(answer.head.contains("retry-after: 3"), "{}", answer.head);
                    }
                    (answer.status, answer.body)
                })
            })
            .collect();
        tries.into_iter().map(|each| each.join().unwrap()).collect()
    });
    let of = |status: u16| answers.iter().filter(|(each, _)| *each == status).count();
    assert_eq!(
        (of(403), of(503)),
        (1, 3),
        "{:?}",
        answers.iter().map(|(status, _)| status).collect::<Vec<_>>()
    );
    served.link();
    served.locked();

    let first = &answers.iter().find(|(status, _)| *status == 403).unwrap().1;
    let huge = format!("passphrase={}", "x".repeat(12_000));
    for wrong in ["passphrase=%00%ff%fe", "passphrase=%F0%9F%94%92", huge.as_str()] {
        let answer = served.post("/open", "", wrong);
        if answer.status == 400 {
            continue;
        }
        assert_eq!((answer.status, &answer.body), (403, first), "every wrong try is answered alike");
        served.link();
        served.locked();
    }
    // Nonsense is answered, and nothing breaks.
    let post = |lines: &str, body: &[u8]| {
        let head =
            format!("POST /open HTTP/1.1\r\nhost: {}\r\n{lines}connection: close\r\n\r\n", served.address);
        served.ask(&[head.as_bytes(), body].concat()).map_or(0, |answer| answer.status)
    };
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let mega = vec![b'a'; 1 << 20];
    assert!(matches!(post(&format!("{form}content-length: {}\r\n", mega.len()), &mega), 0 | 400 | 413));
    assert_eq!(post("content-length: 3\r\n", b"abc"), 400, "no form");
    assert_eq!(post(&format!("{form}content-length: 0\r\n"), b""), 200, "nothing given is no try");
    assert_eq!(post(&format!("{form}content-length: 4\r\n"), b"\xff\xfe\0="), 200, "nor is garbage");
    assert_eq!(post(&format!("origin: http://evil.example\r\n{form}content-length: 0\r\n"), b""), 403);
    let rebound = "GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n";
    assert_eq!(served.ask(rebound.as_bytes()).unwrap().status, 421);
    assert!(!served.is_over());
    assert_eq!(served.post("/open", "", OPEN).status, 303, "and the right one opens it");
}

#[test]
fn a_panic_address_is_not_pressed_by_a_browser_that_looks_ahead() {
    let habeas = casebook();
    let mut served = serve(&habeas, &[]);
    let cookie = served.sign_in();
    let panic = served.panic();
    let ask = |method: &str, path: &str, lines: &str| {
        let address = &served.address;
        let request =
            format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\n{lines}connection: close\r\n\r\n");
        served.ask(request.as_bytes()).unwrap().status
    };
    for ahead in ["sec-purpose: prefetch;prerender\r\n", "purpose: prefetch\r\n", "x-moz: prefetch\r\n"] {
        assert_eq!(ask("GET", &panic, ahead), 503, "{ahead}");
    }
    assert_eq!(ask("HEAD", &panic, ""), 503);
    let near = format!("{}0", &panic[..panic.len() - 1]);
    let near = if near == panic { format!("{}1", &panic[..panic.len() - 1]) } else { near };
    for other in [near.as_str(), "/ok/", &panic[..panic.len() - 1]] {
        assert_eq!(ask("GET", other, ""), 401, "{other} is a page like any other");
    }
    // The button is for people who are in, on our own pages.
    assert_eq!(served.post("/lock", "", "").status, 401);
    assert_eq!(ask("GET", "/lock", &format!("cookie: {cookie}\r\n")), 405);
    let foreign = format!("cookie: {cookie}\r\norigin: http://evil.example\r\ncontent-length: 0\r\n");
    assert_eq!(ask("POST", "/lock", &foreign), 403);
    std::thread::sleep(Duration::from_millis(700));
    shows(&served.get("/search?q=Zaripova", &cookie));
}

#[test]
fn the_quick_exit_ends_one_session_and_leads_away() {
    let habeas = casebook();
    let mut served = serve(&habeas, &[("HABEAS_EXIT_TO", "https://weather.example/today")]);
    let cookie = served.sign_in();
    let page = served.get("/", &cookie).body;
    assert!(page.contains("action=\"/leave\"") && page.contains("action=\"/lock\""), "{page}");
    let out = served.post("/leave", &cookie, "");
    assert!(out.head.contains("refresh: 0; url=https://weather.example/today"), "{}", out.head);
    assert!(
        out.head.contains("clear-site-data: \"cache\", \"storage\"") && out.head.contains("Max-Age=0"),
        "{}",
        out.head
    );
    assert_eq!(out.body, "");
    assert_eq!(served.get("/", &cookie).status, 401);
    assert_eq!(served.get("/readyz", "").status, 200, "it is open for others");
    let bad = habeas.run_env(&["config", "check"], &[("HABEAS_EXIT_TO", "javascript:alert(1)")]).ends(1);
    assert!(bad.out.contains("javascript:alert(1)"), "{}", bad.out);
}

#[test]
fn a_process_that_does_not_expect_the_signal_is_left_alone() {
    let habeas = casebook();
    assert!(habeas.run(&["lock"]).ends(0).err.contains("Nothing is open"));
    let path = habeas.casebook().join("lock");
    // This very process holds the casebook open; the signal would end it.
    std::fs::write(&path, format!("{}\n", std::process::id())).unwrap();
    let file = std::fs::File::open(&path).unwrap();
    file.lock().unwrap();
    let said = habeas.run(&["lock"]).ends(5);
    assert!(said.err.contains(&format!("Process {}", std::process::id())), "{}", said.err);
    std::fs::write(&path, "garbage \u{202e} 99999999999999").unwrap();
    assert!(habeas.run(&["lock"]).ends(5).err.contains("did not write its number down"));
    drop(file);
    habeas.run(&["lock", "--casebook", "/nonexistent"]).ends(4);
}

#[test]
fn the_demo_locks_by_its_button_and_opens_for_anybody() {
    let habeas = Habeas::bare();
    let keep = habeas.path().join("day").display().to_string();
    let mut served = Served::start(&habeas, &["demo", "--keep", &keep], &[]);
    let cookie = served.sign_in();
    let board = served.get("/", &cookie).body;
    served.post("/lock", &cookie, "");
    assert_eq!(served.link(), "/");
    served.locked();
    let page = served.get("/", &cookie).body;
    assert!(page.contains("Open with the key file"), "{page}");
    let fresh = served.post("/open", "", "key-file=1&once=").cookie().expect("it opens");
    let again = served.get("/", &fresh).body;
    assert!(again.contains("synthetic"), "still a demonstration");
    let units = |page: &str| page.matches("class=\"unit").count();
    assert_eq!(units(&board), units(&again), "the same evening");
}
