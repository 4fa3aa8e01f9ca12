"""PDFs written by hand, byte by byte: what no typesetting program would make."""

Row = tuple[float, float, str]  # from the left, from the foot, the text


def raw(pages: list[list[Row]], *, size: float = 11, extra: str = "", trailer: str = "") -> bytes:
    """Each text at its place, in Helvetica, in the order given. ``extra`` is drawn on each page."""
    contents = [
        "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in page) for page in pages
    ]
    return of_contents([content + extra for content in contents], trailer=trailer)


def of_contents(contents: list[str], *, trailer: str = "", count: int | None = None) -> bytes:
    """Pages drawn by these contents; ``count`` is what the file claims to hold."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents) if count is None else count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("latin-1")


def column(texts: list[str], *, left: float = 72, top: float = 760, pitch: float = 15) -> list[Row]:
    """The texts one under the other."""
    return [(left, top - at * pitch, text) for at, text in enumerate(texts)]


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
