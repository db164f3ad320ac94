//! A group that is spelled out in the next sentence, sentences told one after another, and reports in the first person. All people are
//! made up.

use super::detained::check;
use extract::Lang;

#[test]
fn those_of_whom_the_sentence_before_told_are_spelled_out() {
    check(
        Lang::En,
        &[
            (
                "Officers picked up three people at the gate. Local activists identified them as Nora Lind, a nurse; Ben Cole, 17; and Carl Reed.",
                &["Ben Cole", "Carl Reed", "Nora Lind"],
            ),
            (
                "Police arrested two women on Monday. They are Nora Lind and Emma Reed.",
                &["Emma Reed", "Nora Lind"],
            ),
            ("A man was arrested at the fence. His name is Carl Reed.", &["Carl Reed"]),
            ("Ten students were detained. All were released by midnight, except Ada Cross.", &["Ada Cross"]),
            ("Police arrested a man. The mayor is Nora Lind.", &[]),
            (
                "Correction: an earlier version of our report said that Nora Lind had been detained. It was her sister.",
                &[],
            ),
            ("Police watched the march. They are Nora Lind and Ada Cross.", &[]),
            ("All were home by night, except Ada Cross.", &[]),
            ("The museum hired two women. They are Nora Lind and Ada Cross.", &[]),
        ],
    );
    check(
        Lang::Ru,
        &[
            ("На площади задержали двоих. Это Антон Гриб и Вера Сомова.", &["Антон Гриб", "Вера Сомова"]),
            ("У ворот задержали мужчину. Его зовут Антон Гриб.", &["Антон Гриб"]),
            ("Задержали десять студентов. Всех отпустили, кроме Веры Сомовой.", &["Вера Сомова"]),
            ("Музей принял двоих. Это Антон Гриб и Вера Сомова.", &[]),
        ],
    );
    check(
        Lang::Kk,
        &[
            (
                "Алаңда екі адам ұсталды. Олар — Серік Болатов, Айгүл Маратова.",
                &["Айгүл Маратова", "Серік Болатов"],
            ),
            ("Мұражай екі адамды қабылдады. Олар — Серік Болатов, Айгүл Маратова.", &[]),
        ],
    );
}

#[test]
fn sentences_of_a_court_are_told_one_after_another() {
    check(
        Lang::En,
        &[
            (
                "Nora Lind got 15 days. Her neighbour Ben Cole was given ten. Carl Reed was fined.",
                &["Ben Cole", "Nora Lind"],
            ),
            ("Nora Lind got 15 days. Ben Cole was given a medal.", &["Nora Lind"]),
            ("Nora Lind got 15. Ben Cole was given ten.", &[]),
            ("Both were arrested on Saturday. Nora Lind – 20 days.", &["Nora Lind"]),
            ("The plan of the trip: Nora Lind – 20 days.", &[]),
        ],
    );
    check(
        Lang::Ru,
        &[
            (
                "Суд вынес решения по задержанным. Антон Гриб — 15 суток, Вера Сомова — 10 суток.",
                &["Антон Гриб", "Вера Сомова"],
            ),
            ("Поездка по Алтаю: Антон Гриб — 15 суток.", &[]),
        ],
    );
    check(
        Lang::Kk,
        &[
            ("Ұсталғандарға сот болды. Серік Болатов — 15 тәулік.", &["Серік Болатов"]),
            ("Жорық: Серік Болатов — 15 тәулік.", &[]),
        ],
    );
}

#[test]
fn whoever_writes_may_be_the_one_who_was_held() {
    check(
        Lang::En,
        &[
            (
                "Hi everyone, this is Nora Lind. I'm home. They held me for nine hours in Station 4. Thanks to Ada Cross, our lawyer.",
                &["Nora Lind"],
            ),
            (
                "I, Nora Lind, was on my way to work. Near the bridge I was arrested. We laughed.",
                &["Nora Lind"],
            ),
            (
                "Nine hours in the central station, now soup. Thanks to all who called. Your Nora Lind",
                &["Nora Lind"],
            ),
            ("I, Nora Lind, saw how they arrested my neighbour.", &[]),
            ("My name is Nora Lind. I was not detained, I was at work.", &[]),
            ("My name is Nora Lind. \"They held me for nine hours in a cell,\" a man told me.", &[]),
        ],
    );
    check(
        Lang::Ru,
        &[
            (
                "Всем привет, это Вера Сомова. Я дома. Девять часов продержали в четвёртом отделе.",
                &["Вера Сомова"],
            ),
            ("Меня зовут Антон Гриб. Меня задержали у моста. Спасибо всем.", &["Антон Гриб"]),
            ("Меня зовут Антон Гриб. Меня не задержали. Я был на работе.", &[]),
            ("Меня зовут Антон Гриб. «Меня задержали у моста», — рассказала девушка. Я ей верю.", &[]),
        ],
    );
    check(
        Lang::Kk,
        &[
            ("Мен, Айгүл Маратова, жұмысқа бара жатқанмын. Көпір жанында мені ұстады.", &["Айгүл Маратова"]),
            (
                "Сәлем бәріңе, бұл Айгүл Маратова. Үйдемін. Төртінші бөлімде тоғыз сағат ұстады.",
                &["Айгүл Маратова"],
            ),
            ("Сәлем, Айгүл Маратова. Төртінші бөлімде тоғыз сағат ұстады. Енді бәрі үйде.", &[]),
            ("Мен, Айгүл Маратова, көршімді қалай ұстағанын көрдім.", &[]),
        ],
    );
}
