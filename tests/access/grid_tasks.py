"""The task list in the access grid: many rows at once, and answers that are filled in elsewhere."""

WRITERS = """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
"""

FILES = """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
"""

ROWS = {
    "task_list": """
GET  -
   : ok   ok   ok   no   ok   ok   ok   ok    ok    ok    ok    no    ok     no   no   no   no    no    no   in
""",
    # Many rows at once, for those who write. Rows that are not theirs are not in their list: the page comes again.
    "task_reasons": WRITERS,
    "task_unchanged": WRITERS,
    "task_together": WRITERS,
    # Answers on the way: whoever writes takes the file; what it holds is what they may write. A filled file is its
    # uploader's alone.
    "sheet_download": FILES,
    "task_word": FILES,
    "sheet_upload": WRITERS,
    "filled_sheet": """
GET  waiting, applied
   : ok   -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
GET  absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST waiting
   : done -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST applied
   : late -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
POST absent
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
""",
}
