"""Addresses of the same list with something changed: filters taken away, another order, another page."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from recommendations.tables.columns import SortLink

SIZES = (25, 50)
# Beside the first, the last and the present page.
NEAR = 2


def address(request: HttpRequest, **changes: str | int | None) -> str:
    """This page with some parameters set, or taken away (None); always from page 1 unless `page` is among them."""
    params = request.GET.copy()
    params.pop("page", None)
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return _joined(request.path, params)


def without(request: HttpRequest, name: str, value: str) -> str:
    """This page without one value of a filter."""
    params = request.GET.copy()
    params.pop("page", None)
    params.setlist(name, [each for each in params.getlist(name) if each != value and len(params.getlist(name)) > 1])
    return _joined(request.path, params)


def carried(path: str, params: QueryDict) -> str:
    """Another page with the same filters and order."""
    kept = params.copy()
    kept.pop("page", None)
    return _joined(path, kept)


def _joined(path: str, params: QueryDict) -> str:
    told = params.urlencode()
    return f"{path}?{told}" if told else path


@dataclass(frozen=True)
class Sorting:
    """How the list is sorted: `name` is one of those it knows."""

    name: str
    descending: bool

    @classmethod
    def of(cls, request: HttpRequest, known: tuple[str, ...]) -> "Sorting":
        typed = request.GET.get("sort", "")
        name = typed.removeprefix("-")
        return cls(name, typed.startswith("-")) if name in known else cls(known[0], descending=False)

    def links(self, request: HttpRequest, known: tuple[str, ...], latest_first: tuple[str, ...] = ()) -> dict:
        """A SortLink for each known name: again the same turns the order round."""
        return {name: self._link(request, name, descending_first=name in latest_first) for name in known}

    def _link(self, request: HttpRequest, name: str, *, descending_first: bool) -> SortLink:
        present = name == self.name
        descending = not self.descending if present else descending_first
        state = ("descending" if self.descending else "ascending") if present else ""
        return SortLink(address(request, sort=f"-{name}" if descending else name), state)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Paging:
    """Which rows are shown, and the links of components/pagination.html."""

    start: int
    stop: int
    summary: str
    previous: str
    next: str
    pages: list[Link]
    sizes: list[Link]


def paging(request: HttpRequest, total: int, sizes: tuple[int, ...] = SIZES) -> Paging:
    """The page that was asked for; one that is not there becomes the nearest."""
    size = next((each for each in sizes if request.GET.get("size") == str(each)), sizes[0])
    last = max(1, -(-total // size))
    typed = request.GET.get("page", "")
    number = min(max(int(typed), 1), last) if typed.isdecimal() and len(typed) < 10 else 1
    start, stop = (number - 1) * size, min(number * size, total)
    summary = _("Rows %(first)s to %(last)s of %(total)s") % {"first": start + 1, "last": stop, "total": total}
    return Paging(
        start=start,
        stop=stop,
        summary=summary if total else "",
        previous=address(request, page=number - 1) if number > 1 else "",
        next=address(request, page=number + 1) if number < last else "",
        pages=_pages(request, number, last) if last > 1 else [],
        sizes=_sizes(request, size, sizes) if total > sizes[0] else [],
    )


def _pages(request: HttpRequest, number: int, last: int) -> list[Link]:
    shown = sorted({1, last, *range(max(1, number - NEAR), min(last, number + NEAR) + 1)})
    links = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            links.append(Link("…", ""))
        links.append(Link(str(page), address(request, page=page), current=page == number))
    return links


def _sizes(request: HttpRequest, size: int, sizes: tuple[int, ...]) -> list[Link]:
    return [Link(str(each), address(request, size=each), current=each == size) for each in sizes]
