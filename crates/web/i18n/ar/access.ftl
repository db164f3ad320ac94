# الأشخاص والدخول والحسابات.
limited-to-others = مقصور على آخرين
ruling-access = قرار بشأن من يراه
nav-people = الأشخاص
who-is-in = أنت

sign-in-title = تسجيل الدخول
sign-in-handle = الاسم المستعار
sign-in-password = كلمة السر
sign-in-code = الرمز
sign-in-code-about = ستة أرقام من التطبيق، إن كنت قد أعددته.
sign-in-go = دخول
sign-in-passkey = استعمال مفتاح مرور
sign-in-wrong = الاسم أو كلمة السر أو الرمز غير صحيح.
sign-in-wait = { $minutes ->
    [one] محاولات كثيرة. انتظر دقيقة واحدة ثم أعد المحاولة.
    [two] محاولات كثيرة. انتظر دقيقتين ثم أعد المحاولة.
    [few] محاولات كثيرة. انتظر { $minutes } دقائق ثم أعد المحاولة.
   *[other] محاولات كثيرة. انتظر { $minutes } دقيقة ثم أعد المحاولة.
    }
sign-in-kept = انتهت جلستك. ما كتبته محفوظ في هذه الصفحة: سجّل الدخول فيُرسَل.
sign-in-kept-no-file = انتهت جلستك. ما كتبته محفوظ في هذه الصفحة، أما الملف فلا يستطيع الانتظار: سجّل الدخول واختر الملف مرة أخرى.
sign-in-too-large = انتهت جلستك، وما أرسلته أكبر من أن ينتظر هنا. سجّل الدخول، ثم ارجع في المتصفح وأرسله مرة أخرى.
sign-in-nobody = لا حساب لأحد هنا بعد. من شغّل الخادم يدخل بالرابط الذي طُبع، ويدعو الآخرين في صفحة «الأشخاص».
sign-in-lost = فقدت كل طرق الدخول؟ يستطيع اثنان من المسؤولين عن الأشخاص إدخالك من جديد.
passkey-failed = لم ينجح ذلك. أعد المحاولة أو ادخل بكلمة السر.
passkey-by-name = مفتاح المرور مرتبط باسم، وهذا العنوان رقم. لاستعماله افتح بالاسم:
passkey-come-by-name = هذه الصفحة على localhost
passkey-no-name = مفتاح المرور مرتبط باسم، وهذا العنوان رقم. افتح بالاسم localhost أو ادخل بكلمة السر.
passkey-nobody = لا مفتاح مرور يفتح هذا الاسم هنا. ادخل بكلمة السر، أو اترك الاسم فارغًا ليقول جهازك من أنت.
passkey-nobody-yet = دخلت برابط المالك، وليس له حساب. ادعُ نفسك أولًا في صفحة «الأشخاص».
passkey-slow = طال هذا أكثر مما يجب أو أُرسل من قبل، فلا يفتح شيئًا. ابدأ من جديد.
passkey-unproven = هذا الجواب لا يثبت شيئًا هنا: أُزيل المفتاح، أو هو لاسم آخر أو لشخص آخر، أو صُنع الجواب لصفحة أخرى.
passkey-wait = محاولات خاطئة كثيرة. انتظر ربع ساعة.

resume-title = لقد دخلت من جديد
resume-about = ما كتبته محفوظ. أرسله الآن؛ لم يُسجَّل منه شيء بعد.
resume-go = إرسال الآن
resume-leave = تركه
resume-what = ما سيُرسَل

join-title = الدخول لأول مرة
join-about = أنت مدعو باسم { $handle }، بهذه الأدوار:
join-go = دخول
join-passkey = الدخول بمفتاح مرور بدلًا من ذلك
join-differ = كلمتا السر غير متطابقتين.
join-used = هذا الرابط لا يفتح شيئًا
join-used-advice = إما أنه استُعمل، أو قدُم، أو لم يوجد قط. اطلب رابطًا جديدًا من المسؤول عن التنسيق.
links-wait = روابط كثيرة لم تفتح شيئًا
links-wait-advice = انتظر ربع ساعة، ثم افتح الرابط الذي أُعطيته مرة أخرى.

account-title = حساب
account-roles = أدوارك:
account-groups = مجموعاتك:
account-ways = طرق دخولك
account-remove = إزالة
account-passkey = مفاتيح المرور
account-passkey-about = يُحفظ مفتاح المرور في جهازك أو في مفتاح أمان، ولا يمكن تخمينه ولا كتابته في صفحة مزيفة. ليكن لديك اثنان، كي لا يمنعك ضياع جهاز واحد من الدخول.
account-passkey-name = الاسم الذي تطلقه عليه
account-passkey-add = إضافة مفتاح مرور
account-passkey-script = تحتاج إضافة مفتاح مرور إلى JavaScript؛ أما كلمة السر مع رمز فلا تحتاج.
account-codes = الرموز
account-codes-on = تُطلب كلمة السر مع رمز.
account-codes-about = تطبيق على هاتفك يُظهر رمزًا جديدًا كل نصف دقيقة. أدخل فيه هذا السر، ثم اكتب الرمز الذي يظهر.
account-codes-open = فتح في تطبيق على هذا الجهاز
account-codes-code = الرمز الظاهر الآن
account-codes-add = طلب الرموز من الآن فصاعدًا
account-password = كلمة السر
account-old = كلمة السر الحالية
account-new = كلمة السر الجديدة
account-again = الجديدة مرة أخرى
account-words = 12 حرفًا على الأقل. أربع كلمات عشوائية أو خمس طويلةٌ وسهلة التذكر.
account-change = تغيير كلمة السر
account-sessions = أين سجّلت الدخول
account-end = الخروج من كل مكان آخر

people-title = الأشخاص
people-about = من يعمل هنا، بالأسماء المستعارة لا بالأسماء المدنية أبدًا. ما تغيّره يسري فورًا.
people-all = الجميع
people-none = لا حساب لأحد بعد. ابدأ بدعوة نفسك بدور التنسيق.
people-you = (أنت)
people-out = ممنوع من الدخول
people-since = منذ
people-sessions = { $number ->
    [0] لم يسجّل الدخول
    [one] جلسة دخول واحدة
    [two] جلستا دخول
    [few] { $number } جلسات دخول
   *[other] { $number } جلسة دخول
    }
people-change = تغيير
people-roles = الأدوار
people-groups = المجموعات
people-groups-about = أسماء تفصل بينها فواصل. السجلات المقصورة على مجموعة لا يراها إلا أعضاؤها.
people-active = هذا الشخص
people-may = يُسمح له بالدخول
people-may-not = يُمنع من الدخول، فورًا
people-save = حفظ
people-recover = طلب طريقة دخول جديدة
people-recover-about = لمن فقد كل طرق الدخول. يجب أن يوافق شخص آخر من المسؤولين عن الأشخاص خلال يوم؛ عندها تنتهي كل الطرق السابقة.
people-asked = في انتظار شخص ثانٍ
people-agree = موافقة
people-link = الرابط لـ{ $handle }
people-link-about = يظهر هذه المرة فقط ويعمل مرة واحدة خلال أسبوع. سلّمه بطريق تثق به، لا ببريد مكشوف أبدًا.
people-invite = دعوة شخص
people-handle = الاسم المستعار
people-handle-about = مثل op-3. يظهر تحت كل ما يحفظه، على الدوام.
people-invite-go = إنشاء الرابط
people-why-invite = ينضم إلى الفريق
people-why-change = تغيّرت المهام
people-why-recover = فقد كل طرق الدخول؛ أعرفه شخصيًا
people-why-agree = أعرفه شخصيًا
asked-recover = يطلب { $by } طريقة دخول جديدة لـ{ $about }.

way-password = كلمة سر
way-totp = رموز
way-passkey = مفتاح مرور
way-invitation = دعوة
way-token = رمز برنامج

role-operator = استقبال المكالمات
role-operator-about = تلقّي المكالمات وإجابة الأهالي
role-dispatcher = التوجيه
role-dispatcher-about = إرسال المحامين والاتصال بالمراكز
role-liaison = التواصل مع الأهالي
role-liaison-about = التحدث مع الأهالي
role-verifier = التحقق
role-verifier-about = فحص ما أُبلغ عنه والبتّ فيه
role-analyst = التحليل
role-analyst-about = العدّ والتقدير، بلا أسماء
role-publisher = النشر
role-publisher-about = إعلان ما يجوز إعلانه
role-coordinator = التنسيق
role-coordinator-about = المسؤولية عن الأشخاص والمكان
role-guest = ضيف
role-guest-about = رؤية الأعداد فقط

stale-title = لم يُرسل بعد
stale-about = الصفحة التي جاء منها تعود إلى جلسة سابقة، فلم يُحفظ شيء. ما كتبته هنا: راجعه وأرسله.
stale-no-file = الصفحة التي جاء منها تعود إلى جلسة سابقة، فلم يُحفظ شيء. ما كتبته هنا، أما الملف فلا: أرسل هذا واختر الملف من جديد.
stale-large = لم يُحفظ شيء
stale-large-advice = الصفحة التي جاء منها تعود إلى جلسة سابقة، وما أرسلته أكبر من أن يُحتفظ به. ارجع وانسخ ما كتبته، ثم حمّل الصفحة من جديد وأرسله.
