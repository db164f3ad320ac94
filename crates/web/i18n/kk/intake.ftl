# The intake desk.
nav-intake = Қабылдау
intake-title = Қоңырау қабылдау
intake-note = Не айтып жатыр
intake-detained = Кім ұсталды
intake-source = Қоңырау шалушы
intake-source-type = Ол кім
intake-way = Қалай хабарлады
intake-language = Жазба тілі
intake-name = Аты-жөні
intake-name-hint = Қалай айтылса, солай. Бірнеше есімді нүктелі үтірмен бөліңіз.
intake-people = Неше адам
intake-when = Қашан
intake-place = Қайда
intake-unit = Полиция бөлімі немесе басқа ұсталатын орын
intake-state = Қазір
intake-risk = Алдымен көмек керек
intake-role = Рөлі: журналист, бақылаушы, өтіп бара жатқан адам…
intake-force = Кім ұстады
intake-lawyer = Адвокат
intake-charge = Заң бабы
intake-not-said = айтылмады
intake-save = Сақтау
intake-keys = Пернелер
intake-keys-fields = осы нөмірлі өріске өту (Alt пернесімен; кей браузерде Alt+Shift)
intake-keys-save = сақтау түймесіне
intake-why-usual = айтқаны бойынша жазылды
intake-why-undo = қате сақталған
intake-receipt = Хабар коды
intake-receipt-find = Табу
intake-adds = Код { $code }: бұл туралы бұрын хабарланған
intake-adds-hint = Төменде сақтағаныңыз сол кодпен хабарға қосылады. Басқа адам туралы болса:
intake-saved = Сақталды
intake-undone = Қайтарып алынды
intake-twice = Бұл қоңырау бұрын сақталған. Екінші рет ештеңе жазылған жоқ.
intake-code = Қоңырау шалушыға арналған код
intake-code-hint = Үш топпен оқып беріңіз. Осы кодпен адам кейін хабарын толықтыра алады; код басқа ештеңені білдірмейді.
intake-next = Сол адам, келесі ұсталған
intake-new = Жаңа қоңырау
intake-undo = Осы қоңырауды қайтарып алу
intake-nothing-lost = Тергеніңіздің бәрі формада сақталып тұр.
intake-to-field = Өріске өту
intake-saved-before = Бұрын сақталғаны
intake-signed-out = Сеансыңыз аяқталды. Басқа қойындыда қайта кіріп, осында оралып, «Сақтау» түймесін басыңыз.
intake-too-long = Жазба { $megabytes } МБ-тан ұзын, сондықтан сақталмады. Артқа қайтыңыз: ол браузерде тұр. Оны файлға сақтап, файлды жүктеңіз де, мұнда не туралы екенін жазыңыз.
intake-refused = Осы күйінде сақтау мүмкін болмады.
intake-refused-text = Әзірше ештеңе айтылмады: жазба, есім, сан немесе орын жеткілікті.
intake-refused-when = Уақытты оқу мүмкін болмады. 2031-06-08 18:30 деп жазыңыз немесе айтқан сөзін жазбаға енгізіңіз.
intake-refused-name = Есім қабылданбады: тым ұзын немесе бос.
intake-refused-source = Қоңырау шалушының аты қабылданбады: тым ұзын.
intake-refused-unit = Орынның атауы қабылданбады: тым ұзын.
intake-refused-by = Қоңырауды кім жазып отырғанын көрсетіңіз: лақап атыңыз, мысалы op-3.
intake-refused-receipt = Бұл хабар коды емес. Қайта айтуын сұраңыз: он екі цифр.
intake-refused-not-found = Мұнда ондай қоңырау жоқ.
intake-refused-conflict = Бұл қоңырау басқа сөздермен сақталып қойған. Соны қараңыз; бұл басқа қоңырау болса, «Сақтау» түймесін қайта басыңыз.
intake-refused-busy = Дәл қазір сақталмады. Сәлден соң «Сақтау» түймесін қайта басыңыз.
intake-contact = Қоңырау шалушымен қалай байланысуға болады
intake-contact-hint = Хабардан бөлек, өз кілтімен сақталады, аз адамға көрінеді және бірнеше күннен соң өшіріледі.
intake-contact-kept = Қоңырау шалушының байланысы бөлек сақталады, мерзімі:
intake-refused-contact = Байланыс тым ұзын: 500 таңбадан аспайды.
intake-look = Сақтамай тұрып қарау
intake-beside = Кім белгілі және жазбада не айтылған
intake-beside-said = { $people ->
    [0] Ұқсас адам әзірге жоқ
    [one] Бұрыннан белгілі бір адам болуы мүмкін
   *[other] Бұрыннан белгілі { $people } адамның бірі болуы мүмкін
  }; { $values ->
    [0] жазбадан белгілейтін ештеңе табылмады.
    [one] жазбадан { $values } мән табылды.
   *[other] жазбадан { $values } мән табылды.
  }
intake-beside-alike = Бұрыннан белгілі болуы мүмкін
intake-beside-nearby = Сол жерден бұрын хабарланған (мұнда есім аталмады)
intake-beside-values = Жазбадан: дұрысын белгілеңіз
intake-beside-same-place = сол жер
intake-beside-held = { $state }, { $unit }
contacts-title = Қоңырау шалғандардың байланыстары
contacts-count = { $number ->
    [0] Сақталған байланыс жоқ.
    [one] { $number } байланыс сақтаулы.
   *[other] { $number } байланыс сақтаулы.
  }
contacts-kept-for = Әрқайсысы { $days ->
    [one] { $days } күн
   *[other] { $days } күн
  } сақталады, содан кейін кілті жойылады. Әр қарау жазылады: кім және не үшін қарағаны. Осы арада жасалған сақтық көшірмеде ол қалады.
contacts-recorded = Бұл қарау жазылды. Қайта қарамайынша, ол енді көрсетілмейді.
contacts-until = мерзімі
contacts-by = жазып алған
contacts-seen = Кім қарады
contacts-look = Қарау
contacts-none = Қайта қоңырау шалатын ешкім жоқ.
