//! One page of an operator's networks (`GET /networks`, an addition to the standard).

use super::{Network, NotAnObject, tree::Object};

/// The most networks that are read of one page.
const LONGEST: usize = 1_000;

/// A page of networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkList {
    /// `items`, as far as they could be read.
    pub items: Vec<Network>,
    /// `pagination.totalPages`, where the operator says it.
    pub total_pages: Option<u32>,
}

impl NetworkList {
    /// Reads the body of a page.
    ///
    /// # Errors
    /// [`NotAnObject`] where it is neither an object with `items` nor a list.
    pub fn read(body: &[u8]) -> Result<Self, NotAnObject> {
        if let Some(items) = Object::list(body, LONGEST) {
            return Ok(Self {
                items: items.iter().map(Network::of).collect(),
                total_pages: Some(1),
            });
        }
        let object = Object::parse(body)
            .filter(|object| object.has(&["items"]))
            .ok_or(NotAnObject)?;
        let items = object.objects(&["items"], LONGEST);
        Ok(Self {
            items: items.iter().map(Network::of).collect(),
            total_pages: object
                .object(&["pagination"])
                .and_then(|pagination| pagination.whole(&["totalPages"])),
        })
    }
}
