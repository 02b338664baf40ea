//! Reports as aligned plain tables, as the model card quotes them, and as JSON.

use std::fmt::Write;

use crate::score::{Report, Row};

/// Which rows to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Those that the model card quotes.
    Headline,
    /// All of them.
    All,
}

/// A table: one line of headings, then the rows of every report.
///
/// P, R and F1 have three digits, as papers quote them; a metric that has neither P nor R has its share under F1.
///
/// ```
/// use purport_eval::{Report, Row, table};
/// let rows = vec![Row::balanced("all", 9, 10, 12).as_headline()];
/// let report = Report { task: "names".into(), documents: 3, missing: 0, data: String::new(), rows };
/// let expected = "\
/// task   metric     P     R    F1  correct  predicted  gold
/// names  all     .900  .750  .818        9         10    12
/// ";
/// assert_eq!(table::plain(&[report], table::Rows::Headline), expected);
/// ```
#[must_use]
pub fn plain(reports: &[Report], which: Rows) -> String {
    let mut lines = vec![["task", "metric", "P", "R", "F1", "correct", "predicted", "gold"].map(str::to_owned)];
    for report in reports {
        let rows = report.rows.iter().filter(|row| which == Rows::All || row.headline);
        lines.extend(rows.map(|row| cells(report, row)));
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 8] = std::array::from_fn(width);
    let mut table = String::new();
    for line in &lines {
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let gap = if column == 0 { "" } else { "  " };
            let aligned = if column < 2 { format!("{gap}{cell:<width$}") } else { format!("{gap}{cell:>width$}") };
            table.push_str(&aligned);
        }
        table.push('\n');
    }
    for report in reports.iter().filter(|report| report.missing > 0) {
        let Report { task, documents, missing, .. } = report;
        let _ = writeln!(table, "{task}: no prediction for {missing} of {documents} documents");
    }
    table
}

/// The reports as pretty-printed JSON, a list.
///
/// # Panics
/// Never: reports hold nothing that JSON has no form for.
#[must_use]
pub fn json(reports: &[Report]) -> String {
    let mut text = serde_json::to_string_pretty(reports).expect("numbers and strings");
    text.push('\n');
    text
}

fn cells(report: &Report, row: &Row) -> [String; 8] {
    let rate = |rate: Option<f64>| rate.map_or_else(String::new, digits);
    let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
    [
        report.task.clone(),
        row.metric.clone(),
        rate(row.precision),
        rate(row.recall),
        digits(row.score),
        row.correct.to_string(),
        count(row.predicted),
        row.gold.to_string(),
    ]
}

/// Three digits, no nought before the point.
fn digits(rate: f64) -> String {
    let digits = format!("{rate:.3}");
    digits.strip_prefix('0').map_or(digits.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let rows = vec![Row::balanced("whole", 1, 1, 1).as_headline(), Row::share("source|found", 2, 3)];
        Report { task: "attribution".into(), documents: 2, missing: 1, data: "ab".into(), rows }
    }

    #[test]
    fn rows_beside_the_headlines_are_printed_when_asked_for() {
        let short = plain(&[report()], Rows::Headline);
        assert!(short.contains("whole") && short.contains("1.000") && !short.contains("source|found"));
        let long = plain(&[report()], Rows::All);
        let share = long.lines().find(|line| line.contains("source|found")).unwrap();
        assert_eq!(share.split_whitespace().collect::<Vec<_>>(), ["attribution", "source|found", ".667", "2", "3"]);
    }

    #[test]
    fn missing_predictions_are_said() {
        assert!(plain(&[report()], Rows::All).ends_with("attribution: no prediction for 1 of 2 documents\n"));
    }

    #[test]
    fn json_reads_back() {
        let back: Vec<Report> = serde_json::from_str(&json(&[report()])).unwrap();
        assert_eq!(back, [report()]);
    }
}
