# What a claim may say of a record.

## Person

p-person-name = аты-жөні
p-person-birth = туған күні
p-person-age = жасы
p-person-sex = жынысы
p-person-nationality = азаматтығы
p-person-risk = осалдығы
p-person-member-of = мына топта
p-person-description = сипаттамасы
p-person-note = ескертпе
p-person-office = лауазымы

## Group

p-group-people = адам саны
p-group-description = сипаттамасы
p-group-part-of = мына топтың бөлігі
p-group-note = ескертпе

## Organization

p-organization-name = атауы
p-organization-type = қандай

## Unit

p-unit-name = атауы
p-unit-type = түрі
p-unit-place = орналасқан жері

## Place

p-place-name = атауы
p-place-within = мына жердің ішінде

## Event

p-event-title = не болды
p-event-when = қашан
p-event-place = қайда
p-event-type = түрі
p-event-agreement = билікпен келісілді ме
p-event-topic = тақырыбы
p-event-organizer = кім шақырды
p-event-region = өңір
p-event-relation = басқа оқиғамен байланысы

## Detention

p-detention-of = кім ұсталды
p-detention-people = қанша адам
p-detention-when = бостандығынан қашан айырылды
p-detention-place = қайда
p-detention-unit = қайда жеткізілді
p-detention-unit-as-written = бөлімше, жазылған күйінде
p-detention-force = кім ұстады
p-detention-role = сол сәттегі рөлі
p-detention-organization = қай ұйымнан
p-detention-event = оқиға
p-detention-custody = ұстау кезеңі
p-detention-charge = заң бабы
p-detention-lawyer = адвокат
p-detention-together-with = мынамен бірге
p-detention-duration = қанша уақыт
p-detention-note = ескертпе
p-detention-list = мына тізімнен
p-detention-penalty = жаза

## Act

p-act-type = не істелді
p-act-victim = кім зардап шекті
p-act-detention = қай ұстау кезінде
p-act-object = не алынды не сындырылды
p-act-injury = келтірілген зиян
p-act-when = қашан
p-act-degree = дереккөз қаншалықты сенімді

## Intervention

p-intervention-by = кім араша түсті
p-intervention-for = кім үшін
p-intervention-type = қалай
p-intervention-response = жауап
p-intervention-when = қашан

## Check

p-check-unit = қай бөлімше сұралды
p-check-about = кім туралы
p-check-when = қашан
p-check-answer = жауап
p-check-words = не айтылды
p-check-by = кім сұрады

## Proceeding

p-proceeding-of = қай ұстау
p-proceeding-stage = кезеңі
p-proceeding-when = қашан
p-proceeding-result = нәтижесі

## Figure

p-figure-measure = не саналады
p-figure-unit = немен саналады
p-figure-amount = қанша
p-figure-scope = қай жер туралы
p-figure-period = қай уақыт туралы
p-figure-speaker = кім айтты
p-figure-speaker-role = айтқанның лауазымы
p-figure-outlet = кім арқылы
p-figure-said-on = қашан айтылды
p-figure-part = бөлігі
p-figure-label = тізімдегі белгісі
p-figure-note = ескертпе

## Statement

p-statement-speaker = кім айтты
p-statement-words = сөздері
p-statement-type = түрі
p-statement-when = қашан
p-statement-to = кімге
p-statement-about = не туралы

## Report

p-report-title = тақырыбы
p-report-bytes = байттары
p-report-type = түрі
p-report-published = жарияланған не алынған уақыты
p-report-url = қайдан табылды
p-report-language = тілі
p-report-file = файл аты
p-report-digest = SHA-256
p-report-source = кім жасады
p-report-row = кесте жолы
p-report-doubt = болжамсыз оқылмады
p-report-receipt = хабарлаушыға берілген код
p-report-boilerplate = мәтіннің бөлігі емес
p-report-repeat = жоғарыда айтылған
p-report-draft = жоба туралы шешім
p-report-triage = түскен хабарды сұрыптау

## Evidence

p-evidence-type = түрі
p-evidence-caption = жазуы
p-evidence-credit = кім жасады
p-evidence-shows = не көрінеді
p-evidence-depicts-when = қай күнді көрсетеді
p-evidence-depicts-place = қай жерді көрсетеді
p-evidence-occurrence = тағы кездесетін жері
p-evidence-blob = қоймадағы файл
p-evidence-digest = SHA-256
p-evidence-media = мазмұн түрі
p-evidence-file = файл атауы
p-evidence-exif = файлдың өзі туралы айтатыны
p-evidence-pdq = кескін хеші
p-evidence-received-from = кімнен алынды
p-evidence-captured-at = түсірілген не сақталған уақыты
p-evidence-custody = сақтау тізбегі
p-evidence-doubt = файл туралы күмән

## Source

p-source-name = аты
p-source-type = түрі
p-source-relays = мынаны қайталайды
p-source-contact = байланыс
p-source-feed = бақыланатын мекенжай
p-source-token = API токені
p-contact-how = қоңырау шалушымен байланыс
p-contact-of = қай хабарға
p-contact-until = сақталу мерзімі
p-contact-seen = қаралған уақыты
p-contact-erased = өшірілген
p-unit-at = координаттары
p-place-at = координаттары
