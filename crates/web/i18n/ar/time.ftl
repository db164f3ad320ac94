# اللحظات والمُدد والأوقات غير المؤكدة.

day = { $day } { $month } { $year }
moment = { $day }، { $time }
month-1 = كانون الثاني (يناير)
month-2 = شباط (فبراير)
month-3 = آذار (مارس)
month-4 = نيسان (أبريل)
month-5 = أيار (مايو)
month-6 = حزيران (يونيو)
month-7 = تموز (يوليو)
month-8 = آب (أغسطس)
month-9 = أيلول (سبتمبر)
month-10 = تشرين الأول (أكتوبر)
month-11 = تشرين الثاني (نوفمبر)
month-12 = كانون الأول (ديسمبر)
time-unknown = غير معروف
time-from = منذ { $from }
time-by = حتى { $to }
time-between = بين { $from } و{ $to }
time-within-day = { $day }، بين { $from } و{ $to }
time-days = { $from } – { $to }
time-still-going = منذ { $from }، ولا يزال مستمرًا
time-end-unknown = منذ { $from }، والنهاية غير معروفة
time-about = نحو { $when }
time-doubted = { $when } (مشكوك فيه)
length-moment = أقل من دقيقة
length-minutes = { $minutes } د
length-hours =
    { $minutes ->
        [0] { $hours } س
       *[other] { $hours } س { $minutes } د
    }
length-days =
    { $hours ->
        [0] { $days } ي
       *[other] { $days } ي { $hours } س
    }
length-many-days =
    { $days ->
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }
length-between = بين { $least } و{ $most }
length-at-least = { $length } على الأقل
length-at-most = { $length } على الأكثر
