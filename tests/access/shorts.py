"""The addresses of short papers in the grid."""

from django.urls import reverse

ROUTES = (
    "brief", "brief_download", "one_page", "one_page_download", "country_report", "thematic_list", "thematic_download",
    "report_make",
)  # fmt: skip


def address(route: str, state: str) -> str:
    if state == "-":
        return reverse(route)
    place = {"country_report": ["LA"]}.get(route, [])
    query = "?country=LA" if route == "one_page_download" else ""
    return reverse(route, args=[*place, state if state != "absent" else "exe"]) + query
