# السجل والخريطة والخط الزمني.

axis-day = { $day } { $month }
knew = ما عرفناه ومتى
knew-slide = التمرير إلى تغيير أسبق
knew-show = إظهار
knew-at = كما عُرف بعد التغيير { $number } من { $all }: { $when }، الموضع { $position } في دفتر السجل.
knew-at-now = كما هو معروف الآن، بعد التغيير { $number } من { $all }: { $when }، الموضع { $position } في دفتر السجل.
knew-before = قبل أول تغيير في هذا السجل.
knew-first = الأول
knew-earlier = تغيير أسبق
knew-later = تغيير لاحق
knew-now = الآن
knew-list =
    { $number ->
        [one] التغيير الوحيد، ومن أجراه
        [two] التغييران، ومن أجراهما
        [few] التغييرات كلها ({ $number })، ومن أجراها
       *[other] التغييرات كلها ({ $number })، ومن أجراها
    }
knew-moment = كما عُرف في لحظة
knew-since = ما تغيّر منذ ذلك الحين
knew-more =
    { $number ->
        [one] تغيير أسبق واحد يوصَل إليه بشريط التمرير.
        [two] تغييران أسبقان يوصَل إليهما بشريط التمرير.
        [few] { $number } تغييرات أسبق يوصَل إليها بشريط التمرير.
        [many] { $number } تغييرًا أسبق يوصَل إليها بشريط التمرير.
       *[other] { $number } تغيير أسبق يوصَل إليها بشريط التمرير.
    }
knew-between = ما تغيّر بين الموضعين { $from } و{ $to }
knew-same = لم يتغير شيء.
knew-label = التسمية
knew-nothing = لا شيء معروف
knew-came = قول جديد
knew-withdrawn = سُحب
knew-draft = مسودة من جديد
knew-chosen = باختيار شخص
knew-stands = قائم من جديد
knew-used = الإشارة إليه بـ«{ $name }»: { $before } ← { $after }
knew-taken = سلب الحرية: { $when }
knew-taken-short = سلب الحرية
knew-against = يناقض الخطوة { $steps }
knew-end-by = غادره في { $when } على أبعد تقدير
knew-end-unknown = لا يقول أحد إلى متى
knew-drawing = خطوات الاحتجاز على خط زمني؛ والقائمة أدناه تقول الشيء نفسه.
knew-key = شريط كامل: مؤكد. حافة متقطعة: ربما. خط منقّط مع «?»: لا يقول أحد إلى متى. ▶: لا يزال مستمرًا. ≠: خطوات لا يمكن أن تصح معًا.

nav-timeline = الخط الزمني
day-title = الخط الزمني
day-words = من { $from } إلى { $to }، والمعروف بالساعة: { $taken } احتُجزوا، و{ $brought } اقتيدوا إلى مركز، و{ $out } أُفرج عنهم.
day-earlier = أسبق
day-later = لاحق
day-nearer = أقرب
day-farther = أوسع
day-last = آخر يوم فيه احتجازات
day-from = من
day-stretch = المدة
day-event = الحدث
day-hours =
    { $number ->
        [one] ساعة واحدة
        [24] يوم واحد
        [72] ثلاثة أيام
        [168] أسبوع
        [720] 30 يومًا
        [two] ساعتان
        [few] { $number } ساعات
       *[other] { $number } ساعة
    }
day-events = المحتجزون، بحسب الحدث
day-units = من اقتيدوا ومن أُفرج عنهم، بحسب المركز
day-drawing-events = أشرطة لعدد من احتُجزوا في كل حدث على مدى الساعات؛ والقائمة أدناه تقول الشيء نفسه.
day-drawing-units = أشرطة لعدد من اقتيدوا إلى كل مركز ومن أُفرج عنهم منه على مدى الساعات؛ والقائمة أدناه تقول الشيء نفسه.
day-key = أشرطة مليئة: احتُجزوا أو اقتيدوا. أشرطة مفرّغة: أُفرج عنهم. الواحد احتجاز واحد، ولو كان لمجموعة.
day-list = ساعةً بساعة
day-no-event = ليس في حدث، أو غير معروف
day-no-unit = المركز غير معروف
day-taken = { $number } احتُجزوا
day-brought = { $number } اقتيدوا
day-let-go = { $number } أُفرج عنهم
day-unsure = الساعة غير معروفة
day-unsure-why = تقع هذه في هذا الوقت، أو ربما، لكن لا يقول أحد في أي ساعة؛ فليست في أي شريط.
day-nothing = لا يُعرف أن شيئًا حدث في هذا الوقت.
day-left-out =
    { $rows ->
        [one] سطر آخر فيه { $number } من الوقائع غير معروض؛ اختر حدثًا أو مركزًا، أو مدة أقصر.
        [two] سطران آخران فيهما { $number } من الوقائع غير معروضين؛ اختر حدثًا أو مركزًا، أو مدة أقصر.
        [few] { $rows } سطور أخرى فيها { $number } من الوقائع غير معروضة؛ اختر حدثًا أو مركزًا، أو مدة أقصر.
        [many] { $rows } سطرًا آخر فيها { $number } من الوقائع غير معروضة؛ اختر حدثًا أو مركزًا، أو مدة أقصر.
       *[other] { $rows } سطر آخر فيها { $number } من الوقائع غير معروضة؛ اختر حدثًا أو مركزًا، أو مدة أقصر.
    }

around = ما يحيط به
around-detained = من احتُجز
around-detention = الاحتجازات
around-other-detention = احتجازات أخرى للشخص نفسه
around-together = احتُجزوا معًا
around-event = الحدث
around-organization = المنظمة، المجموعة
around-act = ما جرى لهم
around-intervention = من تدخّل
around-check = من سأل، وما الإجابة
around-proceeding = أمام المحاكم
around-statement = ما قيل عنه
photos = الصور والأوراق
photos-note = لا تُحمَّل صورة قبل أن تطلبها، ويُدوَّن كل اطلاع في سلسلة حفظها. وتظهر مموّهة.
photo-custody =
    { $files ->
        [one] ملف واحد
        [two] ملفان
        [few] { $files } ملفات
        [many] { $files } ملفًا
       *[other] { $files } ملف
    }، حلقات سلسلة الحفظ: { $links }، آخرها في { $when }
photo-show = تحميل الصورة مموّهة
photo-clear = إظهارها واضحة، أو تمويهها من جديد
photo-hide = إخفاؤها
photo-alt = نسخة عمل من الصورة، مموّهة إلى أن تطلبها

nav-map = الخريطة
map-title = الخريطة
map-drawing = خريطة المراكز بحسب عدد المحتجزين فيها؛ والجداول أدناه تقول الشيء نفسه.
map-words =
    { $units ->
        [one] مركز واحد
        [two] مركزان
        [few] { $units } مراكز
        [many] { $units } مركزًا
       *[other] { $units } مركز
    }؛ { $held } محتجزون يقينًا، و{ $maybe } ربما.
map-move = تحريك الخريطة
map-closer = أقرب
map-wider = أوسع
map-west = غربًا ←
map-north = ↑ شمالًا
map-south = ↓ جنوبًا
map-east = → شرقًا
map-all = كل المراكز
map-world = العالم
map-key = دائرة كاملة: محتجزون يقينًا. دائرة متقطعة و«?»: ربما محتجزون. دائرة صغيرة فارغة: لا أحد. مربع: محكمة. خطوط لها رأس: أشخاص نُقلوا من مركز إلى مركز. نقاط صغيرة: مدن. الحدود كما في 2018 وهي للاستدلال فقط.
map-city = مدينة
map-district = حي
map-street = شارع
map-key-streets = تحت رموز المراكز: الشوارع والسكك الحديدية والمياه والخضرة، وعن قرب المباني، من ملف هذا الخادم؛ وقد تكون أقدم من اليوم.
map-streets-osm = © المساهمون في OpenStreetMap (openstreetmap.org/copyright).
map-streets-said = الشوارع: { $who }.
map-streets-unsaid = لا يذكر الملف لمن هذه البيانات.
map-streets-left = في ملف الشوارع هنا أكثر مما رُسم؛ اقترب.
map-streets-unread = جزء من ملف الشوارع لا يُقرأ؛ قد تنقص شوارع هنا.
map-streets-none = ليس في ملف الشوارع شيء هنا.
map-nowhere = ليسوا على الخريطة: { $held } محتجزون و{ $maybe } ربما، ولا يعرف أحد أين.
map-unplaced =
    { $number ->
        [one] مركز واحد بلا مكان على الخريطة؛ تجده في الجدول أدناه.
        [two] مركزان بلا مكان على الخريطة؛ تجدهما في الجدول أدناه.
        [few] { $number } مراكز بلا مكان على الخريطة؛ تجدها في الجدول أدناه.
        [many] { $number } مركزًا بلا مكان على الخريطة؛ تجدها في الجدول أدناه.
       *[other] { $number } مركز بلا مكان على الخريطة؛ تجدها في الجدول أدناه.
    }
map-outside =
    { $number ->
        [one] مركز واحد خارج هذا النطاق.
        [two] مركزان خارج هذا النطاق.
        [few] { $number } مراكز خارج هذا النطاق.
        [many] { $number } مركزًا خارج هذا النطاق.
       *[other] { $number } مركز خارج هذا النطاق.
    }
map-many =
    { $number ->
        [one] مركز واحد في هذا النطاق غير مرسوم؛ اقترب أكثر.
        [two] مركزان في هذا النطاق غير مرسومين؛ اقترب أكثر.
        [few] { $number } مراكز في هذا النطاق غير مرسومة؛ اقترب أكثر.
        [many] { $number } مركزًا في هذا النطاق غير مرسومة؛ اقترب أكثر.
       *[other] { $number } مركز في هذا النطاق غير مرسومة؛ اقترب أكثر.
    }
map-units =
    { $number ->
        [one] مركز واحد
        [two] مركزان
        [few] { $number } مراكز
        [many] { $number } مركزًا
       *[other] { $number } مركز
    }
map-units-in =
    { $number ->
        [one] { $place }، مركز واحد
        [two] { $place }، مركزان
        [few] { $place }، { $number } مراكز
        [many] { $place }، { $number } مركزًا
       *[other] { $place }، { $number } مركز
    }
map-symbol = { $held } محتجزون، و{ $maybe } ربما
map-metres = { $number } م
map-kilometres = { $number } كم
map-table = المراكز، الأكثر امتلاءً أولًا
map-held = محتجزون
map-maybe = ربما
map-released = أُفرج عنهم
map-where = أين
map-by-itself = إحداثيات ذكرها مصدر
map-by-place = باسم مكان
map-by-city = بمدينته فقط: مرسوم في وسطها
map-by-contested = تعطي المصادر إحداثيات مختلفة
map-by-nobody = لا يقول أحد أين
map-more-units =
    { $number ->
        [one] مركز آخر واحد غير مذكور هنا.
        [two] مركزان آخران غير مذكورين هنا.
        [few] { $number } مراكز أخرى غير مذكورة هنا.
        [many] { $number } مركزًا آخر غير مذكورة هنا.
       *[other] { $number } مركز آخر غير مذكورة هنا.
    }
map-ways = نُقلوا من مركز إلى مركز
map-from = من
map-to = إلى
map-moved = الاحتجازات
map-more-ways =
    { $number ->
        [one] مسار آخر واحد غير مذكور هنا.
        [two] مساران آخران غير مذكورين هنا.
        [few] { $number } مسارات أخرى غير مذكورة هنا.
        [many] { $number } مسارًا آخر غير مذكورة هنا.
       *[other] { $number } مسار آخر غير مذكورة هنا.
    }
map-place = تحديد مكان مركز
map-place-hint = درجات الشمال ثم درجات الشرق، بفاصلة عشرية على شكل نقطة. الرمز ∅ يعلّم المراكز التي لا إحداثيات لها. القول السابق يبقى؛ وحيث يختلف قولان يطلب السجل من شخص أن يختار.
map-coordinates = الإحداثيات
map-source = المصدر (معرّف، يجوز تركه فارغًا)
map-why = كيف عُرف ذلك؟
map-save = حفظ
map-placed = حُفظ. المركز الآن حيث قلت.
