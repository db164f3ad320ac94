//! Settings: one table gives the file, the environment, the flags, the help and `config show`. A file is overruled by
//! the environment, the environment by a flag. Secrets come by file or environment, never by flag.

use crate::Sentence;
use crate::sentence;
use crate::stop::{Outcome, Stop};
use std::collections::BTreeMap;
use std::path::Path;

/// Where a setting's value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The built-in value.
    Default,
    /// `settings.toml` in the casebook's directory.
    File,
    /// An environment variable.
    Environment,
    /// A flag.
    Flag,
}

/// What a setting is.
#[derive(Debug, Clone, Copy)]
pub struct SettingSpec {
    /// Its name in the file; the flag is the same with hyphens.
    pub name: &'static str,
    /// Its environment variable.
    pub env: &'static str,
    /// What it is without being set.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
    /// True when its value must not be shown.
    pub secret: bool,
}

/// Every setting.
pub const SETTINGS: &[SettingSpec] = &[
    SettingSpec {
        name: "by",
        env: "HABEAS_BY",
        default: "owner",
        help: "The handle under which entries are saved: op-3, never a civil name.",
        secret: false,
    },
    SettingSpec {
        name: "zone",
        env: "HABEAS_ZONE",
        default: "UTC",
        help: "The time zone in which times without one are meant, such as Asia/Almaty.",
        secret: false,
    },
    SettingSpec {
        name: "key_file",
        env: "HABEAS_KEY_FILE",
        default: "",
        help: "The key file that opens the casebook.",
        secret: false,
    },
    SettingSpec {
        name: "passphrase",
        env: "HABEAS_PASSPHRASE",
        default: "",
        help: "The passphrase; HABEAS_PASSPHRASE_FILE names a file that holds it. Asked for on a terminal.",
        secret: true,
    },
    SettingSpec {
        name: "share_files",
        env: "HABEAS_SHARE_FILES",
        default: "",
        help: "Files with the shares that open the casebook, separated by colons. Asked for on a terminal.",
        secret: false,
    },
    SettingSpec {
        name: "listen",
        env: "HABEAS_LISTEN",
        default: "127.0.0.1:8484",
        help: "The address habeas serve binds to.",
        secret: false,
    },
    SettingSpec {
        name: "public_name",
        env: "HABEAS_PUBLIC_NAME",
        default: "",
        help: "The name people elsewhere call it by, such as desk.example.org: a proxy in front must end TLS.",
        secret: false,
    },
    SettingSpec {
        name: "fresh_for",
        env: "HABEAS_FRESH_FOR",
        default: "6h",
        help: "For how long the last word of custody counts as known: 90m, 6h, 2d.",
        secret: false,
    },
    SettingSpec {
        name: "reports_a_minute",
        env: "HABEAS_REPORTS_A_MINUTE",
        default: "6000",
        help: "How many signed reports one reporter may hand in a minute.",
        secret: false,
    },
    SettingSpec {
        name: "calls_a_minute",
        env: "HABEAS_CALLS_A_MINUTE",
        default: "600",
        help: "How many calls of the API one token, or one hook, may make a minute; all together ten times as many.",
        secret: false,
    },
    SettingSpec {
        name: "hooks_file",
        env: "HABEAS_HOOKS_FILE",
        default: "",
        help: "A file of hooks by which messages are pushed in: NAME SECRET on each line. None unless set.",
        secret: false,
    },
    SettingSpec {
        name: "streets",
        env: "HABEAS_STREETS",
        default: "",
        help: "A PMTiles file of vector tiles with streets for the map page. None unless set.",
        secret: false,
    },
    SettingSpec {
        name: "language",
        env: "HABEAS_LANGUAGE",
        default: "en",
        help: "The language pages open in: en, ru, kk.",
        secret: false,
    },
    SettingSpec {
        name: "legal_pack",
        env: "HABEAS_LEGAL_PACK",
        default: "KZ-admin-2015",
        help: "The legal pack whose clocks run on the board.",
        secret: false,
    },
    SettingSpec {
        name: "erase_after",
        env: "HABEAS_ERASE_AFTER",
        default: "72h",
        help: "How long after a second person confirmed it an erasure waits; kept in the request when it is asked.",
        secret: false,
    },
    SettingSpec {
        name: "contacts_days",
        env: "HABEAS_CONTACTS_DAYS",
        default: "14",
        help: "For how many days it is kept how a caller can be reached; then its key is destroyed.",
        secret: false,
    },
    SettingSpec {
        name: "sign_out_after",
        env: "HABEAS_SIGN_OUT_AFTER",
        default: "15m",
        help: "A member who asks for nothing for so long signs in again: 1m to 2h. Pages that renew themselves do not count.",
        secret: false,
    },
    SettingSpec {
        name: "lock_after",
        env: "HABEAS_LOCK_AFTER",
        default: "30m",
        help: "habeas serve locks itself when nobody who is signed in asked for anything for so long; 0 for never.",
        secret: false,
    },
    SettingSpec {
        name: "exit_to",
        env: "HABEAS_EXIT_TO",
        default: "about:blank",
        help: "Where the quick exit of the pages leads: about:blank, or a harmless address.",
        secret: false,
    },
    SettingSpec {
        name: "timestamp_authorities",
        env: "HABEAS_TIMESTAMP_AUTHORITIES",
        default: "",
        help: "Who is asked for time-stamps and believed: \"URL CERTIFICATE-FILE\" for each. Nobody unless set.",
        secret: false,
    },
    SettingSpec {
        name: "timestamp_every",
        env: "HABEAS_TIMESTAMP_EVERY",
        default: "",
        help: "While serving, ask for a time-stamp when something was saved and so much time passed: 6h, 1d. Off unless set.",
        secret: false,
    },
    SettingSpec {
        name: "feeds_every",
        env: "HABEAS_FEEDS_EVERY",
        default: "",
        help: "While serving, look at what is watched so often: 5m, 1h. Only when told to unless set.",
        secret: false,
    },
    SettingSpec {
        name: "feeds_ca_file",
        env: "HABEAS_FEEDS_CA_FILE",
        default: "",
        help: "A PEM file of certificates to trust for feeds, instead of the system's.",
        secret: false,
    },
    SettingSpec {
        name: "shelf",
        env: "HABEAS_SHELF",
        default: "folder:",
        help: "Where evidence lies: folder: (CASEBOOK/vault), folder:DIR, or s3://BUCKET/PREFIX.",
        secret: false,
    },
    SettingSpec {
        name: "shelf_endpoint",
        env: "HABEAS_SHELF_ENDPOINT",
        default: "",
        help: "The endpoint of an s3: shelf: https://HOST.",
        secret: false,
    },
    SettingSpec {
        name: "shelf_region",
        env: "HABEAS_SHELF_REGION",
        default: "us-east-1",
        help: "The region of an s3: shelf.",
        secret: false,
    },
    SettingSpec {
        name: "shelf_access_key",
        env: "HABEAS_SHELF_ACCESS_KEY",
        default: "",
        help: "The access key of an s3: shelf.",
        secret: false,
    },
    SettingSpec {
        name: "shelf_secret_key",
        env: "HABEAS_SHELF_SECRET_KEY",
        default: "",
        help: "The secret of an s3: shelf; HABEAS_SHELF_SECRET_KEY_FILE names a file that holds it.",
        secret: true,
    },
    SettingSpec {
        name: "shelf_ca_file",
        env: "HABEAS_SHELF_CA_FILE",
        default: "",
        help: "A PEM file of certificates to trust for an s3: shelf, instead of the system's.",
        secret: false,
    },
    SettingSpec {
        name: "evidence_max_bytes",
        env: "HABEAS_EVIDENCE_MAX_BYTES",
        default: "68719476736",
        help: "The largest file that is taken as evidence, in bytes.",
        secret: false,
    },
    SettingSpec {
        name: "evidence_max_pixels",
        env: "HABEAS_EVIDENCE_MAX_PIXELS",
        default: "50000000",
        help: "The most pixels of a picture that is decoded; a larger one is kept all the same.",
        secret: false,
    },
];

/// A setting with its value.
#[derive(Debug, Clone)]
pub struct Setting {
    /// What it is.
    pub spec: SettingSpec,
    /// Its value.
    pub value: String,
    /// Where the value came from.
    pub origin: Origin,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    values: BTreeMap<&'static str, Setting>,
}

impl Settings {
    /// Reads `settings.toml` of a casebook's directory (absent is fine), then the environment, then flags.
    ///
    /// # Errors
    /// A refusal naming the file and the name that is not a setting.
    pub fn read(
        dir: &Path,
        env: &dyn Fn(&str) -> Option<String>,
        flags: &[(&'static str, String)],
    ) -> Outcome<Self> {
        let mut values: BTreeMap<&'static str, Setting> = SETTINGS
            .iter()
            .map(|spec| {
                (spec.name, Setting { spec: *spec, value: spec.default.to_owned(), origin: Origin::Default })
            })
            .collect();
        let path = dir.join("settings.toml");
        if let Ok(text) = std::fs::read_to_string(&path) {
            let refuse =
                |says: String| Stop::refused_in_english("settings", format!("{}: {says}", path.display()));
            let table: toml::Table =
                text.parse().map_err(|e: toml::de::Error| refuse(e.message().to_owned()))?;
            for (name, value) in table {
                let known: Vec<&str> = SETTINGS.iter().map(|spec| spec.name).collect();
                let Some(setting) = values.get_mut(name.as_str()) else {
                    return Err(refuse(format!(
                        "{name:?} is not a setting; the settings are {}.",
                        known.join(", ")
                    )));
                };
                if setting.spec.secret {
                    return Err(refuse(format!("{name} is a secret and must not stand in this file.")));
                }
                setting.value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                setting.origin = Origin::File;
            }
        }
        for spec in SETTINGS {
            let from_file = env(&format!("{}_FILE", spec.env))
                .filter(|_| spec.secret)
                .and_then(|path| std::fs::read_to_string(path).ok())
                .map(|text| text.trim_end_matches(['\r', '\n']).to_owned());
            if let Some(value) = env(spec.env).or(from_file)
                && let Some(setting) = values.get_mut(spec.name)
            {
                setting.value = value;
                setting.origin = Origin::Environment;
            }
        }
        for (name, value) in flags {
            if let Some(setting) = values.get_mut(name) {
                setting.value.clone_from(value);
                setting.origin = Origin::Flag;
            }
        }
        Ok(Self { values })
    }

    /// A setting's value; empty when it is not set.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |setting| setting.value.as_str())
    }

    /// Takes what a flag says of a setting, after everything else.
    pub fn flag(&mut self, name: &'static str, value: &str) {
        if let Some(setting) = self.values.get_mut(name) {
            value.clone_into(&mut setting.value);
            setting.origin = Origin::Flag;
        }
    }

    /// All settings in the order of the table.
    pub fn all(&self) -> impl Iterator<Item = &Setting> {
        SETTINGS.iter().filter_map(|spec| self.values.get(spec.name))
    }

    /// Writes a setting into the casebook's file, keeping the others.
    ///
    /// # Errors
    /// Busy when the file cannot be written.
    pub fn keep(dir: &Path, name: &'static str, value: &str) -> Outcome<()> {
        let path = dir.join("settings.toml");
        let mut table: toml::Table =
            std::fs::read_to_string(&path).ok().and_then(|text| text.parse().ok()).unwrap_or_default();
        table.insert(name.to_owned(), toml::Value::String(value.to_owned()));
        private(&path, &table.to_string()).map_err(|cause| {
            Stop::Refusal(crate::stop::Refusal {
                kind: crate::stop::Kind::Busy,
                field: Some("settings"),
                say: Sentence::in_english(format!("{} could not be written: {cause}.", path.display())),
                hint: None,
            })
        })
    }

    /// For how many seconds a member may ask for nothing and stay in.
    ///
    /// # Errors
    /// A refusal when it is no duration from a minute to two hours: less ends a session while a page is read, more leaves an open
    /// desk to whoever comes by.
    pub fn sign_out_after(&self) -> Outcome<i64> {
        Self::idle(self.get("sign_out_after"))
    }

    /// Reads such a time.
    ///
    /// # Errors
    /// As [`Settings::sign_out_after`].
    pub fn idle(text: &str) -> Outcome<i64> {
        let odd = || {
            Stop::refused(
                "value",
                sentence!("{text:?} is no time from a minute to two hours; write 15m or 1h.", text),
            )
        };
        let seconds = Self::seconds(text).map_err(|_| odd())?;
        if (60..=2 * 3600).contains(&seconds) { Ok(seconds) } else { Err(odd()) }
    }

    /// A duration setting in seconds: `90m`, `6h`, `2d`, or plain seconds.
    ///
    /// # Errors
    /// A refusal when it is not a duration.
    pub fn seconds(text: &str) -> Outcome<i64> {
        let text = text.trim();
        let bad = || {
            Stop::refused_in_english("fresh-for", format!("{text:?} is not a duration; write 90m, 6h or 2d."))
        };
        let (digits, unit) = match text.chars().last() {
            Some('s') => (text.strip_suffix('s'), 1),
            Some('m') => (text.strip_suffix('m'), 60),
            Some('h') => (text.strip_suffix('h'), 3600),
            Some('d') => (text.strip_suffix('d'), 86_400),
            _ => (Some(text), 1),
        };
        let n: i64 = digits.unwrap_or_default().parse().map_err(|_| bad())?;
        n.checked_mul(unit).filter(|seconds| *seconds >= 0).ok_or_else(bad)
    }
}

/// Writes a file that only its owner can read.
fn private(path: &Path, content: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(content.as_bytes())
}
