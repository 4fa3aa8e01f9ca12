"""Which paper of a round is taken, as its address says it."""

from django import forms

from recommendations.forms.report_scope import ScopeForm
from recommendations.queries.paper import Taking

EDITIONS = (("public", "public"), ("inside", "inside"))


class TakingForm(ScopeForm):
    """The round and its seal as for a report; what a paper does not know (countries, themes, days) is left out."""

    edition = forms.ChoiceField(choices=EDITIONS, required=False)
    placings = forms.CharField(max_length=20, required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)
        for name in ("country", "forum", "theme", "since", "until"):
            del self.fields[name]
        self.fields["round"].required = True

    @property
    def taking(self) -> Taking:
        """What was chosen; only after is_valid()."""
        given = self.cleaned_data
        return Taking(
            given["round"], given["seal"] or None, public=given["edition"] != "inside",
            suggested=given["placings"] == "suggested",
        )  # fmt: skip
