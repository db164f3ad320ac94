//! Invented people for training: given names of the lexicon, fathers' names by the rules of each language, family names
//! of made-up roots, written by the schemes of several offices, with the slips and gaps of real lists; and strangers and
//! relatives who share all but one component. Deterministic; nobody real.

use names::schemes::Scheme;

const GIVEN: &str = include_str!("../../data/given_names.tsv");

/// Roots of Slavic family names in Russian letters: trades, animals, plants, weather.
const ROOTS: &str = "волк зайц лис барсук соболь ёж лебедь сокол ворон гус журавл синиц дрозд щук карас окун сом ерш жук муравей \
    кузнец мельник гончар бондар ткач плотник столяр пекар рыбак пастух овчар скорняк кожемяк дьяч пономар колесник стрелец \
    берёз дубов сосн ясен калин рябин малин груш яблонь горох бобр чеснок хмель репь крапив трав цвет лист снег мороз ветр гром \
    туман дожд град зор вечер полун утр зим весн осен дубин полян холм гор озер речн мор берег камен песок глин желез медн \
    золот серебр солом сен хлеб молок кисел мед соль перц уксус кашевар щерб кривонос долгих тих громов смирн быстр ленив весел \
    хмур горд прост мудр силь рыж чёрн бел сед красн зелен голуб шаров шуб тулуп сапог лапт шапк рукав пояс ложк чаш котл \
    топор пил молот гвозд колес телег саней хомут подков плуг борон серп коса грабл вил корзин сундук замк ключ зван набат \
    гладк широк высок низк остр туп крут ровн чист пуст полн шум звон гул треск шелест плеск рокот хохот шёпот жар пыл дым искр";

/// Roots of Kazakh family names.
const KAZAKH_ROOTS: &str = "Ақбай Қарабек Жұманбай Темірбек Сәрсен Өтеген Дәулет Нұрпейіс Байжан Есім Әбдіғали Құлжан Тілеубек Қожабек \
    Жақсылық Сейтқали Оразбай Мырзахан Ерғали Төлеу Бекмұрат Қасен Молдахмет Шәймерден Тұрсын Ысқақ Досжан Айтбай Алтынбек Жансүгір \
    Көпжасар Мәмбет Қалдыбай Сүлейменқұл Үсен Шоқан Бөкейхан Ибрай Қыдырбек Асылхан";

pub struct Pair {
    pub same: bool,
    pub names: [String; 2],
}

/// A generator of whole numbers; the same numbers in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    fn chance(&mut self, of_a_hundred: usize) -> bool {
        self.roll(100) < of_a_hundred
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Land {
    Russia,
    Ukraine,
    Belarus,
    Kazakhstan,
    Arab,
    Persia,
    West,
}

/// One line of the lexicon.
#[derive(Clone, Default)]
struct Given {
    forms: Vec<(String, String)>,
    pets: Vec<(String, String)>,
    woman: bool,
}

impl Given {
    fn form(&self, language: &str) -> Option<&str> {
        self.forms.iter().find(|(l, _)| l == language).map(|(_, form)| form.as_str())
    }

    fn any(&self, language: &str, dice: &mut Dice) -> Option<String> {
        let of: Vec<&String> =
            self.forms.iter().filter(|(l, _)| l == language).map(|(_, form)| form).collect();
        if of.is_empty() { None } else { Some((*dice.pick(&of)).clone()) }
    }
}

fn given() -> Vec<Given> {
    let column = |text: &str| -> Vec<(String, String)> {
        let mut language = String::new();
        let mut forms = Vec::new();
        for word in text.split(' ').filter(|w| !w.is_empty()) {
            let (l, words) = word.split_once(':').unwrap_or(("", word));
            language = if l.is_empty() { language } else { l.to_owned() };
            forms
                .extend(words.split(',').filter(|w| !w.is_empty()).map(|w| (language.clone(), w.to_owned())));
        }
        forms
    };
    let lines = GIVEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut fields = line.split('\t');
            let forms = column(fields.next().unwrap_or(""));
            let pets = column(fields.next().unwrap_or(""));
            let woman = forms.first().is_some_and(|(_, form)| form.ends_with(['а', 'я', 'a', 'ә', 'ة']));
            Given { forms, pets, woman }
        })
        .collect()
}

#[derive(Clone)]
struct Person {
    land: Land,
    given: usize,
    father: usize,
    /// Family root; further given names for Arab and Persian people.
    root: usize,
    more: usize,
    suffix: usize,
}

pub struct World {
    given: Vec<Given>,
    lands: Vec<(Land, Vec<usize>)>,
    roots: Vec<String>,
    kazakh_roots: Vec<String>,
}

impl World {
    pub fn new() -> Self {
        let given = given();
        let having = |languages: &[&str]| -> Vec<usize> {
            (0..given.len()).filter(|at| languages.iter().all(|l| given[*at].form(l).is_some())).collect()
        };
        let lands = vec![
            (Land::Russia, having(&["ru"])),
            (Land::Ukraine, having(&["uk", "ru"])),
            (Land::Belarus, having(&["be", "ru"])),
            (Land::Kazakhstan, having(&["kk"])),
            (Land::Arab, having(&["ar", "la"])),
            (Land::Persia, having(&["fa", "la"])),
            (Land::West, having(&["ru", "la"])),
        ];
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Self { given, lands, roots: words(ROOTS), kazakh_roots: words(KAZAKH_ROOTS) }
    }

    fn people(&self, land: Land) -> &[usize] {
        self.lands.iter().find(|(l, _)| *l == land).map_or(&[], |(_, people)| people)
    }

    /// Common names are drawn more often.
    fn draw(&self, land: Land, dice: &mut Dice) -> usize {
        let people = self.people(land);
        let among = if dice.chance(50) { people.len().min(60) } else { people.len() };
        people[dice.roll(among)]
    }

    fn person(&self, dice: &mut Dice) -> Person {
        let land = match dice.roll(100) {
            0..26 => Land::Russia,
            26..36 => Land::Ukraine,
            36..56 => Land::Belarus,
            56..72 => Land::Kazakhstan,
            72..86 => Land::Arab,
            86..87 => Land::Persia,
            _ => Land::West,
        };
        let land = if self.people(land).len() < 20 { Land::Russia } else { land };
        let mut father = self.draw(land, dice);
        while self.given[father].woman {
            father = self.draw(land, dice);
        }
        Person {
            land,
            given: self.draw(land, dice),
            father,
            root: dice.roll(10_000),
            more: self.draw(land, dice),
            suffix: dice.roll(100),
        }
    }

    /// Given name, patronymic, family name in a language of the person's land and an office's letters.
    fn write(&self, who: &Person, dice: &mut Dice) -> [String; 3] {
        let languages: &[&str] = match who.land {
            Land::Russia => &["ru"],
            Land::Ukraine => &["uk", "uk", "ru"],
            Land::Belarus => &["be", "be", "ru"],
            Land::Kazakhstan => &["kk", "kk", "kkru"],
            Land::Arab => &["ar", "la"],
            Land::Persia => &["fa", "la"],
            Land::West => &["ru", "la"],
        };
        let language = *dice.pick(languages);
        let cyrillic = self.compose(who, language, dice);
        let schemes: &[Scheme] = match language {
            "ru" if who.land == Land::West => &[],
            "ru" | "kkru" => &[
                Scheme::RussianIcao,
                Scheme::RussianGost,
                Scheme::RussianBgn,
                Scheme::RussianEnglish,
                Scheme::RussianEnglish,
                Scheme::RussianGerman,
                Scheme::RussianFrench,
                Scheme::RussianPolish,
                Scheme::RussianEnglish,
            ],
            "uk" => &[Scheme::UkrainianKmu],
            "be" => &[Scheme::BelarusianPassport, Scheme::BelarusianPassport, Scheme::BelarusianBgn],
            "kk" => &[
                Scheme::Kazakh2021,
                Scheme::Kazakh2018,
                Scheme::Kazakh2017,
                Scheme::KazakhBgn,
                Scheme::KazakhPassport,
                Scheme::KazakhPassport,
                Scheme::KazakhPassport,
                Scheme::KazakhTote,
            ],
            _ => &[],
        };
        if schemes.is_empty() || dice.chance(45) {
            return cyrillic;
        }
        let scheme = *dice.pick(schemes);
        let habit = dice.roll(6);
        cyrillic.map(|word| sloppy(&scheme.render(&word), habit))
    }

    fn compose(&self, who: &Person, language: &str, dice: &mut Dice) -> [String; 3] {
        let (given, father) = (&self.given[who.given], &self.given[who.father]);
        let woman = given.woman;
        match language {
            "ru" if who.land == Land::West => {
                let name = given.any("ru", dice).unwrap_or_default();
                let family = self.given[who.more].form("ru").unwrap_or("").to_owned();
                [name, String::new(), family]
            }
            "ru" => {
                let name = given.form("ru").unwrap_or("").to_owned();
                [name, russian_father(father.form("ru").unwrap_or("Иван"), woman), self.family(who, woman)]
            }
            "uk" => {
                let name = given.form("uk").unwrap_or("").to_owned();
                [
                    name,
                    ukrainian_father(father.form("uk").unwrap_or("Іван"), woman),
                    ukrainian(&self.family(who, woman), who.root),
                ]
            }
            "be" => {
                let name = given.form("be").unwrap_or("").to_owned();
                [
                    name,
                    belarusian_father(father.form("be").unwrap_or("Іван"), woman),
                    belarusian(&self.family(who, woman), who.root),
                ]
            }
            "kk" | "kkru" => {
                let root = &self.kazakh_roots[who.root % self.kazakh_roots.len()];
                let name = given.form("kk").unwrap_or("").to_owned();
                let father = father.form("kk").unwrap_or("Асан");
                let bare = who.suffix < 30 && (who.suffix < 15 || dice.chance(50));
                if language == "kk" {
                    let family = if bare {
                        root.clone()
                    } else {
                        format!(
                            "{root}{}{}",
                            if soft(root) { "ев" } else { "ов" },
                            if woman { "а" } else { "" }
                        )
                    };
                    return [name, format!("{father}{}", if woman { "қызы" } else { "ұлы" }), family];
                }
                let russian = |word: &str| Scheme::KazakhRussian.render(word);
                let root = russian(root);
                let family = if bare {
                    root
                } else {
                    format!("{root}{}{}", if soft(&root) { "ев" } else { "ов" }, if woman { "а" } else { "" })
                };
                [russian(&name), russian_father(&russian(father), woman), family]
            }
            language => {
                let part =
                    |at: usize, dice: &mut Dice| self.given[at].any(language, dice).unwrap_or_default();
                let middle = if who.suffix < 50 && who.land != Land::West {
                    part(who.father, dice)
                } else {
                    String::new()
                };
                [part(who.given, dice), middle, part(who.more, dice)]
            }
        }
    }

    fn family(&self, who: &Person, woman: bool) -> String {
        let root = &self.roots[who.root % self.roots.len()];
        let mut letters = root.chars();
        let root: String = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default()
            + letters.as_str();
        let (man, her) = match who.suffix {
            0..45 => {
                if soft(&root) {
                    ("ев", "ева")
                } else {
                    ("ов", "ова")
                }
            }
            45..60 => ("ин", "ина"),
            60..70 => ("ский", "ская"),
            70..80 => ("енко", "енко"),
            80..88 => ("ук", "ук"),
            88..93 => ("ович", "ович"),
            _ => ("ик", "ик"),
        };
        let root = root.trim_end_matches(['ь', 'й', 'а']);
        format!("{root}{}", if woman { her } else { man })
    }

    /// One pair of one person.
    pub fn same(&self, dice: &mut Dice) -> Pair {
        let who = self.person(dice);
        let (a, mut b) = (self.write(&who, dice), self.write(&who, dice));
        let mut second = None;
        if dice.chance(38) {
            second = Some(self.change(&who, &mut b, dice));
        }
        let order = dice.chance(30);
        Pair { same: true, names: [join(&a, order), second.unwrap_or_else(|| join(&b, dice.chance(30)))] }
    }

    fn change(&self, who: &Person, b: &mut [String; 3], dice: &mut Dice) -> String {
        match dice.roll(8) {
            0 | 1 => join(b, true),
            2 | 3 => join(&[b[0].clone(), String::new(), b[2].clone()], false),
            4 => initials(b, false),
            5 => initials(b, true),
            6 => {
                let longest = (0..3).max_by_key(|at| b[*at].chars().count()).unwrap_or(0);
                b[longest] = slip(&b[longest], dice);
                join(b, false)
            }
            _ => {
                let pets = &self.given[who.given].pets;
                if !pets.is_empty()
                    && matches!(who.land, Land::Russia | Land::Belarus | Land::Ukraine | Land::West)
                {
                    b[0] = dice.pick(pets).1.clone();
                    b[1] = String::new();
                }
                join(b, false)
            }
        }
    }

    /// A pair of two people: strangers who share something, or relatives who share all but one component.
    pub fn different(&self, dice: &mut Dice) -> Option<Pair> {
        let who = self.person(dice);
        let mut other = self.person(dice);
        let kind = dice.roll(100);
        if kind >= 23 {
            other.land = who.land;
        }
        let redraw = |dice: &mut Dice| self.draw(who.land, dice);
        match kind {
            // Strangers.
            0..23 => {}
            // One or two things shared by chance.
            23..68 => {
                other = Person { given: redraw(dice), father: who.father, more: redraw(dice), ..other };
                match dice.roll(4) {
                    0 => other.given = who.given,
                    1 => (other.root, other.more, other.suffix) = (who.root, who.more, who.suffix),
                    2 => {}
                    _ => (other.given, other.father) = (who.given, redraw(dice)),
                }
                if self.given[other.father].woman {
                    return None;
                }
            }
            68..80 => other = Person { given: self.near(&who, dice, dice_far(kind)), ..who.clone() },
            80..94 => {
                other = self.near_family(&who, dice, dice_far(kind));
                other.more = redraw(dice);
            }
            _ => {
                other = who.clone();
                other.father = redraw(dice);
                if self.given[other.father].woman
                    || matches!(who.land, Land::West | Land::Arab | Land::Persia)
                {
                    return None;
                }
            }
        }
        let (a, b) = (self.write(&who, dice), self.write(&other, dice));
        // They must differ where both are written out, or nobody could tell them apart.
        let plain = [self.compose(&who, base(who.land), dice), self.compose(&other, base(other.land), dice)];
        let far =
            (0..3).any(|at| apart(&plain[0][at], &plain[1][at]) && !b[at].is_empty() && !a[at].is_empty());
        if !far {
            return None;
        }
        let mut texts = [join(&a, dice.chance(20)), join(&b, dice.chance(20))];
        // Shared lists drop the patronymic now and then; never where it alone tells two people apart.
        if (23..68).contains(&kind) && dice.chance(10) && apart(&plain[0][2], &plain[1][2]) {
            texts[1] = join(&[b[0].clone(), String::new(), b[2].clone()], false);
        }
        Some(Pair { same: false, names: texts })
    }

    /// Another given name: any, or the one most alike of some.
    fn near(&self, who: &Person, dice: &mut Dice, far: bool) -> usize {
        let form = self.given[who.given].form(base(who.land)).unwrap_or("");
        let tries = if far { 1 } else { 40 };
        let drawn: Vec<usize> = (0..tries)
            .map(|_| self.draw(who.land, dice))
            .filter(|at| self.given[*at].woman == self.given[who.given].woman)
            .collect();
        drawn
            .into_iter()
            .filter(|at| *at != who.given)
            .min_by_key(|at| edits(form, self.given[*at].form(base(who.land)).unwrap_or("")))
            .unwrap_or(who.given)
    }

    /// The same person with another family name: any, or the one most alike of some.
    fn near_family(&self, who: &Person, dice: &mut Dice, far: bool) -> Person {
        let roots = if who.land == Land::Kazakhstan { &self.kazakh_roots } else { &self.roots };
        let root = &roots[who.root % roots.len()];
        let tries = if far { 1 } else { 40 };
        let drawn: Vec<usize> =
            (0..tries).map(|_| dice.roll(10_000)).filter(|at| roots[at % roots.len()] != *root).collect();
        let found = drawn
            .into_iter()
            .min_by_key(|at| edits(root, &roots[at % roots.len()]) * 4 / root.chars().count().max(1));
        Person { root: found.unwrap_or(who.root + 1), ..who.clone() }
    }
}

fn dice_far(kind: usize) -> bool {
    kind.is_multiple_of(2)
}

fn base(land: Land) -> &'static str {
    match land {
        Land::Russia | Land::West => "ru",
        Land::Ukraine => "uk",
        Land::Belarus => "be",
        Land::Kazakhstan => "kk",
        Land::Arab => "ar",
        Land::Persia => "fa",
    }
}

/// Two edits and more than 28 of a hundred letters.
fn apart(a: &str, b: &str) -> bool {
    let (edits, length) = (edits(a, b), a.chars().count().max(b.chars().count()));
    edits >= 2 && edits * 100 > length * 28
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = (corner + usize::from(x != *y)).min(up + 1).min(row[j] + 1);
            corner = up;
        }
    }
    row[b.len()]
}

fn soft(word: &str) -> bool {
    word.ends_with(['й', 'ь', 'ж', 'ч', 'ш', 'щ', 'ц', 'е', 'и', 'і'])
}

fn stem(name: &str) -> (&str, char) {
    let last = name.chars().last().unwrap_or(' ');
    match last {
        'й' | 'ь' | 'а' | 'я' | 'о' | 'і' | 'ы' | 'и' => {
            (&name[..name.len() - last.len_utf8()], last)
        }
        _ => (name, ' '),
    }
}

fn russian_father(name: &str, woman: bool) -> String {
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

fn ukrainian_father(name: &str, woman: bool) -> String {
    let (stem, last) = stem(name);
    match (last, woman) {
        ('й', false) => format!("{stem}йович"),
        ('й', true) => format!("{stem}ївна"),
        (_, false) => format!("{stem}ович"),
        (_, true) => format!("{stem}івна"),
    }
}

fn belarusian_father(name: &str, woman: bool) -> String {
    let (stem, last) = stem(name);
    match (last, woman) {
        ('й' | 'ь' | 'ы', false) => format!("{stem}евіч"),
        ('й' | 'ь' | 'ы', true) => format!("{stem}еўна"),
        (_, false) => format!("{stem}авіч"),
        (_, true) => format!("{stem}аўна"),
    }
}

/// A Russian family name as Ukrainian lists write it.
fn ukrainian(word: &str, seed: usize) -> String {
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
fn belarusian(word: &str, seed: usize) -> String {
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
fn sloppy(word: &str, habit: usize) -> String {
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

fn join(parts: &[String; 3], family_first: bool) -> String {
    let order = if family_first { [2, 0, 1] } else { [0, 1, 2] };
    order.iter().map(|at| parts[*at].as_str()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn initials(parts: &[String; 3], behind: bool) -> String {
    let letters: Vec<String> =
        parts[..2].iter().filter_map(|part| part.chars().next()).map(|c| format!("{c}.")).collect();
    if behind {
        format!("{} {}", parts[2], letters.join(""))
    } else {
        format!("{} {}", letters.join(" "), parts[2])
    }
}

/// One letter left out, doubled, or changed with its neighbour.
fn slip(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 6 {
        return word.to_owned();
    }
    let at = 1 + dice.roll(letters.len() - 2);
    match dice.roll(3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Pairs of invented people as examples: as many of one person as asked, and strangers in the usual proportion.
pub fn pairs(same: usize, seed: u64) -> Vec<Pair> {
    let (world, mut dice) = (World::new(), Dice::new(seed));
    let mut pairs: Vec<Pair> = (0..same).map(|_| world.same(&mut dice)).collect();
    while pairs.len() < same * 4 {
        pairs.extend(world.different(&mut dice));
    }
    pairs.retain(|pair| pair.names.iter().all(|name| name.chars().count() > 3));
    pairs
}
