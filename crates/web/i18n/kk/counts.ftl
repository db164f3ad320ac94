# Санақ, сызбалар, тексеру.

## Санақ

counts-title = Санақ
counts-slider = Қай сәттегі жағдай
counts-slide = Осы сәтті көрсету
counts-day-back = Бір күн бұрын
counts-hour-back = Бір сағат бұрын
counts-hour-on = Бір сағат кейін
counts-day-on = Бір күн кейін
counts-now = Қазір
counts-side = Қатар қойғанда
counts-side-note = Әр жол өзінше нәрсені санайды. Оларды қосуға да, араластыруға да болмайды; басқалардың сандары біздің санның қасында тұрады, ішіне кірмейді. Қою жолақ — анық шын, ашық жолақ — мүмкін.
counts-col-number = Қанша
counts-col-bar = Кемінде, көп дегенде
counts-col-since = Бір тәулікте
counts-col-part = Бөлік
counts-since-title = Кешеден бері не өзгерді
counts-since = { $measure }: { $when } кемінде { $before } болды, қазір кемінде { $now } ({ $by }). Себебі:
counts-since-nothing = { $measure }: { $when } кемінде { $before } болды, қазір кемінде { $now } ({ $by }). Арада бұл санды өзгертетін ештеңе болған жоқ.
counts-since-ask = Бір тәулік бұрын белгілі болғанмен салыстыру (сәл уақыт алады)
counts-parts = Бөліктерге бөлу
counts-by-city = Қала
counts-by-day = Күн
counts-by-role = Рөл
counts-by-unit = Бөлімше
counts-parts-of = { $measure }: { $by }
counts-parts-note = Әр бөлік жеке сұрақ ретінде саналған және өз негіздемесіне апарады. Бір адам бірнеше бөлікте болуы мүмкін, ал кейбіреулердің қайда жататынын ешкім айтпайды. Сондықтан бөліктерді қосқанда жалпы сан шықпайды; жалпы сан өз алдына саналған.
counts-total = Барлығы, өз алдына саналған
counts-in-none = Бұлардың ешқайсысында екені анық емес
counts-left =
    { $number ->
       *[other] Сирегірек аталатын тағы { $number } бөлік көрсетілмеді.
    }
counts-no-events = Оқиғалар тұтас саналады. Бөліктерге бөлу үшін адамдарды немесе ұстауларды таңдаңыз.
counts-one-unit = Сұрақ онсыз да бір бөлімше туралы. Басқаша бөліңіз.
counts-withheld = жасырылған
counts-show-public = Жұртқа қалай көрсетуге болатынын көру
counts-show-all = Барлық санды көрсету
counts-public-note = Жұртқа: бестен кіші сандар «<5» деп көрсетіледі, ал оларды есептеп шығаруға болатын жолдар жасырылады.
counts-line = Күн сайын: сызық — төменгі шек, ашық бағана — одан артық болуы мүмкіні
counts-estimate-none = Бұл дереккөздерден көбірек бағалауға болатын кесте шықпайды.
counts-estimate-ready = Дереккөздердің қиылысы бағалап көруге жетеді; ол әлі есептелген жоқ.
counts-estimate-underway = Баға есептеліп жатыр.
counts-estimate-open = Баға — және ол неге көрсетілгені не көрсетілмегені
counts-files-public = Жұртқа көрсетуге болатын күйінде сақтау:
counts-files-all = Түгел сақтау, тек өзіміз үшін:
counts-file-note = Бөліктер қиылысуы мүмкін, ал кейбір адамдар ешқайсысына кірмейді: бөліктерді қосқанда жалпы сан шықпайды, ол өз алдына саналған.
counts-means = Бұл не
counts-at-least = Кемінде
counts-at-most = Көп дегенде
counts-least = Бұдан кіші сандар көрсетілмейді

## Тексеру

review-title = Тексеру
review-total =
    { $number ->
        [0] Шешім күтіп тұрған ештеңе жоқ.
       *[other] { $number } іс шешім күтіп тұр.
    }
review-kinds = Түрлері
review-all = Барлығы
review-kind-held = Көптен хабар жоқ
review-kind-contradiction = Қайшылықтар
review-kind-duplicate = Бір адам болуы мүмкін
review-kind-incoming = Түскендер
review-kind-draft = Жобалар
review-kind-doubt = Күмәндар
review-list = Кезекте
review-nothing = Мұнда шешім күтіп тұрған ештеңе жоқ.
review-left-open = ашық қалдырылды
review-source = Дереккөзде
review-no-source = Бұлар сүйенетін мәтін сақталмаған.
review-recorded = жазылған күні:
review-open = Толық ашу
review-accept = Таңдалғанын қабылдау
review-leave-open = Ашық қалдыру
review-still-held = Әлі ұсталып отыр
review-is-out = Шықты
review-ask-again = Қайта сұрау
review-seen = Қаралды
review-who = Кім айтты
review-how = Қайдан біледі
review-words = Оның сөзі
review-heard = Соңғы хабар { $length } бұрын
review-heard-from = Соңғы хабар { $length } бұрын ({ $by })
review-never-heard = Содан бері мұны ешкім растаған жоқ.
review-why-usual = дереккөзбен салыстырылды
review-keys = Пернелер
review-keys-list = j келесі, k алдыңғы, a қабылдау (ұсталып отыр, бір адам, маңызды, қаралды), r бас тарту (шықты, бөлек, шу, ашық қалдыру), u қайтару, Enter толық ашады, ? осы тізімді көрсетеді.
review-keys-off = Бұл машинада бір әріпті пернелерсіз
review-said-accepted = Қабылданды
review-said-corrected = Түзетіліп қабылданды
review-said-refused = Бас тартылды
review-said-same = Бір адам деп танылды
review-said-different = Бөлек деп танылды
review-said-unsure = Ашық қалдырылды
review-said-relevant = Маңызды деп белгіленді
review-said-noise = Шу деп белгіленді
review-said-repeat = Қайталау деп белгіленді
review-said-held = Жазылды: әлі ұсталып отыр
review-said-released = Жазылды: шықты
review-said-seen = Қаралды
ruling-seen = қаралып, сол күйінде қалдырылды
nav-review = Тексеру
counts-col-why = Себебі
