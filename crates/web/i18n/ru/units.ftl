# Board, checks, family.

## Checks

nav-checks = Обзвон
p-unit-ringing = сейчас звонят, до
p-check-confirms = какое задержание подтверждает
checks-title = Звонки в подразделения
checks-log = Что спросили и что ответили
checks-form = Записать звонок
checks-unit = В какое подразделение
checks-answer = Что ответили
checks-words = Сказанные слова (как запомнили)
checks-about = Спрашивали о ком-то одном? Если нет — значит, обо всех.
checks-about-hint = Ответы «находится здесь» и «отпущен(а)» становятся последними сведениями о тех, кто отмечен. Если отменить звонок, отменятся и они.
checks-when = Когда (пусто: сейчас)
checks-asked-by = Кто звонил, если не вы
checks-save = Сохранить звонок
checks-why = записано со слов по телефону
checks-why-undo = записано по ошибке
checks-undo = Отменить запись о звонке: кто и почему
checks-take-back = Отменить
checks-total =
    { $number ->
        [one] Записан { $number } звонок.
        [few] Записано { $number } звонка.
       *[many] Записано { $number } звонков.
    }
checks-none = Нет записи, чтобы кто-то спрашивал.
checks-was-about = О ком:
checks-everybody = Обо всех
checks-by = спрашивал(а)
checks-logged = Звонок сохранён.
checks-logged-confirms =
    { $number ->
        [one] Звонок сохранён; это последние сведения об { $number } задержании.
        [few] Звонок сохранён; это последние сведения о { $number } задержаниях.
       *[many] Звонок сохранён; это последние сведения о { $number } задержаниях.
    }
form-refused = Не сохранено. Всё, что вы набрали, осталось на месте.
queue-title = Кому звонить дальше
queue-summary = Ждут звонка: { $due }, сейчас звонят: { $rung }.
queue-due = Ждут звонка
queue-rung = Сейчас звонят
queue-asked = Спрашивали в последние десять минут
queue-none = Звонить некуда: неизвестно, чтобы кого-то держали там, где только что не спрашивали.
queue-ring = Звоню сюда сейчас
queue-again = Всё равно позвонить ещё раз
queue-release = Вернуть в очередь
queue-log = Записать ответ
queue-first = в первую очередь: { $number }
queue-why = взято из очереди звонков
queue-why-release = возвращено в очередь
queue-hint = Сначала те, где ещё не спрашивали, затем те, где спрашивали давно, с точностью до часа; при равенстве — где несовершеннолетние, больные, раненые или беременные, затем где людей больше. Взятое подразделение остаётся за вами десять минут, потом само возвращается в очередь.
ringing-until = { $by } звонит, до { $until }

## Lawyers and interventions

p-detention-lawyer-name = имя адвоката
p-intervention-called = кому звонили
p-intervention-to = кому именно
p-intervention-words = что сказали
aid-title = Адвокат и обращения
aid-state = Как обстоит дело с адвокатом
aid-lawyer-name = Кто адвокат (можно не указывать)
aid-set = Сохранить
aid-lawyer-saved = Сохранено: адвокат.
aid-meanwhile = Тем временем { $who } записывает: { $said }.
aid-meanwhile-about = Ваше не потеряно, оно стоит в форме. Сохраните ещё раз, если последнее слово за вами; в истории останется и то и другое.
aid-call-saved = Обращение сохранено.
aid-calls = К кому обращались за них
aid-called = К кому обратились
aid-to = К кому именно (имя, учреждение)
aid-kind = С чем
aid-response = Что из этого вышло
aid-log = Сохранить обращение
aid-none = Нет записи, чтобы к кому-то обращались.
aid-for = За кого:
aid-by = обращался(лась)
aid-somebody = к кому-то
aid-no-result = результата пока нет
aid-why = распорядился диспетчер
lawyer-named = { $state }: { $name }
keys-title = Клавиши: адвокат в два нажатия
keys-hint = Когда строка в фокусе: j и k — вниз и вверх; a, затем 1–9 — назначить адвоката с этим номером из списка, 0 — назначен без имени, w — едет, i — допущен, r — не пустили, n — нет. Любая другая клавиша — отмена.
keys-ask = 1–9, 0, w, i, r, n?
keys-failed = Не сохранено; откройте ссылку в столбце «Адвокат».
term-called-lawyer = адвокат
term-called-embassy = посольство или консульство
term-called-ministry = министерство
term-called-prosecutor = прокуратура
term-called-ombudsman = уполномоченный по правам человека
term-called-doctor = врач
term-called-employer = работодатель или редакция
term-called-media = СМИ
term-called-other = кто-то ещё
term-response-favourable = сделали, о чём просили
term-response-promise = пообещали
term-response-denied = отказали
term-response-none = ответа нет
term-response-other = другое

## Board: conditions, wall, paper

board-more-filters = Ещё условия
board-lawyerless = без адвоката
board-stale = давно ничего не слышно
board-within = Срок истекает в течение (минут)
board-place = Город или место
board-risk = В первую очередь
board-any-risk = все
board-risk-first = несовершеннолетние, больные, раненые, беременные
board-matched =
    { $number ->
        [one] Подходит { $number } строка.
        [few] Подходят { $number } строки.
       *[many] Подходит { $number } строк.
    }
board-wall = Для стены
board-print = Адвокату в карман
wall-title = Стена
wall-more = и ещё подразделения ({ $units }), в них людей: { $people }
wall-maybe = + { $number }, возможно
wall-without = без адвоката: { $number }
wall-stale = давно не слышно: { $number }
wall-over = предел истёк: { $number }
wall-next = до ближайшего предела { $left }
wall-show-names = Показать имена
wall-hide-names = Скрыть имена
wall-names-warning = На этом экране имена: их прочтёт каждый, кто проходит мимо.
pocket-title = Адвокату в карман
pocket-hint = Выберите подразделение и распечатайте страницу: A5 складывается в карман, A6 помещается так. Бумагу могут отобрать у того, кто её несёт.
pocket-notes = Заметки
pocket-by = Напечатал(а): { $by }.

## Family liaison

nav-family = Родным
kind-enquiry = запрос родных
p-enquiry-name = о ком спрашивают
p-enquiry-born = возраст или год рождения
p-enquiry-relation = кем приходится
p-enquiry-asker = кто спрашивает
p-enquiry-when = когда
p-enquiry-about = о ком, как поняли
p-enquiry-answer = что ответили
family-title = Связь с родными
family-ask = Кто-то спрашивает о человеке
family-name = О ком спрашивают (любым письмом)
family-born = Возраст или год рождения
family-relation = Кем приходится этому человеку
family-asker = Имя звонящего, если назвал(а)
family-contact = Как связаться, если хочет
family-contact-hint = Как связаться, хранится отдельно от всего остального и уничтожается через две недели.
family-look = Найти
family-why = спрашивают родные
family-why-answer = прочитано вслух как есть
family-undo = Отозвать этот ответ
family-why-undo = записано по ошибке
family-matches = Спрашивали раньше, а теперь что-то есть
family-match = Возможно, речь об этом человеке, или теперь можно сказать другое:
family-latest = Последние запросы
family-total =
    { $number ->
        [one] Записан { $number } запрос.
        [few] Записано { $number } запроса.
       *[many] Записано { $number } запросов.
    }
family-asked = спросили
family-taken-by = принял(а)
family-told = Ответили
family-not-answered = ещё не ответили
family-answer-unknown = ответ более новой версии
family-back = Все запросы
family-enquiry = Запрос
family-others = Уже спрашивали: скажите то же самое
family-say = Прочтите это вслух и больше ничего
family-say-hint = Прочтите дважды и дайте записать. Не добавляйте, кто ещё задержан, за что и в каком состоянии; если спросят, скажите, что это всё, что вы можете сказать.
family-said = Я это сказал(а)
family-candidates = О ком может идти речь (только для вас)
family-candidates-hint = Спросите возраст, где и когда человека видели последний раз; не называйте подробностей раньше, чем их назовут вам.
family-choose = Речь об этом человеке
family-chosen = выбрано
family-none = Ни о ком из них
family-nobody = Никого с похожим именем не знаем.
family-age = возраст: { $number }
family-withheld = С этой страницы ответ не даётся. Скажите, что перезвонят, и сейчас же обратитесь к координатору.
family-form-not-known = неизвестно
family-form-reported = есть сообщение
family-form-located = место подтверждено
family-form-released = отпущен(а)
family-say-not-known = Мы ничего не знаем об этом человеке. Это не значит, что его не задержали. Мы записали, что вы спрашивали.
family-say-reported = У нас есть сообщение, что этого человека задержали. Где он находится, не подтверждено.
family-say-located = Подтверждено, что этот человек находился здесь: { $unit }, { $at }.
family-say-released = У нас есть сведения, что этого человека отпустили.
