//! Chains of phrases that speak of the same, without the rest of a reading: for scoring, and for learning the weights.
//!
//! In: an article. Out: its chains as gold annotation has them, whole phrases with all that hangs on them; or the choices
//! that the weights make, each with its features.

use purport_parse::{Parse, ParseError, Parser};
use purport_text::{Article, Span};

use crate::attribution::{Attribution, attributions};
use crate::entity::{LinkChoice, LinkMention, link_choices, resolve};

/// The mentions of a text, in bytes of it, and the choices between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The mentions in text order; here their spans count bytes.
    pub mentions: Vec<LinkMention>,
    /// The choices in text order.
    pub choices: Vec<LinkChoice>,
}

/// The phrases that speak of the same, chain by chain; also chains of one.
///
/// # Errors
/// When the embedded model does not run.
///
/// ```
/// use purport_parse::Parser;
/// use purport_text::Article;
///
/// let text = "Angela Merkel arrived on Monday. She will stay until Friday.".to_owned();
/// let article = Article { text: text.clone(), ..Article::default() };
/// let chains = purport_read::chains(&article, &Parser::embedded()?)?;
/// let words: Vec<Vec<&str>> = chains.iter().map(|c| c.iter().map(|s| s.slice(&text)).collect()).collect();
/// assert!(words.contains(&vec!["Angela Merkel", "She"]));
/// # Ok::<(), purport_parse::ParseError>(())
/// ```
pub fn chains(article: &Article, parser: &Parser) -> Result<Vec<Vec<Span>>, ParseError> {
    let (parse, attributions) = prepared(article, parser)?;
    let resolved = resolve(&article.text, &parse, &attributions);
    let bytes = |chain: &Vec<Span>| chain.iter().map(|words| parse.span_of(*words)).collect();
    Ok(resolved.chains.iter().map(bytes).collect())
}

/// The choices of a text.
///
/// # Errors
/// When the embedded model does not run.
pub fn choices(article: &Article, parser: &Parser) -> Result<Choices, ParseError> {
    let (parse, attributions) = prepared(article, parser)?;
    let (mentions, choices) = link_choices(&article.text, &parse, &attributions);
    let bytes = |m: LinkMention| LinkMention { words: parse.span_of(m.words), core: parse.span_of(m.core), ..m };
    Ok(Choices { mentions: mentions.into_iter().map(bytes).collect(), choices })
}

/// The parse of an article and its attributions.
pub(crate) fn prepared(article: &Article, parser: &Parser) -> Result<(Parse, Vec<Attribution>), ParseError> {
    let text = article.text.as_str();
    let (parse, _) = crate::parse(text, parser)?;
    let attributions = attributions(text, &parse, &crate::read::left_out(text));
    Ok((parse, attributions))
}
