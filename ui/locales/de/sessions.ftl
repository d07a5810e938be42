# Die Buchungen: Liste, Einzelheiten, Ändern, Löschen, offene Aufträge.
sessions-title = Buchungen
sessions-count = { $count ->
    [one] { $count } Buchung
   *[other] { $count } Buchungen
}
sessions-empty = Noch keine Buchung
sessions-empty-text = Fragen Sie einen Entwurf an, wählen Sie eine Dienstgüte und bestellen Sie, oder übernehmen Sie ein Netz, das anderswo bestellt wurde.
sessions-filter = Buchungen filtern
sessions-all = Alle { $count }
sessions-attention = Zu beachten { $count }
sessions-expiring = Läuft aus { $count }
sessions-nothing = Keine Buchung passt. Ändern Sie den Filter, um andere zu sehen.
sessions-state = Zustand
sessions-session = Buchung
sessions-level = Dienstgüte
sessions-time-left = Restlaufzeit
sessions-part = Verbindung { $number } von { $of }
sessions-left-over = Verbindung { $number } von { $of }, Auftrag unvollständig
sessions-change = { $before } → { $after }
sessions-expires = Noch { $left }
sessions-reported = Unbekannt: { $state }
sessions-gone = Nicht mehr da seit { $date }
sessions-ended = Beendet am { $date }
sessions-terminated = Vom Betreiber beendet am { $date }

session-detail = Buchung
session-missing = Diese Buchung gibt es nicht
session-missing-text = Sie ist nicht auf diesem Computer. Wählen Sie eine andere aus der Liste.
session-refresh = Zustand beim Betreiber abfragen
session-close = Einzelheiten schließen
session-changing = Eine Änderung läuft.
session-changing-to = Eine Änderung auf { $bandwidth }, Stufe { $level }, läuft. Die Zahlen hier sind die geltenden.
session-deleting = Der Betreiber löscht sie. Bis dahin bleibt sie hier stehen.
session-failed = Der Betreiber konnte das Netz nicht aufbauen. Löschen Sie die Buchung, oder fragen Sie den Betreiber mit dem Korrelator unten.
session-unavailable = Der Betreiber hat sie beendet.
session-unknown = Der Betreiber meldet einen Zustand, den das Portal nicht kennt.
session-expired = Ihre Laufzeit ist vorbei.
session-gone = Der Betreiber hat dieses Netz nicht mehr. Sein Verlauf bleibt hier erhalten.
session-guaranteed = Garantiert
session-fee = Preis
session-fee-changed = Seit der Änderung nicht bekannt
session-fee-last = Zuletzt: { $fee } { $covers }, bei { $bandwidth }, Stufe { $level }
session-map = Karte der Endpunkte und Verbindungen
session-life = Verlauf dieser Buchung
session-group = Teil von
session-part-of = { $name }, Verbindung { $number } von { $of }
session-incomplete = Der Auftrag { $name } wurde nicht vollendet: Nicht alle { $of } Verbindungen kamen zustande, und diese ließ sich nicht zurücknehmen. Sie läuft weiter. Löschen Sie sie, oder bestellen Sie die fehlenden.
session-operator = Betreiber
session-ordered = Bestellt
session-started = Verfügbar seit
session-term = Laufzeit
session-ends = Endet
session-ended = Beendet
session-estimated = { $time }, geschätzt
session-routing = Routing
session-protection = Absicherung
session-gateway = Cloud-Gateway
session-resize = Ändern
session-delete = Löschen

session-attach = Übernehmen
session-import = Importieren
session-export = Exportieren
session-attach-title = Netz übernehmen
session-attach-note = Ein Netz, das anderswo bestellt wurde, kommt in die Liste. { $operator } wird danach gefragt.
session-attach-name = Name
session-attach-name-hint = Leer: wie der Betreiber es nennt
session-attach-confirm = Netz übernehmen
session-attached = { $name } ist jetzt in der Liste
session-attached-on = Übernommen
session-connections-untold = Verbindungen nicht gemeldet
session-bandwidth = Bandbreite
sessions-imported = { $added ->
    [one] { $added } Buchung übernommen, { $known } schon bekannt
   *[other] { $added } Buchungen übernommen, { $known } schon bekannt
}
sessions-imported-without = { $count ->
    [one] { $count } Buchung gehört zu einem Betreiber, der hier nicht eingerichtet ist. Ihr Zustand bleibt, wie er war.
   *[other] { $count } Buchungen gehören zu Betreibern, die hier nicht eingerichtet sind. Ihr Zustand bleibt, wie er war.
}

session-actual = Gekauft und gemessen
actual-what = Größe
actual-purchased = Gekauft
actual-measured = Gemessen
actual-latency = Latenz
actual-loss = Paketverlust
actual-ms = { $number } ms
actual-wanted = { $number } ms gewünscht
actual-wanted-of-some = { $number } ms gewünscht bei { $count } von { $of }
actual-percent = { $number } %
actual-hours = { $count ->
    [0] Weniger als eine Stunde in Betrieb
    [one] { $number } Stunde in Betrieb
   *[other] { $number } Stunden in Betrieb
}

drift-elsewhere = { $field }: anderswo geändert von { $before } auf { $after }.
drift-granted = { $field }: bestellt { $before }, gewährt { $after }.
sessions-drift = Anderswo geändert
drift-accept = So beibehalten

history-attached = Übernommen
history-changed-elsewhere = Anderswo geändert
history-granted = Anders gewährt als bestellt
history-drift-accepted = Abweichungen hingenommen
history-order-failed = Der Auftrag kam nicht als Ganzes zustande
history-ordered = Bestellt
history-ordered-text = { $bandwidth }, Stufe { $level }, { $fee }
history-available = Verfügbar
history-resize = Änderung auf { $bandwidth } angenommen
history-resize-text = Von { $before }, Stufe { $old_level }, auf Stufe { $level }, { $fee }
history-resized = Änderung in Kraft
history-delete = Löschung angenommen
history-deleted = Gelöscht
history-expired = Laufzeit vorbei
history-ended = Vom Betreiber beendet
ended-terminated = Der Betreiber hat das Netz beendet.
ended-no-capacity = Der Betreiber hat dafür nicht genug Kapazität.
history-vanished = Beim Betreiber nicht mehr da
history-vanished-text = Von hier aus hat das niemand verlangt.

resize-title = { $name } ändern
resize-bandwidth = Garantierte Bandbreite
resize-bandwidth-empty = Geben Sie eine Bandbreite ein
resize-bandwidth-whole = Geben Sie ganze Mbit/s ein
resize-bandwidth-range = Geben Sie 1 bis 1.000.000 Mbit/s ein
resize-unchanged = Ändern Sie zuerst die Bandbreite oder die Dienstgüte
resize-now = Jetzt, { $bandwidth } { $level }
resize-after = Danach, { $bandwidth } { $level }
resize-fee-not-known = Preis nicht bekannt
resize-type-first = Ändern Sie Bandbreite oder Dienstgüte, um den Preis zu sehen.
resize-asking = Der Betreiber wird gefragt
resize-remaining = für die Restlaufzeit ({ $term })
resize-other-currency = Die beiden Preise haben verschiedene Währungen und lassen sich nicht vergleichen.
resize-other-period = Die beiden Preise gelten für verschiedene Zeiträume und lassen sich nicht vergleichen.
resize-other-time = Der bisherige Preis gilt für die ganze Laufzeit, der neue für ihren Rest: Sie lassen sich nicht vergleichen.
resize-refused = Das kann der Betreiber nicht liefern.
resize-other-level = Der Betreiber nannte einen Preis für Stufe { $quoted }, nicht für { $wanted }. Was { $wanted } kostet, ist nicht bekannt. Trotzdem ändern?
resize-note = Die Änderung gilt, sobald der Betreiber sie ausgeführt hat. Bis dahin fließt der Verkehr weiter.
resize-confirm = Auf { $bandwidth } ändern
resize-confirm-anyway = Ohne Preis ändern
resize-accepted = Der Betreiber hat die Änderung von { $name } angenommen

delete-question = { $name } löschen?
delete-warning = Das Netz wird beim Betreiber abgebaut. Das lässt sich nicht rückgängig machen. Sein Verlauf bleibt hier erhalten.
delete-type-name = Zur Bestätigung den Namen eingeben: { $name }
delete-name-differs = So heißt die Buchung nicht
delete-confirm = Buchung löschen
delete-accepted = Der Betreiber hat die Löschung von { $name } angenommen

open-orders = Ausgang offen
open-order-title = { $kind ->
    [resize] Änderung von { $name }
    [deletion] Löschung von { $name }
   *[order] Auftrag { $name }
}
open-order-sent = Gesendet an { $operator } am { $time }
open-order-sending = Wird gesendet.
open-order-repeatable = { $kind ->
    [resize] Der Betreiber gab keine klare Antwort. Erneut zu senden ist ungefährlich: Zweimal dieselbe Änderung ist eine Änderung.
    [deletion] Der Betreiber gab keine klare Antwort. Erneut zu senden ist ungefährlich: Gelöschtes bleibt gelöscht.
   *[order] Der Betreiber gab keine klare Antwort. Er erkennt einen wiederholten Auftrag, daher bestellt erneutes Senden nicht doppelt.
}
open-order-unknown = Der Betreiber gab keine klare Antwort, und erneutes Senden könnte doppelt bestellen. Fragen Sie den Betreiber, und geben Sie dann an, was gilt.
open-order-made = Eingerichtet: { $made } von { $of } Verbindungen.
open-order-taking-back = Eingerichtet: { $made } von { $of } Verbindungen. Verbindung { $refused } wurde nicht angenommen. Bisher zurückgenommen: { $back }.
open-order-stopped = Es geht weiter, sobald der Ausgang der offenen Verbindung entschieden ist.
open-order-elsewhere = Die Einstellungen des Betreibers führen jetzt anderswohin, daher wird hiervon nichts gesendet oder gesucht. Stellen Sie sie zurück, damit es weitergeht.
open-order-without-id = Der Betreiber hat angenommen und das Netz nicht genannt. Fragen Sie den Betreiber nach der ID.
open-order-no-list = Nachgesehen am { $time }: Dieser Betreiber hat keine Liste, die es verrät.
open-order-not-listed = Nachgesehen am { $time }: In der Liste des Betreibers steht es nicht. Es kann noch kommen.
open-order-unchanged = Nachgesehen am { $time }: Das Netz hat { $bandwidth }, Stufe { $level }.
open-order-still-there = Nachgesehen am { $time }: Das Netz ist noch da.
open-order-repeat = Erneut senden
open-order-attach = Der Betreiber hat es
open-order-dismiss = { $kind ->
    [resize] Der Betreiber hat nicht geändert
    [deletion] Der Betreiber hat nicht gelöscht
   *[order] Der Betreiber hat es nicht
}
open-order-id = ID des Netzes beim Betreiber
open-order-id-wrong = Geben Sie die ID ein, höchstens 255 Zeichen
open-order-attach-confirm = Als Buchung behalten
open-order-accepted = { $kind ->
    [resize] Der Betreiber hat die Änderung angenommen
    [deletion] Der Betreiber hat die Löschung angenommen
   *[order] Der Auftrag ist jetzt eine Buchung
}
open-order-dismissed = { $kind ->
    [resize] Die Änderung wurde als nicht ausgeführt abgelegt
    [deletion] Die Löschung wurde als nicht ausgeführt abgelegt
   *[order] Der Auftrag wurde als nicht erteilt abgelegt
}
open-order-refused = { $kind ->
    [resize] Es wurde nichts geändert. { $reason }
    [deletion] Es wurde nichts gelöscht. { $reason }
   *[order] Es wurde nichts bestellt. { $reason }
}
