# مكتب التلقي.
nav-intake = التلقي
intake-title = مكتب التلقي
intake-note = ما يُروى
intake-detained = من احتُجز
intake-source = المتصل
intake-source-type = من هو المتصل
intake-way = كيف وصل
intake-language = لغة الملاحظة
intake-name = الاسم
intake-name-hint = كما يقال. عند تعدد الأسماء افصل بينها بفاصلة منقوطة.
intake-people = كم عددهم
intake-when = متى
intake-place = أين
intake-unit = مركز الشرطة أو مركز آخر
intake-state = الآن
intake-risk = أولوية
intake-role = الصفة: صحفي، مراقب، عابر سبيل…
intake-force = من احتجزه
intake-lawyer = المحامي
intake-charge = مادة القانون
intake-not-said = لم يُذكر
intake-save = حفظ
intake-keys = المفاتيح
intake-keys-fields = الانتقال إلى الحقل صاحب هذا الرقم (مع Alt؛ وفي بعض المتصفحات Alt+Shift)
intake-keys-save = إلى زر الحفظ
intake-why-usual = سُجّل كما رُوي
intake-why-undo = حُفظ خطأً
intake-receipt = رمز الإيصال
intake-receipt-find = بحث
intake-adds = الإيصال { $code }: روى هذا المتصل الأمر من قبل
intake-adds-hint = ما تحفظه أدناه يُضاف إليه بالرمز نفسه. لشخص آخر:
intake-saved = حُفظ
intake-undone = جرى التراجع
intake-twice = كانت هذه المكالمة محفوظة. لم يُحفظ شيء مرتين.
intake-code = رمز للمتصل
intake-code-hint = اقرأه في ثلاث مجموعات. بهذا الرمز يستطيع المتصل أن يضيف إلى البلاغ لاحقًا؛ ولا يكشف لأحد شيئًا آخر.
intake-next = المتصل نفسه، الشخص التالي
intake-new = مكالمة جديدة
intake-undo = التراجع عن هذه المكالمة
intake-nothing-lost = كل ما كتبته لا يزال في الاستمارة.
intake-to-field = إلى الحقل
intake-saved-before = ما حُفظ من قبل
intake-signed-out = انتهت جلستك. سجّل الدخول في تبويب آخر، ثم عد إلى هنا واضغط «حفظ».
intake-too-long = هذه الملاحظة أطول من { $megabytes } م.ب ولم تُحفظ. ارجع: لا تزال في متصفحك. احفظها ملفًا، ثم استورد الملف، واذكر هنا موضوعه.
intake-refused = لا يمكن حفظ هذا كما هو.
intake-refused-text = لم يُذكر شيء بعد: تكفي ملاحظة أو اسم أو عدد أو مكان.
intake-refused-when = تعذّرت قراءة الوقت. اكتب 2031-06-08 18:30، أو ضع كلمات المتصل في الملاحظة.
intake-refused-name = تعذّر قبول اسم: إما طويل جدًا أو فارغ.
intake-refused-source = تعذّر قبول اسم المتصل: طويل جدًا.
intake-refused-unit = تعذّر قبول اسم المركز: طويل جدًا.
intake-refused-by = اذكر من يدوّن المكالمة: اسمك المستعار، مثل op-3.
intake-refused-receipt = هذا ليس رمز إيصال. اطلب سماعه مرة أخرى: اثنا عشر رقمًا.
intake-refused-not-found = لا توجد مكالمة كهذه هنا.
intake-refused-conflict = حُفظت هذه المكالمة من قبل بكلمات أخرى. انظر إليها؛ وإن كانت هذه غيرها فاضغط «حفظ» مجددًا.
intake-refused-busy = تعذّر الحفظ الآن. اضغط «حفظ» مجددًا بعد لحظة.
intake-contact = طريقة الوصول إلى المتصل
intake-contact-hint = تُحفظ منفصلة عن البلاغ بمفتاح خاص بها، ولا تظهر إلا لقلة، وتُمحى بعد بضعة أيام.
intake-contact-kept = طريقة الوصول إلى المتصل محفوظة منفصلة حتى
intake-refused-contact = طريقة الوصول إلى المتصل طويلة جدًا؛ يُحفظ منها 500 حرف.
intake-look = معاينة قبل الحفظ
intake-beside = المعروف من قبل، وما تقوله الملاحظة
intake-beside-said = { $people ->
    [0] لا يُعرف بعد شخص كهذا
    [one] ربما كان المقصود شخصًا واحدًا معروفًا من قبل
    [two] ربما كان المقصود أحد شخصين معروفين من قبل
    [few] ربما كان المقصود أحد { $people } أشخاص معروفين من قبل
    [many] ربما كان المقصود أحد { $people } شخصًا معروفين من قبل
   *[other] ربما كان المقصود أحد { $people } شخص معروفين من قبل
  }؛ { $values ->
    [0] ولم يُعثر في الملاحظة على ما يُعلَّم.
    [one] وعُثر في الملاحظة على قيمة واحدة.
    [two] وعُثر في الملاحظة على قيمتين.
    [few] وعُثر في الملاحظة على { $values } قيم.
   *[other] وعُثر في الملاحظة على { $values } قيمة.
  }
intake-beside-alike = ربما معروف من قبل
intake-beside-nearby = رُوي عنهم من هناك من قبل، بلا اسم هنا
intake-beside-values = من الملاحظة: علّم على الصحيح
intake-beside-same-place = المكان نفسه
intake-beside-held = { $state }، { $unit }
contacts-title = جهات اتصال المتصلين
contacts-count = { $number ->
    [0] لا جهة اتصال محفوظة.
    [one] جهة اتصال واحدة محفوظة.
    [two] جهتا اتصال محفوظتان.
    [few] { $number } جهات اتصال محفوظة.
   *[other] { $number } جهة اتصال محفوظة.
  }
contacts-kept-for = تُحفظ كل منها { $days ->
    [one] يومًا واحدًا
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
  } ثم تُمحى بإتلاف مفتاحها. كل اطلاع يُسجَّل مع من اطّلع ولماذا. والنسخة الاحتياطية التي أُخذت في هذه الأثناء تظل تحتويها.
contacts-recorded = سُجّل هذا الاطلاع. لن تظهر مجددًا دون اطلاع آخر.
contacts-until = محفوظة حتى
contacts-by = دوّنها
contacts-seen = من اطّلع
contacts-look = اطلاع
contacts-none = لا أحد ينتظر معاودة الاتصال به.
intake-refused-as = شخص آخر دوّن هذه المكالمة على هذا الجهاز.
intake-js-draft-kept = يُحفظ على هذا الجهاز أثناء الكتابة، مختومًا.
intake-js-draft-not-kept = هذا المتصفح لا يحفظ شيئًا على هذا الجهاز: احفظ قبل إغلاق الصفحة.
intake-js-draft-found = مكالمة غير مكتملة محفوظة على هذا الجهاز:
intake-js-draft-go-on = متابعتها
intake-js-draft-drop = حذفها
intake-js-offline = لا شبكة. تابع: تُحفظ المكالمات على هذا الجهاز مختومة، وتُرسَل حين تعود الشبكة.
intake-js-waiting = مكالمات تنتظر الإرسال:
intake-js-send-now = إرسال الآن
intake-js-save-file = حفظها في ملف
intake-js-may-vanish = قد ينسى هذا المتصفح ما ينتظر، كما تفعل النوافذ الخاصة عند إغلاقها. ويستطيع أن يقرأ الملف كل من يحوزه.
intake-js-refused = لم يقبل الخادم مكالمة كانت تنتظر:
intake-js-put-back = إعادتها إلى الاستمارة
intake-js-as-mine = إرسالها باسمي المستعار
intake-js-sign-in = انتهت الجلسة. ما دوّنته محفوظ على هذا الجهاز؛
intake-js-sign-in-link = سجّل الدخول من جديد لإرساله.
intake-js-sent = أُرسل ما كان ينتظر. آخر ما أُرسل:
intake-js-clock = ساعة هذا الجهاز أو ساعة الخادم غير صحيحة؛ ويُحفظ وقت الخادم. الفرق بالدقائق:
intake-js-kept-here = حُفظ على هذا الجهاز؛ ويُرسَل حين تعود الشبكة. رمز للمتصل:
intake-js-no-calls-file = ليس في هذا الملف مكالمات حُفظت من هنا.
intake-js-file = مكالمات من ملف
intake-js-file-hint = ملف مكالمات حُفظ على جهاز بلا شبكة
signed-out-kept = لقد خرجت؛ وعلى هذا الجهاز مكالمات تنتظر
signed-out-kept-advice = المكالمات التي لم يمكن إرسالها بعد محفوظة في هذا المتصفح مختومة. تُرسَل حين تسجّل الدخول من جديد على هذا الجهاز.
locking-kept = يجري قفل الملف؛ وعلى هذا الجهاز مكالمات تنتظر
locking-kept-advice = المكالمات التي لم يمكن إرسالها بعد محفوظة في هذا المتصفح مختومة. وكل ما عداها يغادر ذاكرة هذا الجهاز. تُرسَل حين يُفتح الملف من جديد وتسجّل الدخول.
intake-when-hint = 15:00 وحدها تعني اليوم؛ اكتب اليوم الآخر بتاريخه.
intake-stale = كانت هذه الصفحة من جلسة سابقة، فلم يُحفظ شيء بعد. اضغط الزر مرة أخرى.
