//! Everything that came in, as three Parquet tables in a folder: lossless.
//!
//! In: a store, a moment. Out: `article.parquet` (typed columns, the text), `reading.parquet` (counts to filter by, the whole
//! reading as JSON in `body`, spans in code points), `review.parquet` (the act as JSON in `body`); rows in the order of the
//! log, `known` in milliseconds UTC. And back: the tables are read side by side, merged by `known`. Compressed with Snappy.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field, Row as Record};
use ::parquet::schema::parser::parse_message_type;
use purport_ledger::derive::hex;
use purport_ledger::review::Review;
use purport_ledger::store::Asked;
use purport_ledger::store::{Moment, Store};
use purport_text::Article;

use crate::error::{ExportError, Result};
use crate::export::Summary;
use crate::import::{Body, checked, key_of};
use crate::log::{Entry, entries, parts};
use crate::merge::Row;
use crate::text::json;

/// Bytes of values after which a group of rows is written.
const GROUP: usize = 32 << 20;

const ARTICLE: &str = "message article {
    required binary key (STRING); required int64 known (TIMESTAMP(MILLIS,true)); required binary id (STRING);
    optional binary title (STRING); optional binary publisher (STRING);
    required group authors (LIST) { repeated group list { required binary element (STRING); } }
    optional binary url (STRING); optional binary published (STRING); optional binary language (STRING);
    required binary text (STRING); }";

const READING: &str = "message reading {
    required binary key (STRING); required int64 known (TIMESTAMP(MILLIS,true));
    required binary reader_version (STRING); required binary reader_model (STRING);
    required int32 claims; required int32 events; required binary body (JSON); }";

const REVIEW: &str = "message review {
    required int64 id; required int64 known (TIMESTAMP(MILLIS,true)); required binary author (STRING);
    required binary reason (STRING); required binary act (STRING); required binary body (JSON); }";

/// A column's values of the group under way. Levels as Parquet has them: what is there, what begins a list.
enum Column {
    Text(Vec<ByteArray>, Option<Vec<i16>>),
    List(Vec<ByteArray>, Vec<i16>, Vec<i16>),
    Long(Vec<i64>),
    Int(Vec<i32>),
}

/// A value of a row.
enum Value<'a> {
    Text(&'a str),
    Maybe(Option<&'a str>),
    List(&'a [String]),
    Long(i64),
    Count(usize),
}

struct Table {
    writer: SerializedFileWriter<File>,
    columns: Vec<Column>,
    bytes: usize,
}

impl Table {
    fn create(path: &Path, schema: &str) -> Result<Self> {
        let file = File::create(path).map_err(ExportError::file(path))?;
        let schema = Arc::new(parse_message_type(schema)?);
        let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        Ok(Self { writer: SerializedFileWriter::new(file, schema, properties)?, columns: Vec::new(), bytes: 0 })
    }

    fn push(&mut self, row: &[Value<'_>]) -> Result<()> {
        if self.columns.is_empty() {
            self.columns = row
                .iter()
                .map(|value| match value {
                    Value::Text(_) => Column::Text(Vec::new(), None),
                    Value::Maybe(_) => Column::Text(Vec::new(), Some(Vec::new())),
                    Value::List(_) => Column::List(Vec::new(), Vec::new(), Vec::new()),
                    Value::Long(_) => Column::Long(Vec::new()),
                    Value::Count(_) => Column::Int(Vec::new()),
                })
                .collect();
        }
        for (column, value) in self.columns.iter_mut().zip(row) {
            match (column, value) {
                (Column::Text(values, _), Value::Text(text)) => {
                    self.bytes += text.len();
                    values.push(ByteArray::from(*text));
                }
                (Column::Text(values, Some(there)), Value::Maybe(text)) => {
                    there.push(i16::from(text.is_some()));
                    values.extend(text.map(ByteArray::from));
                }
                (Column::List(values, there, goes_on), Value::List(items)) => {
                    if items.is_empty() {
                        there.push(0);
                        goes_on.push(0);
                    }
                    for (place, item) in items.iter().enumerate() {
                        there.push(1);
                        goes_on.push(i16::from(place > 0));
                        values.push(ByteArray::from(item.as_str()));
                    }
                }
                (Column::Long(values), Value::Long(value)) => values.push(*value),
                (Column::Int(values), Value::Count(value)) => values.push(i32::try_from(*value).unwrap_or(i32::MAX)),
                _ => {}
            }
        }
        if self.bytes >= GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.bytes = 0;
        let columns = std::mem::take(&mut self.columns);
        if columns.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in columns {
            let Some(mut writer) = group.next_column()? else { break };
            match column {
                Column::Text(values, there) => {
                    writer.typed::<ByteArrayType>().write_batch(&values, there.as_deref(), None)?;
                }
                Column::List(values, there, goes_on) => {
                    writer.typed::<ByteArrayType>().write_batch(&values, Some(&there), Some(&goes_on))?;
                }
                Column::Long(values) => {
                    writer.typed::<Int64Type>().write_batch(&values, None, None)?;
                }
                Column::Int(values) => {
                    writer.typed::<Int32Type>().write_batch(&values, None, None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }

    fn close(mut self) -> Result<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}

pub(crate) fn write<S: Store + Asked>(store: &S, at: Moment, folder: &Path) -> Result<Summary> {
    std::fs::create_dir_all(folder).map_err(ExportError::file(folder))?;
    let mut articles = Table::create(&folder.join("article.parquet"), ARTICLE)?;
    let mut readings = Table::create(&folder.join("reading.parquet"), READING)?;
    let mut reviews = Table::create(&folder.join("review.parquet"), REVIEW)?;
    let mut summary = Summary::default();
    entries(store, at, |entry| {
        summary.records += 1;
        match entry {
            Entry::Article(row, reading) => {
                let Article { id, title, publisher, authors, url, published, language, text } = &reading.article;
                articles.push(&[
                    Value::Text(&hex(&row.key)),
                    Value::Long(row.known),
                    Value::Text(id),
                    Value::Maybe(title.as_deref()),
                    Value::Maybe(publisher.as_deref()),
                    Value::List(authors),
                    Value::Maybe(url.as_deref()),
                    Value::Maybe(published.as_deref()),
                    Value::Maybe(language.as_deref()),
                    Value::Text(text),
                ])
            }
            Entry::Reading(row, reading, known) => readings.push(&[
                Value::Text(&hex(&row.key)),
                Value::Long(known),
                Value::Text(&reading.reader.version),
                Value::Text(&reading.reader.model),
                Value::Count(reading.claims.len()),
                Value::Count(reading.events.len()),
                Value::Text(&parts(reading).1),
            ]),
            Entry::Review(Review { id, known, author, reason, act }) => reviews.push(&[
                Value::Long(*id),
                Value::Long(*known),
                Value::Text(author),
                Value::Text(reason),
                Value::Text(act.name()),
                Value::Text(&json(act)?),
            ]),
        }
    })?;
    articles.close()?;
    readings.close()?;
    reviews.close()?;
    Ok(summary)
}

/// A table being read: its rows so far, and the next one with its moment.
struct Rows {
    place: String,
    count: u64,
    rows: RowIter<'static>,
    next: Option<(Moment, Record)>,
}

impl Rows {
    fn open(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let place = path.display().to_string();
        let file = File::open(&path).map_err(ExportError::file(&path))?;
        let reader = SerializedFileReader::new(file).map_err(|error| ExportError::new(&*place, error))?;
        let reader: Box<dyn FileReader> = Box::new(reader);
        let mut rows = Self { place, count: 0, rows: RowIter::from_file_into(reader), next: None };
        rows.advance()?;
        Ok(rows)
    }

    /// Gives the next row and looks at the one after it.
    fn advance(&mut self) -> Result<Option<Record>> {
        let taken = self.next.take().map(|(_, row)| row);
        self.count += 1;
        if let Some(row) = self.rows.next() {
            let row = row.map_err(|error| ExportError::new(self.at(), error))?;
            let known = self.checked(long(&row, "known"))?;
            self.next = Some((known, row));
        }
        Ok(taken)
    }

    fn known(&self) -> Option<Moment> {
        self.next.as_ref().map(|(known, _)| *known)
    }

    fn at(&self) -> String {
        format!("{}, row {}", self.place, self.count)
    }

    fn checked<T>(&self, value: std::result::Result<T, String>) -> Result<T> {
        value.map_err(|why| ExportError::row(&self.at(), why))
    }
}

fn field<'r>(row: &'r Record, name: &str) -> std::result::Result<&'r Field, String> {
    let found = row.get_column_iter().find(|(column, _)| *column == name);
    found
        .map(|(_, field)| field)
        .ok_or_else(|| format!("there is no column {name:?}; use a folder that an export wrote"))
}

fn maybe(row: &Record, name: &str) -> std::result::Result<Option<String>, String> {
    match field(row, name)? {
        Field::Str(text) => Ok(Some(text.clone())),
        Field::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes.data()).map_err(|_| format!("column {name:?} is not UTF-8"))?;
            Ok(Some(text.to_owned()))
        }
        Field::Null => Ok(None),
        _ => Err(format!("column {name:?} is not text")),
    }
}

fn text(row: &Record, name: &str) -> std::result::Result<String, String> {
    maybe(row, name)?.ok_or_else(|| format!("column {name:?} is empty"))
}

fn long(row: &Record, name: &str) -> std::result::Result<i64, String> {
    match field(row, name)? {
        Field::Long(value) | Field::TimestampMillis(value) => Ok(*value),
        // Other programs write microseconds.
        Field::TimestampMicros(value) => Ok(value.div_euclid(1000)),
        _ => Err(format!("column {name:?} is not a number or time")),
    }
}

fn list(row: &Record, name: &str) -> std::result::Result<Vec<String>, String> {
    let Field::ListInternal(list) = field(row, name)? else { return Err(format!("column {name:?} is not a list")) };
    let item = |field: &Field| match field {
        Field::Str(text) => Ok(text.clone()),
        _ => Err(format!("column {name:?} holds what is not text")),
    };
    list.elements().iter().map(item).collect()
}

fn article(row: &Record) -> std::result::Result<Row, String> {
    let article = Article {
        id: text(row, "id")?,
        title: maybe(row, "title")?,
        publisher: maybe(row, "publisher")?,
        authors: list(row, "authors")?,
        url: maybe(row, "url")?,
        published: maybe(row, "published")?,
        language: maybe(row, "language")?,
        text: text(row, "text")?,
    };
    checked(article, &text(row, "key")?).map(Row::Article)
}

fn reading(row: &Record) -> std::result::Result<Row, String> {
    let body: Body = serde_json::from_str(&text(row, "body")?).map_err(|error| format!("not a reading: {error}"))?;
    Ok(Row::Reading {
        key: key_of(&text(row, "key")?)?,
        known: long(row, "known")?,
        finish: Box::new(move |article| body.finish(article)),
    })
}

fn review(row: &Record) -> std::result::Result<Row, String> {
    let act = serde_json::from_str(&text(row, "body")?).map_err(|error| format!("not a review: {error}"))?;
    let (author, reason) = (text(row, "author")?, text(row, "reason")?);
    Ok(Row::Review(Review { id: long(row, "id")?, known: long(row, "known")?, author, reason, act }))
}

/// The rows of the three tables in the order of the log: of one moment each reading, its article before it, then reviews.
pub(crate) fn read(folder: &Path, mut take: impl FnMut(Row, &str) -> Result<()>) -> Result<()> {
    let mut articles = Rows::open(folder, "article.parquet")?;
    let mut readings = Rows::open(folder, "reading.parquet")?;
    let mut reviews = Rows::open(folder, "review.parquet")?;
    loop {
        let upcoming = [readings.known(), reviews.known()].into_iter().flatten().min();
        let Some(known) = upcoming else { break };
        if readings.known() == Some(known) {
            // The article of a first reading is the next one in its table; a later reading finds it in the ledger.
            let key = |rows: &Rows| rows.next.as_ref().and_then(|(_, row)| text(row, "key").ok());
            if articles.known() == Some(known) && key(&articles) == key(&readings) {
                hand(&mut articles, article, &mut take)?;
            }
            hand(&mut readings, reading, &mut take)?;
        } else {
            hand(&mut reviews, review, &mut take)?;
        }
    }
    Ok(())
}

fn hand(
    rows: &mut Rows,
    make: impl FnOnce(&Record) -> std::result::Result<Row, String>,
    take: &mut impl FnMut(Row, &str) -> Result<()>,
) -> Result<()> {
    let place = rows.at();
    match rows.advance()? {
        Some(row) => take(make(&row).map_err(|why| ExportError::row(&place, why))?, &place),
        None => Ok(()),
    }
}
