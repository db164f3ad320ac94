//! Feeds as they come, and as an enemy would send them.

use intake::feeds::{FeedProblem, is_public, items};

#[test]
fn rss_and_atom_give_their_items() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"x\"><channel><title>Pine &amp; Co</title>\
<item><title>Two <![CDATA[held & let]]> go</title><link>https://pine.example/1?a=1&amp;b=2</link><guid>n-1</guid>\
<pubDate>Sun, 08 Jun 2031 10:00:00 +0600</pubDate><description>Short</description>\
<content:encoded><![CDATA[<p>Police detained Anna Lee.</p>]]></content:encoded></item>\
<item><title>Погода</title></item><item></item></channel></rss>";
    let (found, doubts) = items(rss.as_bytes()).unwrap();
    assert_eq!(doubts, Vec::<String>::new());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].title, "Two held & let go");
    assert_eq!(found[0].link, "https://pine.example/1?a=1&b=2");
    assert_eq!(found[0].id, "n-1");
    assert_eq!(found[0].published, "Sun, 08 Jun 2031 10:00:00 +0600");
    assert_eq!(found[0].body, "<p>Police detained Anna Lee.</p>");
    assert_eq!(found[1].title, "Погода");
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><entry><id>urn:1</id><title>A</title>\
<link rel=\"self\" href=\"https://a.example/self\"/><link href=\"https://a.example/1\"/><updated>2031-06-08T10:00:00Z</updated>\
<content type=\"xhtml\"><div>Police <b>detained</b> two.</div></content></entry></feed>";
    let (found, _) = items(atom.as_bytes()).unwrap();
    assert_eq!(found[0].link, "https://a.example/1");
    assert_eq!(found[0].published, "2031-06-08T10:00:00Z");
    assert_eq!(found[0].body.split_whitespace().collect::<Vec<_>>().join(" "), "Police detained two.");
}

#[test]
fn hostile_feeds_expand_nothing_and_end() {
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
<rss><channel><item><title>&b;&x;&#65;&#0;&#1114112;</title></item></channel></rss>";
    let (found, _) = items(laughs.as_bytes()).unwrap();
    assert!(!found[0].title.contains("ha") && !found[0].title.contains("root"), "{:?}", found[0].title);
    assert!(found[0].title.contains('A'));
    let deep = format!("<rss><channel>{}", "<a>".repeat(100_000));
    assert_eq!(items(deep.as_bytes()).unwrap().1.len(), 1);
    let many = format!("<rss><channel>{}</channel></rss>", "<item><title>x</title></item>".repeat(5_000));
    assert_eq!(items(many.as_bytes()).unwrap().0.len(), 1_000);
    assert_eq!(items(&vec![b'<'; 6 << 20]).unwrap_err(), FeedProblem::TooLarge);
    let link = "<rss><item><title>x</title><link>javascript:alert(1)</link></item></rss>";
    assert_eq!(items(link.as_bytes()).unwrap().0[0].link, "");
    for rubbish in
        ["", " ", "<html><body>no</body></html>", "{}", "<", "<!DOCTYPE", "\u{0}\u{1}", "<rss2/>", "text"]
    {
        assert_eq!(items(rubbish.as_bytes()).unwrap_err(), FeedProblem::NoFeed, "{rubbish}");
    }
    let whole = "<rss><channel><item><title>one</title></item><item><title>two &amp; more</title></item></channel></rss>";
    for end in 0..whole.len() {
        if let Ok((found, _)) = items(&whole.as_bytes()[..end]) {
            assert!(found.len() <= 2);
        }
    }
    let long = format!("<rss><item><title>{}</title></item></rss>", "x".repeat(1 << 20));
    assert!(items(long.as_bytes()).unwrap().0.iter().all(|item| item.title.len() <= 500_000));
}

#[test]
fn which_addresses_are_public() {
    for public in [
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "169.253.0.1",
        "2606:4700::1",
        "2a00::1",
        "2001:4860::8888",
    ] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    for private in [
        "0.0.0.0",
        "0.1.2.3",
        "10.255.0.1",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "2001::1",
        "2001:2::1",
        "2001:db8::1",
        "2002:808:808::1",
        "3fff:1::1",
        "4000::1",
        "1::1",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
}
