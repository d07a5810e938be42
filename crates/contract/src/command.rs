//! The one list of commands: one type for each, under the command's own name.

#![expect(
    non_camel_case_types,
    reason = "a command's type bears the command's own name"
)]

use model::{Assessment, CloudRegion, Quote};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    ActivityPageView, ActivityRequest, AppView, AssessRequest, CancelRequest, CertificatesView,
    CustomerRequest, CustomerView, DemoView, DesignActRequest, DesignActView, DesignEditRequest,
    DesignEditView, DesignExportRequest, DesignNewRequest, DesignRequest, DesignSplitRequest,
    DesignSummaryView, DesignView, DiagnosticsView, DocumentForm, DocumentOpenRequest,
    DocumentRequest, ExportView, ImportMapRequest, ImportOpenView, ImportView, ImportedView,
    KeyMakeRequest, KeyringRequest, KeyringView, LetterheadForm, LetterheadView, MatrixRequest,
    MatrixView, NewKeyView, OrderPlaceRequest, OrderResolveRequest, OrderResultView,
    OrderReviewRequest, OrderReviewView, PlaceRequest, PlaceView, ProfileExportRequest,
    ProfileForm, ProfileRequest, ProfileTestRequest, ProfileTestView, ProfileView,
    QuoteExportRequest, QuoteReassessRequest, QuoteReassessView, QuoteRequest, QuoteSaveRequest,
    QuoteSummaryView, QuoteView, ReceiverRequest, ReceiverView, ResizeQuoteRequest,
    ResizeQuoteView, ResizeRequest, SessionAttachRequest, SessionDeleteRequest, SessionDetailView,
    SessionImportView, SessionListView, SessionRequest, SettingsRequest, SettingsView,
    TapeSavedView, TapeView,
};

/// A command of the bridge: its name, what it takes and what it answers.
pub trait Command {
    /// The name under which the shell registers it.
    const NAME: &'static str;
    /// What it takes.
    type Request: Serialize + DeserializeOwned + 'static;
    /// What it answers.
    type View: Serialize + DeserializeOwned + 'static;
}

/// A request or an answer without content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Empty {}

/// Calls `$callback! { … }` with every command as `name(Request) -> View;`.
#[macro_export]
macro_rules! for_each_command {
    ($callback:path) => {
        $callback! {
            app_open(Empty) -> AppView;
            app_forget(Empty) -> Empty;
            settings_change(SettingsRequest) -> SettingsView;
            keyring_use(KeyringRequest) -> KeyringView;
            receiver_open(Empty) -> ReceiverView;
            receiver_change(ReceiverRequest) -> ReceiverView;

            sandbox_explore(Empty) -> ProfileView;
            demo_load(Empty) -> DemoView;
            tape_play(Empty) -> Option<TapeView>;
            profile_list(Empty) -> Vec<ProfileView>;
            profile_save(ProfileForm) -> ProfileView;
            profile_test(ProfileTestRequest) -> ProfileTestView;
            profile_use(ProfileRequest) -> ProfileView;
            profile_delete(ProfileRequest) -> Empty;
            profile_duplicate(ProfileRequest) -> ProfileView;
            profile_export(ProfileExportRequest) -> ExportView;
            profile_import(Empty) -> Option<ProfileView>;
            profile_key_make(KeyMakeRequest) -> NewKeyView;
            profile_key_import(Empty) -> Option<NewKeyView>;
            profile_certificates_import(Empty) -> Option<CertificatesView>;

            design_list(Empty) -> Vec<DesignSummaryView>;
            design_new(DesignNewRequest) -> DesignView;
            design_open(DesignRequest) -> DesignView;
            design_edit(DesignEditRequest) -> DesignEditView;
            design_act(DesignActRequest) -> DesignActView;
            design_split(DesignSplitRequest) -> Vec<DesignSummaryView>;
            design_delete(DesignRequest) -> Empty;
            design_export(DesignExportRequest) -> ExportView;
            design_import_open(DesignRequest) -> ImportOpenView;
            design_import_map(ImportMapRequest) -> ImportView;
            design_import_apply(ImportMapRequest) -> ImportedView;
            customer_review(CustomerRequest) -> CustomerView;
            customer_forget(CustomerRequest) -> CustomerView;
            place_search(PlaceRequest) -> Vec<PlaceView>;
            cloud_region_list(Empty) -> Vec<CloudRegion>;

            assess(AssessRequest) -> Assessment;
            cancel(CancelRequest) -> Empty;
            matrix_run(MatrixRequest) -> MatrixView;

            quote_save(QuoteSaveRequest) -> Quote;
            quote_list(Empty) -> Vec<QuoteSummaryView>;
            quote_open(QuoteRequest) -> QuoteView;
            quote_open_design(QuoteRequest) -> DesignView;
            quote_reassess(QuoteReassessRequest) -> QuoteReassessView;
            quote_export_csv(QuoteExportRequest) -> ExportView;
            quote_print(QuoteRequest) -> ExportView;
            tape_save(QuoteExportRequest) -> TapeSavedView;

            letterhead_open(Empty) -> LetterheadView;
            letterhead_change(LetterheadForm) -> LetterheadView;
            letterhead_logo_import(Empty) -> LetterheadView;
            letterhead_logo_remove(Empty) -> LetterheadView;
            document_open(DocumentOpenRequest) -> DocumentForm;
            quote_export_pdf(DocumentRequest) -> ExportView;
            quote_export_xlsx(DocumentRequest) -> ExportView;

            order_review(OrderReviewRequest) -> OrderReviewView;
            order_place(OrderPlaceRequest) -> OrderResultView;
            order_resolve(OrderResolveRequest) -> OrderResultView;

            session_list(Empty) -> SessionListView;
            session_open(SessionRequest) -> SessionDetailView;
            session_refresh(SessionRequest) -> SessionDetailView;
            session_quote_resize(ResizeQuoteRequest) -> ResizeQuoteView;
            session_resize(ResizeRequest) -> SessionDetailView;
            session_delete(SessionDeleteRequest) -> SessionDetailView;
            session_attach(SessionAttachRequest) -> SessionDetailView;
            session_accept_drift(SessionRequest) -> SessionDetailView;
            session_export(Empty) -> ExportView;
            session_import(Empty) -> SessionImportView;

            activity_list(ActivityRequest) -> ActivityPageView;

            diagnostics_preview(Empty) -> DiagnosticsView;
            diagnostics_save(Empty) -> ExportView;
        }
    };
}

macro_rules! define {
    ($($name:ident($request:ty) -> $view:ty;)*) => {
        $(
            /// The command of that name.
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Command for $name {
                const NAME: &'static str = stringify!($name);
                type Request = $request;
                type View = $view;
            }
        )*

        /// The name of every command, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

crate::for_each_command!(define);
