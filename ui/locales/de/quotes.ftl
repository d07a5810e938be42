# Die Angebote: Liste, Einzelheiten, Unterschied, Dateien.
quotes-title = Angebote
quotes-count = { $count ->
    [one] { $count } Angebot
   *[other] { $count } Angebote
}
quotes-empty = Noch kein Angebot
quotes-empty-text = Fragen Sie einen Entwurf an und speichern Sie die Antwort als Angebot. Es bleibt, wie es war, was auch immer die Preise später tun.
quotes-design = Entwurf
quotes-operator = Betreiber
quotes-asked = Angefragt
quotes-asked-text = { $bandwidth }, { $term }
quotes-offer = Ergebnis
quotes-saved = Gespeichert

quote-detail = Angebot
quote-missing = Dieses Angebot gibt es nicht
quote-missing-text = Es ist nicht auf diesem Computer. Wählen Sie ein anderes aus der Liste.
quote-about = { $operator } · gespeichert { $time }
quote-close = Einzelheiten schließen
quote-chosen = Gewählt
quote-reassess = Erneut anfragen
quote-open-design = Entwurf öffnen
quote-export-csv = CSV exportieren
tape-save = Aufzeichnung speichern
tape-saved = { $out ->
    [0] Geschrieben nach { $path }. Antworten darin: { $count }. Namen, Orte und Adressen der Standorte stehen darin, keine Zugangsdaten.
    [one] Geschrieben nach { $path }. Antworten darin: { $count }. { $out } Angebot lässt sich nicht aufzeichnen. Namen, Orte und Adressen der Standorte stehen darin, keine Zugangsdaten.
   *[other] Geschrieben nach { $path }. Antworten darin: { $count }. { $out } Angebote lassen sich nicht aufzeichnen. Namen, Orte und Adressen der Standorte stehen darin, keine Zugangsdaten.
}
quote-print = Drucken
quote-assessed = Angefragt
quote-took = Beantwortet in
quote-correlator = Korrelator
export-written = Geschrieben nach { $path }
export-written-without = { $count ->
    [one] Geschrieben nach { $path }, ohne { $count } Angebot, das nach dem Speichern verändert wurde.
   *[other] Geschrieben nach { $path }, ohne { $count } Angebote, die nach dem Speichern verändert wurden.
}

offer-infeasible = Nicht verfügbar

difference-title = Unterschied zum Angebot
difference-assessed = { $operator } am { $time }
difference-then = Angebot
difference-after = Neu
difference-column = Unterschied
difference-not-answered = Ohne Antwort
difference-days-count = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
difference-days-same = Gleiche Wartezeit
difference-days-later = { $count ->
    [one] { $count } Tag später
   *[other] { $count } Tage später
}
difference-days-sooner = { $count ->
    [one] { $count } Tag früher
   *[other] { $count } Tage früher
}
difference-same = Seit dem Angebot hat sich nichts geändert.

# Optionen nebeneinander.
compare-title = Angebote vergleichen
compare-nothing = Noch nichts zu vergleichen
compare-nothing-text = Markieren Sie in der Liste bis zu sechs Angebote und wählen Sie dann Vergleichen.
compare-differences = Nur was sich unterscheidet
compare-add = Angebot hinzufügen
compare-add-do = Hinzufügen
compare-alike = Nichts unterscheidet sich.
compare-add-none = Angebot wählen
compare-quote = { $design }, { $operator }, { $bandwidth }, { $term }, { $time }
compare-altered = Das Angebot zu { $design } wurde nach dem Speichern verändert und wird nicht verglichen.
compare-remove = { $option } herausnehmen
compare-saved = Gespeichert { $time }
compare-option = { $level } · { $design }, { $bandwidth }
compare-level = Dienstgüte von { $option }
compare-published = Veröffentlichte Verfügbarkeit
compare-percent = { $percent } %
compare-monthly = Pro Monat
compare-total = Über die Laufzeit
compare-per-mbps = Je Mbit/s und Monat
compare-ready = Bei Bestellung heute: { $date }
compare-differs = (verschieden)
compare-lowest = Am niedrigsten
compare-soonest = Am frühesten
chart-total = Preis über die Laufzeit, { $currency }
chart-wait = Wartetage

quotes-compare = Wählen
quote-tick = { $quote } vergleichen
quote-compare = { $count } vergleichen
quote-compare-none = Auswahl aufheben
quote-compare-hint = Markierte Angebote werden verglichen, ein einzelnes Stufe für Stufe.
quote-unreadable = Unlesbares Angebot
quote-altered-tag = Verändert
quote-altered = Dieses Angebot wurde nach dem Speichern verändert, und auf seine Zahlen ist kein Verlass. Fragen Sie den Betreiber erneut.
quote-api = API
quote-seal = Datensatz
quote-seal-unchanged = Unverändert seit dem Speichern
quote-seal-none = Gespeichert, ehe Datensätze versiegelt wurden
quote-digest = Fingerabdruck

# Ein Dokument für einen Kunden.
document-open = PDF oder XLSX
document-title = Dokument für einen Kunden
document-text = Der Briefkopf steht in den Einstellungen. Was Sie eingeben, wird gemerkt.
document-customer = Kunde
document-valid-until = Gültig bis
document-valid-until-hint = Ein Tag wie 2026-12-31. Sie wählen ihn selbst, und das Dokument sagt es
document-valid-until-wrong = Geben Sie einen Tag wie 2026-12-31 ein, oder nichts
document-language = Sprache
document-notes = Anmerkungen
document-terms = Bedingungen
document-not-included = Nicht enthalten
document-usual = Leer lassen für den üblichen Text
document-xlsx = XLSX erstellen
document-pdf = PDF erstellen
