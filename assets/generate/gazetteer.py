"""Builds the place search: a SQLite file with a full-text index over names in many languages."""

import gzip
import sqlite3
import tempfile
from pathlib import Path

from checks import require
from geonames import City, World, fold

OUT = Path(__file__).resolve().parent.parent / "gazetteer" / "gazetteer.sqlite.gz"
MAX_GZIP = 5_000_000
# Marks a whole name run together, so that "=koln" tells an exact hit from a word inside a name.
WHOLE = "="

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA user_version = 1;
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    geoname_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL REFERENCES country (code),
    admin1 TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    population INTEGER NOT NULL
);
CREATE VIRTUAL TABLE place_fts USING fts5 (
    name, alternates, region,
    content = '', detail = column, columnsize = 0, prefix = '3',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '='"
);
"""

# Kept in step with the query in assets/README.md.
QUERY = """
WITH hit (tier, id) AS (
    SELECT * FROM (SELECT 0, rowid FROM place_fts WHERE place_fts MATCH ?1 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 1, rowid FROM place_fts WHERE place_fts MATCH ?2 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 2, rowid FROM place_fts WHERE place_fts MATCH ?3 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 3, rowid FROM place_fts WHERE place_fts MATCH ?4 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 4, rowid FROM place_fts WHERE place_fts MATCH ?5 ORDER BY rowid LIMIT ?6)
)
SELECT place.geoname_id, place.name, place.country, country.name, place.admin1, place.lat, place.lon
FROM hit JOIN place USING (id) JOIN country ON country.code = place.country
GROUP BY place.id
ORDER BY min(hit.tier), place.id
LIMIT ?6
"""

# What a person types, and the place that must come first.
EXPECTED = {
    "munchen": ("Munich", "DE"),
    "München": ("Munich", "DE"),
    "cologne": ("Köln", "DE"),
    "koeln": ("Köln", "DE"),
    "bangalore": ("Bengaluru", "IN"),
    "gurgaon": ("Gurugram", "IN"),
    "東京": ("Tokyo", "JP"),
    "москва": ("Moscow", "RU"),
    "wien": ("Vienna", "AT"),
    "lond": ("London", "GB"),
    "london": ("London", "GB"),
    "new york": ("New York City", "US"),
    "paris texas": ("Paris", "US"),
    "Frankfurt": ("Frankfurt am Main", "DE"),
    "san jose, cal": ("San Jose", "US"),
    "são paulo": ("São Paulo", "BR"),
    "zurich": ("Zürich", "CH"),
    "lyon": ("Lyon", "FR"),
    "warszawa": ("Warsaw", "PL"),
}


def write_gazetteer(world: World) -> None:
    """Builds, checks and packs the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        _build(path, world)
        _verify(path, len(world.cities))
        raw = path.read_bytes()
    packed = gzip.compress(raw, 9, mtime=0)
    require(len(packed) <= MAX_GZIP, f"gazetteer takes {len(packed)} bytes")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(packed)
    print(f"gazetteer: {len(world.cities)} places, {len(raw)} bytes, {len(packed)} gzipped")


def search(connection: sqlite3.Connection, typed: str, limit: int) -> list[tuple]:
    """The recommended search, as a reader in any language would do it."""
    words = _words(typed)
    if not words:
        return []
    key = WHOLE + "".join(words)
    # A short alternate name is mostly an airport code, and would push away what is being typed.
    exact_alternate = f'alternates : "{key}"' if len(key) > 4 or not key[1:].isascii() else ""
    matches = (
        f'name : "{key}"',
        exact_alternate or f'name : "{key}"',
        f'name : "{key}" *',
        f'alternates : "{key}" *',
        " AND ".join(
            [f'("{word}" OR "{WHOLE}{word}")' for word in words[:-1]]
            + [f'("{words[-1]}" * OR "{WHOLE}{words[-1]}" *)']
        ),
    )
    return connection.execute(QUERY, (*matches, limit)).fetchall()


def _build(path: Path, world: World) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO country VALUES (?, ?)", sorted(world.countries.items()))
    for rank, city in enumerate(world.cities, start=1):
        place = (city.id, city.name, city.country, city.admin1, city.lat, city.lon, city.population)
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (rank, *place))
        region = f"{world.countries[city.country]} {city.country} {city.admin1}"
        connection.execute(
            "INSERT INTO place_fts (rowid, name, alternates, region) VALUES (?, ?, ?, ?)",
            (rank, _indexed([city.name]), _indexed(_alternates(city)), region),
        )
    connection.execute("INSERT INTO place_fts (place_fts) VALUES ('optimize')")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _alternates(city: City) -> list[str]:
    """Names as people write them, each once.

    GeoNames lists a machine's transliteration of each foreign name as well, in lower case: nobody
    types those, and they are half of the data.
    """
    seen = {fold(city.name)}
    kept = []
    for name in city.alternates:
        if not (name.isascii() and name[0].islower()) and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def _indexed(names: list[str]) -> str:
    """Each name run together; a name of several words in its words as well."""
    split = [_words(name) for name in names]
    whole = (WHOLE + "".join(words) for words in split)
    parts = {word for words in split if len(words) > 1 for word in words}
    return " ".join((*whole, *sorted(parts)))


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _verify(path: Path, count: int) -> None:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (rows,) = connection.execute("SELECT count(*) FROM place").fetchone()
    require(rows == count and rows > 30_000, f"{rows} places")
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    require(verdict == "ok", f"integrity: {verdict}")
    for typed, expected in EXPECTED.items():
        hits = [(name, code) for _, name, code, *_ in search(connection, typed, 8)]
        require(hits[:1] == [expected], f"{typed!r} finds {hits}, not {expected} first")
    connection.close()
