//! English.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    call_first: &[
        "Hotline call. The mother says: {name}, {age}, ⟨c:was seized {place} at about {abt}⟩. A neighbour saw the bus. ⟨u:Brought {unit_to}⟩; the phone rang once and is off now.",
        "Caller: a brother. ⟨c:Police took {name} {place} at {time}⟩. Occupation: {role}. ⟨u:Now {unit_at}⟩. The family asks for a lawyer.",
        "Call note, line 2. {name} ({age}) phoned home: ⟨c:detained {place}, {time}⟩; ⟨u:[he|she] is {unit_at}⟩. The line broke off.",
        "A friend calls about {name}. ⟨c:Put into a police van {place} around {abt}⟩. The friend does not know where the van went.",
        "Short call, bad line. ⟨c:{name} detained⟩, {place}, time given as {time}. ⟨u:Held {unit_at}⟩, says the caller. Will call back.",
        "Neighbour calling for the family. ⟨c:{name} was stopped {place} and put into a car without plates⟩, about {abt}. [He|She] is {age}. No news since.",
    ],
    post_first: &[
        "⟨c:They have just taken {name}⟩ {place}! It was {time}. Please share, everyone!",
        "Update from the street: ⟨c:{name} was carried into a bus⟩ {place}, around {abt}. ⟨u:People say they go {unit_to}⟩. #Dalastan #8June",
        "My colleague {name} ({role}) ⟨c:was detained {place}⟩ at {time}, badge in hand. ⟨u:[He|She] writes from inside: “I am {unit_at}.”⟩",
        "Whoever knows {name}: ⟨c:[he|she] was led away by ⟨f:men in masks⟩ {place}⟩, {time}. Tell the family.",
    ],
    lawyer_first: &[
        "To the desk: I act for {name}, {age}. ⟨c:Detained at {time} {place}⟩, ⟨u:delivered {unit_to}⟩. I have the power of attorney. {lawyer}",
        "{lawyer}, lawyer: new client {name}. ⟨c:Apprehended {place}, {time}⟩. ⟨u:Held {unit_at}⟩. No record of detention has been shown to me.",
        "Please register: {name}, born {birth}, {role}. ⟨c:Detained {place}, about {abt}⟩. ⟨u:Currently {unit_at}⟩. Regards, {lawyer}",
    ],
    article_first: &[
        "AKSU-KALA — Police detained protesters on election day. Among those held was {name}, ⟨c:detained {place} at about {abt}⟩, this newspaper has learned. ⟨u:[He|She] was taken {unit_to}⟩, a witness said. The police did not answer questions.",
        "While polling stations were open, ⟨f:riot police⟩ closed the street. ⟨c:{name}, {role}, was detained⟩ {place} at {time}. ⟨u:Relatives found [him|her] {unit_at}⟩ later. Turnout was reported as ordinary.",
        "“I only stopped to look,” {name} managed to shout before ⟨c:officers pushed [him|her] into a bus⟩ {place}. It was {time}. ⟨u:The bus went {unit_to}⟩, our correspondent reports.",
    ],
    unnamed: &[
        "⟨c:They dragged away {desc}⟩ {place}, {time}. I did not catch the name. Does anyone know who it is?",
        "Seen from my window: ⟨c:two officers led {desc} to a van⟩ {place}, around {abt}. Name unknown.",
    ],
    descriptions: &[
        "a young person in a red jacket",
        "someone with a press badge",
        "an elderly person with a walking stick",
        "a person carrying a white balloon",
    ],
    confirm: &[
        "Caller again: {name} answered a message at {time}. ⟨u:Still {unit_at}⟩.",
        "A relative stood at the gate at {time}. ⟨u:{name} is {unit_at}⟩; a parcel was accepted.",
        "{name}: ⟨u:seen through a window {unit_at} at {time}⟩, says a person released before.",
        "Second call, {time}. The duty officer read out a list to the relatives; ⟨u:{name} is on it, {unit_at}⟩.",
    ],
    moved: &[
        "{name} ⟨t:has been moved {unit_from} {unit2_to}⟩, left at {time}. The family was not told.",
        "{time}: ⟨t:{name} was put into a van and driven {unit2_to}⟩. Source: a person held in the same room.",
    ],
    lawyer_coming: &[
        "{lawyer}: ⟨l:on my way {unit_to}⟩ for {name}. Left at {time}.",
        "Dispatch: {lawyer} ⟨l:has set out {unit_to}⟩, client {name}, {time}.",
    ],
    lawyer_in: &[
        "{lawyer}: ⟨l:admitted {unit_at}⟩ at {time}. I have seen {name}.",
        "{time}, {lawyer}: ⟨l:they let me in⟩. {name} is calm, asks for water. We are {unit_at}.",
    ],
    lawyer_out: &[
        "{lawyer}: ⟨l:not let in {unit_at}⟩; the duty officer cites “plan Fortress”. Client {name}. Time {time}.",
        "{lawyer}: {time}, ⟨l:access to my client refused⟩ without a paper. {name} is {unit_at}.",
    ],
    no_lawyer: &["{name} ⟨l:has no lawyer⟩, says the family at {time}. Who can go?"],
    charged: &[
        "{name}: a record under ⟨h:{charge}⟩ was drawn up {unit_at} at {time}, says {lawyer}.",
        "{lawyer}: they are writing ⟨h:{charge}⟩ for {name}. {time}, {unit_at}.",
    ],
    recharged: &[
        "The article has changed. {name} is now held under ⟨h:{charge}⟩, not under {charge0}. Told at {time}. {lawyer}",
        "{lawyer}, {time}: in the papers of {name} {charge0} was crossed out, ⟨h:{charge}⟩ written in.",
    ],
    before_court: &["{time}: {name} ⟨t:has been brought {court_to}⟩. The hearing has not begun."],
    arrest: &[
        "Night court. {name}: ⟨p:{days} of arrest⟩ under {charge}. Heard at {time} {court_at}. ⟨t:Now {centre_to}⟩.",
        "{name} ⟨p:was given {days} of arrest⟩, {charge}; the hearing {court_at} ended at {time} and took ten minutes. ⟨t:Driven {centre_to}⟩.",
    ],
    fine: &[
        "{name}: ⟨p:fined⟩ under {charge}; the hearing {court_at} ended at {time}. ⟨r:Let go from the courtroom⟩.",
    ],
    warning: &["{name}: ⟨p:a warning⟩ under {charge}, {court_at}. ⟨r:Free since {time}⟩."],
    out_no_paper: &[
        "{name} ⟨r:is out⟩. Released at {time} {unit_from}, no papers given.",
        "Good news: {name} ⟨r:is home⟩! They let [him|her] go at {time}.",
        "Call from the family: {name} ⟨r:was released at {time}⟩. No record, no apology. Thank you all.",
    ],
    out_note: &["{name} ⟨r:was released {unit_from} after writing an explanation⟩, {time}."],
    out_vague: &[
        "{name} ⟨r:was released after ⟨v:some hours⟩⟩, the family says. They do not remember the time.",
        "{name} ⟨r:is free again⟩. [He|She] was kept ⟨v:for several hours⟩ and let out by a side door.",
    ],
    check: &[
        "Called {unit} at {time} about {name}. Duty officer: ⟨a:{answer}⟩. Asked by {op}.",
        "{time}. {op} asked {unit} whether {name} is there. The answer: ⟨a:{answer}⟩.",
    ],
    answers: [
        "“yes, [he|she] is with us”",
        "“there is no such person here”",
        "“we give no information by telephone”",
        "nobody picks up",
        "“already taken somewhere else”",
    ],
    group: &[
        "⟨c:{n} people were pushed into a bus⟩ {place} at about {abt}. ⟨u:The bus went {unit_to}⟩.",
        "Police bus {place}, around {abt}: ⟨c:{n} people detained⟩, filmed from a balcony. ⟨u:They were driven {unit_to}⟩.",
    ],
    group_counted: &[
        "We counted at the gate: ⟨c:{n} people were led out of the bus⟩ and ⟨u:brought {unit_to}⟩. All had been taken {place}, at about {abt}.",
    ],
    member: &["{name} ⟨m:was in the same bus⟩ as the others taken {place}, a cellmate told us at {time}."],
    minor: &["{name} ⟨k:is a minor⟩, {age}. The parents were not called. {time}."],
    ill: &["{name} ⟨k:has diabetes and no insulin with [him|her]⟩, says the family, {time}."],
    pregnant: &["{name} ⟨k:is pregnant, in the sixth month⟩. Told by her sister at {time}."],
    beaten: &["{name} ⟨x:was hit during the arrest⟩: {injury}. Told {unit_at}, {time}."],
    seized: &["They took {thing} from {name}: ⟨x:seized without a record⟩, {time}, {unit_at}."],
    injuries: &["a black eye", "a broken finger", "bruises on both arms"],
    things: &["a phone", "a camera", "an accreditation card"],
    appeal: &[
        "⟨b:The Union of Reporters of Dalastan⟩ ⟨i:demands the immediate release⟩ of {name}. Statement sent to the department at {time}.",
    ],
    other_time: &[
        "I stood beside [him|her]: {name} ⟨c:was taken at {time}⟩, not earlier. A witness, by message.",
    ],
    other_unit: &["Correction from a reader: {name} ⟨u:was brought {unit_to}⟩, seen there at the fence."],
    still_listed: &[
        "List at the gate, {time}: ⟨u:{name} is listed as held {unit_at}⟩. The list bears no signature.",
    ],
    rumour: &["I hear that ⟨c:{name} was detained⟩ {place}, around {abt}. Cannot confirm."],
    rumour_back: &["Same caller: {name} is at home and ⟨d:was not detained⟩. A mistake, sorry. {time}."],
    denial: &["Police press service, {time}: “{name} ⟨d:was not detained⟩. Do not spread rumours.”"],
    noise: &[
        "Is the underpass by the market open? I have a pram. Thanks for answers, {time}.",
        "Turnout at {time} was given as 41 per cent by the commission. Voting goes on.",
        "Weather in Aksu-Kala: 29 degrees, wind from the steppe, thunder possible after {time}.",
        "Bus route 12 does not run {place} until the evening, the city says.",
        "To everybody who is out today: drink water, keep your papers with you, write down our number.",
        "Selling a fridge, almost new. Pick-up after {time}. Serious offers only.",
        "Hotline call: the caller hung up. The number was not kept. {time}",
        "The queue at the polling station {place} is short now. Observers let in without trouble.",
        "Half of the mobile network is down {place}. Pages load after minutes. {time}",
        "Poll: whom did you vote for? Answers are anonymous. Results after {time}.",
    ],
    usual: &[
        "⟨s:Police usually detain people {place} on such days⟩, writes our columnist; this is nothing new.",
    ],
    read_also: "Read also: How to find out your polling station · Subscribe to our channel · © 2031",
    about_ten: "about ten",
    several: "several",
    at_least: "at least {}",
    up_to: "up to {}",
    days: "{} days",
    article: "art. {}",
    titles: ["Call note", "Post", "Lawyer's message", "Check"],
    headlines: &[
        "Election day: what we know",
        "Detentions continue",
        "On the street and at the gates",
        "Voices from the bus",
    ],
};
