//! Sources and pronouns in the walk.

use purport_text::Span;

use super::{Discourse, Outcome};
use crate::entity::phrase;
use crate::entity::pronoun::{self, Pronoun, Voice};
use crate::entity::referent::{Number, Referent};
use crate::entity::source::Form;
use crate::entity::speaker::{self, Speaker, Speakers};
use crate::entity::{group, relative};
use crate::reading::EntityKind;

impl<'d> Discourse<'d, '_> {
    /// Resolve a third person; `own` is the attribution that it is the source of.
    pub(super) fn pronoun(&mut self, word: usize, own: Option<usize>) -> Option<usize> {
        if let Some(&known) = self.resolved.get(&word) {
            return Some(known);
        }
        let lower = self.page.lower(word);
        let pronoun = Pronoun::of(lower)?;
        let voice = self.voice(word, own);
        let found = pronoun::antecedent(self.page, &self.timeline, &self.referents, word, pronoun, &voice)
            .or_else(|| self.ahead(word, pronoun))?;
        if let Pronoun::Person(gender) = pronoun {
            self.referents[found].gender.get_or_insert(gender);
        }
        self.resolved.insert(word, found);
        self.timeline.add(self.page, word, Span::new(word, word + 1), found);
        Some(found)
    }

    /// "When he spoke, Trump said …": the first name after the pronoun in its sentence, when none stood before.
    fn ahead(&self, word: usize, pronoun: Pronoun) -> Option<usize> {
        let sentence = self.page.parse.sentences.get(self.page.sentence(word))?;
        let after = (word + 1..sentence.end).filter_map(|at| self.names.at(at));
        after.map(|(_, referent)| referent).find(|&referent| pronoun.may_be(&self.referents[referent]))
    }

    fn voice(&self, word: usize, own: Option<usize>) -> Voice<'d> {
        let attributions = self.attributions;
        let mut holder =
            own.and_then(|at| attributions[at].within).or(self.holders[word]).filter(|&at| Some(at) != own);
        // In "“I believe she would accept,” said a banker" the banker speaks.
        for _ in 0..speaker::DEPTH {
            let first =
                |at: usize| matches!(self.forms[at], Some(Form::Pronoun(w)) if speaker::is_first(self.page.lower(w)));
            match holder {
                Some(at) if first(at) => holder = attributions[at].within.filter(|&next| next != at),
                _ => break,
            }
        }
        let speaker = holder.and_then(|at| {
            self.sources[at].or(match &self.forms[at] {
                Some(Form::Name(_, referent)) => Some(*referent),
                _ => None,
            })
        });
        // A turn in a transcript has no marks, but a colon.
        let turn = holder.is_some_and(|at| self.page.lower(attributions[at].cue.start) == ":");
        let quoted = turn || self.page.quotation(word).is_some();
        Voice { speaker, quoted, own: own.map_or(&[], |at| &attributions[at].content) }
    }

    pub(super) fn source(&mut self, at: usize) {
        let Some(form) = self.forms[at].as_ref() else { return };
        let words = self.attributions[at].source.unwrap_or_default();
        let found = self.form(form, at, words);
        if let Some(referent) = found {
            self.sources[at] = Some(referent);
            self.timeline.source = Some(referent);
            if !matches!(form, Form::Name(..)) {
                self.referents[referent].mentions.push(mentioned(form, words));
            }
        }
    }

    fn form(&mut self, form: &Form, at: usize, words: Span) -> Option<usize> {
        match form {
            Form::Name(_, referent) => Some(*referent),
            // "the chairman and I".
            Form::Pronoun(word)
                if speaker::is_first(self.page.lower(*word)) && matches!(self.forms[at], Some(Form::Several(_))) =>
            {
                self.voice(*word, Some(at)).speaker
            }
            Form::Pronoun(word) if relative::is_relative(self.page.lower(*word)) => self.relative(*word),
            Form::Pronoun(word) => self.pronoun(*word, Some(at)),
            Form::Phrase(found) => {
                let words =
                    if words.start <= found.core.start && found.core.end <= words.end { words } else { found.core };
                Some(self.phrase(found.clone(), words))
            }
            Form::Nobody(word) => {
                let both = matches!(self.page.lower(*word), "both" | "neither" | "either");
                if both
                    && let Some(last) = self.timeline.source.filter(|&at| self.referents[at].number == Number::Plural)
                {
                    return Some(last);
                }
                let members =
                    both.then(|| group::members(self.page, &self.timeline, &self.referents, *word, "", 2)).flatten();
                members.map(|members| self.group(members)).or_else(|| self.somebody(*word, words))
            }
            Form::Several(forms) => {
                let members: Option<Vec<usize>> = forms
                    .iter()
                    .map(|form| {
                        let words = if let Form::Phrase(found) = form { self.extent(found.core) } else { words };
                        self.form(form, at, words)
                    })
                    .collect();
                members.map(|members| self.group(members))
            }
        }
    }

    /// "One, who has served in both capitals", "some of its authors": somebody new; "nobody" and "anyone" are nobody.
    fn somebody(&mut self, word: usize, words: Span) -> Option<usize> {
        let kind = match self.page.lower(word) {
            "one" | "another" | "someone" | "somebody" => EntityKind::Person,
            "some" | "many" | "others" | "several" | "two" | "three" | "four" | "five" | "dozens" | "hundreds"
            | "thousands" | "most" | "those" => EntityKind::Group,
            _ => return None,
        };
        if let Some(&known) = self.resolved.get(&word) {
            return Some(known);
        }
        let number = if kind == EntityKind::Group { Number::Plural } else { Number::Singular };
        self.referents.push(Referent { number, ..Referent::new(kind, words) });
        let referent = self.referents.len() - 1;
        self.resolved.insert(word, referent);
        self.timeline.add(self.page, word, Span::new(word, word + 1), referent);
        Some(referent)
    }

    fn relative(&mut self, word: usize) -> Option<usize> {
        if let Some(&known) = self.resolved.get(&word) {
            return Some(known);
        }
        let noun = relative::antecedent(self.page, self.names, word)?;
        if !self.resolved.contains_key(&noun) {
            let start = self.start_of(noun);
            let found =
                phrase::phrase(self.page, self.names, Span::new(start, noun + 1)).filter(|found| found.head == noun)?;
            let words = found.core;
            self.phrase(found, words);
        }
        let referent = *self.resolved.get(&noun)?;
        self.resolved.insert(word, referent);
        Some(referent)
    }

    /// Resolve *I* and *we*, and collect what every source refers to.
    pub(super) fn first_persons(&mut self) -> Vec<Outcome> {
        let signatures = speaker::signatures(self.page, self.names);
        let mut found = Vec::with_capacity(self.forms.len());
        for at in 0..self.forms.len() {
            let word = match self.forms[at] {
                Some(Form::Pronoun(word)) if speaker::is_first(self.page.lower(word)) => word,
                _ => {
                    found.push(self.sources[at].map_or(Outcome::Nobody, Outcome::Referent));
                    continue;
                }
            };
            let speakers = Speakers {
                page: self.page,
                attributions: self.attributions,
                holders: &self.holders,
                sources: &self.sources,
            };
            found.push(match speakers.of(word, at) {
                Speaker::Referent(speaker) => {
                    let many = matches!(self.page.lower(word), "we" | "us" | "our" | "ourselves");
                    let referent = if many {
                        speaker::represented(&self.referents, speaker, |at| self.timeline.count(at))
                    } else {
                        speaker
                    };
                    self.referents[referent].mentions.push(Span::new(word, word + 1));
                    Outcome::Referent(referent)
                }
                Speaker::Author => match signatures.get(signatures.partition_point(|(line, _)| *line < word)) {
                    Some(&(_, signed)) => {
                        self.referents[signed].mentions.push(Span::new(word, word + 1));
                        Outcome::Referent(signed)
                    }
                    None => Outcome::Author,
                },
                Speaker::Unknown => Outcome::Nobody,
            });
        }
        found
    }
}

/// The words of a resolved source that are listed as a mention.
fn mentioned(form: &Form, words: Span) -> Span {
    match form {
        Form::Pronoun(word) => Span::new(*word, word + 1),
        Form::Phrase(found) => found.core,
        _ => words,
    }
}
