"""Habits of automatic numbering, each with what a reader of the paper sees. One file holds them all."""

from tests.parsing.docx.make import abstract, level, num, p, restart, style, word

# name → (definitions of lists, their numbers, paragraphs as (list, level) or None or style, labels that are seen)
HABITS: dict[str, tuple[list[str], list[str], list[object], list[str | None]]] = {}


def habit(name, families, nums, paragraphs, seen):
    HABITS[name] = (families, nums, paragraphs, seen)


def simple(key, form, pattern, **more):
    return [abstract(key, level(0, form, pattern, **more))]


FORMS = (
    ("decimal", "%1.", ["1.", "2.", "3."]),
    ("decimal", "%1)", ["1)", "2)", "3)"]),
    ("decimal", "(%1)", ["(1)", "(2)", "(3)"]),
    ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
    ("upperLetter", "%1.", ["A.", "B.", "C."]),
    ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
    ("upperRoman", "%1.", ["I.", "II.", "III."]),
    ("decimalZero", "%1.", ["01.", "02.", "03."]),
    ("decimal", "Sub-theme %1:", ["Sub-theme 1:", "Sub-theme 2:", "Sub-theme 3:"]),
    ("decimal", "Recommendation %1:", ["Recommendation 1:", "Recommendation 2:", "Recommendation 3:"]),
    ("ordinal", "%1", ["1st", "2nd", "3rd"]),
    ("none", "", [None, None, None]),
    ("bullet", "•", ["•", "•", "•"]),
    ("bullet", "–", ["–", "–", "–"]),
)
for at, (form, pattern, seen) in enumerate(FORMS, 100):
    habit(f"{form} {pattern}".strip(), simple(at, form, pattern), [num(at, at)], [(at, 0)] * 3, seen)

habit(
    "letters after z", simple(1, "lowerLetter", "%1)", start=25), [num(1, 1)], [(1, 0)] * 4, ["y)", "z)", "aa)", "bb)"]
)
habit("starts at five", simple(2, "decimal", "%1.", start=5), [num(2, 2)], [(2, 0)] * 2, ["5.", "6."])
habit(
    "text between items",
    simple(3, "decimal", "%1."),
    [num(3, 3)],
    [(3, 0), None, None, (3, 0), (3, 0)],
    ["1.", None, None, "2.", "3."],
)
habit(
    "started again by an override",
    simple(4, "decimal", "%1."),
    [num(4, 4), num(5, 4, restart(0))],
    [(4, 0), (4, 0), (5, 0), (5, 0)],
    ["1.", "2.", "1.", "2."],
)
habit(
    "two lists of one family run on",
    simple(6, "decimal", "%1."),
    [num(6, 6), num(7, 6)],
    [(6, 0), (6, 0), (7, 0), (7, 0)],
    ["1.", "2.", "3.", "4."],
)
habit(
    "an override that begins at seven",
    simple(8, "decimal", "%1."),
    [num(8, 8), num(9, 8, restart(0, 7))],
    [(8, 0), (9, 0), (9, 0)],
    ["1.", "7.", "8."],
)
THREE = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
habit(
    "levels begin again",
    [abstract(10, *THREE)],
    [num(10, 10)],
    [(10, 0), (10, 1), (10, 1), (10, 2), (10, 2), (10, 1), (10, 0), (10, 1), (10, 2)],
    ["1.", "1.1", "1.2", "(a)", "(b)", "1.3", "2.", "2.1", "(a)"],
)
habit(
    "a level that never begins again",
    [abstract(11, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))],
    [num(11, 11)],
    [(11, 0), (11, 1), (11, 1), (11, 0), (11, 1)],
    ["I.", "1.", "2.", "II.", "3."],
)
habit(
    "legal numbers",
    [abstract(12, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))],
    [num(12, 12)],
    [(12, 0), (12, 1), (12, 0), (12, 1)],
    ["I.", "1.1", "II.", "2.1"],
)
habit(
    "Roman parts without legal",
    [abstract(13, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2"))],
    [num(13, 13)],
    [(13, 0), (13, 1)],
    ["I.", "I.1"],
)
habit(
    "list 0 takes the number away",
    simple(14, "decimal", "%1."),
    [num(14, 14)],
    [(14, 0), "Counted14", ("Counted14", 0), "Counted14"],
    ["1.", "2.", None, "3."],
)
habit(
    "by style and by what it is based on",
    [abstract(15, level(0, "decimal", "%1)", more='<w:pStyle w:val="Counted15"/>'))],
    [num(15, 15)],
    ["Counted15", "Based15", "Counted15"],
    ["1)", "2)", "3)"],
)
habit(
    "level by the style that it names",
    [
        abstract(
            16,
            level(0, "decimal", "%1.", more='<w:pStyle w:val="One16"/>'),
            level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="Two16"/>'),
        )
    ],
    [num(16, 16)],
    ["One16", "Two16", "Two16", "One16", "Two16"],
    ["1.", "a)", "b)", "2.", "a)"],
)
habit(
    "a list style",
    [
        abstract(17, more='<w:numStyleLink w:val="List17"/>'),
        abstract(18, level(0, "decimal", "%1/"), more='<w:styleLink w:val="List17"/>'),
    ],
    [num(17, 17), num(18, 18)],
    [(17, 0), (17, 0)],
    ["1/", "2/"],
)
habit(
    "an override that brings its own level",
    simple(19, "decimal", "%1."),
    [num(19, 19, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>')],
    [(19, 0), (19, 0)],
    ["A)", "B)"],
)
habit(
    "bullets within numbers",
    [abstract(20, level(0, "decimal", "%1."), level(1, "bullet", "•"))],
    [num(20, 20)],
    [(20, 0), (20, 1), (20, 1), (20, 0)],
    ["1.", "•", "•", "2."],
)
habit(
    "an empty level above",
    [abstract(21, level(0, "none", ""), level(1, "decimal", "%2."))],
    [num(21, 21)],
    [(21, 0), (21, 1), (21, 1)],
    [None, "1.", "2."],
)
habit("a list that is not defined", [], [], [(999, 0), (999, 0)], [None, None])
habit(
    "begins on the second level",
    [abstract(22, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))],
    [num(22, 22)],
    [(22, 1), (22, 1)],
    ["1.1", "1.2"],
)
habit(
    "third level begins again only after the first",
    [
        abstract(
            23,
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "%2)"),
            level(2, "lowerRoman", "%3)", more='<w:lvlRestart w:val="1"/>'),
        )
    ],
    [num(23, 23)],
    [(23, 0), (23, 1), (23, 2), (23, 1), (23, 2), (23, 0), (23, 1), (23, 2)],
    ["1.", "a)", "i)", "b)", "ii)", "2.", "a)", "i)"],
)
habit(
    "back to the first list after another began again",
    simple(24, "decimal", "%1."),
    [num(24, 24), num(25, 24, restart(0))],
    [(24, 0), (24, 0), (25, 0), (24, 0)],
    ["1.", "2.", "1.", "2."],
)
habit(
    "back up after beginning on the second level",
    [abstract(26, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))],
    [num(26, 26)],
    [(26, 1), (26, 0), (26, 1)],
    ["1.1", "2.", "2.1"],
)


def numbered(key: str, at: int, listed: int) -> str:
    inner = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{listed}"/></w:numPr></w:pPr>'
    return style(key, key, inner)


STYLES = "".join(
    (
        style("Normal", "Normal", default=True),
        style("Counted14", "Counted14", '<w:pPr><w:numPr><w:numId w:val="14"/></w:numPr></w:pPr>'),
        style("Counted15", "Counted15", '<w:pPr><w:numPr><w:numId w:val="15"/></w:numPr></w:pPr>'),
        style("Based15", "Based15", based_on="Counted15"),
        numbered("One16", 0, 16),
        numbered("Two16", 1, 16),
        (
            '<w:style w:type="numbering" w:styleId="List17"><w:name w:val="List17"/>'
            '<w:pPr><w:numPr><w:numId w:val="18"/></w:numPr></w:pPr></w:style>'
        ),
    )
)


def paragraphs(name: str) -> list[str]:
    out = []
    for at, said in enumerate(HABITS[name][2], 1):
        text = f"{name.replace('%', '')} text{at}"
        if said is None:
            out.append(p(text))
        elif isinstance(said, str):
            out.append(p(text, style=said))
        elif isinstance(said[0], str):
            out.append(p(text, style=said[0], num=(0, 0)))
        else:
            out.append(p(text, num=said))
    return out


def all_habits() -> bytes:
    families = "".join(each for families, *_rest in HABITS.values() for each in families)
    nums = "".join(each for _families, nums, *_rest in HABITS.values() for each in nums)
    body = "".join(each for name in HABITS for each in paragraphs(name))
    return word(body, numbering=families + nums, styles=STYLES)
