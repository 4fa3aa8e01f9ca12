"""How many rows a form with rows says it has, where those hidden fields arrive at all."""

import re

# What a formset's hidden fields count: all rows, and those that were there before.
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


def is_counted(data, prefix: str) -> bool:
    return all(re.fullmatch(r"\d{1,9}", data.get(f"{prefix}-{name}", ""), re.ASCII) for name in COUNTS)


def counted(data, prefix: str):
    """`data` with the number of its rows, where that was lost: so that what was typed in them is still shown."""
    rows = [int(found[1]) + 1 for name in data if (found := re.match(rf"{prefix}-(\d{{1,3}})-", name))]
    data = data.copy()
    for name, count in zip(COUNTS, (max(rows, default=0), 0), strict=True):
        data[f"{prefix}-{name}"] = str(count)
    return data
