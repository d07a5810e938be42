# The list of designs.
designs-title = Designs
designs-all = All designs
designs-new = New design
designs-empty = No design yet
designs-empty-text = A design holds sites, clouds and the connections between them.
designs-about = { $endpoints } · { $connections }
designs-changed = Changed { $time }
designs-delete = Delete { $name }
designs-delete-question = Delete { $name }?
designs-delete-warning = The design is removed from this computer. Quotes and sessions made from it stay.
design-untitled = New design

customer-forget = Forget this customer
customer-question = Forget { $customer }?
customer-warning = { $designs } and { $quotes } are removed from this computer for good, with what is half typed and with the record of the calls about them. { $sessions }
customer-forgotten = { $designs } and { $quotes } are removed. { $sessions }
count-designs = { $count ->
    [one] { $count } design
   *[other] { $count } designs
}
count-quotes = { $count ->
    [one] { $count } quote
   *[other] { $count } quotes
}
count-sessions-stay = { $count ->
    [0] No session is concerned.
    [one] { $count } session stays: its network is the operator's.
   *[other] { $count } sessions stay: their networks are the operator's.
}
