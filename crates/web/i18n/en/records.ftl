# Record, map, timeline.

axis-day = { $day } { $month }
knew = What we knew when
knew-slide = Slide to an earlier change
knew-show = Show
knew-at = As known after change { $number } of { $all }: { $when }, ledger position { $position }.
knew-at-now = As known now, after change { $number } of { $all }: { $when }, ledger position { $position }.
knew-before = Before the first change of this record.
knew-first = First
knew-earlier = ← Earlier change
knew-later = Later change →
knew-now = Now
knew-list =
    { $number ->
        [one] The one change, and who made it
       *[other] All { $number } changes, and who made them
    }
knew-moment = As known at a moment
knew-since = what changed since
knew-more =
    { $number ->
        [one] One earlier change is reached with the slider.
       *[other] { $number } earlier changes are reached with the slider.
    }
knew-between = What changed between positions { $from } and { $to }
knew-same = Nothing changed.
knew-label = Called
knew-nothing = nothing known
knew-came = new statement
knew-withdrawn = withdrawn
knew-draft = a draft again
knew-chosen = chosen by a person
knew-stands = stands again
knew-used = Refer to it by “{ $name }”: { $before } → { $after }
knew-taken = liberty taken: { $when }
knew-taken-short = liberty taken
knew-against = contradicts step { $steps }
knew-end-by = left at the latest by { $when }
knew-end-unknown = nobody says until when
knew-drawing = Steps of custody along a line of time; the list below says the same.
knew-key = Full bar: certain. Broken edge: may be so. Dotted line with “?”: nobody says until when. ▶: still going on. ≠: steps that cannot both be so.
