//! What the core tells the window unasked.

use model::Session;
use serde::{Deserialize, Serialize};

use crate::{
    ActivityRow, AppView, DemoProgress, MatrixCellView, OpenOrderView, ProfileTestView,
    ProfileView, QuoteSummaryView,
};

/// Rows that changed since the revision before. A row is whole; a gap in the revisions
/// means that the list has to be asked for again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed<T> {
    /// Grows by one with each event of its kind.
    pub revision: u64,
    /// New and changed rows.
    pub changed: Vec<T>,
    /// Identifiers of rows that are gone.
    pub removed: Vec<String>,
}

/// An event. All go out under one name, [`Event::NAME`].
// Its kind stands around the rows, not beside them: the window would otherwise hold a second reader of every view,
// for rows that come before their kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Frame, settings, keyring or operator in use.
    App(Box<AppView>),
    /// Operators.
    Profiles(Changed<ProfileView>),
    /// Quotes.
    Quotes(Changed<QuoteSummaryView>),
    /// Sessions.
    Sessions(Changed<Session>),
    /// Orders whose outcome is open.
    OpenOrders(Changed<OpenOrderView>),
    /// Calls to an operator.
    Activity(Changed<ActivityRow>),
    /// How far loading the demo story has come.
    Demo(DemoProgress),
    /// How far the test of a connection has come.
    ProfileTest(ProfileTestView),
    /// What became of a cell of an assessment matrix.
    MatrixCell(Box<MatrixCellView>),
}

impl Event {
    /// The name under which every event is sent to the window.
    pub const NAME: &'static str = "portal-event";
}

/// A file was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportView {
    /// Where; absent where the person cancelled the dialog.
    pub path: Option<String>,
    /// How many quotes are not in it because they were altered after they were saved.
    #[serde(default)]
    pub left_out: u32,
}
