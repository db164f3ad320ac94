# What a claim may say of a record.

## Person

p-person-name = имя
p-person-birth = дата рождения
p-person-age = возраст
p-person-sex = пол
p-person-nationality = гражданство
p-person-risk = уязвимость
p-person-member-of = входит в
p-person-description = описание
p-person-note = примечание
p-person-office = должность

## Group

p-group-people = сколько людей
p-group-description = описание
p-group-part-of = часть группы
p-group-note = примечание

## Organization

p-organization-name = название
p-organization-type = какая

## Unit

p-unit-name = название
p-unit-type = вид
p-unit-place = где находится

## Place

p-place-name = название
p-place-within = внутри

## Event

p-event-title = что это было
p-event-when = когда
p-event-place = где
p-event-type = форма
p-event-agreement = согласовано ли
p-event-topic = тема
p-event-organizer = кто созвал
p-event-region = регион
p-event-relation = связь с другим

## Detention

p-detention-of = кто задержан
p-detention-people = сколько человек
p-detention-when = когда лишён(а) свободы
p-detention-place = где
p-detention-unit = куда доставлен(а)
p-detention-unit-as-written = подразделение, как написано
p-detention-force = кто задержал
p-detention-role = роль в тот момент
p-detention-organization = от какой организации
p-detention-event = событие
p-detention-custody = этап задержания
p-detention-charge = статья
p-detention-lawyer = адвокат
p-detention-together-with = вместе с
p-detention-duration = как долго
p-detention-note = примечание
p-detention-list = из списка
p-detention-penalty = наказание

## Act

p-act-type = что сделано
p-act-victim = кто пострадал
p-act-detention = во время задержания
p-act-object = что отняли или сломали
p-act-injury = вред
p-act-when = когда
p-act-degree = насколько уверен источник

## Intervention

p-intervention-by = кто вмешался
p-intervention-for = за кого
p-intervention-type = каким образом
p-intervention-response = ответ
p-intervention-when = когда

## Check

p-check-unit = кого спрашивали
p-check-about = о ком
p-check-when = когда
p-check-answer = ответ
p-check-words = что сказали
p-check-by = кто спрашивал

## Proceeding

p-proceeding-of = задержание
p-proceeding-stage = стадия
p-proceeding-when = когда
p-proceeding-result = итог

## Figure

p-figure-measure = что считается
p-figure-unit = в чём считают
p-figure-amount = сколько
p-figure-scope = о каком месте
p-figure-period = о каком времени
p-figure-speaker = кто сказал
p-figure-speaker-role = должность сказавшего
p-figure-outlet = через кого
p-figure-said-on = когда сказано
p-figure-part = его часть
p-figure-label = номер в списке
p-figure-note = примечание

## Statement

p-statement-speaker = кто сказал
p-statement-words = слова
p-statement-type = вид
p-statement-when = когда
p-statement-to = кому
p-statement-about = о чём

## Report

p-report-title = заголовок
p-report-bytes = байты
p-report-type = вид
p-report-published = опубликовано или получено
p-report-url = где найдено
p-report-language = язык
p-report-file = имя файла
p-report-digest = SHA-256
p-report-source = автор
p-report-row = строка таблицы
p-report-doubt = не прочесть без догадок
p-report-receipt = код для звонившего
p-report-boilerplate = не часть текста
p-report-repeat = уже сказано выше
p-report-draft = решение о черновике
p-report-triage = сортировка входящего

## Evidence

p-evidence-type = вид
p-evidence-caption = подпись
p-evidence-credit = автор
p-evidence-shows = что видно
p-evidence-depicts-when = какой день показан
p-evidence-depicts-place = какое место показано
p-evidence-occurrence = встречается также
p-evidence-blob = файл в хранилище
p-evidence-digest = SHA-256
p-evidence-media = тип содержимого
p-evidence-file = имя файла
p-evidence-exif = что файл сообщает о себе
p-evidence-pdq = хеш изображения
p-evidence-received-from = получено от
p-evidence-captured-at = снято или сохранено
p-evidence-custody = цепочка хранения
p-evidence-doubt = сомнение о файле

## Source

p-source-name = имя или название
p-source-type = вид
p-source-relays = пересказывает
p-source-contact = контакт
p-source-feed = отслеживаемый адрес
p-source-token = токен для API
p-contact-how = как связаться со звонившим
p-contact-of = к сообщению
p-contact-until = хранится до
p-contact-seen = просмотрен
p-contact-erased = стёрт
p-unit-at = координаты
p-place-at = координаты
