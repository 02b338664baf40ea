//! What goes to the terminal or down the pipe: readings, complaints, progress.

use std::io::{self, ErrorKind, Write};
use std::ops::ControlFlow;
use std::process::{ExitCode, exit};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressStyle};

use super::summary::Summary;
use purport_keep::Failure;

/// Status that shells report for a program stopped by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// How long Ctrl-C waits for a record that is being written.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints readings whole and in order to standard output, everything else to standard error.
pub struct Printer {
    /// Held while a record is written, so that an interruption does not cut it in two.
    output: Arc<Mutex<AutoStream<io::Stdout>>>,
    progress: ProgressBar,
    /// Between two reports stands an empty line; between two lines of JSON nothing.
    parted: bool,
    printed: usize,
    failed: bool,
}

impl Printer {
    /// A printer for `total` readings, when their number is known; `parted` by empty lines or not.
    pub fn new(color: ColorChoice, total: Option<usize>, parted: bool) -> Self {
        // Records contain no escape sequences, so there is nothing to strip from them either.
        let color = if parted { color } else { ColorChoice::AlwaysAnsi };
        let output = Arc::new(Mutex::new(AutoStream::new(io::stdout(), color)));
        let progress = progress_bar(total);
        stop_cleanly(Arc::clone(&output), progress.clone());
        Self { output, progress, parted, printed: 0, failed: false }
    }

    /// Print one reading. Breaks when nobody takes the output any longer.
    pub fn print(&mut self, text: &str) -> ControlFlow<()> {
        let gap = if self.parted && self.printed > 0 { "\n" } else { "" };
        self.printed += 1;
        // The output before the bar, as the handler of Ctrl-C takes them: the other way round they could wait for each
        // other.
        let mut output = self.output.lock().expect("nothing panics with this lock");
        let written = self.progress.suspend(|| write!(output, "{gap}{text}").and_then(|()| output.flush()));
        drop(output);
        self.progress.inc(1);
        let Err(error) = written else {
            return ControlFlow::Continue(());
        };
        // The reader of a pipe may leave when it has seen enough (`head`).
        if error.kind() != ErrorKind::BrokenPipe {
            self.failed = true;
            self.say(&format!("purport: standard output: cannot be written ({error}); nothing more was read"));
        }
        ControlFlow::Break(())
    }

    /// Say why an input was skipped.
    pub fn complain(&mut self, failure: &Failure) {
        self.progress.inc(1);
        self.say(&format!("purport: {failure}"));
    }

    /// End the run: the summary, if anything was skipped, and the status of the process.
    pub fn finish(self, summary: &Summary) -> ExitCode {
        self.progress.finish_and_clear();
        if summary.is_incomplete() {
            self.say(&summary.to_string());
        }
        if self.failed || summary.is_incomplete() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    fn say(&self, line: &str) {
        // A closed standard error is no reason to stop reading.
        self.progress.suspend(|| _ = writeln!(io::stderr(), "{line}"));
    }
}

/// A bar on standard error; nothing when that is no terminal or there is only one input.
fn progress_bar(total: Option<usize>) -> ProgressBar {
    let (bar, template) = match total {
        Some(0 | 1) => return ProgressBar::hidden(),
        Some(total) => (ProgressBar::new(total as u64), "{bar:30} {pos}/{len} articles, {eta} left"),
        None => (ProgressBar::no_length(), "{spinner} {pos} articles in {elapsed}"),
    };
    bar.with_style(ProgressStyle::with_template(template).expect("the template is well formed"))
}

/// On Ctrl-C: let the record that is being written end, take the bar away, leave.
fn stop_cleanly(output: Arc<Mutex<AutoStream<io::Stdout>>>, progress: ProgressBar) {
    let stop = move || {
        let begin = Instant::now();
        let _held = loop {
            match output.try_lock() {
                Ok(held) => break Some(held),
                // Nobody may be reading the other end of the pipe: do not wait for ever.
                Err(_) if begin.elapsed() > PATIENCE => break None,
                Err(_) => thread::sleep(Duration::from_millis(10)),
            }
        };
        progress.finish_and_clear();
        exit(INTERRUPTED)
    };
    // Without a handler Ctrl-C still ends the program, only less tidily.
    let _ = ctrlc::set_handler(stop);
}
