# الصفحات، كلٌّ تحت عنوانها.

## اللوحة

board-title = من هو محتجز الآن
board-summary = { $held } محتجزون، و{ $maybe } ربما.
board-as-of = كما في
board-every-unit = كل مركز
board-all-lines = كل السطور
board-now = الآن، كل المراكز
board-still = هذه لحظة سابقة؛ لا تتغير من تلقاء نفسها.
board-empty = لا يُعرف أن أحدًا محتجز في هذه اللحظة.
board-nowhere = المكان غير معروف
board-held = { $held } محتجزون
board-held-maybe = { $held } محتجزون، و{ $maybe } ربما
board-released = { $number } خرجوا
board-long-ago = { $number } لم يُسمع عنهم منذ شهر
board-maybe = ربما محتجز
board-no-check = لم يُسجَّل أن أحدًا سأل هنا.
board-check-no-record = لم تُسجَّل الإجابة
board-check = آخر سؤال قبل { $ago }: { $answer }.
board-check-words = آخر سؤال قبل { $ago }: { $answer } («{ $words }»).
board-more =
    { $number ->
        [one] شخص آخر هنا
        [two] شخصان آخران هنا
        [few] { $number } أشخاص آخرين هنا
        [many] { $number } شخصًا آخر هنا
       *[other] { $number } شخص آخر هنا
    }
board-never-confirmed = لم يُؤكَّد قط
board-confirmed = قبل { $ago }
board-confirmed-by = قبل { $ago }، من { $who }
board-lawyer-unknown = غير معروف
board-release-contradicted = قيل إنه خرج، وهناك ما يناقض ذلك
board-pack-unsigned = تتبع المهل القانونية { $pack }، وهي مسودة لم يوقّعها محامٍ: تحقّق قبل العمل بها.
board-pack-signed = تتبع المهل القانونية { $pack }، بتوقيع { $lawyer } في { $date }.
board-no-pack = لم تُضبط حزمة قانونية، فلا تجري مهلة قانونية.
board-fresh = تُعدّ آخر معلومة عن الاحتجاز حديثة لمدة
col-who = مَن
col-since = منذ
col-state = الحالة
col-liberty = مدة سلب الحرية
col-clock = المهلة القانونية
col-lawyer = المحامي
col-confirmed = آخر تأكيد
people =
    { $number ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $number } أشخاص
        [many] { $number } شخصًا
       *[other] { $number } شخص
    }
people-between = بين { $least } و{ $most } من الأشخاص
people-at-least = { $least } من الأشخاص أو أكثر
live-pause = إيقاف التحديث
live-go-on = مواصلة التحديث
live-paused = متوقف.
live-lost = الخادم لا يجيب؛ تُعاد المحاولة.
live-changed = جرى التحديث.

## المهل

clock-liberty-unknown = غير معروفة
clock-passed = انقضت مهلة { $limit } س قبل { $ago }
clock-may-have-passed = ربما انقضت مهلة { $limit } س، في أقرب تقدير قبل { $ago }
clock-left = تنقضي مهلة { $limit } س بعد { $left } في أقرب تقدير
clock-start-unknown = مهلة { $limit } س؛ بدايتها غير معروفة
clock-held-longer = محتجز لأكثر من مهلة { $limit } س، منذ { $ago }؛ لكن المهلة في نظر القانون بدأت لاحقًا أو لم تبدأ
clock-charge-changed = تغيّرت المادة من { $from } إلى { $to }: المهلة { $before } س ← { $after } س
clock-idle-delivery = مهلة { $limit } س لا تجري: لا يُعرف أنه اقتيد إلى مركز
clock-idle-detention = مهلة { $limit } س لا تجري: لحظة الاحتجاز غير معروفة
clock-idle-protocol = مهلة { $limit } س لا تجري: لا يُعرف أن محضرًا قد ورد
clock-idle-unknown = مهلة { $limit } س لا تجري: لا تذكر الحزمة ما تبدأ به
clock-unsigned = تنبيه من حزمة هي مسودة غير موقّعة
clock-charge-doubt = لا يُعرف إن كانت { $charge } تجيز الحبس

## البحث

search-title = بحث
search-words = كلمات، بأي كتابة
search-go = بحث
search-hint = اسم، أو مكان، أو بداية كلمة، أو أول أرقام المعرّف. يُعثر على Қасым بكتابة Kasym وКасым.
search-count =
    { $number ->
        [zero] لم يُعثر على أي سجل.
        [one] عُثر على سجل واحد.
        [two] عُثر على سجلين.
        [few] عُثر على { $number } سجلات.
        [many] عُثر على { $number } سجلًا.
       *[other] عُثر على { $number } سجل.
    }
search-first = أول { $number } سجل؛ وهناك المزيد.
search-none = لم يُعثر على شيء. قد تجد أكثر بحروف أقل أو بشروط أقل.
search-held-at = { $state }، { $unit }؛ منذ { $since }
search-held = { $state }؛ منذ { $since }
search-detentions =
    { $number ->
        [zero] لا احتجاز
        [one] احتجاز واحد
        [two] احتجازان
        [few] { $number } احتجازات
        [many] { $number } احتجازًا
       *[other] { $number } احتجاز
    }
contested = فيه تناقض
field-kind = النوع
field-state = الحالة
field-role = الصفة
field-day = اليوم
field-language = اللغة
field-contested = ما فيه تناقض فقط
field-unverified = ما لم يُتحقق منه فقط
field-unit = المركز
field-source = المصدر
field-as-of = كما في (فارغ: الآن)

## السجل

record-title = { $kind } { $id }
record-read-report = قراءة البلاغ
record-on-board = على اللوحة
record-then = ما كان معروفًا عند الموضع { $position } في دفتر السجل.
record-now = إظهار المعروف الآن
record-contested =
    { $number ->
        [one] تتناقض المصادر في خاصية واحدة، ولم يُبتّ فيها.
        [two] تتناقض المصادر في خاصيتين، ولم يُبتّ فيهما.
        [few] تتناقض المصادر في { $number } خصائص، ولم يُبتّ فيها.
       *[other] تتناقض المصادر في { $number } خاصية، ولم يُبتّ فيها.
    }
record-unknown =
    { $number ->
        [one] قول واحد من إصدار أحدث محفوظ دون أن يُقرأ.
        [two] قولان من إصدار أحدث محفوظان دون أن يُقرآ.
        [few] { $number } أقوال من إصدار أحدث محفوظة دون أن تُقرأ.
        [many] { $number } قولًا من إصدار أحدث محفوظة دون أن تُقرأ.
       *[other] { $number } قول من إصدار أحدث محفوظة دون أن تُقرأ.
    }
record-known = ما هو معروف، وكيف
record-more-claims =
    { $number ->
        [one] إفادة أخرى واحدة؛ التصدير يضم الكل.
        [two] إفادتان أخريان؛ التصدير يضم الكل.
        [few] { $number } إفادات أخرى؛ التصدير يضم الكل.
       *[other] { $number } إفادة أخرى؛ التصدير يضم الكل.
    }
standing-agreed = المصادر متفقة
standing-several = عدة قيم جنبًا إلى جنب
standing-accepted = باختيار شخص
standing-contested = تناقض: المصادر متناقضة ولم يُبتّ في الأمر
standing-unknown = لا شيء قائم
accepted-by = اختيار { $who }، { $when }: { $why }
retracted-by = سحبها { $who }، { $when }: { $why }
claim-stands = قائمة
claim-accepted = مختارة
claim-draft = مسودة، لا تُحتسب
claim-retracted = مسحوبة، لا تُحتسب
claim-denied = نفي: يقول المصدر إن الأمر ليس كذلك
claim-report = البلاغ
claim-source = المصدر
claim-no-source = غير مسجَّل
claim-reliability = موثوقية المصدر
claim-said = وقت القول
claim-credibility = مصداقية المعلومة
claim-note = ملاحظة
claim-recorded = من سجّلها
claim-history = القرارات بشأن هذه الإفادة: { $number }
not-graded = بلا تقييم
grade = { $code }: { $words }
timeline = الاحتجاز، خطوة خطوة
timeline-claim = الإفادة
judgements = قرارات المطابقة مع سجلات أخرى
history = القرارات
used-by = تشير إليه
used-by-count =
    { $number ->
        [zero] لا سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $number } سجلات
        [many] { $number } سجلًا
       *[other] { $number } سجل
    }
used-by-more =
    { $number ->
        [one] وواحد غيرها
        [two] واثنان غيرها
       *[other] و{ $number } غيرها
    }
ruling-accept = اختيرت هذه الإفادة
ruling-retract = سُحبت هذه الإفادة
ruling-undo = أُلغي قرار سابق
ruling-ask-erasure = طُلب المحو
ruling-confirm-erasure = أُكِّد المحو
ruling-hold = وُضع أمر بالحفظ
ruling-erased = مُحي
ruling-grade = التقييم { $grade }
ruling-by = { $what }، من { $who }
ruling-admit-reporter = قُبل ضمن مقدّمي البلاغات
ruling-beacon = سُجّل منارةً زمنية: لم يكن لأحد أن يعرفه قبل ذلك
ruling-attest = تحمُّل المسؤولية عن قوائم متداخلة
time-not-before = أُنشئ بعد { $when }، بحسب ختم زمني
time-not-before-unchecked = أُنشئ بعد { $when }، بحسب منارة زمنية ينبغي الرجوع إليها
time-not-after = أُنشئ قبل { $when }، بحسب ختم زمني خارجي
time-not-stamped = لم يختمه زمنيًا أي طرف خارجي
claim-time = الوقت
about-time-covered = { $covered } من أصل { $entries } من القيود تقع ضمن نقطة تحقق ختمتها زمنيًا جهة خارجية.
about-time-nobody = لم تُضبط جهة للختم الزمني: لا يشهد طرف خارجي بوقت إنشاء القيود. هذا وضع عادي.
ruling-undone = أُلغي
spot-whole = البلاغ كله
spot-quote = البايتات { $start }–{ $end }
spot-row = السطر { $row }
spot-cell = السطر { $row }، العمود { $column }
spot-page = الصفحة { $page }
spot-timecode = عند { $time }
step-from = من: { $when }
step-to = حتى: { $when }
step-confirmed = التأكيد: { $when }
step-known = من { $who }
value-bytes = بايتات البلاغ
value-cut =
    { $number ->
        [one] … وحرف واحد غيرها
        [two] … وحرفان غيرها
        [few] … و{ $number } أحرف غيرها
        [many] … و{ $number } حرفًا غيرها
       *[other] … و{ $number } حرف غيرها
    }
amount-between = حصرًا من { $low } إلى { $high }
amount-at-least = حصرًا { $low } أو أكثر
amount-at-most = حصرًا { $high } أو أقل
amount-no-number = الكلمة لا تعطي عددًا

## البلاغ

report-kind = بلاغ
report-claims-about = المسجَّل عن هذا البلاغ
report-raw = حفظ البايتات كما وردت
report-size =
    { $bytes ->
        [one] بايت واحد
        [two] بايتان
        [few] { $bytes } بايتات
        [many] { $bytes } بايتًا
       *[other] { $bytes } بايت
    }
report-text = النص كما ورد
report-not-utf8 = هذه البايتات ليست بترميز UTF-8؛ ما تعذّرت قراءته من الحروف يظهر هكذا: �. النسخة المنزَّلة فيها البايتات دون تغيير.
report-part = الجزء { $part } من { $parts }
report-no-bytes = بايتات هذا البلاغ ليست محفوظة هنا.
report-passages = مقاطع تستند إليها الإفادات
report-passage = المقطع { $number }
report-more-passages =
    { $number ->
        [one] هناك مقطع آخر معلَّم في النص.
        [two] هناك مقطعان آخران معلَّمان في النص.
        [few] هناك { $number } مقاطع أخرى معلَّمة في النص.
        [many] هناك { $number } مقطعًا آخر معلَّمًا في النص.
       *[other] هناك { $number } مقطع آخر معلَّم في النص.
    }
report-whole = إفادات تستند إلى البلاغ كله
report-table = الجدول كما ورد
report-rows =
    { $number ->
        [zero] لا سطور محفوظة.
        [one] سطر أصلي واحد محفوظ.
        [two] سطران أصليان محفوظان.
        [few] { $number } سطور أصلية محفوظة.
        [many] { $number } سطرًا أصليًا محفوظًا.
       *[other] { $number } سطر أصلي محفوظ.
    }
report-row = السطر
report-column = العمود { $number }
report-doubts = ما لم تمكن قراءته دون تخمين

## الأرقام

figures-title = أرقام الآخرين
figures-lead = أعداد ذكرها آخرون، جنبًا إلى جنب. لا يُحسب لها متوسط أبدًا، ولا تُضاف أبدًا إلى ما هو موثَّق.
figures-flags = قبل الاستشهاد بها
figures-table = كل رقم، ومن ذكره
figures-none = لا أرقام مسجَّلة.
figure-id = الرقم
figure-number = كم
figure-measure = ما الذي يُعدّ
figure-no-measure = لم يُسجَّل ما الذي يُعدّ
figure-scope = أين ومتى
figure-speaker = من قاله
figure-said = متى قيل، ومن نقله
figure-parts = أجزاؤه
figure-source = المصدر والبلاغ والملاحظات
figure-contested = فيه تناقض:
flag-parts-add-up = مجموع أجزائه صحيح: { $parts } = { $total }
flag-parts-fit-word = مجموع أجزائه { $parts } = { $sum }، لا { $total }؛ وعبارة «{ $word }» تحتمل ذلك
flag-some-parts-add-up = بعض أجزائه فقط يعطي المجموع: { $parts } = { $total }؛ أما { $others } فيعدّ شيئًا آخر
flag-parts-contradict = مجموع أجزائه { $parts } = { $sum }، وهذا يناقض { $total }
flag-measure-changed = يكرر العدد { $number } بمعنى آخر: هناك «{ $was }»، وهنا «{ $now }»
flag-part-differs = «{ $part }»: { $here } هنا و{ $there } هناك، والقائل واحد: تناقض

## الحصيلة

count-title = الحصيلة
count-go = احتساب
field-measure = ما الذي يُعدّ
field-place = المكان
field-from = من
field-to = إلى
field-filter = خصائص أخرى، خاصية=قيمة؛ …
field-position = كما عُرف عند الموضع
field-before = الفرق منذ الموضع
count-as-of = كما في
count-floor = { $floor } على الأقل: هذا العدد من الحالات المتمايزة موجود حتمًا.
count-ceiling = { $ceiling } على الأكثر، إن صح كل ما هو غير مؤكد.
count-no-ceiling = لا حد أعلى: في المعدود ما لا حد له.
count-or-more = { $floor } أو أكثر
count-named = منهم { $number } بالاسم.
count-unit-persons =
    { $number ->
        [one] شخص
        [two] شخصان
        [few] أشخاص
        [many] شخصًا
       *[other] شخص
    }
count-unit-detentions =
    { $number ->
        [one] احتجاز
        [two] احتجازان
        [few] احتجازات
        [many] احتجازًا
       *[other] احتجاز
    }
count-unit-events =
    { $number ->
        [one] حدث
        [two] حدثان
        [few] أحداث
        [many] حدثًا
       *[other] حدث
    }
count-difference = سبب الاختلاف
count-before = عند الموضع { $position } كان الحد الأدنى { $floor }. ومنذ ذلك الحين:
count-change = { $by }: { $why }
count-no-change = لا شيء يغيّر الحد الأدنى.
change-happened-since = حدث منذ ذلك الحين
change-found-late = عُرف متأخرًا: كان قد حدث قبل ذلك
change-judged-same = عُدّا واحدًا
change-told-apart = عُدّا مختلفين
change-withdrawn = سُحب، أو لم يعد ضمن المطلوب
change-corrected = صُحّح
count-beside = ما يقوله الآخرون
count-beside-note = إلى جانب العدد، لا ضمنه.
count-beside-table = أرقام عن الأمر نفسه
count-receipt = تفصيل العدد
count-lines = كل سجل وراء هذا العدد
count-no-lines = لا سجل وراءه.
col-record = السجل
col-floor = يضيف على الأقل
col-ceiling = يضيف على الأكثر
col-why = السبب
col-happened = متى
count-open = بلا حد
count-merged = يُعدّ مرة واحدة مع
count-exclusions = المستبعَد من الحد الأدنى
count-which = أيها
count-nothing-excluded = لم يُستبعد شيء.
count-contradictory = عُدّا واحدًا ومختلفين في آن
count-position = الموضع في دفتر السجل
count-behind =
    { $number ->
        [zero] حُفظت قيود منذ ذلك الحين ويجري عدّها؛ أعد تحميل الصفحة لتراها.
        [one] حُفظ قيد واحد منذ ذلك الحين ويجري عدّه؛ أعد تحميل الصفحة لتراه.
        [two] حُفظ قيدان منذ ذلك الحين ويجري عدّهما؛ أعد تحميل الصفحة لتراهما.
        [few] حُفظت { $number } قيود منذ ذلك الحين ويجري عدّها؛ أعد تحميل الصفحة لتراها.
        [many] حُفظ { $number } قيدًا منذ ذلك الحين ويجري عدّها؛ أعد تحميل الصفحة لتراها.
       *[other] حُفظ { $number } قيد منذ ذلك الحين ويجري عدّها؛ أعد تحميل الصفحة لتراها.
    }
count-root = جذر دفتر السجل
count-fresh = تُعدّ آخر معلومة عن الاحتجاز حديثة لمدة
count-link = هذا العدد من جديد

## عن البرنامج

about-title = عن هذه الصفحات
about-what = يجيب habeas عن سؤال واحد عن حملة القمع: من احتُجز، وعلى يد من، وأين، ومتى، وهل خرج، وكيف نعرف ذلك؟
about-demo = صُنع من بذرة: البذرة نفسها تعطي اليوم نفسه. لا أحد هنا موجود في الواقع.
about-how = كيف تُقرأ
about-claims = كل ما هو معروف إفادة: يقولها مصدر، وهذا نص قوله. كل قيمة تقود إلى النص المقتبس.
about-ledger = لا يُستبدل شيء بشيء. التصحيح والسحب وقرارات المطابقة قيود لاحقة، ويمكن إلغاء كل منها.
about-numbers = لكل عدد حد أدنى وحد أعلى، وتفصيل بكل السجلات التي وراءه.
about-doubt = يبقى المجهول مجهولًا. المعلومة التي قدُمت تجعل «محتجز» «ربما محتجز»، ولا تجعله أبدًا «أُفرج عنه».
about-clocks = المهل القانونية
about-unsigned = مسودة؛ لم يوقّعها محامٍ، وليس فيها مشورة قانونية.
about-not-kept = ما لا يُحفظ
about-no-telemetry = لا تُرسل بيانات عن الاستخدام، ولا يُحمَّل شيء من مكان آخر.
about-no-log = لا تُحفظ العناوين ولا أسماء المتصفحات. أما من فتح سجل شخص فيُدوَّن، لاطلاع المسؤولين عن الأشخاص.
about-no-cache = يُطلب من المتصفح ألا يحفظ أي صفحة.
about-session = ملف تعريف ارتباط واحد يتيح لك الدخول، لاثنتي عشرة ساعة على الأكثر، وما لا يزيد من الدقائق دون طلب على { $minutes }، وآخر يتذكر اللغة.
about-lock = القفل
about-lock-what = زر «قفل» يُخرج المفاتيح وكل ما هو مفتوح من ذاكرة هذا الجهاز فورًا، للجميع.
about-lock-after = يُقفل من تلقاء نفسه إذا لم يطلب أحد من الداخلين شيئًا لمدة { $time }.
about-lock-never = لا يُقفل من تلقاء نفسه.
about-panic = من يفتح هذا العنوان يقفله أيضًا، من أي جهاز يصل إلى هذا الجهاز ودون تسجيل الدخول. دوّنه حيث يكون في متناول اليد:
about-leave = زر «مغادرة» ينهي جلستك ويفرغ الصفحة؛ ويبقى الملف مفتوحًا للآخرين. للعودة منفردًا اقفله ثم افتحه من جديد.
about-state = هذا الملف
about-version = الإصدار
about-read-only = هذه الصفحات للعرض فقط. التسجيل والمطابقة والاستيراد تجري بالأوامر في الوقت الحاضر.

## الأدلة

evidence-files = الملفات المحفوظة
evidence-copy = حفظ نسخة عمل
evidence-copy-note = صورة أُعيد ترميزها بلا بيانات وصفية. تُدوَّن كل نسخة في سلسلة الحفظ.
evidence-custody = سلسلة الحفظ
file-role-original = الأصل
file-role-working-copy = نسخة عمل
file-role-derived = مشتق
custody-event-captured = التُقط
custody-event-received = استُلم
custody-event-hashed = حُسبت بصمته
custody-event-stored = أُودع في الحفظ
custody-event-derived = أُنشئ من ملف آخر
custody-event-copied = سُلّمت نسخة عمل
custody-event-viewed = اطُّلع عليه
custody-event-exported = صُدّر الأصل
custody-event-verified = جرى التحقق منه
custody-event-failed = لم ينجح التحقق
