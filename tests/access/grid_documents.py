"""What the secretariat does with a published document, in the access grid: corrections, editions, places."""

from tests.access.lines import secretariat

OF_ONE = secretariat(get={"own": "ok", "absent": "-"}, post={"own": "done", "absent": "-"})
WHILE_COMPARED = secretariat(
    get={"compared": "ok", "applied": "on", "absent": "-"},
    post={"compared": "done", "applied": "late", "absent": "-"},
)
ONCE_APPLIED = secretariat(
    get={"applied": "ok", "compared": "on", "absent": "-"},
    post={"applied": "done", "compared": "late", "absent": "-"},
)

ROWS = {
    "document_withdraw": OF_ONE,
    "recommendation_correct": OF_ONE,
    # Where texts belong is the secretariat's to decide.
    "placing_list": secretariat(get={"-": "ok"}, post={"-": "done"}),
    "placing": OF_ONE,
    # A corrected edition: compared, applied, told to the countries, taken back.
    "import_edition": secretariat(
        get={"compared, applied": "ok", "ready, ended": "on", "absent": "-"},
        post={"compared": "done", "applied": "late", "absent": "-"},
    ),
    "import_edition_text": WHILE_COMPARED,
    "import_edition_gone": WHILE_COMPARED,
    "import_edition_tell": ONCE_APPLIED,
    "import_edition_undo": ONCE_APPLIED,
}
