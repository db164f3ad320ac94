//! One population as it was assessed: a line of a file, with all that a threshold could be moved by afterwards.

use estimate::gates::{self, Gate, Verdict};
use estimate::latent::MOST_LISTS;
use estimate::{Answer, Assessment, Method, OverlapTable, Refusal, Summary};

/// The columns of a line.
pub const COLUMNS: &str = "number\ttruth\tseen\ton_several\tshown\tby\tlcmcr_lower\tlcmcr_median\tlcmcr_upper\tdga_lower\tdga_median\tdga_upper\t\
                           loglinear_lower\tloglinear_median\tloglinear_upper\trhat\tess\tapart\tgates\tleft_out\tsecond_lower\tsecond_upper";

/// An interval and the median within it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Lower limit of 95 %.
    pub lower: f64,
    /// Median.
    pub median: f64,
    /// Upper limit of 95 %.
    pub upper: f64,
}

impl Figures {
    fn summary(self) -> Summary {
        Summary { median: self.median, mean: f64::NAN, lower95: self.lower, upper95: self.upper }
    }

    /// `lower/median/upper`.
    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split('/').map(|number| number.parse::<f64>().ok());
        Some(Self { lower: numbers.next()??, median: numbers.next()??, upper: numbers.next()?? })
    }
}

fn answer(method: Method, summary: Summary) -> Answer {
    Answer {
        method,
        with: Vec::new(),
        summary: Ok(summary),
        at_least: None,
        draws: Vec::new(),
        agreement: None,
        medians_apart: None,
    }
}

/// One population.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number.
    pub number: u64,
    /// How many people there are.
    pub truth: u64,
    /// How many were seen.
    pub seen: u64,
    /// How many of them on two lists or more.
    pub on_several: u64,
    /// Whether an estimate was shown.
    pub shown: bool,
    /// The first gate that took it away, a refusal's word, or `-`.
    pub by: String,
    /// What latent classes, averaged graphs and the log-linear model say, shown or not.
    pub figures: [Option<Figures>; 3],
    /// R-hat, effective draws and distance of the medians of latent classes.
    pub chains: [Option<f64>; 3],
    /// `G1P5` gate by gate: code, verdict, value.
    pub gates: String,
    /// `list:lower/median/upper` list by list, `-` where there is none.
    pub left_out: String,
    /// Limits of latent classes by the second prior, where its chains agree.
    pub second: Option<(f64, f64)>,
}

impl Row {
    /// What came of population `number`, in which there are `truth`.
    pub fn of(number: u64, truth: u64, table: (u64, u64), outcome: &Result<Assessment, Refusal>) -> Self {
        let (seen, on_several) = table;
        let mut row = Self {
            number,
            truth,
            seen,
            on_several,
            shown: false,
            by: "refused".to_owned(),
            figures: [None; 3],
            chains: [None; 3],
            gates: "-".to_owned(),
            left_out: "-".to_owned(),
            second: None,
        };
        let Ok(assessment) = outcome else { return row };
        row.shown = assessment.headline().is_some();
        row.by = match (assessment.withheld(), row.shown) {
            (Some(gate), _) => format!("{:?}", gate.code),
            (None, true) => "-".to_owned(),
            (None, false) => "nothing".to_owned(),
        };
        let answer = |method: Method| assessment.answers.iter().find(|answer| answer.method == method);
        row.figures = [Method::Lcmcr, Method::Dga, Method::Loglinear].map(|method| {
            let summary = answer(method).and_then(|answer| answer.figures())?;
            Some(Figures { lower: summary.lower95, median: summary.median, upper: summary.upper95 })
        });
        let chains = answer(Method::Lcmcr).and_then(|answer| answer.agreement);
        row.chains = [
            chains.map(|chains| chains.rhat),
            chains.map(|chains| chains.ess_bulk.min(chains.ess_tail)),
            answer(Method::Lcmcr).and_then(|answer| answer.medians_apart),
        ];
        row.second = assessment.second().map(|second| (second.lower95, second.upper95));
        let gates = assessment.gates.iter().map(|gate| {
            let verdict = match gate.verdict {
                Verdict::Passed => 'P',
                Verdict::Warned => 'W',
                Verdict::NotAsked => 'N',
                Verdict::NotPublic => 'n',
                Verdict::Withheld => 'X',
            };
            let value = gate.value.map_or(String::new(), |value| format!("{value:.3}"));
            format!("{:?}{verdict}{value}", gate.code)
        });
        row.gates = gates.collect::<Vec<_>>().join(";");
        if !assessment.left_out.is_empty() {
            let figures = assessment.left_out.iter().map(|other| {
                let figures = other.summary.map_or("-".to_owned(), |summary| {
                    format!("{:.0}/{:.0}/{:.0}", summary.lower95, summary.median, summary.upper95)
                });
                format!("{}:{figures}", other.what)
            });
            row.left_out = figures.collect::<Vec<_>>().join(";");
        }
        row
    }

    /// Its line.
    pub fn line(&self) -> String {
        let number = |value: Option<f64>, places: usize| {
            value.map_or("-".to_owned(), |value| format!("{value:.places$}"))
        };
        let mut cells = vec![
            self.number.to_string(),
            self.truth.to_string(),
            self.seen.to_string(),
            self.on_several.to_string(),
            u8::from(self.shown).to_string(),
            self.by.clone(),
        ];
        for figures in self.figures {
            let of = |take: fn(Figures) -> f64| number(figures.map(take), 1);
            cells.extend([of(|f| f.lower), of(|f| f.median), of(|f| f.upper)]);
        }
        let [rhat, ess, apart] = self.chains;
        cells.extend([number(rhat, 4), number(ess, 0), number(apart, 4)]);
        cells.extend([self.gates.clone(), self.left_out.clone()]);
        cells.extend([number(self.second.map(|of| of.0), 1), number(self.second.map(|of| of.1), 1)]);
        cells.join("\t")
    }

    /// A line, read again; nothing if it is not one.
    pub fn read(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, truth, seen, on_several, shown, by, numbers @ .., gates, left_out, lower, upper] =
            cells.as_slice()
        else {
            return None;
        };
        let numbers: Vec<Option<f64>> = numbers.iter().map(|cell| cell.parse().ok()).collect();
        let [a, b, c, d, e, f, g, h, i, rhat, ess, apart] = numbers.as_slice() else { return None };
        let three = |lower: &Option<f64>, median: &Option<f64>, upper: &Option<f64>| {
            Some(Figures { lower: (*lower)?, median: (*median)?, upper: (*upper)? })
        };
        Some(Self {
            number: number.parse().ok()?,
            truth: truth.parse().ok()?,
            seen: seen.parse().ok()?,
            on_several: on_several.parse().ok()?,
            shown: *shown == "1",
            by: (*by).to_owned(),
            figures: [three(a, b, c), three(d, e, f), three(g, h, i)],
            chains: [*rhat, *ess, *apart],
            gates: (*gates).to_owned(),
            left_out: (*left_out).to_owned(),
            second: lower.parse().ok().zip(upper.parse().ok()),
        })
    }

    /// By the gates as they are now, which may not be those it was assessed by: whether an estimate is shown, and what takes it away. What
    /// the chains allow is as it was; the table, leaving out and methods are looked at again.
    pub fn judge(&mut self, table: &OverlapTable) {
        if table.width() > MOST_LISTS {
            (self.shown, self.by) = (false, "refused".to_owned());
            return;
        }
        let Some(all) = self.classes().map(Figures::summary) else { return };
        let stood = |code: &str| self.gates.split(';').any(|gate| gate.starts_with(&format!("{code}X")));
        let without: Vec<(String, Option<Summary>)> = self
            .left_out
            .split(';')
            .filter_map(|list| list.split_once(':'))
            .map(|(list, figures)| (list.to_owned(), Figures::read(figures).map(Figures::summary)))
            .collect();
        let answers: Vec<Answer> = [Method::Lcmcr, Method::Dga, Method::Loglinear]
            .into_iter()
            .zip(self.figures)
            .filter_map(|(method, figures)| Some(answer(method, figures?.summary())))
            .collect();
        let first = |gates: &[Gate]| {
            let withheld = gates.iter().find(|gate| gate.verdict == Verdict::Withheld);
            withheld.map(|gate| format!("{:?}", gate.code))
        };
        let by = first(&gates::of_table(table))
            .or_else(|| ["G5", "G6"].into_iter().find(|code| stood(code)).map(str::to_owned))
            .or_else(|| first(&[gates::of_leaving_out(Some(all), &without, self.seen)]))
            .or_else(|| first(&[gates::of_methods(&answers, Method::Lcmcr)]));
        self.shown = by.is_none();
        self.by = by.unwrap_or_else(|| "-".to_owned());
    }

    /// The interval of latent classes, if there is one.
    pub fn classes(&self) -> Option<Figures> {
        let [classes, ..] = self.figures;
        classes
    }

    /// What is shown: its limits cover the second prior.
    pub fn answer(&self) -> Option<Figures> {
        let own = self.classes()?;
        let (lower, upper) = self.second.unwrap_or((own.lower, own.upper));
        Some(Figures { lower: own.lower.min(lower), upper: own.upper.max(upper), ..own })
    }
}
