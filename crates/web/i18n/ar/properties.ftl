# ما قد تقوله إفادة عن سجل.

## الشخص

p-person-name = الاسم
p-person-birth = تاريخ الميلاد
p-person-age = العمر
p-person-sex = الجنس
p-person-nationality = الجنسية
p-person-risk = معرّض للخطر بسبب
p-person-member-of = ينتمي إلى
p-person-description = وصف
p-person-note = ملاحظة
p-person-office = المنصب

## المجموعة

p-group-people = عدد الأشخاص
p-group-description = وصف
p-group-part-of = جزء من
p-group-note = ملاحظة

## المنظمة

p-organization-name = الاسم
p-organization-type = النوع

## المركز

p-unit-name = الاسم
p-unit-type = النوع
p-unit-place = مكانه

## المكان

p-place-name = الاسم
p-place-within = ضمن

## الحدث

p-event-title = ماذا كان
p-event-when = متى
p-event-place = أين
p-event-type = الشكل
p-event-agreement = الاتفاق مع السلطات
p-event-topic = الموضوع
p-event-organizer = الجهة الداعية
p-event-region = المنطقة
p-event-relation = على صلة بـ

## الاحتجاز

p-detention-of = من احتُجز
p-detention-people = كم عددهم
p-detention-when = وقت سلب الحرية
p-detention-place = أين
p-detention-unit = اقتيد إلى
p-detention-unit-as-written = المركز كما كُتب
p-detention-force = من احتجزه
p-detention-role = الصفة حينها
p-detention-organization = جهة العمل
p-detention-event = الحدث
p-detention-custody = خطوة في الاحتجاز
p-detention-charge = مادة القانون
p-detention-lawyer = المحامي
p-detention-together-with = مع
p-detention-duration = المدة
p-detention-note = ملاحظة
p-detention-list = من القائمة
p-detention-penalty = العقوبة

## الفعل

p-act-type = ما الذي جرى
p-act-victim = من تعرّض له
p-act-detention = أثناء الاحتجاز
p-act-object = ما أُخذ أو كُسر
p-act-injury = الأذى
p-act-when = متى
p-act-degree = مدى يقين المصدر

## التدخّل

p-intervention-by = من تدخّل
p-intervention-for = من أجل من
p-intervention-type = بأي طريقة
p-intervention-response = الرد
p-intervention-when = متى

## الاستفسار

p-check-unit = المركز الذي سُئل
p-check-about = عمّن
p-check-when = متى
p-check-answer = الإجابة
p-check-words = ما قيل
p-check-by = من سأل

## الإجراء القضائي

p-proceeding-of = الاحتجاز
p-proceeding-stage = المرحلة
p-proceeding-when = متى
p-proceeding-result = النتيجة

## الرقم

p-figure-measure = ما الذي يُعدّ
p-figure-unit = وحدة العدّ
p-figure-amount = كم
p-figure-scope = المكان المقصود
p-figure-period = الوقت المقصود
p-figure-speaker = من قاله
p-figure-speaker-role = منصب القائل
p-figure-outlet = من نقله
p-figure-said-on = متى قيل
p-figure-part = جزء منه
p-figure-label = معرّفه في قائمته
p-figure-note = ملاحظة

## التصريح

p-statement-speaker = من قاله
p-statement-words = الكلمات
p-statement-type = النوع
p-statement-when = متى
p-statement-to = لمن
p-statement-about = عن

## البلاغ

p-report-title = العنوان
p-report-bytes = البايتات
p-report-type = النوع
p-report-published = تاريخ النشر أو الورود
p-report-url = موجود في
p-report-language = اللغة
p-report-file = اسم الملف
p-report-digest = SHA-256
p-report-source = من أنشأه
p-report-row = سطر في الجدول
p-report-doubt = ما لم تمكن قراءته دون تخمين
p-report-receipt = رمز الإيصال
p-report-boilerplate = ليس من النص
p-report-repeat = قيل من قبل
p-report-draft = قرار بشأن مسودة
p-report-triage = الفرز عند الورود

## الدليل

p-evidence-type = النوع
p-evidence-caption = التعليق
p-evidence-credit = من أنشأه
p-evidence-shows = يُظهر
p-evidence-depicts-when = يقال إنه يُظهر يوم
p-evidence-depicts-place = يقال إنه يُظهر مكان
p-evidence-occurrence = يظهر أيضًا في
p-evidence-blob = ملف محفوظ
p-evidence-digest = SHA-256
p-evidence-media = نوع الوسيط
p-evidence-file = اسم الملف
p-evidence-exif = ما يقوله الملف عن نفسه
p-evidence-pdq = بصمة بصرية
p-evidence-received-from = استُلم من
p-evidence-captured-at = وقت الالتقاط
p-evidence-custody = سلسلة الحفظ
p-evidence-doubt = شك بشأن الملف

## المصدر

p-source-name = الاسم
p-source-type = النوع
p-source-relays = ينقل عن
p-source-contact = جهة الاتصال
p-source-feed = تجري متابعة بلاغاته
p-source-token = رمز الدخول إلى API
p-contact-how = طريقة الوصول إلى المتصل
p-contact-of = من البلاغ
p-contact-until = محفوظة حتى
p-contact-seen = جرى الاطلاع عليها
p-contact-erased = مُحيت
p-unit-at = الإحداثيات
p-place-at = الإحداثيات
