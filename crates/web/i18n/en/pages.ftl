# The pages, each under its heading.

## Board

board-title = Who is held now
board-summary = { $held } held, { $maybe } may be.
board-as-of = As of
board-every-unit = every unit
board-all-lines = every line
board-now = Now, all units
board-still = This is an earlier moment; it does not change by itself.
board-empty = Nobody is known to be held at this moment.
board-nowhere = Whereabouts unknown
board-held = { $held } held
board-held-maybe = { $held } held, { $maybe } may be
board-released = { $number } out
board-long-ago = { $number } not heard of for a month
board-maybe = may be held
board-no-check = Nobody is recorded to have asked here.
board-check-no-record = answer not recorded
board-check = Last asked { $ago } ago: { $answer }.
board-check-words = Last asked { $ago } ago: { $answer } (“{ $words }”).
board-more =
    { $number ->
        [one] One more here
       *[other] { $number } more here
    }
board-never-confirmed = never confirmed
board-confirmed = { $ago } ago
board-confirmed-by = { $ago } ago by { $who }
board-lawyer-unknown = not known
board-release-contradicted = said to be out, contradicted
board-pack-unsigned = Legal clocks follow { $pack }, a draft that no lawyer has signed: check before acting on them.
board-pack-signed = Legal clocks follow { $pack }, signed by { $lawyer } on { $date }.
board-no-pack = No legal pack is set, so no statutory clock runs.
board-fresh = A word of custody counts as fresh for
col-who = Who
col-since = Since
col-state = State
col-liberty = Liberty taken for
col-clock = Legal clock
col-lawyer = Lawyer
col-confirmed = Last confirmed
people =
    { $number ->
        [one] one person
       *[other] { $number } people
    }
people-between = { $least } to { $most } people
people-at-least = { $least } people or more
live-pause = Pause updates
live-go-on = Go on updating
live-paused = Paused.
live-lost = The server does not answer; trying again.
live-changed = Updated.

## Clocks

clock-liberty-unknown = not known
clock-passed = { $limit } h limit passed { $ago } ago
clock-may-have-passed = { $limit } h limit may have passed, at the earliest { $ago } ago
clock-left = { $limit } h limit in { $left } at the earliest
clock-start-unknown = { $limit } h limit; its beginning is not known
clock-held-longer = held longer than the { $limit } h limit, for { $ago } now; the law’s clock started later or not at all
clock-charge-changed = article changed from { $from } to { $to }: limit { $before } h → { $after } h
clock-idle-delivery = { $limit } h limit not running: no delivery to a unit is known
clock-idle-detention = { $limit } h limit not running: the moment of detention is not known
clock-idle-protocol = { $limit } h limit not running: no protocol is known to have been received
clock-idle-unknown = { $limit } h limit not running: the pack does not say what starts it
clock-unsigned = alarm from a draft, unsigned pack
clock-charge-doubt = not known whether { $charge } allows arrest

## Search

search-title = Search
search-words = Words, in any script
search-go = Search
search-hint = A name, a place, the beginning of a word, or the first digits of an id. Қасым is found under Kasym and Касым.
search-count =
    { $number ->
        [one] One record found.
       *[other] { $number } records found.
    }
search-first = The first { $number } records; there are more.
search-none = Nothing was found. Fewer letters or fewer conditions may find more.
search-held-at = { $state }, { $unit }; since { $since }
search-held = { $state }; since { $since }
search-detentions =
    { $number ->
        [one] one detention
       *[other] { $number } detentions
    }
contested = contested
field-kind = Kind
field-state = State
field-role = Role
field-day = Day
field-language = Language
field-contested = only contested
field-unverified = only unverified
field-unit = Unit
field-source = Source
field-as-of = As of (empty: now)

## Record

record-title = { $kind } { $id }
record-read-report = Read the report
record-on-board = On the board
record-then = What was known at ledger position { $position }.
record-now = Show what is known now
record-contested =
    { $number ->
        [one] On one property the sources contradict each other, and nobody has decided.
       *[other] On { $number } properties the sources contradict each other, and nobody has decided.
    }
record-unknown =
    { $number ->
        [one] One saying of a newer version is kept unread.
       *[other] { $number } sayings of a newer version are kept unread.
    }
record-known = What is known, and how
record-more-claims =
    { $number ->
        [one] One more claim; the export has all.
       *[other] { $number } more claims; the export has all.
    }
standing-agreed = the sources agree
standing-several = several stand beside each other
standing-accepted = chosen by a person
standing-contested = CONTESTED: the sources contradict each other, nobody has decided
standing-unknown = nothing stands
accepted-by = Chosen by { $who }, { $when }: { $why }
retracted-by = Withdrawn by { $who }, { $when }: { $why }
claim-stands = stands
claim-accepted = chosen
claim-draft = draft, not counted
claim-retracted = withdrawn, not counted
claim-denied = DENIED: the source says it is not so
claim-report = Report
claim-source = Source
claim-no-source = not recorded
claim-reliability = reliability
claim-said = Said
claim-credibility = Credibility
claim-note = Note
claim-recorded = Recorded by
claim-history = decisions on this claim: { $number }
not-graded = not graded
grade = { $code }: { $words }
timeline = Custody, step by step
timeline-claim = the claim
judgements = Judged against other records
history = Decisions
used-by = Used by
used-by-count =
    { $number ->
        [one] one record
       *[other] { $number } records
    }
used-by-more =
    { $number ->
        [one] and one more
       *[other] and { $number } more
    }
ruling-accept = this claim was chosen
ruling-retract = this claim was withdrawn
ruling-undo = an earlier decision was undone
ruling-ask-erasure = asked to erase
ruling-confirm-erasure = confirmed the erasure
ruling-hold = put on hold
ruling-erased = erased
ruling-grade = graded { $grade }
ruling-by = { $what }, by { $who }
ruling-admit-reporter = admitted as a reporter
ruling-beacon = recorded as a beacon: nobody could know it earlier
ruling-attest = answered for lists that overlap
time-not-before = made after { $when }, by a time-stamp
time-not-before-unchecked = made after { $when }, by a beacon to be looked up
time-not-after = made before { $when }, by an outside time-stamp
time-not-stamped = not timestamped by anybody outside
claim-time = Time
about-time-covered = { $covered } of { $entries } entries lie inside a checkpoint that an outside authority timestamped.
about-time-nobody = No time-stamping authority is configured: nobody outside attests when an entry was made. That is a normal state.
ruling-undone = undone
spot-whole = the report as a whole
spot-quote = bytes { $start }–{ $end }
spot-row = row { $row }
spot-cell = row { $row }, column { $column }
spot-page = page { $page }
spot-timecode = at { $time }
step-from = from: { $when }
step-to = until: { $when }
step-confirmed = confirmed: { $when }
step-known = by { $who }
value-bytes = the bytes of the report
value-cut =
    { $number ->
        [one] … and one more character
       *[other] … and { $number } more characters
    }
amount-between = strictly { $low } to { $high }
amount-at-least = strictly { $low } or more
amount-at-most = strictly { $high } or fewer
amount-no-number = the word gives no number

## Report

report-kind = report
report-claims-about = What is recorded about this report
report-raw = Save the bytes as they came
report-size =
    { $bytes ->
        [one] one byte
       *[other] { $bytes } bytes
    }
report-text = The text, as it came
report-not-utf8 = These bytes are not UTF-8; letters that could not be read are shown as �. The download has the bytes unchanged.
report-part = part { $part } of { $parts }
report-no-bytes = The bytes of this report are not kept here.
report-passages = Passages that claims rest on
report-passage = Passage { $number }
report-more-passages =
    { $number ->
        [one] One more passage is marked in the text.
       *[other] { $number } more passages are marked in the text.
    }
report-whole = Claims that rest on the report as a whole
report-table = The table, as it came
report-rows =
    { $number ->
        [one] One raw row is kept.
       *[other] { $number } raw rows are kept.
    }
report-row = Row
report-column = column { $number }
report-doubts = Could not be read without guessing

## Figures

figures-title = Figures by others
figures-lead = Numbers claimed by others, side by side. They are never averaged, and never added to what is documented.
figures-flags = Before quoting them
figures-table = Every figure, with who said it
figures-none = No figures are recorded.
figure-id = Figure
figure-number = How many
figure-measure = Measure
figure-no-measure = measure not recorded
figure-scope = Where and when
figure-speaker = Speaker
figure-said = Said on, relayed by
figure-parts = Its parts
figure-source = Source, report, notes
figure-contested = contested:
flag-parts-add-up = its parts add up: { $parts } = { $total }
flag-parts-fit-word = its parts make { $parts } = { $sum }, not { $total }; the words “{ $word }” allow it
flag-some-parts-add-up = only some of its parts make the total: { $parts } = { $total }; { $others } measures something else
flag-parts-contradict = its parts make { $parts } = { $sum }, which contradicts { $total }
flag-measure-changed = repeats the number { $number } under another measure: there “{ $was }”, here “{ $now }”
flag-part-differs = “{ $part }” is { $here } here and { $there } there, of the same speaker: they contradict

## Count

count-title = Count
count-go = Count
field-measure = What is counted
field-place = Place
field-from = From
field-to = To
field-filter = Other properties, PROPERTY=VALUE; …
field-position = As known at position
field-before = Difference since position
count-as-of = As of
count-floor = At least { $floor }: so many distinct ones must exist.
count-ceiling = At most { $ceiling }, if everything uncertain is true.
count-no-ceiling = No upper bound: something counted has none.
count-or-more = { $floor } or more
count-named = { $number } of them by name.
count-unit-persons =
    { $number ->
        [one] person
       *[other] people
    }
count-unit-detentions =
    { $number ->
        [one] detention
       *[other] detentions
    }
count-unit-events =
    { $number ->
        [one] event
       *[other] events
    }
count-difference = Why it differs
count-before = At position { $position } the floor was { $floor }. Since then:
count-change = { $by }: { $why }
count-no-change = Nothing that moves the floor.
change-happened-since = happened since
change-found-late = found late: it had happened by then
change-judged-same = judged the same
change-told-apart = told apart
change-withdrawn = withdrawn, or no longer within what is asked
change-corrected = corrected
count-beside = What others say
count-beside-note = Beside the number, never in it.
count-beside-table = Figures about this measure
count-receipt = Receipt
count-lines = Every record behind the number
count-no-lines = No record stands behind it.
col-record = Record
col-floor = Adds at least
col-ceiling = Adds at most
col-why = Why
col-happened = When
count-open = no bound
count-merged = counted once with
count-exclusions = Left out of the floor
count-which = which
count-nothing-excluded = Nothing was left out.
count-contradictory = Judged both the same and different
count-position = Ledger position
count-behind =
    { $number ->
        [one] One entry was saved since and is being counted; load the page again to see it.
       *[other] { $number } entries were saved since and are being counted; load the page again to see them.
    }
count-root = Root of the ledger
count-fresh = A word of custody counts as fresh for
count-link = This number again

## About

about-title = About these pages
about-what = habeas answers one question about a crackdown: who was detained, by whom, where, when, are they out — and how do we know?
about-demo = It is made from a seed: the same seed gives the same day. Nobody here exists.
about-how = How to read them
about-claims = Everything known is a claim: a source says it, and here is the quote. Every value leads to its quote.
about-ledger = Nothing is overwritten. Corrections, withdrawals and judgements are later entries, and each can be undone.
about-numbers = A number has a floor and a ceiling, and a receipt with every record behind it.
about-doubt = What is not known stays unknown. A last word that has grown old makes “held” into “may be held”, never into “released”.
about-clocks = Legal clocks
about-unsigned = a draft; no lawyer has signed it, and nothing in it is legal advice.
about-not-kept = What is not kept
about-no-telemetry = No telemetry, and nothing is loaded from elsewhere.
about-no-log = No addresses and no browser names are kept. Who opened a person’s record is written down, for those who answer for people.
about-no-cache = Browsers are told to keep no page.
about-session = One cookie lets you in, for twelve hours at most and { $minutes } minutes without a request, and another remembers the language.
about-lock = Locking
about-lock-what = “Lock” takes the keys and everything that is open out of this machine’s memory at once, for everybody.
about-lock-after = It locks by itself when nobody who is signed in has asked for anything for { $time }.
about-lock-never = It does not lock by itself.
about-panic = Whoever opens this address locks it too, from any machine that reaches this one and without signing in. Note it down where it is at hand:
about-leave = “Leave” ends your session and empties the page; the casebook stays open for others. To come back alone, lock it and open it again.
about-state = This casebook
about-version = Version
about-read-only = These pages only show. Recording, judging and importing are done with the commands, for now.

## Evidence

evidence-files = Files kept
evidence-copy = Save a working copy
evidence-copy-note = A picture encoded anew, without metadata. Each copy is noted in the chain of custody.
evidence-custody = Chain of custody
file-role-original = original
file-role-working-copy = working copy
file-role-derived = derived
custody-event-captured = captured
custody-event-received = received
custody-event-hashed = hashed
custody-event-stored = put on the shelf
custody-event-derived = made from another file
custody-event-copied = working copy handed out
custody-event-viewed = looked at
custody-event-exported = original exported
custody-event-verified = verified
custody-event-failed = check failed
