//! The methods, and what each says of a table.

use crate::diagnose::Agreement;
use crate::{Refusal, Summary};
use serde::{Deserialize, Serialize};

/// A way to estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Bayesian latent classes (Manrique-Vallier 2016).
    Lcmcr,
    /// Averaging over decomposable graphs (Madigan and York 1997).
    Dga,
    /// A log-linear model chosen by BIC or by steps, with bootstrap limits (Chan, Silverman and Vincent 2021).
    Loglinear,
    /// Chao's lower bound: never an interval for the total.
    Chao,
    /// Bayesian threshold for sparse tables (Silverman 2020).
    Sparse,
}

impl Method {
    /// The word that chooses it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lcmcr => "lcmcr",
            Self::Dga => "dga",
            Self::Loglinear => "loglinear",
            Self::Chao => "chao",
            Self::Sparse => "sparse",
        }
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lcmcr => "latent classes",
            Self::Dga => "averaged graphs",
            Self::Loglinear => "log-linear model",
            Self::Chao => "Chao's lower bound",
            Self::Sparse => "sparse threshold",
        }
    }

    /// What must be true for its answer to be right.
    pub fn assumption(self) -> &'static str {
        match self {
            Self::Lcmcr => {
                "People fall into kinds; within a kind, being on one list says nothing about being on another. Nobody entered or left while \
                 the lists were made, and everybody could have been on some list."
            }
            Self::Dga => {
                "Lists depend on each other only in ways that factor into groups of lists, and each such way is as likely beforehand. Nobody \
                 entered or left while the lists were made, and everybody could have been on some list."
            }
            Self::Loglinear => {
                "The dependence of the lists that can be seen is all there is: no dependence of all of them at once. Nobody entered or left \
                 while the lists were made, and everybody could have been on some list."
            }
            Self::Chao => {
                "Lists do not avoid each other. Then there are at least so many; how many more it does not say."
            }
            Self::Sparse => {
                "Only pairs of lists depend on each other, and only a few of them. Nobody entered or left while the lists were made, and \
                 everybody could have been on some list."
            }
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// What one method says of a table, before any gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which.
    pub method: Method,
    /// What it was run with, and what it chose: (word, value), in a fixed order.
    pub with: Vec<(&'static str, String)>,
    /// Its figures, or why there are none. Of the log-linear model median and mean are the point, the limits the bootstrap's; of the lower
    /// bound there are never any.
    pub summary: Result<Summary, Refusal>,
    /// At least so many; of the lower bound only.
    pub at_least: Option<f64>,
    /// Draws of the total by chain; replicates of the bootstrap for the log-linear model; 4,000 draws from the exact masses for averaged
    /// graphs; none for the lower bound.
    pub draws: Vec<Vec<f64>>,
    /// How well chains agree, of methods with chains.
    pub agreement: Option<Agreement>,
    /// Largest distance of a chain's median from the common one, as a share of it.
    pub medians_apart: Option<f64>,
}

impl Answer {
    /// Its figures, if it has any.
    pub fn figures(&self) -> Option<Summary> {
        self.summary.as_ref().ok().copied()
    }

    /// How many chains ran.
    pub fn chains(&self) -> usize {
        if self.agreement.is_some() { self.draws.len() } else { 0 }
    }
}
