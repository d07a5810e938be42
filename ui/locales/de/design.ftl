# Die Entwurfsseite: Karte, Listen, Formulare, Anfrage und Auftrag.
design-title = Entwurf
design-contents-label = Inhalt des Entwurfs
design-map-label = Karte
design-assessment-label = Anfrage

design-saved = Gespeichert
design-saving = Wird gespeichert…
design-not-saved = Nicht gespeichert
design-rename = Entwurf umbenennen
design-name = Name des Entwurfs
design-name-missing = Geben Sie einen Namen ein
design-name-too-long = Höchstens 80 Zeichen
design-undo = Rückgängig
design-redo = Wiederholen
design-removed = { $count ->
    [0] { $name } entfernt.
    [one] { $name } und { $count } Verbindung entfernt.
   *[other] { $name } und { $count } Verbindungen entfernt.
}
design-said-saved = { $name } gespeichert.

map-label = Karte des Entwurfs
map-keys = Die Tabulatortaste erreicht jeden Standort, jede Cloud und jede Verbindung. Pfeiltasten verschieben einen Standort oder eine Cloud, mit Umschalt in größeren Schritten. L beginnt eine Verbindung, die Eingabetaste öffnet oder beendet sie, Entf entfernt, Esc bricht ab. Die Listen neben der Karte enthalten dasselbe.
map-attribution = Natural Earth, GeoNames. Grenzverläufe sind nur ungefähr.
map-zoom-in = Vergrößern
map-zoom-out = Verkleinern
map-failed = Die Grundkarte konnte nicht gezeichnet werden. Standorte, Clouds und Verbindungen sind ohne sie zu sehen.
map-hint-title = Zeichnen Sie Ihren ersten Standort
map-hint-text = Wählen Sie das Werkzeug Standort und klicken Sie auf die Karte, oder fügen Sie in der Liste einen Standort oder eine Cloud hinzu. Verbinden Sie dann zwei davon und fragen Sie den Betreiber.
map-tools-label = Werkzeuge der Karte
map-tool-select = Auswahl
map-tool-site = Standort
map-tool-cloud = Cloud
map-tool-connect = Verbinden
map-said-point = Punkt übernommen. Geben Sie im Formular Bezeichnung und Adresse ein.
map-said-start = Verbindung bei { $name } begonnen. Wählen Sie das andere Ende, Esc bricht ab.
map-said-connected = { $from } mit { $to } verbunden.
map-said-cancelled = Verbindung abgebrochen.
map-said-moved = Verschoben auf Breite { $latitude }, Länge { $longitude }.

endpoints-title = Standorte und Clouds
endpoints-empty = Noch nichts gezeichnet.
endpoint-add-site = Standort
endpoint-add-cloud = Cloud
endpoint-name-site = Standort { $label }
endpoint-name-cloud = Cloud { $label }
endpoint-addresses = { $primary }, { $secondary }
endpoint-details = { $place } · { $addresses }

endpoint-form-new-site = Standort hinzufügen
endpoint-form-new-cloud = Cloud hinzufügen
endpoint-form-site = Standort
endpoint-form-cloud = Cloud
endpoint-add = Hinzufügen
endpoint-label = Bezeichnung
endpoint-kind = Art
endpoint-kind-site = Standort
endpoint-kind-cloud = Cloud
endpoint-region = Cloud-Region
endpoint-region-none = Von Hand eingeben
endpoint-region-option = { $code } ({ $city })
endpoint-place = Ort
endpoint-place-example = Stadt oder Gemeinde
endpoint-place-none = Kein Ort dieses Namens. Geben Sie Koordinaten ein oder klicken Sie auf die Karte
endpoint-place-count = { $count ->
    [one] { $count } Ort
   *[other] { $count } Orte
}
endpoint-latitude = Breite
endpoint-longitude = Länge
endpoint-primary-ip = Erste Adresse (IPv4 oder IPv6)
endpoint-secondary-ip = Zweite Adresse (für die Absicherung)
endpoint-label-missing = Geben Sie eine Bezeichnung ein
endpoint-label-too-long = Höchstens 80 Zeichen
endpoint-latitude-missing = Geben Sie Grad ein oder wählen Sie einen Ort
endpoint-longitude-missing = Geben Sie Grad ein oder wählen Sie einen Ort
endpoint-latitude-range = Von -90 bis 90
endpoint-longitude-range = Von -180 bis 180
endpoint-degrees-not-a-number = Geben Sie Grad ein, zum Beispiel 48.86
endpoint-ip-missing = Geben Sie die Adresse dieses Anschlusses ein
endpoint-ip-wrong = Das ist keine IPv4- oder IPv6-Adresse
endpoint-ip-same = Die zweite Adresse muss sich von der ersten unterscheiden

connections-title = Verbindungen
connections-empty = Zwei Standorte oder Clouds lassen sich verbinden.
connection-add = Verbinden
connection-ends = { $from } → { $to }
connection-name = Verbindung { $ends }
connection-name-verdict = Verbindung { $ends }, { $verdict }
connection-length-estimate = { $distance } km · etwa { $latency } ms
connection-length-stated = { $distance } km · { $latency } ms
connection-form = Verbindung
connection-form-new = Zwei Enden verbinden
connection-form-add = Verbinden
connection-customer-edge = Kundenseite
connection-provider-edge = Gegenseite
connection-end-choose = Bitte wählen
connection-latency = Gewünschte Latenz, falls eine
connection-latency-hint = Wird mit der Angabe des Betreibers verglichen, nicht gesendet
connection-latency-wrong = Geben Sie eine ganze Zahl von 1 bis 10.000 ms ein, oder nichts
latency-wanted = Höchstens { $latency } ms gewünscht{ $check }
latency-met = : erfüllt
latency-missed = : nicht erfüllt
latency-unknown = : Der Betreiber nennt keine
latency-too-far = : Das Licht braucht schätzungsweise länger
unit-ms = ms
connection-end-missing = Wählen Sie einen Standort oder eine Cloud
verdict-feasible = machbar
verdict-infeasible = nicht machbar
verdict-unknown = keine Angabe

edit-refused-gone = Das ist nicht mehr im Entwurf
edit-refused-same-ends = Eine Verbindung braucht zwei verschiedene Enden
edit-refused-connected = Diese beiden sind schon verbunden
edit-refused-too-many = Ein Entwurf fasst höchstens 10.000 Verbindungen
edit-refused-name = Ein Name hat 1 bis 80 Zeichen

assessment-title = Anfrage
requirement-bandwidth = Garantierte Bandbreite je Verbindung
requirement-bandwidth-missing = Geben Sie eine Bandbreite ein
requirement-bandwidth-whole = Geben Sie ganze Mbit/s ein
requirement-bandwidth-range = Von 1 bis 1.000.000 Mbit/s
requirement-duration = Laufzeit
requirement-duration-unit = Einheit der Laufzeit
requirement-duration-whole = Geben Sie eine ganze Zahl über 0 ein, oder nichts für die Vorgabe des Betreibers
requirement-duration-long = Das ist zu lang
requirement-routing = Routing
requirement-protected = Abgesichert
requirement-protected-hint = Erster und zweiter Anschluss an jeder Verbindung
requirement-lacking = { $count ->
    [one] Keine zweite Adresse: { $names }.
   *[other] Keine zweiten Adressen: { $names }.
}
requirement-fix = Adresse ergänzen
unit-minutes = Minuten
unit-hours = Stunden
unit-days = Tage
unit-months = Monate
unit-years = Jahre

assess = Anfragen
assess-again = Erneut anfragen
assess-running = { $count ->
    [one] Der Betreiber wird gefragt…
   *[other] { $count } Betreiber werden gefragt…
}
assess-blocked-operators = Wählen Sie mindestens einen Betreiber.
operators-asked = Gefragte Betreiber
operators-none = Keiner
operators-more = { $operator } und { $count } weitere
operators-not-running = Er läuft nur, solange er der Betreiber in Gebrauch ist.
operators-mixed = Diese Preise haben verschiedene Währungen oder gelten für verschiedene Zeiträume.
operator-asking = { $seconds } s
operator-cancelled = Abgebrochen
assess-blocked-endpoints = Fügen Sie zwei Standorte oder Clouds hinzu und verbinden Sie sie. Dann kann der Betreiber gefragt werden.
assess-blocked-connections = Verbinden Sie zwei Standorte oder Clouds. Dann kann der Betreiber gefragt werden.
assess-blocked-too-many = Ein Auftrag fasst höchstens 100 Verbindungen. Teilen Sie den Entwurf, oder entfernen Sie einige.
assess-blocked-protection = Die Absicherung braucht an jedem Ende eine zweite Adresse. Ergänzen Sie, was fehlt, oder schalten Sie die Absicherung aus.
assessment-outdated = Seit der Antwort von { $time } geändert.

offers-label = Dienstgüte
offers-label-of = Dienstgüte, { $operator }
offer-simulated = Preis und Wartezeit simuliert
offer-unavailable = Für diesen Entwurf nicht verfügbar
offer-no-reason = Der Betreiber nennt keinen Grund.
offer-detail = { $wait } · { $percent } % veröffentlicht
offer-lacking = { $count ->
    [one] { $count } Anschluss hat keine zweite Adresse.
   *[other] { $count } Anschlüsse haben keine zweite Adresse.
}
offer-protect = Alle Anschlüsse sind für die Absicherung bereit.
offer-protect-on = Absicherung einschalten

summary-level = { $level }, { $term }
summary-against = Gegenüber dem letzten Angebot, { $date }
summary-percent = { $percent } %
summary-days-same = gleiche Wartezeit
summary-days-later = { $count ->
    [one] { $count } Tag später
   *[other] { $count } Tage später
}
summary-days-sooner = { $count ->
    [one] { $count } Tag früher
   *[other] { $count } Tage früher
}
quote-save = Angebot speichern
quote-saved = Angebot gespeichert.
quote-saved-open = Öffnen
order-level = { $level } bestellen
order-none = Bestellen

order-review-title = Auftrag prüfen
order-outdated = Der Entwurf wurde seit dieser Antwort geändert. Der Auftrag umfasst das, worum es in der Antwort ging.
order-fact-operator = Betreiber
order-fact-level = Dienstgüte
order-fact-bandwidth = Bandbreite
order-fact-duration = Laufzeit
order-fact-routing = Routing
order-fact-fee = Preis
order-fact-wait = Bereitstellung
order-fact-services = Dienste
order-services = { $count } beim Betreiber, einer für jede Verbindung. Scheitert einer, werden alle zurückgenommen.
order-missed-latency = { $count ->
    [one] Eine Verbindung erfüllt nicht die Latenz, die Sie dafür wünschen.
   *[other] { $count } Verbindungen erfüllen nicht die Latenz, die Sie dafür wünschen.
}
order-fact-expiry = Endet
order-operator-simulated = { $operator }, simuliert
order-routing-protected = { $routing }, abgesichert
order-routing-unprotected = { $routing }, nicht abgesichert
order-expiry-estimated = { $date }, wenn es sofort nutzbar wäre
order-expiry-none = Nach der vom Betreiber vorgegebenen Laufzeit
order-name = Name der Buchung
order-name-missing = Geben Sie einen Namen ein
order-name-too-long = Höchstens 80 Zeichen
order-confirm = Jetzt bestellen
order-accepted = Der Betreiber hat den Auftrag { $name } angenommen.
order-open-session = Buchung öffnen
order-refused = { $name } wurde nicht bestellt.
order-incomplete = { $name } wurde zum Teil bestellt, und nicht alles davon ließ sich zurücknehmen.
order-unknown = Ob { $name } bestellt wurde, ist nicht bekannt.
order-unknown-decide = Auf der Seite der Buchungen entscheiden
order-incomplete-see = Buchungen ansehen

# Ein Auftrag neben dem Angebot, auf das er folgt.
order-against = Seit dem Angebot vom { $date }: { $difference }
order-against-fee = Preis { $change }
order-against-fee-unknown = Preise nicht vergleichbar
order-against-days-unknown = Wartezeit nicht vergleichbar
order-against-level = Dienstgüte unverändert
order-against-level-other = das Angebot wählte { $level }
order-against-asked = damals anders angefragt

design-customer = Kunde
design-customer-hint = Freiwillig. Fasst Entwürfe und Angebote zusammen, damit sie gemeinsam vergessen werden können.
present = Vorführen
present-leave = Verlassen
present-offers = Dienstgüten
present-quoted = · Angebot vom { $date }
present-nothing = Es gibt noch kein Ergebnis. Verlassen Sie die Ansicht und fragen Sie den Betreiber.
