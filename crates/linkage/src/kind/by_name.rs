//! What the header of a column says, in the languages of the lists we know.

use super::FieldKind;

/// Words that must occur in the folded header, most telling first. A word that starts with `=` must be a whole word
/// of the header; others may be part of one.
const WORDS: &[(FieldKind, &[&str])] = &[
    (FieldKind::Email, &["email", "e mail", "=mail", "почта", "correo", "courriel", "البريد"]),
    (
        FieldKind::Phone,
        &[
            "phone",
            "=tel",
            "mobile",
            "телефон",
            "телефоны",
            "telefono",
            "portable",
            "هاتف",
            "جوال",
            "تلفن",
            "موبایل",
        ],
    ),
    (
        FieldKind::Code,
        &["postcode", "post code", "postal", "=zip", "zipcode", "индекс", "codigo postal", "الرمز البريدي"],
    ),
    (
        FieldKind::NationalId,
        &[
            "soc sec",
            "=ssn",
            "social security",
            "national id",
            "passport",
            "=iin",
            "=иин",
            "=инн",
            "снилс",
            "паспорт",
            "cedula",
            "=dni",
            "=curp",
            "identity",
            "رقم الهوية",
            "کد ملی",
            "هوية",
            "الرقم الوطني",
        ],
    ),
    (
        FieldKind::Patronymic,
        &[
            "patronym",
            "middle name",
            "=middle",
            "father",
            "отчество",
            "әкесінің",
            "по батькові",
            "اسم الاب",
            "نام پدر",
            "الاب",
        ],
    ),
    (
        FieldKind::Year,
        &[
            "=year",
            "=yr",
            "=by",
            "birth year",
            "=yob",
            "=год",
            "=рік",
            "=жыл",
            "=ano",
            "=annee",
            "=السنة",
            "سنة",
        ],
    ),
    (FieldKind::Month, &["=month", "=bm", "=mob", "=месяц", "=mes", "=mois", "=الشهر", "شهر"]),
    (FieldKind::Day, &["=day", "=bd", "=день", "=dia", "=jour", "=اليوم", "يوم"]),
    (
        FieldKind::Date,
        &[
            "=dob",
            "date",
            "birth day",
            "birthday",
            "born",
            "=дата",
            "дата",
            "туған күні",
            "fecha",
            "naissance",
            "nacimiento",
            "تاريخ",
            "تاریخ",
            "мерзімі",
        ],
    ),
    (FieldKind::Age, &["=age", "=ages", "возраст", "=вік", "=жасы", "=edad", "العمر", "=عمر", "=سن", "=лет"]),
    (
        FieldKind::Sex,
        &["=sex", "gender", "=пол", "=стать", "жынысы", "=sexo", "genero", "=sexe", "الجنس", "جنسیت", "=جنس"],
    ),
    (
        FieldKind::Place,
        &[
            "place",
            "city",
            "town",
            "village",
            "suburb",
            "state",
            "region",
            "district",
            "province",
            "country",
            "county",
            "street",
            "address",
            "location",
            "municip",
            "depart",
            "governorate",
            "residence",
            "=город",
            "адрес",
            "область",
            "район",
            "место",
            "місце",
            "қала",
            "аудан",
            "ciudad",
            "municipio",
            "lugar",
            "ville",
            "مدينة",
            "محافظة",
            "مكان",
            "المنطقة",
            "شهر محل",
            "استان",
        ],
    ),
    (
        FieldKind::FamilyName,
        &[
            "surname",
            "last name",
            "lastname",
            "lname",
            "family",
            "=last",
            "фамилия",
            "прізвище",
            "тегі",
            "apellido",
            "nom de famille",
            "العائلة",
            "اللقب",
            "نام خانوادگی",
            "apellidos",
            "фио фамилия",
        ],
    ),
    (
        FieldKind::FullName,
        &[
            "full name",
            "fullname",
            "=fio",
            "=фио",
            "=піб",
            "аты жөні",
            "nombre completo",
            "الاسم الكامل",
            "الاسم الرباعي",
            "and surname",
            "whole name",
            "نام و نام خانوادگی",
        ],
    ),
    (
        FieldKind::GivenName,
        &[
            "given",
            "first name",
            "firstname",
            "fname",
            "forename",
            "=first",
            "=имя",
            "=ім я",
            "=аты",
            "=nombre",
            "=nombres",
            "prenom",
            "الاسم الاول",
        ],
    ),
    (
        FieldKind::FullName,
        &["=name", "=names", "=имена", "الاسم", "=اسم", "=نام", "=nom", "person name", "=есім"],
    ),
    (
        FieldKind::List,
        &["=source", "=list", "=dataset", "=список", "=release", "=источник", "=lista", "=القائمة"],
    ),
    (
        FieldKind::Text,
        &[
            "occupation",
            "profession",
            "=job",
            "remark",
            "note",
            "comment",
            "профессия",
            "работа",
            "должность",
            "ocupacion",
            "мамандығы",
            "المهنة",
        ],
    ),
    (FieldKind::Code, &["=code", "number", "=no", "=num", "=код", "=номер"]),
];

/// The kind that the header names; `None` when it says nothing known.
pub(super) fn kind(header: &str) -> Option<FieldKind> {
    let header = words(header);
    if header.is_empty() {
        return None;
    }
    let padded = format!(" {header} ");
    let says = |word: &str| match word.strip_prefix('=') {
        Some(whole) => padded.contains(&format!(" {whole} ")),
        None => padded.contains(word),
    };
    // "birth place" and "place of birth" are places, "first and surname" a whole name, before their parts are read.
    if says("and surname") || says("and last name") {
        return Some(FieldKind::FullName);
    }
    WORDS.iter().find(|(_, words)| words.iter().any(|word| says(word))).map(|(kind, _)| *kind)
}

/// The header in small letters, its words apart: `dateOfBirth`, `date_of_birth` and `Date of birth` are one. Digits
/// at the end are dropped: `address_1`.
fn words(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut before_small = false;
    for c in header.chars() {
        if c.is_alphabetic() {
            if c.is_uppercase() && before_small {
                spaced.push(' ');
            }
            before_small = c.is_lowercase();
            spaced.extend(c.to_lowercase());
        } else {
            before_small = false;
            spaced.push(' ');
        }
    }
    spaced.split_whitespace().filter(|word| *word != "c").collect::<Vec<_>>().join(" ")
}
