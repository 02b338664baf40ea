use std::time::{Duration, Instant};

use super::super::Entry;
use super::*;

fn entries(text: &str) -> Vec<Entry> {
    let base = Url::parse("https://example.org/feed/").unwrap();
    let feed = read(text, Some(&base));
    assert_eq!(feed.flaw, None, "{text}");
    feed.entries
}

fn entry(text: &str) -> Entry {
    let [entry] = &entries(text)[..] else { panic!("{text}") };
    entry.clone()
}

#[test]
fn an_item_of_rss_2_is_read_with_all_that_it_says() {
    let found = entry(
        "<?xml version='1.0'?><rss version='2.0' xmlns:dc='d' xmlns:content='c' xmlns:media='m'><channel>
         <title>Daily Paper</title><link>https://example.org/</link><atom:link href='https://example.org/feed'/>
         <image><title>Logo</title><link>https://example.org/logo</link></image>
         <item><title><![CDATA[Talks &amp; <i>war</i>]]></title><link>
            https://example.org/a?x=1&amp;y=2#top </link><guid isPermaLink='false'>77</guid>
            <media:title>Photo</media:title><media:content url='p.jpg'><media:description>A photo</media:description></media:content>
            <pubDate>Mon, 28 Oct 2024 09:30:00 +0900</pubDate><dc:creator>Jane Doe</dc:creator>
            <author>desk@paper.example (John Roe)</author><author>desk@paper.example</author>
            <description>Short &lt;b&gt;summary&lt;/b&gt;.</description>
            <content:encoded><![CDATA[<p>Long &nbsp;content.</p>]]></content:encoded></item>
         </channel></rss>",
    );
    let wanted = Entry {
        link: Some("https://example.org/a?x=1&y=2".into()),
        title: Some("Talks & war".into()),
        published: Some("2024-10-28T09:30:00+09:00".into()),
        updated: None,
        authors: vec!["Jane Doe".into(), "John Roe".into()],
        content: Some("<p>Long &nbsp;content.</p>".into()),
    };
    assert_eq!(found, wanted);
}

#[test]
fn an_entry_of_atom_is_read_with_all_that_it_says() {
    let found = entry(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title><link href='/'/><author><name>Desk</name></author>
         <entry><id>tag:1</id><title type='html'>Talks &amp;amp; war</title>
           <link rel='replies' href='/a/comments'/><link rel='alternate' href='../a'/><link rel='alternate' href='/print'/>
           <published>2024-10-28T09:30:00Z</published><updated>2024-10-29T00:00:00Z</updated>
           <author><name>Jane Doe</name><uri>https://example.org/jane</uri><email>j@example.org</email></author>
           <summary>Short.</summary>
           <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long <b>content</b> &amp; more.</p></div></content>
           <source><title>Elsewhere</title><updated>2001-01-01</updated></source></entry></feed>",
    );
    assert_eq!(found.link.as_deref(), Some("https://example.org/a"));
    assert_eq!(found.title.as_deref(), Some("Talks & war"));
    assert_eq!(found.published.as_deref(), Some("2024-10-28T09:30:00Z"));
    assert_eq!(found.updated.as_deref(), Some("2024-10-29T00:00:00Z"));
    assert_eq!(found.authors, ["Jane Doe"]);
    assert_eq!(purport_text::html_text(found.content.as_deref().unwrap()), "Long content & more.");
}

#[test]
fn items_of_rss_1_stand_beside_the_channel() {
    let found = entry(
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>Paper</title></channel>
         <item rdf:about='https://example.org/a'><title>Talks</title><dc:date>2024-10-28</dc:date>
         <dc:creator>Jane Doe (mailto:jane@example.org)</dc:creator></item></rdf:RDF>",
    );
    assert_eq!(found.link.as_deref(), Some("https://example.org/a"));
    assert_eq!(found.published.as_deref(), Some("2024-10-28"));
    assert_eq!(found.authors, ["Jane Doe"]);
}

#[test]
fn a_permanent_id_serves_as_link_and_other_addresses_do_not() {
    let link = |inside: &str| entry(&format!("<rss><channel><item>{inside}</item></channel></rss>")).link;
    assert_eq!(link("<guid>https://example.org/a</guid>").as_deref(), Some("https://example.org/a"));
    assert_eq!(link("<guid>a-1</guid>"), None);
    assert_eq!(link("<guid isPermaLink='false'>https://example.org/a</guid>"), None);
    assert_eq!(link("<link>javascript:alert(1)</link>"), None);
    assert_eq!(link("<link>file:///etc/passwd</link>"), None);
    assert_eq!(link("<link/><guid>https://example.org/a</guid>").as_deref(), Some("https://example.org/a"));
}

#[test]
fn careless_markup_is_read() {
    let found = entry(
        "<rss><channel><item><title>Smith & Sons &nbsp; say &#8220;no&#x201D; <br> today</title>\
         <link>https://example.org/a?b=1&c=2</link><description>A < B &eacute;</b></description></item></channel></rss>",
    );
    assert_eq!(found.link.as_deref(), Some("https://example.org/a?b=1&c=2"));
    assert!(found.title.unwrap().starts_with("Smith & Sons say “no”"));
}

#[test]
fn a_feed_that_breaks_off_gives_what_stands_before() {
    let feed = read("<rss><channel><item><title>One</title></item><item><title>Tw", None);
    assert_eq!(feed.entries.len(), 1);
    assert!(matches!(feed.flaw, Some(Flaw::Broken(_))), "{:?}", feed.flaw);
    let between = read("<rss><channel><item><title>One</title></item>", None);
    assert_eq!(between.entries.len(), 1);
    assert_eq!(between.flaw, Some(Flaw::Broken("it ends before its end tag".to_owned())));
    let cut_tag = read("<rss><channel><item><title>One</title></item><item ", None);
    assert_eq!(cut_tag.entries.len(), 1);
    assert!(matches!(cut_tag.flaw, Some(Flaw::Broken(_))), "{:?}", cut_tag.flaw);
}

#[test]
fn hostile_feeds_cost_little() {
    let nested = |tag: &str| format!("<rss><channel><item>{}", tag.repeat(400_000));
    let begin = Instant::now();
    for text in [
        nested("<a xml:base='b/'>"),
        nested("<title>"),
        nested("<content type='xhtml'>"),
        format!("<rss><channel>{}", "<item><title>x</title></item>".repeat(100_000)),
        format!("<rss><channel><item>{}</item>", "<author>x</author>".repeat(100_000)),
        format!("<rss>{}", "</item>".repeat(100_000)),
        format!("<!DOCTYPE r [<!ENTITY a 'b'>{}]><rss>&a;", "<!ENTITY b '&a;&a;'>".repeat(10_000)),
    ] {
        let feed = read(&text, None);
        assert!(feed.entries.len() <= MOST_ENTRIES);
    }
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}
