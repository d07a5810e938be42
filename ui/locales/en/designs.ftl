# The list of designs.
designs-title = Designs
designs-all = All designs
