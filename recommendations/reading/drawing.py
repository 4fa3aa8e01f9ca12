"""Pictures of a PDF's pages, for people to look at and for a program to recognise."""

from collections.abc import Iterator

import pypdfium2

from recommendations.reading.png import grey_png

INCH = 72.0
LOOKING = (110, 85, 65, 50)  # dots an inch, the first that fits
RECOGNISING = 300
LONGEST_LOOKED_AT, LONGEST_RECOGNISED = 1_600, 5_000  # pixels of a side


class Pages:
    """The pages of a PDF that parsing has opened before."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])

    def __len__(self) -> int:
        return len(self.document)

    def pictures(self, most: int, most_bytes: int) -> Iterator[tuple[int, bytes]]:
        """Page number and PNG, of the first `most` pages; a page that cannot be drawn so small is left out."""
        for index in range(min(len(self), most)):
            for dots in LOOKING:
                picture = self._picture(index, dots)
                if picture is None:
                    break
                if len(picture) <= most_bytes:
                    yield index + 1, picture
                    break

    def _picture(self, index: int, dots: int) -> bytes | None:
        drawn = self._drawn(index, dots, LONGEST_LOOKED_AT)
        return drawn and grey_png(*drawn)

    def for_recognising(self, index: int) -> bytes | None:
        """A page as a PGM, as large as letters are best told apart; None where it cannot be drawn."""
        drawn = self._drawn(index, RECOGNISING, LONGEST_RECOGNISED)
        if drawn is None:
            return None
        pixels, width, height, stride = drawn
        rows = [pixels[at : at + width] for at in range(0, stride * height, stride)]
        return b"P5 %d %d 255\n" % (width, height) + b"".join(rows)

    def size(self, index: int) -> tuple[float, float]:
        """Width and height in points, as the page is shown."""
        width, height = self.document.get_page_size(index)
        return width, height

    def _drawn(self, index: int, dots: int, longest: int) -> tuple[bytes, int, int, int] | None:
        """Its pixels in grey, width, height, and bytes from row to row."""
        try:
            page = self.document[index]
            try:
                scale = min(dots / INCH, longest / max(*page.get_size(), 1.0))
                bitmap = page.render(scale=scale, grayscale=True)
                drawn = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
                bitmap.close()
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):
            return None
        return drawn
