//! Whether a failed attempt leaves open if the operator did what was asked.

use operator_client::CallError;

/// Which attempt of an intent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The first: nothing was sent before it.
    First,
    /// One after another whose outcome is open.
    Repeat,
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
    match (error, attempt) {
        (CallError::NotSent(_), Attempt::First) => Verdict::NotDone,
        // Refused for what it asks: so was the attempt before, under the same key.
        (CallError::Refused(refusal), Attempt::Repeat)
            if matches!(refusal.status, 400 | 409 | 422) =>
        {
            Verdict::NotDone
        }
        // A time-out of something in between is an answer, but not the operator's.
        (CallError::Refused(refusal), Attempt::First)
            if refusal.status < 500 && refusal.status != 408 =>
        {
            Verdict::NotDone
        }
        (
            CallError::NotSent(_)
            | CallError::Refused(_)
            | CallError::Unanswered { .. }
            | CallError::Undecodable { .. }
            | CallError::Cancelled,
            _,
        ) => Verdict::Open,
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
        })
    }

    #[test]
    fn only_what_is_certain_closes_an_intent() {
        let unanswered = || CallError::Unanswered {
            reason: String::new(),
            timed_out: true,
            correlator: String::new(),
        };
        let table = [
            (
                CallError::NotSent(NotSent::Insecure),
                Verdict::NotDone,
                Verdict::Open,
            ),
            (refused(400), Verdict::NotDone, Verdict::NotDone),
            (refused(401), Verdict::NotDone, Verdict::Open),
            (refused(403), Verdict::NotDone, Verdict::Open),
            (refused(408), Verdict::Open, Verdict::Open),
            (refused(409), Verdict::NotDone, Verdict::NotDone),
            (refused(422), Verdict::NotDone, Verdict::NotDone),
            (refused(429), Verdict::NotDone, Verdict::Open),
            (refused(500), Verdict::Open, Verdict::Open),
            (refused(503), Verdict::Open, Verdict::Open),
            (unanswered(), Verdict::Open, Verdict::Open),
            (CallError::Cancelled, Verdict::Open, Verdict::Open),
        ];
        for (error, first, repeat) in table {
            assert_eq!(judge(&error, Attempt::First), first, "{error}");
            assert_eq!(judge(&error, Attempt::Repeat), repeat, "{error}");
        }
    }
}
