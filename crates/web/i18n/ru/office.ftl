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
