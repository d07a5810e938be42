//! What is otherwise than it was ordered or reported before, field by field.

use contract::{SessionDetailView, SessionRequest, command};
use leptos::prelude::*;
use model::{Drift, Protection, Session};

use crate::{
    components::{Banner, Button, ButtonKind, CollectAny, ErrorBanner},
    errors::Severity,
    hooks::use_command,
    i18n::format,
    t,
};

/// Why something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Somebody else changed it.
    Elsewhere,
    /// The operator granted something else than was ordered.
    Granted,
}

/// The differences of a session, until the person has accepted them.
#[component]
pub(super) fn DriftNotice(session: Session, changed: Callback<SessionDetailView>) -> impl IntoView {
    let accept = use_command();
    let mut lines = Vec::new();
    if let Some(drift) = &session.granted {
        lines.extend(sentences(drift, Why::Granted));
    }
    if let Some(drift) = &session.drift {
        lines.extend(sentences(drift, Why::Elsewhere));
    }
    // Of a network that is gone there is nothing to keep; its history says what changed.
    let is_shown = !lines.is_empty() && !session.state.is_final();
    let id = session.service_id;
    is_shown.then(|| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <p>{line}</p> })
            .collect_any();
        view! {
            <Banner testid="session-drift" severity=Severity::Warning>
                {lines}
                <ErrorBanner error=accept.error() />
                <div class="actions">
                    <Button
                        testid="drift-accept"
                        kind=ButtonKind::Chip
                        busy=accept.pending()
                        on_press=move || {
                            accept
                                .run::<command::session_accept_drift>(
                                    SessionRequest { id: id.clone() },
                                    move |view| {
                                        // The page may have gone.
                                        let _ = changed.try_run(view);
                                    },
                                );
                        }
                    >
                        {t!("drift-accept")}
                    </Button>
                </div>
            </Banner>
        }
    })
}

/// One sentence for each field that differs.
pub(super) fn sentences(drift: &Drift, why: Why) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |field: String, before: String, after: String| {
        lines.push(match why {
            Why::Elsewhere => {
                t!(
                    "drift-elsewhere",
                    field = field,
                    before = before,
                    after = after
                )
            }
            Why::Granted => t!(
                "drift-granted",
                field = field,
                before = before,
                after = after
            ),
        });
    };
    if let Some((before, after)) = drift.bandwidth {
        let field = t!("session-bandwidth");
        say(field, format::bandwidth(before), format::bandwidth(after));
    }
    if let Some((before, after)) = &drift.level {
        let text = |level: &model::ReportedLevel| level.as_str().to_owned();
        say(t!("sessions-level"), text(before), text(after));
    }
    if let Some((before, after)) = drift.term {
        let field = t!("session-term");
        say(
            field,
            format::granted_term(before),
            format::granted_term(after),
        );
    }
    if let Some((before, after)) = drift.protection {
        say(
            t!("session-protection"),
            protection(before),
            protection(after),
        );
    }
    lines
}

/// Whether secondary edges are used, in words.
pub(super) fn protection(protection: Protection) -> String {
    match protection {
        Protection::Protected => t!("protection-on"),
        Protection::Unprotected => t!("protection-off"),
    }
}
