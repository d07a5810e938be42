# The list of designs.
designs-title = Designs
designs-all = All designs
designs-new = New design
designs-empty = No design yet
designs-empty-text = A design holds sites, clouds and the connections between them.
designs-about = { $endpoints } · { $connections }
designs-changed = Changed { $time }
designs-delete = Delete { $name }
designs-delete-question = Delete { $name }?
designs-delete-warning = The design is removed from this computer. Quotes and sessions made from it stay.
design-untitled = New design
