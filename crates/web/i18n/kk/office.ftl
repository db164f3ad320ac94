# Import, admin.
ruling-withdraw = осы хабарламада айтылғанның бәрі қайтарып алынды
ruling-sign-pack = құқықтық пакетке қол қойылды
ruling-set = баптау өзгертілді

nav-import = Импорт
import-title = Импорт
import-hint = Файлды немесе мәтінді тапсырыңыз. Ол алдымен оқылады; не шығатынын көрмейінше ештеңе жазылмайды. Кез келген импортты тұтас қайтаруға болады.
import-file = Файл
import-choose = Файл
import-kinds = Кестелер (CSV, XLSX, ODS), веб-беттер, жай мәтін, тұжырымдар топтамасы (JSON); ең көбі { $number } МБ. Файл тек жадта сақталады, дискіде оқылатын түрде ешқашан жатпайды.
import-more = Қайдан алынған
import-source = Кім жасаған
import-published = Қашан жарияланған
import-url = Мекенжайы
import-look = Оқу
import-text = Мәтін
import-text-title = Тақырыбы
import-text-words = Мәтін, жазылған күйінде
import-pasted = Қойылған мәтін
import-tray = Тапсырылған, әлі импортталмаған
import-tray-hint = Файлдар мұнда екі сағат немесе бағдарлама құлыпталғанша, қайта іске қосылғанша күтеді. Жазылып қойғаны қалады.
import-came = Жақында келгендер
import-nothing-yet = Әзірге ештеңе импортталмаған.
import-undone = қайтарылған
import-kilobytes = { $number } КБ
import-megabytes = { $number } МБ
import-about = { $kind }, { $size }
import-handed-in = Тапсырған: { $who },
import-kind-csv = CSV кестесі
import-kind-tsv = табуляциялы кесте
import-kind-xlsx = XLSX кітабы
import-kind-ods = ODS кестесі
import-kind-json = тұжырымдар топтамасы (JSON)
import-kind-html = веб-бет
import-kind-text = жай мәтін
import-is-read = Оқылып жатыр
import-waits = Оқылды; сізді күтіп тұр
import-refused = Бұлай импорттауға болмайды
import-is-saved = Жазылып жатыр
import-stopped = Тоқтатылды
import-done = Жазылды
import-broken = Үзілді
import-broken-hint = Жазу үзіліп қалды. Жазылып үлгергені қалады; жалғастырыңыз — бұрыннан бар жолдар аттап өтіледі.
import-stopped-hint = Жазылып үлгергені қалады. Жалғастырыңыз — бұрыннан бар жолдар аттап өтіледі — немесе импортты қайтарыңыз.
import-nothing-saved = Әзірге ештеңе жазылған жоқ.
import-rows-so-far =
    { $number ->
        [0] Басталып жатыр…
        [one] Әзірге { $number } жол.
       *[other] Әзірге { $number } жол.
    }
import-rows =
    { $number ->
        [one] { $number } жол оқылды.
       *[other] { $number } жол оқылды.
    }
import-rows-before =
    { $number ->
        [one] { $number } жол бұрыннан белгілі, аттап өтіледі.
       *[other] { $number } жол бұрыннан белгілі, аттап өтіледі.
    }
import-rows-erased =
    { $number ->
        [one] { $number } жол мұнда өшірілгенді сипаттайды, ол алынбайды.
       *[other] { $number } жол мұнда өшірілгенді сипаттайды, олар алынбайды.
    }
import-records-new =
    { $number ->
        [one] { $number } жазба пайда болады.
       *[other] { $number } жазба пайда болады.
    }
import-claims-new =
    { $number ->
        [one] { $number } тұжырым жазылады.
       *[other] { $number } тұжырым жазылады.
    }
import-decisions-new =
    { $number ->
        [one] { $number } шешім жазылады.
       *[other] { $number } шешім жазылады.
    }
import-records-made =
    { $number ->
        [one] { $number } жазба пайда болды.
       *[other] { $number } жазба пайда болды.
    }
import-claims-made =
    { $number ->
        [one] { $number } тұжырым жазылды.
       *[other] { $number } тұжырым жазылды.
    }
import-decisions-made =
    { $number ->
        [one] { $number } шешім жазылды.
       *[other] { $number } шешім жазылды.
    }
import-doubts =
    { $number ->
        [one] { $number } күмән
       *[other] { $number } күмән
    }
import-file-doubts = Файл туралы күмәндар
import-doubts-hint = Болжамсыз оқылмаған нәрсе. Ол хабарламамен бірге, бастапқы ұяшықтардың қасында сақталады; ештеңе ойдан шығарылмайды.
import-doubt = Күмән
import-cell = Жазылуы
import-all-known = Мұның бәрі бұрын импортталған.
import-is-here = Енді бұл іс кітабында бар.
import-was-undone = Бұл импорт қайтарылған: онда айтылғанның ештеңесі есептелмейді.
import-what-now = Онымен не істеуге болады
import-go = Импорттау
import-go-on = Жалғастыру
import-why = { $name } файлынан импортталды
import-stop = Тоқтату
import-discard = Файлды алып тастау
import-columns = Бағандарда не бар
import-how-sheet = { $name } парағы оқылды.
import-how-text = { $encoding } ретінде оқылды, бөлгіші «{ $separator }».
import-shipped = Бұл кесте белгілі: { $name }.
import-sheet = Парақ
import-encoding = Кодтау
import-read-so = Осылай оқу
import-column = Баған
import-samples = Мысалы
import-holds = Онда не бар
import-not-used = пайдаланылмайды (жолмен бірге сақталады)
import-who-says = Мұны кім айтады
import-read-again = Қайта оқу
import-by-text = Сәйкестендіру бұл форма айта алатыннан көп: шарттар, сөздіктер немесе кезеңдер. Ол төменде мәтін түрінде берілген.
import-by-hand = Әр бағанда не барын өзім айтамын
import-as-text = Сәйкестендіру мәтін түрінде
import-as-text-hint = Форма айта алмайтыны үшін: шарттар, шағын сөздіктер, қамау күйлері, кезеңдер. docs/mappings.md ішінде сипатталған.
import-mapping = Сәйкестендіру
import-first = Алғашқы жолдар, жазылатын күйінде
import-row = { $number }-жол
import-a-record = осы жолдың жазбасы немесе осы атпен белгілі жазба
import-open-report = Хабарламаны оқу
import-drafts =
    { $number ->
        [0] Күтіп тұрған жоба жоқ.
        [one] { $number } жоба адамды күтіп тұр.
       *[other] { $number } жоба адамды күтіп тұр.
    }
import-read-drafts = Жобаларын оқу
import-link = Қайталанғандарды іздеу
import-link-hint = Ондағы кім бұрыннан белгілі адам болуы мүмкін. Ешкім өздігінен біріктірілмейді.
import-undo = Бұл импортты қайтару
import-undo-hint = Осы хабарламадан келгеннің бәрі бірден қайтарып алынады: оқылатын, сызылған күйде қалады, бірақ есептелмейді. Оны дәл бұрынғыдай қалпына келтіруге болады.
import-undo-all = Бәрін қайтару
import-bring-back = Қалпына келтіру
import-bring-back-hint = Осы импортпен бірге қайтарып алынғанның бәрі бұрынғыдай күшіне енеді.

import-linkage-hint = Осы хабарлама атаған әр адам іс кітабындағы қалғандардың бәрімен салыстырылады. Ешкім өздігінен біріктірілмейді: бір адам болуы мүмкін жұптар адамның шешімін күтеді, кез келген шешімді қайтаруға болады.
import-comparing = Салыстырылып жатыр…
import-compare = Қазір салыстыру
import-compare-again = Қайта салыстыру
import-judge = Жұптарды шешу
import-people =
    { $number ->
        [0] Хабарлама ешкімді атамайды.
        [one] Хабарлама { $number } адамды атайды.
       *[other] Хабарлама { $number } адамды атайды.
    }
import-pairs =
    { $number ->
        [0] Ондағы ешкім басқа біреуге ұқсамайды.
        [one] { $number } жұп бір адам болуы мүмкін.
       *[other] { $number } жұп бір адам болуы мүмкін.
    }

nav-admin = Кеңсе
admin-title = Кеңсе
admin-health = Журналдың жай-күйі
admin-health-hint = Бәрі орнында ма, журналға сенуге бола ма, қашан сақталған; сақтық көшірме.
admin-packs = Құқықтық пакеттер
admin-packs-hint = Сағаттар кімнің заңымен жүреді және оған қай заңгер жауап береді.
admin-settings = Баптаулар
admin-settings-hint = Не күшінде, қайдан алынған және осы жерде өзгертілетін аз ғана баптау.
admin-audit = Кім не істеді
admin-audit-hint = Журнал былай оқылады: кім, не, қашан және неге.
admin-import-hint = Файлдар мен мәтіндер: тапсырылған, қаралған, жазылған, қайтарылған.
admin-packs-what = Құқықтық пакет заңда қандай кезеңдер мен мерзімдер барын айтады. Оған сол елдің заңгері қол қоймайынша, ол — жоба, мұны тақтадағы әр сағат айтып тұрады. Қолтаңба — журналдағы шешім, оны қайтарып алуға болады; ол қазіргі мәтінге ғана жарамды.
admin-running = сағаттары жүріп тұр
admin-is-signed = қол қойылған
admin-is-draft = жоба, қол қойылмаған
admin-signed = Қол қойған: { $name }, { $date }
admin-limits = Мерзімдер
admin-limit = Мерзім
admin-article = Бап
admin-founded = Қаншалықты негізделген
admin-from-page = жарияланған бетте көрілген
admin-from-memory = жалпы білімнен; растау керек
admin-stages = Кезеңдер
admin-sign = Заңгер ретінде қол қою
admin-sign-hint = Қол қойған адам пакеттің әр жолына жауап береді.
admin-doubtful =
    { $number ->
        [0] Ешбір мерзім тек жалпы білімге сүйенбейді.
        [one] { $number } мерзім тек жалпы білімге сүйенеді; алдымен растаңыз.
       *[other] { $number } мерзім тек жалпы білімге сүйенеді; алдымен растаңыз.
    }
admin-lawyer = Заңгердің аты-жөні
admin-signed-on = Қол қойылған күн
admin-unsign = Қолтаңбаны қайтарып алу
admin-settings-what = Өзгеріс келесі іске қосылғаннан немесе құлыптап, қайта ашқаннан кейін күшіне енеді. Бағдарлама іске қосылған жерде берілгені осы беттен басым.
admin-value = Мәні
admin-change = Өзгерту
admin-changes = Жақында өзгергендер
admin-other-settings = Басқа баптаулар
admin-other-hint = Бұлар машинаның өзінде ғана өзгертіледі. Құпиялар ешқашан көрсетілмейді.
admin-setting = Баптау
admin-origin = Қайдан
admin-meaning = Не істейді
admin-secret = (берілген, көрсетілмейді)
admin-from-default = кірістірілген күйі
admin-from-file = істің баптауларынан
admin-from-environment = бағдарлама іске қосылған жерде берілген
admin-from-flag = іске қосқан бұйрықта берілген
admin-set-language = Беттер ашылатын тіл (en, ru, kk)
admin-set-fresh-for = Қамау туралы соңғы сөз қанша уақыт белгілі саналады (90m, 6h, 2d)
admin-set-legal-pack = Сағаттары жүретін құқықтық пакет
admin-set-sign-out-after = Қатысушы осынша уақыт ештеңе сұрамаса, қайта кіреді (15m, 1h; 1m-ден 2h-ге дейін)
admin-set-lock-after = Осынша уақыт ешкім ештеңе сұрамаса, өзі құлыпталады (30m, 2h; 0 — ешқашан)
admin-well = Тексерілгеннің бәрі орнында
admin-look = Бір нәрсеге назар керек
admin-checks = Жаңа ғана тексерілді
admin-checked = Не
admin-stands = Күйі
admin-found = Не табылды және не істеу керек
admin-ok = орнында
admin-not-ok = қараңыз
admin-snapshot = Дискідегі көшірме (мөрленген)
admin-no-snapshot = әлі жоқ; бағдарлама аяқталғанда сақталады
admin-last-backup = Осы беттен жасалған соңғы көшірме
admin-no-backup = жоқ; бұйрықпен жасалған көшірмелер мұнда із қалдырмайды
admin-verify = Журналды тексеру
admin-verify-hint = Әр жазба дискіден оқылып, қолтаңбасы мен ағаштағы орны тексеріледі — кілтсіз бөгде адам тексергендей. Үлкен журнал біраз уақыт алады.
admin-verify-now = Қазір тексеру
admin-verified =
    { $number ->
        [0] Тексерілген жазбалар: { $entries }; бәрі дұрыс.
        [one] Тексерілген жазбалар: { $entries }; { $number } мәселе табылды.
       *[other] Тексерілген жазбалар: { $entries }; { $number } мәселе табылды.
    }
admin-verify-damage = Зақым бүтін көшірмеден түзетіледі: habeas repair. Үзілген соңы — зақым емес: оны ешкім растамаған.
admin-backup = Сақтық көшірме жасау
admin-backup-hint = Машинада болғанның бәрі, дәлелдерімен бірге, бір мөрленген файлда. Оны тек қалпына келтіру парағы ашады (habeas recovery). Оны екі адам сұрайды, кім екені журналда айтылады.
admin-backup-now = Жасап, файлды сақтау
admin-audit-what = Кім қай жазбамен қандай іс істеді, қашан және неге. Мұнда мәндер жоқ.
admin-who = Кім
admin-record = Жазба
admin-day = Күн
admin-show = Көрсету
admin-when = Қашан
admin-what = Не
admin-nothing-done = Бұған сай ештеңе істелмеген.

admin-units = Бөлімшелер
admin-units-hint = Бөлімдер, соттар және басқа мекемелер барлық атауларымен, қайсысы бір мекеме болуы мүмкін.
admin-units-what = Бір бөлім көбіне әртүрлі жазылады. Бір деп шешілгендер тақтада бір болып саналады; ештеңе жоғалмайды, кез келген шешімді қайтаруға болады.
admin-units-alike = Бір бөлімше болуы мүмкін
admin-unit-one = Бір бөлімше
admin-units-count =
    { $number ->
        [0] Әзірге бөлімше жоқ
        [one] { $number } бөлімше
       *[other] { $number } бөлімше
    }
admin-unit-used =
    { $number ->
        [one] { $number } тұжырымда аталған
       *[other] { $number } тұжырымда аталған
    }
admin-unit-same =
    { $number ->
        [one] тағы { $number } жазбамен бір
       *[other] тағы { $number } жазбамен бір
    }
admin-unit-say = Бөлімше туралы толықтыру
admin-unit-words = Сөзбен
admin-unit-sort = Немесе түрі
admin-unit-record = Жазу
admin-second-member = Басқа қатысушы «Деректерді шығару» бетінде келіседі; содан кейін көшірме осында бір рет алынады.

admin-export = Деректерді шығару
admin-export-hint = Үйден шығатын жазбалар: тек екеулеп.
export-what = Мәліметтер мен шешімдер, жол-жолымен. Бір қатысушы дәл бір шығаруды сұрап, не үшін екенін айтады; кіріп отырған екіншісі бір тәулік ішінде келіседі; содан кейін сұраған адам оны бір тәулік ішінде бір рет ала алады. Екеуінің кім екені журналда айтылады.
export-agree-means = Сіз дәл осыған, бір тәулікке және бір ретке келісесіз. Бұл келісіммен басқа ештеңе алынбайды.
export-mine = Сіздің өтінішіңіз
export-ask = Сұрау
export-take = Алу
export-form = Түрі
export-form-jsonl = Тұжырымдар мен шешімдер, әр жолда бір JSON нысаны
export-form-csv = Мәліметтер кесте түрінде (CSV)
export-go = Файлды сақтау
export-keep = Бұл файлды қолына түскен кез келген адам оқи алады. Оны есімдер сияқты, шифрланған тасығышта сақтаңыз.
export-taken = Жақында алынғандар
export-parts = Нөмірлі жазбалардан, уақыттардан, орындардан, қамау күйінен және шешімдерден басқа онда не бар
export-holds = Онда ешқашан болмайды: адаммен байланысу жолы және біреуді кіргізетін нәрсе.
export-holds-groups = Сіз кірмейтін топтарға шектелген жазбалардан ештеңе жоқ.
export-holds-limited = Онда топтарға шектелгені де бар.
leave-names = Есімдер, туған күндер және олар болуы мүмкін еркін мәтін
leave-tellers = Оны кім айтқаны
leave-reports = Хабарлардың сөздері
leave-facts = Есімсіз, айтқан адамсыз, хабар сөздерінсіз
leave-groups = Мына топтарға шектелгені де: { $groups }
leave-everything = Бәрі, топтарға шектелгені де
leave-backup = Бүкіл істің сақтық көшірмесі, қалпына келтіру кілті бар адамға мөрленген
leave-token = { $name } токені, { $days } күнге жарайды; ол мынаны істей алады:
leave-token-for-good = { $name } токені, кері қайтарылғанша жарайды; ол мынаны істей алады:
leave-waits = Екінші адамды күтіп тұр.
leave-agreed = { $by } келісті.
leave-until = Бір рет алуға болады, мына уақытқа дейін:
leave-used = Алынды.
leave-past = Тәулігі бітті; қайта сұраңыз.
leave-alone = Кіре алатын қатысушы екеуден аз, сұрайтын ешкім жоқ: сіз мұны жалғыз аласыз, журнал соны айтады. Екеу болған бойда қатысушы келісуі керек.
leave-was-alone = жалғыз

admin-looks = Кім кімді қарады
admin-looks-hint = Қараулар журналы: кім қай адамдарды, қашан көрді.
looks-what = Қатысушының немесе бағдарламаның есімді әр көруі бірнеше секундта жазылады; ширек сағат ішінде қайталанғаны — бір қарау. Бөлімше дегені: оның тақтасы, ондағы адамдардың бәрімен. Машина басындағы иенің ізі мұнда қалмайды.
looks-whom = Кімді көрді (жазба)
looks-of-one = Осы жазбаның, ол туралылардың және ол сол кезде тұрған тақталардың қараулары.
looks-seen = Көрді
looks-nobody = Бұл сұраққа сай ешкім қарамаған.

admin-tokens = Бағдарламалар
admin-tokens-hint = Экрандар, боттар және скриптер кіретін токендер: беру, қарау, қайтарып алу.
tokens-what = Токен арқылы бағдарлама өз атынан сөйлейді (docs/api.md). Ол бір-ақ рет көрсетіледі; қайтарып алынған токен енді ештеңені ашпайды.
tokens-all = Токендер
token-made = { $name } токені
token-made-about = Ол енді көрсетілмейді. Өзіңіз сенетін жолмен беріңіз.
token-name = Аты
token-name-about = Мысалы, bot-1. Ол бағдарлама сақтағанның бәрінің астында тұрады, сондықтан ешкімнің бүркеншік аты бола алмайды.
token-state = Күйі
token-may = Рұқсаты
token-issued = Берілген
token-until = мерзімі
token-good = жарамды
token-expired = мерзімі өтті
token-revoked = қайтарып алынды
token-revoke = Қайтарып алу
token-why-revoke = енді керек емес
token-new = Токен беру
token-two = екінші адам керек
token-days = Жарамдылық мерзімі
token-days-number =
    { $number ->
        [one] { $number } күн
       *[other] { $number } күн
    }
token-second = Екінші адам керек нәрсе осы пішінмен сұралады; басқа қатысушы «Деректерді шығару» бетінде келіседі, содан кейін токен осында бір рет беріледі.
token-go = Беру
scope-search-see = жазбаларды сөзбен іздеу
scope-record-see = жазбаларды есімсіз, дереккөзсіз, дәйексөзсіз оқу
scope-identity-see = есімдерді, туған күндерді және олар болуы мүмкін ескертпелерді көру
scope-source-see = кім айтқанын көру
scope-report-see = хабарлар мен дәйексөздерді оқу
scope-board-see = тақтаны және бөлімшелерді оқу
scope-figures-see = басқалардың сандарын оқу
scope-count-see = есебі бар сандарды оқу
scope-intake-write = қоңыраулар мен мәліметтерді жазу
scope-check-write = тексерулерді жазу
scope-review-decide = шешу, қабылдау және қайтарып алу
scope-token-issue = токендерді қарау және қайтарып алу
admin-places = Жерлер
admin-places-hint = Қалалар, аудандар және көшелер барлық атауларымен: атын өзгерту, қайда екенін айту, бірі болып шыққан екеуін біріктіру.
admin-places-what = Жерлер — қалалар, аудандар, көшелер. Бір деп шешілген екеуі екі жазба болып қалады; ештеңе жоғалмайды, әр шешімді қайтаруға болады.
admin-places-count =
    { $number ->
        [0] Әзірге жер жоқ
        [one] { $number } жер
       *[other] { $number } жер
    }
admin-place-one = Бір жер
admin-place-say = Жер туралы толықтыру
admin-place-new = Мұнда жоқ жер
admin-said = Ол туралы айтылғаны
admin-said-what = Дұрыс жолды таңдаңыз: таңдалған атау негізгі болады, таңдалған орын не түр қолданыста болады. Қайтарып алынғаны сызылған күйде көрініп тұрады. Жаңасын төменде қосыңыз.
admin-said-choose = Осысы дұрыс
admin-said-take-back = Қайтарып алу
admin-said-undo = Ол туралы соңғы шешімді қайтару
