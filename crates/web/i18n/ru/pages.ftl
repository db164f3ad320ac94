# The pages, each under its heading.

## Board

board-title = Кто сейчас задержан
board-summary = { $held } под стражей, ещё { $maybe } — возможно.
board-as-of = По состоянию на
board-every-unit = все подразделения
board-all-lines = все строки
board-now = Сейчас, все
board-still = Это более ранний момент, сам он не обновляется.
board-empty = На этот момент ни о ком не известно, что он задержан.
board-nowhere = Неизвестно где
board-held = под стражей: { $held }
board-held-maybe = под стражей: { $held }, возможно ещё { $maybe }
board-released = вышли: { $number }
board-long-ago = о { $number } месяц ничего не слышно
board-maybe = возможно, под стражей
board-no-check = Нет записи, чтобы здесь кто-то спрашивал.
board-check-no-record = ответ не записан
board-check = Последний раз спрашивали { $ago } назад: { $answer }.
board-check-words = Последний раз спрашивали { $ago } назад: { $answer } («{ $words }»).
board-more =
    { $number ->
        [one] Здесь ещё { $number } человек
        [few] Здесь ещё { $number } человека
       *[many] Здесь ещё { $number } человек
    }
board-never-confirmed = никем не подтверждено
board-confirmed = { $ago } назад
board-confirmed-by = { $ago } назад, { $who }
board-lawyer-unknown = неизвестно
board-release-contradicted = говорят, вышел(а); есть противоречие
board-pack-unsigned = Сроки по закону считаются по { $pack } — черновику, который не подписан юристом: проверьте, прежде чем на них опираться.
board-pack-signed = Сроки по закону считаются по { $pack }, подпись: { $lawyer }, { $date }.
board-no-pack = Правовой пакет не задан, поэтому сроки по закону не считаются.
board-fresh = Сведения о задержании считаются свежими
col-who = Кто
col-since = С какого времени
col-state = Состояние
col-liberty = Лишён(а) свободы
col-clock = Срок по закону
col-lawyer = Адвокат
col-confirmed = Подтверждено
people =
    { $number ->
        [one] { $number } человек
        [few] { $number } человека
       *[many] { $number } человек
    }
people-between = от { $least } до { $most } человек
people-at-least = { $least } человек или больше
live-pause = Приостановить обновление
live-go-on = Продолжить обновление
live-paused = Приостановлено.
live-lost = Сервер не отвечает, пробуем снова.
live-changed = Обновлено.

## Clocks

clock-liberty-unknown = неизвестно
clock-passed = предел { $limit } ч истёк { $ago } назад
clock-may-have-passed = предел { $limit } ч мог истечь, самое раннее { $ago } назад
clock-left = до предела { $limit } ч не меньше { $left }
clock-start-unknown = предел { $limit } ч, его начало неизвестно
clock-held-longer = под стражей дольше предела { $limit } ч уже { $ago }; срок по закону пошёл позже или не пошёл
clock-charge-changed = статья изменена с { $from } на { $to }: предел { $before } ч → { $after } ч
clock-idle-delivery = предел { $limit } ч не идёт: о доставлении неизвестно
clock-idle-detention = предел { $limit } ч не идёт: момент задержания неизвестен
clock-idle-protocol = предел { $limit } ч не идёт: о поступлении протокола неизвестно
clock-idle-unknown = предел { $limit } ч не идёт: в пакете не сказано, с чего он начинается
clock-unsigned = тревога по неподписанному пакету
clock-charge-doubt = неизвестно, допускает ли { $charge } арест

## Search

search-title = Поиск
search-words = Слова, любым письмом
search-go = Найти
search-hint = Имя, место, начало слова или первые знаки номера записи. Қасым найдётся и как Kasym, и как Касым.
search-count =
    { $number ->
        [one] Найдена { $number } запись.
        [few] Найдено { $number } записи.
       *[many] Найдено { $number } записей.
    }
search-first = Первые { $number } записей, есть ещё.
search-none = Ничего не найдено. Попробуйте меньше букв или меньше условий.
search-held-at = { $state }, { $unit }; с: { $since }
search-held = { $state }; с: { $since }
search-detentions =
    { $number ->
        [one] { $number } задержание
        [few] { $number } задержания
       *[many] { $number } задержаний
    }
contested = противоречиво
field-kind = Вид
field-state = Состояние
field-role = Роль
field-day = День
field-language = Язык
field-contested = только противоречивые
field-unverified = только неподтверждённые
field-unit = Подразделение
field-source = Источник
field-as-of = На момент (пусто: сейчас)

## Record

record-title = { $kind } { $id }
record-read-report = Читать сообщение
record-on-board = В сводке
record-then = Что было известно на позиции журнала { $position }.
record-now = Показать, что известно сейчас
record-contested =
    { $number ->
        [one] По { $number } свойству источники противоречат друг другу, и решения нет.
        [few] По { $number } свойствам источники противоречат друг другу, и решения нет.
       *[many] По { $number } свойствам источники противоречат друг другу, и решения нет.
    }
record-unknown =
    { $number ->
        [one] { $number } высказывание более новой версии хранится непрочитанным.
        [few] { $number } высказывания более новой версии хранятся непрочитанными.
       *[many] { $number } высказываний более новой версии хранятся непрочитанными.
    }
record-known = Что известно и откуда
record-more-claims =
    { $number ->
        [one] Ещё { $number } утверждение; все они есть в выгрузке.
        [few] Ещё { $number } утверждения; все они есть в выгрузке.
       *[many] Ещё { $number } утверждений; все они есть в выгрузке.
    }
standing-agreed = источники согласны
standing-several = несколько значений рядом
standing-accepted = выбрано человеком
standing-contested = ПРОТИВОРЕЧИЕ: источники расходятся, решения нет
standing-unknown = ничего не остаётся в силе
accepted-by = Выбор сделан: { $who }, { $when }: { $why }
retracted-by = Отозвано: { $who }, { $when }: { $why }
claim-stands = в силе
claim-accepted = выбрано
claim-draft = черновик, не считается
claim-retracted = отозвано, не считается
claim-denied = ОТРИЦАНИЕ: источник говорит, что это не так
claim-report = Сообщение
claim-source = Источник
claim-no-source = не записан
claim-reliability = надёжность
claim-said = Сказано
claim-credibility = Достоверность
claim-note = Примечание
claim-recorded = Запись
claim-history = решения по этому утверждению: { $number }
not-graded = без оценки
grade = { $code }: { $words }
timeline = Этапы задержания
timeline-claim = утверждение
judgements = Сопоставление с другими записями
history = Решения
used-by = На неё ссылаются
used-by-count =
    { $number ->
        [one] { $number } запись
        [few] { $number } записи
       *[many] { $number } записей
    }
used-by-more =
    { $number ->
        [one] и ещё { $number }
        [few] и ещё { $number }
       *[many] и ещё { $number }
    }
ruling-accept = утверждение выбрано
ruling-retract = утверждение отозвано
ruling-undo = прежнее решение отменено
ruling-ask-erasure = запрошено стирание
ruling-confirm-erasure = стирание подтверждено
ruling-hold = наложен запрет на стирание
ruling-erased = стёрто
ruling-grade = оценка { $grade }
ruling-by = { $what } — { $who }
ruling-admit-reporter = допущен(а) присылать сообщения
ruling-beacon = записано как маяк: раньше этого никто не мог знать
ruling-attest = взята ответственность за пересекающиеся списки
time-not-before = сделано после { $when }: по метке времени
time-not-before-unchecked = сделано после { $when }: по маяку, его нужно проверить
time-not-after = сделано до { $when }: по внешней метке времени
time-not-stamped = без внешней метки времени
claim-time = Время
about-time-covered = Записей внутри контрольной точки с внешней меткой времени: { $covered } из { $entries }.
about-time-nobody = Служба меток времени не настроена: никто снаружи не подтверждает, когда сделана запись. Это обычное состояние.
ruling-undone = отменено
spot-whole = сообщение целиком
spot-quote = байты { $start }–{ $end }
spot-row = строка { $row }
spot-cell = строка { $row }, столбец { $column }
spot-page = страница { $page }
spot-timecode = на { $time }
step-from = с: { $when }
step-to = до: { $when }
step-confirmed = подтверждено: { $when }
step-known = сообщено: { $who }
value-bytes = байты сообщения
value-cut =
    { $number ->
        [one] … и ещё { $number } знак
        [few] … и ещё { $number } знака
       *[many] … и ещё { $number } знаков
    }
amount-between = строго от { $low } до { $high }
amount-at-least = строго { $low } или больше
amount-at-most = строго { $high } или меньше
amount-no-number = слово не называет числа

## Report

report-kind = сообщение
report-claims-about = Что записано об этом сообщении
report-raw = Сохранить байты как пришли
report-size =
    { $bytes ->
        [one] { $bytes } байт
        [few] { $bytes } байта
       *[many] { $bytes } байт
    }
report-text = Текст, как он пришёл
report-not-utf8 = Это не UTF-8; буквы, которые не удалось прочесть, показаны как �. При сохранении байты не меняются.
report-part = часть { $part } из { $parts }
report-no-bytes = Байты этого сообщения здесь не хранятся.
report-passages = Отрывки, на которых стоят утверждения
report-passage = Отрывок { $number }
report-more-passages =
    { $number ->
        [one] В тексте отмечен ещё { $number } отрывок.
        [few] В тексте отмечены ещё { $number } отрывка.
       *[many] В тексте отмечены ещё { $number } отрывков.
    }
report-whole = Утверждения по сообщению в целом
report-table = Таблица, как она пришла
report-rows =
    { $number ->
        [one] Хранится { $number } исходная строка.
        [few] Хранятся { $number } исходные строки.
       *[many] Хранится { $number } исходных строк.
    }
report-row = Строка
report-column = столбец { $number }
report-doubts = Не удалось прочесть без догадок

## Figures

figures-title = Чужие числа
figures-lead = Числа, названные другими, рядом. Они не усредняются и не прибавляются к документированному.
figures-flags = Прежде чем цитировать
figures-table = Все числа и кто их назвал
figures-none = Чисел не записано.
figure-id = Число
figure-number = Сколько
figure-measure = Что считается
figure-no-measure = что считается, не записано
figure-scope = Где и когда
figure-speaker = Кто сказал
figure-said = Когда и через кого
figure-parts = Его части
figure-source = Источник, сообщение, примечания
figure-contested = противоречиво:
flag-parts-add-up = части сходятся: { $parts } = { $total }
flag-parts-fit-word = части дают { $parts } = { $sum }, а не { $total }; слова «{ $word }» это допускают
flag-some-parts-add-up = итог дают лишь некоторые части: { $parts } = { $total }; { $others } — о другом
flag-parts-contradict = части дают { $parts } = { $sum }, что противоречит { $total }
flag-measure-changed = число { $number } повторено о другом: там «{ $was }», здесь «{ $now }»
flag-part-differs = «{ $part }» здесь { $here }, там { $there } у того же лица: противоречие

## Count

count-title = Подсчёт
count-go = Посчитать
field-measure = Что считать
field-place = Место
field-from = С
field-to = По
field-filter = Другие свойства, СВОЙСТВО=ЗНАЧЕНИЕ; …
field-position = Как знали на позиции
field-before = Разница с позиции
count-as-of = По состоянию на
count-floor = Не меньше { $floor }: столько разных точно есть.
count-ceiling = Не больше { $ceiling }, если верно всё неясное.
count-no-ceiling = Верхней границы нет: у чего-то из подсчитанного её нет.
count-or-more = { $floor } или больше
count-named = По имени известно: { $number }.
count-unit-persons =
    { $number ->
        [one] человек
        [few] человека
       *[many] человек
    }
count-unit-detentions =
    { $number ->
        [one] задержание
        [few] задержания
       *[many] задержаний
    }
count-unit-events =
    { $number ->
        [one] событие
        [few] события
       *[many] событий
    }
count-difference = Почему отличается
count-before = На позиции { $position } нижняя граница была { $floor }. С тех пор:
count-change = { $by }: { $why }
count-no-change = Ничего, что меняло бы нижнюю границу.
change-happened-since = произошло с тех пор
change-found-late = узнали поздно: к тому времени уже произошло
change-judged-same = признаны одним и тем же
change-told-apart = признаны разными
change-withdrawn = отозвано или больше не входит в вопрос
change-corrected = исправлено
count-beside = Что говорят другие
count-beside-note = Рядом с числом, но не в нём.
count-beside-table = Чужие числа о том же
count-receipt = Из чего сложилось число
count-lines = Все записи за этим числом
count-no-lines = За ним нет ни одной записи.
col-record = Запись
col-floor = Даёт не меньше
col-ceiling = Даёт не больше
col-why = Почему
col-happened = Когда
count-open = без границы
count-merged = считается один раз вместе с
count-exclusions = Не вошло в нижнюю границу
count-which = какие
count-nothing-excluded = Ничего не исключено.
count-contradictory = Признаны и одним, и разными
count-position = Позиция журнала
count-behind =
    { $number ->
        [one] С тех пор сохранена { $number } запись, она подсчитывается: обновите страницу, чтобы её увидеть.
        [few] С тех пор сохранены { $number } записи, они подсчитываются: обновите страницу, чтобы их увидеть.
       *[other] С тех пор сохранено { $number } записей, они подсчитываются: обновите страницу, чтобы их увидеть.
    }
count-root = Корень журнала
count-fresh = Сведения о задержании считаются свежими
count-link = Это же число снова

## About

about-title = Об этих страницах
about-what = habeas отвечает на один вопрос о разгоне: кого задержали, кто, где, когда, вышли ли они — и откуда мы это знаем?
about-demo = День построен из числа-затравки: одно и то же число даёт тот же день. Никого из этих людей нет.
about-how = Как их читать
about-claims = Всё известное — это утверждение: его сказал источник, и вот цитата. Каждое значение ведёт к своей цитате.
about-ledger = Ничего не переписывается. Исправления, отзывы и сопоставления — это более поздние записи, и каждую можно отменить.
about-numbers = У числа есть нижняя и верхняя граница и перечень всех записей за ним.
about-doubt = Неизвестное остаётся неизвестным. Устаревшие сведения превращают «под стражей» в «возможно, под стражей», но никогда в «вышел».
about-clocks = Сроки по закону
about-unsigned = черновик; юрист его не подписал, и это не юридический совет.
about-not-kept = Чего здесь не хранят
about-no-telemetry = Нет телеметрии, и ничего не загружается извне.
about-no-log = Ни адресов, ни названий браузеров. Кто открывал запись о человеке, записывается — для тех, кто отвечает за людей.
about-no-cache = Браузерам велено не хранить страницы.
about-session = Один файл cookie впускает вас: не дольше двенадцати часов; без обращений минут не больше { $minutes }; другой помнит язык.
about-lock = Как запереть
about-lock-what = «Запереть» сразу и для всех убирает ключи и всё открытое из памяти этой машины.
about-lock-after = Картотека запирается сама, если никто из вошедших ничего не запрашивал { $time }.
about-lock-never = Сама картотека не запирается.
about-panic = Кто откроет этот адрес, тоже запрёт картотеку — с любой машины, с которой сюда можно попасть, и не входя. Запишите его там, где он будет под рукой:
about-leave = «Уйти» завершает ваш сеанс и очищает страницу; для других картотека остаётся открытой. Чтобы вернуться одному, заприте её и откройте снова.
about-state = Эта картотека
about-version = Версия
about-read-only = Эти страницы только показывают. Записывать, сопоставлять и загружать пока можно командами.

## Evidence

evidence-files = Хранимые файлы
evidence-copy = Сохранить рабочую копию
evidence-copy-note = Изображение закодировано заново, без метаданных. Каждая копия отмечается в цепочке хранения.
evidence-custody = Цепочка хранения
file-role-original = оригинал
file-role-working-copy = рабочая копия
file-role-derived = производный файл
custody-event-captured = снято или сохранено
custody-event-received = получено
custody-event-hashed = вычислен хеш
custody-event-stored = помещено в хранилище
custody-event-derived = сделано из другого файла
custody-event-copied = выдана рабочая копия
custody-event-viewed = просмотрено
custody-event-exported = оригинал выдан
custody-event-verified = проверено
custody-event-failed = проверка не пройдена
