//! The server: from options to answers, until it is told to stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::middleware::from_fn_with_state;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use purport_gather::{Manners, Watchlist};
use purport_keep::Reader;
use purport_text::Reach;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::{Service, ServiceExt};
use tower_governor::GovernorLayer;
use tower_governor::governor::GovernorConfigBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::answer::Cache;
use crate::desk::Desk;
use crate::feeds::{self, Feeds};
use crate::jobs::Jobs;
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::pool::Pool;
use crate::problem::{Code, Problem};
use crate::writer::Writer;
use crate::{api, guard, page};

/// Bytes of a body at most.
const LARGEST_BODY: usize = 16 << 20;

/// Connections at most; more wait to be taken.
const CONNECTIONS: usize = 8_192;

/// Streams of changes at most.
const STREAMS: usize = 256;

/// Exports at a time: each holds a reader of the ledger for as long as its client takes.
const EXPORTS: usize = 16;

/// Longest wait for the head of a request, also of a connection that is kept.
const HEAD: Duration = Duration::from_secs(30);

/// Longest wait for the next part of a body.
const BODY: Duration = Duration::from_secs(20);

/// Longest time for an answer to begin.
const ANSWER: Duration = Duration::from_secs(60);

/// The same where a text is to be read first: the longest that is taken needs minutes.
const READING: Duration = Duration::from_secs(900);

/// Longest time that requests which are being answered get when the server ends.
const GRACE: Duration = Duration::from_secs(10);

/// Requests of one address in a second beyond loopback, and at once.
const RATE: (u64, u32) = (50, 200);

/// How a ledger is served.
#[derive(Clone, Debug)]
pub struct Options {
    /// The ledger.
    pub ledger: PathBuf,
    /// Where to listen.
    pub bind: SocketAddr,
    /// A file of keys; needed beyond loopback.
    pub keys: Option<PathBuf>,
    /// A list of feeds to watch.
    pub feeds: Option<PathBuf>,
    /// Serve for reading only.
    pub read_only: bool,
    /// Names under which the server may be asked for, beside those of loopback.
    pub hosts: Vec<String>,
    /// Machines that articles may be fetched from although they are not public.
    pub allow_private: Vec<String>,
    /// Texts read at a time.
    pub threads: usize,
}

/// Serves until `stop` is ready. `ready` hears the address once requests are taken.
///
/// # Errors
/// One line for a person: why it cannot serve, and what to do.
pub fn serve(
    options: &Options,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let keys = options.keys.as_deref().map(Keys::read).transpose()?.map(Arc::new);
    if !options.bind.ip().is_loopback() && keys.is_none() {
        return Err(format!(
            "{} can be reached from other machines: give keys (--keys FILE; `purport key NAME --keys FILE` makes one), or bind to 127.0.0.1",
            options.bind
        ));
    }
    let list = options.feeds.as_deref().map(watchlist).transpose()?;
    if list.is_some() && options.read_only {
        return Err(
            "feeds cannot be watched when the ledger is served for reading only; leave one of them out".to_owned()
        );
    }
    let reader = Arc::new(Reader::default());
    // Loaded now, not with the first text.
    let reader_name = reader.name()?;
    let (writer, writer_thread) = match options.read_only {
        true => (None, None),
        false => Writer::start(&options.ledger).map(|(writer, thread)| (Some(writer), Some(thread)))?,
    };
    let pool = Pool::new(&options.ledger, options.threads).map_err(|error| error.to_string())?;
    let name =
        options.ledger.file_name().map_or_else(|| "ledger".to_owned(), |name| name.to_string_lossy().into_owned());
    let desk = Arc::new(Desk {
        path: options.ledger.clone(),
        name,
        pool: Arc::new(pool),
        writer,
        cache: Cache::default(),
        reader,
        reader_name,
        reading: Arc::new(Semaphore::new(options.threads)),
        keys,
        manners: Manners {
            reach: Reach::Public { except: options.allow_private.iter().cloned().collect() },
            ..Manners::default()
        },
        jobs: Jobs::default(),
        feeds: Feeds::default(),
        metrics: Metrics::default(),
        changed: watch::channel(0).0,
        streams: Arc::new(Semaphore::new(STREAMS)),
        exports: Arc::new(Semaphore::new(EXPORTS)),
        hosts: options.hosts.clone(),
        next_job: AtomicU64::new(1),
        patience: ANSWER,
        reading_patience: READING,
    });
    let watched = list.map(|list| feeds::start(&desk, list)).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no threads to serve with: {error}"))?;
    let served = runtime.block_on(listen(Arc::clone(&desk), options.bind, ready, stop));
    if let Some((clock, thread)) = watched {
        clock.stop();
        let _ = thread.join();
    }
    // What was acknowledged is safe; what is being written is written to its end.
    runtime.shutdown_timeout(GRACE);
    drop(desk);
    if let Some(thread) = writer_thread {
        let _ = thread.join();
    }
    served
}

/// Ready when the program is told to end: Ctrl-C, or SIGTERM.
pub async fn stopped() {
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a handler Ctrl-C still ends the program, and loses only what is not acknowledged.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn watchlist(path: &std::path::Path) -> Result<Watchlist, String> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: cannot be read ({error})"))?;
    Watchlist::read(&name, &text).map_err(|error| error.to_string())
}

/// All routes, with what stands before them.
fn routes(desk: &Arc<Desk>, is_limited: bool) -> Router {
    let (api, _) = api::router();
    let missing = || async { Problem::new(Code::NotFound, "the API has nothing at this address") };
    let wrong = || async { Problem::new(Code::MethodNotAllowed, "this address does not take that method") };
    let api = api
        .method_not_allowed_fallback(wrong)
        .route("/api/{*rest}", axum::routing::any(missing))
        .layer(from_fn_with_state(Arc::clone(desk), guard::admit));
    let mut all = api
        .fallback(page::page)
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(RequestBodyTimeoutLayer::new(BODY));
    if is_limited {
        let config =
            GovernorConfigBuilder::default().per_nanosecond(1_000_000_000 / RATE.0).burst_size(RATE.1).finish();
        if let Some(config) = config {
            let refused = |_| {
                let problem = Problem::new(Code::TooMany, "too many requests from one address; wait a second");
                axum::response::IntoResponse::into_response(problem)
            };
            all = all.layer(GovernorLayer::new(config).error_handler(refused));
        }
    }
    all.layer(from_fn_with_state(Arc::clone(desk), guard::same_site))
        .layer(from_fn_with_state(Arc::clone(desk), guard::dress))
        .with_state(Arc::clone(desk))
}

async fn listen(
    desk: Arc<Desk>,
    bind: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let failed =
        |error: std::io::Error| format!("cannot listen on {bind}: {error}; choose another address with --bind");
    let listener = TcpListener::bind(bind).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let routes = routes(&desk, !bind.ip().is_loopback());
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut server = hyper::server::conn::http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
    ready(address);
    let mut stop = std::pin::pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let taken = tokio::select! {
            () = &mut stop => break,
            taken = async { (place.await, listener.accept().await) } => taken,
        };
        let (Ok(place), Ok((stream, peer))) = taken else {
            // Out of files, most likely: others will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let (routes, desk) = (routes.clone(), Arc::clone(&desk));
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            let mut routes = routes.clone();
            async move {
                let ready = ServiceExt::<hyper::Request<Incoming>>::ready(&mut routes).await?;
                ready.call(request).await
            }
        });
        let connection = graceful.watch(server.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            let _place = place;
            desk.metrics.connections.inc();
            // A connection that breaks is nobody's mistake here.
            let _ = connection.await;
            desk.metrics.connections.dec();
        });
    }
    // Streams of changes end by themselves; the rest gets a while.
    desk.changed.send_modify(|count| *count += 1);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => {}
    }
    Ok(())
}
