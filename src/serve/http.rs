//! Requests in, replies out: the only part that knows HTTP's wire.
//!
//! One thread takes connections; pages are rendered on threads beside it.

use super::edition::Edition;
use super::events::{self, Stream};
use super::page::OWN;
use super::reply::Reply;
use super::{Reload, Shared, answer};
use http_body_util::{Channel, Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How long open connections are waited for at the end.
const FAREWELL: Duration = Duration::from_secs(1);

type Body = Either<Full<Bytes>, Channel<Bytes>>;
type Editions = Receiver<Arc<Edition>>;

/// A server that runs until Ctrl-C, or until nobody makes editions any more.
pub(super) struct Server(JoinHandle<()>);

impl Server {
    /// Waits until it has ended.
    pub(super) fn join(self) {
        // A panic was said where it happened.
        let _ = self.0.join();
    }
}

/// Starts to serve; `stopped` is called when somebody asks for the end.
pub(super) fn start(
    listener: TcpListener,
    shared: Arc<Shared>,
    editions: Editions,
    stopped: impl FnOnce() + Send + 'static,
) -> io::Result<Server> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let run = move || {
        runtime.block_on(async move {
            let connections = Arc::new(GracefulShutdown::new());
            let ended = editions.clone();
            let accepting = tokio::spawn(accept(listener, shared, editions, Arc::clone(&connections)));
            asked_to_stop(ended).await;
            accepting.abort();
            // The task has to let go of the connections before they can be waited for.
            let _ = accepting.await;
            stopped();
            if let Some(connections) = Arc::into_inner(connections) {
                let _ = tokio::time::timeout(FAREWELL, connections.shutdown()).await;
            }
        });
        // A page that takes long to render is not waited for.
        runtime.shutdown_background();
    };
    Ok(Server(std::thread::Builder::new().name("http".into()).spawn(run)?))
}

/// Waits for Ctrl-C, for the system's wish, or for the end of editions.
async fn asked_to_stop(mut editions: Editions) {
    let no_more = async move { while editions.changed().await.is_ok() {} };
    let typed = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! { () = no_more => {}, () = typed => {}, () = terminated() => {} }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

async fn accept(
    listener: tokio::net::TcpListener,
    shared: Arc<Shared>,
    editions: Editions,
    connections: Arc<GracefulShutdown>,
) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: some connection will end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // A reply is small and is waited for.
        let _ = stream.set_nodelay(true);
        let (shared, editions) = (Arc::clone(&shared), editions.clone());
        let service = service_fn(move |request| handle(request, Arc::clone(&shared), editions.clone()));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(30));
        let connection = connections.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A browser that goes away in the middle is none of our troubles.
            let _ = connection.await;
        });
    }
}

async fn handle(
    request: Request<Incoming>,
    shared: Arc<Shared>,
    editions: Editions,
) -> Result<Response<Body>, Infallible> {
    let (request, _) = request.into_parts();
    let host = request.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // An address that names a host stands above `Host`.
    let host = request.uri.authority().map_or(host, |authority| authority.as_str());
    if !shared.hosts.has(host) {
        let text = "this is a preview at localhost; to show it under another name, name it: `--host NAME`";
        return Ok(response(Reply::text(StatusCode::MISDIRECTED_REQUEST, text)));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut reply = Reply::text(StatusCode::METHOD_NOT_ALLOWED, "a preview is only read");
        reply.set(ALLOW, "GET, HEAD");
        return Ok(response(reply));
    }
    let edition = shared.edition();
    let is_events = request.uri.path().strip_prefix(edition.base()) == Some(&format!("{OWN}events"));
    if is_events && edition.reload != Reload::Never {
        let known = request.uri.query().and_then(|query| query.strip_prefix("since="));
        let last = request.headers.get("last-event-id").and_then(|id| id.to_str().ok());
        return Ok(stream(Stream::new(editions, last.or(known))));
    }
    let answered =
        tokio::task::spawn_blocking(move || answer::answer(&edition, request.uri.path()).settle(&request.headers));
    let reply = answered.await;
    let broken = |_| Reply::text(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be rendered");
    Ok(response(reply.unwrap_or_else(broken)))
}

fn response(reply: Reply) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::new(reply.body)));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    guard(&mut response);
    response
}

/// A response that goes on until the page or the server ends.
fn stream(mut stream: Stream) -> Response<Body> {
    let (mut sender, body) = Channel::new(4);
    tokio::spawn(async move {
        let mut next = Some(events::HELLO.to_owned());
        while let Some(text) = next {
            if sender.send_data(text.into()).await.is_err() {
                return;
            }
            next = stream.next().await;
        }
    });
    let mut response = Response::new(Either::Right(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    guard(&mut response);
    response
}

/// What is served may be held back from the world: no page of a stranger may take it in.
fn guard(response: &mut Response<Body>) {
    for (name, value) in [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")] {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
