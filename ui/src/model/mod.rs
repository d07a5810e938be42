//! What the interface works out without a browser: drafts of forms, the map's drawing, undo.

pub mod bandwidth_scale;
pub mod chart;
pub mod compared;
pub mod comparison;
pub mod connection_draft;
pub mod edit_queue;
pub mod endpoint_draft;
pub mod few;
pub mod fixed;
pub mod history;
pub mod inquiry;
pub mod labels;
pub mod map_scene;
pub mod markup;
pub mod matrix_cell;
pub mod matrix_draft;
pub mod mercator;
pub mod offer_card;
pub mod requirement_draft;
pub mod scene;
