# Moments, lengths of time, uncertain times.

## Moments

day = { $day } { $month } { $year }
moment = { $day }, { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Uncertain times

time-unknown = not known
time-from = from { $from } on
time-by = by { $to }
time-between = between { $from } and { $to }
time-within-day = { $day }, between { $from } and { $to }
time-days = { $from } – { $to }
time-still-going = from { $from }, still going on
time-end-unknown = from { $from }, end not known
time-about = about { $when }
time-doubted = { $when } (doubtful)

## Lengths

length-moment = less than a minute
length-minutes = { $minutes } min
length-hours =
    { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
length-days =
    { $hours ->
        [0] { $days } d
       *[other] { $days } d { $hours } h
    }
length-many-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
length-between = between { $least } and { $most }
length-at-least = at least { $length }
length-at-most = at most { $length }
