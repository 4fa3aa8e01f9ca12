"""The five documents as web pages: lists, typed numbers, line breaks, a saved page with its menus."""

from html import escape

from tests.parsing.blocks import BOLD, Block


def listed(blocks: list[Block]) -> str:
    """As an editor of a website writes it: ol with start, ul for bullets, nested lists inside their item."""
    out: list[str] = []
    opened: list[str] = []  # the tags to close, the innermost last
    last = 0
    for block in blocks:
        if block.kind == "item":
            number = int(block.label[:-1]) if block.label != "-" else 0
            if opened[-1:] == ["</ul></li>"]:
                out += [opened.pop()]
            if opened and number != last + 1 and number:
                out += [opened.pop()]
            if not opened:
                out.append(f'<ol start="{number}">' if number else "<ul>")
                opened.append("</ol>" if number else "</ul>")
            out.append(f"<li>{_inner(block)}</li>")
            last = number
        elif block.kind == "point":
            if opened[-1:] != ["</ul></li>"]:
                out[-1] = out[-1].removesuffix("</li>") + "<ul>"
                opened.append("</ul></li>")
            out.append(f"<li>{_inner(block)}</li>")
        elif block.kind == "paragraph" and opened and last and not block.plain.startswith("The meeting"):
            out[-1] = out[-1].removesuffix("</li>") + f"<p>{_inner(block)}</p></li>"
        else:
            while opened:
                out.append(opened.pop())
            last = 0 if block.kind == "heading" else last
            tag = {"heading": "h2", "head": "h1" if not out else "p"}.get(block.kind, "p")
            out.append(f"<{tag}>{_inner(block)}</{tag}>")
    return "\n".join([*out, *reversed(opened)])


def typed(blocks: list[Block], *, after: str = "") -> str:
    """Paragraphs with the numbers typed, as a mail program makes them."""
    return "\n".join(
        f"<p>{escape(block.label)}{'&nbsp;' if block.label else ''}{_inner(block)}</p>{after}" for block in blocks
    )


def broken(blocks: list[Block]) -> str:
    """One paragraph with line breaks."""
    return "<p>" + "<br>\n".join(f"{block.label} {_inner(block)}".strip() for block in blocks) + "</p>"


def page(body: str, *, charset: str = "utf-8") -> str:
    head = f'<head><meta charset="{charset}"><title>Saved</title></head>'
    return f'<!DOCTYPE html>\n<html lang="en">{head}<body>{body}</body></html>'


def with_site(body: str, *, article: str = "article") -> str:
    """A page as a browser saves it: menus, a cookie notice, scripts, related links, a footer, hidden parts."""
    menu = "".join(
        f'<li><a href="/{at}">{word}</a></li>' for at, word in enumerate("Home About Topics News Contact".split())
    )
    opening, closing = (f"<{article}>", f"</{article}>") if article else ("", "")
    return page(
        f"""<a class="skip-link" href="#c">Skip to main content</a>
        <header><p>1. Our organization</p><nav><ul>{menu}</ul></nav></header>
        <div class="menu"><ol>{menu}</ol></div><ul>{menu}</ul>
        <div id="cookie-notice">We should use cookies. Accept all.</div>
        <script>var text = "1. Ensure nothing.";</script><style>p {{ color: red }}</style>
        {opening}{body}<p style="display:none">99. Provide what nobody sees.</p><p hidden>100. Hide this.</p>{closing}
        <aside><h3>Related</h3><ul>{menu}</ul></aside><div class="sidebar">Read more</div>
        <footer><ul>{menu}</ul><p>© 2022. All rights reserved.</p></footer>
        <noscript>Please enable scripts.</noscript>"""
    )


def _inner(block: Block) -> str:
    return BOLD.sub(r"<strong>\1</strong>", escape(block.text, quote=False))
