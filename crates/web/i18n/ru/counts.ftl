# Подсчёты, диаграммы, проверка.

## Подсчёты

counts-title = Подсчёты
counts-slider = По состоянию на какой момент
counts-slide = Показать этот момент
counts-day-back = На день раньше
counts-hour-back = На час раньше
counts-hour-on = На час позже
counts-day-on = На день позже
counts-now = Сейчас
counts-side = Бок о бок
counts-side-note = Каждая строка считает своё. Их нельзя складывать и смешивать; чужие числа стоят рядом с нашим, но в него не входят. Тёмная полоса — то, что точно верно, светлая — то, что возможно.
counts-col-number = Сколько
counts-col-bar = Не меньше, не больше
counts-col-since = За сутки
counts-col-part = Часть
counts-since-title = Что изменилось за сутки
counts-since = { $measure }: { $when } было не меньше { $before }, теперь не меньше { $now } ({ $by }). Почему:
counts-since-nothing = { $measure }: { $when } было не меньше { $before }, теперь не меньше { $now } ({ $by }). Ничего, что меняло бы это число, не произошло.
counts-since-ask = Сравнить с тем, что знали сутки назад (это займёт немного времени)
counts-parts = Разбивка
counts-by-city = Город
counts-by-day = День
counts-by-role = Роль
counts-by-unit = Подразделение
counts-parts-of = { $measure }: { $by }
counts-parts-note = Каждая часть сосчитана как отдельный вопрос и ведёт к своему обоснованию. Один человек может быть в нескольких частях, а о некоторых никто не говорит, куда они относятся. Поэтому части не складываются в итог; итог сосчитан отдельно.
counts-total = Итог, сосчитан отдельно
counts-in-none = Точно ни в одной из этих частей
counts-left =
    { $number ->
        [one] Ещё { $number } часть, которую называют реже, не показана.
        [few] Ещё { $number } части, которые называют реже, не показаны.
       *[many] Ещё { $number } частей, которые называют реже, не показаны.
    }
counts-no-events = События считаются целиком. Чтобы разбить число на части, выберите людей или задержания.
counts-one-unit = Вопрос уже об одном подразделении. Разбейте число по-другому.
counts-withheld = скрыто
counts-show-public = Показать так, как можно показывать всем
counts-show-all = Показать все числа
counts-public-note = Для всех: числа меньше пяти показаны как «<5», а строки, по которым их можно было бы вычислить, скрыты.
counts-line = По дням: линия — нижняя граница, светлый столбик — что возможно сверх неё
counts-estimate-none = Из этих источников не складывается таблица, по которой можно оценить больше.
counts-estimate-ready = Источники пересекаются достаточно, чтобы попробовать оценку; она ещё не рассчитана.
counts-estimate-underway = Оценка рассчитывается.
counts-estimate-open = Оценка — и почему она показана или не показана
counts-files-public = Сохранить так, как можно показывать всем:
counts-files-all = Сохранить целиком, только для своих:
counts-file-note = Части могут пересекаться, а некоторые люди не входят ни в одну: из частей не складывается итог, он сосчитан отдельно.
counts-means = Что это
counts-at-least = Не меньше
counts-at-most = Не больше
counts-least = Числа меньше этого не показаны

## Проверка

review-title = Проверка
review-total =
    { $number ->
        [0] Ничто не ждёт решения.
        [one] Решения ждёт { $number } дело.
        [few] Решения ждут { $number } дела.
       *[many] Решения ждут { $number } дел.
    }
review-kinds = Виды
review-all = Все
review-kind-held = Давно нет вестей
review-kind-contradiction = Противоречия
review-kind-duplicate = Возможно, один человек
review-kind-incoming = Поступило
review-kind-draft = Черновики
review-kind-doubt = Сомнения
review-list = В очереди
review-nothing = Здесь ничто не ждёт решения.
review-left-open = оставлено открытым
review-source = В источнике
review-no-source = Текст, на который это опирается, не сохранён.
review-recorded = записано
review-open = Открыть целиком
review-accept = Принять выбранное
review-leave-open = Оставить открытым
review-still-held = Всё ещё под стражей
review-is-out = На свободе
review-ask-again = Спросить снова
review-seen = Просмотрено
review-who = Кто это говорит
review-how = Откуда знает
review-words = Его слова
review-heard = Последние вести { $length } назад
review-heard-from = Последние вести { $length } назад ({ $by })
review-never-heard = С тех пор никто этого не подтверждал.
review-why-usual = сверено с источником
review-keys = Клавиши
review-keys-list = j дальше, k назад, a принять (под стражей, один человек, по делу, просмотрено), r отклонить (на свободе, разные, шум, оставить открытым), u отменить, Enter открывает целиком, ? показывает этот список.
review-keys-off = Без однобуквенных клавиш на этой машине
review-said-accepted = Принято
review-said-corrected = Принято с исправлениями
review-said-refused = Отклонено
review-said-same = Признаны одним человеком
review-said-different = Признаны разными
review-said-unsure = Оставлено открытым
review-said-relevant = Отмечено: по делу
review-said-noise = Отмечено как шум
review-said-repeat = Отмечено как повтор
review-said-held = Записано: всё ещё под стражей
review-said-released = Записано: на свободе
review-said-seen = Просмотрено
ruling-seen = просмотрено и оставлено как есть
nav-review = Проверка
counts-col-why = Почему
