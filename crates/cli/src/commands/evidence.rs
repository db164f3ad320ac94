//! Evidence: add, show, list, get, copy, derive, check, like.

use crate::args::{
    Common, EvidenceAddArgs, EvidenceArgs, EvidenceCheckArgs, EvidenceCommand, EvidenceDeriveArgs,
    EvidenceOutArgs, Format, Why,
};
use crate::exit::Done;
use crate::progress::Progress;
use crate::{open, print};
use desk::evidence::{
    Added, Checked, Derivation, EvidenceView, Held, Likeness, NewEvidence, Vault, add, check, derive, get,
    like, list, open_vault, show, write_copy,
};
use desk::keep::Settings;
use desk::look::find_record;
use desk::{Actor, Desk, Outcome, Reason, Stop};
use serde_json::{Value as Json, json};
use std::path::Path;

pub fn run(common: &Common, args: &EvidenceArgs) -> Outcome<Done> {
    let (desk, settings) = open::desk(common)?;
    let at = Room { common, settings: &settings };
    let done = match &args.command {
        EvidenceCommand::Add(of) => at.add(&desk, of),
        EvidenceCommand::Show(of) => at.show(&desk, &of.record),
        EvidenceCommand::List => at.list(&desk),
        EvidenceCommand::Get(of) => at.get(&desk, of),
        EvidenceCommand::Copy(of) => at.copy(&desk, of),
        EvidenceCommand::Derive(of) => at.derive(&desk, of),
        EvidenceCommand::Check(of) => at.check(&desk, of),
        EvidenceCommand::Like(of) => at.like(&desk, &of.record),
    };
    let closed = desk.close();
    let done = done?;
    closed?;
    Ok(done)
}

struct Room<'a> {
    common: &'a Common,
    settings: &'a Settings,
}

impl Room<'_> {
    fn vault(&self) -> Outcome<Vault> {
        let program = std::env::current_exe().map_err(|cause| Stop::fault("finding this program", cause))?;
        let vault = open_vault(self.settings, &open::directory(self.common)?, program)?;
        let tidied = vault.tidied;
        if !self.common.quiet && tidied.files + tidied.uploads > 0 {
            print::say(&format!(
                "habeas: removed what interrupted uploads left: {} files, {} multipart uploads",
                tidied.files, tidied.uploads
            ));
        }
        Ok(vault)
    }

    /// Who, and why: what is handed out needs a reason of its own.
    fn who(&self, why: &Why, otherwise: Option<&str>) -> Outcome<(Actor, Reason)> {
        Ok((open::actor(self.settings)?, open::reason(why.why.as_ref(), otherwise)?))
    }

    fn add(&self, desk: &Desk, args: &EvidenceAddArgs) -> Outcome<Done> {
        let (actor, why) = self.who(&args.why, Some("kept as evidence"))?;
        let vault = self.vault()?;
        let about = args.about.as_deref().map(|text| find_record(desk, text)).transpose()?;
        let new = NewEvidence {
            about,
            received_from: args.received_from.clone(),
            captured_at: args.captured_at.clone(),
            dry_run: args.why.dry_run,
        };
        let (mut all, mut stopped) = (Vec::new(), None);
        for file in &args.files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut progress = Progress::new(&name, self.common.quiet);
            let mut show = |done, of| progress.show_bytes(done, of);
            let outcome = add(desk, &vault, (&actor, &why), file, &new, &mut show);
            progress.end();
            match outcome {
                Ok(added) => all.push((name, added)),
                // What was added before stays; the rest of the files is not tried.
                Err(stop) => {
                    stopped = Some(stop);
                    break;
                }
            }
        }
        let rows = |(name, added): &(String, Added)| {
            vec![
                name.clone(),
                added.record.map(|record| record.to_string()).unwrap_or_default(),
                added.media.clone(),
                added.length.to_string(),
                added.sha256.clone(),
                added.already.to_string(),
                added.doubts.join(" "),
            ]
        };
        match self.common.format {
            Format::Json => print::json(&json!(all.iter().map(added_json).collect::<Vec<_>>()))?,
            Format::Csv => print::data(&print::csv(
                &["file", "record", "media", "bytes", "sha256", "already", "doubts"],
                &all.iter().map(rows).collect::<Vec<_>>(),
            )?)?,
            Format::Text => {
                for (name, added) in &all {
                    print::data(&added_words(name, added, args.why.dry_run))?;
                }
            }
        }
        match stopped {
            Some(stop) => Err(stop),
            None if all.iter().any(|(_, added)| !added.doubts.is_empty()) => Ok(Done::WithProblems),
            None => Ok(Done::Well),
        }
    }

    fn show(&self, desk: &Desk, record: &str) -> Outcome<Done> {
        let view = show(desk, find_record(desk, record)?)?;
        match self.common.format {
            Format::Json => print::json(&view_json(&view))?,
            Format::Csv => {
                let rows: Vec<Vec<String>> = view
                    .custody
                    .iter()
                    .map(|of| {
                        let blob = of.link.blob.map(|blob| blob.to_string()).unwrap_or_default();
                        vec![
                            of.at.to_string(),
                            of.link.event.clone(),
                            blob,
                            of.author.clone(),
                            of.why.clone(),
                            of.link.tool.clone(),
                            of.link.detail.clone(),
                        ]
                    })
                    .collect();
                let header = ["at", "event", "blob", "by", "why", "tool", "detail"];
                print::data(&print::csv(&header, &rows)?)?;
            }
            Format::Text => print::data(&view_words(&view))?,
        }
        Ok(Done::Well)
    }

    fn list(&self, desk: &Desk) -> Outcome<Done> {
        let all = list(desk)?;
        let rows: Vec<Vec<String>> = all
            .iter()
            .filter_map(|view| view.files.first().map(|file| (view, file)))
            .map(|(view, file)| {
                vec![
                    view.record.to_string(),
                    file.media.clone(),
                    file.stored.length.to_string(),
                    file.sha256(),
                    view.files.len().to_string(),
                    view.names.join(" "),
                    view.doubts.len().to_string(),
                ]
            })
            .collect();
        let header = ["record", "media", "bytes", "sha256", "files", "name", "doubts"];
        match self.common.format {
            Format::Json => print::json(&json!(all.iter().map(view_json).collect::<Vec<_>>()))?,
            Format::Csv => print::data(&print::csv(&header, &rows)?)?,
            Format::Text if rows.is_empty() => {
                print::say("No evidence is kept yet: habeas evidence add FILE")
            }
            Format::Text => print::data(&print::text_table(&header, &rows))?,
        }
        Ok(Done::Well)
    }

    fn get(&self, desk: &Desk, args: &EvidenceOutArgs) -> Outcome<Done> {
        let (actor, why) = self.who(&args.why, None)?;
        let record = find_record(desk, &args.record)?;
        if args.why.dry_run {
            return nothing_done();
        }
        let mut progress = Progress::new("original", self.common.quiet);
        let mut show = |done, of| progress.show_bytes(done, of);
        let held = get(desk, &self.vault()?, (&actor, &why), record, &args.out, &mut show)?;
        progress.end();
        self.written(&held, &args.out, "the original, byte for byte; recorded as exported")
    }

    fn copy(&self, desk: &Desk, args: &EvidenceOutArgs) -> Outcome<Done> {
        let (actor, why) = self.who(&args.why, Some("to work with"))?;
        let record = find_record(desk, &args.record)?;
        if args.why.dry_run {
            return nothing_done();
        }
        let copy = write_copy(desk, &self.vault()?, &actor, &why, record, &args.out)?;
        self.written(&copy.held, &args.out, "a working copy: encoded anew, without metadata")
    }

    fn written(&self, held: &Held, out: &Path, what: &str) -> Outcome<Done> {
        match self.common.format {
            Format::Json => {
                print::json(&json!({ "out": out.display().to_string(), "file": held_json(held) }))?
            }
            _ => print::data(&format!("{}: {what}\n  SHA-256 {}", out.display(), held.sha256()))?,
        }
        Ok(Done::Well)
    }

    fn derive(&self, desk: &Desk, args: &EvidenceDeriveArgs) -> Outcome<Done> {
        let (actor, why) = self.who(&args.why, None)?;
        let record = find_record(desk, &args.record)?;
        let how = Derivation { tool: args.tool.clone(), done: args.done.clone(), dry_run: args.why.dry_run };
        match derive(desk, &self.vault()?, (&actor, &why), record, &args.file, &how)? {
            None => nothing_done(),
            Some(held) => match self.common.format {
                Format::Json => print::json(&held_json(&held)).map(|()| Done::Well),
                _ => print::data(&format!(
                    "kept with record {} as derived from {}\n  {}, SHA-256 {}",
                    record,
                    held.parent.map(|parent| parent.to_string()).unwrap_or_default(),
                    held.media,
                    held.sha256()
                ))
                .map(|()| Done::Well),
            },
        }
    }

    fn check(&self, desk: &Desk, args: &EvidenceCheckArgs) -> Outcome<Done> {
        let (actor, why) = self.who(&args.why, Some("checked against its hashes"))?;
        let records: Vec<_> =
            args.records.iter().map(|text| find_record(desk, text)).collect::<Outcome<_>>()?;
        let record_it = (args.record && !args.why.dry_run).then_some((&actor, &why));
        let remove = args.remove_nobodys && !args.why.dry_run;
        let vault = self.vault()?;
        let mut progress = Progress::new("evidence", self.common.quiet);
        let mut show = |done, of| progress.show_bytes(done, of);
        let checked = check(desk, &vault, &records, record_it, remove, &mut show)?;
        progress.end();
        self.checked(&checked)?;
        Ok(if checked.is_sound() { Done::Well } else { Done::WithProblems })
    }

    fn checked(&self, checked: &Checked) -> Outcome<()> {
        let bad = || checked.files.iter().filter(|file| file.problem.is_some());
        let row = |file: &desk::evidence::Finding| {
            let state = match (&file.problem, file.missing) {
                (None, _) => "sound",
                (Some(_), true) => "missing",
                (Some(_), false) => "damaged",
            };
            vec![
                file.record.to_string(),
                file.held.stored.blob.to_string(),
                file.held.role.name().to_owned(),
                state.to_owned(),
                file.problem.clone().unwrap_or_default(),
            ]
        };
        let header = ["record", "blob", "file", "state", "problem"];
        match self.common.format {
            Format::Json => print::json(&json!({
                "files": checked.files.iter().map(|file| {
                    let cells = row(file);
                    Json::Object(header.iter().map(|name| (*name).to_owned()).zip(cells.into_iter().map(Json::from)).collect())
                }).collect::<Vec<_>>(),
                "nobodys": checked.nobodys.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "removed": checked.removed,
            })),
            Format::Csv => {
                print::data(&print::csv(&header, &checked.files.iter().map(row).collect::<Vec<_>>())?)
            }
            Format::Text => {
                let mut lines = vec![format!(
                    "{} files checked; {} missing or damaged",
                    checked.files.len(),
                    bad().count()
                )];
                lines.extend(bad().map(|file| {
                    format!("  record {}: {}", file.record, file.problem.as_deref().unwrap_or_default())
                }));
                if checked.removed > 0 {
                    lines.push(format!("{} blobs that no record names were removed", checked.removed));
                } else if !checked.nobodys.is_empty() {
                    lines.push(format!(
                        "{} blobs on the shelf are named by no record here: erased, or saved by another node",
                        checked.nobodys.len()
                    ));
                }
                print::data(&lines.join("\n"))
            }
        }
    }

    fn like(&self, desk: &Desk, record: &str) -> Outcome<Done> {
        let found = like(desk, find_record(desk, record)?)?;
        let row = |of: &Likeness| {
            let what = if of.near { "near duplicate" } else { "candidate" };
            vec![of.record.to_string(), of.distance.to_string(), what.to_owned(), of.quality.to_string()]
        };
        let header = ["record", "distance", "likeness", "quality"];
        let rows: Vec<Vec<String>> = found.iter().map(row).collect();
        match self.common.format {
            Format::Json => print::json(&json!(
                found
                    .iter()
                    .map(|of| json!({
                        "record": of.record.to_string(),
                        "distance": of.distance,
                        "near": of.near,
                        "quality": of.quality,
                    }))
                    .collect::<Vec<_>>()
            ))?,
            Format::Csv => print::data(&print::csv(&header, &rows)?)?,
            Format::Text if rows.is_empty() => {
                print::say(
                    "Nothing here looks like it. Crops, captions and screenshots are not found this way.",
                );
            }
            Format::Text => print::data(&print::text_table(&header, &rows))?,
        }
        Ok(Done::Well)
    }
}

fn nothing_done() -> Outcome<Done> {
    print::say("Nothing was recorded (--dry-run).");
    Ok(Done::Well)
}

fn added_json((name, added): &(String, Added)) -> Json {
    json!({
        "file": name,
        "record": added.record.map(|record| record.to_string()),
        "already": added.already,
        "media": added.media,
        "bytes": added.length,
        "sha256": added.sha256,
        "doubts": added.doubts,
        "position": added.position,
    })
}

fn added_words(name: &str, added: &Added, dry_run: bool) -> String {
    let what = match (added.already, dry_run) {
        (true, _) => "here already; not kept a second time",
        (false, true) => "would be kept (--dry-run)",
        (false, false) => "kept",
    };
    let mut lines = vec![format!("{name}: {what}"), format!("  {}, {} bytes", added.media, added.length)];
    lines.push(format!("  SHA-256 {}", added.sha256));
    if let Some(record) = added.record {
        lines.push(format!("  record {record}, position {}", added.position));
    }
    lines.extend(added.doubts.iter().map(|doubt| format!("  doubt: {}", print::plain(doubt))));
    lines.join("\n")
}

fn held_json(held: &Held) -> Json {
    json!({
        "file": held.role.name(),
        "media": held.media,
        "bytes": held.stored.length,
        "sha256": held.sha256(),
        "blob": held.stored.blob.to_string(),
        "parent": held.parent.map(|parent| parent.to_string()),
        "tool": held.tool,
    })
}

fn view_json(view: &EvidenceView) -> Json {
    let custody: Vec<Json> = view
        .custody
        .iter()
        .map(|of| {
            json!({
                "event": of.link.event,
                "blob": of.link.blob.map(|blob| blob.to_string()),
                "parent": of.link.parent.map(|parent| parent.to_string()),
                "tool": of.link.tool,
                "detail": of.link.detail,
                "at": of.at.to_string(),
                "by": of.author,
                "why": of.why,
                "position": of.position,
            })
        })
        .collect();
    json!({
        "record": view.record.to_string(),
        "label": view.label,
        "names": view.names,
        "files": view.files.iter().map(held_json).collect::<Vec<_>>(),
        "received_from": view.received_from,
        "exif": view.exif,
        "doubts": view.doubts,
        "custody": custody,
    })
}

fn view_words(view: &EvidenceView) -> String {
    let mut lines = vec![format!("evidence {}  {}", view.record, print::plain(&view.label))];
    for held in &view.files {
        let (role, media) = (held.role.name().replace('_', " "), &held.media);
        lines.push(format!("{role}: {media}, {} bytes", held.stored.length));
        lines.push(format!("  SHA-256 {}", held.sha256()));
        lines.push(format!("  blob    {}", held.stored.blob));
        if let Some(parent) = held.parent {
            lines.push(format!("  made of {parent} with {}", print::plain(&held.tool)));
        }
    }
    lines.extend(view.names.iter().map(|name| format!("came as: {}", print::plain(name))));
    lines.extend(view.received_from.iter().map(|from| format!("received from: {}", print::plain(from))));
    lines.extend(view.doubts.iter().map(|doubt| format!("doubt: {}", print::plain(doubt))));
    if !view.exif.is_empty() {
        lines.push("the file says of itself (no proof):".to_owned());
        lines.extend(view.exif.iter().map(|line| format!("  {}", print::plain(line))));
    }
    lines.push("custody:".to_owned());
    for of in &view.custody {
        let blob = of.link.blob.map(|blob| blob.to_string().chars().take(12).collect::<String>());
        let mut line =
            format!("  {}  {:<9} {}", of.at, print::plain(&of.link.event), blob.unwrap_or_default());
        line.push_str(&format!("  by {}: {}", print::plain(&of.author), print::plain(&of.why)));
        for more in [&of.link.detail, &of.link.tool].into_iter().filter(|text| !text.is_empty()) {
            line.push_str(&format!(" · {}", print::plain(more)));
        }
        lines.push(line);
    }
    lines.join("\n")
}
