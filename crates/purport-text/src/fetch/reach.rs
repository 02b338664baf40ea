//! Which machines may be reached.
//!
//! In: the address that a name was resolved to, at the moment before it is connected to. Refuses: addresses that are not
//! public, unless their host was allowed by name. A feed or a redirect can name any host, also one whose name leads into
//! the network that the reader runs in; since the check is on the address connected to, a name that changes its address
//! between two look-ups does not get around it.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Host;

/// Which machines a [`Fetcher`](crate::Fetcher) may reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Any, for addresses that a person typed.
    #[default]
    Anywhere,
    /// Public ones, and these hosts (names or addresses, without port) wherever they are.
    Public {
        /// Hosts allowed whatever their address is, in lower case.
        except: BTreeSet<String>,
    },
}

impl Reach {
    /// Whether this host needs no check of its address.
    fn trusts(&self, host: &str) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Public { except } => except.contains(&host.trim_matches(['[', ']']).to_ascii_lowercase()),
        }
    }

    /// Checks a host as it is written, for connections whose address a proxy looks up.
    pub(super) fn check(&self, host: &Host<&str>) -> Result<(), Refused> {
        let (name, open) = match host {
            Host::Domain(name) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                let open = name != "localhost" && !name.ends_with(".localhost");
                (name, open)
            }
            Host::Ipv4(address) => (address.to_string(), is_public(IpAddr::V4(*address))),
            Host::Ipv6(address) => (address.to_string(), is_public(IpAddr::V6(*address))),
        };
        if open || self.trusts(&name) { Ok(()) } else { Err(Refused(name)) }
    }
}

/// A machine that may not be reached.
#[derive(Debug)]
pub(super) struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} is not a public address", self.0)
    }
}

impl std::error::Error for Refused {}

/// Resolves names as usual and lets only addresses through that may be reached.
#[derive(Debug)]
pub(super) struct Guard {
    pub reach: Reach,
    pub names: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        // The person's own proxy stands in their network; what it connects to is for it to guard.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.host() == host);
        if is_proxy || self.reach.trusts(host) {
            return Ok(found);
        }
        let mut open = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| open.push(*address));
        match found.first() {
            Some(first) if open.is_empty() => Err(Error::Other(Box::new(Refused(first.ip().to_string())))),
            _ => Ok(open),
        }
    }
}

/// Whether an address belongs to the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let reserved = match (a, b, c) {
        // "This network", and everything from multicast on up to broadcast.
        (0 | 224.., _, _) => true,
        // Shared between carriers and their customers (RFC 6598); protocol assignments; benchmarks (RFC 2544).
        (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _) => true,
        _ => false,
    };
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        // Mapped (::ffff:a.b.c.d), compatible (::a.b.c.d, which holds :: and ::1 too) and translated (64:ff9b::a.b.c.d)
        // addresses reach the IPv4 address inside.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(embedded(high, low))
        }
        // 6to4 does too.
        [0x2002, high, low, ..] => is_public_v4(embedded(high, low)),
        // Translation inside one network, Teredo, documentation.
        [0x64, 0xff9b, 1, ..] | [0x2001, 0 | 0xdb8, ..] => false,
        // Of the rest, only 2000::/3 is given out to the public.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use ureq::Timeout;
    use ureq::unversioned::transport::time::Duration::NotHappening;

    use super::*;

    #[test]
    fn addresses_inside_a_network_are_told_from_public_ones() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "192.0.2.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "172.32.0.1",
            "172.15.0.1",
            "192.167.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "223.1.1.1",
            "::ffff:8.8.8.8",
            "2606:4700::1111",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "2001:4860::8888",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn names_are_judged_by_the_address_that_would_be_connected_to() {
        let resolve = |reach: Reach| {
            let timeout = NextTimeout { after: NotHappening, reason: Timeout::Global, ..NextTimeout::default() };
            let guard = Guard { reach, names: DefaultResolver::default() };
            guard.resolve(&Uri::from_static("http://localhost:80/"), &Config::default(), timeout)
        };
        let refused = resolve(Reach::Public { except: BTreeSet::new() });
        assert!(matches!(refused, Err(Error::Other(why)) if why.is::<Refused>()));
        assert!(resolve(Reach::Public { except: ["localhost".to_owned()].into() }).is_ok());
        assert!(resolve(Reach::Anywhere).is_ok());
    }

    #[test]
    fn a_host_is_trusted_only_by_its_whole_name() {
        let reach = Reach::Public { except: BTreeSet::from(["news.internal".to_owned(), "127.0.0.1".to_owned()]) };
        assert!(reach.trusts("News.Internal"));
        assert!(!reach.trusts("other.news.internal"));
        assert!(reach.check(&Host::Ipv4(Ipv4Addr::LOCALHOST)).is_ok());
        assert!(reach.check(&Host::Ipv4(Ipv4Addr::new(127, 0, 0, 2))).is_err());
        assert!(reach.check(&Host::Domain("localhost.")).is_err());
        assert!(reach.check(&Host::Domain("a.localhost")).is_err());
        assert!(reach.check(&Host::Domain("example.org")).is_ok());
        assert!(Reach::Anywhere.check(&Host::Domain("localhost")).is_ok());
    }
}
