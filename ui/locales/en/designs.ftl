# The designs page.
