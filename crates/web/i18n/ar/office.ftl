# الاستيراد والإدارة.
ruling-withdraw = سُحب كل ما يقوله هذا البلاغ
ruling-sign-pack = وُقّعت حزمة قانونية
ruling-set = غُيّر إعداد

nav-import = الاستيراد
import-title = الاستيراد
import-hint = سلّم ملفًا أو نصًا. يُقرأ أولًا، ولا يُسجَّل شيء قبل أن ترى ما سينتج عنه. وكل ما يُستورد يمكن إلغاؤه جملةً.
import-file = ملف
import-choose = الملف
import-kinds = جداول (CSV، XLSX، ODS)، وصفحات ويب، ونص عادي، ودفعات إفادات (JSON)؛ { $number } م.ب على الأكثر. يُحفظ الملف في الذاكرة فقط، ولا يُكتب أبدًا على القرص بصيغة يمكن قراءتها.
import-more = من أين جاء
import-source = من أنشأه
import-published = متى نُشر
import-url = عنوانه
import-look = قراءة
import-text = نص
import-text-title = العنوان
import-text-words = النص كما كُتب
import-pasted = نص ملصق
import-tray = مُسلَّم ولم يُستورد بعد
import-tray-hint = تنتظر الملفات هنا ساعتين، أو إلى أن يُقفل البرنامج أو يُشغَّل من جديد. وما سُجّل يبقى.
import-came = ورد مؤخرًا
import-nothing-yet = لم يُستورد شيء بعد.
import-undone = أُلغي
import-kilobytes = { $number } ك.ب
import-megabytes = { $number } م.ب
import-about = { $kind }، { $size }
import-handed-in = سلّمه { $who }،
import-kind-csv = جدول CSV
import-kind-tsv = جدول بعلامات تبويب
import-kind-xlsx = مصنف XLSX
import-kind-ods = جدول بيانات ODS
import-kind-json = دفعة إفادات (JSON)
import-kind-html = صفحة ويب
import-kind-text = نص عادي
import-is-read = يُقرأ
import-waits = قُرئ؛ ينتظرك
import-refused = لا يمكن استيراده هكذا
import-is-saved = يُسجَّل
import-stopped = متوقف
import-done = سُجّل
import-broken = انقطع
import-broken-hint = انقطع التسجيل. ما سُجّل حتى ذلك الحين يبقى؛ تابع، وتُتخطى السطور الموجودة هنا من قبل.
import-stopped-hint = ما سُجّل حتى ذلك الحين يبقى. تابع، وتُتخطى السطور الموجودة هنا من قبل؛ أو ألغِه.
import-nothing-saved = لم يُسجَّل شيء بعد.
import-rows-so-far =
    { $number ->
        [0] يبدأ…
        [one] سطر واحد حتى الآن.
        [two] سطران حتى الآن.
        [few] { $number } سطور حتى الآن.
        [many] { $number } سطرًا حتى الآن.
       *[other] { $number } سطر حتى الآن.
    }
import-rows =
    { $number ->
        [zero] لم يُقرأ أي سطر.
        [one] قُرئ سطر واحد.
        [two] قُرئ سطران.
        [few] قُرئت { $number } سطور.
        [many] قُرئ { $number } سطرًا.
       *[other] قُرئ { $number } سطر.
    }
import-rows-before =
    { $number ->
        [zero] لا سطر معروفًا من قبل.
        [one] سطر واحد معروف من قبل فيُتخطى.
        [two] سطران معروفان من قبل فيُتخطيان.
        [few] { $number } سطور معروفة من قبل فتُتخطى.
        [many] { $number } سطرًا معروفة من قبل فتُتخطى.
       *[other] { $number } سطر معروفة من قبل فتُتخطى.
    }
import-rows-erased =
    { $number ->
        [zero] لا سطر يصف ما مُحي هنا.
        [one] سطر واحد يصف ما مُحي هنا فيُترك.
        [two] سطران يصفان ما مُحي هنا فيُتركان.
        [few] { $number } سطور تصف ما مُحي هنا فتُترك.
        [many] { $number } سطرًا تصف ما مُحي هنا فتُترك.
       *[other] { $number } سطر تصف ما مُحي هنا فتُترك.
    }
import-records-new =
    { $number ->
        [zero] لن يُنشأ أي سجل.
        [one] سيُنشأ سجل واحد.
        [two] سيُنشأ سجلان.
        [few] ستُنشأ { $number } سجلات.
        [many] سيُنشأ { $number } سجلًا.
       *[other] سيُنشأ { $number } سجل.
    }
import-claims-new =
    { $number ->
        [zero] لن تُسجَّل أي إفادة.
        [one] ستُسجَّل إفادة واحدة.
        [two] ستُسجَّل إفادتان.
        [few] ستُسجَّل { $number } إفادات.
       *[other] ستُسجَّل { $number } إفادة.
    }
import-decisions-new =
    { $number ->
        [zero] لن يُسجَّل أي قرار.
        [one] سيُسجَّل قرار واحد.
        [two] سيُسجَّل قراران.
        [few] ستُسجَّل { $number } قرارات.
        [many] سيُسجَّل { $number } قرارًا.
       *[other] سيُسجَّل { $number } قرار.
    }
import-records-made =
    { $number ->
        [zero] لم يُنشأ أي سجل.
        [one] أُنشئ سجل واحد.
        [two] أُنشئ سجلان.
        [few] أُنشئت { $number } سجلات.
        [many] أُنشئ { $number } سجلًا.
       *[other] أُنشئ { $number } سجل.
    }
import-claims-made =
    { $number ->
        [zero] لم تُسجَّل أي إفادة.
        [one] سُجّلت إفادة واحدة.
        [two] سُجّلت إفادتان.
        [few] سُجّلت { $number } إفادات.
       *[other] سُجّلت { $number } إفادة.
    }
import-decisions-made =
    { $number ->
        [zero] لم يُسجَّل أي قرار.
        [one] سُجّل قرار واحد.
        [two] سُجّل قراران.
        [few] سُجّلت { $number } قرارات.
        [many] سُجّل { $number } قرارًا.
       *[other] سُجّل { $number } قرار.
    }
import-doubts =
    { $number ->
        [zero] لا شكوك
        [one] شك واحد
        [two] شكّان
        [few] { $number } شكوك
        [many] { $number } شكًّا
       *[other] { $number } شك
    }
import-file-doubts = شكوك بشأن الملف
import-doubts-hint = ما لم تمكن قراءته دون تخمين. يُحفظ مع البلاغ إلى جانب الخلايا الأصلية، ولا يُختلق شيء.
import-doubt = الشك
import-cell = كما كُتب
import-all-known = استُورد كله من قبل.
import-is-here = إنه في ملف التوثيق.
import-was-undone = أُلغي هذا الاستيراد: لا يُحتسب شيء مما قاله.
import-what-now = ما الذي يمكن فعله به
import-go = استيراد
import-go-on = متابعة
import-why = استُورد من { $name }
import-stop = إيقاف
import-discard = إزالة الملف
import-columns = ما تحتويه الأعمدة
import-how-sheet = قُرئ من الورقة { $name }.
import-how-text = قُرئ بترميز { $encoding }، والفاصل «{ $separator }».
import-shipped = هذا الجدول معروف: { $name }.
import-sheet = الورقة
import-encoding = الترميز
import-read-so = قراءته هكذا
import-column = العمود
import-samples = مثلًا
import-holds = ما يحتويه
import-not-used = غير مستعمل (يُحفظ مع السطر)
import-who-says = من يقول ذلك
import-read-again = قراءته من جديد
import-by-text = يقول التعيين أكثر مما تتسع له هذه الاستمارة: شروطًا أو مصطلحات أو فترات. تجده أدناه نصًا.
import-by-hand = حدّد بنفسك ما يحتويه كل عمود
import-as-text = التعيين نصًا
import-as-text-hint = لما لا تتسع له استمارة: الشروط، والمفردات الصغيرة، وحالات الاحتجاز، والفترات. يصفه docs/mappings.md.
import-mapping = التعيين
import-first = السطور الأولى كما ستُسجَّل
import-row = السطر { $number }
import-a-record = سجل هذا السطر، أو سجل معروف بهذا الاسم
import-open-report = قراءة البلاغ
import-drafts =
    { $number ->
        [0] لا مسودات تنتظر.
        [one] مسودة واحدة تنتظر شخصًا يبتّ فيها.
        [two] مسودتان تنتظران شخصًا يبتّ فيهما.
        [few] { $number } مسودات تنتظر شخصًا يبتّ فيها.
       *[other] { $number } مسودة تنتظر شخصًا يبتّ فيها.
    }
import-read-drafts = قراءته لاستخراج مسودات
import-link = البحث عن التكرارات
import-link-hint = من فيه قد يكون شخصًا معروفًا من قبل. لا يُدمج أحد تلقائيًا.
import-undo = إلغاء هذا الاستيراد
import-undo-hint = يُسحب دفعة واحدة كل ما نتج عن هذا البلاغ: يبقى مقروءًا مشطوبًا ولا يُحتسب. ويمكن إعادته تمامًا كما كان.
import-undo-all = إلغاؤه كله
import-bring-back = إعادته
import-bring-back-hint = كل ما سُحب مع هذا الاستيراد يقوم من جديد كما كان.

import-linkage-hint = يُقارَن كل من يذكرهم هذا البلاغ بكل من سواهم في ملف التوثيق. لا يُدمج أحد تلقائيًا: الأزواج التي قد تكون شخصًا واحدًا تنتظر من يبتّ فيها، ويمكن إلغاء كل قرار.
import-comparing = تجري المقارنة…
import-compare = مقارنة الآن
import-compare-again = مقارنة من جديد
import-judge = البتّ في الأزواج
import-people =
    { $number ->
        [0] لا يذكر البلاغ أحدًا بالاسم.
        [one] يذكر البلاغ شخصًا واحدًا بالاسم.
        [two] يذكر البلاغ شخصين بالاسم.
        [few] يذكر البلاغ { $number } أشخاص بالاسم.
        [many] يذكر البلاغ { $number } شخصًا بالاسم.
       *[other] يذكر البلاغ { $number } شخص بالاسم.
    }
import-pairs =
    { $number ->
        [0] لا أحد فيه قد يكون شخصًا آخر.
        [one] زوج واحد قد يكون شخصًا واحدًا.
        [two] زوجان قد يكون كل منهما شخصًا واحدًا.
        [few] { $number } أزواج قد يكون كل منها شخصًا واحدًا.
        [many] { $number } زوجًا قد يكون كل منها شخصًا واحدًا.
       *[other] { $number } زوج قد يكون كل منها شخصًا واحدًا.
    }

nav-admin = المكتب
admin-title = المكتب
admin-health = سلامة دفتر السجل
admin-health-hint = هل كل شيء كما ينبغي، وهل يمكن الوثوق بدفتر السجل، ومتى حُفظ آخر مرة؛ ونسخة احتياطية.
admin-packs = الحزم القانونية
admin-packs-hint = قانون أي بلد تتبعه المهل، وأي محامٍ يتحمل المسؤولية عنه.
admin-settings = الإعدادات
admin-settings-hint = ما هو سارٍ ومن أين جاء، والقليل الذي يُغيَّر هنا.
admin-audit = من فعل ماذا
admin-audit-hint = دفتر السجل مقروءًا هكذا: من فعل ماذا، ومتى، ولماذا.
admin-import-hint = ملفات ونصوص تُسلَّم وتُعايَن وتُسجَّل وتُلغى.
admin-packs-what = تذكر الحزمة القانونية المراحل والمهل التي يعرفها القانون. وهي مسودة إلى أن يوقّعها محامٍ من البلد، وكل مهلة على اللوحة تقول ذلك. التوقيع قرار في دفتر السجل ويمكن سحبه؛ وهو يسري على النص بصيغته الحالية.
admin-running = مهلها جارية
admin-is-signed = موقّعة
admin-is-draft = مسودة غير موقّعة
admin-signed = وقّعها { $name } في { $date }
admin-limits = المهل
admin-limit = المهلة
admin-article = المادة
admin-founded = قوة الأساس
admin-from-page = مأخوذ من صفحة منشورة
admin-from-memory = من المعرفة العامة؛ يحتاج إلى تأكيد
admin-stages = المراحل
admin-sign = التوقيع بصفة محامٍ
admin-sign-hint = من يوقّع يتحمل المسؤولية عن كل سطر في هذه الحزمة.
admin-doubtful =
    { $number ->
        [0] لا مهلة فيها تستند إلى المعرفة العامة وحدها.
        [one] فيها مهلة واحدة تستند إلى المعرفة العامة وحدها؛ أكّدها أولًا.
        [two] فيها مهلتان تستندان إلى المعرفة العامة وحدها؛ أكّدهما أولًا.
        [few] فيها { $number } مهل تستند إلى المعرفة العامة وحدها؛ أكّدها أولًا.
       *[other] فيها { $number } مهلة تستند إلى المعرفة العامة وحدها؛ أكّدها أولًا.
    }
admin-lawyer = اسم المحامي
admin-signed-on = يوم التوقيع
admin-unsign = سحب التوقيع
admin-settings-what = يسري التغيير من التشغيل التالي، أو حين يُقفل البرنامج ويُفتح في المرة التالية. وما يُضبط حيث يُشغَّل البرنامج يغلب هذه الصفحة.
admin-value = القيمة
admin-change = تغيير
admin-changes = ما تغيّر مؤخرًا
admin-other-settings = إعدادات أخرى
admin-other-hint = هذه لا تُغيَّر إلا على الجهاز. ولا تظهر الأسرار أبدًا.
admin-setting = الإعداد
admin-origin = من أين جاء
admin-meaning = ما يفعله
admin-secret = (مضبوط، لا يظهر)
admin-from-default = القيمة الأصلية
admin-from-file = من إعدادات ملف التوثيق
admin-from-environment = من بيئة تشغيل البرنامج
admin-from-flag = من الأمر الذي شغّله
admin-set-language = اللغة التي تُفتح بها الصفحات (en، ru، kk)
admin-set-fresh-for = المدة التي تُعدّ فيها آخر معلومة عن الاحتجاز معروفة (90m، 6h، 2d)
admin-set-legal-pack = الحزمة القانونية التي تجري مهلها
admin-set-sign-out-after = يسجّل العضو دخوله من جديد إذا لم يطلب شيئًا لهذه المدة (15m، 1h؛ من 1m إلى 2h)
admin-set-lock-after = يُقفل من تلقاء نفسه إذا لم يطلب أحد شيئًا لهذه المدة (30m، 2h؛ و0 لعدم القفل أبدًا)
admin-well = كل ما جرى فحصه على ما يرام
admin-look = هناك ما يحتاج إليك
admin-checks = فُحص للتو
admin-checked = ماذا
admin-stands = الحال
admin-found = ما وُجد، وما ينبغي فعله
admin-ok = على ما يرام
admin-not-ok = يحتاج إلى نظر
admin-snapshot = لقطة على القرص (مختومة)
admin-no-snapshot = لا توجد بعد؛ تُحفظ واحدة عند انتهاء البرنامج
admin-last-backup = آخر نسخة احتياطية من هذه الصفحة
admin-no-backup = لا توجد؛ النسخ الاحتياطية المأخوذة بالأمر لا تترك أثرًا هنا
admin-verify = التحقق من دفتر السجل
admin-verify-hint = يُقرأ كل قيد من القرص، ويُفحص توقيعه وموضعه في الشجرة، كما يفعل غريب بلا أي مفتاح. دفتر السجل الكبير يستغرق وقتًا.
admin-verify-now = تحقق الآن
admin-verified =
    { $number ->
        [0] القيود المفحوصة: { $entries }؛ لا خلل.
        [one] القيود المفحوصة: { $entries }؛ وُجد خلل واحد.
        [two] القيود المفحوصة: { $entries }؛ وُجد خللان.
       *[other] القيود المفحوصة: { $entries }؛ عدد مواضع الخلل: { $number }.
    }
admin-verify-damage = يُصلَح التلف من نسخة سليمة: habeas repair. أما النهاية المبتورة فليست تلفًا: لم يُؤكَّد استلامها قط.
admin-backup = إنشاء نسخة احتياطية
admin-backup-hint = ملف واحد مختوم فيه كل ما كان على جهاز مفقود، بما في ذلك الأدلة. يُفتح بورقة الاسترداد وحدها (habeas recovery). يطلبه شخصان، ويذكر دفتر السجل من هما.
admin-backup-now = إنشاؤها وحفظ الملف
admin-audit-what = من فعل أي نوع من الأفعال بأي سجل، ومتى، ولماذا. لا ترد هنا أي قيمة.
admin-who = مَن
admin-record = السجل
admin-day = اليوم
admin-show = إظهار
admin-when = متى
admin-what = ماذا
admin-nothing-done = لم يُفعل شيء يطابق هذا.

admin-units = المراكز
admin-units-hint = مراكز الشرطة والمحاكم وغيرها بكل أسمائها، وأيها قد يكون واحدًا.
admin-units-what = كثيرًا ما يُكتب المركز بأشكال مختلفة. المركزان اللذان عُدّا واحدًا يُحتسبان واحدًا على اللوحة؛ لا يضيع شيء، ويمكن إلغاء كل قرار.
admin-units-alike = ربما واحد
admin-unit-one = مركز واحد
admin-units-count =
    { $number ->
        [0] لا مراكز معروفة بعد
        [one] مركز واحد
        [two] مركزان
        [few] { $number } مراكز
        [many] { $number } مركزًا
       *[other] { $number } مركز
    }
admin-unit-used =
    { $number ->
        [zero] لا تذكره أي إفادة
        [one] مذكور في إفادة واحدة
        [two] مذكور في إفادتين
        [few] مذكور في { $number } إفادات
       *[other] مذكور في { $number } إفادة
    }
admin-unit-same =
    { $number ->
        [zero] ليس واحدًا مع غيره
        [one] عُدّ واحدًا مع مركز آخر
        [two] عُدّ واحدًا مع مركزين آخرين
        [few] عُدّ واحدًا مع { $number } مراكز أخرى
        [many] عُدّ واحدًا مع { $number } مركزًا آخر
       *[other] عُدّ واحدًا مع { $number } مركز آخر
    }
admin-unit-say = إضافة قول عن مركز
admin-unit-words = بالكلمات
admin-unit-sort = أو النوع
admin-unit-record = تسجيل
admin-second-member = يوافق عليها عضو آخر في صفحة «التصدير»؛ ثم تؤخذ من هنا مرة واحدة.

admin-export = التصدير
admin-export-hint = سجلات تخرج من الدار، ولا تخرج إلا بشخصين.
export-what = الأقوال والقرارات، سطرًا سطرًا. يطلب عضو تصديرًا واحدًا بعينه ويذكر السبب؛ ويوافق آخر، سجّل دخوله، خلال يوم؛ ثم يجوز لمن طلب أن يأخذه مرة واحدة خلال يوم. ويذكر دفتر السجل من كانا.
export-agree-means = توافق على هذا بعينه، ليوم واحد ولمرة واحدة. ولا يؤخذ بهذه الموافقة شيء غيره.
export-mine = طلبك
export-ask = طلب التصدير
export-take = أخذ الملف
export-form = الشكل
export-form-jsonl = الإفادات والقرارات، كائن JSON في كل سطر
export-form-csv = الأقوال جدولًا (CSV)
export-go = حفظ الملف
export-keep = يستطيع قراءة هذا الملف كل من وقع في يده. احفظه كما تحفظ الأسماء، على وسيط مشفَّر.
export-taken = أُخذ مؤخرًا
export-parts = ما فيه، إلى جانب السجلات بأرقامها والأوقات والأماكن والاحتجاز والقرارات
export-holds = لا يحوي أبدًا كيف يُتصل بأحد، ولا ما يُدخِل أحدًا.
export-holds-groups = ولا يحوي شيئًا من السجلات المقصورة على مجموعات لست فيها.
export-holds-limited = ويحوي أيضًا ما قُصر على مجموعات.
leave-names = الأسماء وتواريخ الميلاد، والكلام الحر الذي قد يحويها
leave-tellers = من قال ذلك
leave-reports = كلمات البلاغات
leave-facts = بلا أسماء، وبلا من قال، وبلا كلمات البلاغات
leave-groups = وكذلك ما قُصر على: { $groups }
leave-everything = كل شيء، حتى ما قُصر على مجموعات
leave-backup = نسخة احتياطية من دفتر القضايا كله، مختومة لمن بيده مفتاح الاستعادة
leave-token = الرمز { $name }، مدة صلاحيته بالأيام: { $days }، ويجوز له:
leave-token-for-good = الرمز { $name }، صالح حتى يُلغى، ويجوز له:
leave-waits = ينتظر شخصًا ثانيًا.
leave-agreed = وافق { $by }.
leave-until = يؤخذ مرة واحدة، حتى
leave-used = أُخذ.
leave-past = انقضى يومه؛ اطلبه من جديد.
leave-alone = من يجوز لهم الدخول أقل من عضوين، فلا أحد يُطلب منه: تأخذه وحدك، ويذكر دفتر السجل ذلك. ومتى صارا اثنين لزمت موافقة عضو.
leave-was-alone = وحده

admin-looks = من اطّلع على مَن
admin-looks-hint = سجل الاطلاع: من رأى أي أشخاص، ومتى.
looks-what = كل اطلاع على هوية من عضو أو برنامج، يُدوَّن في ثوانٍ؛ وما تكرر خلال ربع ساعة اطلاع واحد. والوحدة تعني لوحتها بكل من عليها. أما المالك على الجهاز نفسه فلا يترك هنا أثرًا.
looks-whom = من رُئي (السجل)
looks-of-one = الاطلاعات على هذا السجل، وعلى ما يخصه، وعلى اللوحات التي كان عليها حينها.
looks-seen = رُئي
looks-nobody = لم يطّلع أحد في حدود هذا السؤال.

admin-tokens = البرامج
admin-tokens-hint = رموز تستدعي بها الشاشات والبوتات والبرامج النصية: إصدارها وعرضها وإلغاؤها.
tokens-what = بالرمز يستدعي البرنامج باسمه هو (docs/api.md). يُعرض مرة واحدة؛ والملغى لا يفتح شيئًا بعد ذلك أبدًا.
tokens-all = الرموز
token-made = رمز { $name }
token-made-about = لن يُعرض ثانية. سلّمه بطريق تثق به.
token-name = الاسم
token-name-about = مثل bot-1. يظهر تحت كل ما يحفظه البرنامج، فلا يكون اسمًا مستعارًا لأحد.
token-state = حاله
token-may = يجوز له
token-issued = صدر
token-until = حتى
token-good = صالح
token-expired = انتهى
token-revoked = ملغى
token-revoke = إلغاء
token-why-revoke = لم يعد لازمًا
token-new = إصدار رمز
token-two = يلزم شخص ثانٍ
token-days = صالح مدة
token-days-number =
    { $number ->
        [zero] { $number } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $number } أيام
        [many] { $number } يومًا
       *[other] { $number } يوم
    }
token-second = ما يلزمه شخص ثانٍ يُطلب بهذا النموذج؛ ويوافق عضو آخر في صفحة «التصدير»، ثم يصدر الرمز هنا مرة واحدة.
token-go = إصداره
scope-search-see = البحث عن السجلات بكلماتها
scope-record-see = قراءة السجلات بلا أسماء ولا مصادر ولا اقتباسات
scope-identity-see = رؤية الأسماء وتواريخ الميلاد والملاحظات التي قد تحويها
scope-source-see = رؤية من قال ذلك
scope-report-see = قراءة البلاغات والاقتباسات
scope-board-see = قراءة اللوحة ووحداتها
scope-figures-see = قراءة أرقام يذكرها آخرون
scope-count-see = قراءة الأعداد مع إيصالاتها
scope-intake-write = تسجيل المكالمات والأقوال
scope-check-write = تسجيل الاستفسارات
scope-review-decide = الحكم والقبول والسحب
scope-token-issue = عرض الرموز وإلغاؤها
admin-places = الأماكن
admin-places-hint = المدن والأحياء والشوارع بكل أسمائها: تسمية جديدة، وأين يقع المكان، وضم مكانين هما واحد.
admin-places-what = الأماكن مدن وأحياء وشوارع. المكانان اللذان عُدّا واحدًا يبقيان سجلين؛ لا يضيع شيء، ويمكن إلغاء كل حكم.
admin-places-count =
    { $number ->
        [0] لا أماكن معروفة بعد
        [one] مكان واحد
        [two] مكانان
        [few] { $number } أماكن
        [many] { $number } مكانًا
       *[other] { $number } مكان
    }
admin-place-one = مكان واحد
admin-place-say = إضافة قول عن مكان
admin-place-new = مكان ليس هنا
admin-said = ما قيل عنه
admin-said-what = اختر السطر الصحيح: الاسم المختار هو الذي يُعرف به، والموضع أو النوع المختار هو المعمول به. ما يُسحب يبقى مقروءًا مشطوبًا. أضف الجديد أدناه.
admin-said-choose = هذا هو الصحيح
admin-said-take-back = سحبه
admin-said-undo = إلغاء آخر قرار بشأنه
