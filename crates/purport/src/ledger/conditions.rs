//! Conditions that `purport findings` and the like, `export` and `report` take.
//!
//! In: arguments. Out: a [`Filter`].

use purport_ledger::ask::{Bounds, Filter};
use purport_ledger::finding::Standing;
use purport_read::{Certainty, EventType};

use super::day;

/// Conditions; all of them hold for one claim at once.
#[derive(clap::Args, Default)]
pub struct Conditions {
    /// Who says it: a name, or the beginning of one of its words
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Who or what it speaks of
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// A country that it speaks of: ISO 3166-1 alpha-3 code
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// PLOVER type of an event in it: ASSAULT, CONSULT …; several, parted by commas, for any of them
    #[arg(long, value_name = "TYPE", value_parser = event_type, value_delimiter = ',')]
    pub event: Vec<EventType>,
    /// How sure its source sounds; several, parted by commas, for any of them
    #[arg(long, value_name = "LEVEL", value_parser = certainty, value_delimiter = ',')]
    pub certainty: Vec<Certainty>,
    /// What its finding rests on
    #[arg(long, value_name = "STANDING", value_parser = standing)]
    pub standing: Option<Standing>,
    /// Only findings of several claims
    #[arg(long)]
    pub several: bool,
    /// A place in it, by name or GeoNames number
    #[arg(long, visible_alias = "at", value_name = "NAME")]
    pub place: Option<String>,
    /// A box that a place in it lies in: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub r#box: Option<Bounds>,
    /// First day of publication
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<i32>,
    /// Last day of publication
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<i32>,
    /// Words of its article; "phrases" in quotation marks, begin* for beginnings of words
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
}

impl Conditions {
    /// The filter that they make.
    pub fn filter(&self) -> Filter {
        Filter {
            source: self.source.clone(),
            entity: self.entity.clone(),
            country: self.country.clone(),
            events: self.event.clone(),
            certainties: self.certainty.clone(),
            standing: self.standing,
            several: self.several,
            place: self.place.clone(),
            bounds: self.r#box,
            from: self.from,
            to: self.to,
            text: self.text.clone(),
            ..Filter::default()
        }
    }
}

fn event_type(text: &str) -> Result<EventType, String> {
    let found = EventType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
    found.ok_or_else(|| {
        let names: Vec<&str> = EventType::ALL.iter().map(|kind| kind.name()).collect();
        format!("the types are {}", names.join(", "))
    })
}

fn certainty(text: &str) -> Result<Certainty, String> {
    Certainty::ALL
        .into_iter()
        .find(|level| level.name() == text)
        .ok_or_else(|| "the levels are certain, probable, possible, unknown".to_owned())
}

fn standing(text: &str) -> Result<Standing, String> {
    let names: Vec<&str> = Standing::ALL.iter().map(|standing| standing.name()).collect();
    Standing::named(text).ok_or_else(|| format!("the standings are {}", names.join(", ")))
}
