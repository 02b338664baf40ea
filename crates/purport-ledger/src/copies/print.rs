//! The fingerprint of an article: small enough to keep for every article, enough to find its copies by.
//!
//! In: an article. Out: a [`Print`]. What it keeps: a hash of all words (identical texts), a MinHash signature of its
//! word shingles (texts that are alike as wholes), hashes of chosen passages (texts that share a part), and keys of its
//! address and headline (versions that share little). Notices, credits and captions are in none of them but the first.

use purport_text::Article;

use super::hash::{join, mix, sequence};
use super::words::Folded;
use super::{title, url};

/// Words of a shingle. Four are seldom shared by chance, and one changed word spoils only four of them.
const SHINGLE: usize = 4;

/// Bands of the signature, each a key; articles alike in all rows of a band meet.
const BANDS: usize = 16;

/// Rows of a band. With 16 bands of 3, texts that share half of their shingles meet in 88 of 100 cases, those that
/// share a fifth in 12, and reports on one subject (a fiftieth or less) in about 1 of 10,000.
const ROWS: usize = 3;

/// Numbers of a signature.
const SIGNATURE: usize = BANDS * ROWS;

/// Words of a passage that is looked up as such: fewer are stock phrases.
const PASSAGE: usize = 10;

/// Of this many passages in a row the one with the smallest hash is kept (winnowing, Schleimer et al. 2003). A run of
/// `WINDOW + PASSAGE - 1` shared words (39) always has one in common, and about every fifteenth word begins one. What a
/// narrower window keeps includes what a wider one keeps, so short texts can keep more.
const WINDOW: usize = 30;

/// Words of a text for each place of its window, up to [`WINDOW`]: a text of a hundred words keeps about thirty passages.
const WORDS_A_PLACE: usize = 16;

/// Passages kept of one article, those with the smallest hashes, so that long articles keep the same ones.
const PASSAGES: usize = 256;

/// Telling words below which a text has no keys of its likeness: two words in common say nothing.
pub(super) const FEWEST_WORDS: usize = 12;

/// Version of the byte form.
const VERSION: u8 = 1;

/// The fingerprint of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Hash of all words.
    exact: u128,
    /// How many words tell something.
    words: u32,
    /// Hash of the address, when it names one page.
    url: Option<u64>,
    /// Hash of the headline, when it is long enough to be one article's.
    title: Option<u64>,
    /// Smallest hash of any shingle under each of `SIGNATURE` hash functions; empty when there are too few words.
    signature: Vec<u32>,
    /// Hashes of the chosen passages, ascending.
    passages: Vec<u64>,
}

impl Print {
    /// The fingerprint of an article. Time grows with its length.
    ///
    /// ```
    /// use purport_ledger::copies::Print;
    /// use purport_text::Article;
    /// let article = |url: &str| Article { url: Some(url.into()), text: "Kim left on Monday.".into(), ..Article::default() };
    /// let print = Print::of(&article("https://www.example.org/kim-leaves/?utm_source=feed"));
    /// assert_eq!(print, Print::of(&article("http://example.org/kim-leaves")));
    /// assert_eq!(Print::from_bytes(&print.to_bytes()), Some(print));
    /// ```
    #[must_use]
    pub fn of(article: &Article) -> Self {
        Self::of_folded(article, &Folded::of(&article.text))
    }

    pub(super) fn of_folded(article: &Article, folded: &Folded) -> Self {
        let telling = &folded.telling;
        let enough = telling.len() >= FEWEST_WORDS;
        Self {
            exact: exact(&folded.all),
            words: u32::try_from(telling.len()).unwrap_or(u32::MAX),
            url: article.url.as_deref().and_then(url::key),
            title: article.title.as_deref().and_then(title::key),
            signature: if enough { signature(telling) } else { Vec::new() },
            passages: if enough { passages(telling) } else { Vec::new() },
        }
    }

    /// The keys under which copies of the article are found: two articles are candidates when they share one. Sorted,
    /// without repetition; each takes one look-up.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = vec![join(1, fold(self.exact))];
        keys.extend(self.url.map(|url| join(2, url)));
        keys.extend(self.title.map(|title| join(3, title)));
        keys.extend(self.passages.iter().map(|&passage| join(4, passage)));
        keys.extend(self.signature.chunks(ROWS).zip(16..).map(|(band, kind)| {
            let rows: Vec<u64> = band.iter().map(|&row| u64::from(row)).collect();
            join(kind, sequence(&rows))
        }));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How many words tell something: those outside notices, credits and captions.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words as usize
    }

    /// Whether both texts have the same words.
    #[must_use]
    pub fn is_same_text(&self, other: &Self) -> bool {
        self.exact == other.exact
    }

    /// Whether both articles stood at the same address.
    #[must_use]
    pub fn is_same_page(&self, other: &Self) -> bool {
        self.url.is_some() && self.url == other.url
    }

    /// Whether both are known to have stood at different addresses.
    #[must_use]
    pub fn is_other_page(&self, other: &Self) -> bool {
        self.url.is_some() && other.url.is_some() && self.url != other.url
    }

    /// The fingerprint as bytes, to be stored.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.exact.to_le_bytes());
        bytes.extend(self.words.to_le_bytes());
        bytes.extend(self.url.unwrap_or(0).to_le_bytes());
        bytes.extend(self.title.unwrap_or(0).to_le_bytes());
        bytes.push(u8::from(!self.signature.is_empty()));
        bytes.extend(self.signature.iter().flat_map(|row| row.to_le_bytes()));
        bytes.extend(self.passages.iter().flat_map(|passage| passage.to_le_bytes()));
        bytes
    }

    /// The fingerprint of bytes that [`Print::to_bytes`] made; nothing when they are of another version or broken.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let [VERSION] = take::<1>(&mut rest)? else { return None };
        let exact = u128::from_le_bytes(take(&mut rest)?);
        let words = u32::from_le_bytes(take(&mut rest)?);
        let url = Some(u64::from_le_bytes(take(&mut rest)?)).filter(|&url| url != 0);
        let title = Some(u64::from_le_bytes(take(&mut rest)?)).filter(|&title| title != 0);
        let rows = match take::<1>(&mut rest)? {
            [0] => 0,
            [1] => SIGNATURE,
            _ => return None,
        };
        let signature = (0..rows).map(|_| take(&mut rest).map(u32::from_le_bytes)).collect::<Option<_>>()?;
        let (passages, []) = rest.as_chunks::<8>() else { return None };
        if passages.len() > PASSAGES {
            return None;
        }
        let passages = passages.iter().map(|passage| u64::from_le_bytes(*passage)).collect();
        Some(Self { exact, words, url, title, signature, passages })
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*first)
}

fn fold(number: u128) -> u64 {
    join((number >> 64) as u64, number as u64)
}

/// 128 bits of BLAKE3 over the hashes of all words.
fn exact(words: &[u64]) -> u128 {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = Vec::with_capacity(8 * 512);
    for chunk in words.chunks(512) {
        buffer.clear();
        buffer.extend(chunk.iter().flat_map(|word| word.to_le_bytes()));
        hasher.update(&buffer);
    }
    let mut first = [0; 16];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_le_bytes(first)
}

/// The smallest value of every hash function over the shingles (Broder 1997).
fn signature(words: &[u64]) -> Vec<u32> {
    let mut smallest = [u32::MAX; SIGNATURE];
    for shingle in words.windows(SHINGLE) {
        let shingle = sequence(shingle);
        for (function, least) in smallest.iter_mut().enumerate() {
            // Multiply-shift (Dietzfelbinger et al. 1997) with an odd multiplier for each function.
            let value = (shingle.wrapping_mul(MULTIPLIERS[function]) >> 32) as u32;
            *least = value.min(*least);
        }
    }
    smallest.to_vec()
}

static MULTIPLIERS: [u64; SIGNATURE] = {
    let mut multipliers = [0; SIGNATURE];
    let mut at = 0;
    while at < SIGNATURE {
        multipliers[at] = mix(0x9e37_79b9_7f4a_7c15u64.wrapping_mul(at as u64 + 1)) | 1;
        at += 1;
    }
    multipliers
};

/// The chosen passages: of every window the one with the smallest hash.
fn passages(words: &[u64]) -> Vec<u64> {
    let window = (words.len() / WORDS_A_PLACE).clamp(1, WINDOW);
    let hashes: Vec<u64> = words.windows(PASSAGE).map(sequence).collect();
    let mut chosen = Vec::new();
    let mut least = 0;
    for end in 0..hashes.len() {
        let start = (end + 1).saturating_sub(window);
        if least < start {
            least = (start..=end).min_by_key(|&at| hashes[at]).unwrap_or(end);
        } else if hashes[end] <= hashes[least] {
            least = end;
        }
        if end + 1 >= window.min(hashes.len()) {
            chosen.push(hashes[least]);
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen.truncate(PASSAGES);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { text: text.to_owned(), ..Article::default() }
    }

    fn numbered(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    fn shared(left: &str, right: &str) -> usize {
        let (left, right) = (Print::of(&article(left)).keys(), Print::of(&article(right)).keys());
        left.iter().filter(|key| right.binary_search(key).is_ok()).count()
    }

    #[test]
    fn a_shared_run_of_thirty_nine_words_is_always_found() {
        for offset in 0..60 {
            let left = numbered(0, 39) + &numbered(1_000, 1_300);
            let right = numbered(5_000, 5_000 + 3 * offset) + &numbered(0, 39) + &numbered(7_000, 7_200);
            assert!(shared(&left, &right) > 0, "{offset}");
        }
    }

    #[test]
    fn other_texts_and_bare_notices_share_no_key() {
        assert_eq!(shared(&numbered(0, 300), &numbered(1_000, 1_300)), 0);
        let notice =
            "Sign up for our newsletter, it says in your inbox what the day brought and what the next may bring.\n\n";
        assert_eq!(shared(&(notice.to_owned() + &numbered(0, 90)), &(notice.to_owned() + &numbered(200, 290))), 0);
    }

    #[test]
    fn texts_with_every_twelfth_word_changed_meet() {
        let changed: String =
            (0..400).map(|n| if n % 12 == 0 { "other ".into() } else { format!("word{n} ") }).collect();
        assert!(shared(&numbered(0, 400), &changed) > 0);
    }

    #[test]
    fn an_ordinary_article_takes_less_than_600_bytes_and_a_book_no_more_than_its_limit() {
        assert!(Print::of(&article(&numbered(0, 500))).to_bytes().len() < 600);
        assert!(Print::of(&article(&numbered(0, 100_000))).to_bytes().len() < 2_400);
    }

    #[test]
    fn bytes_come_back_and_broken_ones_are_refused() {
        for text in ["", "Two words", &numbered(0, 200)] {
            let print = Print::of(&article(text));
            let bytes = print.to_bytes();
            assert_eq!(Print::from_bytes(&bytes), Some(print));
            assert_eq!(Print::from_bytes(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(Print::from_bytes(&[9; 60]), None);
        assert_eq!(Print::from_bytes(&[]), None);
    }
}
