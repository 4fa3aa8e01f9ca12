"""How wide a page may be."""


def fits(page):
    """Nothing is wider than the window."""
    wide, window = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window}"
