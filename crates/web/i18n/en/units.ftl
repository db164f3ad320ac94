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

## Lawyers and interventions

p-detention-lawyer-name = the lawyer’s name
p-intervention-called = who was called
p-intervention-to = whom exactly
p-intervention-words = what was said
aid-title = Lawyer and interventions
aid-state = How it stands with the lawyer
aid-lawyer-name = Which lawyer (may stay empty)
aid-set = Save
aid-lawyer-saved = Saved: the lawyer.
aid-meanwhile = Meanwhile { $who } has saved: { $said }.
aid-meanwhile-about = Nothing of yours is lost: it stands in the form. Save it once more if it should be the last word; both stay in the history.
aid-call-saved = The intervention is saved.
aid-calls = Who was called for them
aid-called = Who was called
aid-to = Whom exactly (a name, an office)
aid-kind = For what
aid-response = What came of it
aid-log = Save the intervention
aid-none = Nobody is recorded to have been called.
aid-for = For
aid-by = by
aid-somebody = somebody
aid-no-result = no result yet
aid-why = arranged by the dispatcher
lawyer-named = { $state }: { $name }
keys-title = Keys: a lawyer in two keys
keys-hint = With a line in focus: j and k move; a, then 1–9 assigns the lawyer of that number below, 0 somebody without a name, w on the way, i admitted, r refused, n none. Any other key calls it off.
keys-ask = 1–9, 0, w, i, r, n?
keys-failed = This was not saved; use the link in the lawyer’s column.
term-called-lawyer = lawyer
term-called-embassy = embassy or consulate
term-called-ministry = ministry
term-called-prosecutor = prosecutor
term-called-ombudsman = ombudsman
term-called-doctor = doctor
term-called-employer = employer or editors
term-called-media = media
term-called-other = somebody else
term-response-favourable = did what was asked
term-response-promise = promised to
term-response-denied = refused
term-response-none = no reply
term-response-other = something else

## Board: conditions, wall, paper

board-more-filters = More conditions
board-lawyerless = without a lawyer
board-stale = nothing heard lately
board-within = Clock runs out within (minutes)
board-place = Town or place
board-risk = Served first
board-any-risk = anybody
board-risk-first = minors, ill, injured, pregnant
board-matched =
    { $number ->
        [one] One line matches.
       *[other] { $number } lines match.
    }
board-wall = Wall view
board-print = For a lawyer’s pocket
wall-title = Wall
wall-more = and { $units } more units with { $people } people
wall-maybe = + { $number } perhaps
wall-without = without a lawyer: { $number }
wall-stale = not heard of: { $number }
wall-over = limit passed: { $number }
wall-next = next limit in { $left }
wall-show-names = Show names
wall-hide-names = Hide names
wall-names-warning = Names are on this wall: everybody who passes can read them.
pocket-title = For a lawyer’s pocket
pocket-hint = Choose a unit and print the page: A5 folds into a pocket, A6 fits as it is. Paper can be taken away from whoever carries it.
pocket-notes = Notes
pocket-by = Printed by { $by }.

## Family liaison

nav-family = Family
kind-enquiry = enquiry
p-enquiry-name = asked for
p-enquiry-born = age or year of birth
p-enquiry-relation = what the asker is to them
p-enquiry-asker = who asks
p-enquiry-when = when
p-enquiry-about = taken to be about
p-enquiry-answer = what was answered
family-title = Family liaison
family-ask = Somebody asks for somebody
family-name = Whom they ask for (in any script)
family-born = Age or year of birth
family-relation = What they are to the person
family-asker = Their name, if they give it
family-contact = How to reach them, if they wish
family-contact-hint = How to reach them is kept apart from everything else and destroyed after two weeks.
family-look = Look up
family-why = a family asks
family-why-answer = read aloud as it stands
family-undo = Take this answer back
family-why-undo = logged by mistake
family-matches = Asked before, and now there is something
family-match = May be meant, or something else may be said now:
family-latest = Latest enquiries
family-total =
    { $number ->
        [one] One enquiry is recorded.
       *[other] { $number } enquiries are recorded.
    }
family-asked = asked
family-taken-by = taken by
family-told = Told
family-not-answered = not answered yet
family-answer-unknown = an answer of a newer version
family-back = All enquiries
family-enquiry = The enquiry
family-others = Somebody asked before: tell them the same
family-say = Read this aloud, and nothing else
family-say-hint = Read it twice and let them write it down. Do not add who else is held, why, or how they are; if they ask, say that this is all you can say.
family-said = I have said this
family-candidates = Who may be meant (for you alone)
family-candidates-hint = Ask for age and for where and when they were last seen; never say a detail before they do.
family-choose = This is who is meant
family-chosen = chosen
family-none = None of them, or nobody
family-nobody = Nobody of a like name is known.
family-age = aged { $number }
family-withheld = No answer is given from this page. Say that somebody will call back, and speak to the coordinator now.
family-form-not-known = not known
family-form-reported = reported
family-form-located = located
family-form-released = released
family-say-not-known = We know nothing of this person. That does not mean that they were not detained. We have written down that you asked.
family-say-reported = We have a report that this person was detained. Where they are is not confirmed.
family-say-located = This person was confirmed to be at { $unit }, on { $at }.
family-say-released = We have word that this person was released.
