"""What a person is told when something is refused: one plain sentence, its parts kept apart."""


class Refused(Exception):
    """Something was not done, and the sentence says why.

    ``Refused("The file %(name)s is empty.", name=name)``. ``sentence`` is the English text before filling, the
    key of its translation; ``params`` is what goes into it.
    ``field`` names the form field it belongs beside, None where it concerns the whole. Mark the sentence with
    ``text.gettext_noop``. A sentence without params may hold a plain ``%``.
    """

    def __init__(self, sentence: str, /, *, field: str | None = None, **params: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.params = params

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.sentence, self.field, self.params)


def _again(kind: type[Refused], sentence: str, field: str | None, params: dict[str, object]) -> Refused:
    """Rebuilds a refusal that crossed from a child process (pickle cannot pass keyword arguments)."""
    return kind(sentence, field=field, **params)


class NotAllowed(Refused):
    """The role does not reach this far (403)."""


class TooLate(Refused):
    """The move was possible once and no longer is: the round is closed, the answer is in."""


class Conflict(Refused):
    """Somebody else's change came in between (409); nothing was overwritten."""
