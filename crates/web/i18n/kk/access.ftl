# People, signing in, accounts.
limited-to-others = басқа топқа шектелген
ruling-access = кім көретіні туралы шешім
nav-people = Адамдар
who-is-in = Сіз —

sign-in-title = Кіру
sign-in-handle = Бүркеншік ат
sign-in-password = Құпиясөз
sign-in-code = Код
sign-in-code-about = Қосымшадағы алты сан, егер оны қосқан болсаңыз.
sign-in-go = Кіру
sign-in-passkey = Кіру кілтімен кіру
sign-in-wrong = Бүркеншік ат, құпиясөз немесе код дұрыс емес.
sign-in-wait = Тым көп әрекет жасалды. { $minutes } минут күтіп, қайталаңыз.
sign-in-kept = Сеанс аяқталған еді. Жазғаныңыз осы бетте сақтаулы: кіріңіз, сонда ол жіберіледі.
sign-in-nobody = Мұнда әзірге ешкімнің жазбасы жоқ. Серверді қосқан адам басып шығарылған сілтемемен кіріп, басқаларды «Адамдар» бетінде шақырады.
sign-in-lost = Кірудің бар жолын жоғалттыңыз ба? Адамдарға жауапты екі кісі сізді қайта кіргізе алады.
passkey-failed = Болмады. Қайталап көріңіз немесе құпиясөзбен кіріңіз.
passkey-by-name = Кіру кілттері сервер атымен ашылғанда істейді:

resume-title = Сіз қайта кірдіңіз
resume-about = Жазғаныңыз сақталды. Қазір жіберіңіз: ол әлі іске түскен жоқ.
resume-go = Қазір жіберу
resume-leave = Жібермеу
resume-what = Не жіберіледі

join-title = Шақыру
join-about = Сізді { $handle } деген атпен шақырды, рөлдеріңіз:
join-go = Кіру
join-differ = Екі құпиясөз бірдей емес.
join-used = Бұл сілтеме ештеңе ашпайды
join-used-advice = Ол пайдаланылған, ескірген немесе болмаған. Үйлестірушіден жаңасын сұраңыз.

account-title = Есептік жазба:
account-roles = Рөлдеріңіз:
account-groups = Топтарыңыз:
account-ways = Кіру жолдары
account-remove = Алып тастау
account-passkey = Кіру кілттері
account-passkey-about = Кіру кілтін құрылғыңыз немесе қауіпсіздік кілті сақтайды; оны табуға да, жалған бетке теруге де болмайды. Екеуін жасаңыз: бір құрылғы жоғалса, сыртта қалмайсыз.
account-passkey-name = Оны қалай атайсыз
account-passkey-add = Кіру кілтін қосу
account-passkey-script = Кіру кілтін қосуға JavaScript керек; құпиясөз бен код онсыз да істейді.
account-codes = Кодтар
account-codes-on = Құпиясөзбен бірге код сұралады.
account-codes-about = Телефондағы қосымша жарты минут сайын жаңа код көрсетеді. Осы құпияны соған енгізіп, ол көрсеткен кодты жазыңыз.
account-codes-open = Осы құрылғыдағы қосымшада ашу
account-codes-code = Қазір көрсетіп тұрған код
account-codes-add = Енді код сұралсын
account-password = Құпиясөз
account-old = Бұрынғы құпиясөз
account-new = Жаңа құпиясөз
account-again = Тағы бір рет
account-words = Кемінде 12 таңба. Кездейсоқ төрт-бес сөз ұзақ әрі есте оңай қалады.
account-change = Құпиясөзді өзгерту
account-sessions = Қай жерде кіргенсіз
account-end = Басқа жердің бәрінен шығу

people-title = Адамдар
people-about = Мұнда кім жұмыс істейді: шын аты-жөні емес, бүркеншік аты. Өзгеріс бірден күшіне енеді.
people-all = Барлығы
people-none = Әзірге ешкімнің жазбасы жоқ. Алдымен өзіңізді үйлестіруші етіп шақырыңыз.
people-you = (сіз)
people-out = кіруі жабық
people-since = мына уақыттан бері:
people-sessions = { $number ->
    [0] сеанс жоқ
   *[other] { $number } сеанс
    }
people-change = Өзгерту
people-roles = Рөлдер
people-groups = Топтар
people-groups-about = Атаулары үтірмен. Топқа шектелген жазбаларды тек сол топ көреді.
people-active = Бұл адам
people-may = кіре алады
people-may-not = бірден кіре алмайды
people-save = Сақтау
people-recover = Жаңа кіру жолын сұрау
people-recover-about = Кірудің бар жолын жоғалтқан адамға. Адамдарға жауапты екінші кісі бір тәулікте келісуі керек; сонда бұрынғы жолдардың бәрі жабылады.
people-asked = Екінші адамды күтіп тұр
people-agree = Келісу
people-link = { $handle } үшін сілтеме
people-link-about = Ол бір рет көрсетіледі, бір рет істейді, мерзімі — бір апта. Сенімді жолмен беріңіз, ашық поштамен емес.
people-invite = Адам шақыру
people-handle = Бүркеншік ат
people-handle-about = Мысалы, op-3. Ол сақтағанының бәрінде біржола қалады.
people-invite-go = Сілтеме жасау
people-why-invite = топқа қосылады
people-why-change = міндеті өзгерді
people-why-recover = кірудің бар жолын жоғалтты; өзін танимын
people-why-agree = өзін танимын
asked-export = { $by } деректерді шығаруды сұрайды; бұл { $about } туралы.
asked-recover = { $by } мына адамға жаңа кіру жолын сұрайды: { $about }.

way-password = құпиясөз
way-totp = кодтар
way-passkey = кіру кілті
way-invitation = шақырылған
way-token = бағдарлама токені

role-operator = оператор
role-operator-about = қоңырау қабылдайды, отбасыларға жауап береді
role-dispatcher = диспетчер
role-dispatcher-about = адвокат жібереді, бөлімдерге қоңырау шалады
role-liaison = отбасымен байланыс
role-liaison-about = туыстармен сөйлеседі
role-verifier = тексеруші
role-verifier-about = хабарды тексеріп, шешім шығарады
role-analyst = талдаушы
role-analyst-about = есімсіз санайды және бағалайды
role-publisher = жариялаушы
role-publisher-about = жариялауға болатынын жариялайды
role-coordinator = үйлестіруші
role-coordinator-about = адамдар мен тәртіпке жауапты
role-guest = қонақ
role-guest-about = тек сандарды көреді
