//! German.

use super::{
    super::happening::{Failed, Happening},
    Words,
};

pub(super) const WORDS: Words = Words {
    happened: |happening, name| match happening {
        Happening::Available => (
            format!("{name} ist verfügbar"),
            "Das Netz kann jetzt genutzt werden.",
        ),
        Happening::Failed => (
            format!("{name} konnte nicht aufgebaut werden"),
            "Der Betreiber hat den Auftrag beendet. Einzelheiten stehen auf der Seite der Buchungen.",
        ),
        Happening::Expired => (format!("{name} ist beendet"), "Die Laufzeit ist vorbei."),
        Happening::Ended => (
            format!("{name} wurde vom Betreiber beendet"),
            "Einzelheiten stehen auf der Seite der Buchungen.",
        ),
        Happening::Vanished => (
            format!("{name} ist nicht mehr da"),
            "Der Betreiber hat dieses Netz nicht mehr.",
        ),
        Happening::Drifted => (
            format!("{name} wurde anderswo geändert"),
            "Was abweicht, steht auf der Seite der Buchungen.",
        ),
    },
    order_failed: |failed, name| match failed {
        Failed::Undone => (
            format!("{name} wurde nicht bestellt"),
            "Eine der Verbindungen wurde nicht angenommen, daher wurden die anderen wieder \
             gelöscht. Einzelheiten stehen auf der Seite der Buchungen.",
        ),
        Failed::Incomplete => (
            format!("{name} ist unvollständig"),
            "Eine der Verbindungen wurde nicht angenommen, andere sind noch da. Was zu tun ist, \
             steht auf der Seite der Buchungen.",
        ),
    },
    ends_in: |name, left| format!("{name} endet in {left}"),
    hours: |hours| match hours {
        1 => "1 Stunde".to_owned(),
        _ => format!("{hours} Stunden"),
    },
    days: |days| match days {
        1 => "1 Tag".to_owned(),
        _ => format!("{days} Tagen"),
    },
    over_on: |day, time| format!("Die Laufzeit endet am {day}, {time} Uhr."),
    over_about: |day, time| {
        format!("Die Laufzeit endet etwa am {day}, {time} Uhr, soweit dieser Computer es weiß.")
    },
    simulated: "Simuliertes Netz.",
};
