//! What was read lately, by number.
//!
//! In: numbers and what they stand for. Out: the same, as long as it was asked for lately. There are two generations: when the
//! younger is full it becomes the older, which is forgotten, but for what was asked for meanwhile. So between one and two
//! generations are held, and what is in constant use is never read again.

use std::collections::HashMap;

pub(super) struct Remembered<V> {
    young: HashMap<i64, V>,
    old: HashMap<i64, V>,
    /// Entries of a generation.
    most: usize,
}

impl<V: Clone> Remembered<V> {
    pub(super) fn new(most: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), most }
    }

    pub(super) fn get(&mut self, number: i64) -> Option<V> {
        if let Some(known) = self.young.get(&number) {
            return Some(known.clone());
        }
        let known = self.old.remove(&number)?;
        self.put(number, known.clone());
        Some(known)
    }

    pub(super) fn put(&mut self, number: i64, value: V) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(number, value);
    }

    pub(super) fn forget(&mut self, number: i64) {
        self.young.remove(&number);
        self.old.remove(&number);
    }

    pub(super) fn forget_where(&mut self, mut is_gone: impl FnMut(&V) -> bool) {
        self.young.retain(|_, value| !is_gone(value));
        self.old.retain(|_, value| !is_gone(value));
    }

    pub(super) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_stays_and_the_rest_goes() {
        let mut remembered = Remembered::new(2);
        for number in 0..7 {
            remembered.put(number, number * 10);
            assert_eq!(remembered.get(0), Some(0), "asked for all the time");
        }
        assert_eq!((remembered.get(6), remembered.get(1)), (Some(60), None));
        remembered.forget(6);
        remembered.forget_where(|value| *value == 0);
        assert_eq!((remembered.get(6), remembered.get(0)), (None, None));
    }
}
