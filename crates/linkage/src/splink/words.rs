//! SQL cut into words, each with the place where it begins.

/// A word of SQL.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    /// An identifier or keyword without quotes, as written.
    Bare(String),
    /// A double-quoted (or back-quoted) identifier.
    Quoted(String),
    /// A single-quoted text.
    Text(String),
    /// A number.
    Number(f64),
    /// An operator or a bracket.
    Sign(&'static str),
    /// The end.
    End,
}

/// What cannot be read, and where: `position` counts characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The character at which reading stopped.
    pub position: usize,
    /// What is wrong there, in words.
    pub says: String,
}

const SIGNS: [&str; 21] = [
    "::", "<=", ">=", "<>", "!=", "||", "==", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ".", "[",
    "]", ";",
];

/// The words with their positions, the end among them.
pub(super) fn words(sql: &str) -> Result<Vec<(Word, usize)>, Unreadable> {
    let mut found = Vec::new();
    let mut rest = sql;
    let mut position = 1;
    loop {
        let blank = rest.chars().take_while(|c| c.is_whitespace()).count();
        rest = rest.trim_start();
        position += blank;
        let Some(first) = rest.chars().next() else {
            found.push((Word::End, position));
            return Ok(found);
        };
        let (word, taken) = match first {
            '\'' => quoted(rest, '\'', position).map(|(text, n)| (Word::Text(text), n))?,
            '"' | '`' => quoted(rest, first, position).map(|(text, n)| (Word::Quoted(text), n))?,
            c if c.is_ascii_digit() => number(rest, position)?,
            c if c.is_alphabetic() || c == '_' => {
                let text: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let taken = text.chars().count();
                (Word::Bare(text), taken)
            }
            other => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                Some(sign) => (Word::Sign(sign), sign.len()),
                None => return Err(Unreadable { position, says: format!("{other:?} has no meaning here") }),
            },
        };
        found.push((word, position));
        position += taken;
        rest = rest.char_indices().nth(taken).and_then(|(at, _)| rest.get(at..)).unwrap_or("");
    }
}

/// The text between quotes; a doubled quote stands for one. The number of characters includes the quotes.
fn quoted(rest: &str, quote: char, position: usize) -> Result<(String, usize), Unreadable> {
    let mut text = String::new();
    let mut letters = rest.chars().enumerate().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            text.push(letter);
        } else if letters.peek().is_some_and(|(_, next)| *next == quote) {
            text.push(quote);
            letters.next();
        } else {
            return Ok((text, at + 1));
        }
    }
    Err(Unreadable { position, says: format!("the quotation mark {quote} is not closed") })
}

fn number(rest: &str, position: usize) -> Result<(Word, usize), Unreadable> {
    let mut text = String::new();
    for letter in rest.chars() {
        let sign_of_exponent = matches!(letter, '+' | '-') && text.ends_with(['e', 'E']);
        if letter.is_ascii_digit() || letter == '.' || matches!(letter, 'e' | 'E') || sign_of_exponent {
            text.push(letter);
        } else {
            break;
        }
    }
    match text.parse() {
        Ok(number) => Ok((Word::Number(number), text.chars().count())),
        Err(_) => Err(Unreadable { position, says: format!("{text:?} is not a number") }),
    }
}
