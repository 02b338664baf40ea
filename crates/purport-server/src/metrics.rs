//! Counters for Prometheus.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Bounds of the histogram of durations, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.02, 0.05, 0.15, 0.5, 1.5, 5.0, 20.0];

/// A kind of request.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    /// The route's pattern: never what was asked, which has no bound.
    route: String,
    method: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// The counters of a server.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    /// Connections that are open.
    pub connections: Gauge,
    /// Articles, claims, findings.
    ledger: [Gauge; 3],
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("purport");
        let (requests, connections, ledger) = (Family::default(), Gauge::default(), <[Gauge; 3]>::default());
        let durations = Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        registry.register("http_requests", "Requests answered", Family::clone(&requests));
        registry.register_with_unit(
            "http_request_duration",
            "Time to answer",
            Unit::Seconds,
            Family::clone(&durations),
        );
        registry.register("http_connections", "Connections open", Gauge::clone(&connections));
        let kinds = [("articles", "Articles"), ("claims", "Claims"), ("findings", "Findings")];
        for ((name, help), gauge) in kinds.iter().zip(&ledger) {
            registry.register(format!("ledger_{name}"), format!("{help} in the ledger"), Gauge::clone(gauge));
        }
        Self { registry, requests, durations, connections, ledger }
    }
}

impl Metrics {
    /// Count an answer.
    pub fn count(&self, route: &str, method: &str, status: u16, took: Duration) {
        let (route, method) = (route.to_owned(), method.to_owned());
        self.durations.get_or_create(&Route { route: route.clone() }).observe(took.as_secs_f64());
        self.requests.get_or_create(&Answered { route, method, status }).inc();
    }

    /// What there is to read, in Prometheus' text format.
    pub fn text(&self, counts: [u64; 3]) -> String {
        for (gauge, count) in self.ledger.iter().zip(counts) {
            gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
