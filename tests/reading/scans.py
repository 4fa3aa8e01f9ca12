"""Documents as a copier sends them: a PDF of pictures, a photograph, a screenshot."""

import io
import struct
import zlib

import pypdfium2

from recommendations.reading.png import START, _chunk


def scan(pdf: bytes, dots: int = 200) -> bytes:
    """The pages of a PDF as pictures in a PDF, without a text layer."""
    source, out = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        image = pypdfium2.PdfImage.new(out)
        image.set_bitmap(page.render(scale=dots / 72, grayscale=True))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        sheet = out.new_page(width, height)
        sheet.insert_obj(image)
        sheet.gen_content()
    made = io.BytesIO()
    out.save(made)
    return made.getvalue()


def png(pdf: bytes, dots: int = 200, *, alpha: bool = False, interlaced: bool = False) -> bytes:
    """The first page as a colour PNG."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=dots / 72, rev_byteorder=True)
    width, height, channels = bitmap.width, bitmap.height, bitmap.n_channels
    rows = []
    for at in range(height):
        row = bytes(bitmap.buffer[at * bitmap.stride : at * bitmap.stride + width * channels])
        red, green, blue = row[0::channels], row[1::channels], row[2::channels]
        mixed = bytearray(width * (4 if alpha else 3))
        for place, colour in enumerate([red, green, blue, b"\xff" * width][: 4 if alpha else 3]):
            mixed[place :: 4 if alpha else 3] = colour
        rows.append(b"\0" + bytes(mixed))
    head = struct.pack(">IIBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, int(interlaced))
    body = zlib.compress(b"".join(rows))
    half = len(body) // 2
    return (
        START
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", body[:half])
        + _chunk(b"IDAT", body[half:])
        + _chunk(b"IEND", b"")
    )
