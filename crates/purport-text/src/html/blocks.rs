//! A piece of HTML to paragraphs.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// Elements that stand on their own lines.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text is not read.
const SILENT: &[&str] =
    &["script", "style", "noscript", "template", "svg", "head", "button", "select", "textarea", "iframe"];

/// The text of a piece of HTML: one paragraph for each block element, parted by empty lines; a line break inside one is
/// kept, other white space becomes one space; cells of a table row are parted by tabs.
pub(super) fn text_of(html: &str) -> String {
    let document = Html::parse_fragment(html);
    let mut writer = Writer::default();
    let mut silent = 0_usize;
    for edge in document.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens && silent == 0 => writer.add(text),
            Node::Element(element) => {
                let name = element.name();
                if SILENT.contains(&name) {
                    silent = if opens { silent + 1 } else { silent.saturating_sub(1) };
                } else if matches!(name, "td" | "th") {
                    if !opens {
                        writer.cell();
                    }
                } else if name == "br" {
                    if opens {
                        writer.line();
                    }
                } else if BLOCKS.contains(&name) {
                    writer.block();
                }
            }
            _ => {}
        }
    }
    writer.block();
    writer.paragraphs.join("\n\n")
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<String>,
    open: String,
}

impl Writer {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.open.push(c);
            } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n', '\t']) {
                self.open.push(' ');
            }
        }
    }

    fn mark(&mut self, mark: char) {
        let length = self.open.trim_end_matches(' ').len();
        self.open.truncate(length);
        if !self.open.is_empty() {
            self.open.push(mark);
        }
    }

    fn cell(&mut self) {
        self.mark('\t');
    }

    /// Two breaks in a row part paragraphs, as writers use them.
    fn line(&mut self) {
        if self.open.trim_end_matches(' ').ends_with('\n') {
            self.block();
        } else {
            self.mark('\n');
        }
    }

    fn block(&mut self) {
        let paragraph = self.open.trim();
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph.to_owned());
        }
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lines_and_cells() {
        let html = "<div>Lead <b>bold</b>,\n more<p>One<br>two<br><br>three</p><ul><li>a<li>b</ul>\
                    <table><tr><th>Side</th><td> 8,000 </td></tr></table><script>no</script></div>";
        assert_eq!(text_of(html), "Lead bold, more\n\nOne\ntwo\n\nthree\n\na\n\nb\n\nSide\t8,000");
    }
}
