//! The ledger in the formats of other programs, streamed.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use purport_export::{Format, Request, Table, To, export};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::desk::Desk;
use crate::problem::{Code, Problem};
use crate::query::{Asked, Conditions, bad};

/// Bytes of a piece of the stream.
const PIECE: usize = 64 * 1024;

/// Pieces that wait for a slow reader.
const WAITING: usize = 4;

/// Longest time in which a reader takes nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// The formats that can be streamed.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "it only describes: formats are found by name")]
pub enum ExportFormat {
    /// Everything that came in, JSON lines.
    Jsonl,
    /// A table of claims.
    Csv,
    /// A table of findings.
    CsvFindings,
    /// A table of events.
    CsvEvents,
    /// PLOVER event records.
    Plover,
    /// POLECAT's columns.
    Polecat,
    /// Quotations as in GDELT's knowledge graph.
    Gkg,
    /// Quotations as BBC Citron has them.
    Citron,
    /// A STIX 2.1 bundle.
    Stix,
    /// schema.org, Web Annotation, PROV.
    JsonLd,
}

/// The ledger in the format of another program
///
/// `jsonl` holds everything that came in, and takes no condition but `as_of`; the others hold what they have a place for. `csv`
/// is a table of claims; `csv-findings` and `csv-events` are those of findings and events.
#[utoipa::path(
    get, path = "/api/v1/exports/{format}", tag = "server",
    params(("format" = ExportFormat, Path, description = "The format", example = "csv"), Conditions),
    responses((
        status = 200,
        description = "The export, streamed",
        content(
            (String = "application/x-ndjson"),
            (String = "text/csv"),
            (String = "text/tab-separated-values"),
            (Object = "application/stix+json"),
            (Object = "application/ld+json")
        )
    ))
)]
pub async fn exports(
    State(desk): State<Arc<Desk>>,
    Path(format): Path<String>,
    Asked(asked): Asked<Conditions>,
) -> Result<Response, Problem> {
    let (name, table) = match format.as_str() {
        "csv-findings" => ("csv", Table::Findings),
        "csv-events" => ("csv", Table::Events),
        name => (name, Table::Claims),
    };
    let found = Format::named(name).filter(|format| *format != Format::Parquet);
    let format = found.ok_or_else(|| super::answers::missing("format", &format))?;
    asked.only_of("/api/v1/exports/{format}")?;
    let request = Request { format, table, filter: asked.filter()? };
    let is_plain = request.filter == purport_ledger::ask::Filter { at: request.filter.at, ..Default::default() };
    if format.is_lossless() && !is_plain {
        return Err(bad("this format holds everything and takes no condition but as_of; choose another format"));
    }
    let busy =
        |_| Problem::new(Code::TooMany, "as many exports as can be are being written; try again when one is done");
    let place = Arc::clone(&desk.exports).try_acquire_owned().map_err(busy)?;
    let (sender, receiver) = mpsc::channel(WAITING);
    let runtime = Handle::current();
    let pool = Arc::clone(&desk.pool);
    // A slow reader holds a reader of the ledger, not a thread that serves.
    tokio::task::spawn_blocking(move || {
        let _place = place;
        let mut out = Pieces { runtime, sender, piece: Vec::with_capacity(PIECE) };
        let done = pool.ask_here(|store| {
            let written = export(store, &request, To::Stream(&mut out)).map_err(Problem::internal);
            written.and_then(|_| out.flush().map_err(Problem::internal))
        });
        if let Err(problem) = done {
            // The stream is cut, which its reader sees: what came is not whole.
            let _ = out.send(Err(io::Error::other(problem.detail)));
        }
    });
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Polecat | Format::Gkg => ("text/tab-separated-values; charset=utf-8", "tsv"),
        Format::Stix => ("application/stix+json;version=2.1", "json"),
        Format::JsonLd => ("application/ld+json", "jsonld"),
        _ => ("application/x-ndjson", "jsonl"),
    };
    let name = format!("attachment; filename=\"purport-{}.{ending}\"", format.name());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Problem::internal)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// Pieces of a stream, sent as they fill.
struct Pieces {
    runtime: Handle,
    sender: mpsc::Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Pieces {
    /// Sends, unless the reader has left or takes nothing for long.
    fn send(&self, piece: io::Result<Bytes>) -> io::Result<()> {
        let sent = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.sender.send(piece)).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE)));
        self.send(Ok(piece))
    }
}
