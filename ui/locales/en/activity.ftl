# The record of calls.
activity-title = Activity
activity-note = Calls to operators, newest first
activity-empty = No call yet
activity-empty-text = Every call to an operator is listed here with its correlator, so that the operator's support can find it.
activity-time = Time
activity-operation = Operation
activity-result = Result
activity-operator = Operator
activity-correlator = Correlator
activity-latency = Latency
activity-at = { $date }, { $time }
activity-no-answer = No answer
activity-polls = { $count ->
    [one] { $count } poll
   *[other] { $count } polls
}
activity-token = Token
activity-discovery = Discovery
activity-assess = Assess
activity-create = Order
activity-read = Read
activity-update = Resize
activity-delete = Delete
activity-more = Load older calls
