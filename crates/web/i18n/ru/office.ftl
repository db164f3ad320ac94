# Import, admin.
ruling-withdraw = отозвано всё, что сказано в этом сообщении
ruling-sign-pack = подписан правовой пакет
ruling-set = изменена настройка

nav-import = Импорт
import-title = Импорт
import-hint = Передайте файл или текст. Сначала он читается; ничего не записывается, пока вы не увидите, что из него получится. Любой импорт можно отменить целиком.
import-file = Файл
import-choose = Файл
import-kinds = Таблицы (CSV, XLSX, ODS), веб-страницы, простой текст, пакеты утверждений (JSON); не больше { $number } МБ. Файл хранится только в памяти и никогда не лежит на диске в читаемом виде.
import-more = Откуда это
import-source = Кто автор
import-published = Когда опубликовано
import-url = Адрес
import-look = Прочитать
import-text = Текст
import-text-title = Заголовок
import-text-words = Текст, как он написан
import-pasted = Вставленный текст
import-tray = Передано, ещё не импортировано
import-tray-hint = Файлы ждут здесь два часа или до блокировки и перезапуска программы. То, что уже записано, остаётся.
import-came = Поступило недавно
import-nothing-yet = Пока ничего не импортировано.
import-undone = отменено
import-kilobytes = { $number } КБ
import-megabytes = { $number } МБ
import-about = { $kind }, { $size }
import-handed-in = Передал(а) { $who },
import-kind-csv = таблица CSV
import-kind-tsv = таблица с табуляцией
import-kind-xlsx = книга XLSX
import-kind-ods = таблица ODS
import-kind-json = пакет утверждений (JSON)
import-kind-html = веб-страница
import-kind-text = простой текст
import-is-read = Читается
import-waits = Прочитано; ждёт вас
import-refused = Так импортировать нельзя
import-is-saved = Записывается
import-stopped = Остановлено
import-done = Записано
import-broken = Прервалось
import-broken-hint = Запись прервалась. То, что успело записаться, остаётся; продолжайте — строки, которые уже есть, будут пропущены.
import-stopped-hint = То, что успело записаться, остаётся. Продолжайте — строки, которые уже есть, будут пропущены — или отмените импорт.
import-nothing-saved = Пока ничего не записано.
import-rows-so-far =
    { $number ->
        [0] Начинается…
        [one] Пока { $number } строка.
        [few] Пока { $number } строки.
       *[other] Пока { $number } строк.
    }
import-rows =
    { $number ->
        [one] Прочитана { $number } строка.
        [few] Прочитаны { $number } строки.
       *[other] Прочитано { $number } строк.
    }
import-rows-before =
    { $number ->
        [one] { $number } строка уже известна и пропускается.
        [few] { $number } строки уже известны и пропускаются.
       *[other] { $number } строк уже известны и пропускаются.
    }
import-rows-erased =
    { $number ->
        [one] { $number } строка описывает то, что здесь стёрто; она не берётся.
        [few] { $number } строки описывают то, что здесь стёрто; они не берутся.
       *[other] { $number } строк описывают то, что здесь стёрто; они не берутся.
    }
import-records-new =
    { $number ->
        [one] Появится { $number } запись.
        [few] Появятся { $number } записи.
       *[other] Появится { $number } записей.
    }
import-claims-new =
    { $number ->
        [one] Будет записано { $number } утверждение.
        [few] Будут записаны { $number } утверждения.
       *[other] Будет записано { $number } утверждений.
    }
import-decisions-new =
    { $number ->
        [one] Будет записано { $number } решение.
        [few] Будут записаны { $number } решения.
       *[other] Будет записано { $number } решений.
    }
import-records-made =
    { $number ->
        [one] Появилась { $number } запись.
        [few] Появились { $number } записи.
       *[other] Появилось { $number } записей.
    }
import-claims-made =
    { $number ->
        [one] Записано { $number } утверждение.
        [few] Записаны { $number } утверждения.
       *[other] Записано { $number } утверждений.
    }
import-decisions-made =
    { $number ->
        [one] Записано { $number } решение.
        [few] Записаны { $number } решения.
       *[other] Записано { $number } решений.
    }
import-doubts =
    { $number ->
        [one] { $number } сомнение
        [few] { $number } сомнения
       *[other] { $number } сомнений
    }
import-file-doubts = Сомнения о файле
import-doubts-hint = То, что нельзя прочитать без догадок. Оно хранится при сообщении рядом с исходными ячейками; ничего не придумывается.
import-doubt = Сомнение
import-cell = Как написано
import-all-known = Всё это уже было импортировано.
import-is-here = Теперь это в деле.
import-was-undone = Этот импорт отменён: ничто из сказанного в нём не считается.
import-what-now = Что с ним можно сделать
import-go = Импортировать
import-go-on = Продолжить
import-why = импортировано из { $name }
import-stop = Остановить
import-discard = Убрать файл
import-columns = Что в столбцах
import-how-sheet = Прочитан лист { $name }.
import-how-text = Прочитано как { $encoding }, разделитель «{ $separator }».
import-shipped = Такая таблица известна: { $name }.
import-sheet = Лист
import-encoding = Кодировка
import-read-so = Прочитать так
import-column = Столбец
import-samples = Например
import-holds = Что в нём
import-not-used = не используется (хранится со строкой)
import-who-says = Кто это говорит
import-read-again = Прочитать снова
import-by-text = Разметка говорит больше, чем может эта форма: условия, словари или периоды. Ниже она дана текстом.
import-by-hand = Указать самому, что в каждом столбце
import-as-text = Разметка текстом
import-as-text-hint = Для того, чего форма не умеет: условия, малые словари, состояния под стражей, периоды. Описано в docs/mappings.md.
import-mapping = Разметка
import-first = Первые строки, как они будут записаны
import-row = Строка { $number }
import-a-record = запись этой строки или та, что уже известна под этим именем
import-open-report = Читать сообщение
import-drafts =
    { $number ->
        [0] Черновиков нет.
        [one] { $number } черновик ждёт человека.
        [few] { $number } черновика ждут человека.
       *[other] { $number } черновиков ждут человека.
    }
import-read-drafts = Прочитать и составить черновики
import-link = Искать повторы
import-link-hint = Кто в нём может быть тем, кто уже известен. Само по себе ничто не объединяется.
import-undo = Отменить этот импорт
import-undo-hint = Всё, что пришло из этого сообщения, отзывается сразу: остаётся читаемым, зачёркнутым и не считается. Его можно вернуть точно таким, каким оно было.
import-undo-all = Отменить целиком
import-bring-back = Вернуть
import-bring-back-hint = Всё, что было отозвано вместе с этим импортом, снова будет действовать.

import-linkage-hint = Все, кого называет это сообщение, сравниваются со всеми остальными в деле. Само по себе ничто не объединяется: пары, которые могут быть одним человеком, ждут решения человека, и любое решение можно отменить.
import-comparing = Сравнивается…
import-compare = Сравнить сейчас
import-compare-again = Сравнить снова
import-judge = Решить о парах
import-people =
    { $number ->
        [0] Сообщение никого не называет.
        [one] Сообщение называет { $number } человека.
        [few] Сообщение называет { $number } человек.
       *[other] Сообщение называет { $number } человек.
    }
import-pairs =
    { $number ->
        [0] Никто в нём не похож на кого-то другого.
        [one] { $number } пара может быть одним человеком.
        [few] { $number } пары могут быть одним человеком.
       *[other] { $number } пар могут быть одним человеком.
    }

nav-admin = Канцелярия
admin-title = Канцелярия
admin-health = Состояние журнала
admin-health-hint = Всё ли в порядке, можно ли верить журналу, когда он сохранён; резервная копия.
admin-packs = Правовые пакеты
admin-packs-hint = По чьему закону идут часы и какой юрист за это отвечает.
admin-settings = Настройки
admin-settings-hint = Что действует, откуда взято, и то немногое, что меняется здесь.
admin-audit = Кто что сделал
admin-audit-hint = Журнал, прочитанный так: кто, что, когда и почему.
admin-import-hint = Файлы и тексты: переданы, просмотрены, записаны, отменены.
admin-packs-what = Правовой пакет говорит, какие стадии и сроки знает закон. Пока его не подписал юрист этой страны, он черновик, и об этом говорят все часы на табло. Подпись — решение в журнале, её можно отозвать; она действительна для нынешнего текста.
admin-running = по нему идут часы
admin-is-signed = подписан
admin-is-draft = черновик, не подписан
admin-signed = Подписал(а) { $name }, { $date }
admin-limits = Сроки
admin-limit = Срок
admin-article = Статья
admin-founded = Насколько обосновано
admin-from-page = видели на опубликованной странице
admin-from-memory = из общих знаний; нужно подтвердить
admin-stages = Стадии
admin-sign = Подписать как юрист
admin-sign-hint = Кто подписывает, отвечает за каждую строку пакета.
admin-doubtful =
    { $number ->
        [0] Ни один срок не держится только на общих знаниях.
        [one] { $number } срок держится только на общих знаниях; сначала подтвердите его.
        [few] { $number } срока держатся только на общих знаниях; сначала подтвердите их.
       *[other] { $number } сроков держатся только на общих знаниях; сначала подтвердите их.
    }
admin-lawyer = Имя юриста
admin-signed-on = День подписи
admin-unsign = Отозвать подпись
admin-settings-what = Изменение действует со следующего запуска или после блокировки и открытия. То, что задано при запуске программы, сильнее этой страницы.
admin-value = Значение
admin-change = Изменить
admin-changes = Недавно изменено
admin-other-settings = Другие настройки
admin-other-hint = Они меняются только на самой машине. Секреты не показываются никогда.
admin-setting = Настройка
admin-origin = Откуда
admin-meaning = Что делает
admin-secret = (задано, не показывается)
admin-from-default = как встроено
admin-from-file = из настроек дела
admin-from-environment = задано там, где запускается программа
admin-from-flag = задано командой запуска
admin-set-language = Язык, на котором открываются страницы (en, ru, kk)
admin-set-fresh-for = Сколько последнее известие о содержании считается свежим (90m, 6h, 2d)
admin-set-legal-pack = Правовой пакет, по которому идут часы
admin-set-lock-after = Блокируется, если столько времени никто ни о чём не спрашивал (30m, 2h; 0 — никогда)
admin-well = Всё проверенное в порядке
admin-look = Что-то требует внимания
admin-checks = Проверено только что
admin-checked = Что
admin-stands = Состояние
admin-found = Что найдено и что делать
admin-ok = в порядке
admin-not-ok = посмотрите
admin-snapshot = Снимок на диске (запечатан)
admin-no-snapshot = пока нет; сохраняется, когда программа заканчивает работу
admin-last-backup = Последняя копия с этой страницы
admin-no-backup = нет; копии, сделанные командой, здесь следа не оставляют
admin-verify = Проверить журнал
admin-verify-hint = Каждая запись читается с диска, проверяются её подпись и место в дереве — так, как это сделал бы посторонний без ключа. Большой журнал проверяется не сразу.
admin-verify-now = Проверить сейчас
admin-verified =
    { $number ->
        [0] Проверено записей: { $entries }; всё в порядке.
        [one] Проверено записей: { $entries }; { $number } находка.
        [few] Проверено записей: { $entries }; { $number } находки.
       *[other] Проверено записей: { $entries }; { $number } находок.
    }
admin-verify-damage = Повреждения исправляются по целой копии: habeas repair. Оборванный конец — не повреждение: его никто не подтверждал.
admin-backup = Сделать резервную копию
admin-backup-hint = Один запечатанный файл со всем, что было на машине, вместе с доказательствами. Его открывает только лист восстановления (habeas recovery). Просят двое, и в журнале сказано кто.
admin-second = Псевдоним второго человека
admin-backup-now = Сделать и сохранить файл
admin-audit-what = Кто какого рода действие сделал с какой записью, когда и почему. Значений здесь нет.
admin-who = Кто
admin-record = Запись
admin-day = День
admin-show = Показать
admin-when = Когда
admin-what = Что
admin-nothing-done = Подходящего ничего не сделано.

admin-units = Учреждения
admin-units-hint = Отделы, суды и другие учреждения со всеми их названиями, и какие из них могут быть одним.
admin-units-what = Один отдел часто пишут по-разному. Те, о которых решено, что это одно, на табло считаются одним; ничего не теряется, любое решение можно отменить.
admin-units-alike = Может быть одним
admin-unit-one = Одно учреждение
admin-units-count =
    { $number ->
        [0] Учреждений пока нет
        [one] { $number } учреждение
        [few] { $number } учреждения
       *[other] { $number } учреждений
    }
admin-unit-used =
    { $number ->
        [one] названо в { $number } утверждении
        [few] названо в { $number } утверждениях
       *[other] названо в { $number } утверждениях
    }
admin-unit-same =
    { $number ->
        [one] одно с ещё { $number }
        [few] одно с ещё { $number }
       *[other] одно с ещё { $number }
    }
admin-unit-say = Сказать об учреждении больше
admin-unit-words = Словами
admin-unit-sort = Или вид
admin-unit-record = Записать
admin-second-member = За последний день на ваш вывоз должен согласиться другой участник:

admin-export = Вывоз данных
admin-export-hint = Записи, которые покидают дом: только вдвоём.
export-what = Все утверждения и решения, строка за строкой. Один участник просит, другой соглашается в течение суток, и тогда попросивший может забрать файл, пока сутки не прошли. В журнале сказано, кто были оба.
export-holds-all = В вашем файле будут имена, слова сообщений и те, кто их сказал; не будет записей, ограниченных группами, в которых вас нет, и никогда — способов связаться с людьми.
export-holds-everything = В вашем файле будет всё, и то, что ограничено группами; здесь останется только то, как связаться со звонившими.
export-holds-names = В вашем файле будут имена, но не те, кто что сказал; не будет записей, ограниченных группами, в которых вас нет.
export-holds-facts = В вашем файле не будет ни имён, ни источников, ни свободного текста: записи под номерами, времена, места, содержание под стражей и решения.
export-agree-means = Кто соглашается, разрешает другому в течение суток забирать сколько угодно выгрузок и резервных копий из того, что тому видно, и выдавать токены, читающие имена.
export-mine = Ваша просьба
export-agreed = Согласие дал(а) { $by }.
export-waits = Ждёт второго человека с
export-not-asked = Вы не просили о вывозе.
export-ask = Попросить
export-take = Забрать
export-form = Вид
export-form-jsonl = Всё, по объекту JSON в строке
export-form-csv = Утверждения таблицей (CSV)
export-go = Сохранить файл
export-keep = Этот файл прочтёт любой, у кого он окажется. Храните его как имена — на зашифрованном носителе.
export-taken = Забрали недавно

admin-looks = Кто кого смотрел
admin-looks-hint = Журнал просмотров: кто каких людей видел и когда.
looks-what = Каждый просмотр имени участником или программой, записанный за несколько секунд; то же самое в течение четверти часа — один просмотр. Учреждение значит: его табло со всеми, кто на нём был. Владелец за самой машиной следа здесь не оставляет.
looks-whom = Кого видели (запись)
looks-of-one = Просмотры этой записи, того, что о ней, и табло, на которых она тогда стояла.
looks-seen = Видели
looks-nobody = Под этот запрос никто не смотрел.

admin-tokens = Программы
admin-tokens-hint = Токены, с которыми обращаются экраны, боты и скрипты: выдать, посмотреть, отозвать.
tokens-what = С токеном программа обращается от своего имени (docs/api.md). Его показывают один раз; отозванный больше никогда ничего не откроет.
tokens-all = Токены
token-made = Токен для { $name }
token-made-about = Больше его не покажут. Передайте его путём, которому доверяете.
token-name = Имя
token-name-about = Например, bot-1. Оно стоит под всем, что сохраняет программа, поэтому это не чей-то псевдоним.
token-state = Состояние
token-may = Может
token-issued = Выдан
token-until = до
token-good = действует
token-expired = истёк
token-revoked = отозван
token-revoke = Отозвать
token-why-revoke = больше не нужен
token-new = Выдать токен
token-two = нужен второй человек
token-days = Действует
token-days-number =
    { $number ->
        [one] { $number } день
        [few] { $number } дня
       *[many] { $number } дней
    }
token-second = На то, для чего нужен второй человек, другой участник должен был согласиться за последние сутки:
token-go = Выдать
scope-search-see = искать записи по словам
scope-record-see = читать записи без имён, источников и цитат
scope-identity-see = видеть имена, даты рождения и пометки, где они могут быть
scope-source-see = видеть, кто это сказал
scope-report-see = читать сообщения и цитаты
scope-board-see = читать табло и учреждения
scope-figures-see = читать чужие цифры
scope-count-see = читать числа с их расчётом
scope-intake-write = записывать звонки и утверждения
scope-check-write = записывать проверки
scope-review-decide = решать, принимать и отзывать
scope-token-issue = смотреть и отзывать токены
