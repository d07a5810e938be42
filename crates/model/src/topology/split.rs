//! The split of a design that is too large for one order.

use std::collections::HashMap;

use super::NewIds;
use crate::{Connection, Design, DesignId, EndpointId, MAX_CONNECTIONS};

/// Stands for the number of a part in what follows its name.
pub const PART: &str = "{part}";
/// Stands for the number of parts there.
pub const PARTS: &str = "{parts}";

/// The connections of `design` in as many designs as it takes so that each can be ordered, with
/// the endpoints that they touch. All connections of a hub are in one of them, unless there are
/// more than one order takes. Each is named like `design` and `suffix`, in which [`PART`] and
/// [`PARTS`] are the numbers.
#[must_use]
pub fn split(design: &Design, suffix: &str, ids: &mut NewIds) -> Vec<Design> {
    let groups = groups(&design.connections);
    let mut part_of = vec![0; design.connections.len()];
    let mut sizes: Vec<usize> = Vec::new();
    for group in groups {
        let room = sizes
            .iter()
            .position(|size| size + group.len() <= MAX_CONNECTIONS);
        let part = room.unwrap_or(sizes.len());
        if part == sizes.len() {
            sizes.push(0);
        }
        sizes[part] += group.len();
        for at in group {
            part_of[at] = part;
        }
    }
    let parts = sizes.len();
    (0..parts)
        .map(|part| {
            let connections: Vec<Connection> = design
                .connections
                .iter()
                .zip(&part_of)
                .filter(|(_, of)| **of == part)
                .map(|(connection, _)| connection.clone())
                .collect();
            part_design(
                design,
                connections,
                name(design, suffix, part + 1, parts),
                ids,
            )
        })
        .collect()
}

/// The places of the connections in groups of at most [`MAX_CONNECTIONS`]: again and again all
/// that the endpoint with the most of them has left.
fn groups(connections: &[Connection]) -> Vec<Vec<usize>> {
    let mut touching: HashMap<&EndpointId, Vec<usize>> = HashMap::new();
    for (at, connection) in connections.iter().enumerate() {
        for end in [&connection.customer_edge, &connection.provider_edge] {
            touching.entry(end).or_default().push(at);
        }
    }
    let mut left: HashMap<&EndpointId, usize> = touching
        .iter()
        .map(|(end, places)| (*end, places.len()))
        .collect();
    let mut is_taken = vec![false; connections.len()];
    let mut groups = Vec::new();
    // Of several alike the one whose identifier comes first, so that a split is always the same.
    while let Some((hub, _)) = left
        .iter()
        .filter(|(_, count)| **count > 0)
        .max_by_key(|(end, count)| (**count, std::cmp::Reverse(**end)))
        .map(|(end, count)| (*end, *count))
    {
        let star: Vec<usize> = touching[hub]
            .iter()
            .copied()
            .filter(|at| !is_taken[*at])
            .collect();
        for at in &star {
            is_taken[*at] = true;
            let connection = &connections[*at];
            for end in [&connection.customer_edge, &connection.provider_edge] {
                if let Some(count) = left.get_mut(end) {
                    *count -= 1;
                }
            }
        }
        groups.extend(star.chunks(MAX_CONNECTIONS).map(<[usize]>::to_vec));
    }
    groups
}

fn part_design(
    design: &Design,
    connections: Vec<Connection>,
    name: String,
    ids: &mut NewIds,
) -> Design {
    let used: std::collections::HashSet<&EndpointId> = connections
        .iter()
        .flat_map(|one| [&one.customer_edge, &one.provider_edge])
        .collect();
    let endpoints = design.endpoints.iter();
    Design {
        id: DesignId::from_random(ids.bits()),
        name,
        customer: design.customer.clone(),
        endpoints: endpoints
            .filter(|endpoint| used.contains(&endpoint.id))
            .cloned()
            .collect(),
        requirement: design.requirement,
        connections,
    }
}

/// The name of a part, shortened where it would be too long.
fn name(design: &Design, suffix: &str, part: usize, parts: usize) -> String {
    let end = format!(" {}", suffix.trim())
        .replace(PARTS, &parts.to_string())
        .replace(PART, &part.to_string());
    let end: String = end.chars().take(Design::MAX_NAME / 2).collect();
    let room = Design::MAX_NAME - end.chars().count();
    let stem: String = design.name.chars().take(room).collect();
    format!("{}{end}", stem.trim_end())
}
