//! Pinned floors: scores that must not fall, and the data that they were measured on.
//!
//! A floors file is JSON, one object a task:
//!
//! ```json
//! {"attribution polnear/dev": {"data": "e3b0…", "quoted.whole": 0.88, "whole": 0.727}}
//! ```
//!
//! `data` is the BLAKE3 of the gold files; every other field is a metric and the least that its score may be. Floors go
//! up by [`ratchet`], and down only when [`Lowering::Allowed`] says so, after the habit of trafilatura's evaluation gate.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::score::Report;

/// How far below the measured score a floor is set: less than a person would call a change, more than noise.
const SLACK: f64 = 0.005;

/// The floors of all tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Floors {
    /// By task.
    pub tasks: BTreeMap<String, TaskFloors>,
}

/// The floors of one task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskFloors {
    /// BLAKE3 of the gold files, in hexadecimal ([`data_hash`]).
    pub data: String,
    /// The least score, by metric.
    #[serde(flatten)]
    pub metrics: BTreeMap<String, f64>,
}

impl Floors {
    /// Reads a floors file; one that is not there holds no floors.
    ///
    /// # Errors
    /// When it cannot be read or is not of the form above.
    pub fn open(path: &Path) -> Result<Self> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| Error::new(error).in_file(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Error::new(error).in_file(path)),
        }
    }

    /// Writes the file, tasks and metrics in the order of their names.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self).map_err(|error| Error::new(error).in_file(path))?;
        text.push('\n');
        fs::write(path, text).map_err(|error| Error::new(error).in_file(path))
    }
}

/// A floor that does not hold. Displays as one line.
#[derive(Clone, Debug, PartialEq)]
pub enum Violation {
    /// The score is below the floor.
    Below {
        /// The report's task.
        task: String,
        /// The metric.
        metric: String,
        /// What it must be at least.
        floor: f64,
        /// What it is.
        score: f64,
    },
    /// The report does not have a metric that has a floor.
    Unmeasured {
        /// The report's task.
        task: String,
        /// The metric.
        metric: String,
    },
    /// The gold data is not what the floors were pinned on, so the scores cannot be compared.
    OtherData {
        /// The report's task.
        task: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Below { task, metric, floor, score } => {
                write!(out, "{task}: {metric} is {score:.4}, below {floor:.4}")
            }
            Self::Unmeasured { task, metric } => {
                write!(out, "{task}: {metric} has a floor but was not measured")
            }
            Self::OtherData { task } => write!(out, "{task}: {}", ErrorKind::DataChanged),
        }
    }
}

/// Holds reports against floors. A task without floors, and floors without a report, are passed over: which tasks are
/// run is the caller's to decide.
///
/// ```
/// use purport_eval::floors::{self, Floors, Lowering};
/// use purport_eval::{Report, Row};
/// let report = |right| Report {
///     task: "names".into(), documents: 1, missing: 0, data: "ab".into(),
///     rows: vec![Row::balanced("all", right, 100, 100).as_headline()],
/// };
/// let mut pinned = Floors::default();
/// floors::ratchet(&[report(90)], &mut pinned, Lowering::Refused).unwrap();
/// assert!(floors::check(&[report(90)], &pinned).is_empty());
/// assert_eq!(floors::check(&[report(89)], &pinned)[0].to_string(), "names: all is 0.8900, below 0.8950");
/// ```
#[must_use]
pub fn check(reports: &[Report], floors: &Floors) -> Vec<Violation> {
    let mut violations = Vec::new();
    for report in reports {
        let Some(pinned) = floors.tasks.get(&report.task) else {
            continue;
        };
        let task = report.task.clone();
        if report.data != pinned.data {
            violations.push(Violation::OtherData { task });
            continue;
        }
        for (metric, &floor) in &pinned.metrics {
            let (task, metric) = (task.clone(), metric.clone());
            match report.row(&metric).map(|row| row.score) {
                None => violations.push(Violation::Unmeasured { task, metric }),
                Some(score) if score < floor => violations.push(Violation::Below { task, metric, floor, score }),
                Some(_) => {}
            }
        }
    }
    violations
}

/// Whether a floor may go down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lowering {
    /// Floors only rise.
    Refused,
    /// Floors follow the scores, and new gold data takes the place of old: a person asked for it.
    Allowed,
}

/// Raises the floors of the reported tasks to half a point below their scores, in steps of a thousandth.
///
/// A task that has no floors yet gets one for each headline row. One that has keeps its list of metrics, so that a
/// metric can be pinned or unpinned by hand.
///
/// # Errors
/// When the gold data changed and lowering is refused; nothing is changed then.
pub fn ratchet(reports: &[Report], floors: &mut Floors, lowering: Lowering) -> Result<()> {
    let mut raised = floors.clone();
    for report in reports {
        let headline = || {
            report.rows.iter().filter(|row| row.headline && !row.error).map(|row| (row.metric.clone(), 0.0)).collect()
        };
        let new = || TaskFloors { data: report.data.clone(), metrics: headline() };
        let task = raised.tasks.entry(report.task.clone()).or_insert_with(new);
        if task.data != report.data {
            if lowering == Lowering::Refused {
                return Err(Error::new(ErrorKind::DataChanged).in_record(&report.task));
            }
            task.data.clone_from(&report.data);
        }
        for (metric, floor) in &mut task.metrics {
            let Some(row) = report.row(metric) else {
                continue;
            };
            let measured = (((row.score - SLACK) * 1000.0 + 1e-6).floor() / 1000.0).max(0.0);
            *floor = if lowering == Lowering::Allowed { measured } else { floor.max(measured) };
        }
    }
    *floors = raised;
    Ok(())
}

/// BLAKE3 over gold files, in hexadecimal: every file's name below `root`, its length and its bytes, in the order given.
///
/// # Errors
/// When a file cannot be read.
pub fn data_hash(root: &Path, files: &[PathBuf]) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for path in files {
        let bytes = fs::read(path).map_err(|error| Error::new(error).in_file(path))?;
        let name = path.strip_prefix(root).unwrap_or(path);
        // A single file is its own root: its name below it is empty, wherever it lies.
        let parts: Vec<String> = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        hasher.update(parts.join("/").as_bytes()).update(&[0]).update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Row;

    fn report(right: usize, data: &str) -> Report {
        let rows = vec![Row::balanced("all", right, 1000, 1000).as_headline(), Row::balanced("aside", 1, 1, 1)];
        Report { task: "names".into(), documents: 1, missing: 0, data: data.into(), rows }
    }

    fn floor(floors: &Floors) -> f64 {
        floors.tasks["names"].metrics["all"]
    }

    #[test]
    fn floors_rise_and_fall_only_when_told_to() {
        let mut floors = Floors::default();
        ratchet(&[report(900, "a")], &mut floors, Lowering::Refused).unwrap();
        assert_eq!(floor(&floors), 0.895);
        assert_eq!(floors.tasks["names"].metrics.len(), 1);
        ratchet(&[report(850, "a")], &mut floors, Lowering::Refused).unwrap();
        assert_eq!(floor(&floors), 0.895);
        ratchet(&[report(950, "a")], &mut floors, Lowering::Refused).unwrap();
        assert_eq!(floor(&floors), 0.945);
        ratchet(&[report(850, "a")], &mut floors, Lowering::Allowed).unwrap();
        assert_eq!(floor(&floors), 0.845);
    }

    #[test]
    fn other_data_is_no_comparison() {
        let mut floors = Floors::default();
        ratchet(&[report(900, "a")], &mut floors, Lowering::Refused).unwrap();
        assert_eq!(check(&[report(990, "b")], &floors), [Violation::OtherData { task: "names".into() }]);
        let before = floors.clone();
        assert!(ratchet(&[report(990, "b")], &mut floors, Lowering::Refused).is_err());
        assert_eq!(floors, before);
        ratchet(&[report(800, "b")], &mut floors, Lowering::Allowed).unwrap();
        assert!(check(&[report(800, "b")], &floors).is_empty());
    }

    #[test]
    fn a_metric_that_went_away_is_a_violation() {
        let mut floors = Floors::default();
        ratchet(&[report(900, "a")], &mut floors, Lowering::Refused).unwrap();
        let mut other = report(900, "a");
        other.rows.remove(0);
        let expected = Violation::Unmeasured { task: "names".into(), metric: "all".into() };
        assert_eq!(check(&[other], &floors), [expected]);
    }

    #[test]
    fn the_file_is_one_flat_object_a_task() {
        let text = r#"{"names":{"data":"ab","all":0.84}}"#;
        let floors: Floors = serde_json::from_str(text).unwrap();
        assert_eq!(floor(&floors), 0.84);
        assert_eq!(serde_json::to_string(&floors).unwrap(), text);
    }

    #[test]
    fn the_hash_is_of_names_and_bytes_and_not_of_where_they_lie() {
        let hash = |folder: &str, name: &str, bytes: &str| {
            let root = std::env::temp_dir().join(format!("purport-floors-{}-{folder}", std::process::id()));
            fs::create_dir_all(&root).unwrap();
            let file = root.join(name);
            fs::write(&file, bytes).unwrap();
            let hash = data_hash(&root, &[file]).unwrap();
            fs::remove_dir_all(&root).unwrap();
            hash
        };
        let first = hash("a", "x.ann", "T1");
        assert_eq!(first, hash("b", "x.ann", "T1"));
        assert_ne!(first, hash("a", "y.ann", "T1"));
        assert_ne!(first, hash("a", "x.ann", "T2"));
    }
}
