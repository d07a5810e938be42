"""Makes the icons and what comes from GeoNames, and checks against it what is kept by hand."""

from clouds import check_clouds
from gazetteer import write_gazetteer
from geonames import World
from icons import write_icons
from labels import write_labels
from operator_network import check_operator

world = World.load()
write_icons()
check_operator(world)
write_labels(world)
write_gazetteer(world)
check_clouds(World.load(smallest=500))
