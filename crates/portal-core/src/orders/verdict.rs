//! Whether a failed attempt leaves open if the operator did what was asked.

use operator_client::CallError;

use super::Intent;

/// Which attempt of an intent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The first: nothing was sent before it.
    First,
    /// An order's, after another whose outcome is open.
    RepeatedOrder,
    /// A change's, after another whose outcome is open.
    RepeatedChange,
    /// A deletion's, after another whose outcome is open.
    RepeatedDeletion,
}

impl Attempt {
    /// An attempt after another one.
    pub(super) const fn repeated(intent: &Intent) -> Self {
        match intent {
            Intent::Create(_) => Self::RepeatedOrder,
            Intent::Resize(_) => Self::RepeatedChange,
            Intent::Delete { .. } => Self::RepeatedDeletion,
        }
    }
}

/// What a failed attempt says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing was done, by this attempt or one before.
    NotDone,
    /// It may have been done.
    Open,
}

/// What `error` says of an intent at that attempt.
pub(super) fn judge(error: &CallError, attempt: Attempt) -> Verdict {
    let CallError::Refused(refusal) = error else {
        let is_unsent = matches!(error, CallError::NotSent(_));
        return if is_unsent && attempt == Attempt::First {
            Verdict::NotDone
        } else {
            Verdict::Open
        };
    };
    let is_refused = match attempt {
        // A time-out of something in between is an answer, but not the operator's.
        Attempt::First => refusal.status < 500 && refusal.status != 408,
        // An operator that took the first attempt may refuse the second for that very
        // reason (a name or key in use), or because much has changed since.
        // One that is deleting a network refuses to delete it once more: reading it tells.
        Attempt::RepeatedOrder | Attempt::RepeatedDeletion => false,
        // What became of the network can be seen, whichever attempt did it.
        Attempt::RepeatedChange => matches!(refusal.status, 400 | 404 | 409 | 422),
    };
    if is_refused {
        Verdict::NotDone
    } else {
        Verdict::Open
    }
}

#[cfg(test)]
mod tests {
    use operator_client::{NotSent, Refusal};

    use super::*;

    fn refused(status: u16) -> CallError {
        CallError::Refused(Refusal {
            status,
            code: String::new(),
            message: String::new(),
            correlator: String::new(),
            retry_after: None,
            scope: "",
            is_page: false,
        })
    }

    #[test]
    fn only_what_is_certain_closes_an_intent() {
        let unanswered = || CallError::Unanswered {
            reason: String::new(),
            timed_out: true,
            correlator: String::new(),
        };
        use Verdict::{NotDone, Open};
        let table = [
            (CallError::NotSent(NotSent::Insecure), NotDone, Open, Open),
            (refused(400), NotDone, Open, NotDone),
            (refused(401), NotDone, Open, Open),
            (refused(403), NotDone, Open, Open),
            (refused(404), NotDone, Open, NotDone),
            (refused(408), Open, Open, Open),
            (refused(409), NotDone, Open, NotDone),
            (refused(422), NotDone, Open, NotDone),
            (refused(429), NotDone, Open, Open),
            (refused(500), Open, Open, Open),
            (refused(503), Open, Open, Open),
            (unanswered(), Open, Open, Open),
            (CallError::Cancelled, Open, Open, Open),
        ];
        for (error, first, order, change) in table {
            assert_eq!(judge(&error, Attempt::First), first, "{error}");
            assert_eq!(judge(&error, Attempt::RepeatedOrder), order, "{error}");
            assert_eq!(judge(&error, Attempt::RepeatedDeletion), Open, "{error}");
            assert_eq!(judge(&error, Attempt::RepeatedChange), change, "{error}");
        }
    }
}
