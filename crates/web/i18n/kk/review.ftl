# Адамдарды күтіп тұрған тізімдер.

duplicates-title = Бір адам болуы мүмкін
duplicates-count =
    { $number ->
        [0] Ешкім ұсынылмады.
        [one] { $number } жұп шешім күтіп тұр.
       *[other] { $number } жұп шешім күтіп тұр.
    }
duplicates-hint = Бұл — сұрақтар. Адам айтпайынша ешкім ешкіммен біріктірілмейді; кез келген шешімді қайтаруға болады, ал «бөлек» деп танылғандар қайта сұралмайды.
duplicates-none = Әлі шешілмеген және аттары бір болуы мүмкін екі адам жоқ.
duplicates-looking = Іске қосылғаннан кейін барлығы алғаш рет қаралып жатыр. Бір минуттан кейін қайта қараңыз.
duplicates-passed-over =
    { $number ->
        [one] Аттардағы { $number } сөз тым жиі кездеседі, оны иеленгендер өзара салыстырылмады.
       *[other] Аттардағы { $number } сөз тым жиі кездеседі, оларды иеленгендер өзара салыстырылмады.
    }
duplicates-also = басқаша жазылуы
duplicates-born = туған күні
duplicates-age = жасы: { $age }
duplicates-female = әйел
duplicates-male = еркек
duplicates-detained = ұсталуы
duplicates-no-detention = ұсталуы жазылмаған
duplicates-by = Бүркеншік атыңыз
duplicates-why = Неге
duplicates-same = Бір адам
duplicates-different = Бөлек адамдар
duplicates-unsure = Сенімді емеспін
duplicates-undo = Қайтару
likeness-same = аттары бірдей
likeness-likely = аттары бірдей болса керек
likeness-unsure = аттары бірдей болуы мүмкін
name-given = есімі
name-patronymic = әкесінің аты
name-family = тегі
name-initial = бас әрпі
name-word = аттың сөзі
reason-equal = { $part } бірдей: { $first } = { $second }
reason-spelling = { $part } басқаша жазылған: { $first } ~ { $second }
reason-form = бір есімнің түрлері: { $first } ~ { $second }
reason-ending = { $part } тек жалғауы басқа: { $first } ~ { $second }
reason-initial-fits = бас әрпі сәйкес: { $first } ~ { $second }
reason-initial-form = бас әрпі сәйкес болуы мүмкін: { $first } ~ { $second }, { $form } ретінде
reason-initial-differs = бас әрпі сәйкес емес: { $first }, { $second }
reason-differ = { $part } басқа: { $first }, { $second }
reason-missing = { $part } тек бір жағында бар: { $word }
reason-nothing = салыстыратын ештеңе жоқ: атта әріп жоқ
duplicates-weight = Салмақ неден құралады: { $weight }
duplicates-weight-hint = Әр қадам бит қосады немесе алады: бір бит мүмкіндікті екі еселейді немесе екіге бөледі. Салмақтар тұрақты, қолмен белгіленген; белгісіз нәрсенің салмағы жоқ. Қосынды тізімнің ретін береді. Ол ықтималдық емес.
step = Қадам
step-bits = Бит
step-before = салыстырғанға дейін; бұл сөздер { $sharing } немесе одан көп адамның атында бар
step-names = аттары
step-sum = барлығы
sign-born-same-day = бір күні туған
sign-born-same-month = белгілі болғанынша, бір айда туған
sign-born-same-year = белгілі болғанынша, бір жылы туған
sign-born-one-slip = туған күндері бір қате жазылған белгімен ғана ерекшеленеді
sign-born-near = туған күндері басқа, айырмасы бір жыл ішінде
sign-birth-differs = туған күндері басқа
sign-age-fits = жастары сәйкес
sign-age-differs = жастары сәйкес емес
sign-same-sex = жынысы бір
sign-sex-differs = бірі әйел, бірі еркек
sign-same-nationality = ұлты бір
sign-nationality-differs = ұлты әртүрлі жазылған
sign-same-day = бір күні ұсталған
sign-near-in-time = екі күн ішінде ұсталған
sign-far-in-time = басқа уақытта ұсталған
sign-same-place = бір жерде ұсталған
sign-other-place = бір күні ұсталған, орындары әртүрлі жазылған
sign-same-unit = бір бөлімде болған
sign-other-unit = бір күні әртүрлі бөлімдерде болған
sign-same-report = бір хабар екеуін екі адам деп айтады
sign-two-go-together = күн, орын және бөлім өзара байланысты: бір бөлігі алынды
sign-all-go-together = күн, орын және бөлім өзара байланысты: бір бөлігі алынды

## Drafts

drafts-title = Хабарларда не айтылған сияқты
drafts-count =
    { $number ->
        [0] Бұл хабар бойынша жоба жоқ.
       *[other] Бұл хабардың { $number } жобасы шешім күтіп тұр.
    }
drafts-hint = Бұл хабарларды машина оқыды. Адам қабылдамайынша, одан ештеңе сақталмайды, саналмайды және іздеуде табылмайды; қабылданғаны дәйексөзімен сіздің мәлімдемеңізге айналады. Бәрін болдырмауға болады.
drafts-keys = Түзету үшін өрісті өзгертіңіз; жазбау үшін босатыңыз. Пернелер: j келесі, k кері, a қабылдау, r қабылдамау, c түзету, u болдырмау.
drafts-none = Күтіп тұрған жоба жоқ.
drafts-passage = Хабарда
drafts-slots = Не айтылған сияқты
drafts-who = Бұл кім
drafts-new-person = әлі жазылмаған адам
drafts-look = қарау
drafts-accept = Қабылдау
drafts-refuse = Қабылдамау
drafts-next = Келесі жоба
drafts-before = Алдыңғы жоба
drafts-other = Келесі хабар
drafts-whole = Мәтін веб-беттен немесе басқа кодтаудан алынды: мәлімдемелер хабардың байттарына емес, тұтас хабарға сілтейді.
drafts-background = бұрынғы кез туралы, мән-жай ретінде айтылған
drafts-unconfirmed = расталмағанын мәтіннің өзі айтады
drafts-why-usual = хабармен қатар оқылды
drafts-why-undo = қате шешілген
draft-detention = Ұстау
draft-figure = Сан
draft-harm = Зиян
draft-property = Алынған мүлік
draft-intervention = Біреу араша түсті
draft-statement = Айтылған сөз
drafted-accepted = қабылданды
drafted-corrected = түзетіліп қабылданды
drafted-refused = қабылданбады
slot-person = кім
slot-people = қанша адам
slot-birth = туған жылы
slot-role = рөлі
slot-organization = қайда жұмыс істейді
slot-force = кім ұстады
slot-place = қайда
slot-date = қашан
slot-outcome = қазіргі жағдайы
slot-penalty = жаза
slot-duration = қанша уақыт
slot-measure = не саналады
slot-number = қанша
slot-speaker = кім айтады
slot-victim = кімді
slot-type = не істелді
slot-injury = зиян, сөзбен
slot-item = не алынды
slot-by = кім араша түсті
slot-response = нәтижесі
slot-words = сөздері

## What came in

feeds-title = Түскен хабарлар
feeds-heaps = Кезек бөліктері
feeds-heap-waiting = Сұрыпталмаған ({ $number })
feeds-heap-noise = Маңызсыз ({ $number })
feeds-heap-done = Шешілген ({ $number })
feeds-none-waiting = Сұрыптауды күтіп тұрған хабар жоқ.
feeds-none = Мұнда ештеңе жоқ.
feeds-hint = Бұл хабарларды түскен кезде бағдарлама сөздеріне қарап сұрыптады. Одан ештеңе саналмайды; маңызсыздары мен қайталанғандары да сақталады. Сіздің шешіміңіз одан жоғары тұрады, хабарға және оның барлық қайталануына қатысты, әрі оны болдырмауға болады.
feeds-keys = Пернелер: j келесі, k кері, o мәтінді ашу, r маңызды, n маңызсыз, d қайталау, u болдырмау.
feeds-came = түскен уақыты:
feeds-open = Мәтінді ашу
feeds-whole = Хабар толығымен
feeds-relevant = Маңызды
feeds-noise = Маңызсыз
feeds-repeat = Жай қайталау
feeds-no-repeat = Қайталау емес: маңызды
feeds-keep-by = Бүркеншік атты есте сақтау
feeds-why = қолмен сұрыпталды
feeds-why-watch = біздің дереккөздер тізімі
feeds-sorted-news = жаңалық, салмағы 100-ден { $score }
feeds-sorted-noise = маңызсыз, салмағы 100-ден { $score }
feeds-sorted-changed = мынаның өзгертілген көшірмесі:
feeds-sorted-repeat = қайталау
feeds-imported = қолмен енгізілген
feeds-marked-relevant = маңызды деп белгіленді
feeds-marked-noise = маңызсыз деп белгіленді
feeds-marked-repeat = қайталау деп белгіленді
feeds-drafts = шешім күтіп тұрған жобалар: { $number }
feeds-repeats = Қайталануы: { $number }; бір дереккөз тізбегі
feeds-watched = Не бақыланады
feeds-nothing-watched = Әзірге ештеңе бақыланбайды.
feeds-watch-hint = Осы компьютердің қалталары мен өз желіңіздегі таспалар командалық жолда қосылады: habeas feed add. Таспа сервері сіздің желіңіздің мекенжайын көреді.
feeds-address = RSS немесе Atom таспасының мекенжайы
feeds-source = Кімдікі
feeds-watch = Бақылау
feeds-remove = Енді бақыламау
feeds-look = Қазір тексеру
feeds-looking = Тексеру жүріп жатыр; бетті сәл кейін жаңартыңыз.
feeds-last =
    { $number ->
        [0] Соңғы тексеру: { $at }; жаңа хабар жоқ.
       *[other] Соңғы тексеру: { $at }; { $number } жаңа хабар.
    }
feeds-every = Сервер өзі тексереді, аралығы: { $time }.
feeds-by-hand = Сервер тек айтқанда тексереді (feeds_every баптауы).
feeds-problems = Соңғы тексерудегі ақаулар: { $number }
feeds-way-folder = қалта
feeds-way-private = өз желімізде
who-decides = Шешетін

doubts-title = Күмәндар, бірнешеуін бірден
doubts-several = Бірнешеуін бірден
doubts-count =
    { $number ->
        [0] Күтіп тұрған күмән жоқ.
        [one] { $number } күмән күтіп тұр.
       *[other] { $number } күмән күтіп тұр.
    }
doubts-hint = Бір себеп келетіндерін белгілеңіз. Бұдан ешбір сан өзгермейді: күмән хабарымен бірге қалады, шешімді қайтарып алуға болады.
doubts-leave = Белгіленгендер оқылды
doubts-left =
    { $number ->
        [one] { $number } күмән сол күйінде қалдырылды.
       *[other] { $number } күмән сол күйінде қалдырылды.
    }
review-drafts-read = Осы жобалар үшін оқылған хабарламалар: { $read }; әлі оқылмағаны: { $unread }.
review-drafts-on = Әрі қарай оқу
review-drafts-oldest = Алдымен ескі хабарламалар
review-drafts-latest = Алдымен жаңа хабарламалар
