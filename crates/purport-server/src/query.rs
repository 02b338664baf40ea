//! What requests ask for: conditions, pages, moments.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use purport_ledger::ask::{Cursor, Filter, List, Page, day, moment};
use purport_ledger::finding::Standing;
use purport_ledger::store::Moment;
use purport_read::{Certainty, EventType};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::{Code, Problem};

/// Rows of a page when nobody says how many.
const USUAL_PAGE: usize = 50;

/// Query parameters; what is wrong with them is a problem.
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(asked)| Self(asked)).map_err(|error| bad(error.body_text()))
    }
}

/// A request that makes no sense.
pub fn bad(detail: impl Into<String>) -> Problem {
    Problem::new(Code::BadRequest, detail)
}

/// Conditions; all of them hold for one claim at once.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Conditions {
    /// Who says it: a name, or the beginning of one of its words.
    pub source: Option<String>,
    /// Who or what it speaks of.
    pub entity: Option<String>,
    /// A country that it speaks of: ISO 3166-1 alpha-3 code.
    #[param(pattern = "^[A-Za-z]{3}$")]
    pub country: Option<String>,
    /// PLOVER types of an event in it, parted by commas: any of them.
    #[param(pattern = "^[A-Z]+(,[A-Z]+)*$", example = "ASSAULT,COERCE")]
    pub event: Option<String>,
    /// How sure its source sounds, parted by commas: any of them.
    #[param(pattern = "^(certain|probable|possible|unknown)(,(certain|probable|possible|unknown))*$")]
    pub certainty: Option<String>,
    /// What its finding rests on.
    pub standing: Option<Standing>,
    /// A place in it, by name or GeoNames number.
    pub place: Option<String>,
    /// A box that a place in it lies in: west, south, east, north in degrees.
    #[param(example = "30,50,42,56")]
    #[serde(rename = "box")]
    pub bounds: Option<String>,
    /// First day of publication.
    #[param(format = Date)]
    pub from: Option<String>,
    /// Last day of publication.
    #[param(format = Date)]
    pub to: Option<String>,
    /// Words of its article: all of them; "phrases" in quotation marks, `begin*` for beginnings of words.
    pub text: Option<String>,
    /// Only findings of several claims.
    pub several: Option<bool>,
    /// Answer as the ledger would have at this moment: a date (its end, UTC) or a date and time (RFC 3339).
    #[param(example = "2026-03-04")]
    pub as_of: Option<String>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 500, default = 50)]
    pub limit: Option<usize>,
    /// Go on where a page ended: its `next`.
    pub after: Option<String>,
}

/// Rows of a page at most.
pub const LARGEST_PAGE: usize = 500;

/// How many rows somebody wants.
///
/// # Errors
/// When there are none, or too many.
pub fn limit(limit: Option<usize>) -> Result<usize, Problem> {
    match limit.unwrap_or(USUAL_PAGE) {
        limit @ 1..=LARGEST_PAGE => Ok(limit),
        _ => Err(bad(format!("limit is a number from 1 to {LARGEST_PAGE}"))),
    }
}

/// The moment as of which somebody asks.
///
/// # Errors
/// When it is none.
pub fn at(as_of: Option<&str>) -> Result<Moment, Problem> {
    let filled = as_of.filter(|text| !text.is_empty());
    filled.map_or(Ok(Moment::MAX), |text| moment(text).map_err(|why| bad(format!("as_of: {why}"))))
}

/// What is listed at a path, and whether page by page.
const LISTS: [(&str, List, bool); 7] = [
    ("/api/v1/findings", List::Findings, true),
    ("/api/v1/claims", List::Claims, true),
    ("/api/v1/articles", List::Articles, true),
    ("/api/v1/events", List::Events, true),
    ("/api/v1/events/counts", List::Events, false),
    ("/api/v1/sources", List::Sources, true),
    // An export is of all that findings are asked for.
    ("/api/v1/exports/{format}", List::Findings, false),
];

/// The parameters of a path that has conditions: those that its list looks at.
#[must_use]
pub fn takes(path: &str) -> Option<Vec<&'static str>> {
    let (_, list, is_paged) = LISTS.into_iter().find(|(of, ..)| *of == path)?;
    let pages: &[&str] = if is_paged { &["limit", "after"] } else { &[] };
    Some([list.takes(), &["as_of"], pages].concat())
}

impl Conditions {
    /// Refuses parameters that the list at a path does not look at.
    ///
    /// # Errors
    /// When there is one.
    pub fn only_of(&self, path: &str) -> Result<(), Problem> {
        let Some(takes) = takes(path) else { return Ok(()) };
        let all = [
            ("source", self.source.is_some()),
            ("entity", self.entity.is_some()),
            ("country", self.country.is_some()),
            ("event", self.event.is_some()),
            ("certainty", self.certainty.is_some()),
            ("standing", self.standing.is_some()),
            ("several", self.several.is_some()),
            ("place", self.place.is_some()),
            ("box", self.bounds.is_some()),
            ("from", self.from.is_some()),
            ("to", self.to.is_some()),
            ("text", self.text.is_some()),
            ("limit", self.limit.is_some()),
            ("after", self.after.is_some()),
        ];
        match all.iter().find(|(name, is_set)| *is_set && !takes.contains(name)) {
            Some((name, _)) => Err(bad(format!("{name}: this list takes only {}", takes.join(", ")))),
            None => Ok(()),
        }
    }

    /// The filter that they make.
    ///
    /// # Errors
    /// When one of them makes no sense.
    pub fn filter(&self) -> Result<Filter, Problem> {
        // An empty field of a form looks for nothing.
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let dated = |name: &str, text: &Option<String>| {
            text.as_deref().map(|text| day(text).map_err(|why| bad(format!("{name}: {why}")))).transpose()
        };
        let bounds = self.bounds.as_deref().map(|text| text.parse().map_err(|why| bad(format!("box: {why}"))));
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        if let Some(wrong) = self.country.as_ref().filter(|code| !is_code(code)) {
            return Err(bad(format!("country: {wrong:?} is no ISO 3166-1 alpha-3 code, as in PRK")));
        }
        Ok(Filter {
            source: filled(&self.source),
            entity: filled(&self.entity),
            country: self.country.clone(),
            events: listed(&self.event, "event", EventType::ALL, EventType::name)?,
            certainties: listed(&self.certainty, "certainty", Certainty::ALL, Certainty::name)?,
            standing: self.standing,
            place: filled(&self.place),
            bounds: bounds.transpose()?,
            from: dated("from", &self.from)?,
            to: dated("to", &self.to)?,
            several: self.several.unwrap_or_default(),
            // Words without a letter ask for nothing either.
            text: filled(&self.text).filter(|text| purport_ledger::ask::query(text).is_some()),
            at: at(self.as_of.as_deref())?,
        })
    }

    /// Where the page begins.
    pub fn cursor(&self) -> Option<Cursor> {
        self.after.clone().filter(|after| !after.is_empty()).map(Cursor)
    }
}

/// Names parted by commas.
fn listed<T: Copy>(
    text: &Option<String>,
    field: &str,
    all: impl IntoIterator<Item = T> + Clone,
    name: impl Fn(T) -> &'static str,
) -> Result<Vec<T>, Problem> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let find = |wanted: &str| {
        let found = all.clone().into_iter().find(|one| name(*one) == wanted);
        found.ok_or_else(|| {
            let names: Vec<&str> = all.clone().into_iter().map(&name).collect();
            bad(format!("{field}: {wanted:?} is none of {}", names.join(", ")))
        })
    };
    text.split(',').map(find).collect()
}

/// Some rows, and where the next page begins.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What to give as `after` for the next page; `null` at the end.
    pub next: Option<String>,
}

impl<T> From<Page<T>> for Rows<T> {
    fn from(page: Page<T>) -> Self {
        Self { rows: page.rows, next: page.next.map(|cursor| cursor.0) }
    }
}
