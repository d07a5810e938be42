# Wörter und Wendungen, die auf mehreren Seiten vorkommen.
#
# Anrede: Sie. Glossar, damit dieselbe Sache überall gleich heißt (docs/glossary-de.md).

# Wie diese Sprache sich selbst nennt.
language-name = Deutsch

app-name = MultiPoint VPN Portal

open-design = Entwurf öffnen

action-cancel = Abbrechen
action-save = Speichern
action-delete = Löschen
action-close = Schließen
action-retry = Erneut versuchen
action-copy = Kopieren
copied = Kopiert
copy-by-hand = Das System lässt hier kein Kopieren zu. Markieren Sie den Text und kopieren Sie ihn von Hand

count-connections = { $count ->
    [one] { $count } Verbindung
   *[other] { $count } Verbindungen
}
count-endpoints = { $count ->
    [one] { $count } Standort oder Cloud
   *[other] { $count } Standorte und Clouds
}

bandwidth = { $number } Mbit/s
latency = { $number } ms
unit-mbps = Mbit/s

term-default = Vorgabe des Betreibers
term-minutes = { $count ->
    [one] { $number } Minute
   *[other] { $number } Minuten
}
term-hours = { $count ->
    [one] { $number } Stunde
   *[other] { $number } Stunden
}
term-days = { $count ->
    [one] { $number } Tag
   *[other] { $number } Tage
}
term-months = { $count ->
    [one] { $number } Monat
   *[other] { $number } Monate
}
term-years = { $count ->
    [one] { $number } Jahr
   *[other] { $number } Jahre
}

fee-missing = Preis auf Anfrage
fee-not-known = Nicht bekannt
fee-per-month = pro Monat
fee-for-term = für { $term }
fee-for-default-term = für die vom Betreiber vorgegebene Laufzeit
fee-period-unknown = Zeitraum nicht angegeben

wait-none = Sofort bereit
wait-days = { $count ->
    [one] Bereit in { $number } Tag
   *[other] Bereit in { $number } Tagen
}
wait-unknown = Wartezeit nicht angegeben

difference-none = Nicht vergleichbar
difference-zero = Keine Änderung
difference-percent = { $amount } ({ $percent } %)


state-requested = Bestellt
state-available = Verfügbar
state-changing = Wird geändert
state-deleting = Wird gelöscht
state-expired = Abgelaufen
state-failed = Gescheitert
state-unavailable = Nicht verfügbar
state-gone = Nicht mehr da
state-unknown = Unbekannt

routing-bgp = BGP
routing-static = Statisch

protection-on = Abgesichert
protection-off = Nicht abgesichert

time-left-unknown = Nicht angegeben
time-left-over = Beendet am { $date }
time-left-days = { $count ->
    [one] { $number } Tag
   *[other] { $number } Tage
}
time-left-hours = { $hours } h { $minutes } min
time-left-minutes = { $count } min

ago-seconds = vor { $count } s
ago-minutes = vor { $count } min
ago-at = am { $time }

origin-simulated = Simuliert
origin-simulated-tag = SIMULIERT

loading = Wird geladen
connection-arrow = { $from } nach { $to }
correlator = Korrelator { $correlator }
missing-value = –

# Warum eine Zahl fehlt.
gap-period = Unbekannt: Zeitraum nicht angegeben
gap-term = Unbekannt: keine Laufzeit angefragt
gap-months = Unbekannt: keine ganzen Monate

chart-table = Als Tabelle zeigen

kept-on-time = Bisher gehalten: { $kept } von { $orders } pünktlich
kept-late = { $days ->
    [one] Bisher gehalten: { $kept } von { $orders } pünktlich, höchstens { $days } Tag zu spät
   *[other] Bisher gehalten: { $kept } von { $orders } pünktlich, höchstens { $days } Tage zu spät
}
kept-none-ready = Bisher gehalten: Es wurde noch kein Auftrag bereit gesehen
kept-middle = meist { $promised } Tage zugesagt, { $waited } gebraucht
kept-never = { $count ->
    [one] { $count } endete, ehe es bereit war
   *[other] { $count } endeten, ehe sie bereit waren
}
kept-unclear = { $count }, bei denen niemand sah, wann sie bereit waren
kept-simulated = simuliert
