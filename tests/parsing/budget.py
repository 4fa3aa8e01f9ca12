"""What a file of thousands of recommendations may take: processor seconds, and memory, of a process of its own."""

import json
import random
import subprocess
import sys

from tests.parsing.blocks import Block, blocks

MEASURE = """
import json, resource, sys, time
from recommendations.parsing import find, read
data = sys.stdin.buffer.read()
began = time.process_time()
total = find(read(data)).total
seconds = time.process_time() - began
print(json.dumps([total, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def long_document(count: int) -> list[Block]:
    """Invented items of the length of real ones, a hundred under each sub-theme."""
    chance = random.Random(42)
    real = [block.plain.split() for block in blocks("afml13-viet-nam-national") if block.kind == "item"]
    out = [Block("head", "Recommendations of the 13th ASEAN Forum on Migrant Labour"), Block("head", "9 November 2020")]
    for at in range(count):
        if at % 100 == 0:
            out.append(Block("heading", f"Sub-theme {at // 100 + 1}: A part of the whole"))
        words = chance.choice(real)
        out.append(Block("item", f"Ensure {' '.join(chance.sample(words, len(words)))} in case {at}.", f"{at + 1}."))
    return out


def check_budget(what: str, data: bytes, count: int, capsys) -> None:
    # A shell between: the peak of a process counts its parent's, and this one holds the whole test run.
    command = ["sh", "-c", '"$0" -c "$1"; exit $?', sys.executable, MEASURE]
    ran = subprocess.run(command, input=data, capture_output=True, check=True, timeout=300)
    total, seconds, megabytes = json.loads(ran.stdout)
    with capsys.disabled():
        print(f"\n{what}: {total} recommendations, {seconds:.2f} s, {megabytes:.0f} MB")
    assert total == count
    assert seconds < 5 * count / 1_000
    assert megabytes < 200 * max(count / 5_000, 1)
