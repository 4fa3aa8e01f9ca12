"""Columns of a page, and the order in which its rows are read."""

from itertools import pairwise

from recommendations.parsing.readers.pdf_rows import Page, Row, same_line

LEAST_ROWS = 4  # on either side of a gutter
NARROWEST = 6.0  # points


def set_in_columns(page: Page) -> None:
    """Finds the gutters, makes rows whole that were parted elsewhere, and puts scrambled rows in reading order."""
    if any(row.made for row in page.rows):
        page.rows = _whole(page.rows, [])
        return
    body = [row for row in page.rows if not row.aside]
    page.gutters = gutters(body, page.width)
    page.rows = _whole(page.rows, page.gutters)
    for row in page.rows:
        row.column = column_of(row, page.gutters)
    if _is_scrambled(page.rows):
        page.rows = _sorted(page.rows)


def gutters(rows: list[Row], width: float) -> list[float]:
    """The middle of each upright strip that hardly a row crosses, with rows enough on both sides at the same height."""
    if len(rows) < 2 * LEAST_ROWS:
        return []
    covered = [0] * (max(int(width), 1) + 2)
    for row in rows:
        for at in range(max(int(row.left), 0), min(int(row.right) + 1, len(covered))):
            covered[at] += 1
    most = max(covered)
    inside = [at for at, count in enumerate(covered) if count > 0.15 * most]
    found, start = [], None
    for at in range(inside[0], inside[-1] + 1) if inside else ():
        if covered[at] <= 0.12 * most:
            start = at if start is None else start
        elif start is not None:
            if at - start >= NARROWEST and _parts(rows, (start + at) / 2):
                found.append((start + at) / 2)
            start = None
    return found


def _parts(rows: list[Row], at: float) -> bool:
    left = [row for row in rows if row.right <= at]
    right = [row for row in rows if row.left >= at]
    if min(len(left), len(right)) < LEAST_ROWS:
        return False
    lefts, rights = _reach(left), _reach(right)
    shared = min(lefts[1], rights[1]) - max(lefts[0], rights[0])
    return shared > 0.3 * min(lefts[1] - lefts[0], rights[1] - rights[0])


def _reach(rows: list[Row]) -> tuple[float, float]:
    return min(row.base for row in rows), max(row.base for row in rows)


def column_of(row: Row, gutters: list[float]) -> int:
    """0 for the leftmost column and for rows that cross a gutter."""
    if any(row.left < at < row.right for at in gutters):
        return 0
    return sum(row.left >= at for at in gutters)


def _whole(rows: list[Row], gutters: list[float]) -> list[Row]:
    """Joins the parts of a row that no gutter parts (justified words, tabs, a table's cells are joined later)."""
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if (
            last
            and last.aside == row.aside
            and not (last.made or row.made)
            and same_line(last, row)
            and row.left > last.right - 1
            and not last.words[-1].hyphen
            and not any(last.right <= at <= row.left for at in gutters)
        ):
            last.words[-1].tight = False if row.left - last.right > 0.1 * row.size else last.words[-1].tight
            last.words.extend(row.words)
        else:
            out.append(row)
    return out


def _is_scrambled(rows: list[Row]) -> bool:
    """The file's order goes up again and again, or to and fro between columns."""
    body = [row for row in rows if not row.aside]
    upwards = sum(
        after.base < before.base - before.size and after.column <= before.column for before, after in pairwise(body)
    )
    to_and_fro = sum(before.column != after.column for before, after in pairwise(body))
    return upwards > max(2, 0.1 * len(body)) or to_and_fro > max(6, 0.4 * len(body))


def _sorted(rows: list[Row]) -> list[Row]:
    """From the top to the next row across all columns, each column downwards; then on from there."""
    rows = sorted(rows, key=lambda row: (round(row.base), row.left))
    out: list[Row] = []
    band: list[Row] = []
    has_columns = any(row.column for row in rows)
    widest = min((row.left for row in rows if row.column), default=0)
    for row in rows:
        if has_columns and row.column == 0 and row.right > widest:
            out += [*sorted(band, key=lambda kept: kept.column), row]
            band = []
        else:
            band.append(row)
    return out + sorted(band, key=lambda kept: kept.column)
