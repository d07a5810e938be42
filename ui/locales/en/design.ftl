# The design page: map, lists, forms, assessment and order.
design-title = Design
design-contents-label = Design contents
design-map-label = Map
design-assessment-label = Assessment

design-saved = Saved
design-saving = Saving…
design-not-saved = Not saved
design-rename = Rename the design
design-name = Name of the design
design-name-missing = Enter a name
design-name-too-long = Use 80 characters at most
design-undo = Undo
design-redo = Redo
design-removed = { $count ->
    [0] Removed { $name }.
    [one] Removed { $name } and { $count } connection.
   *[other] Removed { $name } and { $count } connections.
}
design-said-saved = Saved { $name }.

map-label = Map of the design
map-keys = Tab reaches each site, cloud and connection. Arrow keys move a site or cloud, with Shift in larger steps. L begins a connection, Enter opens or ends it, Delete removes, Escape cancels. The lists beside the map hold the same.
map-attribution = Natural Earth, GeoNames. Boundaries are indicative.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-failed = The basemap could not be drawn. Sites, clouds and connections are shown without it.
map-hint-title = Draw your first site
map-hint-text = Choose the Site tool and click the map, or add a site or cloud from the list. Then connect two of them and ask the operator.
map-tools-label = Map tools
map-tool-select = Select
map-tool-site = Site
map-tool-cloud = Cloud
map-tool-connect = Connect
map-said-point = Point taken. Enter a label and an address in the form.
map-said-start = Connection begun at { $name }. Choose the other end, Escape cancels.
map-said-connected = Connected { $from } to { $to }.
map-said-cancelled = Connection cancelled.
map-said-moved = Moved to latitude { $latitude }, longitude { $longitude }.

endpoints-title = Sites and clouds
endpoints-empty = Nothing drawn yet.
endpoint-add-site = Site
endpoint-add-cloud = Cloud
endpoint-name-site = Site { $label }
endpoint-name-cloud = Cloud { $label }
endpoint-addresses = { $primary }, { $secondary }
endpoint-details = { $place } · { $addresses }

endpoint-form-new-site = Add a site
endpoint-form-new-cloud = Add a cloud
endpoint-form-site = Site
endpoint-form-cloud = Cloud
endpoint-add = Add
endpoint-label = Label
endpoint-kind = Kind
endpoint-kind-site = Site
endpoint-kind-cloud = Cloud
endpoint-region = Cloud region
endpoint-region-none = Enter by hand
endpoint-region-option = { $code } ({ $city })
endpoint-place = Place
endpoint-place-example = Town or city
endpoint-place-none = No place of that name. Enter coordinates or click the map
endpoint-place-count = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
endpoint-latitude = Latitude
endpoint-longitude = Longitude
endpoint-primary-ip = Primary address (IPv4 or IPv6)
endpoint-secondary-ip = Secondary address (for protection)
endpoint-label-missing = Enter a label
endpoint-label-too-long = Use 80 characters at most
endpoint-latitude-missing = Enter degrees or choose a place
endpoint-longitude-missing = Enter degrees or choose a place
endpoint-latitude-range = From -90 to 90
endpoint-longitude-range = From -180 to 180
endpoint-degrees-not-a-number = Enter degrees, 48.86 for instance
endpoint-ip-missing = Enter the address of this edge
endpoint-ip-wrong = This is not an IPv4 or IPv6 address
endpoint-ip-same = The secondary address differs from the primary one

connections-title = Connections
connections-empty = Two sites or clouds can be connected.
connection-add = Connect
connection-ends = { $from } → { $to }
connection-name = Connection { $ends }
connection-name-verdict = Connection { $ends }, { $verdict }
connection-length-estimate = { $distance } km · about { $latency } ms
connection-length-stated = { $distance } km · { $latency } ms
connection-form = Connection
connection-form-new = Connect two ends
connection-form-add = Connect
connection-customer-edge = Customer edge
connection-provider-edge = Provider edge
connection-end-choose = Choose
connection-latency = Wanted latency, if any
connection-latency-hint = Checked against what the operator says. It is not sent
connection-latency-wrong = Enter a whole number from 1 to 10,000 ms, or nothing
latency-wanted = At most { $latency } ms wanted{ $check }
latency-met = : met
latency-missed = : not met
latency-unknown = : the operator does not say
latency-too-far = : light takes longer, by estimate
unit-ms = ms
connection-end-missing = Choose a site or cloud
verdict-feasible = feasible
verdict-infeasible = not feasible
verdict-unknown = not said

edit-refused-gone = This is not in the design any more
edit-refused-same-ends = A connection needs two different ends
edit-refused-connected = These two are connected already
edit-refused-too-many = A design takes 10,000 connections at the most
edit-refused-name = A name has 1 to 80 characters

assessment-title = Assessment
requirement-bandwidth = Guaranteed bandwidth per connection
requirement-bandwidth-missing = Enter a bandwidth
requirement-bandwidth-whole = Enter a whole number of Mbps
requirement-bandwidth-range = From 1 to 1,000,000 Mbps
requirement-duration = Duration
requirement-duration-unit = Unit of the duration
requirement-duration-whole = Enter a whole number above 0, or nothing for the operator's default
requirement-duration-long = This is too long
requirement-routing = Routing
requirement-protected = Protected
requirement-protected-hint = Primary and secondary edge on every connection
requirement-lacking = { $count ->
    [one] No secondary address: { $names }.
   *[other] No secondary addresses: { $names }.
}
requirement-fix = Add the address
unit-minutes = minutes
unit-hours = hours
unit-days = days
unit-months = months
unit-years = years

assess = Assess
assess-again = Assess again
assess-running = { $count ->
    [one] Asking the operator…
   *[other] Asking { $count } operators…
}
assess-blocked-operators = Choose at least one operator.
operators-asked = Operators to ask
operators-none = None
operators-more = { $operator } and { $count } more
operators-not-running = It runs only while it is the operator in use.
operators-mixed = These fees are in different currencies or for different periods.
operator-asking = { $seconds } s
operator-cancelled = Cancelled
assess-blocked-endpoints = Add two sites or clouds and connect them. Then the operator can be asked.
assess-blocked-connections = Connect two sites or clouds. Then the operator can be asked.
assess-blocked-too-many = One order takes 100 connections at the most. Split the design, or remove some.
assess-blocked-protection = Protection needs a secondary address at every end. Add what is missing, or switch protection off.
assessment-outdated = Changed since the answer of { $time }.

offers-label = Availability level
offers-label-of = Availability level, { $operator }
offer-simulated = Simulated price and waiting time
offer-unavailable = Not available for this design
offer-no-reason = The operator gives no reason.
offer-detail = { $wait } · { $percent } % published
offer-lacking = { $count ->
    [one] { $count } edge has no secondary address.
   *[other] { $count } edges have no secondary address.
}
offer-protect = All edges are ready for protection.
offer-protect-on = Switch on protection

summary-level = { $level } for { $term }
summary-against = Against the last quote, { $date }
summary-percent = { $percent } %
summary-days-same = same wait
summary-days-later = { $count ->
    [one] { $count } day later
   *[other] { $count } days later
}
summary-days-sooner = { $count ->
    [one] { $count } day sooner
   *[other] { $count } days sooner
}
quote-save = Save quote
quote-saved = Quote saved.
quote-saved-open = Open it
order-level = Order { $level } session
order-none = Order session

order-review-title = Review the order
order-outdated = The design was changed since this answer. The order is what the answer was about.
order-fact-operator = Operator
order-fact-level = Level
order-fact-bandwidth = Bandwidth
order-fact-duration = Duration
order-fact-routing = Routing
order-fact-fee = Fee
order-fact-wait = Delivery
order-fact-services = Services
order-services = { $count } at the operator, one for each connection. If one fails, all are taken back.
order-missed-latency = { $count ->
    [one] One connection does not meet the latency that you want of it.
   *[other] { $count } connections do not meet the latency that you want of them.
}
order-fact-expiry = Ends
order-operator-simulated = { $operator }, simulated
order-routing-protected = { $routing }, protected
order-routing-unprotected = { $routing }, not protected
order-expiry-estimated = { $date }, if it were usable at once
order-expiry-none = After the operator's default duration
order-name = Name of the session
order-name-missing = Enter a name
order-name-too-long = Use 80 characters at most
order-confirm = Place the order
order-accepted = The operator accepted the order of { $name }.
order-open-session = Open the session
order-refused = { $name } was not ordered.
order-incomplete = { $name } was ordered in part, and not all of that could be taken back.
order-unknown = It is not known whether { $name } was ordered.
order-unknown-decide = Decide on the sessions page
order-incomplete-see = See the sessions

# An order beside the quote that it follows.
order-against = Since the quote of { $date }: { $difference }
order-against-fee = fee { $change }
order-against-fee-unknown = fees not comparable
order-against-days-unknown = waiting time not comparable
order-against-level = level unchanged
order-against-level-other = the quote chose { $level }
order-against-asked = asked differently then

design-customer = Customer
design-customer-hint = Optional. It groups designs and quotes, so that they can be forgotten together.
present = Present
present-leave = Leave
present-offers = Offers
present-quoted = · Quoted { $date }
present-nothing = Nothing is offered yet. Leave, and ask the operator.
