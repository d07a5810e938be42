//! English.

use super::{
    super::happening::{Failed, Happening},
    Words,
};

pub(super) const WORDS: Words = Words {
    happened: |happening, name| match happening {
        Happening::Available => (
            format!("{name} is available"),
            "The network can be used now.",
        ),
        Happening::Failed => (
            format!("{name} could not be built"),
            "The operator ended the order. The sessions page has the details.",
        ),
        Happening::Expired => (format!("{name} has ended"), "Its duration is over."),
        Happening::Ended => (
            format!("{name} was ended by the operator"),
            "The sessions page has the details.",
        ),
        Happening::Vanished => (
            format!("{name} is gone"),
            "The operator has no such network any more.",
        ),
        Happening::Drifted => (
            format!("{name} was changed elsewhere"),
            "The sessions page shows what differs.",
        ),
    },
    order_failed: |failed, name| match failed {
        Failed::Undone => (
            format!("{name} was not ordered"),
            "One of its connections was not taken, so the others were deleted again. The sessions \
             page has the details.",
        ),
        Failed::Incomplete => (
            format!("{name} is incomplete"),
            "One of its connections was not taken, and others are still there. The sessions page \
             says what to do.",
        ),
    },
    ends_in: |name, left| format!("{name} ends in {left}"),
    hours: |hours| match hours {
        1 => "1 hour".to_owned(),
        _ => format!("{hours} hours"),
    },
    days: |days| match days {
        1 => "1 day".to_owned(),
        _ => format!("{days} days"),
    },
    over_on: |day, time| format!("Its duration is over on {day}, {time}."),
    over_about: |day, time| {
        format!("Its duration is over about {day}, {time}, as far as this computer can tell.")
    },
    simulated: "Simulated network.",
};
