//! Invented people: common given names, surnames made of invented syllables, and the ways sources write them. No
//! name here may be that of a real person; surnames exist nowhere but in this file.

use crate::chance::Chance;
use crate::country::Lang;

/// Kazakh, Russian, and two romanisations of a given name.
type Given = [&'static str; 4];

const KAZAKH_MEN: [Given; 14] = [
    ["Әлібек", "Алибек", "Alibek", "Älibek"],
    ["Дәурен", "Даурен", "Dauren", "Dauiren"],
    ["Ерлан", "Ерлан", "Yerlan", "Erlan"],
    ["Нұрлан", "Нурлан", "Nurlan", "Nurlan"],
    ["Қайрат", "Кайрат", "Kairat", "Qairat"],
    ["Бауыржан", "Бауыржан", "Bauyrzhan", "Baurjan"],
    ["Асқар", "Аскар", "Askar", "Asqar"],
    ["Жандос", "Жандос", "Zhandos", "Jandos"],
    ["Серік", "Серик", "Serik", "Serik"],
    ["Арман", "Арман", "Arman", "Arman"],
    ["Ғалым", "Галым", "Galym", "Ghalym"],
    ["Өмір", "Омир", "Omir", "Ömir"],
    ["Мақсат", "Максат", "Maksat", "Maqsat"],
    ["Тұрар", "Турар", "Turar", "Turar"],
];

const KAZAKH_WOMEN: [Given; 12] = [
    ["Айгүл", "Айгуль", "Aigul", "Aygul"],
    ["Әсел", "Асель", "Assel", "Asel"],
    ["Гүлнәр", "Гульнар", "Gulnar", "Gülnär"],
    ["Мәдина", "Мадина", "Madina", "Madina"],
    ["Жанар", "Жанар", "Zhanar", "Janar"],
    ["Қарлығаш", "Карлыгаш", "Karlygash", "Qarlygash"],
    ["Салтанат", "Салтанат", "Saltanat", "Saltanat"],
    ["Шолпан", "Шолпан", "Sholpan", "Sholpan"],
    ["Ұлжан", "Улжан", "Ulzhan", "Uljan"],
    ["Бақыт", "Бакыт", "Bakyt", "Baqyt"],
    ["Зәуре", "Зауре", "Zaure", "Zäure"],
    ["Дана", "Дана", "Dana", "Dana"],
];

const RUSSIAN_MEN: [Given; 8] = [
    ["Сергей", "Сергей", "Sergey", "Sergei"],
    ["Олег", "Олег", "Oleg", "Oleg"],
    ["Дмитрий", "Дмитрий", "Dmitry", "Dmitrii"],
    ["Антон", "Антон", "Anton", "Anton"],
    ["Алексей", "Алексей", "Alexey", "Aleksei"],
    ["Виктор", "Виктор", "Viktor", "Victor"],
    ["Юрий", "Юрий", "Yury", "Iurii"],
    ["Павел", "Павел", "Pavel", "Pavel"],
];

const RUSSIAN_WOMEN: [Given; 7] = [
    ["Ольга", "Ольга", "Olga", "Olga"],
    ["Елена", "Елена", "Yelena", "Elena"],
    ["Наталья", "Наталья", "Natalya", "Natalia"],
    ["Ирина", "Ирина", "Irina", "Irina"],
    ["Юлия", "Юлия", "Yulia", "Iuliia"],
    ["Татьяна", "Татьяна", "Tatyana", "Tatiana"],
    ["Светлана", "Светлана", "Svetlana", "Svetlana"],
];

/// Beginnings and endings of invented Kazakh surnames: Kazakh, Russian.
const STEMS: [[&str; 2]; 16] = [
    ["Тасқа", "Таска"],
    ["Бұлан", "Булан"],
    ["Шоқы", "Шокы"],
    ["Көгер", "Когер"],
    ["Жезді", "Жезды"],
    ["Мойна", "Мойна"],
    ["Еспе", "Еспе"],
    ["Қорда", "Корда"],
    ["Құйма", "Куйма"],
    ["Талда", "Талда"],
    ["Сырғы", "Сыргы"],
    ["Керте", "Керте"],
    ["Ойма", "Ойма"],
    ["Балғы", "Балгы"],
    ["Дөңге", "Донге"],
    ["Үйме", "Уйме"],
];
const ENDS: [[&str; 2]; 9] = [
    ["мыш", "мыш"],
    ["тұр", "тур"],
    ["нық", "нык"],
    ["лаш", "лаш"],
    ["сан", "сан"],
    ["рақ", "рак"],
    ["дыр", "дыр"],
    ["қас", "кас"],
    ["шың", "шын"],
];

/// Invented Russian surnames; a woman's ends in -а.
const RUSSIAN_SURNAMES: [&str; 36] = [
    "Верстоградов",
    "Полынцов",
    "Крутолугов",
    "Светлоямов",
    "Тальникеев",
    "Камышлеев",
    "Стрижаровин",
    "Долгонивин",
    "Бережакин",
    "Овсянеев",
    "Кленоваров",
    "Пескобродов",
    "Журавликин",
    "Снегорубов",
    "Листогонов",
    "Ветроставов",
    "Ольховеев",
    "Дождеяров",
    "Тропинеев",
    "Заливодов",
    "Сеноставин",
    "Вересковин",
    "Осокаров",
    "Ракитеев",
    "Щеглодубов",
    "Росяников",
    "Белоковылин",
    "Зарничеев",
    "Курганеев",
    "Степноваров",
    "Ветлугаров",
    "Хлебояров",
    "Солончакин",
    "Мельноводов",
    "Тихобродов",
    "Омутаров",
];

/// Fathers: Kazakh, Russian patronymic of a man and of a woman.
const KAZAKH_FATHERS: [[&str; 3]; 6] = [
    ["Нұрлан", "Нурланович", "Нурлановна"],
    ["Серік", "Серикович", "Сериковна"],
    ["Болат", "Болатович", "Болатовна"],
    ["Қайрат", "Кайратович", "Кайратовна"],
    ["Марат", "Маратович", "Маратовна"],
    ["Асан", "Асанович", "Асановна"],
];
const RUSSIAN_FATHERS: [[&str; 3]; 5] = [
    ["Олег", "Олегович", "Олеговна"],
    ["Сергей", "Сергеевич", "Сергеевна"],
    ["Пётр", "Петрович", "Петровна"],
    ["Павел", "Павлович", "Павловна"],
    ["Игорь", "Игоревич", "Игоревна"],
];

/// An invented person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Human {
    pub(crate) female: bool,
    pub(crate) age: i64,
    pub(crate) role: usize,
    given: Given,
    /// Kazakh and Russian.
    surname: [String; 2],
    patronymic: [String; 2],
    kazakh: bool,
}

impl Human {
    pub(crate) fn new(chance: &mut Chance) -> Self {
        let female = chance.percent(42);
        let kazakh = chance.percent(72);
        let given = match (kazakh, female) {
            (true, false) => chance.one(&KAZAKH_MEN),
            (true, true) => chance.one(&KAZAKH_WOMEN),
            (false, false) => chance.one(&RUSSIAN_MEN),
            (false, true) => chance.one(&RUSSIAN_WOMEN),
        };
        let [father, son, daughter] =
            if kazakh { chance.one(&KAZAKH_FATHERS) } else { chance.one(&RUSSIAN_FATHERS) };
        let surname = if kazakh { kazakh_surname(chance) } else { russian_surname(chance) };
        let ru = if female { daughter } else { son };
        let kk = match (kazakh, female) {
            (true, false) => format!("{father}ұлы"),
            (true, true) => format!("{father}қызы"),
            (false, _) => ru.to_owned(),
        };
        let ending = if female { "а" } else { "" };
        // Young people most, some schoolchildren, some old.
        let age = match chance.weighted(&[5, 45, 38, 12]) {
            0 => chance.between(15, 17),
            1 => chance.between(18, 29),
            2 => chance.between(30, 59),
            _ => chance.between(60, 76),
        };
        let role = if age >= 60 {
            5
        } else if age < 24 && chance.percent(50) {
            1
        } else {
            chance.one(&[0, 2, 3, 4, 6, 3, 4])
        };
        Self {
            female,
            age,
            role,
            given,
            surname: surname.map(|stem| format!("{stem}{ending}")),
            patronymic: [kk, ru.to_owned()],
            kazakh,
        }
    }

    /// Somebody else of nearly the same name: another age, another father, the same given name and surname.
    pub(crate) fn namesake(&self, chance: &mut Chance) -> Self {
        let mut other = Self::new(chance);
        other.female = self.female;
        other.given = self.given;
        other.surname = self.surname.clone();
        other.patronymic = self.patronymic.clone();
        other.kazakh = self.kazakh;
        other.age = if self.age > 45 { self.age - 24 } else { self.age + 21 };
        other
    }

    /// How a source writes the name, in `lang`, in one of several ways.
    pub(crate) fn written(&self, lang: Lang, chance: &mut Chance) -> String {
        let [kk, ru, latin, latin2] = self.given;
        let [kk_surname, ru_surname] = &self.surname;
        let [kk_patronymic, ru_patronymic] = &self.patronymic;
        match lang {
            Lang::Ru => match chance.weighted(&[40, 30, 18, 12]) {
                0 => format!("{ru} {ru_surname}"),
                1 => format!("{ru_surname} {ru}"),
                2 => format!("{ru_surname} {ru} {ru_patronymic}"),
                _ => format!("{} {ru_surname}", initial(ru)),
            },
            Lang::Kk => match chance.weighted(&[45, 25, 20, 10]) {
                0 => format!("{kk} {kk_surname}"),
                1 => format!("{kk_surname} {kk}"),
                2 => format!("{kk_surname} {kk} {kk_patronymic}"),
                _ if self.kazakh => format!("{kk} {kk_patronymic}"),
                _ => format!("{} {kk_surname}", initial(kk)),
            },
            Lang::En => match chance.weighted(&[45, 20, 15, 12, 8]) {
                0 => format!("{latin} {}", romanise(ru_surname, Style::English)),
                1 => format!("{latin2} {}", romanise(ru_surname, Style::Passport)),
                2 => format!("{latin2} {}", romanise(kk_surname, Style::Kazakh)),
                3 => format!("{} {latin}", romanise(ru_surname, Style::English)),
                _ => format!("{} {}", initial(latin), romanise(ru_surname, Style::Passport)),
            },
        }
    }

    /// The name by which the planted truth calls this person.
    pub(crate) fn name(&self) -> String {
        let [_, ru, _, _] = self.given;
        let [_, surname] = &self.surname;
        let [_, patronymic] = &self.patronymic;
        format!("{surname} {ru} {patronymic}")
    }
}

fn initial(name: &str) -> String {
    name.chars().take(1).chain(['.']).collect()
}

/// Two neighbouring letters inside the last word change places, as in a hasty post.
pub(crate) fn mistyped(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let n = letters.len();
    if n > 8 {
        letters.swap(n - 4, n - 5);
    }
    letters.into_iter().collect()
}

fn kazakh_surname(chance: &mut Chance) -> [String; 2] {
    let [kk, ru] = chance.one(&STEMS);
    let [kk_end, ru_end] = chance.one(&ENDS);
    let ending = if kk_end.ends_with('ш') { "ев" } else { "ов" };
    [format!("{kk}{kk_end}{ending}"), format!("{ru}{ru_end}{ending}")]
}

fn russian_surname(chance: &mut Chance) -> [String; 2] {
    let surname = chance.one(&RUSSIAN_SURNAMES);
    [surname.to_owned(), surname.to_owned()]
}

/// Ways to romanise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As English papers do.
    English,
    /// As older passports do.
    Passport,
    /// From the Kazakh letters.
    Kazakh,
}

fn romanise(name: &str, style: Style) -> String {
    let mut out = String::new();
    for (at, letter) in name.chars().enumerate() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let latin = latin(small, style, at == 0);
        if small == letter {
            out.push_str(latin);
        } else {
            let mut letters = latin.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        }
    }
    out
}

fn latin(letter: char, style: Style, first: bool) -> &'static str {
    match (letter, style) {
        ('а' | 'ә', _) => "a",
        ('б', _) => "b",
        ('в', _) => "v",
        ('г', _) => "g",
        ('ғ', _) => "gh",
        ('д', _) => "d",
        ('е', Style::English) if first => "ye",
        ('е' | 'э' | 'ё', _) => "e",
        ('ж', Style::English) => "zh",
        ('ж', _) => "j",
        ('з', _) => "z",
        ('и' | 'і', _) => "i",
        ('й', Style::English) => "y",
        ('й', _) => "i",
        ('қ', Style::Kazakh) => "q",
        ('к' | 'қ', _) => "k",
        ('л', _) => "l",
        ('м', _) => "m",
        ('н', _) => "n",
        ('ң', _) => "ng",
        ('о' | 'ө', _) => "o",
        ('п', _) => "p",
        ('р', _) => "r",
        ('с', _) => "s",
        ('т', _) => "t",
        ('у' | 'ұ' | 'ү', _) => "u",
        ('ф', _) => "f",
        ('х' | 'һ', _) => "kh",
        ('ц', _) => "ts",
        ('ч', _) => "ch",
        ('ш', _) => "sh",
        ('щ', _) => "shch",
        ('ы', _) => "y",
        ('ю', Style::English) => "yu",
        ('ю', _) => "iu",
        ('я', Style::English) => "ya",
        ('я', _) => "ia",
        _ => "",
    }
}

/// An age with its word.
pub(crate) fn years(age: i64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{age} years old"),
        Lang::Kk => format!("{age} жаста"),
        Lang::Ru => {
            let word = match (age % 10, age % 100) {
                (_, 11..=14) => "лет",
                (1, _) => "год",
                (2..=4, _) => "года",
                _ => "лет",
            };
            format!("{age} {word}")
        }
    }
}
