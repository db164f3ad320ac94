# Board, checks, family.

## Checks

nav-checks = Checks
p-unit-ringing = being rung until
p-check-confirms = custody it confirms
checks-title = Checks of units
checks-log = What was asked and answered
checks-form = Log a check
checks-unit = Which unit
checks-answer = What they answered
checks-words = Words they said (as near as you remember)
checks-about = Asked about somebody in particular? Otherwise it is about everybody.
checks-about-hint = If the answer is “held here” or “let go”, it becomes the last word on the custody of whoever is ticked. Taking the check back takes that back too.
checks-when = When (empty: now)
checks-asked-by = Who asked, if not you
checks-save = Save the check
checks-why = logged as told on the telephone
checks-why-undo = logged by mistake
checks-undo = Take a check back: by whom and why
checks-take-back = Take back
checks-total =
    { $number ->
        [one] One check is recorded.
       *[other] { $number } checks are recorded.
    }
checks-none = Nobody is recorded to have asked.
checks-was-about = About
checks-everybody = About everybody
checks-by = asked by
checks-logged = The check is saved.
checks-logged-confirms =
    { $number ->
        [one] The check is saved; it is the last word on one detention.
       *[other] The check is saved; it is the last word on { $number } detentions.
    }
form-refused = This was not saved. What you typed is still here.
queue-title = Whom to ring next
queue-summary = { $due } due, { $rung } being rung.
queue-due = Due
queue-rung = Being rung now
queue-asked = Asked in the last ten minutes
queue-none = No unit is due: nobody is known to be held at a unit that was not just asked.
queue-ring = I am ringing this one now
queue-again = Ring again all the same
queue-release = Give it back
queue-log = Log the answer
queue-first = served first: { $number }
queue-why = taken from the call-back queue
queue-why-release = given back
queue-hint = Units never asked come first, then those asked longest ago, hour by hour; among equals those with minors, ill, injured or pregnant people, then those that hold more. Whoever takes a unit has it for ten minutes; then it comes back by itself.
ringing-until = { $by } is ringing, until { $until }
