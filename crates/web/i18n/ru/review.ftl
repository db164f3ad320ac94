# Списки, которые ждут людей.

duplicates-title = Возможно, один человек
duplicates-count =
    { $number ->
        [0] Никто не предложен.
        [one] { $number } пара ждёт решения.
        [few] { $number } пары ждут решения.
       *[other] { $number } пар ждут решения.
    }
duplicates-hint = Это вопросы. Никто ни с кем не объединяется, пока этого не скажет человек; любое решение можно отменить, а о «разных» больше не спрашивают.
duplicates-none = Нет двух людей, о которых ещё не решено и чьи имена могли бы быть одним.
duplicates-looking = Всех просматривают в первый раз после запуска. Загляните ещё раз через минуту.
duplicates-passed-over =
    { $number ->
        [one] { $number } слово в именах так часто, что его носители не сравнивались между собой.
        [few] { $number } слова в именах так часты, что их носители не сравнивались между собой.
       *[other] { $number } слов в именах так часты, что их носители не сравнивались между собой.
    }
duplicates-also = пишется также
duplicates-born = дата рождения
duplicates-age = возраст: { $age }
duplicates-female = женский пол
duplicates-male = мужской пол
duplicates-detained = задержание
duplicates-no-detention = задержание не записано
duplicates-by = Ваш позывной
duplicates-why = Почему
duplicates-same = Один человек
duplicates-different = Разные
duplicates-unsure = Не уверен(а)
duplicates-undo = Отменить
likeness-same = имена совпадают
likeness-likely = имена, скорее всего, совпадают
likeness-unsure = имена могут совпадать
name-given = имя
name-patronymic = отчество
name-family = фамилия
name-initial = инициал
name-word = слово имени
reason-equal = { $part } — совпадает: { $first } = { $second }
reason-spelling = { $part } — другое написание: { $first } ~ { $second }
reason-form = формы одного имени: { $first } ~ { $second }
reason-ending = { $part } — отличается только окончание: { $first } ~ { $second }
reason-initial-fits = инициал подходит: { $first } ~ { $second }
reason-initial-form = инициал может подходить: { $first } ~ { $second }, как { $form }
reason-initial-differs = инициал не подходит: { $first }, { $second }
reason-differ = { $part } — различается: { $first }, { $second }
reason-missing = { $part } — только с одной стороны: { $word }
reason-nothing = сравнивать нечего: в имени нет букв
duplicates-weight = Из чего складывается вес: { $weight }
duplicates-weight-hint = Каждый шаг прибавляет или отнимает биты: один бит удваивает шансы или делит их пополам. Веса постоянны и заданы вручную; что неизвестно, не весит ничего. Сумма задаёт порядок списка. Это не вероятность.
step = Шаг
step-bits = Биты
step-before = до всякого сравнения; эти слова есть в именах { $sharing } человек или больше
step-names = имена
step-sum = вместе
sign-born-same-day = родились в один день
sign-born-same-month = родились в одном месяце, насколько известно
sign-born-same-year = родились в одном году, насколько известно
sign-born-one-slip = даты рождения отличаются одной опиской
sign-born-near = даты рождения расходятся в пределах года
sign-birth-differs = даты рождения расходятся
sign-age-fits = возраст сходится
sign-age-differs = возраст не сходится
sign-same-sex = одного пола
sign-sex-differs = одна женщина, другой мужчина
sign-same-nationality = одной национальности
sign-nationality-differs = национальность записана по-разному
sign-same-day = задержаны в один день
sign-near-in-time = задержаны в пределах двух дней
sign-far-in-time = задержаны в разное время
sign-same-place = задержаны в одном месте
sign-other-place = задержаны в один день, места записаны по-разному
sign-same-unit = содержались в одном отделе
sign-other-unit = в один день содержались в разных отделах
sign-same-report = одно сообщение говорит об обоих, как о двух людях
sign-two-go-together = день, место и отдел связаны между собой: часть вычтена
sign-all-go-together = день, место и отдел связаны между собой: часть вычтена

## Drafts

drafts-title = Что, по-видимому, сказано в сообщениях
drafts-count =
    { $number ->
        [0] По этому сообщению черновиков нет.
        [one] { $number } черновик этого сообщения ждёт решения.
        [few] { $number } черновика этого сообщения ждут решения.
       *[other] { $number } черновиков этого сообщения ждут решения.
    }
drafts-hint = Эти сообщения читала машина. Ничто из этого не хранится, не считается и не находится поиском, пока человек не примет; принятое становится вашими утверждениями с цитатой. Всё можно отменить.
drafts-keys = Измените поле, чтобы исправить; очистите, чтобы не записывать. Клавиши: j дальше, k назад, a принять, r отклонить, c исправить, u отменить.
drafts-none = Черновиков нет.
drafts-passage = В сообщении
drafts-slots = Что, по-видимому, сказано
drafts-who = Кто это
drafts-new-person = ещё не записан
drafts-look = посмотреть
drafts-accept = Принять
drafts-refuse = Отклонить
drafts-next = Следующий черновик
drafts-before = Предыдущий черновик
drafts-other = Следующее сообщение
drafts-whole = Текст взят из веб-страницы или другой кодировки: утверждения сошлются на сообщение в целом, а не на его байты.
drafts-background = рассказано как предыстория, о более раннем времени
drafts-unconfirmed = сам текст говорит, что это не подтверждено
drafts-why-usual = прочитано рядом с сообщением
drafts-why-undo = решено по ошибке
draft-detention = Задержание
draft-figure = Число
draft-harm = Вред
draft-property = Изъятое имущество
draft-intervention = Кто-то вступился
draft-statement = Высказывание
drafted-accepted = принято
drafted-corrected = принято с исправлениями
drafted-refused = отклонено
slot-person = кто
slot-people = сколько
slot-birth = год рождения
slot-role = роль
slot-organization = где работает
slot-force = кто задержал
slot-place = где
slot-date = когда
slot-outcome = положение сейчас
slot-penalty = наказание
slot-duration = как долго
slot-measure = что считают
slot-number = сколько
slot-speaker = кто говорит
slot-victim = кого
slot-type = что сделали
slot-injury = вред, словами
slot-item = что забрали
slot-by = кто вступился
slot-response = что вышло
slot-words = слова

## What came in

feeds-title = Что поступило
feeds-heaps = Части очереди
feeds-heap-waiting = Не разобрано ({ $number })
feeds-heap-noise = Шум ({ $number })
feeds-heap-done = Решено ({ $number })
feeds-none-waiting = Неразобранных сообщений нет.
feeds-none = Здесь ничего нет.
feeds-hint = Программа рассортировала эти сообщения при поступлении, по словам в них. Ничто из этого не считается; шум и повторы хранятся. Ваше решение важнее, действует на сообщение и все его повторы, и его можно отменить.
feeds-keys = Клавиши: j дальше, k назад, o открыть текст, r важное, n шум, d повтор, u отменить.
feeds-came = поступило
feeds-open = Открыть текст
feeds-whole = Сообщение целиком
feeds-relevant = Важное
feeds-noise = Шум
feeds-repeat = Просто повтор
feeds-no-repeat = Не повтор: важное
feeds-keep-by = Запомнить позывной
feeds-why = разобрано вручную
feeds-why-watch = наш список источников
feeds-sorted-news = новость, вес { $score } из 100
feeds-sorted-noise = шум, вес { $score } из 100
feeds-sorted-changed = изменённая копия:
feeds-sorted-repeat = повтор
feeds-imported = загружено вручную
feeds-marked-relevant = отмечено как важное
feeds-marked-noise = отмечено как шум
feeds-marked-repeat = отмечено как повтор
feeds-drafts =
    { $number ->
        [one] { $number } черновик ждёт решения
        [few] { $number } черновика ждут решения
       *[other] { $number } черновиков ждут решения
    }
feeds-repeats =
    { $number ->
        [one] { $number } повтор: одна цепочка источника
        [few] { $number } повтора: одна цепочка источника
       *[other] { $number } повторов: одна цепочка источника
    }
feeds-watched = Что отслеживается
feeds-nothing-watched = Пока ничего не отслеживается.
feeds-watch-hint = Папки этого компьютера и ленты вашей собственной сети добавляются в командной строке: habeas feed add. Сервер ленты видит адрес вашей сети.
feeds-address = Адрес ленты RSS или Atom
feeds-source = Чья она
feeds-watch = Отслеживать
feeds-remove = Больше не отслеживать
feeds-look = Проверить сейчас
feeds-looking = Идёт проверка; обновите страницу чуть позже.
feeds-last =
    { $number ->
        [0] Последняя проверка: { $at }; нового нет.
        [one] Последняя проверка: { $at }; { $number } новое сообщение.
        [few] Последняя проверка: { $at }; { $number } новых сообщения.
       *[other] Последняя проверка: { $at }; { $number } новых сообщений.
    }
feeds-every = Сервер проверяет сам; промежуток: { $time }.
feeds-by-hand = Сервер проверяет только по команде (настройка feeds_every).
feeds-problems =
    { $number ->
        [one] При последней проверке { $number } неполадка
        [few] При последней проверке { $number } неполадки
       *[other] При последней проверке { $number } неполадок
    }
feeds-way-folder = папка
feeds-way-private = в нашей сети
who-decides = Решает

doubts-title = Сомнения, несколько сразу
doubts-several = Несколько сразу
doubts-count =
    { $number ->
        [0] Сомнения не ждут.
        [one] Ждёт { $number } сомнение.
        [few] Ждут { $number } сомнения.
       *[many] Ждут { $number } сомнений.
    }
doubts-hint = Отметьте те, к которым подходит одна причина. Ни одно число от этого не меняется: сомнение остаётся при сообщении, и решение можно отозвать.
doubts-leave = Отмеченные прочитаны
doubts-left =
    { $number ->
        [one] { $number } сомнение оставлено как есть.
        [few] { $number } сомнения оставлены как есть.
       *[many] { $number } сомнений оставлены как есть.
    }
review-drafts-read = Сообщений прочитано ради этих черновиков: { $read }; ещё не прочитано: { $unread }.
review-drafts-on = Читать дальше
review-drafts-oldest = Сначала старые сообщения
review-drafts-latest = Сначала новые сообщения
