//! What a run came to, as a row of a table and as JSON.

use super::generator::{Measured, Plan};
use super::server::Used;
use super::slow::Slow;
use serde_json::json;
use std::fmt;

/// One run.
#[derive(Debug, Clone)]
pub struct Run {
    name: String,
    rate: u32,
    offered: usize,
    taken: usize,
    shed: usize,
    failed: usize,
    odd: Option<String>,
    without_retry: usize,
    seconds: f64,
    p50: f64,
    p95: f64,
    p99: f64,
    shed_p99: f64,
    late: f64,
    connections: usize,
    memory: f64,
    cpu: f64,
    generator: f64,
    load: f64,
    slow: Option<Slow>,
    /// What was acknowledged and is not there.
    pub lost: usize,
    /// Acknowledged a second, relative to the peak.
    pub goodput: Option<f64>,
}

fn percentile(times: &mut [f64], p: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = ((times.len().saturating_sub(1)) as f64 * p / 100.0).round() as usize;
    times.get(at).copied().unwrap_or(0.0)
}

/// The machine's load average over one minute.
fn load_average() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0.0)
}

impl Run {
    /// Adds up.
    pub fn of(
        name: &str,
        plan: &Plan,
        measured: &Measured,
        (before, used): (Used, Used),
        slow: Option<Slow>,
        lost: usize,
    ) -> Self {
        let (mut taken, mut shed) = (measured.taken.clone(), measured.shed.clone());
        Self {
            name: name.to_owned(),
            rate: plan.rate,
            offered: measured.offered,
            taken: taken.len(),
            shed: shed.len(),
            failed: measured.failed,
            odd: measured.odd.clone(),
            without_retry: measured.without_retry,
            seconds: measured.seconds,
            p50: percentile(&mut taken, 50.0),
            p95: percentile(&mut taken, 95.0),
            p99: percentile(&mut taken, 99.0),
            shed_p99: percentile(&mut shed, 99.0),
            late: measured.late,
            connections: measured.connections,
            memory: used.memory,
            cpu: used.cpu - before.cpu,
            generator: measured.cpu,
            load: load_average(),
            slow,
            lost,
            goodput: None,
        }
    }

    /// Reports acknowledged in a second.
    pub fn acknowledged_a_second(&self) -> f64 {
        self.taken as f64 / self.seconds.max(0.001)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: offered {}/s ({}), acknowledged {:.0}/s, p50 {:.1} p95 {:.1} p99 {:.1} ms, refused {:.1} % (p99 {:.1} ms, {} without Retry-After), failed {}, lost {}, \
memory {:.0} MB, server {:.2} and generator {:.2} CPU s in {:.1} s, {} connections, generator late {:.1} ms, load {:.1}",
            self.name,
            self.rate,
            self.offered,
            self.acknowledged_a_second(),
            self.p50,
            self.p95,
            self.p99,
            100.0 * self.shed as f64 / self.offered.max(1) as f64,
            self.shed_p99,
            self.without_retry,
            self.failed,
            self.lost,
            self.memory,
            self.cpu,
            self.generator,
            self.seconds,
            self.connections,
            self.late,
            self.load,
        )?;
        if let Some(slow) = self.slow {
            write!(f, ", {} slow sockets open, {} shown out", slow.open, slow.shown_out)?;
        }
        if let Some(odd) = &self.odd {
            write!(f, "\n  one that failed: {odd}")?;
        }
        Ok(())
    }
}

/// All runs as JSON.
pub fn json(runs: &[Run]) -> String {
    let peak = runs.iter().filter(|run| run.goodput.is_none()).map(Run::acknowledged_a_second);
    let peak = peak.fold(0.0, f64::max);
    let all: Vec<_> = runs
        .iter()
        .map(|run| {
            json!({
                "name": run.name,
                "offered_a_second": run.rate,
                "offered": run.offered,
                "acknowledged": run.taken,
                "acknowledged_a_second": run.acknowledged_a_second(),
                "p50_ms": run.p50,
                "p95_ms": run.p95,
                "p99_ms": run.p99,
                "refused": run.shed,
                "refused_p99_ms": run.shed_p99,
                "refused_without_retry_after": run.without_retry,
                "failed": run.failed,
                "lost": run.lost,
                "goodput": run.goodput,
                "server_memory_mb": run.memory,
                "server_cpu_s": run.cpu,
                "generator_cpu_s": run.generator,
                "load_average": run.load,
                "slow_sockets": run.slow.map(|slow| slow.open),
                "slow_shown_out": run.slow.map(|slow| slow.shown_out),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "peak_acknowledged_a_second": peak, "runs": all }))
}
