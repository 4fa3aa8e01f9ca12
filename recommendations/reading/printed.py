"""A line of a picture, as a program recognised it."""

from dataclasses import dataclass
from typing import Self

# What a program takes a bullet for: another mark, or a letter.
MARKS_FOR_BULLETS = frozenset("¢ « » © ® ° * · . ~ + > @ ¥ ©. ¢. «. °.".split())
LETTERS_FOR_BULLETS = frozenset("e o c s e. o. - — = & $".split())

Box = tuple[str, float, float, float, float]  # a word, and its left, top, right and bottom


@dataclass
class Line:
    """Its words with their places: in dots of the picture, or in points once it is scaled."""

    words: list[Box]

    @property
    def bottom(self) -> float:
        return max(bottom for *_rest, bottom in self.words)

    @property
    def height(self) -> float:
        return self.bottom - min(top for _text, _left, top, *_rest in self.words)

    def scaled(self, scale: float) -> Self:
        return type(self)(
            [
                (text, left * scale, top * scale, right * scale, bottom * scale)
                for text, left, top, right, bottom in self.words
            ]
        )
