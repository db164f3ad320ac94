# Moments, lengths of time, uncertain times.

## Moments

day = { $year } ж. { $day } { $month }
moment = { $day }, { $time }
month-1 = қаңтар
month-2 = ақпан
month-3 = наурыз
month-4 = сәуір
month-5 = мамыр
month-6 = маусым
month-7 = шілде
month-8 = тамыз
month-9 = қыркүйек
month-10 = қазан
month-11 = қараша
month-12 = желтоқсан

## Uncertain times

time-unknown = белгісіз
time-from = { $from } бастап
time-by = { $to } дейін
time-between = { $from } мен { $to } арасында
time-within-day = { $day }, { $from } мен { $to } арасында
time-days = { $from } – { $to }
time-still-going = { $from } бастап, жалғасуда
time-end-unknown = { $from } бастап, соңы белгісіз
time-about = шамамен { $when }
time-doubted = { $when } (күмәнді)

## Lengths

length-moment = бір минуттан аз
length-minutes = { $minutes } мин
length-hours =
    { $minutes ->
        [0] { $hours } сағ
       *[other] { $hours } сағ { $minutes } мин
    }
length-days =
    { $hours ->
        [0] { $days } күн
       *[other] { $days } күн { $hours } сағ
    }
length-many-days = { $days } күн
length-between = { $least } – { $most }
length-at-least = кемінде { $length }
length-at-most = ең көбі { $length }
