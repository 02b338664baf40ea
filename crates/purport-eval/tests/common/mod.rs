//! Where the gold data and the reference programs are.
#![allow(dead_code, reason = "every test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder beside the repository that holds data and reference programs.
fn beside_the_repository() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("two levels above the crate");
    workspace.with_file_name("shared")
}

fn named_by(variable: &str, otherwise: PathBuf) -> PathBuf {
    std::env::var_os(variable).map_or(otherwise, PathBuf::from)
}

fn or_skip(path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// A path in the folder of gold data (`PURPORT_DATA`).
pub fn data(path: &str) -> Option<PathBuf> {
    or_skip(named_by("PURPORT_DATA", beside_the_repository().join("data")).join(path))
}

/// The folder of reference programs (`PURPORT_SHARED`), when Python can run them.
pub fn reference(program: &str) -> Option<PathBuf> {
    let path = or_skip(named_by("PURPORT_SHARED", beside_the_repository()).join("eval").join(program))?;
    if Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return Some(path);
    }
    println!("skipped: python3 cannot be run");
    None
}

/// A place for a test's own files.
pub fn temporary(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("purport-eval");
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder.join(name)
}

/// A small generator of pseudo-random numbers (Knuth's linear congruential one): tests repeat exactly.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}
