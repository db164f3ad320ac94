# اللوحة والاستفسارات والأهالي.

## الاستفسارات

nav-checks = الاستفسارات
p-unit-ringing = يجري الاتصال به حتى
p-check-confirms = الاحتجاز الذي يؤكده
checks-title = الاستفسار من المراكز
checks-log = ما سُئل وما أُجيب
checks-form = تسجيل استفسار
checks-unit = أي مركز
checks-answer = بماذا أجابوا
checks-words = كلماتهم (بأقرب ما تتذكر)
checks-about = هل كان السؤال عن أحد بعينه؟ وإلا فهو عن الجميع.
checks-about-hint = إذا كانت الإجابة «محتجز هنا» أو «أُفرج عنه» صارت آخر معلومة عن احتجاز كل من وُضعت عليه علامة. والتراجع عن الاستفسار يتراجع عن ذلك أيضًا.
checks-when = متى (فارغ: الآن)
checks-asked-by = من سأل، إن لم تكن أنت
checks-save = حفظ الاستفسار
checks-why = سُجّل كما قيل في الهاتف
checks-why-undo = سُجّل خطأً
checks-undo = التراجع عن استفسار: من ولماذا
checks-take-back = تراجع
checks-total =
    { $number ->
        [zero] لا استفسار مسجَّل.
        [one] استفسار واحد مسجَّل.
        [two] استفساران مسجَّلان.
        [few] { $number } استفسارات مسجَّلة.
        [many] { $number } استفسارًا مسجَّلًا.
       *[other] { $number } استفسار مسجَّل.
    }
checks-none = لم يُسجَّل أن أحدًا سأل.
checks-was-about = عن
checks-everybody = عن الجميع
checks-by = سأل
checks-logged = حُفظ الاستفسار.
checks-logged-confirms =
    { $number ->
        [one] حُفظ الاستفسار؛ وهو آخر معلومة عن احتجاز واحد.
        [two] حُفظ الاستفسار؛ وهو آخر معلومة عن احتجازين.
        [few] حُفظ الاستفسار؛ وهو آخر معلومة عن { $number } احتجازات.
        [many] حُفظ الاستفسار؛ وهو آخر معلومة عن { $number } احتجازًا.
       *[other] حُفظ الاستفسار؛ وهو آخر معلومة عن { $number } احتجاز.
    }
form-refused = لم يُحفظ هذا. ما كتبته لا يزال هنا.
queue-title = بمن نتصل الآن
queue-summary = { $due } في الانتظار، و{ $rung } يجري الاتصال بها.
queue-due = في الانتظار
queue-rung = يجري الاتصال بها الآن
queue-asked = سُئلت في آخر عشر دقائق
queue-none = لا مركز في الانتظار: لا يُعرف أن أحدًا محتجز في مركز لم يُسأل للتو.
queue-ring = أنا أتصل بهذا الآن
queue-again = الاتصال مجددًا رغم ذلك
queue-release = إعادته
queue-log = تسجيل الإجابة
queue-first = أولوية: { $number }
queue-why = أُخذ من قائمة الاتصال
queue-why-release = أُعيد
queue-hint = تأتي أولًا المراكز التي لم تُسأل قط، ثم التي سُئلت منذ أطول وقت، ساعةً بساعة؛ وعند التساوي تسبق التي فيها قاصرون أو مرضى أو مصابون أو حوامل، ثم التي تحتجز عددًا أكبر. من يأخذ مركزًا يبقى له عشر دقائق، ثم يعود من تلقاء نفسه.
ringing-until = { $by } يتصل الآن، حتى { $until }

## المحامون والتدخلات

p-detention-lawyer-name = اسم المحامي
p-intervention-called = الجهة المتصَل بها
p-intervention-to = من تحديدًا
p-intervention-words = ما قيل
aid-title = المحامي والتدخلات
aid-state = كيف الأمر مع المحامي
aid-lawyer-name = أي محامٍ (يجوز تركه فارغًا)
aid-set = حفظ
aid-lawyer-saved = حُفظ: المحامي.
aid-meanwhile = في هذه الأثناء حفظ { $who }: { $said }.
aid-meanwhile-about = لم يضع شيء مما كتبته، فهو في الاستمارة. احفظه مرة أخرى إن كان يجب أن يكون الكلمة الأخيرة؛ يبقى الاثنان في السجل.
aid-call-saved = حُفظ التدخل.
aid-calls = بمن جرى الاتصال من أجلهم
aid-called = بمن جرى الاتصال
aid-to = من تحديدًا (اسم، دائرة)
aid-kind = لأي غرض
aid-response = ما نتج عنه
aid-log = حفظ التدخل
aid-none = لم يُسجَّل اتصال بأحد.
aid-for = من أجل
aid-by = من
aid-somebody = شخص ما
aid-no-result = لا نتيجة بعد
aid-why = رُتّب ضمن التوجيه
lawyer-named = { $state }: { $name }
keys-title = المفاتيح: محامٍ بضغطتين
keys-hint = حين يكون التركيز على سطر: j وk للتنقل؛ a ثم 1–9 يعيّن المحامي صاحب هذا الرقم أدناه، و0 محاميًا بلا اسم، وw في الطريق، وi سُمح له بالدخول، وr مُنع، وn لا محامي. أي مفتاح آخر يلغي ذلك.
keys-ask = 1–9، 0، w، i، r، n؟
keys-failed = لم يُحفظ هذا؛ استعمل الرابط في عمود المحامي.
term-called-lawyer = محامٍ
term-called-embassy = سفارة أو قنصلية
term-called-ministry = وزارة
term-called-prosecutor = النيابة العامة
term-called-ombudsman = أمين المظالم
term-called-doctor = طبيب
term-called-employer = جهة العمل أو هيئة التحرير
term-called-media = وسائل الإعلام
term-called-other = جهة أخرى
term-response-favourable = فُعل المطلوب
term-response-promise = وعد بذلك
term-response-denied = رفض
term-response-none = لا رد
term-response-other = غير ذلك

## اللوحة: الشروط والشاشة والورق

board-more-filters = شروط أخرى
board-lawyerless = بلا محامٍ
board-stale = لم يُسمع شيء مؤخرًا
board-within = تنقضي المهلة خلال (دقائق)
board-place = المدينة أو المكان
board-risk = الأولوية
board-any-risk = الجميع
board-risk-first = القاصرون والمرضى والمصابون والحوامل
board-matched =
    { $number ->
        [zero] لا سطر يطابق.
        [one] سطر واحد يطابق.
        [two] سطران يطابقان.
        [few] { $number } سطور تطابق.
        [many] { $number } سطرًا تطابق.
       *[other] { $number } سطر تطابق.
    }
board-wall = عرض على الجدار
board-print = ورقة لجيب المحامي
wall-title = شاشة الجدار
wall-more = و{ $units } من المراكز غيرها، فيها { $people } من الأشخاص
wall-maybe = + { $number } ربما
wall-without = بلا محامٍ: { $number }
wall-stale = لم يُسمع عنهم: { $number }
wall-over = انقضت مهلتهم: { $number }
wall-next = تنقضي المهلة التالية بعد { $left }
wall-show-names = إظهار الأسماء
wall-hide-names = إخفاء الأسماء
wall-names-warning = الأسماء ظاهرة على هذه الشاشة: يستطيع كل من يمر أن يقرأها.
pocket-title = ورقة لجيب المحامي
pocket-hint = اختر مركزًا واطبع الصفحة: تُطوى A5 في الجيب، وتدخله A6 كما هي. قد يُصادَر الورق ممن يحمله.
pocket-notes = ملاحظات
pocket-by = طبعه { $by }.

## التواصل مع الأهالي

nav-family = الأهالي
kind-enquiry = سؤال من الأهل
p-enquiry-name = يُسأل عن
p-enquiry-born = العمر أو سنة الميلاد
p-enquiry-relation = صلة السائل به
p-enquiry-asker = السائل
p-enquiry-when = متى
p-enquiry-about = عُدّ سؤالًا عن
p-enquiry-answer = ما أُجيب به
family-title = التواصل مع الأهالي
family-ask = شخص يسأل عن شخص
family-name = عمّن يسأل (بأي كتابة)
family-born = العمر أو سنة الميلاد
family-relation = صلته بالشخص
family-asker = اسم السائل، إن ذكره
family-contact = طريقة الوصول إليه، إن شاء
family-contact-hint = تُحفظ طريقة الوصول إليه منفصلة عن كل ما عداها، وتُتلف بعد أسبوعين.
family-look = بحث
family-why = الأهل يسألون
family-why-answer = تُلي كما هو
family-undo = سحب هذا الجواب
family-why-undo = سُجّل خطأً
family-matches = سُئل عنهم من قبل، والآن هناك ما يقال
family-match = ربما كان هو المقصود، أو صار بالإمكان قول شيء آخر:
family-latest = أحدث الأسئلة
family-total =
    { $number ->
        [zero] لا سؤال مسجَّل.
        [one] سؤال واحد مسجَّل.
        [two] سؤالان مسجَّلان.
        [few] { $number } أسئلة مسجَّلة.
        [many] { $number } سؤالًا مسجَّلًا.
       *[other] { $number } سؤال مسجَّل.
    }
family-asked = سُئل
family-taken-by = تلقّاه
family-told = ما قيل
family-not-answered = لم يُجب عنه بعد
family-answer-unknown = إجابة من إصدار أحدث
family-back = كل الأسئلة
family-enquiry = السؤال
family-others = سأل شخص من قبل: قل له الشيء نفسه
family-say = اقرأ هذا بصوت مسموع، ولا شيء سواه
family-say-hint = اقرأه مرتين ودع السائل يدوّنه. لا تضف من غيره محتجز، ولا السبب، ولا الحال؛ وإن سُئلت فقل إن هذا كل ما يمكنك قوله.
family-said = لقد قلت هذا
family-candidates = من قد يكون المقصود (لك وحدك)
family-candidates-hint = اسأل عن العمر وعن مكان آخر مشاهدة ووقتها؛ ولا تذكر أي تفصيل قبل أن يذكره السائل.
family-choose = هذا هو المقصود
family-chosen = مختار
family-none = ليس أحدًا منهم، أو لا أحد
family-nobody = لا يُعرف أحد باسم مشابه.
family-age = العمر { $number }
family-withheld = لا تُعطى إجابة من هذه الصفحة. قل إن أحدًا سيعاود الاتصال، وتحدّث إلى المسؤول عن التنسيق الآن.
family-form-not-known = غير معروف
family-form-reported = ورد بلاغ
family-form-located = عُرف مكانه
family-form-released = أُفرج عنه
family-say-not-known = لا نعرف شيئًا عن هذا الشخص. هذا لا يعني أنه لم يُحتجز. لقد دوّنّا أنكم سألتم.
family-say-reported = لدينا بلاغ بأن هذا الشخص قد احتُجز. مكان وجوده غير مؤكد.
family-say-located = تأكد أن هذا الشخص كان موجودًا في { $unit }، في { $at }.
family-say-released = لدينا معلومة بأن هذا الشخص قد أُفرج عنه.
