# What a claim may say of a record.

## Person

p-person-name = name
p-person-birth = date of birth
p-person-age = age
p-person-sex = sex
p-person-nationality = nationality
p-person-risk = at risk because
p-person-member-of = belongs to
p-person-description = description
p-person-note = note
p-person-office = office held

## Group

p-group-people = how many people
p-group-description = description
p-group-part-of = part of
p-group-note = note

## Organization

p-organization-name = name
p-organization-type = what sort

## Unit

p-unit-name = name
p-unit-type = what sort
p-unit-place = where it is

## Place

p-place-name = name
p-place-within = within

## Event

p-event-title = what it was
p-event-when = when
p-event-place = where
p-event-type = form
p-event-agreement = agreed with the authorities
p-event-topic = topic
p-event-organizer = who called it
p-event-region = region
p-event-relation = related to

## Detention

p-detention-of = who was detained
p-detention-people = how many
p-detention-when = when liberty was taken
p-detention-place = where
p-detention-unit = taken to
p-detention-unit-as-written = unit as written
p-detention-force = who detained
p-detention-role = role at the time
p-detention-organization = working for
p-detention-event = event
p-detention-custody = custody step
p-detention-charge = article of law
p-detention-lawyer = lawyer
p-detention-together-with = together with
p-detention-duration = how long
p-detention-note = note
p-detention-list = from the list
p-detention-penalty = penalty

## Act

p-act-type = what was done
p-act-victim = who suffered it
p-act-detention = during the detention
p-act-object = what was taken or broken
p-act-injury = harm
p-act-when = when
p-act-degree = how sure the source is

## Intervention

p-intervention-by = who stepped in
p-intervention-for = for whom
p-intervention-type = in what way
p-intervention-response = response
p-intervention-when = when

## Check

p-check-unit = unit asked
p-check-about = about whom
p-check-when = when
p-check-answer = answer
p-check-words = what was said
p-check-by = who asked

## Proceeding

p-proceeding-of = detention
p-proceeding-stage = stage
p-proceeding-when = when
p-proceeding-result = result

## Figure

p-figure-measure = what is counted
p-figure-unit = counted in
p-figure-amount = how many
p-figure-scope = place it speaks of
p-figure-period = time it speaks of
p-figure-speaker = who said it
p-figure-speaker-role = the speaker’s office
p-figure-outlet = who relayed it
p-figure-said-on = when it was said
p-figure-part = a part of it
p-figure-label = id in its list
p-figure-note = note

## Statement

p-statement-speaker = who said it
p-statement-words = the words
p-statement-type = what sort
p-statement-when = when
p-statement-to = to whom
p-statement-about = about

## Report

p-report-title = title
p-report-bytes = the bytes
p-report-type = what sort
p-report-published = published or received
p-report-url = found at
p-report-language = language
p-report-file = file name
p-report-digest = SHA-256
p-report-source = who made it
p-report-row = row of the table
p-report-doubt = could not be read without guessing
p-report-receipt = receipt code
p-report-boilerplate = not part of the text
p-report-repeat = said before
p-report-draft = decided on a draft
p-report-triage = sorted as it came in

## Evidence

p-evidence-type = what sort
p-evidence-caption = caption
p-evidence-credit = who made it
p-evidence-shows = shows
p-evidence-depicts-when = said to show the day
p-evidence-depicts-place = said to show the place
p-evidence-occurrence = also appears at
p-evidence-blob = a file on the shelf
p-evidence-digest = SHA-256
p-evidence-media = media type
p-evidence-file = name of the file
p-evidence-exif = what the file says of itself
p-evidence-pdq = perceptual hash
p-evidence-received-from = received from
p-evidence-captured-at = captured
p-evidence-custody = chain of custody
p-evidence-doubt = doubt about the file

## Source

p-source-name = name
p-source-type = what sort
p-source-relays = repeats
p-source-contact = contact
p-source-feed = watched for its reports
p-source-token = token of the API
p-contact-how = how to reach the caller
p-contact-of = of the report
p-contact-until = kept until
p-contact-seen = looked at
p-contact-erased = erased
p-unit-at = where on earth
p-place-at = where on earth
