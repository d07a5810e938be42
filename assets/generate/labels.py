"""Chooses the place names of the map and the zoom from which each has room to stand."""

import gzip
import json
import math
from pathlib import Path

from checks import require
from geonames import City, World

OUT = Path(__file__).resolve().parent.parent / "places" / "labels.json"
COUNT = 1800
MAX_GZIP = 60_000
NETWORK = Path(__file__).resolve().parent.parent / "operator" / "network.json"
# People a city needs to be named at a zoom.
FLOOR = {2: 6_000_000, 3: 2_500_000, 4: 1_000_000, 5: 400_000, 6: 150_000, 7: 60_000, 8: 15_000}
TILE = 256
CHAR_WIDTH, LINE_HEIGHT = 6.4, 14
# Air around a name, so that the map stays a background.
GAP_X, GAP_Y = 14, 20
# A capital, and a city where networks meet, counts as this many times its size.
CAPITAL, HUB = 3, 4


def write_labels(world: World) -> None:
    """Writes the file, ordered by the zoom of first appearance, then by rank."""
    labels = choose(world)
    rows = [_row(city, zoom, capital) for zoom, city, capital in labels]
    text = "[\n" + ",\n".join(rows) + "\n]\n"
    packed = len(gzip.compress(text.encode("utf-8"), 9))
    require(len(labels) == COUNT, f"{len(labels)} labels instead of {COUNT}")
    require(packed <= MAX_GZIP, f"labels take {packed} bytes gzipped")
    named = {city.name for _, city, _ in labels}
    for name in ("Frankfurt am Main", "Dublin", "Warsaw", "Zürich", "Lyon", "Nairobi", "Tokyo"):
        require(name in named, f"{name} has no label")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text, "utf-8")
    print(f"labels.json: {len(labels)} names, {len(text)} characters, {packed} bytes gzipped")


def choose(world: World) -> list[tuple[int, City, bool]]:
    """The first `COUNT` names: (zoom, city, is a capital)."""
    capitals = {city.id for city in _capitals(world)}
    hubs = _hubs(world)

    def weight(city: City) -> int:
        return city.population * max(
            CAPITAL if city.id in capitals else 1, HUB if city.id in hubs else 1
        )

    ranked = sorted(world.cities, key=lambda city: (-weight(city), city.id))
    placed: list[tuple[int, City, bool]] = []
    for zoom, floor in FLOOR.items():
        grid = _Grid(zoom)
        for _, city, _ in placed:
            grid.place(city)
        done = {city.id for _, city, _ in placed}
        for city in ranked:
            if weight(city) < floor:
                break
            if city.id not in done and grid.free(city):
                grid.place(city)
                placed.append((zoom, city, city.id in capitals))
    return placed[:COUNT]


class _Grid:
    """Boxes of names on the Web Mercator plane of one zoom, in pixels."""

    def __init__(self, zoom: int):
        self._side = TILE * 2**zoom
        self._boxes: dict[tuple[int, int], list[tuple[float, ...]]] = {}

    def place(self, city: City) -> None:
        box = self._box(city)
        for cell in self._cells(box):
            self._boxes.setdefault(cell, []).append(box)

    def free(self, city: City) -> bool:
        west, north, east, south = box = self._box(city)
        others = (other for cell in self._cells(box) for other in self._boxes.get(cell, []))
        return not any(w < east and e > west and n < south and s > north for w, n, e, s in others)

    def _box(self, city: City) -> tuple[float, float, float, float]:
        sine = math.sin(math.radians(city.lat))
        x = self._side * (city.lon / 360 + 0.5)
        y = self._side * (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi))
        half_width = (len(city.name) * CHAR_WIDTH + GAP_X) / 2
        half_height = (LINE_HEIGHT + GAP_Y) / 2
        return (x - half_width, y - half_height, x + half_width, y + half_height)

    @staticmethod
    def _cells(box: tuple[float, ...]):
        west, north, east, south = (int(side // TILE) for side in box)
        return [(x, y) for x in range(west, east + 1) for y in range(north, south + 1)]


def _capitals(world: World) -> list[City]:
    found = (world.named(name, country)[:1] for country, name in world.capitals.items())
    return [city for cities in found for city in cities]


def _hubs(world: World) -> set[int]:
    metros = json.loads(NETWORK.read_text("utf-8"))["metros"]
    found = (world.named(metro["name"], metro["country"])[:1] for metro in metros)
    return {city.id for cities in found for city in cities}


def _row(city: City, zoom: int, capital: bool) -> str:
    fields = {
        "name": city.name,
        "lat": round(city.lat, 3),
        "lon": round(city.lon, 3),
        "population": city.population,
        "minZoom": zoom,
    }
    if capital:
        fields["capital"] = True
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
