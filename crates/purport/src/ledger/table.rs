//! Rows for people: aligned columns, hostile text made harmless, cut to the width of the terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use terminal_size::terminal_size_of;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::clean;

/// Width when no terminal tells.
const USUAL_WIDTH: usize = 100;

/// Width of the terminal, or the usual one.
pub fn width() -> usize {
    terminal_size_of(io::stdout()).map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0).max(40))
}

/// Text of one line that cannot drive the terminal.
pub fn plain(text: &str) -> String {
    clean(text)
}

/// The text, cut at a width, with a mark where it was cut.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for ch in text.chars() {
        let wide = ch.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        out.push(ch);
    }
    out.push('…');
    out
}

/// Rows under a head. The last column takes what room is left; the others are as wide as their widest cell.
pub fn table(head: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
    let columns = head.len();
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().map(|row| row[at].width()).chain([head[at].width()]).max().unwrap_or(0).min(32))
        .collect();
    let fixed: usize = widths[..columns - 1].iter().map(|width| width + 2).sum();
    let rest = width.saturating_sub(fixed).max(20);
    let mut out = String::new();
    let line = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        for (at, cell) in cells.iter().enumerate() {
            if at + 1 == columns {
                out.push_str(cut(cell, rest).trim_end());
            } else {
                let cell = cut(cell, widths[at]);
                let _ = write!(out, "{cell}{}", " ".repeat(widths[at] - cell.width() + 2));
            }
        }
        out.push('\n');
    };
    line(&mut out, &mut head.iter().map(|cell| (*cell).to_owned()));
    for row in rows {
        line(&mut out, &mut row.into_iter());
    }
    out
}

/// Rows as comma-separated values (RFC 4180). What a spreadsheet would take for a formula is set apart by an apostrophe.
pub fn csv(head: &[&str], rows: &[Vec<String>]) -> String {
    let cell = |text: &str| {
        let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err() {
            format!("'{text}")
        } else {
            text.to_owned()
        };
        if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let mut out = head.join(",") + "\r\n";
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out += &(cells.join(",") + "\r\n");
    }
    out
}

/// Writes to standard output.
pub fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| format!("standard output: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_and_the_last_is_cut() {
        let rows = vec![vec!["a".into(), "x".repeat(100)], vec!["bbb".into(), "y\u{1b}[2Jz".into()]];
        let out = table(&["id", "text"], &rows, 40);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], "id   text");
        assert_eq!(lines[1].width(), 40);
        assert!(lines[1].ends_with('…'));
        assert_eq!(lines[2], "bbb  yz");
    }

    #[test]
    fn values_are_quoted_and_formulas_are_text() {
        let rows = vec![vec!["a,\"b\"".into(), "=1+1".into(), "-3.5".into()]];
        assert_eq!(csv(&["x", "y", "z"], &rows), "x,y,z\r\n\"a,\"\"b\"\"\",'=1+1,-3.5\r\n");
    }
}
