//! Scores main text and publication dates on a folder in the layout of WCXB, page by page with `--pages`.

use std::path::Path;
use std::process::ExitCode;

use purport_text::{TextError, extraction};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: extraction FOLDER [--pages]");
        return ExitCode::FAILURE;
    };
    let by_page = arguments.any(|argument| argument == "--pages");
    match run(Path::new(&folder), by_page) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, by_page: bool) -> Result<(), TextError> {
    if by_page {
        for id in extraction::pages(folder)? {
            let page = extraction::score_page(folder, &id)?;
            let (found, truth) = (page.date.as_deref().unwrap_or("-"), page.true_date.as_deref().unwrap_or("-"));
            println!("{id} {:.3} {:.3} {:.3} {found} {truth}", page.precision, page.recall, page.f1);
        }
    }
    println!("{}", extraction::score(folder)?);
    Ok(())
}
