# The activity page.
