//! German.

/// Sentences with `{}` for each value. The first that fits is taken.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    ("A customer has a name.", "Ein Kunde hat einen Namen."),
    (
        "Each column has a field or none.",
        "Jede Spalte hat ein Feld oder keines.",
    ),
    (
        "Sending this again could order it twice.",
        "Erneutes Senden könnte doppelt bestellen.",
    ),
    (
        "That network is in the list already.",
        "Dieses Netz ist schon in der Liste.",
    ),
    (
        "Only an order can be given a network.",
        "Nur einem Auftrag lässt sich ein Netz zuordnen.",
    ),
    ("This is being sent already.", "Das wird schon gesendet."),
    (
        "Name has to have 1 to {} characters.",
        "Ein Name hat 1 bis {} Zeichen.",
    ),
    (
        "Name has to have at most {} characters.",
        "Ein Name hat höchstens {} Zeichen.",
    ),
    (
        "The operator's settings were changed since this answer. Ask the operator again.",
        "Die Einstellungen des Betreibers wurden seit dieser Antwort geändert. Fragen Sie den Betreiber erneut.",
    ),
    (
        "This is the answer of a quote. Ask the operator again.",
        "Das ist die Antwort eines Angebots. Fragen Sie den Betreiber erneut.",
    ),
    (
        "The operator's settings lead elsewhere now than when this was ordered. Set them back to go on.",
        "Die Einstellungen des Betreibers führen jetzt anderswohin als bei der Bestellung. Stellen Sie sie zurück, damit es weitergeht.",
    ),
    (
        "Level {} cannot be ordered.",
        "Stufe {} lässt sich nicht bestellen.",
    ),
    (
        "Level {} was not offered.",
        "Stufe {} wurde nicht angeboten.",
    ),
    (
        "The outcome of the one before is open. Decide about it first.",
        "Der Ausgang des vorigen Auftrags ist offen. Entscheiden Sie zuerst darüber.",
    ),
    (
        "What is built in is there only once.",
        "Eingebautes gibt es nur einmal.",
    ),
    (
        "What is built in cannot be exported.",
        "Eingebautes lässt sich nicht exportieren.",
    ),
    (
        "What is built in needs no test.",
        "Eingebautes braucht keinen Test.",
    ),
    (
        "The file is not an operator's.",
        "Die Datei ist nicht die eines Betreibers.",
    ),
    (
        "The file is not an operator's, or of a newer version.",
        "Die Datei ist nicht die eines Betreibers, oder von einer neueren Version.",
    ),
    (
        "Key: it is gone. Make or import it again.",
        "Der Schlüssel ist nicht mehr da. Erzeugen oder importieren Sie ihn noch einmal.",
    ),
    (
        "Key: there is no private key in it that can be read.",
        "Schlüssel: Darin ist kein lesbarer privater Schlüssel.",
    ),
    (
        "Key: the key is protected by a passphrase; save a copy without one and import that.",
        "Schlüssel: Er ist mit einem Passwort geschützt. Speichern Sie eine Kopie ohne Passwort und importieren Sie diese.",
    ),
    (
        "Key: it holds a public key or a certificate, not the private key.",
        "Schlüssel: Die Datei enthält einen öffentlichen Schlüssel oder ein Zertifikat, nicht den privaten Schlüssel.",
    ),
    (
        "Key: the key is neither EC on P-256 nor RSA with 2048 to 8192 bits.",
        "Schlüssel: Er ist weder EC auf P-256 noch RSA mit 2048 bis 8192 Bit.",
    ),
    (
        "Key: no key could be made.",
        "Es konnte kein Schlüssel erzeugt werden.",
    ),
    (
        "The quote was altered after it was saved. Ask the operator for a new one.",
        "Das Angebot wurde nach dem Speichern verändert. Fragen Sie den Betreiber erneut.",
    ),
    (
        "The quote \u{201c}{}\u{201d} was altered after it was saved. Ask the operator for a new one.",
        "Das Angebot „{}“ wurde nach dem Speichern verändert. Fragen Sie den Betreiber erneut.",
    ),
    (
        "The design has no connection.",
        "Der Entwurf hat keine Verbindung.",
    ),
    (
        "One order takes {} connections at the most.",
        "Ein Auftrag fasst höchstens {} Verbindungen.",
    ),
    (
        "One order takes all of it.",
        "Ein Auftrag fasst den ganzen Entwurf.",
    ),
    (
        "Listen on: enter an IP address of this computer.",
        "Lauschen auf: Geben Sie eine IP-Adresse dieses Computers ein.",
    ),
    (
        "Port: enter 1 to 65535.",
        "Port: Geben Sie 1 bis 65535 ein.",
    ),
    (
        "Public address: enter an https address without user, query or fragment.",
        "Öffentliche Adresse: Geben Sie eine https-Adresse ohne Benutzer, Abfrage und Fragment ein.",
    ),
    (
        "Public address: needed where the receiver listens beyond this computer.",
        "Öffentliche Adresse: nötig, wenn der Empfänger über diesen Computer hinaus lauscht.",
    ),
    (
        "The file is not a tape, or not a whole one.",
        "Die Datei ist keine Aufzeichnung, oder keine ganze.",
    ),
    (
        "The file is not a tape, or of a newer version.",
        "Die Datei ist keine Aufzeichnung, oder von einer neueren Version.",
    ),
    (
        "The tape is of an API that cannot be played.",
        "Die Aufzeichnung ist von einer API, die sich nicht abspielen lässt.",
    ),
    (
        "The tape does not say whose answers these are.",
        "Die Aufzeichnung sagt nicht, wessen Antworten das sind.",
    ),
    (
        "An answer on the tape is damaged.",
        "Eine Antwort der Aufzeichnung ist beschädigt.",
    ),
    (
        "the tape cannot be played on this computer",
        "Die Aufzeichnung lässt sich auf diesem Computer nicht abspielen.",
    ),
    (
        "the design has no such site or cloud",
        "Der Entwurf hat keinen solchen Standort und keine solche Cloud.",
    ),
    (
        "The design has no such site or cloud.",
        "Der Entwurf hat keinen solchen Standort und keine solche Cloud.",
    ),
    (
        "the design has no such connection",
        "Der Entwurf hat keine solche Verbindung.",
    ),
    (
        "a connection needs two different ends",
        "Eine Verbindung braucht zwei verschiedene Enden.",
    ),
    (
        "these two are connected already",
        "Diese beiden sind schon verbunden.",
    ),
    (
        "a design takes {} connections at the most",
        "Ein Entwurf fasst höchstens {} Verbindungen.",
    ),
    (
        "A design takes {} connections at the most.",
        "Ein Entwurf fasst höchstens {} Verbindungen.",
    ),
    (
        "a name is empty or too long",
        "Ein Name ist leer oder zu lang.",
    ),
    (
        "This provider has no region in the catalogue.",
        "Dieser Anbieter hat keine Region im Katalog.",
    ),
    (
        "Give the address of the first new cloud edge.",
        "Geben Sie die Adresse des ersten neuen Cloud-Anschlusses an.",
    ),
    (
        "Too few addresses follow this one.",
        "Auf diese Adresse folgen zu wenige.",
    ),
    (
        "a matrix needs a bandwidth, a duration, a protection and an operator",
        "Eine Matrix braucht eine Bandbreite, eine Laufzeit, mit oder ohne Absicherung, und einen Betreiber.",
    ),
    (
        "a matrix takes 8 bandwidths at the most",
        "Eine Matrix fasst höchstens 8 Bandbreiten.",
    ),
    (
        "a matrix takes 8 durations at the most",
        "Eine Matrix fasst höchstens 8 Laufzeiten.",
    ),
    (
        "Protection needs a secondary address at every endpoint.",
        "Für die Absicherung fehlt eine zweite Adresse an einem Endpunkt.",
    ),
    (
        "{} questions are more than the {} that a matrix asks.",
        "{} Fragen sind mehr als die {} einer Matrix.",
    ),
    (
        "Protection needs a secondary address at {}.",
        "Für die Absicherung fehlt eine zweite Adresse: {}.",
    ),
    (
        "This is not a file of sessions.",
        "Das ist keine Datei mit Buchungen.",
    ),
    (
        "The file is damaged at line {}, column {}.",
        "Die Datei ist in Zeile {}, Spalte {} beschädigt.",
    ),
    (
        "This file is of a later version of the app.",
        "Diese Datei stammt von einer neueren Version der App.",
    ),
    (
        "A session that is {} cannot be resized.",
        "Diese Buchung lässt sich nicht ändern, ihr Zustand: {}.",
    ),
    (
        "A session that is {} cannot be deleted.",
        "Diese Buchung lässt sich nicht löschen, ihr Zustand: {}.",
    ),
    (
        "Bandwidth and level are what they were.",
        "Bandbreite und Dienstgüte sind unverändert.",
    ),
    (
        "The typed name is not the name of the session.",
        "Der eingegebene Name ist nicht der Name der Buchung.",
    ),
    (
        "This is too much for one tape. Tick fewer quotes.",
        "Das ist zu viel für eine Aufzeichnung. Markieren Sie weniger Angebote.",
    ),
    (
        "Language: English or German.",
        "Sprache: Englisch oder Deutsch.",
    ),
    (
        "A text of the document has at most {} characters.",
        "Ein Text des Dokuments hat höchstens {} Zeichen.",
    ),
    (
        "A document compares 1 to 12 options.",
        "Ein Dokument vergleicht 1 bis 12 Optionen.",
    ),
    (
        "The quote says nothing of level {}.",
        "Das Angebot sagt nichts über Stufe {}.",
    ),
    (
        "Valid until: a day such as 2026-12-31.",
        "Gültig bis: ein Tag wie 2026-12-31.",
    ),
    (
        "Colour: # and six hexadecimal digits.",
        "Farbe: # und sechs Hexadezimalziffern.",
    ),
    (
        "A text of the letterhead has at most {} characters.",
        "Ein Text des Briefkopfs hat höchstens {} Zeichen.",
    ),
    (
        "The logo cannot be drawn.",
        "Das Logo lässt sich nicht zeichnen.",
    ),
    (
        "The logo cannot be drawn. Choose another.",
        "Das Logo lässt sich nicht zeichnen. Wählen Sie ein anderes.",
    ),
    ("A logo has at most 1 MB.", "Ein Logo hat höchstens 1 MB."),
    (
        "A logo has at most 2,000 pixels to a side.",
        "Ein Logo hat höchstens 2.000 Pixel je Seite.",
    ),
    (
        "A logo is a PNG or SVG file.",
        "Ein Logo ist eine PNG- oder SVG-Datei.",
    ),
    (
        "A logo contains no scripts and nothing to load.",
        "Ein Logo enthält keine Skripte und nichts, was nachgeladen wird.",
    ),
    (
        "This build makes no PDF.",
        "Diese Fassung des Programms erstellt kein PDF.",
    ),
    (
        "Language: not a language tag.",
        "Sprache: kein Sprachkürzel.",
    ),
    (
        "The file is too large: it may have {} bytes.",
        "Die Datei ist zu groß: Sie darf {} Byte haben.",
    ),
    (
        "The secret is too large to be kept.",
        "Das Geheimnis ist zu groß, um aufbewahrt zu werden.",
    ),
    (
        "the file could not be read",
        "Die Datei konnte nicht gelesen werden.",
    ),
    (
        "the file could not be written",
        "Die Datei konnte nicht geschrieben werden.",
    ),
    (
        "This operator is set up for looking and quotes only. Who may order: {}.",
        "Dieser Betreiber ist nur zum Ansehen und für Angebote eingerichtet. Wer bestellen darf: {}.",
    ),
    // Of the form for an operator: the value is the field.
    ("{} is empty.", "{}: leer."),
    ("{} is too long.", "{}: zu lang."),
    (
        "{} has a character that is not allowed.",
        "{}: enthält ein unzulässiges Zeichen.",
    ),
    ("{} is not an address.", "{}: keine Adresse."),
    (
        "{} has to begin with https:// and a host.",
        "{}: muss mit https:// und einem Host beginnen.",
    ),
    (
        "{} must not have a user name or password in it.",
        "{}: darf weder Benutzernamen noch Passwort enthalten.",
    ),
    (
        "{} must not have a part after #.",
        "{}: darf nichts nach # enthalten.",
    ),
    (
        "{} takes scheme, host and port only; the path has a field of its own.",
        "{}: nur Schema, Host und Port; der Pfad hat ein eigenes Feld.",
    ),
    (
        "{} has to look like /multi-point-vpn/vwip.",
        "{}: muss aussehen wie /multi-point-vpn/vwip.",
    ),
    (
        "{} has to be entered again: where it goes was changed.",
        "{}: bitte noch einmal eingeben, denn wohin es geht, wurde geändert.",
    ),
    (
        "{} have to be names apart by spaces.",
        "{}: Namen, durch Leerzeichen getrennt.",
    ),
    (
        "{} has to be an address such as http://proxy.example:8080, without user name or password.",
        "{}: eine Adresse wie http://proxy.example:8080, ohne Benutzernamen und Passwort.",
    ),
    (
        "{} has to be three letters such as EUR.",
        "{}: drei Buchstaben wie EUR.",
    ),
    (
        "{} has to be a percentage for each of A, AA and AAA, or empty for all.",
        "{}: ein Prozentsatz für jede der Stufen A, AA und AAA, oder überall leer.",
    ),
    (
        "{} cannot be read; a PEM file is needed.",
        "{}: nicht lesbar, nötig ist eine PEM-Datei.",
    ),
];

/// Values that are words themselves: the fields of the form for an operator, and states.
pub(super) const TERMS: &[(&str, &str)] = &[
    ("Name", "Name"),
    ("API root", "API-Wurzel"),
    ("Base path", "Basispfad"),
    ("Token endpoint", "Token-Endpunkt"),
    ("Discovery document", "Discovery-Dokument"),
    ("Client ID", "Client-ID"),
    ("Client secret", "Client-Secret"),
    ("Scopes", "Scopes"),
    ("Proxy", "Proxy"),
    ("Currency", "Währung"),
    ("Published availability", "Veröffentlichte Verfügbarkeit"),
    ("Certificates", "Zertifikate"),
    ("An endpoint", "ein Endpunkt"),
    ("your administrator", "Ihre Administration"),
    ("requested", "bestellt"),
    ("available", "verfügbar"),
    ("changing", "wird geändert"),
    ("deleting", "wird gelöscht"),
    ("expired", "abgelaufen"),
    ("failed", "gescheitert"),
    ("unavailable", "nicht verfügbar"),
    ("gone", "nicht mehr da"),
    ("unknown", "unbekannt"),
];
