//! The page's sentences about endpoints, connections and edits.

use model::{
    Connection, Coordinates, Design, EditError, Endpoint, EndpointKind, FeeDifference,
    LatencyCheck, MbpsError, TermError, WantedLatency,
};

use crate::{
    i18n::format,
    model::{
        comparison::Comparison,
        connection_draft::EndProblem,
        endpoint_draft::{EndpointField, FieldProblem},
        scene::{Length, Verdict},
    },
    t,
};

/// The accessible name of a site or cloud.
pub(super) fn endpoint_name(endpoint: &Endpoint) -> String {
    match endpoint.kind {
        EndpointKind::Site => t!("endpoint-name-site", label = endpoint.label.clone()),
        EndpointKind::Cloud => t!("endpoint-name-cloud", label = endpoint.label.clone()),
    }
}

/// The line under a site or cloud: its addresses, and the town of a cloud.
pub(super) fn endpoint_details(endpoint: &Endpoint) -> String {
    let addresses = match endpoint.secondary_ip {
        Some(secondary) => t!(
            "endpoint-addresses",
            primary = endpoint.primary_ip.to_string(),
            secondary = secondary.to_string()
        ),
        None => endpoint.primary_ip.to_string(),
    };
    match (&endpoint.place, endpoint.kind) {
        (Some(place), EndpointKind::Cloud) => {
            t!(
                "endpoint-details",
                place = place.clone(),
                addresses = addresses
            )
        }
        (Some(_), EndpointKind::Site) | (None, _) => addresses,
    }
}

/// Both ends of a connection in words.
pub(super) fn ends(design: &Design, connection: &Connection) -> String {
    let label = |id| {
        design
            .endpoint(id)
            .map_or_else(|| t!("missing-value"), |endpoint| endpoint.label.clone())
    };
    t!(
        "connection-arrow",
        from = label(&connection.customer_edge),
        to = label(&connection.provider_edge)
    )
}

/// Both ends with an arrow between them, for the eye.
pub(super) fn ends_with_arrow(design: &Design, connection: &Connection) -> String {
    let label = |id| {
        design
            .endpoint(id)
            .map(|end| end.label.clone())
            .unwrap_or_default()
    };
    t!(
        "connection-ends",
        from = label(&connection.customer_edge),
        to = label(&connection.provider_edge)
    )
}

/// The accessible name of a connection on the map.
pub(super) fn connection_name(
    design: &Design,
    connection: &Connection,
    verdict: &Verdict,
) -> String {
    let ends = ends(design, connection);
    match verdict {
        Verdict::NotAssessed => t!("connection-name", ends = ends),
        Verdict::Feasible | Verdict::Infeasible(_) | Verdict::Unknown => {
            t!(
                "connection-name-verdict",
                ends = ends,
                verdict = verdict_word(verdict)
            )
        }
    }
}

/// The verdict in a word; empty before an assessment.
pub(super) fn verdict_word(verdict: &Verdict) -> String {
    match verdict {
        Verdict::NotAssessed => String::new(),
        Verdict::Feasible => t!("verdict-feasible"),
        Verdict::Infeasible(_) => t!("verdict-infeasible"),
        Verdict::Unknown => t!("verdict-unknown"),
    }
}

/// Length and latency of a connection.
pub(super) fn length(length: Length) -> String {
    let distance = format::measure(length.distance_km, 0);
    if length.is_stated {
        let latency = format::measure(length.latency_ms, 1);
        t!(
            "connection-length-stated",
            distance = distance,
            latency = latency
        )
    } else {
        let latency = format::measure(length.latency_ms.max(1.0), 0);
        t!(
            "connection-length-estimate",
            distance = distance,
            latency = latency
        )
    }
}

/// The latency wanted of a connection, and whether what the operator says meets it; where it says
/// nothing, whether light would take longer on the shortest way.
pub(super) fn latency(
    wanted: WantedLatency,
    check: Option<LatencyCheck>,
    length: Length,
) -> String {
    let is_too_far = !length.is_stated && length.latency_ms > f64::from(wanted.get());
    let words = match check {
        Some(LatencyCheck::Met) => t!("latency-met"),
        Some(LatencyCheck::Missed) => t!("latency-missed"),
        _ if is_too_far => t!("latency-too-far"),
        Some(LatencyCheck::Unknown) => t!("latency-unknown"),
        None => String::new(),
    };
    t!("latency-wanted", latency = wanted.get(), check = words)
}

/// Where something was moved to.
pub(super) fn moved(to: Coordinates) -> String {
    t!(
        "map-said-moved",
        latitude = format::measure(to.latitude(), 3),
        longitude = format::measure(to.longitude(), 3)
    )
}

/// How a fee differs in a word or two: the share where there is one, else the amount.
pub(super) fn fee_change(difference: &FeeDifference) -> Option<String> {
    match difference {
        FeeDifference::NotComparable => None,
        FeeDifference::Known {
            percent: Some(percent),
            ..
        } if !percent.is_zero() => {
            let sign = if percent.is_sign_negative() {
                "\u{2212}"
            } else {
                "+"
            };
            let share = format!("{sign}{}", format::decimal(percent.abs()));
            Some(t!("summary-percent", percent = share))
        }
        FeeDifference::Known { .. } => Some(format::difference(difference)),
    }
}

/// Why an edit was refused.
pub(super) fn refusal(error: EditError) -> String {
    match error {
        EditError::NoSuchEndpoint | EditError::NoSuchConnection | EditError::InUse => {
            t!("edit-refused-gone")
        }
        EditError::SameEnds => t!("edit-refused-same-ends"),
        EditError::Connected => t!("edit-refused-connected"),
        EditError::TooManyConnections => t!("edit-refused-too-many"),
        EditError::Name => t!("edit-refused-name"),
    }
}

/// What is wrong with a field of a site or cloud.
pub(super) fn endpoint_problem(field: EndpointField, problem: FieldProblem) -> String {
    match (problem, field) {
        (FieldProblem::Missing, EndpointField::Label) => t!("endpoint-label-missing"),
        (FieldProblem::Missing, EndpointField::Latitude) => t!("endpoint-latitude-missing"),
        (FieldProblem::Missing, EndpointField::Longitude) => t!("endpoint-longitude-missing"),
        (FieldProblem::Missing, EndpointField::PrimaryIp | EndpointField::SecondaryIp) => {
            t!("endpoint-ip-missing")
        }
        (FieldProblem::TooLong, _) => t!("endpoint-label-too-long"),
        (FieldProblem::NotANumber, _) => t!("endpoint-degrees-not-a-number"),
        (FieldProblem::OutOfRange, EndpointField::Longitude) => t!("endpoint-longitude-range"),
        (FieldProblem::OutOfRange, _) => t!("endpoint-latitude-range"),
        (FieldProblem::NotAnAddress, _) => t!("endpoint-ip-wrong"),
        (FieldProblem::SameAddress, _) => t!("endpoint-ip-same"),
    }
}

/// What is wrong with an end of a connection.
pub(super) fn end_problem(problem: EndProblem) -> String {
    match problem {
        EndProblem::Missing => t!("connection-end-missing"),
        EndProblem::SameEnds => t!("edit-refused-same-ends"),
        EndProblem::Connected => t!("edit-refused-connected"),
    }
}

/// What is wrong with a bandwidth.
pub(super) fn bandwidth_problem(error: MbpsError) -> String {
    match error {
        MbpsError::Empty => t!("requirement-bandwidth-missing"),
        MbpsError::NotWhole => t!("requirement-bandwidth-whole"),
        MbpsError::OutOfRange => t!("requirement-bandwidth-range"),
    }
}

/// What is wrong with a duration.
pub(super) fn term_problem(error: TermError) -> String {
    match error {
        TermError::Value => t!("requirement-duration-whole"),
        TermError::TooLong | TermError::Unit => t!("requirement-duration-long"),
    }
}

/// How an answer differs from the last quote: `+4 %, 2 days later`.
pub(super) fn against_quote(line: &Comparison) -> String {
    let words: Vec<String> = asked_differently(line)
        .into_iter()
        .chain(fee_change(&line.fee))
        .chain(days_change(line))
        .collect();
    if words.is_empty() {
        t!("difference-none")
    } else {
        words.join(", ")
    }
}

/// The same as a sentence that names each: `fee +4 %, 2 days later, level unchanged`.
pub(super) fn since_quote(line: &Comparison) -> String {
    let fee = match fee_change(&line.fee) {
        Some(change) => t!("order-against-fee", change = change),
        None => t!("order-against-fee-unknown"),
    };
    let days = days_change(line).unwrap_or_else(|| t!("order-against-days-unknown"));
    let level = line.chosen.map(|(level, is_same)| match is_same {
        true => t!("order-against-level"),
        false => t!("order-against-level-other", level = level.as_str()),
    });
    let words: Vec<String> = asked_differently(line)
        .into_iter()
        .chain([fee, days])
        .chain(level)
        .collect();
    words.join(", ")
}

fn asked_differently(line: &Comparison) -> Option<String> {
    (!line.is_alike).then(|| t!("order-against-asked"))
}

fn days_change(line: &Comparison) -> Option<String> {
    line.days.map(|days| match days {
        0 => t!("summary-days-same"),
        1.. => t!("summary-days-later", count = days),
        _ => t!("summary-days-sooner", count = days.abs()),
    })
}
