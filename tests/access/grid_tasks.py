"""The task list in the access grid: many rows at once, and answers that are filled in elsewhere."""

ROWS = {
    "task_list": """
GET  -
   : ok   ok   ok   no   ok   ok   ok   ok    ok    ok    ok    no    ok     no   no   no   no    no    no   in
""",
    # Many rows at once, for those who write. Rows that are not theirs are not in their list: the page comes again.
    "task_reasons": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    "task_unchanged": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    "task_together": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
    # Answers on the way: whoever writes takes the file; what it holds is what they may write. A filled file is its
    # uploader's alone.
    "sheet_download": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
""",
    "task_word": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
""",
    "sheet_upload": """
GET  -
   : ok   ok   no   no   ok   ok   ok   ok    ok    ok    no    no    ok     no   no   no   no    no    no   in
POST -
   : done done no   no   done late done late  late  late  no    no    late   no   no   no   no    no    no   in
""",
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
