//! `certain negative past`: how sure, whether so, when; what is left out is not compared.

use purport_read::{Certainty, Polarity, TimeFrame};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factuality {
    certainty: Option<Certainty>,
    polarity: Option<Polarity>,
    frame: Option<TimeFrame>,
}

impl Factuality {
    pub fn parse(words: &str) -> Result<Self, String> {
        let mut parsed = Self::default();
        for word in words.split_whitespace() {
            let twice = match word {
                "certain" => parsed.certainty.replace(Certainty::Certain).is_some(),
                "probable" => parsed.certainty.replace(Certainty::Probable).is_some(),
                "possible" => parsed.certainty.replace(Certainty::Possible).is_some(),
                "unknown" => parsed.certainty.replace(Certainty::Unknown).is_some(),
                "positive" => parsed.polarity.replace(Polarity::Positive).is_some(),
                "negative" => parsed.polarity.replace(Polarity::Negative).is_some(),
                "past" => parsed.frame.replace(TimeFrame::Past).is_some(),
                "present" => parsed.frame.replace(TimeFrame::Present).is_some(),
                "future" => parsed.frame.replace(TimeFrame::Future).is_some(),
                _ => return Err(format!("{word:?} is no certainty, polarity or frame")),
            };
            if twice {
                return Err(format!("{word:?} is a second one of its kind"));
            }
        }
        Ok(parsed)
    }

    /// What is read differently.
    pub fn wrong(self, c: Option<Certainty>, p: Option<Polarity>, f: Option<TimeFrame>) -> Vec<String> {
        let mut wrong = Vec::new();
        if self.certainty.is_some() && self.certainty != c {
            wrong.push(format!("certainty {}", c.map_or("none", Certainty::name)));
        }
        if self.polarity.is_some() && self.polarity != p {
            wrong.push(format!("polarity {}", p.map_or("none", Polarity::name)));
        }
        if self.frame.is_some() && self.frame != f {
            wrong.push(format!("frame {}", f.map_or("none", TimeFrame::name)));
        }
        wrong
    }
}
