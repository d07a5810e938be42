"""Proves the catalogue of cloud regions sound, or ends with an error."""

import json
from pathlib import Path

from checks import require
from geonames import World

CATALOGUE = Path(__file__).resolve().parent.parent / "cloud-regions.json"
MAX_KM = 60


def check_clouds(world: World) -> None:
    """Every region lies within `MAX_KM` of the city it names; no code twice in one cloud.

    Some regions stand in small towns: `world` must know places of 500 people and more.
    """
    regions = json.loads(CATALOGUE.read_text("utf-8"))
    require(len(regions) >= 150, f"only {len(regions)} cloud regions")
    codes = {(region["provider"], region["code"]) for region in regions}
    require(len(codes) == len(regions), "a region code is listed twice")
    for region in regions:
        place = (region["city"], region["country"])
        require(place[1] in world.countries, f"{region['code']}: country {place[1]}")
        away = world.distance_to_named(*place, region["lat"], region["lon"])
        require(away <= MAX_KM, f"{region['provider']} {region['code']}: {away:.0f} km off {place}")
    print(f"cloud-regions.json: {len(regions)} regions hold")
