# How a record stands with erasure.

erased-title = An erased record
erased-stays = The ledger still holds its entries and verifies; nobody can read them here. Copies on other machines, older backups, exports and what people have read are out of reach.
erasure-asked = Somebody asked that this be erased ({ $tiers }). Nothing is erased unless another person confirms it.
erasure-waiting = To be erased ({ $tiers }): its keys are destroyed on { $when }, unless somebody objects. Until then all of it can be read.
erasure-held = To be erased ({ $tiers }), but a legal hold lies on it: nothing is erased while the hold lies.
erasure-due = To be erased ({ $tiers }): its time came on { $when }, and its keys are destroyed within a minute or two. Until then all of it can be read.
erasure-begun = The erasure ({ $tiers }) was begun and is not finished: the keys are still there, since the disk refused. It is tried again every minute.
erasure-gone =
    { $number ->
        [one] Erased ({ $tiers }): the keys were destroyed, and one sealed part can no longer be opened.
       *[other] Erased ({ $tiers }): the keys were destroyed, and { $number } sealed parts can no longer be opened.
    }
erasure-hold = A legal hold lies on this record: while it lies, nothing of it is erased.
erasure-hold-same = A legal hold lies on record { $record }, judged the same: while it lies, nothing of this record is erased.
erasure-by-asked = asked by { $who }
erasure-by-confirmed = confirmed by { $who }
erasure-by-hold = put on hold by { $who }
erasure-ground = the ground
tiers-all = everything
tier-facts = facts
tier-identity = identity
tier-source = source
count-erased-between =
    { $number ->
        [one] One record was erased between the two, and counts in neither; a number written down before the erasure may be higher.
       *[other] { $number } records were erased between the two, and count in neither; a number written down before the erasure may be higher.
    }
