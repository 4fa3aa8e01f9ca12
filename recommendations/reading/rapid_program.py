"""The process that reads one picture: a PGM on standard input, a line of JSON for each printed line on standard output.

`[text, left, top, right, bottom]`, in dots.
"""

import json
import sys

import numpy as np
from rapidocr import RapidOCR

PARAMS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # pages stand upright; a line turned upside down would be none of the text
    "Det.limit_type": "max",
    "Det.limit_side_len": 1600,  # dots of the longer side in which lines are looked for: more finds no more
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
}
Printed = tuple[str, float, float, float, float]
DARK = 128
# All in heights of the line: how far left a bullet may stand, how large it is, how near to its text at most.
REACH, LEAST, MOST, GAP = 3.0, 0.08, 0.6, 0.1


def main() -> None:
    dots = picture(sys.stdin.buffer.read())
    found = RapidOCR(params=PARAMS)(np.dstack([dots] * 3))
    if found.txts:
        for text, corners in zip(found.txts, found.boxes, strict=True):
            (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
            print(json.dumps(with_bullet(dots, (text, left, top, right, bottom))))


def picture(data: bytes) -> np.ndarray:
    """Rows of grey dots."""
    _magic, width, height, _most = data[: data.index(b"\n")].split()
    return np.frombuffer(data[-int(width) * int(height) :], np.uint8).reshape(int(height), int(width))


def with_bullet(dots: np.ndarray, line: Printed) -> Printed:
    """The line with the small dark spot that stands left of it, which the model takes for dirt."""
    text, left, top, right, bottom = line
    high = bottom - top
    start, end = max(int(left - REACH * high), 0), max(int(left), 0)
    ink = dots[int(top) : int(bottom) + 1, start:end] < DARK
    columns, rows = (np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1))
    if text.startswith("•") or not columns.size:
        return line
    is_spot = all(LEAST * high < np.ptp(places) + 1 < MOST * high for places in (columns, rows))
    if not is_spot or end - start - columns[-1] < GAP * high:
        return line
    return f"• {text}", float(start + columns[0]), top, right, bottom


if __name__ == "__main__":
    main()
