//! The accept loop. The ready-made one has no timeouts that work, so this one sets them all: for the head of a
//! request, for a whole request, for silence, for a connection's whole life, and for how many there are at once. When
//! too many come, those that have long asked nothing make room; a connection that has said nothing yet costs little.

use crate::door::{self, Peer};
use crate::paced::{GoesOn, Paced};
use crate::patient::Patient;
use crate::seats::{Seat, Seats, raise_handles};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as _, Incoming};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// What a client may take of the server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// To send the head of a request, from the moment the connection waits for one.
    pub head: Duration,
    /// To answer a request.
    pub request: Duration,
    /// Without a byte in or out.
    pub silence: Duration,
    /// A connection's whole life; a live page opens a new one by itself.
    pub life: Duration,
    /// Connections at once, as far as the system has handles. When more come, those that have gone longest without a
    /// complete request are closed; only when all are being served is somebody told to come back.
    pub connections: usize,
    /// For open requests to finish when the server ends.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request: Duration::from_secs(30),
            silence: Duration::from_secs(30),
            life: Duration::from_secs(3600),
            connections: 8192,
            drain: Duration::from_secs(10),
        }
    }
}

/// Bytes of a request's head.
const HEAD: usize = 32 * 1024;
/// Header lines of a request.
const LINES: usize = 64;

/// Takes connections until `end`, then lets open requests finish.
pub(crate) async fn accept(
    listener: TcpListener,
    routes: Router,
    limits: Limits,
    end: impl Future<Output = ()> + Send,
) {
    let seats = Seats::new(limits.connections, raise_handles());
    let (ending, ended) = watch::channel(false);
    let mut connections = JoinSet::new();
    tokio::pin!(end);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut end => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of file handles, or the peer left at once: waiting a moment is all one can do.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let Some(seat) = seats.take() else {
            turn_away(stream);
            continue;
        };
        let (routes, limits, ended) = (routes.clone(), limits.clone(), ended.clone());
        connections.spawn(async move {
            // Until something is said there is nothing but this: no buffers, no service.
            let mut over = ended.clone();
            let said = tokio::select! {
                () = seat.must_leave() => false,
                _ = over.wait_for(|over| *over) => false,
                said = tokio::time::timeout(limits.head, stream.readable()) => matches!(said, Ok(Ok(()))),
            };
            if !said {
                return;
            }
            let life = limits.life;
            let talk = Box::pin(converse(stream, Peer(peer.ip()), routes, limits, Arc::clone(&seat), ended));
            // A connection that outlives its time, or breaks off, is no error of ours.
            tokio::select! {
                () = seat.must_leave() => {}
                _ = tokio::time::timeout(life, talk) => {}
            }
        });
    }
    drop(listener);
    ending.send_replace(true);
    let all = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(limits.drain, all).await.is_err() {
        connections.shutdown().await;
    }
}

/// Serves one connection.
async fn converse(
    stream: TcpStream,
    peer: Peer,
    routes: Router,
    limits: Limits,
    seat: Arc<Seat>,
    mut ended: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let (within, serving) = (limits.request, Arc::clone(&seat));
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let (routes, seat) = (routes.clone(), Arc::clone(&serving));
        if request.body().is_end_stream() {
            seat.busy();
        }
        async move {
            let mut request: Request = request.map(|body| match body.is_end_stream() {
                true => Body::empty(),
                false => Body::new(Paced::new(body, Arc::clone(&seat))),
            });
            request.extensions_mut().insert(peer);
            let answer = match tokio::time::timeout(within, routes.oneshot(request)).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(never)) => match never {},
                Err(_) => too_slow(),
            };
            if answer.body().size_hint().exact().is_some() {
                seat.waits();
                return Ok::<_, Infallible>(answer);
            }
            seat.busy();
            Ok(answer.map(|body| Body::new(GoesOn::new(body, seat))))
        }
    });
    let mut server = hyper::server::conn::http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD)
        .max_headers(LINES)
        .keep_alive(true);
    let stream = Patient::new(stream, limits.silence, seat);
    let connection = server.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = ended.wait_for(|ended| *ended) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

fn too_slow() -> Response {
    let mut answer = (
        StatusCode::SERVICE_UNAVAILABLE,
        [("retry-after", "5"), ("content-type", "text/plain; charset=utf-8")],
        "This took too long and was given up. Ask for less, or try again.\n",
    )
        .into_response();
    door::seal(answer.headers_mut());
    answer
}

/// Says that every seat is taken, and hangs up. Never waits for the peer.
fn turn_away(stream: TcpStream) {
    const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\
content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\ncache-control: no-store\r\n\
content-length: 57\r\n\r\nToo many connections are open. Try again in 5 seconds.  \n";
    let _ = stream.try_write(FULL);
}
