"""Makes the assets that come from GeoNames, and checks those kept by hand against it."""

from clouds import check_clouds
from gazetteer import write_gazetteer
from geonames import World
from labels import write_labels
from operator_network import check_operator

world = World.load()
check_operator(world)
write_labels(world)
write_gazetteer(world)
check_clouds(World.load(smallest=500))
