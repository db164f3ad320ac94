# What surrounds every page, the door, and what is said when something stops.

## Frame

skip = Skip to the content
demo-banner = Demonstration: every person and event here is synthetic.
nav-label = Rooms
nav-languages = Languages
nav-all = All rooms
nav-board = Board
nav-search = Search
nav-count = Count
nav-figures = Figures
nav-feeds = Incoming
nav-duplicates = Duplicates
nav-drafts = Drafts
nav-about = About
foot-position = Ledger position { $position }
foot-zone = times in { $zone }
foot-printed = Printed
sign-out = Sign out
show = Show
refresh = Refresh
renew-go = Renew by itself
renew-stop = Stop renewing
any = any
narrow = Narrow down
turn-before = Previous
turn-after = Next
position = position { $number }
and-more = and { $number } more

## Door

sign-in-needed = You are not signed in
sign-in-needed-advice = Open the link that the program printed when it started. If you have just opened it, follow the link below.
sign-in-used = This link does not open anything
sign-in-used-advice = A sign-in link works once. It has been used, or it was not copied whole. Start the program again for a new one.
signed-out = You are signed out
signed-out-advice = Nothing of these pages stays in the browser. To come in again, lock the casebook in a terminal (habeas lock) and open it with its passphrase, or start the program again.

## Stops

no-page = There is no such page
no-page-advice = The address may be mistyped, or the link is from another version.
stopped-refused = This cannot be answered as asked
stopped-not-found = There is no such thing here
stopped-conflict = It changed meanwhile
stopped-busy = Not just now
stopped-fault = Something broke in the program
stopped-advice = Go back, change what you asked, and try again.
stopped-incident = Nothing was lost. Tell whoever runs this machine the number { $number }; the program’s log has the rest.
stopped-board = To the board

## Lock

lock = Lock
leave = Leave
locking = The casebook is being locked
locking-advice = The keys and everything that was open leave this machine’s memory. It opens again with the passphrase, the shares or the key file.
locked-title = Locked
locked-passphrase = Passphrase
locked-open = Open
locked-shares = Shares. Several people may give theirs one after another, each from their own machine
locked-by-link = It opens by the link that the program printed in its terminal when it was locked.
locked-give = Give
locked-given = { $given } of { $needed } given
locked-clear = Forget the shares given
locked-key-file = Open with the key file
locked-wrong = That did not open it.
locked-busy = Somebody is trying just now. Try again in a few seconds.
locked-taken = Taken. More are needed.
locked-opening = Opening. This page goes on by itself.
