//! Made-up names for tests and measurements: put together from elements that are common in Kazakh and Russian names.
//! Nobody in particular is meant. The same number gives the same name.

use names::schemes::Scheme;

const KAZAKH_FIRST: [&str; 48] = [
    "Ай",
    "Ақ",
    "Алтын",
    "Аман",
    "Ара",
    "Асыл",
    "Бай",
    "Бақыт",
    "Бек",
    "Берді",
    "Болат",
    "Ғали",
    "Дәулет",
    "Дос",
    "Ер",
    "Есен",
    "Жақсы",
    "Жан",
    "Жұма",
    "Қабыл",
    "Қазы",
    "Қайрат",
    "Қара",
    "Қожа",
    "Құдай",
    "Күн",
    "Мақсат",
    "Мәуле",
    "Мұқа",
    "Мырза",
    "Назар",
    "Нұр",
    "Ораз",
    "Өмір",
    "Рахым",
    "Сағын",
    "Сапар",
    "Сәрсен",
    "Сейіт",
    "Темір",
    "Тілеу",
    "Тоқта",
    "Төле",
    "Тұрсын",
    "Үміт",
    "Шәкір",
    "Шора",
    "Ыбырай",
];
const KAZAKH_SECOND: [&str; 24] = [
    "бай",
    "бек",
    "болат",
    "ғали",
    "ғазы",
    "дәулет",
    "жан",
    "жар",
    "қали",
    "қан",
    "құл",
    "мұрат",
    "мырза",
    "назар",
    "нияз",
    "таза",
    "тай",
    "тас",
    "хан",
    "шора",
    "сұлтан",
    "берген",
    "келді",
    "әлі",
];
const RUSSIAN_FIRST: [&str; 64] = [
    "Бел",
    "Бор",
    "Бур",
    "Вет",
    "Вол",
    "Ворон",
    "Гол",
    "Горб",
    "Горш",
    "Гриш",
    "Груш",
    "Гус",
    "Дав",
    "Дем",
    "Дол",
    "Дуб",
    "Ежик",
    "Жар",
    "Жур",
    "Зай",
    "Зел",
    "Зим",
    "Калин",
    "Кам",
    "Кар",
    "Кис",
    "Кол",
    "Коп",
    "Крас",
    "Круг",
    "Куз",
    "Лап",
    "Лес",
    "Лоб",
    "Луж",
    "Мак",
    "Мал",
    "Мед",
    "Мельн",
    "Мор",
    "Наум",
    "Ног",
    "Овс",
    "Орл",
    "Пав",
    "Пет",
    "Плат",
    "Пол",
    "Рад",
    "Рог",
    "Руд",
    "Сав",
    "Сед",
    "Сем",
    "Сол",
    "Стар",
    "Сух",
    "Тер",
    "Том",
    "Туп",
    "Фад",
    "Хар",
    "Чер",
    "Шил",
];
const RUSSIAN_SECOND: [&str; 28] = [
    "ак", "ан", "ар", "ат", "ач", "ел", "ен", "ер", "еш", "ик", "ил", "ин", "иш", "об", "ов", "ок", "ол",
    "он", "ор", "от", "уб", "ух", "уш", "ыл", "ын", "як", "яг", "юш",
];
const RUSSIAN_END: [&str; 8] = ["ов", "ев", "ин", "енко", "чук", "ский", "ько", "аев"];

/// A small generator of numbers that look random (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// A Kazakh name in Cyrillic: given name, family name, and of every third a patronymic.
pub fn kazakh(dice: &mut Dice) -> String {
    let given = kazakh_given(dice);
    let father = kazakh_given(dice);
    let woman = dice.roll(2) == 0;
    let family = match (dice.roll(4), father.ends_with(['а', 'ә', 'і', 'ы', 'и', 'й'])) {
        (0, _) => father.clone(),
        (1, _) => format!("{father}{}", if woman { "қызы" } else { "ұлы" }),
        (_, true) => format!("{}{}", father.trim_end_matches('й'), if woman { "ева" } else { "ев" }),
        (_, false) => format!("{father}{}", if woman { "ова" } else { "ов" }),
    };
    if dice.roll(3) == 0 {
        let third = kazakh_given(dice);
        format!("{given} {third}{} {family}", if woman { "қызы" } else { "ұлы" })
    } else {
        format!("{given} {family}")
    }
}

fn kazakh_given(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(&KAZAKH_FIRST), dice.pick(&KAZAKH_SECOND))
}

/// A Russian name in Cyrillic with a given name of the list.
pub fn russian(dice: &mut Dice, given: &[String]) -> String {
    let family =
        format!("{}{}{}", dice.pick(&RUSSIAN_FIRST), dice.pick(&RUSSIAN_SECOND), dice.pick(&RUSSIAN_END));
    let own = dice.pick(given).clone();
    let father = dice.pick(given).clone();
    match dice.roll(3) {
        0 => format!("{own} {father}ович {family}"),
        1 => format!("{family} {own} {father}ович"),
        _ => format!("{own} {family}"),
    }
}

/// Formal given names of a language from the lexicon's list.
pub fn given(language: &str) -> Vec<String> {
    let list = include_str!("../../data/given_names.tsv");
    let formal =
        list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let words = formal.flat_map(|forms| forms.split(' '));
    let of = words.filter_map(|word| word.split_once(':')).filter(|(of, _)| *of == language);
    of.filter_map(|(_, forms)| forms.split(',').next()).map(str::to_owned).collect()
}

/// The `number`th name of a long list in mixed scripts.
#[allow(dead_code)]
pub fn mixed(number: u64, given: &[String]) -> String {
    let mut dice = Dice(number.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let (name, language) =
        if dice.roll(2) == 0 { (kazakh(&mut dice), "kk") } else { (russian(&mut dice, given), "ru") };
    if dice.roll(2) == 0 {
        return name;
    }
    let schemes: Vec<Scheme> = Scheme::of(language).collect();
    dice.pick(&schemes).render(&name)
}
