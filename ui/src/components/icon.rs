//! The icons, drawn as lines on a grid of 24.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    Brand,
    Map,
    Document,
    Copy,
    Target,
    Pulse,
    Gear,
    Undo,
    Redo,
    Site,
    Cloud,
    Pointer,
    Connect,
    Plus,
    Minus,
    Search,
    Warning,
    Info,
    Check,
    Cross,
    Error,
    Arrow,
    Back,
    Pencil,
    Trash,
    Key,
    Printer,
    Download,
    Refresh,
    Folder,
    Flask,
    Plug,
    Chevron,
    Hub,
    Mesh,
    Pin,
}

impl Symbol {
    /// The lines of the icon, as the `d` of a path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Brand => {
                "M7.2 6a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0zM21.2 6a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0zM14.2 19a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0zM7.2 6h9.6M6.1 8l4.9 9M17.9 8 13 17"
            }
            Self::Map => "M9 4 3 6.5v13L9 17l6 3 6-2.5v-13L15 7 9 4zM9 4v13M15 7v13",
            Self::Document => "M6 3h9l4 4v14H6zM14 3v5h5M9 13h6M9 17h4",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Target => "M12 3v4M12 17v4M3 12h4M17 12h4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
            Self::Pulse => "M3 12h4l3-8 4 16 3-8h4",
            Self::Gear => {
                "M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2"
            }
            Self::Undo => "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
            Self::Redo => "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
            Self::Site => "M4 21V10l8-6 8 6v11M9 21v-6h6v6",
            Self::Cloud => {
                "M7 18a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 8.600a4.700 4.700 0 0 1-.5 9.400z"
            }
            Self::Pointer => "m5 3 14 8-6 2-3 6z",
            Self::Connect => {
                "M7.500 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM20.500 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM7 16.500 17 7.500"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Search => "M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM20 20l-3.500-3.500",
            Self::Warning => "M12 3 2 20h20zM12 10v4M12 17h.01",
            Self::Info => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 11v5M12 8h.01",
            Self::Check => "M20 6 9 17l-5-5",
            Self::Cross => "M18 6 6 18M6 6l12 12",
            Self::Error => "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 8v5M12 16h.01",
            Self::Arrow => "M5 12h14M13 6l6 6-6 6",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Pencil => "m4 20 1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Trash => "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3",
            Self::Key => "M12 15a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM11 12l8-8M16 7l3 3",
            Self::Printer => "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
            Self::Download => "M12 4v11M7 10l5 5 5-5M5 20h14",
            Self::Refresh => {
                "M20 11a8 8 0 0 0-14-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14 4l2-2M20 20v-5h-5"
            }
            Self::Folder => "M3 6h6l2 2h10v11H3z",
            Self::Flask => {
                "M9 3h6M10 3v6L5 19a1.500 1.500 0 0 0 1.300 2h11.400a1.500 1.500 0 0 0 1.300-2L14 9V3M7.500 15h9"
            }
            Self::Plug => "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4",
            Self::Chevron => "m9 6 6 6-6 6",
            Self::Hub => {
                "M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM12 9V3M12 15v6M9.400 10.500 4.200 7.500M14.600 10.500l5.200-3M9.400 13.500l-5.200 3M14.600 13.500l5.200 3"
            }
            Self::Mesh => "M5 5h14v14H5zM5 5l14 14M19 5 5 19",
            Self::Pin => {
                "M19 10c0 5-7 11-7 11s-7-6-7-11a7 7 0 1 1 14 0zM14.500 10a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z"
            }
        }
    }
}

/// An icon. It is decoration: the control around it has the name.
#[component]
pub fn Icon(symbol: Symbol) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=symbol.path()></path>
        </svg>
    }
}
