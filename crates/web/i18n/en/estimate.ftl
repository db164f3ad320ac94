## How many were not seen

estimate-title = How many were not seen
estimate-lead = Lists that overlap can say how many people are on none of them — if certain things are true of the lists. Where they are not, no number is shown.
estimate-go = Show
estimate-count = The count behind it
estimate-begin = Estimate
estimate-begin-hint = Takes seconds to minutes; the casebook stays open meanwhile.
estimate-underway = Being reckoned: { $stage } ({ $time }).
estimate-waits = waiting for its turn
estimate-leaving-out = without each list
estimate-settings = with other settings
estimate-again = This page asks again by itself.
estimate-about = About { $number } in all
estimate-between = Most likely between { $low } and { $high } (95 % interval), by { $method }.
estimate-between-priors = Most likely between { $low } and { $high } (95 % interval, over two priors), by { $method }.
estimate-at-least = At least { $number }
estimate-withheld = No estimate of the total is shown. { $why } ({ $gate })
estimate-none = No estimate of the total is shown.
estimate-assumed = Assumed: { $assumption }
estimate-too-few = Estimating needs at least three sources that report people one by one; there are fewer. The count stands.
estimate-beside = Beside what is documented and claimed
estimate-by-name = known by name
estimate-documented = on the lists
estimate-claimed = claimed
estimate-a-bound = a lower bound on average, itself uncertain; how many more it does not say
estimate-not-determined = size not determined
estimate-takes-lists = takes at most { $most } lists
estimate-this = this estimate
estimate-likely = How likely each total is
estimate-likely-hint = The dark part is the middle 95 %. The table gives the share below each total.
estimate-chains = Where each computation went
estimate-chains-hint = They start from different places and should run through each other.
estimate-chain = computation { $number }
estimate-without-lists = Without each list
estimate-with-settings = With other settings
estimate-col-what = What
estimate-col-from = From
estimate-col-middle = Middle
estimate-col-to = To
estimate-as-table = As a table
estimate-col-below = Share below
estimate-col-total = Total
estimate-col-list = List
estimate-col-people = People
estimate-col-alone = On no other
estimate-col-on = On these lists and no other
estimate-col-gate = Gate
estimate-col-result = Result
estimate-lists = How the lists overlap
estimate-lists-hint = A list is a source at the end of its chain: two outlets that repeat one post are one list. People judged the same are one.
estimate-on-several = { $several } of { $people } people are on two lists or more.
estimate-overlaps-chart = Overlaps, largest first, with the lists that each is on
estimate-overlaps-all =
    { $number ->
        [one] { $number } overlap as a table
       *[other] All { $number } overlaps as a table
    }
estimate-note-small =
    { $number ->
        [one] { $number } source is left out: fewer than ten people.
       *[other] { $number } sources are left out: fewer than ten people each.
    }
estimate-note-lost =
    { $number ->
        [one] { $number } person is on a source left out and on no other.
       *[other] { $number } people are on sources left out and on no other.
    }
estimate-note-unsourced =
    { $number ->
        [one] { $number } person is reported by no source that is named.
       *[other] { $number } people are reported by no source that is named.
    }
estimate-note-groups =
    { $number ->
        [one] { $number } group of whom nobody says who they are is not in the table.
       *[other] { $number } groups of whom nobody says who they are are not in the table.
    }
estimate-note-undecided =
    { $number ->
        [one] { $number } pair may be one person and is not decided.
       *[other] { $number } pairs may be one person and are not decided.
    }
estimate-attested = Who answers for the lists
estimate-attested-hint = No program can see these things in the numbers. Before an estimate is made public, somebody must answer for them, with a reason. It is recorded, and can be undone.
estimate-attest-closure = nobody entered or left while the lists were made
estimate-attest-scope = all lists are about the same people, place and time
estimate-attest-linkage = doubtful matches are settled or counted in
estimate-attest = I answer for this
estimate-gates = What was looked at before anything was shown
estimate-gates-table = What the table alone allows
estimate-made = How it was made
estimate-made-hint = The same lists, seed and version give the same figures. They are stored nowhere.
estimate-made-method = Method
estimate-made-seed = Seed
estimate-made-chains = Computations
estimate-made-priors = The interval covers both priors
estimate-made-draws = Independent draws (middle / tails)
estimate-made-table = Table, SHA-256

gate-passed = passed
gate-warned = warning
gate-not-asked = not asked
gate-not-public = not for publication
gate-withheld = not passed

method-lcmcr = latent classes
method-dga = averaged graphs
method-loglinear = log-linear model
method-chao = Chao’s lower bound
method-sparse = sparse threshold

assumption-lcmcr = People fall into kinds; within a kind, being on one list says nothing about being on another. Nobody entered or left while the lists were made, and everybody could have been on some list.
assumption-dga = Lists depend on each other only in ways that factor into groups of lists, and each such way is as likely beforehand. Nobody entered or left while the lists were made, and everybody could have been on some list.
assumption-loglinear = The dependence of the lists that can be seen is all there is: no dependence of all of them at once. Nobody entered or left while the lists were made, and everybody could have been on some list.
assumption-chao = Lists do not avoid each other. Then there are at least so many; how many more it does not say.
assumption-sparse = Only pairs of lists depend on each other, and only a few of them. Nobody entered or left while the lists were made, and everybody could have been on some list.

found-enough-lists =
    { $lists ->
        [one] { $lists } list has ten people or more.
       *[other] { $lists } lists have ten people or more.
    }
found-too-few-lists =
    { $lists ->
        [0] None of the lists has ten people or more, and three are the least: from two lists nobody can tell whether they are independent.
        [one] Only { $lists } of the lists has ten people or more, and three are the least: from two lists nobody can tell whether they are independent.
       *[other] Only { $lists } of the lists have ten people or more, and three are the least: from two lists nobody can tell whether they are independent.
    }
found-lists-meet = Every list shares people with others.
found-lists-apart = The lists fall into { $groups } groups that have nobody in common. They may describe different people, or different places; nothing in them says how many were missed.
found-lists-hardly-meet = The lists fall into { $groups } groups that have hardly anybody in common: fewer than one in fifty of the smaller list. They may describe different people, or different places, and a few wrong matches would tie them as well.
found-too-few-on-several =
    { $several ->
        [0] None of { $people } people is on two lists or more. So few say nothing of those on none.
        [one] Only { $several } of { $people } people is on two lists or more. So few say nothing of those on none.
       *[other] Only { $several } of { $people } people are on two lists or more. So few say nothing of those on none.
    }
found-too-small-a-share = Only { $several } of { $people } people, { $share } %, are on two lists or more. The lists hardly meet, so that those on none cannot be reckoned.
found-few-on-several = Only { $several } people are on two lists or more: one match that is wrong can move the estimate.
found-enough-on-several = { $several } of { $people } people, { $share } %, are on two lists or more.
found-no-model-asked = No log-linear model was asked for.
found-model-has-estimate = The log-linear model { $model } has an estimate and can be told from others.
found-no-model-has-estimate = No log-linear model of these lists has an estimate: some pairs of lists share nobody.
found-no-chains = The method has no chains; it is exact, or a bootstrap.
found-chains-agree = { $chains } computations from different starts agree (R-hat { $rhat }, { $draws } independent draws).
found-chains-differ = { $chains } computations from different starts do not agree (R-hat { $rhat }, { $draws } independent draws, medians up to { $apart } % apart): more than one answer fits these lists.
found-no-interval = No interval: { $method }.
found-narrow-enough = The upper limit is { $seen } times the people seen and { $lower } times the lower limit.
found-too-wide = There are at least { $people }, but the size is not determined: the interval reaches from { $lower } to { $upper } times the people seen.
found-no-list-to-leave-out = With three lists no list can be left out, so nothing checks whether one of them decides: look at the spread of the methods.
found-lists-decide = Another answer, far from the one of all lists, comes out without any one of: { $lists }. It depends on which lists are used.
found-leans-on = The estimate leans on these lists; without any one of them it leaves its interval: { $lists }.
found-no-list-decides = Leaving out any one list leaves the estimate within its interval.
found-no-second-method = There is no second method to compare with.
found-methods-agree = The intervals of the methods overlap.
found-some-methods-contradict = One interval does not meet the other: { $against } against { $method }; another method agrees with the latter.
found-methods-contradict = Methods contradict each other: the interval of { $method } meets none of { $against }. All are shown; none is the answer.
found-fewer-than-documented = These lists say about { $number }, and { $documented } people are documented: they leave out too many who are known otherwise.
found-no-settings-tried = No other settings were tried.
found-setting-moves = The estimate moves by { $share } % with { $setting }: it depends on a choice that the data do not make.
found-settings-move-little = Other settings move the estimate by at most { $share } %.
found-attested = Closure, scope and linkage are attested.
found-not-attested = Not for publication. Nobody has answered for this: { $what }.
