# The assessment matrix: one design at many bandwidths, durations and operators.
matrix-title = Assessment matrix
matrix-open = Assess as a matrix
matrix-back = Back to the design
matrix-bandwidths = Bandwidths
matrix-terms = Durations
matrix-protections = Protection
matrix-own = Another bandwidth
matrix-add = Add
matrix-start = Ask the operator
matrix-start-again = Ask again
matrix-count = { $count ->
    [one] { $count } question, about { $seconds } s
   *[other] { $count } questions, about { $seconds } s
}
matrix-fresh = What was answered in the last 10 minutes is not asked again.
matrix-lacking = Protection is left out, because a secondary address is missing at { $names }.
matrix-unsaved = The design is not saved yet.
matrix-empty = Choose a bandwidth, a duration, protection or none, and an operator.
matrix-too-many-bandwidths = A matrix takes 8 bandwidths. Turn one off.
matrix-too-many-terms = A matrix takes 8 durations. Turn one off.
matrix-too-many = { $count } questions are more than the 200 of one matrix. Turn some values off.
matrix-not-protectable = Protection needs a secondary address at { $names }.
matrix-other = Another design is being asked about. Wait until that is done, or cancel it there.
matrix-outdated = The network was changed after this was asked. These fees are for the network as it was. Ask again for those of today.
matrix-none = Nothing was asked yet
matrix-none-text = Each bandwidth is asked with each duration. The answers appear here as they come.
matrix-progress = { $done } of { $count } done
matrix-measure = Show
matrix-measure-fee = Fee per month
matrix-measure-wait = Waiting days
matrix-measure-level = Best level
matrix-measure-per-mbps = Fee per Mbps and month
matrix-level = Offer
matrix-level-best = Best level
matrix-level-one = Level { $level }
matrix-block = { $operator } · { $protection }
matrix-duration = Duration

matrix-cell = { $bandwidth }, { $term }
matrix-cell-waiting = Not asked
matrix-cell-left-out = No second address
matrix-cell-running = Asking
matrix-cell-failed = Failed
matrix-cell-infeasible = Not available
matrix-cell-unknown = Not answered
matrix-cell-fee-missing = On request
matrix-days = { $count ->
    [0] At once
    [one] { $count } day
   *[other] { $count } days
}
matrix-days-missing = Not stated
matrix-jump-level = Level { $before } → { $after }
matrix-jump-days = { $before } → { $after } days
matrix-jump-none = none

matrix-legend-jump = Level or waiting days jump here

matrix-chart = Fee per month by bandwidth in Mbps, { $currency }: { $operator } · { $protection } · { $term }

matrix-ways = { $count ->
    [one] What each level takes, by { $count } answer
   *[other] What each level takes, by { $count } answers
}
matrix-way-has = As the design is: { $fee }.
matrix-way-needs = Not as the design is, but with { $change }: { $fee }.
matrix-way-with = With { $change }: { $fee }.
matrix-way-cheapest = Cheapest at this bandwidth with { $change }: { $fee }.
matrix-way-own = what the design asks for
matrix-way-none = Nothing that was asked leads to it.
matrix-way-says = The operator says: { $reason }
matrix-way-lacking = Protection was not asked about, because a secondary address is missing at { $names }.
matrix-way-protected = protection
matrix-way-unprotected = no protection
matrix-way-fee = { $fee } per month
matrix-way-fee-missing = fee per month not stated

matrix-detail = Cell
matrix-detail-close = Close the cell
matrix-answered = { $operator } · { $protection } · { $time }
matrix-answered-before = { $operator } · { $protection } · answered before, { $time }
matrix-use = Use for the design
matrix-used = The design asks for this.
