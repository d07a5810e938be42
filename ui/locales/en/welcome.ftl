# The welcome page.
