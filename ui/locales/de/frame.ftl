# Der Rahmen: Kopf, Navigation, Statuszeile, Schlüsselbund.
window-title = { $page } - { $app }
skip-link = Zum Inhalt springen
toasts-label = Meldungen

nav-label = Hauptnavigation
nav-design = Entwurf
nav-quotes = Angebote
nav-sessions = Buchungen
nav-activity = Protokoll
nav-settings = Einstellungen

operator-none = Kein Betreiber
operator-ready = Bereit
operator-offline = Nicht erreichbar
operator-signed-out = Abgemeldet
operator-error = Antwortet mit einem Fehler

prices-simulated = Preise von { $operator }, simuliert
prices-live = Preise von { $operator }

status-call = { $what } { $time },
status-latency = Aufruf dauerte { $latency }
status-token = Token
status-discovery = Discovery
status-assess = Angefragt
status-create = Bestellt
status-read = Abgefragt
status-update = Geändert
status-delete = Gelöscht
status-failed = Aufruf gescheitert
status-polled = Abgefragt { $ago }
status-polled-next = Abgefragt { $ago }, wieder in { $count } s

keyring-memory = Geheimnisse bleiben im Arbeitsspeicher und sind weg, sobald das Portal geschlossen wird.
keyring-use-memory = Im Arbeitsspeicher fortfahren

# Was die Seite sagt, bis das Programm es tut.
start-loading = Wird gestartet
start-failed = Das Portal konnte nicht starten
start-not-loaded = Seine Oberfläche wurde nicht geladen. Versuchen Sie es erneut. Hilft das nicht, installieren Sie das Portal neu; Ihre Entwürfe und Angebote bleiben erhalten.
