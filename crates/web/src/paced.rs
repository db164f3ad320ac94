//! Bodies on their way: a request's body must keep up a pace, and whoever sends one is not served before it is whole; an
//! answer without a known end keeps its seat until it ends.

use crate::seats::Seat;
use axum::body::{Body, Bytes};
use hyper::body::{Body as Pieces, Frame, Incoming, SizeHint};
use std::future::Future as _;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// The least pace, in bytes a second: a telephone on the slowest network is faster.
const PACE: u64 = 1024;
/// A body may fall behind for so long.
const GRACE: Duration = Duration::from_secs(5);

/// A request's body.
pub(crate) struct Paced {
    body: Incoming,
    seat: Arc<Seat>,
    started: Instant,
    bytes: u64,
    /// Made when the body is first waited for; most are there at once.
    late: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub fn new(body: Incoming, seat: Arc<Seat>) -> Self {
        Self { body, seat, started: Instant::now(), bytes: 0, late: None }
    }

    fn due(&self) -> Instant {
        self.started + GRACE + Duration::from_secs(self.bytes / PACE)
    }
}

impl Pieces for Paced {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                self.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
                if self.body.is_end_stream() {
                    self.seat.busy();
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(cause))) => Poll::Ready(Some(Err(cause.into()))),
            Poll::Ready(None) => {
                self.seat.busy();
                Poll::Ready(None)
            }
            Poll::Pending => {
                let due = self.due();
                let late = self.late.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
                if late.deadline() != due {
                    late.as_mut().reset(due);
                }
                match late.as_mut().poll(cx) {
                    Poll::Ready(()) => {
                        let slow = Error::new(ErrorKind::TimedOut, "the body comes too slowly");
                        Poll::Ready(Some(Err(slow.into())))
                    }
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer that goes on: its connection is busy until it ends.
pub(crate) struct GoesOn {
    body: Body,
    seat: Arc<Seat>,
}

impl GoesOn {
    pub fn new(body: Body, seat: Arc<Seat>) -> Self {
        Self { body, seat }
    }
}

impl Pieces for GoesOn {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for GoesOn {
    fn drop(&mut self) {
        self.seat.waits();
    }
}
