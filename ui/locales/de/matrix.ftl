# Die Anfragematrix: ein Entwurf mit vielen Bandbreiten, Laufzeiten und Betreibern.
matrix-title = Anfragematrix
matrix-open = Als Matrix anfragen
matrix-back = Zurück zum Entwurf
matrix-bandwidths = Bandbreiten
matrix-terms = Laufzeiten
matrix-protections = Absicherung
matrix-own = Weitere Bandbreite
matrix-add = Hinzufügen
matrix-start = Betreiber fragen
matrix-start-again = Erneut fragen
matrix-count = { $count ->
    [one] { $count } Frage, etwa { $seconds } s
   *[other] { $count } Fragen, etwa { $seconds } s
}
matrix-fresh = Was in den letzten 10 Minuten beantwortet wurde, wird nicht noch einmal gefragt.
matrix-lacking = Die Absicherung entfällt, weil eine zweite Adresse fehlt: { $names }.
matrix-unsaved = Der Entwurf ist noch nicht gespeichert.
matrix-empty = Wählen Sie eine Bandbreite, eine Laufzeit, mit oder ohne Absicherung, und einen Betreiber.
matrix-too-many-bandwidths = Eine Matrix fasst 8 Bandbreiten. Schalten Sie eine aus.
matrix-too-many-terms = Eine Matrix fasst 8 Laufzeiten. Schalten Sie eine aus.
matrix-too-many = { $count } Fragen sind mehr als die 200 einer Matrix. Schalten Sie einige Werte aus.
matrix-not-protectable = Für die Absicherung fehlt eine zweite Adresse: { $names }.
matrix-none = Noch wurde nichts gefragt
matrix-none-text = Jede Bandbreite wird mit jeder Laufzeit angefragt. Die Antworten erscheinen hier, sobald sie kommen.
matrix-progress = { $done } von { $count } fertig
matrix-measure = Anzeigen
matrix-measure-fee = Preis pro Monat
matrix-measure-wait = Wartetage
matrix-measure-level = Beste Dienstgüte
matrix-measure-per-mbps = Preis je Mbit/s und Monat
matrix-level = Dienstgüte
matrix-level-best = Beste Dienstgüte
matrix-level-one = Stufe { $level }
matrix-block = { $operator } · { $protection }
matrix-duration = Laufzeit

matrix-cell = { $bandwidth }, { $term }
matrix-cell-waiting = Nicht gefragt
matrix-cell-left-out = Keine zweite Adresse
matrix-cell-running = Wird gefragt
matrix-cell-failed = Gescheitert
matrix-cell-infeasible = Nicht verfügbar
matrix-cell-unknown = Ohne Antwort
matrix-cell-fee-missing = Auf Anfrage
matrix-days = { $count ->
    [0] Sofort
    [one] { $count } Tag
   *[other] { $count } Tage
}
matrix-days-missing = Keine Angabe
matrix-jump-level = Stufe { $before } → { $after }
matrix-jump-days = { $before } → { $after } Tage
matrix-jump-none = keine

matrix-legend-jump = Dienstgüte oder Wartetage springen hier

matrix-chart = Preis pro Monat nach Bandbreite in Mbit/s, { $currency }: { $operator } · { $protection } · { $term }

matrix-ways = { $count ->
    [one] Was jede Stufe erfordert, nach { $count } Antwort
   *[other] Was jede Stufe erfordert, nach { $count } Antworten
}
matrix-way-has = Mit dem Entwurf, wie er ist: { $fee }.
matrix-way-needs = Nicht mit dem Entwurf, wie er ist, aber so: { $change }: { $fee }.
matrix-way-with = So: { $change }: { $fee }.
matrix-way-cheapest = Bei dieser Bandbreite am günstigsten so: { $change }: { $fee }.
matrix-way-own = wie im Entwurf verlangt
matrix-way-none = Nichts von dem, was gefragt wurde, führt dorthin.
matrix-way-says = Der Betreiber sagt: { $reason }
matrix-way-lacking = Nach der Absicherung wurde nicht gefragt, weil eine zweite Adresse fehlt: { $names }.
matrix-way-protected = mit Absicherung
matrix-way-unprotected = ohne Absicherung
matrix-way-fee = { $fee } pro Monat
matrix-way-fee-missing = Preis pro Monat nicht angegeben

matrix-detail = Zelle
matrix-detail-close = Zelle schließen
matrix-answered = { $operator } · { $protection } · { $time }
matrix-answered-before = { $operator } · { $protection } · schon früher beantwortet, { $time }
matrix-use = Für den Entwurf übernehmen
matrix-used = Das verlangt der Entwurf schon.
matrix-other = Ein anderer Entwurf wird gerade angefragt. Warten Sie, bis das fertig ist, oder brechen Sie es dort ab.
matrix-outdated = Das Netz wurde geändert, nachdem gefragt wurde. Diese Preise gelten für das Netz, wie es war. Fragen Sie erneut, um die heutigen zu sehen.
