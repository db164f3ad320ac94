//! The token of forms. Beside the cookie that no other site can send along (SameSite) and the origin that the browser names,
//! every form of somebody who is signed in carries a token that is made from their session: who does not read our pages cannot
//! know it, and one of another session, ended or somebody else's, is worth nothing.
//!
//! A token is a fresh salt and what is made of it, the server's secret and the session, so that no two pages bear the same and
//! what is sent compressed gives nothing away. Nothing is remembered.

use super::sessions::{COOKIE, Door, cookie, hex};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use futures_util::StreamExt as _;

/// The field of a form.
pub(crate) const FIELD: &str = "form_token";
/// The header of our own scripts. A page elsewhere cannot set it without asking first, and is never answered.
const HEADER: &str = "x-habeas-form";
/// Bytes of the salt, and of what is made of it.
const HALF: usize = 16;
/// Bytes at the beginning of a body in which the field is looked for: it is the first of our forms.
const BEGINNING: usize = 64 * 1024;

/// Bytes of the field with its token, in whatever form, at most.
const LONGEST: usize = 128;

/// The request bears a token that is not of this session, and is let through for its page to give back what was typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stale;

impl Door {
    /// A token for a session, as its cookie names it, with a fresh salt.
    pub fn form_token_of(&self, session: &str, salt: [u8; HALF]) -> String {
        let made = self.made_for_form(&hex(&salt), session);
        format!("{}{}", hex(&salt), hex(made.get(..HALF).unwrap_or_default()))
    }

    /// True when a token was made for the session whose cookie this is.
    fn is_form_token(&self, headers: &HeaderMap, token: &str) -> bool {
        let Some(session) = cookie(headers, COOKIE) else { return false };
        let Some((salt, shown)) = token.split_at_checked(2 * HALF) else { return false };
        let made = hex(self.made_for_form(salt, session).get(..HALF).unwrap_or_default());
        // In a time that does not tell how much of it is right.
        shown.len() == made.len()
            && made.bytes().zip(shown.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

/// Looks for a request's token: in the header of a script, or else at the beginning of a form, which stays to be read.
pub(crate) async fn shows_its_token(door: &Door, request: Request) -> (bool, Request) {
    if let Some(token) = request.headers().get(HEADER) {
        let shown = token.to_str().is_ok_and(|token| door.is_form_token(request.headers(), token));
        return (shown, request);
    }
    let (head, body) = request.into_parts();
    let mut pieces = body.into_data_stream();
    let (mut taken, mut beginning) = (Vec::new(), Vec::new());
    let mut looked = 0;
    let token = loop {
        // A body that drips in is not looked through from its first byte for each further one.
        if let Some(token) = token_in(&beginning, looked) {
            break Some(token);
        }
        looked = beginning.len().saturating_sub(LONGEST);
        if beginning.len() >= BEGINNING {
            break None;
        }
        match pieces.next().await {
            Some(Ok(piece)) => {
                let wanted = BEGINNING.saturating_sub(beginning.len()).min(piece.len());
                beginning.extend_from_slice(piece.get(..wanted).unwrap_or_default());
                taken.push(Ok(piece));
            }
            // Whoever reads the body is told that it broke off.
            Some(Err(cause)) => {
                taken.push(Err(cause));
                break None;
            }
            None => break None,
        }
    };
    let shown = token.is_some_and(|token| door.is_form_token(&head.headers, &token));
    let whole = futures_util::stream::iter(taken).chain(pieces);
    (shown, Request::from_parts(head, Body::from_stream(whole.map(|piece: Result<Bytes, _>| piece))))
}

/// The token of a form, of fields or of parts. What stands before `from` has been looked through.
fn token_in(body: &[u8], from: usize) -> Option<String> {
    let is_beginning = from == 0;
    let body = body.get(from..).unwrap_or_default();
    let after = |mark: &[u8]| {
        let at = body.windows(mark.len()).position(|bytes| bytes == mark)?;
        let token = body.get(at + mark.len()..at + mark.len() + 4 * HALF)?;
        std::str::from_utf8(token).ok().filter(|token| token.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let named = format!("{FIELD}=");
    let first =
        (is_beginning && body.starts_with(named.as_bytes())).then(|| after(named.as_bytes())).flatten();
    let later = || after(format!("&{named}").as_bytes());
    let part = || after(format!("name=\"{FIELD}\"\r\n\r\n").as_bytes());
    first.or_else(later).or_else(part).map(str::to_owned)
}

/// Puts the token into every form of a page that sends something: in one place, so that no template can forget it.
pub(crate) fn sealed(page: String, token: &str) -> String {
    const OPENS: &str = "<form ";
    if !page.contains(OPENS) {
        return page;
    }
    let mut out = String::with_capacity(page.len() + 1024);
    let mut rest = page.as_str();
    while let Some((before, form)) = rest.split_once(OPENS) {
        out.push_str(before);
        out.push_str(OPENS);
        // What people wrote never holds this sign: it is escaped.
        let (tag, after) = form.split_once('>').unwrap_or((form, ""));
        out.push_str(tag);
        out.push('>');
        if tag.contains("method=\"post\"") {
            out.push_str(&format!("<input type=\"hidden\" name=\"{FIELD}\" value=\"{token}\">"));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderValue, header};

    fn asking(session: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let line = HeaderValue::from_str(&format!("{COOKIE}={session}")).unwrap();
        headers.insert(header::COOKIE, line);
        headers
    }

    #[test]
    fn a_token_is_worth_something_in_its_own_session_alone() {
        let of = |secret| Door::new([secret; 32], std::time::Duration::from_secs(900), None);
        let (door, other) = (of(9), of(8));
        let token = door.form_token_of("aa", [1; HALF]);
        assert!(door.is_form_token(&asking("aa"), &token));
        assert!(door.is_form_token(&asking("aa"), &door.form_token_of("aa", [2; HALF])));
        assert_ne!(token, door.form_token_of("aa", [2; HALF]), "no two pages bear the same");
        assert!(!door.is_form_token(&asking("ab"), &token), "another session");
        assert!(!other.is_form_token(&asking("aa"), &token), "another server");
        assert!(!door.is_form_token(&HeaderMap::new(), &token), "no session");
        let mut altered = token.clone().into_bytes();
        for at in 0..altered.len() {
            let before = altered[at];
            altered[at] = if before == b'0' { b'1' } else { b'0' };
            let token = String::from_utf8(altered.clone()).unwrap();
            assert!(!door.is_form_token(&asking("aa"), &token), "{at}");
            altered[at] = before;
        }
        let mut short = token.clone();
        short.pop();
        for odd in ["", "é", &short, &format!("{token}0")] {
            assert!(!door.is_form_token(&asking("aa"), odd), "{odd}");
        }
    }

    #[test]
    fn the_token_of_a_body_is_found_wherever_the_field_stands() {
        let token = "ab".repeat(32);
        let check = |body: &str, found: bool| {
            assert_eq!(token_in(body.as_bytes(), 0).as_deref(), found.then_some(token.as_str()), "{body}");
        };
        check(&format!("form_token={token}&why=w"), true);
        check(&format!("why=w&form_token={token}"), true);
        check(
            &format!("--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--x--"),
            true,
        );
        check(&format!("another_form_token={token}"), false);
        check(&format!("form_token={}", "ab".repeat(31)), false);
        check("form_token=", false);
        check("", false);
        // However it is cut, and wherever the cut lies.
        let parts =
            format!("--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--x--");
        for body in [
            format!("form_token={token}&why=w"),
            format!("why={}&form_token={token}", "w".repeat(500)),
            parts,
        ] {
            let (mut looked, mut found) = (0, None);
            for end in 0..=body.len() {
                found = found.or_else(|| token_in(&body.as_bytes()[..end], looked));
                looked = end.saturating_sub(LONGEST);
            }
            assert_eq!(found.as_deref(), Some(token.as_str()), "{body}");
        }
    }

    #[test]
    fn only_forms_that_send_bear_the_token() {
        let page = "<form method=\"get\" action=\"/a\"><form class=\"x\" method=\"post\" action=\"/b\"><p>";
        let field = "<input type=\"hidden\" name=\"form_token\" value=\"t\">";
        let expected = page.replace("\"/b\">", &format!("\"/b\">{field}"));
        assert_eq!(sealed(page.to_owned(), "t"), expected);
        assert_eq!(sealed("<p>&lt;form method=\"post\">".to_owned(), "t"), "<p>&lt;form method=\"post\">");
    }
}
