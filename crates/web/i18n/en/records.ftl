# Record, map, timeline.

axis-day = { $day } { $month }
knew = What we knew when
knew-slide = Slide to an earlier change
knew-show = Show
knew-at = As known after change { $number } of { $all }: { $when }, ledger position { $position }.
knew-at-now = As known now, after change { $number } of { $all }: { $when }, ledger position { $position }.
knew-before = Before the first change of this record.
knew-first = First
knew-earlier = ← Earlier change
knew-later = Later change →
knew-now = Now
knew-list =
    { $number ->
        [one] The one change, and who made it
       *[other] All { $number } changes, and who made them
    }
knew-moment = As known at a moment
knew-since = what changed since
knew-more =
    { $number ->
        [one] One earlier change is reached with the slider.
       *[other] { $number } earlier changes are reached with the slider.
    }
knew-between = What changed between positions { $from } and { $to }
knew-same = Nothing changed.
knew-label = Called
knew-nothing = nothing known
knew-came = new statement
knew-withdrawn = withdrawn
knew-draft = a draft again
knew-chosen = chosen by a person
knew-stands = stands again
knew-used = Refer to it by “{ $name }”: { $before } → { $after }
knew-taken = liberty taken: { $when }
knew-taken-short = liberty taken
knew-against = contradicts step { $steps }
knew-end-by = left at the latest by { $when }
knew-end-unknown = nobody says until when
knew-drawing = Steps of custody along a line of time; the list below says the same.
knew-key = Full bar: certain. Broken edge: may be so. Dotted line with “?”: nobody says until when. ▶: still going on. ≠: steps that cannot both be so.

nav-timeline = Timeline
day-title = Timeline
day-words = From { $from } to { $to }, known to the hour: { $taken } taken, { $brought } brought to a unit, { $out } let go.
day-earlier = ← Earlier
day-later = Later →
day-nearer = Closer
day-farther = Wider
day-last = The last day with detentions
day-from = From
day-stretch = How long
day-event = Event
day-hours =
    { $number ->
        [one] one hour
        [24] one day
        [72] three days
        [168] a week
        [720] 30 days
       *[other] { $number } hours
    }
day-events = Taken, by event
day-units = Brought in and let go, by unit
day-drawing-events = Bars of how many people were taken at each event along the hours; the list below says the same.
day-drawing-units = Bars of how many people were brought to each unit and let go from it along the hours; the list below says the same.
day-key = Full bars: taken or brought in. Hollow bars: let go. One is one detention, also of a group.
day-list = Hour by hour
day-no-event = at no event, or not known
day-no-unit = unit not known
day-taken = { $number } taken
day-brought = { $number } brought in
day-let-go = { $number } let go
day-unsure = Hour not known
day-unsure-why = These fall into this time, or may, but nobody says at which hour; no bar holds them.
day-nothing = Nothing is known to have happened in this time.
day-left-out =
    { $rows ->
        [one] One more row with { $number } happenings is not shown; choose an event or unit, or a shorter time.
       *[other] { $rows } more rows with { $number } happenings are not shown; choose an event or unit, or a shorter time.
    }

around = What stands around it
around-detained = Who was detained
around-detention = Detentions
around-other-detention = Other detentions of the same person
around-together = Taken together
around-event = Event
around-organization = Organisation, group
around-act = What was done to them
around-intervention = Who stepped in
around-check = Who asked, and the answer
around-proceeding = Before courts
around-statement = Said about it
photos = Photos and papers
photos-note = No picture is loaded before you ask for it, and each look is written into its custody. It comes blurred.
photo-custody =
    { $files ->
        [one] one file
       *[other] { $files } files
    }, links of custody: { $links }, the last on { $when }
photo-show = Load the picture, blurred
photo-clear = Show it clearly, or blur it again
photo-hide = Put it away
photo-alt = Working copy of the picture, blurred until you ask

nav-map = Map
map-title = Map
map-drawing = Map of units by how many they hold; the tables below say the same.
map-words =
    { $units ->
        [one] one unit
       *[other] { $units } units
    }; { $held } certainly held, { $maybe } perhaps held.
map-move = Move the map
map-closer = Closer
map-wider = Wider
map-west = ← West
map-north = ↑ North
map-south = ↓ South
map-east = East →
map-all = All units
map-world = The world
map-key = Full circle: certainly held. Broken circle and “?”: perhaps held. Small empty circle: nobody. Square: a court. Lines with a tip: people moved from unit to unit. Small dots: cities. Borders are of 2018 and for orientation only.
map-city = City
map-district = District
map-street = Street
map-key-streets = Under the units: streets, railways, water, green and, close by, buildings, from the file of this server; they may be older than today.
map-streets-osm = © OpenStreetMap contributors (openstreetmap.org/copyright).
map-streets-said = Streets: { $who }.
map-streets-unsaid = The file does not say whose data it is.
map-streets-left = The file of streets has more here than is drawn; come closer.
map-streets-unread = A part of the file of streets cannot be read; streets may be missing here.
map-streets-none = The file of streets has nothing here.
map-nowhere = Not on the map: { $held } held and { $maybe } perhaps held, nobody knows where.
map-unplaced =
    { $number ->
        [one] One unit has no place on the map; it is in the table below.
       *[other] { $number } units have no place on the map; they are in the table below.
    }
map-outside =
    { $number ->
        [one] One unit lies outside this view.
       *[other] { $number } units lie outside this view.
    }
map-many =
    { $number ->
        [one] One unit of this view is not drawn; come closer.
       *[other] { $number } units of this view are not drawn; come closer.
    }
map-units =
    { $number ->
        [one] one unit
       *[other] { $number } units
    }
map-units-in =
    { $number ->
        [one] { $place }, one unit
       *[other] { $place }, { $number } units
    }
map-symbol = { $held } held, { $maybe } perhaps held
map-metres = { $number } m
map-kilometres = { $number } km
map-table = Units, the fullest first
map-held = Held
map-maybe = Perhaps
map-released = Let go
map-where = Where
map-by-itself = coordinates given by a source
map-by-place = by the name of a place
map-by-city = by its city alone: drawn at the middle of it
map-by-contested = sources give different coordinates
map-by-nobody = nobody says where
map-more-units =
    { $number ->
        [one] One more unit is not listed here.
       *[other] { $number } more units are not listed here.
    }
map-ways = Moved from unit to unit
map-from = From
map-to = To
map-moved = Detentions
map-more-ways =
    { $number ->
        [one] One more way is not listed here.
       *[other] { $number } more ways are not listed here.
    }
map-place = Say where a unit is
map-place-hint = Degrees north, then degrees east, with a decimal point. ∅ marks units that have no coordinates. An earlier statement stays; where two differ, the record asks a person to choose.
map-coordinates = Coordinates
map-source = Source (id, may be empty)
map-why = How is it known?
map-save = Save
map-placed = Saved. The unit stands where you said.
