# The quotes page.
