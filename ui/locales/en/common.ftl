# Words and phrases that several pages use.
# The name that this language has for itself.
language-name = English

app-name = MultiPoint VPN Portal

open-design = Open the design

action-cancel = Cancel
action-save = Save
action-delete = Delete
action-close = Close
action-retry = Try again
action-copy = Copy
copied = Copied
copy-by-hand = The system does not allow copying here. Select the text and copy it by hand

count-connections = { $count ->
    [one] { $count } connection
   *[other] { $count } connections
}
count-endpoints = { $count ->
    [one] { $count } site or cloud
   *[other] { $count } sites and clouds
}

bandwidth = { $number } Mbps
latency = { $number } ms
unit-mbps = Mbps

term-default = operator's default
term-minutes = { $count ->
    [one] { $number } minute
   *[other] { $number } minutes
}
term-hours = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
}
term-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
term-months = { $count ->
    [one] { $number } month
   *[other] { $number } months
}
term-years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}

fee-missing = Price on request
fee-not-known = Not known
fee-per-month = per month
fee-for-term = for { $term }
fee-for-default-term = for the operator's default duration
fee-period-unknown = period not stated

wait-none = Ready at once
wait-days = { $count ->
    [one] Ready in { $number } day
   *[other] Ready in { $number } days
}
wait-unknown = Waiting time not stated

difference-none = Not comparable
difference-zero = No change
difference-percent = { $amount } ({ $percent } %)


state-requested = Requested
state-available = Available
state-changing = Changing
state-deleting = Deleting
state-expired = Expired
state-failed = Failed
state-unavailable = Unavailable
state-gone = Gone
state-unknown = Unknown

routing-bgp = BGP
routing-static = Static

protection-on = Protected
protection-off = Not protected

time-left-unknown = Not stated
time-left-over = Ended { $date }
time-left-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
time-left-hours = { $hours } h { $minutes } min
time-left-minutes = { $count } min

ago-seconds = { $count } s ago
ago-minutes = { $count } min ago
ago-at = at { $time }

origin-simulated = Simulated
origin-simulated-tag = SIMULATED

loading = Loading
connection-arrow = { $from } to { $to }
correlator = Correlator { $correlator }
missing-value = –

# Why a figure is missing.
gap-period = Unknown: period not stated
gap-term = Unknown: no duration asked for
gap-months = Unknown: not whole months

chart-table = Show as a table

kept-on-time = Kept so far: { $kept } of { $orders } on time
kept-late = { $days ->
    [one] Kept so far: { $kept } of { $orders } on time, { $days } day late at the most
   *[other] Kept so far: { $kept } of { $orders } on time, { $days } days late at the most
}
kept-none-ready = Kept so far: no order was seen to become ready
kept-middle = typically { $promised } days promised, { $waited } taken
kept-never = { $count ->
    [one] { $count } ended before it was ready
   *[other] { $count } ended before they were ready
}
kept-unclear = { $count } where nobody saw when it was ready
kept-simulated = simulated
