//! What crosses the bridge between the window and the core.
//!
//! Every command takes one request and answers one view; [`for_each_command`] lists
//! them once, and the registration of the handlers, the access list and the window's
//! typed calls are all made from that list.

mod activity;
mod app;
pub mod command;
mod demo;
mod design;
mod design_file;
mod destination;
mod diagnostics;
mod document;
mod error;
mod event;
mod matrix;
mod notice;
mod order;
mod profile;
mod quote;
mod receiver;
mod record;
mod secret;
mod session;
mod tape;

pub use activity::{ActivityOperation, ActivityPageView, ActivityRequest, ActivityRow};
pub use app::{
    AppView, KeyringChoice, KeyringRequest, KeyringView, SettingsRequest, SettingsView, Theme,
};
pub use command::{Command, Empty, NAMES as COMMAND_NAMES};
pub use demo::{CustomerRequest, CustomerView, DemoProgress, DemoView};
pub use design::{
    AssessRequest, AssessmentTicket, CancelRequest, DesignAct, DesignActRequest, DesignActView,
    DesignEditRequest, DesignEditView, DesignNewRequest, DesignRequest, DesignSplitRequest,
    DesignSummaryView, DesignView, PlaceRequest, PlaceView,
};
pub use design_file::{
    DesignExportRequest, DesignFormat, ImportColumn, ImportMapRequest, ImportOpenView,
    ImportRemark, ImportRow, ImportView, ImportedView,
};
pub use destination::SecretDestination;
pub use diagnostics::DiagnosticsView;
pub use document::{
    DocumentForm, DocumentOpenRequest, DocumentOption, DocumentRequest, LetterheadForm,
    LetterheadView,
};
pub use error::{AppError, ErrorCode};
pub use event::{Changed, Event, ExportView};
pub use matrix::{MatrixAnswer, MatrixCellState, MatrixCellView, MatrixRequest, MatrixView};
pub use notice::{NoticeKind, NoticeSetting};
pub use order::{
    Finding, OpenOrderKind, OpenOrderState, OpenOrderView, OrderLook, OrderOutcome,
    OrderPlaceRequest, OrderProgress, OrderResolution, OrderResolveRequest, OrderResultView,
    OrderReviewRequest, OrderReviewView,
};
pub use profile::{
    CertificatesView, KeyMakeRequest, KeyTicket, NewKeyView, OperatorState, ProfileExportRequest,
    ProfileForm, ProfileOptions, ProfileRequest, ProfileTestRequest, ProfileTestView, ProfileView,
    PublicKeyView, SecretState, StepState, TestStep, TestStepView,
};
pub use quote::{
    QuoteExportRequest, QuoteReassessRequest, QuoteReassessView, QuoteRequest, QuoteSaveRequest,
    QuoteSummaryView, QuoteView, QuotedView,
};
pub use receiver::{ReceiverRequest, ReceiverState, ReceiverView};
pub use record::OperatorRecord;
pub use secret::SecretText;
pub use session::{
    ResizeQuoteRequest, ResizeQuoteView, ResizeRequest, SessionAttachRequest, SessionDeleteRequest,
    SessionDetailView, SessionImportView, SessionListView, SessionRequest,
};
pub use tape::{TapeSavedView, TapeView};
