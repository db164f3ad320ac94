# What surrounds every page, the door, and what is said when something stops.

## Frame

skip = Мазмұнға өту
demo-banner = Көрсетілім: мұндағы адамдар мен оқиғалардың бәрі ойдан шығарылған.
nav-label = Бөлімдер
nav-languages = Тілдер
nav-all = Барлық бөлімдер
nav-board = Тақта
nav-search = Іздеу
nav-count = Санақ
nav-figures = Өзгелердің сандары
nav-feeds = Түскендер
nav-duplicates = Қайталанғандар
nav-drafts = Жобалар
nav-about = Бағдарлама туралы
foot-position = Журналдағы орын { $position }
foot-zone = уақыт белдеуі: { $zone }
foot-printed = Басып шығарылды
sign-out = Шығу
show = Көрсету
refresh = Жаңарту
renew-go = Автоматты жаңарту
renew-stop = Автоматты жаңартуды тоқтату
any = кез келген
narrow = Тарылту
turn-before = Алдыңғы
turn-after = Келесі
position = { $number }-орын
and-more = және тағы { $number }

## Door

sign-in-needed = Сіз кірмегенсіз
sign-in-needed-advice = Бағдарлама іске қосылғанда шығарған сілтемені ашыңыз. Егер оны жаңа ғана ашсаңыз, төмендегі сілтемемен өтіңіз.
sign-in-used = Бұл сілтеме ештеңе ашпайды
sign-in-used-advice = Кіру сілтемесі бір рет қана жұмыс істейді. Ол пайдаланылған немесе толық көшірілмеген. Жаңасын алу үшін бағдарламаны қайта іске қосыңыз.
signed-out = Сіз шықтыңыз
signed-out-advice = Браузерде бұл беттерден ештеңе қалмады. Қайта кіру үшін картотеканы терминалда құлыптап (habeas lock), құпия сөз тіркесімен ашыңыз немесе бағдарламаны қайта іске қосыңыз.

## Stops

no-page = Мұндай бет жоқ
no-page-advice = Мекенжай қате терілген немесе сілтеме басқа нұсқадан болуы мүмкін.
stopped-refused = Бұл сұраққа осы күйінде жауап беру мүмкін емес
stopped-not-found = Мұнда ондай жоқ
stopped-conflict = Осы арада ол өзгеріп кетті
stopped-busy = Дәл қазір мүмкін емес
stopped-fault = Бағдарламада бірдеңе бұзылды
stopped-advice = Артқа қайтып, сұрағыңызды өзгертіп, қайта көріңіз.
stopped-incident = Ештеңе жоғалған жоқ. Осы машинаны күтетін адамға { $number } нөмірін айтыңыз: қалғаны бағдарлама журналында.
stopped-board = Тақтаға

## Lock

lock = Құлыптау
leave = Кету
locking = Картотека құлыпталып жатыр
locking-advice = Кілттер мен ашық тұрғанның бәрі осы машинаның жадынан кетеді. Қайтадан құпия сөз тіркесімен, кілт үлестерімен немесе кілт файлымен ашылады.
locked-title = Құлыптаулы
locked-passphrase = Құпия сөз тіркесі
locked-open = Ашу
locked-shares = Кілт үлестері. Бірнеше адам өз үлесін кезекпен, әрқайсысы өз машинасынан бере алады
locked-by-link = Құлыпталған кезде бағдарлама терминалға шығарған сілтеме арқылы ашылады.
locked-give = Беру
locked-given = Берілді: { $given }, керегі: { $needed }
locked-clear = Берілген үлестерді ұмыту
locked-key-file = Кілт файлымен ашу
locked-wrong = Ашылмады.
locked-busy = Дәл қазір біреу ашып көріп жатыр. Бірнеше секундтан кейін қайталаңыз.
locked-taken = Қабылданды. Тағы керек.
locked-opening = Ашылып жатыр. Бет өзі жалғастырады.
