"""A picture of a page (JPEG or PNG: a photograph, a screenshot) as a PDF of one page, as it is, without decoding it."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.errors import Refused
from recommendations.text import gettext_noop as _

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 60_000_000
WIDE = 595.0  # points: a page of A4
SIZES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))  # JPEG's start of frame
TURNS = {3: 180, 6: 90, 8: 270}  # how a camera was held, to degrees clockwise
SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
# Transparency is left out: a function drops it from each colour.
CLEAR = "[/DeviceN [%s] %s << /FunctionType 4 /Domain [%s] /Range [%s] /Length 7 >>]"
DAMAGED = _("This picture is damaged or of a kind that is not read. Save it as a PDF, or as a JPEG.")


@dataclass(frozen=True)
class Picture:
    """What a PDF's image object says of it: its dictionary's entries, and the bytes as they are."""

    width: int
    height: int
    entries: str
    body: bytes
    turn: int = 0
    tint: str = ""  # the entries of a function that object 6 is, where colours need one


def as_pdf(data: bytes) -> bytes:
    """A picture as a PDF, anything else as it is. Raises Refused for a damaged or huge one."""
    reader = _png if data.startswith(PNG) else _jpeg if data.startswith(JPEG) else None
    if reader is None:
        return data
    try:
        picture = reader(data)
    except (struct.error, IndexError, KeyError, ValueError):
        raise Refused(DAMAGED) from None
    if not 0 < picture.width * picture.height <= MOST_PIXELS:
        raise Refused(DAMAGED)
    return _pdf(picture)


def _jpeg(data: bytes) -> Picture:
    at, turn = 2, 0
    while True:
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:
            raise ValueError
        if kind in SIZES:
            bits, height, width, colours = struct.unpack_from(">BHHB", data, at + 4)
            turned = " /Decode [1 0 1 0 1 0 1 0]" if colours == 4 else ""  # Adobe writes them the other way round
            entries = f"/Filter /DCTDecode /ColorSpace {SPACES[colours]} /BitsPerComponent {bits}{turned}"
            return Picture(width, height, entries, data, turn)
        if kind == 0xE1:
            turn = _turn(data[at + 4 : at + 2 + length]) or turn
        at += 2 + length


def _turn(exif: bytes) -> int:
    """Entry 0x0112 of the picture's EXIF data."""
    found = re.search(rb"\x12\x01\x03\0\x01\0\0\0(.)\0|\x01\x12\0\x03\0\0\0\x01\0(.)", exif, re.DOTALL)
    return TURNS.get((found[1] or found[2])[0], 0) if found and exif.startswith(b"Exif\0\0") else 0


def _png(data: bytes) -> Picture:
    width, height, bits, kind, _packing, _filter, interlaced = struct.unpack_from(">IIBBBBB", data, 16)
    chunks = dict[bytes, list[bytes]]()
    for name, body in _chunks(data):
        chunks.setdefault(name, []).append(body)
    colours = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    if interlaced or b"IDAT" not in chunks:
        raise ValueError
    space, tint = SPACES.get(colours, ""), ""
    if kind == 3:
        palette = chunks[b"PLTE"][0]
        space = f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]"
    elif kind in (4, 6):
        names = " ".join(f"/C{number}" for number in range(colours))
        space = f"[/DeviceN [{names}] {SPACES[colours - 1]} 6 0 R]"
        tint = f"/FunctionType 4 /Domain [{'0 1 ' * colours}] /Range [{'0 1 ' * (colours - 1)}]"
    entries = (
        f"/Filter /FlateDecode /ColorSpace {space} /BitsPerComponent {bits} /DecodeParms "
        f"<< /Predictor 15 /Colors {colours} /BitsPerComponent {bits} /Columns {width} >>"
    )
    return Picture(width, height, entries, b"".join(chunks[b"IDAT"]), tint=tint)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _pdf(picture: Picture) -> bytes:
    high = WIDE * picture.height / picture.width
    drawing = b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (WIDE, high)
    image = f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} {picture.entries}"
    page = (
        f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE:.2f} {high:.2f}] /Rotate {picture.turn} "
        "/Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R"
    )
    return _objects(
        ("/Type /Catalog /Pages 2 0 R", None),
        ("/Type /Pages /Kids [3 0 R] /Count 1", None),
        (page, None),
        ("", drawing),
        (image, picture.body),
        (picture.tint, b"{ pop }"),
    )


def _objects(*objects: tuple[str, bytes | None]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, (entries, body) in enumerate(objects, 1):
        places.append(len(out))
        length = f" /Length {len(body)}" if body is not None else ""
        stream = b"\nstream\n%b\nendstream" % body if body is not None else b""
        out += b"%d 0 obj\n<< %b >>%b\nendobj\n" % (number, (entries + length).encode(), stream)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, table)
    return out + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))
