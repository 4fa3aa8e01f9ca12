"""Run as a program, in a fresh process: reads one filled Excel file within its limits, and prints what it found.

    python -m recommendations.reading.filled_child

On standard input: one JSON line with the limits, then the file. On standard output: one JSON object.
"""

import json
import sys

from recommendations.errors import Refused
from recommendations.reading import wire
from recommendations.reading.child import _limit, _own_output, _told, peak_bytes
from recommendations.reading.filled import guarded
from recommendations.reading.limits import Limits


def main() -> None:
    out = _own_output()
    wanted = json.loads(sys.stdin.buffer.readline())
    _limit(Limits(**wanted["limits"]), wanted["parent"])
    told: dict[str, object] = {}
    try:
        told = {"filled": wire.plain(guarded(sys.stdin.buffer.read())), "peak": peak_bytes()}
    except Refused as refusal:
        told = {"refused": refusal.sentence, "params": _told(refusal.params)}
    out.write(json.dumps(told).encode())
    out.flush()


if __name__ == "__main__":
    main()
