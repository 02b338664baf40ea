//! Main text and publication dates on the WCXB pages, where they are at hand. The floors only ever rise.

use std::path::PathBuf;

use purport_text::extraction;

#[test]
fn main_text_and_dates_keep_their_scores() {
    let data = PathBuf::from(std::env::var_os("PURPORT_DATA").unwrap_or_default());
    let folder = data.join("extraction/wcxb-dev");
    if !folder.is_dir() {
        println!("skipped: no extraction/wcxb-dev in the data folder (set PURPORT_DATA)");
        return;
    }
    let score = extraction::score(&folder).unwrap();
    println!("{score}");
    assert!(score.f1 >= 0.945, "{score}");
    assert!(score.date_accuracy() >= 0.875, "{score}");
}
