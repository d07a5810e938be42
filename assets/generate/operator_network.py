"""Proves the sandbox operator's network and price book sound, or ends with an error."""

import json
from decimal import Decimal
from pathlib import Path

from checks import require
from geonames import World, distance_km

OPERATOR = Path(__file__).resolve().parent.parent / "operator"
ZONES = {"EUROPE", "NORTH_AMERICA", "SOUTH_AMERICA", "MIDDLE_EAST_AFRICA", "ASIA_PACIFIC"}
LEVELS = ["A", "AA", "AAA"]


def check_operator(world: World) -> None:
    """Checks both files."""
    check_network(json.loads((OPERATOR / "network.json").read_text("utf-8")), world)
    check_prices(json.loads((OPERATOR / "prices.json").read_text("utf-8")))
    print("operator: network and prices hold")


def check_network(network: dict, world: World) -> None:
    """A metro is where its name is; the mesh survives the loss of any one metro or trunk."""
    metros = {metro["code"]: metro for metro in network["metros"]}
    require(len(metros) == len(network["metros"]), "a metro code is used twice")
    for metro in network["metros"]:
        require(metro["zone"] in ZONES, f"{metro['code']}: unknown zone {metro['zone']}")
        away = world.distance_to_named(
            metro["name"], metro["country"], float(metro["lat"]), float(metro["lon"])
        )
        require(away <= 60, f"{metro['code']}: {away:.0f} km from {metro['name']}")

    pairs = set()
    for trunk in network["trunks"]:
        ends = frozenset((trunk["a"], trunk["b"]))
        require(len(ends) == 2 and ends <= metros.keys(), f"trunk with bad ends: {trunk}")
        require(ends not in pairs, f"trunk listed twice: {trunk}")
        pairs.add(ends)
        require(trunk["capacityMbps"] > 0, f"trunk without capacity: {trunk}")
        require(
            Decimal("1.0") <= Decimal(trunk["lengthFactor"]) <= Decimal("2.0"),
            f"length factor out of range: {trunk}",
        )
        require(_length(trunk, metros) <= 13000, f"trunk too long to be real: {trunk}")

    require(_connected(metros.keys(), pairs), "the mesh is in pieces")
    for lost in pairs:
        require(_connected(metros.keys(), pairs - {lost}), f"only trunk {sorted(lost)} holds it")
    for lost in metros:
        left = metros.keys() - {lost}
        kept = {pair for pair in pairs if lost not in pair}
        require(_connected(left, kept), f"only metro {lost} holds the mesh together")


def check_prices(prices: dict) -> None:
    """More never costs less, the price of one more Mbps never rises, far never beats near."""
    tiers = prices["bandwidthTiers"]
    _rising([tier["upToMbps"] for tier in tiers], "bandwidth tiers")
    require(tiers[-1]["upToMbps"] == 1_000_000, "the last tier must reach 1,000,000 Mbps")
    for part in ("port", "metro", "zone", "interzone"):
        _rising([-Decimal(tier[part]) for tier in tiers], f"{part} price per Mbps, negated")
        require(all(Decimal(tier[part]) > 0 for tier in tiers), f"{part} price is not positive")
    for tier in tiers:
        near_to_far = [Decimal(tier[part]) for part in ("metro", "zone", "interzone")]
        _rising(near_to_far, f"distance classes up to {tier['upToMbps']} Mbps")

    levels = prices["levels"]
    require([level["sla"] for level in levels] == LEVELS, "levels must be A, AA, AAA")
    _rising([Decimal(level["priceFactor"]) for level in levels], "level factors")
    _rising([Decimal(level["availabilityPercent"]) for level in levels], "availability")
    _rising([-level["repairHours"] for level in levels], "repair hours, negated")
    require(Decimal(prices["protectionFactor"]) > 1, "protection must cost something")

    discounts = prices["termDiscounts"]
    require([step["fromMonths"] for step in discounts] == [12, 24, 36], "terms 12, 24, 36")
    _rising([Decimal(step["discount"]) for step in discounts], "term discounts")
    require(Decimal(discounts[-1]["discount"]) < 1, "a discount must leave something to pay")

    access = prices["access"]
    _rising([Decimal(kind["upToKm"]) for kind in access], "reach of access")
    _rising([Decimal(kind["monthlyFee"]) for kind in access], "access fees")
    _rising([-kind["maxMbps"] for kind in access], "access capacity, negated")
    for kind in access:
        days = [kind["waitDays"][level] for level in LEVELS]
        _rising(days, f"wait days of {kind['class']}")
        require(1 <= days[0] and days[-1] <= 3650, "wait days lie outside 1 to 3650")
    for level in LEVELS:
        _rising([kind["waitDays"][level] for kind in access], f"wait days of level {level}")

    scarcity = prices["scarcity"]
    require(0 < Decimal(scarcity["freeShare"]) < 1, "a share lies between 0 and 1")
    require(1 <= scarcity["waitDays"] <= 3650, "wait days lie outside 1 to 3650")


def _length(trunk: dict, metros: dict) -> float:
    ends = [metros[trunk[end]] for end in "ab"]
    (lat_a, lon_a), (lat_b, lon_b) = [(float(end["lat"]), float(end["lon"])) for end in ends]
    return distance_km(lat_a, lon_a, lat_b, lon_b)


def _connected(nodes, pairs) -> bool:
    neighbours = {node: set() for node in nodes}
    for a, b in map(tuple, pairs):
        neighbours[a].add(b)
        neighbours[b].add(a)
    seen, open_nodes = set(), [next(iter(nodes))]
    while open_nodes:
        node = open_nodes.pop()
        if node not in seen:
            seen.add(node)
            open_nodes.extend(neighbours[node] - seen)
    return len(seen) == len(nodes)


def _rising(values: list, what: str) -> None:
    require(all(a < b for a, b in zip(values, values[1:])), f"{what} must rise: {values}")
