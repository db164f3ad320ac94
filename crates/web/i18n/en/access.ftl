# People, signing in, accounts.
limited-to-others = limited to others
ruling-access = a decision about who sees it
nav-people = People
who-is-in = You are

sign-in-title = Sign in
sign-in-handle = Handle
sign-in-password = Password
sign-in-code = Code
sign-in-code-about = Six digits from your app, if you have set that up.
sign-in-go = Sign in
sign-in-passkey = Use a passkey
sign-in-wrong = That handle, password or code is not right.
sign-in-wait = { $minutes ->
    [one] Too many tries. Wait one minute, then try again.
   *[other] Too many tries. Wait { $minutes } minutes, then try again.
    }
sign-in-kept = Your session had ended. What you wrote is kept on this page: sign in, and it is sent.
sign-in-kept-no-file = Your session had ended. What you typed is kept on this page, but a file cannot wait: sign in, and choose the file again.
sign-in-too-large = Your session had ended, and what you sent is too large to wait here. Sign in, go back in the browser, and send it again.
sign-in-nobody = Nobody has an account here yet. Whoever started the server comes in by the link it printed, and invites the others under People.
sign-in-lost = Lost every way in? Two others who answer for people can let you in again.
passkey-failed = That did not work. Try again, or sign in with a password.
passkey-by-name = A passkey belongs to a name, and this address is a number. To use one, come by the name:
passkey-come-by-name = open this page at localhost
passkey-no-name = A passkey belongs to a name, and this address is a number. Come by the name localhost, or use a password.
passkey-nobody = No passkey opens this handle here. Use a password, or leave the handle empty and let your device say who you are.
passkey-nobody-yet = You came in by the owner's link, which has no account. Invite yourself under People first.
passkey-slow = This took too long or was sent before, and opens nothing. Begin again.
passkey-unproven = This answer proves nothing here: the passkey was taken away, belongs to another name or person, or the answer was made for another page.
passkey-wait = Too many tries were wrong. Wait a quarter of an hour.

resume-title = You are in again
resume-about = What you wrote was kept. Send it now; nothing has been saved of it yet.
resume-go = Send it now
resume-leave = Leave it
resume-what = What will be sent

join-title = Come in
join-about = You are invited as { $handle }, in these roles:
join-go = Come in
join-passkey = Come in with a passkey instead
join-differ = The two passwords are not the same.
join-used = This link does not open anything
join-used-advice = It is used up, too old, or never was. Ask a coordinator for a new one.
links-wait = Too many links opened nothing
links-wait-advice = Wait a quarter of an hour, then open the link you were given once more.

account-title = Account of
account-roles = Your roles:
account-groups = Your groups:
account-ways = How you come in
account-remove = Take away
account-passkey = Passkeys
account-passkey-about = A passkey is kept by your device or a security key, cannot be guessed, and cannot be typed into a false page. Have two, so that one lost device does not shut you out.
account-passkey-name = What you call it
account-passkey-add = Add a passkey
account-passkey-script = Adding a passkey needs JavaScript; a password with a code does not.
account-codes = Codes
account-codes-on = Your password is asked together with a code.
account-codes-about = An app on your telephone shows a new code every half minute. Put this secret into it, then write the code it shows.
account-codes-open = Open in an app on this device
account-codes-code = The code it shows now
account-codes-add = Ask for codes from now on
account-password = Password
account-old = Password until now
account-new = New password
account-again = The same again
account-words = At least 12 characters. Four or five random words are long and easy to remember.
account-change = Change the password
account-sessions = Where you are signed in
account-end = Sign out everywhere else

people-title = People
people-about = Who works here, by handles and never by civil names. What you change holds at once.
people-all = Everybody
people-none = Nobody has an account yet. Invite yourself first, as coordinator.
people-you = (you)
people-out = shut out
people-since = since
people-sessions = { $number ->
    [0] not signed in
    [one] signed in once
   *[other] signed in { $number } times
    }
people-change = Change
people-roles = Roles
people-groups = Groups
people-groups-about = Names with commas between. Records limited to a group are seen by its members alone.
people-active = This person
people-may = may come in
people-may-not = is shut out, at once
people-save = Save
people-recover = Ask for a new way in
people-recover-about = For somebody who lost every way in. Another person who answers for people must agree within a day; then all earlier ways in end.
people-asked = Waiting for a second person
people-agree = Agree
people-link = The link for { $handle }
people-link-about = It is shown this once and works once, for a week. Hand it over on a road you trust, never by open mail.
people-invite = Invite somebody
people-handle = Handle
people-handle-about = Such as op-3. It stands under everything they save, for good.
people-invite-go = Make the link
people-why-invite = joins the team
people-why-change = duties changed
people-why-recover = lost every way in; known to me in person
people-why-agree = known to me in person
asked-recover = { $by } asks for a new way in for { $about }.

way-password = password
way-totp = codes
way-passkey = passkey
way-invitation = invited
way-token = token of a program

role-operator = operator
role-operator-about = takes calls, answers families
role-dispatcher = dispatcher
role-dispatcher-about = sends lawyers, rings stations
role-liaison = family liaison
role-liaison-about = speaks with families
role-verifier = verifier
role-verifier-about = checks what was reported, and decides
role-analyst = analyst
role-analyst-about = counts and estimates, without names
role-publisher = publisher
role-publisher-about = makes public what may be
role-coordinator = coordinator
role-coordinator-about = answers for people and the house
role-guest = guest
role-guest-about = sees numbers alone

stale-title = Not sent yet
stale-about = The page it came from belongs to an earlier session, so nothing was saved. What you typed is here: look at it and send it.
stale-no-file = The page it came from belongs to an earlier session, so nothing was saved. What you typed is here; the file is not: send this, and choose the file again.
stale-large = Nothing was saved
stale-large-advice = The page it came from belongs to an earlier session, and what you sent is too large to keep. Go back, copy what you typed, load the page again and send it.
