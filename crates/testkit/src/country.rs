//! Dalastan, a country that does not exist: its cities, police units, squares, and who reports from there, with the
//! word forms that three languages need. Nothing here may be the name of a real unit or person.

use crate::chance::Chance;
use claims::RecordId;

/// The languages of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
}

impl Lang {
    /// All three.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Kk];

    /// `en`, `ru` or `kk`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
            Lang::Kk => "kk",
        }
    }

    /// The form for this language.
    pub(crate) fn of<T: Clone>(self, forms: &[T; 3]) -> T {
        let [en, ru, kk] = forms;
        match self {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        }
        .clone()
    }
}

/// A police unit, court or hospital with the forms a sentence needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    pub(crate) record: RecordId,
    /// The term of `unit.type`.
    pub(crate) sort: &'static str,
    pub(crate) city: usize,
    /// What it is called: English, Russian, Kazakh.
    pub(crate) name: [String; 3],
    /// “to the unit”, “at the unit”, “from the unit”.
    pub(crate) to: [String; 3],
    pub(crate) at: [String; 3],
    pub(crate) from: [String; 3],
    /// A short form heard on the telephone.
    pub(crate) alias: String,
}

pub(crate) const COUNTRY: [&str; 3] = ["Dalastan", "Даластан", "Даластан"];

pub(crate) const CITIES: [[&str; 3]; 2] =
    [["Aksu-Kala", "Аксу-Кала", "Ақсу-Қала"], ["Tuzkent", "Тузкент", "Тұзкент"]];

/// Districts: English, Russian adjective in the genitive, Kazakh. The first ten lie in the first city.
const DISTRICTS: [[&str; 3]; 14] = [
    ["Bayantas", "Баянтасского", "Баянтас"],
    ["Kokterek", "Коктерекского", "Көктерек"],
    ["Zhanabulak", "Жанабулакского", "Жаңабұлақ"],
    ["Karabel", "Карабельского", "Қарабел"],
    ["Sarydala", "Сарыдалинского", "Сарыдала"],
    ["Ashyktau", "Ашыктауского", "Ашықтау"],
    ["Uzynkyr", "Узынкырского", "Ұзынқыр"],
    ["Moynatas", "Мойнатасского", "Мойнатас"],
    ["Aydala", "Айдалинского", "Айдала"],
    ["Temirbel", "Темирбельского", "Темірбел"],
    ["Bulanty", "Булантинского", "Бұланты"],
    ["Kumaryk", "Кумарыкского", "Құмарық"],
    ["Tasbulak", "Тасбулакского", "Тасбұлақ"],
    ["Keregetau", "Керегетауского", "Керегетау"],
];

/// Where people were taken, as “at …”: English, Russian, Kazakh. The first eight lie in the first city.
pub(crate) const PLACES: [[&str; 3]; 12] = [
    ["on Aktan Square", "на площади Актан", "Ақтан алаңында"],
    ["outside the Main Post Office", "у Главпочтамта", "Бас пошта алдында"],
    ["on Shynar Street", "на улице Шынар", "Шынар көшесінде"],
    ["by the Zhibek market", "у рынка «Жибек»", "«Жібек» базарының жанында"],
    ["at polling station 58", "у избирательного участка № 58", "№ 58 сайлау учаскесінің жанында"],
    ["in the Old Park", "в Старом парке", "Ескі саябақта"],
    ["on Respublika Avenue", "на проспекте Республики", "Республика даңғылында"],
    ["near the drama theatre", "возле драматического театра", "драма театрының жанында"],
    ["on Altyn Square in Tuzkent", "на площади Алтын в Тузкенте", "Тұзкенттегі Алтын алаңында"],
    ["at the Tuzkent railway station", "на вокзале Тузкента", "Тұзкент вокзалында"],
    ["on Karlyga Street in Tuzkent", "на улице Карлыга в Тузкенте", "Тұзкенттегі Қарлыға көшесінде"],
    [
        "by the students' hostel in Tuzkent",
        "у студенческого общежития в Тузкенте",
        "Тұзкенттегі студенттер жатақханасының жанында",
    ],
];

/// The rallies of the day: English, Russian, Kazakh; the place; the minute; agreed to or not.
pub(crate) const EVENTS: [([&str; 3], usize, i64, bool); 5] = [
    (["Walk for an honest vote", "Шествие за честные выборы", "Әділ сайлау шеруі"], 0, 560, false),
    (["Silent picket", "Молчаливый пикет", "Үнсіз пикет"], 4, 690, false),
    (["Rally in the Old Park", "Митинг в Старом парке", "Ескі саябақтағы митинг"], 5, 860, true),
    (["Students' gathering", "Сбор студентов", "Студенттер жиыны"], 11, 1000, false),
    (["Evening march", "Вечернее шествие", "Кешкі шеру"], 6, 1090, false),
];

/// Roles: English, Russian man and woman, Kazakh.
pub(crate) const ROLES: [[&str; 4]; 7] = [
    ["journalist", "журналист", "журналистка", "журналист"],
    ["student", "студент", "студентка", "студент"],
    ["election monitor", "наблюдатель", "наблюдательница", "сайлау бақылаушысы"],
    ["passer-by", "прохожий", "прохожая", "кездейсоқ жүргінші"],
    ["volunteer", "волонтёр", "волонтёр", "волонтер"],
    ["pensioner", "пенсионер", "пенсионерка", "зейнеткер"],
    ["camera operator", "видеооператор", "видеооператор", "видеооператор"],
];

/// Who reports: name, `source.type`, whom it repeats (an index), and the address of its pages.
pub(crate) const SOURCES: [(&str, &str, Option<usize>, &str); 14] = [
    ("Kala Live (channel)", "social_media", None, "https://kala-live.example/"),
    ("Dala Post", "media", None, "https://dala-post.example/"),
    ("Aksu-Kala Courier", "media", None, "https://courier.example/"),
    ("Tuzkent Herald", "media", None, "https://tuzkent-herald.example/"),
    ("Steppe Wire (agency)", "agency", None, "https://steppe-wire.example/"),
    ("Digest 24", "media", Some(0), "https://digest24.example/"),
    ("Zhana Digest", "media", Some(4), "https://zhana-digest.example/"),
    ("Student Voice (channel)", "social_media", None, "https://student-voice.example/"),
    ("Aksu-Kala Watch (monitors)", "monitor", None, ""),
    ("Interior Ministry of Dalastan, press service", "official", None, "https://interior.example/"),
    ("Prosecutor's Office of Dalastan", "official", None, "https://prosecutor.example/"),
    ("Courier, ministry column", "media", Some(9), "https://courier.example/ministry/"),
    ("Hotline desk", "operator", None, ""),
    ("Evening Repeater", "media", Some(5), "https://repeater.example/"),
];

/// The country with its records.
pub(crate) struct Country {
    pub(crate) units: Vec<Unit>,
    /// How many of the units are district police.
    pub(crate) stations: usize,
    pub(crate) sources: Vec<RecordId>,
    pub(crate) events: Vec<RecordId>,
}

impl Country {
    pub(crate) fn new(stations: usize, chance: &mut Chance) -> Self {
        let stations = stations.clamp(1, DISTRICTS.len());
        let mut units: Vec<Unit> =
            DISTRICTS.iter().take(stations).enumerate().map(|(i, d)| station(i, d)).collect();
        for (city, name) in CITIES.iter().enumerate() {
            units.extend([department(city, name), centre(city, name), court(city, name), hospital(city)]);
        }
        for unit in &mut units {
            unit.record = chance.record();
        }
        Self {
            units,
            stations,
            sources: SOURCES.iter().map(|_| chance.record()).collect(),
            events: EVENTS.iter().map(|_| chance.record()).collect(),
        }
    }

    pub(crate) fn unit(&self, at: usize) -> Unit {
        self.units.get(at).cloned().unwrap_or_default()
    }

    pub(crate) fn unit_record(&self, at: usize) -> RecordId {
        self.units.get(at).map(|unit| unit.record).unwrap_or_default()
    }

    pub(crate) fn source(&self, at: usize) -> RecordId {
        self.sources.get(at).copied().unwrap_or_default()
    }

    /// The district police of a city.
    pub(crate) fn stations_of(&self, city: usize) -> Vec<usize> {
        let mine: Vec<usize> = (0..self.stations).filter(|i| city_of_district(*i) == city).collect();
        if mine.is_empty() { vec![0] } else { mine }
    }

    /// The city department (0), reception centre (1), court (2) or hospital (3).
    pub(crate) fn special(&self, city: usize, which: usize) -> usize {
        self.stations + city * 4 + which
    }
}

fn city_of_district(at: usize) -> usize {
    usize::from(at >= 10)
}

/// The places of a city.
pub(crate) fn places_of(city: usize) -> std::ops::Range<usize> {
    if city == 0 { 0..8 } else { 8..12 }
}

fn strings(forms: [&str; 3]) -> [String; 3] {
    forms.map(str::to_owned)
}

fn station(at: usize, [en, ru, kk]: &[&str; 3]) -> Unit {
    let en = format!("{en} District Police Division");
    let kk = format!("{kk} ауданының полиция бөлім");
    Unit {
        record: RecordId::default(),
        sort: "police_station",
        city: city_of_district(at),
        name: [en.clone(), format!("Отдел полиции {ru} района"), format!("{kk}і")],
        to: [format!("to the {en}"), format!("в отдел полиции {ru} района"), format!("{kk}іне")],
        at: [format!("at the {en}"), format!("в отделе полиции {ru} района"), format!("{kk}інде")],
        from: [format!("from the {en}"), format!("из отдела полиции {ru} района"), format!("{kk}інен")],
        alias: format!("ОП {ru} р-на"),
    }
}

fn department(city: usize, [en, ru, kk]: &[&str; 3]) -> Unit {
    let en = format!("Police Department of {en}");
    let kk = format!("{kk} қаласының полиция департамент");
    Unit {
        record: RecordId::default(),
        sort: "police_department",
        city,
        name: [en.clone(), format!("Департамент полиции города {ru}"), format!("{kk}і")],
        to: [format!("to the {en}"), format!("в департамент полиции города {ru}"), format!("{kk}іне")],
        at: [format!("at the {en}"), format!("в департаменте полиции города {ru}"), format!("{kk}інде")],
        from: [format!("from the {en}"), format!("из департамента полиции города {ru}"), format!("{kk}інен")],
        alias: format!("ДП {ru}"),
    }
}

fn centre(city: usize, [en, ru, kk]: &[&str; 3]) -> Unit {
    let en = format!("Special Reception Centre of {en}");
    let kk = format!("{kk} қаласының арнайы қабылдау орн");
    Unit {
        record: RecordId::default(),
        sort: "special_reception_centre",
        city,
        name: [en.clone(), format!("Специальный приёмник города {ru}"), format!("{kk}ы")],
        to: [format!("to the {en}"), format!("в специальный приёмник города {ru}"), format!("{kk}ына")],
        at: [format!("at the {en}"), format!("в специальном приёмнике города {ru}"), format!("{kk}ында")],
        from: [
            format!("from the {en}"),
            format!("из специального приёмника города {ru}"),
            format!("{kk}ынан"),
        ],
        alias: format!("СП {ru}"),
    }
}

fn court(city: usize, [en, ru, kk]: &[&str; 3]) -> Unit {
    let en = format!("Administrative Court of {en}");
    let kk = format!("{kk} қаласының әкімшілік сот");
    Unit {
        record: RecordId::default(),
        sort: "court",
        city,
        name: [en.clone(), format!("Административный суд города {ru}"), format!("{kk}ы")],
        to: [format!("to the {en}"), format!("в административный суд города {ru}"), format!("{kk}ына")],
        at: [format!("at the {en}"), format!("в административном суде города {ru}"), format!("{kk}ында")],
        from: [
            format!("from the {en}"),
            format!("из административного суда города {ru}"),
            format!("{kk}ынан"),
        ],
        alias: format!("Адмсуд {ru}"),
    }
}

fn hospital(city: usize) -> Unit {
    let no = if city == 0 { 4 } else { 2 };
    let kk = format!("№ {no} қалалық аурухана");
    Unit {
        record: RecordId::default(),
        sort: "hospital",
        city,
        name: [format!("City Hospital No. {no}"), format!("Городская больница № {no}"), kk.clone()],
        to: [format!("to City Hospital No. {no}"), format!("в городскую больницу № {no}"), format!("{kk}ға")],
        at: [format!("at City Hospital No. {no}"), format!("в городской больнице № {no}"), format!("{kk}да")],
        from: [
            format!("from City Hospital No. {no}"),
            format!("из городской больницы № {no}"),
            format!("{kk}дан"),
        ],
        alias: format!("ГБ № {no}"),
    }
}

/// A role for a man or a woman.
pub(crate) fn role(at: usize, lang: Lang, female: bool) -> String {
    let [en, ru_m, ru_f, kk] = ROLES.get(at).copied().unwrap_or_default();
    match (lang, female) {
        (Lang::En, _) => en,
        (Lang::Ru, false) => ru_m,
        (Lang::Ru, true) => ru_f,
        (Lang::Kk, _) => kk,
    }
    .to_owned()
}

/// Where, as “at …”.
pub(crate) fn place(at: usize, lang: Lang) -> String {
    lang.of(&strings(PLACES.get(at).copied().unwrap_or_default()))
}
