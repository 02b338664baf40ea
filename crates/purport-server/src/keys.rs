//! Keys to a served ledger: who may read, write, review.
//!
//! In: a file of names, scopes and hashes (Argon2id, RFC 9106; never the keys themselves). Out: who a request comes from. A key is
//! `purport_`, its name, `_`, and 32 random bytes in hexadecimal digits. Checking a key is slow on purpose: one at a time, and
//! what was found right is remembered by its BLAKE3 hash until the server ends.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use serde::{Deserialize, Serialize};

/// What a key allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// To ask the ledger, and to have texts read that are not kept.
    Read,
    /// To add articles.
    Write,
    /// To decide about claims.
    Review,
}

impl Scope {
    /// All.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Review];

    /// The name, as typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Review => "review",
        }
    }
}

/// Who a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The name of the key; `None` where no keys are needed.
    pub name: Option<String>,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
}

/// A key as the file has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    name: String,
    scopes: BTreeSet<Scope>,
    hash: String,
}

/// A file of keys.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "key")]
    keys: Vec<Key>,
}

/// The keys of a server.
pub struct Keys {
    keys: Vec<Key>,
    right: Mutex<HashMap<[u8; 32], Caller>>,
    one_at_a_time: Mutex<()>,
}

impl Keys {
    /// Reads a file of keys.
    ///
    /// # Errors
    /// One line for a person: what is wrong, and what to do.
    pub fn read(path: &Path) -> Result<Self, String> {
        let keys = file(path)?.keys;
        if keys.is_empty() {
            return Err(format!(
                "{}: there is no key in it; make one with `purport key NAME --keys FILE`",
                path.display()
            ));
        }
        for key in &keys {
            PasswordHash::new(&key.hash)
                .map_err(|error| format!("{}: the hash of {:?} is none ({error})", path.display(), key.name))?;
        }
        Ok(Self { keys, right: Mutex::default(), one_at_a_time: Mutex::new(()) })
    }

    /// Whose key this is. Slow for a key that was not seen before.
    #[must_use]
    pub fn caller(&self, token: &str) -> Option<Caller> {
        let print = *blake3::hash(token.as_bytes()).as_bytes();
        if let Some(caller) = self.right.lock().unwrap_or_else(PoisonError::into_inner).get(&print) {
            return Some(caller.clone());
        }
        let name = token.strip_prefix("purport_")?.rsplit_once('_')?.0;
        let key = self.keys.iter().find(|key| key.name == name)?;
        let hash = PasswordHash::new(&key.hash).ok()?;
        let _turn = self.one_at_a_time.lock().unwrap_or_else(PoisonError::into_inner);
        Argon2::default().verify_password(token.as_bytes(), &hash).ok()?;
        let caller = Caller { name: Some(key.name.clone()), scopes: key.scopes.clone() };
        self.right.lock().unwrap_or_else(PoisonError::into_inner).insert(print, caller.clone());
        Some(caller)
    }
}

/// Makes a key, and appends its hash to a file, which is begun where there is none. Gives the key: it is nowhere else.
///
/// # Errors
/// One line for a person.
pub fn make(path: &Path, name: &str, scopes: &BTreeSet<Scope>) -> Result<String, String> {
    let is_name =
        !name.is_empty() && name.len() <= 64 && name.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    if !is_name {
        return Err(format!("{name:?} is no name for a key; take up to 64 letters, digits and hyphens"));
    }
    let mut keys = if path.exists() { file(path)? } else { File::default() };
    if keys.keys.iter().any(|key| key.name == name) {
        return Err(format!("{}: there is a key {name:?} already; take its entry out first", path.display()));
    }
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(|error| format!("no random numbers to be had: {error}"))?;
    let digits: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let token = format!("purport_{name}_{digits}");
    let hash = Argon2::default().hash_password(token.as_bytes()).map_err(|error| format!("no hash: {error}"))?;
    keys.keys.push(Key { name: name.to_owned(), scopes: scopes.clone(), hash: hash.to_string() });
    let text = toml::to_string(&keys).map_err(|error| error.to_string())?;
    let failed = |error: std::io::Error| format!("{}: cannot be written ({error})", path.display());
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path)).map_err(failed)?;
    Ok(token)
}

fn file(path: &Path) -> Result<File, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: cannot be read ({error})", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {}", path.display(), error.to_string().replace('\n', " ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_what_it_was_made_for_and_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        let token = make(&path, "ada", &BTreeSet::from([Scope::Read, Scope::Review])).unwrap();
        let other = make(&path, "bob", &BTreeSet::from([Scope::Read])).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&token) && text.contains("$argon2id$"));
        let keys = Keys::read(&path).unwrap();
        for _ in 0..2 {
            let caller = keys.caller(&token).unwrap();
            assert_eq!(caller.name.as_deref(), Some("ada"));
            assert_eq!(caller.scopes, BTreeSet::from([Scope::Read, Scope::Review]));
        }
        assert_eq!(keys.caller(&other).unwrap().name.as_deref(), Some("bob"));
        let swapped = token.replace("ada", "bob");
        for wrong in ["", "purport_ada_", &swapped, &token[..token.len() - 1], "purport_nobody_00"] {
            assert!(keys.caller(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn files_of_keys_are_checked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml");
        assert!(Keys::read(&path).is_err_and(|why| why.contains("cannot be read")));
        std::fs::write(&path, "").unwrap();
        assert!(Keys::read(&path).is_err_and(|why| why.contains("no key")));
        std::fs::write(&path, "[[key]]\nname = 'a'\nscopes = ['read']\nhash = 'plain'").unwrap();
        assert!(Keys::read(&path).is_err_and(|why| why.contains("hash of \"a\"")));
        std::fs::write(&path, "[[key]]\nname = 'a'\nscopes = ['everything']\nhash = ''").unwrap();
        assert!(Keys::read(&path).is_err_and(|why| !why.contains('\n')));
        assert!(make(&path, "no name", &BTreeSet::new()).is_err());
    }
}
