//! Text that people wrote, on its way to a page. Escaping is the template's work; this makes visible what would turn
//! the writing direction or hide: a name must not look like another one.

/// Longest text shown in one piece, in bytes.
pub(crate) const LONGEST: usize = 2000;

/// Text of one line: controls and direction marks become visible codes such as `[U+202E]`; line ends become spaces.
pub(crate) fn user(text: &str) -> String {
    shown(text, false)
}

/// Text of several lines: as [`user`], but line ends and tabs stay.
pub(crate) fn user_block(text: &str) -> String {
    shown(text, true)
}

fn shown(text: &str, block: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push(if block { '\n' } else { ' ' }),
            '\t' => out.push(if block { '\t' } else { ' ' }),
            c if claims::is_invisible_control(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// The beginning of a long text, and how many characters are left out.
pub(crate) fn cut(text: &str, longest: usize) -> (&str, u64) {
    if text.len() <= longest {
        return (text, 0);
    }
    let mut end = longest;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (shown, rest) = text.split_at(end);
    (shown, rest.chars().count() as u64)
}
