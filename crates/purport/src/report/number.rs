//! A quantity in few characters: `≈15,000 North Korean soldiers`, `≥3`, `10,000–12,000`, `$1.5bn`, `≤1/3 of workforce`.
//!
//! In: a [`Quantity`]. Out: its bounds as signs, its number shortened, its unit, what it counts.

use purport_read::Quantity;

/// Signs of currencies that everybody knows.
const SIGNS: [(&str, &str); 4] = [("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥")];

/// Shares that are said as fractions, to four digits as the reader gives them.
const FRACTIONS: [(f64, &str); 8] = [
    (0.5, "1/2"),
    (0.3333, "1/3"),
    (0.6667, "2/3"),
    (0.25, "1/4"),
    (0.75, "3/4"),
    (0.2, "1/5"),
    (0.1, "1/10"),
    (0.125, "1/8"),
];

/// The number, and what it counts.
pub fn quantity(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_deref();
    let number = |value: f64| measured(value, unit);
    let rough = if quantity.approximate { "≈" } else { "" };
    let number = match (quantity.value, quantity.low, quantity.high) {
        (Some(value), ..) => format!("{rough}{}", number(value)),
        (None, Some(low), Some(high)) => {
            // The unit once: "8–12 km".
            let (low, high) = (number(low), number(high));
            let shared = unit.map_or(String::new(), after);
            format!("{rough}{}–{high}", low.strip_suffix(shared.as_str()).unwrap_or(&low))
        }
        (None, Some(low), None) => format!("≥{rough}{}", number(low)),
        (None, None, Some(high)) => format!("≤{rough}{}", number(high)),
        (None, None, None) => String::new(),
    };
    match &quantity.of {
        Some(of) if matches!(unit, Some("percent" | "fraction" | "times")) => {
            format!("{number} of {}", super::facts::one_line(of))
        }
        Some(of) if unit.is_some() => format!("{number} ({})", super::facts::one_line(of)),
        Some(of) => format!("{number} {}", super::facts::one_line(of)),
        None => number,
    }
}

/// A value with its unit.
fn measured(value: f64, unit: Option<&str>) -> String {
    let Some(unit) = unit else { return plain(value, [" million", " billion", " trillion"]) };
    let currency = unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase());
    if currency {
        let short = plain(value, ["m", "bn", "tn"]);
        return match SIGNS.iter().find(|(code, _)| *code == unit) {
            Some((_, sign)) => format!("{sign}{short}"),
            None => format!("{short}{}", after(unit)),
        };
    }
    let known = FRACTIONS.iter().find(|(share, _)| (share - value).abs() < 1e-3).filter(|_| unit == "fraction");
    let number =
        known.map_or_else(|| plain(value, [" million", " billion", " trillion"]), |(_, name)| (*name).to_owned());
    format!("{number}{}", after(unit))
}

/// What stands behind the number for a unit.
fn after(unit: &str) -> String {
    match unit {
        "percent" => "%".to_owned(),
        "fraction" => String::new(),
        "times" => "×".to_owned(),
        "year" => " years".to_owned(),
        "degC" => "°C".to_owned(),
        "degF" => "°F".to_owned(),
        "USD" | "EUR" | "GBP" | "JPY" => String::new(),
        unit => format!(" {unit}"),
    }
}

/// A number with groups of three digits; from a million on with a scale, where that loses nothing.
fn plain(value: f64, scales: [&str; 3]) -> String {
    let size = value.abs();
    for (factor, scale) in [1e12, 1e9, 1e6].into_iter().zip(scales.into_iter().rev()) {
        let shortened = value / factor;
        let exact = (shortened * 1e3).round() / 1e3;
        if size >= factor && (exact * factor - value).abs() < factor * 1e-6 {
            return format!("{exact}{scale}");
        }
    }
    let written = ((value * 1e4).round() / 1e4).to_string();
    let (whole, fraction) = written.split_once('.').map_or((written.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or_else(|| format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use purport_text::Span;

    fn shown(numbers: [Option<f64>; 3], approximate: bool, unit: Option<&str>, of: Option<&str>) -> String {
        let [value, low, high] = numbers;
        let (unit, of) = (unit.map(str::to_owned), of.map(str::to_owned));
        quantity(&Quantity { id: "q1".into(), span: Span::default(), value, low, high, approximate, unit, of })
    }

    #[test]
    fn numbers_in_few_characters() {
        let exact = |value| [Some(value), Some(value), Some(value)];
        let soldiers = Some("North Korean soldiers");
        for (text, want) in [
            (shown([Some(15_000.0), None, None], true, None, soldiers), "≈15,000 North Korean soldiers"),
            (shown([None, Some(3.0), None], false, None, None), "≥3"),
            (shown([None, None, Some(0.3333)], false, Some("fraction"), Some("workforce")), "≤1/3 of workforce"),
            (shown([None, Some(10_000.0), Some(12_000.0)], false, None, None), "10,000–12,000"),
            (shown([None, Some(24.0), Some(99.0)], true, None, Some("homes")), "≈24–99 homes"),
            (shown([None, Some(8.0), Some(12.0)], false, Some("km"), None), "8–12 km"),
            (shown(exact(1.5e9), false, Some("USD"), Some("loan")), "$1.5bn (loan)"),
            (shown(exact(1.2e12), false, Some("NGN"), None), "1.2tn NGN"),
            (shown(exact(1_234_567.0), false, None, Some("votes")), "1,234,567 votes"),
            (shown(exact(2_100_000.0), false, None, Some("people")), "2.1 million people"),
            (shown(exact(-12.0), false, Some("degC"), None), "−12°C"),
            (shown(exact(4.75), false, Some("percent"), None), "4.75%"),
        ] {
            assert_eq!(text, want);
        }
    }
}
