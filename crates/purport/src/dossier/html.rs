//! A page as it is written: tags that cannot be left open, text that cannot be left unescaped.
//!
//! In: names of tags and attributes, which only the program's own source can give, and text from anywhere. Out: HTML.
//! Refused, by dropping them: attributes that run, load or lead somewhere; links go through [`Html::outward`] and
//! [`Html::inward`].
//!
//! Not a template engine: those escape what HTML needs, but not what turns the reading direction round, and would have to be
//! told so at every place. Here there is no other way for text to come in.

use super::escape::{address, escape};

/// An attribute: its name and its value.
pub type Attribute<'a> = (&'static str, &'a str);

/// HTML that grows.
#[derive(Default)]
pub struct Html {
    out: String,
}

impl Html {
    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// An element, and what stands in it.
    pub fn within(&mut self, tag: &'static str, attributes: &[Attribute<'_>], inside: impl FnOnce(&mut Self)) {
        self.open(tag, attributes);
        self.out.push('>');
        inside(self);
        self.close(tag);
    }

    /// An element that holds words.
    pub fn words(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.within(tag, attributes, |html| html.text(text));
    }

    /// An element that holds nothing.
    pub fn leaf(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.open(tag, attributes);
        self.out.push_str("/>");
    }

    /// Words.
    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// Words of others among the page's own: set apart, so that their direction does not turn what stands beside them.
    pub fn foreign(&mut self, text: &str) {
        self.words("bdi", &[], text);
    }

    /// A link out of the page where the address is one of the web, else only the words.
    pub fn outward(&mut self, url: Option<&str>, inside: impl FnOnce(&mut Self)) {
        let Some(url) = url.and_then(address) else { return inside(self) };
        self.out.push_str("<a rel=\"noopener noreferrer\" href=\"");
        escape(&url, &mut self.out);
        self.out.push_str("\">");
        inside(self);
        self.close("a");
    }

    /// A link to a place on the page.
    pub fn inward(&mut self, id: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str("<a href=\"#");
        self.out.extend(id.chars().filter(|ch| ch.is_ascii_alphanumeric() || *ch == '-'));
        self.out.push_str("\">");
        inside(self);
        self.close("a");
    }

    /// The document's type.
    pub fn doctype(&mut self) {
        self.out.push_str("<!DOCTYPE html>\n");
    }

    /// The program's own style.
    pub fn style(&mut self, css: &'static str) {
        self.out.push_str("<style>");
        self.out.push_str(css);
        self.out.push_str("</style>");
    }

    /// A line break in the source, for people who read it.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !is_active(name)) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    fn close(&mut self, tag: &'static str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}

/// Attributes that run, load or lead somewhere.
fn is_active(name: &str) -> bool {
    name.starts_with("on")
        || matches!(
            name,
            "href" | "xlink:href" | "src" | "srcset" | "srcdoc" | "style" | "action" | "formaction" | "ping"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped_and_tags_closed() {
        let mut html = Html::default();
        html.within("p", &[("title", "\"><b>")], |html| {
            html.foreign("<i>");
            html.leaf("br", &[]);
        });
        assert_eq!(html.finish(), "<p title=\"&quot;&gt;&lt;b&gt;\"><bdi>&lt;i&gt;</bdi><br/></p>");
    }

    #[test]
    fn attributes_that_run_or_load_are_dropped() {
        let mut html = Html::default();
        html.leaf("circle", &[("onload", "x"), ("href", "javascript:x"), ("style", "x"), ("cx", "1")]);
        assert_eq!(html.finish(), "<circle cx=\"1\"/>");
    }

    #[test]
    fn links_lead_to_the_web_or_to_the_page() {
        let mut html = Html::default();
        html.outward(Some("javascript:alert(1)"), |html| html.text("a"));
        html.outward(Some("https://a.example/?b&c"), |html| html.text("d"));
        html.inward("f1\"-2", |html| html.text("e"));
        let want = "a<a rel=\"noopener noreferrer\" href=\"https://a.example/?b&amp;c\">d</a><a href=\"#f1-2\">e</a>";
        assert_eq!(html.finish(), want);
    }
}
