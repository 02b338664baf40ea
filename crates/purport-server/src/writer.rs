//! The one writer of a served ledger: what requests want kept, in batches, each acknowledged once it is safe.
//!
//! Requests that come while a batch is written wait and make the next one. One that fails costs no other: a batch with a failure
//! is taken back and its requests are tried one by one. The ledger is held only while a batch is written, so that `purport add`
//! may write to it too.

use std::path::Path;

use purport_keep::now;
use purport_ledger::review::Act;
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::{Added, Ledger, Result as LedgerResult};
use purport_read::Reading;
use tokio::sync::{mpsc, oneshot};

use crate::problem::{Code, Problem};

/// Requests of a batch.
const BATCH: usize = 64;

/// Requests that may wait.
const WAITING: usize = 256;

/// What is to be kept.
#[derive(Clone)]
pub enum Wish {
    /// An article that was read.
    Add(Box<Reading>),
    /// What a person decided.
    Review {
        /// Who.
        author: String,
        /// Why.
        reason: String,
        /// What.
        act: Act,
    },
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// An article.
    Article(Added),
    /// A review, with its number.
    Review(i64),
}

type Reply = oneshot::Sender<Result<Kept, Problem>>;

/// The way to the writer.
#[derive(Clone)]
pub struct Writer(mpsc::Sender<(Wish, Reply)>);

impl Writer {
    /// Starts the writer's thread. It ends, after what waits, when the last way to it is gone.
    ///
    /// # Errors
    /// When the ledger cannot be written, or no thread be had.
    pub fn start(path: &Path) -> Result<(Self, std::thread::JoinHandle<()>), String> {
        drop(SqliteStore::existing(path).map_err(|error| error.to_string())?);
        let (sender, receiver) = mpsc::channel(WAITING);
        let path = path.to_path_buf();
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || run(&path, receiver));
        Ok((Self(sender), thread.map_err(|error| format!("no thread for the writer: {error}"))?))
    }

    /// Have something kept; answered when it is safe.
    ///
    /// # Errors
    /// When it could not be kept.
    pub async fn keep(&self, wish: Wish) -> Result<Kept, Problem> {
        let (reply, answer) = oneshot::channel();
        let full = |_| Problem::new(Code::TooMany, "too much is waiting to be written; try again in a moment");
        self.0.try_send((wish, reply)).map_err(full)?;
        answer.await.map_err(|_| Problem::internal("the writer has stopped"))?
    }
}

fn run(path: &Path, mut receiver: mpsc::Receiver<(Wish, Reply)>) {
    while let Some(first) = receiver.blocking_recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = receiver.try_recv()
        {
            batch.push(next);
        }
        let (wishes, replies): (Vec<Wish>, Vec<Reply>) = batch.into_iter().unzip();
        let together = write(path, &wishes);
        let answers = match together {
            Ok(kept) => kept.into_iter().map(Ok).collect(),
            Err(error) if wishes.len() == 1 => vec![Err(Problem::from(error))],
            Err(_) => {
                let alone = |wish| write(path, std::slice::from_ref(wish)).map_err(Problem::from);
                let first = |wish| alone(wish).and_then(|kept| kept.into_iter().next().ok_or_else(nothing));
                wishes.iter().map(first).collect::<Vec<_>>()
            }
        };
        for (reply, answer) in replies.into_iter().zip(answers) {
            // Who asked may have left; it is kept all the same.
            let _ = reply.send(answer);
        }
    }
}

fn nothing() -> Problem {
    Problem::internal("nothing was written")
}

/// Writes wishes as one batch: all of them, or none.
fn write(path: &Path, wishes: &[Wish]) -> LedgerResult<Vec<Kept>> {
    let mut ledger = Ledger::new(SqliteStore::existing(path)?);
    ledger.begin(now())?;
    let keep = |ledger: &mut Ledger<SqliteStore>, wish: &Wish| match wish {
        Wish::Add(reading) => ledger.add(reading.as_ref().clone()).map(Kept::Article),
        Wish::Review { author, reason, act } => ledger.review(author, reason, act.clone()).map(Kept::Review),
    };
    let kept: LedgerResult<Vec<Kept>> = wishes.iter().map(|wish| keep(&mut ledger, wish)).collect();
    match kept {
        Ok(kept) => ledger.commit().map(|()| kept),
        Err(error) => {
            ledger.roll_back();
            Err(error)
        }
    }
}
