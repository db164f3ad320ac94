# Moments, lengths of time, uncertain times.

## Moments

day = { $day } { $month } { $year }
moment = { $day }, { $time }
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря

## Uncertain times

time-unknown = неизвестно
time-from = начиная с { $from }
time-by = к { $to }
time-between = между { $from } и { $to }
time-within-day = { $day }, между { $from } и { $to }
time-days = { $from } – { $to }
time-still-going = с { $from }, продолжается
time-end-unknown = с { $from }, конец неизвестен
time-about = около: { $when }
time-doubted = { $when } (под сомнением)

## Lengths

length-moment = меньше минуты
length-minutes = { $minutes } мин
length-hours =
    { $minutes ->
        [0] { $hours } ч
       *[other] { $hours } ч { $minutes } мин
    }
length-days =
    { $hours ->
        [0] { $days } д
       *[other] { $days } д { $hours } ч
    }
length-many-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }
length-between = от { $least } до { $most }
length-at-least = не меньше { $length }
length-at-most = не больше { $length }
