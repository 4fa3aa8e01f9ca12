"""Reading a filled Excel file that nobody trusts: in a fresh child process with limits, its answer checked."""

import dataclasses
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from recommendations.errors import Refused
from recommendations.parsing.readers.docx.compound import START
from recommendations.parsing.readers.docx.package import BROKEN, DAMAGED, MACROS, Parts
from recommendations.reading import wire
from recommendations.reading.limits import MB, Limits
from recommendations.reading.process import ROOT, _environment
from recommendations.sheets import Filled, read
from recommendations.sheets.reading import DAMAGED as DAMAGED_SHEET
from recommendations.text import gettext_noop as _

MOST_BYTES = 10 * MB
LIMITS = Limits(memory=768 * MB, cpu=60, wall=60)
COMMAND = [sys.executable, "-B", "-m", "recommendations.reading.filled_child"]

EMPTY = _("The file is empty. Choose another file.")
TOO_BIG = _("The file has more than %(most)d MB. Delete rows that you have not changed, or split it.")
NOT_EXCEL = _("This is not an Excel file. Save it as an Excel workbook (.xlsx) and upload that.")
LOCKED = _("The file is protected by a password. Save it without the password and try again.")
BINARY = _("This is a binary Excel file (.xlsb). Open it and save it as an Excel workbook (.xlsx).")
OPEN_DOCUMENT = _("This is an OpenDocument file (.ods). Open it in LibreOffice and save it as Excel 2007–365 (.xlsx).")
ONE_SHEET = _(
    "This is a text file (.csv), which holds one sheet only. Write in the Excel file itself and save it as .xlsx."
)
OLD = _("This is an old Excel file (.xls). Open it and save it as .xlsx.")
HAS_MACROS = _("The file has macros. Save it without macros (as .xlsx).")
TOO_HARD = _("This file could not be read within its limits. Download a fresh file and copy your answers into it.")

# What else spreadsheets are saved as, by a name within the file; and a first line of cells.
IN_COMPOUND = {"EncryptedPackage": LOCKED, "Workbook": OLD, "Book": OLD}
IN_ZIP = {"xl/workbook.bin": BINARY, "content.xml": OPEN_DOCUMENT}
CSV = re.compile(rb"(?!%PDF|<)[^\0\r\n]{0,9000}[,;\t]")


def read_filled(data: bytes, *, limits: Limits = LIMITS) -> Filled:
    """What is filled in. Raises Refused, in one sentence, whatever the file does."""
    sniff(data)
    wanted = json.dumps({"limits": dataclasses.asdict(limits), "parent": os.getpid()}).encode()
    try:
        done = subprocess.run(
            COMMAND, input=wanted + b"\n" + data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            env=_environment(), timeout=limits.wall, check=False, start_new_session=True,
        )  # fmt: skip
        if done.returncode or len(done.stdout) > limits.answer:
            raise Refused(TOO_HARD)
        told = json.loads(done.stdout)
        if "refused" in told:
            raise Refused(str(told["refused"]), **dict(told["params"]))
        return wire.built(Filled, told["filled"])
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError, RecursionError):
        raise Refused(TOO_HARD) from None


def sniff(data: bytes) -> None:
    """Refuse by size and first bytes what need not be opened. Raises Refused."""
    if not data:
        raise Refused(EMPTY)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_BIG, most=MOST_BYTES // MB)
    if data.startswith(START[:4]):
        raise Refused(next((told for name, told in IN_COMPOUND.items() if name.encode("utf-16-le") in data), NOT_EXCEL))
    if not data.startswith(b"PK"):
        raise Refused(ONE_SHEET if CSV.match(data) else NOT_EXCEL)


def guarded(data: bytes) -> Filled:
    """Read in this process: the zip's limits first, every part unpacked and counted. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = Parts(archive)
            if "xl/workbook.xml" not in parts.names:
                raise Refused(next((told for name, told in IN_ZIP.items() if name in parts.names), NOT_EXCEL))
            for name in parts.names:
                parts.content(name)
    except RuntimeError:  # zipfile's word for a member with a password
        raise Refused(LOCKED) from None
    except BROKEN:
        raise Refused(DAMAGED_SHEET) from None
    except Refused as error:
        raise Refused({MACROS: HAS_MACROS, DAMAGED: DAMAGED_SHEET}.get(error.sentence, error.sentence)) from None
    return read(data)
