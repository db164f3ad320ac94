# The lists that wait for people.

duplicates-title = May be one person
duplicates-count =
    { $number ->
        [0] Nobody is proposed.
        [one] One pair waits for a judgement.
       *[other] { $number } pairs wait for a judgement.
    }
duplicates-hint = These are questions. Nobody is joined to anybody until a person says so; every judgement can be undone, and “different” is never asked again.
duplicates-none = No two people who have not been judged have names that may be one.
duplicates-looking = Everybody is being looked through for the first time since the start. Look again in a minute.
duplicates-passed-over =
    { $number ->
        [one] One word of names is so frequent that its bearers were not compared with each other.
       *[other] { $number } words of names are so frequent that their bearers were not compared with each other.
    }
duplicates-also = also written
duplicates-born = born
duplicates-age = aged { $age }
duplicates-female = female
duplicates-male = male
duplicates-detained = detained
duplicates-no-detention = no detention is recorded
duplicates-by = Your handle
duplicates-why = Why
duplicates-same = The same
duplicates-different = Different
duplicates-unsure = Not sure
duplicates-undo = Undo
likeness-same = the names are the same
likeness-likely = the names are likely the same
likeness-unsure = the names may be the same
name-given = given name
name-patronymic = patronymic
name-family = family name
name-initial = initial
name-word = word of the name
reason-equal = { $part } equal: { $first } = { $second }
reason-spelling = { $part } spelled otherwise: { $first } ~ { $second }
reason-form = forms of one given name: { $first } ~ { $second }
reason-ending = { $part } equal but for the ending: { $first } ~ { $second }
reason-initial-fits = the initial fits: { $first } ~ { $second }
reason-initial-form = the initial may fit: { $first } ~ { $second }, as { $form }
reason-initial-differs = the initial does not fit: { $first }, { $second }
reason-differ = { $part } differs: { $first }, { $second }
reason-missing = { $part } on one side only: { $word }
reason-nothing = nothing to compare: a name has no letters
duplicates-weight = How the weight comes about: { $weight }
duplicates-weight-hint = Every step adds or takes bits: one bit doubles or halves the odds. The weights are fixed and were set by hand; what is not known weighs nothing. The sum orders the list. It is not a probability.
step = Step
step-bits = Bits
step-before = before anything is compared; { $sharing } or more people share these words
step-names = the names
step-sum = together
sign-born-same-day = born on the same day
sign-born-same-month = born in the same month, as far as is known
sign-born-same-year = born in the same year, as far as is known
sign-born-one-slip = the dates of birth differ by one slip of the pen
sign-born-near = the dates of birth differ, within a year
sign-birth-differs = the dates of birth differ
sign-age-fits = the ages fit
sign-age-differs = the ages do not fit
sign-same-sex = of one sex
sign-sex-differs = one is female, the other male
sign-same-nationality = of one nationality
sign-nationality-differs = the nationalities are written differently
sign-same-day = detained on the same day
sign-near-in-time = detained within two days
sign-far-in-time = detained at other times
sign-same-place = detained at the same place
sign-other-place = detained on one day at places written differently
sign-same-unit = held at the same unit
sign-other-unit = held on one day at different units
sign-same-report = one report tells of both, as of two
sign-two-go-together = day, place and unit go together: part is taken back
sign-all-go-together = day, place and unit go together: part is taken back

## Drafts

drafts-title = What reports seem to say
drafts-count =
    { $number ->
        [0] No draft of this report waits.
        [one] One draft of this report waits for a person.
       *[other] { $number } drafts of this report wait for a person.
    }
drafts-hint = A machine read these reports. Nothing of it is stored, counted or found until a person accepts it; accepted values become your claims, quoting the report. Everything can be undone.
drafts-keys = Change a field to correct it; empty it to leave it out. Keys: j next, k back, a accept, r refuse, c correct, u undo.
drafts-none = No draft waits.
drafts-passage = In the report
drafts-slots = What it seems to say
drafts-who = Who it is
drafts-new-person = somebody not recorded yet
drafts-look = look
drafts-accept = Accept
drafts-refuse = Refuse
drafts-next = Next draft
drafts-before = Draft before
drafts-other = Next report
drafts-whole = The text was taken out of a web page or another encoding: claims will cite the report as a whole, not its bytes.
drafts-background = told as background, of an earlier time
drafts-unconfirmed = the text itself says that it is not confirmed
drafts-why-usual = read beside the report
drafts-why-undo = decided by mistake
draft-detention = Detention
draft-figure = Figure
draft-harm = Harm
draft-property = Property taken
draft-intervention = Somebody stepped in
draft-statement = Statement
drafted-accepted = accepted
drafted-corrected = accepted with corrections
drafted-refused = refused
slot-person = who
slot-people = how many
slot-birth = born
slot-role = role
slot-organization = works for
slot-force = detained by
slot-place = where
slot-date = when
slot-outcome = state now
slot-penalty = penalty
slot-duration = how long
slot-measure = what is counted
slot-number = how many
slot-speaker = who says so
slot-victim = whom
slot-type = what was done
slot-injury = harm, in words
slot-item = what was taken
slot-by = who stepped in
slot-response = what came of it
slot-words = the words

## What came in

feeds-title = What came in
feeds-heaps = Parts of the queue
feeds-heap-waiting = To be sorted ({ $number })
feeds-heap-noise = Noise ({ $number })
feeds-heap-done = Decided ({ $number })
feeds-none-waiting = Nothing waits to be sorted.
feeds-none = There is nothing here.
feeds-hint = The program sorted these as they came in, by their words. Nothing of it is counted; noise and repeats are kept. What you say holds over it, for a report and all its repeats, and can be undone.
feeds-keys = Keys: j next, k back, o open the text, r relevant, n noise, d repeat, u undo.
feeds-came = came in on
feeds-open = Open the text
feeds-whole = The whole report
feeds-relevant = Relevant
feeds-noise = Noise
feeds-repeat = Only a repeat
feeds-no-repeat = No repeat: relevant
feeds-keep-by = Keep the handle
feeds-why = sorted by hand
feeds-why-watch = our list of sources
feeds-sorted-news = news, weight { $score } of 100
feeds-sorted-noise = noise, weight { $score } of 100
feeds-sorted-changed = changed copy of:
feeds-sorted-repeat = repeat
feeds-imported = imported by hand
feeds-marked-relevant = marked relevant
feeds-marked-noise = marked as noise
feeds-marked-repeat = marked as a repeat
feeds-drafts =
    { $number ->
        [one] one draft waits
       *[other] { $number } drafts wait
    }
feeds-repeats =
    { $number ->
        [one] One repeat: one source chain
       *[other] { $number } repeats: one source chain
    }
feeds-watched = What is watched
feeds-nothing-watched = Nothing is watched yet.
feeds-watch-hint = Folders of this machine and feeds in your own network are added on the command line: habeas feed add. A feed’s server sees the address of your network.
feeds-address = Address of an RSS or Atom feed
feeds-source = Whose it is
feeds-watch = Watch it
feeds-remove = Watch no longer
feeds-look = Look now
feeds-looking = A look is under way; load the page again in a moment.
feeds-last =
    { $number ->
        [0] Last look: { $at }; nothing new.
        [one] Last look: { $at }; one new report.
       *[other] Last look: { $at }; { $number } new reports.
    }
feeds-every = This server looks by itself every { $time }.
feeds-by-hand = This server looks only when told to (setting feeds_every).
feeds-problems =
    { $number ->
        [one] One problem at the last look
       *[other] { $number } problems at the last look
    }
feeds-way-folder = folder
feeds-way-private = in our own network
who-decides = Decided by

doubts-title = Doubts, several at once
doubts-several = Several at once
doubts-count =
    { $number ->
        [0] No doubt waits.
        [one] { $number } doubt waits.
       *[other] { $number } doubts wait.
    }
doubts-hint = Tick those that one reason fits. Leaving a doubt changes no number: it stays with its report, and can be taken back.
doubts-leave = I have read those ticked
doubts-left =
    { $number ->
        [one] { $number } doubt was left as it stands.
       *[other] { $number } doubts were left as they stand.
    }
review-drafts-read = Reports read for these drafts: { $read }; not read yet: { $unread }.
review-drafts-on = Read on
review-drafts-oldest = Oldest reports first
review-drafts-latest = Latest reports first
