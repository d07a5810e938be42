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
tape-save = Save tape
tape-saved = { $out ->
    [0] Written to { $path }. Answers on it: { $count }. The sites' names, places and addresses are in it, no credentials.
    [one] Written to { $path }. Answers on it: { $count }. { $out } quote cannot be on a tape. The sites' names, places and addresses are in it, no credentials.
   *[other] Written to { $path }. Answers on it: { $count }. { $out } quotes cannot be on a tape. The sites' names, places and addresses are in it, no credentials.
}
quote-print = Print
quote-assessed = Assessed
quote-took = Answered in
quote-correlator = Correlator
export-written = Written to { $path }
export-written-without = { $count ->
    [one] Written to { $path }, without { $count } quote that was altered after it was saved.
   *[other] Written to { $path }, without { $count } quotes that were altered after they were saved.
}

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

# Options beside each other.
compare-title = Compare quotes
compare-nothing = Nothing to compare yet
compare-nothing-text = Tick up to six quotes in the list, then press Compare.
compare-differences = Only what differs
compare-add = Add a quote
compare-add-do = Add
compare-add-none = Choose a quote
compare-quote = { $design }, { $operator }, { $bandwidth }, { $term }, { $time }
compare-altered = The quote of { $design } was altered after it was saved, and is not compared.
compare-remove = Take { $option } out
compare-saved = Saved { $time }
compare-level = Level of { $option }
compare-published = Published availability
compare-percent = { $percent } %
compare-monthly = Per month
compare-total = Over the duration
compare-per-mbps = Per Mbps and month
compare-ready = If ordered today: { $date }
compare-alike = Nothing differs.
compare-differs = (differs)
compare-lowest = Lowest
compare-soonest = Soonest
chart-total = Fee over the duration, { $currency }
chart-wait = Days to wait

quotes-compare = Compare
quote-tick = Compare { $quote }
quote-compare = Compare { $count }
quote-compare-none = Untick all
quote-compare-hint = Tick quotes to compare them. One alone is compared level by level.
quote-unreadable = Unreadable quote
quote-altered-tag = Altered
quote-altered = This quote was altered after it was saved, and its numbers cannot be relied on. Ask the operator for a new one.
quote-api = API
quote-seal = Record
quote-seal-unchanged = Unchanged since it was saved
quote-seal-none = Saved before records were sealed
quote-digest = Fingerprint

# A document for a customer.
document-open = PDF or XLSX
document-title = Document for a customer
document-text = The letterhead is in the settings. What you enter is remembered.
document-customer = Customer
document-valid-until = Valid until
document-valid-until-hint = A day such as 2026-12-31. It is your own choice, and the document says so
document-valid-until-wrong = Enter a day as 2026-12-31, or nothing
document-language = Language
document-notes = Notes
document-terms = Terms
document-not-included = What is not included
document-usual = Leave empty for the usual text
document-xlsx = Make XLSX
document-pdf = Make PDF
