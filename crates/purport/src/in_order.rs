//! Work on all cores, results in the order of the inputs.
//!
//! In: inputs of any number, what to do with one. Out: the results, one after the other, as soon as all earlier ones
//! are out. Memory is bounded: no input is taken while [`AHEAD`] results a thread wait for an earlier one.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// Inputs taken, for each thread, beyond the earliest one that is still being worked on.
pub const AHEAD: usize = 4;

/// Hands each of `inputs` to `work` on one of `threads` threads and the results, in order, to `deliver`.
///
/// `work` must not panic: a result that never comes would hold up all later ones. When `deliver` breaks, nothing more is
/// taken; work in progress goes on unheeded, and a thread that waits for input keeps waiting until the process ends.
///
/// # Panics
/// When taking an input panicked.
pub fn in_order<Inputs, Result>(
    inputs: Inputs,
    threads: usize,
    work: impl Fn(Inputs::Item) -> Result + Send + Sync + 'static,
    mut deliver: impl FnMut(Result) -> ControlFlow<()>,
) where
    Inputs: Iterator + Send + 'static,
    Result: Send + 'static,
{
    let shared = Arc::new(Shared {
        inputs: Mutex::new(Some(inputs.enumerate())),
        delivered: Mutex::new(0),
        advanced: Condvar::new(),
        window: threads * AHEAD,
        work,
    });
    let (results, arrivals) = channel();
    for _ in 0..threads {
        let (shared, results) = (Arc::clone(&shared), results.clone());
        thread::spawn(move || shared.work_through(&results));
    }
    drop(results);

    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, result) in arrivals {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&next) {
            if deliver(result).is_break() {
                return;
            }
            next += 1;
            *shared.delivered.lock().expect("nothing panics with this lock") = next;
            shared.advanced.notify_all();
        }
    }
    assert!(!shared.inputs.is_poisoned() && waiting.is_empty(), "taking an input failed");
}

struct Shared<Inputs, Work> {
    /// `None` once exhausted: an iterator may not be asked again.
    inputs: Mutex<Option<std::iter::Enumerate<Inputs>>>,
    /// How many results are out. Its own lock: taking an input may block for long.
    delivered: Mutex<usize>,
    advanced: Condvar,
    window: usize,
    work: Work,
}

impl<Inputs: Iterator, Work> Shared<Inputs, Work> {
    fn work_through<Result>(&self, results: &Sender<(usize, Result)>)
    where
        Work: Fn(Inputs::Item) -> Result,
    {
        while let Some((index, input)) = self.take() {
            if results.send((index, (self.work)(input))).is_err() {
                return;
            }
        }
    }

    fn take(&self) -> Option<(usize, Inputs::Item)> {
        let mut inputs = self.inputs.lock().ok()?;
        let taken = inputs.as_mut()?.next();
        let Some((index, _)) = taken else {
            *inputs = None;
            return None;
        };
        // Still holding the inputs, so no other thread runs further ahead meanwhile.
        let mut delivered = self.delivered.lock().expect("nothing panics with this lock");
        while index >= *delivered + self.window {
            delivered = self.advanced.wait(delivered).expect("nothing panics with this lock");
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let mut seen = Vec::new();
        let uneven = |n: u64| {
            thread::sleep(Duration::from_micros(n * 7919 % 900));
            n
        };
        in_order(0..300, 7, uneven, |n| {
            seen.push(n);
            ControlFlow::Continue(())
        });
        assert!(seen.iter().copied().eq(0..300), "{seen:?}");
    }

    #[test]
    fn a_slow_input_does_not_make_the_others_pile_up() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let inputs = (0..1000).inspect(move |_| _ = counter.fetch_add(1, Ordering::SeqCst));
        let first_slow = |n| {
            if n == 0 {
                thread::sleep(Duration::from_millis(200));
            }
            n
        };
        let mut most = 0;
        in_order(inputs, 2, first_slow, |n| {
            most = most.max(taken.load(Ordering::SeqCst) - n);
            ControlFlow::Continue(())
        });
        // One more than the window: the input that waits for its turn has been taken.
        assert!(most <= 2 * AHEAD + 1, "{most}");
    }

    #[test]
    fn breaking_off_stops_although_inputs_never_end() {
        let mut seen = 0;
        in_order(
            0..,
            2,
            |n: u64| n,
            |_| {
                seen += 1;
                if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 10);
    }
}
