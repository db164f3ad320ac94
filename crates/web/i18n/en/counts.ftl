# Counts, charts, review.

## Counts

counts-title = Counts
counts-slider = As of which moment
counts-slide = Show this moment
counts-day-back = One day earlier
counts-hour-back = One hour earlier
counts-hour-on = One hour later
counts-day-on = One day later
counts-now = Now
counts-side = Side by side
counts-side-note = Every line counts something else. They are never added up and never mixed; what others say stands beside a number, never in it. The dark bar must be true, the pale one may be.
counts-col-number = How many
counts-col-bar = At least, at most
counts-col-since = Since a day ago
counts-col-part = Part
counts-since-title = Since yesterday
counts-since = { $measure }: on { $when } it was at least { $before }, now it is at least { $now } ({ $by }). Why:
counts-since-nothing = { $measure }: on { $when } it was at least { $before }, now it is at least { $now } ({ $by }). Nothing that moves it happened between.
counts-since-ask = Compare with what was known a day ago (this takes a moment)
counts-parts = Broken down by
counts-by-city = Town
counts-by-day = Day
counts-by-role = Role
counts-by-unit = Unit
counts-parts-of = { $measure }: { $by }
counts-parts-note = Each part is counted as a question of its own and leads to its receipt. One person can be in several parts, and of some nobody says where they belong. So the parts do not add up to the total; the total is counted by itself.
counts-total = Total, counted by itself
counts-in-none = In none of these for certain
counts-left =
    { $number ->
        [one] One more part, named less often, is not shown.
       *[other] { $number } more parts, named less often, are not shown.
    }
counts-no-events = Events are counted as a whole. Choose a measure of people or detentions to break it down.
counts-one-unit = The question is about one unit already. Break it down by something else.
counts-withheld = withheld
counts-show-public = Show it as the public may see it
counts-show-all = Show all numbers
counts-public-note = For the public: numbers below five are shown as “<5”, and rows from which they could be found are withheld.
counts-line = Day by day: the line is the floor, the pale column what may be above it
counts-estimate-none = The sources do not make a table from which more can be estimated.
counts-estimate-ready = The sources overlap enough to try an estimate; none has been reckoned yet.
counts-estimate-underway = The estimate is being reckoned.
counts-estimate-open = The estimate, and why it is or is not shown
counts-files-public = Save it, as the public may see it:
counts-files-all = Save all of it, for the office alone:
counts-file-note = Parts may overlap and some people are in none: they do not add up to the total, which is counted by itself.
counts-means = What that is
counts-at-least = At least
counts-at-most = At most
counts-least = Numbers below this are not shown

## Review

review-title = Review
review-total =
    { $number ->
        [0] Nothing waits.
        [one] One thing waits for a person.
       *[other] { $number } things wait for a person.
    }
review-kinds = Kinds
review-all = All
review-kind-held = Nothing heard for long
review-kind-contradiction = Contradictions
review-kind-duplicate = May be one person
review-kind-incoming = Came in
review-kind-draft = Drafts
review-kind-doubt = Doubts
review-list = In the queue
review-nothing = Nothing waits here.
review-left-open = left open
review-source = In the source
review-no-source = No text is kept that these rest on.
review-recorded = recorded on
review-open = Open the whole of it
review-accept = Take the chosen one
review-leave-open = Leave it open
review-still-held = Still held
review-is-out = Out
review-ask-again = Ask again
review-seen = Seen
review-who = Who says so
review-how = How they know
review-words = Their words
review-heard = Last heard { $length } ago
review-heard-from = Last heard { $length } ago ({ $by })
review-never-heard = Nobody has confirmed it since.
review-why-usual = read beside the source
review-keys = Keys
review-keys-list = j next, k back, a accept (still held, the same, relevant, seen), r refuse (out, different, noise, leave open), u undo, Enter opens it, ? shows this.
review-keys-off = No keys of one letter on this machine
review-said-accepted = Accepted
review-said-corrected = Accepted with corrections
review-said-refused = Refused
review-said-same = Judged the same
review-said-different = Judged different
review-said-unsure = Left open
review-said-relevant = Marked relevant
review-said-noise = Marked as noise
review-said-repeat = Marked as a repeat
review-said-held = Still held: recorded
review-said-released = Out: recorded
review-said-seen = Seen
ruling-seen = looked at and left as it is
nav-review = Review
counts-col-why = Why
