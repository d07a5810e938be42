//! The lines of a head as the fuzz targets of both ends read them.

use super::{HeaderMap, HeaderName, HeaderValue};

/// What of the lines can be headers at all: the others are refused before any parser of ours.
pub(super) fn header_map(head: &[u8]) -> HeaderMap {
    head.split(|byte| *byte == b'\n')
        .filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = HeaderName::from_bytes(&line[..colon]).ok()?;
            let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
            Some((name, value))
        })
        .collect()
}
