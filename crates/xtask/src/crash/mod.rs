//! The crash rig: the real program, and a bare ledger at work, killed at write-class system calls; then what is left is
//! held against what was acknowledged. `cargo xtask crash` kills at every point of every scene, `--sample` at some.

mod day;
mod scenes;
mod traced;

use scenes::{Between, SCENES, Scene};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Points a scene is killed at in a sample.
const SAMPLE: usize = 8;
/// Random days of the full run.
const DAYS: u64 = 16;

/// Runs the rig.
pub fn run(args: &[String]) -> ExitCode {
    if let [word, dir, seed] = args
        && word == "--day"
    {
        // The child process: a day's work on a bare ledger.
        return match day::work(Path::new(dir), seed.parse().unwrap_or(0)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(says) => {
                eprintln!("{says}");
                ExitCode::FAILURE
            }
        };
    }
    let sample = args.iter().any(|word| word == "--sample");
    report(sample)
}

/// Kills, and says what came of it.
pub fn report(sample: bool) -> ExitCode {
    match kill_everything(sample) {
        Ok(points) => {
            println!(
                "xtask crash: killed {points} times; nothing acknowledged was lost, nothing partial is visible"
            );
            ExitCode::SUCCESS
        }
        Err(says) => {
            eprintln!("xtask crash: {says}");
            ExitCode::FAILURE
        }
    }
}

fn kill_everything(sample: bool) -> Result<usize, String> {
    let rig = Rig::new(sample)?;
    if let Err(says) = rig.probe() {
        println!("== skipped: {says}");
        return Ok(0);
    }
    let days = if sample { 1 } else { DAYS };
    for seed in 0..days {
        rig.kill_a_day(seed)?;
    }
    for scene in SCENES.iter().filter(|scene| !(sample && scene.long)) {
        rig.kill_a_scene(scene)?;
    }
    Ok(rig.killed.load(Ordering::Relaxed))
}

struct Rig {
    scratch: PathBuf,
    habeas: String,
    sample: bool,
    killed: AtomicUsize,
}

impl Drop for Rig {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.scratch);
    }
}

impl Rig {
    fn new(sample: bool) -> Result<Self, String> {
        // In memory where that is possible: what is looked at is the order of calls, not the disk.
        let shm = Path::new("/dev/shm");
        let base = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
        let scratch = base.join(format!("habeas-crash-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).map_err(|e| e.to_string())?;
        scenes::write_tables(&scratch).map_err(|e| e.to_string())?;
        let mut build = vec!["build", "--quiet", "--locked", "-p", "cli"];
        if !sample {
            build.push("--release");
        }
        let built = Command::new(env!("CARGO")).args(&build).status().is_ok_and(|status| status.success());
        if !built {
            return Err("the program could not be built".to_owned());
        }
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
        let habeas = target.join(if sample { "debug" } else { "release" }).join("habeas");
        Ok(Self { scratch, habeas: habeas.display().to_string(), sample, killed: AtomicUsize::new(0) })
    }

    /// Whether a program can be traced here at all.
    fn probe(&self) -> Result<(), String> {
        let dir = self.fresh("probe")?;
        traced::run(&["/bin/true".to_owned()], &[], &dir, None).map(drop)
    }

    fn fresh(&self, name: &str) -> Result<PathBuf, String> {
        let dir = self.scratch.join(name);
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).map_err(|e| e.to_string())?;
        Ok(dir)
    }

    /// The points at which to kill a run that has `points` of them.
    fn chosen(&self, points: usize) -> Vec<usize> {
        let step = if self.sample { points.div_ceil(SAMPLE).max(1) } else { 1 };
        (1..=points).step_by(step).collect()
    }

    fn kill_a_day(&self, seed: u64) -> Result<(), String> {
        let me = std::env::current_exe().map_err(|e| e.to_string())?.display().to_string();
        let run = |kill_at| {
            let dir = self.fresh("day")?;
            let command =
                [me.clone(), "crash".into(), "--day".into(), dir.display().to_string(), seed.to_string()];
            Ok::<_, String>((traced::run(&command, &[], &dir, kill_at)?, dir))
        };
        let (whole, _) = run(None)?;
        if whole.code != Some(0) {
            return Err(format!("day {seed} does not end well untouched: {}", whole.err));
        }
        let points = self.chosen(whole.points);
        for point in &points {
            let (ended, dir) = run(Some(*point))?;
            day::check(&dir, &ended.out).map_err(|says| format!("day {seed}, killed at {point}: {says}"))?;
            self.killed.fetch_add(1, Ordering::Relaxed);
        }
        println!("== day {seed} of a bare ledger: killed at {} of {} points", points.len(), whole.points);
        Ok(())
    }

    fn kill_a_scene(&self, scene: &Scene) -> Result<(), String> {
        let template = self.fresh("template")?;
        let mut id = String::new();
        for command in scene.before {
            let command: Vec<&str> =
                command.iter().map(|word| if *word == "{ID}" { id.as_str() } else { *word }).collect();
            let ended = self.untraced(&template, &command)?;
            if ended.0 != Some(0) && ended.0 != Some(1) {
                return Err(format!("{}: {command:?} before it ended with {}", scene.name, ended.1));
            }
            id = first_id(&ended.1);
        }
        let before = self.floor(&template, scene)?;
        let dir = self.copy(&template)?;
        let whole = traced::run(&self.line(scene.command), &self.environment(&dir), &dir, None)?;
        if !matches!(whole.code, Some(0 | 1)) {
            return Err(format!("{} does not end well untouched: {}", scene.name, whole.err));
        }
        let after = self.floor(&dir, scene)?;
        let points = self.chosen(whole.points);
        for point in &points {
            let dir = self.copy(&template)?;
            let ended = traced::run(&self.line(scene.command), &self.environment(&dir), &dir, Some(*point))?;
            self.check(scene, &dir, (before, after), !ended.out.is_empty())
                .map_err(|says| format!("{}, killed at {point} of {}: {says}", scene.name, whole.points))?;
            self.killed.fetch_add(1, Ordering::Relaxed);
        }
        println!("== {}: killed at {} of {} points", scene.name, points.len(), whole.points);
        Ok(())
    }

    fn check(
        &self,
        scene: &Scene,
        dir: &Path,
        (before, after): (Option<u64>, Option<u64>),
        acknowledged: bool,
    ) -> Result<(), String> {
        let left = self.floor(dir, scene)?;
        let fits = match scene.between {
            Between::Nothing => left == before || left == after,
            Between::Any => left >= before && left <= after,
        };
        if !fits || (acknowledged && left != after) {
            return Err(format!("the count was {before:?}, should become {after:?}, and is {left:?}"));
        }
        let (code, says) = self.untraced(dir, scene.command)?;
        if !code.is_some_and(|code| scene.again.contains(&code)) {
            return Err(format!("run again it ends with {code:?}: {says}"));
        }
        if scene.between == Between::Any && self.floor(dir, scene)? != after {
            return Err(format!("run again it does not come to {after:?}"));
        }
        for command in scene.after {
            let (code, says) = self.untraced(dir, command)?;
            if code != Some(0) {
                return Err(format!("{command:?} afterwards ends with {code:?}: {says}"));
            }
        }
        if let Some(word) = scene.gone {
            let (_, export) = self.untraced(dir, &["export", "--format", "json"])?;
            if export.contains(word) {
                return Err(format!("{word:?} is exported, and was erased"));
            }
        }
        let (code, says) = self.untraced(dir, &["verify", "--casebook", scene.casebook])?;
        if code != Some(0) {
            return Err(format!("verify: {says}"));
        }
        Ok(())
    }

    /// How many detentions the casebook counts; `None` where there is no casebook.
    fn floor(&self, dir: &Path, scene: &Scene) -> Result<Option<u64>, String> {
        let casebook = dir.join(scene.casebook).display().to_string();
        let count = [
            "count",
            "--measure",
            "detentions",
            "--as-of",
            "2032",
            "--format",
            "json",
            "--casebook",
            &casebook,
        ];
        let (code, out) = self.untraced(dir, &count)?;
        match code {
            Some(4) => Ok(None),
            Some(0 | 1) => {
                let receipt: serde_json::Value =
                    serde_json::from_str(&out).map_err(|e| format!("{e}: {out}"))?;
                Ok(receipt.get("floor").and_then(serde_json::Value::as_u64))
            }
            code => Err(format!("the casebook does not open ({code:?}): {out}")),
        }
    }

    fn line(&self, command: &[&str]) -> Vec<String> {
        let path = |word: &str| self.scratch.join(word).display().to_string();
        let word = |word: &&str| word.strip_prefix('@').map_or_else(|| (*word).to_owned(), path);
        std::iter::once(self.habeas.clone()).chain(command.iter().map(word)).collect()
    }

    fn environment(&self, dir: &Path) -> Vec<(String, String)> {
        let path = |name: &str| dir.join(name).display().to_string();
        vec![
            ("HABEAS_CASEBOOK".to_owned(), path("case")),
            ("HABEAS_KEY_FILE".to_owned(), path("key")),
            ("HABEAS_BY".to_owned(), "crash".to_owned()),
            ("HABEAS_ERASE_AFTER".to_owned(), "0s".to_owned()),
        ]
    }

    /// Runs a command to its end: exit code, and what it printed or said.
    fn untraced(&self, dir: &Path, command: &[&str]) -> Result<(Option<i32>, String), String> {
        let line = self.line(command);
        let (program, args) = line.split_first().ok_or("an empty command")?;
        let output = Command::new(program)
            .args(args)
            .env_clear()
            .envs(self.environment(dir))
            .current_dir(dir)
            .stdin(std::process::Stdio::null())
            .output()
            .map_err(|e| e.to_string())?;
        let text = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
        Ok((output.status.code(), String::from_utf8_lossy(text).into_owned()))
    }

    fn copy(&self, template: &Path) -> Result<PathBuf, String> {
        let dir = self.fresh("case")?;
        copy_all(template, &dir).map_err(|e| e.to_string())?;
        Ok(dir)
    }
}

/// The first id in what a command printed.
fn first_id(text: &str) -> String {
    let mut words = text.split(|c: char| !c.is_ascii_hexdigit());
    words.find(|word| word.len() == 32).unwrap_or_default().to_owned()
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&target)?;
            std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o700))?;
            copy_all(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
