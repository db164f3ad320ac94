# The intake desk.
nav-intake = Intake
intake-title = Intake desk
intake-note = What is being told
intake-detained = Who was detained
intake-source = Caller
intake-source-type = Who the caller is
intake-way = How it came
intake-language = Language of the note
intake-name = Name
intake-name-hint = As it is said. Several names: put a semicolon between them.
intake-people = How many
intake-when = When
intake-place = Where
intake-unit = Police station or other unit
intake-state = Now
intake-risk = Serve first
intake-role = Role: journalist, monitor, passer-by…
intake-force = Who detained
intake-lawyer = Lawyer
intake-charge = Article of law
intake-not-said = not said
intake-save = Save
intake-keys = Keys
intake-keys-fields = go to the field with this number (with Alt; in some browsers Alt+Shift)
intake-keys-save = to the button that saves
intake-why-usual = logged as told
intake-why-undo = saved by mistake
intake-receipt = Receipt code
intake-receipt-find = Find
intake-adds = Receipt { $code }: this caller told of it before
intake-adds-hint = What you save below is added to it under the same code. For somebody else:
intake-saved = Saved
intake-undone = Taken back
intake-twice = This call had been saved already. Nothing was saved twice.
intake-code = Code for the caller
intake-code-hint = Read it out in three groups. With this code the caller can add to the report later; it tells nobody anything else.
intake-next = Same caller, next person
intake-new = New call
intake-undo = Take this call back
intake-nothing-lost = Everything you typed is still in the form.
intake-to-field = To the field
intake-saved-before = What was saved before
intake-signed-out = Your session has ended. Sign in again in another tab, come back here and press Save.
intake-too-long = This note is longer than { $megabytes } MB and was not saved. Go back: your browser still has it. Save it as a file, import the file, and say here what it is about.
intake-refused = This could not be saved as it is.
intake-refused-text = Nothing was said yet: a note, a name, a number or a place is enough.
intake-refused-when = The time could not be read. Write 2031-06-08 18:30, or put the caller’s words into the note.
intake-refused-name = A name could not be taken: it is too long, or empty.
intake-refused-source = The caller’s name could not be taken: it is too long.
intake-refused-unit = The unit’s name could not be taken: it is too long.
intake-refused-by = Say who takes the call down: your handle, such as op-3.
intake-refused-receipt = This is no receipt code. Ask to hear it again: twelve digits.
intake-refused-not-found = There is no such call here.
intake-refused-conflict = This call was saved already, with other words. Look at it; if this is another one, press Save again.
intake-refused-busy = It could not be saved just now. Press Save again in a moment.
intake-contact = How to reach the caller
intake-contact-hint = Kept apart from the report under a key of its own, shown to few, and erased after some days.
intake-contact-kept = How to reach the caller is kept apart until
intake-refused-contact = How to reach the caller is too long; 500 characters are kept.
intake-look = Look before saving
intake-beside = Known already, and what the note says
intake-beside-said = { $people ->
    [0] Nobody like this is known yet
    [one] One person known already may be meant
   *[other] { $people } people known already may be meant
  }; { $values ->
    [0] nothing to tick was found in the note.
    [one] one value was found in the note.
   *[other] { $values } values were found in the note.
  }
intake-beside-alike = Perhaps known already
intake-beside-nearby = Already told of from there, without a name here
intake-beside-values = From the note: tick what is right
intake-beside-same-place = same place
intake-beside-held = { $state }, { $unit }
contacts-title = Callers’ contacts
contacts-count = { $number ->
    [0] No contact is kept.
    [one] One contact is kept.
   *[other] { $number } contacts are kept.
  }
contacts-kept-for = Each is kept for { $days ->
    [one] one day
   *[other] { $days } days
  } and then erased by destroying its key. Every look is recorded, with who looked and why. A backup made meanwhile still holds it.
contacts-recorded = This look was recorded. It will not be shown again without another.
contacts-until = kept until
contacts-by = taken down by
contacts-seen = Who looked
contacts-look = Look at it
contacts-none = Nobody waits to be called back.
intake-refused-as = Somebody else took this call down on this device.
intake-js-draft-kept = Kept on this device as you type, sealed.
intake-js-draft-not-kept = This browser keeps nothing on this device: save before you close the page.
intake-js-draft-found = An unfinished call was kept on this device:
intake-js-draft-go-on = Go on with it
intake-js-draft-drop = Throw it away
intake-js-offline = There is no network. Go on: calls are kept on this device, sealed, and sent when it is back.
intake-js-waiting = Calls that wait to be sent:
intake-js-send-now = Send now
intake-js-save-file = Save them to a file
intake-js-may-vanish = This browser may forget what waits, as private windows do when they are closed. The file can be read by whoever has it.
intake-js-refused = The server did not take a call that waited:
intake-js-put-back = Put it back into the form
intake-js-as-mine = Send it under my handle
intake-js-sign-in = The session has ended. What you took down is kept on this device;
intake-js-sign-in-link = sign in again to send it.
intake-js-sent = What waited was sent. The last one:
intake-js-clock = The clock of this device is wrong, or the server’s is; what is saved bears the server’s time. They differ by minutes:
intake-js-kept-here = Kept on this device; it is sent when the network is back. Code for the caller:
intake-js-no-calls-file = This file holds no calls that were saved from here.
intake-js-file = Calls from a file
intake-js-file-hint = A file of calls that was saved on a device without network
signed-out-kept = You are signed out; calls wait on this device
signed-out-kept-advice = Calls that could not be sent yet were kept in this browser, sealed. They are sent when you have signed in again on this device.
locking-kept = The casebook is being locked; calls wait on this device
locking-kept-advice = Calls that could not be sent yet were kept in this browser, sealed. Everything else leaves this machine’s memory. They are sent when the casebook is open again and you have signed in.
intake-when-hint = 15:00 alone means today; write another day with its date.
intake-stale = This page belonged to an earlier session, so nothing was saved yet. Press the button once more.
