# What is drawn in one step, and the split of a design into orders.

hub-and-spoke = Hub and spoke: connect the selected site or cloud with every other site
full-mesh = Full mesh: connect every site with every other
nearest-region = Nearest region: connect every site with its nearest region of a cloud
duplicate = Duplicate the selected site or cloud
duplicated = { $name } added. Say where it is and what its addresses are.
topology-choose-first = Select a site or cloud first, on the map or in the list
topology-connections = { $count ->
    [one] { $count } connection drawn
   *[other] { $count } connections drawn
}
topology-clouds = { $count ->
    [one] { $count } region added
   *[other] { $count } regions added
}
topology-connected = { $count ->
    [one] { $count } is connected already
   *[other] { $count } are connected already
}
topology-nothing = There is no site to connect

nearest-region-title = Connect every site with its nearest region
nearest-region-provider = Cloud
nearest-region-address = Address of the first region that is added
nearest-region-address-hint = The others get those that follow. Regions that are drawn already are used as they are
nearest-region-address-missing = Enter an address: at least one region is not drawn yet
nearest-region-draw = Connect

connections-per-order = { $count } of { $most } per order
split-order = Split into several designs
split-suffix = ({ $part } of { $parts })
split-done = { $count } designs made, each for one order. The one they were made of stays.
