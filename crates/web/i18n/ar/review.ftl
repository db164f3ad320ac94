# القوائم التي تنتظر الناس.

duplicates-title = ربما شخص واحد
duplicates-count =
    { $number ->
        [0] لا اقتراحات.
        [one] زوج واحد ينتظر البتّ.
        [two] زوجان ينتظران البتّ.
        [few] { $number } أزواج تنتظر البتّ.
        [many] { $number } زوجًا تنتظر البتّ.
       *[other] { $number } زوج تنتظر البتّ.
    }
duplicates-hint = هذه أسئلة. لا يُدمج أحد بأحد حتى يقول ذلك شخص؛ ويمكن إلغاء كل قرار، و«مختلفان» لا يُسأل عنها مرة أخرى.
duplicates-none = لا يوجد شخصان لم يُبتّ فيهما وقد يكون اسماهما اسمًا واحدًا.
duplicates-looking = يُراجَع الجميع للمرة الأولى منذ التشغيل. عودوا بعد دقيقة.
duplicates-passed-over =
    { $number ->
        [one] كلمة واحدة من الأسماء شائعة إلى حد أن أصحابها لم يُقارَن بعضهم ببعض.
        [two] كلمتان من الأسماء شائعتان إلى حد أن أصحابهما لم يُقارَن بعضهم ببعض.
        [few] { $number } كلمات من الأسماء شائعة إلى حد أن أصحابها لم يُقارَن بعضهم ببعض.
       *[other] { $number } كلمة من الأسماء شائعة إلى حد أن أصحابها لم يُقارَن بعضهم ببعض.
    }
duplicates-also = ويُكتب أيضًا
duplicates-born = الميلاد
duplicates-age = العمر { $age }
duplicates-female = أنثى
duplicates-male = ذكر
duplicates-detained = احتُجز
duplicates-no-detention = لا احتجاز مسجَّل
duplicates-by = اسمك المستعار
duplicates-why = السبب
duplicates-same = الشخص نفسه
duplicates-different = مختلفان
duplicates-unsure = غير مؤكد
duplicates-undo = إلغاء
likeness-same = الاسمان متطابقان
likeness-likely = الأرجح أن الاسمين اسم واحد
likeness-unsure = ربما كان الاسمان اسمًا واحدًا
name-given = الاسم الأول
name-patronymic = اسم الأب
name-family = اسم العائلة
name-initial = الحرف الأول
name-word = كلمة من الاسم
reason-equal = { $part } متطابق: { $first } = { $second }
reason-spelling = { $part } مكتوب بشكل آخر: { $first } ~ { $second }
reason-form = صيغتان للاسم الأول نفسه: { $first } ~ { $second }
reason-ending = { $part } متطابق ما عدا آخره: { $first } ~ { $second }
reason-initial-fits = الحرف الأول يتفق: { $first } ~ { $second }
reason-initial-form = ربما يتفق الحرف الأول: { $first } ~ { $second }، بصيغة { $form }
reason-initial-differs = الحرف الأول لا يتفق: { $first }، { $second }
reason-differ = { $part } مختلف: { $first }، { $second }
reason-missing = { $part } في جانب واحد فقط: { $word }
reason-nothing = لا شيء يُقارَن: أحد الاسمين بلا حروف
duplicates-weight = كيف نتج الوزن: { $weight }
duplicates-weight-hint = كل خطوة تضيف بِتات أو تنقصها: البِت الواحد يضاعف الرجحان أو ينصّفه. الأوزان ثابتة ضُبطت يدويًا؛ وما لا يُعرف لا وزن له. المجموع يرتّب القائمة، وليس احتمالًا.
step = الخطوة
step-bits = البِتات
step-before = قبل مقارنة أي شيء؛ { $sharing } من الأشخاص أو أكثر يشتركون في هذه الكلمات
step-names = الاسمان
step-sum = المجموع
sign-born-same-day = وُلدا في اليوم نفسه
sign-born-same-month = وُلدا في الشهر نفسه، بقدر ما هو معروف
sign-born-same-year = وُلدا في السنة نفسها، بقدر ما هو معروف
sign-born-one-slip = يختلف تاريخا الميلاد بزلّة قلم واحدة
sign-born-near = يختلف تاريخا الميلاد، في حدود سنة
sign-birth-differs = تاريخا الميلاد مختلفان
sign-age-fits = العمران متفقان
sign-age-differs = العمران غير متفقين
sign-same-sex = من جنس واحد
sign-sex-differs = أحدهما أنثى والآخر ذكر
sign-same-nationality = من جنسية واحدة
sign-nationality-differs = الجنسيتان مكتوبتان على نحو مختلف
sign-same-day = احتُجزا في اليوم نفسه
sign-near-in-time = احتُجزا في غضون يومين
sign-far-in-time = احتُجزا في وقتين مختلفين
sign-same-place = احتُجزا في المكان نفسه
sign-other-place = احتُجزا في يوم واحد في مكانين كُتبا على نحو مختلف
sign-same-unit = كانا محتجزين في المركز نفسه
sign-other-unit = كانا محتجزين في يوم واحد في مركزين مختلفين
sign-same-report = بلاغ واحد يذكرهما معًا على أنهما شخصان
sign-two-go-together = اليوم والمكان والمركز مترابطة: يُخصم جزء
sign-all-go-together = اليوم والمكان والمركز مترابطة: يُخصم جزء

## المسودات

drafts-title = ما يبدو أن البلاغات تقوله
drafts-count =
    { $number ->
        [0] لا مسودة من هذا البلاغ تنتظر.
        [one] مسودة واحدة من هذا البلاغ تنتظر شخصًا يبتّ فيها.
        [two] مسودتان من هذا البلاغ تنتظران شخصًا يبتّ فيهما.
        [few] { $number } مسودات من هذا البلاغ تنتظر شخصًا يبتّ فيها.
       *[other] { $number } مسودة من هذا البلاغ تنتظر شخصًا يبتّ فيها.
    }
drafts-hint = قرأت آلة هذه البلاغات. لا يُحفظ شيء من ذلك ولا يُحتسب ولا يظهر في البحث حتى يقبله شخص؛ والقيم المقبولة تصير إفاداتك، مع اقتباس البلاغ. يمكن إلغاء كل شيء.
drafts-keys = غيّر حقلًا لتصحيحه؛ وأفرغه لتركه. المفاتيح: j التالي، وk السابق، وa قبول، وr رفض، وc تصحيح، وu إلغاء.
drafts-none = لا مسودة تنتظر.
drafts-passage = في البلاغ
drafts-slots = ما يبدو أنه يقوله
drafts-who = من هو
drafts-new-person = شخص لم يُسجَّل بعد
drafts-look = عرض
drafts-accept = قبول
drafts-refuse = رفض
drafts-next = المسودة التالية
drafts-before = المسودة السابقة
drafts-other = البلاغ التالي
drafts-whole = استُخرج النص من صفحة ويب أو من ترميز آخر: تشير الإفادات إلى البلاغ كله لا إلى بايتاته.
drafts-background = مذكور كخلفية، عن زمن أسبق
drafts-unconfirmed = النص نفسه يقول إنه غير مؤكد
drafts-why-usual = قُرئ مع البلاغ
drafts-why-undo = بُتّ فيه خطأً
draft-detention = احتجاز
draft-figure = رقم
draft-harm = أذى
draft-property = ممتلكات مأخوذة
draft-intervention = تدخّل
draft-statement = تصريح
drafted-accepted = قُبل
drafted-corrected = قُبل مع تصحيحات
drafted-refused = رُفض
slot-person = مَن
slot-people = كم عددهم
slot-birth = الميلاد
slot-role = الصفة
slot-organization = جهة العمل
slot-force = من احتجزه
slot-place = أين
slot-date = متى
slot-outcome = الحالة الآن
slot-penalty = العقوبة
slot-duration = المدة
slot-measure = ما الذي يُعدّ
slot-number = كم
slot-speaker = من يقول ذلك
slot-victim = بحق من
slot-type = ما الذي جرى
slot-injury = الأذى، بالكلمات
slot-item = ما الذي أُخذ
slot-by = من تدخّل
slot-response = ما نتج عنه
slot-words = الكلمات

## الوارد

feeds-title = الوارد
feeds-heaps = أقسام القائمة
feeds-heap-waiting = للفرز ({ $number })
feeds-heap-noise = غير ذي صلة ({ $number })
feeds-heap-done = بُتّ فيه ({ $number })
feeds-none-waiting = لا شيء ينتظر الفرز.
feeds-none = لا شيء هنا.
feeds-hint = فرز البرنامج هذه عند ورودها بحسب كلماتها. لا يُحتسب منها شيء؛ ويُحفظ ما ليس ذا صلة وما هو تكرار. ما تقوله أنت يغلب فرزه، للبلاغ وكل تكراراته، ويمكن إلغاؤه.
feeds-keys = المفاتيح: j التالي، وk السابق، وo فتح النص، وr ذو صلة، وn غير ذي صلة، وd تكرار، وu إلغاء.
feeds-came = ورد في
feeds-open = فتح النص
feeds-whole = البلاغ كله
feeds-relevant = ذو صلة
feeds-noise = غير ذي صلة
feeds-repeat = مجرد تكرار
feeds-no-repeat = ليس تكرارًا: ذو صلة
feeds-keep-by = الإبقاء على الاسم المستعار
feeds-why = فُرز يدويًا
feeds-why-watch = قائمة مصادرنا
feeds-sorted-news = خبر، الوزن { $score } من 100
feeds-sorted-noise = غير ذي صلة، الوزن { $score } من 100
feeds-sorted-changed = نسخة معدّلة من:
feeds-sorted-repeat = تكرار
feeds-imported = استُورد يدويًا
feeds-marked-relevant = عُلّم بأنه ذو صلة
feeds-marked-noise = عُلّم بأنه غير ذي صلة
feeds-marked-repeat = عُلّم بأنه تكرار
feeds-drafts =
    { $number ->
        [zero] لا مسودات تنتظر
        [one] مسودة واحدة تنتظر
        [two] مسودتان تنتظران
        [few] { $number } مسودات تنتظر
       *[other] { $number } مسودة تنتظر
    }
feeds-repeats =
    { $number ->
        [zero] لا تكرار
        [one] تكرار واحد: سلسلة مصادر واحدة
        [two] تكراران: سلسلة مصادر واحدة
        [few] { $number } تكرارات: سلسلة مصادر واحدة
        [many] { $number } تكرارًا: سلسلة مصادر واحدة
       *[other] { $number } تكرار: سلسلة مصادر واحدة
    }
feeds-watched = ما تجري متابعته
feeds-nothing-watched = لا شيء قيد المتابعة بعد.
feeds-watch-hint = تُضاف مجلدات هذا الجهاز والخلاصات داخل شبكتكم من سطر الأوامر: habeas feed add. خادم الخلاصة يرى عنوان شبكتكم.
feeds-address = عنوان خلاصة RSS أو Atom
feeds-source = لمن هي
feeds-watch = متابعة
feeds-remove = إيقاف المتابعة
feeds-look = تفقّد الآن
feeds-looking = يجري التفقّد؛ أعد تحميل الصفحة بعد لحظة.
feeds-last =
    { $number ->
        [0] آخر تفقّد: { $at }؛ لا جديد.
        [one] آخر تفقّد: { $at }؛ بلاغ جديد واحد.
        [two] آخر تفقّد: { $at }؛ بلاغان جديدان.
        [few] آخر تفقّد: { $at }؛ { $number } بلاغات جديدة.
        [many] آخر تفقّد: { $at }؛ { $number } بلاغًا جديدًا.
       *[other] آخر تفقّد: { $at }؛ { $number } بلاغ جديد.
    }
feeds-every = يتفقّد هذا الخادم من تلقاء نفسه كل { $time }.
feeds-by-hand = لا يتفقّد هذا الخادم إلا حين يُطلب منه (الإعداد feeds_every).
feeds-problems =
    { $number ->
        [zero] لا مشكلات في آخر تفقّد
        [one] مشكلة واحدة في آخر تفقّد
        [two] مشكلتان في آخر تفقّد
        [few] { $number } مشكلات في آخر تفقّد
       *[other] { $number } مشكلة في آخر تفقّد
    }
feeds-way-folder = مجلد
feeds-way-private = داخل شبكتنا
who-decides = صاحب القرار

doubts-title = الشكوك، عدة منها معًا
doubts-several = عدة منها معًا
doubts-count =
    { $number ->
        [0] لا شكّ ينتظر.
        [one] شكّ واحد ينتظر.
        [two] شكّان ينتظران.
        [few] { $number } شكوك تنتظر.
        [many] { $number } شكًّا تنتظر.
       *[other] { $number } شكّ تنتظر.
    }
doubts-hint = ضع علامة على ما يناسبه سبب واحد. لا يتغير بذلك أي عدد: يبقى الشك مع بلاغه، ويمكن سحب القرار.
doubts-leave = قرأتُ ما عليه علامة
doubts-left =
    { $number ->
        [one] تُرك شكّ واحد على حاله.
        [two] تُرك شكّان على حالهما.
        [few] تُركت { $number } شكوك على حالها.
        [many] تُرك { $number } شكًّا على حاله.
       *[other] تُرك { $number } شكّ على حاله.
    }
review-drafts-read = البلاغات المقروءة لهذه المسودات: { $read }؛ لم يُقرأ بعد: { $unread }.
review-drafts-on = متابعة القراءة
review-drafts-oldest = الأقدم أولًا
review-drafts-latest = الأحدث أولًا
