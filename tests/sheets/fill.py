"""Fills in cells of a workbook, by sheet and cell name, in its XML: what is not touched stays byte for byte."""

import io
import re
import zipfile

from lxml import etree

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = {"guide": 1, "answers": 2, "activities": 3, "evidence": 4, "lists": 5}


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return raw.getvalue()


def fill(data, **cells):
    """fill(data, answers={"H3": "Planned"}, activities={"B4": "…"}): the workbook with these cells typed."""
    held = parts(data)
    for sheet, typed in cells.items():
        name = f"xl/worksheets/sheet{SHEETS[sheet]}.xml"
        tree = etree.fromstring(held[name])
        rows = {row.get("r"): row for row in tree.find(f"{NS}sheetData")}
        for place, value in typed.items():
            _type(tree, rows, place, value)
        held[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(held)


def _type(tree, rows, place, value):
    _letters, number = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
    if number not in rows:
        rows[number] = etree.SubElement(tree.find(f"{NS}sheetData"), f"{NS}row", r=number)
    row = rows[number]
    cell = next((each for each in row if each.get("r") == place), None)
    if cell is None:
        cell = etree.Element(f"{NS}c", r=place)
        after = [each for each in row if _order(each.get("r")) < _order(place)]
        row.insert(len(after), cell)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None:
        return
    if isinstance(value, (int, float)):
        etree.SubElement(cell, f"{NS}v").text = str(value)
        return
    cell.set("t", "inlineStr")
    inner = etree.SubElement(etree.SubElement(cell, f"{NS}is"), f"{NS}t")
    inner.text = value
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _order(place):
    letters = re.match(r"[A-Z]+", place)[0]
    return len(letters), letters


def column(names, name):
    """The letter of a column: its place in the table of columns."""
    at = [each.name for each in names].index(name)
    return chr(ord("A") + at)
