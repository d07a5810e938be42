//! What a click on the map means, and what a screen reader is told of it.

use leptos::prelude::*;
use model::EndpointId;

use crate::model::map_scene::Tool;

/// The tool in hand.
#[derive(Clone, Copy, Debug)]
pub struct PointerState {
    tool: RwSignal<Tool>,
    connecting_from: RwSignal<Option<EndpointId>>,
    announcement: RwSignal<String>,
}

impl PointerState {
    pub(super) fn new() -> Self {
        Self {
            tool: RwSignal::new(Tool::Select),
            connecting_from: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
        }
    }

    /// The tool.
    #[must_use]
    pub fn tool(&self) -> ReadSignal<Tool> {
        self.tool.read_only()
    }

    /// The node that a connection is being drawn from.
    #[must_use]
    pub fn connecting_from(&self) -> ReadSignal<Option<EndpointId>> {
        self.connecting_from.read_only()
    }

    /// What the live region says.
    #[must_use]
    pub fn announcement(&self) -> ReadSignal<String> {
        self.announcement.read_only()
    }

    /// Takes another tool; a connection that was begun is given up.
    pub fn take(&self, tool: Tool) {
        self.connecting_from.set(None);
        self.tool.set(tool);
    }

    /// Begins a connection at a node.
    pub fn start_connection(&self, from: EndpointId) {
        self.connecting_from.set(Some(from));
    }

    /// Ends or gives up the connection that was begun.
    pub fn end_connection(&self) {
        self.connecting_from.set(None);
    }

    /// Says something to a screen reader.
    pub fn announce(&self, text: String) {
        self.announcement.set(text);
    }
}
