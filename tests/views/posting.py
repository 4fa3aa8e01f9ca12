"""Filling in a form of a page as a browser does, and reading what came back beside each field."""

from dataclasses import dataclass
from functools import cached_property

import lxml.html

from tests.html import check_page, text_of


def form_with(html, name):
    """The first <form> of a page that has a control called `name`."""
    tree = lxml.html.document_fromstring(html)
    return next(form for form in tree.iter("form") if any(each.get("name") == name for each in controls(form)))


def controls(form):
    return [each for each in form.iter() if each.tag in ("input", "select", "textarea", "button")]


def as_it_stands(form):
    """What a browser would send, were the form sent as it is; buttons and files apart."""
    sent: dict[str, list[str]] = {}
    for each in controls(form):
        kind = each.get("type", "text")
        ticked = kind not in ("radio", "checkbox") or each.get("checked") is not None
        if each.tag != "button" and kind != "file" and each.get("name") and ticked:
            sent.setdefault(each.get("name"), []).extend(values(each))
    return sent


def values(control):
    if control.tag == "textarea":
        # The first line break is the page's, not the person's.
        return ["".join(control.itertext()).replace("\r\n", "\n").removeprefix("\n")]
    if control.tag == "select":
        chosen = [option for option in control.iter("option") if option.get("selected") is not None]
        chosen = chosen or ([] if control.get("multiple") is not None else list(control.iter("option"))[:1])
        return [option.get("value", "") for option in chosen]
    return [control.get("value", "")]


@dataclass(frozen=True)
class Reply:
    """A page that came back to a post."""

    status: int
    html: str

    @cached_property
    def tree(self):
        return lxml.html.document_fromstring(self.html)

    def check(self):
        check_page(self.html)

    def summary(self):
        """The lines of the error summary."""
        box = next((each for each in self.tree.iter("div") if each.get("class") == "govuk-error-summary"), None)
        return [] if box is None else [text_of(line) for line in box.iter("li")]

    def beside(self, name):
        """The sentence beside the field `name`, which the control's (or its group's) description leads to."""
        by_id = {each.get("id"): each for each in self.tree.iter() if isinstance(each.tag, str) and each.get("id")}
        described = [
            each.get("aria-describedby", "")
            for group in self.tree.iter()
            if group.tag in ("fieldset", "input", "select", "textarea")
            for each in [group]
            if each.get("name") == name or any(child.get("name") == name for child in only_group(each))
        ]
        errors = [key for keys in described for key in keys.split() if key.endswith("_error")]
        return text_of(by_id[errors[0]]).removeprefix("Error: ") if errors else ""


def only_group(element):
    """The controls of a fieldset that is one field (a legend over radios or boxes), none of any other element."""
    if element.tag != "fieldset" or "app-formset__row" in element.get("class", ""):
        return []
    return list(element.iter("input"))
