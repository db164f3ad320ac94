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
