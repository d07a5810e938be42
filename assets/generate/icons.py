"""Draws icon.svg in every size a desktop asks for. Needs `rsvg-convert` (Debian: librsvg2-bin)."""

import struct
import subprocess
from pathlib import Path

from checks import require

ICONS = Path(__file__).resolve().parent.parent / "icons"
PNG_FILES = {"32x32.png": 32, "128x128.png": 128, "128x128@2x.png": 256, "icon.png": 512}
ICO_SIZES = (16, 24, 32, 48, 64, 256)
# Apple's chunk types that hold a PNG, by pixel size; 256 and 512 also serve as retina versions.
ICNS_CHUNKS = ((b"icp4", 16), (b"icp5", 32), (b"ic11", 32), (b"ic12", 64), (b"ic07", 128),
               (b"ic13", 256), (b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024))


def write_icons() -> None:
    """Writes the PNG files and the Windows and macOS containers."""
    wanted = {*PNG_FILES.values(), *ICO_SIZES, *(size for _, size in ICNS_CHUNKS)}
    drawn = {size: _draw(size) for size in sorted(wanted)}
    for name, size in PNG_FILES.items():
        (ICONS / name).write_bytes(drawn[size])
    (ICONS / "icon.ico").write_bytes(_ico([(size, drawn[size]) for size in ICO_SIZES]))
    (ICONS / "icon.icns").write_bytes(_icns([(kind, drawn[size]) for kind, size in ICNS_CHUNKS]))
    print(f"icons: {len(PNG_FILES)} PNG files, icon.ico, icon.icns")


def _draw(size: int) -> bytes:
    command = ["rsvg-convert", "-w", str(size), "-h", str(size), str(ICONS / "icon.svg")]
    png = subprocess.run(command, check=True, capture_output=True).stdout
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    require((width, height) == (size, size), f"icon drawn {width}x{height} instead of {size}")
    require((depth, colour) == (8, 6), "icon is not 8-bit RGBA, which Tauri asks for")
    return png


def _ico(images: list[tuple[int, bytes]]) -> bytes:
    offset = 6 + 16 * len(images)
    entries, bodies = [], []
    for size, png in images:
        # 256 is written as 0: the field has one byte.
        side = size % 256
        entries.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), offset))
        bodies.append(png)
        offset += len(png)
    return struct.pack("<HHH", 0, 1, len(images)) + b"".join(entries + bodies)


def _icns(chunks: list[tuple[bytes, bytes]]) -> bytes:
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in chunks)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
