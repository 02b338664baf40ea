//! From a text to its [`Parse`].

use purport_text::{Span, words};

use crate::decode::{best, cues, meaning, names, roles, same_names, tree};
use crate::lemma::Lemmas;
use crate::network::{Network, Threads, WordScores};
use crate::window::{Window, windows};
use crate::word::{CLS, SEP};
use crate::{CueRoles, Features, Parse, ParseError, Upos, Vocabulary, Word};

static RELATIONS: &str = include_str!("../weights/relations.txt");

/// What the rules ask for before the network's word against them counts: see [`begins`].
const RULE_MARGIN: f32 = 1.5;

/// A cue's source and content are looked for among this many words on either side of it. Fewer cut long quotations short;
/// more cost time and found nothing (`model/CARD.md`).
const REACH: usize = 90;

/// Those of a nested cue among the words of what it stands in and this many on either side.
const NESTED_REACH: usize = 12;

/// The words of a span and `reach` on either side, as far as the window goes.
fn around(span: Span, reach: usize, window: Span) -> Span {
    Span::new(span.start.saturating_sub(reach).max(window.start), (span.end + reach).min(window.end))
}

/// The loaded model. Shared by threads; each call of [`Parser::parse`] works on its caller's thread alone.
pub struct Parser {
    network: Network,
    vocabulary: Vocabulary,
    lemmas: Lemmas,
    relations: Vec<&'static str>,
}

impl Parser {
    /// Load the model that is part of the program. Takes some tens of milliseconds; do it once.
    ///
    /// # Errors
    /// When the weights are damaged.
    pub fn embedded() -> Result<Self, ParseError> {
        Ok(Self {
            network: Network::embedded()?,
            vocabulary: Vocabulary::embedded(),
            lemmas: Lemmas::embedded(),
            relations: RELATIONS.lines().collect(),
        })
    }

    /// First 12 hexadecimal digits of the weights' BLAKE3 hash: two parsers with the same fingerprint parse alike.
    #[must_use]
    pub fn fingerprint(&self) -> &'static str {
        Network::fingerprint()
    }

    /// Parse the given sentences of a text. What lies outside them is not read.
    ///
    /// The network may part or join sentences where it is surer than the rules that found them.
    ///
    /// # Errors
    /// When the model does not run.
    ///
    /// ```
    /// use purport_parse::Parser;
    /// let text = "Officials in Seoul said on Monday that the talks had failed.";
    /// let parse = Parser::embedded()?.parse(text, &purport_text::sentences(text))?;
    /// let cue = &parse.cues[0];
    /// assert_eq!(parse.text_of(cue.cue, text), "said");
    /// assert_eq!(parse.text_of(cue.source[0], text), "Officials in Seoul");
    /// # Ok::<(), purport_parse::ParseError>(())
    /// ```
    pub fn parse(&self, text: &str, sentences: &[Span]) -> Result<Parse, ParseError> {
        let features = Features::new(text);
        let mut spans = Vec::new();
        let mut ranges = Vec::with_capacity(sentences.len());
        for &sentence in sentences {
            let start = spans.len();
            spans.extend(words(text, sentence));
            if spans.len() > start {
                ranges.push(Span::new(start, spans.len()));
            }
        }
        let pieces: Vec<Vec<u32>> = spans.iter().map(|w| self.vocabulary.pieces(w.slice(text))).collect();
        let cost: Vec<usize> = pieces.iter().map(Vec::len).collect();
        let threads = Threads::one();
        let mut parse = Parse::default();
        let mut names = names::Tagged::default();
        threads.run(|| {
            windows(&ranges, &cost).into_iter().try_for_each(|window| {
                let input =
                    Input { text, spans: &spans, ranges: &ranges, pieces: &pieces, features: &features, window };
                self.read_window(&input, &threads, &mut parse, &mut names)
            })
        })?;
        parse.names = same_names::of_text(names, |word| spans[word].slice(text));
        Ok(parse)
    }

    fn read_window(
        &self,
        input: &Input,
        threads: &Threads,
        parse: &mut Parse,
        names: &mut names::Tagged,
    ) -> Result<(), ParseError> {
        let first = input.first();
        let scores = input.encode(&self.network, &first, threads)?;
        let Window { words: in_text, owned } = input.window;
        let local = |span: Span| Span::new(span.start + in_text.start, span.end + in_text.start);
        let sentences = input.sentences(&scores);
        names.add(&scores.names, &sentences, input.window);
        self.add_words(input, &scores, &sentences, threads, parse)?;
        self.add_meaning(input, &scores, &first, threads, parse)?;
        let owned_cues = cues::candidates(&scores.cues, in_text.len())
            .into_iter()
            .filter(|c| c.words.start + in_text.start >= owned);
        let (outermost, others): (Vec<_>, Vec<_>) = owned_cues.partition(|c| c.outer >= cues::OUTER);
        let window = Span::new(0, scores.words());
        let outermost = outermost.into_iter().map(|c| (c, around(c.words, REACH, window)));
        let mut found = self.roles(&scores, outermost, threads)?;
        // The tagger of all levels is asked only about cues inside what somebody says, and only there for their roles.
        let nested: Vec<_> = others
            .into_iter()
            .filter(|c| c.any >= cues::NESTED)
            .filter_map(|c| {
                let outer = found.iter().find(|(_, r)| r.content.iter().any(|part| part.contains(c.words)))?;
                let said = outer.1.content.iter().copied().reduce(Span::join)?;
                Some((c, around(said, NESTED_REACH, window)))
            })
            .collect();
        found.extend(self.roles(&scores, nested, threads)?);
        found.sort_by_key(|(candidate, _)| candidate.words);
        parse.cues.extend(found.into_iter().map(|(candidate, roles)| CueRoles {
            cue: local(candidate.words),
            source: roles.source.into_iter().map(local).collect(),
            content: roles.content.into_iter().map(local).collect(),
            outer: candidate.outer,
            any: candidate.any,
            certainty: roles.certainty,
        }));
        Ok(())
    }

    /// The candidates whose content is not empty, with source and content, looked for among the words beside each.
    fn roles(
        &self,
        scores: &WordScores,
        candidates: impl IntoIterator<Item = (cues::Candidate, Span)>,
        threads: &Threads,
    ) -> Result<Vec<(cues::Candidate, roles::Roles)>, ParseError> {
        let mut found = Vec::new();
        for (candidate, near) in candidates {
            let tags = self.network.roles(scores, candidate.words, near, threads)?;
            let roles = roles::roles(&tags, near.start, candidate.words);
            if !roles.content.is_empty() {
                found.push((candidate, roles));
            }
        }
        Ok(found)
    }

    /// Append what the words that the window owns are as events.
    fn add_meaning(
        &self,
        input: &Input,
        scores: &WordScores,
        first: &[i32],
        threads: &Threads,
        parse: &mut Parse,
    ) -> Result<(), ParseError> {
        let Window { words: window, owned } = input.window;
        let scores = self.network.meaning(scores, first, threads)?;
        let owned = Span::new(owned - window.start, window.len());
        parse.judgements.extend(owned.range().map(|word| meaning::judgement(&scores, word)));
        parse.anchors.extend(meaning::anchors(&scores, owned).into_iter().map(|mut anchor| {
            anchor.word += window.start;
            for (word, _) in &mut anchor.participants {
                *word += window.start;
            }
            anchor
        }));
        Ok(())
    }

    /// Append the words that the window owns, with part of speech, tree and lemma.
    fn add_words(
        &self,
        input: &Input,
        scores: &WordScores,
        sentences: &[Span],
        threads: &Threads,
        parse: &mut Parse,
    ) -> Result<(), ParseError> {
        let window = input.window.words;
        let mut governors = vec![0; window.len()];
        for &sentence in sentences {
            let found = tree::tree(sentence.len(), |dependent, governor| {
                let column = if governor == 0 { 0 } else { sentence.start + governor };
                scores.arcs[[sentence.start + dependent, column]]
            });
            for (word, governor) in found.into_iter().enumerate() {
                governors[sentence.start + word] = if governor == 0 { 0 } else { sentence.start + governor };
            }
        }
        let owned = input.window.owned - window.start;
        let relations = self.network.relations(scores, Span::new(owned, window.len()), &governors[owned..], threads)?;
        for &sentence in sentences.iter().filter(|s| s.start >= owned) {
            for word in sentence.range() {
                let span = input.spans[window.start + word];
                let form = span.slice(input.text);
                let upos = Upos::ALL[best((0..Upos::ALL.len()).map(|t| scores.upos[[word, t]]))];
                let governor = governors[word];
                // Only a root is called root.
                let relation = if governor == 0 {
                    "root"
                } else {
                    self.relations[best(self.relations.iter().enumerate().map(|(r, &name)| {
                        if name == "root" { f32::NEG_INFINITY } else { relations[[word - owned, r]] }
                    }))]
                };
                parse.words.push(Word {
                    span,
                    lemma: self.lemmas.lemma(form, upos),
                    upos,
                    head: governor.checked_sub(1).map(|g| g + window.start),
                    deprel: relation,
                });
            }
            parse.sentences.push(Span::new(sentence.start + window.start, sentence.end + window.start));
        }
        Ok(())
    }
}

/// One window of one text.
struct Input<'a> {
    text: &'a str,
    spans: &'a [Span],
    ranges: &'a [Span],
    pieces: &'a [Vec<u32>],
    features: &'a Features,
    window: Window,
}

impl Input<'_> {
    /// The index of each word's first piece.
    fn first(&self) -> Vec<i32> {
        let mut next = 1;
        let mut first = Vec::with_capacity(self.window.words.len());
        for word in self.window.words.range() {
            first.push(next);
            next += self.pieces[word].len() as i32;
        }
        first
    }

    fn encode(&self, network: &Network, first: &[i32], threads: &Threads) -> Result<WordScores, ParseError> {
        let mut pieces = vec![CLS as i32];
        let mut features = vec![0];
        for word in self.window.words.range() {
            let feature = self.features.index(self.text, self.spans[word]) as i32;
            pieces.extend(self.pieces[word].iter().map(|&p| p as i32));
            features.resize(pieces.len(), feature);
        }
        pieces.push(SEP as i32);
        features.push(0);
        network.words(&pieces, &features, first, threads)
    }

    /// The sentences of the window, as ranges of its words: the rules' boundaries, corrected by the network.
    fn sentences(&self, scores: &WordScores) -> Vec<Span> {
        let window = self.window.words;
        let mut starts = Vec::new();
        for word in 0..window.len() {
            let at = window.start + word;
            let by_rule = self.ranges.binary_search_by_key(&at, |r| r.start).is_ok();
            let fixed = word == 0 || at == self.window.owned;
            if fixed || begins(by_rule, scores.boundary[[word, 0]], self.gap(at)) {
                starts.push(word);
            }
        }
        starts.push(window.len());
        starts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
    }

    /// What stands between a word and the one before it.
    fn gap(&self, word: usize) -> &str {
        &self.text[self.spans[word - 1].end..self.spans[word].start]
    }
}

/// Whether a sentence begins at a word: paragraphs always begin one, words without a gap never do, and between them the
/// network decides, with the rules' view as its prior.
fn begins(by_rule: bool, score: f32, gap: &str) -> bool {
    if gap.contains(['\n', '\r']) && by_rule {
        return true;
    }
    let prior = if by_rule { RULE_MARGIN } else { -RULE_MARGIN };
    !gap.is_empty() && score + prior > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_network_agree_on_boundaries() {
        assert!(begins(true, -9.0, "\n\n"));
        assert!(begins(true, 0.0, " ") && !begins(false, 0.0, " "));
        assert!(begins(false, 3.0, " ") && !begins(true, -3.0, " "));
        assert!(!begins(false, 9.0, ""));
    }
}
