# The design page.
