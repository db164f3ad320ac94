//! Properties: what a claim may say of a record. One table: code (frozen in the ledger), name, shape of the value,
//! tier it is sealed in, and whether several values stand beside each other by nature.
//!
//! To add one, append a line with a new code; never reuse a code.

use crate::{RecordKind, Tier};

/// The shape of a property's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Free text.
    Text,
    /// A written name.
    Name,
    /// An uncertain time.
    When,
    /// A whole number.
    Number,
    /// How many, with the word used.
    Amount,
    /// Another record.
    Ref,
    /// A word of a small vocabulary, lower case with underscores.
    Term,
    /// A custody step.
    Custody,
    /// Raw bytes.
    Bytes,
}

macro_rules! properties {
    ($( $code:literal $variant:ident $name:literal $kind:ident $shape:ident $tier:ident $many:literal $doc:literal; )*) => {
        /// What a claim says of a record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Property { $( #[doc = $doc] $variant = $code, )* }

        impl Property {
            /// Every property this version knows.
            pub const ALL: &'static [Property] = &[ $( Property::$variant, )* ];

            /// The code in the ledger.
            pub const fn code(self) -> u16 { self as u16 }

            /// The property of a code, if this version knows it.
            pub const fn from_code(code: u16) -> Option<Self> {
                match code { $( $code => Some(Property::$variant), )* _ => None }
            }

            /// The name in files, on the command line and in messages: `record.property`.
            pub const fn name(self) -> &'static str {
                match self { $( Property::$variant => $name, )* }
            }

            /// The kind of record it belongs to.
            pub const fn kind(self) -> RecordKind {
                match self { $( Property::$variant => RecordKind::$kind, )* }
            }

            /// The shape of its value.
            pub const fn shape(self) -> Shape {
                match self { $( Property::$variant => Shape::$shape, )* }
            }

            /// The tier it is sealed in.
            pub const fn tier(self) -> Tier {
                match self { $( Property::$variant => Tier::$tier, )* }
            }

            /// False for what is no statement about a case but lets a program in: it is issued, and never recorded, imported or
            /// drafted, or whoever may write down claims could let themselves in.
            pub const fn is_told(self) -> bool {
                !matches!(self, Property::SourceToken)
            }

            /// True when several values stand beside each other by nature (names, custody steps); false when two
            /// different values contradict.
            pub const fn many(self) -> bool {
                match self { $( Property::$variant => $many, )* }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $( Property::$variant => $doc, )* }
            }
        }
    };
}

properties! {
    101 PersonName "person.name" Person Name Identity true "A name as written.";
    102 PersonBirth "person.birth" Person When Identity false "Date of birth.";
    103 PersonAge "person.age" Person Number Identity false "Age in years when detained or reported.";
    104 PersonSex "person.sex" Person Term Identity false "female, male, other.";
    105 PersonNationality "person.nationality" Person Text Identity true "Nationality as written.";
    106 PersonRisk "person.risk" Person Term Identity true "minor, ill, pregnant, injured, disabled, elderly, other: who is served first.";
    107 PersonMemberOf "person.member_of" Person Ref Facts true "A group this person belongs to.";
    108 PersonDescription "person.description" Person Text Identity true "Who it is, when no name is known.";
    109 PersonNote "person.note" Person Text Identity true "A note.";
    110 PersonOffice "person.office" Person Text Facts true "An office held at the time, as written.";

    201 GroupPeople "group.people" Group Amount Facts false "How many people.";
    202 GroupDescription "group.description" Group Text Facts true "The words that describe the group.";
    203 GroupPartOf "group.part_of" Group Ref Facts true "A larger group that includes this one.";
    204 GroupNote "group.note" Group Text Facts true "A note.";

    301 OrganizationName "organization.name" Organization Name Facts true "A name as written.";
    302 OrganizationType "organization.type" Organization Text Facts true "What sort of organization.";

    401 UnitName "unit.name" Unit Name Facts true "A name as written.";
    402 UnitType "unit.type" Unit Term Facts false "police_station, police_department, special_reception_centre, court, hospital, vehicle, force, other.";
    403 UnitPlace "unit.place" Unit Text Facts true "Where it is.";
    404 UnitRinging "unit.ringing" Unit When Facts true "Until when somebody is ringing it, so that nobody else does.";
    410 UnitAt "unit.at" Unit Text Facts false "Where it is on earth: degrees north, degrees east.";

    501 PlaceName "place.name" Place Name Facts true "A name as written.";
    502 PlaceWithin "place.within" Place Ref Facts true "A larger place.";
    510 PlaceAt "place.at" Place Text Facts false "Where it is on earth: degrees north, degrees east.";

    601 EventTitle "event.title" Event Text Facts true "What it was.";
    602 EventWhen "event.when" Event When Facts false "When it took place.";
    603 EventPlace "event.place" Event Text Facts true "Where, as written.";
    604 EventType "event.type" Event Text Facts false "The form: rally, picket, march, as written.";
    605 EventAgreement "event.agreement" Event Text Facts false "Whether the authorities had agreed to it, as written.";
    606 EventTopic "event.topic" Event Text Facts false "What it was about, as written.";
    607 EventOrganizer "event.organizer" Event Text Facts true "Who called it, as written.";
    608 EventRegion "event.region" Event Text Facts false "Region, as written.";
    609 EventRelation "event.relation" Event Text Facts true "How it relates to another event.";

    701 DetentionOf "detention.of" Detention Ref Facts false "The person or group detained.";
    702 DetentionPeople "detention.people" Detention Amount Facts false "How many, when the detained are known only as a number.";
    703 DetentionWhen "detention.when" Detention When Facts false "When liberty was taken.";
    704 DetentionPlace "detention.place" Detention Text Facts false "Where, as written.";
    705 DetentionUnit "detention.unit" Detention Ref Facts true "A unit they were taken to.";
    706 DetentionUnitText "detention.unit_as_written" Detention Text Facts true "A unit, as written, when it is not clear which one.";
    707 DetentionForce "detention.force" Detention Text Facts true "Who detained, as written.";
    708 DetentionRole "detention.role" Detention Text Facts true "What the person was at the time: journalist, monitor, passer-by.";
    709 DetentionOrganization "detention.organization" Detention Ref Facts true "For whom the person worked at the time.";
    710 DetentionEvent "detention.event" Detention Ref Facts false "The event it belongs to.";
    711 DetentionCustody "detention.custody" Detention Custody Facts true "A custody step: a state, where, from, to, how known.";
    712 DetentionCharge "detention.charge" Detention Text Facts true "An article of law, as written; several stand in the order in which they were learned.";
    713 DetentionLawyer "detention.lawyer" Detention Term Facts true "none, assigned, on_the_way, admitted, refused.";
    714 DetentionTogether "detention.together_with" Detention Ref Facts true "Another detention at the same moment.";
    715 DetentionDuration "detention.duration" Detention Text Facts true "How long, in the source's words.";
    716 DetentionNote "detention.note" Detention Text Facts true "A note.";
    717 DetentionList "detention.list" Detention Ref Facts false "The report whose rows are distinct detentions by its maker's own rule.";
    718 DetentionPenalty "detention.penalty" Detention Term Facts true "warned, fined, arrested, other: what a court or officer imposed.";
    719 DetentionLawyerName "detention.lawyer_name" Detention Text Identity true "The lawyer's name, as written.";

    801 ActType "act.type" Act Term Facts false "beating, seizure, threat, search, other.";
    802 ActVictim "act.victim" Act Ref Facts true "Who suffered it.";
    803 ActDetention "act.detention" Act Ref Facts true "The detention during which it was done.";
    804 ActObject "act.object" Act Text Facts true "What was taken or broken.";
    805 ActInjury "act.injury" Act Text Identity true "The harm, in the source's words.";
    806 ActWhen "act.when" Act When Facts false "When.";
    807 ActDegree "act.degree" Act Text Facts true "How sure the source is who did it and why.";

    901 InterventionBy "intervention.by" Intervention Text Facts true "Who stepped in.";
    902 InterventionFor "intervention.for" Intervention Ref Facts true "The detention or person it was for.";
    903 InterventionType "intervention.type" Intervention Term Facts false "legal_help, medical_help, request_for_release, publicity, inquiry, other.";
    904 InterventionResponse "intervention.response" Intervention Term Facts false "favourable, promise, denied, none, other.";
    905 InterventionWhen "intervention.when" Intervention When Facts false "When.";
    906 InterventionCalled "intervention.called" Intervention Term Facts false "lawyer, embassy, ministry, prosecutor, ombudsman, doctor, employer, media, other: who was called.";
    907 InterventionTo "intervention.to" Intervention Text Identity true "Whom exactly, as written: a lawyer's name, an office.";
    908 InterventionWords "intervention.words" Intervention Text Facts true "What was said.";

    1001 CheckUnit "check.unit" Check Ref Facts false "The unit that was asked.";
    1002 CheckAbout "check.about" Check Ref Facts true "The person or detention asked about.";
    1003 CheckWhen "check.when" Check When Facts false "When.";
    1004 CheckAnswer "check.answer" Check Term Facts false "held, not_held, no_answer, refused, released, moved, other.";
    1005 CheckWords "check.words" Check Text Facts true "What was said.";
    1006 CheckBy "check.by" Check Text Source false "Who asked.";
    1007 CheckConfirms "check.confirms" Check Text Facts true "The custody claims that came of the answer, by their ids.";

    1101 ProceedingOf "proceeding.of" Proceeding Ref Facts false "The detention it concerns.";
    1102 ProceedingStage "proceeding.stage" Proceeding Text Facts true "The stage, in the legal pack's words.";
    1103 ProceedingWhen "proceeding.when" Proceeding When Facts false "When.";
    1104 ProceedingResult "proceeding.result" Proceeding Text Facts true "The result.";

    1201 FigureMeasure "figure.measure" Figure Term Facts false "What is counted: detained, punished_by_court, still_held…";
    1202 FigureUnit "figure.unit" Figure Term Facts false "persons, detentions or events.";
    1203 FigureAmount "figure.amount" Figure Amount Facts false "How many, with the word used.";
    1204 FigureScope "figure.scope" Figure Text Facts false "The place it speaks of.";
    1205 FigurePeriod "figure.period" Figure When Facts false "The time it speaks of.";
    1206 FigureSpeaker "figure.speaker" Figure Text Facts false "Who said it.";
    1207 FigureSpeakerRole "figure.speaker_role" Figure Text Facts true "The speaker's office.";
    1208 FigureOutlet "figure.outlet" Figure Text Facts false "Who relayed it.";
    1209 FigureSaidOn "figure.said_on" Figure When Facts false "When it was said.";
    1210 FigurePart "figure.part" Figure Amount Facts true "A part of its breakdown: a label and how many.";
    1211 FigureLabel "figure.label" Figure Text Facts true "The id its list gives it.";
    1212 FigureNote "figure.note" Figure Text Facts true "A note.";

    1301 StatementSpeaker "statement.speaker" Statement Ref Facts false "Who said it.";
    1302 StatementWords "statement.words" Statement Text Facts true "The words.";
    1303 StatementType "statement.type" Statement Term Facts false "promise, opinion, recommendation, pattern, denial, admission, context.";
    1304 StatementWhen "statement.when" Statement When Facts false "When.";
    1305 StatementTo "statement.to" Statement Text Facts true "To whom.";
    1306 StatementAbout "statement.about" Statement Ref Facts true "A record it speaks of.";

    1401 ReportTitle "report.title" Report Text Facts true "Its title.";
    1402 ReportBytes "report.bytes" Report Bytes Source false "The raw input, byte for byte.";
    1403 ReportType "report.type" Report Term Facts false "article, post, call, table, batch, photo, other.";
    1404 ReportPublished "report.published" Report When Facts false "When it was published or received.";
    1405 ReportUrl "report.url" Report Text Facts true "Where it was found.";
    1406 ReportLanguage "report.language" Report Term Facts false "en, ru, kk…";
    1407 ReportFile "report.file" Report Text Source true "The name of the file it came in.";
    1408 ReportDigest "report.digest" Report Text Source false "SHA-256 of the bytes, so that the same file is known again.";
    1409 ReportSource "report.source" Report Ref Source false "Who made it.";
    1410 ReportRow "report.row" Report Text Source true "One row of a table, its raw cells as JSON.";
    1412 ReportBoilerplate "report.boilerplate" Report Text Facts true "A passage that is not part of what it tells: navigation, donation lines, labels without a value.";
    1413 ReportRepeat "report.repeat" Report Text Facts true "A passage that repeats an earlier one; not a second event.";
    1414 ReportDraft "report.draft" Report Text Facts true "What a person decided on a draft that was made by reading it: which, and the claims that came of it.";
    1415 ReportTriage "report.triage" Report Text Facts true "How it was sorted as it came in by a feed, and what people made of that.";
    1416 ReportReceipt "report.receipt" Report Text Source true "The code its teller was given, by which they can add to it.";
    1411 ReportDoubt "report.doubt" Report Text Facts true "Something in it that could not be read without guessing.";

    1501 EvidenceType "evidence.type" Evidence Term Facts false "photo, video, audio, paper, screenshot.";
    1502 EvidenceCaption "evidence.caption" Evidence Text Facts true "Its caption.";
    1503 EvidenceCredit "evidence.credit" Evidence Text Source true "Who made it.";
    1504 EvidenceShows "evidence.shows" Evidence Ref Facts true "A record it shows.";
    1505 EvidenceWhen "evidence.depicts_when" Evidence When Facts false "The day it is said to show.";
    1506 EvidencePlace "evidence.depicts_place" Evidence Text Facts true "The place it is said to show.";
    1507 EvidenceOccurrence "evidence.occurrence" Evidence Text Facts true "A further place where the same item appears.";
    1508 EvidenceBlob "evidence.blob" Evidence Bytes Identity true "A file of it on the shelf: where, under which key, its hash and length.";
    1509 EvidenceDigest "evidence.digest" Evidence Text Identity true "SHA-256 of a file of it, as courts know it.";
    1510 EvidenceMedia "evidence.media" Evidence Term Facts true "The media type, told by the content: image/jpeg.";
    1511 EvidenceFile "evidence.file" Evidence Text Source true "The name of the file it came in.";
    1512 EvidenceExif "evidence.exif" Evidence Text Source true "What the file says of itself: camera, time, place. No proof.";
    1513 EvidencePdq "evidence.pdq" Evidence Bytes Identity true "Its perceptual hash, by which copies are found.";
    1514 EvidenceReceived "evidence.received_from" Evidence Text Source true "From whom it was received.";
    1515 EvidenceCaptured "evidence.captured_at" Evidence When Facts true "When it was captured: photographed, downloaded, copied.";
    1516 EvidenceCustody "evidence.custody" Evidence Text Facts true "A link in its chain of custody.";
    1517 EvidenceDoubt "evidence.doubt" Evidence Text Facts true "Something odd about the file.";

    1601 SourceName "source.name" Source Name Source true "Who it is.";
    1602 SourceType "source.type" Source Term Facts false "victim, relative, lawyer, eyewitness, official, court_record, media, agency, monitor, social_media, operator, list, other.";
    1603 SourceRelays "source.relays" Source Ref Facts true "The source it repeats: outlet ← agency ← ministry.";
    1604 SourceContact "source.contact" Source Text Source true "How to reach them; kept apart.";
    1605 SourceFeed "source.feed" Source Text Source true "Where its reports are watched for: an address, or a folder of this machine.";
    1610 SourceToken "source.token" Source Text Source true "A program's token for the API: SHA-256 of it, when it ends, what it may do.";

    1701 ContactHow "contact.how" Contact Text Source false "How to reach a caller; it is in no casebook, and its key is destroyed in time.";
    1702 ContactOf "contact.of" Contact Ref Facts false "The report whose teller it reaches.";
    1703 ContactUntil "contact.until" Contact When Facts false "When its key is destroyed.";
    1704 ContactSeen "contact.seen" Contact When Facts true "Somebody looked at it.";
    1705 ContactErased "contact.erased" Contact When Facts true "Its time had come: its key was destroyed.";

    1801 EnquiryName "enquiry.name" Enquiry Name Identity true "The name asked for, as written.";
    1802 EnquiryBorn "enquiry.born" Enquiry Text Identity true "Age or year of birth, as told.";
    1803 EnquiryRelation "enquiry.relation" Enquiry Text Source true "What the asker is to the person.";
    1804 EnquiryAsker "enquiry.asker" Enquiry Text Source true "Who asks, when they gave a name.";
    1805 EnquiryWhen "enquiry.when" Enquiry When Facts false "When it came in.";
    1806 EnquiryAbout "enquiry.about" Enquiry Ref Identity true "The person it was taken to be about.";
    1807 EnquiryAnswer "enquiry.answer" Enquiry Text Facts true "What was answered: one of four forms.";
}

impl Property {
    /// The property of a name such as `detention.place`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|property| property.name() == name)
    }
}
