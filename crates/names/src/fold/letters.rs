//! One letter of any script to lower-case Latin letters, by tables: Cyrillic of Russian, Kazakh and their
//! neighbours, Arabic consonants, Latin with diacritics. A letter without a table entry loses its marks and stays
//! itself, so that a search in its own script still works. Never drops a letter it does not know.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Appends what `c` folds to, as UTF-8.
pub(super) fn emit(c: char, out: &mut Vec<u8>) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase() as u8);
        }
        return;
    }
    for lower in c.to_lowercase() {
        emit_lower(lower, out);
    }
}

fn emit_lower(c: char, out: &mut Vec<u8>) {
    if let Some(latin) = table(c) {
        out.extend_from_slice(latin.as_bytes());
        return;
    }
    // Marks come off; what is left is looked up again.
    decompose_compatible(c, |part| {
        if part.is_ascii() {
            if part.is_ascii_alphanumeric() {
                out.push(part.to_ascii_lowercase() as u8);
            }
        } else if let Some(latin) = table(part) {
            out.extend_from_slice(latin.as_bytes());
        } else if part.is_alphanumeric() && !is_combining_mark(part) && !matches!(part, '\u{2b0}'..='\u{2ff}')
        {
            out.extend_from_slice(part.encode_utf8(&mut [0; 4]).as_bytes());
        }
    });
}

fn table(c: char) -> Option<&'static str> {
    match c {
        '\u{400}'..='\u{52f}' => cyrillic(c),
        '\u{600}'..='\u{6ff}' => arabic(c),
        _ => latin(c),
    }
}

/// Cyrillic. Kazakh, Kyrgyz, Tajik and Uzbek letters go where Russian spelling puts them, because most lists
/// spell these names the Russian way.
pub(super) fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'ӕ' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' | 'ґ' | 'ѓ' | 'ҝ' => "g",
        'д' => "d",
        // ё is printed as е more often than not.
        'е' | 'ё' | 'э' | 'є' | 'ѣ' => "e",
        // Tajik ҷ, Azeri ҹ and Serbian џ are дж, which Russian lists use for Kazakh ж.
        'ж' | 'ҷ' | 'ҹ' | 'џ' | 'җ' | 'ђ' => "zh",
        'з' | 'ҙ' => "z",
        // ы, и, і, й: romanised as y or i without any order.
        'и' | 'й' | 'і' | 'ї' | 'ы' | 'ӣ' | 'ј' | 'ѵ' => "i",
        'к' | 'қ' | 'ҡ' | 'ќ' | 'ӄ' | 'ԛ' => "k",
        'л' | 'љ' => "l",
        'м' => "m",
        'н' | 'ң' | 'ҥ' | 'ӊ' | 'њ' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        // ѕ is more often a disguised s than a Macedonian dz.
        'с' | 'ѕ' | 'ҫ' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ў' | 'ӯ' => "u",
        'ф' | 'ѳ' => "f",
        'х' | 'һ' | 'ҳ' => "h",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        // щ is written shch, sch and sh.
        'ш' | 'щ' => "sh",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// Arabic script, Arabic and Persian letters: the consonants, and the three letters that also write long vowels.
/// Short vowels are not written, so meeting a Latin spelling is luck; meeting another Arabic spelling is not.
fn arabic(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' | 'س' | 'ص' => "s",
        'ج' | 'ژ' => "zh",
        'چ' => "ch",
        // The feminine ending and h are mixed up in lists.
        'ح' | 'خ' | 'ه' | 'ة' | 'ە' | 'ھ' => "h",
        'د' | 'ڈ' => "d",
        'ذ' | 'ز' | 'ض' | 'ظ' => "z",
        'ر' | 'ڑ' => "r",
        'ش' => "sh",
        'غ' | 'گ' => "g",
        'ف' => "f",
        'ق' | 'ك' | 'ک' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ڭ' | 'ں' => "n",
        'و' | 'ؤ' | 'ۇ' | 'ۆ' => "u",
        'ۋ' => "v",
        'ي' | 'ی' | 'ى' | 'ئ' | 'ې' => "i",
        // Hamza, ayn and the stretching line are not romanised in names.
        'ء' | 'ع' | 'ٴ' | 'ـ' => "",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

/// Latin letters whose diacritic makes another sound; the rest lose their marks by decomposition.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ş' | 'ș' | 'š' | 'ŝ' | 'ś' => "sh",
        'ç' | 'č' | 'ĉ' | 'ć' => "ch",
        'ž' | 'ż' | 'ź' => "zh",
        'ţ' | 'ț' => "ts",
        'ı' => "i",
        'ə' | 'æ' => "a",
        'ø' => "o",
        'œ' => "e",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "t",
        'ß' => "s",
        'ŋ' => "n",
        // ISO 9 letters for я and ю.
        'â' => "ia",
        'û' => "iu",
        _ => return None,
    })
}
