"""Bringing in a document, in the access grid: for the secretariat. Nobody else learns whether there is an import."""

ROWS = {
    # Bringing in a document is for the secretariat. Nobody else learns whether there is an import.
    "import_list": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
""",
    "import_new": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
POST -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
""",
    "import": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_facts": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_review": """
GET  open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "extract": """
GET  open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_add": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_sub_theme": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_sub_theme_new": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_check": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_page_picture": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_discard": """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_publish": """
GET  ready, open, published
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ended, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST ready
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST published, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_undo": """
GET  published, undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ready, open, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST published
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST undone
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "job": """
GET  running, lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST running, over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # What a report's job made, for whoever asked: no document's job made any.
    "job_file": """
GET  running, lost, over, absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "job_cancel": """
POST running, lost
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST over
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
}
