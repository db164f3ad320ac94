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
