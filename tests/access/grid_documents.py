"""What the secretariat does with a published document, in the access grid: corrections, editions, places."""

ROWS = {
    "document_withdraw": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "recommendation_correct": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # Where texts belong is the secretariat's to decide.
    "placing_list": """
GET  -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
POST -
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
""",
    "placing": """
GET  own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST own
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    # A corrected edition: compared, applied, told to the countries, taken back.
    "import_edition": """
GET  compared, applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  ready, ended
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_text": """
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_gone": """
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_tell": """
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
    "import_edition_undo": """
GET  applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    ok    no   in
GET  compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    on    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
POST applied
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    done  no   in
POST compared
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    late  no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    -     no   in
""",
}
