//! Two numbers that are the ends of one: "10 to 12", "5-7%", "three or four", "between $1 and $2 billion".
//!
//! In: the lower number in its sentence. Out: the upper one with both bounds, where they make a range. Refused: scores
//! ("won 2-3"), rises ("from 5% to 7%"), numbers of different things ("15% to 7,000").

use super::amount::MILLION_OR_METRE;
use super::lexicon::{self, Context, Unit, UnitClass};
use super::number::{Kind, Number, tidy};
use super::sentence::Sentence;

impl Sentence<'_> {
    /// The upper end of a range whose lower end is `first`: the joined number, and one past what belongs to it.
    pub(super) fn range(
        &self,
        first: Number,
        at: usize,
        unit: Option<Unit>,
        joiners: &[&str],
    ) -> Option<(Number, usize)> {
        let hyphen = self.joins(at);
        if !(hyphen || self.is(at, joiners)) || first.kind == Kind::Times {
            return None;
        }
        let mut next = at + 1;
        let sign = self.unit_before(next);
        if let Some((after, _)) = sign {
            next = after;
        } else if joiners == ["and"] && self.is(next, &["about", "around"]) {
            next += 1;
        }
        if self.in_time(next) {
            return None;
        }
        let mut second = self.number(next, true)?;
        let (mut low, mut high) = (first.value?, second.value?);
        if second.kind != first.kind && !(first.scaled || second.scaled) {
            return None;
        }
        let mut lent = false;
        if second.scaled && !first.scaled && first.base < second.base {
            low = tidy(low * (high / second.base));
            lent = true;
        }
        // "$10-15m", "5m to 6m".
        let millions = self.word(second.end) == MILLION_OR_METRE && second.digits && self.touches_next(second.end - 1);
        let money = unit.is_some_and(|u| u.class == UnitClass::Money);
        let mut end = second.end;
        if millions && money {
            high = tidy(high * 1e6);
            low = tidy(low * 1e6);
            end += 1;
        }
        // "rose 15% to 7,000", "$5 to 12%": two measures of two things.
        let other = sign.or_else(|| lexicon::unit_after(self.lower, end, self.span.end, false)).map(|(_, u)| u.code);
        let measured_alike = match unit {
            Some(unit) if at > first.end => {
                other == Some(unit.code) || unit.class == UnitClass::Money && other.is_none()
            }
            Some(unit) => other.is_none_or(|code| code == unit.code),
            None => sign.is_none(),
        };
        if !measured_alike {
            return None;
        }
        let or = self.is(at, &["or"]);
        // "rose from 5% to 7%": two are told apart.
        let from = self.is(at, &["to"]) && (at.saturating_sub(6)..at).any(|n| self.is(n, &["from"]));
        let apart = or && (high > low * 3.0 || high >= 1000.0 && !lent);
        // "rose by 3 to 45": up to there, and no range.
        let far = joiners != ["and"] && !lent && high > low * 10.0;
        if high <= low || apart || from || far || hyphen && self.is_score(first, second, at) {
            return None;
        }
        second.value = Some(high);
        (second.low, second.high) = (Some(low), Some(high));
        second.unit = second.unit.or(unit);
        Some((second, end))
    }

    /// Whether two numbers joined by a hyphen are a score or a vote.
    fn is_score(&self, first: Number, second: Number, hyphen: usize) -> bool {
        let whole = |n: &Number| n.digits && n.value.is_some_and(|v| v.fract() == 0.0 && v < 200.0);
        if !(whole(&first) && whole(&second) && self.joins(hyphen)) {
            return false;
        }
        let before = hyphen.saturating_sub(2);
        let told =
            |at: usize, class| self.holds(at) && lexicon::context(self.lower, at, self.span.end, class).is_some();
        told(before, Context::ScoreBefore) || told(second.end, Context::ScoreAfter)
    }
}
