//! Decisions: judge, grade, accept, retract.

use crate::args::{Common, DecideArgs, Format, GradeArgs, JudgeArgs, Why};
use crate::exit::Done;
use crate::{open, print};
use claims::{Credibility, Reliability, Verdict};
use desk::look::find_record;
use desk::review::{
    accept as accept_claim, find_claim, grade_claim, grade_source, judge_named, retract as retract_claim,
};
use desk::{Actor, Desk, Outcome, Reason, Saved, Stop};

pub fn judge(common: &Common, args: &JudgeArgs) -> Outcome<Done> {
    let (verdict, a, b) = match args.of.as_slice() {
        [one, two, three] => match (Verdict::from_name(one), Verdict::from_name(three)) {
            (Some(verdict), _) => (verdict, two, three),
            (None, Some(verdict)) => (verdict, one, two),
            (None, None) => {
                return Err(Stop::refused_in_english(
                    "verdict",
                    "The verdict is missing: same, different or unsure.",
                )
                .hint_in_english("habeas judge same RECORD RECORD --why \"same birth date\""));
            }
        },
        _ => return Err(Stop::refused_in_english("verdict", "Write a verdict and two records.")),
    };
    decide(common, &args.why, |desk, actor, why| judge_named(desk, actor, why, verdict, a, b))
}

pub fn grade(common: &Common, args: &GradeArgs) -> Outcome<Done> {
    let mut letters = args.grade.chars();
    let letter = letters.next().filter(|_| letters.next().is_none()).unwrap_or(' ');
    decide(common, &args.why, |desk, actor, why| {
        match (Reliability::from_letter(letter), Credibility::from_digit(letter)) {
            (Some(grade), _) => grade_source(desk, actor, why, find_record(desk, &args.what)?, grade),
            (_, Some(grade)) => grade_claim(desk, actor, why, find_claim(desk, &args.what)?, grade),
            _ => Err(Stop::refused_in_english(
                "grade",
                format!("{:?} is not a grade: A–F for a source, 1–6 for a claim.", args.grade),
            )),
        }
    })
}

pub fn accept(common: &Common, args: &DecideArgs) -> Outcome<Done> {
    decide(common, &args.why, |desk, actor, why| accept_claim(desk, actor, why, find_claim(desk, &args.id)?))
}

pub fn retract(common: &Common, args: &DecideArgs) -> Outcome<Done> {
    decide(common, &args.why, |desk, actor, why| retract_claim(desk, actor, why, find_claim(desk, &args.id)?))
}

/// A decision needs a reason of its own: there is no other.
fn decide(
    common: &Common,
    why: &Why,
    act: impl FnOnce(&Desk, &Actor, &Reason) -> Outcome<Saved>,
) -> Outcome<Done> {
    let reason = open::reason(why.why.as_ref(), None)?;
    let (desk, settings) = open::desk(common)?;
    let actor = open::actor(&settings)?;
    if why.dry_run {
        print::say("Nothing was recorded (--dry-run).");
        return Ok(Done::Well);
    }
    let saved = act(&desk, &actor, &reason)?;
    match common.format {
        Format::Json => print::json(&serde_json::json!({ "position": saved.position }))?,
        _ => print::data(&format!("decided; position {}", saved.position))?,
    }
    desk.close()?;
    Ok(Done::Well)
}
