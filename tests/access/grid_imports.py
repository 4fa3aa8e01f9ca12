"""Bringing in a document, in the access grid: for the secretariat. Nobody else learns whether there is an import."""

from tests.access.lines import secretariat

WHILE_IT_IS_OPEN = secretariat(
    get={"open": "ok", "ended": "on", "absent": "-"},
    post={"open": "done", "ended": "late", "absent": "-"},
)
ITS_TEXTS = secretariat(get={"open, ended": "ok", "absent": "-"}, post={"open": "done", "ended": "late", "absent": "-"})

ROWS = {
    # Bringing in a document is for the secretariat. Nobody else learns whether there is an import.
    "import_list": secretariat(get={"-": "ok"}),
    "import_new": secretariat(get={"-": "ok"}, post={"-": "done"}),
    "import": secretariat(get={"open": "on", "ended": "ok", "absent": "-"}),
    "import_facts": WHILE_IT_IS_OPEN,
    "import_review": ITS_TEXTS,
    "extract": ITS_TEXTS,
    "import_add": WHILE_IT_IS_OPEN,
    "import_sub_theme": WHILE_IT_IS_OPEN,
    "import_sub_theme_new": WHILE_IT_IS_OPEN,
    "import_check": WHILE_IT_IS_OPEN,
    "import_page_picture": secretariat(get={"open": "ok", "absent": "-"}),
    "import_discard": WHILE_IT_IS_OPEN,
    "import_publish": secretariat(
        get={"ready, open, published": "ok", "ended, undone": "on", "absent": "-"},
        post={"ready": "done", "published, undone": "late", "absent": "-"},
    ),
    "import_undo": secretariat(
        get={"published, undone": "ok", "ready, open, ended": "on", "absent": "-"},
        post={"published": "done", "undone": "late", "absent": "-"},
    ),
    "job": secretariat(
        get={"running, lost": "ok", "over": "on", "absent": "-"},
        post={"lost": "done", "running, over": "late", "absent": "-"},
    ),
    # What a report's job made, for whoever asked: no document's job made any.
    "job_file": secretariat(get={"running, lost, over, absent": "-"}),
    "job_cancel": secretariat(post={"running, lost": "done", "over": "late", "absent": "-"}),
}
