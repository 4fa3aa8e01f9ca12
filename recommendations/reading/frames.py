"""How child and parent talk: one JSON line for each frame, and behind it as many bytes as its "size" says."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

LONGEST_HEAD = 65_536


class Garbled(ValueError):
    """What came is no frame, or a larger one than was agreed."""


def write(stream: BinaryIO, kind: str, body: bytes = b"", **values: object) -> None:
    head = {"kind": kind, **values, **({"size": len(body)} if body else {})}
    stream.write(json.dumps(head).encode() + b"\n" + body)
    stream.flush()


class Frames:
    """Takes bytes as they come, gives whole frames. Raises Garbled."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.waiting = bytearray()
        self.head: dict[str, Any] | None = None

    def take(self, chunk: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
        self.waiting += chunk
        while (head := self._head()) is not None:
            size = head.get("size", 0)
            if len(self.waiting) < size:
                return
            frame = head, bytes(self.waiting[:size])
            del self.waiting[:size]
            self.head = None
            yield frame

    def _head(self) -> dict[str, Any] | None:
        """That of the frame which comes next, as soon as it is there."""
        if self.head is not None:
            return self.head
        end = self.waiting.find(b"\n")
        if end < 0 and len(self.waiting) <= LONGEST_HEAD:
            return None
        try:
            head: dict[str, Any] = json.loads(self.waiting[: max(end, 0)])
            size = head.get("size", 0)
        except (ValueError, AttributeError, RecursionError):
            raise Garbled from None
        if not isinstance(size, int) or not 0 <= size <= self.most:
            raise Garbled
        del self.waiting[: end + 1]
        self.head = head
        return head
