# The sessions page.
