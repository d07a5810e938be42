"""Makes icons, fonts and what comes from GeoNames, and checks what is kept by hand against it."""

from clouds import check_clouds
from fonts import write_fonts
from gazetteer import write_gazetteer
from geonames import World
from icons import write_icons
from labels import write_labels
from operator_network import check_operator

write_icons()
write_fonts()
world = World.load()
check_operator(world)
write_labels(world)
write_gazetteer(world)
check_clouds(World.load(smallest=500))
