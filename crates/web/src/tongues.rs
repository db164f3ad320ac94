//! The languages with their templates, read once. Nothing of a casebook is in here, so a locked server has it too.

use crate::app::Query;
use crate::door::cookie;
use crate::pages::templates;
use crate::say::{Language, Say};
use crate::serve::ServeProblem;
use axum::http::HeaderMap;
use minijinja::Environment;
use std::sync::Arc;

/// The cookie that remembers the language.
pub(crate) const LANGUAGE_COOKIE: &str = "habeas_lang";

/// All languages.
pub(crate) struct Tongues {
    /// The one of the settings.
    otherwise: Language,
    all: Vec<Tongue>,
}

/// A language with its templates.
pub(crate) struct Tongue {
    pub say: Arc<Say>,
    pub templates: Environment<'static>,
}

impl Tongues {
    /// Reads them; they are compiled in. `otherwise` is the code of the language nobody has to ask for.
    pub fn read(otherwise: &str) -> Result<Arc<Self>, ServeProblem> {
        let mut all = Vec::with_capacity(Language::ALL.len());
        for language in Language::ALL {
            let say = Arc::new(Say::read(language).map_err(ServeProblem::Pages)?);
            let templates = templates(&say).map_err(|problem| ServeProblem::Pages(format!("{problem:#}")))?;
            all.push(Tongue { say, templates });
        }
        let otherwise = Language::of(otherwise).unwrap_or(Language::English);
        Ok(Arc::new(Self { otherwise, all }))
    }

    /// The language a request asks for: by `?lang=`, by its cookie, else the one of the settings.
    pub fn asked_for(&self, headers: &HeaderMap, query: &Query) -> Language {
        query
            .get("lang")
            .and_then(Language::of)
            .or_else(|| cookie(headers, LANGUAGE_COOKIE).and_then(Language::of))
            .unwrap_or(self.otherwise)
    }

    /// A language with its templates.
    pub fn get(&self, language: Language) -> Option<&Tongue> {
        self.all.iter().find(|tongue| tongue.say.language == language)
    }
}
