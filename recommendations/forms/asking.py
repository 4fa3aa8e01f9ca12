"""Fields beside which stands what a reviewer asks to be changed in them."""

from django.forms import BoundField

from recommendations.choices import ReviewField

# Field → what a note on it is called. Notes on agencies stand at the head of their part of the form.
NAMES = {
    "status": ReviewField.STATUS,
    "lead": ReviewField.AGENCIES,
    "contributing": ReviewField.AGENCIES,
    "challenges": ReviewField.CHALLENGES,
    "next_steps": ReviewField.NEXT_STEPS,
    "evidence": ReviewField.EVIDENCE,
}
AT_THE_HEAD = (ReviewField.ACTIVITIES, ReviewField.AGENCIES)


class AskingField(BoundField):
    """For a form with `asks` (queries.said.Note): the field's control is described by the note on it."""

    @property
    def asks_name(self) -> str:
        return str(NAMES.get(self.name, ""))

    @property
    def asks_beside(self) -> str:
        """The note that stands beside the field itself."""
        return self._note if self.asks_name not in AT_THE_HEAD else ""

    @property
    def _note(self) -> str:
        return self.form.asks.on(self.asks_name) if self.asks_name else ""

    @property
    def aria_describedby(self) -> str:
        note = f"asks_{self.asks_name}" if self._note else ""
        return " ".join(filter(None, (super().aria_describedby, note)))
