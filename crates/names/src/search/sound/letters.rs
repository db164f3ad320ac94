//! Letters of five scripts to sounds, as tables. A letter without an entry has no sound here.
//!
//! The comparison has tables of its own (data/letters.tsv), and these are no copy of them: they must be coarser. There a
//! letter keeps what tells it from its neighbours (қ from к, ө from о, ы from и, the two readings of Latin ch), because
//! each costs something of its own; here whatever spellings confuse must be one sound, or two spellings share no key and
//! are never compared. What a letter is here may be wrong without harm as long as it is wrong for both.

use super::Phones;
use unicode_normalization::char::decompose_canonical;

/// A Latin letter without its marks, as letters whose sound is meant.
pub fn plain_latin(c: char) -> Option<&'static str> {
    if c.is_ascii_lowercase() {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
        let at = usize::from(c as u8 - b'a');
        return LETTERS.get(at..=at);
    }
    Some(match c {
        'ş' | 'ș' | 'š' | 'ŝ' | 'ś' => "sh",
        'ç' | 'č' | 'ĉ' | 'ć' => "ch",
        'ž' | 'ż' | 'ź' => "zh",
        'ţ' | 'ț' => "ts",
        'ğ' | 'ġ' | 'ǵ' => "g",
        'ı' => "i",
        'ə' | 'æ' => "a",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ø' => "o",
        'œ' => "e",
        'þ' => "t",
        'ß' => "s",
        'ŋ' => "n",
        'ą' => "on",
        'ę' => "en",
        'ḫ' => "h",
        '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            let mut first = None;
            decompose_canonical(c, |part| {
                first.get_or_insert(part);
            });
            return plain_latin(first.filter(char::is_ascii_lowercase)?);
        }
        _ => return None,
    })
}

/// Letter groups of Latin spellings, longest first within a first letter.
pub fn latin(mut rest: &[u8], out: &mut Phones) {
    const GROUPS: [(&[u8], &str); 43] = [
        (b"chtch", "S"),
        (b"chch", "c"),
        (b"ch", "X"),
        (b"cz", "c"),
        (b"ck", "k"),
        (b"dzh", "Z"),
        (b"dsch", "Z"),
        (b"dj", "Z"),
        (b"dz", "z"),
        (b"ee", "i"),
        (b"gh", "g"),
        (b"gue", "ge"),
        (b"gui", "gi"),
        (b"ie", "e"),
        (b"io", "e"),
        (b"iu", "iu"),
        (b"ia", "ia"),
        (b"ja", "ia"),
        (b"je", "e"),
        (b"jo", "e"),
        (b"ju", "iu"),
        (b"kh", "h"),
        (b"oo", "u"),
        (b"ou", "u"),
        (b"oe", "o"),
        (b"ph", "f"),
        (b"qu", "k"),
        (b"q", "k"),
        (b"schtsch", "S"),
        (b"shch", "S"),
        (b"szcz", "S"),
        (b"sch", "S"),
        (b"sh", "S"),
        (b"sz", "S"),
        (b"sj", "S"),
        (b"tsch", "c"),
        (b"tch", "c"),
        (b"ts", "C"),
        (b"tz", "C"),
        (b"tc", "C"),
        (b"th", "t"),
        (b"zh", "Z"),
        (b"zj", "Z"),
    ];
    while let Some((&first, tail)) = rest.split_first() {
        if let Some((letters, sounds)) = GROUPS
            .iter()
            .filter(|(letters, _)| rest.starts_with(letters))
            .max_by_key(|(letters, _)| letters.len())
        {
            sounds.bytes().for_each(|sound| out.push(sound));
            rest = rest.get(letters.len()..).unwrap_or_default();
            continue;
        }
        let next = tail.first().copied();
        match first {
            b'c' if matches!(next, Some(b'e' | b'i' | b'y')) => out.push(b's'),
            b'c' => out.push(b'Q'),
            b'x' => {
                out.push(b'k');
                out.push(b's');
            }
            b'w' => out.push(b'v'),
            b'y' => match next {
                Some(b'e' | b'o') => {}
                _ => out.push(b'i'),
            },
            // й in German, ж in Kazakh Latin.
            b'j' => out.push(b'J'),
            other => out.push(other),
        }
        rest = tail;
    }
}

pub fn cyrillic(c: char) -> &'static str {
    match c {
        'а' | 'ә' | 'ӕ' => "a",
        'б' => "b",
        'в' => "v",
        'ў' => "u",
        'г' | 'ғ' | 'ґ' | 'ѓ' | 'ҝ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'є' => "e",
        'ж' | 'җ' | 'ҷ' | 'ҹ' | 'џ' | 'ђ' => "Z",
        'з' => "z",
        'и' | 'й' | 'і' | 'ї' | 'ы' | 'ӣ' | 'ј' => "i",
        'к' | 'қ' | 'ќ' => "k",
        'л' | 'љ' => "l",
        'м' => "m",
        'н' | 'ң' | 'њ' | 'ҥ' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ӯ' => "u",
        'ф' => "f",
        'х' | 'һ' | 'ҳ' => "h",
        'ц' => "C",
        'ч' | 'ћ' => "c",
        'ш' | 'щ' => "S",
        'ю' => "iu",
        'я' => "ia",
        _ => "",
    }
}

pub fn arabic(c: char) -> &'static str {
    match c {
        'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' | 'ة' => "A",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' | 'س' | 'ص' => "s",
        'ج' | 'ژ' => "Z",
        'چ' => "c",
        'ح' | 'خ' | 'ه' | 'ھ' => "h",
        'د' | 'ڈ' => "d",
        'ذ' | 'ز' | 'ض' | 'ظ' => "z",
        'ر' | 'ڑ' => "r",
        'ش' => "S",
        'غ' | 'گ' => "g",
        'ف' => "f",
        'ق' | 'ك' | 'ک' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ڭ' | 'ں' => "n",
        'و' | 'ؤ' => "W",
        'ۇ' | 'ۈ' | 'ۋ' => "u",
        'ۆ' => "v",
        'ي' | 'ی' | 'ى' | 'ئ' => "Y",
        'ە' | 'ې' => "e",
        _ => "",
    }
}

pub fn armenian(c: char) -> &'static str {
    match c {
        'ա' => "a",
        'բ' => "b",
        'գ' | 'ղ' => "g",
        'դ' => "d",
        'ե' | 'է' | 'ը' => "e",
        'զ' => "z",
        'թ' | 'տ' => "t",
        'ժ' => "Z",
        'ի' | 'յ' => "i",
        'լ' => "l",
        'խ' | 'հ' => "h",
        'ծ' | 'ձ' | 'ց' => "C",
        'կ' | 'ք' => "k",
        'ճ' | 'չ' => "c",
        'մ' => "m",
        'ն' => "n",
        'շ' => "S",
        'ո' | 'օ' => "o",
        'պ' | 'փ' => "p",
        'ջ' => "Z",
        'ռ' | 'ր' => "r",
        'ս' => "s",
        'վ' => "v",
        'ւ' => "u",
        'ֆ' => "f",
        'և' => "ev",
        _ => "",
    }
}

pub fn georgian(c: char) -> &'static str {
    match c {
        'ა' => "a",
        'ბ' => "b",
        'გ' | 'ღ' => "g",
        'დ' => "d",
        'ე' => "e",
        'ვ' => "v",
        'ზ' => "z",
        'თ' | 'ტ' => "t",
        'ი' => "i",
        'კ' | 'ქ' | 'ყ' => "k",
        'ლ' => "l",
        'მ' => "m",
        'ნ' => "n",
        'ო' => "o",
        'პ' | 'ფ' => "p",
        'ჟ' | 'ჯ' => "Z",
        'რ' => "r",
        'ს' => "s",
        'უ' => "u",
        'შ' => "S",
        'ჩ' | 'ჭ' => "c",
        'ც' | 'ძ' | 'წ' => "C",
        'ხ' | 'ჰ' => "h",
        _ => "",
    }
}
