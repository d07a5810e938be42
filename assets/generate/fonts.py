"""Cuts the interface font to the scripts and features in use. From npm `inter-ui` (OFL 1.1)."""

import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from checks import require

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "fonts"
PACKAGE = HERE / "node_modules" / "inter-ui"
# The ranges stand again as `unicode-range` in the style sheet: see assets/README.md.
SUBSETS = {
    "latin": (
        (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2BC), (0x2C6, 0x2C6),
        (0x2DA, 0x2DA), (0x2DC, 0x2DC), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122),
        (0x2190, 0x2193), (0x2212, 0x2212), (0x2215, 0x2215), (0x2260, 0x2260), (0x2264, 0x2265),
        (0xFFFD, 0xFFFD),
    ),
    "latin-ext": (
        (0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x2B0, 0x2BA), (0x300, 0x36F),
        (0x1E00, 0x1EFF), (0x20A0, 0x20AB), (0x20AD, 0x20C0),
    ),
}  # fmt: skip
# tnum keeps columns of figures straight; cv11 is the single-storey a of the design.
FEATURES = ["calt", "case", "ccmp", "cv11", "kern", "locl", "mark", "mkmk", "tnum"]
MAX_BYTES = 130_000
# What is embedded in a PDF: the weights of the document, and Greek and Cyrillic besides, because names are.
DOCUMENT_WEIGHTS = ("Regular", "SemiBold")
DOCUMENT_RANGES = (
    *SUBSETS["latin"], *SUBSETS["latin-ext"], (0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F),
    (0x2190, 0x2199), (0x2200, 0x22FF), (0x25A0, 0x25FF),
)  # fmt: skip
DOCUMENT_FEATURES = ["case", "ccmp", "kern", "locl", "mark", "mkmk", "tnum"]
DOCUMENT_MAX_BYTES = 500_000


def write_fonts() -> None:
    """Writes one file per subset, and the licence."""
    OUT.mkdir(exist_ok=True)
    sizes = {name: _write(name, ranges) for name, ranges in SUBSETS.items()}
    shutil.copyfile(PACKAGE / "LICENSE.txt", OUT / "LICENSE-Inter.txt")
    require(sum(sizes.values()) <= MAX_BYTES, f"fonts take {sizes}")
    of_document = {weight: _write_for_documents(weight) for weight in DOCUMENT_WEIGHTS}
    require(sum(of_document.values()) <= DOCUMENT_MAX_BYTES, f"the document's take {of_document}")
    print(f"fonts: {sizes}, of documents: {of_document}")


def _write(name: str, ranges: tuple[tuple[int, int], ...]) -> int:
    font = TTFont(PACKAGE / "variable" / "InterVariable.woff2", recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in ranges for code in range(low, high + 1)])
    subsetter.subset(font)
    # 14 is the drawing for text; the other end of this axis is for posters.
    font = instantiateVariableFont(font, {"opsz": 14})
    font.flavor = "woff2"
    path = OUT / f"inter-{name}.woff2"
    font.save(path)

    written = TTFont(path)
    features = {record.FeatureTag for record in written["GSUB"].table.FeatureList.FeatureRecord}
    require({"tnum", "cv11"} <= features or name != "latin", f"{name} lost features: {features}")
    require([axis.axisTag for axis in written["fvar"].axes] == ["wght"], f"{name}: axes")
    return path.stat().st_size


def _write_for_documents(weight: str) -> int:
    font = TTFont(PACKAGE / "web" / f"Inter-{weight}.woff2", recalcTimestamp=False)
    options = Options()
    options.layout_features = DOCUMENT_FEATURES
    subsetter = Subsetter(options)
    subsetter.populate(
        unicodes=[code for low, high in DOCUMENT_RANGES for code in range(low, high + 1)]
    )
    subsetter.subset(font)
    font.flavor = None
    path = OUT / f"inter-{weight.lower()}.ttf"
    font.save(path)
    # Stands for every character that the font does not have.
    require(0x25A1 in TTFont(path).getBestCmap(), f"{weight} has no sign for what is missing")
    return path.stat().st_size
