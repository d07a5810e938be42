# Das Protokoll der Aufrufe.
activity-title = Protokoll
activity-note = Aufrufe an Betreiber, die neuesten zuerst
activity-empty = Noch kein Aufruf
activity-empty-text = Hier steht jeder Aufruf an einen Betreiber mit seinem Korrelator, damit der Support des Betreibers ihn findet.
activity-time = Zeit
activity-operation = Vorgang
activity-result = Ergebnis
activity-operator = Betreiber
activity-correlator = Korrelator
activity-latency = Latenz
activity-at = { $date }, { $time }
activity-no-answer = Keine Antwort
activity-polls = { $count ->
    [one] { $count } Abfrage
   *[other] { $count } Abfragen
}
activity-token = Token
activity-discovery = Discovery
activity-assess = Anfrage
activity-create = Auftrag
activity-read = Abfrage
activity-update = Änderung
activity-delete = Löschung
activity-more = Ältere Aufrufe laden
