"""Frozen dataclasses to plain JSON values and back, every type checked: who read a hostile file is not trusted.

Fields at their default are left out. Text loses what no database takes (U+0000, half a pair).
"""

import dataclasses
import datetime
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from recommendations.text import CONTROL

T = TypeVar("T")
Build = Callable[[Any], Any]


class Mismatch(ValueError):
    """The value is not of the type that was announced."""


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, days as ISO text."""
    if dataclasses.is_dataclass(value):
        pairs = ((name, getattr(value, name), default) for name, default in _defaults(value.__class__))
        return {name: plain(held) for name, held, default in pairs if held != default}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def built(kind: type[T], value: Any) -> T:
    """A `kind` from what ``plain`` made. Raises Mismatch."""
    asked: Any = kind
    made: T = _builder(asked)(value)
    return made


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@cache
def _builder(kind: Any) -> Build:
    if dataclasses.is_dataclass(kind):
        return _of_dataclass(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _of_tuple(inner)
    if origin in (types.UnionType, typing.Union):
        return _of_union(inner)
    return PLAIN[kind]


def _of_dataclass(kind: Any) -> Build:
    builders = {name: _builder(hint) for name, hint in typing.get_type_hints(kind).items()}

    def build(value: Any) -> Any:
        if not isinstance(value, dict) or not builders.keys() >= value.keys():
            raise Mismatch(kind.__name__)
        try:
            return kind(**{name: builders[name](held) for name, held in value.items()})
        except TypeError:  # a field is missing
            raise Mismatch(kind.__name__) from None

    return build


def _of_tuple(inner: tuple[Any, ...]) -> Build:
    repeated = len(inner) == 2 and inner[1] is Ellipsis
    builders = [_builder(each) for each in (inner[:1] if repeated else inner)]

    def build(value: Any) -> Any:
        if not isinstance(value, list) or not (repeated or len(value) == len(builders)):
            raise Mismatch("list")
        chosen = builders * len(value) if repeated else builders
        return tuple(one(each) for one, each in zip(chosen, value, strict=True))

    return build


def _of_union(inner: tuple[Any, ...]) -> Build:
    (builder,) = (_builder(each) for each in inner if each is not types.NoneType)
    return lambda value: None if value is None else builder(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Mismatch("text")
    return CONTROL.sub("", value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise Mismatch("whole number")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:
        raise Mismatch("number")
    return float(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Mismatch("yes or no")
    return value


def _day(value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(_text(value))
    except ValueError:
        raise Mismatch("day") from None


PLAIN: dict[Any, Build] = {str: _text, int: _whole, float: _number, bool: _truth, datetime.date: _day}
