//! Fathers' names and family names by the rules and habits of each language.

pub(super) fn soft(word: &str) -> bool {
    word.ends_with(['й', 'ь', 'ж', 'ч', 'ш', 'щ', 'ц', 'е', 'и', 'і'])
}

pub(super) fn stem(name: &str) -> (&str, char) {
    let last = name.chars().last().unwrap_or(' ');
    match last {
        'й' | 'ь' | 'а' | 'я' | 'о' | 'і' | 'ы' | 'и' => {
            (&name[..name.len() - last.len_utf8()], last)
        }
        _ => (name, ' '),
    }
}

pub(super) fn russian_father(name: &str, woman: bool) -> String {
    let (stem, last) = stem(name);
    let end = match (last, woman) {
        ('й' | 'ь' | 'и', false) => "евич",
        ('й' | 'ь' | 'и', true) => "евна",
        ('а' | 'я', false) => "ич",
        ('а' | 'я', true) => "ична",
        (_, false) => "ович",
        (_, true) => "овна",
    };
    let stem = if last == 'й' && stem.ends_with('и') && !stem.ends_with("ри") {
        format!("{}ь", &stem[..stem.len() - 2])
    } else {
        stem.to_owned()
    };
    format!("{stem}{end}")
}

pub(super) fn ukrainian_father(name: &str, woman: bool) -> String {
    let (stem, last) = stem(name);
    match (last, woman) {
        ('й', false) => format!("{stem}йович"),
        ('й', true) => format!("{stem}ївна"),
        (_, false) => format!("{stem}ович"),
        (_, true) => format!("{stem}івна"),
    }
}

pub(super) fn belarusian_father(name: &str, woman: bool) -> String {
    let (stem, last) = stem(name);
    match (last, woman) {
        ('й' | 'ь' | 'ы', false) => format!("{stem}евіч"),
        ('й' | 'ь' | 'ы', true) => format!("{stem}еўна"),
        (_, false) => format!("{stem}авіч"),
        (_, true) => format!("{stem}аўна"),
    }
}

/// A Russian family name as Ukrainian lists write it.
pub(super) fn ukrainian(word: &str, seed: usize) -> String {
    word.chars()
        .map(|c| match c {
            'и' => {
                if seed.is_multiple_of(2) {
                    'и'
                } else {
                    'і'
                }
            }
            'ы' => 'и',
            'э' | 'е' if c == 'э' || seed.is_multiple_of(5) => 'є',
            'ё' => 'о',
            c => c,
        })
        .collect()
}

/// A Russian family name as Belarusian lists write it: unstressed vowels open, soft т and д hiss.
pub(super) fn belarusian(word: &str, seed: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let vowels = letters.iter().filter(|c| "аоуыэеёиюя".contains(**c)).count().max(1);
    let stressed = seed % vowels;
    let mut at = 0;
    let mut out = String::new();
    for (place, &c) in letters.iter().enumerate() {
        let next = letters.get(place + 1).copied().unwrap_or(' ');
        let softened = "иеёяюь".contains(next);
        let vowel = "аоуыэеёиюя".contains(c);
        let weak = vowel && at != stressed;
        at += usize::from(vowel);
        match c {
            'о' if weak => out.push('а'),
            'е' if weak && at <= stressed && !seed.is_multiple_of(3) => out.push('я'),
            'и' if out.ends_with('р') => out.push('ы'),
            'и' => out.push('і'),
            'в' if next == ' ' || !"аоуыэеёиюя".contains(next) && place > 0 => out.push('ў'),
            'д' if softened => out.push_str("дз"),
            'т' if softened => out.push('ц'),
            'щ' => out.push_str("шч"),
            c => out.push(c),
        }
    }
    out
}

/// What people make of a scheme's output: apostrophes lost, ks and x, y and i, ss.
pub(super) fn sloppy(word: &str, habit: usize) -> String {
    let word: String = if habit < 5 {
        word.chars().filter(|c| !matches!(c, '\'' | 'ʹ' | 'ʺ' | '’' | '`')).collect()
    } else {
        word.to_owned()
    };
    match habit {
        0 => word.replace("ks", "x"),
        1 => word.replace("iy", "y").replace("ii", "i"),
        2 => word.replace("ey", "ei").replace("ay", "ai"),
        _ => word,
    }
}
