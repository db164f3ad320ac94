//! A connection with patience: when nothing moves in either direction for a while, it ends. Without it a reader who
//! stops reading, or a line that broke, would keep its seat for ever.

use crate::seats::Seat;
use std::future::Future;
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// A stream that fails after a silence.
pub(crate) struct Patient<S> {
    stream: S,
    silence: Duration,
    /// When something moved last.
    moved: Instant,
    /// Set anew only when it rings: a timer that is set at every byte would be most of the work.
    until: Pin<Box<Sleep>>,
    seat: Arc<Seat>,
}

impl<S> Patient<S> {
    pub fn new(stream: S, silence: Duration, seat: Arc<Seat>) -> Self {
        Self { stream, silence, moved: Instant::now(), until: Box::pin(tokio::time::sleep(silence)), seat }
    }

    /// Counts the silence anew when something moved; ends it when it lasted too long.
    fn judge<T>(&mut self, cx: &mut Context<'_>, moved: Poll<Result<T>>) -> Poll<Result<T>> {
        if moved.is_ready() {
            self.moved = Instant::now();
            return moved;
        }
        while self.until.as_mut().poll(cx).is_ready() {
            let end = self.moved + self.silence;
            if end <= Instant::now() {
                return Poll::Ready(Err(Error::new(ErrorKind::TimedOut, "nothing moved")));
            }
            self.until.as_mut().reset(end);
        }
        Poll::Pending
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.judge(cx, moved)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.seat.sends(true);
        let moved = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.judge(cx, moved)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[std::io::IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.seat.sends(true);
        let moved = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.judge(cx, moved)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        if flushed.is_ready() {
            self.seat.sends(false);
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
