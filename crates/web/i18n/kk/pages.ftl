# The pages, each under its heading.

## Board

board-title = Қазір кім ұсталып отыр
board-summary = { $held } адам ұсталып отыр, тағы { $maybe } адам болуы мүмкін.
board-as-of = Мына сәттегі жағдай:
board-every-unit = барлық бөлімше
board-all-lines = барлық жол
board-now = Қазір, бәрі
board-still = Бұл — бұрынғы сәт, ол өздігінен жаңармайды.
board-empty = Бұл сәтте ешкімнің ұсталғаны белгісіз.
board-nowhere = Қайда екені белгісіз
board-held = { $held } адам ұсталып отыр
board-held-maybe = { $held } адам ұсталып отыр, тағы { $maybe } болуы мүмкін
board-released = { $number } шықты
board-long-ago = { $number } адам туралы бір ай хабар жоқ
board-maybe = ұсталып отыруы мүмкін
board-no-check = Мұнда біреу сұрағаны туралы жазба жоқ.
board-check-no-record = жауап жазылмаған
board-check = Соңғы рет { $ago } бұрын сұралды: { $answer }.
board-check-words = Соңғы рет { $ago } бұрын сұралды: { $answer } («{ $words }»).
board-more = Мұнда тағы { $number } адам
board-never-confirmed = расталмаған
board-confirmed = { $ago } бұрын
board-confirmed-by = { $ago } бұрын, { $who }
board-lawyer-unknown = белгісіз
board-release-contradicted = шықты дейді, бірақ қайшы дерек бар
board-pack-unsigned = Заң мерзімдері { $pack } бойынша есептеледі — оған ешбір заңгер қол қоймаған, жоба ғана: сүйенбес бұрын тексеріңіз.
board-pack-signed = Заң мерзімдері { $pack } бойынша есептеледі, қол қойған: { $lawyer }, { $date }.
board-no-pack = Құқықтық пакет берілмеген, сондықтан заң мерзімдері есептелмейді.
board-fresh = Ұсталу туралы дерек жаңа саналатын мерзім:
col-who = Кім
col-since = Қашаннан
col-state = Жағдайы
col-liberty = Бостандығынан айырылғаны
col-clock = Заң мерзімі
col-lawyer = Адвокат
col-confirmed = Соңғы рет расталды
people = { $number } адам
people-between = { $least }–{ $most } адам
people-at-least = { $least } адам немесе одан көп
live-pause = Жаңартуды тоқтата тұру
live-go-on = Жаңартуды жалғастыру
live-paused = Тоқтатылды.
live-lost = Сервер жауап бермейді, қайта көрудеміз.
live-changed = Жаңарды.

## Clocks

clock-liberty-unknown = белгісіз
clock-passed = { $limit } сағ шегі { $ago } бұрын өтті
clock-may-have-passed = { $limit } сағ шегі өткен болуы мүмкін, ең ерте дегенде { $ago } бұрын
clock-left = { $limit } сағ шегіне кемінде { $left } қалды
clock-start-unknown = { $limit } сағ шегі, басталуы белгісіз
clock-held-longer = { $limit } сағ шегінен артық ұсталып отырғанына { $ago }; заң мерзімі кейін басталған немесе басталмаған
clock-charge-changed = бап { $from } орнына { $to } болды: шек { $before } сағ → { $after } сағ
clock-idle-delivery = { $limit } сағ шегі жүрмейді: бөлімшеге жеткізілгені белгісіз
clock-idle-detention = { $limit } сағ шегі жүрмейді: ұсталған сәті белгісіз
clock-idle-protocol = { $limit } сағ шегі жүрмейді: хаттаманың түскені белгісіз
clock-idle-unknown = { $limit } сағ шегі жүрмейді: неден басталатыны пакетте айтылмаған
clock-unsigned = дабыл: пакетке қол қойылмаған
clock-charge-doubt = { $charge } бабы қамауға жол бере ме, белгісіз

## Search

search-title = Іздеу
search-words = Сөздер, кез келген жазумен
search-go = Іздеу
search-hint = Есім, жер, сөздің басы немесе жазба нөмірінің алғашқы таңбалары. Қасым Kasym және Касым деп те табылады.
search-count = { $number } жазба табылды.
search-first = Алғашқы { $number } жазба, тағы да бар.
search-none = Ештеңе табылмады. Аз әріппен немесе аз шартпен көріңіз.
search-held-at = { $state }, { $unit }; мына уақыттан: { $since }
search-held = { $state }; мына уақыттан: { $since }
search-detentions = { $number } ұстау
contested = қайшы деректер
field-kind = Түрі
field-state = Жағдайы
field-role = Рөлі
field-day = Күні
field-language = Тілі
field-contested = тек қайшылары
field-unverified = тек расталмағандары
field-unit = Бөлімше
field-source = Дереккөз
field-as-of = Қай сәтке (бос: қазір)

## Record

record-title = { $kind } { $id }
record-read-report = Хабарды оқу
record-on-board = Тақтада
record-then = Журналдың { $position }-орнында не белгілі еді.
record-now = Қазір не белгілі екенін көрсету
record-contested = { $number } қасиет бойынша дереккөздер бір-біріне қайшы, шешім жоқ.
record-unknown = Жаңа нұсқаның { $number } сөзі оқылмай сақталған.
record-known = Не белгілі және қайдан
record-more-claims = Тағы { $number } тұжырым; бәрі экспортта бар.
standing-agreed = дереккөздер келіседі
standing-several = бірнеше мән қатар тұр
standing-accepted = адам таңдаған
standing-contested = ҚАЙШЫЛЫҚ: дереккөздер келіспейді, шешім жоқ
standing-unknown = күшінде ештеңе жоқ
accepted-by = Таңдаған: { $who }, { $when }: { $why }
retracted-by = Қайтарып алған: { $who }, { $when }: { $why }
claim-stands = күшінде
claim-accepted = таңдалған
claim-draft = жоба, есептелмейді
claim-retracted = қайтарып алынған, есептелмейді
claim-denied = ЖОҚҚА ШЫҒАРУ: дереккөз олай емес дейді
claim-report = Хабар
claim-source = Дереккөз
claim-no-source = жазылмаған
claim-reliability = сенімділігі
claim-said = Айтылған уақыты
claim-credibility = Шынайылығы
claim-note = Ескертпе
claim-recorded = Жазған
claim-history = осы тұжырым бойынша шешімдер: { $number }
not-graded = бағаланбаған
grade = { $code }: { $words }
timeline = Ұстау кезеңдері
timeline-claim = тұжырым
judgements = Басқа жазбалармен салыстыру
history = Шешімдер
used-by = Осыған сілтейтіндер
used-by-count = { $number } жазба
used-by-more = және тағы { $number }
ruling-accept = тұжырым таңдалды
ruling-retract = тұжырым қайтарып алынды
ruling-undo = бұрынғы шешім жойылды
ruling-ask-erasure = өшіру сұралды
ruling-confirm-erasure = өшіру расталды
ruling-hold = өшіруге тыйым салынды
ruling-erased = өшірілді
ruling-grade = баға: { $grade }
ruling-by = { $what } — { $who }
ruling-admit-reporter = хабар жіберуге рұқсат берілді
ruling-beacon = шамшырақ ретінде жазылды: мұны бұрын ешкім біле алмайтын
ruling-attest = қиылысатын тізімдер үшін жауапкершілік алынды
time-not-before = { $when } кейін жасалған: уақыт белгісі бойынша
time-not-before-unchecked = { $when } кейін жасалған: шамшырақ бойынша, оны тексеру керек
time-not-after = { $when } дейін жасалған: сырттан қойылған уақыт белгісі бойынша
time-not-stamped = сырттан уақыт белгісі қойылмаған
claim-time = Уақыт
about-time-covered = Сырттан уақыт белгісі қойылған бақылау нүктесіндегі жазбалар: { $entries } ішінен { $covered }.
about-time-nobody = Уақыт белгісін қоятын қызмет бапталмаған: жазбаның қашан жасалғанын сырттан ешкім растамайды. Бұл қалыпты жағдай.
ruling-undone = жойылған
spot-whole = хабар тұтас
spot-quote = { $start }–{ $end } байт
spot-row = { $row }-жол
spot-cell = { $row }-жол, { $column } бағаны
spot-page = { $page }-бет
spot-timecode = { $time } тұсы
step-from = мынадан бастап: { $when }
step-to = мынаған дейін: { $when }
step-confirmed = расталды: { $when }
step-known = айтқан: { $who }
value-bytes = хабардың байттары
value-cut = … тағы { $number } таңба
amount-between = нақты { $low }–{ $high }
amount-at-least = нақты { $low } немесе одан көп
amount-at-most = нақты { $high } немесе одан аз
amount-no-number = сөз санды атамайды

## Report

report-kind = хабар
report-claims-about = Бұл хабар туралы не жазылған
report-raw = Байттарды келген күйінде сақтау
report-size = { $bytes } байт
report-text = Мәтін, келген күйінде
report-not-utf8 = Бұл байттар UTF-8 емес; оқылмаған әріптер � деп көрсетілген. Сақталған файлда байттар өзгермейді.
report-part = { $parts } бөліктің { $part }-бөлігі
report-no-bytes = Бұл хабардың байттары мұнда сақталмаған.
report-passages = Тұжырымдар сүйенетін үзінділер
report-passage = { $number }-үзінді
report-more-passages = Мәтінде тағы { $number } үзінді белгіленген.
report-whole = Хабарға тұтас сүйенетін тұжырымдар
report-table = Кесте, келген күйінде
report-rows = { $number } бастапқы жол сақталған.
report-row = Жол
report-column = { $number }-баған
report-doubts = Болжамсыз оқылмаған жерлер

## Figures

figures-title = Өзгелердің сандары
figures-lead = Өзгелер атаған сандар, қатар қойылған. Олар орташаланбайды және құжатталғанға қосылмайды.
figures-flags = Дәйексөз келтірмес бұрын
figures-table = Барлық сан және оны кім айтты
figures-none = Сандар жазылмаған.
figure-id = Сан белгісі
figure-number = Қанша
figure-measure = Не саналады
figure-no-measure = не саналатыны жазылмаған
figure-scope = Қайда және қашан
figure-speaker = Кім айтты
figure-said = Қашан және кім арқылы
figure-parts = Бөліктері
figure-source = Дереккөз, хабар, ескертпелер
figure-contested = қайшы:
flag-parts-add-up = бөліктері сәйкес: { $parts } = { $total }
flag-parts-fit-word = бөліктері { $parts } = { $sum } береді, { $total } емес; «{ $word }» деген сөз бұған жол береді
flag-some-parts-add-up = жиынды бөліктердің бірқатары ғана береді: { $parts } = { $total }; { $others } басқа нәрсе туралы
flag-parts-contradict = бөліктері { $parts } = { $sum } береді, бұл { $total } дегенге қайшы
flag-measure-changed = { $number } саны басқа нәрсе ретінде қайталанған: онда «{ $was }», мұнда «{ $now }»
flag-part-differs = «{ $part }» мұнда { $here }, онда { $there }, айтқан бір адам: қайшылық

## Count

count-title = Санақ
count-go = Санау
field-measure = Нені санау
field-place = Жер
field-from = Бастап
field-to = Дейін
field-filter = Басқа қасиеттер, ҚАСИЕТ=МӘН; …
field-position = Қай орында белгілі болғандай
field-before = Қай орыннан бергі айырма
count-as-of = Мына сәттегі жағдай:
count-floor = Кемінде { $floor }: әртүрлісі сонша болуы міндетті.
count-ceiling = Ең көбі { $ceiling }, егер белгісіздің бәрі рас болса.
count-no-ceiling = Жоғарғы шек жоқ: саналғанның бірінде ол жоқ.
count-or-more = { $floor } немесе одан көп
count-named = Аты-жөні белгілісі: { $number }.
count-unit-persons =
    { $number ->
       *[other] адам
    }
count-unit-detentions =
    { $number ->
       *[other] ұстау
    }
count-unit-events =
    { $number ->
       *[other] оқиға
    }
count-difference = Неге өзгеше
count-before = { $position }-орында төменгі шек { $floor } еді. Содан бері:
count-change = { $by }: { $why }
count-no-change = Төменгі шекті өзгертетін ештеңе жоқ.
change-happened-since = содан бері болды
change-found-late = кеш белгілі болды: ол кезде болып қойған
change-judged-same = бір деп танылды
change-told-apart = бөлек деп танылды
change-withdrawn = қайтарып алынды немесе сұраққа енді кірмейді
change-corrected = түзетілді
count-beside = Өзгелер не дейді
count-beside-note = Санның жанында, бірақ ішінде емес.
count-beside-table = Осы туралы өзгелердің сандары
count-receipt = Сан неден құралды
count-lines = Осы санның артындағы барлық жазба
count-no-lines = Артында бірде-бір жазба жоқ.
col-record = Жазба
col-floor = Кемінде қосады
col-ceiling = Ең көп қосады
col-why = Неге
col-happened = Қашан
count-open = шексіз
count-merged = мынамен бірге бір рет саналады:
count-exclusions = Төменгі шекке кірмегендер
count-which = қайсысы
count-nothing-excluded = Ештеңе алып тасталмады.
count-contradictory = Әрі бір, әрі бөлек деп танылғандар
count-position = Журналдағы орын
count-behind =
    { $number ->
        [one] Содан бері { $number } жазба сақталды, ол есептеліп жатыр: көру үшін бетті жаңартыңыз.
       *[other] Содан бері { $number } жазба сақталды, олар есептеліп жатыр: көру үшін бетті жаңартыңыз.
    }
count-root = Журнал түбірі
count-fresh = Ұсталу туралы дерек жаңа саналатын мерзім
count-link = Дәл осы сан қайтадан

## About

about-title = Осы беттер туралы
about-what = habeas қуғын-сүргін туралы бір сұраққа жауап береді: кімді, кім, қайда, қашан ұстады, олар шықты ма — және мұны қайдан білеміз?
about-demo = Күн бастапқы саннан құралған: сол сан сол күнді береді. Мұндағы адамдардың ешқайсысы жоқ.
about-how = Қалай оқу керек
about-claims = Белгілінің бәрі — тұжырым: оны дереккөз айтқан, міне дәйексөзі. Әр мән өз дәйексөзіне апарады.
about-ledger = Ештеңе үстінен жазылмайды. Түзету, қайтарып алу, салыстыру — кейінгі жазбалар, әрқайсысын жоюға болады.
about-numbers = Санның төменгі және жоғарғы шегі және артындағы барлық жазбаның тізімі бар.
about-doubt = Белгісіз белгісіз болып қалады. Ескірген дерек «ұсталып отыр» дегенді «ұсталып отыруы мүмкін» етеді, бірақ ешқашан «шықты» етпейді.
about-clocks = Заң мерзімдері
about-unsigned = жоба; оған ешбір заңгер қол қоймаған, бұл заң кеңесі емес.
about-not-kept = Мұнда не сақталмайды
about-no-telemetry = Телеметрия жоқ, сырттан ештеңе жүктелмейді.
about-no-log = Мекенжайлар да, браузер атаулары да сақталмайды. Адамның жазбасын кім ашқаны адамдарға жауаптылар үшін жазылады.
about-no-cache = Браузерлерге беттерді сақтамау айтылған.
about-session = Бір cookie сізді кіргізеді: ең көбі он екі сағат және сұраныссыз { $minutes } минут; екіншісі тілді есте сақтайды.
about-lock = Құлыптау
about-lock-what = «Құлыптау» кілттер мен ашық тұрғанның бәрін осы машинаның жадынан бірден, барлығы үшін алып тастайды.
about-lock-after = Кіргендердің ешқайсысы { $time } ештеңе сұрамаса, өзі құлыпталады.
about-lock-never = Өзі құлыпталмайды.
about-panic = Бұл мекенжайды ашқан адам да оны құлыптайды — осында жететін кез келген машинадан, кірмей-ақ. Қол жететін жерге жазып қойыңыз:
about-leave = «Кету» сеансыңызды аяқтап, бетті тазартады; картотека басқаларға ашық қалады. Жалғыз өзіңіз оралу үшін оны құлыптап, қайта ашыңыз.
about-state = Осы картотека
about-version = Нұсқа
about-read-only = Бұл беттер тек көрсетеді. Жазу, салыстыру және жүктеу әзірге командалармен істеледі.

## Evidence

evidence-files = Сақталған файлдар
evidence-copy = Жұмыс көшірмесін сақтау
evidence-copy-note = Кескін метадерексіз қайта кодталған. Әр көшірме сақтау тізбегіне жазылады.
evidence-custody = Сақтау тізбегі
file-role-original = түпнұсқа
file-role-working-copy = жұмыс көшірмесі
file-role-derived = туынды файл
custody-event-captured = түсірілді не сақталды
custody-event-received = алынды
custody-event-hashed = хеші есептелді
custody-event-stored = қоймаға қойылды
custody-event-derived = басқа файлдан жасалды
custody-event-copied = жұмыс көшірмесі берілді
custody-event-viewed = қаралды
custody-event-exported = түпнұсқа берілді
custody-event-verified = тексерілді
custody-event-failed = тексеруден өтпеді
