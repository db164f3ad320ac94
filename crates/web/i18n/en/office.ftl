# Import, admin.
ruling-withdraw = withdrew all that this report says
ruling-sign-pack = signed a legal pack
ruling-set = changed a setting

nav-import = Import
import-title = Import
import-hint = Hand in a file or a text. It is read first, and nothing is recorded before you have seen what would come of it. Whatever is imported can be undone as a whole.
import-file = A file
import-choose = File
import-kinds = Tables (CSV, XLSX, ODS), web pages, plain text, claim batches (JSON); at most { $number } MB. The file is kept in memory only, never on disk in a form that could be read.
import-more = Where it comes from
import-source = Who made it
import-published = When it was published
import-url = Its address
import-look = Read it
import-text = A text
import-text-title = Title
import-text-words = The text, as it was written
import-pasted = Pasted text
import-tray = Handed in, not yet imported
import-tray-hint = Files wait here for two hours, or until the program is locked or started again. What has been recorded stays.
import-came = Came in lately
import-nothing-yet = Nothing has been imported yet.
import-undone = undone
import-kilobytes = { $number } KB
import-megabytes = { $number } MB
import-about = { $kind }, { $size }
import-handed-in = Handed in by { $who },
import-kind-csv = CSV table
import-kind-tsv = table with tabs
import-kind-xlsx = XLSX workbook
import-kind-ods = ODS spreadsheet
import-kind-json = claim batch (JSON)
import-kind-html = web page
import-kind-text = plain text
import-is-read = Being read
import-waits = Read; waits for you
import-refused = Cannot be imported like this
import-is-saved = Being recorded
import-stopped = Stopped
import-done = Recorded
import-broken = Broken off
import-broken-hint = Recording broke off. What was recorded by then stays; go on, and the rows that are here already are skipped.
import-stopped-hint = What was recorded by then stays. Go on, and the rows that are here already are skipped; or undo it.
import-nothing-saved = Nothing is recorded yet.
import-rows-so-far =
    { $number ->
        [0] It begins…
        [one] { $number } row so far.
       *[other] { $number } rows so far.
    }
import-rows =
    { $number ->
        [one] { $number } row read.
       *[other] { $number } rows read.
    }
import-rows-before =
    { $number ->
        [one] { $number } row is known already and is skipped.
       *[other] { $number } rows are known already and are skipped.
    }
import-rows-erased =
    { $number ->
        [one] { $number } row describes what was erased here and is left out.
       *[other] { $number } rows describe what was erased here and are left out.
    }
import-records-new =
    { $number ->
        [one] { $number } record would be made.
       *[other] { $number } records would be made.
    }
import-claims-new =
    { $number ->
        [one] { $number } claim would be recorded.
       *[other] { $number } claims would be recorded.
    }
import-decisions-new =
    { $number ->
        [one] { $number } decision would be recorded.
       *[other] { $number } decisions would be recorded.
    }
import-records-made =
    { $number ->
        [one] { $number } record was made.
       *[other] { $number } records were made.
    }
import-claims-made =
    { $number ->
        [one] { $number } claim was recorded.
       *[other] { $number } claims were recorded.
    }
import-decisions-made =
    { $number ->
        [one] { $number } decision was recorded.
       *[other] { $number } decisions were recorded.
    }
import-doubts =
    { $number ->
        [one] { $number } doubt
       *[other] { $number } doubts
    }
import-file-doubts = Doubts about the file
import-doubts-hint = What could not be read without guessing. It is kept with the report, beside the raw cells, and nothing is made up.
import-doubt = Doubt
import-cell = As written
import-all-known = All of it was imported before.
import-is-here = It is in the casebook.
import-was-undone = This import was undone: nothing that it said counts.
import-what-now = What can be done with it
import-go = Import
import-go-on = Go on
import-why = imported from { $name }
import-stop = Stop
import-discard = Take the file away
import-columns = What the columns hold
import-how-sheet = Read from the sheet { $name }.
import-how-text = Read as { $encoding }, separated by “{ $separator }”.
import-shipped = This table is known: { $name }.
import-sheet = Sheet
import-encoding = Encoding
import-read-so = Read it so
import-column = Column
import-samples = For example
import-holds = What it holds
import-not-used = not used (kept with the row)
import-who-says = Who says it
import-read-again = Read it again
import-by-text = The mapping says more than this form can: conditions, terms or periods. It stands below as text.
import-by-hand = Say of each column yourself what it holds
import-as-text = The mapping as text
import-as-text-hint = For what a form cannot say: conditions, small vocabularies, custody states, periods. docs/mappings.md describes it.
import-mapping = Mapping
import-first = The first rows, as they would be recorded
import-row = Row { $number }
import-a-record = the record of this row, or one that is known by this name
import-open-report = Read the report
import-drafts =
    { $number ->
        [0] No drafts wait.
        [one] { $number } draft waits for a person.
       *[other] { $number } drafts wait for a person.
    }
import-read-drafts = Read it for drafts
import-link = Look for duplicates
import-link-hint = Who in it may be somebody who is known already. Nobody is joined by itself.
import-undo = Undo this import
import-undo-hint = All that came of this report is withdrawn at once: it stays readable, struck out, and does not count. It can be brought back exactly as it was.
import-undo-all = Undo all of it
import-bring-back = Bring it back
import-bring-back-hint = All that was withdrawn with this import will stand again as it stood.

import-linkage-hint = Everybody whom this report names is compared with everybody else in the casebook. Nobody is joined by itself: pairs that may be one person wait for somebody to judge them, and every judgement can be undone.
import-comparing = Being compared…
import-compare = Compare now
import-compare-again = Compare again
import-judge = Judge the pairs
import-people =
    { $number ->
        [0] The report names nobody.
        [one] The report names { $number } person.
       *[other] The report names { $number } people.
    }
import-pairs =
    { $number ->
        [0] Nobody in it may be somebody else.
        [one] { $number } pair may be one person.
       *[other] { $number } pairs may be one person.
    }

nav-admin = Office
admin-title = Office
admin-health = Health of the ledger
admin-health-hint = Is everything as it should be, can the ledger be trusted, when was it last kept; a backup.
admin-packs = Legal packs
admin-packs-hint = Whose law the clocks follow, and which lawyer answers for it.
admin-settings = Settings
admin-settings-hint = What is in force, where it comes from, and the few that are changed here.
admin-audit = Who did what
admin-audit-hint = The ledger, read as who did what, when and why.
admin-import-hint = Files and texts handed in, looked at, recorded, undone.
admin-packs-what = A legal pack says which stages and limits the law knows. Until a lawyer of the country signs it, it is a draft, and every clock on the board says so. A signature is a decision in the ledger and can be taken back; it holds for the text as it stands now.
admin-running = its clocks run
admin-is-signed = signed
admin-is-draft = draft, unsigned
admin-signed = Signed by { $name } on { $date }
admin-limits = Limits
admin-limit = Limit
admin-article = Article
admin-founded = How well founded
admin-from-page = seen on a published page
admin-from-memory = from general knowledge; to be confirmed
admin-stages = Stages
admin-sign = Sign as a lawyer
admin-sign-hint = Whoever signs answers for every line of this pack.
admin-doubtful =
    { $number ->
        [0] No limit in it rests on general knowledge alone.
        [one] { $number } limit in it rests on general knowledge alone; confirm it first.
       *[other] { $number } limits in it rest on general knowledge alone; confirm them first.
    }
admin-lawyer = Name of the lawyer
admin-signed-on = Day of signing
admin-unsign = Take the signature back
admin-settings-what = A change counts from the next start, or the next time the program is locked and opened. What is set where the program is started overrules this page.
admin-value = Value
admin-change = Change
admin-changes = Changed lately
admin-other-settings = Other settings
admin-other-hint = These are changed on the machine alone. Secrets are never shown.
admin-setting = Setting
admin-origin = Where it comes from
admin-meaning = What it does
admin-secret = (set, not shown)
admin-from-default = as built in
admin-from-file = from the casebook’s settings
admin-from-environment = from where the program is started
admin-from-flag = from the command that started it
admin-set-language = Language the pages open in (en, ru, kk)
admin-set-fresh-for = For how long the last word of custody counts as known (90m, 6h, 2d)
admin-set-legal-pack = Legal pack whose clocks run
admin-set-sign-out-after = Members sign in again when they asked for nothing for so long (15m, 1h; from 1m to 2h)
admin-set-lock-after = Locks itself when nobody asked for anything for so long (30m, 2h; 0 for never)
admin-well = Everything that was checked is in order
admin-look = Something needs you
admin-checks = Checked just now
admin-checked = What
admin-stands = Stands
admin-found = What was found, and what to do
admin-ok = in order
admin-not-ok = look at it
admin-snapshot = Snapshot on disk (sealed)
admin-no-snapshot = none yet; one is kept when the program ends
admin-last-backup = Last backup from this page
admin-no-backup = none; backups made by the command leave no trace here
admin-verify = Verify the ledger
admin-verify-hint = Every entry is read from disk, its signature and its place in the tree are checked, as a stranger would do it without any key. A large ledger takes a while.
admin-verify-now = Verify now
admin-verified =
    { $number ->
        [0] { $entries } entries were checked; nothing is wrong.
        [one] { $entries } entries were checked; { $number } finding.
       *[other] { $entries } entries were checked; { $number } findings.
    }
admin-verify-damage = Damage is repaired from an intact copy: habeas repair. A torn end is no damage: it was never acknowledged.
admin-backup = Make a backup
admin-backup-hint = One sealed file with everything a lost machine held, evidence included. It opens with the recovery sheet alone (habeas recovery). Two people ask for it, and the ledger says who they were.
admin-backup-now = Make it and save the file
admin-audit-what = Who did what kind of thing to which record, when and why. No value stands here.
admin-who = Who
admin-record = Record
admin-day = Day
admin-show = Show
admin-when = When
admin-what = What
admin-nothing-done = Nothing was done that fits this.

admin-units = Units
admin-units-hint = Stations, courts and other units with all their names, and which of them may be one.
admin-units-what = A station is often written in several ways. Two that were judged to be one are counted as one on the board; nothing is lost, and every judgement can be undone.
admin-units-alike = May be one
admin-unit-one = One unit
admin-units-count =
    { $number ->
        [0] No units are known yet
        [one] { $number } unit
       *[other] { $number } units
    }
admin-unit-used =
    { $number ->
        [one] named in { $number } claim
       *[other] named in { $number } claims
    }
admin-unit-same =
    { $number ->
        [one] one with { $number } other
       *[other] one with { $number } others
    }
admin-unit-say = Say more about a unit
admin-unit-words = In words
admin-unit-sort = Or a sort
admin-unit-record = Record
admin-second-member = Another member agrees to it on the page “Export”; then it is taken here, once.

admin-export = Export
admin-export-hint = Records taken out of the house, by two people.
export-what = Claims and decisions, line by line. One member asks for exactly one export and says why; another, who is signed in, agrees within a day; then the one who asked may take it once, within a day. The ledger says who both were.
export-agree-means = You agree to exactly this, for one day and once. Nothing else can be taken by it.
export-mine = Your request
export-ask = Ask for it
export-take = Take it
export-form = Form
export-form-jsonl = Claims and decisions, one JSON object a line
export-form-csv = Claims as a table (CSV)
export-go = Save the file
export-keep = The file can be read by anybody who has it. Keep it as you keep names, on an encrypted medium.
export-taken = Taken lately
export-parts = What is in it, beside records by their numbers, times, places, custody and decisions
export-holds = Never in it: how somebody is reached, and what lets anybody in.
export-holds-groups = Nothing of records that are limited to groups you are not in.
export-holds-limited = What is limited to groups is in it too.
leave-names = Names, birth dates, and free words that may hold them
leave-tellers = Who told it
leave-reports = The words of reports
leave-facts = No names, no tellers, no words of reports
leave-groups = Also what is limited to: { $groups }
leave-everything = Everything, also what is limited to groups
leave-backup = A backup of the whole casebook, sealed for whoever has the recovery key
leave-token = The token { $name }, good for { $days } days, which may:
leave-token-for-good = The token { $name }, good until it is revoked, which may:
leave-waits = It waits for a second person.
leave-agreed = { $by } has agreed.
leave-until = It may be taken once, until
leave-used = It was taken.
leave-past = Its day is over; ask anew.
leave-alone = Fewer than two members may come in, so there is nobody to ask: you take it alone, and the ledger says so. As soon as there are two, a member must agree.
leave-was-alone = alone

admin-looks = Who looked at whom
admin-looks-hint = The log of views: who saw which people, and when.
looks-what = Every view of an identity by a member or a program, written down within seconds; the same again within a quarter of an hour is one view. A unit stands for its board with everybody on it. The owner at the machine leaves no trace here.
looks-whom = Who was seen (record)
looks-of-one = Views of this record, of what is about it, and of the boards it stood on at the time.
looks-seen = Seen
looks-nobody = Nobody looked, as far as this asks.

admin-tokens = Programs
admin-tokens-hint = Tokens by which screens, bots and scripts call: issue, list, revoke.
tokens-what = A token lets a program call in its own name (docs/api.md). It is shown once; a revoked one never opens anything again.
tokens-all = Tokens
token-made = The token of { $name }
token-made-about = It is not shown again. Hand it over on a road you trust.
token-name = Name
token-name-about = Such as bot-1. It stands under everything the program saves, so it is nobody’s handle.
token-state = Stands
token-may = It may
token-issued = Issued
token-until = until
token-good = good
token-expired = over
token-revoked = revoked
token-revoke = Revoke
token-why-revoke = no longer needed
token-new = Issue a token
token-two = needs a second person
token-days = Good for
token-days-number =
    { $number ->
        [one] { $number } day
       *[other] { $number } days
    }
token-second = What needs a second person is asked for by this form; another member agrees on the page “Export”, and then the token is issued here, once.
token-go = Issue it
scope-search-see = find records by their words
scope-record-see = read records, without names, tellers and quotes
scope-identity-see = see names, birth dates and remarks that may hold them
scope-source-see = see who told it
scope-report-see = read reports and quotes
scope-board-see = read the board and its units
scope-figures-see = read figures claimed by others
scope-count-see = read numbers with their receipts
scope-intake-write = log calls and record claims
scope-check-write = log checks
scope-review-decide = judge, accept and withdraw
scope-token-issue = list and revoke tokens
admin-places = Places
admin-places-hint = Towns, districts and streets with all their names: name one anew, say where it lies, join two that are one.
admin-places-what = Places are towns, districts, streets. Two that were judged to be one stay two records; nothing is lost, and every judgement can be undone.
admin-places-count =
    { $number ->
        [0] No place is known yet
        [one] { $number } place
       *[other] { $number } places
    }
admin-place-one = One place
admin-place-say = Say more about a place
admin-place-new = A place that is not here
admin-said = What is said of it
admin-said-what = Choose the line that holds: a chosen name is the one it goes by, a chosen place or sort is where and what it is. What is taken back stays readable, struck out. Say something new below.
admin-said-choose = This one holds
admin-said-take-back = Take it back
admin-said-undo = Undo the last decision on it
