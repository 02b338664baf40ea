//! The embedded gazetteer: names of places to what is known of them.
//!
//! In: a name. Out: the places that bear it, the more populous first. The file is read in place, nothing is unpacked.
//! `model/gazetteer.py` writes it: after the eight bytes `PLACES1\n` six lengths (u32, little endian), then
//!
//! 1. alpha-3 codes of countries, three letters each;
//! 2. GeoNames feature codes, parted by blanks;
//! 3. places, [`RECORD`] bytes each: degrees north and east (i24, ten-thousandths), GeoNames number (u24, 0: none), the
//!    place that it lies in (u24, all ones: none), population (u8, eight times its binary logarithm), feature (u8),
//!    country (u8, 255: none), position of its name (u24);
//! 4. names, a length (u8) before each;
//! 5. the positions (u32) of every sixteenth key;
//! 6. keys in order, each as bytes shared with the last one (u8), further bytes (u8 and these), the number of places (u8)
//!    and the places (u24: number times two, plus one where it is another name than the main one).

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static BYTES: &[u8] = include_bytes!("../../data/gazetteer.bin");

const RECORD: usize = 18;
const HEAD: usize = 8 + 6 * 4;
const BLOCK: usize = 16;
const NONE: u32 = 0xFF_FFFF;

struct Sections {
    countries: &'static str,
    features: Vec<&'static str>,
    records: &'static [u8],
    names: &'static [u8],
    blocks: &'static [u8],
    keys: &'static [u8],
}

static SECTIONS: LazyLock<Sections> = LazyLock::new(|| {
    let mut at = HEAD;
    let mut next = |number: usize| {
        let length = u32_at(BYTES, 8 + 4 * number) as usize;
        at += length;
        &BYTES[at - length..at]
    };
    Sections {
        countries: std::str::from_utf8(next(0)).unwrap_or_default(),
        features: std::str::from_utf8(next(1)).unwrap_or_default().split(' ').collect(),
        records: next(2),
        names: next(3),
        blocks: next(4),
        keys: next(5),
    }
});

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u24_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0])
}

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Entry(u32);

impl Entry {
    fn record(self) -> &'static [u8] {
        &SECTIONS.records[self.0 as usize * RECORD..][..RECORD]
    }

    /// Degrees north and east.
    pub fn point(self) -> (f64, f64) {
        // Three bytes with a sign: shifted up and down again.
        let degrees = |at| f64::from((u24_at(self.record(), at) << 8).cast_signed() >> 8) / 1e4;
        (degrees(0), degrees(3))
    }

    /// GeoNames number.
    pub fn geonames(self) -> Option<u32> {
        Some(u24_at(self.record(), 6)).filter(|number| *number != 0)
    }

    /// The smallest area of the gazetteer that it lies in.
    pub fn parent(self) -> Option<Self> {
        Some(u24_at(self.record(), 9)).filter(|number| *number != NONE).map(Self)
    }

    /// Whether it lies in `area`.
    pub fn is_in(self, area: Self) -> bool {
        // District, state, country: no chain is longer.
        std::iter::successors(self.parent(), |place| place.parent()).take(6).any(|place| place == area)
    }

    /// Decimal logarithm of the population; 0 when none is known.
    pub fn size(self) -> f64 {
        f64::from(self.record()[12]) / 8.0 * std::f64::consts::LOG10_2
    }

    /// GeoNames feature code.
    pub fn feature(self) -> &'static str {
        SECTIONS.features.get(usize::from(self.record()[13])).copied().unwrap_or_default()
    }

    /// ISO 3166-1 alpha-3 code.
    pub fn country(self) -> Option<&'static str> {
        let at = usize::from(self.record()[14]) * 3;
        SECTIONS.countries.get(at..at + 3)
    }

    /// Its name in the gazetteer.
    pub fn name(self) -> &'static str {
        let at = u24_at(self.record(), 15) as usize;
        let names = SECTIONS.names;
        std::str::from_utf8(&names[at + 1..][..usize::from(names[at])]).unwrap_or_default()
    }
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bearer {
    /// The place.
    pub entry: Entry,
    /// Whether the name is another one than its main name.
    pub other: bool,
}

/// The places that bear a name, given as [`fold`] writes it.
pub(crate) fn bearers(key: &str) -> Vec<Bearer> {
    let sections = &*SECTIONS;
    let block = |number: usize| u32_at(sections.blocks, number * 4) as usize;
    let head = |number: usize| {
        let at = block(number);
        &sections.keys[at + 2..][..usize::from(sections.keys[at + 1])]
    };
    let (mut low, mut high) = (0, sections.blocks.len() / 4);
    while low < high {
        let middle = low.midpoint(high);
        if head(middle) <= key.as_bytes() { low = middle + 1 } else { high = middle }
    }
    let Some(number) = low.checked_sub(1) else { return Vec::new() };
    let mut at = block(number);
    let mut word = Vec::with_capacity(64);
    for _ in 0..BLOCK {
        let Some(&[shared, further]) = sections.keys.get(at..at + 2) else { break };
        word.truncate(usize::from(shared));
        at += 2;
        word.extend_from_slice(&sections.keys[at..at + usize::from(further)]);
        at += usize::from(further);
        let count = usize::from(sections.keys[at]);
        at += 1;
        if word == key.as_bytes() {
            let values = (0..count).map(|n| u24_at(sections.keys, at + 3 * n));
            return values.map(|value| Bearer { entry: Entry(value >> 1), other: value & 1 == 1 }).collect();
        }
        at += 3 * count;
    }
    Vec::new()
}

/// Longer names are in no gazetteer.
const LONGEST: usize = 120;

/// A name as it is looked up: lower case, without accents, marks and points, *St.* as *saint*.
pub(crate) fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for ch in name[..name.floor_char_boundary(LONGEST)].nfd() {
        match ch {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '.' | '"' => {}
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'ð' | 'Ð' | 'đ' | 'Đ' => plain.push('d'),
            'þ' | 'Þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            'ə' | 'Ə' => plain.push('a'),
            _ if is_combining_mark(ch) => {}
            _ if ch.is_alphanumeric() || ch == '&' => {
                plain.extend(ch.to_lowercase().filter(|c| !is_combining_mark(*c)))
            }
            _ => plain.push(' '),
        }
    }
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(match word {
            "st" => "saint",
            "ste" => "sainte",
            "ft" => "fort",
            "mt" => "mount",
            "mtn" => "mountain",
            "&" => "and",
            _ => word,
        });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first bearer of a name that is such a feature.
    fn bearer(name: &str, feature: &str) -> Entry {
        let bearers = bearers(&fold(name));
        let found = bearers.iter().find(|bearer| bearer.entry.feature() == feature);
        found.unwrap_or_else(|| panic!("no {feature} {name} is in the gazetteer")).entry
    }

    #[test]
    fn every_record_can_be_read() {
        let count = SECTIONS.records.len() / RECORD;
        assert!(count > 100_000);
        for entry in (0..count as u32).map(Entry) {
            let (north, east) = entry.point();
            assert!((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east), "{}", entry.name());
            assert!(!entry.name().is_empty() && !entry.feature().is_empty());
            assert!(entry.parent().is_none_or(|parent| (parent.0 as usize) < count));
        }
    }

    #[test]
    fn every_place_is_found_under_its_own_name() {
        for entry in (0..SECTIONS.records.len() as u32 / RECORD as u32).step_by(97).map(Entry) {
            let found = bearers(&fold(entry.name()));
            // A name of very many places lists the more populous only.
            assert!(found.len() == 120 || found.iter().any(|b| b.entry == entry), "{}", entry.name());
        }
    }

    #[test]
    fn places_are_where_they_are() {
        for (name, country, feature, north, east) in [
            ("Kyiv", "UKR", "PPLC", 50.45, 30.52),
            ("Kiev", "UKR", "PPLC", 50.45, 30.52),
            ("Cologne", "DEU", "PPLA2", 50.93, 6.95),
            ("North Darfur", "SDN", "ADM1", 15.0, 25.0),
            ("Kursk Oblast", "RUS", "ADM1", 51.8, 36.2),
            ("Gaza Strip", "PSE", "ADM1", 31.4, 34.4),
            ("South China Sea", "", "SEA", 12.0, 113.0),
            ("São Paulo", "BRA", "PPLA", -23.5, -46.6),
            ("Rapides Parish", "USA", "ADM2", 31.2, -92.5),
            ("Turkey", "TUR", "PCLI", 39.0, 35.0),
        ] {
            let entry = bearer(name, feature);
            let (lat, lon) = entry.point();
            assert_eq!(entry.country().unwrap_or_default(), country, "{name}");
            assert!((lat - north).abs() < 1.5 && (lon - east).abs() < 1.5, "{name}: {lat}, {lon}");
        }
        assert_eq!(bearer("Moscow", "PPLC").geonames(), Some(524_901));
        assert!(bearer("Nyala", "PPLA").is_in(bearer("South Darfur", "ADM1")));
    }

    #[test]
    fn names_are_folded() {
        assert_eq!(fold("St. John’s"), "saint johns");
        assert_eq!(fold("Zürich–Örlikon"), "zurich orlikon");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("W.Va."), "wva");
        assert_eq!(fold(&"x".repeat(100_000)).len(), LONGEST);
        assert!(bearers("").is_empty() && bearers("\u{10ffff}").is_empty());
    }
}
