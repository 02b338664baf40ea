//! Who cites whom: outlets speakers, speakers one another.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Answers, ClaimAnswer, SpeakerAnswer};
use crate::ask::Filter;
use crate::error::Result;
use crate::store::{Asked, Citation, Citer, Store};

/// Claims of a speaker that are shown with it.
const RECENT: usize = 20;

/// Citers of a speaker, and speakers cited, that are shown.
const SHOWN: usize = 24;

/// A network of who cites whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Network {
    /// Outlets and speakers.
    pub nodes: Vec<NetworkNode>,
    /// Who cites whom, the most frequent first.
    pub links: Vec<NetworkLink>,
}

/// An outlet or a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkNode {
    /// `outlet:` and the outlet's name, or the key of a speaker.
    pub id: String,
    /// Name.
    pub name: String,
    /// `outlet`, or the kind of entity.
    pub kind: String,
    /// Claims of the links that it is part of.
    pub claims: u64,
}

/// One cites another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NetworkLink {
    /// Id of who cites.
    pub from: String,
    /// Id of who is cited.
    pub to: String,
    /// In how many claims.
    pub claims: u64,
}

/// A speaker, with what it says and through whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpeakerView {
    /// The speaker.
    pub source: SpeakerAnswer,
    /// How sure it sounds, in how many claims.
    pub certainties: Vec<CertaintyCount>,
    /// Who cites it.
    pub cited_by: Vec<Cited>,
    /// Whom it cites.
    pub cites: Vec<Cited>,
    /// Its claims, newest publication first.
    pub recent: Vec<ClaimAnswer>,
}

/// Claims that sound so sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertaintyCount {
    /// How sure.
    pub certainty: purport_read::Certainty,
    /// How many.
    pub claims: u64,
}

/// Somebody at the other end of a citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cited {
    /// The key of a speaker; `None` for an outlet.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// In how many claims.
    pub claims: u64,
}

impl<S: Store + Asked> Answers<'_, S> {
    /// Who cites whom, the most frequent pairs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn network(&self, limit: usize) -> Result<Network> {
        let mut nodes: BTreeMap<String, NetworkNode> = BTreeMap::new();
        let mut links = Vec::new();
        for Citation { citer, speaker, claims } in self.store.citations(None, self.at, limit)? {
            let (Some(from), Some(to)) = (self.node(&citer)?, self.node(&Citer::Speaker(speaker))?) else { continue };
            links.push(NetworkLink { from: from.id.clone(), to: to.id.clone(), claims });
            for node in [from, to] {
                nodes.entry(node.id.clone()).or_insert(node).claims += claims;
            }
        }
        Ok(Network { nodes: nodes.into_values().collect(), links })
    }

    fn node(&self, citer: &Citer) -> Result<Option<NetworkNode>> {
        Ok(match citer {
            Citer::Outlet(name) => Some(NetworkNode {
                id: format!("outlet:{name}"),
                name: name.clone(),
                kind: "outlet".to_owned(),
                claims: 0,
            }),
            Citer::Speaker(id) => self.store.identity(*id)?.map(|row| {
                let name = row.spellings.into_iter().next().map_or_else(|| row.key.clone(), |(text, _)| text);
                NetworkNode { id: row.key, name, kind: row.kind, claims: 0 }
            }),
        })
    }

    /// A speaker by its key.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub fn speaker_view(&self, key: &str) -> Result<SpeakerView> {
        let id = self.identity_of_key(key)?;
        let claims = self.store.claims_by(id, self.at)?;
        let source = self.speaker(id, claims)?;
        let numbered = |number: u8| purport_read::Certainty::ALL.into_iter().find(|one| *one as u8 == number);
        let certainties = self.store.certainties(id, self.at)?.into_iter();
        let certainties =
            certainties.filter_map(|(number, claims)| Some(CertaintyCount { certainty: numbered(number)?, claims }));
        let (mut cited_by, mut cites) = (Vec::new(), Vec::new());
        for Citation { citer, speaker, claims } in self.store.citations(Some(id), self.at, 2 * SHOWN)? {
            let is_cited = speaker == id;
            let other = if is_cited { citer } else { Citer::Speaker(speaker) };
            let Some(node) = self.node(&other)? else { continue };
            let key = matches!(other, Citer::Speaker(_)).then_some(node.id);
            let list = if is_cited { &mut cited_by } else { &mut cites };
            if list.len() < SHOWN {
                list.push(Cited { key, name: node.name, claims });
            }
        }
        let filter = Filter { source: Some(source.key.clone()), ..Filter::default() };
        let recent = self.claims(&filter, None, RECENT)?.rows;
        Ok(SpeakerView { source, certainties: certainties.collect(), cited_by, cites, recent })
    }
}
