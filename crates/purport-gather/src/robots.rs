//! What a site asks of robots: `robots.txt`, as RFC 9309 has it.
//!
//! In: its bytes, a path. Out: whether the path may be fetched, and how long to wait between requests. The group that
//! names this program counts, else the group for all; in it the longest rule that fits decides, and of equally long ones
//! the one that allows. Bounded: [`ROBOTS_LIMIT`] bytes, [`MOST_RULES`] rules, patterns matched without going back
//! further than to the last `*`. What is no rule is passed over.

use std::time::Duration;

/// The name that a group can address this program by.
const PRODUCT: &str = "purport";

/// Bytes of a `robots.txt` that are read; RFC 9309 asks for no less than this.
pub(crate) const ROBOTS_LIMIT: u64 = 512_000;

/// Rules that are heeded, of the group that counts.
const MOST_RULES: usize = 2_000;

/// Longest path that is matched whole; of a longer one this much.
const LONGEST_PATH: usize = 2_000;

/// Longest wait that a site can ask for.
const LONGEST_DELAY: f64 = 30.0;

/// The rules for this program.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// Time between two requests, when the site asks for one.
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    pattern: Vec<u8>,
    allows: bool,
}

impl Robots {
    /// Reads a `robots.txt`.
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let (mut own, mut general) = (None, None);
        let (mut for_own, mut for_all) = (false, false);
        let mut naming = false;
        for (key, value) in text.split(['\n', '\r']).filter_map(parts) {
            if key.eq_ignore_ascii_case("user-agent") {
                // Names that follow one another share a group.
                if !naming {
                    (for_own, for_all) = (false, false);
                }
                naming = true;
                for_own |= value.split(['/', ' ']).next().is_some_and(|name| name.eq_ignore_ascii_case(PRODUCT));
                for_all |= value == "*";
                if for_own {
                    own.get_or_insert_with(Self::default);
                }
                continue;
            }
            naming = false;
            let groups = [(for_own, &mut own), (for_all, &mut general)];
            groups.into_iter().filter(|(counts, _)| *counts).for_each(|(_, group)| {
                group.get_or_insert_with(Self::default).add(key, value);
            });
        }
        own.or(general).unwrap_or_default()
    }

    fn add(&mut self, key: &str, value: &str) {
        let allows = key.eq_ignore_ascii_case("allow");
        if allows || key.eq_ignore_ascii_case("disallow") {
            // An empty rule rules nothing.
            if !value.is_empty() && self.rules.len() < MOST_RULES {
                self.rules.push(Rule { pattern: normal(value), allows });
            }
        } else if key.eq_ignore_ascii_case("crawl-delay")
            && let Ok(seconds) = value.parse::<f64>()
            && seconds >= 0.0
        {
            self.delay = Some(Duration::from_secs_f64(seconds.min(LONGEST_DELAY)));
        }
    }

    /// Whether a path, with its query, may be fetched.
    pub fn allows(&self, path: &str) -> bool {
        let mut path = normal(path);
        path.truncate(LONGEST_PATH);
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

/// Key and value of a line, without its comment.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split('#').next()?.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// Percent-encoding made the same everywhere: unreserved characters bare, others encoded, hexadecimal in upper case.
fn normal(path: &str) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let encoded = match bytes.get(at + 1..at + 3) {
            Some(&[high, low]) if byte == b'%' => hex(high).zip(hex(low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        at += if encoded.is_some() { 3 } else { 1 };
        match encoded {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => out.push(byte),
            Some(byte) => out.extend(format!("%{byte:02X}").bytes()),
            None if byte.is_ascii_graphic() => out.push(byte),
            None => out.extend(format!("%{byte:02X}").bytes()),
        }
    }
    out
}

/// Whether a path begins as a pattern says, in which `*` is anything and a `$` at the end the path's end.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(start) => (start, true),
        None => (pattern, false),
    };
    let (mut p, mut t) = (0, 0);
    // Where to go on after a mismatch: behind the last star, and one further in the path.
    let mut again = None;
    loop {
        if p == pattern.len() && (!whole || t == path.len()) {
            return true;
        }
        if pattern.get(p) == Some(&b'*') {
            again = Some((p + 1, t));
            p += 1;
        } else if p < pattern.len() && pattern.get(p) == path.get(t) {
            p += 1;
            t += 1;
        } else {
            match again {
                Some((behind, from)) if from < path.len() => {
                    again = Some((behind, from + 1));
                    (p, t) = (behind, from + 1);
                }
                _ => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn allowed(robots: &str, path: &str) -> bool {
        Robots::read(robots.as_bytes()).allows(path)
    }

    #[test]
    fn the_longest_rule_decides_and_a_tie_allows() {
        let robots = "User-agent: *\nDisallow: /news\nAllow: /news/public\nDisallow: /news/public/draft\n\
                      Allow: /both\nDisallow: /both\n";
        assert!(!allowed(robots, "/news/1"));
        assert!(allowed(robots, "/news/public/1"));
        assert!(!allowed(robots, "/news/public/draft"));
        assert!(allowed(robots, "/both"));
        assert!(allowed(robots, "/other"));
    }

    #[test]
    fn the_group_that_names_this_program_counts_alone() {
        let robots = "User-agent: other\nUser-agent: Purport/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\
                      User-agent: purport\nDisallow: /b\n";
        assert!(!allowed(robots, "/a"));
        assert!(!allowed(robots, "/b"));
        assert!(allowed(robots, "/c"));
        assert!(!allowed("User-agent: *\nDisallow: /\nUser-agent: purportedly\nAllow: /\n", "/c"));
        assert!(allowed("User-agent: *\nDisallow: /\n\nUser-agent: purport\n", "/c"));
    }

    #[test]
    fn stars_ends_and_encodings_are_understood() {
        let robots = "user-agent: * # all\r\ndisallow: /*.pdf$\r\nDisallow: /*/print*page\r\nDisallow: /caf%C3%A9 # x\r\n\
                      Disallow: /%7Eone\r\nDisallow:\r\n";
        assert!(!allowed(robots, "/a/b.pdf"));
        assert!(allowed(robots, "/a/b.pdf?x"));
        assert!(!allowed(robots, "/a/print/the/page"));
        assert!(!allowed(robots, "/café"));
        assert!(!allowed(robots, "/~one"));
        assert!(allowed(robots, "/"));
    }

    #[test]
    fn a_wait_is_taken_up_to_the_limit() {
        let delay = |value: &str| Robots::read(format!("User-agent: *\nCrawl-delay: {value}").as_bytes()).delay;
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("86400"), Some(Duration::from_secs(30)));
        assert_eq!(delay("inf"), Some(Duration::from_secs(30)));
        assert_eq!(delay("-1"), None);
        assert_eq!(delay("NaN"), None);
        assert_eq!(delay("soon"), None);
    }

    #[test]
    fn anything_else_allows_everything() {
        for text in ["", "<html>Disallow: /</html>", "Disallow: /", "\0\u{1}::::\n:\n#", "User-agent\nDisallow /"] {
            assert!(allowed(text, "/a"), "{text}");
        }
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let mut robots = "User-agent: *\n".to_owned();
        while robots.len() < ROBOTS_LIMIT as usize {
            robots += "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n";
        }
        let begin = Instant::now();
        assert!(allowed(&robots, &format!("/{}", "a".repeat(100_000))));
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }
}
