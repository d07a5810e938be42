# The first page of a fresh start.
welcome-title = Welcome
welcome-heading = Private networks between your sites and clouds
welcome-lead = Draw them on a map, see what each service level costs and when it would be ready, and order from your operator.
welcome-sandbox = Explore with the sandbox operator
welcome-sandbox-text = Works at once, on this computer alone. Prices and orders are simulated.
welcome-connect = Connect an operator
welcome-connect-text = For operators with the CAMARA API for MultiPoint VPN or Site-to-Cloud VPN. You need a client id, and a key or a secret.
welcome-connect-heading = Connect an operator

demo-load = Load the demo story
demo-text = A made-up customer with five sites, two clouds and quotes of the sandbox operator, which is put in use for it. No account is needed.
demo-progress = Quote { $number } of { $of }
demo-known = The demo story is there already.
demo-loaded = { $count ->
    [one] The demo story is loaded, with { $count } new quote.
   *[other] The demo story is loaded, with { $count } new quotes.
}
tape-play = Play a tape
tape-text = A tape is a file of answers that an operator gave before, saved from the quotes. It plays without a network and without an account, marked as simulated, and nothing can be ordered on it.
tape-playing = { $count ->
    [one] The tape is the operator now. It has { $count } answer.
   *[other] The tape is the operator now. It has { $count } answers.
}
