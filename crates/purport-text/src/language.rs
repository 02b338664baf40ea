//! Which language a text is in, and whether it can be read.

use whatlang::{Lang, Script};

use crate::error::TextErrorKind;

/// A language that Purport reads. **The seam for a second language**: add a variant here and its row in
/// [`Language::ALL`]; the stages that know words (sentences, lexicons, model) then match on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
}

impl Language {
    /// Every language that is read.
    pub const ALL: &[Self] = &[Self::English];

    /// BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    fn detected_as(self) -> Lang {
        match self {
            Self::English => Lang::Eng,
        }
    }
}

/// Texts with fewer words tell too little for a refusal.
const FEWEST_WORDS: usize = 20;

/// Bytes looked at in each of three places: the detector's answer no longer changes with more.
const STRETCH: usize = 4000;

/// The language of a text, when it is one that can be read; `None` when the text is too short or too odd to tell and
/// is given the benefit of the doubt.
///
/// ```
/// use purport_text::{Language, language};
/// let english = "The foreign minister arrived in the capital on Monday for talks that officials on both sides \
///                said would last for at least three days.";
/// assert_eq!(language(english).unwrap(), Some(Language::English));
/// assert_eq!(language("Kim arrives").unwrap(), None);
/// assert!(language("Министр иностранных дел прибыл в столицу").is_err());
/// ```
///
/// # Errors
/// [`TextErrorKind::Language`] with the English name of the language, when it is another one. A short text, or one
/// that the detector is unsure about, is refused only when it is not in Latin script.
pub fn language(text: &str) -> Result<Option<Language>, TextErrorKind> {
    let sample = sample(text);
    let Some(found) = whatlang::detect(&sample) else {
        return Ok(None);
    };
    if let Some(&known) = Language::ALL.iter().find(|known| known.detected_as() == found.lang()) {
        return Ok(found.is_reliable().then_some(known));
    }
    let tells_enough = found.is_reliable() && text.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    if found.script() == Script::Latin && !tells_enough {
        return Ok(None);
    }
    Err(TextErrorKind::Language(found.lang().eng_name()))
}

/// The beginning, the middle and the end of a text: a foreign motto or a list of names at the start decides nothing.
fn sample(text: &str) -> String {
    if text.len() <= 3 * STRETCH {
        return text.to_owned();
    }
    [0, (text.len() - STRETCH) / 2, text.len() - STRETCH]
        .map(|start| &text[text.floor_char_boundary(start)..text.floor_char_boundary(start + STRETCH)])
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        language(text).unwrap_err().to_string()
    }

    #[test]
    fn right_to_left_text_is_refused_by_name() {
        assert_eq!(
            refusal("قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر ثلاثة أيام"),
            "the text seems to be Arabic; only English is read so far"
        );
        assert!(refusal("שר החוץ אמר ביום שני כי השיחות יימשכו שלושה ימים").contains("Hebrew"));
    }

    #[test]
    fn other_latin_languages_are_refused_when_long_enough_to_tell() {
        let german = "Der Außenminister ist am Montag in der Hauptstadt eingetroffen, um Gespräche zu führen, die nach \
                      Angaben beider Seiten mindestens drei Tage dauern sollen, wie ein Sprecher mitteilte.";
        assert!(refusal(german).contains("German"));
        assert_eq!(language("Der Außenminister kommt").unwrap(), None);
    }

    #[test]
    fn nothing_to_tell_by_is_given_the_benefit_of_the_doubt() {
        assert_eq!(language("word").unwrap(), None);
        assert_eq!(language("12 34 56 🙂").unwrap(), None);
        assert_eq!(language(&"x".repeat(5_000_000)).unwrap(), None);
    }

    #[test]
    fn english_with_foreign_names_and_emoji_is_english() {
        let text = "Nguyễn Phú Trọng told Władysław Kosiniak-Kamysz and Recep Tayyip Erdoğan on Tuesday 🙂 that the \
                    agreement would be signed before the end of the year, officials said after the meeting.";
        assert_eq!(language(text).unwrap(), Some(Language::English));
    }

    #[test]
    fn a_foreign_motto_before_a_long_english_text_decides_nothing() {
        let english = "The committee said that it would publish the report next week after members had read it. ";
        let text = format!("Свобода, равенство и братство навсегда. {}", english.repeat(200));
        assert_eq!(language(&text).unwrap(), Some(Language::English));
    }
}
