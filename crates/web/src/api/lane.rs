//! The lane of signed reports. One thread checks signatures, another takes whatever is checked by then and saves it as a
//! group: one fsync, one projection for all of them. Who comes when too many wait is refused at the door at once, with
//! when to come again. Whatever was let in is answered, and never refused once the ledger has acknowledged it.

use super::budget::Budgets;
use super::pace::{Pace, WAIT};
use super::problem::Problem;
use crate::door;
use crate::stopped::incident;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use desk::record::{CheckedReport, SignedReport, Submitted, check_report, save_reports};
use desk::{Desk, Outcome, Stop};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::oneshot;

/// Reports saved as one group at most: more would keep the casebook from its readers for long.
const GROUP: usize = 192;
/// Bytes of bodies that may wait at once.
const MOST_BYTES: usize = 64 << 20;

type Answer = Result<Submitted, Problem>;

/// One report on its way.
struct Job<R> {
    report: R,
    answer: oneshot::Sender<Answer>,
    place: Place,
}

/// How many are in the lane, and how many may be.
struct Crowd {
    inside: AtomicUsize,
    bytes: AtomicUsize,
    limit: AtomicUsize,
}

/// A place in the lane; given back when dropped.
struct Place {
    crowd: Arc<Crowd>,
    bytes: usize,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.inside.fetch_sub(1, Ordering::Relaxed);
        self.crowd.bytes.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// The lane.
pub(crate) struct Lane {
    crowd: Arc<Crowd>,
    desk: Arc<Desk>,
    jobs: Mutex<Option<Sender<Job<SignedReport>>>>,
    threads: Vec<JoinHandle<()>>,
}

impl Lane {
    /// Starts the lane's threads. `a_minute`: reports of one reporter; `at_most`: how many may wait at all. A lane that
    /// gets no threads takes nothing in.
    pub fn start(desk: &Arc<Desk>, a_minute: u32, at_most: Option<usize>) -> Self {
        let limit = AtomicUsize::new(at_most.unwrap_or_else(|| Pace::default().may_wait()));
        let crowd = Arc::new(Crowd { inside: AtomicUsize::new(0), bytes: AtomicUsize::new(0), limit });
        let (jobs, unchecked) = channel();
        let (pass, checked) = channel();
        let checking = {
            let desk = Arc::clone(desk);
            let budgets = Budgets::new(a_minute);
            named("habeas-check").spawn(move || check_all(&desk, budgets, &unchecked, &pass))
        };
        let saving = {
            let (desk, crowd) = (Arc::clone(desk), Arc::clone(&crowd));
            named("habeas-save").spawn(move || save_all(&desk, &checked, &crowd, at_most))
        };
        let threads = [checking, saving].into_iter().filter_map(Result::ok).collect();
        Self { crowd, desk: Arc::clone(desk), jobs: Mutex::new(Some(jobs)), threads }
    }

    /// False when the lane is full.
    pub fn has_room(&self) -> bool {
        let inside = self.crowd.inside.load(Ordering::Relaxed);
        let bytes = self.crowd.bytes.load(Ordering::Relaxed);
        inside < self.crowd.limit.load(Ordering::Relaxed) && bytes < MOST_BYTES
    }

    /// Checks and saves a report; returns when it is durable and in the casebook, or refused.
    pub async fn save(&self, report: SignedReport) -> Answer {
        let bytes = report.body.len();
        let inside = self.crowd.inside.fetch_add(1, Ordering::Relaxed);
        self.crowd.bytes.fetch_add(bytes, Ordering::Relaxed);
        let place = Place { crowd: Arc::clone(&self.crowd), bytes };
        if inside >= self.crowd.limit.load(Ordering::Relaxed) {
            return Err(full());
        }
        let (answer, answered) = oneshot::channel();
        let job = Job { report, answer, place };
        let sent = {
            let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
        };
        if !sent {
            return Err(full());
        }
        answered.await.unwrap_or_else(|_| {
            // The thread is gone: it cannot be told what became of the report.
            let number = incident(&self.desk, "the lane of reports broke off");
            Err(broken(&number))
        })
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        for thread in self.threads.drain(..) {
            // A thread that broke has said so already.
            let _ = thread.join();
        }
    }
}

fn named(name: &str) -> std::thread::Builder {
    std::thread::Builder::new().name(name.to_owned())
}

/// There is no room.
fn full() -> Problem {
    let says = "Too many reports are waiting to be saved. Nothing of this one was kept: send it again a little later.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", says).retry(WAIT)
}

/// The answer to whoever comes when there is no room, as [`full`]; made once, since it is given most often just when
/// there is least time for it.
pub(crate) fn no_room() -> Response {
    static BODY: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(full().body()));
    let mut answer = Response::new(Body::from(BODY.clone()));
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    door::seal(headers);
    answer
}

fn broken(number: &str) -> Problem {
    let says = format!(
        "Something broke in the program, incident {number}. Send the report again with the same Idempotency-Key: if it was kept, it is not kept twice."
    );
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", says)
}

/// A problem for the sender; a fault goes to the log, once.
fn told(desk: &Desk, stop: &Stop) -> Problem {
    Problem::of(stop).unwrap_or_else(|| broken(&incident(desk, &stop.to_string())))
}

/// Checks reports until nobody sends any more.
fn check_all(
    desk: &Desk,
    mut budgets: Budgets,
    unchecked: &Receiver<Job<SignedReport>>,
    pass: &Sender<Job<CheckedReport>>,
) {
    for Job { report, answer, place } in unchecked {
        let checked = check_report(desk, &report).map_err(|stop| told(desk, &stop)).and_then(|checked| {
            let spent = budgets.spend(report.key, Instant::now());
            spent.map(|()| checked).map_err(|until| {
                let says = "This reporter has handed in more reports in a minute than are allowed. Nothing of this one was kept: send it again later.";
                Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many", says).retry(until)
            })
        });
        match checked {
            Ok(report) => {
                if pass.send(Job { report, answer, place }).is_err() {
                    return;
                }
            }
            // Whoever has gone away need not be told.
            Err(problem) => drop(answer.send(Err(problem))),
        }
    }
}

/// Saves reports until nobody sends any more.
fn save_all(desk: &Desk, checked: &Receiver<Job<CheckedReport>>, crowd: &Crowd, at_most: Option<usize>) {
    let mut pace = Pace::default();
    while let Ok(first) = checked.recv() {
        let started = Instant::now();
        let mut reports = vec![first.report];
        let mut waiting = vec![(first.answer, first.place)];
        while reports.len() < GROUP
            && let Ok(next) = checked.try_recv()
        {
            reports.push(next.report);
            waiting.push((next.answer, next.place));
        }
        let group = reports.len();
        let saved: Vec<Outcome<Submitted>> = save_reports(desk, reports);
        pace.saved(group, started.elapsed());
        crowd.limit.store(at_most.unwrap_or_else(|| pace.may_wait()), Ordering::Relaxed);
        for ((answer, place), saved) in waiting.into_iter().zip(saved) {
            drop(place);
            // The entry stays whether or not the sender still listens; sent again, it is found.
            drop(answer.send(saved.map_err(|stop| told(desk, &stop))));
        }
    }
}
