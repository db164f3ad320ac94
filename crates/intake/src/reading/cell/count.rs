//! A cell that should hold a number. Certain numbers come out as numbers; everything else keeps its raw text, the
//! reason, and the numbers it might mean. `21+8` is not 29 here: whoever left it open may have counted someone twice.

/// What a count cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellCount {
    /// One number, plainly written.
    Exact(u64),
    /// From the first to the second number, both included.
    Range(u64, u64),
    /// Not a plain number.
    Unclear {
        /// The cell as written.
        raw: String,
        /// Why it is unclear.
        why: WhyUnclear,
        /// Numbers it might mean, for a person to choose from; empty when there is none.
        possible: Vec<u64>,
    },
    /// Nothing, which is not zero.
    Empty,
}

/// Why a count is unclear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUnclear {
    /// A sum left open; the possible number is the total.
    NotAddedUp,
    /// About so many.
    Approximate,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// A question mark beside a number.
    Unsure,
    /// Only a question mark or a dash.
    Unknown,
    /// A remark in square brackets.
    Remark,
    /// A point or comma that may group thousands or begin a fraction.
    Separator,
    /// A range that runs backwards.
    Backwards,
    /// Below zero.
    Negative,
    /// A fraction of a person.
    Fraction,
    /// More than can be counted (over 18 quintillion).
    TooLarge,
    /// Words that this reader does not know.
    Words,
}

/// Words and signs before a number, lower case, with what they make of it.
const BEFORE: &[(&str, WhyUnclear)] = &[
    ("не менее", WhyUnclear::AtLeast),
    ("не меньше", WhyUnclear::AtLeast),
    ("как минимум", WhyUnclear::AtLeast),
    ("минимум", WhyUnclear::AtLeast),
    ("более", WhyUnclear::AtLeast),
    ("больше", WhyUnclear::AtLeast),
    ("свыше", WhyUnclear::AtLeast),
    ("at least", WhyUnclear::AtLeast),
    ("more than", WhyUnclear::AtLeast),
    ("over", WhyUnclear::AtLeast),
    ("кемінде", WhyUnclear::AtLeast),
    (">=", WhyUnclear::AtLeast),
    (">", WhyUnclear::AtLeast),
    ("≥", WhyUnclear::AtLeast),
    ("не более", WhyUnclear::AtMost),
    ("не больше", WhyUnclear::AtMost),
    ("менее", WhyUnclear::AtMost),
    ("меньше", WhyUnclear::AtMost),
    ("до", WhyUnclear::AtMost),
    ("почти", WhyUnclear::AtMost),
    ("up to", WhyUnclear::AtMost),
    ("fewer than", WhyUnclear::AtMost),
    ("less than", WhyUnclear::AtMost),
    ("nearly", WhyUnclear::AtMost),
    ("almost", WhyUnclear::AtMost),
    ("<=", WhyUnclear::AtMost),
    ("<", WhyUnclear::AtMost),
    ("≤", WhyUnclear::AtMost),
    ("около", WhyUnclear::Approximate),
    ("примерно", WhyUnclear::Approximate),
    ("приблизительно", WhyUnclear::Approximate),
    ("порядка", WhyUnclear::Approximate),
    ("ок.", WhyUnclear::Approximate),
    ("about", WhyUnclear::Approximate),
    ("around", WhyUnclear::Approximate),
    ("approximately", WhyUnclear::Approximate),
    ("approx.", WhyUnclear::Approximate),
    ("some", WhyUnclear::Approximate),
    ("circa", WhyUnclear::Approximate),
    ("ca.", WhyUnclear::Approximate),
    ("шамамен", WhyUnclear::Approximate),
    ("~", WhyUnclear::Approximate),
    ("≈", WhyUnclear::Approximate),
    ("±", WhyUnclear::Approximate),
];

/// Words after a number that only say that people are counted.
const AFTER: &[&str] = &[
    "человека",
    "человек",
    "чел.",
    "чел",
    "задержанных",
    "задержано",
    "people",
    "persons",
    "person",
    "detained",
    "адам",
];

/// Reads a count cell.
pub fn read_count_cell(raw: &str) -> CellCount {
    let folded = fold(raw);
    let mut text = folded.trim().to_owned();
    if text.is_empty() {
        return CellCount::Empty;
    }
    let unclear = |why, possible| CellCount::Unclear { raw: raw.to_owned(), why, possible };

    let mut why = None;
    if let (Some(open), Some(close)) = (text.find('['), text.rfind(']'))
        && open < close
    {
        let (before, after) =
            (text.get(..open).unwrap_or_default(), text.get(close + 1..).unwrap_or_default());
        text = format!("{before} {after}").trim().to_owned();
        why = Some(WhyUnclear::Remark);
    }
    let unsure = text.trim_matches(|c: char| c == '?' || c.is_whitespace());
    if unsure.len() != text.len() {
        why = why.or(Some(if unsure.is_empty() { WhyUnclear::Unknown } else { WhyUnclear::Unsure }));
        text = unsure.to_owned();
    }
    if text.is_empty() || matches!(text.as_str(), "-" | "–" | "—") {
        return unclear(why.unwrap_or(WhyUnclear::Unknown), Vec::new());
    }
    if let Some((rest, found)) = BEFORE.iter().find_map(|(word, why)| Some((after_word(&text, word)?, *why)))
    {
        why = why.or(Some(found));
        text = rest.to_owned();
    }
    if let Some(rest) = AFTER.iter().find_map(|word| before_word(&text, word)) {
        text = rest.to_owned();
    }
    if let Some(rest) = text.strip_suffix('+') {
        why = why.or(Some(WhyUnclear::AtLeast));
        text = rest.trim_end().to_owned();
    }
    match (number(&text), why) {
        (Number::Plain(count), None) => CellCount::Exact(count),
        (Number::Between(low, high), None) => CellCount::Range(low, high),
        (Number::Plain(count), Some(why)) => unclear(why, vec![count]),
        (Number::Between(low, high), Some(why)) => unclear(why, vec![low, high]),
        (Number::Not(reason, possible), why) => {
            unclear(if possible.is_empty() { why.unwrap_or(reason) } else { reason }, possible)
        }
    }
}

enum Number {
    Plain(u64),
    Between(u64, u64),
    Not(WhyUnclear, Vec<u64>),
}

fn number(text: &str) -> Number {
    if let Some(count) = plain(text) {
        return count.map_or(Number::Not(WhyUnclear::TooLarge, Vec::new()), Number::Plain);
    }
    let parts: Vec<&str> = text.split('+').map(str::trim).collect();
    if parts.len() > 1
        && let Some(numbers) = parts.iter().map(|part| plain(part).flatten()).collect::<Option<Vec<u64>>>()
    {
        let total = numbers.iter().try_fold(0u64, |total, count| total.checked_add(*count));
        return Number::Not(WhyUnclear::NotAddedUp, total.into_iter().collect());
    }
    let parts: Vec<&str> = text.split(['-', '–', '—', '−']).map(str::trim).collect();
    match parts.as_slice() {
        ["", value] if plain(value).is_some() => return Number::Not(WhyUnclear::Negative, Vec::new()),
        [low, high] => {
            if let (Some(Some(low)), Some(Some(high))) = (plain(low), plain(high)) {
                return if low <= high {
                    Number::Between(low, high)
                } else {
                    Number::Not(WhyUnclear::Backwards, vec![low, high])
                };
            }
        }
        _ => {}
    }
    separated(text).unwrap_or(Number::Not(WhyUnclear::Words, Vec::new()))
}

/// Digits alone, or grouped by spaces in threes (`1 000`), or with the `.0` that spreadsheets add. The inner
/// `None` is a number too large.
fn plain(text: &str) -> Option<Option<u64>> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let mut groups = text.split(' ');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped =
        rest.iter().all(|group| group.len() == 3 && digits(group)) && (rest.is_empty() || first.len() <= 3);
    (digits(first) && grouped).then(|| format!("{first}{}", rest.concat()).parse().ok())
}

/// `1,000` and `1.000` may be a thousand or one; `12,5` is no count of people.
fn separated(text: &str) -> Option<Number> {
    let (whole, part) = text.split_once([',', '.'])?;
    let (whole, part_digits) = (plain(whole)??, plain(part)?.is_some());
    if !part_digits {
        return None;
    }
    if part.len() == 3 {
        let thousands = plain(&format!("{whole}{part}"))??;
        return Some(Number::Not(WhyUnclear::Separator, vec![thousands, whole]));
    }
    Some(Number::Not(WhyUnclear::Fraction, Vec::new()))
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let sign = !word.ends_with(char::is_alphabetic);
    (sign || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

fn before_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(word)?;
    rest.ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit()).then(|| rest.trim_end())
}

/// Lower case, spaces of all kinds as one space, digits of all common kinds as ASCII.
fn fold(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    for c in raw.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
            '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
            '\u{ff10}'..='\u{ff19}' => digit(c, '\u{ff10}'),
            '\u{200e}' | '\u{200f}' | '\u{feff}' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
