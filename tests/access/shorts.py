"""The addresses of short papers in the grid."""

from django.urls import reverse

ROUTES = ("brief", "brief_download")


def address(route: str, state: str) -> str:
    if route == "brief_download":
        return reverse(route, args=[state if state != "absent" else "exe"])
    return reverse(route)


def body(route: str) -> dict:
    return {}
