//! Sorted entries, many to a row: lookup keys are so many and so short that a row for each would be mostly overhead.
//!
//! In: pairs of a key and a value. Out: the values of a key, in order from either end. A row holds some dozens of entries and
//! begins with its own first one; a row that grows too long is parted in two, as the leaves of a B-tree are. Entries stand in a
//! row as differences of keys and short numbers: six bytes instead of twenty.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SqliteStore;
use crate::error::Result;
use crate::store::STATEMENTS_MAX;

/// Entries of a row at most.
const LONGEST: usize = 128;

/// Rows of a table that are remembered, in each of two generations: as many as six weeks of a hundred reports a day have.
const HELD: usize = 12_000;

/// Where in a value the number of the day stands: beneath is what is numbered.
const DAY_AT: u32 = 56;

/// A key and a value: in the lowest bits a number as statements have them, above a day of up to 64.
pub(super) type Entry = (i64, i64);

/// A table of sorted entries: its words, prepared once.
pub(super) struct Table {
    number: usize,
    insert: &'static str,
    update: &'static str,
    delete: &'static str,
    last_up_to: &'static str,
    last_before: &'static str,
    first_after: &'static str,
}

macro_rules! table {
    ($name:literal, $number:literal) => {
        Table {
            number: $number,
            insert: concat!("INSERT INTO ", $name, " (key, value, body) VALUES (?, ?, ?)"),
            update: concat!("UPDATE ", $name, " SET body = ?3 WHERE key = ?1 AND value = ?2"),
            delete: concat!("DELETE FROM ", $name, " WHERE key = ? AND value = ?"),
            last_up_to: concat!(
                "SELECT key, value, body FROM ",
                $name,
                " WHERE (key, value) <= (?, ?) ORDER BY key DESC, value DESC LIMIT 1"
            ),
            last_before: concat!(
                "SELECT key, value, body FROM ",
                $name,
                " WHERE (key, value) < (?, ?) ORDER BY key DESC, value DESC LIMIT 1"
            ),
            first_after: concat!(
                "SELECT key, value, body FROM ",
                $name,
                " WHERE (key, value) > (?, ?) ORDER BY key, value LIMIT 1"
            ),
        }
    };
}

/// Lookup keys of statements.
pub(super) const BLOCK: Table = table!("block", 0);

/// Lookup keys of articles.
pub(super) const PRINT: Table = table!("print_key", 1);

/// A value of a day within its stretch and a number.
pub(super) fn value(day: i32, number: i64) -> i64 {
    i64::from(day) << DAY_AT | number
}

/// The number in a value.
pub(super) fn number_of(value: i64) -> i64 {
    value & ((1 << DAY_AT) - 1)
}

/// A row.
#[derive(Clone)]
struct Row {
    first: Entry,
    entries: Arc<Vec<Entry>>,
}

/// Rows that are remembered, by their first entries: what a batch adds is looked up where the articles just before were. When
/// the younger generation is full it becomes the older, which is forgotten, but for what was asked for meanwhile.
#[derive(Default)]
pub(super) struct Held([Generations; 2]);

#[derive(Default)]
struct Generations {
    young: Rows,
    old: Rows,
}

type Rows = BTreeMap<Entry, Arc<Vec<Entry>>>;

impl Held {
    fn last_up_to(&mut self, table: &Table, at: Entry) -> Option<Row> {
        let find = |rows: &Rows| {
            let (first, entries) = rows.range(..=at).next_back()?;
            // Behind its last entry there may be a row that is not held.
            let is_inside = entries.last().is_some_and(|last| at <= *last);
            is_inside.then(|| Row { first: *first, entries: Arc::clone(entries) })
        };
        let Generations { young, old } = &self.0[table.number];
        if let Some(row) = find(young) {
            return Some(row);
        }
        let row = find(old)?;
        self.hold(table, &row);
        Some(row)
    }

    fn hold(&mut self, table: &Table, row: &Row) {
        self.forget(table, row.first);
        let Generations { young, old } = &mut self.0[table.number];
        if young.len() >= HELD {
            *old = std::mem::take(young);
        }
        young.insert(row.first, Arc::clone(&row.entries));
    }

    fn forget(&mut self, table: &Table, first: Entry) {
        let Generations { young, old } = &mut self.0[table.number];
        young.remove(&first);
        old.remove(&first);
    }
}

impl SqliteStore {
    fn row(&self, sql: &str, at: Entry) -> Result<Option<Row>> {
        let found = self.one(sql, [at.0, at.1], |row| {
            let first = (row.get(0)?, row.get(1)?);
            Ok((first, unpack(first.0, row.get_ref(2)?.as_blob()?)))
        })?;
        let Some((first, entries)) = found else { return Ok(None) };
        let entries = entries.ok_or_else(|| self.damaged("a row of lookup keys is cut short"))?;
        Ok(Some(Row { first, entries: Arc::new(entries) }))
    }

    /// The row in which an entry stands or would stand.
    fn row_of(&self, table: &Table, at: Entry) -> Result<Option<Row>> {
        let held = self.rows_held.borrow_mut().last_up_to(table, at);
        if held.is_some() {
            return Ok(held);
        }
        let row = self.row(table.last_up_to, at)?;
        if let Some(row) = &row {
            self.rows_held.borrow_mut().hold(table, row);
        }
        Ok(row)
    }

    /// Write a row whose entries have changed.
    fn write_row(&self, table: &Table, row: &Row) -> Result<()> {
        let first = row.first;
        if row.entries.is_empty() {
            self.rows_held.borrow_mut().forget(table, first);
            return self.change(table.delete, [first.0, first.1]).map(|_| ());
        }
        let body = pack(first.0, &row.entries);
        self.change(table.update, rusqlite::params![first.0, first.1, body])?;
        self.rows_held.borrow_mut().hold(table, row);
        Ok(())
    }

    /// Put an entry in its place; one that is there stays.
    pub(super) fn put_entry(&self, table: &Table, entry: Entry) -> Result<()> {
        let Some(mut row) = self.row_of(table, entry)? else {
            let body = pack(entry.0, &[entry]);
            return self.change(table.insert, rusqlite::params![entry.0, entry.1, body]).map(|_| ());
        };
        let Err(at) = row.entries.binary_search(&entry) else { return Ok(()) };
        let entries = Arc::make_mut(&mut row.entries);
        entries.insert(at, entry);
        if entries.len() > LONGEST {
            let rest = entries.split_off(LONGEST / 2);
            let first = rest[0];
            self.change(table.insert, rusqlite::params![first.0, first.1, pack(first.0, &rest)])?;
            self.rows_held.borrow_mut().hold(table, &Row { first, entries: Arc::new(rest) });
        }
        self.write_row(table, &row)
    }

    /// Take an entry out.
    pub(super) fn take_entry(&self, table: &Table, entry: Entry) -> Result<()> {
        let Some(mut row) = self.row_of(table, entry)? else { return Ok(()) };
        let Ok(at) = row.entries.binary_search(&entry) else { return Ok(()) };
        Arc::make_mut(&mut row.entries).remove(at);
        self.write_row(table, &row)
    }

    /// Values of a key from `low` to `high`, the last one first; `take` says whether it wants more.
    pub(super) fn entries_back(
        &self,
        table: &Table,
        key: i64,
        (low, high): (i64, i64),
        mut take: impl FnMut(i64) -> bool,
    ) -> Result<()> {
        let mut row = self.row_of(table, (key, high))?;
        while let Some(Row { first, entries }) = row {
            let end = entries.partition_point(|entry| *entry <= (key, high));
            for entry in entries[..end].iter().rev() {
                if *entry < (key, low) || !take(entry.1) {
                    return Ok(());
                }
            }
            if first < (key, low) {
                return Ok(());
            }
            row = self.row(table.last_before, first)?;
        }
        Ok(())
    }

    /// Values of a key from `low` to `high`, the first one first; `take` says whether it wants more.
    pub(super) fn entries_on(
        &self,
        table: &Table,
        key: i64,
        (low, high): (i64, i64),
        mut take: impl FnMut(i64) -> bool,
    ) -> Result<()> {
        let mut row = match self.row_of(table, (key, low))? {
            Some(row) => Some(row),
            None => self.row(table.first_after, (key, low))?,
        };
        while let Some(Row { first, entries }) = row {
            let begin = entries.partition_point(|entry| *entry < (key, low));
            for entry in &entries[begin..] {
                if *entry > (key, high) || !take(entry.1) {
                    return Ok(());
                }
            }
            row = self.row(table.first_after, first)?;
        }
        Ok(())
    }

    /// The greatest key below another.
    pub(super) fn key_below(&self, table: &Table, key: i64) -> Result<Option<i64>> {
        let Some(row) = self.row(table.last_before, (key, i64::MIN))? else { return Ok(None) };
        let end = row.entries.partition_point(|entry| entry.0 < key);
        match end.checked_sub(1) {
            Some(at) => Ok(Some(row.entries[at].0)),
            // All that this row held below the key has been taken out.
            None => self.key_below(table, row.first.0),
        }
    }
}

fn pack(key: i64, entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * 8);
    let mut last = key;
    for (key, value) in entries {
        put(&mut bytes, key.wrapping_sub(last).cast_unsigned());
        last = *key;
        let (number, day) = (number_of(*value).cast_unsigned(), (value >> DAY_AT).cast_unsigned());
        let places = STATEMENTS_MAX.cast_unsigned();
        // Place and day are small: together they fill a byte or two.
        put(&mut bytes, (number % places) << 6 | day & 63);
        put(&mut bytes, number / places);
    }
    bytes
}

fn unpack(key: i64, mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::with_capacity(LONGEST);
    let mut last = key;
    while !bytes.is_empty() {
        last = last.wrapping_add(get(&mut bytes)?.cast_signed());
        let (low, high) = (get(&mut bytes)?, get(&mut bytes)?);
        let number = high.checked_mul(STATEMENTS_MAX.cast_unsigned())?.checked_add(low >> 6)?;
        if number >> DAY_AT != 0 {
            return None;
        }
        entries.push((last, ((low & 63) << DAY_AT | number).cast_signed()));
    }
    Some(entries)
}

/// Seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        bytes.push(number.to_le_bytes()[0] | 128);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn get(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 127) << shift;
        if byte & 128 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, SqliteStore) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::create(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    #[test]
    fn rows_in_use_are_held_and_the_others_forgotten() {
        let mut held = Held::default();
        let hold = |held: &mut Held, key: i64| {
            held.hold(&BLOCK, &Row { first: (key, 0), entries: Arc::new(vec![(key, 0), (key, 9)]) });
        };
        let most = i64::try_from(HELD).unwrap();
        for key in 0..most * 3 {
            hold(&mut held, key);
            assert!(held.last_up_to(&BLOCK, (7, 5)).is_some_and(|row| row.first == (7, 0)) == (key >= 7), "{key}");
        }
        assert!(held.last_up_to(&BLOCK, (8, 5)).is_none());
        assert!(held.last_up_to(&BLOCK, (most * 3 - 1, 5)).is_some());
        held.forget(&BLOCK, (7, 0));
        assert!(held.last_up_to(&BLOCK, (7, 5)).is_none());
    }

    fn all(store: &SqliteStore, key: i64, back: bool, range: (i64, i64)) -> Vec<i64> {
        let mut found = Vec::new();
        let take = |value| {
            found.push(value);
            true
        };
        if back { store.entries_back(&BLOCK, key, range, take) } else { store.entries_on(&BLOCK, key, range, take) }
            .unwrap();
        found
    }

    #[test]
    fn entries_come_back_in_order_from_either_end() {
        let (_folder, store) = store();
        let mut wanted: Vec<Entry> = Vec::new();
        for number in 0..4_000_i64 {
            // Few keys have very many entries, most have one; no order.
            let scattered = number.wrapping_mul(2_654_435_761) % 7_919;
            let key = if number % 2 == 0 { 5 } else { scattered - 3_000 };
            let entry = (key, value(i32::try_from(scattered % 64).unwrap(), scattered * 16_384 + number % 9));
            store.put_entry(&BLOCK, entry).unwrap();
            store.put_entry(&BLOCK, entry).unwrap();
            wanted.push(entry);
        }
        wanted.sort_unstable();
        wanted.dedup();
        for key in [-3_000, -17, 4, 5, 6, 4_918, 9_000] {
            let (low, high) = (value(9, 0), value(40, 1 << 40));
            let expected: Vec<i64> = wanted
                .iter()
                .filter(|entry| entry.0 == key && (low..=high).contains(&entry.1))
                .map(|entry| entry.1)
                .collect();
            assert_eq!(all(&store, key, false, (low, high)), expected);
            let mut back = all(&store, key, true, (low, high));
            back.reverse();
            assert_eq!(back, expected);
        }
        let below: Vec<i64> = [5, 6, 100].iter().filter_map(|key| store.key_below(&BLOCK, *key).unwrap()).collect();
        let least = |key: i64| wanted.iter().rev().find(|entry| entry.0 < key).unwrap().0;
        assert_eq!(below, [least(5), least(6), least(100)]);
        for entry in wanted.iter().filter(|entry| entry.0 == 5) {
            store.take_entry(&BLOCK, *entry).unwrap();
        }
        assert!(all(&store, 5, true, (0, i64::MAX)).is_empty());
        assert_eq!(store.key_below(&BLOCK, 6).unwrap(), Some(least(5)));
        for entry in &wanted {
            store.take_entry(&BLOCK, *entry).unwrap();
        }
        assert_eq!(store.one("SELECT count(*) FROM block", [], |row| row.get::<_, i64>(0)).unwrap(), Some(0));
    }

    #[test]
    fn broken_rows_are_refused() {
        assert_eq!(unpack(0, &[1, 2]), None);
        assert_eq!(unpack(0, &[255; 12]), None);
        assert_eq!(
            unpack(7, &pack(7, &[(7, value(3, 16_385)), (i64::MAX, 1)])),
            Some(vec![(7, value(3, 16_385)), (i64::MAX, 1)])
        );
    }
}
