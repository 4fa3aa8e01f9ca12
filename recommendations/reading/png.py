"""Grey pictures as small PNGs: a page is read, not admired."""

import struct
import zlib

START = b"\x89PNG\r\n\x1a\n"
# A grey of 256 as one of sixteen, for the left and for the right half of a byte.
LEFT = bytes(value & 0xF0 for value in range(256))
RIGHT = bytes(value >> 4 for value in range(256))
# Nearly white is paper, nearly black is ink: a scan's noise would cost more than its letters.
CLEANED = bytes(0 if value < 48 else 255 if value > 216 else value for value in range(256))


def grey_png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of sixteen greys. `pixels` has one byte for each, `stride` from row to row."""
    rows = (pixels[at : at + width] for at in range(0, stride * height, stride))
    packed = b"".join(b"\0" + _packed(row.translate(CLEANED)) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return START + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(packed, 6)) + _chunk(b"IEND", b"")


def _packed(row: bytes) -> bytes:
    """Two pixels a byte."""
    left, right = row[0::2].translate(LEFT), row[1::2].translate(RIGHT).ljust(len(row[0::2]), b"\0")
    both = int.from_bytes(left) | int.from_bytes(right)
    return both.to_bytes(len(left))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
