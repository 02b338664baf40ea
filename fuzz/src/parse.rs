//! Parser, decoders and reader.

use std::sync::OnceLock;

use purport_parse::{Parse, Parser};
use purport_read::{Claim, Layers, Reading, read};
use purport_text::{Article, Span, sentences};

/// Longer inputs are cut: the network takes most of the time, and a few windows show everything.
const LONGEST: usize = 1000;

/// Any text parses to words, trees, names and cues that fit together, and reads to claims whose spans can be cut, whose
/// chains end, and which survive the way through JSON.
///
/// # Panics
/// When that does not hold, or the model does not run.
pub fn parse_decode(data: &[u8]) {
    static PARSER: OnceLock<Parser> = OnceLock::new();
    let parser = PARSER.get_or_init(|| Parser::embedded().expect("the embedded model loads"));
    let text = String::from_utf8_lossy(data);
    let text = &text[..text.floor_char_boundary(LONGEST)];
    check_parse(text, &parser.parse(text, &sentences(text)).expect("the model runs"));
    let article = Article { text: text.to_owned(), ..Article::default() };
    check_reading(&read(article, parser, Layers { tokens: true }).expect("the model runs"));
}

fn check_parse(text: &str, parse: &Parse) {
    let count = parse.words.len();
    assert!(parse.words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "words out of order");
    assert!(parse.words.iter().all(|word| text.get(word.span.range()).is_some_and(|form| !form.is_empty())));
    let mut at = 0;
    for sentence in &parse.sentences {
        assert!(sentence.start == at && !sentence.is_empty(), "a gap between sentences");
        at = sentence.end;
        check_tree(parse, *sentence);
    }
    assert_eq!(at, count, "words outside the sentences");
    let fits = |range: &Span| !range.is_empty() && range.end <= count;
    assert!(parse.names.iter().all(|name| fits(&name.words)));
    assert!(parse.names.windows(2).all(|pair| pair[0].words.end <= pair[1].words.start), "names overlap");
    for cue in &parse.cues {
        assert!(fits(&cue.cue) && cue.source.iter().chain(&cue.content).all(fits));
        assert!(!cue.content.is_empty(), "a cue without content");
        assert!([cue.outer, cue.any, cue.certainty].iter().all(|share| (0.0..=1.0 + 1e-4).contains(share)));
    }
}

/// One root a sentence, and every word leads to it.
fn check_tree(parse: &Parse, sentence: Span) {
    let mut roots = 0;
    for word in sentence.range() {
        roots += usize::from(parse.words[word].head.is_none());
        let mut at = word;
        let mut steps = 0;
        while let Some(head) = parse.words[at].head {
            assert!(sentence.start <= head && head < sentence.end, "a head outside the sentence");
            at = head;
            steps += 1;
            assert!(steps <= sentence.len(), "a cycle of heads");
        }
    }
    assert_eq!(roots, 1);
}

fn check_reading(reading: &Reading) {
    let text = reading.article.text.as_str();
    let cuts = |span: &Span| text.get(span.range()).is_some_and(|words| !words.is_empty());
    for claim in &reading.claims {
        let cue = claim.cue.iter().flat_map(|cue| &cue.spans);
        let spans =
            claim.content.iter().chain(&claim.source.span).chain(cue).chain(&claim.hedges).chain(&claim.negations);
        spans.for_each(|span| assert!(cuts(span), "{span:?} of {} cuts nothing", claim.id));
        assert!(!claim.content.is_empty() && (0.0..=1.0).contains(&claim.confidence));
        assert!(chain_ends(reading, claim), "{} is nested in itself", claim.id);
        assert!(claim.source.entity.as_ref().is_none_or(|id| reading.entities.iter().any(|entity| &entity.id == id)));
    }
    assert!(reading.entities.iter().flat_map(|entity| &entity.mentions).chain(&reading.repeated).all(cuts));
    assert_eq!(&Reading::from_json(&reading.to_json()).expect("what was written can be read"), reading);
}

fn chain_ends(reading: &Reading, claim: &Claim) -> bool {
    let mut at = claim;
    for _ in 0..=reading.claims.len() {
        let Some(id) = &at.within else { return true };
        let Some(next) = reading.claims.iter().find(|other| &other.id == id) else { return false };
        at = next;
    }
    false
}
