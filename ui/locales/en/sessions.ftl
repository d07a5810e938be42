# The sessions: list, detail, resize, delete, open orders.
sessions-title = Sessions
sessions-count = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
sessions-empty = No session yet
sessions-empty-text = Assess a design, choose a level and order it, or attach a network that was ordered elsewhere.
sessions-filter = Filter sessions
sessions-all = All { $count }
sessions-attention = Needs attention { $count }
sessions-expiring = Expiring { $count }
sessions-nothing = No session matches. Change the filter to see others.
sessions-state = State
sessions-session = Session
sessions-level = Level
sessions-time-left = Time left
sessions-part = Connection { $number } of { $of }
sessions-left-over = Connection { $number } of { $of }, order not completed
sessions-change = { $before } → { $after }
sessions-expires = Expires in { $left }
sessions-reported = Unknown: { $state }
sessions-gone = Gone { $date }
sessions-ended = Ended { $date }
sessions-terminated = Terminated { $date }

session-detail = Session
session-missing = There is no such session
session-missing-text = It is not on this computer. Choose another one from the list.
session-refresh = Ask the operator for its state
session-close = Close the detail
session-changing = A change is under way.
session-changing-to = A change to { $bandwidth }, level { $level }, is under way. The figures here are those in force.
session-deleting = The operator is deleting it. It stays here until that is done.
session-failed = The operator could not build it. Delete it, or ask the operator with the correlator below.
session-unavailable = The operator ended it.
session-unknown = The operator reports a state that the portal does not know.
session-expired = Its duration is over.
session-gone = The operator has no such network any more. Its history is kept here.
session-guaranteed = Guaranteed
session-fee = Fee
session-fee-changed = Not known since the change
session-fee-last = Last: { $fee } { $covers }, at { $bandwidth }, level { $level }
session-map = Map of the endpoints and connections
session-life = Life of this session
session-group = Part of
session-part-of = { $name }, connection { $number } of { $of }
session-incomplete = The order { $name } was not completed: not all of its { $of } connections were made, and this one could not be taken back. It goes on running. Delete it, or order the missing ones.
session-operator = Operator
session-ordered = Ordered
session-started = Available since
session-term = Duration
session-ends = Ends
session-ended = Ended
session-estimated = { $time }, estimated
session-routing = Routing
session-protection = Protection
session-gateway = Cloud gateway
session-resize = Resize
session-delete = Delete

session-attach = Attach
session-import = Import
session-export = Export
session-attach-title = Attach a network
session-attach-note = A network that was ordered elsewhere is taken into the list. { $operator } is asked about it.
session-attach-name = Name
session-attach-name-hint = Empty: as the operator calls it
session-attach-confirm = Attach the network
session-attached = { $name } is in the list now
session-attached-on = Attached
session-connections-untold = Connections not reported
session-bandwidth = Bandwidth
sessions-imported = { $added ->
    [one] { $added } session taken in, { $known } known already
   *[other] { $added } sessions taken in, { $known } known already
}
sessions-imported-without = { $count ->
    [one] { $count } session belongs to an operator that is not set up here. Its state stays as it was.
   *[other] { $count } sessions belong to operators that are not set up here. Their state stays as it was.
}

session-actual = Purchased and measured
actual-what = What
actual-purchased = Purchased
actual-measured = Measured
actual-latency = Latency
actual-loss = Packet loss
actual-ms = { $number } ms
actual-wanted = { $number } ms wanted
actual-wanted-of-some = { $number } ms wanted on { $count } of { $of }
actual-percent = { $number } %
actual-hours = { $count ->
    [0] Less than an hour of service
    [one] { $number } hour of service
   *[other] { $number } hours of service
}

drift-elsewhere = { $field } changed elsewhere from { $before } to { $after }.
drift-granted = { $field }: { $before } was ordered, { $after } was granted.
sessions-drift = Changed elsewhere
drift-accept = Keep it like this

history-attached = Attached
history-changed-elsewhere = Changed elsewhere
history-granted = Granted otherwise than ordered
history-drift-accepted = Differences accepted
history-order-failed = Its order was not made as a whole
history-ordered = Ordered
history-ordered-text = { $bandwidth }, level { $level }, { $fee }
history-available = Available
history-resize = Resize to { $bandwidth } accepted
history-resize-text = From { $before }, level { $old_level } to { $level }, { $fee }
history-resized = Resize in force
history-delete = Deletion accepted
history-deleted = Deleted
history-expired = Duration over
history-ended = Ended by the operator
ended-terminated = The operator ended the network.
ended-no-capacity = The operator has not enough capacity for it.
history-vanished = Gone at the operator
history-vanished-text = Nobody asked for that here.

resize-title = Resize { $name }
resize-bandwidth = Guaranteed bandwidth
resize-bandwidth-empty = Enter a bandwidth
resize-bandwidth-whole = Enter a whole number of Mbps
resize-bandwidth-range = Enter 1 to 1,000,000 Mbps
resize-unchanged = Change the bandwidth or the level first
resize-now = Now, { $bandwidth } { $level }
resize-after = After, { $bandwidth } { $level }
resize-fee-not-known = Fee not known
resize-type-first = Change the bandwidth or the level to see the fee.
resize-asking = Asking the operator
resize-remaining = for the remaining { $term }
resize-other-currency = The two fees are in different currencies and cannot be compared.
resize-other-period = The two fees cover different periods and cannot be compared.
resize-other-time = The fee so far is for the whole duration, the new one for the rest of it: they cannot be compared.
resize-refused = The operator cannot provide this.
resize-other-level = The operator quoted level { $quoted }, not { $wanted }. What { $wanted } costs is not known. Resize anyway?
resize-note = The change is in force once the operator has applied it. Traffic keeps flowing until then.
resize-confirm = Resize to { $bandwidth }
resize-confirm-anyway = Resize without a price
resize-accepted = The operator accepted the change of { $name }

delete-question = Delete { $name }?
delete-warning = The network is taken down at the operator. This cannot be undone. Its history stays here.
delete-type-name = Type the name to confirm: { $name }
delete-name-differs = This is not the name of the session
delete-confirm = Delete the session
delete-accepted = The operator accepted the deletion of { $name }

open-orders = Outcome open
open-order-title = { $kind ->
    [resize] Resize of { $name }
    [deletion] Deletion of { $name }
   *[order] Order of { $name }
}
open-order-sent = Sent to { $operator } on { $time }
open-order-sending = It is being sent.
open-order-repeatable = { $kind ->
    [resize] The operator gave no clear answer. Sending it again is safe: the same change twice is one change.
    [deletion] The operator gave no clear answer. Sending it again is safe: what is deleted stays deleted.
   *[order] The operator gave no clear answer. It recognises a repeated order, so sending it again cannot order twice.
}
open-order-unknown = The operator gave no clear answer, and sending it again could order twice. Ask the operator, then say what is true.
open-order-made = Made: { $made } of { $of } connections.
open-order-taking-back = Made: { $made } of { $of } connections. Connection { $refused } was not taken. Taken back so far: { $back }.
open-order-stopped = It goes on once the outcome of the open connection is decided.
open-order-elsewhere = The operator's settings lead elsewhere now, so nothing of this is sent or looked for. Set them back to go on.
open-order-without-id = The operator accepted it and did not name the network. Ask the operator for the id.
open-order-no-list = Looked at { $time }: this operator has no list that tells.
open-order-not-listed = Looked at { $time }: the operator's list does not have it. It may still come.
open-order-unchanged = Looked at { $time }: the network has { $bandwidth }, level { $level }.
open-order-still-there = Looked at { $time }: the network is still there.
open-order-repeat = Send it again
open-order-attach = The operator has it
open-order-dismiss = { $kind ->
    [resize] The operator did not change it
    [deletion] The operator did not delete it
   *[order] The operator does not have it
}
open-order-id = Id of the network at the operator
open-order-id-wrong = Enter the id, 255 characters at most
open-order-attach-confirm = Keep as a session
open-order-accepted = { $kind ->
    [resize] The operator accepted the change
    [deletion] The operator accepted the deletion
   *[order] The order is now a session
}
open-order-dismissed = { $kind ->
    [resize] The change was put aside as not made
    [deletion] The deletion was put aside as not done
   *[order] The order was put aside as not ordered
}
open-order-refused = { $kind ->
    [resize] Nothing was changed. { $reason }
    [deletion] Nothing was deleted. { $reason }
   *[order] Nothing was ordered. { $reason }
}
