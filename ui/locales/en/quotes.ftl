# The quotes: list, detail, difference, files.
quotes-title = Quotes
quotes-count = { $count ->
    [one] { $count } quote
   *[other] { $count } quotes
}
quotes-empty = No quote yet
quotes-empty-text = Assess a design and save the answer as a quote. It is kept as it was, whatever prices do later.
quotes-design = Design
quotes-operator = Operator
quotes-asked = Asked for
quotes-asked-text = { $bandwidth }, { $term }
quotes-offer = Offer
quotes-saved = Saved

quote-detail = Quote
quote-missing = There is no such quote
quote-missing-text = It is not on this computer. Choose another one from the list.
quote-about = { $operator } · saved { $time }
quote-close = Close the detail
quote-chosen = Chosen
quote-reassess = Assess again
quote-open-design = Open the design
quote-export-csv = Export CSV
quote-print = Print
quote-assessed = Assessed
quote-took = Answered in
quote-correlator = Correlator
export-written = Written to { $path }

offer-infeasible = Not available

difference-title = Difference to the quote
difference-assessed = { $operator } on { $time }
difference-then = Quote
difference-after = Latest
difference-column = Difference
difference-not-answered = Not answered
difference-days-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
difference-days-same = Same waiting time
difference-days-later = { $count ->
    [one] { $count } day later
   *[other] { $count } days later
}
difference-days-sooner = { $count ->
    [one] { $count } day sooner
   *[other] { $count } days sooner
}
difference-same = Nothing has changed since the quote.
