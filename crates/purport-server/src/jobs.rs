//! Addresses that are being added: fetched politely, read, kept, one after the other.
//!
//! In: an http(s) address of a page or a feed. Out: a [`Job`], which tells how far it is. Only public machines are reached unless
//! others were allowed, after redirects and whatever names resolve to: see `purport-gather`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use purport_gather::{Client, Gathered, SystemClock, gather};
use purport_keep::{Done, Keep, read, work};
use serde::Serialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::problem::{Code, Problem};

/// Jobs that run at a time.
const RUNNING: usize = 4;

/// Jobs that are remembered.
const REMEMBERED: usize = 100;

/// Ids and lines of a job that are told.
const TOLD: usize = 500;

/// An address that is being added.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// The address.
    pub url: String,
    /// How far it is.
    pub state: JobState,
    /// Ids of articles that were added.
    pub added: Vec<String>,
    /// How many were in the ledger before.
    pub known: u64,
    /// What was skipped, and why.
    pub skipped: Vec<String>,
    /// Why the job failed.
    pub error: Option<String>,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// It runs.
    Running,
    /// It has ended; what could be read is kept.
    Done,
    /// The ledger could not be written.
    Failed,
}

/// The jobs of a server.
pub struct Jobs {
    jobs: Mutex<VecDeque<Job>>,
    running: Arc<Semaphore>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { jobs: Mutex::default(), running: Arc::new(Semaphore::new(RUNNING)) }
    }
}

impl Jobs {
    /// All that are remembered, the newest first.
    pub fn all(&self) -> Vec<Job> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// One.
    pub fn get(&self, id: &str) -> Option<Job> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|job| job.id == id).cloned()
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Job)) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = jobs.iter_mut().find(|job| job.id == id) {
            change(job);
        }
    }
}

/// Starts a job.
///
/// # Errors
/// When the ledger may only be read, or too many jobs run.
pub fn start(desk: &Arc<Desk>, url: &str) -> Result<Job, Problem> {
    desk.writer()?;
    let is_address = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    });
    if !is_address || url.chars().any(|ch| ch.is_control() || ch.is_whitespace()) {
        return Err(Problem::new(Code::BadRequest, "url is an address that begins with http:// or https://"));
    }
    let busy =
        |_| Problem::new(Code::TooMany, "as many addresses as can be are being added; try again when one is done");
    let turn = Arc::clone(&desk.jobs.running).try_acquire_owned().map_err(busy)?;
    let job = Job {
        id: format!("j{}", desk.number()),
        url: url.to_owned(),
        state: JobState::Running,
        added: Vec::new(),
        known: 0,
        skipped: Vec::new(),
        error: None,
    };
    {
        let mut jobs = desk.jobs.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.push_front(job.clone());
        jobs.truncate(REMEMBERED);
    }
    let (desk, id, url) = (Arc::clone(desk), job.id.clone(), url.to_owned());
    let run = move || {
        let _turn = turn;
        let outcome = add(&desk, &id, url);
        desk.jobs.change(&id, |job| match outcome {
            Ok(()) => job.state = JobState::Done,
            Err(why) => (job.state, job.error) = (JobState::Failed, Some(why)),
        });
    };
    std::thread::Builder::new().name("job".to_owned()).spawn(run).map_err(Problem::internal)?;
    Ok(job)
}

fn add(desk: &Arc<Desk>, id: &str, url: String) -> Result<(), String> {
    let mut keep = Keep::open(&desk.path, false)?;
    let memory = keep.memory();
    let client = Client::new(desk.manners.clone(), Arc::new(SystemClock::new()), Box::new(memory.clone()));
    for gathered in gather(vec![url], client) {
        let done = work(gathered, &memory, |article| read(&desk.reader, article));
        let told = told(&done);
        keep.take(done)?;
        // At once, so that the ledger is not held while the next page is fetched.
        keep.write()?;
        if matches!(told, Some(Told::Added(_))) {
            desk.tell_change();
        }
        desk.jobs.change(id, |job| match told {
            Some(Told::Added(article)) if job.added.len() < TOLD => job.added.push(article),
            Some(Told::Known) => job.known += 1,
            Some(Told::Skipped(why)) if job.skipped.len() < TOLD => job.skipped.push(why),
            _ => {}
        });
    }
    keep.write()
}

enum Told {
    Added(String),
    Known,
    Skipped(String),
}

fn told(done: &Done) -> Option<Told> {
    Some(match done {
        Done::Read(reading, _) => Told::Added(reading.article.id.clone()),
        Done::Known(..) => Told::Known,
        Done::Failed(failure, _) => Told::Skipped(failure.to_string()),
        Done::Passed(passed) => Told::Skipped(format!("{}: {}", passed.name, passed.reason)),
        Done::FeedEnded(_) => return None,
    })
}

/// Whether a gathered step is of the feed itself, not of one of its entries.
pub fn is_of_feed(gathered: &Gathered, url: &str) -> bool {
    match gathered {
        Gathered::Failed(error, _) => error.place.name == url,
        Gathered::Passed(passed) => passed.name == url,
        Gathered::FeedEnded(_) => true,
        Gathered::Item(_) => false,
    }
}
