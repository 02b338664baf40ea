//! One function a task: gold documents through the reader into a report.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use purport_eval::floors::data_hash;
use purport_eval::gold::names::NameSet;
use purport_eval::gold::{
    AttributionDocument, conllu, coreference, events, factuality, jsonl, names, negation, places, polnear, quantities,
    stances, timeml,
};
use purport_eval::sources::SourceList;
use purport_eval::{Report, attribution, sources, syntax};
use purport_parse::Parser;
use purport_read::{Layers, Reading};
use purport_text::Article;

use super::{Arguments, Filter, Task, predict};
use crate::in_order::in_order;

pub(super) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Score the task that the arguments name.
pub fn report(arguments: &Arguments, filter: &Filter) -> Outcome<Report> {
    let parser = Arc::new(Parser::embedded()?);
    let path = arguments.path.as_path();
    let name = format!("{} {}", task_name(arguments.task), set_name(path));
    let run = Run { parser, filter, threads: arguments.threads.unwrap_or_else(cores) };
    let (mut report, files) = match arguments.task {
        Task::Attribution => run.attribution(path, name)?,
        Task::Names => run.names(path, name)?,
        Task::Syntax => run.syntax(path, name)?,
        Task::Sources => run.sources(path, arguments.list.as_deref().ok_or("sources needs --list FILE")?, name)?,
        Task::Factuality => run.factuality(path, name)?,
        Task::Negation => run.negation(path, name)?,
        Task::Events => run.events(path, name)?,
        Task::Coref => run.coref(path, name)?,
        Task::Gap => run.gap(path, name)?,
        Task::Times => run.times(path, name)?,
        Task::Quantities => run.quantities(path, name)?,
        Task::Places => run.places(path, name)?,
        Task::Copies => super::ledger::copies(path, name)?,
        Task::Stories => run.stories(path, name)?,
        Task::Links => run.links(path, arguments.list.as_deref().ok_or("links needs --list FILE")?, name)?,
        Task::Pairs => run.pairs(path, name)?,
        Task::Extraction => unreachable!("extraction has a table of its own"),
    };
    report.data = data_hash(path, &files)?;
    Ok(report)
}

fn task_name(task: Task) -> &'static str {
    match task {
        Task::Attribution => "attribution",
        Task::Names => "names",
        Task::Syntax => "syntax",
        Task::Sources => "sources",
        Task::Factuality => "factuality",
        Task::Negation => "negation",
        Task::Events => "events",
        Task::Coref => "coref",
        Task::Gap => "gap",
        Task::Times => "times",
        Task::Quantities => "quantities",
        Task::Places => "places",
        Task::Copies => "copies",
        Task::Stories => "stories",
        Task::Links => "links",
        Task::Pairs => "pairs",
        Task::Extraction => "extraction",
    }
}

/// The last two parts of a path: the same for everybody who keeps a set under its own name.
fn set_name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

pub(super) struct Run<'a> {
    parser: Arc<Parser>,
    filter: &'a Filter,
    threads: usize,
}

impl Run<'_> {
    /// Hand every document that is asked for to `read` on all threads, and document and result to `add` in order. A
    /// document that cannot be read is an error: a score over half the data means nothing.
    pub(super) fn over<Document: Send + 'static, Prediction: Send + 'static>(
        &self,
        documents: impl Iterator<Item = purport_eval::Result<Document>>,
        id: impl Fn(&Document) -> &str,
        read: impl Fn(&Parser, &Document) -> Outcome<Prediction> + Send + Sync + 'static,
        mut add: impl FnMut(&Document, Prediction) -> purport_eval::Result<()>,
    ) -> Outcome<()> {
        let all: Vec<Document> = documents.collect::<purport_eval::Result<_>>()?;
        let chosen: Vec<Document> = all.into_iter().filter(|d| self.filter.takes(id(d))).collect();
        let parser = Arc::clone(&self.parser);
        let mut outcome: Outcome<()> = Ok(());
        let work = move |document: Document| (read(&parser, &document), document);
        in_order(chosen.into_iter(), self.threads, work, |(prediction, document)| {
            match prediction.and_then(|p| add(&document, p).map_err(Into::into)) {
                Ok(()) => std::ops::ControlFlow::Continue(()),
                Err(error) => {
                    outcome = Err(error);
                    std::ops::ControlFlow::Break(())
                }
            }
        });
        outcome
    }

    fn attribution(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        // PolNeAR gives every word one role at most; its folders hold brat files.
        let univocal = path.is_dir();
        let (documents, files): (Box<dyn Iterator<Item = purport_eval::Result<AttributionDocument>>>, _) = if univocal {
            (Box::new(polnear::documents(path)?), polnear::files(path)?)
        } else {
            (Box::new(jsonl::open(path)?), vec![path.to_path_buf()])
        };
        let mut scorer = attribution::Scorer::default();
        self.over(
            documents,
            |d| &d.id,
            move |parser, d| Ok(predict::attributions(&read(parser, &d.text)?, univocal)),
            |d, found| scorer.add(d, Some(&found)),
        )?;
        Ok((scorer.report(name), files))
    }

    fn names(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let set = NameSet::detect(path)?;
        let mut scorer = purport_eval::names::Scorer::new(set);
        self.over(
            names::documents(set, path)?,
            |d| &d.id,
            |parser, d| Ok(predict::names(&purport_read::parse(&d.text, parser)?.0)),
            |d, found| scorer.add(d, Some(&found)),
        )?;
        Ok((scorer.report(name), names::files(set, path)?))
    }

    fn syntax(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = syntax::Scorer::default();
        self.over(
            conllu::documents(path)?,
            |d| &d.id,
            // The whole text, also what is printed twice: treebanks count every word.
            |parser, d| Ok(predict::syntax(&parser.parse(&d.text, &purport_text::sentences(&d.text))?, &d.text)),
            |d, found| scorer.add(d, Some(&found)),
        )?;
        Ok((scorer.report(name), conllu::files(path)?))
    }

    fn factuality(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        if stances::is_here(path)? {
            return self.stances(path, name);
        }
        // Each set has its own scale, which its folder's name tells; the crowd's is the usual one.
        let by_author = path.iter().any(|part| part == "uw");
        let mut scorer = purport_eval::factuality::Scorer::default();
        self.over(
            factuality::open(path)?,
            |d| &d.id,
            move |parser, d| Ok(predict::factuality(&purport_read::parse(&d.text, parser)?.0, d, by_author)),
            |d, found| {
                scorer.add(d, &found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn stances(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::stances::Scorer::default();
        self.over(
            stances::open(path)?,
            |d| &d.id,
            |parser, d| {
                let (parse, _) = purport_read::parse(&d.text, parser)?;
                Ok((predict::claims(&read(parser, &d.text)?), predict::stances(&parse, d)))
            },
            |d, (claims, predicates)| {
                scorer.add(d, &claims, &predicates);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn negation(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::negation::Scorer::default();
        self.over(
            negation::open(path)?,
            |d| &d.id,
            |parser, d| {
                Ok(purport_read::negation_cues(&d.text, &parser.parse(&d.text, &purport_text::sentences(&d.text))?))
            },
            |d, found| {
                scorer.add(d, &found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn events(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::events::Scorer::default();
        self.over(
            events::open(path)?,
            |d| &d.id,
            |parser, d| Ok(predict::events(&read(parser, &d.text)?)),
            |d, found| {
                scorer.add(d, &found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn quantities(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::quantities::Scorer::default();
        self.over(
            quantities::open(path)?,
            |d| &d.id,
            |parser, d| Ok(predict::quantities(&read(parser, &d.text)?)),
            |d, found| scorer.add(d, &found),
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn places(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::places::Scorer::default();
        self.over(
            places::documents(path)?,
            |d| &d.id,
            |parser, d| Ok(predict::places(&read(parser, &d.text)?)),
            |d, found| scorer.add(d, &found, purport_read::is_demonym),
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn sources(&self, path: &Path, list: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let gold = SourceList::open(list)?;
        let wanted: Vec<String> = gold.documents().map(str::to_owned).collect();
        let documents = polnear::documents(path)?.filter(|d| d.as_ref().map_or(true, |d| wanted.contains(&d.id)));
        let mut scorer = sources::Scorer::default();
        self.over(
            documents,
            |d| &d.id,
            |parser, d| Ok(predict::resolutions(parser, d)?),
            |d, found| {
                scorer.add(&gold.sources(&d.id, &d.text)?, &found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![list.to_path_buf()]))
    }

    fn coref(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::coreference::Scorer::default();
        self.over(
            coreference::documents(path)?,
            |d| &d.id,
            |parser, d| {
                let article = Article { text: d.text.clone(), ..Article::default() };
                Ok(d.in_words(&purport_read::chains(&article, parser)?))
            },
            |d, found| {
                scorer.add(&d.chains, &found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), coreference::files(path)?))
    }

    fn gap(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::coreference::GapScorer::default();
        self.over(
            coreference::gap(path)?.into_iter(),
            |d| &d.id,
            |parser, d| Ok(predict::whose(&read(parser, &d.text)?, d)),
            |d, found| {
                scorer.add(d, found);
                Ok(())
            },
        )?;
        Ok((scorer.report(name), vec![path.to_path_buf()]))
    }

    fn times(&self, path: &Path, name: String) -> Outcome<(Report, Vec<PathBuf>)> {
        let mut scorer = purport_eval::times::Scorer::default();
        self.over(
            timeml::documents(path)?,
            |d| &d.id,
            |parser, d| {
                let article = Article { text: d.text.clone(), published: d.published.clone(), ..Article::default() };
                Ok(predict::times(&purport_read::read(article, parser, Layers::default())?))
            },
            |d, found| scorer.add(d, Some(&found)),
        )?;
        Ok((scorer.report(name), timeml::files(path)?))
    }
}

pub(super) fn read(parser: &Parser, text: &str) -> Outcome<Reading> {
    Ok(purport_read::read(Article { text: text.to_owned(), ..Article::default() }, parser, Layers::default())?)
}
