# الأعداد والرسوم والمراجعة.

## الأعداد

counts-title = الأعداد
counts-slider = كما في أي لحظة
counts-slide = إظهار هذه اللحظة
counts-day-back = قبل يوم
counts-hour-back = قبل ساعة
counts-hour-on = بعد ساعة
counts-day-on = بعد يوم
counts-now = الآن
counts-side = جنبًا إلى جنب
counts-side-note = كل سطر يعدّ شيئًا آخر. لا تُجمع السطور ولا تُخلط أبدًا؛ وما يقوله الآخرون يقف إلى جانب العدد، لا ضمنه. الشريط الداكن صحيح حتمًا، والفاتح ربما.
counts-col-number = كم
counts-col-bar = على الأقل، على الأكثر
counts-col-since = منذ يوم
counts-col-part = الجزء
counts-since-title = منذ الأمس
counts-since = { $measure }: في { $when } كان العدد { $before } على الأقل، وهو الآن { $now } على الأقل ({ $by }). السبب:
counts-since-nothing = { $measure }: في { $when } كان العدد { $before } على الأقل، وهو الآن { $now } على الأقل ({ $by }). لم يحدث بينهما شيء يغيّره.
counts-since-ask = مقارنة بما كان معروفًا قبل يوم (يستغرق لحظة)
counts-parts = التقسيم بحسب
counts-by-city = المدينة
counts-by-day = اليوم
counts-by-role = الصفة
counts-by-unit = المركز
counts-parts-of = { $measure }: { $by }
counts-parts-note = يُحتسب كل جزء كسؤال قائم بذاته ويقود إلى تفصيله. قد يقع شخص واحد في أكثر من جزء، وهناك من لا يقول أحد أين موقعه. لذا لا تُعطي الأجزاء المجموع؛ بل يُحتسب المجموع على حدة.
counts-total = المجموع، محتسبًا على حدة
counts-in-none = في لا شيء منها على وجه اليقين
counts-left =
    { $number ->
        [one] جزء آخر، ذُكر أقل، غير معروض.
        [two] جزءان آخران، ذُكرا أقل، غير معروضين.
        [few] { $number } أجزاء أخرى، ذُكرت أقل، غير معروضة.
        [many] { $number } جزءًا آخر، ذُكرت أقل، غير معروضة.
       *[other] { $number } جزء آخر، ذُكرت أقل، غير معروضة.
    }
counts-no-events = تُعدّ الأحداث جملةً. للتقسيم اختر عدّ الأشخاص أو الاحتجازات.
counts-one-unit = السؤال عن مركز واحد أصلًا. قسّمه بحسب شيء آخر.
counts-withheld = محجوب
counts-show-public = إظهاره كما يجوز للجمهور رؤيته
counts-show-all = إظهار كل الأعداد
counts-public-note = للجمهور: الأعداد دون الخمسة تظهر «⁦<5⁩»، وتُحجب السطور التي قد تُستنتج منها.
counts-line = يومًا بيوم: الخط هو الحد الأدنى، والعمود الفاتح ما قد يزيد عليه
counts-estimate-none = لا تشكّل المصادر جدولًا يمكن أن يُقدَّر منه المزيد.
counts-estimate-ready = تتداخل المصادر بما يكفي لمحاولة تقدير؛ ولم يُحسب تقدير بعد.
counts-estimate-underway = يجري حساب التقدير.
counts-estimate-open = التقدير، وسبب إظهاره أو حجبه
counts-files-public = حفظه كما يجوز للجمهور رؤيته:
counts-files-all = حفظه كله، للمكتب وحده:
counts-file-note = قد تتداخل الأجزاء، ومن الأشخاص من ليس في أي جزء: لا تُعطي الأجزاء المجموع، فهو محتسب على حدة.
counts-means = ما معنى ذلك
counts-at-least = على الأقل
counts-at-most = على الأكثر
counts-least = لا تظهر الأعداد دون هذا

## المراجعة

review-title = المراجعة
review-total =
    { $number ->
        [0] لا شيء ينتظر.
        [one] أمر واحد ينتظر شخصًا يبتّ فيه.
        [two] أمران ينتظران شخصًا يبتّ فيهما.
        [few] { $number } أمور تنتظر شخصًا يبتّ فيها.
        [many] { $number } أمرًا تنتظر شخصًا يبتّ فيها.
       *[other] { $number } أمر تنتظر شخصًا يبتّ فيها.
    }
review-kinds = الأنواع
review-all = الكل
review-kind-held = لم يُسمع شيء منذ مدة
review-kind-contradiction = تناقضات
review-kind-duplicate = ربما شخص واحد
review-kind-incoming = الوارد
review-kind-draft = المسودات
review-kind-doubt = الشكوك
review-list = في الانتظار
review-nothing = لا شيء ينتظر هنا.
review-left-open = تُرك مفتوحًا
review-source = في المصدر
review-no-source = لا نص محفوظًا تستند إليه.
review-recorded = سُجّل في
review-open = فتحه كاملًا
review-accept = اعتماد المختار
review-leave-open = تركه مفتوحًا
review-still-held = لا يزال محتجزًا
review-is-out = خرج
review-ask-again = السؤال مجددًا
review-seen = جرى الاطلاع
review-who = من يقول ذلك
review-how = كيف عرف
review-words = كلماته
review-heard = آخر ما سُمع قبل { $length }
review-heard-from = آخر ما سُمع قبل { $length } ({ $by })
review-never-heard = لم يؤكده أحد منذ ذلك الحين.
review-why-usual = قُرئ مع المصدر
review-keys = المفاتيح
review-keys-list = j التالي، وk السابق، وa قبول (لا يزال محتجزًا، الشخص نفسه، ذو صلة، جرى الاطلاع)، وr رفض (خرج، مختلف، غير ذي صلة، تركه مفتوحًا)، وu إلغاء، وEnter للفتح، و? لإظهار هذا.
review-keys-off = لا مفاتيح من حرف واحد على هذا الجهاز
review-said-accepted = قُبل
review-said-corrected = قُبل مع تصحيحات
review-said-refused = رُفض
review-said-same = عُدّا واحدًا
review-said-different = عُدّا مختلفين
review-said-unsure = تُرك مفتوحًا
review-said-relevant = عُلّم بأنه ذو صلة
review-said-noise = عُلّم بأنه غير ذي صلة
review-said-repeat = عُلّم بأنه تكرار
review-said-held = لا يزال محتجزًا: سُجّل
review-said-released = خرج: سُجّل
review-said-seen = جرى الاطلاع
ruling-seen = اطُّلع عليه وتُرك كما هو
nav-review = المراجعة
counts-col-why = السبب
