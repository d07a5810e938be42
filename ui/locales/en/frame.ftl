# The frame: header, navigation, status line, keyring.
window-title = { $page } - { $app }
skip-link = Skip to the content
toasts-label = Messages

nav-label = Main
nav-design = Design
nav-quotes = Quotes
nav-sessions = Sessions
nav-activity = Activity
nav-settings = Settings

operator-none = No operator
operator-ready = Ready
operator-offline = Cannot be reached
operator-signed-out = Signed out
operator-error = Answers with a fault

prices-simulated = Prices from { $operator }, simulated
prices-live = Prices from { $operator }

status-call = { $what } { $time },
status-latency = call took { $latency }
status-token = Token
status-discovery = Discovery
status-assess = Assessed
status-create = Ordered
status-read = Read
status-update = Changed
status-delete = Deleted
status-failed = Call failed
status-polled = Polled { $ago }
status-polled-next = Polled { $ago }, next in { $count } s

keyring-memory = Secrets are kept in memory and are gone when the portal closes.
keyring-use-memory = Continue in memory

# What the page says until the program does.
start-loading = Starting
start-failed = The portal could not start
start-not-loaded = Its interface did not load. Try again. If that does not help, install the portal again; your designs and quotes are kept.
