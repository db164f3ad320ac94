//! The API against its description: schemathesis, a stranger, reads `openapi.json` and tries a real server with what the
//! description allows and with what it does not. A bounded number of tries, one minute at most.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

/// Everything that is held against the description. Whether data that fits the schema is taken is not: a claim may have
/// the right form and no such record.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
response_schema_conformance,ignored_auth,missing_required_header";
const SCOPES: &str = "board.see,check.write,count.see,figures.see,identity.see,intake.write,record.see,report.see,\
review.decide,search.see,source.see";

/// `cargo xtask api`.
pub fn run() -> ExitCode {
    match tried() {
        Ok(()) => ExitCode::SUCCESS,
        Err(says) => {
            eprintln!("xtask api: {says}");
            ExitCode::FAILURE
        }
    }
}

/// Where schemathesis is kept; apart from the other Python packages, whose versions it must not change.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/schemathesis")
}

/// Installs schemathesis where it is not; none where that cannot be.
fn stranger() -> Option<PathBuf> {
    let program = folder().join("bin/schemathesis");
    let works = || Command::new(&program).arg("--version").output().is_ok_and(|out| out.status.success());
    if works() {
        return Some(program);
    }
    println!("== installing schemathesis");
    let made = Command::new("python3").args(["-m", "venv"]).arg(folder()).status();
    if !made.is_ok_and(|status| status.success()) {
        return None;
    }
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "schemathesis==4.*"];
    let installed = Command::new(folder().join("bin/python3")).args(pip).status();
    (installed.is_ok_and(|status| status.success()) && works()).then_some(program)
}

struct Served(Child, PathBuf);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        let _ = std::fs::remove_dir_all(&self.1);
    }
}

/// Tries the API. Says so and passes where schemathesis cannot be had.
pub fn tried() -> Result<(), String> {
    let Some(program) = stranger() else {
        println!(
            "== the API was not held against its description by schemathesis: it could not be installed"
        );
        return Ok(());
    };
    println!("== the API against its description: schemathesis");
    let dir = std::env::temp_dir().join(format!("habeas-api-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).map_err(|cause| format!("{}: {cause}", dir.display()))?;
    let here = std::env::current_exe().map_err(|cause| cause.to_string())?;
    let habeas = here.with_file_name(format!("habeas{}", std::env::consts::EXE_SUFFIX));
    let command = || {
        let mut command = Command::new(&habeas);
        command
            .env_clear()
            .env("HABEAS_CASEBOOK", dir.join("casebook"))
            .env("HABEAS_KEY_FILE", dir.join("key"))
            .env("HABEAS_CALLS_A_MINUTE", "1000000")
            .current_dir(&dir)
            .stdin(Stdio::null());
        command
    };
    let done = |args: &[&str]| -> Result<String, String> {
        let out = command().args(args).output().map_err(|cause| format!("{}: {cause}", habeas.display()))?;
        let err = String::from_utf8_lossy(&out.stderr);
        if out.status.success() {
            Ok(String::from_utf8_lossy(&out.stdout).into_owned())
        } else {
            Err(format!("habeas {}: {err}", args.join(" ")))
        }
    };
    done(&["init"])?;
    let call = "Aslan Testov was taken at the market at noon";
    let told =
        done(&["record", call, "--name", "Aslan Testov", "--unit", "Example District", "--why", "a call"])?;
    let id = |kind: &str| {
        let mut words = told.split_whitespace().skip_while(|word| *word != kind);
        words.nth(1).unwrap_or_default().to_owned()
    };
    let (report, detention) = (id("report"), id("detention"));
    let token = done(&["token", "new", "stranger", "--scope", SCOPES, "--why", "to be tried"])?;
    let mut child = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|cause| cause.to_string())?;
    let out = child.stdout.take();
    let _served = Served(child, dir.clone());
    let mut line = String::new();
    if let Some(out) = out {
        BufReader::new(out).read_line(&mut line).map_err(|cause| cause.to_string())?;
    }
    let address = line.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    let address = address.ok_or_else(|| format!("the server did not say where it listens: {line:?}"))?;
    // Records that are there, so that not every try ends at one that is not.
    let known = format!(
        "[[operations]]\ninclude-path = \"/api/v1/records/{{id}}\"\nparameters = {{ id = \"{detention}\" }}\n\n\
         [[operations]]\ninclude-path = \"/api/v1/reports/{{id}}\"\nparameters = {{ id = \"{report}\" }}\n"
    );
    std::fs::write(dir.join("schemathesis.toml"), known).map_err(|cause| cause.to_string())?;
    let status = Command::new(program)
        .current_dir(&dir)
        .args(["run", &format!("http://{address}/api/v1/openapi.json"), "--no-color", "--warnings", "off"])
        .args(["--header", &format!("Authorization: Bearer {}", token.trim())])
        .args(["--checks", CHECKS, "--phases", "coverage,fuzzing", "--max-examples", "15"])
        .args(["--max-time", "55", "--seed", "1"])
        .status()
        .map_err(|cause| cause.to_string())?;
    if status.success() { Ok(()) } else { Err("the API answers otherwise than it is described".to_owned()) }
}
