//! People and access, as members and strangers meet them: an invitation, a password, a role, a hidden record, a form that
//! was sent too late.

use super::house::{Answer, House, NOW, id, one_detention, without_tokens};
use claims::when::Instant;
use desk::access::{Role, invite, limit_record, read_groups};
use desk::{Actor, Desk, Reason};
use std::collections::BTreeSet;
use web::Needs;

pub const WORDS: &str = "correct-horse-battery";

pub fn owner() -> (Actor, Reason) {
    (Actor::parse("owner").unwrap(), Reason::parse("founding the team").unwrap())
}

pub fn post(house: &House, path: &str, cookie: &str, form: &str) -> Answer {
    let host = house.address;
    house.ask(&format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    ))
}

pub fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").expect("a session").split(';').next().unwrap().to_owned()
}

/// A member who has come in once: the cookie of their session.
pub fn member(house: &House, handle: &str, roles: &[Role], groups: &str) -> String {
    let desk = house.desk.as_ref().unwrap();
    let (actor, why) = owner();
    let invited = invite(desk, &actor, &why, handle, roles, &read_groups(groups).unwrap()).unwrap();
    let form = format!("token={}&password={WORDS}&again={WORDS}", invited.token);
    let answer = post(house, "/join", "", &form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    cookie_of(&answer)
}

pub fn sign_in(house: &House, handle: &str, password: &str) -> Answer {
    post(house, "/sign-in", "", &format!("handle={handle}&password={password}&code="))
}

#[test]
fn an_invitation_lets_one_person_in_once() {
    let house = House::open(one_detention);
    let owner = house.sign_in();
    let form = "by=owner&why=joins&handle=op-7&role=operator&role=liaison&groups=";
    let page = post(&house, "/people/invite", &owner, form).text();
    let token: String = page.split("/join?token=").nth(1).unwrap().chars().take(64).collect();
    assert!(house.get(&format!("/join?token={token}"), "").text().contains("op-7"));
    let check = |password: &str, again: &str, status: u16| {
        let answer = post(&house, "/join", "", &format!("token={token}&password={password}&again={again}"));
        assert_eq!(answer.status, status, "{password} {again}");
        answer
    };
    check("short", "short", 400);
    check(WORDS, "something-else-again", 400);
    check("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", 400);
    let inside = cookie_of(&check(WORDS, WORDS, 303));
    check(WORDS, WORDS, 404);
    assert!(house.page("/account", &inside).contains("op-7"));
    // The handle is taken, in whatever case.
    let again = post(&house, "/people/invite", &owner, &form.replace("op-7", "OP-7"));
    assert_eq!(again.status, 409);
    // It comes back as it was typed, and advises nothing that is for the command line.
    let page = again.text();
    for kept in ["value=\"OP-7\"", "value=\"joins\"", "value=\"liaison\" checked", "role=\"alert\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let page = post(&house, "/people/invite", &owner, &form.replace("why=joins", "why=")).text();
    assert!(page.contains("Say why") && !page.contains("--why"), "{page}");
    assert_eq!(post(&house, "/people/invite", &owner, &form.replace("op-7", "habeas")).status, 409);
}

#[test]
fn one_link_lets_one_person_in_also_when_several_use_it_at_once() {
    let house = House::open(one_detention);
    let desk = house.desk.as_ref().unwrap();
    let (actor, why) = owner();
    let token = invite(desk, &actor, &why, "op-1", &[Role::Operator], &BTreeSet::new()).unwrap().token;
    let come_in = |n: usize| desk::access::join(desk, &token, &format!("{WORDS} {n}")).is_ok();
    let come_in = &come_in;
    let inside = std::thread::scope(|all| {
        let threads: Vec<_> = (0..4).map(|n| all.spawn(move || come_in(n))).collect();
        threads.into_iter().map(|one| one.join().unwrap()).filter(|came| *came).count()
    });
    assert_eq!(inside, 1);
}

#[test]
fn signing_in_tells_nobody_which_part_was_wrong() {
    let house = House::open(one_detention);
    member(&house, "op-7", &[Role::Operator], "");
    let (wrong, unknown) = (sign_in(&house, "op-7", "wrong-wrong-wrong"), sign_in(&house, "op-8", WORDS));
    assert_eq!((wrong.status, unknown.status), (401, 401));
    let without_handle = |answer: &Answer| answer.text().replace("op-7", "op").replace("op-8", "op");
    assert_eq!(without_handle(&wrong), without_handle(&unknown));
    let right = sign_in(&house, "OP-7", WORDS);
    assert_eq!(right.status, 303, "{}", right.text());
    assert_eq!(house.get("/", &cookie_of(&right)).status, 200);
    // After five wrong tries the handle waits, whether it is known or not.
    for handle in ["op-7", "nobody"] {
        let answers: Vec<u16> = (0..6).map(|_| sign_in(&house, handle, "wrong-wrong-wrong").status).collect();
        assert_eq!(answers.last(), Some(&429), "{handle}: {answers:?}");
    }
}

#[test]
fn a_member_who_is_shut_out_is_out_at_the_next_request() {
    let house = House::open(one_detention);
    let owner = house.sign_in();
    let cookie = member(&house, "op-7", &[Role::Operator], "");
    member(&house, "co-1", &[Role::Coordinator], "");
    assert_eq!(house.get("/", &cookie).status, 200);
    let of = |handle: &str| house.desk.as_ref().unwrap().members().named(handle).unwrap().record;
    let form = |handle: &str, active: &str, role: &str| {
        format!("by=owner&why=left&member={}&role={role}&groups=&active={active}", of(handle))
    };
    assert_eq!(post(&house, "/people/change", &owner, &form("op-7", "no", "operator")).status, 303);
    assert_eq!(house.get("/", &cookie).status, 401);
    assert_eq!(sign_in(&house, "op-7", WORDS).status, 401);
    // Let in again, they sign in again.
    assert_eq!(post(&house, "/people/change", &owner, &form("op-7", "yes", "operator")).status, 303);
    assert_eq!(house.get("/", &cookie).status, 401);
    assert_eq!(sign_in(&house, "op-7", WORDS).status, 303);
    // Somebody must answer for people.
    assert_eq!(post(&house, "/people/change", &owner, &form("co-1", "no", "coordinator")).status, 409);
    assert_eq!(post(&house, "/people/change", &owner, &form("co-1", "yes", "guest")).status, 409);
}

#[test]
fn two_others_let_somebody_in_who_lost_every_way() {
    let house = House::open(one_detention);
    let (first, second) =
        (member(&house, "co-1", &[Role::Coordinator], ""), member(&house, "co-2", &[Role::Coordinator], ""));
    let lost = member(&house, "op-7", &[Role::Operator], "");
    let record = house.desk.as_ref().unwrap().members().named("op-7").unwrap().record;
    let ask = format!("why=lost&member={record}&what=recover");
    assert_eq!(post(&house, "/people/ask", &first, &ask).status, 303);
    let asked = house.desk.as_ref().unwrap().members().asked[0].id;
    let agree = format!("why=known&asked={asked}");
    assert_eq!(post(&house, "/people/agree", &first, &agree).status, 409, "nobody agrees with themselves");
    let page = post(&house, "/people/agree", &second, &agree);
    let token: String = page.text().split("/join?token=").nth(1).unwrap().chars().take(64).collect();
    // Every earlier way in has ended.
    assert_eq!(house.get("/", &lost).status, 401);
    assert_eq!(sign_in(&house, "op-7", WORDS).status, 401);
    let form = format!("token={token}&password=another-long-password&again=another-long-password");
    assert_eq!(post(&house, "/join", "", &form).status, 303);
    assert_eq!(post(&house, "/people/agree", &second, &agree).status, 404, "it is done");
}

#[test]
fn every_address_opens_to_the_roles_of_its_row_and_to_nobody_else() {
    let house = House::open(one_detention);
    let of_role: Vec<(Role, String)> =
        Role::ALL.into_iter().map(|role| (role, member(&house, role.name(), &[role], ""))).collect();
    let shut_out = member(&house, "gone", &Role::ALL, "");
    let desk = house.desk.as_ref().unwrap();
    let (actor, why) = owner();
    let gone = desk.members().named("gone").unwrap().record;
    desk::access::change_member(desk, &actor, &why, gone, &Role::ALL, &BTreeSet::new(), false).unwrap();
    let ended = "habeas_session=".to_owned() + &"0".repeat(64);
    // What would end the server, the session or this test.
    let spared = ["/lock", "/leave", "/sign-out", "/events"];
    let record = id(2).to_string();
    let mut asked = 0;
    for row in web::rows() {
        if spared.contains(&row.path) {
            continue;
        }
        let path = row.path.replace("{id}", &record).replace("{name}", "none.css");
        let status = |cookie: &str| match row.method {
            "GET" => house.get(&path, cookie).status,
            _ => post(&house, &path, cookie, "").status,
        };
        for outside in ["", ended.as_str(), shut_out.as_str()] {
            match row.needs {
                Needs::Action(_) | Needs::SignedIn => {
                    assert_eq!(status(outside), 401, "{} {path} from outside", row.method);
                }
                Needs::Nothing | Needs::ItsOwn => {
                    assert!(!matches!(status(outside), 500.. if row.path != "/healthz"), "{path}");
                }
            }
        }
        let Needs::Action(action) = row.needs else { continue };
        for (role, cookie) in &of_role {
            asked += 1;
            let answer = match row.method {
                "GET" => house.get(&path, cookie),
                _ => post(&house, &path, cookie, ""),
            };
            let refused = answer.status == 404 && answer.text().contains("There is no such page");
            let allowed = desk::access::may(&[*role], action);
            assert_eq!(!refused, allowed, "{role:?} {} {path}: {}", row.method, answer.status);
            assert_ne!(answer.status, 500, "{role:?} {} {path}", row.method);
        }
    }
    assert!(asked > 200, "{asked}");
}

#[test]
fn a_limited_record_is_not_there_for_others() {
    let house = House::open(one_detention);
    let inside = member(&house, "ver-1", &[Role::Verifier], "east");
    let outside = member(&house, "ver-2", &[Role::Verifier], "west");
    let desk = house.desk.as_ref().unwrap();
    let limit = |groups: &str| {
        let (actor, why) = owner();
        limit_record(desk, &actor, &why, id(1), &read_groups(groups).unwrap()).unwrap();
    };
    let path = |record: u8| format!("/record/{}", id(record));
    let check = |cookie: &str, seen: bool| {
        for record in [1, 2] {
            let status = house.get(&path(record), cookie).status;
            assert_eq!(status, if seen { 200 } else { 404 }, "record {record}");
        }
        assert_eq!(house.page("/search?q=Aslan+Testov", cookie).contains(&path(1)), seen);
        // The board has the beginning of an id.
        assert_eq!(house.page("/", cookie).contains(&path(2)[..20]), seen);
    };
    check(&outside, true);
    limit("east");
    check(&inside, true);
    check(&outside, false);
    // The words are those for a record that never was.
    let seen = |record: u8| without_tokens(&house.get(&path(record), &outside).text());
    let (hidden, never) = (seen(1), seen(99));
    assert_eq!(hidden.replace(&id(1).to_string(), "#"), never.replace(&id(99).to_string(), "#"));
    // Nor on the pages of what stands around it.
    let unit = |cookie: &str| house.page(&path(3), cookie).contains(&path(2));
    assert!(unit(&inside) && !unit(&outside));
    for page in ["/map", "/timeline"] {
        assert!(!house.page(page, &outside).contains(&path(2)), "{page}");
    }
    // No page of names, of numbers or of work to do says who it is; those of the group find it on the pages of names.
    let unit = id(3);
    let names = [
        "/board/wall?names=1".to_owned(),
        format!("/board/print?unit={unit}"),
        format!("/checks?unit={unit}"),
        "/count?measure=persons&as_of=2031-06-08T20:00".to_owned(),
    ];
    for page in &names {
        assert!(house.page(page, &inside).contains("Тестов"), "{page}");
        assert!(!house.page(page, &outside).contains("Тестов"), "{page}");
    }
    for page in ["/counts", "/review", "/review/duplicates", "/review/drafts", "/checks/queue", "/figures"] {
        assert!(!house.page(page, &outside).contains("Тестов"), "{page}");
    }
    limit("");
    check(&outside, true);
}

#[test]
fn a_part_that_was_made_for_one_is_not_shown_to_others() {
    let house = House::open(one_detention);
    let owner_cookie = house.sign_in();
    let inside = member(&house, "ver-1", &[Role::Verifier], "east");
    let outside = member(&house, "ver-2", &[Role::Verifier], "west");
    let counts = member(&house, "an-1", &[Role::Guest], "");
    let (actor, why) = owner();
    let desk = house.desk.as_ref().unwrap();
    limit_record(desk, &actor, &why, id(1), &read_groups("east").unwrap()).unwrap();
    let told = format!("/?fragment=1&told={}", desk.level());
    let shows = |cookie: &str| house.page(&told, cookie).contains("Аслан Тестов");
    // Whoever comes first, each gets their own; and again, when all of them were made.
    for _ in 0..2 {
        assert!(shows(&owner_cookie) && shows(&inside));
        assert!(!shows(&outside));
        assert_eq!(house.get(&told, &counts).status, 404, "a guest has no board");
    }
    limit_record(desk, &actor, &why, id(1), &read_groups("").unwrap()).unwrap();
    let told = format!("/?fragment=1&told={}", desk.level());
    assert!(house.page(&told, &outside).contains("Аслан Тестов"));
}

#[test]
fn who_only_counts_learns_no_name() {
    let house = House::open(one_detention);
    let (analyst, verifier) =
        (member(&house, "an-1", &[Role::Analyst], ""), member(&house, "ver-1", &[Role::Verifier], ""));
    let asked = "/count?measure=persons&as_of=2031-06-08T20:00";
    assert!(house.page(asked, &verifier).contains("Аслан"));
    let page = house.page(asked, &analyst);
    assert!(!page.contains("Аслан") && page.contains(&id(1).to_string()[..6]), "{page}");
    // Who told it is for those who check it.
    let dispatcher = member(&house, "di-1", &[Role::Dispatcher], "");
    let path = format!("/record/{}", id(2));
    assert!(house.page(&path, &verifier).contains("The aunt"));
    for path in
        [path.clone(), format!("{path}?since=0"), format!("{path}?position=1"), format!("/record/{}", id(1))]
    {
        assert!(!house.page(&path, &dispatcher).contains("The aunt"), "{path}");
    }
}

#[test]
fn a_form_that_was_sent_too_late_waits_for_its_sender() {
    let house = House::open(one_detention);
    member(&house, "ver-1", &[Role::Verifier], "");
    let ended = "habeas_session=".to_owned() + &"0".repeat(64);
    let typed = "decision=12&why=%D0%9E%D1%88%D0%B8%D0%B1%D0%BA%D0%B0+%3Cb%3E";
    let answer = post(&house, "/review/undo", &ended, typed);
    assert_eq!(answer.status, 401);
    let page = answer.text();
    assert!(page.contains("Ошибка &lt;b&gt;") && page.contains("value=\"/review/undo\""), "{page}");
    let form = format!(
        "handle=ver-1&password={WORDS}&code=&then=%2Freview%2Fundo&kept.decision=12&kept.why=%D0%9E%D1%88%D0%B8%D0%B1%D0%BA%D0%B0"
    );
    let answer = post(&house, "/sign-in", "", &form);
    assert_eq!(answer.status, 200);
    let page = answer.text();
    assert!(page.contains("action=\"/review/undo\"") && page.contains("value=\"Ошибка\""), "{page}");
    // It is sent to pages of ours alone.
    for elsewhere in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let form = form.replace("%2Freview%2Fundo", elsewhere);
        assert_eq!(post(&house, "/sign-in", "", &form).status, 303, "{elsewhere}");
    }
}

#[test]
fn who_looked_at_whom_is_written_down_once() {
    let mut house = House::open(one_detention);
    let cookie = member(&house, "ver-1", &[Role::Verifier], "");
    for _ in 0..3 {
        house.page(&format!("/record/{}", id(1)), &cookie);
    }
    let ended: std::sync::Arc<Desk> = house.end();
    let looked = ended.casebook().looked(10);
    let views: Vec<_> = looked
        .iter()
        .filter_map(|one| match &one.access {
            claims::Access::Looked(records) => Some((&*one.author, records.clone(), one.at)),
            _ => None,
        })
        .collect();
    // Whom the page names beside them was seen too.
    assert_eq!(views, [("ver-1", vec![id(1), id(2)], Instant::parse(NOW).unwrap())]);
}

#[test]
fn a_board_is_one_view_and_tells_later_who_saw_somebody_on_it() {
    let house = House::open(one_detention);
    let desk = house.desk.as_ref().unwrap();
    let dispatcher = member(&house, "di-1", &[Role::Dispatcher], "");
    let coordinator = member(&house, "co-1", &[Role::Coordinator], "");
    house.page("/", &dispatcher);
    house.page("/", &dispatcher);
    desk::access::write_looks(desk).unwrap();
    let views = |at: Option<claims::RecordId>, who: Option<&str>| -> Vec<(String, Vec<claims::RecordId>)> {
        let who = who.map(str::to_owned);
        let asked = desk::access::LooksQuery { at, who, most: 10, ..Default::default() };
        let found = desk::access::looks(desk, &asked).unwrap();
        found.into_iter().map(|look| (look.who.to_string(), look.records)).collect()
    };
    let board = [("di-1".to_owned(), vec![id(3)])];
    assert_eq!(views(None, Some("DI-1")), board, "one unit, not everybody on it, and once");
    for seen in [id(1), id(2)] {
        assert_eq!(views(Some(seen), None), board, "{seen} stood on it");
    }
    assert!(views(Some(id(9)), None).is_empty());
    assert!(views(None, Some("op-3")).is_empty());
    let page = house.page(&format!("/admin/looks?record={}", id(1)), &coordinator);
    assert!(page.contains("<bdi>di-1</bdi>") && page.contains("Example District Station"), "{page}");
    assert!(house.page("/admin/looks?who=nobody-1", &coordinator).contains("Nobody looked"));
    assert_eq!(house.get("/admin/looks", &dispatcher).status, 404);
    assert_eq!(house.get("/admin/looks?day=some+day", &coordinator).status, 400);
    // Who reads the log has seen names too.
    house.page(&format!("/record/{}", id(1)), &dispatcher);
    desk::access::write_looks(desk).unwrap();
    assert!(house.page("/admin/looks?who=di-1", &coordinator).contains("Аслан"));
    desk::access::write_looks(desk).unwrap();
    assert!(views(Some(id(1)), Some("co-1")).iter().any(|(_, records)| records.contains(&id(1))));
}

#[test]
fn who_told_something_is_for_those_who_need_to_know() {
    let house = House::open(|desk| {
        one_detention(desk);
        super::house::save(
            desk,
            vec![super::house::claim(
                41,
                id(5),
                claims::Property::SourceContact,
                super::house::text("+7 700 000"),
            )],
        );
    });
    let verifier = member(&house, "ver-1", &[Role::Verifier], "");
    let operator = member(&house, "op-1", &[Role::Operator], "");
    let liaison = member(&house, "li-1", &[Role::Liaison], "");
    let (source, report) = (format!("/record/{}", id(5)), format!("/record/{}", id(4)));
    assert!(house.page(&source, &operator).contains("+7 700 000"));
    let page = house.page(&source, &verifier);
    assert!(page.contains("The aunt") && !page.contains("+7 700 000"), "{page}");
    for path in [source, report] {
        let answer = house.get(&path, &liaison);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("The aunt"));
    }
    assert!(house.page("/search?q=aunt", &verifier).contains("The aunt"));
    assert!(!house.page("/search?q=aunt", &liaison).contains("The aunt"));
}
