//! The published gold sets, where they are at hand: read whole, of the size that their descriptions give, and perfect
//! when scored against themselves.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use purport_eval::gold::names::{self, NameClass, NameSet};
use purport_eval::gold::{conllu, jsonl, polnear};
use purport_eval::{attribution, names as name_scores, syntax};

#[test]
fn polnear_has_its_attributions_and_is_perfect_against_itself() {
    let Some(folder) = common::data("attribution/polnear/dev") else {
        return;
    };
    let mut scorer = attribution::Scorer::default();
    for document in polnear::documents(&folder).unwrap() {
        let document = document.unwrap();
        scorer.add(&document, Some(&document.attributions)).unwrap();
    }
    let report = scorer.report("attribution");
    let whole = report.row("whole").unwrap();
    assert_eq!((report.documents, whole.gold), (84, 2192));
    assert_eq!((whole.score, report.row("exact.content").unwrap().score), (1.0, 1.0));
    assert!(report.row("nested").is_none());
}

/// Prints every article of a folder as a line of JSON, read by the reference implementation's own functions.
const READ_POLNEAR: &str = "
import collections, json, os, sys
sys.path.insert(0, sys.argv[1])
import polnear_to_jsonl as reference
for name in sorted(os.listdir(sys.argv[2])):
    if name.endswith('.ann'):
        path = os.path.join(sys.argv[2], name)
        text = open(path[:-4] + '.txt', encoding='utf-8', newline='').read()
        found = reference.read_ann(path, text, collections.Counter())
        print(json.dumps({'id': name[:-4], 'text': text, 'attributions': found}))
";

#[test]
fn polnear_is_read_as_the_reference_reads_it() {
    for split in ["dev", "train"] {
        let Some(folder) = common::data(&format!("attribution/polnear/{split}")) else {
            return;
        };
        let Some(program) = common::reference("polnear_to_jsonl.py") else {
            return;
        };
        let mut command = Command::new("python3");
        command.arg("-B").arg("-c").arg(READ_POLNEAR).arg(program.parent().unwrap()).arg(&folder);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut reference = jsonl::documents(output.stdout.as_slice());
        let mut read = 0;
        for document in polnear::documents(&folder).unwrap() {
            let (document, expected) = (document.unwrap(), reference.next().unwrap().unwrap());
            assert_eq!(document, expected);
            read += 1;
        }
        assert!(reference.next().is_none());
        println!("polnear/{split}: {read} documents read alike");
    }
}

/// Reads a names set, checks it against itself, and counts its names by class.
fn read_names(path: &Path, set: NameSet) -> (usize, BTreeMap<NameClass, usize>) {
    assert_eq!(NameSet::detect(path).unwrap(), set);
    let mut counts: BTreeMap<NameClass, usize> = BTreeMap::new();
    let mut scorer = name_scores::Scorer::new(set);
    let mut documents = 0;
    for document in names::documents(set, path).unwrap() {
        let document = document.unwrap();
        for name in &document.names {
            *counts.entry(name.class).or_default() += 1;
            let cut = name.span.slice(&document.text);
            assert_eq!(cut, cut.trim(), "{}", document.id);
            assert!(cut.chars().count() < 250, "{}: {cut:?}", document.id);
        }
        scorer.add(&document, Some(&document.names)).unwrap();
        documents += 1;
    }
    let report = scorer.report("names");
    assert!(report.rows.iter().all(|row| row.gold == 0 || row.score == 1.0), "{report:?}");
    println!("{set:?}: {documents} documents, {counts:?}");
    (documents, counts)
}

#[test]
fn worldwide_newswire_keeps_the_article_as_it_was() {
    let Some(path) = common::data("ner/worldwide-newswire") else {
        return;
    };
    let (documents, counts) = read_names(&path, NameSet::WorldwideNewswire);
    assert_eq!(documents, 856);
    assert_eq!(counts[&NameClass::Person], 8677);
    // 7,608 and 10,098 begin with B-; two each with an I- that continues nothing, or on a line with spaces for a tab.
    assert_eq!(counts[&NameClass::Organization], 7610);
    assert_eq!(counts[&NameClass::Nationality], 4012);
    assert_eq!((counts[&NameClass::Place], counts[&NameClass::Facility]), (10_100, 479));
    // A text made of tokens is one line; the originals end their lines with a carriage return besides.
    let aligned = names::documents(NameSet::WorldwideNewswire, &path)
        .unwrap()
        .filter(|document| document.as_ref().is_ok_and(|document| document.text.contains('\n')))
        .count();
    assert!(aligned > 780, "only {aligned} articles have their paragraphs");
}

#[test]
fn wikigold_wnut17_and_re3d_are_read() {
    if let Some(path) = common::data("ner/wikigold") {
        let (documents, counts) = read_names(&path, NameSet::Wikigold);
        assert_eq!(documents, 145);
        assert!(!counts.contains_key(&NameClass::Nationality));
    }
    if let Some(path) = common::data("ner/wnut17") {
        let (documents, counts) = read_names(&path, NameSet::Wnut17);
        assert_eq!((documents, counts[&NameClass::Person]), (3394 + 1009, 1130));
        assert_eq!(counts[&NameClass::Organization], 255 + 303);
    }
    if let Some(path) = common::data("ner/re3d") {
        let (documents, counts) = read_names(&path, NameSet::Re3d);
        assert_eq!((documents, counts[&NameClass::Place], counts[&NameClass::Nationality]), (88, 600, 37));
    }
}

/// Reads a treebank, checks it against itself, and gives its documents, sentences and words.
fn read_treebank(path: &Path) -> [usize; 3] {
    let mut scorer = syntax::Scorer::default();
    for document in conllu::documents(path).unwrap() {
        let document = document.unwrap();
        let text = &document.text;
        assert!(document.syntax.sentences.iter().all(|sentence| !sentence.slice(text).trim().is_empty()));
        let mut words = document.syntax.words.iter();
        assert!(
            words.all(|word| word.token.contains(word.span) && word.token.slice(text).trim() == word.token.slice(text))
        );
        scorer.add(&document, Some(&document.syntax)).unwrap();
    }
    let report = scorer.report("syntax");
    assert!(report.rows.iter().all(|row| row.score == 1.0), "{report:?}");
    let gold = |metric: &str| report.row(metric).unwrap().gold;
    [report.documents, gold("Sentences"), gold("Words")]
}

#[test]
fn treebanks_have_their_documents_sentences_and_words() {
    if let Some(path) = common::data("syntax/ewt/en_ewt-ud-dev.conllu") {
        let [_, sentences, words] = read_treebank(&path);
        assert_eq!((sentences, words), (2001, 25_147));
    }
    if let Some(path) = common::data("syntax/gum/dev") {
        assert_eq!(read_treebank(&path), [12, 438, 10_631]);
    }
}
