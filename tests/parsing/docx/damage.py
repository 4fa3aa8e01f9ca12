"""Word files as accidents and enemies make them: bytes turned, parts cut, markup moved, doubled and mixed up."""

import random

from lxml import etree

from tests.parsing.docx.make import members_of, zipped

PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/comments.xml")
VALUES = ("", "0", "-1", "1", "9", "99999999999", "1e400", "none", "nan", "%1%2%9", "F0B7", "restart", "nextPage", "ÿ")


def damaged(data: bytes, seed: int) -> bytes:
    """One of many ways to spoil a file; the same seed spoils it in the same way."""
    chance = random.Random(seed)
    if seed % 8 == 0:
        return turned(data, chance)
    members = members_of(data)
    name = chance.choice([part for part in PARTS if part in members])
    if seed % 8 in (1, 2):
        members[name] = turned(members[name], chance)
    else:
        members[name] = shuffled(members[name], chance)
    return zipped(members)


def turned(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, dropped, doubled, or all cut off after a place."""
    out = bytearray(data)
    for _turn in range(chance.randint(1, 12)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randint(1, 200)]
            case 3:
                out[at : at + 1] = bytes([out[at] ^ 1 << chance.randrange(8)]) if out else b""
            case 4 if chance.random() < 0.2:
                del out[at:]
    return bytes(out)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """XML that is still well-formed: elements moved, doubled, renamed, emptied; settings mixed up."""
    root = etree.fromstring(data)
    for _turn in range(chance.randint(1, 25)):
        elements = list(root.iter(etree.Element))[1:]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(6):
            case 0:
                one.tag = other.tag
            case 1 if one is not other and one not in other.iterancestors():
                other.append(one)
            case 2:
                other.addnext(etree.fromstring(etree.tostring(one)))
            case 3:
                one.getparent().remove(one)
            case 4 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case 5 if one.attrib and other.attrib:
                key = chance.choice(list(other.attrib))
                one.set(key, other.attrib[key])
    return etree.tostring(root)
