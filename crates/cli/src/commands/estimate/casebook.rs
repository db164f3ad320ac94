//! The table of the casebook: sources as lists. What somebody answers for is recorded first, and then counts.

use crate::args::{Attestation, Common, EstimateArgs, Format};
use crate::commands::count::{moment, scope};
use crate::{ask, open, print};
use claims::RecordId;
use claims::counting::Measure;
use desk::count::CountQuery;
use desk::keep::Settings;
use desk::unseen::{Answered, Overlap, attest, overlap};
use desk::{Desk, Outcome, Stop};
use estimate::reading::Reading;
use serde_json::{Value, json};

/// What comes from the casebook.
pub struct FromCasebook {
    /// Lists, table and count.
    pub overlap: Overlap,
    zone: claims::when::ZoneId,
    /// What somebody must still answer for, in words; empty when all is answered for.
    wanted: Vec<&'static str>,
}

/// The casebook's table, if one is asked for.
///
/// # Errors
/// A refusal that names the flag; whatever opening the casebook says.
pub fn read(common: &Common, args: &EstimateArgs) -> Outcome<Option<FromCasebook>> {
    let Some(measure) = &args.measure else {
        let narrowed = &args.narrowed;
        let words =
            [&narrowed.from, &narrowed.to, &narrowed.unit, &narrowed.place, &narrowed.role, &narrowed.source];
        if words.iter().any(|word| word.is_some()) || !narrowed.filters.is_empty() {
            let say = "A table in a file cannot be narrowed; that is for --measure persons.";
            return Err(Stop::refused_in_english("measure", say));
        }
        return Ok(None);
    };
    if args.lists != ["source"] {
        let say = format!("{:?} cannot be lists; only sources can.", args.lists.join(","));
        return Err(Stop::refused_in_english("lists", say).hint_in_english("--lists source"));
    }
    let measure = Measure::from_name(measure).ok_or_else(|| {
        Stop::refused_in_english("measure", format!("{measure:?} is not a measure."))
            .hint_in_english("--measure persons")
    })?;
    let (desk, settings) = open::desk(common)?;
    let query = CountQuery {
        as_of: args.as_of.as_deref().map(|text| moment(&desk, "as-of", text)).transpose()?,
        position: args.position,
        scope: scope(&desk, &args.narrowed)?,
        fresh_for: Settings::seconds(settings.get("fresh_for"))?,
        ..CountQuery::of(measure)
    };
    let mut found = overlap(&desk, &query)?;
    let given = Some((given(args), None)).filter(|(what, _)| *what != Answered::default());
    let answered = given.or_else(|| if may_ask(common, args) { asked(&found) } else { None });
    if let Some((what, why)) = answered {
        record(&desk, &settings, args, &found, what, why.as_deref())?;
        if !args.why.dry_run {
            found = overlap(&desk, &query)?;
        }
    }
    let attested = found.attested();
    let wanted = [("closure", attested.closure), ("scope", attested.scope), ("linkage", attested.linkage)];
    let wanted = wanted.into_iter().filter(|of| !of.1).map(|of| of.0).collect();
    Ok(Some(FromCasebook { overlap: found, zone: desk.zone().clone(), wanted }))
}

/// What the command line answers for.
fn given(args: &EstimateArgs) -> Answered {
    Answered {
        closure: args.attest.contains(&Attestation::Closure),
        scope: args.attest.contains(&Attestation::Scope),
        linkage: args.attest.contains(&Attestation::Linkage),
    }
}

/// People at a terminal are asked; programs, and whoever looks back or tries, are not.
fn may_ask(common: &Common, args: &EstimateArgs) -> bool {
    common.format == Format::Text
        && !common.quiet
        && args.position.is_none()
        && !args.why.dry_run
        && ask::somebody_is_there()
}

/// Shows the lists and asks what is not answered for yet, one thing after the other, and why. Enter alone says no.
fn asked(found: &Overlap) -> Option<(Answered, Option<String>)> {
    let attested = found.attested();
    if found.table.is_err() || (attested.closure && attested.scope && attested.linkage) {
        return None;
    }
    print::say("The lists:");
    for list in &found.lists {
        print::say(&format!("  {}: {} people", list.name, list.people));
    }
    print::say(
        "Before an estimate of them may be made public, somebody must answer for this. It is recorded.",
    );
    let yes = |known: bool, what: &str| {
        !known && matches!(ask::line(&format!("{what}? [y/N] ")).to_lowercase().as_str(), "y" | "yes")
    };
    let what = Answered {
        closure: yes(attested.closure, "Nobody entered or left while the lists were made"),
        scope: yes(attested.scope, "All lists are about the same people, place and time"),
        linkage: yes(attested.linkage, "Doubtful matches are settled or counted in"),
    };
    if what == Answered::default() {
        return None;
    }
    let why = ask::line("Why can you say so? ");
    if why.is_empty() {
        print::say("Nothing is recorded without a reason.");
        return None;
    }
    Some((what, Some(why)))
}

fn record(
    desk: &Desk,
    settings: &Settings,
    args: &EstimateArgs,
    found: &Overlap,
    what: Answered,
    why: Option<&str>,
) -> Outcome<()> {
    if args.position.is_some() {
        let say = "What you answer for is recorded now, and cannot have been known at an earlier position.";
        return Err(Stop::refused_in_english("attest", say));
    }
    let (actor, why) = (open::actor(settings)?, open::reason(args.why.why.as_ref(), why)?);
    let lists: Vec<&str> = found.lists.iter().map(|list| list.name.as_str()).collect();
    if args.why.dry_run {
        print::say(&format!("Would record that {} answers for: {}.", actor.handle(), lists.join(", ")));
        return Ok(());
    }
    attest(desk, &actor, &why, found, what)?;
    Ok(())
}

impl FromCasebook {
    /// The table, as if it had been read from a file.
    ///
    /// # Errors
    /// A refusal when the sources make no table; it names the floor, which stands all the same.
    pub fn reading(&self) -> Outcome<Reading> {
        let overlap = &self.overlap;
        let table = overlap.table.clone().map_err(|refusal| {
            let say = format!("{refusal}. The casebook documents at least {} people.", overlap.receipt.floor);
            Stop::refused_in_english("lists", say.replace("..", "."))
        })?;
        let mut notes = overlap.notes();
        for list in &overlap.lists {
            notes.push(format!("List {}: {} people.", list.name, list.people));
        }
        for view in &overlap.attestations {
            let words = words(&view.attestation);
            notes.push(format!("{} answers for {words} ({}): {}", view.author, view.recorded_at, view.why));
        }
        if !self.wanted.is_empty() {
            notes.push(format!(
                "Before it may be made public somebody must answer for {0}: --attest {1} --why \"…\"",
                self.wanted.join(" and "),
                self.wanted.join(",")
            ));
        }
        Ok(Reading { strata: vec![(None, table)], notes })
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let overlap = &self.overlap;
        let receipt = &overlap.receipt;
        let hex: String = receipt.position.root.iter().map(|byte| format!("{byte:02x}")).collect();
        let ids = |of: &[RecordId]| of.iter().map(RecordId::to_string).collect::<Vec<_>>();
        json!({
            "measure": receipt.measure.name(),
            "as_of": receipt.as_of.in_zone(&self.zone),
            "position": receipt.position.entries,
            "root": hex,
            "scope": receipt.scope,
            "floor": receipt.floor,
            "ceiling": receipt.ceiling,
            "named": receipt.named,
            "lists": overlap.lists.iter().map(|list| json!({
                "name": list.name, "sources": ids(&list.sources), "people": list.people,
            })).collect::<Vec<_>>(),
            "lists_left_out": overlap.small.0,
            "people_on_no_list": overlap.small.1 + overlap.unsourced,
            "groups_left_out": overlap.groups,
            "undecided_pairs": overlap.undecided,
            "attestations": overlap.attestations.iter().map(|view| json!({
                "decision": view.id.to_string(),
                "by": &*view.author,
                "why": &*view.why,
                "at": view.recorded_at.in_zone(&self.zone),
                "answers_for": words(&view.attestation),
            })).collect::<Vec<_>>(),
            "to_be_attested": self.wanted,
        })
    }
}

fn words(of: &claims::Attestation) -> String {
    let words = [(of.closure, "closure"), (of.scope, "scope"), (of.linkage, "linkage")];
    words.into_iter().filter(|word| word.0).map(|word| word.1).collect::<Vec<_>>().join(", ")
}
