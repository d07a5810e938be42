//! What the operator counts, in the text form of OpenMetrics, which Prometheus reads.

use std::{fmt, time::Instant};

use axum::response::Response;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::Registry,
};

use crate::OperationName;

/// The media type of the text.
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The operation of requests that are none.
const NO_OPERATION: &str = "none";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    operation: &'static str,
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    operation: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Shown {
    operation: &'static str,
    fault: &'static str,
}

/// The counters of one operator.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<Asked, Histogram>,
    under_way: Gauge,
    faults: Family<Shown, Counter>,
    networks: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let requests = Family::default();
        let durations = Family::<Asked, Histogram>::new_with_constructor(duration);
        let under_way = Gauge::default();
        let faults = Family::default();
        let networks = Gauge::default();
        let mut registry = Registry::with_prefix("sandbox");
        registry.register("requests", "Requests answered", requests.clone());
        registry.register(
            "request_duration_seconds",
            "Time from a request to the head of its answer",
            durations.clone(),
        );
        registry.register(
            "requests_under_way",
            "Requests not answered yet",
            under_way.clone(),
        );
        registry.register("faults_shown", "Faults of the fault plan", faults.clone());
        registry.register(
            "networks",
            "Networks that can be read, whatever their state",
            networks.clone(),
        );
        Self {
            registry,
            requests,
            durations,
            under_way,
            faults,
            networks,
        }
    }

    pub(crate) fn fault_shown(&self, operation: OperationName, fault: &'static str) {
        let operation = operation.as_str();
        self.faults.get_or_create(&Shown { operation, fault }).inc();
    }

    /// Everything as text, with the number of networks there are.
    ///
    /// # Errors
    /// None in practice: a string takes what is written to it.
    pub(crate) fn text(&self, networks: i64) -> Result<String, fmt::Error> {
        self.networks.set(networks);
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Counts a request and times it until `answered`. Around everything else.
pub(crate) async fn measure(
    metrics: &Metrics,
    operation: Option<OperationName>,
    answered: impl Future<Output = Response>,
) -> Response {
    let operation = operation.map_or(NO_OPERATION, OperationName::as_str);
    let under_way = UnderWay::begin(&metrics.under_way);
    let started = Instant::now();
    let response = answered.await;
    let status = u32::from(response.status().as_u16());
    metrics
        .requests
        .get_or_create(&Answered { operation, status })
        .inc();
    metrics
        .durations
        .get_or_create(&Asked { operation })
        .observe(started.elapsed().as_secs_f64());
    drop(under_way);
    response
}

/// A request that counts as under way until this is dropped, its caller gone or not.
struct UnderWay<'a>(&'a Gauge);

impl<'a> UnderWay<'a> {
    fn begin(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// From a quarter of a millisecond to four seconds.
fn duration() -> Histogram {
    Histogram::new(exponential_buckets(0.000_25, 2.0, 15))
}
