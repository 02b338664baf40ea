//! What a ledger answers does not depend on the order in which articles came in, nor on how many came at once.

mod common;

use common::{Case, Numbers, assert_same, lines, stories};

#[test]
fn five_orders_give_the_same_answers() {
    let mut records = stories();
    let straight = Case::new();
    straight.add(&[&straight.put("all.jsonl", lines(&records))]);
    let wanted = straight.timeless();
    for (round, seed) in [3, 1_415, 926_535, 8_979_323, 84_626_433].into_iter().enumerate() {
        Numbers(seed).shuffle(&mut records);
        let case = Case::new();
        // In one batch, in two, in three …
        let parts = records.chunks(records.len().div_ceil(round + 1));
        for (at, part) in parts.enumerate() {
            case.add(&[&case.put(&format!("part{at}.jsonl"), lines(part))]);
        }
        assert_same(&case.timeless(), &wanted, &format!("order {seed}, {} batches", round + 1));
    }
}
